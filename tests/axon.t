#!/bin/sh
# axon: what is printed of an impulse on its way is what the equations have, and every option does what it says.
. tests/tap.sh
axon=./02_hodgkin_huxley/axon

# value PATTERN: the number at its \1 in what was printed.
value() {
    sed -n "s/.*$1.*/\\1/p" "$out"
}
speed='between .* mm: \([-0-9.]*\) m\/s'
exact='without a grid: \([0-9.]*\) m'
arrival='far end after \([0-9.]*\) ms'

run $axon --tables "$scratch/t"
holds "$(value "$speed") > 18.7 && $(value "$speed") < 18.76" "the speed of the defaults, within 0.2 % of 18.732"
[ "$(value "$exact")" = 18.73214 ]
ok $? "and by shooting 18.73214 m/s"
[ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "a bare run fits a screen"
cp "$out" "$scratch/bare"
awk '/^[^#]/ { n++; x[n] = $1; t[n] = $2; if ($4 != 1 || $3 < 90 || $3 > 130 || $2 <= last) exit bad = 1; last = $2 }
    END { if (bad || n != 400) exit 1; v = (x[300] - x[200]) / (t[300] - t[200]); exit !(v > 18.71 && v < 18.722) }' "$scratch/t-places.txt"
ok $? "every cell fires once, one after the other, at that speed"
awk '/^[^#]/ { n++; if ($1 < 0.0001 && $3 * $3 > 1e-6) exit bad = 1; if ($3 > 50 && $1 > 0.3 && $1 < 5 && ($2 / 18.72 - $1) ^ 2 > 0.5) exit bad = 1 }
    /^$/ { blocks++ } END { exit bad || n != 200 * blocks || blocks < 100 }' "$scratch/t-field.txt"
ok $? "the picture: at rest at first, and then a band along the line"

# The wave scales: lengths with the root of a/R, nothing else.
run $axon --radius 952 --length 200 --dx 0.5 --electrode 2
cp "$out" "$scratch/wide"
awk 'FNR == 1 { f++ } /mm: .* m\/s/ && / speed between/ { v[f] = $(NF - 1) } END { d = v[2] / v[1] - 2; exit d * d > 1e-9 }' "$scratch/bare" "$scratch/wide"
ok $? "four times the radius on a grid twice as long: twice the speed, digit for digit"
run $axon --resistivity 141.6 --length 50 --dx 0.125 --electrode 0.5
awk 'FNR == 1 { f++ } / speed between/ { v[f] = $(NF - 1) } END { d = v[2] / v[1] - 0.5; exit d * d > 1e-9 }' "$scratch/bare" "$out"
ok $? "four times the resistivity: half"
# Rates, conductances and 1/C are all times: twice each, everything twice as fast, K too (3^(log 2/log 3) = 2).
run $axon --celsius 24.809297535714575 --g-na 240 --g-k 72 --g-l 0.6 --dt 0.0025 --pulse 0.1 --shock 4000 \
    --length 70.71067811865476 --dx 0.1767766952966369 --electrode 0.7071067811865476
awk 'FNR == 1 { f++ } /without a grid/ { sub(/.*K = /, ""); k[f] = $1 + 0 } / speed between/ { v[f] = $(NF - 1) }
    END { d = v[2] / v[1] - sqrt(2); e = k[2] / k[1] - 2; exit !(d * d < 1e-9 && e * e < 1e-12) }' "$scratch/bare" "$out"
ok $? "all membrane times halved: the root of two in speed, K twice"
run $axon --celsius 34
grep -q "The impulse dies" "$out"
ok $? "heat ends it"
run $axon --celsius 6.3
holds "$(value "$speed") > 12.2 && $(value "$speed") < 12.4" "cold slows it, to 12.3 m/s at 6.3 degrees"
run $axon --shock 200
grep -q "No impulse starts" "$out" && ! grep -q "between .* m/s" "$out"
ok $? "a weak shock fires nothing"
run $axon --shock 200 --electrode 20
grep -q "far end" "$out"
ok $? "along 20 mm it does"
run $axon --shock 200 --pulse 2
grep -q "far end" "$out"
ok $? "nor is it too weak for 2 ms"
run $axon --time 2
grep -q "After 2 ms it has come to 3[67]" "$out"
ok $? "--time ends a run"
run $axon --length 50 --dx 1 --dt 0.02
[ "$(value "An axon of \([0-9]*\) mm")" = 50 ] && grep -q ": 50 cells, steps of 0.02 ms" "$out"
ok $? "--length, --dx and --dt"

run $axon --far 0
grep -Eq "meet at (49.88|50.12) mm" "$out" && grep -q "no place fires more than once" "$out"
ok $? "two impulses meet in the middle and end"
run $axon --far 0.5
awk '/^ / { if ($1 <= 50 && $3 < 18 || $1 > 60 && $3 > -18) exit bad = 1; n++ } END { exit bad || n != 9 }' "$out"
ok $? "before that they go in opposite directions"
# 0.5 ms later it has to go 0.5 ms less: the meeting is 0.25 ms of way to the right of the middle.
awk '/meet at/ { for (i = 1; i < NF; i++) if ($i == "at") d = $(i + 1) - (50 + 0.25 * 18.7); exit d * d > 0.1 }' "$out"
ok $? "and meet where their times agree"
run $axon --far 6
grep -q "which fires nothing" "$out"
ok $? "just behind an impulse the axon cannot be fired"
run $axon --far 12
grep -q "which fires one back" "$out"
ok $? "some time later it can"

run $axon --stretch 50,100 --stretch-radius 1428
grep -q "The impulse dies: it has come to 4" "$out"
ok $? "from thin to six times as thick: no way"
run $axon --stretch 0,50 --stretch-radius 1428
grep -q "far end" "$out"
ok $? "the other way there is"
run $axon --stretch 50,54 --stretch-g-na 0
grep -q "jumped over" "$out" && grep -q "far end" "$out"
ok $? "a short gap without sodium channels is jumped over"
run $axon --stretch 50,60 --stretch-g-na 0
grep -q "The impulse dies" "$out"
ok $? "a long one is not"
late=$(value "$arrival")
run $axon --stretch 50,70 --stretch-celsius 0
late=$(value "$arrival")
holds "$late > 5.9 && $late < 7" "a cooled stretch delays"
run $axon --stretch 50,70 --stretch-celsius 45
grep -q "The impulse dies: it has come to 5" "$out"
ok $? "a heated one blocks"

run $axon --convergence --tables "$scratch/c"
awk '/^[^#]/ { n++; e[n] = $5 < 0 ? -$5 : $5; s[n] = $1 } END { if (n != 13) exit 1
    for (k = 3; k <= n; k++) if (s[k] == s[k-1] && s[k] == s[k-2] && (e[k-1] / e[k] < 3.3 || e[k-1] / e[k] > 4.7)) exit 1
    exit e[13] > 3e-4 }' "$scratch/c-convergence.txt"
