# decay.gp - slide 33: what weight decay does for the test error. Two runs from one start, without
# decay above (TABLES-without) and with it below (TABLES).
# Usage, from the project's root: gnuplot -c plots/decay.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'
load 'plots/training.gp'

without = tables.'-without'
result_of(prefix) = system(sprintf("grep '^results' '%s.out'", prefix))
wrong_of(prefix) = system(sprintf("sed -n 's/^test accuracy \\([^ ]*\\) (\\(.*\\)).*/\\1, \\2/p' '%s.out'", prefix))

# The boundaries: where the output of class 0 is one half.
set contour base
set cntrparam levels discrete 0.5
unset surface
set table $boundary_without
splot without.'-region.txt' using 1:2:3
set table $boundary_with
splot tables.'-region.txt' using 1:2:3
unset table
unset contour
set surface

region = tables.'-region.txt'
stats region using 1:2 name 'place' nooutput
stats without.'-history.txt' using 4:5 name 'without' nooutput
stats history using 4:5 name 'with' nooutput
highest = without_max_y > with_max_y ? without_max_y : with_max_y
highest = highest > with_max_x ? highest : with_max_x
lowest = without_min_x

# Both rows have the same axes, or they could not be compared.
errors = 'set xlabel "iteration" offset 0,0.3; set ylabel "error E (logarithmic)" offset 1.5,0;' \
    .'set logscale y; set ytics autofreq format "%h"; set xrange [*:*];' \
    .sprintf('set yrange [%g:%g]; set key Left reverse maxrows 1 samplen 2.5;', lowest / 1.3, highest * 1.3)
curves(prefix) = sprintf('plot "%s-history.txt" using 1:4 with lines linetype 1 title "training", ', prefix) \
    .'"" using 1:5 with lines linetype 2 title "test";' \
    .'unset logscale y; set ytics autofreq'

plane = 'set xlabel "x₁" offset 0,0.3; set ylabel "x₂" offset 1,0; set key off;' \
    .sprintf('set xrange [%g:%g]; set yrange [%g:%g];', place_min_x, place_max_x, place_min_y, place_max_y) \
    .'set cbrange [0:1]; set palette defined (0 tint_2, 0.5 "#FFFFFF", 1 tint_1); unset colorbox;' \
    .'set grid front linecolor rgb "#80808080";'
points_of(prefix, boundary) = sprintf('plot "%s-region.txt" using 1:2:3 with image notitle, ', prefix) \
    .boundary.' using 1:2 with lines linetype 5 title "boundary: 0.5 each", ' \
    .sprintf('"%s-result.txt" using 1:($4 == 0 ? $2 : NaN) with points linetype 1 title "answer: class 0", ', prefix) \
    .'"" using 1:($4 == 1 ? $2 : NaN) with points linetype 2 title "answer: class 1", ' \
    .'"" using 1:($3 != $4 ? $2 : NaN) with points pointtype 6 pointsize 1.5 linewidth 2 linecolor rgb black title "wrong"'

below = 75
set multiplot

# --------------------------------------------------------------------- left: the errors

eval panel(110, 860, 125, 385, 'without decay: ρ = 0', result_of(without))
eval errors
eval key(640, 240)
eval curves(without)
eval headed

eval panel(110, 860, 520, 780, 'with decay: ρ = 0.001', result_of(tables))
eval errors
eval key(640, 725)
eval curves(tables)

# ---------------------------------------------------- right: the test, as the net answers it

eval panel(1000, 1560, 125, 385, 'the test without decay: accuracy '.wrong_of(without), 'результат теста')
eval plane
eval points_of(without, '$boundary_without')

eval panel(1000, 1560, 520, 780, 'the test with decay: accuracy '.wrong_of(tables), '')
eval plane
eval key(1280, 865)
set key Left reverse maxrows 2 samplen 2 width 3
eval points_of(tables, '$boundary_with')

unset multiplot
