# impulse.gp - slide 9: V, the gates, the conductances and the currents of an impulse.
# Usage, from the project's root: gnuplot -c plots/impulse.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

run = tables.'-run.txt'
current = system(sprintf("sed -n 's/^current: //; T; s,uA/cm^2,µA/cm²,; p' '%s.out'", tables))

stats run using 1 nooutput
set xrange [STATS_min:STATS_max]

set multiplot
eval head('the nerve impulse: '.current, \
    'slide 9: the four equations, integrated; no rule in them says when to fire')

eval panel(110, 740, 140, 420, 'the potential: inside minus outside; right: outside minus inside', '')
set ylabel 'V, mV from rest' offset 1.5,0
set yrange [-20:120]
set y2range [20:-120]
set y2tics 40
set ytics 40 nomirror
set y2label "V as in 1952, mV" offset -1,0
unset xlabel
set key off
plot run using 1:2 with lines linetype 1 notitle
eval headed

eval panel(110, 740, 520, 800, 'the gates', '')
unset y2label
unset y2tics
set ytics autofreq mirror
set ylabel 'share of open gates' offset 1.5,0
set yrange [-0.02:1.05]
set ytics 0.2
set xlabel 't, ms' offset 0,0.3
set key on at graph 0.575,0.97 right top maxrows 3
plot run using 1:3 with lines linetype 1 title 'n: potassium', \
     run using 1:4 with lines linetype 2 title 'm: sodium, opens', \
     run using 1:5 with lines linetype 3 title 'h: sodium, closes'

eval panel(920, 1570, 140, 420, 'the conductances', '')
set ylabel 'g, mS/cm²' offset 1.5,0
set yrange [0:*]
set ytics autofreq
unset xlabel
set key on at graph 0.98,0.95 right top maxrows 2
plot run using 1:6 with lines linetype 2 title 'sodium, g m³h', \
     run using 1:7 with lines linetype 1 title 'potassium, g n⁴'

eval panel(920, 1570, 520, 800, 'the currents, out of the cell', '')
set ylabel 'I, µA/cm²' offset 1.5,0
set yrange [-1500:1000]
set ytics 500
set xlabel 't, ms' offset 0,0.3
set key on at graph 0.98,0.03 right bottom maxrows 4
plot run using 1:8 with lines linetype 2 title 'sodium', \
     run using 1:9 with lines linetype 1 title 'potassium', \
     run using 1:10 with lines linetype 3 title 'leak', \
     run using 1:11 with lines linetype 5 title 'from outside, into it'
unset multiplot
