#!/bin/sh
# integrators: fourteen methods agree, the fixed steps have their orders, more exact is not for less.
. tests/tap.sh
integrators=./02_hodgkin_huxley/integrators

run $integrators --most 20000 --tables "$scratch/t"
[ "$status" = 0 ] && [ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ] && [ ! -s "$err" ]
ok $? "a run fits a screen"
grep -q "^10 uA/cm^2, 100 ms, 7 spikes" "$out"
ok $? "seven spikes in 100 ms"
# The order of a method, from the errors of its runs in the last five steps.
for wanted in euler:1 exponential_euler:1 runge_kutta:4; do
    order=$(awk -v m="${wanted%:*}" '$1 == m { print $NF }' "$out")
    holds "$order - ${wanted#*:} < 0.1 && ${wanted#*:} - $order < 0.1" "${wanted%:*} is of order ${wanted#*:}"
done
[ "$(grep -Ec '^(euler|exponential_euler|runge_kutta|rk2|rk4|rkf45|rkck|rk8pd|rk1imp|rk2imp|rk4imp|bsimp|msbdf|msadams) ' "$out")" = 14 ]
ok $? "fourteen methods"
awk '/^# [a-z]/ && NF == 2 { m = $2; n++ } /^[0-9]/ { if (!(m in best) || $2 < best[m]) best[m] = $2 }
    END { for (m in best) if (best[m] > (m ~ /^(exponential_euler|rk1imp)$/ ? 1 : 0.02)) { print m, best[m]; exit 1 } exit n != 14 }' "$scratch/t-work.txt"
ok $? "all of them come to the same spikes, most within 0.02 ms with some 20000 evaluations"
awk '$2 == "rk8pd" { on = 1 } NF == 0 { on = 0 } on && /^[0-9]/ { if (n++ && $2 > last) exit 1; last = $2; k = $3 } END { exit !(last < 1e-9) }' "$scratch/t-work.txt"
ok $? "rk8pd: a smaller tolerance, a smaller error, down to 1e-9 ms"
awk 'NF == 0 || /#/ { last = 0 } $2 == "runge_kutta" { on = 1 } NF == 0 { on = 0 } on && /^[0-9]/ { if (last && (last / $1 < 1.999 || last / $1 > 2.001)) exit 1; last = $1; n++ } END { exit n < 2 }' "$scratch/t-work.txt"
ok $? "a fixed step is halved from run to run"
# Twice the steps, twice the slopes, but for those that look for the moments of the spikes.
awk '$2 == "euler" { on = 1 } NF == 0 { on = 0 } on && /^[0-9]/ { extra = $3 - 100 / $1; if (extra < 100 || extra > 600) exit 1; n++ } END { exit n < 3 }' "$scratch/t-work.txt"
ok $? "euler: one evaluation a step, and some hundred for seven spikes"
run $integrators --current 20 --most 1000 --reference 1e-9 --quiet
[ "$status" = 0 ] && [ ! -s "$out" ]
ok $? "--quiet prints nothing"
run $integrators --help
[ "$status" = 0 ] && grep -q "lecture 14, slide 9" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help in 80 columns"
refuses 1 "--current: 1 uA/cm^2 makes 0 spikes" $integrators --current 1
refuses 2 "--most: '0'" $integrators --most 0
refuses 2 "--reference: '1'" $integrators --reference 1
refuses 1 "no such folder" $integrators --most 1000 --tables "$scratch/no such folder/t"
finish
