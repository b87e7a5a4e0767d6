#!/bin/sh
# The practicum: its report is what a second program makes of its answers, the test is not learned from, early
# stopping keeps the best weights, and a saved model answers to the bit as the one in memory did.
. tests/tap.sh
practicum=./06_practicum/practicum
iris=data/uci/iris.csv

# ------------------------------------------------------------------------- the report
# Accuracy, log-loss, Matthews (as a correlation of one-hot columns), AUC (pair by pair), macro F1: all from the
# probabilities alone.
again() {
    awk -F'\t' 'NR > 1 { n = $1; truth[n] = $2; y[n, $4] = $5; seen[$4] = 1
            if (!(n in best) || $5 > best[n]) { best[n] = $5; said[n] = $4 } }
        END { for (p = 1; p <= n; p++) { right += truth[p] == said[p]; loss -= log(y[p, truth[p]]) / n; t[truth[p]]++; s[said[p]]++
                both[truth[p]] += truth[p] == said[p] }
            for (k in seen) { classes++
                won = all = 0
                for (p = 1; p <= n; p++) if (truth[p] == k) for (q = 1; q <= n; q++) if (truth[q] != k) { all++
                    won += y[p, k] > y[q, k] ? 1 : y[p, k] == y[q, k] ? 0.5 : 0 }
                auc += won / all
                P = s[k] ? both[k] / s[k] : 0; R = both[k] / t[k]; f += P + R ? 2 * P * R / (P + R) : 0
                xy += both[k] / n - t[k] / n * s[k] / n; xx += t[k] / n * (1 - t[k] / n); yy += s[k] / n * (1 - s[k] / n) }
            printf "examples\t%d\naccuracy\t%.17g\nlog_loss\t%.17g\nmcc\t%.17g\nauc_macro\t%.17g\nf1_macro\t%.17g\nrecall_weighted\t%.17g\n",
                n, right / n, loss, xy / sqrt(xx * yy), auc / classes, f / classes, right / n }' "$1"
}

# near FILE FILE: every name of the second has the same value in the first.
near() {
    awk -F'\t' 'NR == FNR { a[$1] = $2; next } { d = $2 - a[$1]; n++; if (!($1 in a) || d * d > 1e-24) exit 1 }
        END { exit n != 7 }' "$1" "$2"
}

for file in iris wine breast_cancer; do
    run $practicum data/uci/$file.csv --tables "$scratch/t" --format tsv --epochs 4
    again "$scratch/t-predictions.tsv" >"$scratch/again"
    [ "$status" = 0 ] && near "$scratch/t-summary.tsv" "$scratch/again"
    ok $? "$file: the metrics are those of the predictions, to 1e-12"
    awk -F'\t' 'NR == FNR { if (FNR > 1) n[$2 "\t" $3]++; next } FNR > 1 { if (n[$1 "\t" $2] != classes * $3) exit 1; rows++ }
        FNR == 1 { classes = 0; for (i in n) { split(i, a, "\t"); is[a[1]] = 1 } for (i in is) classes++ } END { exit !rows }' \
        "$scratch/t-predictions.tsv" "$scratch/t-confusion.tsv"
    ok $? "$file: so is the confusion matrix"
done

run $practicum
[ "$status" = 0 ] && [ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ] && grep -q '^Next:' "$out"
ok $? "a bare run reports on the flowers, on one screen"
grep -q '^84 to learn from, 21 to stop by, 45 for the test' "$out"
ok $? "the three parts of 150 examples"
cp "$out" "$scratch/first"
run $practicum
cmp -s "$out" "$scratch/first"
ok $? "the same seed, the same bytes"
run $practicum --seed 2
cmp -s "$out" "$scratch/first"
[ $? = 1 ]
ok $? "another seed, others"

# ------------------------------------------------------------------------ early stopping
run $practicum --tables "$scratch/t" --patience 7
awk '!/^#/ { e[++n] = $1; v[n] = $3; if ($4) best = n } END { for (i = 1; i <= n; i++)
        if (i < best ? v[i] <= v[best] : v[i] < v[best]) exit 1
        exit !(best > 1 && n == best + 7) }' "$scratch/t-history.txt"
ok $? "--patience 7: seven epochs after the first smallest validation error it is over"
run $practicum --patience 0 --epochs 40 --tables "$scratch/t"
grep -q '^105 to learn from, 0 to stop by, 45 for the test' "$out" &&
    [ "$(tail -n 1 "$scratch/t-history.txt" | awk '{ print $1 == int($1) && $1 == 40, $3, $4 }')" = '1 ? 1' ]
