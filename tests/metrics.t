#!/bin/sh
# The page on metrics: its numbers are those of a second program, and its claims about K hold.
. tests/tap.sh
metrics=./06_practicum/metrics

# again THRESHOLD K: all metrics in awk, by other formulas where there are any: the correlation of two columns
# for Matthews' coefficient, pairs of people for the AUC, for each positive the precision down to it for AP.
again() {
    awk -v t="$1" -v K="$2" 'BEGIN {
        n = split("0.95 0.85 0.70 0.70 0.60 0.55 0.45 0.40 0.30 0.25 0.15 0.05", s)
        split("1 1 1 0 0 1 0 0 1 0 0 0", ill)
        for (i = 1; i <= n; i++) {
            w = ill[i] ? 1 : K; W += w; said = s[i] >= t
            if (said == ill[i]) right += w
            if (!ill[i]) never += w
            a += w * ill[i]; b += w * said; ab += w * ill[i] * said
            loss -= log(ill[i] ? s[i] : 1 - s[i]) / n
            for (j = 1; j <= n; j++) if (ill[i] && !ill[j]) { all++; won += s[i] > s[j] ? 1 : s[i] == s[j] ? 0.5 : 0 }
            if (ill[i]) { up = right_up = 0
                for (j = 1; j <= n; j++) if (s[j] >= s[i]) { up += ill[j] ? 1 : K; right_up += ill[j] }
                ap += right_up / up / 5 }
        }
        cov = ab / W - a / W * b / W; va = a / W * (1 - a / W); vb = b / W * (1 - b / W)
        p = b ? ab / b : 0; r = ab / a; f = p + r ? 2 * p * r / (p + r) : 0
        printf "%.17g %.17g %.17g %.17g %.17g %.17g %.17g %.17g %.17g %.17g\n", right / W, never / W, p, r, f,
            vb ? cov / sqrt(va * vb) : 0, won / all, ap, loss, 1 - (b - ab) / (W - a) }'
}

# same FILE FILE: the same numbers to 1e-12.
same() {
    paste "$1" "$2" | awk '{ for (i = 1; i <= NF / 2; i++) { d = $i - $(i + NF / 2); if (d * d > 1e-24) bad = 1 } n++ }
        END { exit bad || n == 0 || NF % 2 }'
}

for t in 0.5 0.65 0.7 0.05 2; do
    run $metrics --threshold $t --times 1,3,10,77 --tables "$scratch/t"
    awk '!/^#/ { $1 = ""; print }' "$scratch/t-balance.txt" >"$scratch/ours"
    for K in 1 3 10 77; do again $t $K; done | cut -d' ' -f1-8 >"$scratch/theirs"
    same "$scratch/ours" "$scratch/theirs"
    ok $? "threshold $t, K = 1, 3, 10, 77: eight metrics to 1e-12"
    awk '!/^#/ { print $6, $7, $8, $10, $11, $12, $9 }' "$scratch/t-chosen.txt" >"$scratch/ours"
    again $t 1 | awk '{ print $1, $3, $4, $5, $6, $9, $10 }' >"$scratch/theirs"
    same "$scratch/ours" "$scratch/theirs"
    ok $? "threshold $t: log-loss and specificity too"
done

run $metrics
grep -q '^accuracy     9 / 12 = 0.7500 ' "$out" && grep -q '^F1           8 / 11 = 0.7273 ' "$out" &&
    grep -q 'MCC          0.5071$' "$out" && grep -q 'AUC          28.5 / 35 = 0.8143$' "$out"
ok $? "by hand: 9 of 12, 8 of 11, 36 / sqrt(5040), 28.5 of 35 pairs"
[ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "a bare run fits a screen"

run $metrics --tables "$scratch/t"
awk '!/^#/ && NF { if ($1 != K) { K = $1; if ($2 != "inf" || $5 != 0 || $6 != 0 || $7 != 1) exit 1; blocks++ }
        else if ($5 < x || $6 < y) exit 1
        x = $5; y = $6; roc[$2] = roc[$2] == "" ? x " " y : roc[$2]; if (roc[$2] != x " " y) exit 1; points++ }
    END { exit !(blocks == 5 && points == 60 && x == 1 && y == 1) }' "$scratch/t-curves.txt"
ok $? "a curve for each K, from nobody to everybody, two of twelve people on one point; ROC the same for all K"
awk '!/^#/ { if (n++ && ($2 >= a || $3 <= v || $4 >= p || $6 >= f || $7 >= m || $9 >= ap || $5 != r || $8 != auc)) exit 1
        a = $2; v = $3; p = $4; r = $5; f = $6; m = $7; auc = $8; ap = $9 } END { exit n != 5 }' "$scratch/t-balance.txt"
ok $? "with K precision, F1, MCC and AP fall, recall and AUC stay, and 'never' rises"

run $metrics --quiet
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
run $metrics --help
[ "$status" = 0 ] && grep -q "lecture 14, slide 59" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"
refuses 2 "--threshold: 'nan'" $metrics --threshold nan
refuses 2 "--times: 0 is not a whole number" $metrics --times 0
refuses 2 "--times: 1.5 is not a whole number" $metrics --times 2,1.5
refuses 2 "--times: '1,'" $metrics --times 1,
refuses 2 "more than 8" $metrics --times 1,2,3,4,5,6,7,8,9
refuses 2 "'5' is no option" $metrics 5
refuses 1 "no such folder" $metrics --tables "$scratch/no such folder/t"
finish
