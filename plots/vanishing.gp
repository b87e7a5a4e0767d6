# vanishing.gp - slide 15: the sigmoids' slopes far from 0, and what a product of them leaves of a
# gradient. Usage, from the project's root: gnuplot -c plots/vanishing.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

curves = tables.'-curves.txt'
product = tables.'-product.txt'
line(pattern) = system(sprintf("grep -m1 '%s' '%s.out'", pattern, tables))

stats product using 2 nooutput
layers = STATS_max
title = line('^Left')

set multiplot
eval head('saturation, and the vanishing product of slopes over layers', \
    'slide 15: «биполярный сигмоид», «экспоненциальный сигмоид», «кусочно-линейная ReLU»')
set logscale y
set format y '10^{%T}'
set termoption enhanced

# ------------------------------------------------- left: saturation, and where y has forgotten it

eval panel(130, 760, 150, 770, 'slopes of saturated sigmoids', 'lines: from s; marks: from y, until y is rounded to 1')
set xlabel 'state s'
set ylabel 'dy/ds (logarithmic)' offset 1,0
set xrange [0:40]
set yrange [1e-19:10]
set ytics 1e-20,100
set key at graph 0.97,0.97 right top Left reverse
sparse(name) = sprintf('(strcol(1) eq "%s" && $2 >= 0 && int($0) %% 15 == 0 ? $2 : NaN)', name)
tanh_of_y = 'curves using '.sparse('tanh').':($5 > 0 ? $5 : NaN) with points linetype 1 pointtype 6 pointsize 1.2'
logistic_of_y = 'curves using '.sparse('logistic').':($5 > 0 ? $5 : NaN) with points linetype 2 pointtype 8 pointsize 1.3'
eval 'plot curves using (strcol(1) eq "tanh" ? $2 : NaN):4 with lines linetype 1 title "bipolar: 1 / cosh²(s)",' \
    .tanh_of_y.' title "bipolar: 1 - y²",' \
    .'curves using (strcol(1) eq "logistic" ? $2 : NaN):4 with lines linetype 2 title "exponential: exp(-s) / (1 + exp(-s))²",' \
    .logistic_of_y.' title "exponential: y(1 - y)"'
eval headed

# --------------------------------------------------------- right: the product, layer by layer

eval panel(930, 1570, 150, 770, 'l'.title[2:strlen(title)-1], 'the threshold has no curve: its slope is 0')
set xlabel 'layers that the gradient has passed'
set ylabel 'size of the gradient, relative to the output (log)'
set xrange [0:layers]
set yrange [1e-14:100]
set ytics 1e-20,100
set key at graph 0.03,0.04 left bottom Left reverse
is(name) = sprintf('(strcol(1) eq "%s" ? $2 : NaN)', name)
both(name, type, title) = sprintf('product using %s:4 with lines linetype %d title "%s, predicted",', is(name), type, title) \
    .sprintf('product using %s:3 with points linetype %d pointsize 1.5 title "%s, measured",', is(name), type, title)
eval 'plot '.both('tanh', 1, 'bipolar sigmoid').both('relu', 3, 'ReLU') \
    .both('logistic', 2, 'exponential sigmoid') \
    .'0.25 ** x with lines linetype 8 title "(1/4) per layer: its slope at s = 0"'
unset multiplot
