#!/bin/sh
# Linear layers are worth one layer, up to rounding; with one tanh between them they are not.
. tests/tap.sh
collapse=./01_neuron/linear_collapse

# checked_maps SIZES BEND: the drawn net once more from its weights, neuron by neuron; its one layer from what the net
# answers at three corners; the nearest layer by normal equations. Relative to the largest answer.
checked_maps() {
    awk -v sizes="$1" -v bend="$2" '
        function tanh(s,    e) { e = exp(-2 * s); return (1 - e) / (1 + e) }
        function net(x1, x2, bent,    l, i, j, at, s, y, z) {
            y[1] = x1; y[2] = x2; at = 0
            for (l = 1; l < n; l++) {
                for (j = 1; j <= size[l + 1]; j++) {
                    s = w[at + size[l] * size[l + 1] + j]
                    for (i = 1; i <= size[l]; i++) s += y[i] * w[at + (i - 1) * size[l + 1] + j]
                    z[j] = bent && l == bend ? tanh(s) : s
                }
                at += (size[l] + 1) * size[l + 1]
                for (j = 1; j <= size[l + 1]; j++) y[j] = z[j]
            }
            return y[1]
        }
        function size_of(x) { return x < 0 ? -x : x }
        # Equation (4) for one input: the sums of absolute values, and how many terms they have.
        function bound(x1, x2,    l, i, j, at, s, y, z, terms) {
            y[1] = size_of(x1); y[2] = size_of(x2); at = terms = 0
            for (l = 1; l < n; l++) {
                for (j = 1; j <= size[l + 1]; j++) {
                    s = size_of(w[at + size[l] * size[l + 1] + j])
                    for (i = 1; i <= size[l]; i++) s += y[i] * size_of(w[at + (i - 1) * size[l + 1] + j])
                    z[j] = s
                }
                at += (size[l] + 1) * size[l + 1]
                terms += size[l] + 1
                for (j = 1; j <= size[l + 1]; j++) y[j] = z[j]
            }
            return 2 * terms / (2 ^ 53 - terms) * y[1]
        }
        function distance(a, b) { return a > b ? a - b : b - a }
        function keep(column, value) { if (value > worst[column]) worst[column] = value }
        BEGIN { n = split(sizes, size, "-") }
        /^#/ || NF == 0 { next }
        FILENAME ~ /weights/ { w[++weights] = $1; next }
        {
            if (!rows++) { b = net(0, 0, 0); w1 = net(1, 0, 0) - b; w2 = net(0, 1, 0) - b }
            keep(3, distance($3, net($1, $2, 0)))
            keep(4, distance($4, w1 * $1 + w2 * $2 + b))
            keep(7, distance($7 / bound($1, $2), 1))
            if (distance($3, $4) > $7) exit broken = 1
            keep(5, distance($5, net($1, $2, 1)))
            # On a grid around 0 the normal equations are diagonal.
            sum += $5; sum1 += $5 * $1; sum2 += $5 * $2; squares += $1 * $1; all += $5 * $5
            x1[rows] = $1; x2[rows] = $2; best[rows] = $6
            rest += ($5 - $6) ^ 2; differ += $3 != $4
        }
        END {
            for (k = 1; k <= rows; k++)
                keep(6, distance(best[k], sum / rows + sum1 / squares * x1[k] + sum2 / squares * x2[k]))
            printf "%.1f\n", 100 * sqrt(rest / (all - sum * sum / rows))
            if (broken) exit 1
            # The nearest layer comes from sums of 6561 terms, on both sides.
            for (c = 3; c <= 7; c++) if (worst[c] > (c == 6 ? 1e-11 : 1e-13)) exit 1
            exit !(rows == 81 * 81 && differ > 0)
        }' "$scratch/t-weights.txt" "$scratch/t-maps.txt" >"$scratch/left"
}

