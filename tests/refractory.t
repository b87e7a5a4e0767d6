#!/bin/sh
# refractory: the price of a second impulse, checked pulse by pulse with hodgkin_huxley.
. tests/tap.sh
refractory=./02_hodgkin_huxley/refractory
hh=./02_hodgkin_huxley/hodgkin_huxley

run $refractory --tables "$scratch/t"
[ "$status" = 0 ] && [ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ] && [ ! -s "$err" ]
ok $? "a bare run fits a screen"
p=$scratch/t-periods.txt
c=$scratch/t-curve.txt
holds "$(column rest_uA "$p") - 13.27981467 < 1e-5 && 13.27981467 - $(column rest_uA "$p") < 1e-5" "the threshold at rest"
holds "$(column absolute_ms "$p") > 5 && $(column absolute_ms "$p") < $(column relative_ms "$p") && $(column relative_ms "$p") < 17" "first the absolute period, then the relative one"
holds "$(column limit_uA "$p") == 180 && $(column first_uA "$p") / $(column rest_uA "$p") - 2 < 1e-8" "the strongest pulse lifts C by 90 mV in 0.5 ms: 180 uA/cm^2; the first is twice the threshold"
# Two pulses of 0.5 ms: with 180 uA/cm^2 the second impulse stands above its pulse from 6.0695 ms on.
holds "$(column absolute_ms "$p") - 6.0695 < 0.002 && 6.0695 - $(column absolute_ms "$p") < 0.002" "the absolute period"
absolute=$(column absolute_ms "$p")
relative=$(column relative_ms "$p")
awk -v a="$absolute" -v r="$relative" '!/#/ { if (($1 < a) != ($2 == "?") || ($1 >= a && $1 < r && $2 <= 13.2798) || ($1 > 6 && $1 < 17 && $2 != "?" && last && $2 > last)) exit 1
    last = $2 == "?" ? 0 : $2; if ($1 > r && $2 < 13.2) low++; n++ } END { exit n != 59 || low < 5 }' "$c"
ok $? "none, then a falling price, then for some ms a membrane easier to excite than at rest"
# two FIRST DELAY SECOND: two pulses of 0.5 ms, and how often V crosses 50 mV.
two() {
    awk -v a="$1" -v d="$2" -v b="$3" 'BEGIN { printf "0 0\n0 %s\n0.5 %s\n0.5 0\n%s 0\n%s %s\n%s %s\n%s 0\n", a, a, d, d, b, d + 0.5, b, d + 0.5 }' >"$scratch/two"
    run $hh --stimulus "$scratch/two" --time 60
    sed -n 's/^\([0-9]*\) spike.*/\1/p' "$out" >"$scratch/spikes"
}
for delay in 9 12 16 19 25; do
    threshold=$(awk -v d=$delay '$1 == d { print $2 }' "$c")
    two 26.559628 $delay "$(awk "BEGIN { print $threshold * 0.998 }")"
    below=$(cat "$scratch/spikes")
    two 26.559628 $delay "$(awk "BEGIN { print $threshold * 1.002 }")"
    [ "$below" = 1 ] && [ "$(cat "$scratch/spikes")" = 2 ]
    ok $? "delay $delay ms: 0.2 % below $threshold one impulse, 0.2 % above two"
done
two 26.559628 "$(awk "BEGIN { print $relative + 0.05 }")" 13.2798
[ "$(cat "$scratch/spikes")" = 2 ]
ok $? "after the relative period the strength at rest is enough"
two 26.559628 "$(awk "BEGIN { print $relative - 0.05 }")" 13.2798
[ "$(cat "$scratch/spikes")" = 1 ]
ok $? "before its end it is not"
run $refractory --celsius 18.5 --to 8 --step 1 --tables "$scratch/w"
holds "$(column absolute_ms "$scratch/w-periods.txt") < $absolute / 3 && $(column relative_ms "$scratch/w-periods.txt") < $relative / 3" "in the warm three times as short"
run $refractory --limit 50 --to 10 --step 1 --tables "$scratch/l"
holds "$(column absolute_ms "$scratch/l-periods.txt") > $absolute + 1" "a smaller --limit: a longer absolute period"
run $refractory --first 4 --to 10 --step 1 --duration 0.4 --quiet --tables "$scratch/f"
[ "$status" = 0 ] && [ ! -s "$out" ] && grep -q " 0.4 " "$scratch/f-periods.txt"
ok $? "--first, --duration; --quiet prints nothing"
run $refractory --help
[ "$status" = 0 ] && grep -q "lecture 14, slides 6-9" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help in 80 columns"
refuses 2 "--first: '1'" $refractory --first 1
refuses 2 "--duration: '2'" $refractory --duration 2
refuses 2 "--limit: '500'" $refractory --limit 500
refuses 2 "--step: '0'" $refractory --step 0
refuses 2 "--from: 0.2 ms; the second pulse begins before the first" $refractory --from 0.2
refuses 2 "--to: from 5 to 3 ms" $refractory --from 5 --to 3
refuses 1 "no such folder" $refractory --to 3 --tables "$scratch/no such folder/t"
finish
