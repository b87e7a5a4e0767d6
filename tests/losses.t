#!/bin/sh
# The losses cost what their formulas say, their slopes are slopes, and a neuron that is surely wrong waits as
# long as the slope is flat.
. tests/tap.sh
losses=./03_backprop/losses

run $losses --tables "$scratch/t"
# y by softmax, E by (1) to (3), dE/ds by (5): nine digits of the table, worked out once more.
awk '!/^#/ && NF { y1 = exp($1); y2 = exp($2); y3 = exp(-1); z = y1 + y2 + y3; y1 /= z; y2 /= z; y3 /= z
        mse = ((y1 - 0.1) ^ 2 + (y2 - 0.7) ^ 2 + (y3 - 0.2) ^ 2) / 3
        ce = -0.1 * log(y1) - 0.7 * log(y2) - 0.2 * log(y3)
        mean = 2 / 3 * ((y1 - 0.1) * y1 + (y2 - 0.7) * y2 + (y3 - 0.2) * y3)
        is($3, mse); is($4, ce); is($5, y1 * (2 / 3 * (y1 - 0.1) - mean)); is($6, y2 * (2 / 3 * (y2 - 0.7) - mean))
        is($7, y1 - 0.1); is($8, y2 - 0.7); n++ }
    function is(a, b) { if ((a - b) ^ 2 > 1e-24 * (1 + b * b)) bad = 1 }
    END { exit bad || n != 81 * 81 }' "$scratch/t-surface.txt"
ok $? "the surfaces and their slopes, to 1e-12"
awk 'function E(s,    y) { y = 1 / (1 + exp(-s)); return k == 1 ? (y - 0.8) ^ 2 : 0.8 * log(1 + exp(-s)) + 0.2 * log(1 + exp(s)) }
    function is(a, b, tolerance) { if ((a - b) ^ 2 > tolerance ^ 2) bad = 1 }
    !/^#/ { n++; y = 1 / (1 + exp(-$1)); h = 1e-5; H = -0.8 * log(0.8) - 0.2 * log(0.2)
        k = 1; is($3, E($1), 1e-12); is($8, (E($1 + h) - E($1 - h)) / (2 * h), 1e-9)
        k = 2; is($4, E($1), 1e-10); is($5, E($1) - H, 1e-10); is($9, (E($1 + h) - E($1 - h)) / (2 * h), 1e-8)
        is($2, y, 1e-14); is($6, 2 * (y - 0.8), 1e-14); is($7 * y * (1 - y), $9, 1e-11) }
    END { exit bad || n != 401 }' "$scratch/t-curves.txt"
ok $? "the curves, and their slopes by differences"

# The descent, step by step.
steps() {
    awk -v l="$1" -v s="$2" -v d="$3" -v eta="$4" 'BEGIN { for (t = 0; ; t++) { y = 1 / (1 + exp(-s))
        if ((y - d) ^ 2 < 0.01) { print t; exit }
        s -= eta * (l == "mse" ? 2 * (y - d) * y * (1 - y) : y - d) } }'
}
descent_is() {
    run $losses --start "$1" --wanted "$2" --eta "$3"
    grep -q "^Steps.*: mse $(steps mse "$1" "$2" "$3"), cross-entropy $(steps ce "$1" "$2" "$3")\$" "$out"
    ok $? "the steps from $1 to $2 with eta $3 are those of the formulas"
}
descent_is -8 0.8 1
descent_is -9.5 1 0.5
descent_is 7 0.3 2
run $losses
grep -q "mse 1895, cross-entropy 16" "$out"
ok $? "1895 and 16, as the text says"
# -ds/dt = 2 d e^s on the flat: e^-s / 2d steps.
a=$(steps mse -11 0.8 1)
holds "$a / (exp(11) / 1.6) > 0.99 && $a / (exp(11) / 1.6) < 1.01" "on the flat part it takes exp(-s) / 2d"
run $losses --start -40
grep -q "mse not in 1000000, cross-entropy 5[0-9]" "$out"
ok $? "and from -40 longer than anybody waits"
run $losses --eta 1e300
[ "$status" = 0 ] && ! grep -q nan "$out"
ok $? "an eta beyond all bounds ends too"

