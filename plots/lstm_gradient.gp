# lstm_gradient.gp - slides 18 and 22: what is left of the gradient on its way back through time, and what comes of it.
# Usage, from the project's root: gnuplot -c plots/lstm_gradient.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'
set termoption enhanced

flow = tables.'-flow.txt'
learning = tables.'-learning.txt'
stats learning using 2 nooutput
longest = int(STATS_max)
line(pattern) = system(sprintf("sed -n 's/%s/\\1/p' '%s.out'", pattern, tables))
goal = real(line('.*solved: below \([0-9.]*\).*'))

set multiplot
eval head('the gradient through time: vanishing, and constant', sprintf('adding problem, lag %d; all of the error is at the last step', longest))
eval panel(120, 780, 130, 780, 'before training: the gradient on its way back', '')
set xlabel 'steps before the end'
set ylabel 'its length, as a part of that at the end (logarithmic)' offset 1,0
set logscale y
set format y '10^{%T}'
set xrange [0:*] noextend
set key at graph 0.03,0.04 left bottom Left reverse
plot flow using (strcol(1) eq 'Elman' ? $2 : NaN):3 with lines linetype 2 title "Elman's net: {/:Italic dE}/{/:Italic dh}_{/:Italic t}" enhanced, \
     flow using (strcol(1) eq 'LSTM' ? $2 : NaN):3 with lines linetype 1 title 'LSTM: {/:Italic dE}/{/:Italic dc}_{/:Italic t}' enhanced, \
     flow using (strcol(1) eq 'LSTM,f=1' ? $2 : NaN):3 with lines linetype 5 linewidth 3 title 'LSTM with {/:Italic f} = 1: the carousel of 1997' enhanced
eval headed

eval panel(930, 1560, 130, 780, 'training', '')
set xlabel 'iteration'
set ylabel 'mean |y - d| (logarithmic)' offset 1,0
set yrange [0.004:1]
set format y '%g'
set ytics (0.01, 0.1, 1)
set key at graph 0.97,0.72 right top noreverse Right
plot learning using (strcol(1) eq 'Elman' && $2 == longest ? $3 : NaN):4 with lines linetype 2 title "Elman's net", \
     learning using (strcol(1) eq 'LSTM' && $2 == longest ? $3 : NaN):4 with lines linetype 1 title 'LSTM', \
     1 / 3. with lines linetype 5 title 'who always says 1', \
     goal with lines linetype 8 title 'solved'
unset multiplot
