#!/bin/sh
# ART1: categories are those of the formulas, one pass is enough where the proof says so, letters keep their category when
# digits come, and a competitive net forgets.
. tests/tap.sh
art=./07_other_models/art

# The whole algorithm once more in awk, in the order that the program took: categories and resets of the first pass, and
# the templates after as many passes as it takes.
again() {
    awk -v rho="$1" -v beta="$2" -v plain="$3" '
        FILENAME ~ /capitals/ { if ($0 ~ /^= /) { name = $2; n[name] = 0 }
            else if ($0 ~ /^[#.]/) for (k = 1; k <= length($0); k++) x[name, ++n[name]] = substr($0, k, 1) == "#"
            next }
        FILENAME ~ /presentations/ { if (!/^#/) { order[++N] = $1; category[N] = $2; resets[N] = $3 } next }
        /^# / { on = $2 == "ART" && $3 == "before"; if (on) shown++; at = 0; next }
        on { for (k = 1; k <= NF; k++) picture[shown, ++at] = $k }
        function bit(p, i) { return i <= pixels ? x[p, i] : 1 - x[p, i - pixels] }
        function present(p,    j, i, c, size, I, s, best, r, off, changed) {
            I = 0; for (i = 1; i <= bits; i++) { b[i] = bit(p, i); I += b[i] }
            for (j = 1; j <= T; j++) { common[j] = size = 0
                for (i = 1; i <= bits; i++) { size += t[j, i]; common[j] += t[j, i] && b[i] }
                say[j] = common[j] / (beta + size) }
            for (r = 0; ; r++) { best = 0
                for (j = 1; j <= T; j++) if (say[j] >= 0 && (!best || say[j] > say[best])) best = j
                if (!best || common[best] >= rho * I - 1e-9) break
                say[best] = -1 }
            rounds = r
            if (!best) { best = ++T; for (i = 1; i <= bits; i++) t[best, i] = b[i]; moved++; return best }
            for (i = 1; i <= bits; i++) if (t[best, i] && !b[i]) { t[best, i] = 0; changed = 1 }
            moved += changed; return best }
        END { pixels = n["A"]; bits = plain ? pixels : 2 * pixels
            for (k = 1; k <= N; k++) if (present(order[k]) - 1 != category[k] || rounds != resets[k]) bad = "category of " order[k]
            do { moved = 0; for (k = 1; k <= N; k++) present(order[k]) } while (moved)
            if (T != shown) bad = "categories " T " " shown
            for (j = 1; j <= T; j++) for (i = 1; i <= pixels; i++)
                if (picture[j, i] != (plain ? 2 * t[j, i] - 1 : t[j, i] - t[j, i + pixels])) bad = "template " j
            if (bad) print bad
            exit bad != "" || N != 26 }' data/patterns/capitals.txt "$scratch/t-presentations.txt" "$scratch/t-templates.txt" >"$scratch/said"
}
run $art --tables "$scratch/t"
cp "$out" "$scratch/bare"
[ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ] && [ ! -s "$err" ]
ok $? "a bare run fits a screen"
again 0.6 0.001 0
ok $? "(1) to (3) by awk: categories, resets, templates"
cp "$scratch/t-vigilance.txt" "$scratch/vigilance"
cp "$scratch/t-templates.txt" "$scratch/templates"
run $art --plain --vigilance 0.8 --choice 0.5 --seed 3 --orders 1 --tables "$scratch/t"
again 0.8 0.5 1
ok $? "and with the black pixels alone, another beta, another order"
run $art --vigilance 0.7 --choice 2 --seed 4 --orders 1 --tables "$scratch/t"
again 0.7 2 0
ok $? "and with a large beta"

# Three pictures by hand, plain, vigilance 0.6: 1100 joins no 0011; 1110 fits 1100 with 2 of 3, and leaves it as it is.
printf '= a\n##..\n= b\n..##\n= c\n###.\n' >"$scratch/three.txt"
run $art --pictures "$scratch/three.txt" --later "$scratch/three.txt" --plain --vigilance 0.6
grep -qE '^2 categories after [12] pass' "$out" && sed -n 3p "$out" | grep -q ac
ok $? "three pictures by hand: a and c together, b alone"
run $art --pictures "$scratch/three.txt" --later "$scratch/three.txt" --plain --vigilance 0.7
grep -q '^3 categories' "$out"
ok $? "2 of 3 is not 0.7"

# Vigilance from 0 to 1.
awk '!/^#/ && NF && $1 == 0 { n++; if ($6 != 1 || $7 != 50) bad = 1 } END { exit bad || n != 21 }' "$scratch/vigilance"
ok $? "inputs of equal size: one pass, at every vigilance, in every order"
awk '!/^#/ && NF { if ($2 == 0 && ($4 != 1 || $5 != 1) || $2 == 1 && ($4 != 26 || $5 != 26)) bad = 1; if ($2 > 0 && $3 < last - 0.3) bad = 1
        last = $3; n++ } END { exit bad || n != 42 }' "$scratch/vigilance"
ok $? "from one category to 26, and hardly ever fewer for more vigilance"
awk '!/^#/ && NF && $1 == 1 && $6 > 1 { n++ } END { exit n < 10 }' "$scratch/vigilance"
ok $? "inputs of different sizes need more than one pass"
for seed in 2 3 4; do
    run $art --seed $seed --orders 200 --tables "$scratch/t"
    awk '!/^#/ && NF && $1 == 0 { n++; if ($7 != 200) bad = 1 } END { exit bad || n != 21 }' "$scratch/t-vigilance.txt"
    ok $? "one pass in 200 more orders"
done

# Stability. kept FILE: letters in their old category, by ART and by the competitive net.
kept() {
    sed -n 's/.*: \([0-9]*\) of 26;\{0,1\}$/\1/p' "$1" | tr '\n' ' '
}
for seed in 1 2 3 4 5; do
    run $art --seed $seed --orders 1
    # shellcheck disable=SC2046 # two numbers
    set -- $(kept "$out")
    [ "$1" -ge 25 ] && [ "$2" -lt "$1" ]
    ok $? "seed $seed: ART keeps $1 letters, the competitive net $2"
done
# Every old template only loses: what was certain before (1, -1) and still is, is the same; none is gained.
awk '/^# ART before/ { when = 1; k = $4; n = 0; next } /^# ART after/ { when = 2; k = $4; n = 0; next } /^#/ { when = 0; next }
    when { for (i = 1; i <= NF; i++) { n++; if (when == 1) old[k, n] = $i; else if ((k, n) in old && $i != 0 && $i != old[k, n]) bad = 1; seen[when]++ } }
    END { exit bad || seen[2] <= seen[1] }' "$scratch/templates"
ok $? "templates only lose ones, and digits got new ones"
# For every letter there is still a template within it with 0.6 * 140 ones or more, though digits came.
awk 'FILENAME ~ /capitals/ { if ($0 ~ /^= /) { name = $2; n = 0; letters++ } else if ($0 ~ /^[#.]/)
            for (k = 1; k <= length($0); k++) x[name, ++n] = substr($0, k, 1) == "#" ? 1 : -1; if (name) names[name] = 1; next }
    /^# ART after/ { T++; m = 0; on = 1; next } /^#/ { on = 0; next } on { for (k = 1; k <= NF; k++) t[T, ++m] = $k }
    END { for (p in names) { found = 0
            for (j = 1; j <= T; j++) { size = within = 0
                for (i = 1; i <= n; i++) { size += t[j, i] != 0; within += t[j, i] != 0 && t[j, i] == x[p, i] }
                if (size == within && size >= 84) found = 1 }
            good += found }
        exit good != 26 || letters != 26 }' data/patterns/capitals.txt "$scratch/templates"
ok $? "after the digits every letter still resonates at once"
sed -n 's/.*winner \([0-9.]*\) before, \([0-9.]*\) after.*/\1 \2/p' "$scratch/bare" >"$scratch/said"
awk '{ seen = 1; exit !($2 > 1.3 * $1) } END { exit !seen }' "$scratch/said"
ok $? "the competitive net moves away from the letters"
# (4) in the limit: one picture, and then another; after many steps the point is the other.
printf '= a\n#.\n' >"$scratch/one.txt"
printf '= b\n.#\n' >"$scratch/other.txt"
run $art --pictures "$scratch/one.txt" --later "$scratch/other.txt" --plain --passes 1 --eta 0.25 --orders 1 --tables "$scratch/t"
# w = (1, 0) + 1/4 ((0, 1) - (1, 0)) = (0.75, 0.25), as a picture 2 w - 1; its distance from (1, 0) is sqrt(0.125).
grep -A1 '^# plain after' "$scratch/t-templates.txt" | tail -n 1 | grep -q '^0.5 -0.5$' && grep -q '0.00 before, 0.35 after' "$out"
ok $? "(4) by hand"

run $art
cmp -s "$out" "$scratch/bare"
ok $? "the same seed, the same bytes"
run $art --quiet --orders 1
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
run $art --help
[ "$status" = 0 ] && grep -q "lecture 14, slide 22" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"
printf '= white\n..\n= black\n##\n' >"$scratch/white.txt"
run $art --pictures "$scratch/white.txt" --later "$scratch/white.txt" --plain
[ "$status" = 0 ] && ! grep -qi nan "$out"
ok $? "a white picture, plain, is an input of no ones"
refuses 2 "--vigilance: '1.1'" $art --vigilance 1.1
refuses 2 "--choice: '0'" $art --choice 0
refuses 2 "--orders: '0'" $art --orders 0
refuses 2 "--passes: '0'" $art --passes 0
refuses 2 "--eta: '1'" $art --eta 1
refuses 1 "small.txt: 16 by 10 pixels, but data/patterns/capitals.txt has 14 by 10" $art --later data/patterns/small.txt
refuses 1 "none.txt: cannot be opened" $art --pictures "$scratch/none.txt"
refuses 1 "none.txt: cannot be opened" $art --later "$scratch/none.txt"
refuses 1 "no such folder" $art --tables "$scratch/no such folder/t"
finish
