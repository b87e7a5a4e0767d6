#!/bin/sh
# RMSprop, Adam, AdamW and Muon as programs: their options do what they say, nonsense is refused by
# name, the table in each file says what --help says; and what a net's shape is good for.
. tests/tap.sh
rmsprop=./04_optimizers/rmsprop
adam=./04_optimizers/adam
muon=./04_optimizers/muon
quickprop=./04_optimizers/quickprop

# The table in each file and --help name the same defaults.
for program in $rmsprop $adam $muon; do
    run "$program" --help
    tr -s ' \n' ' ' <"$out" >"$scratch/help"
    grep -q '(lecture 14, slides 46-47, continued)' "$scratch/help"
    ok $? "${program##*/} --help says that it comes after the lecture"
    awk -F '|' '/^\*\// { exit } $3 ~ /^ `[a-z0-9-]+` $/ && $4 ~ /[0-9]/ { gsub(/[` ]/, "", $3); gsub(/^ | $/, "", $4); print $3; print $4 }' \
        "$program.c" >"$scratch/table"
    rows=0
    while read -r name && read -r value; do
        value=$(printf '%s\n' "$value" | sed 's/1e-\([0-9]\)\b/1e-0\1/')
        grep -qE -- " --$name=X [^(]*(\([^)d]*\)[^(]*)?\(default: $value\)" "$scratch/help"
        ok $? "${program##*/}.c and --help agree: $name is $value"
        rows=$((rows + 1))
    done <"$scratch/table"
    of_help=$(sed 's/.* Method: //; s/ --help.*//' "$scratch/help" | grep -oE 'default: [0-9]' | wc -l)
    holds "$rows > 3 && $rows == $of_help" "${program##*/}.c names them all"
done
run $adam --help
tr -s ' \n' ' ' <"$out" | grep -q -- '--decay=decoupled|coupled .*(default: AdamW)'
ok $? "adam --help says which decay is the default"

for program in $rmsprop $adam $muon; do
    refuses 2 "--eta: '0'" "$program" --eta 0
    refuses 2 "--eta: '-1'" "$program" --eta -1
    refuses 2 "--eta: 'inf'" "$program" --eta inf
    refuses 2 "--rho: '-0.1'" "$program" --rho -0.1
    refuses 2 "--rho: 'nan'" "$program" --rho nan
    refuses 2 "--eps: '0'" "$program" --eps 0
    refuses 2 "--eps: '-1e-8'" "$program" --eps -1e-8
done
for program in $adam $muon; do
    refuses 2 "--beta1: '1'" "$program" --beta1 1
    refuses 2 "--beta1: '-0.1'" "$program" --beta1 -0.1
    refuses 2 "--beta2: '1'" "$program" --beta2 1
    refuses 2 "--beta2: '-0.1'" "$program" --beta2 -0.1
done
refuses 2 "--alpha: '1'" $rmsprop --alpha 1
refuses 2 "--alpha: '-0.1'" $rmsprop --alpha -0.1
refuses 2 "--mu: '1'" $rmsprop --mu 1
refuses 2 "--mu: '-0.1'" $rmsprop --mu -0.1
refuses 2 "unrecognized option '--as-printed'" $rmsprop --as-printed
refuses 2 "--decay: 'both' is none of decoupled|coupled" $adam --decay both
refuses 2 "--mu: '1'" $muon --mu 1
refuses 2 "--mu: '-0.1'" $muon --mu -0.1
refuses 2 "--steps: '2.5' is not a whole number from 0 to 100" $muon --steps 2.5
refuses 2 "--steps: '-1'" $muon --steps -1
refuses 2 "--steps: '101'" $muon --steps 101
refuses 2 "--iteration: 'quintic'" $muon --iteration quintic
refuses 2 "--look: 'back'" $muon --look back
refuses 2 "--eta-rest: '0'" $muon --eta-rest 0
refuses 2 "doesn't allow an argument" $quickprop --split-epsilon=2

