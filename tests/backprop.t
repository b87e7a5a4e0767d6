#!/bin/sh
# Backpropagation prints what it computes, computes what it prints, and both are the slope of E.
. tests/tap.sh
backprop=./03_backprop/backprop

# same_as_printed TEXT OPTIONS...: each line's numbers, put into a calculator, give its value. Five digits of
# each number are printed, and a sum may cancel.
same_as_printed() {
    text=$1
    shift
    run $backprop "$@"
    {
        echo 'function tanh(x) { return 1 - 2 / (exp(2 * x) + 1) }'
        echo 'function max(a, b) { return a > b ? a : b }'
        echo 'function ln(x) { return log(x) }'
        echo 'function is(v, x, what) { n++; if ((v - x) ^ 2 > 1e-8 * (0.01 + x * x)) { print what, v, x; bad = 1 } }'
        awk -F '   *' '/^[1-4] / { split($1, name, " "); v = NF == 4 ? $2 : ""; if (v == "") v = name[3];
            printf "BEGIN { is(%s, %s, \"%s\") }\n", v, $NF, name[2] }' "$out"
        echo 'BEGIN { exit bad || n != 20 }'
    } >"$scratch/calculator.awk"
    awk -f "$scratch/calculator.awk" >"$scratch/calculated"
    ok $? "each of 20 lines is what its numbers give: $text"
    sed 's/^/# /' "$scratch/calculated"
}

same_as_printed "as it comes"
same_as_printed "cross-entropy" --loss cross-entropy
same_as_printed "cross-entropy, soft target" --loss cross-entropy --target 0.3 --inputs 1,2
same_as_printed "cross-entropy, target 0" --loss cross-entropy --target 0
same_as_printed "Kullback-Leibler" --loss kullback-leibler --target 0.3 --activation logistic
same_as_printed "ReLU and tanh" --activation relu --output tanh --inputs 3,0.5
same_as_printed "linear and ReLU" --activation linear --output relu
same_as_printed "as printed on the slide" --as-printed --activation linear --output linear

# The numbers once more, in another order: the chain from w to E, written out for each weight.
run $backprop --tables "$scratch/t"
awk 'function tanh(x) { return 1 - 2 / (exp(2 * x) + 1) }
    BEGIN { y1 = tanh(0.5 * 0.4 - 0.2 + 0.1); y2 = tanh(-0.5 * 0.3 - 0.7 - 0.2)
        y3 = 1 / (1 + exp(-0.6 * y1 + 0.5 * y2 - 0.3)); up = -2 * (1 - y3) * y3 * (1 - y3)
        d1 = up * 0.6 * (1 - y1 * y1); d2 = -up * 0.5 * (1 - y2 * y2)
        g[1] = 0.5 * d1; g[2] = 0.5 * d2; g[3] = -d1; g[4] = -d2; g[5] = d1; g[6] = d2
        g[7] = y1 * up; g[8] = y2 * up; g[9] = up; n = 9 }
    FNR > 1 { d = $5 - g[FNR - 1]; e = $6 - g[FNR - 1]; if (d * d > 1e-24 || e * e > 1e-24) bad = 1 }
    END { exit bad || FNR != n + 1 }' "$scratch/t-gradients.txt"
ok $? "the nine gradients, from a chain written out by hand, to 1e-12"
awk 'NR > 1 && $1 == 2 { if (($4 - 0.67933207) ^ 2 > 1e-14 || ($3 - 0.7507040) ^ 2 > 1e-12) exit 1; seen = 1 }
    END { exit !seen }' "$scratch/t-neurons.txt"
ok $? "s3 = 0.7507040 and y3 = 0.6793321, by a calculator"

# differences ACTIVATION OUTPUT LOSS: central differences of E, of a net written in awk; wrong by h^2.
differences() {
    run $backprop --activation "$1" --output "$2" --loss "$3" --target 0.3 --tables "$scratch/t"
    awk -v a="$1" -v b="$2" -v l="$3" '
        function act(f, s) { if (f == "tanh") return 1 - 2 / (exp(2 * s) + 1)
            if (f == "logistic") return 1 / (1 + exp(-s))
            return f == "relu" && s < 0 ? 0 : s }
        function E(    y1, y2, y3) { y1 = act(a, 0.5 * w[1] - w[3] + w[5]); y2 = act(a, 0.5 * w[2] - w[4] + w[6])
            y3 = act(b, y1 * w[7] + y2 * w[8] + w[9])
            return l == "mse" ? (y3 - 0.3) ^ 2 : -0.3 * log(y3) - 0.7 * log(1 - y3) }
        NR > 1 { w[NR - 1] = $4; g[NR - 1] = $5; m[NR - 1] = $6 }
        END { h = 1e-5
            for (k = 1; k <= 9; k++) { keep = w[k]; w[k] = keep + h; up = E(); w[k] = keep - h; slope = (up - E()) / (2 * h)
                w[k] = keep; all += slope * slope
                if ((g[k] - slope) ^ 2 > 1e-18 || (m[k] - slope) ^ 2 > 1e-18) bad = 1 }
            exit bad || all < 1e-4 }' "$scratch/t-gradients.txt"
    ok $? "gradients by central differences: $1, $2, $3"
}
for hidden in tanh logistic relu linear; do
    for last in tanh logistic relu linear; do
        differences $hidden $last mse
    done
    differences $hidden logistic cross-entropy
    differences $hidden logistic kullback-leibler
done

