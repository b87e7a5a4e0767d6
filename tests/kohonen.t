#!/bin/sh
# Kohonen's map: each step is that of the formulas, both errors are what they claim to be, and the map of a
# square, a ring and of iris looks as it must.
. tests/tap.sh
kohonen=./07_other_models/kohonen

# The steps: with every input the same point, chance has no part in them, and awk repeats them.
printf 'x,y,z,c\n1,2,-1,a\n1,2,-1,b\n1,2,-1,b\n' >"$scratch/point.csv"
steps() {
    awk -v rows=2 -v columns=5 -v wrap="$1" -v steps=37 -v e0=0.3 -v e1=0.1 -v s0="$2" -v s1=0.7 '
        function apart(a, b, side,    w) { w = a > b ? a - b : b - a; return wrap && side - w < w ? side - w : w }
        /^# step/ { block++; n = 0 } /^#/ || !NF { next }
        $1 < rows && $2 < columns && block == 1 { for (k = 1; k <= 3; k++) w[$1 * columns + $2, k] = $(k + 2) }
        $1 < rows && $2 < columns { for (k = 1; k <= 3; k++) last[$1 * columns + $2, k] = $(k + 2) }
        END { x[1] = 1; x[2] = 2; x[3] = -1; n = rows * columns
            for (t = 0; t < steps; t++) { eta = e0 * (e1 / e0) ^ (t / steps); s = s0 * (s1 / s0) ^ (t / steps); best = -1
                for (j = 0; j < n; j++) { d = 0; for (k = 1; k <= 3; k++) d += (x[k] - w[j, k]) ^ 2
                    if (best < 0 || d < best) { best = d; c = j } }
                for (j = 0; j < n; j++) { r = apart(int(j / columns), int(c / columns), rows) ^ 2 + apart(j % columns, c % columns, columns) ^ 2
                    for (k = 1; k <= 3; k++) w[j, k] += eta * exp(-r / (2 * s * s)) * (x[k] - w[j, k]) } }
            for (j = 0; j < n; j++) for (k = 1; k <= 3; k++) if ((w[j, k] - last[j, k]) ^ 2 > 1e-24) bad = 1
            exit bad || block < 5 }' "$scratch/t-maps.txt"
}
point="--data $scratch/point.csv --scale none --rows 2 --columns 5 --steps 37 --eta 0.3 --eta-last 0.1 --radius-last 0.7"
# shellcheck disable=SC2086 # several options
run $kohonen $point --tables "$scratch/t"
steps 0 2.5
ok $? "(1) to (4), step by step"
# shellcheck disable=SC2086
run $kohonen $point --wrap --radius 1.5 --tables "$scratch/t"
steps 1 1.5
ok $? "and on a closed sheet"

