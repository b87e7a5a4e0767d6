#!/bin/sh
# Every option does what --help says, and nonsense is refused by name: a reader who mistypes
# must never be shown a run of something else.
. tests/tap.sh
rprop=./04_optimizers/rprop
gd=./04_optimizers/gd

for program in gd momentum weight_decay quickprop rprop conjugate_gradient nag adagrad adadelta rmsprop adam muon newton bfgs lbfgs lma; do
    run ./0*/$program --help
    [ "$status" = 0 ] && grep -q -- '--stop-error' "$out" && grep -q "(lecture 14, slide" "$out"
    ok $? "$program --help says what it is and which slide it shows"
    [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
    ok $? "$program --help fits 80 columns"
done
run $rprop --version
[ "$status" = 0 ] && [ -s "$out" ]
ok $? "--version prints one"

refuses 2 "unrecognized option '--foo'" $rprop --foo
refuses 2 "option '--seed' requires an argument" $rprop --seed
refuses 2 "--seed: 'abc'" $rprop --seed abc
refuses 2 "--seed: '-1'" $rprop --seed -1
refuses 2 "--seed: '1.5'" $rprop --seed 1.5
refuses 2 "--seed: '4294967296'" $rprop --seed 4294967296
refuses 2 "--hidden: '0'" $rprop --hidden 0
refuses 2 "--hidden: '5,0'" $rprop --hidden 5,0
refuses 2 "--hidden: '5,'" $rprop --hidden 5,
refuses 2 "--hidden: 'wide'" $rprop --hidden wide
refuses 1 "does not fit in memory" $rprop --hidden 1000000,1000000,1000000
refuses 2 "--eta: 'nan'" $rprop --eta nan
refuses 2 "--eta: 'inf'" $rprop --eta inf
refuses 2 "--eta: '1e400'" $rprop --eta 1e400
refuses 2 "--eta: '0'" $rprop --eta 0
refuses 2 "--eta: '-1'" $gd --eta -1
refuses 2 "--grow: '0.9'" $rprop --grow 0.9
refuses 2 "--shrink: '1.5'" $rprop --shrink 1.5
refuses 2 "--shrink: '0'" $rprop --shrink 0
refuses 2 "--eta-max: '0'" $rprop --eta-max 0
refuses 2 "--eta-min: '-1'" $rprop --eta-min -1
refuses 2 "--variant: 'best'" $rprop --variant best
refuses 2 "--mu: '1'" ./04_optimizers/momentum --mu 1
refuses 2 "--tol: '0'" $rprop --method vector_bfgs2 --tol 0
refuses 2 "--step: '0'" $rprop --method vector_bfgs2 --step 0
refuses 2 "unrecognized option '--grow'" $gd --grow 1.1
refuses 2 "--method: 'adamw3'" $rprop --method adamw3
refuses 2 "--method: write the option in full" $rprop --meth gd
refuses 2 "--task: 'spirals'" $rprop --task spirals
refuses 2 "--activation: 'sigmund'" $rprop --activation sigmund
refuses 2 "derivative is 0 everywhere" $rprop --activation threshold
refuses 2 "--loss: 'hinge'" $rprop --loss hinge
refuses 2 "--batch: '0'" $rprop --batch 0
refuses 2 "--batch: 'half'" $rprop --batch half
refuses 2 "use --batch full" $rprop --method conjugate_pr --batch 10
refuses 2 "--stop-error: '0'" $rprop --stop-error 0
refuses 2 "--max-iter: '0'" $rprop --max-iter 0
refuses 2 "--seeds: '0'" $rprop --seeds 0
refuses 2 "--threads: '0'" $rprop --threads 0
refuses 2 "--test: '1'" $rprop --test 1
refuses 2 "--scale: 'log'" $rprop --scale log
refuses 2 "--examples: '3'" $rprop --examples 3
refuses 2 "--header: 'maybe'" $rprop --header maybe
refuses 2 "--target: names a column of a file" $rprop --target 3
refuses 2 "--data and --mnist" $rprop --data a.csv --mnist b
refuses 2 "--seeds: trains 3 nets" $rprop --seeds 3 --history "$scratch/h"
refuses 2 "is no option; a file of data is given as --data iris.csv" $rprop iris.csv
refuses 2 "GSL_RNG_SEED: 'abc'" env GSL_RNG_SEED=abc $rprop
refuses 1 "GSL_RNG_TYPE: GSL has no generator 'dice'" env GSL_RNG_TYPE=dice $rprop

# What is not refused does what it says. --quiet leaves nothing to compare but the history.
plain=$scratch/plain
run $rprop --quiet --max-iter 5 --history "$plain"
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ] && [ "$(wc -l <"$plain")" = 6 ]
ok $? "--quiet prints nothing, and --max-iter 5 makes 5 rows"

