# stochastic_neuron.gp - slide 15: how often the stochastic neuron fires, and how fast that is known.
# Usage, from the project's root: gnuplot -c plots/stochastic_neuron.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

frequency = tables.'-frequency.txt'
confidence = system(sprintf("sed -n 's/.*interval of \\([0-9.]* %%\\).*/\\1/p' '%s.out'", tables))
p(s) = 1 / (1 + exp(-s))

set multiplot
eval head('the stochastic neuron: y = 1 with probability p = 1 / (1 + exp(-s)), else 0', \
    'slide 15: «стохастическая, выход нейрона с вероятностью p равен 1 и (1-p) равен 0»')

# ---------------------------------------------------- left: p, and what a hundred trials say

eval panel(110, 780, 150, 770, 'frequency of the answer 1 after 100 trials', '')
set xlabel 'state s'
set ylabel 'probability p, frequency f'
set xrange [-4.5:4.5]
set yrange [-0.02:1.02]
set key at graph 0.04,0.96 left top Left reverse
plot p(x) with lines linetype 1 title 'p = 1 / (1 + exp(-s))', \
     frequency using 1:($3 == 100 ? $4 : NaN):5:6 with yerrorbars linetype 2 dashtype solid pointsize 1.2 \
         title 'f of 100 trials, with its interval of '.confidence
eval headed

# -------------------------------------------------------- right: the distance from p, by n

eval panel(930, 1570, 150, 770, 'distance of the frequency from p', '')
set xlabel 'number of trials n (logarithmic)'
set ylabel '|f - p| (logarithmic)' offset 1,0
set logscale xy
set xrange [6:1.7e6]
set yrange [1e-6:1]
set format x '10^{%T}'
set format y '10^{%T}'
set termoption enhanced
set key at graph 0.04,0.06 left bottom Left reverse
plot 0.5 / sqrt(x) with lines linetype 1 title 'standard deviation for p = 1/2: 1 / (2√n)', \
     frequency using 3:($1 != 0 ? abs($4 - $2) : NaN) with points linetype 2 pointsize 1.2 \
         title 'states from -4 to 4, but 0', \
     frequency using 3:($1 == 0 ? abs($4 - $2) : NaN) with points linetype 5 pointsize 1.6 linewidth 3 \
         title 'state 0, where p = 1/2'
unset multiplot
