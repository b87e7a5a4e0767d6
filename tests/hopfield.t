#!/bin/sh
# Hopfield's net: the weights are those of the two rules, the energy never rises, pictures are recalled up to
# the load that theory names; and picture files are read or refused with the line that is wrong.
. tests/tap.sh
hopfield=./07_other_models/hopfield
few="--trials 20 --updates 2000 --neurons 40"

# Three pictures of six pixels. Hebb: w12 = (1 + 1 - 1) / 6 by hand, and so on.
cat >"$scratch/three.txt" <<END
; three
= a
###
...

= b
##.
##.
= c
#.#
#.#
END
# shellcheck disable=SC2086 # several options
run $hopfield --pictures "$scratch/three.txt" --tables "$scratch/t" $few
awk 'BEGIN { split("1 1 1 -1 -1 -1 1 1 -1 1 1 -1 1 -1 1 1 -1 1", x) }
    /^#/ || !NF { next }
    ++row <= 6 { for (j = 1; j <= 6; j++) { want = 0
            if (j != row) for (p = 0; p < 3; p++) want += x[6 * p + row] * x[6 * p + j] / 6
            if ((want - $j) ^ 2 > 1e-28) bad = 1 } }
    row == 1 && ($2 - 1 / 6) ^ 2 + ($3 - 1 / 6) ^ 2 + ($4 - 1 / 6) ^ 2 + ($5 + 1 / 6) ^ 2 + ($6 + 1 / 6) ^ 2 > 1e-28 { bad = 1 }
    END { exit bad || row != 12 }' "$scratch/t-weights.txt"
ok $? "(4) by hand and by awk"

# The projection: with its diagonal put back (from W x = (1 - d) x) it is idempotent, symmetric, of trace P,
# and leaves every picture as it is.
projection() {
    awk -v wanted="$2" 'FNR == NR { if ($0 ~ /^[#.]/) { if (!(p in seen)) { seen[p] = 1; n = 0 }
                for (k = 1; k <= length($0); k++) x[p, ++n] = substr($0, k, 1) == "#" ? 1 : -1 }
            if ($0 ~ /^=/) p++; next }
        /^# pseudo/ { on = 1; next }
        on && NF { row++; for (j = 1; j <= n; j++) w[row, j] = $j }
        END { for (i = 1; i <= n; i++) { for (q = 1; q <= p; q++) { s = 0
                    for (j = 1; j <= n; j++) s += w[i, j] * x[q, j]
                    if (q == 1) d[i] = 1 - s * x[1, i]
                    if ((1 - s * x[q, i] - d[i]) ^ 2 > 1e-22) bad = "at rest" }
                if (w[i, i] != 0) bad = "diagonal"
                trace += d[i] }
            for (i = 1; i <= n; i++) w[i, i] = d[i]
            for (i = 1; i <= n; i += 7) for (j = 1; j <= n; j++) { s = 0
                for (k = 1; k <= n; k++) s += w[i, k] * w[k, j]
                if ((s - w[i, j]) ^ 2 > 1e-22 || w[i, j] != w[j, i]) bad = "idempotent" }
            if ((trace - wanted) ^ 2 > 1e-18 || row != n) bad = "trace"
            if (bad) print bad
            exit bad != "" }' "$1" "$scratch/t-weights.txt" >"$scratch/said"
}
projection "$scratch/three.txt" 3
ok $? "(5) is the projection onto three pictures"
# shellcheck disable=SC2086
run $hopfield --names all --tables "$scratch/t" $few
projection data/patterns/capitals.txt 25
ok $? "and onto 26 letters, which are 25 directions"
grep -q '^pseudo-inverse *26 ' "$out" && grep -q '^Hebb *0 ' "$out"
ok $? "which has them all at rest, Hebb's rule none"
# Pictures that depend on each other: c is the negative of a.
printf '= a\n##\n..\n= b\n#.\n#.\n= c\n..\n##\n' >"$scratch/negative.txt"
# shellcheck disable=SC2086
run $hopfield --pictures "$scratch/negative.txt" --tables "$scratch/t" $few
projection "$scratch/negative.txt" 2
ok $? "a picture and its negative are one dimension"

