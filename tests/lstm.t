#!/bin/sh
# LSTM keeps what Elman's net loses: the adding problem by lag, the embedded grammar by gap, the gradient on its way back.
. tests/tap.sh
lstm=./07_other_models/lstm

# lag N COLUMN: of the last run's table; 2 is who says 1, 3 Elman's error, 5 LSTM's.
lag() {
    awk -v lag="$1" -v c="$2" '$1 == lag { print $c }' "$scratch/t-lag.txt"
}
# kept COLUMN: right answers of all gaps in percent; 4 is Elman, 5 LSTM.
kept() {
    awk -v c="$1" '!/^#/ { n += $3; right += $3 * $c } END { print right / n }' "$scratch/t-gap.txt"
}
# flow NET STEPS: the part of the gradient that is left so many steps before the end.
flow() {
    awk -v net="$1" -v back="$2" '$1 == net && $2 == back { print $3 }' "$scratch/t-flow.txt"
}

# At lag 100 alone, to save time; the other lags are easier. The grammar with one step of training is a toss of a coin.
run $lstm --lags 100 --rounds 1 --tables "$scratch/t"
[ "$status" = 0 ] && [ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "it fits a screen"
holds "$(lag 100 5) < 0.01" "at lag 100 LSTM is wrong by less than 0.01"
holds "$(lag 100 3) > 0.97 * $(lag 100 2)" "Elman's net, with as many iterations, no better than who says 1"
holds "$(lag 100 2) > 0.31 && $(lag 100 2) < 0.356" "who is wrong by a third"
holds "$(flow Elman 109) < 1e-9" "of Elman's gradient nothing arrives 109 steps before the end"
holds "$(flow LSTM 109) > 0.1 && $(flow LSTM 109) < 1" "of LSTM's more than a tenth"
holds "$(flow LSTM,f=1 109) > 0.8 && $(flow LSTM,f=1 109) < 2" "with f = 1 it is as it was"
holds "$(kept 5) > 35 && $(kept 5) < 65" "an untrained net tosses a coin"

run $lstm --lags 2 --iterations 1 --tables "$scratch/t"
holds "$(kept 5) > 99" "LSTM knows the embedded grammar's letter again after 12 steps and more"
holds "$(kept 4) < 60" "Elman's net, with as many iterations, does not"

small='--lags 3,4 --iterations 30 --rounds 3 --hidden 4'
# shellcheck disable=SC2086 # options
run $lstm $small --tables "$scratch/plain"
[ "$(awk '!/^#/ { printf "%s ", $1 }' "$scratch/plain-lag.txt")" = "3 4 " ]
ok $? "--lags"
for other in '--seed 2' '--hidden 5' '--batch 33' '--eta 0.03' '--eta-elman 0.004' '--method rmsprop' '--clip 0.1' \
    '--carousel' '--memory 1' '--iterations 31'; do
    # shellcheck disable=SC2086
    run $lstm $small $other --tables "$scratch/other"
    [ "$status" = 0 ] && ! cmp -s "$scratch/plain-lag.txt" "$scratch/other-lag.txt"
    ok $? "$other makes a difference"
done
for other in '--gap 15' '--rounds 40'; do
    # shellcheck disable=SC2086
    run $lstm $small $other --tables "$scratch/other"
    [ "$status" = 0 ] && ! cmp -s "$scratch/plain-gap.txt" "$scratch/other-gap.txt"
    ok $? "$other makes a difference"
done
[ "$(awk '!/^#/ && $1 < 12' "$scratch/plain-gap.txt")" = "" ]
ok $? "no gap is shorter than the least"
# shellcheck disable=SC2086
run $lstm $small --goal 0.5 --tables "$scratch/easy"
[ "$(awk '!/^#/ { printf "%s %s ", $4, $6 }' "$scratch/easy-lag.txt")" = "25 25 25 25 " ] && grep -q solved "$out"
ok $? "--goal 0.5 is reached at the first trial"
# shellcheck disable=SC2086
run $lstm $small --tables "$scratch/again"
cmp -s "$scratch/plain-lag.txt" "$scratch/again-lag.txt" && cmp -s "$scratch/plain-flow.txt" "$scratch/again-flow.txt" &&
    cmp -s "$scratch/plain-gap.txt" "$scratch/again-gap.txt" && cmp -s "$scratch/plain-learning.txt" "$scratch/again-learning.txt"
ok $? "the same seed, the same bytes"
# shellcheck disable=SC2086
run $lstm $small --quiet
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
run $lstm --help
[ "$status" = 0 ] && grep -q "lecture 14, slide 18" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"

refuses 2 "--lags: '1' is no whole" $lstm --lags 5,1
refuses 2 "--lags: '2.5' is no whole" $lstm --lags 2.5
refuses 2 "--hidden: '0'" $lstm --hidden 0
refuses 2 "--batch: '0'" $lstm --batch 0
refuses 2 "--iterations: 'x'" $lstm --iterations x
refuses 2 "--rounds: '0'" $lstm --rounds 0
refuses 2 "--gap: '5'" $lstm --gap 5
refuses 2 "--gap: '21'" $lstm --gap 21
refuses 2 "--eta: '-1'" $lstm --eta -1
refuses 2 "--eta-elman: '0'" $lstm --eta-elman 0
refuses 2 "--clip: '-1'" $lstm --clip -1
refuses 2 "--memory: '0'" $lstm --memory 0
refuses 2 "--goal: '0'" $lstm --goal 0
refuses 2 "no method 'x'" $lstm --method x
refuses 2 "'5' is no option" $lstm 5
refuses 1 "needs the gradient of one function" $lstm --method lbfgs --quiet
refuses 1 "no such folder" $lstm --tables "$scratch/no such folder/t"
finish
