# layers_two.gp - slide 25: regions of two layers that are not convex, and one that needs three.
# Usage, from the project's root: gnuplot -c plots/layers_two.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'
load 'plots/regions.gp'

votes = system(sprintf("sed -n 's/.*layers: \\(at least [0-9]* of [0-9]* lines\\).*/\\1/p' '%s.out'", tables))
set multiplot
eval head('threshold units: two layers are not always convex, and sometimes not enough', \
    'slide 25: «два обрабатывающих слоя - выпуклая разделяющая поверхность», corrected after Huang and Lippmann (1987)')
eval text(9, legend, width / 2., 830, 'center font small')
what = "'".votes."' 'inside all outer lines, beyond an inner one' 'both neurons or neither: x₁ x₂ ≥ 0'"
do for [k = 0:2] {
    net = 6 + k
    left = 90 + 510 * k
    eval panel(left, left + 430, 160, 590, sprintf('%s layers, %s', k == 2 ? 'three' : 'two', shape(net)), \
        word(what, k + 1))
    eval text(8, sprintf('middles of pairs that lie outside: %.1f %%', dents(net)), left + 215, 705, \
        'center font small')
    eval region_axes
    eval 'plot '.image(net).','.first_layer(net).(k == 1 ? ','.points : '')
    eval headed
    unset label 9
}
unset multiplot