ok $? "--patience 0: all of the training part, to the last epoch"
run $practicum --validation 0.4 --test 0.5
grep -q '^45 to learn from, 30 to stop by, 75 for the test' "$out"
ok $? "--validation and --test are shares"

# ---------------------------------------------------------------------- folds and seeds
run $practicum --folds 5 --seeds 2 --tables "$scratch/t"
[ "$(grep -vc '^#' "$scratch/t-trials.txt")" = 10 ] && [ "$(awk '!/^#/ { print $1, $2 }' "$scratch/t-trials.txt" | sort -u | wc -l)" = 10 ]
ok $? "--folds 5 --seeds 2 are ten nets"
awk '!/^#/ { a[++n] = $3; sum += $3 } END { for (i = 1; i <= n; i++) d += (a[i] - sum / n) ^ 2
        printf "mean %.4f\ndeviation %.4f\n", sum / n, sqrt(d / (n - 1)) }' "$scratch/t-trials.txt" >"$scratch/moments"
awk '$1 == "mean" || $1 == "deviation" { print $1, $2 }' "$out" | cmp -s - "$scratch/moments"
ok $? "mean and deviation are those of the rows"
run $practicum --folds 5
grep -q '^96 to learn from, 24 to stop by, 30 for the test' "$out"
ok $? "a fold's net learns from none of those by which it is tested: 96 + 24 + 30 are all"
run $practicum --folds 10 --tables "$scratch/t" --format tsv
awk -F'\t' 'NR > 1 && $4 == $2 { n[$2]++ } END { exit !(n["setosa"] == 50 && n["versicolor"] == 50 && n["virginica"] == 50) }' "$scratch/t-predictions.tsv"
ok $? "--folds 10: every flower is answered once"
again "$scratch/t-predictions.tsv" >"$scratch/again"
near "$scratch/t-summary.tsv" "$scratch/again"
ok $? "and the summary is that of all answers together"
run $practicum --seeds 3
[ "$(awk '/^ +[0-9]+ +0 / { print $3 }' "$out" | sort -g | sed -n 2p)" = "$(awk '/^median/ { print $2 }' "$out")" ]
ok $? "--seeds 3: the median is the middle one"

# ------------------------------------------------------------- the numbers to be reached
# scikit-learn 1.2.1, MLPClassifier, the same net, rate, momentum and batches, ten seeds of its own: medians 0.9667,
# 0.9815 (53 of 54), 0.9766 (167 of 171), 0.9722. Ten seeds' median scatters by half a percent, so more are taken here.
reaches() {
    file=$1
    wanted=$2
    shift 2
    run $practicum data/uci/"$file".csv --method nag --activation logistic --eta 0.1 --patience 0 "$@"
    holds "$(awk '/^median/ { print $2 }' "$out") >= $wanted" "$file: median accuracy"
}
reaches iris 0.9667 --epochs 100 --seeds 100
reaches wine 0.981 --epochs 15 --seeds 100
reaches breast_cancer 0.9765 --epochs 15 --seeds 100
reaches optdigits 0.9722 --epochs 20 --seeds 20

# ----------------------------------------------------------------------------- compare
run $practicum --compare --seeds 2 --epochs 30 --tables "$scratch/t" --format tsv
[ "$status" = 0 ] && [ "$(awk 'NR > 1' "$scratch/t-compare.tsv" | wc -l)" = 21 ] &&
    awk -F'\t' 'NR > 1 { if ($3 != "" && $3 < last) exit 1; last = $3 }' "$scratch/t-compare.tsv"
ok $? "--compare ranks 21 methods by the validation error"
run $practicum --seeds 2 --epochs 30 --method rprop --tables "$scratch/r" --format tsv
[ "$(awk -F'\t' '$1 == "rprop" { printf "%.12g", $3 }' "$scratch/t-compare.tsv")" = \
    "$(awk -F'\t' 'NR > 1 { s += $8 } END { printf "%.12g", s / 2 }' "$scratch/r-trials.tsv")" ]
ok $? "and a method's row there is what the method does alone"
run $practicum --compare --hidden 60,40 --epochs 2
grep -q '^Left out.*newton' "$out" && ! grep -q '^ *[0-9]*  newton' "$out"
ok $? "methods with a matrix of all pairs stay away from large nets"