# What loops and matrices do differs in the order of additions only.
equal() {
    run $backprop "$@" --tables "$scratch/t"
    awk 'NR > 1 { d = $5 - $6; if (d * d > worst) worst = d * d; if ($6 * $6 > most) most = $6 * $6; n++ }
        END { exit !(n > 10 && most > 1e-8 && worst <= 1e-28 * most) }' "$scratch/t-gradients.txt"
    ok $? "loops and matrices agree to 1e-14 of the largest: $*"
}
equal --net 4-7-3
equal --net 5-1-6-2 --examples 1
equal --net 3-4 --examples 300 --loss cross-entropy
equal --net 6-5-4-3-2-1 --activation relu --output linear --seed 3
equal --net 20-30-10 --activation logistic --loss kullback-leibler --examples 50
equal --net 20-30-10 --activation linear --output tanh --examples 2
grep -q "^net 20-30-10, linear, tanh, mse; 940 weights, 2 examples" "$out"
ok $? "the net's weights are counted: 21 * 30 + 31 * 10"

# Slide 30 to the letter: everything is divided by y3 (1 - y3) = 0.217840.
run $backprop --as-printed --tables "$scratch/t"
awk 'NR > 1 { d = $5 * 0.67933207 * (1 - 0.67933207) - $6; if (d * d > 1e-15) bad = 1; n++ } END { exit bad || n != 9 }' \
    "$scratch/t-gradients.txt"
ok $? "--as-printed: every gradient lacks the output's dy/ds"
grep -q "Slide 30's delta3 has no dy3/ds3 = 0.21784" "$out" && grep -q "AS PRINTED" "$out"
ok $? "and the program says so"
run $backprop --as-printed --output linear --tables "$scratch/t"
awk 'NR > 1 && $5 != $6 { d = $5 - $6; if (d * d > 1e-30) exit 1 }' "$scratch/t-gradients.txt"
ok $? "--as-printed with a linear output is no different: dy/ds = 1"
run $backprop --loss cross-entropy --tables "$scratch/t"
awk '$1 == 2 && NR > 1 { d = $5 - ($4 - 1); if (d * d > 1e-30) exit 1; n++ } END { exit n != 1 }' "$scratch/t-neurons.txt"
ok $? "cross-entropy of a logistic output: delta = y - d"

# As printed, mse and logistic outputs have 2/m times the gradient of the cross-entropy.
run $backprop --net 3-5-4 --tables "$scratch/ce" --loss cross-entropy
run $backprop --net 3-5-4 --tables "$scratch/mse" --as-printed
paste "$scratch/ce-gradients.txt" "$scratch/mse-gradients.txt" |
    awk 'NR > 1 { d = $5 * 2 / 4 - $11; if (d * d > 1e-28) bad = 1; n++ } END { exit bad || n != 4 * 5 + 6 * 4 }'
ok $? "as printed, the mse is the cross-entropy in disguise"

run $backprop --net 8-8-8 --speed
[ "$status" = 0 ] && grep -q "^loops take [0-9.]* times as long" "$out" && grep -q "central differences" "$out"
ok $? "--speed measures"
run $backprop --net 4-7-3 --seed 7
cp "$out" "$scratch/seven"
run $backprop --net 4-7-3 --seed 7
cmp -s "$out" "$scratch/seven"
ok $? "the same seed, the same bytes"
run $backprop --net 4-7-3 --seed 8
cmp -s "$out" "$scratch/seven"
[ $? = 1 ]
ok $? "another seed, another net"
run $backprop --quiet
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
run $backprop
[ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ] && [ ! -s "$err" ]
ok $? "a bare run fits a screen"
run $backprop --help
[ "$status" = 0 ] && grep -q "lecture 14, slides 30-31" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"
run $backprop --weights 0,0,0,0,0,0,0,0,-800 --loss cross-entropy --target 0
[ "$status" = 0 ] && ! grep -qE "nan|inf" "$out"
ok $? "an output that is 0 to the last digit costs nothing where 0 is wanted"
refuses 1 "a derivative is not finite" $backprop --weights 0,0,0,0,0,0,0,0,800 --loss cross-entropy --target 0
refuses 1 "a derivative is not finite" $backprop --weights 1e308,1,1,1,1,1,1,1,1 --inputs 100,1 --activation linear --output linear
refuses 2 "--inputs: '1' has fewer than 2 numbers" $backprop --inputs 1
refuses 2 "--inputs: '1,2,3' has more than 2 numbers" $backprop --inputs 1,2,3
refuses 2 "--weights: '1,2,x" $backprop --weights 1,2,x,4,5,6,7,8,9
refuses 2 "--weights: '1,2' has fewer than 9" $backprop --weights 1,2
refuses 2 "--target: 'nan'" $backprop --target nan
refuses 2 "--target: 2 is no probability" $backprop --target 2 --loss cross-entropy
refuses 2 "--loss: cross-entropy takes the logarithm" $backprop --output tanh --loss cross-entropy
refuses 2 "--loss: 'mae' is none of" $backprop --loss mae
refuses 2 "--activation: 'sine' is none of" $backprop --activation sine
refuses 2 "--output: softmax has no dy/ds" $backprop --output softmax
refuses 2 "--net: '4' is not a net" $backprop --net 4
refuses 2 "--net: '4-0-2' is not a net" $backprop --net 4-0-2
refuses 2 "--net: '4--2' is not a net" $backprop --net 4--2
refuses 2 "--net: '4-5-' is not a net" $backprop --net 4-5-
refuses 2 "--net: '1-1-1-1-1-1-1-1-1-1' has more than 8 layers" $backprop --net 1-1-1-1-1-1-1-1-1-1
refuses 2 "--net: makes its own inputs" $backprop --net 4-2 --target 1
refuses 2 "--examples: is for --net" $backprop --examples 3
refuses 2 "--speed: is for --net" $backprop --speed
refuses 2 "--examples: '0'" $backprop --net 4-2 --examples 0
refuses 1 "no such folder" $backprop --tables "$scratch/no such folder/t"
finish
