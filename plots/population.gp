# population.gp - slides 9 and 10: the spikes of many membranes, each under a current of its own.
# Usage, from the project's root: gnuplot -c plots/population.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

spikes = tables.'-spikes.txt'
rates = tables.'-rates.txt'
stats rates using 1 nooutput
n = STATS_records
set yrange [STATS_min:STATS_max]

set multiplot
eval head(sprintf('a population: %d membranes, each under a current of its own', n), \
    'every dot is a spike; all begin at rest, and nothing connects them')
eval panel(110, 1130, 140, 800, 'the spikes', '')
set xlabel 't, ms' offset 0,0.3
set ylabel 'I, µA/cm²' offset 1.5,0
set xrange [0:*]
set key off
plot spikes using 1:2 with points pointtype 7 pointsize 0.18 linecolor rgb black
eval headed

eval panel(1210, 1570, 140, 800, 'the rate in the end', '')
set xrange [0:*]
set xlabel 'f, Hz' offset 0,0.3
unset ylabel
plot rates using 4:1 with lines linetype 1
unset multiplot
