#!/bin/sh
# The nets of slides 24-25 have the regions that their text says: recomputed here from lines and
# angles, without a net; and the convex ones are convex.
. tests/tap.sh
layers=./01_neuron/layers

# checked_regions SIDES LINES VOTES: every point of the grid that is on no line.
checked_regions() {
    awk -v n="$1" -v lines="$2" -v votes="$3" '
        # How many of k lines at this distance have the point on their near side; 1e6 less if it is on one.
        function near(k, distance,    i, a, d, count) {
            for (i = 0; i < k; i++) {
                a = pi / 2 + 2 * pi * i / k
                d = distance - $1 * cos(a) - $2 * sin(a)
                if (d * d < 1e-10) count -= 1e6
                count += d > 0
            }
            return count
        }
        function same(column, region) { checked++; wrong += $column != (region ? 1 : 0); in_it[column] += $column }
        BEGIN { pi = atan2(0, -1); shrink = sqrt(cos(pi / n)) }
        /^#/ || NF == 0 { next }
        {
            outer = near(n, shrink); inner = near(n, 0.5 * shrink); star = near(lines, 0.35)
            if (outer >= 0) same(4, outer == n)
            if (outer >= 0 && inner >= 0) { same(5, outer == n && inner < n); same(10, outer == n && inner < n) }
            if (star >= 0) same(9, star >= votes)
            if ($1 * $1 > 1e-10 && $2 * $2 > 1e-10) same(11, $1 * $2 > 0)
        }
        END { exit !(checked > 150000 && wrong == 0 && in_it[4] > in_it[5] && in_it[5] == in_it[10] && in_it[9] > 0) }
        ' "$scratch/t-region.txt"
}

# of NET NAME: a number of the summary.
of() {
    awk -v net="$1" -v name="$2" 'NR == 1 { for (i = 2; i <= NF; i++) if ($i == name) c = i - 1 }
        $1 == net { print $c }' "$scratch/t-summary.txt"
}

run $layers --tables "$scratch/t"
cp "$out" "$scratch/bare"
[ "$status" = 0 ] && [ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "a bare run fits a screen"
checked_regions 8 5 4
ok $? "polygon, ring of three layers, ring of two, star and bow tie are what lines and angles say"
grep -q "2-16-2-1 *100.0 %" "$out" && grep -q "2-16-1 *100.0 %" "$out"
ok $? "both rings are right at every test point"
holds "$(of 2 right) >= 0.99 * $(of 2 of)" "three layers of threshold units, the ring: 99 % or more"
holds "$(of 5 right) >= 0.99 * $(of 5 of)" "three layers of sigmoids: likewise"
holds "$(of 4 right) >= 0.99 * $(of 4 of)" "and two layers of sigmoids"
holds "$(of 1 right) == 0.75 * $(of 1 of)" "a convex polygon gets the hole wrong and nothing else"
holds "$(of 0 right) < 0.65 * $(of 0 of) && $(of 3 right) < 0.65 * $(of 3 of)" "a single layer cannot do it"
holds "$(of 0 dents) == 0 && $(of 1 dents) == 0 && $(of 0 pairs) > 5000 && $(of 1 pairs) > 5000" \
    "half-plane and polygon are convex"
holds "$(of 6 dents) > 0 && $(of 7 dents) > 0" "two layers of threshold units: star and ring are not"
# A quarter of the pairs, give or take four standard deviations.
holds "($(of 8 dents) / $(of 8 pairs) - 0.25) ^ 2 < 16 * 0.25 * 0.75 / $(of 8 pairs)" \
    "the bow tie's middles are outside in a quarter of the cases"

awk '!/^#/ { r = sqrt($1 * $1 + $2 * $2); n[$4 + 0]++; ring += $3; hole += r <= 0.45; around += r >= 1.05
        if ($3 != (r >= 0.55 && r <= 0.95) || (!$3 && r > 0.45 && r < 1.05)) bad++
        if ($1 < -1.3 || $1 > 1.3 || $2 < -1.3 || $2 > 1.3) bad++ }
    END { exit !(bad == 0 && n[0] == 2000 && n[1] == 2000 && ring == 2000 && hole == 1000 && around == 1000) }' \
    "$scratch/t-data.txt"
