#!/bin/sh
# The comparison counts what it says: the iterations depend on the seed alone, a failure is a
# failure, the ratios are those of the means, and the rate that is found is the best that was tried.
. tests/tap.sh
comparison=./04_optimizers/comparison

# Times differ from run to run; all that is counted does not.
run $comparison --problem parity --tables "$scratch/a"
[ "$status" = 0 ] && [ ! -s "$err" ]
ok $? "parity by every method"
cp "$out" "$scratch/parity"
run $comparison --problem parity --tables "$scratch/b" --quiet
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
counted() {
    awk '!/^#/ { print $1, $2, $8, $9, $10, $11, $12 }' "$1" | sort
}
counted "$scratch/a-parity.txt" >"$scratch/a"
counted "$scratch/b-parity.txt" >"$scratch/b"
cmp -s "$scratch/a" "$scratch/b"
ok $? "the same iterations, evaluations, failures and rates again"
listed=$(sed -n '/^const method \*const methods/,/NULL};/p' 04_optimizers/methods.c | grep -c '&')
[ "$(wc -l <"$scratch/a")" = "$listed" ]
ok $? "all methods take part"

# Mean, ratio, shortest, longest.
awk '!/^#/ && $3 != "-" { if (!n++) best = $3; if ($4 < $3 / best * 0.999 || $4 > $3 / best * 1.001) exit 1
        if ($5 > $3 * 1.00001 || $6 < $3 * 0.99999 || $7 < 0 || $3 < last) exit 1; last = $3 }
    END { exit n < 15 }' "$scratch/a-parity.txt"
ok $? "in the order of the means, their ratios to the first; shortest and longest around them"
# One start: nothing to deviate from. Three: (a - m)^2 + (b - m)^2 + (c - m)^2 over 2, and m is in the
# middle of 3 m = a + b + c, where a and c are the ends.
awk '!/^#/ && $3 != "-" && $9 == 3 && $8 == 0 { b = 3 * $3 - $5 - $6; v = (($5 - $3)^2 + (b - $3)^2 + ($6 - $3)^2) / 2
        if (sqrt(v) < $7 * 0.99 - 1e-6 || sqrt(v) > $7 * 1.01 + 1e-6) exit 1; n++ } END { exit n < 10 }' "$scratch/a-parity.txt"
ok $? "the standard deviation is that of the three"

# A failure: two iterations are enough for nobody, and then there is no mean.
run $comparison --problem sin --max-iter 2 --seeds 2
[ "$(grep -c ' 2/2' "$out")" -ge 21 ] && [ "$(awk '!/^#/ && $2 != "-"' "$out" | wc -l)" = 0 ]
ok $? "who does not arrive has failed, and has no time"

# The rate that is found for plain descent has the fewest iterations of those tried, on its own starts.
found=$(awk '$1 == "gd" { print $10 }' "$scratch/a-parity.txt")
best=$(for rate in 0.001 0.003 0.01 0.03 0.1 0.3 0.5 1 3 10; do
    $comparison --problem parity --method gd --rate $rate --seed 1000000 --tables "$scratch/g" --quiet
    awk -v rate=$rate '!/^#/ { print ($8 ? 5000 * $8 : 0) + $11 * ($9 - $8), rate }' "$scratch/g-parity.txt"
done | sort -g | awk 'NR == 1 { print $2 }')
[ -n "$found" ] && [ "$found" = "$best" ]
ok $? "the rate found is the best of the ten ($found, $best)"
run $comparison --problem parity --method lbfgs --rate 7 --tables "$scratch/l"
holds "$(awk '!/^#/ { print $10 }' "$scratch/l-parity.txt") == 0.1" "who needs no search is left alone by --rate"

# Where a first-order method and one that knows the curvature must differ, whatever the machine.
run $comparison --problem sin --method lma --seeds 2 --tables "$scratch/s"
holds "$(awk '!/^#/ { print $11 + 1000 * $8 }' "$scratch/s-sin.txt") < 40" "LMA needs few iterations on the sine"

run $comparison --max-iter 1 --seeds 1
[ "$status" = 0 ] && [ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "all three problems on a screen"
[ "$(awk 'length > 80' "$scratch/parity" | wc -l)" = 0 ]
ok $? "and one of them in 80 columns"
run $comparison --help
[ "$status" = 0 ] && grep -q "slides 33-56" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"

refuses 2 "--problem: 'cos' is none of sin|parity|cancer" $comparison --problem cos
refuses 2 "--method: 'rprob' is no method" $comparison --method rprob
refuses 2 "--seeds: '0'" $comparison --seeds 0
refuses 2 "--max-iter: '0'" $comparison --max-iter 0
refuses 2 "--rate: '0'" $comparison --rate 0
refuses 2 "--rate: 'nan'" $comparison --rate nan
refuses 2 "'sin' is no option" $comparison sin
refuses 1 "no such folder" $comparison --problem parity --method gd --tables "$scratch/no such folder/t"
finish
