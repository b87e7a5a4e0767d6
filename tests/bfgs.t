#!/bin/sh
# BFGS and L-BFGS as programs: what they print, what they refuse, and how slide 52 to the letter ends.
. tests/tap.sh
bfgs=./05_second_order/bfgs
lbfgs=./05_second_order/lbfgs

for program in $bfgs $lbfgs; do
    name=${program##*/}
    run $program
    [ "$status" = 0 ] && grep -qE '^iter: 1-[0-9]+, error 0\.[0-9]{5}$' "$out" &&
        grep -qE '^results - points: 1399, error: 0\.[0-9]{6}$' "$out" && [ "$(cat "$out" "$err" | wc -l)" -le 24 ]
    ok $? "$name: the captions of its slide, on at most a screen"
    next=$(sed -n 's/^next: \([^,]*\).*/\1/p' "$out")
    run sh -c "$next --max-iter 2"
    [ "$status" = 0 ]
    ok $? "$name: the next command worth trying works"

    refuses 2 "--step: '0'" "$program" --step 0
    refuses 2 "--step: 'inf'" "$program" --step inf
    refuses 2 "--c1: '0'" "$program" --c1 0
    refuses 2 "--c1: '0.02'" "$program" --c1 0.02
    refuses 2 "--c2: '0.01'" "$program" --c2 0.01
    refuses 2 "--c2: '1'" "$program" --c2 1
    refuses 2 "use --batch full" "$program" --batch 100

    run $program --quiet --max-iter 12 --history "$scratch/plain"
    for other in '--step 2' '--c2 0.05'; do
        # shellcheck disable=SC2086 # options
        run $program --quiet --max-iter 12 $other --history "$scratch/other"
        [ "$status" = 0 ] && ! cmp -s "$scratch/plain" "$scratch/other"
        ok $? "$name: another history with $other"
    done
    run $program --quiet --max-iter 12 --step 0.1 --c1 0.0001 --c2 0.9 --history "$scratch/other"
    cmp -s "$scratch/plain" "$scratch/other"
    ok $? "$name: the defaults, given or not"
    run $program --help
    tr -s ' \n' ' ' <"$out" >"$scratch/help"
    for value in 'step 0.1' 'c1 0.0001' 'c2 0.9'; do
        # The table at the top of the file has one or two of them in a row.
        option=${value% *} default=${value#* }
        grep -qE -- " --$option=X [^(]*\(default: $default\)" "$scratch/help" &&
            awk -F '|' -v option="$option" -v default="$default" 'index($3, "`" option "`") && index($4, default) { found = 1 }
                END { exit !found }' "$program.c"
        ok $? "$name: --help and the file's table agree, --$option is $default"
    done
done

# One method, two matrices: the same way, up to rounding.
run $bfgs --quiet --max-iter 21 --stop-error 1e-9 --history "$scratch/inverse"
run $bfgs --quiet --max-iter 21 --stop-error 1e-9 --form direct --history "$scratch/direct"
column error "$scratch/inverse" >"$scratch/e_inverse"
column error "$scratch/direct" >"$scratch/e_direct"
paste "$scratch/e_inverse" "$scratch/e_direct" >"$scratch/both"
awk '{ d = $1 / $2 - 1; if (d < -1e-6 || d > 1e-6) bad = 1 } END { exit bad || NR != 21 }' "$scratch/both"
ok $? "twenty updates by --form direct: the errors of --form inverse"
refuses 2 "--form: 'dual'" $bfgs --form dual
run $bfgs --max-iter 3
! grep -q 'as printed' "$err"
ok $? "no note without --as-printed"

# A matrix that no machine of a reader can hold.
refuses 1 "114 GB, is too large for this machine; lbfgs needs none: --method lbfgs" $bfgs --task digits
refuses 2 "unrecognized option '--pairs'" $bfgs --pairs 3
run $bfgs --task digits --method lbfgs --max-iter 3
[ "$status" = 0 ]
ok $? "and the way out that it names is one"
run $lbfgs --task digits
[ "$status" = 0 ] && grep -qE '^iter: [0-9]+-2[0-9], error 0\.00' "$out" &&
    grep -qE '2[0-9] gradient evaluations' "$out"
ok $? "L-BFGS learns the digits, in twenty-odd iterations"

run $lbfgs --quiet --max-iter 12 --history "$scratch/plain"
run $lbfgs --quiet --max-iter 12 --pairs 10 --history "$scratch/ten"
cmp -s "$scratch/plain" "$scratch/ten"
ok $? "ten pairs are the default"
awk -F '|' '$3 ~ /`pairs`/ && $4 == " 10 " { found = 1 } END { exit !found }' $lbfgs.c
ok $? "as the file's table says"
run $lbfgs --quiet --max-iter 12 --pairs 3 --history "$scratch/three"
! cmp -s "$scratch/plain" "$scratch/three" && [ "$(head -n 5 "$scratch/plain")" = "$(head -n 5 "$scratch/three")" ]
ok $? "three are the same until the fourth step, which forgets the first"
refuses 2 "--pairs: '0'" $lbfgs --pairs 0
refuses 2 "--pairs: '2.5' is not a whole number" $lbfgs --pairs 2.5
refuses 2 "--pairs: '1001'" $lbfgs --pairs 1001
refuses 2 "unrecognized option '--as-printed'" $lbfgs --as-printed

# Slide 52 to the letter: nowhere near the end, and no infinity either. (Four thousand iterations of ten
# seeds, as the file has it, would take a quarter of a minute.)
rises() {
    column error "$1" | awk 'NR > 1 && $1 > e { n++ } { e = $1 } END { print n + 0 }'
}
run $bfgs --as-printed --max-iter 300 --seeds 10
grep -q '; 0 of 10 seeds reached the error' "$out" && grep -q '^bfgs: as printed V is near the squared curvature' "$err"
ok $? "slide 52 as printed says why it fails, and fails on ten seeds"
best=$(awk '/^ / { if (best == "" || $3 < best) best = $3 } END { print best }' "$out")
worst=$(awk '/^ / { if ($3 > worst) worst = $3 } END { print worst }' "$out")
holds "${best:-0} > 0.67 && ${worst:-9} < 0.7" "it creeps: every seed is still between 0.67 and 0.70"
run $bfgs --as-printed --max-iter 4000 --history "$scratch/h"
last=$(column error "$scratch/h" | tail -n 1)
holds "$(rises "$scratch/h") == 0 && ${last:-0} > 0.68 && $(wc -l <"$scratch/h") == 4001" \
    "seed 1: four thousand iterations down from 0.69, and none rises"
run $bfgs --as-printed --hidden 10 --seed 2 --max-iter 4000 --quiet --history "$scratch/h"
holds "$(rises "$scratch/h") > 200" "a net that is steep enough swings"
run $bfgs --as-printed --max-iter 2 --quiet
[ "$status" = 0 ] && [ ! -s "$err" ] && [ ! -s "$out" ]
ok $? "--quiet is quiet about it"
run $bfgs --as-printed --form direct --max-iter 200 --seeds 10
above=$(awk '/^ / && $3 > 1000 { n++ } END { print n + 0 }' "$out")
holds "$above == 10" "taken for B it throws the net out, on every seed"

finish
