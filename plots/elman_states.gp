# elman_states.gp - slides 18 and 22: what the hidden layer keeps: a point for each letter read, by the grammar's state.
# Usage, from the project's root: gnuplot -c plots/elman_states.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

states = tables.'-states.txt'
ways = tables.'-ways.txt'
line(pattern) = system(sprintf("sed -n 's/%s/\\1/p' '%s.out'", pattern, tables))
stats states using 3:4 name 'p' nooutput
middle_x = (p_min_x + p_max_x) / 2; middle_y = (p_min_y + p_max_y) / 2

set style textbox opaque noborder fillcolor rgb "#FFFFFF" margins 0.6,0.4
set multiplot
eval head("what Elman's net keeps of the letters: the states of the grammar, which nobody showed it", \
    line('^\(Hidden rows .*\)$'))
eval panel(110, 1340, 110, 800, '', '')
set xlabel 'hidden layer, along the direction in which the states lie furthest apart'
set ylabel 'along the second' offset 1,0
set xrange [p_min_x - 0.12 * (p_max_x - p_min_x):p_max_x + 0.12 * (p_max_x - p_min_x)]
set yrange [p_min_y - 0.14 * (p_max_y - p_min_y):p_max_y + 0.14 * (p_max_y - p_min_y)]
set key at screen at_x(1360),at_y(130) left top Left reverse samplen 1 spacing 1.5
# A way to another state, in pixels: from `gap` behind the one centre to `gap` before the other, and `aside` to its
# left, so that ways there and back do not fall on each other. Loops are written below their state.
gap = 34.; aside = 9.
unit_x = 1.24 * (p_max_x - p_min_x) / 1230.; unit_y = 1.28 * (p_max_y - p_min_y) / 690.
dx(x, X) = (X - x) / unit_x
dy(y, Y) = (Y - y) / unit_y
far(x, y, X, Y) = sqrt(dx(x, X)**2 + dy(y, Y)**2)
along_x(x, y, X, Y, go) = x + unit_x * (go * dx(x, X) - aside * dy(y, Y)) / far(x, y, X, Y)
along_y(x, y, X, Y, go) = y + unit_y * (go * dy(y, Y) + aside * dx(x, X)) / far(x, y, X, Y)
inner(x, y, X, Y) = (far(x, y, X, Y) - 2 * gap) / far(x, y, X, Y)
plot for [k = 1:6] states using ($1 == k ? $3 : NaN):4 with points linetype k pointsize 1.1 linewidth 1.5 title sprintf('state %d', k), \
     ways using ($1 != $2 ? along_x($4, $5, $6, $7, gap) : NaN):(along_y($4, $5, $6, $7, gap)):(inner($4, $5, $6, $7) * ($6 - $4)):(inner($4, $5, $6, $7) * ($7 - $5)) \
         with vectors head filled size screen 0.012,20 linecolor rgb black linewidth 2 dashtype solid title 'a letter', \
     ways using ($1 != $2 ? along_x($4, $5, $6, $7, 0.4 * far($4, $5, $6, $7)) : NaN):(along_y($4, $5, $6, $7, 0.4 * far($4, $5, $6, $7))):3 with labels font font.',20' boxed notitle, \
     ways using ($1 == $2 ? $4 : NaN):5:(sprintf('%s again', strcol(3))) with labels font font.',16' offset 0,-2.2 boxed notitle, \
     ways using 6:7:2 with labels font font.',26' boxed notitle, \
     ways using ($1 == 1 ? $4 : NaN):5:(sprintf('%d', $1)) with labels font font.',26' offset 2,0 notitle
unset multiplot
