# practicum.gp - slide 59: how the errors went, which classes were taken for which, and the ROC curves.
# Usage, from the project's root: gnuplot -c plots/practicum.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

history = tables.'-history.txt'
confusion = tables.'-confusion.txt'
roc = tables.'-roc.txt'
of_class(c, k) = system(sprintf("awk '!/^#/ && ++n == %d { gsub(/\"/, \"\"); print $%d }' '%s'", k, c, tables.'-classes.txt'))
of_summary(name) = real(system(sprintf("awk '$1 == \"\\\"%s\\\"\" { print $2 }' '%s'", name, tables.'-summary.txt')))
classes = int(system(sprintf("grep -vc '^#' '%s'", tables.'-classes.txt')))
best_epoch = real(system(sprintf("awk '!/^#/ && $4 == 1 { print $1 }' '%s'", history)))
first_line(k) = system(sprintf("sed -n '%dp' '%s'", k, tables.'.out'))
stats confusion using 3 nooutput
most = STATS_max

set multiplot
eval head(first_line(1), 'slide 59: «разделить на train/test», «реализовать minibatch», «посчитать метрики качества»')

# ---------------------------------------------------------------------- left: the errors

eval panel(130, 550, 150, 770, first_line(4), '')
set xlabel 'epoch'
set ylabel 'mean cross-entropy (logarithmic)' offset 1,0
set logscale y
set format y '%g'
set key at graph 0.97,0.97 right top Right noreverse
set arrow 1 from best_epoch, graph 0 to best_epoch, graph 1 nohead linetype 8
plot history using 1:2 with lines linetype 1 title 'learned from', \
     history using 1:3 with lines linetype 2 title 'stopped by', \
     NaN with lines linetype 8 title 'weights that are kept'
eval headed
unset arrow 1
unset logscale

# ------------------------------------------------------------------ middle: the confusion

eval panel(650, 1050, 150, 770, sprintf('test: accuracy %.4f, Matthews %.4f', of_summary('accuracy'), of_summary('mcc')), '')
set xlabel 'called'
set ylabel 'is' offset 0,0
set xrange [-0.5:classes - 0.5]
set yrange [classes - 0.5:-0.5]
unset grid
set for [k = 1:classes] xtics add (of_class(1, k) k - 1)
set for [k = 1:classes] ytics add (of_class(1, k) k - 1)
set xtics scale 0 rotate by (classes > 4 ? 0 : 20) right
set ytics scale 0
unset colorbox
unset key
set palette defined (0 '#FFFFFF', 1 '#0072B2')
cell(r) = int(r) % classes
line_of(r) = int(r) / classes
plot confusion using (cell($0)):(line_of($0)):3 with image, \
     confusion using (cell($0)):(line_of($0)):($3 > 0 ? sprintf('%d', $3) : ''):($3 > 0.5 * most ? 0xFFFFFF : 0x000000) \
         with labels font large textcolor rgb variable

# --------------------------------------------------------------------------- right: ROC

eval panel(1150, 1570, 150, 770, 'ROC, each class against the rest', '')
set xlabel 'share of the rest called so (logarithmic)'
set ylabel 'share of the class called so' offset 1,0
set xtics scale 0.6 norotate autofreq
set ytics scale 0.6 autofreq
set grid
set logscale x
set xrange [0.001:1]
set yrange [0.5:1.01]
set format x '%g'
set key at graph 0.97,0.04 right bottom Right noreverse
plot for [k = 1:classes] roc using (column(1) == k - 1 ? (column(4) > 0 ? column(4) : 0.001) : NaN):5 \
         with lines linetype (k - 1) % 8 + 1 linewidth (k > 8 ? 5 : 2.5) \
         title sprintf('%s, area %.4f', of_class(1, k), real(of_class(5, k)))
unset multiplot
