#!/bin/sh
# The gradient check finds a wrong gradient and no fault with a right one; its three formulas converge as
# the theory of each says.
. tests/tap.sh
check=./03_backprop/gradient_check

run $check --tables "$scratch/t"
[ "$status" = 0 ] && grep -q "; right$" "$out"
ok $? "the default net's gradient is right"
# error COLUMN H: that error in the table of steps.
error() {
    awk -v c="$1" -v h="$2" '!/^#/ && $1 < h * 1.01 && $1 > h * 0.99 { print $c }' "$scratch/t-steps.txt"
}
[ "$(grep -vc '^#' "$scratch/t-steps.txt")" = 16 ]
ok $? "16 steps, from 1e-1 to 1e-16"
holds "$(error 2 1e-2) / $(error 2 1e-3) > 9.5 && $(error 2 1e-2) / $(error 2 1e-3) < 10.5" "the forward difference falls as h"
holds "$(error 3 1e-2) / $(error 3 1e-3) > 98 && $(error 3 1e-2) / $(error 3 1e-3) < 102" "the central difference as h^2"
holds "$(error 4 1e-4) / $(error 4 1e-5) > 98 && $(error 4 1e-4) / $(error 4 1e-5) < 102" "the complex step as h^2"
# Of opposite sign: E''' / 6 times +h^2 and -h^2; so equal in size.
holds "$(error 3 1e-3) / $(error 4 1e-3) > 0.99 && $(error 3 1e-3) / $(error 4 1e-3) < 1.01" "both by the same third derivative"
holds "$(error 2 1e-12) / $(error 2 1e-8) > 100 && $(error 3 1e-12) / $(error 3 1e-8) > 100" "differences of small h lose their digits"
holds "$(error 4 1e-8) < 2e-15 && $(error 4 1e-16) < 2e-15" "the complex step does not"
holds "$(error 3 1e-5) < 1e-8 && $(error 3 1e-5) > 1e-13 && $(error 2 1e-5) > 1e-8" "the best central difference is no exact one"

# every net: the command line's activations, outputs and losses.
right() {
    run $check --iterations 1 "$@"
    [ "$status" = 0 ] && grep -q "; right$" "$out"
    ok $? "right: $*"
}
for hidden in tanh logistic relu linear softmax; do
    right --activation $hidden --net 5-4-6-3
    right --activation $hidden --output logistic --net 3-4-1 --loss kullback-leibler
    for last in softmax logistic tanh relu linear; do
        right --activation $hidden --output $last --loss mse --net 3-6-2 --examples 20
    done
done
right --net 3-2
right --net 2-3-3-3-3-3-3-3-2 --loss kullback-leibler
right --net 200-100-10 --checked 20 --examples 2
sed -n 1p "$out" | grep -q "200-100-10, tanh, softmax, cross-entropy; 21110 weights, 2 examples"
ok $? "and says which net it was: 201 * 100 + 101 * 10 weights"

run $check --net 2-1-2 --activation relu --examples 1 --seed 1 --iterations 1
grep -q "^h = 1e-100, layer by layer: all 0 .*; right, but where all is 0 nothing is proved$" "$out"
ok $? "a layer without a slope proves nothing, and it says so"

# caught PASS LAYERS OPTIONS...: it is found out, in the layers (a pattern of their numbers) where it is wrong.
caught() {
    wrong=$1
    pattern=$2
    shift 2
    run $check --wrong "$wrong" --iterations 1 "$@"
    [ "$status" = 0 ] && grep -qE "^h = 1e-100, layer by layer: $pattern; WRONG$" "$out"
    ok $? "caught: --wrong $wrong $*"
}
good='[0-9.]+e-1[4-7]'
bad='[0-9.]+e[+-]0[0-9]'
caught as-printed "$bad $bad" --loss mse
caught as-printed "$bad $bad"
caught as-printed "$bad $bad" --output logistic
caught as-printed "$bad $bad $bad" --output tanh --loss mse --net 3-4-5-2
caught derivative "$bad $good"
caught derivative "$bad $bad $good" --net 4-7-5-3 --activation logistic
caught bias "$bad $good" --activation relu
caught bias "$bad $bad $good" --net 2-3-4-2 --output logistic --loss mse

# What nobody would notice: on XOR two of the three wrong ones end with four right answers.
run $check --tables "$scratch/t"
awk '!/^#/ { seen[$1] = 1; check[$1] = $2; wrong[$1] = $3; e[$1] = $4 }
    END { exit !(wrong["right"] == 0 && wrong["as-printed"] == 0 && wrong["bias"] == 0 && e["bias"] < 0.02 &&
        e["as-printed"] < e["right"] && check["right"] < 1e-14 && check["as-printed"] > 0.5 && check["bias"] > 0.5 &&
        check["derivative"] > 0.5 && wrong["derivative"] > 0) }' "$scratch/t-xor-end.txt"
ok $? "a wrong gradient learns XOR, and is caught"
[ "$(grep -vc '^#' "$scratch/t-xor.txt")" = 1001 ] && awk 'NR == 2 { exit !($2 == $3 && $3 == $4 && $4 == $5) }' "$scratch/t-xor.txt"
ok $? "all four from the same start"
# A small step goes down by eta |g|^2: twice the eta, twice as far.
fall() {
    run $check --eta "$1" --iterations 1 --tables "$scratch/t"
    awk '!/^#/ { e[n++] = $2 } END { printf "%.12g", e[0] - e[1] }' "$scratch/t-xor.txt"
}
holds "$(fall 2e-4) / $(fall 1e-4) > 1.995 && $(fall 2e-4) / $(fall 1e-4) < 2.005 && $(fall 1e-4) > 1e-7" \
    "--eta is the length of its steps"

run $check --seed 7
cp "$out" "$scratch/seven"
run $check --seed 7
cmp -s "$out" "$scratch/seven"
ok $? "the same seed, the same bytes"
run $check --seed 8
cmp -s "$out" "$scratch/seven"
[ $? = 1 ]
ok $? "another seed, another net"
run $check --quiet
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
run $check
[ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ] && [ ! -s "$err" ]
ok $? "a bare run fits a screen"
run $check --help
[ "$status" = 0 ] && grep -q "lecture 14, slides 30-31" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"
refuses 2 "--net: '4' is not a net" $check --net 4
refuses 2 "--net: '4-1001' is not a net" $check --net 4-1001
refuses 2 "--net: softmax of a single output" $check --net 4-1
refuses 2 "--activation: 'sine'" $check --activation sine
refuses 2 "--activation: the threshold's derivative is 0" $check --activation threshold
refuses 2 "--output: the threshold's derivative is 0" $check --output threshold --loss mse
refuses 2 "--loss: cross-entropy takes the logarithm" $check --output tanh
refuses 2 "--loss: 'mae'" $check --loss mae
refuses 2 "--wrong: 'sign' is none of" $check --wrong sign
refuses 2 "--wrong: bias is a mistake in a hidden layer" $check --wrong bias --net 4-3
refuses 2 "--wrong: derivative takes" $check --wrong derivative --activation linear
refuses 2 "--wrong: as-printed leaves out" $check --wrong as-printed --output linear --loss mse
refuses 2 "--examples: '0'" $check --examples 0
refuses 2 "--checked: '0'" $check --checked 0
refuses 2 "--eta: '0'" $check --eta 0
refuses 2 "--iterations: '0'" $check --iterations 0
refuses 1 "no such folder" $check --tables "$scratch/no such folder/t"
finish