run $collapse --tables "$scratch/t"
[ "$status" = 0 ] && [ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "a bare run fits a screen"
checked_maps 2-5-7-4-6-1 2
ok $? "the four maps of the figure, computed once more: net, one layer, net with tanh, nearest layer"
grep -q "leaves $(cat "$scratch/left") % over" "$out"
ok $? "what the nearest layer leaves over is printed: $(cat "$scratch/left") %"
# y = a x1 + b x2 + c, as printed, at the grid's first and last points
sed -n '2s/.*y = \(.*\) x1 \(.*\) x2 \(.*\)/\1 \2 \3/p' "$out" >"$scratch/formula"
awk 'NR == FNR { a = $1; b = $2; c = $3; next } /^#/ || NF == 0 { next }
    { d = $3 - (a * $1 + b * $2 + c); if (d * d > 1e-11) exit 1; n++ } END { exit !(n > 6000) }' \
    "$scratch/formula" "$scratch/t-maps.txt"
ok $? "and so is the formula that three numbers make"

run $collapse --nets 200 --tables "$scratch/t"
[ "$(grep -vc '^#' "$scratch/t-nets.txt")" = 200 ]
ok $? "200 random nets"
awk '!/^#/ { if ($4 > 1 || $3 > 1e-12 || $5 > 1e-11) exit 1; n += $3 > 0 } END { exit !(n > 150) }' "$scratch/t-nets.txt"
ok $? "no number is further away than rounding allows, but most nets show some"
awk '!/^#/ { if ($7 < 0.001) exit 1 } END { exit !(NR == 201) }' "$scratch/t-nets.txt"
ok $? "with one tanh, no layer does it"
awk '!/^#/ { n = split($1, s, "-") - 1; if (n != $2 || n < 2 || n > 8 || $6 < 1 || $6 >= n) exit 1; depth[n] = 1
        for (i in s) { if (s[i] < 1 || s[i] > 32) exit 1; width[s[i]] = 1 } }
    END { exit !(length(depth) == 7 && length(width) == 32) }' "$scratch/t-nets.txt"
ok $? "2 to 8 layers of 1 to 32 neurons, each number of them at least once"

# A bend is a parabola where the inputs are small: a tenth of the inputs, a tenth of the rest.
run $collapse --scale 0.001 --tables "$scratch/small"
run $collapse --scale 0.0001 --tables "$scratch/smaller"
paste "$scratch/small-nets.txt" "$scratch/smaller-nets.txt" |
    awk '!/^#/ { r = $7 / $14; if (r < 9.9 || r > 10.1) exit 1; n++ } END { exit n != 10 }'
ok $? "ten times smaller inputs, ten times less left over"

run $collapse --hidden 3 --bend 1 --nets 3 --depth 2 --width 4 --examples 6 --tables "$scratch/t"
checked_maps 2-3-1 1 && grep -q "2-3-1 has 13 weights" "$out"
ok $? "--hidden 3 --bend 1 draws that net"
awk '!/^#/ { if ($2 != 2 || $6 != 1) exit 1; n++ } END { exit n != 3 }' "$scratch/t-nets.txt"
ok $? "--nets 3 --depth 2 makes three nets of two layers"
grep -q "3 random nets and 6 inputs each" "$out"
ok $? "and --examples 6 asks each six times"
run $collapse --hidden 3,9,2 --bend 3 --nets 1 --tables "$scratch/t"
checked_maps 2-3-9-2-1 3
ok $? "--hidden 3,9,2 --bend 3 likewise"

run $collapse --seed 7
cp "$out" "$scratch/seven"
run env GSL_RNG_SEED=7 $collapse
cmp -s "$out" "$scratch/seven"
ok $? "the environment's seed and --seed are the same, byte for byte"
run $collapse --seed 8
cmp -s "$out" "$scratch/seven"
[ $? = 1 ]
ok $? "another seed, other nets"
run $collapse --quiet
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
run $collapse --help
[ "$status" = 0 ] && grep -q "lecture 14, slide 26" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"
refuses 2 "--nets: '0'" $collapse --nets 0
refuses 2 "--depth: '1'" $collapse --depth 1
refuses 2 "--width: '0'" $collapse --width 0
refuses 2 "--examples: 33 are too few" $collapse --examples 33
refuses 2 "--scale: '0'" $collapse --scale 0
refuses 2 "--hidden: 2.5 neurons" $collapse --hidden 3,2.5
refuses 2 "--hidden: '3,x'" $collapse --hidden 3,x
refuses 2 "--hidden: '1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1' has more than 15" \
    $collapse --hidden 1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1
refuses 2 "--bend: there are only 4 hidden layers" $collapse --bend 5
refuses 2 "--bend: '0'" $collapse --bend 0
refuses 2 "'5' is no option" $collapse 5
refuses 1 "no such folder" $collapse --tables "$scratch/no such folder/t"
finish
