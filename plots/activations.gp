# activations.gp - slide 15: the four curves as the slide draws them, with their derivatives;
# softmax at several temperatures; the derivative as a function of the output.
# Usage, from the project's root: gnuplot -c plots/activations.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

curves = tables.'-curves.txt'
softmax = tables.'-softmax.txt'

stats softmax using 2:3 nooutput
m = int(STATS_max_x)
groups = int(STATS_records) / m
temperature(k) = system(sprintf("awk '!/^#/ && $2 == 1 && ++n == %d { print $1 }' '%s'", k, softmax))
states = system(sprintf("awk '!/^#/ && n++ < %d { printf \"%%s%%s\", s, $3; s = \", \" }' '%s'", m, softmax))

set multiplot
eval head('activation functions y(s) and their derivatives dy/ds', 'slide 15: «примеры функций активации»')

# ---------------------------------------------------------- above: the slide's four pictures

of(name) = sprintf('(strcol(1) eq "%s" ? $2 : NaN)', name)
# A jump is drawn upright where it is: the threshold's before s = 0, that of ReLU's slope after it.
curve(name, y, slope) = sprintf('plot curves using %s:4 with %s linetype 2 title "dy/ds",', of(name), slope) \
    .sprintf('curves using %s:3 with %s linetype 1 title "y"', of(name), y)
set xlabel 'state s' offset 0,0.4
set ylabel 'y, dy/ds' offset 1.5,0

set key at graph 0.04,0.97 left top Left reverse samplen 2.5
set xrange [-5:5]; set xtics 2
set yrange [-1.05:1.05]; set ytics 0.5
eval panel(95, 425, 120, 405, 'y = tanh(s)', 'биполярный сигмоид')
eval curve('tanh', 'lines', 'lines')
eval headed
set ylabel ''
set yrange [-0.03:1.05]
eval panel(505, 815, 120, 405, 'y = 1 / (1 + exp(-s))', 'экспоненциальный сигмоид')
eval curve('logistic', 'lines', 'lines')
set xrange [-1.05:1.05]; set xtics 0.5
set yrange [-0.1:1.1]
eval panel(880, 1190, 120, 405, 'y = 1 for s ≥ 0, else 0', 'пороговая функция')
eval curve('threshold', 'steps', 'lines')
eval panel(1255, 1565, 120, 405, 'y = max(0, s)', 'кусочно-линейная ReLU')
eval curve('relu', 'lines', 'fsteps')

# --------------------------------------------- below left: softmax, a group of bars for each T

eval panel(95, 815, 570, 810, 'softmax((s₁, s₂, ...) / T) for s = ('.states.')', 'softmax (экспоненциальная нормализация) выходного слоя')
set xrange [-0.6:groups - 0.4]
set yrange [0:1.12]
set xlabel 'temperature T'
set ylabel 'output y' offset 1.5,0
set style fill solid 1 border linecolor rgb '#303030'
set grid noxtics ytics
set xtics scale 0 ()
set for [k=1:groups] xtics add (temperature(k) k - 1)
set key at graph 0.985,0.95 right top Left reverse maxrows 1 samplen 1.5
shade(j) = word('#FFFFFF #C3DDEF #56B4E9 #0072B2 #003A5D #000000', j)
bar = 0.8 / m
plot for [j = 1:m] softmax using (int($2) == j ? int($0 / m) + (j - (m + 1) / 2.) * bar : NaN):4:(bar) \
         with boxes dashtype solid fillcolor rgb shade(j + (m < 4)) title sprintf('y%s', word('₁ ₂ ₃ ₄ ₅ ₆', j)), \
     softmax using (int($0 / m) + (int($2) - (m + 1) / 2.) * bar):($4 + 0.05):(sprintf('%.2f', $4)) \
         with labels font font.',11' notitle
set grid xtics

# ----------------------------------------------- below right: the same derivatives, of the output

eval panel(955, 1565, 570, 810, 'the derivative, taken of the output', 'lines: 1 - y² and y(1 - y); marks: dy/ds, computed from s')
set xrange [-1.1:1.1]
set yrange [-0.05:1.45]
set xlabel 'output y'
set ylabel 'dy/ds'
set xtics -1,0.5,1 scale 0.6
set key at graph 0.03,0.95 left top Left reverse maxrows 2 samplen 2.5
plot curves using (strcol(1) eq 'tanh' ? $3 : NaN):5 with lines linetype 1 title 'bipolar: 1 - y²', \
     curves using (strcol(1) eq 'logistic' ? $3 : NaN):5 with lines linetype 2 title 'exponential: y(1 - y)', \
     curves using (strcol(1) eq 'tanh' && int($0) % 5 == 0 ? $3 : NaN):4 with points linetype 1 pointsize 1.1 notitle, \
     curves using (strcol(1) eq 'logistic' && int($0) % 5 == 0 ? $3 : NaN):4 with points linetype 2 pointsize 1.3 notitle
unset multiplot
