#!/bin/sh
# The slide's curves, their slopes, softmax, and what deep nets leave of a gradient: all against
# the formulas, written down once more in awk.
. tests/tap.sh
program=./01_neuron/activations
t=$scratch/t

run $program --tables "$t" --temperatures 0.25,0.5,1,2,8
[ "$status" = 0 ]
ok $? "it runs"

# Equations (1) to (5), from s = -40 to 40.
awk 'function near(a, b, tolerance) { rows++; return (a - b) ^ 2 <= tolerance ^ 2 }
    function relative(a, b) { rows++; return (a / b - 1) ^ 2 <= 1e-26 }
    /^#/ { next }
    { s = $2; y = $3; big = exp(s < 0 ? -s : s); sign = s < 0 ? -1 : 1 }
    $1 == "tanh" { bad += !near(y, sign * (1 - 2 / (1 + big * big)), 1e-15)
        bad += !relative($4, 4 / (big + 1 / big) ^ 2); bad += !near($5, 1 - y * y, 1e-15) }
    $1 == "logistic" { bad += !near(y, 1 / (1 + exp(-s)), 1e-15)
        bad += !relative($4, 1 / (big + 2 + 1 / big)); bad += !near($5, y * (1 - y), 1e-15) }
    $1 == "threshold" { bad += !near(y, s >= 0, 0) + !near($4, 0, 0) + !near($5, 0, 0) }
    $1 == "relu" { bad += !near(y, s > 0 ? s : 0, 1e-14) + !near($4, s > 0, 0) + !near($5, s > 0, 0) }
    END { exit !(rows == 4 * 1601 * 3 && bad == 0) }' "$t-curves.txt"
ok $? "four curves, slopes of s and of y, at 1601 states each"
awk '/^#/ || ($2 - 2) ^ 2 > 1e-20 { next } $1 == "tanh" { x = $3 } $1 == "logistic" { y = $3 }
    END { exit !((x - 0.96402758007581690) ^ 2 < 1e-30 && (y - 0.88079707797788243) ^ 2 < 1e-30) }' "$t-curves.txt"
ok $? "tanh(2) = 0.9640275800758169, 1/(1+exp(-2)) = 0.8807970779778824"
# dy/ds by central differences of neighbouring rows, h = 0.05; the error is h^2/6 y''' at most 2.
awk '$1 == "tanh" || $1 == "logistic" { if ($1 == was) { d = (($3 - y2) / 0.1 - slope) ^ 2; n++; if (d > (0.0025 / 3) ^ 2) exit 1 }
    y2 = y1; y1 = $3; slope = $4; was = before; before = $1 }
    END { exit n < 3000 }' "$t-curves.txt"
ok $? "the slopes are those of the curves"

awk '/^#/ { next } { T[$1] = 1; s[$1, $2] = $3; y[$1, $2] = $4; n++ }
    END { for (t in T) { sum = 0; for (j = 1; j <= 3; j++) sum += exp(s[t, j] / t)
            for (j = 1; j <= 3; j++) if ((y[t, j] - exp(s[t, j] / t) / sum) ^ 2 > 1e-30) exit 1 }
        exit !(n == 15 && (s[1, 3] == 4)) }' "$t-softmax.txt"
ok $? "softmax at five temperatures"
# By hand: e, e^2, e^4 = 2.718282, 7.389056, 54.598150; their sum 64.705488.
grep -q "^T = 1  *0.042010 0.114195 0.843795   entropy 0.524267$" "$out"
ok $? "softmax(1, 2, 4) and its entropy as worked out by hand"
grep "^s -1000  *0.042010 0.114195 0.843795 .*nan nan nan" "$out" >"$scratch/shift" &&
    grep -q "^s +1000  *0.042010 0.114195 0.843795 .*nan nan nan" "$out"
ok $? "states of -1000 and 1000 change nothing; the formula to the letter has no answer"
run $program --states 1000,0,-1000 --temperatures 0.001,1,1e9 --layers 1 --tables "$t"
grep -q "^T = 0.001  *1.000000 0.000000 0.000000   entropy 0.000000" "$out" &&
    grep -q "^T = 1e+09  *0.333334 0.333333 0.333333   entropy 1.098612" "$out" && ! grep "^T.*nan" "$out"
ok $? "a cold softmax is a maximum, a hot one is even: entropy 0 and ln 3"
awk '!/^#/ && ($4 < 0 || $4 > 1 || $4 != $4 + 0) { exit 1 }' "$t-softmax.txt"
ok $? "with no overflow"

run $program --state 2 --layers 1
grep -q "^tanh  *0.0706508  *0.0706508  *-3$" "$out" && grep -q "^logistic  *0.104994  *0.104994  *-2$" "$out"
ok $? "slopes at 2: 0.0707 and 0.105 of s and y; 1 - 4 and 2 (1 - 2) if the state is taken for y"
run $program --state 40 --layers 1
grep -q "^tanh  *7.21941e-35  *0  *-1599$" "$out" && grep -q "^logistic  *4.24835e-18  *0  *-1560$" "$out"
ok $? "--state 40: of y the slopes are 0, of s they are not"

