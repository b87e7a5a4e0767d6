#!/bin/sh
# voltage_clamp: the closed forms are what integration makes of the equations, and the readings are right.
. tests/tap.sh
clamp=./02_hodgkin_huxley/voltage_clamp

# The six rates, and a gate's slope, for awk: w is the factor of warmth.
gates='function set(v,   a, c) { a = (10 - v) / 10; c = (25 - v) / 10
        al["n"] = 0.1 * (a == 0 ? 1 : a / (exp(a) - 1)); be["n"] = 0.125 * exp(-v / 80)
        al["m"] = c == 0 ? 1 : c / (exp(c) - 1); be["m"] = 4 * exp(-v / 18)
        al["h"] = 0.07 * exp(-v / 20); be["h"] = 1 / (1 + exp((30 - v) / 10)) }
    function settle(v) { set(v); for (x in al) g[x] = al[x] / (al[x] + be[x]) }
    function slope(x, y) { return w * (al[x] * (1 - y) - be[x] * y) }
    function step(d,   x, a, b, c, e) { for (x in al) { a = slope(x, g[x]); b = slope(x, g[x] + d / 2 * a)
        c = slope(x, g[x] + d / 2 * b); e = slope(x, g[x] + d * c); g[x] += d * (a + 2 * b + 2 * c + e) / 6 } }
    function near(a, b, d) { return (a - b) * (a - b) <= d * d * (1 + b * b) }'

# Runge and Kutta in ten steps from row to row; the jump back is where the time stands still.
integrates() {
    awk -v w="$1" -v hold="$2" "$gates"'
        /^$/ { n = 0 } /^[^#]/ { n++
            if (n <= 2) settle(hold)
            else { for (k = 0; k < 10; k++) step(($1 - t > 1e-7 ? $1 - t : 0) / 10); if (n == 3) settle(hold) }
            set($2); t = $1; rows++; if (g["n"] < 0.99 && $2 != hold) moved++
            na = 120 * g["m"] ^ 3 * g["h"]; k4 = 36 * g["n"] ^ 4
            if (!near($7, na, 1e-6) || !near($8, k4, 1e-6) || !near($3, na * ($2 - 115), 2e-6) ||
                !near($4, k4 * ($2 + 12), 2e-6) || !near($5, 0.3 * ($2 - 10.6), 1e-9) ||
                !near($6, $3 + $4 + $5, 1e-9)) { print FILENAME ": " $0 " against " na, k4; exit bad = 1 } }
        END { exit bad || rows != 2408 || moved < 1000 }' "$scratch/t-$3.txt" >"$out"
}
run $clamp --steps 26,109 --tables "$scratch/t" --tails -30,115
integrates 1 0 steps
ok $? "gates, conductances and currents of two steps, against Runge and Kutta's integration"
integrates 1 0 tails
ok $? "and of two tails"
run $clamp --steps -20,50 --hold 12 --celsius 16.3 --duration 3 --tables "$scratch/t"
integrates 3 12 steps
ok $? "and from another potential, ten degrees warmer"
[ "$(awk '/^[^#]/ { print $2 }' "$scratch/t-steps.txt" | uniq | tr '\n' ' ')" = "12 -20 12 50 12 " ]
ok $? "the potential is the one before, the step, and again the one before"

run $clamp
cp "$out" "$scratch/bare"
[ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "a bare run fits a screen"
# At 115 mV sodium's current vanishes and has another sign beyond; its peak conductance only grows.
awk '$1 == 109 { a = $4 } $1 == 115 { b = $4 } $1 == 130 { c = $4 } /^ *[0-9]+ / { n++; if ($2 <= g) exit bad = 1; g = $2 }
    END { exit bad || !(a < -200 && b * b < 1e-12 && c > 200) || n != 14 }' "$out"
ok $? "sodium's current turns round at 115 mV"
awk '/^ *[0-9]+ / { if ($8 != $1) exit 1 }' "$out"
ok $? "the capacity takes 1 nC/cm^2 a millivolt"
run $clamp --c 2 --hold -10 --steps 40
awk '$1 == 40 { found = $8 == 100 } END { exit !found }' "$out"
ok $? "twice the capacity, from -10 to 40 mV: 100 nC/cm^2"
# The peak by a search through the closed form, a step of 63 mV.
awk "$gates"' BEGIN { w = 1; settle(0); for (x in al) from[x] = g[x]; settle(63)
    for (t = 0; t < 2; t += 0.0001) { m = g["m"] - (g["m"] - from["m"]) * exp(-t * (al["m"] + be["m"]))
        h = g["h"] - (g["h"] - from["h"]) * exp(-t * (al["h"] + be["h"])); y = 120 * m ^ 3 * h; if (y > best) { best = y; at = t } }
    printf "%.3f %.4f %.3f\n", at, best, best * (63 - 115) }' >"$scratch/best"
