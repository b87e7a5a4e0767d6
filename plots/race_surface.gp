# race_surface.gp - the paths of all methods over an error of two weights, a panel for each family.
# Usage, from the project's root: gnuplot -c plots/race_surface.gp TABLES FILE.png|FILE.svg|FILE.gif
# A .gif is animated: all methods go their steps at the same time, at first slowly, then faster.

tables = ARG1
to = ARG2
load 'plots/style.gp'

paths = tables.'-paths.txt'
surface = tables.'-surface.txt'
title_of = system(sprintf("head -n 1 '%s.out'", tables))
methods_of(f) = system(sprintf("awk '/^[^#]/ && $2 == %d && !seen[$3]++ { print $3 }' '%s'", f, paths))
block_of(name) = int(system(sprintf("awk '$3 == \"%s\" { print $1; exit }' '%s'", name, paths)))
array family[4] = ['the gradient, one step size for all weights', \
    'the gradient, a step size for each weight', 'directions that know of the curvature', "GSL's own"]

# Lines of equal error, each four times as high as the one before.
set contour base
set cntrparam levels discrete 0.001, 0.004, 0.016, 0.064, 0.256, 1.024, 4.1, 16.4, 65.5, 262
unset surface
set table $contours
splot surface using 1:2:3
unset table
unset contour
set surface
stats surface using 1:2 name 'place' nooutput
stats paths using 4 name 'iteration' nooutput

set xrange [place_min_x:place_max_x]
set yrange [place_min_y:place_max_y]
set xlabel 'x' offset 0,0.4
set ylabel 'y' offset 1,0
set key font small samplen 2.5 Left reverse
unset grid

left(f) = 100 + 770 * (f % 2)
top(f) = 130 + 385 * (f / 2)
array names[4]
array blocks[4]
do for [f = 0:3] {
    names[f + 1] = methods_of(f); blocks[f + 1] = ''
    do for [name in names[f + 1]] { blocks[f + 1] = blocks[f + 1].sprintf(' %d', block_of(name)) }
}

# The steps up to which paths are shown, a picture for each.
frames = sprintf('%d', iteration_max)
if (to[strlen(to)-3:] eq '.gif') {
    # 0, 1, 2, 3, ... and, after the first twenty, each a seventh later than the one before.
    small = font.',9'; large = font.',15'
    set tics font small
    set key font small
    set terminal gif animate delay 15 loop 0 size 1200,675 font font.',10' background '#ffffff' noenhanced
    set output to
    n = 0; frames = ''
    while (n < iteration_max) {
        frames = frames.sprintf(' %d', n)
        n = n < 20 ? n + 1 : int(ceil(n * 8 / 7.))
    }
    do for [k = 1:8] { frames = frames.sprintf(' %d', iteration_max) }
}

do for [frame in frames] {
    until = int(frame)
    set multiplot
    eval head(title_of, sprintf('paths of the methods, each with its best step size, up to step %s', frame))
    do for [f = 0:3] {
        eval panel(left(f), left(f) + 500, top(f), top(f) + 310, family[f + 1], '')
        if (f < 2) { unset xlabel } else { set xlabel 'x' offset 0,0.4 }
        set key at screen at_x(left(f) + 505), at_y(top(f)) left top
        if (names[f + 1] ne '') {
            plot $contours using 1:2 with lines linewidth 1 linecolor rgb '#B0B0B0' notitle, \
                 for [k = 1:words(names[f + 1])] paths index int(word(blocks[f + 1], k)) every ::::until \
                     using 5:6 with linespoints linetype k linewidth 1.5 pointsize 0.5 title word(names[f + 1], k)
        }
        if (f == 0) { eval headed }
    }
    unset multiplot
}