# ------------------------------------------------------------------------------ models
run $practicum --save "$scratch/model" --tables "$scratch/t" --format tsv --epochs 30
run $practicum $iris --predict "$scratch/model" --output "$scratch/answers.csv"
[ "$status" = 0 ] && [ "$(head -n 1 "$scratch/answers.csv")" = 'species,p_setosa,p_versicolor,p_virginica' ] && [ "$(wc -l <"$scratch/answers.csv")" = 151 ]
ok $? "--predict answers for every row"
awk -F'\t' 'NR > 1 { p = p "," $5; if (NR % 3 == 1) { print $3 p; p = "" } }' "$scratch/t-predictions.tsv" >"$scratch/tested"
# A matrix product may round a row otherwise when there are other rows beside it: 44 of 45 agree to the bit.
awk -F, 'NR == FNR { key[sprintf("%.9g %.9g %.9g", $2, $3, $4)] = $0; next }
    { k = sprintf("%.9g %.9g %.9g", $2, $3, $4); if (!(k in key)) exit 1; split(key[k], a, ","); if (a[1] != $1) exit 1
        for (i = 2; i <= 4; i++) if ((a[i] - $i) ^ 2 > 1e-28) exit 1; n++; same += key[k] == $0 }
    END { exit !(n == 45 && same > 30) }' "$scratch/answers.csv" "$scratch/tested"
ok $? "they are what the net in memory answered to the test"
awk -F, '{ print $5 "," $3 "," $1 "," $4 "," $2 }' $iris >"$scratch/turned.csv"
run $practicum "$scratch/turned.csv" --predict "$scratch/model"
cmp -s "$out" "$scratch/answers.csv"
ok $? "columns in another order, the same answers, on the screen"
cut -d, -f1-4 $iris >"$scratch/unnamed.csv"
run $practicum "$scratch/unnamed.csv" --predict "$scratch/model"
cmp -s "$out" "$scratch/answers.csv"
ok $? "without the column of the class too"
cut -d, -f1-3 $iris >"$scratch/few.csv"
refuses 1 "no column 'petal_width'" $practicum "$scratch/few.csv" --predict "$scratch/model"
awk -F, '{ print NR == 1 ? "id" : NR, $0 }' OFS=, $iris >"$scratch/id.csv"
refuses 1 "column 'id' is none that the model" $practicum "$scratch/id.csv" --predict "$scratch/model"
run $practicum "$scratch/id.csv" --predict "$scratch/model" --ignore id
cmp -s "$out" "$scratch/answers.csv"
ok $? "--ignore id leaves it out"
refuses 1 "not a model" $practicum $iris --predict $iris
sed '$d' "$scratch/model" >"$scratch/cut"
refuses 1 "it was cut off" $practicum $iris --predict "$scratch/cut"
sed 1d $iris >"$scratch/nohead.csv"
run $practicum "$scratch/nohead.csv" --save "$scratch/plain" --epochs 30
cut -d, -f1-4 "$scratch/nohead.csv" >"$scratch/nohead4.csv"
run $practicum "$scratch/nohead4.csv" --predict "$scratch/plain"
[ "$status" = 0 ] && sed 1d "$out" | cmp -s - "$(sed 1d "$scratch/answers.csv" >"$scratch/rest" && echo "$scratch/rest")"
ok $? "a file without a header makes the same model"

# ------------------------------------------------------------------------ other habits
run $practicum $iris --epochs 5
sed 1d "$out" >"$scratch/usual"
same_report() {
    run $practicum "$@" --epochs 5
    sed 1d "$out" | cmp -s - "$scratch/usual"
}
sed 's/,/;/g; s/\./,/g' $iris >"$scratch/german.csv"
same_report "$scratch/german.csv" --separator semicolon --decimal-comma
ok $? "semicolons and decimal commas"
tr , '\t' <$iris >"$scratch/tabs.tsv"
same_report "$scratch/tabs.tsv" --separator tab
ok $? "tabs"
same_report "$scratch/id.csv" --ignore id
ok $? "--ignore id"
same_report "$scratch/turned.csv" --target species --ignore 99
[ "$status" = 1 ] && grep -q "no column '99'" "$err"
ok $? "a column to ignore that is not there is refused"
refuses 1 "no finite number" $practicum "$scratch/german.csv" --separator semicolon
refuses 1 "is the target, and cannot be ignored" $practicum $iris --ignore species
refuses 1 "no column is left" $practicum $iris --ignore 1 --ignore 2 --ignore 3 --ignore 4