differs() {
    run $rprop --quiet --max-iter 5 --history "$scratch/other" "$@"
    [ "$status" = 0 ] && ! cmp -s "$plain" "$scratch/other"
    ok $? "another history with $*"
}
same() {
    run $rprop --quiet --max-iter 5 --history "$scratch/other" "$@"
    [ "$status" = 0 ] && cmp -s "$plain" "$scratch/other"
    ok $? "the same history with $*"
}
same --seed 1
same --batch full
same --variant minus
same --hidden 20,10
same --activation tanh
same --loss cross-entropy
same --loss kullback-leibler # one-hot targets have no entropy
same --grow 1.2 --shrink 0.5 --eta 0.1 --eta-max 50 --eta-min 1e-6
same --method rprop
differs --seed 2
differs --eta 0.05
differs --grow 1.1
differs --shrink 0.3
differs --eta-max 0.11
differs --eta-min 0.09
differs --variant plus
differs --variant iminus
differs --hidden 20
differs --hidden none
differs --activation logistic
differs --activation relu
differs --activation linear
differs --loss mse
differs --batch 100
differs --scale standard
differs --scale none
differs --test 0.3
differs --examples 100
differs --task circles
differs --task moons
differs --task blobs
for m in gd momentum weight_decay quickprop conjugate_gradient nag adagrad adadelta rmsprop adam muon newton bfgs lbfgs lma vector_bfgs2 vector_bfgs conjugate_pr conjugate_fr steepest_descent; do
    differs --method $m
done
run env GSL_RNG_SEED=2 $rprop --quiet --max-iter 5 --history "$scratch/environment"
run $rprop --quiet --max-iter 5 --seed 2 --history "$scratch/option"
cmp -s "$scratch/environment" "$scratch/option"
ok $? "GSL_RNG_SEED=2 and --seed 2 are the same run"
run $rprop --stop-error 0.3
grep -q '^iter: .*-[0-9]*, error 0.2' "$out"
ok $? "--stop-error 0.3 ends just below it"

run $rprop --plot --max-iter 30
[ "$status" = 0 ] && grep -q '\*\*' "$err" && grep -q 'iteration' "$err" && grep -q '^results' "$out"
ok $? "--plot draws the curve in the terminal where there is no display, and leaves stdout alone"
mkdir "$scratch/bin"
ln -s "$(command -v sh)" "$scratch/bin/sh"
refuses 1 "--plot: gnuplot is not installed; try 'make deps'" env PATH="$scratch/bin" $rprop --plot
run $rprop --tables "$scratch/points" --quiet --max-iter 3
[ -s "$scratch/points-history.txt" ] && [ -s "$scratch/points-region.txt" ] &&
    [ "$(wc -l <"$scratch/points-result.txt")" = 1400 ] && [ ! -e "$scratch/points-weights.txt" ]
ok $? "--tables: history, region and the result of 1399 points"
run $rprop --task digits --tables "$scratch/digits" --quiet --max-iter 3
[ "$(grep -vc '#' "$scratch/digits-weights.txt")" = $((7 * 31 - 3)) ] && [ ! -e "$scratch/digits-result.txt" ]
ok $? "--tables on digits: seven rows of tiles of 28 pixels, 3 apart"

finish
