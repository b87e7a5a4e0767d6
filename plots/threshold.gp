# threshold.gp - slides 6 and 9: pushes a little below and above the threshold, the anode break, and
# the strength that a pulse of a given duration needs.
# Usage, from the project's root: gnuplot -c plots/threshold.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

traces = tables.'-traces.txt'
curve = tables.'-curve.txt'
array of[7]
do for [k = 1:7] { stats tables.'-thresholds.txt' using (of[k] = column(k)) nooutput }

set multiplot
eval head('nothing, or an impulse', \
    'each pair of curves: a push one per cent below its threshold, and one per cent above')
set ylabel 'V, mV from rest' offset 1.5,0
set yrange [-20:130]
set key at graph 0.98,0.95 right top maxrows 2

eval panel(110, 740, 140, 400, sprintf('a pulse of %g ms: %.4f µA/cm²', of[6], of[2]), '')
set xrange [0:30]
plot traces index 2 using 1:2 with lines linetype 2 title '1 % less', \
     traces index 3 using 1:2 with lines linetype 1 title '1 % more'
eval headed

eval panel(920, 1570, 140, 400, sprintf('a current that lasts: %.4f µA/cm²', of[1]), '')
plot traces index 0 using 1:2 with lines linetype 2 title '1 % less', \
     traces index 1 using 1:2 with lines linetype 1 title '1 % more'

eval panel(110, 740, 520, 780, sprintf('the end of a brake, %g ms of %.4f µA/cm²', of[7], of[4]), '')
set xlabel 't, ms' offset 0,0.3
set xrange [0:of[7] + 30]
set arrow 1 from of[7], graph 0 to of[7], graph 1 nohead linewidth 1 linecolor rgb grey back
plot traces index 6 using 1:2 with lines linetype 2 title '1 % less', \
     traces index 7 using 1:2 with lines linetype 1 title '1 % more'
unset arrow 1

eval panel(920, 1570, 520, 780, 'the longer the pulse, the weaker it may be', '')
set logscale xy
set xrange [0.05:50]
set yrange [1:200]
set xlabel 'duration of the pulse, ms (logarithmic)' offset 0,0.3
set ylabel 'threshold, µA/cm²' offset 1.5,0
set key maxrows 3
plot curve using 1:2 with linespoints linetype 1 title 'the membrane', \
     curve using 1:4 with lines linetype 2 title 'a capacitor with a leak', \
     of[1] with lines linetype 8 title 'rheobase'
unset multiplot
