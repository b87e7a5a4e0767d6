# spiking_raster.gp - slide 10: which neuron fired when, and the potentials of two.
# Usage, from the project's root: gnuplot -c plots/spiking_raster.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

raster = tables.'-raster.txt'
arrivals = tables.'-arrivals.txt'
potentials = tables.'-potentials.txt'
names = tables.'-names.txt'
line = system(sprintf("head -n 1 '%s.out'", tables))
shown(k) = real(system(sprintf("sed -n '1s/.*shown \\([0-9.]*\\) \\([0-9.]*\\) ms/\\%d/p' '%s'", k, names)))
name_of(column) = system(sprintf("awk 'NR == 1 { print $%d }' '%s'", column + 1, potentials))
threshold = real(system(sprintf("awk '!/^#/ && !$4 { print $5; exit }' '%s'", names)))

# Rows: inputs of a single cell, and all cells that are none. A label in the middle of each population.
labels = system(sprintf("awk '!/^#/ && (!$4 || $3 == 1) { printf \"%%s %%g \", $1, $2 + ($3 - 1) / 2 }' '%s'", names))
bottom = int(system(sprintf("awk '!/^#/ && (!$4 || $3 == 1) { n = $2 + $3 } END { print n }' '%s'", names)))
few = bottom < 20
stats arrivals using 1 nooutput
with_lines = STATS_records < 500

set multiplot
eval head(line, 'slide 10: «сеть получает на входы серию импульсов и выдаёт импульсы на выходе»')
set xrange [shown(1):shown(2)]
set key off

eval panel(110, 1570, 120, 530, with_lines ? 'spikes; a line is an impulse on its way' : 'spikes of all cells', '')
unset xlabel
set yrange [bottom - 0.5:-0.5]
tics = ''
do for [k = 1:words(labels) / 2] { tics = tics.(k > 1 ? ', ' : '').quoted(word(labels, 2 * k - 1)).' '.word(labels, 2 * k) }
eval 'set ytics scale 0 ('.tics.')'
fired = sprintf("< awk '!/^#/ && $2 < %d' '%s'", bottom, raster)
if (with_lines) {
    plot arrivals using 2:3:($1 - $2):($4 - $3) with vectors nohead linewidth 1 linecolor rgb '#909090', \
         fired using 1:2 with points pointtype 5 pointsize 1.2 linecolor rgb vermillion
} else {
    plot fired using 1:2 with points pointtype 7 pointsize (few ? 1.2 : 0.4) linecolor rgb vermillion
}
eval headed

eval panel(110, 1570, 600, 810, 'potentials of two of them', '')
set xlabel 'time, ms' offset 0,0.3
set ylabel 'mV from rest' offset 1,0
set yrange [*:threshold * 1.6]
unset ytics
set ytics auto scale 0.6
set key at graph 0.99,0.97 right top horizontal
spike_of(column) = sprintf("< awk '$3 == \"%s\"' '%s'", name_of(column), raster)
plot threshold with lines linetype 5 title 'threshold', \
     for [c = 2:3] potentials using 1:(column(c)) with lines linetype c - 1 title name_of(c), \
     for [c = 2:3] spike_of(c) using 1:(0):(0):(threshold * 1.4) with vectors nohead linetype c - 1 notitle
unset multiplot