# Orthogonal pictures: both rules are the same matrix.
printf '= a\n####\n= b\n##..\n' >"$scratch/orthogonal.txt"
# shellcheck disable=SC2086
run $hopfield --pictures "$scratch/orthogonal.txt" --tables "$scratch/t" $few
awk '/^#/ || !NF { next } { for (j = 1; j <= 4; j++) if (++n <= 16) w[n] = $j; else if ((w[n - 16] - $j) ^ 2 > 1e-28) bad = 1 }
    END { exit bad || n != 32 || w[2] != 0.5 || w[3] != 0 }' "$scratch/t-weights.txt"
ok $? "on orthogonal pictures the rules agree"

# The whole run.
run $hopfield --tables "$scratch/t"
cp "$out" "$scratch/bare"
[ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ] && [ ! -s "$err" ]
ok $? "a bare run fits a screen"
awk '/^# energy/ { on = 1; next } /^# random/ { on = 0 }
    on { n++; if ($2 < 100000 || $3 < 1000 || $4 != 0 || $5 >= 0) bad = 1 } END { exit bad || n != 2 }' "$out"
ok $? "the energy never rises in 100000 updates"
awk '/^#/ { next } NF && $3 > 0 && $4 > last { bad = 1 } NF { n++; last = $4 } END { exit bad || n != 16 * 1400 }' "$scratch/t-energy.txt"
ok $? "nor in the table"
# The last energy of a run of Hebb's rule, from the picture it ends in: that of a letter, once more by (2).
awk 'FNR == NR { if ($0 ~ /^# pseudo/) exit_now = 1; if (!exit_now && NF && $0 !~ /^#/) { row++; for (j = 1; j <= NF; j++) w[row, j] = $j } next }
    /^# J/ { on = 1; next } /^# spoilt/ { on = 0 } on && NF { for (j = 1; j <= NF; j++) x[++n] = $j }
    END { for (i = 1; i <= n; i++) for (j = 1; j <= n; j++) e -= w[i, j] * x[i] * x[j] / 2; printf "%.9f\n", e }' \
    "$scratch/t-weights.txt" "$scratch/t-pictures.txt" >"$scratch/said"
awk -v e="$(cat "$scratch/said")" '!/^#/ && $1 == 0 && $3 == 1399 && ($4 - e) ^ 2 < 1e-12 { hit = 1 } END { exit !hit }' "$scratch/t-energy.txt"
ok $? "some run ends at J, with the energy that (2) gives for it"
awk 'NR == 3 || NR == 4 { n++; if ($2 != 5 || $3 < 99) bad = 1 } END { exit bad || n != 2 }' "$out"
ok $? "five letters are recalled from 20 % noise"
# part NEURONS NOISE LOAD RULE
part() {
    awk -v n="$1" -v noise="$2" -v load="$3" -v rule="$4" '$1 == rule && $2 == n && $3 == noise && $4 == load { print $5 }' "$scratch/t-load.txt"
}
holds "$(part 400 0 0.1 0) >= 0.95 && $(part 400 0.2 0.1 0) >= 0.95" "load 0.1: at least 95 %, from the picture and from noise"
holds "$(part 400 0 0.25 0) < 0.1 && $(part 400 0 0.08 0) == 1" "below 0.138 all, far above it none"
holds "$(part 400 0 0.2 0) < $(part 100 0 0.2 0)" "more neurons, a sharper end"
holds "$(part 400 0.2 0.2 1) >= 0.99" "the pseudo-inverse is not bound by 0.138"
# Every state of rest in the table is one: no neuron of it wants to change. And the kinds are what they say.
awk 'FNR == NR { if ($0 ~ /^# pseudo/) over = 1; if (!over && NF && $0 !~ /^#/) { row++; for (j = 1; j <= NF; j++) w[row, j] = $j } next }
    function check(   i, j, s) { for (i = 1; i <= n; i++) { s = 0; for (j = 1; j <= n; j++) s += w[i, j] * y[j]
            if (s * y[i] < -1e-9) bad = 1 } checked++; n = 0 }
    /^# Hebb/ { if (n) check(); next } /^# pseudo/ { if (n) check(); exit } NF { for (j = 1; j <= NF; j++) y[++n] = $j }
    END { exit bad || checked < 10 }' "$scratch/t-weights.txt" "$scratch/t-valleys.txt"
