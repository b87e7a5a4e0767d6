#!/bin/sh
# Files are whole or not there; what was reached is never lost.
. tests/tap.sh
rprop=./04_optimizers/rprop
gd=./04_optimizers/gd
h=$scratch/history
w=$scratch/weights

run $rprop --history "$h"
head -n 1 "$h" | grep -q '^# iteration epoch error train_error test_error'
ok $? "a history names its columns"
[ "$(column iteration "$h" | tail -n 1)" = "$(column gradients "$h" | tail -n 1)" ]
ok $? "RProp costs one gradient an iteration"

# Weights: stopping half-way and going on is the same for plain descent, which has no memory.
run $gd --max-iter 101 --weights "$scratch/whole"
run $gd --max-iter 51 --weights "$w"
run $gd --max-iter 51 --weights "$w"
grep -q "from the weights in $w" "$out" && cmp -s "$w" "$scratch/whole"
ok $? "gd: 50 steps, saved, resumed, and 50 more are 100 steps to the last digit"

run $rprop --method vector_bfgs2 --max-iter 3 --weights "$scratch/by_gsl"
[ "$status" = 0 ] && head -n 2 "$scratch/by_gsl" | grep -q '^net 2-20-10-2 tanh softmax$'
ok $? "a weights file says of which net it is"

cp "$w" "$scratch/before"
refuses 1 "$w:2: weights of another net" $rprop --weights "$w" --hidden 7
refuses 1 "$w:2: weights of another net" $rprop --weights "$w" --activation relu
for lines in 0 1 2 3 100 294; do
    head -n $lines "$w" >"$scratch/cut"
    refuses 1 "$scratch/cut:$((lines + 1))" $rprop --weights "$scratch/cut"
done
sed 's/^-.*/nan/' "$w" >"$scratch/nan"
refuses 1 "'nan' is not a finite number" $rprop --weights "$scratch/nan"
{ cat "$w"; echo more; } >"$scratch/more"
refuses 1 "text after 'end'" $rprop --weights "$scratch/more"
head -c 5000 /dev/zero >"$scratch/zero"
refuses 1 "$scratch/zero:1: not a weights file" $rprop --weights "$scratch/zero"
cmp -s "$w" "$scratch/before"
ok $? "a file that is refused is left as it was"

# Places that cannot be written to are found before the training, not after.
mkdir "$scratch/folder"
refuses 1 "--history: $scratch/folder: is a directory" $rprop --history "$scratch/folder"
refuses 1 "--weights: $scratch/folder: is a directory" $rprop --weights "$scratch/folder"
refuses 1 "--history: $scratch/none/h: cannot be written: No such file" $rprop --history "$scratch/none/h"
refuses 1 "/dev/full: not written: No space left on device" $rprop --quiet --history /dev/full
refuses 1 "/dev/full: not written: No space left on device" $rprop --quiet --weights /dev/full
refuses 1 "$scratch/none/t-history.txt: cannot be written" $rprop --quiet --tables "$scratch/none/t"

$rprop >/dev/full 2>"$err"
status=$?
[ $status = 1 ] && grep -q 'rprop: standard output: not all of it could be written' "$err"
ok $? "a full disk behind stdout is an error"
$rprop >&- 2>"$err"
status=$?
[ $status = 1 ] && grep -q 'rprop: standard output: not all of it could be written' "$err"
ok $? "a closed stdout is an error"

# A run that diverges: one line, the history up to there, no weights.
run ./04_optimizers/momentum --eta 1e306 --activation linear --loss mse --history "$h" --weights "$scratch/none"
[ "$status" = 1 ] && grep -qE '^momentum: momentum: the error is no finite number at iteration [0-9]+; a smaller step' "$err" &&
    [ ! -e "$scratch/none" ] && ! grep -qiE 'nan|inf|\?$' "$h" && [ "$(wc -l <"$h")" -ge 2 ]
ok $? "a diverging run names iteration, method and cure, and keeps its history"

# Ctrl-C.
interrupt() {
    $gd --task digits --stop-error 1e-9 --max-iter 1000000 --history "$h" --weights "$scratch/kept" \
        >"$out" 2>"$err" &
    process=$!
    sleep 2
    kill -INT $process
    wait $process
    status=$?
}
# A shell starts background jobs with SIGINT ignored; the program catches it all the same.
rm -f "$h" "$scratch/kept"
interrupt
[ "$status" = 130 ] && grep -q '^interrupted' "$out" && grep -q '^end$' "$scratch/kept" && [ "$(wc -l <"$h")" -ge 2 ]
ok $? "Ctrl-C ends with 130, says so, and keeps history and weights"
find "$scratch" -type f | grep -qE '/(history|kept|weights)\.[^/]+$'
[ $? = 1 ]
ok $? "no temporary file is left anywhere"

finish
