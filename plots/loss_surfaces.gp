# loss_surfaces.gp - slides 27-28: two losses over the plane of two states.
# Usage, from the project's root: gnuplot -c plots/loss_surfaces.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

# s1 s2 mse cross_entropy dmse/ds1 dmse/ds2 dce/ds1 dce/ds2
surface = tables.'-surface.txt'
arrows = tables.'-arrows.txt'
stats surface using 3 nooutput
most_mse = STATS_max
stats surface using 4 nooutput
most_ce = STATS_max
stats arrows using (sqrt($5**2 + $6**2)) nooutput
longest_mse = STATS_max
stats arrows using (sqrt($7**2 + $8**2)) nooutput
longest_ce = STATS_max

set contour base
set cntrparam levels auto 10
unset surface
set table $lines_mse
splot surface using 1:2:3
set table $lines_ce
splot surface using 1:2:4
unset table
unset contour
set surface

set xrange [-10.2:10.2]
set yrange [-10.2:10.2]
set palette defined (0 '#FFFFFF', 1 '#8FB7D6')
set colorbox user size 0.012,0.4
set cbtics font small
set grid front linecolor rgb '#80808080'
set style arrow 1 head filled size screen 0.006,22 linecolor rgb vermillion linewidth 2
way(dx, dy, longest) = sprintf('arrows using 1:2:(-1.3 * $%d / %g):(-1.3 * $%d / %g)', dx, longest, dy, longest)

set multiplot
given = system(sprintf("awk '/^ [0-9] / { d = d (d == \"\" ? \"\" : \", \") $4; s = $2 } END { print \"d = (\" d \"), s₃ = \" s }' '%s.out'", tables))
eval head('three softmax outputs: the error over two of their states', \
    'slides 27-28: «примеры функций потерь»; '.given.'; arrows lead down, as long as the slope is large')
set key off
set xlabel 'state s₁' offset 0,0.3
set ylabel 'state s₂' offset 1,0

eval panel(110, 690, 130, 790, 'mean squared error: plateaus', '')
eval text(5, 'error E', 720, 270, 'center font small')
set cbrange [0:most_mse]
set colorbox user origin at_x(706),at_y(650) size 0.012,0.4
toward = way(5, 6, longest_mse)
plot surface using 1:2:3 with image, $lines_mse using 1:2 with lines linetype 5 linewidth 1, \
     @toward with vectors arrowstyle 1
eval headed

eval panel(930, 1510, 130, 790, 'cross-entropy: y - d, everywhere', '')
eval text(5, 'error E', 1540, 270, 'center font small')
set cbrange [0:most_ce]
set colorbox user origin at_x(1526),at_y(650) size 0.012,0.4
toward = way(7, 8, longest_ce)
plot surface using 1:2:4 with image, $lines_ce using 1:2 with lines linetype 5 linewidth 1, \
     @toward with vectors arrowstyle 1
unset multiplot
