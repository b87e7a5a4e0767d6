# impulse_as_printed.gp - slide 9 to the letter, and each of its misprints.
# Usage, from the project's root: gnuplot -c plots/impulse_as_printed.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

base = substr(tables, 1, strlen(tables) - strlen('as-printed'))
run(name) = base.name.'-run.txt'
set xrange [0:150]

set multiplot
eval head('slide 9 as it is printed', \
    'its currents have a plus, its αₕ has 0.7 for 0.07, and it has no leak; in black what the equations of 1952 do')

eval panel(110, 740, 140, 400, 'to the letter: no impulse', '')
set ylabel 'V, mV from rest' offset 1.5,0
set yrange [-15:199]
unset xlabel
set key at graph 0.98,0.95 right top maxrows 3
plot tables.'-run.txt' using 1:2 with lines linetype 5 title 'right, 10 µA/cm²', \
     run('as-printed-printed') using 1:2 with lines linetype 1 title 'printed, 10 µA/cm²', \
     run('as-printed-rest') using 1:2 with lines linetype 2 title 'printed, no current'
eval headed
set xrange [0:60]

eval panel(920, 1570, 140, 400, 'αₕ put right, the sign and the leak not: V runs away', '')
set yrange [-15:700]
plot tables.'-run.txt' using 1:2 with lines linetype 5 title 'right, 10 µA/cm²', \
     run('sign') using 1:2 with lines linetype 1 title 'printed sign, 10 µA/cm²', \
     run('sign-rest') using 1:2 with lines linetype 2 title 'printed sign, no current'

eval panel(110, 740, 520, 780, 'only 0.7 kept: one shock of 15 mV, and it fires for ever', '')
set yrange [-15:149]
set xlabel 't, ms' offset 0,0.3
set key maxrows 1
plot run('shock') using 1:2 with lines linetype 5 title 'right, no current', \
     run('alpha-h') using 1:2 with lines linetype 1 title '0.7 in αₕ, no current'

eval panel(920, 1570, 520, 780, 'only the leak left out: another rest', '')
set yrange [-15:15]
first_rest = 0
plot first_rest with lines linetype 5 title 'right, no current', \
     run('no-leak') using 1:2 with lines linetype 1 title 'no leak, no current'
unset multiplot
