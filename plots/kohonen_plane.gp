# kohonen_plane.gp - slides 20 and 22: Kohonen's net as the slide draws it, and a map of two inputs unfolding.
# Usage, from the project's root: gnuplot -c plots/kohonen_plane.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

maps = tables.'-maps.txt'
inputs = tables.'-inputs.txt'
errors = tables.'-errors.txt'
printed(k) = system(sprintf("sed -n %dp '%s.out'", k, tables))
shots = int(system(sprintf("grep -c '^# step' '%s'", maps)))
step(k) = system(sprintf("sed -n 's/^# step \\([0-9]*\\):.*/\\1/p' '%s' | sed -n %dp", maps, k + 1))
# The columns of the sheet in block k, one after the other.
down(k) = sprintf("< awk '/^# step/ { b++ } b == %d && !/^#/ && NF { if ($2 > last) last = $2; at[$2] = at[$2] $0 \"\\n\" } ", k + 1) \
    .sprintf("END { for (c = 0; c <= last; c++) print at[c] }' '%s'", maps)

set multiplot
eval head(printed(1), 'slides 20 and 22: «соревновательные - Кохонен»')

# ----------------------------------------------- below on the left: the net, in pixels of the sheet

set lmargin at screen 0; set rmargin at screen 1; set tmargin at screen 1; set bmargin at screen 0
set xrange [0:width]; set yrange [height:0]
unset border; unset tics; unset grid; unset key

ix = 170.; iy(i) = 655 + 60. * i
nx(c, r) = 430 + 75. * c; ny(c, r) = 655 + 60. * r - 20. * c
do for [c = 0:2] { do for [r = 0:2] {
    do for [i = 0:2] { set arrow from ix,iy(i) to nx(c, r),ny(c, r) nohead linewidth 0.7 linecolor rgb '#909090' }
    if (c < 2) { set arrow from nx(c, r),ny(c, r) to nx(c + 1, r),ny(c + 1, r) nohead linewidth 4 linecolor rgb blue }
    if (r < 2) { set arrow from nx(c, r),ny(c, r) to nx(c, r + 1),ny(c, r + 1) nohead linewidth 4 linecolor rgb blue }
} }
tag = 0
do for [i = 0:2] {
    tag = tag + 1
    set object tag circle at ix,iy(i) size 17 fillcolor rgb '#FFFFFF' fillstyle solid 1 border linecolor rgb black linewidth 2 front
    set label 60 + i 'x'.word('₁ ₂ ₃', i + 1) at ix - 30,iy(i) right font font.',18'
}
do for [c = 0:2] { do for [r = 0:2] {
    tag = tag + 1
    set object tag circle at nx(c, r),ny(c, r) size 17 fillcolor rgb c == 1 && r == 1 ? vermillion : c == 1 || r == 1 ? tint_1 : '#FFFFFF' fillstyle solid 1 border linecolor rgb black linewidth 2 front
} }
set object 50 polygon from nx(-0.6, -0.6),ny(-0.6, -0.6) to nx(2.6, -0.6),ny(2.6, -0.6) to nx(2.6, 2.6),ny(2.6, 2.6) to nx(-0.6, 2.6),ny(-0.6, 2.6) to nx(-0.6, -0.6),ny(-0.6, -0.6) \
    fillstyle empty border linecolor rgb black linewidth 1.5
set label 70 'the nearest neuron wins and learns, its neighbours with it' at 400,865 center font normal textcolor rgb '#303030'
plot NaN notitle
eval headed
unset arrow; unset label; unset object

# ------------------------------------------------------------------ above: the map in four steps

set border 31
set xrange [0:1]; set yrange [0:1]
set xtics 0.5 font small scale 0.6; set ytics 0.5
array shown[4] = [0, shots * 5 / 12, shots * 8 / 12, shots - 1]
do for [f = 0:3] {
    eval panel(70 + 390 * f, 400 + 390 * f, 125, 455, 'step '.step(shown[f + 1]), '')
    if (f > 0) { set format y '' }
    set xlabel 'x₁' offset 0,0.6
    if (f == 0) { set ylabel 'x₂' offset 1,0 } else { unset ylabel }
    plot inputs using 2:3 with points pointtype 7 pointsize 0.18 linecolor rgb '#A0A0A0', \
         maps index shown[f + 1] using 3:4 with lines linecolor rgb blue linewidth 1.5 dashtype solid, \
         down(shown[f + 1]) using 3:4 with lines linecolor rgb blue linewidth 1.5 dashtype solid, \
         maps index shown[f + 1] using 3:4 with points pointtype 7 pointsize 0.5 linecolor rgb vermillion
}

# ------------------------------------------------------------------ below on the right: the errors

set format y '%g'
eval panel(870, 1450, 570, 800, 'the map''s errors', '')
set xlabel 'step t + 1 (logarithmic)' offset 0,0.3
set logscale x
set format x '10^{%T}'
set termoption enhanced
set ylabel 'quantisation error'
set y2label 'topographic error, %'
set autoscale x
set yrange [0:*]; set y2range [0:110]
set xtics autofreq; set ytics autofreq nomirror; set y2tics 0,25,100 nomirror
set grid
set key at graph 0.97,0.93 right top
plot errors using ($1 + 1):4 with lines linetype 1 title 'quantisation error q', \
     errors using ($1 + 1):(100 * $5) axes x1y2 with lines linetype 2 title 'topographic error τ (right)'
unset multiplot
