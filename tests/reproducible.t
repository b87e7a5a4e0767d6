#!/bin/sh
# The same seed gives the same bytes: on stdout, in the history, in the weights and in the
# tables, from run to run. With two threads this holds for RProp, which uses signs alone, and is tested
# for it; plain descent on the digits differs in its last digits there. See --threads in --help.
. tests/tap.sh

# train FOLDER OPTIONS...: everything that a run writes, in a folder of its own.
train() {
    folder=$scratch/$1
    shift
    mkdir -p "$folder"
    run ./04_optimizers/rprop --history "$folder/h" --tables "$folder/t" --weights "$folder/w" "$@"
    # The name of the weights file is no result.
    sed "s,$folder,FOLDER," "$out" >"$folder/stdout"
}
same() {
    [ "$(find "$scratch/$1" -type f | wc -l)" -ge 4 ] && diff -r "$scratch/$1" "$scratch/$2" >/dev/null
    ok $? "$3"
}

train a --seed 7
train b --seed 7
same a b "points: two runs, the same bytes"
train c --seed 8
cmp -s "$scratch/a/w" "$scratch/c/w"
[ $? = 1 ]
ok $? "another seed, another run"
train d --seed 7 --threads 2
same a d "points: one and two threads, the same bytes"
train e --task digits
train f --task digits --threads 2
same e f "digits: one and two threads, the same bytes"
train g --batch 50 --max-iter 300
train h --batch 50 --max-iter 300 --threads 2
same g h "batches: one and two threads, the same bytes"

cp "$scratch/e/w" "$scratch/kept"
run ./04_optimizers/rprop --task digits --seeds 2 --threads 2
sed '$d' "$out" >"$scratch/table"
run ./04_optimizers/rprop --task digits --seeds 2
sed '$d' "$out" | cmp -s - "$scratch/table"
ok $? "--seeds: the same table with one and two threads"

finish
