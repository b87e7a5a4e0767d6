# lstm.gp - slides 18 and 22: the memory cell, drawn as the slide draws Elman's net, and what both nets can keep: success
# against lag. Usage, from the project's root: gnuplot -c plots/lstm.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'
set termoption enhanced

lag = tables.'-lag.txt'
gap = tables.'-gap.txt'
line(pattern) = system(sprintf("sed -n 's/%s/\\1/p' '%s.out'", pattern, tables))
goal = real(line('.*solved: below \([0-9.]*\).*'))
stats lag using 2 nooutput
says_one = STATS_mean

set multiplot
eval head('LSTM keeps a number for a hundred steps', line('^\(.*hidden units in both nets\)$'))

# -------------------------------------------------------- left: the cell, in pixels from the left top

set lmargin at screen 0; set rmargin at screen 1; set tmargin at screen 1; set bmargin at screen 0
set xrange [0:width]; set yrange [height:0]
unset border; unset tics; unset grid; unset key

set label 10 'slide 18: «рекуррентные – LSTM»' at 330,112 center
set style line 90 linecolor rgb black linewidth 3 dashtype solid
set style line 91 linecolor rgb vermillion linewidth 6 dashtype solid
box(k, l, r, t, b) = sprintf('set object %d rectangle from %g,%g to %g,%g fillstyle solid 1 border linecolor rgb "%s" fillcolor rgb "%s" linewidth 3;', k, l, t, r, b, black, '#F4F4F4')
ring(k, x, y) = sprintf('set object %d circle at %g,%g size 20 fillstyle solid 1 border linecolor rgb "%s" fillcolor rgb "#FFFFFF" linewidth 3;', k, x, y, black)
eval box(1, 60, 620, 170, 220)
eval box(2, 60, 170, 320, 370)
eval box(3, 210, 320, 320, 370)
eval box(4, 360, 470, 320, 370)
eval box(5, 510, 620, 320, 370)
eval box(6, 210, 620, 700, 750)
eval ring(7, 265, 480)
eval ring(8, 415, 480)
eval ring(9, 565, 610)
eval box(10, 310, 350, 455, 505)
set label 11 '{/:Italic x}_{/:Italic t},  {/:Italic h}_{/:Italic t-1}' at 340,195 center font large
set label 12 '{/:Italic g}  tanh' at 115,345 center
set label 13 '{/:Italic i}  σ' at 265,345 center
set label 14 '{/:Italic f}  σ' at 415,345 center
set label 15 '{/:Italic o}  σ' at 565,345 center
set label 16 '×' at 265,480 center font large
set label 17 '×' at 415,480 center font large
set label 18 '×' at 565,610 center font large
set label 19 '+' at 330,480 center font large
set label 20 '{/:Italic h}_{/:Italic t}' at 415,725 center font large
set label 21 '{/:Italic c}_{/:Italic t}' at 345,555 left font large
set label 22 '{/:Italic c}_{/:Italic t-1}' at 428,548 left font large
set label 23 'in' at 285,430 left font small
set label 24 'keep' at 435,430 left font small
set label 25 'out' at 585,540 left font small
set label 26 'tanh' at 440,595 center font small
set label 27 '{/:Bold V}, {/:Bold U}' at 125,270 left font large
set label 28 'thick: the way of {/:Italic c} to itself, and of its gradient' at 330,800 center font small
set arrow 1 from 115,220 to 115,320 head filled size 14,20 linestyle 90
set arrow 2 from 265,220 to 265,320 head filled size 14,20 linestyle 90
set arrow 3 from 415,220 to 415,320 head filled size 14,20 linestyle 90
set arrow 4 from 565,220 to 565,320 head filled size 14,20 linestyle 90
set arrow 5 from 115,370 to 115,480 nohead linestyle 90
set arrow 6 from 115,480 to 243,480 head filled size 14,20 linestyle 90
set arrow 7 from 265,370 to 265,458 head filled size 14,20 linestyle 90
set arrow 8 from 415,370 to 415,458 head filled size 14,20 linestyle 90
set arrow 9 from 565,370 to 565,588 head filled size 14,20 linestyle 90
set arrow 10 from 287,480 to 308,480 head filled size 10,20 linestyle 90
set arrow 11 from 395,480 to 352,480 head filled size 14,20 linestyle 91
set arrow 12 from 330,505 to 330,575 nohead linestyle 91
set arrow 13 from 330,575 to 415,575 nohead linestyle 91
set arrow 14 from 415,575 to 415,504 head filled size 14,20 linestyle 91
set arrow 15 from 330,575 to 330,610 nohead linestyle 90
set arrow 16 from 330,610 to 543,610 head filled size 14,20 linestyle 90
set arrow 17 from 565,632 to 565,700 head filled size 14,20 linestyle 90
plot NaN notitle
eval headed
do for [k = 10:28] { eval sprintf('unset label %d', k) }
do for [k = 1:17] { eval sprintf('unset arrow %d', k) }
do for [k = 1:10] { eval sprintf('unset object %d', k) }

# -------------------------------------------------------------- right, above: the adding problem by lag

eval panel(790, 1560, 130, 460, 'the adding problem', '')
set border 31; set grid
set tics font small scale 0.6
set xtics auto; set ytics auto
set xlabel 'lag, steps (logarithmic)' offset 0,0.5
set ylabel 'mean |y - d| (logarithmic)' offset 1,0
set yrange [0.004:1]
set ytics (0.01, 0.1, 1)
set xrange [*:*] noextend
set logscale xy
set key at graph 0.5,0.46 center center maxrows 2
set offsets graph 0.04, graph 0.04, 0, 0
plot lag using 1:3:xticlabels(1) with linespoints linetype 2 pointsize 1.6 title "Elman's net", \
     lag using 1:5 with linespoints linetype 1 pointsize 1.6 title 'LSTM', \
     says_one with lines linetype 5 title 'who always says 1', \
     goal with lines linetype 8 title 'solved'
unset logscale
set offsets 0, 0, 0, 0

# ------------------------------------------------------------- right, below: the embedded grammar by gap

eval panel(790, 1560, 570, 800, 'the embedded grammar: T or P, which was it?', '')
set xlabel 'steps from the letter to its repetition' offset 0,0.3
set ylabel 'right answers, %' offset 1,0
set xrange [*:*]; set yrange [0:145]
set xtics auto; set ytics 0,25,100
set style data histograms
set style histogram clustered gap 1.5
set style fill solid 0.75 border linecolor rgb black
set boxwidth 0.9
set key at graph 0.5,0.9 center center maxrows 1
plot gap using 4:xticlabels(sprintf('%d – %d', $1, $2)) linetype 2 title "Elman's net", \
     gap using 5 linetype 1 fillstyle pattern 3 title 'LSTM', \
     50 with lines linetype 5 title 'who tosses a coin'
unset multiplot
