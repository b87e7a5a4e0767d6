#!/bin/sh
# The data of UCI that ships is what its documentation says, and what its script makes.
. tests/tap.sh

# counts FILE COLUMNS CLASS=COUNT...: examples by class, as documented with each set.
counts() {
    file=data/uci/$1
    columns=$2
    shift 2
    wanted=$(printf '%s\n' "$@" | sort | tr '\n' ' ')
    got=$(awk -F, 'NR > 1 { n[$NF]++ } END { for (c in n) print c "=" n[c] }' "$file" | sort | tr '\n' ' ')
    [ "$got" = "$wanted" ] && awk -F, -v n="$columns" 'NF != n { exit 1 }' "$file"
    ok $? "$file: $columns columns, $wanted"
}
counts iris.csv 5 setosa=50 versicolor=50 virginica=50
counts wine.csv 14 cultivar_0=59 cultivar_1=71 cultivar_2=48
counts breast_cancer.csv 31 malignant=212 benign=357
counts optdigits.csv 65 0=178 1=182 2=177 3=183 4=181 5=182 6=181 7=179 8=174 9=180

# mean FILE COLUMN VALUE DIGITS: the mean of a column as the set's documentation prints it.
mean() {
    got=$(awk -F, -v name="$2" -v form="%.$4f" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) c = i; next }
        { sum += $c } END { printf form, sum / (NR - 1) }' "data/uci/$1")
    [ "$got" = "$3" ]
    ok $? "$1: the mean $2 is $3 ($got)"
}
mean iris.csv sepal_length 5.84 2
mean iris.csv petal_width 1.20 2
mean wine.csv alcohol 13.0 1
mean wine.csv magnesium 99.7 1

# extremes FILE COLUMN MIN MAX
extremes() {
    got=$(awk -F, -v name="$2" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) c = i; next }
        NR == 2 { low = high = $c } $c < low { low = $c } $c > high { high = $c } END { print low, high }' "data/uci/$1")
    [ "$got" = "$3 $4" ]
    ok $? "$1: $2 goes from $3 to $4"
}
extremes breast_cancer.csv mean_radius 6.981 28.11
extremes breast_cancer.csv error_area 6.802 542.2
extremes breast_cancer.csv worst_texture 12.02 49.54
extremes optdigits.csv p33 0 16

for pair in iris:species wine:cultivar breast_cancer:diagnosis optdigits:digit; do
    run ./04_optimizers/rprop --data "data/uci/${pair%:*}.csv" --target "${pair#*:}" --hidden 10 --scale standard
    right=$(sed -n 's/^test accuracy \([0-9.]*\).*/\1/p' "$out")
    holds "$status == 0 && ${right:-0} > 0.88" "${pair%:*}.csv: is read, and a net learns it"
done

package=/usr/lib/python3/dist-packages/sklearn/datasets/data
if [ -d $package ]; then
    run data/uci/convert.sh $package "$scratch"
    for file in iris wine breast_cancer optdigits; do
        cmp -s "$scratch/$file.csv" data/uci/$file.csv
        ok $? "$file.csv is what convert.sh makes"
    done
fi
finish
