# training.gp - what the figures of all training programs share: what the program printed, the
# table of its history, and the panels drawn from it. Wants `tables` and the style.

# ---------------------------------------------- what the program printed, as slides title it

line(pattern) = system(sprintf("grep -m1 '%s' '%s.out'", pattern, tables))
run = line(' on .*: net ')       # RProp on points: net 2-20-10-2 tanh softmax, ...
first_half = system(sprintf("grep '^iter:' '%s.out' | sed -n 1p", tables))
second_half = system(sprintf("grep '^iter:' '%s.out' | sed -n 2p", tables))
test_result = line('^results')   # results - points: 1399, error: ...
accuracy = line('^test accuracy')  # test accuracy 0.9886 (16 wrong), ...

name = system(sprintf("basename '%s'", tables)) # slide-40-rprop-points
later = int(system("echo '".name."' | grep -cE -- '-(rmsprop|adam|muon)-'")) # than the lecture
slide = strstrt(name, 'slide-') == 1 ? (later ? 'After slide ' : 'Slide ').word(system("echo '".name."' | tr - ' '"), 2).' – ' : ''
colon = strstrt(run, ':')
eval head(slide.run[:colon-1], run[colon+2:].'; '.accuracy[:strstrt(accuracy, ')')])

# ------------------------------------------------------- the history, in the lecture's halves

history = tables.'-history.txt'
stats history using 1 nooutput
n = int(STATS_records)
half = (n + 1) / 2

# A history of few iterations is drawn with its points, one of many with a thinner line, since
# an error may go up and down with each. An axis counts in ones, twos or fives.
drawn(m, type) = sprintf(m > 300 ? 'with lines linetype %d linewidth 1.6' : \
    m > 40 ? 'with lines linetype %d' : 'with linespoints linetype %d', type)
round_up(x, ten) = x <= ten ? ten : x <= 2 * ten ? 2 * ten : x <= 5 * ten ? 5 * ten : 10 * ten
step(m, numbers) = m <= 10 ? 1 : round_up(m / real(numbers), 10 ** floor(log10(m / real(numbers))))
count(m, numbers) = sprintf('set xtics %d;', step(m, numbers))

draw_part(from, to) = count(to - from, 7) \
    .'set xlabel "iteration" offset 0,0.3; set ylabel "error E" offset 1.5,0; set key off;' \
    .sprintf('plot history using 1:3 every ::%d::%d %s', from - 1, to - 1, \
             drawn(to - from, 1))
part_1 = draw_part(1, half)
part_2 = draw_part(half, n)

# Both errors in one picture: what the slides do not show. An axis of less than two decades has
# 1, 2, 5 for its numbers, a longer one the powers of ten. The key stands where the other panels
# have their captions, since curves can be anywhere inside: eval key(x, y) goes before.
stats history using 4:5 nooutput
least = STATS_min_x < STATS_min_y ? STATS_min_x : STATS_min_y
most = STATS_max_x > STATS_max_y ? STATS_max_x : STATS_max_y
decades = log10(most / least)
log_tics = sprintf('set yrange [%g:%g];', least / 1.15, most * 1.15).'set ytics autofreq format "%h";' \
    .(decades > 2 ? '' : 'set for [k=-9:9] ytics add (2*10.**k, 5*10.**k);')
both = 'set logscale y; set xlabel "iteration" offset 0,0.3;' \
    .'set ylabel "error E (log)" offset 1.5,0; set key Left reverse maxrows 1 samplen 2.5;' \
    .log_tics.count(n, 5) \
    .sprintf('plot history using 1:4 %s title "training", ', drawn(n, 1)) \
    .sprintf('"" using 1:5 %s title "test";', drawn(n, 2)) \
    .'unset logscale y; set yrange [*:*]; set ytics autofreq'
