# axon_block.gp - slides 3 and 7-9: one axon, wide at one end; an impulse from the thin end, and one from the wide.
# Usage, from the project's root: gnuplot -c plots/axon_block.gp TABLES FILE.png|FILE.svg
# TABLES-back is the run from the other end.

tables = ARG1
to = ARG2
load 'plots/style.gp'

array run[2] = [tables, tables.'-back']
fate(k) = system(sprintf("grep -E '^The impulse' '%s.out'", run[k]))
part(k) = system(sprintf("sed -n '2{s/ um/ µm/;s/^From/from/;s/,[^,]*,[^,]*\\.$//p}' '%s.out'", run[k]))
from(k, n) = real(system(sprintf("sed -n '2s/From \\(.*\\) to \\(.*\\) mm.*/\\%d/p' '%s.out'", n, run[k])))
what = system(sprintf("sed -n '1{s/ um/ µm/;s/^An \\(.*\\) C: .*/\\1 °C/p}' '%s.out'", tables))
stats run[1].'-field.txt' using 2 name 'place' nooutput
stats run[1].'-field.txt' using 1 name 'one' nooutput
stats run[2].'-field.txt' using 1 name 'two' nooutput
length = place_max + place_min

set palette defined (-12 '#9CC3DD', 0 '#FFFFFF', 30 '#F2C879', 60 '#D55E00', 85 '#7A2A8C', 100 '#101040')
set cbrange [-12:100]
set xrange [0:length]
set yrange [0:one_max < two_max ? one_max : two_max]
set xlabel 'place, mm from the end with the shock' offset 0,0.3
set ylabel 'time, ms' offset 1,0
unset grid
unset key
unset colorbox

set multiplot
eval head('a one-way street: where an axon widens, an impulse can end', what)
array title[2] = ['from the thin end', 'from the wide end']
do for [k = 1:2] {
    if (k == 2) {
        set colorbox user origin at_x(1465), at_y(760) size 15. / width, 610. / height
        set cblabel 'V, mV from rest' offset 0.5,0
    }
    eval panel(110 + 720 * (k - 1), 720 + 720 * (k - 1), 150, 760, title[k].'; '.part(k), fate(k))
    set arrow 3 from from(k, 1), graph 0 to from(k, 1), graph 1 nohead dashtype (6,4) linewidth 1.5 front
    set arrow 4 from from(k, 2), graph 0 to from(k, 2), graph 1 nohead dashtype (6,4) linewidth 1.5 front
    plot run[k].'-field.txt' using 2:1:3 with image
    if (k == 1) { eval headed }
}
unset multiplot