ok $? "valleys are states of rest"
[ "$(grep -c '^# Hebb stored' "$scratch/t-valleys.txt")" = 5 ]
ok $? "the five letters are five valleys"
run $hopfield --names I,T
grep -q '^Hebb *[0-9.]* % *[0-9.]* % *0.0 % ' "$out"
ok $? "two pictures have no mixture of three"

run $hopfield
cmp -s "$out" "$scratch/bare"
ok $? "the same seed, the same bytes"
run $hopfield --seed 2
cmp -s "$out" "$scratch/bare"
[ $? = 1 ]
ok $? "another seed, another run"
# shellcheck disable=SC2086
run $hopfield --quiet $few
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
# shellcheck disable=SC2086
run $hopfield --noise 0 --names all $few
grep -q '^pseudo-inverse *26 *100.0 %' "$out"
ok $? "--noise 0: all stable pictures stay"
run $hopfield --help
[ "$status" = 0 ] && grep -q "lecture 14, slide 19" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"
refuses 2 "--noise: '0.6'" $hopfield --noise 0.6
refuses 2 "--trials: '0'" $hopfield --trials 0
refuses 2 "--updates: '-1'" $hopfield --updates -1
refuses 2 "--neurons: '39'" $hopfield --neurons 39
refuses 2 "'5' is no option" $hopfield 5
refuses 1 "there is no picture 'a'" $hopfield --names A,a
refuses 1 "there is no picture ''" $hopfield --names A,
refuses 1 "'A' is asked for twice" $hopfield --names A,B,A
refuses 1 "no such folder" $hopfield --tables "$scratch/no such folder/t"

# Picture files. bad LINE TEXT CONTENT: refused with that line.
bad() {
    # shellcheck disable=SC2059 # the content is a format
    printf "$3" >"$scratch/bad.txt"
    refuses 1 "$scratch/bad.txt:$1: $2" $hopfield --pictures "$scratch/bad.txt"
}
bad 1 "the file ends before its first" ''
bad 3 "the file ends before its first" '; only\n\n'
bad 1 "a row of pixels before" '##\n= a\n##\n'
bad 3 "column 2 is neither '#' nor '.'" '= a\n##\n#x\n'
bad 3 "3 pixels, but the rows above have 2" '= a\n##\n###\n'
bad 4 "3 pixels, but the rows above have 2" '= a\n##\n= b\n###\n'
bad 1 "a name, but no picture under it" '= a\n= b\n##\n'
bad 3 "a name, but no picture under it" '= a\n##\n= b\n'
bad 4 "'b' has 1 rows, but those before have 2" '= a\n##\n##\n= b\n##\n'
bad 3 "a second picture of the name 'a'" '= a\n##\n= a\n##\n'
bad 1 "'= NAME' wants a name" '=\n##\n'
bad 1 "'= NAME' wants a name" '= a b\n##\n'
bad 1 "'= NAME' wants a name" '= abcdefghijklmnop\n##\n'
bad 2 "a NUL byte" '= a\n#\000#\n'
bad 2 "a picture of more than 64" "= a\\n$(awk 'BEGIN { for (i = 0; i < 65; i++) printf "#" }')\\n"
bad 66 "a picture of more than 64" "= a\\n$(awk 'BEGIN { for (i = 0; i < 65; i++) printf "#\\n" }')"
refuses 1 "none.txt: cannot be opened: No such file" $hopfield --pictures "$scratch/none.txt"
refuses 1 "cannot be read: Is a directory" $hopfield --pictures "$scratch"
printf '= a\r\n##\r\n..' >"$scratch/crlf.txt"
# shellcheck disable=SC2086
run $hopfield --pictures "$scratch/crlf.txt" $few
[ "$status" = 0 ] && grep -q '4 neurons, 1 pictures' "$out"
ok $? "lines may end in CR LF, and the last one without either"
finish
