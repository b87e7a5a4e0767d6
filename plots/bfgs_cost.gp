# bfgs_cost.gp - slide 52: what an iteration costs against the number of weights, for the inverse and
# the direct form of BFGS and for L-BFGS, with the powers of n that theory has for them.
# Usage, from the project's root: gnuplot -c plots/bfgs_cost.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

cost = tables.'-cost.txt'

# A line of theory goes through the largest size at which all three were measured.
at(column) = 0 + system(sprintf("awk '$4 + 0 > 0 { t = $%d } END { print t }' '%s'", column, cost))
n_0 = at(1)
t_direct = at(4)
t_inverse = at(3)
t_lbfgs = at(5)
theory(t, power, n) = t * (n / n_0) ** power

eval head('Slide 52 – BFGS: what an iteration costs, without its gradients', \
    sprintf('the fastest of many iterations, on one thread; the lines are theory, drawn through the points at n = %d', n_0))

eval margins(150, 1540, 110, 790)
set xlabel 'number of weights n (logarithmic)'
set ylabel 'time of an iteration, µs (logarithmic)' offset -1,0
set logscale xy
set xrange [85:3800]
set xtics (100, 200, 400, 800, 1600, 3200)
set format y '10^{%T}'
set termoption enhanced
set yrange [0.5:2e6]
set key at graph 0.02,0.97 left top Left reverse samplen 3 spacing 1.3 font normal

plot theory(t_direct, 3, x) with lines linetype 5 dashtype (3,4) title 'n³', \
     cost using 1:4 with points linetype 1 pointsize 1.8 title 'BFGS, direct form: B, factored by Cholesky at each iteration', \
     theory(t_inverse, 2, x) with lines linetype 5 dashtype (14,6) title 'n²', \
     cost using 1:3 with points linetype 2 pointsize 2.2 title 'BFGS, inverse form: V, updated by rank two', \
     cost using 1:2 with points linetype 3 pointtype 4 pointsize 2.6 linewidth 2.5 title 'two dsymv and one dsyr2 alone', \
     theory(t_lbfgs, 1, x) with lines linetype 5 title 'n', \
     cost using 1:5 with points linetype 4 pointsize 2 title 'L-BFGS: ten pairs, no matrix'
