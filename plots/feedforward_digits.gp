# feedforward_digits.gp - slide 16: the slide's net, a picture in, ten hidden and ten output neurons, with
# the weights that it has learned from handwritten digits. Usage, from the project's root:
# gnuplot -c plots/feedforward_digits.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'
set termoption enhanced

neurons = tables.'-neurons.txt'
edges = tables.'-edges.txt'
line(pattern) = system(sprintf("grep -m1 '%s' '%s.out'", pattern, tables))

stats neurons using ($1 == 0 ? $2 : NaN) nooutput
inputs = STATS_max
side = int(sqrt(inputs) + 0.5)
stats neurons using ($1 == 1 ? $2 : NaN) nooutput
hidden = STATS_max
stats edges using ($1 == 1 ? abs($6) : NaN) nooutput
heaviest_1 = STATS_max
stats edges using ($1 == 2 ? abs($6) : NaN) nooutput
heaviest_2 = STATS_max

net = line('^net ')
set multiplot
eval head(net[:strstrt(net, ': from') - 1].'; '.line('^x is'), \
    'slide 16: «многослойная сеть прямого распространения», «сигнал распространяется послойно»')

set lmargin at screen 0; set rmargin at screen 1; set tmargin at screen 1; set bmargin at screen 0
set xrange [0:width]; set yrange [height:0]
unset border; unset tics; unset grid; unset key
unset colorbox

# Places: the picture, a tile of weights for each hidden neuron, the two layers of neurons.
top = 165.; bottom = 745.
py(j, n) = top + (bottom - top) * (j - 1) / (n - 1)
picture = 9.; picture_x = 60.; picture_y = (top + bottom) / 2 - picture * side / 2
tile = 2.; tile_x = 490.
hidden_x = 640.; output_x = 1120.
across(i) = int(i - 1) % side
down(i) = int((i - 1) / side)

do for [k = 1:16] {
    set style arrow k nohead linewidth 0.33 * k linecolor rgb vermillion dashtype solid
    set style arrow 16 + k nohead linewidth 0.33 * k linecolor rgb blue dashtype (8, 3)
}
class(w) = int(ceil(16 * abs(w) / heaviest_2)) + (w < 0 ? 16 : 0)

set label 11 '{/:Italic Y} ^{[0]}' at picture_x + picture * side / 2,110 center font font.',18'
set label 12 '{/:Italic W} ^{[1]}' at tile_x + tile * side / 2,110 center font font.',18'
set label 13 '{/:Italic Y} ^{[1]}' at hidden_x,110 center font font.',18'
set label 14 '{/:Italic W} ^{[2]}' at (hidden_x + output_x) / 2,110 center font font.',18'
set label 15 '{/:Italic Y} ^{[2]}' at output_x,110 center font font.',18'
set label 21 'слой 0' at picture_x + picture * side / 2,800 center font font.',16'
set label 22 'слой 1' at hidden_x,800 center font font.',16'
set label 23 'слой 2' at output_x,800 center font font.',16'
set label 24 sprintf('x_1 ... x_{%d}: a pixel is a neuron', inputs) at picture_x + picture * side / 2,600 center font small
set label 25 sprintf('a tile: the %d weights of a neuron, from -%.2f (blue) to %.2f (orange)', inputs, heaviest_1, heaviest_1) at 60,860 left font small
set arrow 1 from 760,860 to 830,860 arrowstyle 16
set arrow 2 from 960,860 to 1030,860 arrowstyle 32
set label 26 sprintf('w = %.2f', heaviest_2) at 842,860 left font small
set label 27 sprintf('w = -%.2f;  bars: the outputs, for each digit', heaviest_2) at 1042,860 left font small

set palette defined (-1 '#4393C3', 0 '#FFFFFF', 1 '#E07B39')
set cbrange [-1:1]
set style fill solid 1 border linecolor rgb '#303030'
weights(j) = sprintf("< awk '$1 == \"1\" && $3 == %d' '%s'", j, edges)
pixels = sprintf("< awk '$1 == \"0\"' '%s'", neurons)
grey(y) = 255 * (1 - y)
bar_x = output_x + 75; bar = 290.
set object 1 rectangle from picture_x - picture / 2,picture_y - picture / 2 \
    to picture_x + picture * (side - 0.5),picture_y + picture * (side - 0.5) fillstyle empty border linecolor rgb '#303030' front

plot for [j = 1:hidden] '+' using (picture_x + picture * side):(picture_y + picture * side / 2):(tile_x - 8 - picture_x - picture * side):(py(j, hidden) - picture_y - picture * side / 2) every ::0::0 with vectors nohead linewidth 1 dashtype solid linecolor rgb '#909090', \
     edges using ($1 == 2 ? hidden_x : NaN):(py($2, $4)):(output_x - hidden_x):(py($3, $5) - py($2, $4)):(class($6)) with vectors arrowstyle variable, \
     neurons using ($1 == 1 ? tile_x + tile * side : NaN):(py($2, $3)):(hidden_x - tile_x - tile * side):(0) with vectors nohead linewidth 1 dashtype solid linecolor rgb '#303030', \
     pixels using (picture_x + picture * across($2)):(picture_y + picture * down($2)):(grey($6)):(grey($6)):(grey($6)) with rgbimage, \
     for [j = 1:hidden] weights(j) using (tile_x + tile * across($2)):(py(j, hidden) + tile * (down($2) - side / 2.)):($6 / heaviest_1) with image, \
     neurons using ($1 > 0 ? ($1 == 1 ? hidden_x : output_x) : NaN):(py($2, $3)):(24):6 with circles linewidth 2 dashtype solid fillcolor palette, \
     neurons using ($1 > 0 ? ($1 == 1 ? hidden_x : output_x) : NaN):(py($2, $3)):(sprintf('{/:Italic s}@^{[%d]}_{%d}', $1, $2)) with labels font font.',12', \
     neurons using ($1 == 2 ? output_x + 24 : NaN):(py($2, $3)):(26):(0) with vectors nohead linewidth 2 dashtype solid linecolor rgb black, \
     neurons using ($1 == 2 ? bar_x : NaN):(py($2, $3)):(bar_x):(bar_x + bar * $6):(py($2, $3) - 12):(py($2, $3) + 12) with boxxyerror linewidth 1 dashtype solid linecolor rgb blue, \
     neurons using ($1 == 2 ? bar_x - 12 : NaN):(py($2, $3)):(sprintf('%d', $2 - 1)) with labels font font.',18', \
     neurons using ($1 == 2 ? bar_x + bar * $6 + 8 : NaN):(py($2, $3)):(sprintf('%.4f', $6)) with labels left font small
unset multiplot
