# axon.gp - slides 3 and 7-9: an impulse on its way along an axon, in space and time.
# Usage, from the project's root: gnuplot -c plots/axon.gp TABLES FILE.png|FILE.svg|FILE.gif
# A .gif is animated: the potential along the axon, as time goes on.

tables = ARG1
to = ARG2
load 'plots/style.gp'

field = tables.'-field.txt'
places = tables.'-places.txt'
what = system(sprintf("sed -n '1{s/ um/ µm/;s/^An \\(.*\\) C: .*/\\1 °C/p}' '%s.out'", tables))
fate = system(sprintf("grep -E '^(The impulse|Two impulses|One impulse|No impulse|After)' '%s.out'", tables))
stats field using 1 name 'time' nooutput
stats field using 2 name 'place' nooutput
last = time_max
length = place_max + place_min

# White at rest, black at the top: reads in grey.
set palette defined (-12 '#9CC3DD', 0 '#FFFFFF', 30 '#F2C879', 60 '#D55E00', 85 '#7A2A8C', 100 '#101040')
set cbrange [-12:100]
set xrange [0:length]

if (to[strlen(to)-3:] eq '.gif') {
    small = font.',9'; large = font.',15'
    set tics font small
    set terminal gif animate delay 8 loop 0 size 960,540 font font.',10' background '#ffffff' noenhanced
    set output to
    set xlabel 'place, mm' offset 0,0.4
    set ylabel 'V, mV from rest' offset 1,0
    set yrange [-20:110]
    unset key
    frames = time_blank + 0
    do for [k = 0:frames - 1] {
        set multiplot
        eval head('an impulse on its way: '.what, fate)
        eval panel(120, 1540, 140, 780, '', '')
        stats field every :::k::k using 1 name 'now' nooutput
        set label 5 sprintf('%.2f ms', now_min) at graph 0.97, 0.93 right
        plot 0 with lines linetype 8 linewidth 1 notitle, \
             field every :::k::k using 2:3 with lines linetype 1
        eval headed
        unset multiplot
    }
    exit
}

set multiplot
eval head('an impulse on its way: '.what, fate)

eval panel(110, 760, 140, 780, 'the potential in space and time', '')
set xlabel 'place, mm from the left end' offset 0,0.3
set ylabel 'time, ms' offset 1,0
set yrange [0:last]
set colorbox user origin at_x(785), at_y(780) size 15. / width, 640. / height
set cblabel 'V, mV from rest' offset 0.5,0
unset grid
set key at graph 0.97,0.06 right bottom
set key off
plot field using 2:1:3 with image notitle, \
     places using 1:($2 > 0 ? $2 : NaN) with lines linetype 5 linewidth 1.2 notitle
eval headed
unset colorbox
set grid

eval panel(1000, 1490, 140, 780, 'the potential along the axon, every half millisecond', '')
set ylabel 'V, mV from rest; the curves are 40 mV apart' offset 1,0
set xlabel 'place, mm from the left end' offset 0,0.3
step = 10 # rows of the field: half a millisecond
n = int(time_blank) / step
n = n > 12 ? 12 : n
set yrange [-30:40 * (n - 1) + 120]
set ytics 40
set format y ''
do for [k = 0:n - 1] {
    set label 20 + k sprintf('%.1f ms', 0.5 * k) at first length, 40 * k left offset 0.7,0 font small
}
plot for [k = n - 1:0:-1] field every :::(step * k)::(step * k) using 2:($3 + 40 * k) with lines \
    linetype 1 linecolor rgb (k % 2 ? blue : vermillion) dashtype solid linewidth 2 notitle
unset multiplot
