# race.gp - slides 33-56: the error of every method against iterations, evaluations and seconds.
# A row for each family of methods; the others are grey behind it.
# Usage, from the project's root: gnuplot -c plots/race.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

curves = tables.'-curves.txt'
medians = tables.'-medians.txt'
methods_of(f) = system(sprintf("awk '/^[^#]/ && $2 == %d { print $1 }' '%s'", f, medians))
curve_of(name) = int(system(sprintf("awk '$1 == \"%s\" { print $3 }' '%s'", name, medians)))

array family[4] = ['the gradient, one step size for all weights', \
    'the gradient, a step size for each weight', 'directions that know of the curvature', "GSL's own"]
array axis[3] = ['iterations', 'evaluations of E or of its gradient', 'seconds']
rows = 0
do for [f = 0:3] { if (methods_of(f) ne '') { rows = rows + 1 } }

stats curves using 5 name 'error' nooutput
array last[3]
do for [c = 1:3] { stats curves using c + 1 name 'unit' nooutput; last[c] = unit_max }

gap = 40
height_of_row = (height - 190 - (rows - 1) * gap) / rows
left(c) = 95 + (c - 1) * 420; across = 385
top(r) = 110 + (r - 1) * (height_of_row + gap)

set logscale xy
set yrange [error_min / 1.2:error_max * 1.2]
set ytics (0.05, 0.1, 0.2, 0.5, 1)
set key font small samplen 3 Left reverse

set multiplot
eval head('the same net, the same start, the same data: who is where, and when', \
    'points, one seed, full batch; error E against three units, all axes logarithmic; grey: the methods of the other rows')

row = 0
do for [f = 0:3] {
    names = methods_of(f)
    if (names ne '') {
        row = row + 1
        do for [c = 1:3] {
            eval panel(left(c), left(c) + across, top(row), top(row) + height_of_row, c == 1 ? family[f + 1] : '', '')
            if (c == 1) { set ylabel 'error E' offset 1.5,0; set format y '%g' } else { unset ylabel; set format y '' }
            if (row == rows) { set xlabel axis[c] offset 0,0.3; set format x '%g' } else { unset xlabel; set format x '' }
            set xrange [c == 3 ? 2e-4 : 1 : last[c] * 1.2]
            if (c == 3) { set key on at screen at_x(left(3) + across + 10), at_y(top(row)) left top } else { set key off }
            plot curves using c + 1:5 with lines linewidth 1 linecolor rgb '#D0D0D0' notitle, \
                 for [k = 1:words(names)] curves index curve_of(word(names, k)) using c + 1:5 \
                     with lines linetype k title word(names, k)
            if (row == 1 && c == 1) { eval headed }
        }
    }
}
unset multiplot
