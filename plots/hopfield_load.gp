# hopfield_load.gp - slide 19: the energy of Hopfield's net on its way down, and what the net recalls when it
# is filled. Usage, from the project's root: gnuplot -c plots/hopfield_load.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

energy = tables.'-energy.txt'
load_table = tables.'-load.txt'
printed(k) = system(sprintf("sed -n %dp '%s.out'", k, tables))
line(k, column) = system(sprintf("awk '!/^#/ && NF && !seen[$1,$2,$3]++ && ++n == %d { print $%d }' '%s'", k, column, load_table))

set multiplot
eval head('Hopfield''s net: down to rest, and how much fits in', 'slides 19 and 22: «релаксационные - Хопфилд»')

# --------------------------------------------------------- left: the energy never rises

eval panel(120, 760, 150, 770, 'energy from random starts, Hebb''s rule', '')
set xlabel 'updates of one neuron'
set ylabel 'energy E'
unset key
plot for [run = 0:7] energy index run using 3:4 with lines linetype run + 1 dashtype solid linewidth 2
eval headed

# ------------------------------------------------------------ right: recall against load

eval panel(900, 1560, 150, 770, 'pictures of random pixels: how many are recalled', '')
set xlabel 'load: pictures / neurons, P / n'
set ylabel 'recalled, %'
set xrange [0:0.6]
set yrange [-3:135]
set ytics 0,20,100
set arrow 1 from 0.138, graph 0 to 0.138, first 103 nohead linetype 5 dashtype (10,6) linewidth 2
set label 11 '0.138' at 0.133, 2 right font small
set key at graph 0.98,0.97 right top
label(k) = sprintf('%s, n = %s, %s', line(k, 1) eq '0' ? 'Hebb' : 'pseudo-inverse', line(k, 2), \
    line(k, 3) eq '0' ? 'from the picture itself' : sprintf('%g %% spoilt', 100 * real(line(k, 3))))
plot for [k = 1:4] load_table index k - 1 using 4:(100 * $5) with linespoints linetype k pointsize 1.2 title label(k)
unset multiplot
