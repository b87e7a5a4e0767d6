#!/bin/sh
# Elman's net learns the grammar: what it accepts, what it keeps, and what the options do.
. tests/tap.sh
elman=./07_other_models/elman

# counts KIND: of the last run, as "right accepted wrong accepted".
counts() {
    sed -n "s/^$1 *\([0-9]*\) *\([0-9]*\) accepted *\([0-9]*\) *\([0-9]*\) accepted/\1 \2 \3 \4/p" "$out"
}
error() {
    sed -n "s/^ *$1 *\([0-9.]*\)$/\1/p" "$out"
}

run $elman --tables "$scratch/t"
[ "$status" = 0 ] && [ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "a bare run fits a screen"
holds "$(error 0) > 1.9 && $(error 0) < 2.4" "before training the error is near ln 7"
holds "$(error 300) < 0.6" "after it, within one hundredth of 6/7 ln 2"
[ "$(counts 'of the grammar, new')" = "2000 2000 0 0" ]
ok $? "all new strings of the grammar are accepted"
[ "$(counts 'one letter changed')" = "0 0 2000 0" ]
ok $? "none with a letter changed is"
counts 'letters drawn blindly' >"$scratch/blind"
awk '$1 + $3 != 2000 || $1 < 1 || $1 != $2 || $4 != 0 { exit 1 }' "$scratch/blind"
ok $? "of blind letters exactly those of the grammar are"
grep -q 'own state: 100.00 % of' "$out"
ok $? "the hidden rows lie about the centres of their states"

# The tables: the last error again; probabilities that sum to 1; the grammar's ten ways between states 1 to 6, whose
# ends are the mean points of the states.
awk -v e="$(error 300)" '!/^#/ { last = $2; n++ } END { exit !(n == 301 && (last - e) ^ 2 < 1e-8) }' "$scratch/t-history.txt"
ok $? "the history has all errors from 0 to 300"
awk '!/^#/ { s[$1] += $6; n++ } END { for (t in s) if ((s[t] - 1) ^ 2 > 1e-20) exit 1; exit n != 70 }' "$scratch/t-string.txt"
ok $? "the probabilities of each step sum to 1"
[ "$(awk '!/^#/ { printf "%s%s%s ", $1, $3, $2 }' "$scratch/t-ways.txt")" = "1T2 1P3 2S2 2X4 3T3 3V5 4S6 4X3 5P4 5V6 " ]
ok $? "ten ways lead from state to state"
awk 'FNR == NR { if (!/^#/) { n[$1]++; x[$1] += $3; y[$1] += $4 } next }
    !/^#/ { if (($4 - x[$1] / n[$1]) ^ 2 + ($7 - y[$2] / n[$2]) ^ 2 > 1e-9) exit 1 }' "$scratch/t-states.txt" "$scratch/t-ways.txt"
ok $? "from the mean point of one to that of the other"

small='--strings 50 --tests 50 --iterations 20'
# shellcheck disable=SC2086 # options
run $elman $small --check
difference=$(sed -n 's/.*at the start: \([^ ]*\) of.*/\1/p' "$out")
holds "$difference > 0 && $difference < 1e-7" "--check: the gradient is that of differences"
# shellcheck disable=SC2086
run $elman $small --check --copy
holds "$(sed -n 's/.*at the start: \([^ ]*\) of.*/\1/p' "$out") > 0.01" "--copy --check: and this is not"
# shellcheck disable=SC2086
run $elman $small --tables "$scratch/plain"
for other in '--seed 2' '--hidden 9' '--strings 51' '--iterations 21' '--eta 0.03' '--method rprop' '--copy'; do
    # shellcheck disable=SC2086
    run $elman $small $other --tables "$scratch/other"
    [ "$status" = 0 ] && ! cmp -s "$scratch/plain-history.txt" "$scratch/other-history.txt"
    ok $? "$other makes a difference"
done
# shellcheck disable=SC2086
run $elman $small --tables "$scratch/again"
cmp -s "$scratch/plain-history.txt" "$scratch/again-history.txt" && cmp -s "$scratch/plain-states.txt" "$scratch/again-states.txt"
ok $? "the same seed, the same bytes"
for method in lbfgs conjugate_gradient vector_bfgs2 muon; do
    # shellcheck disable=SC2086
    run $elman $small --method $method
    holds "$(error 20) < $(error 0)" "--method $method goes down"
done
# shellcheck disable=SC2086
run $elman $small --threshold 0.000001
[ "$(counts 'of the grammar, new')" = "50 50 0 0" ] && counts 'one letter changed' >"$scratch/wrong" &&
    awk '$3 != 50 || $4 < 25 || $4 == 50 { exit 1 }' "$scratch/wrong"
ok $? "--threshold 0.000001 accepts whatever ends with E, and nothing else"
# shellcheck disable=SC2086
run $elman $small --string BTXS
grep -q '^BTXS: rejected' "$out"
ok $? "--string: a string that does not end is rejected"
# shellcheck disable=SC2086
run $elman $small --quiet
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
run $elman --help
[ "$status" = 0 ] && grep -q "lecture 14, slide 18" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"

refuses 2 "--hidden: '1'" $elman --hidden 1
refuses 2 "--strings: '0'" $elman --strings 0
refuses 2 "--tests: 'many'" $elman --tests many
refuses 2 "--iterations: '0'" $elman --iterations 0
refuses 2 "--eta: '0'" $elman --eta 0
refuses 2 "--threshold: '1'" $elman --threshold 1
refuses 2 "--string: 'BTXA'" $elman --string BTXA
refuses 2 "--string: 'B'" $elman --string B
refuses 2 "no method 'adamant'" $elman --method adamant
refuses 2 "'5' is no option" $elman 5
refuses 1 "feed-forward nets only" $elman --method lma --quiet
refuses 1 "needs the gradient of one function" $elman --method lbfgs --copy --quiet
refuses 1 "no such folder" $elman --tables "$scratch/no such folder/t"
finish
