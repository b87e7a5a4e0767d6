#!/bin/sh
# Slides 46 and 47 to the letter end as the files say they do: a reader who types a slide in must
# find there what he has seen. And what the files say of defaults and ranges is what the programs do.
. tests/tap.sh
adagrad=./04_optimizers/adagrad
adadelta=./04_optimizers/adadelta
decay=./04_optimizers/weight_decay

# diverges PROGRAM OPTIONS...: the first step makes a NaN, and says so; the history ends before.
diverges() {
    what=$*
    run "$@" --max-iter 20 --history "$scratch/h"
    [ "$status" = 1 ] && [ ! -s "$out" ] && grep -q 'as printed there is no eps' "$err" &&
        grep -q 'the error is no finite number at iteration 2' "$err" && [ "$(wc -l <"$scratch/h")" = 2 ]
    ok $? "0/0 at the first step: ${what##*/}"
}
diverges $adagrad --as-printed --task digits
diverges $adagrad --as-printed --activation relu
diverges $adadelta --as-printed --task digits

run $adagrad --as-printed
[ "$status" = 0 ] && grep -qE '^iter: [0-9]+-[0-9]+, error 0\.0[45][0-9]{3}$' "$out" && grep -q 'no eps' "$err"
ok $? "AdaGrad as printed arrives on the points, where no slope is 0"
run $adagrad --quiet --max-iter 8 --history "$scratch/right"
run $adagrad --quiet --max-iter 8 --history "$scratch/printed" --as-printed
paste "$scratch/right" "$scratch/printed" >"$scratch/both"
awk 'NR > 1 { d = $3 - $10; if (d < -0.002 || d > 0.002) bad = 1 } END { exit bad || NR != 9 }' "$scratch/both"
ok $? "and its first steps are hardly different"

run $adadelta --as-printed --history "$scratch/h"
[ "$status" = 0 ] && grep -q 'D is 0 at first' "$err" && [ "$(wc -l <"$scratch/h")" = 10001 ] &&
    [ "$(column error "$scratch/h" | sort -u | wc -l)" = 1 ]
ok $? "AdaDelta as printed: ten thousand iterations at the first error"
run $adadelta --max-iter 100 --history "$scratch/h"
holds "$(column error "$scratch/h" | tail -n 1) < 0.5" "AdaDelta with eps does not stand still"

for program in $adagrad $adadelta; do
    run $program --max-iter 2
    [ "$status" = 0 ] && ! grep -q 'as printed' "$err"
    ok $? "${program##*/}: no note without --as-printed"
    run $program --max-iter 2 --as-printed --quiet
    [ "$status" = 0 ] && [ ! -s "$err" ]
    ok $? "${program##*/}: no note with --quiet"
done

# The table in each file and --help name the same defaults.
for program in $adagrad $adadelta $decay; do
    run $program --help
    tr -s ' \n' ' ' <"$out" >"$scratch/help"
    awk -F '|' '/^\*\// { exit } $3 ~ /^ `[a-z-]+` $/ && $4 ~ /[0-9]/ { gsub(/[` ]/, "", $3); gsub(/^ | $/, "", $4); print $3; print $4 }' \
        "$program.c" >"$scratch/table"
    rows=0
    while read -r name && read -r value; do
        value=$(printf '%s\n' "$value" | sed 's/1e-\([0-9]\)\b/1e-0\1/')
        [ "$value" = 1e-04 ] && value=0.0001
        grep -qE -- " --$name=X [^(]*(\([^)d]*\)[^(]*)?\(default: $value\)" "$scratch/help"
        ok $? "${program##*/}.c and --help agree: $name is $value"
        rows=$((rows + 1))
    done <"$scratch/table"
    of_help=$(sed -n '/^ Method:/,/--help/p' "$out" | grep -c 'default:')
    holds "$rows > 2 && $rows == $of_help" "${program##*/}.c names them all"
done

refuses 2 "--eta: '0'" $adagrad --eta 0
refuses 2 "--eta: 'inf'" $adagrad --eta inf
refuses 2 "--rho: '-0.1'" $adagrad --rho -0.1
refuses 2 "--mu: '1'" $adagrad --mu 1
refuses 2 "--mu: '-0.1'" $adagrad --mu -0.1
refuses 2 "--eps: '0'" $adagrad --eps 0
refuses 2 "--eps: 'nan'" $adagrad --eps nan
refuses 2 "--as-printed" $adagrad --as-printed=1
refuses 2 "--eta: '-1'" $adadelta --eta -1
refuses 2 "--alpha: '1'" $adadelta --alpha 1
refuses 2 "--alpha: '-0.1'" $adadelta --alpha -0.1
refuses 2 "--beta: '1'" $adadelta --beta 1
refuses 2 "--beta: '-0.1'" $adadelta --beta -0.1
refuses 2 "--rho: '-1'" $adadelta --rho -1
refuses 2 "--mu: '1'" $adadelta --mu 1
refuses 2 "--eps: '0'" $adadelta --eps 0
refuses 2 "--eps: '-1e-6'" $adadelta --eps -1e-6
refuses 2 "--eta: '0'" $decay --eta 0
refuses 2 "--rho: '-1e-4'" $decay --rho -1e-4
refuses 2 "--rho: 'inf'" $decay --rho inf
refuses 2 "--mu: '1'" $decay --mu 1
refuses 2 "unrecognized option '--as-printed'" $decay --as-printed

finish
