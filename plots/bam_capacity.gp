# bam_capacity.gp - slide 21: the energy of Kosko's net on its way to rest, and how many pairs fit in.
# Usage, from the project's root: gnuplot -c plots/bam_capacity.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

energy = tables.'-energy.txt'
capacity = tables.'-capacity.txt'
runs = int(system(sprintf("awk '$1 == \"0\" { n++ } END { print n }' '%s'", energy)))
size(k, c) = system(sprintf("awk '!/^#/ && NF && $3 == 1 && ++n == %d { print $%d }' '%s'", k, c, capacity))

set multiplot
eval head('Kosko''s BAM: down to rest, and how many pairs fit in', 'slides 21 and 22: «двунаправленные - Коско»')

eval panel(150, 700, 150, 770, 'energy from random starts', '')
set xlabel 'turns of a layer'
set ylabel 'energy E' offset 1,0
set xtics 1
unset key
plot for [r = 0:runs - 1] energy index r using 1:2 with linespoints linetype r % 8 + 1 dashtype solid linewidth 2 pointsize 1
eval headed

eval panel(860, 1560, 150, 770, 'pairs of random pixels: how many are at rest, how many recalled', '')
set xlabel 'pairs stored P'
set ylabel 'part of the pairs, %' offset 1,0
set xrange [1:40]
set yrange [-3:105]
set xtics autofreq
set key at graph 0.98,0.97 right top
plot for [k = 0:1] capacity index k using 3:(100 * $4) with linespoints linetype k + 1 dashtype solid pointsize 1.1 title sprintf('n = %s, m = %s: at rest', size(k + 1, 1), size(k + 1, 2)), \
     for [k = 0:1] capacity index k using 3:(100 * $5) with points pointtype (k ? 8 : 6) pointsize 1.1 linewidth 2 linecolor rgb (k ? blue : vermillion) title sprintf('m = %s: recalled from a spoilt x', size(k + 1, 2)), \
     for [k = 0:1] capacity index k using 3:(100 * $6) with lines linecolor rgb (k ? blue : vermillion) dashtype (4,6) linewidth 2 title sprintf('m = %s: at rest by (5)', size(k + 1, 2))
unset multiplot
