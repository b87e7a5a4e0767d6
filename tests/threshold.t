#!/bin/sh
# threshold: the weakest pushes, as known to nine digits; a spike on either side of each.
. tests/tap.sh
threshold=./02_hodgkin_huxley/threshold
hh=./02_hodgkin_huxley/hodgkin_huxley

run $threshold --tables "$scratch/t"
[ "$status" = 0 ] && [ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ] && [ ! -s "$err" ]
ok $? "a bare run fits a screen"
t=$scratch/t-thresholds.txt
# known COLUMN VALUE ERROR TEXT
known() {
    x=$(column "$1" "$t")
    holds "$x - ($2) < $3 && ($2) - ($x) < $3" "$4"
}
known step_uA 2.240945854 2e-8 "the rheobase"
known pulse_uA 13.27981467 2e-7 "the threshold of a pulse of 0.5 ms"
known shock_mV 6.50736 1e-5 "the threshold of a shock"
known brake_uA -2.792889 1e-6 "the anode break"
for push in "--current 2.19:--current 2.29" "--for 0.5 --current 13.2:--for 0.5 --current 13.35" \
    "--current 0 --shift 6.45:--current 0 --shift 6.55" "--for 20 --current -2.74:--for 20 --current -2.84"; do
    # shellcheck disable=SC2086 # words
    run $hh ${push%:*}
    grep -q "^0 spikes" "$out"
    ok $? "hodgkin_huxley ${push%:*}: no spike"
    # shellcheck disable=SC2086 # words
    run $hh ${push#*:}
    grep -q "^1 spike " "$out"
    ok $? "hodgkin_huxley ${push#*:}: one"
done
ms=$(column chronaxie_ms "$t")
run $threshold --duration "$ms" --tables "$scratch/c"
holds "$(column pulse_uA "$scratch/c-thresholds.txt") / $(column step_uA "$t") - 2 < 1e-6 && 2 - $(column pulse_uA "$scratch/c-thresholds.txt") / $(column step_uA "$t") < 1e-6" \
    "a pulse as long as the chronaxie needs twice the rheobase"
c=$scratch/t-curve.txt
awk '!/#/ { if (n++ && ($2 > last * 1.0000001 || $3 < charge)) exit 1; last = $2; charge = $3 } END { exit n != 25 }' "$c"
ok $? "a longer pulse may be weaker, and takes more charge"
awk -v r="$(column step_uA "$t")" -v c="$ms" '!/#/ { d = $4 - r / (1 - exp(-$1 * log(2) / c)); if (d * d > 1e-8 * $4 * $4) exit 1; n++ } END { exit n != 25 }' "$c"
ok $? "the capacitor's curve is equation (1)"
holds "$(column charge_nC "$c" | head -n 1) - $(column shock_mV "$t") < 0.01" "a very short pulse is a shock: the charge is C times its millivolts"
awk '/^# (step|pulse|shock|brake)/ { k++ } !/#/ && NF { if ($2 > top[k]) top[k] = $2 }
    END { for (j = 1; j <= 8; j++) if ((top[j] > 50) != (j % 2 == 0)) exit 1; exit k != 8 }' "$scratch/t-traces.txt"
ok $? "the traces: one per cent less does not fire, one per cent more does"
run $threshold --celsius 18.5 --watch 30 --precision 1e-3
grep -q "none up to -30 uA" "$out"
ok $? "at 18.5 degrees there is no anode break"
run $threshold --brake 5 --precision 1e-4 --watch 30
holds "$(sed -n 's/^a brake of 5 ms.*fires *\([-0-9.]*\) .*/\1/p' "$out") < -2.8" "a shorter brake must be stronger"
run $threshold --quiet --watch 10 --precision 0.01
[ "$status" = 0 ] && [ ! -s "$out" ]
ok $? "--quiet prints nothing"
run $threshold --help
[ "$status" = 0 ] && grep -q "lecture 14, slides 6 and 9" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help in 80 columns"
refuses 2 "--duration: '0'" $threshold --duration 0
refuses 2 "--brake: 'x'" $threshold --brake x
refuses 2 "--watch: '0'" $threshold --watch 0
refuses 2 "--precision: '1'" $threshold --precision 1
refuses 1 "no such folder" $threshold --watch 10 --precision 0.01 --tables "$scratch/no such folder/t"
finish
