# bam.gp - slides 21 and 22: Kosko's two layers as the slide draws them, and pictures that bring back their partners.
# Usage, from the project's root: gnuplot -c plots/bam.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

pictures = tables.'-pictures.txt'
printed(k) = system(sprintf("sed -n %dp '%s.out'", k, tables))
blocks = int(system(sprintf("grep -c '^#' '%s'", pictures)))
wide(k) = int(system(sprintf("awk '/^#/ { b++; next } b == %d && NF { print NF; exit }' '%s'", k + 1, pictures)))
high(k) = int(system(sprintf("awk '/^#/ { b++; next } b == %d && NF { n++ } END { print n }' '%s'", k + 1, pictures)))
pairs = blocks / 4; shown = pairs < 5 ? pairs : 5

set multiplot
eval head(printed(1), 'slides 21 and 22: «двунаправленные - Коско»')

# ------------------------------------------------ left: the net, in pixels from the left top

set lmargin at screen 0; set rmargin at screen 1; set tmargin at screen 1; set bmargin at screen 0
set xrange [0:width]; set yrange [height:0]
unset border; unset tics; unset grid; unset key
big = font.',19'

xs = '120 240 360 680'; ys = '170 400 630'
do for [i = 1:4] {
    set arrow from word(xs, i),205 to word(xs, i),250 nohead linewidth 2 linecolor rgb black
    do for [j = 1:3] { set arrow from word(xs, i),250 to word(ys, j),590 heads filled size 12,14 linewidth 1.5 linecolor rgb blue }
}
do for [j = 1:3] { set arrow from word(ys, j),590 to word(ys, j),700 nohead linewidth 2 linecolor rgb black }
do for [i = 1:4] {
    set object i circle at word(xs, i),270 size 26 fillcolor rgb tint_2 fillstyle solid 1 border linecolor rgb black linewidth 2 front
    set label 10 + i 'x'.word('₁ ₂ ₃ ₙ', i) at word(xs, i),180 center font big
}
do for [j = 1:3] {
    set object 10 + j circle at word(ys, j),600 size 44 fillcolor rgb tint_1 fillstyle solid 1 border linecolor rgb black linewidth 2 front
    set label 20 + j 'y'.word('₁ ₂ ₘ', j) at word(ys, j),725 center font big
}
set label 31 '…' at 520,265 center font font.',30'
set label 32 '…' at 515,595 center font font.',30'
set label 33 'one matrix, used in both directions: y ← sign(Wᵀx), x ← sign(Wy)' at 400,810 center font normal textcolor rgb '#303030'
plot NaN notitle
eval headed
unset label; unset object; unset arrow

# ----------------------------------- right: each half, spoilt, and what it brings back

columns = wide(0) > wide(1) ? wide(0) : wide(1); rows = high(0) > high(1) ? high(0) : high(1)
dx = 1.6 * columns; dy = 1.2 * rows
eval panel(880, 1530, 165, 850, '', '')
set xrange [-0.5:4.15 * dx - 0.6 * columns]
set yrange [shown * dy - 0.2 * rows:-0.5]
unset colorbox
set palette defined (-1 '#F4F1E8', 1 '#202020')
set cbrange [-1:1]
at(c) = dx * c + (c > 1 ? 0.15 * dx : 0)
do for [c = 0:3] {
    set label (200 + c) (c % 2 == 0 ? 'spoilt' : 'brings back') at at(c) + columns / 2. - 0.5, graph 1.03 center font small
}
do for [r = 0:shown - 1] { do for [c = 0:2:2] {
    set arrow from at(c) + 1.12 * columns, dy * r + rows / 2. to at(c) + 1.42 * columns, dy * r + rows / 2. head filled size screen 0.008,18 linewidth 2 linecolor rgb '#303030'
} }
# Block of row r and column c: first layer first, each picture followed by its answer.
block(r, c) = (c < 2 ? 0 : 2 * pairs) + 2 * r + c % 2
plot for [k = 0:4 * shown - 1] pictures index block(k / 4, k % 4) matrix using ($1 + at(k % 4)):($2 + dy * (k / 4)):3 with image
unset multiplot
