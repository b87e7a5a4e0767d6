#!/bin/sh
# The stochastic neuron fires as often as its formula says, and says how sure that is.
. tests/tap.sh
neuron=./01_neuron/stochastic_neuron

# frequencies OPTIONS...: the rows of its table that were seen after all trials, in $scratch/rows.
frequencies() {
    run $neuron --tables "$scratch/t" "$@"
    awk '!/^#/ { last[$1] = $0 } END { for (s in last) print last[s] }' "$scratch/t-frequency.txt" |
        sort -g >"$scratch/rows"
}

frequencies
[ "$(wc -l <"$scratch/rows")" = 17 ]
ok $? "17 states"
awk '{ p = 1 / (1 + exp(-$1)); d = $2 - p; if (d * d > 1e-28) exit 1 }' "$scratch/rows"
ok $? "p = 1 / (1 + exp(-s)), as awk has it"
awk '$3 != 1000000 || $2 < $5 || $2 > $6 || $4 < $5 || $4 > $6 { exit 1 }' "$scratch/rows"
ok $? "a million trials, the default seed: every p lies in its interval of 99.9 %"
grep -q "intervals that miss p: 0" "$out"
ok $? "and the program says so"
# A normal distribution has 4.9 standard deviations in a millionth of its cases.
awk '{ d = ($4 - $2) / sqrt($2 * (1 - $2) / $3); if (d * d > 24) exit 1; sum += d * d }
    END { exit !(sum > 5.7 && sum < 35.7) }' "$scratch/rows"
ok $? "the distances from p are of the size of sqrt(p(1-p)/n): chi squared of 17, 0.5 to 99.5 %"

# Clopper and Pearson's intervals for ten trials, 95 %: R's binom.test prints these.
frequencies --trials 10 --confidence 0.95
awk '{ k = int(10 * $4 + 0.5); low[k] = $5; high[k] = $6; seen[k] = 1 }
    function near(a, b) { return (a - b) * (a - b) < 1e-14 }
    function is(k, l, h) { n += seen[k]; return !seen[k] || (near(low[k], l) && near(high[k], h)) }
    END { exit !(is(0, 0, 0.3084971) && is(1, 0.002528579, 0.4450161) && is(4, 0.1215523, 0.7376219) &&
        is(6, 0.2623781, 0.8784477) && is(9, 0.5549839, 0.9974714) && is(10, 0.6915029, 1) && n >= 5) }' "$scratch/rows"
ok $? "the intervals for 0, 1, 4, 6, 9 and 10 of 10 are those of binom.test"

# An interval of 99.9 % that never missed would be too wide; one of 10 % should miss often.
frequencies --confidence 0.1
misses=$(sed -n 's/.*miss p: //p' "$out")
holds "$misses >= 10" "intervals of 10 % miss most of 17"

run $neuron --state 1000 --trials 20
[ "$status" = 0 ] && grep -q "At s = 1000, p = 1.000000" "$out"
ok $? "a state of 1000 overflows nothing"
run $neuron --state -1000 --trials 20
[ "$status" = 0 ] && grep -q "At s = -1000, p = 0.000000" "$out" && ! grep -q nan "$out"
ok $? "nor does one of -1000"
frequencies --seed 7
cp "$scratch/rows" "$scratch/seven"
frequencies --seed 7
cmp -s "$scratch/rows" "$scratch/seven"
ok $? "the same seed, the same bytes"
frequencies --seed 8
cmp -s "$scratch/rows" "$scratch/seven"
[ $? = 1 ]
ok $? "another seed, others"
run $neuron --quiet
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"

run $neuron --help
[ "$status" = 0 ] && grep -q "lecture 14, slide 15" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"
run $neuron
[ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "a bare run fits a screen"
refuses 2 "--trials: '0'" $neuron --trials 0
refuses 2 "--trials: '1e3'" $neuron --trials 1e3
refuses 2 "--state: 'nan'" $neuron --state nan
refuses 2 "--confidence: '1'" $neuron --confidence 1
refuses 2 "--confidence: '0'" $neuron --confidence 0
refuses 2 "--seed: 'x'" $neuron --seed x
refuses 2 "'5' is no option" $neuron 5
refuses 2 "GSL_RNG_SEED: 'x'" env GSL_RNG_SEED=x $neuron
refuses 1 "no such folder" $neuron --tables "$scratch/no such folder/t"
finish
