# neuron.gp - slide 14: the neuron of McCulloch and Pitts as the slide draws it, and the states of
# AND, OR and NOT. Usage, from the project's root: gnuplot -c plots/neuron.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

neurons = tables.'-neurons.txt'
big = font.',20'; huge = font.',34'

set multiplot
eval head('the neuron of McCulloch and Pitts: s = x₁w₁ + ... + xₙwₙ - w₀, a = σ(s)', \
    'slide 14: «модель МакКаллока-Питтса (1943)», «состояние нейрона»')

# ------------------------------------------------ left: the neuron, in pixels from the left top

set lmargin at screen 0; set rmargin at screen 1; set tmargin at screen 1; set bmargin at screen 0
set xrange [0:width]; set yrange [height-50:-50]
unset border; unset tics; unset grid; unset key

circle(tag, x, y, s, colour) = sprintf('set object %d circle at %g,%g size 36 fillcolor rgb "%s" ', tag, x, y, colour) \
    .'fillstyle solid 1 border linecolor rgb "#303030" linewidth 2 front;' \
    .sprintf('set label %d "%s" at %g,%g center font big front;', tag, s, x, y)
box(tag, l, r, t, b, s, colour) = sprintf('set object %d rectangle from %g,%g to %g,%g fillcolor rgb "%s" ', \
    tag, l, t, r, b, colour).'fillstyle solid 1 border linecolor rgb "#303030" linewidth 2 front;' \
    .sprintf('set label %d "%s" at %g,%g center font huge front;', tag, s, (l + r) / 2., (t + b) / 2.)
edge(tag, x, y, to_x, to_y, s, above) = sprintf('set arrow %d from %g,%g to %g,%g ', tag, x, y, to_x, to_y) \
    .'head filled size 18,16 linewidth 2 linecolor rgb "#303030" front;' \
    .sprintf('set label %d "%s" at %g,%g center font big front;', tag, s, (x + to_x) / 2., (y + to_y) / 2. - above)
note(tag, s, x, y) = sprintf('set label %d "%s" at %g,%g center font normal textcolor "#303030" front;', tag, s, x, y)

input_colour = '#CFF5D2'; sum_colour = '#C9A0B4'; sigma_colour = '#FFF27A'; answer_colour = '#FFCFC9'

eval circle(11, 110, 230, 'x₁', input_colour)
eval circle(12, 110, 350, 'x₂', input_colour)
eval note(13, '⋮', 110, 430)
eval circle(14, 110, 510, 'xₙ', input_colour)
eval circle(15, 110, 640, '1', input_colour)
eval box(16, 340, 480, 270, 500, 'Σ', sum_colour)
eval box(17, 600, 720, 325, 445, 'σ', sigma_colour)
eval circle(18, 860, 385, 'a', answer_colour)
eval edge(21, 146, 230, 338, 320, 'w₁', 28)
eval edge(22, 146, 350, 338, 365, 'w₂', 26)
eval edge(24, 146, 510, 338, 440, 'wₙ', 28)
eval edge(25, 410, 540, 410, 502, '', 0)
eval edge(26, 480, 385, 598, 385, 's', 24)
eval edge(27, 720, 385, 822, 385, '', 0)
set label 28 'w₀' at 335,570 center font big front
eval note(31, 'x – вход', 110, 745)
eval note(32, 'w – вес связи', 242, 178)
eval note(33, 'сумма минус порог', 410, 240)
eval note(34, 'состояние', 540, 415)
eval note(35, 'функция активации', 660, 295)
eval note(36, 'ответ', 860, 450)

# The way of w₀, a quarter of an ellipse that ends under the sum.
set parametric
set trange [0:pi/2]
plot 146 + 264 * sin(t), 540 + 100 * cos(t) with lines linewidth 2 linecolor rgb '#303030'
unset parametric
eval headed
do for [tag = 11:36] { eval sprintf('unset label %d; unset object %d; unset arrow %d', tag, tag, tag) }

# --------------------------------------- right: where the states of the gates lie, and answers

eval panel(1085, 1560, 160, 760, 'states and answers of AND, OR and NOT', '')
set border 1
set xtics nomirror 1 format '%g'
set grid xtics
set xlabel 'state s, above each mark its input x₁x₂'
set xrange [-2.2:2.2]
set yrange [0.4:3.9]
unset key
place(name) = name eq 'AND' ? 3 : name eq 'OR' ? 2 : name eq 'NOT' ? 1 : NaN
# Two cases with the same state share a label, the second one above the first.
seen = ' '
mark(name, s) = sprintf(' %s%+g ', name, s)
again(name, s) = strstrt(seen, mark(name, s)) > 0 ? 1 : (seen = seen.mark(name, s), 0)
input(name, x, y) = name eq 'NOT' ? sprintf('%d', x) : sprintf('%d%d', x, y)
do for [k = 1:3] { set label 40 + k word('NOT OR AND', k) at graph -0.05, first k right font big }
set label 44 'a = 0' at -1.1,3.7 center font big textcolor rgb blue
set label 45 'a = 1' at 1.1,3.7 center font big textcolor rgb vermillion
set arrow 46 from 0,0.4 to 0,3.9 nohead linewidth 2.5 linecolor rgb black
plot neurons using 7:($8 == 1 ? place(strcol(1)) : NaN) with points linetype 1 pointsize 2.2, \
     neurons using 7:($8 == 0 ? place(strcol(1)) : NaN) with points linetype 2 pointsize 2.4, \
     neurons using 7:(place(strcol(1)) + 0.2 + (again(strcol(1), $7) ? 0.17 : 0)):(input(strcol(1), $5, $6)) \
         with labels font normal
unset multiplot
