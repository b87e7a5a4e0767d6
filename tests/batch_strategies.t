#!/bin/sh
# Three strategies start at one place and count what they use; the noise of a gradient is what its formula says.
. tests/tap.sh
batches=./03_backprop/batch_strategies

run $batches --tables "$scratch/t"
cp "$out" "$scratch/default"
[ "$status" = 0 ] && [ "$(grep -c 'not reached\|diverged' "$out")" = 0 ]
ok $? "all three arrive"
# What was used, of each: epochs and gradients.
used() {
    awk -v b="$1" '$1 == b && NF == 5 { print $3, $4 }' "$scratch/default"
}
full=$(used full)
mini=$(used 32)
one=$(used 1)
holds "${one% *} < ${mini% *} && ${mini% *} < ${full% *}" "in epochs the stochastic run wins, the full batch is last"
holds "${full#* } < ${mini#* } && ${mini#* } < ${one#* }" "in gradients it is the other way round"
awk 'NF == 0 || /^#/ { start = 1; next }
    start { start = 0; n++; if ($2 != 0 || $3 != 0 || ($4 - log(2)) ^ 2 > 1e-4 || (n > 1 && $4 != first)) bad = 1; first = $4 }
    END { exit bad || n != 3 }' "$scratch/t-history.txt"
ok $? "all start with the same error, near ln 2"
# A deck of 1400 is dealt in batches of B, the last of 1400 mod B.
awk '!/^#/ && NF { B = $1; an_epoch = int((1400 + B - 1) / B); rest = $3 % an_epoch
        if (($2 - int($3 / an_epoch) - rest * B / 1400) ^ 2 > 1e-16) bad = 1; n++ }
    END { exit bad || n < 300 }' "$scratch/t-history.txt"
ok $? "epochs and gradients: every example once an epoch"

awk '!/^#/ { p = (1400 - $1) / 1399; if (NR == 2) { s = $4; e = $7 }
        is($4, s / sqrt($1)); is($7, e / sqrt($1)); is($3, $4 * sqrt(p)); is($6, $7 * sqrt(p)); n++ }
    function is(a, b) { if ((a - b) ^ 2 > 1e-26) bad = 1 }
    END { exit bad || n != 11 }' "$scratch/t-noise.txt"
ok $? "the columns of (3): sigma / sqrt B, and the factor for a finite set"
awk '!/^#/ { d = $2 / $3 - 1; if (d * d > 0.0025) bad = 1 } END { exit bad }' "$scratch/t-noise.txt"
ok $? "a thousand batches agree with it to 5 % at the start"
awk '!/^#/ && $1 > 16 { d = $5 / $6 - 1; if (d * d > 0.0225) bad = 1 } END { exit bad }' "$scratch/t-noise.txt"
ok $? "and to 15 % at the end, for more than 16 examples"

awk 'NR == 2 { exit !($7 > 1.1 * $4) }' "$scratch/t-noise.txt"
ok $? "a single example's noise has grown from the start to the end"

# Eight examples, so that many draws see them all: then (3) is all there is.
run $batches --examples 8 --draws 20000 --epochs 1 --eta 0.01 --tables "$scratch/e"
awk '!/^#/ && $1 < 8 { d = $2 / $3 - 1; if (d * d > 1e-4) bad = 1; n++ }
    !/^#/ && $1 == 8 { if ($3 != 0 || $2 > 1e-14) bad = 1; n++ } END { exit bad || n != 4 }' "$scratch/e-noise.txt"
ok $? "of 8 examples, 20000 draws agree to 1 %; who draws all 8 makes no mistake"
# A small step falls by eta |g|^2, and the table says what |g| is.
run $batches --batch full --eta 0.001 --epochs 2 --draws 1 --tables "$scratch/s"
awk -v g="$(sed -n '1s/.*= \([^ ]*\) and.*/\1/p' "$scratch/s-noise.txt")" '!/^#/ && NF { e[n++] = $4 }
    END { d = (e[0] - e[1]) / (0.001 * g * g); exit !(d > 0.995 && d < 1.005) }' "$scratch/s-history.txt"
