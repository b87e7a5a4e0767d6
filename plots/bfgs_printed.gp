# bfgs_printed.gp - slides 52 and 53: BFGS by the slide's formula to the letter (TABLES) and by the right
# one (TABLES-right), from the same weights.
# Usage, from the project's root: gnuplot -c plots/bfgs_printed.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

printed = tables.'-history.txt'
right = tables.'-right-history.txt'
run = system(sprintf("grep -m1 ' on .*: net ' '%s.out'", tables))
stats printed using 1:3 name 'printed' nooutput
stats right using 1:3 name 'right' nooutput

set multiplot
eval panel(130, 1020, 150, 770, 'both, from the same weights', '')
eval head('Slides 52, 53 – BFGS, the formula as printed and the right one', run)
set xlabel 'iteration (logarithmic)'
set ylabel 'error E (logarithmic)' offset 1,0
set logscale xy
set xrange [1:printed_max_x]
set yrange [right_min_y / 1.3:1]
set xtics autofreq
set format '%h'
set ytics add (0.05, 0.2, 0.5)
set key at graph 0.985,0.6 right top Left reverse samplen 2 spacing 1.3
plot printed using 1:3 with lines linetype 1 title sprintf('as printed: %.3f after %d iterations', printed_min_y, printed_max_x), \
     right using 1:3 with linespoints linetype 2 pointsize 1 title sprintf('right: %.3f after %d iterations', right_min_y, right_max_x)
eval headed

eval panel(1190, 1565, 150, 770, 'as printed, alone', '')
unset logscale
set xlabel 'iteration'
set ylabel 'error E' offset 1,0
set format y '%.4f'
set ytics autofreq
set xrange [0:printed_max_x]
set yrange [*:*]
set xtics 0,printed_max_x / 2
set key off
plot printed using 1:3 with lines linetype 1
unset multiplot
