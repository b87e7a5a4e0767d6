#!/bin/sh
# The same seed gives the same bytes: on stdout, in the history, in the weights and in the
# tables, from run to run and with any number of threads. RProp looks at signs alone, which hide
# the last digits; so plain descent, which hides nothing, is held to it too.
. tests/tap.sh

# train FOLDER OPTIONS...: everything that a run of $method writes, in a folder of its own.
method=rprop
train() {
    folder=$scratch/$1
    shift
    mkdir -p "$folder"
    run ./04_optimizers/$method --history "$folder/h" --tables "$folder/t" --weights "$folder/w" "$@"
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

method=gd
for task in "points" "digits --max-iter 20" "points --batch 700 --max-iter 200" "digits --loss mse --max-iter 10"; do
    # shellcheck disable=SC2086 # several options
    for threads in 1 2 3 16; do
        rm -rf "${scratch:?}/$threads"
        train $threads --task $task --threads $threads
    done
    same 1 2 "gd, $task: one and two threads, the same bytes"
    same 1 3 "gd, $task: three threads, which do not divide the work evenly"
    same 1 16 "gd, $task: more threads than there is work"
done
method=momentum
train m1 --task digits
train m2 --task digits --threads 2
same m1 m2 "momentum, digits, the whole run: one and two threads, the same bytes"

cp "$scratch/e/w" "$scratch/kept"
run ./04_optimizers/rprop --task digits --seeds 2 --threads 2
sed '$d' "$out" >"$scratch/table"
run ./04_optimizers/rprop --task digits --seeds 2
sed '$d' "$out" | cmp -s - "$scratch/table"
ok $? "--seeds: the same table with one and two threads"

finish
