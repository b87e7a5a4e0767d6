#!/bin/sh
# Makes the four CSV files beside this script from the files of Debian's package python3-sklearn.
#
#   convert.sh FOLDER [INTO]
#
# FOLDER is the package's sklearn/datasets/data; INTO defaults to this script's folder. The
# package has three layouts: iris, wine and breast cancer begin with a line of counts and
# class names and have the class as a number in the last column; the digits have no such line
# and their classes are the digits. Here all have a line of column names first and the class by
# name, in a column of its own at the end.

set -eu
export LC_ALL=C

test $# -ge 1 || { echo "usage: convert.sh FOLDER [INTO]" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
from=$1
into=${2:-$here}

# named FILE COLUMNS: the first line's class names in place of the numbers.
named() {
    awk -F, -v OFS=, -v columns="$2" '
        { sub(/\r$/, "") }
        NR == 1 { for (i = 3; i <= NF; i++) class[i - 3] = $i; print columns; next }
        NF { $NF = class[$NF]; print }' "$from/$1"
}

of_cell="radius texture perimeter area smoothness compactness concavity concave_points symmetry fractal_dimension"
cells=
for what in mean error worst; do
    for name in $of_cell; do cells=$cells${what}_$name,; done
done
pixels=
for row in 0 1 2 3 4 5 6 7; do
    for column in 0 1 2 3 4 5 6 7; do pixels=${pixels}p$row$column,; done
done

named iris.csv sepal_length,sepal_width,petal_length,petal_width,species >"$into/iris.csv"
named wine_data.csv alcohol,malic_acid,ash,alcalinity_of_ash,magnesium,total_phenols,flavanoids,nonflavanoid_phenols,proanthocyanins,color_intensity,hue,od280_od315,proline,cultivar |
    sed 's/class_\([012]\)$/cultivar_\1/' >"$into/wine.csv"
named breast_cancer.csv "${cells}diagnosis" >"$into/breast_cancer.csv"
{ echo "${pixels}digit" && gzip -cd "$from/digits.csv.gz"; } >"$into/optdigits.csv"
