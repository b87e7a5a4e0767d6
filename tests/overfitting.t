#!/bin/sh
# A net that may learn by heart does so, and the two remedies help as the text says they do.
. tests/tap.sh
program=./06_practicum/overfitting

# row NAME N FILE: of the N-th row, the number in that column.
row() {
    column "$1" "$3" | sed -n "${2}p"
}

run $program --tables "$scratch/t"
cp "$out" "$scratch/bare"
[ "$status" = 0 ] && [ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "a bare run fits a screen"
grep -q "Next: ./06_practicum/overfitting" "$out"
ok $? "and names the next command"

summary=$scratch/t-summary.txt
holds "$(row train 1 "$summary") < 0.05 && $(row test 1 "$summary") > 1" "at the end: the training by heart, the test worse than a coin"
holds "$(row test 2 "$summary") < 0.3 && $(row wrong 2 "$summary") < 0.5 * $(row wrong 1 "$summary")" "early stopping halves the wrong answers"
holds "$(row test 3 "$summary") < 0.3 && $(row wrong 3 "$summary") < 0.5 * $(row wrong 1 "$summary")" "decay does, too"

# Equation (1), once more from the curve of a run that is looked at in every epoch (up to 33). With
# this seed the test error has its lowest two epochs earlier than the validation error.
run $program --seed 9 --epochs 33 --patience 9 --repeats 1 --neurons 1 --tables "$scratch/s"
awk '!/^#/ && !done { if (best == "" || $3 < best) { best = $3; at = $1 } else if ($1 - at >= 9) done = $1 }
    END { print at, best, done }' "$scratch/s-history.txt" >"$scratch/stop"
read -r at best stopped <"$scratch/stop"
holds "$(row epoch 2 "$scratch/s-summary.txt") == $at" "equation (1): the epoch of the lowest validation error before patience ends"
holds "$(row validation 2 "$scratch/s-summary.txt") == $best" "and its error is the one of the curve"
grep -q "early stopping, epoch $at (of $stopped) " "$out"
ok $? "and what is printed says so: epoch $at of $stopped"
run $program --seed 9 --epochs 33 --patience 33 --repeats 1 --neurons 1 --tables "$scratch/s"
holds "$(row epoch 2 "$scratch/s-summary.txt") == $(awk '!/^#/ { if (b == "" || $3 < b) { b = $3; at = $1 } } END { print at }' "$scratch/s-history.txt")" \
    "a patience as long as the run: the lowest of all"

# Equation (2): the decay with the lowest validation error; small weights from large decay.
rho=$(awk '!/^#/ { if (b == "" || $3 < b) { b = $3; r = $1 } } END { print r }' "$scratch/t-rho.txt")
holds "$(row rho 3 "$summary") == $rho" "equation (2): the decay of the lowest validation error"
awk '!/^#/ { if (last && $6 >= last) bad = 1; last = $6; if ($2 < low) bad = 1; low = $2 } END { exit bad }' "$scratch/t-rho.txt"
ok $? "more decay: shorter weights and a higher training error, all along the list"
run $program --rho 0 --repeats 1 --neurons 5 --tables "$scratch/z"
[ "$(sed -n 2p "$scratch/z-summary.txt" | cut -d' ' -f2-)" = "$(sed -n 4p "$scratch/z-summary.txt" | cut -d' ' -f2-)" ]
ok $? "decay 0 is the run without decay, number by number"

neurons=$scratch/t-neurons.txt
holds "$(row train 6 "$neurons") < 0.1 * $(row train 1 "$neurons")" "more neurons: a tenth of the training error"
holds "$(row test 6 "$neurons") > 2 * $(row test 1 "$neurons")" "and more than twice the test error"
holds "$(row stop 7 "$neurons") < 0.3 * $(row test 7 "$neurons") && $(row decay 7 "$neurons") < 0.3 * $(row test 7 "$neurons")" \
    "with 64 neurons either remedy takes away more than two thirds of it"
holds "$(row stop 7 "$neurons") < $(row stop 2 "$neurons")" "stopped in time, a large net is better than a small one"
# Repeat 0 has the data of the first two questions, so one repeat with as many neurons repeats their numbers.
run $program --repeats 1 --neurons 32 --tables "$scratch/r"
awk 'FNR == 1 { next } FILENAME ~ /summary/ { e[FNR] = $6; t[FNR] = $4 }
    FILENAME ~ /neurons/ { exit !($2 == t[2] && $3 == e[2] && $4 == e[3] && $5 == e[4]) }' "$scratch/r-summary.txt" "$scratch/r-neurons.txt"
ok $? "one repeat with 32 neurons is the net of the first two questions"

# The tables.
awk '!/^#/ && NF { n++; if ($3 < 0 || $3 > 1 || $5 < 0 || $5 > 1) bad = 1 } END { exit bad || n != 121 * 121 }' "$scratch/t-region.txt"
ok $? "the region: probabilities on a grid"
awk '!/^#/ { n[$4]++; s[$4] += $1; q[$4] += $1 * $1 }
    END { exit !(n[0] == 70 && n[1] == 30 && s[0] ^ 2 < 1e-20 && (q[0] / 70 - 1) ^ 2 < 1e-20 && s[1] ^ 2 > 1e-4) }' "$scratch/t-points.txt"
ok $? "the scale is that of the 70 training examples, and the 30 of validation took no part in it"

run $program --noise 0 --repeats 1 --neurons 64 --tables "$scratch/n"
holds "$(row test 1 "$scratch/n-neurons.txt") < 0.01" "without noise 64 neurons do no harm"
run $program --examples 1000 --epochs 500 --repeats 1 --neurons 1 --tables "$scratch/m"
grep -q "700 examples to learn from, 300 to validate, 2000 to test" "$out"
ok $? "--examples, divided"
holds "$(row test 1 "$scratch/m-summary.txt") < 0.3" "ten times the examples are a remedy as well"

short="--epochs 20 --repeats 2 --neurons 1,3 --test 100"
# shellcheck disable=SC2086 # a list of options
{
    run $program $short --tables "$scratch/a"
    run $program $short --tables "$scratch/b"
    cat "$scratch"/a-*.txt >"$scratch/all-a"
    cat "$scratch"/b-*.txt >"$scratch/all-b"
    cmp -s "$scratch/all-a" "$scratch/all-b"
    ok $? "the same seed, the same bytes"
    for option in "--seed 2" "--eta 0.1" "--mu 0.5" "--noise 0.1" "--hidden 5" "--validation 0.5" "--task circles"; do
        run $program $short $option --tables "$scratch/b"
        ! cmp -s "$scratch/a-history.txt" "$scratch/b-history.txt" && [ "$status" = 0 ]
        ok $? "$option: another run"
    done
    run $program $short --quiet
    [ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
    ok $? "--quiet prints nothing"
    refuses 1 "smaller --eta than 900 may help" $program $short --quiet --eta 900 --noise 1e5 --mu 0.99 --epochs 3000
    refuses 1 "no such folder" $program $short --tables "$scratch/no such folder/t"
}
run $program --help
[ "$status" = 0 ] && grep -q "slide 59" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"
refuses 2 "--task: 'digits' is none of points, circles, moons, blobs" $program --task digits
refuses 2 "--examples: '11'" $program --examples 11
refuses 2 "--validation: '1'" $program --validation 1
refuses 2 "--test: '0'" $program --test 0
refuses 2 "--noise: '-1'" $program --noise -1
refuses 2 "--hidden: '0'" $program --hidden 0
refuses 2 "--epochs: '0'" $program --epochs 0
refuses 2 "--patience: '0'" $program --patience 0
refuses 2 "--rho: 2 is not a number from 0 to 1" $program --rho 0.1,2
refuses 2 "--neurons: 1.5 is not a whole number from 1 to 10000" $program --neurons 1.5
refuses 2 "--repeats: '101'" $program --repeats 101
refuses 2 "--eta: '0'" $program --eta 0
refuses 2 "--mu: '1'" $program --mu 1
finish
