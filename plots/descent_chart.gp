# descent_chart.gp - slide 29's flow chart, with the numbers of one run.
# Usage, from the project's root: gnuplot -c plots/descent_chart.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

# eta losses yes no gradients corrections
array N[6]
do for [k = 1:6] { stats tables.'-chart.txt' using (column(k)) nooutput; N[k] = STATS_max }
times(k) = sprintf('%d×', N[k])
threshold = system(sprintf("sed -n 's/.*until E < //p' '%s.out'", tables))

# A box around x, y in pixels, with two lines of text: what the slide says, and what it means.
boxes = 0
box(x, y, w, h, colour) = sprintf('set object %d rectangle center screen %g,%g size screen %g,%g ', \
    boxes, at_x(x), at_y(y), w / real(width), h / real(height)) \
    .sprintf('fillcolor rgb "%s" fillstyle solid border linecolor rgb black linewidth 1.5;', colour)
says(x, y, russian, english) = \
    text(100 + 2 * boxes, russian, x, y - 17, 'center font "DejaVu Sans,17"') \
    .text(101 + 2 * boxes, english, x, y + 17, 'center font small')
way(x1, y1, x2, y2, how) = sprintf('set arrow from screen %g,%g to screen %g,%g %s linewidth 2.5 linecolor rgb black;', \
    at_x(x1), at_y(y1), at_x(x2), at_y(y2), how)
count(tag, s, x, y) = text(tag, s, x, y, 'center font large textcolor "'.vermillion.'"')
head_on = 'head filled size screen 0.011,22'

unset border; unset xtics; unset ytics; unset key
set margins 0,0,0,0
set xrange [0:1]
set yrange [0:1]

eval head('gradient descent: the loop of every program that trains', \
    'slide 29: «градиентный спуск (GD)»; the red numbers: how often each way was taken with η = '.sprintf('%.4g', N[1]))

boxes = 1; eval box(560, 150, 620, 90, '#8FD3B6').says(560, 150, 'инициализировать веса сети w', 'choose the first weights')
boxes = 2; eval box(760, 310, 560, 90, '#B9D3EA').says(760, 310, 'вычисляем потерю E(w)', 'compute the loss')
boxes = 3; eval box(760, 745, 560, 100, '#B9D3EA').says(760, 745, 'значение градиента ∇E(w)', 'compute the gradient')
boxes = 4; eval box(235, 500, 350, 150, '#B9D3EA') \
    .text(108, 'корректируем параметры', 235, 460, 'center font "DejaVu Sans,15"') \
    .text(109, 'w := w - η ∇E(w)', 235, 500, 'center font "DejaVu Sans,19"') \
    .text(110, 'correct the parameters', 235, 540, 'center font small')
boxes = 6; eval box(1380, 600, 240, 110, '#F2B49A').says(1380, 600, 'конец работы', 'the end')
set object 20 polygon from screen at_x(760),at_y(415) to screen at_x(1060),at_y(520) \
    to screen at_x(760),at_y(625) to screen at_x(460),at_y(520) to screen at_x(760),at_y(415) \
    fillcolor rgb '#F7DE8B' fillstyle solid border linecolor rgb black linewidth 1.5
boxes = 7; eval says(760, 520, 'E < порога', 'is E below the threshold '.threshold.' ?')

eval way(560, 195, 560, 225, 'nohead').way(560, 225, 760, 225, 'nohead').way(760, 225, 760, 264, head_on)
eval way(760, 355, 760, 414, head_on)
eval way(760, 625, 760, 694, head_on)
eval way(1060, 520, 1380, 520, 'nohead').way(1380, 520, 1380, 544, head_on)
eval way(480, 745, 235, 745, 'nohead').way(235, 745, 235, 576, head_on)
eval way(235, 425, 235, 310, 'nohead').way(235, 310, 479, 310, head_on)

eval text(60, 'yes (да)', 1130, 495, 'center').text(61, 'no (нет)', 830, 655, 'center')
eval count(70, times(2), 830, 385).count(71, times(3), 1260, 490).count(72, times(4), 700, 655)
eval count(73, times(5), 350, 715).count(74, times(6), 350, 280)
plot NaN notitle