ok $? "half of the points in the ring, a quarter each in the hole and around it, none in the gap"

# The best half-plane, looked for again: all lines between two points in all of its directions.
run $layers --examples 40 --max-iter 1 --tables "$scratch/t"
awk 'FNR == 1 { next }
    FILENAME ~ /lines/ { if ($1 == 0) { x1 = $2; y1 = $3; x2 = $4; y2 = $5 }; next }
    $4 == 0 { x[++n] = $1; y[n] = $2; ring[n] = $3 }
    function right_of(a, d,    p, r) {
        for (p = 1; p <= n; p++) r += ring[p] == (x[p] * cos(a) + y[p] * sin(a) <= d + 1e-9)
        return r
    }
    END {
        for (k = 0; k < 360; k++)
            for (q = 1; q <= n; q++) {
                a = k * atan2(0, -1) / 180
                r = right_of(a, x[q] * cos(a) + y[q] * sin(a))
                if (r > best) best = r
            }
        for (p = 1; p <= n; p++) mine += ring[p] == ((x2 - x1) * (y[p] - y1) - (y2 - y1) * (x[p] - x1) > 0)
        exit !(n == 40 && best > 20 && (mine == best || n - mine == best))
    }' "$scratch/t-lines.txt" "$scratch/t-data.txt"
ok $? "no half-plane with one of its 360 normals does better on the training examples"

run $layers --sides 5 --lines 7 --votes 5 --max-iter 1 --examples 8 --tables "$scratch/t"
checked_regions 5 7 5
ok $? "likewise with --sides 5 --lines 7 --votes 5"
grep -q "at least 5 of 7 lines *2-7-1" "$out" && grep -q "2-10-2-1" "$out"
ok $? "and the program says so"
run $layers --votes 5 --max-iter 1 --examples 8 --tables "$scratch/t"
holds "$(of 6 dents) == 0 && $(of 6 pairs) > 100" "five votes of five: the pentagon, convex"
run $layers --gap 0 --max-iter 1 --starts 1 --tables "$scratch/t"
holds "$(of 2 right) < $(of 2 of) && $(of 2 right) > 0.9 * $(of 2 of)" "without a gap eight sides are not enough"

run $layers --max-iter 0 --examples 100 --seed 3
cp "$out" "$scratch/three"
run env GSL_RNG_SEED=3 $layers --max-iter 0 --examples 100
cmp -s "$out" "$scratch/three"
ok $? "the environment's seed and --seed are the same, byte for byte"
run $layers --max-iter 0 --examples 100 --seed 4
cmp -s "$out" "$scratch/three"
[ $? = 1 ]
ok $? "another seed, other numbers"
errors=
for starts in 1 2 3 4 5 6 7; do
    run $layers --max-iter 0 --examples 100 --starts $starts --tables "$scratch/t"
    errors="$errors $(of 3 error)"
done
echo "$errors" | awk '{ for (i = 2; i <= NF; i++) { if ($i > $(i - 1)) exit 1; fell += $i < $(i - 1) } exit !(fell > 0 && fell < 6) }'
ok $? "of several starts the best is kept:$errors"
run $layers --quiet --max-iter 1 --examples 8
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
run $layers --help
[ "$status" = 0 ] && grep -q "lecture 14, slides 24-25" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"
refuses 2 "--sides: '2'" $layers --sides 2
refuses 2 "--gap: '-0.1'" $layers --gap -0.1
refuses 2 "--gap: '0.5'" $layers --gap 0.5
refuses 2 "--examples: '3'" $layers --examples 3
refuses 2 "--max-iter: 'x'" $layers --max-iter x
refuses 2 "--starts: '0'" $layers --starts 0
refuses 2 "--lines: '2'" $layers --lines 2
refuses 2 "--votes: '0'" $layers --votes 0
refuses 2 "--votes: 6 of 5 lines" $layers --votes 6
refuses 2 "'5' is no option" $layers 5
refuses 1 "no such folder" $layers --max-iter 1 --examples 8 --tables "$scratch/no such folder/t"
finish
