# circuit.gp - slide 8: the membrane as a circuit, with the values of its parts.
# Usage, from the project's root: gnuplot -c plots/circuit.gp TABLES FILE.png|FILE.svg

tables = ARG1
to = ARG2
load 'plots/style.gp'

# The one line of numbers: C, the conductances, the potentials.
parts = tables.'-parts.txt'
array part[9]
do for [k = 1:9] { stats parts using (part[k] = column(k)) nooutput }

set multiplot
unset border
unset tics
unset grid
unset key
set xrange [0:1600]
set yrange [900:0]
eval margins(0, 1600, 0, 900)
eval head('the membrane is a circuit', \
    'slide 8: «эквивалентная схема мембраны аксона кальмара»; all branches side by side between the water and the axoplasm')

n = 10
wire(x1, y1, x2, y2) = sprintf( \
    'set arrow from %g,%g to %g,%g nohead linewidth 2.5 linecolor rgb black;', x1, y1, x2, y2)
box(x, y) = sprintf('set object rectangle center %g,%g size 44,110 fillstyle empty border linecolor rgb black linewidth 2.5 front;', x, y)
slanted(x, y) = sprintf('set arrow from %g,%g to %g,%g head filled size 18,20 linewidth 2 linecolor rgb vermillion;', \
    x - 60, y + 65, x + 60, y - 65)
say(s, x, y, how) = sprintf('set label "%s" at %g,%g %s noenhanced;', s, x, y, how)
# The long plate is the positive pole.
battery(x, y, up) = wire(x - 38, y + (up ? -9 : 9), x + 38, y + (up ? -9 : 9)) \
    .wire(x - 18, y + (up ? 9 : -9), x + 18, y + (up ? 9 : -9)) \
    .say('+', x - 55, y + (up ? -14 : 14), 'center font large')
branch(x) = wire(x, 200, x, 300).wire(x, 410, x, 551).wire(x, 569, x, 700).box(x, 355)

# The rails and the two terminals.
eval wire(220, 200, 1320, 200)
eval wire(220, 700, 1320, 700)
eval wire(770, 130, 770, 200)
eval wire(770, 700, 770, 770)
eval say('в: внешняя среда (вода), outside', 800, 135, 'left')
eval say('а: внутренняя среда (аксоплазма), inside', 800, 770, 'left')

# The capacitor.
eval wire(220, 200, 220, 441).wire(220, 459, 220, 700)
eval wire(165, 441, 275, 441).wire(165, 459, 275, 459)
eval say(sprintf('C = %g µF/cm²', part[1]), 300, 450, 'left')

eval branch(560).slanted(560, 355).battery(560, 560, 1)
eval say('gK = gKmax n⁴', 630, 330, 'left')
eval say(sprintf('gKmax = %g mS/cm²', part[3]), 630, 365, 'left font small')
eval say(sprintf('at rest %.3f', part[9]), 630, 395, 'left font small')
eval say(sprintf('VK = %g mV', part[6]), 630, 560, 'left')

eval branch(940).slanted(940, 355).battery(940, 560, 0)
eval say('gNa = gNamax m³h', 1010, 330, 'left')
eval say(sprintf('gNamax = %g mS/cm²', part[2]), 1010, 365, 'left font small')
eval say(sprintf('at rest %.4f', part[8]), 1010, 395, 'left font small')
eval say(sprintf('VNa = %+g mV', part[5]), 1010, 560, 'left')

eval branch(1320).battery(1320, 560, 0)
eval say('R = 1/gl, the leak', 1370, 340, 'left')
eval say(sprintf('gl = %g mS/cm²', part[4]), 1370, 370, 'left font small')
eval say(sprintf('Vl = %+g mV', part[7]), 1390, 545, 'left')
eval say('(the slide has no', 1390, 575, 'left font small')
eval say('battery here)', 1390, 597, 'left font small')

eval say('arrows: conductances that change with the potential and with time; the sign by a battery: its positive pole (potentials: inside minus outside, from rest)', 800, 845, 'center font small')
plot NaN notitle
unset multiplot
