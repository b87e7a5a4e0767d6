# lma_cost.gp - slide 55: what an iteration of Levenberg-Marquardt costs, against the number of weights.
# Usage, from the project's root: gnuplot -c plots/lma_cost.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

cost = tables.'-cost.txt'
stats cost using 1 nooutput
n_least = STATS_min
n_most = STATS_max
stats cost using 2 nooutput
rows = int(STATS_max)

# The theory's lines go through the last measurement of what they are the theory of.
last(column) = system(sprintf("tail -n 1 '%s' | awk '{ print $%d }'", cost, column)) + 0.0
through(column, power, n) = last(column) * (n / n_most) ** power

eval head('what an iteration of LMA costs, against the number of weights n', \
    sprintf('slide 55: nets 2-a-b-2, MP = %d errors; every part the fastest of several, one thread', rows))
eval panel(140, 1560, 120, 790, '', '')
set xlabel 'number of weights n (logarithmic)'
set ylabel 'seconds (logarithmic)' offset 0.5,0
set logscale xy
set xrange [n_least / 1.12:n_most * 1.2]
set yrange [1e-6:10]
set xtics (n_least, 100, 200, 500, 1000, n_most)
set format y '10^{%T}'
set termoption enhanced
set key at graph 0.02,0.97 left top Left reverse samplen 4
set label 11 'n²' at n_most * 1.1, through(4, 2, n_most * 1.1) * 0.75
set label 12 'n³' at n_most * 1.1, through(5, 3, n_most * 1.1) * 0.75
set label 13 'n' at n_most * 1.1, through(3, 1, n_most * 1.1) * 0.75
plot cost using 1:9 with linespoints linetype 8 dashtype solid pointsize 1.2 title 'an iteration of GSL''s default solver (QR)', \
     cost using 1:8 with linespoints linetype 1 linewidth 4 pointsize 1.4 title 'an iteration of ours', \
     cost using 1:4 with linespoints linetype 2 pointsize 1.2 title 'JᵀJ (dsyrk)', \
     cost using 1:5 with linespoints linetype 3 pointsize 1.2 title 'Cholesky factor and solve', \
     cost using 1:3 with linespoints linetype 4 pointsize 1.2 title 'the Jacobian', \
     cost using 1:7 with linespoints linetype 6 pointsize 1.2 title 'one gradient', \
     through(4, 2, x) with lines linetype 5 dashtype (2,3) title 'theory: n, n², n³, each through the last point', \
     through(5, 3, x) with lines linetype 5 dashtype (2,3) notitle, \
     through(3, 1, x) with lines linetype 5 dashtype (2,3) notitle