# Every option changes the run, and the defaults, given or not, are one run.
history_of() {
    file=$1
    shift
    run "$@" --quiet --max-iter 6 --history "$scratch/$file"
}
same() {
    history_of a "$@"
    [ "$status" = 0 ] && cmp -s "$scratch/plain" "$scratch/a"
    ok $? "the same run: $*"
}
differs() {
    history_of a "$@"
    [ "$status" = 0 ] && ! cmp -s "$scratch/plain" "$scratch/a"
    ok $? "another run: $*"
}
history_of plain $rmsprop
same $rmsprop --eta 0.02 --alpha 0.9 --rho 0 --mu 0 --eps 1e-8
differs $rmsprop --alpha 0.8
differs $rmsprop --rho 0.1
differs $rmsprop --mu 0.5
differs $rmsprop --eps 0.01
history_of plain $adam
same $adam --eta 0.05 --beta1 0.9 --beta2 0.999 --eps 1e-8 --rho 0 --decay decoupled
same $adam --decay coupled
differs $adam --beta1 0.8
differs $adam --beta2 0.9
differs $adam --eps 0.01
history_of plain $adam --rho 0.1
differs $adam --rho 0.1 --decay coupled
differs $adam
history_of plain $muon
same $muon --eta 0.05 --mu 0.95 --rho 0 --steps 5 --iteration quick --look ahead \
    --eta-rest 0.03 --beta1 0.9 --beta2 0.95 --eps 1e-10
differs $muon --mu 0.9
differs $muon --rho 0.1
differs $muon --steps 4
differs $muon --iteration cubic
differs $muon --look here
differs $muon --eta-rest 0.02
differs $muon --beta1 0.8
differs $muon --beta2 0.8
differs $muon --eps 0.01

# A net without hidden layers has no matrix for Muon: its eta is of no use, and it is AdamW.
history_of plain $muon --hidden none
same $muon --hidden none --eta 3 --steps 1
history_of a $adam --hidden none --eta 0.03 --beta2 0.95 --eps 1e-10
paste "$scratch/plain" "$scratch/a" >"$scratch/both"
awk 'NR > 1 { d = $3 - $10; if (d * d > 1e-16) exit 1; n++ } END { exit n != 6 }' "$scratch/both"
ok $? "muon --hidden none is AdamW"

# Split epsilon: with one neuron layer of fan-in 3 (two inputs and the bias) it is eta/3.
history_of plain $quickprop --hidden none --split-epsilon --eta 0.3
same $quickprop --hidden none --eta 0.1
differs $quickprop --hidden none --eta 0.3
history_of plain $quickprop
differs $quickprop --split-epsilon

# The memory without a correction of its beginning: the first step is 32 eta, and all is lost.
run $rmsprop --alpha 0.999 --max-iter 300 --seeds 3
grep -q '; 0 of 3 seeds reached' "$out"
ok $? "rmsprop with Adam's memory and no correction fails"
run $adam --max-iter 300 --seeds 3
grep -q '; 3 of 3 seeds reached' "$out"
ok $? "adam does not"

# Mini-batches: fewer passes over the examples than on the full batch; RProp does not arrive.
# passes LIMIT PROGRAM
passes() {
    limit=$1
    shift
    run "$@" --batch 32 --max-iter 880 --seeds 3
    median=$(sed -n 's/^iterations: median \([^,]*\),.*; \([0-9]\) of 3.*/\1/p' "$out")
    holds "$median / 44 <= $limit" "points in batches of 32: ${1##*/} needs at most $limit passes"
}
passes 14 $rmsprop
passes 8 $adam
passes 7 $muon
run ./04_optimizers/rprop --batch 32 --max-iter 880 --seeds 3
grep -q '; 0 of 3 seeds reached' "$out"
ok $? "RProp does not get there in twenty"

# A run that diverges leaves the figure's table of its history, and no other.
run $quickprop --as-printed --tables "$scratch/t"
[ "$status" = 1 ] && [ ! -e "$scratch/t-result.txt" ] && [ ! -e "$scratch/t-region.txt" ]
ok $? "a diverged run has no result to draw"
n=$(sed -n 's/.*no finite number at iteration \([0-9]*\).*/\1/p' "$err")
[ "$(column iteration "$scratch/t-history.txt" | tail -n 1)" = $((n - 1)) ]
ok $? "but its history, up to the last finite error"
refuses 1 "no-such-place" $muon --task digits --tables "$scratch/no-such-place/t" --max-iter 2

finish
