# fi_curve.gp - slides 9 and 10: how often the membrane fires under a constant current.
# Usage, from the project's root: gnuplot -c plots/fi_curve.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

sweep = tables.'-sweep.txt'
array of[6]
do for [k = 1:6] { stats tables.'-points.txt' using (of[k] = column(k)) nooutput }
fold = of[1]; first = of[3]; second = of[5]
mark(tag, x, dash) = sprintf('set arrow %d from %.9g, graph 0 to %.9g, graph 1 nohead linewidth 1.5 dashtype %s linecolor rgb grey back;', tag, x, x, dash)
marks = mark(1, fold, '(3,4)').mark(2, first, 'solid').mark(3, second, 'solid')

set multiplot
eval head('how often the membrane fires', \
    sprintf('dotted: the rhythm begins, %.6f µA/cm² (fold of cycles); grey lines: Hopf points, %.5f and %.5f µA/cm², between which there is no stable rest', fold, first, second))
eval marks
set key at graph 0.98,0.05 right bottom maxrows 2

eval panel(110, 740, 140, 420, 'the rate', '')
set xrange [0:200]
set yrange [0:190]
set ylabel 'f, Hz' offset 1.5,0
set key at graph 0.66,0.35 right top
plot sweep using 1:($5 > 0 ? $5 : NaN) with lines linetype 2 title 'going up', \
     sweep using 1:($5 > 0 ? NaN : 0) with lines linetype 2 notitle, \
     sweep using 1:($8 > 0 ? $8 : NaN) with lines linetype 1 dashtype (6,4) title 'going down', \
     sweep using 1:($8 > 0 ? NaN : 0) with lines linetype 1 dashtype (6,4) notitle
eval headed

eval panel(920, 1570, 140, 420, 'its beginning depends on where one comes from', '')
set xrange [5:11]
set yrange [0:80]
set key at graph 0.65,0.35 right top
plot sweep using 1:5 with linespoints linetype 2 title 'going up', \
     sweep using 1:8 with linespoints linetype 1 dashtype (6,4) title 'going down'

eval panel(110, 740, 520, 800, 'from where to where V goes', '')
set xrange [0:200]
set yrange [-20:110]
set xlabel 'I, µA/cm²' offset 0,0.3
set ylabel 'V, mV from rest' offset 1.5,0
set key at graph 0.98,0.95 right top maxrows 3
plot sweep using 1:($3 < 0 ? $2 : NaN) with lines linetype 5 title 'rest, stable', \
     sweep using 1:($3 >= 0 ? $2 : NaN) with lines linetype 5 dashtype (6,4) title 'rest, unstable', \
     sweep using 1:($8 > 0 ? $10 : NaN) with lines linetype 1 title 'highest and lowest V', \
     sweep using 1:($8 > 0 ? $9 : NaN) with lines linetype 1 notitle

eval panel(920, 1570, 520, 800, 'a deviation from rest grows or shrinks at this rate', '')
set yrange [*:*]
set ylabel 'largest real part of λ, 1/ms' offset 1.5,0
set key off
set arrow 4 from graph 0, first 0 to graph 1, first 0 nohead linewidth 1.2 linecolor rgb black
plot sweep using 1:3 with lines linetype 1
unset multiplot
