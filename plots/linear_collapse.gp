# linear_collapse.gp - slide 26: a net of linear layers and its one layer, and the same with a bend.
# Usage, from the project's root: gnuplot -c plots/linear_collapse.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

maps = tables.'-maps.txt'
sizes = system(sprintf("sed -n '1s/.*a net \\([0-9-]*\\) has.*/\\1/p' '%s.out'", tables))
bend = system(sprintf("sed -n 's/.*tanh in hidden layer \\([0-9]*\\) .*/\\1/p' '%s.out'", tables))
left = system(sprintf("sed -n 's/.*formula leaves \\([0-9.]* %%\\) over.*/\\1/p' '%s.out'", tables))
stats maps using (abs($3)) nooutput
most = STATS_max
stats maps using (abs($5 - $6)) nooutput
most_bent = STATS_max
stats maps using (abs($5)) nooutput
most_tanh = STATS_max
stats maps using (abs($3 - $4)) nooutput
most_rounding = STATS_max

# Level lines of a column, a whole number of steps apart.
level_lines(block, formula, step) = "set table $".block."; unset surface; set contour base;" \
    .sprintf("set cntrparam levels incremental %g,%g,%g;", -20 * step, step, 20 * step) \
    ."splot maps using 1:2:(".formula."); unset table; unset contour; set surface;"
step_for(x) = (unit = 10.0 ** floor(log10(x)), x / unit > 5 ? unit : x / unit > 2 ? unit / 2 : unit / 5)
eval level_lines('net', '$3', step_for(most))
eval level_lines('one', '$4', step_for(most))
eval level_lines('bent', '$5', step_for(most_tanh))
eval level_lines('best', '$6', step_for(most_tanh))
eval level_lines('rest', '$5 - $6', step_for(most_bent))

set palette defined (-1 '#5E9BC7', -0.5 tint_2, 0 '#FFFFFF', 0.5 tint_1, 1 '#E39A66')
unset key
set xrange [-2:2]
set yrange [-2:2]
set xtics 1
set ytics 1
set grid front
set colorbox user noborder
bar(l, t, title) = sprintf('set colorbox user origin screen %g,%g size screen %g,%g;', \
    at_x(l + 345), at_y(t + 310), 14. / width, 310. / height)
shown(formula, lines) = 'plot maps using 1:2:('.formula.') with image' \
    .(lines eq '' ? '' : ', $'.lines.' using 1:2 with lines linetype 5 linewidth 1.2')

set multiplot
eval head('a net of linear layers is one layer, and one bend ends that', \
    'slide 26: «многослойная нейросеть с линейной функцией активации эквивалентна однослойной»')
eval text(6, 'all layers linear', 40, 275, 'center rotate by 90')
eval text(7, 'hidden layer '.bend.' is tanh', 40, 660, 'center rotate by 90')

eval text(8, sprintf('colour and level lines: the answer y; lines %g apart above, %g below, %g for the difference', \
    step_for(most), step_for(most_tanh), step_for(most_bent)), width / 2., 888, 'center font small')

place(column) = 130 + 490 * column
eval panel(place(0), place(0) + 320, 120, 430, 'the net '.sizes, '')
set ylabel 'x₂' offset 1.5,0
set format x ''
set cbrange [-most:most]
unset colorbox
eval shown('$3', 'net')
eval headed
unset label 6; unset label 7; unset label 8
eval panel(place(1), place(1) + 320, 120, 430, 'one layer, X W + b', '')
set colorbox
eval bar(place(1), 120, '')
eval shown('$4', 'one')
eval panel(place(2), place(2) + 320, 120, 430, 'difference: rounding', '')
set cbrange [-most_rounding:most_rounding]
eval bar(place(2), 120, '')
eval shown('$3 - $4', '')

set format x '%g'
set xlabel 'x₁' offset 0,0.6
set cbrange [-most_tanh:most_tanh]
unset colorbox
eval panel(place(0), place(0) + 320, 510, 820, 'the net '.sizes, '')
eval shown('$5', 'bent')
eval panel(place(1), place(1) + 320, 510, 820, 'the nearest single layer', '')
set colorbox
eval bar(place(1), 510, '')
eval shown('$6', 'best')
eval panel(place(2), place(2) + 320, 510, 820, 'difference: '.left.' of the variation', '')
set cbrange [-most_bent:most_bent]
eval bar(place(2), 510, '')
eval shown('$5 - $6', 'rest')
unset multiplot