# Equations (8) and (9): trapezoids over the normal density, which are exact to rounding for smooth
# functions; relu's factor is g^2/2, the threshold's 0.
cat >"$scratch/theory.awk" <<'AWK'
function tanh(x, e) { e = exp(x < 0 ? 2 * x : -2 * x); return (x < 0 ? -1 : 1) * (1 - e) / (1 + e) }
function mean(name, q, what,   z, sum, y, f) {
    for (z = -12; z <= 12; z += 0.03) {
        y = name == "tanh" ? tanh(sqrt(q) * z) : 1 / (1 + exp(-sqrt(q) * z))
        f = what == "y" ? y : name == "tanh" ? 1 - y * y : y * (1 - y)
        sum += f * f * exp(-z * z / 2)
    }
    return 0.03 * sum / sqrt(2 * atan2(0, -1))
}
function check(name,   q, l, k, chi, product, d) {
    q = g * g
    for (l = 1; l <= layers; l++) { chi[l] = g * g * mean(name, q, "slope"); q = g * g * mean(name, q, "y") }
    product = 1
    for (k = 1; k <= layers; k++) {
        product *= sqrt(chi[layers + 1 - k])
        d = theory[name, k] / product - 1; n++
        if (d * d > 1e-18) bad++
    }
}
/^#/ { next }
{ theory[$1, $2] = $4; measured[$1, $2] = $3 }
$2 == 0 && ($3 != 1 || $4 != 1) { bad++ }
$2 > 0 && $1 == "relu" && ($4 / (g * g / 2) ^ ($2 / 2) - 1) ^ 2 > 1e-20 { bad++ }
$2 > 0 && $1 == "threshold" && ($3 != 0 || $4 != 0) { bad++ }
$2 > 0 && $1 != "threshold" && ($3 / $4 - 1) ^ 2 > tolerance ^ 2 { bad++ }
$1 == "logistic" && $3 > 1.1 * (g / 4) ^ $2 { bad++ }
END { check("tanh"); check("logistic"); exit !(n == 2 * layers && bad == 0) }
AWK
for g in 0.5 1 2; do
    run $program --width 150 --layers 5 --gain $g --tables "$t"
    awk -v g=$g -v layers=5 -v tolerance=0.1 -f "$scratch/theory.awk" "$t-product.txt"
    ok $? "gain $g: the prediction is (9)'s, and nets of width 150 are within 10 % of it"
done
run $program --gain 10 --layers 100 --width 40 --tables "$t"
awk '!/^#/ && ($3 != $3 + 0 || $4 != $4 + 0 || $3 > 1e200 || $4 > 1e200) { exit 1 }
    $1 == "relu" && $2 == 100 { exit ($4 / 50 ^ 50 - 1) ^ 2 > 1e-20 }' "$t-product.txt"
ok $? "the largest gain, a hundred layers: nothing overflows"
run $program --gain 0.1 --layers 100 --width 40 --tables "$t"
awk '$1 == "logistic" && $2 == 100 { exit !($3 > 1e-162 && $3 < 1e-159 && $4 > 1e-162) }' "$t-product.txt"
ok $? "the smallest: nothing vanishes altogether"

run $program --layers 3 --tables "$t"
cp "$t-product.txt" "$scratch/one"
cp "$out" "$scratch/out1"
run $program --layers 3 --tables "$t"
cmp -s "$t-product.txt" "$scratch/one" && cmp -s "$out" "$scratch/out1"
ok $? "the same seed, the same bytes"
run $program --layers 3 --tables "$t" --seed 2
! cmp -s "$t-product.txt" "$scratch/one"
ok $? "another seed, other nets"
run $program --quiet --layers 1
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
run $program --help
[ "$status" = 0 ] && grep -q "lecture 14, slide 15" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"
run $program
[ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "a bare run fits a screen"

refuses 2 "--state: 'x'" $program --state x
refuses 2 "--states: '1'" $program --states 1
refuses 2 "--states: '1,2,3,4,5,6,7'" $program --states 1,2,3,4,5,6,7
refuses 2 "--temperatures: 0 is not above 0" $program --temperatures 1,0
refuses 2 "--temperatures: '1,inf'" $program --temperatures 1,inf
refuses 2 "--layers: '0'" $program --layers 0
refuses 2 "--layers: '101'" $program --layers 101
refuses 2 "--width: '0'" $program --width 0
refuses 2 "--gain: '0'" $program --gain 0
refuses 2 "--gain: '11'" $program --gain 11
refuses 2 "'tanh' is no option" $program tanh
refuses 1 "no such folder" $program --tables "$scratch/no such folder/t"
finish