# ------------------------------------------------------------------------ missing numbers
awk -F, 'BEGIN { OFS = FS; split("NA,?,,nan", m, ",") } NR % 29 == 0 { $(NR / 29 % 4 + 1) = m[NR / 29 % 4 + 1] } { print }' $iris >"$scratch/gaps.csv"
awk 'NR % 29 != 0' $iris >"$scratch/whole.csv"
refuses 1 "no finite number" $practicum "$scratch/gaps.csv"
run $practicum "$scratch/whole.csv" --epochs 5
sed 1d "$out" >"$scratch/usual"
same_report "$scratch/gaps.csv" --missing drop
[ $? = 1 ] && sed -n 2p "$out" | grep -qx '5 rows lack a number and were left out' && sed 1,2d "$out" | cmp -s - "$scratch/usual"
ok $? "--missing drop: as if those rows were not in the file, and it says how many"
run $practicum "$scratch/gaps.csv" --missing mean --save "$scratch/model"
[ "$status" = 0 ] && grep -q '^5 numbers are missing' "$out"
ok $? "--missing mean fills them, and says how many"
run $practicum "$scratch/gaps.csv" --missing mean --predict "$scratch/model"
[ "$status" = 0 ] && [ "$(wc -l <"$out")" = 151 ] && ! grep -q nan "$out"
ok $? "and the model answers for rows with gaps"
refuses 1 "no finite number" $practicum "$scratch/gaps.csv" --predict "$scratch/model"
refuses 2 "--missing: --predict answers for every row" $practicum "$scratch/gaps.csv" --predict "$scratch/model" --missing drop
refuses 2 "--missing: 'zero'" $practicum --missing zero

# ----------------------------------------------------------------------------- formats
run $practicum --tables "$scratch/t" --format tsv
run $practicum --tables "$scratch/t" --format json
run $practicum --tables "$scratch/t" --format text
for name in summary classes confusion roc predictions history trials; do
    sed -n 's/^ {\(.*\)},\{0,1\}$/\1/p' "$scratch/t-$name.json" | sed 's/"[a-z_0-9]*": //g; s/, /\t/g; s/"//g; s/null//g' >"$scratch/json"
    sed 1d "$scratch/t-$name.tsv" >"$scratch/tsv"
    sed 1d "$scratch/t-$name.txt" | sed 's/ /\t/g; s/"//g; s/?//g' >"$scratch/text"
    [ -s "$scratch/tsv" ] && cmp -s "$scratch/json" "$scratch/tsv" && cmp -s "$scratch/text" "$scratch/tsv" &&
        [ "$(head -n 1 "$scratch/t-$name.json"; tail -n 1 "$scratch/t-$name.json")" = "$(printf '[\n]')" ]
    ok $? "$name: text, TSV and JSON say the same"
done

# ----------------------------------------------------------------------------- options
run $practicum --quiet
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
run $practicum --help
[ "$status" = 0 ] && grep -q "lecture 14, slide 59" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"
here=$PWD
run sh -c "cd '$scratch' && '$here/06_practicum/practicum'"
[ "$status" = 1 ] && [ "$(wc -l <"$err")" = 1 ] && grep -q 'give a file' "$err"
ok $? "elsewhere, a bare run says what to give"
refuses 2 "--folds: '1'" $practicum --folds 1
refuses 1 "too few for 51 folds" $practicum --folds 51
refuses 2 "--test: '1'" $practicum --test 1
refuses 2 "--scale: 'log'" $practicum --scale log
refuses 2 "--method: 'sgd'" $practicum --method sgd
refuses 2 "--batch: lbfgs" $practicum --method lbfgs --batch 32
refuses 2 "--compare: takes all" $practicum --compare --method adam
refuses 2 "--compare: takes all" $practicum --compare --eta 0.1
refuses 2 "--compare: ranks by" $practicum --compare --patience 0
refuses 2 "--save: keeps one net" $practicum --save x --seeds 2
refuses 2 "--predict: needs a file" $practicum --predict x
refuses 2 "--predict: trains nothing" $practicum $iris --predict x --folds 3
refuses 2 "--output: is where" $practicum --output x
refuses 2 "'b.csv' is no option" $practicum $iris b.csv
refuses 1 "no column 'kind'" $practicum $iris --target kind
refuses 1 "cannot be opened" $practicum "$scratch/none.csv"
refuses 1 "a smaller step" $practicum --method gd --activation linear --eta 1e6 --patience 0
refuses 1 "no such folder" $practicum --save "$scratch/no such folder/m"
refuses 1 "no such folder" $practicum --tables "$scratch/no such folder/t"
finish
