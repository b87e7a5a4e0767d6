#!/bin/sh
# fi_curve: the onset and the Hopf points as known, the loop between them, the rate of a single run.
. tests/tap.sh
fi=./02_hodgkin_huxley/fi_curve

run $fi --from 5 --to 11 --step 2 --tables "$scratch/t"
[ "$status" = 0 ] && [ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ] && [ ! -s "$err" ]
ok $? "a run fits a screen"
p=$scratch/t-points.txt
s=$scratch/t-sweep.txt
# known COLUMN VALUE ERROR TEXT
known() {
    x=$(column "$1" "$p")
    holds "$x - ($2) < $3 && ($2) - ($x) < $3" "$4"
}
known hopf_1_uA 9.779337995 1e-8 "the first Hopf point"
known hopf_2_uA 154.526333666 1e-7 "the second"
known fold_uA 6.264221275 1e-8 "the fold of cycles"
awk '!/#/ { if (($1 < 9.7 && $5 != 0) || ($1 > 9.95 && $5 < 60) || ($1 < 6.2 && $8 != 0) || ($1 > 6.45 && $8 < 50)) exit 1; n++ } END { exit n != 61 }' "$s"
ok $? "up: silent to the Hopf point; down: firing to the fold"
awk '!/#/ { if (($1 < 9.77) != ($3 < 0)) exit 1; v = $2; i = 120 * m(v) ^ 3 * h(v) * (v - 115) + 36 * n(v) ^ 4 * (v + 12) + 0.3 * (v - 10.6) - $1
        if (i * i > 1e-12) exit 1 }
    function m(v, a) { a = 0.1 * (v - 25) / (1 - exp((25 - v) / 10)); return a / (a + 4 * exp(-v / 18)) }
    function n(v, a) { a = 0.01 * (v - 10) / (1 - exp((10 - v) / 10)); return a / (a + 0.125 * exp(-v / 80)) }
    function h(v, a) { a = 0.07 * exp(-v / 20); return a / (a + 1 / (1 + exp((30 - v) / 10))) }' "$s"
ok $? "the rest under every current is one, and stable to the Hopf point"
# At 10 uA/cm^2 the interval tends to 14.63832479 ms; waves of 105.33 mV from -9.897 to 95.432.
awk '$1 > 9.9999 && $1 < 10.0001 { a = $8 - 1000 / 14.63832479; b = $9 + 9.8967; c = $10 - 95.4325; n++
        if (a * a > 1e-8 || b * b > 1e-4 || c * c > 4e-2) exit 1 } END { exit n != 1 }' "$s"
ok $? "10 uA/cm^2: 68.3138 Hz, and V from -9.897 to 95.43 mV"
run ./02_hodgkin_huxley/hodgkin_huxley --current 6.2 --time 1000 --quiet --tables "$scratch/h"
holds "$(grep -vc '#' "$scratch/h-spikes.txt") < 40" "below the fold the rhythm ends"
run $fi --from 100 --to 170 --step 10 --settle 200 --time 100 --tables "$scratch/u"
awk '!/#/ { if (($1 < 154.5) != ($5 > 140) || ($1 < 154.5) != ($8 > 140) || ($1 > 154.5) != ($3 < 0)) exit 1 }' "$scratch/u-sweep.txt"
ok $? "waves to the second Hopf point, and no loop there"
awk '!/#/ { d = $5 - $8; if (d * d > 1e-2) exit 1 }' "$scratch/u-sweep.txt"
ok $? "up and down agree"
run $fi --celsius 30 --from 0 --to 40 --step 5 --settle 100 --time 100
grep -q "the rest is stable from 0 to 300" "$out"
ok $? "in the warm there is no rhythm"
run $fi --from 1 --to 2 --step 1 --settle 20 --time 50 --quiet
[ "$status" = 0 ] && [ ! -s "$out" ]
ok $? "--quiet prints nothing"
run $fi --help
[ "$status" = 0 ] && grep -q "lecture 14, slides 9 and 10" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help in 80 columns"
refuses 2 "--to: 3 uA/cm^2 is below --from, 5" $fi --from 5 --to 3
refuses 2 "--step: '0'" $fi --step 0
refuses 2 "--time: '1'" $fi --time 1
refuses 2 "--settle: 'x'" $fi --settle x
refuses 1 "--step: 0.001 makes more than" $fi --step 0.001
refuses 1 "no such folder" $fi --from 1 --to 2 --step 1 --settle 20 --time 50 --tables "$scratch/no such folder/t"
finish
