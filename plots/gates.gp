# gates.gp - slide 9: the rates of the three gates, how far they open and how long they take.
# Usage, from the project's root: gnuplot -c plots/gates.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

rates = tables.'-rates.txt'
array gate[3] = ['n', 'm', 'h']
column_of(k, what) = 2 + 4 * (k - 1) + what # alpha, beta, steady, tau
celsius = system(sprintf("sed -n 's/^At rest.*(\\([-0-9.]*\\) degrees)/\\1/p' '%s.out'", tables))

set xlabel 'potential V, mV from rest' offset 0,0.3
stats rates using 1 nooutput
set xrange [STATS_min:STATS_max]
set arrow 1 from 0, graph 0 to 0, graph 1 nohead linewidth 1 linecolor rgb grey back

set multiplot
eval head(sprintf('the gates of the membrane of 1952, at %s °C', celsius), \
    'slide 9: n opens potassium channels (four at a time), m and h sodium channels (three and one); the line at 0 mV is the rest')

eval panel(110, 760, 140, 410, 'opened at the rate α', '')
set ylabel 'α, 1/ms (logarithmic)' offset 1.5,0
set logscale y
set format y '%g'
set yrange [0.001:30]
unset xlabel
set key off
plot for [k = 1:3] rates using 1:column_of(k, 0) with lines linetype k title gate[k]
eval headed

eval panel(110, 760, 510, 780, 'closed at the rate β', '')
set ylabel 'β, 1/ms (logarithmic)' offset 1.5,0
set xlabel 'potential V, mV from rest' offset 0,0.3
plot for [k = 1:3] rates using 1:column_of(k, 1) with lines linetype k title gate[k]

eval panel(920, 1570, 140, 410, 'so many are open when V has been held for long', '')
unset logscale y
set yrange [-0.02:1.02]
set ylabel 'share of open gates' offset 1.5,0
unset xlabel
set key on at graph 0.98,0.5 right center maxrows 3
plot for [k = 1:3] rates using 1:column_of(k, 2) with lines linetype k title gate[k]

eval panel(920, 1570, 510, 780, 'and so long it takes to get there: τ = 1/(α + β)', '')
set logscale y
set yrange [0.01:20]
set ylabel 'τ, ms (logarithmic)' offset 1.5,0
set xlabel 'potential V, mV from rest' offset 0,0.3
set key off
plot for [k = 1:3] rates using 1:column_of(k, 3) with lines linetype k title gate[k]
unset multiplot
