#!/bin/sh
# hodgkin_huxley: spikes as known, tables that obey the equations, every method, what slide 9 prints.
. tests/tap.sh
hh=./02_hodgkin_huxley/hodgkin_huxley

run $hh
[ "$status" = 0 ] && [ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ] && [ ! -s "$err" ]
ok $? "a bare run fits a screen"
grep -q "^start: V 0.000277566, n 0.317681168, m 0.052934218, h 0.596111046$" "$out"
ok $? "the rest"
grep -Eq "^ +1.843147 +- +105.26787 " "$out" && [ "$(grep -Ec '^ +[0-9.]+ +(14|-)' "$out")" = 7 ]
ok $? "10 uA/cm^2: seven spikes in 100 ms, the first at 1.843147 ms, 105.268 mV high"
grep -Eq "^ +89.955371 +14.638325 " "$out"
ok $? "and every 14.638325 ms in the end"
next=$(sed -n 's/^next: //p' "$out")
# shellcheck disable=SC2086 # words
run $next
[ "$status" = 0 ] && grep -q "^1 spike" "$out"
ok $? "the next command worth trying works: a spike after an inhibiting current"

# far A B LIMIT: the largest difference of the first columns is below LIMIT, and there is one row at least.
far() {
    awk -v limit="$3" '/^#/ { next } FILENAME == ARGV[1] { a[FNR] = $1; n++; next }
        { d = $1 - a[FNR]; if (d < 0) d = -d; if (d > worst) worst = d; m++ } END { exit !(n == m && n > 0 && worst < limit) }' "$1" "$2"
}
run $hh --quiet --tolerance 1e-12 --tables "$scratch/exact"
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
run $hh --quiet --tables "$scratch/t"
far "$scratch/exact-spikes.txt" "$scratch/t-spikes.txt" 1e-6
ok $? "spike times within 1e-6 ms of an integration at 1e-12"
for method in rk2:1e-9:1e-5 rk4:1e-9:1e-5 rkf45:1e-9:1e-6 rkck:1e-9:1e-6 rk2imp:1e-7:1e-2 rk4imp:1e-8:1e-4 bsimp:1e-7:1e-4 \
    msadams:1e-9:1e-4 msbdf:1e-9:1e-3 rk1imp:1e-5:1; do
    name=${method%%:*}
    rest=${method#*:}
    run $hh --quiet --method "$name" --tolerance "${rest%:*}" --time 35 --tables "$scratch/m"
    head -n 4 "$scratch/exact-spikes.txt" >"$scratch/three"
    far "$scratch/three" "$scratch/m-spikes.txt" "${rest#*:}"
    ok $? "$name at ${rest%:*}: three spikes within ${rest#*:} ms"
done
for method in euler:0.001:0.01 exponential_euler:0.001:0.05 runge_kutta:0.01:1e-6 rk4:0.01:1e-6 rk8pd:0.05:1e-6; do
    name=${method%%:*}
    rest=${method#*:}
    run $hh --quiet --method "$name" --step "${rest%:*}" --time 35 --tables "$scratch/m"
    far "$scratch/three" "$scratch/m-spikes.txt" "${rest#*:}"
    ok $? "$name in steps of ${rest%:*} ms: three spikes within ${rest#*:} ms"
done

# The same by an awk script that shares nothing: Runge and Kutta, h = 1/2000 ms, spike by a chord.
first=$(awk 'function f(v, n, m, h) {
        dv = 10 - 120 * m * m * m * h * (v - 115) - 36 * n * n * n * n * (v + 12) - 0.3 * (v - 10.6)
        dn = 0.01 * (v - 10) / (1 - exp((10 - v) / 10)) * (1 - n) - 0.125 * exp(-v / 80) * n
        dm = 0.1 * (v - 25) / (1 - exp((25 - v) / 10)) * (1 - m) - 4 * exp(-v / 18) * m
        dh = 0.07 * exp(-v / 20) * (1 - h) - h / (1 + exp((30 - v) / 10)) }
    BEGIN { v = 2.775662654e-4; n = 0.3176811676; m = 0.05293421762; h = 0.5961110463; s = 1 / 2000
        for (k = 0; k < 8000; k++) { v0 = v; n0 = n; m0 = m; h0 = h; b[1] = b[2] = s / 2; b[3] = s
            V = N = M = H = 0
            for (i = 0; i < 4; i++) { f(v, n, m, h); c = i == 0 || i == 3 ? 1 : 2
                V += c * dv; N += c * dn; M += c * dm; H += c * dh
                v = v0 + b[i + 1] * dv; n = n0 + b[i + 1] * dn; m = m0 + b[i + 1] * dm; h = h0 + b[i + 1] * dh }
            v = v0 + s / 6 * V; n = n0 + s / 6 * N; m = m0 + s / 6 * M; h = h0 + s / 6 * H
            if (v >= 50) { printf "%.9f", s * (k + (50 - v0) / (v - v0)); exit } } }')
holds "$first - 1.843146738 < 2e-6 && 1.843146738 - $first < 2e-6" "awk finds the first spike there too"

# Tables: conductances and currents are those of the state; the charge that flows is the charge on C.
awk 'function near(a, b) { return (a - b) * (a - b) < 1e-14 * (1 + b * b) }
    /^#/ { next } { g = 120 * $4 ^ 3 * $5; k = 36 * $3 ^ 4
        if (!(near($6, g) && near($7, k) && near($8, g * ($2 - 115)) && near($9, k * ($2 + 12)) && near($10, 0.3 * ($2 - 10.6)) &&
              $11 == 10 && $3 >= 0 && $3 <= 1 && $4 >= 0 && $4 <= 1 && $5 >= 0 && $5 <= 1)) exit 1
        i = $11 - $8 - $9 - $10; if (n++) q += (i + last) / 2 * ($1 - t); else v0 = $2; last = i; t = $1
        d = q - ($2 - v0); if (d * d > 0.04) exit 1 }
    END { exit n != 4001 }' "$scratch/t-run.txt"
ok $? "conductances, currents, gates in [0, 1], and C dV/dt adds up to V"

# The width at half the peak, by chords between the samples.
awk 'NR == FNR { if (!/#/ && !peak) { peak = $3; width = $7 } next } /#/ { next }
    { if (v < peak / 2 && $2 >= peak / 2) up = t + ($1 - t) * (peak / 2 - v) / ($2 - v)
      if (v >= peak / 2 && $2 < peak / 2) { d = t + ($1 - t) * (peak / 2 - v) / ($2 - v) - up - width; exit !(d * d < 1e-6) } v = $2; t = $1 }' \
    "$scratch/t-spikes.txt" "$scratch/t-run.txt"
ok $? "the width is the time above half of the peak"
run $hh --absolute --quiet --tables "$scratch/a"
paste "$scratch/t-run.txt" "$scratch/a-run.txt" | awk '!/#/ { d = $2 - $13 - 65; if (d * d > 1e-16 || $3 != $14) exit 1 }'
ok $? "--absolute: 65 mV less, nothing else"
run $hh --sign-1952 --quiet --tables "$scratch/s"
paste "$scratch/t-run.txt" "$scratch/s-run.txt" | awk '!/#/ { if ($2 != -$13 || $8 != $19) exit 1 }'
ok $? "--sign-1952: the other sign, nothing else"

# Stimuli.
printf '0 0\n5 0\n5 15\n5.5 15\n5.5 0\n' >"$scratch/pulse"
run $hh --quiet --stimulus "$scratch/pulse" --time 20 --tables "$scratch/f"
run $hh --quiet --current 15 --from 5 --for 0.5 --time 20 --tables "$scratch/p"
far "$scratch/f-spikes.txt" "$scratch/p-spikes.txt" 1e-9
ok $? "a pulse from a file is the pulse by --from and --for"
run $hh --ramp 0.5 --time 20
grep -q "^1 spike" "$out"
ok $? "--ramp 0.5: a spike in 20 ms"
run $hh --current 0 --shift 6.4
grep -q "^0 spikes" "$out"
ok $? "a shock of 6.4 mV: none"
run $hh --current 0 --shift 6.6
grep -q "^1 spike " "$out"
ok $? "a shock of 6.6 mV: a spike (the threshold is 6.507)"
run $hh --celsius 16.3 --time 60
holds "$(sed -n 's/^\([0-9]*\) spikes.*/\1/p' "$out") > 7" "warmer is faster"

# Every parameter of the membrane does something.
for option in "--capacity 1.1" "--g-na 110" "--g-k 35" "--g-leak 0.31" "--v-na 114" "--v-k -11" "--vl 10.613" "--temperature 7" "--celsius 6.3 --q10 2 --celsius 8"; do
    # shellcheck disable=SC2086 # words
    run $hh --quiet --time 10 $option --tables "$scratch/o"
    [ "$status" = 0 ] && ! cmp -s "$scratch/o-spikes.txt" "$scratch/t-spikes.txt"
    ok $? "$option changes the spikes"
done

# What slide 9 prints.
run $hh --as-printed --time 300
[ "$status" = 0 ] && grep -q "^0 spikes" "$out" && grep -q "between 2.34.* and 20.59" "$out"
ok $? "the slide to the letter: no spike, a ripple between 2 and 21 mV"
run $hh --as-printed --current 0 --time 1000
grep -q "between 10.5175 and 10.5175" "$out"
ok $? "under no current it creeps to 10.5175 mV"
run $hh --misprint sign,no-leak --tables "$scratch/bad"
[ "$status" = 1 ] && [ "$(wc -l <"$err")" = 1 ] && grep -q "stops at 13.3143 ms" "$err" && [ -s "$scratch/bad-run.txt" ]
ok $? "sign and leak as printed: V runs away at 13.3 ms, the tables are kept"
run $hh --misprint alpha-h --current 0 --shift 15 --time 300
grep -q "^12 spikes" "$out"
ok $? "0.7 in alpha_h: one shock of 15 mV, and it fires for ever"
run $hh --misprint no-leak --current 0 --time 1000
grep -q "between -10.8781 and -10.8781" "$out"
ok $? "no leak: a rest at -10.878 mV"

run $hh --method list
[ "$status" = 0 ] && [ "$(wc -l <"$out")" = 14 ]
ok $? "--method list: fourteen"
run $hh --help
[ "$status" = 0 ] && grep -q "lecture 14, slides 6-9" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help in 80 columns"
refuses 2 "there is no 'rk9'" $hh --method rk9
refuses 2 "--step: msbdf lives by changing" $hh --method msbdf --step 0.01
refuses 2 "--capacity: '0'" $hh --capacity 0
refuses 2 "--g-na: '-1'" $hh --g-na -1
refuses 2 "--for: '-2'" $hh --for -2
refuses 2 "--misprint: 'x'" $hh --misprint x
refuses 2 "--misprint: ''" $hh --misprint ''
refuses 2 "--sign-1952: counts from rest" $hh --absolute --sign-1952
refuses 2 "--stimulus: the file says it all" $hh --stimulus x --for 3
refuses 2 "--for: a ramp has no end" $hh --ramp 1 --for 3
refuses 2 "--every: '1'" $hh --every 1
refuses 2 "--time: 100000 ms are more than" $hh --time 1e5
refuses 2 "--tolerance: '0'" $hh --tolerance 0
printf '0 0\n5 1\n4 1\n' >"$scratch/unsorted"
refuses 1 "unsorted:3: the time 4 ms comes after 5 ms" $hh --stimulus "$scratch/unsorted"
refuses 1 "no such file: No such file" $hh --stimulus "$scratch/no such file"
refuses 1 "no such folder" $hh --tables "$scratch/no such folder/t"
run $hh --method euler --step 0.3
[ "$status" = 1 ] && grep -q "the step 0.3 ms is too long for euler" "$err"
ok $? "a step that explodes: said in one line"
run $hh --current -100 --time 20
[ "$status" = 1 ] && grep -q "rk8pd cannot meet the tolerance" "$err"
ok $? "a run too stiff for an explicit method ends with a word, and does not crawl for ever"
run $hh --current -100 --time 20 --method bsimp --tolerance 1e-6
[ "$status" = 0 ] && grep -q "between -321" "$out"
ok $? "an implicit one goes through"
finish
