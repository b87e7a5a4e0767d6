# layers.gp - slide 24: the regions of one, two and three layers on the same data.
# Usage, from the project's root: gnuplot -c plots/layers.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'
load 'plots/regions.gp'

set multiplot
eval head('one, two and three layers on the same data: a ring, its hole, and what is around it', \
    'slide 24: «один слой - гиперплоскость, два - выпуклая разделяющая поверхность, три - поверхность любой формы»')
eval text(6, 'threshold units, by hand', 50, 280, 'center rotate by 90')
eval text(7, 'sigmoids, trained', 50, 653, 'center rotate by 90')
eval text(8, legend, width / 2., 880, 'center font small')
number = "one two three"
do for [net = 0:5] {
    layer = net % 3
    left = 145 + 505 * layer
    top = 120 + 373 * (net / 3)
    eval panel(left, left + 315, top, top + 315, sprintf('%s layer%s, %s: %.1f %% right', \
        word(number, layer + 1), layer == 0 ? '' : 's', shape(net), right(net)), '')
    eval region_axes
    if (net < 3) { unset xlabel; set format x '' } else { set format x '%g' }
    eval 'plot '.image(net).','.first_layer(net).','.points
    eval headed
    unset label 6; unset label 7; unset label 8
}
unset multiplot
