# gradient_descent.gp - slide 29: descents with several learning rates on a map of the loss.
# Usage, from the project's root: gnuplot -c plots/gradient_descent.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

paths = tables.'-paths.txt'     # step w1 w2 E; a block for each eta
surface = tables.'-surface.txt' # w1 w2 E
factors = tables.'-factors.txt' # eta steps end factor predicted lambda1 lambda2
line(n) = system(sprintf("sed -n '%dp' '%s.out'", n, tables))

stats factors using 6:7 nooutput
steep = STATS_max_x > STATS_max_y ? STATS_max_x : STATS_max_y
flat = STATS_min_x < STATS_min_y ? STATS_min_x : STATS_min_y
limit = 2 / steep
n = int(STATS_records)
array eta[n]; array steps[n]; array end[n]
stats factors using (eta[int($0) + 1] = $1, $1) nooutput
stats factors using (steps[int($0) + 1] = $2, $2) nooutput
stats factors using (end[int($0) + 1] = $3, $3) nooutput
ended(k) = word('arrives tires diverges', int(end[k]) + 1)
named(k) = sprintf('η = %.4g: %s, %d steps', eta[k], ended(k), steps[k])

# Lines of equal loss, at equal distances of its root: a bowl's are then equally far apart.
stats surface using (sqrt($3)) nooutput
highest = STATS_max
stats surface using 1:2 nooutput
half = STATS_max_x
set contour base
set cntrparam levels incremental highest / 24, highest / 12, highest
unset surface
set table $lines
splot surface using 1:2:(sqrt($3))
unset table
unset contour
set surface

set multiplot
eval head('gradient descent: w := w - η grad E(w)', \
    'slide 29: «градиентный спуск (GD)»; '.line(1).', '.line(2))

# -------------------------------------------------------------------------- left: the map

eval panel(90, 770, 130, 740, 'the paths on the map of the loss', '')
set xlabel 'w₁' offset 0,0.3
set ylabel 'w₂' offset 1,0
set xrange [-half:half]
set yrange [-half:half]
set palette defined (0 '#FFFFFF', 1 '#A9C6DC')
unset colorbox
set grid front linecolor rgb '#80808080'
eval key(430, 860)
set key Left reverse maxrows 3 samplen 3 width 1
plot surface using 1:2:(sqrt($3)) with image notitle, \
     $lines using 1:2 with lines linetype 5 linewidth 0.8 notitle, \
     for [k = n:1:-1] paths index k - 1 using 2:3 with linespoints linetype k linewidth 1.5 pointsize 0.9 \
         title named(k)
eval headed

# ------------------------------------------------------------- right: the loss, the factor

eval panel(900, 1570, 130, 440, 'the loss', '')
set xlabel 'step' offset 0,0.4
set ylabel 'E (logarithmic)' offset 0.5,0
set logscale y
set xrange [0:*]
set yrange [1e-7:1e11]
set format y '10^{%T}'
set termoption enhanced
set ytics 1e-6,1000,1e9
set key off
plot for [k = 1:n] paths index k - 1 using 1:4 with lines linetype k
set termoption noenhanced
unset logscale

eval panel(900, 1570, 560, 800, 'the factor of the distance in each of the last steps', '')
set format y '%g'
set xlabel 'learning rate η' offset 0,0.4
set ylabel 'factor' offset 0.5,0
set xrange [0:1.15 * limit]
set yrange [0:1.6]
set ytics 0,0.5
set arrow 1 from first limit,graph 0 to first limit,graph 1 nohead dashtype (6,4) linewidth 2 linecolor rgb grey
set label 11 sprintf('limit 2/λ = %.4g', limit) at first limit,graph 0.08 right offset -1,0 font small
set key on at graph 0.03,0.95 left top Left reverse maxrows 3
r(x) = abs(1 - x * steep) > abs(1 - x * flat) ? abs(1 - x * steep) : abs(1 - x * flat)
plot 1 with lines linetype 8 notitle, \
     r(x) with lines linetype 1 title 'predicted at the minimum: max |1 - η λ|', \
     factors using 1:($3 == 0 || $4 < 1.5 ? $4 : NaN) with points linetype 2 pointsize 2 title 'measured'
unset multiplot
