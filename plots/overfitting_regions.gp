# overfitting_regions.gp - slide 59: what a net has learnt at the end, at the early stop, with decay.
# Usage, from the project's root: gnuplot -c plots/overfitting_regions.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

region = tables.'-region.txt' # x1 x2 end stop decay
points = tables.'-points.txt' # x1 x2 class part
of(line, field) = real(system(sprintf("awk 'NR == %d { print $%d }' '%s-summary.txt'", line + 1, field, tables)))
run = system(sprintf("sed -n 1p '%s.out'", tables))

set palette defined (0 tint_2, 0.5 '#FFFFFF', 1 tint_1)
set cbrange [0:1]
unset colorbox
set grid front
set xrange [-3.025:3.025]
set yrange [-3.025:3.025]
set xtics 1
set ytics 1
set xlabel 'x₁, standardised' offset 0,0.4
set ylabel 'x₂, standardised' offset 1,0

# The border, where both classes are equally likely.
set contour base
unset surface
set cntrparam levels discrete 0.5
set table $border_1
splot region using 1:2:3
set table $border_2
splot region using 1:2:4
set table $border_3
splot region using 1:2:5
unset table
unset contour
set surface

set multiplot
eval head(sprintf('%d neurons: by heart, stopped in time, and with a price on the weights', of(1, 1)), \
    'slide 59; '.run)
eval text(9, 'shading and border: the answer of the net; points: the training examples of both classes', \
    width / 2., 800, 'center font small')
do for [k = 1:3] {
    left = 90 + 510 * (k - 1)
    name = k == 1 ? sprintf('epoch %d, no decay', of(1, 2)) : \
        k == 2 ? sprintf('early stopping, epoch %d', of(2, 2)) : \
        sprintf('epoch %d, decay ρ = %g', of(3, 2), of(3, 3))
    eval panel(left, left + 450, 190, 640, name, \
        sprintf('E: training %.3f, test %.3f; %.1f %% wrong', of(k, 4), of(k, 6), 100 * of(k, 7)))
    unset key
    if (k > 1) { unset ylabel }
    plot region using 1:2:(column(k + 2)) with image, \
         (k == 1 ? '$border_1' : k == 2 ? '$border_2' : '$border_3') using 1:2 with lines linetype 5 linewidth 2, \
         points using 1:($3 == 0 && $4 == 0 ? $2 : NaN) with points linetype 1 pointsize 1.1, \
         points using 1:($3 == 1 && $4 == 0 ? $2 : NaN) with points linetype 2 pointsize 1.2
    eval headed
    unset label 9
}
unset multiplot
