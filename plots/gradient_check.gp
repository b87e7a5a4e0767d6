# gradient_check.gp - slides 30-31: three numerical gradients against the step, and wrong ones that learn.
# Usage, from the project's root: gnuplot -c plots/gradient_check.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

steps = tables.'-steps.txt' # h forward central complex
xor = tables.'-xor.txt'     # iteration, E of four passes
end = tables.'-xor-end.txt' # pass check wrong error
net = system(sprintf("sed -n '1p' '%s.out'", tables))

set multiplot
eval head('the gradient check: is it the slope of E?', 'slides 30-31; '.net)

# ------------------------------------------------------------- left: error against h

# The slopes go through the errors at h = 1e-3.
stats steps using ($1 > 9e-4 && $1 < 1.1e-3 ? $2 : NaN) nooutput
forward_3 = STATS_max
stats steps using ($1 > 9e-4 && $1 < 1.1e-3 ? $3 : NaN) nooutput
central_3 = STATS_max

eval panel(120, 780, 140, 770, 'distance from the gradient of backpropagation', '')
set xlabel 'step h (logarithmic, smaller to the right)'
set ylabel '|g_h - g| / |g| (logarithmic)' offset 0.5,0
set logscale xy
set xrange [0.3:3e-17]
set yrange [1e-17:1e6]
set format x '10^{%T}'
set format y '10^{%T}'
set xtics ()
set for [k = 0:16:2] xtics add (10.**(-k))
set ytics 1e-16,100,1e4
set termoption enhanced
set key at graph 0.97,0.97 right top noenhanced samplen 3 maxrows 3
set label 11 'slope 1' at 3e-6,(forward_3 * 3e-3 * 5) left font small
set label 12 'slope 2' at 3e-5,(central_3 * 9e-4 / 60) right font small offset -2,0
plot x > 3e-9 ? forward_3 * x / 1e-3 : NaN with lines linetype 5 notitle, \
     x > 1e-8 ? central_3 * (x / 1e-3) ** 2 : NaN with lines linetype 5 notitle, \
     steps using 1:2 with linespoints linetype 1 pointsize 1.3 title 'forward difference', \
     steps using 1:3 with linespoints linetype 2 pointsize 1.5 title 'central difference', \
     steps using 1:4 with linespoints linetype 3 pointsize 1.3 title 'complex step'
eval headed
unset label 11; unset label 12
set termoption noenhanced

# ------------------------------------------------------------- right: XOR, four ways

array error_of[4]
stats end using (error_of[int($0) + 1] = $2) nooutput
named(k, what) = sprintf('%s: check %.1g', what, error_of[k])
eval panel(930, 1570, 140, 770, 'XOR learned by a right gradient and by three wrong ones', '')
set xlabel 'iteration'
set ylabel 'error E (logarithmic)' offset 1,0
unset logscale x
set xrange [0:*]
set yrange [1e-6:300]
set format x '%g'
set format y '10^{%T}'
set xtics autofreq
set ytics 1e-6,10,1
set termoption enhanced
set key at graph 0.97,0.97 right top Left reverse maxrows 4
plot xor using 1:2 with lines linetype 5 linewidth 3 title named(1, 'right'), \
     xor using 1:3 with lines linetype 1 title named(2, 'slide 30 as printed'), \
     xor using 1:5 with lines linetype 2 title named(4, 'hidden biases forgotten'), \
     xor using 1:4 with lines linetype 3 title named(3, "a'(s) forgotten")
unset multiplot
