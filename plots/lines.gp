# lines.gp - slide 14: the lines of single neurons, what a search finds, and the two layers of XOR.
# Usage, from the project's root: gnuplot -c plots/lines.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

neurons = tables.'-neurons.txt'
net = tables.'-net.txt'
functions = tables.'-functions.txt'

set multiplot
eval head('one neuron is one line: enough for AND, OR and NOT, not for XOR', \
    'slide 14: «модель МакКаллока-Питтса (1943)»; shaded is where the answer is 1')

# A neuron's weight, from the table: the first row of that name.
number(name, column) = real(system(sprintf("awk '$1 == \"%s\" { print $%d; exit }' '%s'", name, column, neurons)))
array w1[3]; array w2[3]; array w0[3]
load_neuron(k, name) = (w1[k] = number(name, 2), w2[k] = number(name, 3), w0[k] = number(name, 4))

# The line w1 x1 + w2 x2 = w0, along t; and the side where s is not negative.
line_x(k, t) = w0[k] * w1[k] / (w1[k]**2 + w2[k]**2) - w2[k] * t
line_y(k, t) = w0[k] * w2[k] / (w1[k]**2 + w2[k]**2) + w1[k] * t
fires(k, x, y) = w1[k] * x + w2[k] * y >= w0[k]

set xrange [-0.5:1.5]; set yrange [-0.5:1.5]
set urange [-0.5:1.5]; set vrange [-0.5:1.5]
set trange [-3:3]
set samples 401; set isosamples 401
set palette defined (0 '#FFFFFF', 1 tint_1)
set cbrange [0:1]
unset colorbox
unset key
set xtics 0.5; set ytics 0.5
set grid front linecolor rgb '#80808080'

# The marks of answers 0 and 1: colour, shape and the number itself.
set xlabel 'x₁' offset 0,0.4
set ylabel 'x₂' offset 1,0
marks = 'neurons using (strcol(1) eq gate && $8 == 1 ? $5 : NaN):6 with points linetype 1 pointsize 2.2,' \
    .'neurons using (strcol(1) eq gate && $8 == 0 ? $5 : NaN):6 with points linetype 2 pointsize 2.4,' \
    .'neurons using (strcol(1) eq gate ? $5 + 0.13 : NaN):($6 + 0.13):(sprintf("%d", $8)) with labels font normal'
one_line = 'plot "++" using 1:2:(fires(1, $1, $2)) with image,' \
    .'[t = -3:3] "+" using (line_x(1, $1)):(line_y(1, $1)) with lines linetype 5 linewidth 3,'.marks
titled(name) = sprintf('%s: w = (%g, %g), w₀ = %g', name, w1[1], w2[1], w0[1])

do for [k = 1:3] {
    gate = word('AND OR NOT', k)
    dummy = load_neuron(1, gate)
    caption = k < 3 ? titled(gate) : sprintf('NOT: w₁ = %g, w₀ = %g', w1[1], w0[1])
    if (k == 3) { set ylabel '(x₂ is not looked at)' }
    eval panel(120 + 510 * (k - 1), 500 + 510 * (k - 1), 115, 415, caption, '')
    eval one_line
    eval headed
}

# ------------------------------------------------------- what random neurons can compute

eval panel(140, 500, 530, 825, 'random neurons that compute it, in %', '')
unset xlabel; unset ylabel
set xrange [0:34]
set yrange [15.6:-0.6]
set xtics 10 nomirror out
set ytics 1 font font.',11' scale 0
set format y ''
set grid back noytics
set style fill solid 1 border linecolor rgb '#303030'
short(s) = s eq 'x1 but not x2' ? 'x₁ > x₂' : s eq 'x2 but not x1' ? 'x₂ > x₁' : \
    s eq 'x1 or not x2' ? 'x₁ ≥ x₂' : s eq 'x2 or not x1' ? 'x₂ ≥ x₁' : \
    s eq 'x1' ? 'x₁' : s eq 'x2' ? 'x₂' : s eq 'not x1' ? 'not x₁' : s eq 'not x2' ? 'not x₂' : s
percent(x) = x > 0 ? sprintf('%.1f', x) : 'none'
plot functions using (50 * $3):0:(50 * $3):(0.36):ytic(short(strcol(4))) with boxxyerror linecolor rgb blue, \
     functions using (100 * $3 + 0.4):0:(percent(100 * $3)) with labels left font font.',11'
set format y '%g'
set ytics 0.5 font small scale 0.6
set xtics 0.5 mirror in

# --------------------------------------------------------------------- XOR by two layers

set xrange [-0.5:1.5]; set yrange [-0.5:1.5]
set grid front linecolor rgb '#80808080'
dummy = load_neuron(1, 'hidden1')
dummy = load_neuron(2, 'hidden2')
dummy = load_neuron(3, 'output')
xor(x, y) = fires(3, fires(1, x, y), fires(2, x, y))
set xlabel 'x₁' offset 0,0.4
set ylabel 'x₂' offset 1,0
eval panel(630, 1010, 530, 825, 'XOR by two layers, seen at the input', '')
set label 11 'y₁' at -0.4,0.75 font normal front
set label 12 'y₂' at 0.33,1.42 font normal front
plot '++' using 1:2:(xor($1, $2)) with image, \
     for [k = 1:2] [t = -3:3] '+' using (line_x(k, $1)):(line_y(k, $1)) with lines linetype 5 linewidth 3, \
     net using 2:($9 == 1 ? $3 : NaN) with points linetype 1 pointsize 2.2, \
     net using 2:($9 == 0 ? $3 : NaN) with points linetype 2 pointsize 2.4, \
     net using ($2 + 0.13):($3 + 0.13):(sprintf('%d', $9)) with labels font normal
unset label 11; unset label 12

eval panel(1140, 1520, 530, 825, 'and as the output neuron sees it', '')
set xlabel 'y₁'
set ylabel 'y₂'
dummy = (w1[1] = w1[3], w2[1] = w2[3], w0[1] = w0[3])
# 01 and 10 come to the same place: one label for both.
places = '< awk ''!/^#/ { k = $6 " " $7; if (k in at) at[k] = at[k] ", " $1; else at[k] = $1; a[k] = $9 } END { for (k in at) print k, a[k], "\"" at[k] "\"" }'' '.net
plot '++' using 1:2:(fires(1, $1, $2)) with image, \
     [t = -3:3] '+' using (line_x(1, $1)):(line_y(1, $1)) with lines linetype 5 linewidth 3, \
     net using 6:($9 == 1 ? $7 : NaN) with points linetype 1 pointsize 2.2, \
     net using 6:($9 == 0 ? $7 : NaN) with points linetype 2 pointsize 2.4, \
     places using 1:($2 - 0.2):4 with labels font normal

unset multiplot
