# saddle.gp - slide 49: gradient descent, Newton's step and the damped one on a map with a saddle.
# Usage, from the project's root: gnuplot -c plots/saddle.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

map = tables.'-map.txt'
line(pattern) = system(sprintf("grep -m1 '%s' '%s.out'", pattern, tables))
walk(name) = tables.'-'.name.'.txt'
ends(title) = system(sprintf("sed -n 's/^%s *to .* steps: \\(.*\\), eigen.*/\\1/p' '%s.out'", title, tables))

stats map using 1:2 name 'map' nooutput

# Lines of equal E, and the one through the saddle.
set contour base
set cntrparam levels incremental -0.25,0.125,2.5
unset surface
set table $levels
splot map using 1:2:3
set cntrparam levels discrete 0
set table $through
splot map using 1:2:3
unset table
unset contour
set surface

set multiplot

# ------------------------------------------------------------------------- left: the map

eval head("Slide 49 – Newton's step leads to a level place, and that may be a saddle", \
          line('^E = '))
eval panel(90, 1010, 110, 690, 'three walks from one start', '')
set xlabel 'x' offset 0,0.3
set ylabel 'y' offset 1,0
set xrange [map_min_x:map_max_x]
set yrange [map_min_y:map_max_y]
set cbrange [0:1]
set palette defined (0 '#FFFFFF', 1 tint_2)
unset colorbox
unset grid
eval key(550, 830)
set key Left reverse maxrows 4 samplen 3 width 2
plot map using 1:2:4 with image notitle, \
     $levels using 1:2 with lines linewidth 1 dashtype solid linecolor rgb '#A0A0A0' notitle, \
     $through using 1:2 with lines linewidth 2 dashtype (3,3) linecolor rgb black notitle, \
     walk('descent') using 2:3 with linespoints linetype 1 notitle, \
     walk('undamped') using 2:3 with linespoints linetype 2 pointsize 1.6 notitle, \
     walk('damped') using 2:3 with linespoints linetype 3 pointsize 1.2 notitle, \
     walk('descent') using 2:3 every ::0::0 with points pointtype 6 pointsize 2.4 linewidth 3 \
         linecolor rgb black notitle, \
     keyentry with linespoints linetype 1 title 'gradient descent', \
     keyentry with linespoints linetype 2 pointsize 1.6 title 'Newton, undamped', \
     keyentry with linespoints linetype 3 pointsize 1.2 title 'Newton, damped', \
     keyentry with points pointtype 6 pointsize 2.4 linewidth 3 linecolor rgb black title 'start', \
     keyentry with boxes fillstyle solid noborder linecolor rgb tint_2 \
         title 'undamped: to the saddle', \
     keyentry with lines linewidth 1 dashtype solid linecolor rgb '#A0A0A0' title 'lines of equal E', \
     keyentry with lines linewidth 2 dashtype (3,3) linecolor rgb black title 'E as at the saddle'
eval headed

# ---------------------------------------------------------------- right: how fast they arrive

eval panel(1150, 1560, 110, 690, 'distance to where the walk ends', '')
set xlabel 'step' offset 0,0.3
set ylabel 'distance (logarithmic)' offset 0.5,0
set grid linewidth 1 dashtype (3,4) linecolor rgb '#909090'
set xrange [0:40]
set yrange [1e-12:4]
set logscale y
set format y '%h'
eval key(1355, 820)
set key Left reverse maxrows 3 samplen 3 width 0
plot walk('descent') using 1:5 with linespoints linetype 1 title 'gradient descent: '.ends('gradient descent'), \
     walk('undamped') using 1:5 with linespoints linetype 2 pointsize 1.6 title 'Newton, undamped: '.ends('Newton, undamped'), \
     walk('damped') using 1:5 with linespoints linetype 3 pointsize 1.2 title 'Newton, damped: '.ends('Newton, damped')

unset multiplot
