# axon_convergence.gp - slides 7-9: the speed of an impulse on finer and finer grids, and by shooting.
# Usage, from the project's root: gnuplot -c plots/axon_convergence.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

grids = tables.'-convergence.txt'
shots = tables.'-shots.txt'
what = system(sprintf("sed -n '1s/.*by shooting: \\(.*\\) C$/\\1 °C/p' '%s.out'", tables))

set multiplot
eval head('the speed of an impulse: two ways to the same number', 'slides 7-9: by shooting, without a grid: '.what)

eval panel(130, 770, 140, 780, 'on a grid: the error falls with its square', '')
set logscale xy
set xlabel 'grid, in units of 2 mm and of 0.04 ms (logarithmic)' offset 0,0.3
set ylabel 'relative error of the speed (logarithmic)' offset 0.5,0
set xrange [0.04:1.3]
set yrange [1e-4:0.2]
set format y '10^{%T}'
set termoption enhanced
set key at graph 0.03,0.97 left top Left reverse
set arrow 1 from graph 0, first 0.01 to graph 1, first 0.01 nohead linewidth 1.5 linecolor rgb grey
set label 5 '1 %' at graph 0.98, first 0.0115 right font small
plot 0.03 * x ** 2 with lines linetype 5 title 'slope 2', \
     grids using ($1 == 0 ? $2 / 2 : NaN):(-$5) with linespoints linetype 1 pointsize 1.4 title 'finer cells, steps of 0.00125 ms', \
     grids using ($1 == 1 ? $3 / 0.04 : NaN):(-$5) with linespoints linetype 2 pointsize 1.4 title 'finer steps, cells of 0.0625 mm', \
     grids using ($1 == 2 ? $2 / 2 : NaN):(-$5) with linespoints linetype 3 pointsize 1.4 title 'both together, 0.02 ms a mm'
eval headed
unset arrow 1; unset label 5

eval panel(930, 1560, 140, 780, 'by shooting: with a wrong K the wave is lost, above or below', '')
unset logscale
set xlabel 'time, ms, as it passes one place' offset 0,0.3
set ylabel 'V, mV from rest' offset 1,0
set format y '%g'
set xrange [*:*]; set yrange [*:*]
stats shots using 1 nooutput
set xrange [0.8:STATS_max]
set yrange [-70:150]
set key at graph 0.03,0.04 left bottom Left reverse enhanced
array off[6] = ['1 + 10^{-2}', '1 - 10^{-2}', '1 + 10^{-5}', '1 - 10^{-5}', '1 + 10^{-8}', '1 - 10^{-8}']
plot for [k = 0:5] shots index k using 1:2 with lines linetype (k == 4 ? 6 : k == 5 ? 7 : k + 1) linewidth 2.5 title 'K × ('.off[k + 1].')'
unset multiplot
