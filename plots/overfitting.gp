# overfitting.gp - slide 59: train, validation and test error against epochs, decay and neurons.
# Usage, from the project's root: gnuplot -c plots/overfitting.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

history = tables.'-history.txt' # epoch train validation test wrong
decays = tables.'-rho.txt'      # rho train validation test wrong length
neurons = tables.'-neurons.txt' # neurons train test stop decay ...
run = system(sprintf("sed -n 1p '%s.out'", tables))
of(line, field) = real(system(sprintf("awk 'NR == %d { print $%d }' '%s-summary.txt'", line + 1, field, tables)))
hidden = of(1, 1); stop = of(2, 2); rho = of(3, 3)
repeats = system(sprintf("sed -n 's/.*median of \\([0-9]*\\).*/\\1/p' '%s.out'", tables))

stats history using 1 nooutput
epochs = STATS_max
stats decays using 1 nooutput
least = STATS_min; most = STATS_max
stats neurons using 1 nooutput
few = STATS_min; many = STATS_max

set multiplot
eval head('learning by heart, and two remedies', 'slide 59: «разделить на train/test»; '.run)

errors = 'set logscale xy; set yrange [0.01:3]; set ytics (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2) format "%g";' \
    .'set format x "%g"; unset label 7;'

# --------------------------------------------------------------------- how long to train

eval panel(90, 530, 130, 700, sprintf('%d neurons, no decay: how long?', hidden), '')
eval errors
set xlabel 'epochs (logarithmic)'
set ylabel 'mean cross-entropy (logarithmic)' offset 1,0
set xrange [1:epochs]
set arrow 1 from stop, 0.01 to stop, 3 nohead linetype 5 dashtype (8,5)
set label 7 sprintf('epoch %d ', stop) at stop, 0.014 right font small
set key at screen at_x(310), at_y(840) center center font small samplen 3
plot history using 1:2 with lines linetype 2 title 'training', \
     history using 1:3 with lines linetype 3 linewidth 3.5 title 'validation', \
     history using 1:4 with lines linetype 1 title 'test', \
     NaN with lines linetype 5 dashtype (8,5) title 'early stopping'
eval headed

# -------------------------------------------------------------------- how much decay

eval panel(620, 1060, 130, 700, sprintf('%d neurons, all epochs: how much decay?', hidden), '')
eval errors
set xlabel 'decay ρ (logarithmic)'
unset ylabel
set xrange [least / 1.5:1.5 * most]
set format x '10^{%T}'
set xtics 10
set arrow 1 from rho, 0.01 to rho, 3 nohead linetype 5 dashtype (8,5)
set label 7 sprintf('ρ = %g ', rho) at rho, 0.014 right font small
set key at screen at_x(840), at_y(840)
set termoption enhanced
plot decays using 1:2 with linespoints linetype 2 pointsize 1.3 title 'training', \
     decays using 1:3 with linespoints linetype 3 pointsize 1.3 title 'validation', \
     decays using 1:4 with linespoints linetype 1 pointsize 1.3 title 'test', \
     NaN with lines linetype 5 dashtype (8,5) title 'chosen by the validation part'
set termoption noenhanced
unset arrow 1

# --------------------------------------------------------------- how many neurons

eval panel(1150, 1590, 130, 700, sprintf('how many neurons? medians of %s', repeats), '')
eval errors
set xlabel 'hidden neurons (logarithmic)'
set xrange [few / 1.3:1.3 * many]
set format x '%g'
set xtics 1,4,1e6
set key at screen at_x(1370), at_y(840)
plot neurons using 1:2 with linespoints linetype 2 pointsize 1.3 title 'training, at the end', \
     neurons using 1:3 with linespoints linetype 1 pointsize 1.3 title 'test, at the end', \
     neurons using 1:4 with linespoints linetype 4 pointsize 1.3 title 'test, early stopping', \
     neurons using 1:5 with linespoints linetype 6 pointsize 1.3 title sprintf('test, decay %g', rho)
unset multiplot
