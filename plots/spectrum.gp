# spectrum.gp - slide 50: all eigenvalues of a net's Hessian, where training starts and where it ends.
# Usage, from the project's root: gnuplot -c plots/spectrum.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

line(pattern) = system(sprintf("grep -m1 '%s' '%s.out'", pattern, tables))
number(pattern, k) = word(line(pattern), words(line(pattern)) - 2 + k)
run = line(' on .*: net ')

# An axis with a sign and thirteen powers of ten: logarithmic on both sides, straight within the
# smallest power that is drawn.
smallest = 1e-9
bent(y) = asinh(y / (2 * smallest)) / log(10)
unbent(y) = 2 * smallest * sinh(y * log(10))
set yrange [-bent(1):bent(100)]
set ytics ('0' 0)
do for [k=-8:2:2] { set ytics add (sprintf('10%s', k == -8 ? '⁻⁸' : k == -6 ? '⁻⁶' : k == -4 ? '⁻⁴' : k == -2 ? '⁻²' : k == 0 ? '⁰' : '²') bent(10.**k)) }
do for [k=-8:0:2] { set ytics add (sprintf('-10%s', k == -8 ? '⁻⁸' : k == -6 ? '⁻⁶' : k == -4 ? '⁻⁴' : k == -2 ? '⁻²' : '⁰') bent(-10.**k)) }

stats tables.'-before.txt' using 1:2 nooutput
n = STATS_max_x
set xrange [0:n + 1]
set xlabel 'rank of the eigenvalue' offset 0,0.3
set ylabel 'eigenvalue (logarithmic on both sides of 0)' offset 1,0

# Column k of the program's table: 1 before, 2 after.
facts(k) = sprintf('E = %s:  %s negative,  %s near 0,  %s positive,  largest %s', number('^error', k), \
    number('^negative', k), number('^near', k), number('^positive', k), number('^largest', k))
bars(file, sign, colour, title) = sprintf('"%s" using 1:(%s$2 > 0 ? bent($2) : NaN) ', file, sign) \
    .sprintf('with boxes fillstyle solid noborder linecolor rgb "%s" title "%s"', colour, title)
drawn(file) = 'plot '.bars(file, '-', blue, 'negative: a ridge, the error falls on both sides') \
    .', '.bars(file, '', orange, 'positive: a valley') \
    .sprintf(', "%s" using 1:(bent($2)) with points pointtype 7 pointsize 0.35 linecolor rgb black notitle', file)
set boxwidth 1

set multiplot
colon = strstrt(run, ':')
eval head('Slide 50 – '.run[:colon-1].': the spectrum of the Hessian', run[colon+2:])
eval panel(110, 790, 125, 725, 'before training', facts(1))
eval key(820, 860)
set key Left reverse maxrows 1 samplen 2 width 4
set xzeroaxis linetype 5
eval drawn(tables.'-before.txt')
eval headed
set key off
set ylabel ''
eval panel(890, 1570, 125, 725, 'after training', facts(2))
eval drawn(tables.'-after.txt')
unset multiplot
