# hopfield_valleys.gp - slide 19: where Hopfield's net comes to rest when it begins at random.
# Usage, from the project's root: gnuplot -c plots/hopfield_valleys.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

valleys = tables.'-valleys.txt'
set multiplot
stats valleys matrix index 0 nooutput
columns = int(STATS_size_x); rows = int(STATS_size_y)
found = int(system(sprintf("grep -c '^# Hebb' '%s'", valleys)))
across = 7; shown = found < 2 * across ? found : 2 * across
dx = 1.4 * columns; dy = 1.4 * rows
kind(k) = system(sprintf("sed -n 's/^# Hebb //p' '%s' | sed -n %dp | awk '{ print $1 \", \" $2 \"×\" }'", valleys, k + 1))

eval head('where random starts end: the states of rest found most often, Hebb''s rule', \
    'slide 19: «релаксационные - Хопфилд»; a picture and its negative are one state, each drawn as it was first found')

eval panel(40, 1560, 130, 880, '', '')
set xrange [-0.2 * columns:across * dx - 0.2 * columns]
set yrange [2 * dy - 0.1 * rows:-0.1 * rows]
unset border; unset tics; unset grid; unset key; unset colorbox
set palette defined (-1 '#F4F1E8', 1 '#202020')
set cbrange [-1:1]
do for [k = 0:shown - 1] {
    set label 100 + k kind(k) at dx * (k % across) + columns / 2. - 0.5,dy * (k / across) + rows * 1.1 center font normal
}
plot for [k = 0:shown - 1] valleys index k matrix using ($1 + dx * (k % across)):($2 + dy * (k / across)):3 with image
unset multiplot
