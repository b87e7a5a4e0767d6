#!/bin/sh
# Makes the subset of MNIST that ships beside this script from the full files.
#
#   subset.sh FOLDER [INTO]
#
# FOLDER holds the four full files, unpacked; INTO defaults to this script's folder.
# Taken are the training pictures 0, 60, 120, ... and the test pictures 0, 10, 20, ...:
# 1000 of each. Evenly spaced, for the first half of the test set is the cleaner one
# (its writers were clerks, the others pupils), and a subset from the front would
# flatter every net.

set -eu
export LC_ALL=C

test $# -ge 1 || { echo "usage: subset.sh FOLDER [INTO]" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
full=$1
into=${2:-$here}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# The sums of the files that README.md names; any other file is not MNIST.
sed -n 's/^    \([0-9a-f]\{64\}\)  /\1  /p' "$here/README.md" > "$work/sums"
test "$(wc -l < "$work/sums")" -eq 4
(cd "$full" && sha256sum --check --quiet --strict "$work/sums")

# Prints every STEP-th of the records, SIZE bytes each, that follow the header.
every() # FILE HEADER SIZE STEP
{
    tail -c +$(($2 + 1)) "$1" > "$work/records"
    i=0
    while [ $i -lt 1000 ]; do
        dd if="$work/records" bs="$3" skip=$((i * $4)) count=1 status=none
        i=$((i + 1))
    done
}

# An IDX header: type 8 (bytes), the number of dimensions, each of them in four bytes;
# \003\350 is 1000, \034 is 28.
subset() # NAME STEP
{
    {
        printf '\000\000\010\003\000\000\003\350\000\000\000\034\000\000\000\034'
        every "$full/$1-images-idx3-ubyte" 16 784 "$2"
    } > "$work/$1-images-idx3-ubyte"
    {
        printf '\000\000\010\001\000\000\003\350'
        every "$full/$1-labels-idx1-ubyte" 8 1 "$2"
    } > "$work/$1-labels-idx1-ubyte"
}

subset train 60
subset t10k 10

# -n leaves out name and time, so that the same pictures give the same bytes.
for file in "$work"/*-ubyte; do
    gzip -9n < "$file" > "$work/packed"
    cp "$work/packed" "$into/$(basename "$file").gz"
done
