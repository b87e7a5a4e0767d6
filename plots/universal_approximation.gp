# universal_approximation.gp - slide 23: one hidden layer against a curve and a surface.
# Usage, from the project's root: gnuplot -c plots/universal_approximation.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

curve = tables.'-curve.txt'
surface = tables.'-surface.txt'
errors = tables.'-errors.txt'
name(n) = system(sprintf("sed -n '2s/.*one variable: *\\([a-z]*\\) *two variables: *\\([a-z]*\\).*/\\%d/p' '%s.out'", \
    n, tables))
neurons(table) = system(sprintf("sed -n 's/^# neurons: //p' '%s'", table))

# The fitted lines: number i is kind i % 3 for one variable, then for two.
kinds = 'threshold ReLU tanh'
slopes(i, column) = real(system(sprintf("awk '!/^#/ && n++ == %d { print $%d }' '%s-slopes.txt'", i, column, tables)))
array slope[6]; array factor[6]; array last[6]
do for [i = 1:6] {
    slope[i] = slopes(i - 1, 3); factor[i] = slopes(i - 1, 4); last[i] = slopes(i - 1, 5)
}
line(i, x) = x < 8 || x > last[i] ? NaN : exp(factor[i]) * x ** slope[i]
label(i) = word(kinds, (i - 1) % 3 + 1).(last[i] > 0 ? sprintf(', slope %.2f', slope[i]) : '')

# Level lines of the surface and of the tanh net.
stats surface using 3 nooutput
step = (STATS_max - STATS_min) / 8.
low = STATS_min; high = STATS_max
unset surface; set contour base
set cntrparam levels incremental low + step / 2, step, high
set table $wanted
splot surface using 1:2:3
set table $answer
splot surface using 1:2:6
unset table; unset contour; set surface

set multiplot
eval head('one hidden layer comes as near as you like, at a price in neurons', \
    'slide 23: «теоретическое обоснование моделей ИНС» (Kolmogorov, Arnold, Hecht-Nielsen; Cybenko, Hornik and others)')

# ------------------------------------------------------------------ above: one variable

eval panel(110, 760, 120, 410, name(1).', and nets of '.neurons(curve).' hidden neurons', '')
set xlabel 'x' offset 0,0.6
set ylabel 'y'
stats curve using 1 nooutput
set xrange [STATS_min:STATS_max]
set key at graph 0.02,0.97 left top Left reverse samplen 2
plot curve using 1:2 with lines linetype 8 dashtype solid linewidth 5 title 'wanted', \
     for [k = 0:2] curve using 1:3 + k with lines linetype (k == 2 ? 1 : k + 2) title word(kinds, k + 1)
eval headed

# Errors and their lines; the ones of one variable come first in all lists.
error_plot(v) = "plot 0.001 with lines linetype 5 linewidth 1 title '0.001'," \
    .sprintf("for [k = 0:2] errors using ($1 == %d ? $2 : NaN):3 + k with points linetype (k == 2 ? 1 : k + 2) " \
        ."pointsize 1 notitle, for [k = 0:2] line(%d + k, x) with lines linetype (k == 2 ? 1 : k + 2) title label(%d + k)", \
        v, 3 * v - 2, 3 * v - 2)
log_axes = "set logscale xy; set xlabel 'hidden neurons N (logarithmic)' offset 0,0.6; " \
    ."set ylabel 'root mean square error (log.)' offset 0.5,0; stats errors using 2 nooutput; " \
    ."set xrange [0.9:STATS_max * 1.1]; set yrange [*:*]; set xtics (1, 2, 4, 8, 16, 32, 64, 128, 200);" \
    ."set termoption enhanced; set format y '10^{%T}'; set samples 500; set key at graph 0.03,0.04 left bottom Left reverse"

eval panel(950, 1570, 120, 410, 'error on other points, one variable', '')
eval log_axes
eval error_plot(1)

# ----------------------------------------------------------------- below: two variables

eval panel(950, 1570, 515, 805, 'error on other points, two variables (median of the draws)', '')
eval error_plot(2)

unset logscale
set format y '%g'
set xtics autofreq
set termoption noenhanced
eval panel(290, 580, 515, 805, name(2).', level lines; and '.neurons(surface).' hidden neurons, tanh', '')
set xlabel 'x₁' offset 0,0.6
set ylabel 'x₂'
stats surface using 1 nooutput
half = (STATS_max - STATS_min) / 39. / 2.
set xrange [STATS_min - half:STATS_max + half]
set yrange [STATS_min - half:STATS_max + half]
set cbrange [low:high]
set palette defined (0 '#FFFFFF', 1 '#E39A66')
set colorbox user origin screen at_x(600),at_y(805) size screen 14. / width,290. / height noborder
set key at screen at_x(435),at_y(880) center center horizontal
set grid front
plot surface using 1:2:6 with image notitle, \
     $wanted using 1:2 with lines linetype 8 dashtype solid linewidth 4 title 'wanted', \
     $answer using 1:2 with lines linetype 1 title 'tanh'
unset multiplot
