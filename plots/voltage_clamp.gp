# voltage_clamp.gp - slides 7-9: the currents of a membrane whose potential is held, sodium's and potassium's apart.
# Usage, from the project's root: gnuplot -c plots/voltage_clamp.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

steps = tables.'-steps.txt'
curves = tables.'-curves.txt'
held = system(sprintf("sed -n '1s/.*from \\(.*\\) mV for \\(.*\\) ms, at \\(.*\\) C;.*/\\1 mV, then V for \\2 ms, at \\3 °C/p' '%s.out'", tables))
v_na = real(system(sprintf("sed -n '1s/.*V_Na \\([-0-9.]*\\),.*/\\1/p' '%s.out'", tables)))
stats steps using 2 name 'volts' nooutput
stats steps using 1 name 't' nooutput
n = volts_blocks - 1

# From light to dark, so that it reads in grey.
set palette defined (0 '#E8C15A', 0.35 '#D55E00', 0.7 '#7A2A8C', 1 '#101040')
set cbrange [0:130]
unset colorbox
set xrange [t_min:t_max]
unset key
set arrow 1 from graph 0, first 0 to graph 1, first 0 nohead linewidth 1 linecolor rgb grey back

family(column) = sprintf('plot for [k = 0:%d] steps index k using 1:($%d / 1000):9 with lines linewidth 1.8 dashtype solid linecolor palette', \
    n - 1, column)

set multiplot
eval head('the voltage clamp: currents at a held potential ('.held.')', \
    'slides 7-9: «изменение проницаемости при сдвиге потенциала на мембране»; a current out of the cell is positive; the spike of the capacity at each jump is left out')

eval panel(110, 700, 140, 420, 'all ions together: what is measured', '')
unset xlabel
set ylabel 'I, mA/cm^2' enhanced offset 1,0
set termoption enhanced
eval family(6)
eval headed

eval panel(860, 1450, 140, 420, 'sodium (a third of the time)', '')
set ylabel 'I_{Na}, mA/cm^2' offset 1,0
set xrange [t_min / 3:t_max / 3]
set xtics 1
set colorbox user origin at_x(1480), at_y(420) size 15. / width, 280. / height
set cblabel 'V, mV from rest' offset 0.5,0
eval family(3)
unset colorbox
set xtics autofreq
set xrange [t_min:t_max]

eval panel(110, 700, 520, 800, 'potassium', '')
set xlabel 'time since the jump, ms' offset 0,0.4
set ylabel 'I_K, mA/cm^2' offset 1,0
eval family(4)

eval panel(860, 1450, 520, 800, 'read off: current against the potential held', '')
set xlabel 'V, mV from rest' offset 0,0.4
set ylabel 'I, mA/cm^2' offset 1,0
set xrange [-60:140]
set key at graph 0.03,0.95 left top Left reverse
set arrow 2 from v_na, graph 0 to v_na, graph 1 nohead linewidth 1 dashtype (6,4) linecolor rgb black
set label 5 sprintf('V_{Na} = %.0f mV', v_na) at v_na, graph 0.93 right offset -0.7,0 font small
plot curves using 1:($3 / 1000) with lines linetype 1 title 'sodium, at its peak', \
     curves using 1:($4 / 1000) with lines linetype 2 title 'potassium, at the end'
unset multiplot