ok $? "a small step falls by eta |g|^2"
# Small steps add up: four batches of a quarter are four steps of the full batch.
run $batches --batch full,350 --eta 0.0001 --epochs 4 --draws 1 --tables "$scratch/a"
awk '/^#/ { next } NF == 0 { if (n) k++; n = 0; next } { if (n++ == 0) first[k + 0] = $4; last[k + 0] = $4; epochs[k + 0] = $2 }
    END { d = (first[1] - last[1]) / (first[0] - last[0])
        exit !(epochs[0] == 4 && epochs[1] == 4 && d > 3.98 && d < 4.02) }' "$scratch/a-history.txt"
ok $? "what counts is the sum of all learning rates"
# history FILE: its numbers, without the column of the batch.
run $batches --batch full,1400,100000 --eta 0.5 --epochs 30 --draws 1 --tables "$scratch/f"
awk '/^#/ { next } NF == 0 { if (n) k++; n = 0; next } { n++; if (k == 0) line[n] = $0; else if (line[n] != $0) bad = 1; rows++ }
    END { exit bad || rows < 60 }' "$scratch/f-history.txt"
ok $? "a batch of all examples, or more, is the full batch"

run $batches --batch 32,32 --eta 0.5,0.1 --epochs 3 --draws 1 --tables "$scratch/r"
cp "$scratch/r-history.txt" "$scratch/again"
run $batches --batch 32,32 --eta 0.5,0.1 --epochs 3 --draws 1 --tables "$scratch/r"
cmp -s "$scratch/again" "$scratch/r-history.txt"
ok $? "the same seed, the same bytes"
run $batches --batch 32,32 --eta 0.5,0.1 --epochs 3 --draws 1 --tables "$scratch/r" --seed 2
cmp -s "$scratch/again" "$scratch/r-history.txt"
[ $? = 1 ]
ok $? "another seed, another run"
[ "$(awk '!/^#/ && NF { print NF }' "$scratch/r-seconds.txt" | sort -u)" = 5 ]
ok $? "seconds stand in a table of their own"
run $batches --time --epochs 2 --draws 1
grep -q "us a gradient" "$out" && grep -q "not reached" "$out"
ok $? "--time prints them; --epochs ends a run"
run $batches --task blobs --examples 300 --hidden 5 --batch full,30 --stop-error 0.2 --draws 10
[ "$status" = 0 ] && grep -q "^blobs: 300 examples, net 2-5-3 tanh softmax, 33 weights; until E < 0.2" "$out" &&
    ! grep -q "not reached" "$out"
ok $? "other data, another net"
run $batches --batch full,1 --eta 0.5,1e300 --epochs 1 --draws 1
[ "$status" = 0 ] && ! grep -q nan "$out" && grep -q "^ *1 .*\(diverged\|not reached\)" "$out"
ok $? "a run that diverges says so"
run $batches --quiet --epochs 1 --draws 1
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
[ "$(wc -l <"$scratch/default")" -le 24 ] && [ "$(awk 'length > 80' "$scratch/default" | wc -l)" = 0 ]
ok $? "a bare run fits a screen"
run $batches --help
[ "$status" = 0 ] && grep -q "lecture 14, slide 32" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"
refuses 2 "--batch: 'full,0'" $batches --batch full,0
refuses 2 "--batch: '32,'" $batches --batch 32,
refuses 2 "--batch: '1,2,3,4,5,6,7' has more than 6" $batches --batch 1,2,3,4,5,6,7
refuses 2 "--eta: 2 rates for 3 batches" $batches --eta 0.1,0.2
refuses 2 "--eta: -1 is not above 0" $batches --eta -1
refuses 2 "--task: 'digits' is none of" $batches --task digits
refuses 2 "--examples: '7'" $batches --examples 7
refuses 2 "--hidden: '0.5'" $batches --hidden 0.5
refuses 2 "--draws: '0'" $batches --draws 0
refuses 2 "--epochs: '0'" $batches --epochs 0
refuses 2 "--stop-error: '0'" $batches --stop-error 0
refuses 1 "no such folder" $batches --tables "$scratch/no such folder/t" --epochs 1 --draws 1
finish
