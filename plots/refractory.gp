# refractory.gp - slides 6-9: how soon after an impulse another can be had.
# Usage, from the project's root: gnuplot -c plots/refractory.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

curve = tables.'-curve.txt'
traces = tables.'-traces.txt'
array of[6]
do for [k = 1:6] { stats tables.'-periods.txt' using (of[k] = column(k)) nooutput }

stats curve using 1 nooutput
set xrange [0:STATS_max]
delay(k) = system(sprintf("sed -n 's/^# delay \\([0-9.]*\\) ms.*/\\1/p' '%s' | sed -n '%dp'", traces, k + 1))

set multiplot
eval head('not so soon: the refractory period', \
    sprintf('the first pulse, %g ms of %.2f µA/cm², comes at 0 ms and makes an impulse', of[5], of[6]))

eval panel(110, 1290, 140, 400, 'a second pulse, as strong as the first, after four delays', '')
set ylabel 'V, mV from rest' offset 1.5,0
set yrange [-20:120]
set key at screen at_x(1310), at_y(140) left top maxrows 5 Left reverse samplen 3
unset xlabel
plot for [k = 4:1:-1] traces index k using 1:2 with lines linetype k title 'after '.delay(k).' ms', \
     traces index 0 using 1:2 with lines linetype 5 title 'none'
eval headed

eval panel(110, 1290, 520, 790, 'the weakest second pulse that makes an impulse', '')
set ylabel 'threshold, µA/cm²' offset 1.5,0
set xlabel 'delay of the second pulse, ms' offset 0,0.3
set logscale y
set yrange [5:400]
set object 1 rectangle from 0, graph 0 to of[3], graph 1 fillstyle solid noborder fillcolor rgb tint_1 behind
set object 2 rectangle from of[3], graph 0 to of[4], graph 1 fillstyle solid noborder fillcolor rgb tint_2 behind
set label 11 sprintf('absolutely, to %.2f ms', of[3]) at of[3] / 2., 300 center
set label 12 sprintf('relatively refractory, to %.2f ms', of[4]) at (of[3] + of[4]) / 2., 300 center
set key at screen at_x(1310), at_y(520) left top
plot curve using 1:2 with linespoints linetype 1 title 'second pulse', \
     of[1] with lines linetype 2 title sprintf('at rest: %.3f', of[1]), \
     of[2] with lines linetype 8 title sprintf('strongest tried: %g', of[2])
unset multiplot
