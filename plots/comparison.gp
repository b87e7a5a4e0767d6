# comparison.gp - slides 33-56: the time to train three small nets, method by method.
# Usage, from the project's root: gnuplot -c plots/comparison.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

array problem[3] = ['sin', 'parity', 'cancer']
array title[3] = ['sine, 1-5-1', 'parity of three bits, 3-10-10-1', 'breast cancer, 30-5-5-2']
table_of(k) = tables.'-'.problem[k].'.txt'
limit_of(k, how) = real(system(sprintf("awk '/^[^#]/ && $3 != \"-\" { x = %s; if (!n++ || x < low) low = x; if (x > high) high = x } END { print %s }' '%s'", how eq 'low' ? '$5' : '$6', how, table_of(k))))
seeds = int(system(sprintf("awk '/^[^#]/ { print $9; exit }' '%s'", table_of(1))))
lines(k) = int(system(sprintf("grep -vc '^#' '%s'", table_of(k))))
# place, name, family, mean, least, most, failed; a mean of 0 where nobody arrived.
rows(k) = sprintf("< awk '/^[^#]/ { print ++n, $1, $2, $3 + 0, $5 + 0, $6 + 0, $8 }' '%s'", table_of(k))

set multiplot
eval head('the time to train a small net to a given error', \
    sprintf('%d starts: mean, and as a bar the shortest to the longest; milliseconds of a processor, logarithmic; a number: so many starts failed', seeds))
set logscale x
set border 3
set grid noytics
set xtics nomirror
set ytics nomirror font small
set format x '%g'
set style fill solid 0.5 noborder
set key font small samplen 1 Left reverse
array family[4] = ['one step size', 'a step size for each weight', 'curvature', "GSL's own"]
array shape[4] = [7, 9, 5, 4]

do for [k = 1:3] {
    low = limit_of(k, 'low'); high = limit_of(k, 'high')
    eval panel(195 + (k - 1) * 525, 195 + (k - 1) * 525 + 330, 130, 760, title[k], '')
    set yrange [lines(k) + 0.7:0.3]
    set xrange [low / 1.3:high * 2.5]
    set xlabel 'milliseconds' offset 0,0.3
    if (k == 2) { set key on vertical maxrows 2 width -2; eval key(800, 860) } else { set key off }
    plot rows(k) using ($4 > 0 ? $4 : 1/0):1:5:6:($1 - 0.3):($1 + 0.3) with boxxyerror linecolor rgb '#D4D4D4' notitle, \
         for [f = 0:3] rows(k) using ($4 > 0 && $3 == f ? $4 : 1/0):1:ytic(2) with points \
             pointtype shape[f + 1] pointsize 1.3 linecolor rgb word('#000000 #0072B2 #D55E00 #767676', f + 1) title family[f + 1], \
         rows(k) using ($4 > 0 ? 1/0 : high):1:ytic(2) with points pointtype 2 pointsize 1.4 linecolor rgb vermillion notitle, \
         rows(k) using (high * 2.3):1:($7 > 0 ? sprintf('%d', int($7)) : '') with labels right font small notitle
    if (k == 1) { eval headed }
}
unset multiplot
