# digits.gp - slides 35, 38, 41, 44: a net trained on pictures, and its first layer's weights.
# Usage, from the project's root: gnuplot -c plots/digits.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'
load 'plots/training.gp'

weights = tables.'-weights.txt'
stats weights matrix nooutput
columns = STATS_size_x
rows = STATS_size_y

set multiplot
below = 76

# -------------------------------------------- above: the history, two parts, and both errors

eval panel(105, 500, 118, 312, first_half, 'история изменения ошибки ч.1')
eval part_1
eval headed
eval panel(635, 1030, 118, 312, second_half, 'история изменения ошибки ч.2')
eval part_2
eval panel(1175, 1570, 118, 312, test_result, '')
eval key(1372, 388)
eval both

# ------------------------- below: one tile a neuron, on the picture's own pixels, two by two

zoom = 2
left = (width - zoom * columns) / 2
below = 22
eval panel(left, left + zoom * columns, 408, 408 + zoom * rows, '', \
    'состояния весов первого слоя – in each tile, its lowest tenth of the weights is black, its highest white')
unset border
unset tics
unset grid
unset xlabel
unset ylabel
set key off
set xrange [-0.5:columns - 0.5]
set yrange [rows - 0.5:-0.5]
level(v) = v < 0 ? 255 : 255 * v # between the tiles: paper
plot weights matrix using 1:2:(level($3)):(level($3)):(level($3)) with rgbimage

unset multiplot