# line LOSS: E and E at y = d.
line() {
    awk -v l="$1" '$1 == l && NF == 3 { print $2, $3 }' "$out"
}
run $losses
[ "$(line mse)" = "0.257083 0.000000" ] && [ "$(line cross-entropy)" = "1.891311 0.801819" ] &&
    [ "$(line kullback-leibler)" = "1.089493 0.000000" ]
ok $? "the three losses by a calculator; at y = d they are 0, H(d), 0"
grep -q "^H(d) = 0.801819; .* = -\{0,1\}[0-9e.-]*\$" "$out" &&
    awk '/^H\(d\)/ { d = $NF; seen = 1 } END { exit !(seen && d * d < 1e-28) }' "$out"
ok $? "cross-entropy = H + Kullback-Leibler"
awk '/chain rule/ { d = $NF; seen = 1 } END { exit !(seen && d < 1e-15) }' "$out"
ok $? "(5) and the short form agree"
# 0.7 * 1000 + 0.2 * 2000, less the entropy.
run $losses --states 1000,0,-1000
[ "$(line cross-entropy)" = "1100.000000 0.801819" ] && [ "$(line kullback-leibler)" = "1099.198181 0.000000" ] &&
    grep -q "chain 0 \* inf" "$out" && grep -q -- "-inf" "$out" && ! grep -q nan "$out"
ok $? "states of +-1000 cost 1100, though y is 0"
# One class: 1/3 ((y1-1)^2 ...); H(d) = 0, so both logarithms cost the same.
run $losses --states 0,0 --target 0,1
[ "$(line mse)" = "0.250000 0.000000" ] && [ "$(line cross-entropy)" = "0.693147 0.000000" ] &&
    [ "$(line kullback-leibler)" = "0.693147 0.000000" ]
ok $? "of two equal classes: 1/4, ln 2, ln 2"
# ln 2 + ln(1 + e^2) = 2.820075; the slopes y - d.
run $losses --states 0,2 --target 1,0 --output logistic
[ "$(line cross-entropy)" = "2.820075 0.000000" ] && grep -q "^ 2 .* 0.8808\$" "$out"
ok $? "logistic outputs pay for 1 - d too"
run $losses --states 1,2,3 --target 0.5,0.25,0.9 --output logistic
awk '/chain rule/ { d = $NF; seen = 1 } END { exit !(seen && d < 1e-15) }' "$out" && grep -q "^H(d) = 1.580565" "$out"
ok $? "the entropy of three questions: 0.693147 + 0.562335 + 0.325083"

run $losses --tables "$scratch/u"
cmp -s "$scratch/t-surface.txt" "$scratch/u-surface.txt" && cmp -s "$scratch/t-descent-mse.txt" "$scratch/u-descent-mse.txt"
ok $? "nothing is random"
run $losses --quiet
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
run $losses
[ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ] && [ ! -s "$err" ]
ok $? "a bare run fits a screen"
run $losses --help
[ "$status" = 0 ] && grep -q "lecture 14, slides 27-28" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"
refuses 2 "--target: has 3 numbers, --states 2" $losses --states 1,2
refuses 2 "--states: one output" $losses --states 1 --target 1
refuses 2 "--states: '1,2,3,4,5,6,7,8,9' has more than 8" $losses --states 1,2,3,4,5,6,7,8,9
refuses 2 "--states: 1e+07 is beyond" $losses --states 1e7,0,0
refuses 2 "--target: -0.1 is no probability" $losses --target -0.1,0.9,0.2
refuses 2 "--target: sums to 1.5" $losses --target 0.5,0.5,0.5
refuses 2 "--output: 'tanh'" $losses --output tanh
refuses 2 "--wanted: '1.5'" $losses --wanted 1.5
refuses 2 "--start: 'left'" $losses --start left
refuses 2 "--eta: '0'" $losses --eta 0
refuses 1 "no such folder" $losses --tables "$scratch/no such folder/t"
finish
