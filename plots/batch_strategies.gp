# batch_strategies.gp - slide 32: three strategies in three currencies, and the noise of a gradient.
# Usage, from the project's root: gnuplot -c plots/batch_strategies.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

seconds = tables.'-seconds.txt' # batch epochs gradients error seconds; a block for each strategy
noise = tables.'-noise.txt'     # batch, measured exact root at the start, the same at the end; |g|
printed(k, field) = system(sprintf("awk '/^# batch/ { at = NR + %d } NR == at { print $%d }' '%s.out'", k, field, tables))
n = int(system(sprintf("awk '/^# batch/ { first = NR } /^.g_B/ { print NR - first - 1 }' '%s.out'", tables)))
named(k) = sprintf('%s, η = %s', printed(k, 1) eq 'full' ? 'full batch' : printed(k, 1) eq '1' ? 'stochastic' : 'mini batch '.printed(k, 1), printed(k, 2))
run = system(sprintf("sed -n 1p '%s.out'", tables))
g_start = real(system(sprintf("sed -n '1s/.*= \\([^ ]*\\) and.*/\\1/p' '%s'", noise)))
g_end = real(system(sprintf("sed -n '1s/.*and //p' '%s'", noise)))

drawn(column) = sprintf('plot for [k = 1:n] seconds index k - 1 using %d:4 with lines linetype k title named(k)', column)
currency = 'set logscale xy; set ylabel "error of the whole set" offset 0.5,0; set yrange [0.035:0.9];' \
    .'set ytics (0.05, 0.1, 0.2, 0.4, 0.69) format "%g"; set xtics autofreq; set format x "%g";'
stats seconds using 2:3 nooutput
most_epochs = STATS_max_x; most_gradients = STATS_max_y
stats seconds using ($5 > 0 ? $5 : NaN) nooutput

set multiplot
eval head('full batch, stochastic, mini batch: three currencies', 'slide 32: «стратегии обучения»; '.run)

eval panel(100, 770, 130, 430, 'against epochs: examples seen', '')
eval currency
set xlabel 'epochs (logarithmic)' offset 0,0.4
set xrange [0.01:1.2 * most_epochs]
set key at graph 0.03,0.06 left bottom Left reverse samplen 3
eval drawn(2)
eval headed

eval panel(900, 1570, 130, 430, 'against gradients: steps', '')
set xlabel 'gradients (logarithmic)' offset 0,0.4
set xrange [0.9:1.2 * most_gradients]
set key off
eval drawn(3)

eval panel(100, 770, 540, 840, 'against the time of the processor: this machine, this run', '')
set xlabel 'seconds (logarithmic)' offset 0,0.4
set xrange [STATS_min / 1.2:1.2 * STATS_max]
set format x '10^{%T}'
set termoption enhanced
eval drawn(5)
set termoption noenhanced

eval panel(900, 1570, 540, 840, 'the noise of a gradient of B examples', '')
set format x '%g'
set ytics autofreq
set format y '%h'
set xlabel 'batch B (logarithmic)' offset 0,0.4
set ylabel '|g_B - g| (log)' offset 0.5,0
stats noise using 2:5 nooutput
set xrange [0.8:1500]
set yrange [STATS_min_x / 20:4]
set key on at graph 0.03,0.06 left bottom Left reverse samplen 3 maxrows 6
plot noise using 1:4 with lines linetype 5 linewidth 1 title 'σ / √B', \
     noise using 1:7 with lines linetype 5 linewidth 1 notitle, \
     noise using 1:3 with lines linetype 1 title 'formula (3), at first', \
     noise using 1:2 with points linetype 1 pointsize 1.3 title 'measured', \
     noise using 1:6 with lines linetype 2 title 'formula (3), at the end', \
     noise using 1:5 with points linetype 2 pointsize 1.6 title 'measured', \
     g_start with lines linetype 8 title '|g| itself, at first'
unset multiplot
