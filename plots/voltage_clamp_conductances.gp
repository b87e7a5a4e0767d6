# voltage_clamp_conductances.gp - slides 7-9: the conductances at a held potential, and the currents after a second jump.
# Usage, from the project's root: gnuplot -c plots/voltage_clamp_conductances.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

steps = tables.'-steps.txt'
tails = tables.'-tails.txt'
curves = tables.'-curves.txt'
opened = system(sprintf("sed -n 's/^Tails, after \\(.*\\) ms at \\(.*\\) mV:.*/after \\1 ms at \\2 mV/p' '%s.out'", tables))
celsius = system(sprintf("sed -n '1s/.* at \\(.*\\) C;.*/\\1/p' '%s.out'", tables))
stats steps using 2 name 'volts' nooutput
stats steps using 1 name 't' nooutput
stats tails using 2 name 'tail' nooutput
stats tails using 1 name 'tail_t' nooutput

# From light to dark, so that it reads in grey.
set palette defined (0 '#E8C15A', 0.35 '#D55E00', 0.7 '#7A2A8C', 1 '#101040')
set cbrange [-60:130]
unset colorbox
set xrange [t_min:t_max]
unset key
set arrow 1 from graph 0, first 0 to graph 1, first 0 nohead linewidth 1 linecolor rgb grey back

set multiplot
eval head(sprintf('the voltage clamp: conductances, and tails (%s °C)', celsius), \
    'slides 7-9: the potential changes the conductances, slowly; the currents follow it at once')

eval panel(110, 700, 140, 420, 'sodium lets go by itself (a third of the time)', '')
unset xlabel
set xrange [t_min / 3:t_max / 3]
set xtics 1
set termoption enhanced
set ylabel 'g_{Na}, mS/cm^2' offset 1,0
plot for [k = 0:volts_blocks - 2] steps index k using 1:7:9 with lines linewidth 1.8 dashtype solid linecolor palette
eval headed
set xtics autofreq
set xrange [t_min:t_max]

eval panel(110, 700, 520, 800, 'potassium, with its delay, stays', '')
set xlabel 'time since the jump, ms' offset 0,0.4
set ylabel 'g_K, mS/cm^2' offset 1,0
plot for [k = 0:volts_blocks - 2] steps index k using 1:8:9 with lines linewidth 1.8 dashtype solid linecolor palette

eval panel(860, 1450, 140, 420, 'tails: '.opened.' to another potential', '')
set xrange [tail_t_min:tail_t_max]
set ylabel 'I, mA/cm^2' offset 1,0
set xlabel 'time since the first jump, ms' offset 0,0.6
set colorbox user origin at_x(1480), at_y(420) size 15. / width, 280. / height
set cblabel 'V, mV from rest' offset 0.5,0
plot for [k = 0:tail_blocks - 2] tails index k using 1:($6 / 1000):9 with lines linewidth 1.8 dashtype solid linecolor palette
unset colorbox

eval panel(860, 1450, 520, 800, 'the first moment of a tail: straight lines', '')
set xlabel 'V, mV from rest' offset 0,0.4
set ylabel 'I, mA/cm^2' offset 1,0
set xrange [-60:140]
set key at graph 0.97,0.05 right bottom Left reverse
plot curves using 1:($6 / 1000) with lines linetype 1 title 'sodium', \
     curves using 1:($7 / 1000) with lines linetype 2 title 'potassium', \
     curves using 1:($8 / 1000) with lines linetype 5 title 'all'
unset multiplot
