# as_printed.gp - slides 36, 45, 46, 47: a method as the slide prints it (TABLES-printed) and as it
# should be (TABLES), on the same axes; the whole of both runs, and how they part.
# Usage, from the project's root: gnuplot -c plots/as_printed.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'
load 'plots/training.gp'

right = history
printed = tables.'-printed-history.txt'
method = run[:strstrt(run, ' on ')-1]

# ---------------------------------------------------------- how the printed one ends
# Its result is missing if its error became no finite number: then it has no row for that iteration.

first_error(file) = real(system(sprintf("awk '!/^#/ { print $3; exit }' '%s'", file)))
ended = int(system(sprintf("grep -c '^results' '%s-printed.out'", tables))) > 0
stats printed using 3 name 'printed' nooutput
stats right using 3 name 'right' nooutput
start = first_error(right)
last = int(printed_records)
last_error = real(system(sprintf("tail -n 1 '%s' | cut -d ' ' -f 3", printed)))
how = !ended ? sprintf('the error is no finite number at iteration %d', last + 1) \
    : printed_min == printed_max ? sprintf('stands still: %.5f in all %d iterations', last_error, last) \
    : sprintf('above its start of %.5f after %d iterations: %.5f', start, last, last_error)

# ---------------------------------------------------------------- where they part
# The first iteration at which one error is half as large again as the other, or only one is left.

parted = int(system(sprintf( \
    "awk '/^#/ { next } FNR == NR { a[$1] = $3; next } \
    !($1 in a) || $3 > 1.5 * a[$1] || a[$1] > 1.5 * $3 { print $1; found = 1; exit } \
    END { if (!found) print FNR }' '%s' '%s'", printed, right)))
window = parted < 4 ? 10 : 3 * parted
window = window < right_records ? window : int(right_records)

stats printed using ($1 <= window ? $3 : 1/0) name 'near' nooutput
stats right using ($1 <= window ? $3 : 1/0) name 'by' nooutput
highest = near_max > by_max ? near_max : by_max
highest = highest < 30 * start ? highest : 30 * start

# ------------------------------------------------------------------------ the panels

axes = 'set logscale y; set xlabel "iteration" offset 0,0.3;' \
    .'set ylabel "error E (logarithmic)" offset 0,0; set key off;'
numbers(high, low) = high / low > 6 ? '(2*10.**k, 5*10.**k)' \
    : '(2*10.**k, 3*10.**k, 4*10.**k, 5*10.**k, 6*10.**k, 7*10.**k, 8*10.**k, 9*10.**k)'
tics(low, high) = log10(high) - log10(low) > 12 ? 'set ytics autofreq format "%g";' \
    : 'set ytics autofreq format "%h"; set for [k=-9:9] ytics add '.numbers(high, low).';'

# A twentieth of the axis stays free above and below, up to the largest number there is.
free(low, high) = 10 ** (0.05 * (log10(high) - log10(low)))
padded(high, low) = log10(high) + log10(free(low, high)) < 307 ? high * free(low, high) : 1e307
range(low, high) = sprintf('set yrange [%g:%g];', low / free(low, high), padded(high, low)) \
    .tics(low, high)
curves(m) = sprintf('plot printed using 1:3 every ::0::%d %s title "as the slide prints it", ', m - 1, drawn(m, 1)) \
    .sprintf('right using 1:3 every ::0::%d %s title "right", ', m - 1, drawn(m, 2)) \
    .'printed using (last):(last_error) every ::::0 with points pointtype 2 pointsize 2.2 linewidth 3' \
    .' linecolor rgb black title "its end: '.how.'";'

eval head(slide.method.', as printed and right', run[strstrt(run, ' on ')+4:])
set multiplot

lowest = printed_min < right_min ? printed_min : right_min
above = printed_max > right_max ? printed_max : right_max
longest = last > right_records ? last : int(right_records)
eval panel(150, 770, 135, 720, 'the whole of both runs', '')
eval axes
eval range(lowest, above)
eval count(longest, 6)
set xrange [1 - 0.02 * longest:longest * 1.04]
eval curves(longest)
eval headed

eval panel(930, 1550, 135, 720, sprintf('the first %d iterations', window), '')
eval axes
eval range(by_min, highest)
eval count(window, 6)
set xrange [1 - 0.02 * window:window * 1.02]
set key Left reverse samplen 3
eval key(800, 850)
eval curves(window)

unset multiplot
