# losses.gp - slides 27-28: three losses of one logistic neuron, their slopes, and what comes of them.
# Usage, from the project's root: gnuplot -c plots/losses.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

# s y mse cross_entropy kullback_leibler dmse/dy dce/dy dmse/ds dce/ds
curves = tables.'-curves.txt'
wanted = system(sprintf("sed -n '1s/.*d = //p' '%s'", curves))
d = real(wanted)
steps(loss) = system(sprintf("sed -n 's/^Steps.*%s \\([0-9]*\\).*/\\1/p' '%s.out'", loss, tables))
marked(x, from, to) = sprintf('set arrow 1 from first %g,%s to first %g,%s nohead dashtype (6,4) linewidth 1.5 linecolor rgb grey;', x, from, x, to)
frame = 'set key Left reverse samplen 2.5; set xtics autofreq; set ytics autofreq;'

set multiplot
eval head('three losses, and what a neuron learns from each', \
    'slides 27-28: «примеры функций потерь»; one logistic neuron, d = '.wanted.' is wanted')

# ---------------------------------------------------------------- left: by the output y

eval panel(100, 770, 130, 430, 'the error, against the output', '')
eval frame
set xlabel 'output y' offset 0,0.4
set ylabel 'error E' offset 0.5,0
set xrange [0:1]
set yrange [0:2.4]
set key at graph 0.74,0.95 right top
eval marked(d, 'graph 0', 'graph 1')
plot curves using 2:4 with lines linetype 1 title 'cross-entropy', \
     curves using 2:5 with lines linetype 2 title 'Kullback-Leibler: less H(d)', \
     curves using 2:3 with lines linetype 3 title 'mean squared error'
eval headed

eval panel(100, 770, 540, 840, 'its slope by the output', '')
set ylabel 'dE/dy' offset 0.5,0
set yrange [-5:5]
set key at graph 0.03,0.95 left top
plot curves using 2:7 with lines linetype 1 title 'cross-entropy and Kullback-Leibler', \
     curves using 2:6 with lines linetype 3 title 'mean squared error'

# ----------------------------------------------------------------- right: by the state s

eval panel(910, 1580, 130, 430, 'its slope by the state: what is learned from', '')
set xlabel 'state s' offset 0,0.4
set ylabel 'dE/ds' offset 1,0
set xrange [-12:12]
set yrange [-1:0.5]
set key at graph 0.03,0.95 left top
eval marked(log(d / (1 - d)), 'graph 0', 'graph 1')
plot curves using 1:9 with lines linetype 1 title 'cross-entropy: y - d', \
     curves using 1:8 with lines linetype 3 title 'mse: 2 (y - d) y (1 - y)'
unset arrow 1

eval panel(910, 1580, 540, 840, 'descent from a state that is surely wrong', '')
set xlabel 'step (logarithmic)' offset 0,0.4
set ylabel 'output y' offset 0.5,0
set logscale x
set xrange [0.8:5000]
set yrange [0:1]
set key at graph 0.34,0.6 left top
plot d with lines linetype 8 title 'wanted', \
     tables.'-descent-cross.txt' using ($1 + 1):3 with linespoints linetype 1 pointsize 1 title 'cross-entropy: '.steps('cross-entropy').' steps', \
     tables.'-descent-mse.txt' using ($1 + 1):3 with lines linetype 3 title 'mean squared error: '.steps('mse').' steps'
unset multiplot
