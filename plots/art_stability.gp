# art_stability.gp - slide 22: what ART and a plain competitive net know before something new is learned, and after.
# Usage, from the project's root: gnuplot -c plots/art_stability.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

templates = tables.'-templates.txt'
printed(k) = system(sprintf("sed -n %dp '%s.out'", k, tables))
columns = int(system(sprintf("awk '!/^#/ && NF { print NF; exit }' '%s'", templates)))
rows = int(system(sprintf("awk '/^#/ && n { exit } !/^#/ && NF { n++ } END { print n }' '%s'", templates)))
# The blocks of one kind: from which one on, and how many.
from(kind) = int(system(sprintf("grep '^#' '%s' | grep -n '^# %s ' | head -n 1 | cut -d: -f1", templates, kind))) - 1
many(kind) = int(system(sprintf("grep -c '^# %s ' '%s'", kind, templates)))
name(k) = system(sprintf("grep '^#' '%s' | sed -n %dp | sed 's/.* //'", templates, k + 1))
array kind[4] = ['ART before', 'ART after', 'plain before', 'plain after']
array says[4] = ["ART: the\nletters are\nlearned", "the digits,\ntoo", "competitive\nnet: the\nletters are\nlearned", "the digits,\ntoo"]
across = 0
do for [r = 1:4] { across = many(kind[r]) > across ? many(kind[r]) : across }

set multiplot
eval head('learn the new and keep the old: the templates before and after ten digits', \
    'slide 22: «адаптивный резонанс - Гроссберг»; grey: where what a neuron stands for disagrees. Under each: the letters that went to it')
eval panel(150, 1580, 100, 880, '', '')
dx = 1.3 * columns; dy = 1.55 * rows
set xrange [-0.5:across * dx]
set yrange [4 * dy:-0.5]
unset border; unset tics; unset grid; unset key; unset colorbox
set palette defined (-1 '#FFFFFF', 0 '#A8A8A8', 1 '#000000')
set cbrange [-1:1]
do for [r = 1:4] {
    set label 100 + r says[r] at screen at_x(20),first dy * (r - 1) + 0.2 * rows left font small
    do for [j = 0:many(kind[r]) - 1] {
        set object (100 * r + j) rectangle from dx * j - 0.5,dy * (r - 1) - 0.5 to dx * j + columns - 0.5,dy * (r - 1) + rows - 0.5 fillstyle empty border linecolor rgb '#606060' linewidth 1 front
        set label (200 + 100 * r + j) name(from(kind[r]) + j) at dx * j + columns / 2. - 0.5,dy * (r - 1) + 1.13 * rows center font font.',10'
    }
}
# Every tile: its block, its row, its place.
list = ''
do for [r = 1:4] { do for [j = 0:many(kind[r]) - 1] { list = list.sprintf(' %d,%d,%d', from(kind[r]) + j, r, j) } }
part(s, k) = int(system(sprintf("echo '%s' | cut -d, -f%d", s, k)))
array block_of[words(list)]; array place_of[words(list)]; array row_of[words(list)]
do for [k = 1:words(list)] { block_of[k] = part(word(list, k), 1); row_of[k] = part(word(list, k), 2); place_of[k] = part(word(list, k), 3) }
plot for [k = 1:words(list)] templates index block_of[k] matrix using ($1 + dx * place_of[k]):($2 + dy * (row_of[k] - 1)):3 with image
unset multiplot
