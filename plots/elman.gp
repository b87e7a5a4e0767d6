# elman.gp - slides 18 and 22: Elman's net as the slide draws it, how its error falls, and what it expects letter by
# letter along one string. Usage, from the project's root: gnuplot -c plots/elman.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'
set termoption enhanced

history = tables.'-history.txt'
string = tables.'-string.txt'
line(pattern) = system(sprintf("sed -n 's/%s/\\1/p' '%s.out'", pattern, tables))
hidden = line('.*net 7-\([0-9]*\)-7.*')
least = real(line('.*not below \([0-9.]*\).*'))
verdict = line('^\([BTSXPVE]*: [a-z]*\),.*')
stats string using 1 nooutput
steps = int(STATS_max)

set multiplot
eval head("Elman's net learns Reber's grammar", line('^\(.*weights, .*\)$'))

# -------------------------------------------------- left: the slide's diagram, in pixels from the left top

set lmargin at screen 0; set rmargin at screen 1; set tmargin at screen 1; set bmargin at screen 0
set xrange [0:width]; set yrange [height:0]
unset border; unset tics; unset grid; unset key

set label 10 'slide 22: «рекуррентные – Элман»' at 290,112 center
set style line 90 linecolor rgb black linewidth 3 dashtype solid
box(k, l, r, t, b) = sprintf('set object %d rectangle from %g,%g to %g,%g fillstyle solid 1 border linecolor rgb "%s" fillcolor rgb "%s" linewidth 3;', k, l, t, r, b, black, '#F4F4F4')
eval box(1, 70, 450, 190, 240)
eval box(2, 115, 400, 360, 415)
eval box(3, 160, 350, 535, 585)
set label 11 '{/:Italic x}_{/:Italic t}' at 258,215 center font large
set label 12 '{/:Italic h}_{/:Italic t}' at 258,388 center font large
set label 13 '{/:Italic y}_{/:Italic t}' at 258,560 center font large
set label 14 '7 letters' at 465,215 left font small
set label 15 hidden.' units, tanh' at 258,345 right offset -3,0 font small
set label 16 '7 probabilities, softmax' at 365,560 left font small
set label 17 '{/:Bold V}' at 225,285 right font large
set label 18 '{/:Bold W}' at 225,490 right font large
set label 19 '{/:Bold U}' at 510,385 left font large
set label 20 'one step later' at 510,425 left font small
set arrow 1 from 258,240 to 258,360 head filled size 14,20 linestyle 90
set arrow 2 from 258,415 to 258,535 head filled size 14,20 linestyle 90
set arrow 3 from 258,455 to 490,455 nohead linestyle 90
set arrow 4 from 490,455 to 490,305 nohead linestyle 90
set arrow 5 from 490,305 to 350,305 nohead linestyle 90
set arrow 6 from 350,305 to 350,360 head filled size 14,20 linestyle 90
set label 21 "{/:Italic h}_{/:Italic t} = tanh({/:Italic x}_{/:Italic t}{/:Italic V} + {/:Italic h}_{/:Italic t-1}{/:Italic U} + {/:Italic b})" at 100,680 left
set label 22 "{/:Italic y}_{/:Italic t} = softmax({/:Italic h}_{/:Italic t}{/:Italic W} + {/:Italic a})" at 100,730 left
plot NaN notitle
eval headed
do for [k = 10:22] { eval sprintf('unset label %d', k) }
do for [k = 1:6] { eval sprintf('unset arrow %d', k) }
do for [k = 1:3] { eval sprintf('unset object %d', k) }

# --------------------------------------------------------------------- right, above: the error

eval panel(760, 1560, 130, 370, 'the error for a letter', '')
set border 31; set grid
set tics font small scale 0.6
set xlabel 'iteration (logarithmic)' offset 0,0.5
set ylabel 'cross-entropy, nats' offset 1,0
set xrange [1:*] noextend; set yrange [0:*]
set logscale x
set xtics auto; set ytics auto
set key at graph 0.97,0.94 right top
plot history using 1:2 with lines linetype 1 title 'of the strings learned from', \
     least with lines linetype 5 title 'no net can be better on fresh strings'
unset logscale x
unset key

# ------------------------------------------------------- right, below: letter by letter along a string

eval panel(760, 1480, 520, 800, 'what comes next?   '.verdict.'   (square: the letter that came)', '')
set xlabel 'the letter {/:Italic x}_{/:Italic t} that goes in, step by step' offset 0,0.2
set ylabel 'the next letter' offset -3.5,0
set xrange [0.5:steps + 0.5]; set yrange [7.5:0.5]
unset grid
set format ''
set xtics scale 0 ('' 1); set ytics scale 0 ('' 1)
set cbrange [0:1]
set colorbox user origin 1500. / width, at_y(800) size 18. / width, 280. / height
set format cb '%g'
set label 31 'probability' at screen at_x(1585),at_y(840) right font small
set palette defined (0 '#FFFFFF', 0.5 orange, 1 '#A03000')
do for [k = 1:steps] { set label 40 + k system(sprintf("awk '$1 == %d { print $2; exit }' '%s'", k, string)) at k,7.9 center font large }
do for [k = 1:7] { set label 60 + k substr('BTSXPVE', k, k) at 0.35,k right font font.',16' }
plot string using 1:4:6 with image, \
     string using ($6 > 0.05 ? $1 : NaN):4:(sprintf('%.2f', $6)) with labels font font.',12', \
     string using (strcol(3) eq strcol(5) ? $1 : NaN):4 with points pointtype 4 pointsize 5 linewidth 4 linecolor rgb black
unset multiplot
