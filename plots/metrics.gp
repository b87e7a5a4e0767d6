# metrics.gp - slide 59: ROC and precision-recall curves of twelve answers, and what the metrics say when most
# examples are of one class.
# Usage, from the project's root: gnuplot -c plots/metrics.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

curves = tables.'-curves.txt'
balance = tables.'-balance.txt'
chosen = tables.'-chosen.txt'
of_chosen(c) = system(sprintf("awk '!/^#/ { print $%d }' '%s'", c, chosen))
of_balance(row, c) = system(sprintf("awk '!/^#/ && ++n == %d { print $%d }' '%s'", row, c, balance))
rows = int(system(sprintf("grep -vc '^#' '%s'", balance)))

set multiplot
eval head('twelve answers, all thresholds; and the same test where each healthy person stands for K', \
    'slide 59: «посчитать метрики качества»')

# ------------------------------------------------------------------------ left: ROC

eval panel(100, 540, 150, 770, sprintf('ROC: area %.4f, at any K', real(of_balance(1, 8))), '')
set xlabel 'share of the healthy called ill'
set ylabel 'share of the ill called ill' offset 1,0
set xrange [-0.02:1.02]
set yrange [-0.02:1.02]
set format '%.1f'
set key at graph 0.96,0.05 right bottom Right noreverse
plot curves index 0 using 5:6 with linespoints linetype 1 pointsize 1.2 title 'the test', \
     x with lines linetype 8 title 'a coin', \
     chosen using (1 - $9):8 with points linetype 5 pointtype 6 pointsize 3 linewidth 3 \
         title sprintf('threshold %g', real(of_chosen(1)))
eval headed

# -------------------------------------------------------------- middle: precision, recall

eval panel(640, 1050, 150, 770, 'precision and recall', '')
set xlabel 'recall: share of the ill called ill'
set ylabel 'precision: share of those called who are ill' offset 1,0
set yrange [-0.02:1.25]
set ytics 0,0.2,1
set key at graph 0.04,0.98 left top Left reverse
plot for [k = 0:rows - 1:2] curves index k using 6:7 with linespoints linetype k / 2 + 1 pointsize 1.2 \
         title sprintf('K = %s, average precision %.2f', of_balance(k + 1, 1), real(of_balance(k + 1, 9))), \
     chosen using 8:7 with points linetype 5 pointtype 6 pointsize 3 linewidth 3 notitle

# ------------------------------------------------------------------ right: against balance

eval panel(1150, 1570, 150, 770, sprintf('threshold %g, out of balance', real(of_chosen(1))), '')
set xlabel 'K (logarithmic)'
set ylabel 'metric' offset 1,0
set logscale x
set xrange [0.9:*]
set format x '%g'
set yrange [-0.02:1.48]
set key at graph 0.04,0.98 left top Left reverse
plot balance using 1:3 with linespoints linetype 8 pointsize 1.4 title 'accuracy of "never"', \
     balance using 1:2 with linespoints linetype 1 pointsize 1.2 title 'accuracy', \
     balance using 1:5 with linespoints linetype 7 pointsize 1.2 title 'recall', \
     balance using 1:7 with linespoints linetype 4 pointsize 1.4 title 'MCC', \
     balance using 1:6 with linespoints linetype 3 pointsize 1.2 title 'F₁', \
     balance using 1:4 with linespoints linetype 2 pointsize 1.2 title 'precision'
unset multiplot
