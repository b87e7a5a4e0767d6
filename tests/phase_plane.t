#!/bin/sh
# phase_plane: nullclines, crossings and eigenvalues are what the formulas say; the paths are where they should be.
. tests/tap.sh
plane=./02_hodgkin_huxley/phase_plane

run $plane --line 0.91,1.05 --tables "$scratch/t"
[ "$status" = 0 ] && [ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ] && [ ! -s "$err" ]
ok $? "a run fits a screen"
formulas='function minf(v, a) { a = 0.1 * (v - 25) / (1 - exp((25 - v) / 10)); return a / (a + 4 * exp(-v / 18)) }
    function fn(v, n) { return 0.01 * (v - 10) / (1 - exp((10 - v) / 10)) * (1 - n) - 0.125 * exp(-v / 80) * n }
    function fv(v, n) { return 10 - 120 * minf(v) ^ 3 * (0.91 - 1.05 * n) * (v - 115) - 36 * n ^ 4 * (v + 12) - 0.3 * (v - 10.6) }'
awk "$formulas"'
    !/#/ && $1 != 10 && $1 != 25 { x = fn($1, $2); if (x * x > 1e-16) exit 1; if ($3 != "?") { y = fv($1, $3); if (y * y > 1e-10) exit 1; n++ } }
    END { exit n < 200 }' "$scratch/t-nullclines.txt"
ok $? "on one nullcline dn/dt = 0, on the other dV/dt = 0"
awk "$formulas"'
    !/#/ { e = 1e-5; a = (fv($1 + e, $2) - fv($1 - e, $2)) / (2 * e); b = (fv($1, $2 + e) - fv($1, $2 - e)) / (2 * e)
        c = (fn($1 + e, $2) - fn($1 - e, $2)) / (2 * e); d = (fn($1, $2 + e) - fn($1, $2 - e)) / (2 * e)
        x = fv($1, $2); y = fn($1, $2); s = a + d - $4 - $6; p = a * d - b * c - ($4 * $6 - $5 * $7)
        if (x * x > 1e-14 || y * y > 1e-14 || s * s > 1e-8 || p * p > 1e-6 || ($4 < 0 && $6 < 0) != $3) exit 1; n++ }
    END { exit n != 1 }' "$scratch/t-crossings.txt"
ok $? "the crossing stands still, and the eigenvalues have the Jacobian's trace and determinant"
grep -q "unstable, left in turns" "$out" && grep -q "^all four: a spike every 14.638 ms" "$out" && grep -q "^two equations: a spike every" "$out"
ok $? "10 uA/cm^2: an unstable crossing, and both rhythms"
# A path follows its own slopes: a difference over 0.04 ms.
awk "$formulas"'
    !/#/ { if (n > 1) { d = ($3 - a) / 0.04 - fn(v, m); bad += d * d > 1e-6 } a = m; m = $3; v = $2; n++ } END { exit n < 4999 || bad > 100 }' "$scratch/t-reduced.txt"
ok $? "the path of the two equations follows dn/dt, but for two samples in a hundred, where V leaps"
run $plane --current 0 --shift 10 --tables "$scratch/r"
grep -q "stable, reached in turns: a rest" "$out" && grep -q "^two equations: not two spikes" "$out"
ok $? "no current: a stable crossing, one impulse"
holds "$(tail -n 1 "$scratch/r-reduced.txt" | awk '{ print $2 * $2 }') < 0.01" "and the path ends at the rest"
awk '!/#/ { x += $3; y += $5; xx += $3 * $3; xy += $3 * $5; n++ } END { b = (n * xy - x * y) / (n * xx - x * x); printf "%.6f %.6f", (y - b * x) / n, -b }' "$scratch/r-full.txt" >"$scratch/fit"
grep -q "^h = $(sed 's/ / - /' "$scratch/fit") n" "$out"
ok $? "the line is that of least squares"
run $plane --current 0 --line 0.91,1.0 --shift 10
[ "$(grep -c "eigenvalues" "$out")" = 3 ] && grep -q "saddle" "$out"
ok $? "another line: three crossings, one of them a saddle"
run $plane --quiet --time 20
[ "$status" = 0 ] && [ ! -s "$out" ]
ok $? "--quiet prints nothing"
run $plane --help
[ "$status" = 0 ] && grep -q "lecture 14, slide 9" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help in 80 columns"
refuses 1 "--line: there is no impulse" $plane --current 0
refuses 2 "--line: '1' is not two numbers" $plane --line 1
refuses 2 "--current: 'x'" $plane --current x
refuses 2 "--time: '0'" $plane --time 0
refuses 2 "--shift: '999'" $plane --shift 999
refuses 1 "no such folder" $plane --tables "$scratch/no such folder/t"
finish
