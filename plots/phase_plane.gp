# phase_plane.gp - slide 9: V and n in a plane, with no current and with one.
# Usage, from the project's root: gnuplot -c plots/phase_plane.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

array of[2] = [tables.'-rest', tables]
array left[2] = [110, 910]
current(k) = system(sprintf("sed -n 's/^current: \\([-0-9.]*\\).*/\\1/p' '%s.out'", of[k]))
title(k) = current(k) eq '0' ? 'no current, after a shock of 10 mV: one impulse, and back to the rest' \
                             : sprintf('%s µA/cm²: round and round', current(k))
width_of_arrow = 3.6
height_of_arrow = 0.035

set multiplot
eval head('two of the four variables, in a plane', \
    'm follows V at once and h is a straight line over n; where the two curves cross nothing moves')

do for [k = 1:2] {
    eval panel(left[k], left[k] + 640, 130, 560, title(k), '')
    eval key(800, 640)
    set key maxrows 2 samplen 3 width 2
    if (k == 2) { set key off }
    set xrange [-14:116]
    set yrange [0:1]
    set xlabel 'V, mV from rest' offset 0,0.5
    set ylabel 'n, open potassium gates' offset 1.5,0
    plot of[k].'-field.txt' using ($1 - width_of_arrow / 2 * $3):($2 - height_of_arrow / 2 * $4):(width_of_arrow * $3):(height_of_arrow * $4) \
             with vectors head size 0.8,20 linewidth 1 linecolor rgb '#A0A0A0' notitle, \
         of[k].'-nullclines.txt' using 1:2 with lines linetype 3 title 'n stands still', \
         of[k].'-nullclines.txt' using 1:3 with lines linetype 2 title 'V stands still', \
         of[k].'-reduced.txt' using 2:3 with lines linetype 1 title 'the two equations', \
         of[k].'-full.txt' using 2:3 with lines linetype 5 dashtype (6,4) title 'all four', \
         of[k].'-crossings.txt' using 1:($3 == 1 ? $2 : NaN) with points pointtype 7 pointsize 1.4 linecolor rgb black title 'stable', \
         of[k].'-crossings.txt' using 1:($3 == 0 ? $2 : NaN) with points pointtype 6 pointsize 1.4 linewidth 2 linecolor rgb black title 'unstable'
    eval headed
}
set key off
do for [k = 1:2] {
    eval panel(left[k], left[k] + 640, 700, 820, '', '')
    set xrange [0:50]
    set yrange [-20:120]
    set ytics 40
    set xlabel 't, ms' offset 0,0.5
    set ylabel 'V, mV' offset 1.5,0
    plot of[k].'-reduced.txt' using 1:2 with lines linetype 1, \
         of[k].'-full.txt' using 1:2 with lines linetype 5 dashtype (6,4)
}
unset multiplot
