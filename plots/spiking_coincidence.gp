# spiking_coincidence.gp - slide 10: sounds, their impulses on the way, and the potentials of three cells.
# Usage, from the project's root: gnuplot -c plots/spiking_coincidence.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

raster = tables.'-raster.txt'
arrivals = tables.'-arrivals.txt'
potentials = tables.'-potentials.txt'
names = tables.'-names.txt'
line = system(sprintf("head -n 1 '%s.out'", tables))

# The cells, numbered from 1 below the ears; the middle one, and when it fired.
cells = int(system(sprintf("awk '$1 == \"cell\" { print $3 }' '%s'", names)))
ears = int(system(sprintf("awk '$1 == \"cell\" { print $2 }' '%s'", names)))
threshold = real(system(sprintf("awk '$1 == \"cell\" { print $5 }' '%s'", names)))
middle = (cells + 1) / 2
stats raster using ($2 == ears + middle - 1 ? $1 : NaN) nooutput
heard = STATS_min

set multiplot
eval head(line, 'slide 10: «параметры связей импульсного нейрона - время задержки и величина веса»')

tics = '"left ear" 0, "right ear" 1'
do for [k = 1:cells] { tics = tics.sprintf(', "cell %d" %d', k, ears + k - 1) }
rows = 'set yrange [ears + cells - 0.5:-0.5]; set ytics ('.tics.')'
sounds = "raster using ($2 < ears ? $1 : NaN):2 with points pointtype 7 pointsize 1.1 linecolor rgb blue"
spikes = "raster using ($2 >= ears ? $1 : NaN):2 with points pointtype 5 pointsize 1.4 linecolor rgb vermillion"

# -------------------------------------------------------------------- left: all sounds

eval panel(130, 700, 150, 770, 'the sounds, and the cell that finds each', '')
set xlabel 'time, ms'
eval rows
set key off
plot @sounds, @spikes
eval headed

# ---------------------------------------------------------- right: one sound, on its way

set xrange [heard - 0.5:heard + 0.9]
eval panel(880, 1570, 120, 470, sprintf('the sound of cell %d: a line is an impulse on its way, over its delay', middle), '')
unset xlabel
plot arrivals using 2:3:($1 - $2):($4 - $3) with vectors nohead linewidth 1.5 linecolor rgb '#909090', \
     @sounds, @spikes

# -------------------------------------------------------------- and what three cells make of it

eval panel(880, 1570, 540, 770, 'and what three cells make of it', '')
set xlabel 'time, ms'
set ylabel 'mV from rest' offset 1,0
set yrange [-1:threshold * 1.4]
unset ytics
set ytics auto
set key at graph 0.985,0.96 right top horizontal
plot threshold with lines linetype 5 title 'threshold', \
     for [k = 0:2] potentials using 1:(column(middle + k + 1)) with lines linetype k + 1 \
         title sprintf('cell %d', middle + k), \
     raster using ($2 == ears + middle - 1 ? $1 : NaN):(0):(0):(threshold * 1.3) with vectors nohead linetype 1 notitle
unset multiplot
