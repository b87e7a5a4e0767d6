#!/bin/sh
# gates prints what the formulas say, and refuses what makes no sense.
. tests/tap.sh
gates=./02_hodgkin_huxley/gates

run $gates --from -45 --to 95 --step 2.5 --tables "$scratch/t"
awk 'function near(a, b) { return (a - b) * (a - b) < 1e-24 * (1 + b * b) }
    /^[^#]/ { v = $1; n++
        u = (10 - v) / 10; w = (25 - v) / 10
        an = u == 0 ? 0.1 : 0.1 * u / (exp(u) - 1); bn = 0.125 * exp(-v / 80)
        am = w == 0 ? 1 : w / (exp(w) - 1); bm = 4 * exp(-v / 18)
        ah = 0.07 * exp(-v / 20); bh = 1 / (1 + exp((30 - v) / 10))
        if (!(near($2, an) && near($3, bn) && near($4, an / (an + bn)) && near($5, 1 / (an + bn)) &&
              near($6, am) && near($7, bm) && near($8, am / (am + bm)) && near($9, 1 / (am + bm)) &&
              near($10, ah) && near($11, bh) && near($12, ah / (ah + bh)) && near($13, 1 / (ah + bh)))) exit 1 }
    END { exit n != 57 }' "$scratch/t-rates.txt"
ok $? "rates, shares and times of 57 potentials are what awk makes of the formulas"
run $gates
[ "$status" = 0 ] && [ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "a bare run fits a screen"
grep -q "n 0.317681168, m 0.052934218, h 0.596111046" "$out"
ok $? "the gates at rest"
[ "$(awk '/^ *0 / { print $3 }' "$out" | tail -n 1)" = 0.1000000000000000 ] && grep -Eq "^ *0 +-?nan" "$out"
ok $? "the hole: NaN as typed, its limit here"
cp "$out" "$scratch/cold"
run $gates --celsius 16.3
awk '/^ *-?[0-9]+ +[0-9.]+ +[0-9.]+ +[0-9.]+ +[0-9.]+ +[0-9.]+ +[0-9.]+$/ { if (FILENAME ~ /cold/) { s[$1] = $2; t[$1] = $3 }
    else { n++; if (s[$1] != $2 || t[$1] / $3 < 2.9999 || t[$1] / $3 > 3.0001) exit 1 } } END { exit n < 10 }' "$scratch/cold" "$out"
ok $? "ten degrees more: the same shares in a third of the time"
run $gates --quiet
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
run $gates --help
[ "$status" = 0 ] && grep -q "lecture 14, slide 9" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"
refuses 2 "--step: '0'" $gates --step 0
refuses 2 "--from: 'x'" $gates --from x
refuses 2 "--to: -50 mV is below --from" $gates --to -50
refuses 2 "--celsius: '100'" $gates --celsius 100
refuses 1 "--step: 1e-09 makes more than" $gates --step 1e-9
refuses 2 "'7' is no option" $gates 7
refuses 1 "no such folder" $gates --tables "$scratch/no such folder/t"
finish
