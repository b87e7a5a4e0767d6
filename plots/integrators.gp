# integrators.gp - slide 9: what an exact spike costs, by fourteen methods.
# Usage, from the project's root: gnuplot -c plots/integrators.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

work = tables.'-work.txt'
what = system(sprintf("sed -n '1s/: .*//; 1s,uA/cm^2,µA/cm²,; 1p' '%s.out'", tables))

set multiplot
eval head('what an exact spike costs', what.', against times from rk8pd at a tolerance of 1e-13')
set logscale xy
set format xy '10^{%T}'
set termoption enhanced
set tics enhanced
set xrange [1e-10:10]
set yrange [1e3:1e6]
set ylabel 'evaluations' offset 1,0
unset xlabel

# A method has the same line in every panel.
explicit = 'euler exponential_euler runge_kutta rk2 rk4 rkf45 rkck rk8pd'; explicit_line = '1 2 3 4 8 6 7 5'
implicit = 'rk8pd rk1imp rk2imp rk4imp bsimp msbdf msadams'; implicit_line = '5 1 3 6 4 2 8'
fastest = 'euler runge_kutta rkf45 rkck rk8pd bsimp msbdf msadams'; fastest_line = '1 3 6 7 5 4 2 8'

eval panel(110, 600, 140, 400, 'methods that look ahead', '')
set key at screen at_x(610), at_y(140) left top maxrows 8 samplen 2 Left reverse width -2
plot for [k = 1:words(explicit)] work index word(explicit, k) using 2:3 \
    with linespoints linetype int(word(explicit_line, k)) title word(explicit, k) noenhanced
eval headed

eval panel(950, 1340, 140, 400, 'implicit ones, and those with a memory', '')
set key at screen at_x(1350), at_y(140) left top
plot for [k = 1:words(implicit)] work index word(implicit, k) using 2:3 \
    with linespoints linetype int(word(implicit_line, k)) title word(implicit, k) noenhanced

eval panel(110, 600, 520, 780, 'the same in seconds', '')
set yrange [1e-4:1]
set ylabel 'seconds' offset 1,0
set xlabel 'error of the worst spike time, ms' offset 0,0.3
set key at screen at_x(610), at_y(520) left top
plot for [k = 1:words(fastest)] work index word(fastest, k) using 2:4 \
    with linespoints linetype int(word(fastest_line, k)) title word(fastest, k) noenhanced

eval panel(950, 1340, 520, 780, 'a fixed step: orders 1, 1 and 4', '')
set xrange [1e-4:0.2]
set yrange [1e-12:10]
set ytics 1e3
set ylabel 'error, ms' offset 1,0
set xlabel 'step h, ms' offset 0,0.3
set key at screen at_x(1350), at_y(520) left top
plot work index 'euler' using 1:2 with points linetype 1 pointsize 0.9 title 'euler', \
     work index 'exponential_euler' using 1:2 with points linetype 2 pointsize 0.9 title 'exponential_euler' noenhanced, \
     work index 'runge_kutta' using 1:2 with points linetype 3 pointsize 0.9 title 'runge_kutta' noenhanced, \
     x with lines linetype 5 dashtype solid title 'h', \
     x ** 4 * 20 with lines linetype 5 dashtype (6, 4) title '20 h⁴'
unset multiplot
