#!/bin/sh
# The reader's own file, from the command line. What each kind of broken file is told is
# tested with the readers (tests/readers.c); here, that the programs pass it on.
. tests/tap.sh
rprop=./04_optimizers/rprop
csv=$scratch/flowers.csv

# Three clouds with a header, quoted labels, a BOM and CRLF line ends.
awk 'BEGIN { srand(3); printf "\357\273\277length,width,kind\r\n"
    for (i = 0; i < 90; i++) printf "%.3f,%.3f,\"%s, wild\"\r\n", rand() + i % 3, rand() - i % 3, substr("abc", i % 3 + 1, 1) }' >"$csv"
run $rprop --data "$csv" --hidden 6
[ "$status" = 0 ] && grep -q 'net 2-6-3 tanh softmax' "$out" && grep -q '^results - points: 27,' "$out"
ok $? "a CSV file trains: a BOM, CRLF, quoted labels with commas; 30 % are kept for the test"
run $rprop --data "$csv" --target kind --quiet --max-iter 3 --history "$scratch/by_name"
run $rprop --data "$csv" --target 3 --quiet --max-iter 3 --history "$scratch/by_number"
cmp -s "$scratch/by_name" "$scratch/by_number"
ok $? "--target takes a name or a number"
sed 1d "$csv" >"$scratch/bare.csv"
run $rprop --data "$scratch/bare.csv" --quiet --max-iter 3 --history "$scratch/bare"
cmp -s "$scratch/by_name" "$scratch/bare"
ok $? "with or without a header"
run $rprop --data "$csv" --test 0.5 --max-iter 2
grep -q '^results - points: 45,' "$out"
ok $? "--test 0.5 keeps half of each class"

refuses 1 "$csv:1: no column 'colour'" $rprop --data "$csv" --target colour
refuses 1 "$csv:1: " $rprop --data "$csv" --header no
refuses 1 "$scratch: " $rprop --data "$scratch"
refuses 1 "$scratch/none.csv: " $rprop --data "$scratch/none.csv"
: >"$scratch/empty.csv"
refuses 1 "$scratch/empty.csv" $rprop --data "$scratch/empty.csv"
printf '1,2,a\n1,2\n3,4,b\n' >"$scratch/ragged.csv"
refuses 1 "$scratch/ragged.csv:2: " $rprop --data "$scratch/ragged.csv"
printf '1,2,a\n1,nan,b\n3,4,b\n' >"$scratch/nan.csv"
refuses 1 "$scratch/nan.csv:2: " $rprop --data "$scratch/nan.csv"
printf '1,2,a\n1,3,b\n3,4,b\n' >"$scratch/few.csv"
refuses 1 "class 'a' has 1 example" $rprop --data "$scratch/few.csv"

# MNIST elsewhere, plain or gzipped.
mkdir "$scratch/plain"
for f in data/mnist/*.gz; do
    gzip -dc "$f" >"$scratch/plain/$(basename "$f" .gz)"
done
run $rprop --task digits --quiet --max-iter 3 --history "$scratch/shipped"
run $rprop --mnist "$scratch/plain" --quiet --max-iter 3 --history "$scratch/unpacked"
[ "$status" = 0 ] && cmp -s "$scratch/shipped" "$scratch/unpacked"
ok $? "--mnist DIR: the same digits unpacked are the same run"
run sh -c "cd '$scratch' && '$PWD/04_optimizers/rprop' --task digits --quiet --max-iter 3 --history here"
[ "$status" = 0 ] && cmp -s "$scratch/shipped" "$scratch/here"
ok $? "the shipped digits are found from any folder"
refuses 1 "$scratch/folder/train-images-idx3-ubyte" $rprop --mnist "$scratch/folder"
head -c 4000 data/mnist/train-images-idx3-ubyte.gz >"$scratch/plain/train-images-idx3-ubyte.gz"
refuses 1 "$scratch/plain/train-images-idx3-ubyte.gz" $rprop --mnist "$scratch/plain"

finish
