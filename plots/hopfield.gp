# hopfield.gp - slides 19 and 22: Hopfield's net as the slide draws it, and pictures on their way to rest.
# Usage, from the project's root: gnuplot -c plots/hopfield.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

pictures = tables.'-pictures.txt'
big = font.',19'
printed(k) = system(sprintf("sed -n %dp '%s.out'", k, tables))

set multiplot
eval head(printed(1), 'slides 19 and 22: «релаксационные - Хопфилд»')

# ------------------------------------------------ left: the net, in pixels from the left top

set lmargin at screen 0; set rmargin at screen 1; set tmargin at screen 1; set bmargin at screen 0
set xrange [0:width]; set yrange [height:0]
unset border; unset tics; unset grid; unset key

neurons = 5
place = '130 250 370 530 680'; name = '1 2 3 i n'; index = '₁ ₂ ₃ ᵢ ₙ'
px(k) = real(word(place, k))
bus(k) = 270 + 22. * k
cy = 510.; below_circle = 590.; radius = 32.

# A neuron's answer goes down and out, and back up at its left side to its own line.
do for [k = 1:neurons] {
    set arrow 10 + k from px(k),185 to px(k),bus(1) - 22 head filled size 14,18 linewidth 2 linecolor rgb black
    set arrow 20 + k from px(k),bus(1) - 22 to px(k),cy - radius head filled size 14,18 linewidth 2 linecolor rgb black
    set arrow 30 + k from px(k),cy + radius to px(k),690 head filled size 14,18 linewidth 2 linecolor rgb black
    set arrow 40 + k from px(k),below_circle to px(k) - 52,below_circle nohead linewidth 2 linecolor rgb blue
    set arrow 50 + k from px(k) - 52,below_circle to px(k) - 52,bus(k) nohead linewidth 2 linecolor rgb blue
    set arrow 60 + k from 60,bus(k) to 420,bus(k) nohead linewidth 2 linecolor rgb blue
    set arrow 70 + k from 450,bus(k) to 590,bus(k) nohead linewidth 2 linecolor rgb blue
    set arrow 80 + k from 615,bus(k) to 720,bus(k) nohead linewidth 2 linecolor rgb blue
    set object k circle at px(k),cy size radius fillcolor rgb '#FFFFFF' fillstyle solid 1 border linecolor rgb black linewidth 2 front
    set label 110 + k word(name, k) at px(k),cy center font big front
    set label 120 + k 'x'.word(index, k) at px(k),160 center font big
    set label 130 + k 'y'.word(index, k) at px(k),720 center font big
}
set label 141 '…' at 450,cy center font big
set label 142 '…' at 605,cy center font big
set label 143 'a dot is a weight wᵢⱼ = wⱼᵢ; no neuron hears itself' at 400,800 center font normal textcolor rgb '#303030'
set label 144 "input:\nwhere it\nbegins" at 745,160 center font small textcolor rgb '#303030'

# Where a line crosses the way into a neuron is a weight, but for the neuron's own line.
plot for [j = 1:neurons] for [k = 1:neurons] '+' using (px(k)):(j == k ? NaN : bus(j)) every ::0::0 \
         with points pointtype 7 pointsize 1.3 linecolor rgb vermillion, \
     for [k = 1:neurons] '+' using (px(k)):(below_circle) every ::0::0 with points pointtype 7 pointsize 0.8 linecolor rgb blue, \
     for [k = 1:neurons] '+' using (px(k) - 52):(bus(k)) every ::0::0 with points pointtype 7 pointsize 0.8 linecolor rgb blue
eval headed
unset label; unset object; unset arrow

# ----------------------------------- right: five pictures stored, spoilt, on their way, at rest

set autoscale
stats pictures matrix index 0 nooutput
columns = int(STATS_size_x); rows = int(STATS_size_y)
stored = int(system(sprintf("grep -c '^# at rest' '%s'", pictures)))
shown = stored < 5 ? stored : 5
dx = columns + 0.5 * columns; dy = rows + 0.18 * rows

eval panel(940, 1450, 150, 850, '', '')
set xrange [-1:4 * dx - 0.5 * columns]
set yrange [shown * dy:-0.5]
set border 0
unset colorbox
set palette defined (-1 '#F4F1E8', 1 '#202020')
set cbrange [-1:1]
do for [c = 1:4] { # the titles of the columns
    set label (200 + c) (c == 1 ? 'stored' : c == 2 ? 'spoilt' : c == 3 ? 'half a sweep' : 'at rest') at dx * (c - 1) + columns / 2. - 0.5, graph 1.03 center font small
}
plot for [k = 0:4 * shown - 1] pictures index k matrix using ($1 + dx * (k % 4)):($2 + dy * (k / 4)):3 with image
unset multiplot