ok $? "on finer grids the error falls as the square"
awk '/^[^#]/ { last[b + 0] = $2; seen = 1 } /^$/ { if (seen) b++; seen = 0 } END { for (k = 0; k < 6; k++)
    if (k % 2 ? last[k] > -50 : last[k] < 150) exit 1; exit b != 6 }' "$scratch/c-shots.txt"
ok $? "K too large is lost above, too small below"

# Another membrane: by the names of the options.
run $axon --c 2
grep -q "far end" "$out"
holds "$(value "$speed") < 15" "twice the capacity is slower"
run $axon --g-na 20
grep -q "The impulse dies" "$out"
ok $? "little sodium conductance is not enough"
run $axon --v-na 100
holds "$(value "$speed") < 18.5" "nor is a lower potential of sodium as fast"
run $axon --g-k 18
holds "$(value "$speed") > 19" "half of potassium's conductance: faster"
run $axon --v-l 30
holds "$(value "$speed") < 18.4" "a leak that lifts the rest closes some h gates: slower"
run $axon --g-l 3
holds "$(value "$speed") < 18.7" "a larger leak slows it"
run $axon --v-k -30
holds "$(value "$speed") < 18.7" "a lower potential of potassium slows it"

run $axon --quiet
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
run $axon --help
[ "$status" = 0 ] && grep -q "lecture 14, slides 3, 7-9" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"
for option in length radius resistivity dx dt time electrode pulse c stretch-radius; do
    refuses 2 "--$option: '0'" $axon --$option 0
    refuses 2 "--$option: '-1'" $axon --$option -1
done
for option in g-na g-k g-l stretch-g-na far; do
    refuses 2 "--$option: '-1'" $axon --$option -1
done
for option in v-na v-k v-l; do
    refuses 2 "--$option: 'nan'" $axon --$option nan
done
refuses 2 "--shock: 'much'" $axon --shock much
refuses 2 "--celsius: '100'" $axon --celsius 100
refuses 2 "--stretch-celsius: '100'" $axon --stretch-celsius 100
refuses 2 "--stretch: '60,40'" $axon --stretch 60,40 --stretch-g-na 0
refuses 2 "--stretch: '60'" $axon --stretch 60 --stretch-g-na 0
refuses 2 "--stretch: different in what?" $axon --stretch 40,60
refuses 2 "--stretch: where" $axon --stretch-g-na 0
refuses 2 "--stretch: 160 mm is beyond" $axon --stretch 40,160 --stretch-g-na 0
refuses 2 "--electrode: 5 mm is longer" $axon --electrode 5 --length 4
refuses 2 "--convergence: of one impulse" $axon --convergence --far 1
refuses 1 "100 mm in cells of 50 mm" $axon --dx 50
refuses 1 "too long a step" $axon --shock 1e9
refuses 1 "no impulse" $axon --convergence --celsius 40
refuses 2 "'7' is no option" $axon 7
refuses 1 "no such folder" $axon --tables "$scratch/no such folder/t"
finish
