# art.gp - slide 22: adaptive resonance as the slide draws it, and the number of categories at each vigilance.
# Usage, from the project's root: gnuplot -c plots/art.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

vigilance = tables.'-vigilance.txt'

set multiplot
eval head('ART1: how fine the categories are, and when learning ends', 'slide 22: «адаптивный резонанс - Гроссберг»')

# ------------------------------------------------ left: the net, in pixels from the left top

set lmargin at screen 0; set rmargin at screen 1; set tmargin at screen 1; set bmargin at screen 0
set xrange [0:width]; set yrange [height:0]
unset border; unset tics; unset grid; unset key
big = font.',20'

place = '270 350 430 560'
row = '190 470 640'
do for [r = 1:3] {
    y = real(word(row, r))
    set object r rectangle from 225,y - 42 to 605,y + 42 fillstyle empty border linecolor rgb black linewidth 2.5
    do for [i = 1:4] {
        set object 10 * r + i circle at word(place, i),y size 24 fillcolor rgb word(tint_1.' #FFFFFF '.tint_2, r) fillstyle solid 1 border linecolor rgb black linewidth 2 front
    }
    set label 10 + r '…' at 495,y - 4 center font font.',24' front
}
do for [i = 1:4] {
    do for [j = 1:4] { set arrow from word(place, i),446 to word(place, j),214 heads filled size 9,14 linewidth 0.9 linecolor rgb '#606060' }
    set arrow from word(place, i),616 to word(place, i),494 head filled size 12,16 linewidth 2 linecolor rgb black
    set arrow from word(place, i),760 to word(place, i),664 head filled size 12,16 linewidth 2 linecolor rgb black
}
set object 50 circle at 110,470 size 38 fillcolor rgb '#FFFFFF' fillstyle solid 1 border linecolor rgb black linewidth 2.5 front
set label 50 'G' at 110,470 center font big front
set object 51 rectangle from 690,434 to 762,506 fillcolor rgb '#FFFFFF' fillstyle solid 1 border linecolor rgb black linewidth 2.5 front
set label 51 'R' at 726,470 center font big front
# From the input and from the categories to the gain; from there to the comparison.
set arrow from 225,640 to 110,640 nohead linewidth 2 linecolor rgb black
set arrow from 110,640 to 110,510 head filled size 14,18 linewidth 2 linecolor rgb black
set arrow from 225,190 to 110,190 nohead linewidth 2 linecolor rgb black
set arrow from 110,190 to 110,430 head filled size 14,18 linewidth 2 linecolor rgb black
set arrow from 148,470 to 222,470 head filled size 14,18 linewidth 2 linecolor rgb black
# From the input and the comparison to the reset; from there to the categories.
set arrow from 605,640 to 726,640 nohead linewidth 2 linecolor rgb black
set arrow from 726,640 to 726,508 head filled size 14,18 linewidth 2 linecolor rgb black
set arrow from 605,470 to 688,470 head filled size 14,18 linewidth 2 linecolor rgb black
set arrow from 726,434 to 726,190 nohead linewidth 2 linecolor rgb black
set arrow from 726,190 to 608,190 head filled size 14,18 linewidth 2 linecolor rgb black
set label 60 'X' at 415,790 center font big
set label 61 "T\n\nB" at 225,310 center font big
set label 62 'input I' at 496,704 center font small textcolor rgb '#303030'
set label 63 'I AND t' at 496,547 center font small textcolor rgb '#303030'
set label 64 'categories' at 415,132 center font small textcolor rgb '#303030'
set label 65 'gain' at 110,535 left offset 1,0 font small textcolor rgb '#303030'
set label 66 'reset, ρ' at 740,535 left font small textcolor rgb '#303030'
set label 67 'Y¹' at 640,160 center font big
set label 68 'Y⁰' at 640,445 center font big
plot NaN notitle
eval headed
unset label; unset object; unset arrow

# ------------------------------------------------------------------ right: categories, passes

eval panel(930, 1560, 140, 480, 'categories of the letters', '')
set border 31
set xrange [-0.02:1.02]
set yrange [0:38]
set tics font small
set xtics 0.2; set ytics autofreq
set ylabel 'categories' offset 1,0
set grid
set key at graph 0.03,0.95 left top Left reverse
plot for [c = 0:1] vigilance index c using ($2 + 0.006 * (c - 0.5)):3:4:5 with yerrorbars linetype c + 1 dashtype solid pointsize 1.2 \
    title (c ? 'black pixels alone' : 'complement coded').': mean, least, most of all orders'
eval panel(930, 1560, 580, 780, 'passes until no template changes, the most of all orders', '')
set xlabel 'vigilance ρ'
set ylabel 'passes' offset 1,0
set ytics 1
set yrange [0:4.7]
unset key
plot for [c = 0:1] vigilance index c using 2:6 with linespoints linetype c + 1 pointsize 1.2
unset multiplot
