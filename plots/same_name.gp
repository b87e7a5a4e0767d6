# same_name.gp - slides 36-47: iterations of one name's forms, median with the best and the worst.
# Usage, from the project's root: gnuplot -c plots/same_name.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

medians = tables.'-medians.txt'
array names[4] = ['RProp', 'QuickProp', 'AdaDelta', 'NAG']
array how[4] = ['first step, bounds, what a flip does', 'a sum or a mean over the examples', \
    'memory and ε', 'schedule of μ']
most = int(system(sprintf("sed -n 's/.*at most //p' '%s'", medians)))
seeds = int(system(sprintf("awk '/^[^#]/ { print $NF; exit }' '%s'", medians)))
forms(k) = int(system(sprintf("awk '$1 == %d' '%s' | wc -l", k, medians)))
# A form's rows: its place, its name, median, best, worst (0 where that many seeds did not arrive), reached.
rows(k) = sprintf("< awk '$1 == %d { n = split($0, part, \"\\\"\"); $0 = part[3]; printf \"%%d \\\"%%s\\\" %%s %%s %%s %%s\\n\", ++row, part[2], $1 + 0, $2 + 0, $3 + 0, $4 }' '%s'", k, medians)

set multiplot
eval head('the same name, different constants: iterations to the same error', \
    sprintf('points, %d seeds: median and, as a bar, the best to the worst; a cross: fewer than half of the seeds in %d iterations', seeds, most))

set logscale x
set border 3
set grid noytics
set xrange [30:most * 1.15]
set xtics nomirror (30, 50, 100, 200, 500, 1000, 2000)
set ytics nomirror
set key off
set style fill solid 0.35 noborder

do for [k = 0:3] {
    column_left = k % 2 == 0 ? 240 : 1040
    top_edge = k < 2 ? 130 : 600
    eval panel(column_left, column_left + 500, top_edge, k < 2 ? 490 : 790, names[k + 1].': '.how[k + 1], '')
    set yrange [forms(k) + 0.6:0.4]
    set xlabel 'iterations' offset 0,0.4
    plot rows(k) using ($4 > 0 ? $4 : 1/0):1:4:($5 > 0 ? $5 : most):($1 - 0.22):($1 + 0.22):ytic(2) \
             with boxxyerror linecolor rgb sky, \
         rows(k) using ($3 > 0 ? $3 : 1/0):1 with points pointtype 7 pointsize 1.4 linecolor rgb black, \
         rows(k) using ($3 > 0 ? 1/0 : most):1:ytic(2) with points pointtype 2 pointsize 1.6 linewidth 3 linecolor rgb vermillion, \
         rows(k) using (most):1:($6 < seeds ? sprintf('%d of %d', int($6), seeds) : '') with labels right offset -1.5,0 font small
    if (k == 0) { eval headed }
}
unset multiplot
