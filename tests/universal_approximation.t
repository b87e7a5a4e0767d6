#!/bin/sh
# One hidden layer approximates as well as its text says: errors against nets fitted here once more by
# normal equations, and against closed forms.
. tests/tap.sh
universal=./01_neuron/universal_approximation

# error_at VARIABLES N KIND: from the last run's table.
error_at() {
    awk -v v="$1" -v n="$2" -v name="$3" 'NR == 1 { for (i = 2; i <= NF; i++) if ($i == name) c = i - 1 }
        $1 == v && $2 == n { print $c }' "$scratch/t-errors.txt"
}

# refitted SLOPE FUNCTION: up to five hidden neurons of each kind, one variable.
refitted() {
    awk -v slope="$1" -v wanted="$2" '
        function tanh(s,    e) { e = exp(-2 * s); return (1 - e) / (1 + e) }
        function f(x) { return wanted == "sin" ? sin(x) : wanted == "abs" ? (x < 0 ? -x : x) : 1 / (1 + 25 * x * x / (pi * pi)) }
        function column(kind, j, n, x,    t) {
            if (j > n) return 1
            t = pi * (2 * (kind == "relu" ? (j - 1) / n : j / (n + 1)) - 1)
            if (kind == "threshold") return x >= t
            if (kind == "relu") return x > t ? x - t : 0
            return tanh(slope * (x - t))
        }
        # A c = b by elimination, pivots down the column.
        function solve(m,    i, j, k, p, h) {
            for (i = 1; i <= m; i++) {
                p = i
                for (k = i + 1; k <= m; k++) if (A[k, i] ^ 2 > A[p, i] ^ 2) p = k
                for (j = 1; j <= m + 1; j++) { h = A[i, j]; A[i, j] = A[p, j]; A[p, j] = h }
                for (k = 1; k <= m; k++) {
                    if (k == i) continue
                    h = A[k, i] / A[i, i]
                    for (j = i; j <= m + 1; j++) A[k, j] -= h * A[i, j]
                }
            }
            for (i = 1; i <= m; i++) c[i] = A[i, m + 1] / A[i, i]
        }
        function error(kind, n,    p, i, j, x, y, sum) {
            for (i = 1; i <= n + 1; i++) for (j = 1; j <= n + 2; j++) A[i, j] = 0
            for (p = 0; p < 401; p++) {
                x = pi * (2 * (p + 0.5) / 401 - 1)
                for (j = 1; j <= n + 1; j++) col[j] = column(kind, j, n, x)
                for (i = 1; i <= n + 1; i++) {
                    for (j = 1; j <= n + 1; j++) A[i, j] += col[i] * col[j]
                    A[i, n + 2] += col[i] * f(x)
                }
            }
            solve(n + 1)
            for (p = 0; p < 1000; p++) {
                x = pi * (2 * (p + 0.5) / 1000 - 1)
                y = -f(x)
                for (j = 1; j <= n + 1; j++) y += c[j] * column(kind, j, n, x)
                sum += y * y
            }
            return sqrt(sum / 1000)
        }
        BEGIN { pi = atan2(0, -1); split("threshold relu tanh", kinds, " ") }
        $1 == 1 && $2 <= 5 {
            for (k = 1; k <= 3; k++) {
                d = $(k + 2) - error(kinds[k], $2)
                if (d * d > 1e-16) { print "# " kinds[k], $2, $(k + 2), error(kinds[k], $2); bad++ }
                checked++
            }
        }
        END { exit !(checked == 15 && !bad) }' "$scratch/t-errors.txt"
}

run $universal --tables "$scratch/t"
[ "$status" = 0 ] && [ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "a bare run fits a screen"
holds "$(error_at 1 16 tanh) <= 1e-3" "16 tanh neurons miss the sine by no more than 1e-3"
refitted 1 sin
ok $? "nets of 1 to 5 neurons of each kind, fitted by normal equations, miss as much"
awk '$1 == 1 && $2 >= 16 { e = 2 * 3.14159265 / sqrt(24) / ($2 + 1); r = 4 * 3.14159265 ^ 2 / sqrt(1440) / $2 ^ 2
        if ($3 < 0.97 * e || $3 > 1.03 * e || $4 < 0.97 * r || $4 > 1.03 * r) exit 1; n++ } END { exit !(n == 9) }' \
    "$scratch/t-errors.txt"
ok $? "stairs and polygons with 16 neurons and more: equation (5), within 3 %"
# The best line through the sine is 3 x / pi^2, which leaves sqrt(1/2 - 3 / pi^2).
awk '$1 == 1 { d = $6 - sqrt(0.5 - 3 / 3.14159265 ^ 2); if (d * d > 1e-9) exit 1; n++ }
    $1 == 2 && !seen { first = $6; seen = 1 } $1 == 2 { d = $6 - first; if (d * d > 1e-4) exit 1 } END { exit !(n == 24) }' \
    "$scratch/t-errors.txt"
ok $? "linear neurons stay at the error of the best line for every N"
[ "$(awk '$1 == 2 { printf "%s ", $2 }' "$scratch/t-errors.txt")" = "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 20 24 28 32 40 50 62 64 " ]
ok $? "1 to 64 neurons"
# Equation (4) by sums.
awk 'FNR == 1 { next }
    FILENAME ~ /errors/ { for (k = 3; k <= 5; k++) if ($2 >= 8 && $k > 1e-8) {
        i = ($1 - 1) * 3 + k - 3; x = log($2); y = log($k); n[i]++; sx[i] += x; sy[i] += y; sxx[i] += x * x; sxy[i] += x * y } next }
    { i = rows++; p = (n[i] * sxy[i] - sx[i] * sy[i]) / (n[i] * sxx[i] - sx[i] ^ 2); c = (sy[i] - p * sx[i]) / n[i]
        if ((p - $3) ^ 2 > 1e-14 || (c - $4) ^ 2 > 1e-14) exit 1 }
    END { exit rows != 6 }' "$scratch/t-errors.txt" "$scratch/t-slopes.txt"
