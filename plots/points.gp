# points.gp - slides 34, 37, 40, 43, 53, 56: a net trained on two classes of points.
# Usage, from the project's root: gnuplot -c plots/points.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'
load 'plots/training.gp'

result = tables.'-result.txt'
region = tables.'-region.txt'

# The boundary: where the output of class 0 is one half.
set contour base
set cntrparam levels discrete 0.5
unset surface
set table $boundary
splot region using 1:2:3
unset table
unset contour
set surface

stats result using ($3 != $4 ? 1 : 0) nooutput
wrong = sprintf('wrong: %d of %d', int(STATS_sum), int(STATS_records))
stats region using 1:2 nooutput

set multiplot

# ------------------------------------------------------------- left: the history, two parts

eval panel(100, 470, 125, 375, first_half, 'история изменения ошибки ч.1')
eval part_1
eval headed
eval panel(100, 470, 540, 790, second_half, 'история изменения ошибки ч.2')
eval part_2

# ----------------------------------------------------- right: train and test error, together

eval panel(1310, 1575, 125, 725, 'training and test error', '')
eval key(1442, 805)
eval both

# ------------------------------------------- middle: the test, coloured by what the net says

eval panel(600, 1200, 125, 725, test_result, 'результат теста')
set xlabel 'x₁' offset 0,0.3
set ylabel 'x₂' offset 1,0
half_pixel(min, max) = (max - min) / (sqrt(STATS_records) - 1) / 2
x_half = half_pixel(STATS_min_x, STATS_max_x)
y_half = half_pixel(STATS_min_y, STATS_max_y)
set xrange [STATS_min_x - x_half:STATS_max_x + x_half]
set yrange [STATS_min_y - y_half:STATS_max_y + y_half]
set xtics autofreq
set cbrange [0:1]
set palette defined (0 tint_2, 0.5 '#FFFFFF', 1 tint_1)
unset colorbox
set grid front linecolor rgb '#80808080'
eval key(900, 845)
set key Left reverse maxrows 2 samplen 2 width 3

plot region using 1:2:3 with image notitle, \
     $boundary using 1:2 with lines linetype 5 title 'boundary: 0.5 each', \
     result using 1:($4 == 0 ? $2 : NaN) with points linetype 1 title 'answer: class 0', \
     result using 1:($4 == 1 ? $2 : NaN) with points linetype 2 title 'answer: class 1', \
     result using 1:($3 != $4 ? $2 : NaN) with points pointtype 6 pointsize 1.2 linewidth 2.5 \
         linecolor rgb black title wrong

unset multiplot
