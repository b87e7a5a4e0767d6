# backprop.gp - slides 30-31: the forward and the backward pass through one small net.
# Usage, from the project's root: gnuplot -c plots/backprop.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

neurons = tables.'-neurons.txt'   # layer neuron s y delta
gradients = tables.'-gradients.txt' # layer from to w gradient
net = system(sprintf("sed -n '1s/^# A 2-2-1 net: //p' '%s.out'", tables))
error = real(system(sprintf("sed -n '1s/.*E = //p' '%s'", neurons)))

# Where a neuron stands: layers from left to right, two neurons below each other, one in the middle.
X(l) = l
Y(l, j) = l == 2 ? 0.5 : 2 - j
# A point on the edge that ends in neuron j of layer l: 0 at its beginning, 1 at its end.
along_x(l, part) = X(l - 1) + part
along_y(l, i, j, part) = (1 - part) * Y(l - 1, i) + part * Y(l, j)
number(l, j) = l == 2 ? 3 : j
# Where a number stands on its edge: two edges of layer 1 cross in the middle.
near(l, i, j) = l == 1 && i != j ? 0.38 : 0.5
# The bias stands above neuron 1, below the others.
bias_y(l, j) = Y(l, j) + (l == 1 && j == 1 ? 0.31 : -0.31)

do for [i = 1:8] { set linetype i dashtype solid } # rims of circles take it from their place in the plot
unset xtics; unset ytics; unset grid; unset border
set xrange [-0.3:2.42]
set yrange [-0.38:1.38]
set style textbox opaque noborder margins 1.5,1.5
edges = 'gradients using ($2 > 0 ? X($1 - 1) : NaN):(Y($1 - 1, $2)):(1):(Y($1, $3) - Y($1 - 1, $2))'
radius = 0.25
line = 0.045 # half the distance of two lines of text

set multiplot
eval head('backpropagation: every number of one net, there and back', \
    'slides 30-31: «метод обратного распространения ошибки»; '.net)

# ----------------------------------------------------------------------- left: step 1

set key off
eval panel(20, 790, 130, 800, '1. forward: s = Σ y w + b, y = a(s), from left to right', \
    sprintf('E = %.4f; on a line its weight w', error))
plot @edges with vectors nohead linecolor rgb grey linewidth 2, \
     gradients using ($2 > 0 ? along_x($1, near($1, $2, $3)) : NaN):(along_y($1, $2, $3, near($1, $2, $3))): \
         (sprintf('%g', $4)) with labels boxed, \
     neurons using (X($1)):(Y($1, $2)):(radius) with circles fillcolor rgb tint_2 fillstyle solid border linecolor rgb black linewidth 2, \
     neurons using ($1 == 0 ? X($1) : NaN):(Y($1, $2)):(sprintf("x%d = %.4g", $2, $4)) with labels, \
     neurons using ($1 > 0 ? X($1) : NaN):(Y($1, $2) + line):(sprintf("s%d = %.4f", number($1, $2), $3)) with labels font small, \
     neurons using ($1 > 0 ? X($1) : NaN):(Y($1, $2) - line):(sprintf("y%d = %.4f", number($1, $2), $4)) with labels font small, \
     gradients using ($2 > 0 ? NaN : X($1)):(bias_y($1, $3)):(sprintf('b%d = %g', number($1, $3), $4)) with labels
eval headed

# ---------------------------------------------------------------- right: steps 2, 3 and 4

eval panel(810, 1580, 130, 800, '2.-4. backward: δ from right to left, then dE/dw = y δ', \
    'on a line its gradient dE/dw, drawn as wide as it is large; a dashed one is negative')
array G[9]
stats gradients using (G[int($0) + 1] = $5, abs($5)) nooutput
size(k) = 1.5 + 12 * abs(G[k + 1]) / STATS_max
dash(k) = G[k + 1] < 0 ? '(5,2)' : 'solid'
drawn(k) = sprintf('gradients every ::%d::%d using ($2 > 0 ? X($1 - 1) : NaN):(Y($1 - 1, $2)):(1):(Y($1, $3) - Y($1 - 1, $2)) ', k, k) \
    .sprintf('with vectors nohead linecolor rgb "%s" linewidth %g dashtype %s, ', G[k + 1] < 0 ? sky : orange, size(k), dash(k))
all = ''
do for [k = 0:8] { all = all.drawn(k) }
plot @all \
     gradients using ($2 > 0 ? along_x($1, near($1, $2, $3)) : NaN):(along_y($1, $2, $3, near($1, $2, $3))): \
         (sprintf('%.4f', $5)) with labels boxed, \
     neurons using (X($1)):(Y($1, $2)):(radius) with circles fillcolor rgb tint_1 fillstyle solid border linecolor rgb black linewidth 2, \
     neurons using ($1 == 0 ? X($1) : NaN):(Y($1, $2)):(sprintf("x%d = %.4g", $2, $4)) with labels, \
     neurons using ($1 > 0 ? X($1) : NaN):(Y($1, $2) + line):(sprintf("δ%d =", number($1, $2))) with labels, \
     neurons using ($1 > 0 ? X($1) : NaN):(Y($1, $2) - line):(sprintf("%.4f", $5)) with labels, \
     gradients using ($2 > 0 ? NaN : X($1)):(bias_y($1, $3)):(sprintf('dE/db%d = %.4f', number($1, $3), $5)) with labels
unset multiplot
