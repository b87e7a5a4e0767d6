#!/bin/sh
# Kosko's net: the weights are sums of products, the energy never rises, pairs come back in both directions, and
# neurons err as often as the binomial distribution says.
. tests/tap.sh
bam=./07_other_models/bam
few="--trials 20 --updates 200 --neurons 8"

# Two pairs by hand: x = +++, +--; y = +-, ++. W = x1 y1' + x2 y2' = [2 0; 0 -2; 0 -2].
printf '= a\n###\n= b\n#..\n' >"$scratch/x.txt"
printf '= A\n#\n.\n= B\n#\n#\n' >"$scratch/y.txt"
# shellcheck disable=SC2086 # several options
run $bam --pictures "$scratch/x.txt" --partners "$scratch/y.txt" --noise 0 --tables "$scratch/t" $few
[ "$(grep -v '^#' "$scratch/t-weights.txt" | tr '\n' '/')" = "2 0/0 -2/0 -2/" ]
ok $? "(1) by hand"
[ "$(grep -c ' 100.0 % of' "$out")" = 2 ]
ok $? "two pairs without noise come back both ways"

run $bam --tables "$scratch/t"
cp "$out" "$scratch/bare"
[ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ] && [ ! -s "$err" ]
ok $? "a bare run fits a screen"
# The weights of the letters from the files themselves.
awk 'FILENAME ~ /capitals|small/ { if ($0 ~ /^= /) { name = tolower($2); n = 0 }
        else if ($0 ~ /^[#.]/) for (k = 1; k <= length($0); k++) v[FILENAME ~ /small/, name, n++] = substr($0, k, 1) == "#" ? 1 : -1; next }
    !/^#/ { for (j = 0; j < NF; j++) { r = row + 0; w = v[0, "a", r] * v[1, "a", j] + v[0, "l", r] * v[1, "l", j] + v[0, "v", r] * v[1, "v", j] + v[0, "x", r] * v[1, "x", j]
            if (w != $(j + 1)) bad = 1 } row++ }
    END { exit bad || row != 140 || NF != 160 }' data/patterns/capitals.txt data/patterns/small.txt "$scratch/t-weights.txt"
ok $? "the weights of four letters"
awk 'NR == 2 || NR == 3 { n++; if ($4 < 99) bad = 1 } END { exit bad || n != 2 }' "$out"
ok $? "the letters come back in both directions from 20 % noise"
grep -q '^Energy: 10000 turns of a layer, [0-9]* changed it, 0 rises; steepest -' "$out"
ok $? "the energy never rises in 10000 turns"
awk '!/^#/ && NF { if ($1 > 0 && $2 > last) bad = 1; last = $2; n++ } END { exit bad || n < 24 }' "$scratch/t-energy.txt"
ok $? "nor in the table"
# The lowest energy of the runs is that of a pair: -x' W y by awk for each pair; energies are even whole numbers.
awk 'FILENAME ~ /weights/ { if (!/^#/) { row++; for (j = 1; j <= NF; j++) w[row, j] = $j; m = NF } next }
    FILENAME ~ /capitals|small/ { if ($0 ~ /^= /) { name = tolower($2); n = 0 }
        else if ($0 ~ /^[#.]/) for (k = 1; k <= length($0); k++) v[FILENAME ~ /small/, name, ++n] = substr($0, k, 1) == "#" ? 1 : -1; next }
    NF && !/^#/ && $2 < low { low = $2 }
    END { split("a l v x", names); for (p = 1; p <= 4; p++) { e = 0
            for (i = 1; i <= row; i++) for (j = 1; j <= m; j++) e -= v[0, names[p], i] * w[i, j] * v[1, names[p], j]
            if (e == low) hit = 1 } exit !hit }' \
    "$scratch/t-weights.txt" data/patterns/capitals.txt data/patterns/small.txt "$scratch/t-energy.txt"
ok $? "the lowest energy that was reached is that of a pair, by (3)"

# (4) against an independent sum of binomial coefficients by logarithms, and against the measured parts.
awk 'function wrong(n, P,    N, k, t, sum, l) { N = n * (P - 1); if (N == 0) return 0; l = -N * log(2); sum = 0
        for (k = 0; 2 * k < N - n; k++) { sum += exp(l); l += log((N - k) / (k + 1)) } return sum }
    /^#/ || !NF || $3 > 20 { next }
    { px = wrong($2, $3); py = wrong($1, $3); n++
        if (($8 - px) ^ 2 > 1e-24 || ($10 - py) ^ 2 > 1e-24) bad = "p"
        rest = (1 - px) ^ $1 * (1 - py) ^ $2
        if (($6 - rest) ^ 2 > 1e-20) bad = "rest"
        # A pair errs in clumps: allow seven times the standard deviation of independent neurons.
        if (($7 - px) ^ 2 > 50 * px / (500 * $1) + 1e-8 || ($9 - py) ^ 2 > 50 * py / (500 * $2) + 1e-8) bad = "measured " $3
        if ($4 < rest - 0.05) bad = "clumps" }
    END { if (bad) print bad; exit bad != "" || n != 40 }' "$scratch/t-capacity.txt" >"$scratch/said"
ok $? "(4) and (5) by awk, and neurons err as (4) says: $(cat "$scratch/said")"
part() {
    awk -v n="$1" -v m="$2" -v P="$3" -v c="$4" '$1 == n && $2 == m && $3 == P { print $c }' "$scratch/t-capacity.txt"
}
holds "$(part 100 100 8 4) > 0.97 && $(part 100 100 30 4) < 0.1" "a hundred neurons keep 8 pairs, not 30"
holds "$(part 100 25 10 4) < 0.5 * $(part 100 100 10 4)" "the smaller layer decides"

run $bam --names A,B,C,D
grep -q '^first brings second *0.0 %' "$out"
ok $? "letters that are alike do not fit in together"
# shellcheck disable=SC2086
run $bam --names all $few
grep -q ', 26 pairs,' "$out"
ok $? "--names all: 26 pairs"
# shellcheck disable=SC2086
run $bam --names L,X --partners data/patterns/capitals.txt --noise 0.1 --tables "$scratch/t" $few
grep -q 'layers of 140 and 140' "$out" && [ "$(grep -c ' 100.0 % of' "$out")" = 2 ]
ok $? "a letter may be its own partner"

run $bam
cmp -s "$out" "$scratch/bare"
ok $? "the same seed, the same bytes"
# shellcheck disable=SC2086
run $bam --quiet $few
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
run $bam --help
[ "$status" = 0 ] && grep -q "lecture 14, slide 21" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"
refuses 2 "--noise: '0.6'" $bam --noise 0.6
refuses 2 "--trials: '0'" $bam --trials 0
refuses 2 "--updates: 'many'" $bam --updates many
refuses 2 "--neurons: '7'" $bam --neurons 7
refuses 1 "there is no picture 'a'" $bam --names A,a
refuses 1 "digits.txt: 10 pictures, but data/patterns/capitals.txt has 26, and they go in pairs" \
    $bam --partners data/patterns/digits.txt
refuses 1 "none.txt: cannot be opened" $bam --partners "$scratch/none.txt"
refuses 1 "none.txt: cannot be opened" $bam --pictures "$scratch/none.txt"
refuses 1 "no such folder" $bam --tables "$scratch/no such folder/t"
finish
