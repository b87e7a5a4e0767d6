# kohonen_data.gp - slide 20: the U-matrix of a map of data, with the classes that its neurons win, and the
# map's errors. Usage, from the project's root: gnuplot -c plots/kohonen_data.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

units = tables.'-units.txt'
errors = tables.'-errors.txt'
printed(k) = system(sprintf("sed -n %dp '%s.out'", k, tables))
classes = system(sprintf("sed -n '1s/.*each class: //p' '%s'", units))
n = words(classes)
stats units using 2:1 name 'sheet' nooutput

set multiplot
eval head(printed(1), 'slide 20: «соревновательные - Кохонен»; the map was not told the classes')

eval panel(100, 900, 170, 750, 'U-matrix: distance of a neuron''s point from those of its neighbours', '')
unset grid
set xrange [-0.5:sheet_max_x + 0.5]; set yrange [sheet_max_y + 0.5:-0.5]
set xtics 1; set ytics 1
set xlabel 'column of the sheet'; set ylabel 'row of the sheet'
set palette defined (0 '#FFFFFF', 0.25 '#D9D9D9', 0.6 '#8C8C8C', 1 '#404040')
set colorbox user origin screen at_x(920), screen at_y(750) size screen 0.012, 0.644
set cbtics font small
set cblabel 'u, in the units of the scaled inputs' offset 0.5,0
set key at screen at_x(500),at_y(112) center center horizontal noautotitle
array mark[8] = [7, 9, 5, 13, 2, 11, 4, 1]
plot units using 2:1:3 with image, \
     for [c = 0:n - 1] units using 2:($4 == c ? $1 : NaN) with points pointtype mark[c % 8 + 1] pointsize 2.2 \
         linecolor rgb word(vermillion.' '.blue.' '.green.' '.purple.' '.black.' '.orange.' '.sky.' '.grey, c % 8 + 1) \
         title word(classes, c + 1)
eval headed

eval panel(1130, 1520, 170, 420, 'quantisation error', '')
unset colorbox
unset key
set autoscale
set grid
set xtics autofreq; set ytics autofreq
set xlabel 'step t + 1 (logarithmic)'; unset ylabel
set logscale x
set format x '10^{%T}'
set termoption enhanced
set yrange [0:*]
plot errors using ($1 + 1):4 with lines linetype 1
eval panel(1130, 1520, 540, 750, 'topographic error, %', '')
plot errors using ($1 + 1):(100 * $5) with lines linetype 2
unset multiplot