# errors ROWS COLUMNS WRAP: (5), (6) and (7) once more, from the last map.
errors() {
    awk -v rows="$1" -v columns="$2" -v wrap="$3" '
        function apart(a, b, side,    w) { w = a > b ? a - b : b - a; return wrap && side - w < w ? side - w : w }
        function far(j, i) { return apart(int(j / columns), int(i / columns), rows) ^ 2 + apart(j % columns, i % columns, columns) ^ 2 }
        FILENAME ~ /maps/ { if (!/^#/ && NF && $1 < rows && $2 < columns) for (k = 3; k <= NF; k++) w[$1 * columns + $2, k - 2] = $k; next }
        FILENAME ~ /errors/ { q0 = $4; t0 = $5; next }
        /^#/ { next }
        FILENAME ~ /units/ { j = $1 * columns + $2; u = c = 0
            for (i = 0; i < rows * columns; i++) if (far(i, j) == 1) { d = 0; c++
                for (k = 1; k <= dim; k++) d += (w[i, k] - w[j, k]) ^ 2; u += sqrt(d) }
            if ((u / c - $3) ^ 2 > 1e-24) bad = 1; units++; next }
        { p++; dim = NF - 1; first = second = 1e9
            for (j = 0; j < rows * columns; j++) { d = 0; for (k = 1; k <= dim; k++) d += ($(k + 1) - w[j, k]) ^ 2
                if (d < first) { second = first; b = a; first = d; a = j } else if (d < second) { second = d; b = j } }
            q += sqrt(first); r = apart(int(a / columns), int(b / columns), rows); s = apart(a % columns, b % columns, columns); top += r > 1 || s > 1 }
        END { if ((q / p - q0) ^ 2 > 1e-24 || (top / p - t0) ^ 2 > 1e-24) bad = 1; exit bad || units != rows * columns }' \
        "$scratch/t-maps.txt" "$scratch/t-errors.txt" "$scratch/t-inputs.txt" "$scratch/t-units.txt"
}
run $kohonen --tables "$scratch/t"
cp "$out" "$scratch/bare"
[ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ] && [ ! -s "$err" ]
ok $? "a bare run fits a screen"
errors 12 12 0
ok $? "(5), (6), (7) by awk, on the square"
awk '/^#/ { next } { e = 0.5 * 0.04 ^ ($1 / 20000); r = 6 * 0.1 ^ ($1 / 20000)
        if (($2 - e) ^ 2 + ($3 - r) ^ 2 > 1e-26 || NR > 2 && $1 <= t) bad = 1; t = $1; n++ } END { exit bad || t != 20000 || n < 40 }' "$scratch/t-errors.txt"
ok $? "rate and radius shrink as (4) says, and no step is looked at twice"
q=$(awk 'END { print $4 }' "$scratch/t-errors.txt")
holds "$q > 0.0319 && $q < 0.036" "the square: q near that of a lattice, 0.3826 / 12"
for seed in 1 2 3 4 5; do
    run $kohonen --seed $seed
    awk '$1 == 20000 { seen = 1; if ($5 >= 5) bad = 1; if ($4 > first / 5) bad = 1 } $1 == "0" { first = $4; if ($5 < 90) bad = 1 } END { exit bad || !seen }' "$out"
    ok $? "seed $seed: the topographic error falls from over 90 % to under 5, q to a fifth"
done
run $kohonen --radius 0.6
awk '$1 == 20000 && $5 > 15 { hit = 1 } END { exit !hit }' "$out"
ok $? "without a wide neighbourhood there is no order"

run $kohonen --input ring --rows 1 --columns 60 --wrap --tables "$scratch/t"
errors 1 60 1
ok $? "the errors of a closed chain"
awk '/^# step/ { n = 0 } !/^#/ && NF { x[n] = $3 - 0.5; y[n++] = $4 - 0.5 }
    END { if (n != 61 || x[0] != x[60]) exit 1
        for (i = 0; i < 60; i++) { r = sqrt(x[i] ^ 2 + y[i] ^ 2); if (r < 0.35 || r > 0.5) bad = 1
            turn += atan2(x[i] * y[i + 1] - y[i] * x[i + 1], x[i] * x[i + 1] + y[i] * y[i + 1]) }
        exit bad || (turn ^ 2 - 4 * 3.14159265358979 ^ 2) ^ 2 > 1e-12 }' "$scratch/t-maps.txt"
ok $? "it lies in the ring and goes around it once"
run $kohonen --input cube --rows 16 --columns 16 --tables "$scratch/t"
awk '!/^#/ && NF && ($3 < 0 || $3 > 1 || $5 < 0 || $5 > 1) { bad = 1 } END { exit bad || NR < 256 }' "$scratch/t-maps.txt"
ok $? "the sheet stays in the cube"

run $kohonen --data data/uci/iris.csv --rows 10 --columns 15 --tables "$scratch/t"
cp "$out" "$scratch/iris"
errors 10 15 0
ok $? "the errors and the U-matrix of iris"
awk '/^#/ || $2 == 0 { next } { n = $5 + $6 + $7; if ($5 > 0 && $5 == n) { s += $3; sn++ } if (n == 0) { e += $3; en++ } won += n }
    END { exit won + 0 < 100 || e / en < 1.2 * s / sn }' "$scratch/t-units.txt"
ok $? "neurons between the clusters lie farther apart than those of setosa"
awk '/^#/ { next } { for (k = 1; k <= 3; k++) c[k] += $(k + 4); b = -1; for (k = 1; k <= 3; k++) if ($(k + 4) > 0 && (b < 0 || $(k + 4) > $(b + 5))) b = k - 1
        if (b != $4) bad = 1 } END { exit bad || c[1] != 50 || c[2] != 50 || c[3] != 50 }' "$scratch/t-units.txt"
ok $? "every flower is won once, and the classes are the majorities"
pure=$(awk '/are won by/ { print $1 }' "$scratch/iris")
holds "$pure >= 143" "the map was not told the classes, and keeps them apart"
run $kohonen --data data/uci/iris.csv --target 5 --scale minmax --rows 10 --columns 15
[ "$status" = 0 ] && ! cmp -s "$out" "$scratch/iris"
ok $? "--scale and --target count"

run $kohonen
cmp -s "$out" "$scratch/bare"
ok $? "the same seed, the same bytes"
run $kohonen --quiet --steps 5
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
run $kohonen --help
[ "$status" = 0 ] && grep -q "lecture 14, slide 20" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"
run $kohonen --steps 1 --examples 1
[ "$status" = 0 ] && grep -q ' 1 inputs' "$out" && ! grep -qi nan "$out"
ok $? "one step, one input"
refuses 2 "--input: 'disc' is none of square|ring|cube" $kohonen --input disc
refuses 2 "--scale: 'big' is none of" $kohonen --scale big
refuses 2 "--target: names a column of --data" $kohonen --target x
refuses 2 "a sheet of one neuron" $kohonen --rows 1 --columns 1
refuses 2 "--rows: '0'" $kohonen --rows 0
refuses 2 "--columns: '201'" $kohonen --columns 201
refuses 2 "--steps: '0'" $kohonen --steps 0
refuses 2 "--examples: '0'" $kohonen --examples 0
refuses 2 "--eta: '1'" $kohonen --eta 1
refuses 2 "--eta-last: '0'" $kohonen --eta-last 0
refuses 2 "--radius: '0'" $kohonen --radius 0
refuses 2 "--radius-last: 'x'" $kohonen --radius-last x
refuses 1 "none.csv: cannot be opened" $kohonen --data "$scratch/none.csv"
refuses 1 "no such folder" $kohonen --tables "$scratch/no such folder/t"
finish
