# membrane.gp - slide 6: a membrane's potential against what it lets through, and against the potassium outside.
# Usage, from the project's root: gnuplot -c plots/membrane.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

ratio = tables.'-ratio.txt'
potassium = tables.'-potassium.txt'
points = tables.'-points.txt'
what = system(sprintf("sed -n '1s/^The \\(.*\\) at \\(.*\\) C: .*/\\1 at \\2 °C/p' '%s.out'", tables))
point(k) = real(system(sprintf("awk '/^[^#]/ { print $%d }' '%s'", k, points)))
e_k = point(1); e_na = point(2); rest = point(4); peak = point(5)

set multiplot
eval head('the potential of a membrane, made of concentrations: '.what, \
    'slide 6: «изменяемая проницаемость мембраны»; the formula of Goldman, Hodgkin and Katz')

eval panel(120, 860, 140, 780, 'the impulse in one curve: the permeability for sodium goes up, and down again', '')
set xlabel 'P_{Na} / P_K (logarithmic)' enhanced
set ylabel 'potential V, mV, inside minus outside' offset 1,0
set logscale x
set xrange [1e-3:1e3]
set yrange [-100:80]
set format x '10^{%T}'
set termoption enhanced
set key at graph 0.97,0.05 right bottom Left reverse
set label 10 sprintf("sodium's own potential, %.1f mV", e_na) at graph 0.03, first e_na + 5 font small
set label 11 sprintf("potassium's, %.1f mV", e_k) at graph 0.03, first e_k - 5 font small
set label 12 sprintf("rest: P_{Na} = %g P_K, V = %.1f mV", point(6), rest) \
    at point(6), rest offset 1.5,-0.3 font small
set label 13 sprintf("top of the impulse: P_{Na} = %g P_K, V = %.1f mV", point(7), peak) \
    at point(7), peak offset -1.5,0.6 right font small
plot e_na with lines linetype 3 notitle, e_k with lines linetype 2 notitle, \
     ratio using 1:2 with lines linetype 1 title 'V', \
     points using 6:4 with points linetype 5 pointtype 7 pointsize 1.6 notitle, \
     points using 7:5 with points linetype 5 pointtype 7 pointsize 1.6 notitle
eval headed
unset label 10; unset label 11; unset label 12; unset label 13

eval panel(990, 1560, 140, 780, 'the rest, with more or less potassium outside', '')
set xlabel 'potassium outside, mM (logarithmic)'
set ylabel 'potential at rest, mV' offset 1,0
set xrange [1:1000]
set yrange [-160:40]
set format x '%g'
set key at graph 0.97,0.05 right bottom Left reverse
plot potassium using 1:3 with lines linetype 2 title "potassium's own potential (Nernst)", \
     potassium using 1:2 with lines linetype 1 title 'V, with sodium and chloride', \
     points using 8:4 with points linetype 5 pointtype 7 pointsize 1.6 title 'as it is'
unset multiplot
