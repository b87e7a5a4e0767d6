#!/bin/sh
# A bare run prints what stands under the lecture's figures, and the next thing to try.
. tests/tap.sh

for program in gd momentum weight_decay quickprop rprop nag adagrad adadelta; do
    run ./04_optimizers/$program
    [ "$status" = 0 ] && grep -qE '^iter: 1-[0-9]+, error 0\.[0-9]{5}$' "$out" &&
        grep -qE '^results - points: 1399, error: 0\.[0-9]{6}$' "$out"
    ok $? "$program: the captions of its slide"
    [ "$(cat "$out" "$err" | wc -l)" -le 24 ]
    ok $? "$program: at most a screen"
    grep -qE 'accuracy 0\.9[0-9]{3} .* [0-9]+ gradient evaluations.*, seed 1$' "$out"
    ok $? "$program: accuracy, gradient evaluations and the seed"
    grep -qE '^[0-9.]+ s, ' "$err"
    ok $? "$program: seconds"

    # Part 1 ends, and part 2 begins, at row (n+1)/2: 407 of 814, 28 of 55.
    # shellcheck disable=SC2046 # three words
    set -- $(sed -n 's/^iter: 1-\([0-9]*\),.*/\1/p; s/^iter: \([0-9]*\)-\([0-9]*\),.*/\1 \2/p' "$out" | tr '\n' ' ')
    holds "$1 == int(($3 + 1) / 2) && $2 == $1" "$program: the second part begins where the first ends, half-way"

    next=$(sed -n 's/^next: \([^,]*\).*/\1/p' "$out")
    run sh -c "$next --max-iter 2"
    [ "$status" = 0 ]
    ok $? "$program: the next command worth trying works"
done

# The caption's numbers are those of the history file.
run ./04_optimizers/rprop --history "$scratch/h"
n=$(column iteration "$scratch/h" | tail -n 1)
last=$(column train_error "$scratch/h" | tail -n 1 | awk '{ printf "%.5f", $1 }')
grep -q -- "-$n, error $last\$" "$out"
ok $? "the last caption is the last row of the history"
holds "$(column error "$scratch/h" | head -n 1) - log(2) < 0.02 && log(2) - $(column error "$scratch/h" | head -n 1) < 0.02" \
    "two classes: the error starts at ln 2, as on slide 34"
run ./04_optimizers/rprop --task digits --max-iter 1 --history "$scratch/h"
holds "$(column error "$scratch/h") - log(10) < 0.02 && log(10) - $(column error "$scratch/h") < 0.02" \
    "ten classes: the error starts at ln 10, as on slide 35"

finish