ok $? "the six fitted lines, by sums"
slope() { awk -v v="$1" -v kind="$2" '$1 == v && $2 == kind { print $3 }' "$scratch/t-slopes.txt"; }
holds "$(slope 1 threshold) < -0.9 && $(slope 1 threshold) > -1.1" "thresholds: about 1/N"
holds "$(slope 1 ReLU) < -1.9 && $(slope 1 ReLU) > -2.1" "ReLUs: about 1/N^2"
holds "$(slope 1 tanh) < -4" "tanh: faster"
holds "$(slope 2 threshold) < -0.3 && $(slope 2 ReLU) < -0.6 && $(slope 2 tanh) < -1.5" "two variables: all three fall"
grep -q '^# slope  *-0.95  *-2.02' "$out" && grep -q '^# 1e-3  *-  *40  *15' "$out"
ok $? "the program prints them, and where 1e-3 is reached"
awk '!/^#/ { n++; for (k = 3; k <= 5; k++) sum[k] += ($k - $2) ^ 2; d = $2 - sin($1); if (d * d > 1e-18) exit 1 }
    END { for (k = 3; k <= 5; k++) printf "%.10g ", sqrt(sum[k] / n) }' "$scratch/t-curve.txt" >"$scratch/curve"
awk -v a="$(cat "$scratch/curve")" '$1 == 1 && $2 == 6 { split(a, e, " "); for (k = 1; k <= 3; k++) if ((e[k] / $(k + 2) - 1) ^ 2 > 1e-14) exit 1; n++ }
    END { exit n != 1 }' "$scratch/t-errors.txt"
ok $? "the curves drawn have the errors of six neurons"
awk 'NF && !/^#/ { d = $3 - exp(-$1 * $1 - $2 * $2); if (d * d > 1e-18) exit 1; n++; e += ($6 - $3) ^ 2; f += ($4 - $3) ^ 2 }
    END { exit !(n == 1600 && sqrt(e / n) < 0.15 && f > e) }' "$scratch/t-surface.txt"
ok $? "the surface drawn is the hill, and 16 neurons come near it"

run $universal --slope 0.5 --curve runge --most 8 --shown 3,1 --tables "$scratch/t"
refitted 0.5 runge
ok $? "--slope 0.5 --curve runge, refitted"
[ "$(awk 'NF && !/^#/ { print $4 }' "$scratch/t-surface.txt" | sort -u | wc -l)" = 2 ] && grep -q "neurons: 3" "$scratch/t-curve.txt"
ok $? "one threshold has two answers, on either side of its line"
[ "$(awk '$1 == 1' "$scratch/t-errors.txt" | wc -l)" = 8 ] && grep -q "^# slope *- *- *- *- *- *-" "$out"
ok $? "--most 8 ends there, without a slope"
run $universal --curve abs --most 6 --tables "$scratch/t"
holds "$(error_at 1 6 relu) < 1e-12 && $(error_at 1 5 relu) > 0.01" "|x|: exact by an even number of ReLUs"
holds "$(error_at 1 1 relu) > 0.9" "and not by one"
run $universal --curve step --most 40 --tables "$scratch/t"
holds "$(error_at 1 40 threshold) < 1e-12 && $(error_at 1 40 tanh) > 1e-2" "a step: by a threshold in the right place, not by tanh"
for surface in saddle ripple; do
    run $universal --surface $surface --most 6 --draws 1 --tables "$scratch/t"
    awk -v s=$surface 'NF && !/^#/ { w = s == "saddle" ? $1 * $2 / 4 : cos(3.14159265358979 * sqrt($1 * $1 + $2 * $2))
        if (($3 - w) ^ 2 > 1e-16) exit 1; n++ } END { exit n != 1600 }' "$scratch/t-surface.txt"
    ok $? "--surface $surface"
done

run $universal --most 4 --seed 7
cp "$out" "$scratch/seven"
run env GSL_RNG_SEED=7 $universal --most 4
cmp -s "$out" "$scratch/seven"
ok $? "the environment's seed and --seed are the same, byte for byte"
run $universal --most 4 --seed 8
cmp -s "$out" "$scratch/seven"
[ $? = 1 ]
ok $? "another seed, other neurons"
run $universal --most 4 --seed 7 --draws 1
cmp -s "$out" "$scratch/seven"
[ $? = 1 ]
ok $? "one draw is not the median of five"
run $universal --most 4 --quiet
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
run $universal --help
[ "$status" = 0 ] && grep -q "lecture 14, slide 23" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"
refuses 2 "--curve: 'cos'" $universal --curve cos
refuses 2 "--surface: 'sin'" $universal --surface sin
refuses 2 "--most: '0'" $universal --most 0
refuses 2 "--most: '201'" $universal --most 201
refuses 2 "--slope: '0'" $universal --slope 0
refuses 2 "--draws: '102'" $universal --draws 102
refuses 2 "--shown: '6'" $universal --shown 6
refuses 2 "--shown: '6,0.5'" $universal --shown 6,0.5
refuses 2 "'5' is no option" $universal 5
refuses 1 "no such folder" $universal --most 2 --tables "$scratch/no such folder/t"
finish
