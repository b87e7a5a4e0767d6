# kohonen_cube.gp - slide 20: a map of the colour cube: the sheet in the cube, and its neurons' colours.
# Usage, from the project's root: gnuplot -c plots/kohonen_cube.gp TABLES FILE.png|FILE.svg|FILE.gif
# A .gif is animated: the sheet unfolds.

tables = ARG1
to = ARG2
load 'plots/style.gp'

maps = tables.'-maps.txt'
printed(k) = system(sprintf("sed -n %dp '%s.out'", k, tables))
shots = int(system(sprintf("grep -c '^# step' '%s'", maps)))
step(k) = system(sprintf("sed -n 's/^# step \\([0-9]*\\):.*/\\1/p' '%s' | sed -n %dp", maps, k + 1))
stats maps index 0 using 2:1 name 'sheet' nooutput
# A .gif has 256 colours: there, six levels of each of the three.
levels = to[strlen(to)-3:] eq '.gif' ? 5 : 255
byte(v) = 255 / levels * int(levels * (v < 0 ? 0 : v > 1 ? 1 : v) + 0.5)
rgb(r, g, b) = 65536 * byte(r) + 256 * byte(g) + byte(b)

first = shots - 1
if (to[strlen(to)-3:] eq '.gif') {
    first = 0
    small = font.',9'; large = font.',15'
    set tics font small
    set terminal gif animate delay 12 loop 0 size 1200,675 font font.',10' background '#ffffff' noenhanced
    set output to
}

do for [k = first:shots + (first == 0 ? 14 : -1)] {
    shot = k < shots ? k : shots - 1
    set multiplot
    eval head(printed(1), 'step '.step(shot).'; slide 20: «соревновательные - Кохонен»')
    set lmargin -1; set rmargin -1; set tmargin -1; set bmargin -1
    set origin 0,0; set size 0.56,0.92
    set border 4095
    set grid
    set view 62, 33, 1, 1.1
    set xyplane at 0
    set xrange [0:1]; set yrange [0:1]; set zrange [0:1]
    set xtics 0.5; set ytics 0.5; set ztics 0.5
    set xlabel 'red' offset 0,-0.6; set ylabel 'green' offset 0,-0.6; set zlabel 'blue' offset 0,0
    unset key
    splot maps index shot using 3:4:5 with lines linecolor rgb '#707070' linewidth 1.5 dashtype solid, \
          maps index shot using 3:4:5:(rgb($3, $4, $5)) with points pointtype 7 pointsize 1.5 linecolor rgb variable
    eval headed
    set origin 0,0; set size 1,1
    eval panel(950, 1540, 170, 760, 'the sheet, each neuron in its colour', '')
    set border 31
    unset grid
    set xrange [-0.5:sheet_max_x + 0.5]; set yrange [sheet_max_y + 0.5:-0.5]
    set xtics 4; set ytics 4
    set xlabel 'column of the sheet'; set ylabel 'row of the sheet'
    plot maps index shot using 2:1:(byte($3)):(byte($4)):(byte($5)) with rgbimage
    unset multiplot
}