[ "$(awk '$1 == 63 { print $3, $2, $4 }' "$scratch/bare")" = "$(cat "$scratch/best")" ]
ok $? "the peak at 63 mV is where a search finds it: $(cat "$scratch/best")"
run $clamp --steps -40,63 --duration 0.3
awk '$1 == -40 { a = $3 == "0.000" } $1 == 63 { b = $3 == "0.300" } END { exit !(a && b) }' "$out"
ok $? "a step down has its peak at once, a short one at its end"
# RT/F is 24.0826 mV at 6.3 degrees; times ln 10, 55.45.
run $clamp --sodium 0.1 --tables "$scratch/s"
grep -q "V_Na 59.55," "$out"
ok $? "a tenth of the sodium: V_Na falls to 59.55 mV"
run $clamp --tables "$scratch/t"
paste "$scratch/t-steps.txt" "$scratch/s-steps.txt" | awk '/^[^#]/ && NF == 18 { n++
    d = ($6 - $15) - $7 * 8314.472 * 279.45 / 96485.3429775 * log(0.1); if ($7 != $16 || $4 != $13 || d * d > 1e-16) exit bad = 1 } END { exit bad || n < 10000 }'
ok $? "and the difference of the two records is the sodium conductance's, as in 1952"
awk '/^[^#]/ { n++; x[n] = $8; v[n] = $6 } END { for (k = 2; k < n; k++) if ((x[k-1] - 2 * x[k] + x[k+1]) ^ 2 > 1e-18) exit 1
    exit !(n == 201 && v[176] * v[176] < 1e-18 && v[175] < 0 && v[177] > 0) }' "$scratch/t-curves.txt"
ok $? "at the first moment of a tail the current is a straight line, and sodium's is 0 at 115 mV"
zero=$(sed -n 's/.*is 0 at \(.*\) mV\./\1/p' "$scratch/bare")
awk -v zero="$zero" '/^[^#]/ { if ($1 == 98) a = $8; if ($1 == 99) b = $8 } END { d = 98 - a / (b - a) - zero; exit d * d > 2.6e-5 }' \
    "$scratch/t-curves.txt"
ok $? "whose zero is the one printed, $zero mV"

run $clamp --g-na 0 --v-k -20 --g-l 0 --steps 50 --tables "$scratch/t"
awk '/^[^#]/ { n++; if ($3 != 0 || $5 != 0 || $7 != 0 || ($4 - $8 * ($2 + 20)) ^ 2 > 1e-18) exit 1 } END { exit n != 1204 }' \
    "$scratch/t-steps.txt"
ok $? "no sodium channels, no leak, another V_K"
run $clamp --g-k 0 --v-na 90 --v-l 0 --g-l 1 --steps 50 --tables "$scratch/t"
awk '/^[^#]/ { n++; if ($4 != 0 || ($5 - $2) ^ 2 > 1e-18 || ($3 - $7 * ($2 - 90)) ^ 2 > 1e-18) exit 1 } END { exit n != 1204 }' \
    "$scratch/t-steps.txt"
ok $? "no potassium channels, another V_Na, another leak"
run $clamp --open 30 --open-for 2 --tails 5,20 --tables "$scratch/t"
grep -q "Tails, after 2 ms at 30 mV" "$out" &&
    [ "$(awk '/^[^#]/ { print $2 }' "$scratch/t-tails.txt" | uniq | tr '\n' ' ')" = "0 30 5 0 30 20 " ]
ok $? "--open, --open-for and --tails"
run $clamp --g-na 0 --g-k 0 --g-l 0
[ "$status" = 0 ] && ! grep -Eq 'nan|inf' "$out"
ok $? "a membrane that lets nothing through has no reversal"

run $clamp --quiet
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
run $clamp --help
[ "$status" = 0 ] && grep -q "lecture 14, slides 7-9" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"
refuses 2 "--steps: " $clamp --steps 20,x
refuses 2 "--steps: 501 mV" $clamp --steps 20,501
refuses 2 "--tails: -1000 mV" $clamp --tails -1000
refuses 2 "--hold: 'nan'" $clamp --hold nan
refuses 2 "--open: '900'" $clamp --open 900
refuses 2 "--duration: '0'" $clamp --duration 0
refuses 2 "--open-for: '-1'" $clamp --open-for -1
refuses 2 "--sodium: '0'" $clamp --sodium 0
refuses 2 "--celsius: '100'" $clamp --celsius 100
refuses 2 "--c: '0'" $clamp --c 0
for g in na k l; do
    refuses 2 "--g-$g: '-1'" $clamp --g-$g -1
    refuses 2 "--v-$g: '501'" $clamp --v-$g 501
done
refuses 2 "'7' is no option" $clamp 7
refuses 1 "no such folder" $clamp --tables "$scratch/no such folder/t"
finish
