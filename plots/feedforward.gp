# feedforward.gp - slides 16 and 17: a feed-forward net as the slide draws it, its edges as wide as the
# weights that training has given them. Usage, from the project's root:
# gnuplot -c plots/feedforward.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'
set termoption enhanced

neurons = tables.'-neurons.txt'
edges = tables.'-edges.txt'
region = tables.'-region.txt'
points = tables.'-points.txt'
printed(k) = system(sprintf("sed -n %dp '%s.out'", k, tables))

stats neurons using 1 nooutput
last = int(STATS_max)
stats edges using (abs($6)) nooutput
heaviest = STATS_max
stats neurons using ($1 == 0 ? $6 : NaN) nooutput
at = system(sprintf("awk '$1 == \"0\" { printf \"%%s%%g\", s, $6; s = \", \" }' '%s'", neurons))

# The boundary: where the first output is one half.
set contour base
set cntrparam levels discrete 0.5
unset surface
set table $boundary
splot region using 1:2:3
unset table
unset contour
set surface

set multiplot
eval head(printed(1).' '.printed(2), 'slides 16 and 17: «коннекционизм», «многослойная сеть прямого распространения»')

# --------------------------------------------------- left: the net, in pixels from the left top

set lmargin at screen 0; set rmargin at screen 1; set tmargin at screen 1; set bmargin at screen 0
set xrange [0:width]; set yrange [height:0]
unset border; unset tics; unset grid; unset key
unset colorbox

left = 200.; right = 850.; middle = 420.
px(l) = left + (right - left) * l / last
gap(n) = n > 5 ? 575. / n : 115.
py(j, n) = middle + (j - (n + 1) / 2.) * gap(n)

# Sixteen widths for positive weights and sixteen, dashed, for negative ones.
do for [k = 1:16] {
    set style arrow k nohead linewidth 0.6 * k linecolor rgb vermillion dashtype solid
    set style arrow 16 + k nohead linewidth 0.6 * k linecolor rgb blue dashtype (8, 3)
}
class(w) = int(ceil(16 * abs(w) / heaviest)) + (w < 0 ? 16 : 0)

caption(l) = l == 0 ? 'входной распределительный слой' : l == last ? 'обрабатывающий выходной слой' : 'обрабатывающий скрытый слой'
do for [l = 0:last] {
    set label 100 + l sprintf('{/:Italic Y} ^{[%d]}', l) at px(l),110 center font font.',18'
    set label 120 + l sprintf('слой %d', l) at px(l),750 center font font.',16'
    words = caption(l)
    set label 140 + l word(words, 1)."\n".word(words, 2)."\n".word(words, 3) at px(l),780 center font font.',11' textcolor rgb '#303030'
    if (l > 0) { set label 160 + l sprintf('{/:Italic W} ^{[%d]}', l) at (px(l - 1) + px(l)) / 2,110 center font font.',18' }
}

# What the widths mean.
set arrow 1 from 150,868 to 230,868 arrowstyle 16
set arrow 2 from 400,868 to 480,868 arrowstyle 32
set label 181 sprintf('w = %.1f', heaviest) at 245,868 left font small
set label 182 sprintf('w = -%.1f, widths in proportion;  fill: y from -1 (blue) over 0 to 1 (orange)', heaviest) at 495,868 left font small

set palette defined (-1 '#4393C3', 0 '#FFFFFF', 1 '#F4A582')
set cbrange [-1:1]
radius(l) = l == 0 ? 13 : 29
set style fill solid 1 border linecolor rgb '#303030'
stub(l, x) = l == 0 ? x - 65 : x + 29
plot edges using (px($1 - 1)):(py($2, $4)):(px($1) - px($1 - 1)):(py($3, $5) - py($2, $4)):(class($6)) with vectors arrowstyle variable, \
     neurons using ($1 == 0 || $1 == last ? stub($1, px($1)) : NaN):(py($2, $3)):($1 == 0 ? 52 : 36):(0) with vectors nohead linewidth 2 dashtype solid linecolor rgb black, \
     neurons using (px($1)):(py($2, $3)):(radius($1)):6 with circles linewidth 2 dashtype solid fillcolor palette, \
     neurons using ($1 > 0 ? px($1) : NaN):(py($2, $3)):(sprintf('{/:Italic s}@^{[%d]}_{%d}', $1, $2)) with labels font font.',14', \
     neurons using ($1 == 0 ? px(0) - 72 : NaN):(py($2, $3)):(sprintf('{/:Italic x}_{%d} = %g', $2, $6)) with labels right font font.',14', \
     neurons using ($1 == last ? px(last) + 72 : NaN):(py($2, $3)):(sprintf('{/:Italic y}@^{[%d]}_{%d}    = %.3f', $1, $2, $6)) with labels left font font.',14'
eval headed
do for [k = 100:190] { eval sprintf('unset label %d', k) }
unset arrow 1; unset arrow 2

# --------------------------------------- right: what this net has learned, and the input of the left

eval panel(1150, 1560, 215, 625, 'what it has learned, and the input x', 'cross: x = ('.at.'); line: both outputs 0.5')
set border 31
set tics font small scale 0.6
set xtics 0.25; set ytics 0.25
set xlabel 'x_1' offset 0,0.6; set ylabel 'x_2'
set xrange [-0.05:1.05]; set yrange [-0.05:1.05]
set cbrange [0:1]
set palette defined (0 tint_2, 0.5 '#FFFFFF', 1 tint_1)
plot region using 1:2:3 with image, \
     points using 1:($3 == 0 ? $2 : NaN) with points linetype 1 pointsize 0.4, \
     points using 1:($3 == 1 ? $2 : NaN) with points linetype 2 pointsize 0.5, \
     $boundary using 1:2 with lines linetype 5 linewidth 3, \
     neurons using ($1 == 0 && $2 == 1 ? (first_x = $6, NaN) : $1 == 0 && $2 == 2 ? first_x : NaN):6 with points pointtype 2 pointsize 2.5 linewidth 5 linecolor rgb black
unset multiplot
