# damping.gp - slide 55: a fit of two parameters, the ways that three scalings take, and what mu does.
# Usage, from the project's root: gnuplot -c plots/damping.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

surface = tables.'-surface.txt'
paths = tables.'-paths.txt'
fan = tables.'-fan.txt'

stats paths index 1 using 3 nooutput
farthest = STATS_max

# Contours of the logarithm: what is left of e'e above its least, in factors.
set contour base
unset surface
set cntrparam levels discrete 3.15, 3.4, 3.7, 4, 4.3, 4.6, 4.9, 5.15
set table $contours
splot surface using 1:2:(log10($3))
unset table
unset contour
set surface

set multiplot
eval head('damping on a curve of two parameters: six points, y = b₁ (1 − exp(−b₂ x))', \
    'slide 55: H ≈ JᵀJ + μ D, ΔW = H⁻¹ Jᵀe; each way begins at b₁ = 20, b₂ = 2')

# ------------------------------------------------------------ left: the plane and the ways

eval panel(110, 830, 130, 790, 'contours of eᵀe; where b₂ is large nothing tells the way back', '')
set xlabel 'b₁, mg/l'
set ylabel 'b₂, 1/day (logarithmic)' offset 1,0
set logscale y
set xrange [0:300]
set yrange [0.01:100]
set format y '%g'
set key at graph 0.97,0.03 right bottom Left reverse samplen 3 opaque
set grid front
set label 11 sprintf('on to b₂ = %.0e', farthest) at graph 0.35,0.96 left font small
plot $contours using 1:2 with lines linecolor rgb '#9FB4C6' linewidth 1.2 notitle, \
     fan using ($3 > 0 ? $2 : NaN):3 with lines linetype 8 linewidth 2 dashtype (2,4) \
         title 'where the first step may lead, all μ', \
     paths index 0 using 2:3 with linespoints linetype 2 pointsize 1.1 title 'D = 1 (Levenberg)', \
     paths index 1 using 2:3 with linespoints linetype 1 pointsize 1.1 title 'D = diag JᵀJ (the slide)', \
     paths index 2 using 2:3 with linespoints linetype 3 dashtype solid pointsize 1.1 \
         title 'D = largest diag JᵀJ (Moré)', \
     '+' using (20):(2) every ::0::0 with points pointtype 6 pointsize 2 linewidth 3 \
         linecolor rgb black title 'start', \
     '+' using (213.81):(0.54724) every ::0::0 with points pointtype 3 pointsize 2.2 linewidth 3 \
         linecolor rgb black title 'the least eᵀe'
eval headed
unset logscale y
unset label 11

# ---------------------------------------------------------------- right, top: the error

eval panel(960, 1570, 130, 410, 'sum of squares', '')
set xlabel 'iteration'
set ylabel 'eᵀe (logarithmic)' offset 1,0
set logscale y
set xrange [0:21]
set yrange [800:300000]
set format y '10^{%T}'
set termoption enhanced
set key at graph 0.98,0.95 right top Left reverse samplen 3
plot paths index 0 using 1:4 with linespoints linetype 2 notitle, \
     paths index 1 using 1:4 with linespoints linetype 1 notitle, \
     paths index 2 using 1:4 with linespoints linetype 3 dashtype solid notitle, \
     paths index 3 using 1:4 with linespoints linetype 4 title 'Moré, classic damping', \
     paths index 4 using 1:4 with linespoints linetype 6 title 'Moré, accelerated'

# ------------------------------------------------------------------ right, bottom: mu

eval panel(960, 1570, 520, 790, 'damping', '')
set ylabel 'μ (logarithmic)' offset 1,0
set yrange [1e-9:1e5]
set key at graph 0.98,0.97 right top Left reverse samplen 3
plot paths index 2 using 1:5 with linespoints linetype 3 dashtype solid title 'Moré, Nielsen''s rule', \
     paths index 3 using 1:5 with linespoints linetype 4 title 'Moré, classic: ten up, ten down', \
     paths index 1 using 1:5 with linespoints linetype 1 title 'the slide''s D, Nielsen''s rule'

unset multiplot
