# spiking_phase.gp - slide 10: the potentials of pairs of neurons that hear each other, when they have settled.
# Usage, from the project's root: gnuplot -c plots/spiking_phase.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

raster = tables.'-raster.txt'
arrivals = tables.'-arrivals.txt'
potentials = tables.'-potentials.txt'
names = tables.'-names.txt'
line = system(sprintf("head -n 1 '%s.out'", tables))
shown(k) = real(system(sprintf("sed -n '1s/.*shown \\([0-9.]*\\) \\([0-9.]*\\) ms/\\%d/p' '%s'", k, names)))

# Of pair k: cells 2k - 2 and 2k - 1 (from 0), columns 2k and 2k + 1 of the potentials.
of_arrival(k, what) = system(sprintf("awk '!/^#/ && $4 == %d { printf \"%%g\", %s; exit }' '%s'", 2 * k - 2, what, arrivals))
of_name(k, column) = system(sprintf("awk '!/^#/ && $2 == %d { print $%d }' '%s'", 2 * k - 2, column, names))
kind(k) = real(of_name(k, 5)) >= 50 ? 'membranes of 1952, ' : 'integrate and fire, '
unit(k) = real(of_name(k, 5)) >= 50 ? ' mS/cm²' : ' mV'
title_of(k) = kind(k).'delay '.of_arrival(k, '$1 - $2').' ms, weight '.of_arrival(k, '$5').unit(k)

set multiplot
eval head(line, 'slide 10: two neurons (solid and dashed) that hear each other, after they have settled; above, the delay decides, below, the sign of the weight')
set xrange [shown(1):shown(2)]

do for [k = 1:4] {
    left = k % 2 ? 110 : 930
    top = k < 3 ? 150 : 510
    is_lif = real(of_name(k, 5)) < 50
    high = is_lif ? 30 : 115
    eval panel(left, left + 640, top, top + 260, title_of(k), '')
    if (k > 2) { set xlabel 'time, ms' } else { unset xlabel }
    set ylabel 'potential, mV from rest' offset 1,0
    set yrange [is_lif ? -2 : -20:high]
    set key off
    plot potentials using 1:(column(2 * k)) with lines linetype 1 title 'one', \
         potentials using 1:(column(2 * k + 1)) with lines linetype 2 title 'the other', \
         raster using (is_lif && $2 == 2 * k - 2 ? $1 : NaN):(0):(0):(0.85 * high) with vectors nohead \
             linetype 1 notitle, \
         raster using (is_lif && $2 == 2 * k - 1 ? $1 : NaN):(0):(0):(0.85 * high) with vectors nohead \
             linetype 2 notitle
    if (k == 1) { eval headed }
}
unset multiplot
