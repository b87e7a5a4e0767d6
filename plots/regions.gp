# regions.gp - what the two figures of 01_neuron/layers share. Needs `tables` and style.gp.

region = tables.'-region.txt'
data = tables.'-data.txt'
lines = tables.'-lines.txt'
stats region using 1 nooutput
edge = STATS_max
half_pixel = edge / (sqrt(STATS_records) - 1)
stats data using ($4 == 1 ? $1 : NaN) nooutput
stride = int(STATS_records / 500.)
stride = stride + (stride % 2 == 0) # the classes take turns, so every second point would be of one

# What the program's summary says of a net.
summary(net, column) = real(system(sprintf("awk '$1 == %d { print $%d }' '%s-summary.txt'", \
    net, column, tables)))
right(net) = 100 * summary(net, 4) / summary(net, 5)
dents(net) = 100 * summary(net, 7) / summary(net, 6)
shape(net) = system(sprintf("awk '$1 == %d { print $8 }' '%s-summary.txt'", net, tables))

set palette defined (0 '#FFFFFF', 1 tint_2)
set cbrange [0:1]
unset colorbox
unset key
set clip two
set grid front

range = '[-edge - half_pixel:edge + half_pixel];'
region_axes = 'set xrange '.range.'set yrange '.range."set xtics 1; set ytics 1;" \
    ."set xlabel 'x₁' offset 0,0.6; set ylabel 'x₂' offset 1.5,0;"

legend = 'shaded: the answer of the net; thin lines: where a neuron of the first layer has s = 0; ' \
    .'points: examples of the test, ▲ ring, ○ not'

image(net) = sprintf('region using 1:2:(column(%d)) with image', net + 3)
first_layer(net) = sprintf('lines using ($1 == %d ? $2 : NaN):3:($4 - $2):($5 - $3) with vectors nohead ' \
    .'linetype 5 linewidth 0.8', net)
points = 'data using 1:($3 == 1 && $4 == 1 ? $2 : NaN) every stride with points linetype 2 pointsize 0.4,' \
    .'data using 1:($3 == 0 && $4 == 1 ? $2 : NaN) every stride with points linetype 1 pointtype 6 pointsize 0.4 linewidth 1.5'
