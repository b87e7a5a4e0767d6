#!/bin/sh
# The signal of slides 16-17: every state and output against the sums, computed by awk and by hand, and
# nets read from files.
. tests/tap.sh
net=./01_neuron/feedforward
t=$scratch/t

# The net once more, from the tables alone: s_j = sum y_i w_ij - w0_j, tanh, softmax.
cat >"$scratch/net.awk" <<'AWK'
function tanh(x, e) { e = exp(x < 0 ? 2 * x : -2 * x); return (x < 0 ? -1 : 1) * (1 - e) / (1 + e) }
function forward(   l, i, j, sum) { # y[0, i] -> s[l, j], y[l, j]
    for (l = 1; l <= last; l++) {
        for (j = 1; j <= n[l]; j++) {
            s[l, j] = -w0[l, j]
            for (i = 1; i <= n[l - 1]; i++) s[l, j] += y[l - 1, i] * w[l, i, j]
        }
        sum = 0
        for (j = 1; j <= n[l]; j++) sum += y[l, j] = l < last ? tanh(s[l, j]) : exp(s[l, j])
        if (l == last) for (j = 1; j <= n[l]; j++) y[l, j] /= sum
    }
}
/^#/ { file++; next }
file == 1 { w[$1, $2, $3] = $6; n[$1 - 1] = $4; n[$1] = $5; last = $1; next }
file == 2 { w0[$1, $2] = $4; is_s[$1, $2] = $5; is_y[$1, $2] = $6; rows++; if ($1 == 0) y[0, $2] = $6 }
AWK
cat >"$scratch/neurons.awk" <<'AWK'
END {
    forward()
    for (l = 1; l <= last; l++)
        for (j = 1; j <= n[l]; j++) {
            seen++
            if ((s[l, j] - is_s[l, j]) ^ 2 > 1e-24 * (1 + s[l, j] ^ 2)) bad++
            if ((y[l, j] - is_y[l, j]) ^ 2 > 1e-24) bad++
        }
    exit !(seen > 0 && seen == rows - n[0] && !bad)
}
AWK
# Points and region: the mean cross-entropy of the points, and the region's outputs.
cat >"$scratch/others.awk" <<'AWK'
file == 3 { y[0, 1] = $1; y[0, 2] = $2; forward(); error -= log(y[last, $3 + 1]); points++ }
file == 4 && NF == 3 && places++ % 7 == 0 {
    y[0, 1] = $1; y[0, 2] = $2; forward(); if ((y[last, 1] - $3) ^ 2 > 1e-9) bad++
}
END { printf "%.9f %d %d %d\n", error / points, points, places, bad }
AWK

# follows OPTIONS...: awk and the program agree on every neuron of the net.
follows() {
    run $net --tables "$t" "$@"
    awk -f "$scratch/net.awk" -f "$scratch/neurons.awk" "$t-edges.txt" "$t-neurons.txt"
    ok $? "states and outputs of every neuron, as awk has them: $*"
    difference=$(sed -n 's/.*largest difference is //p' "$out")
    [ -n "$difference" ] && awk "BEGIN { exit !($difference < 1e-12) }"
    ok $? "by hand and by matrices are the same ($difference)"
}
follows
[ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "a bare run fits a screen"
awk -f "$scratch/net.awk" -f "$scratch/others.awk" "$t-edges.txt" "$t-neurons.txt" "$t-points.txt" \
    "$t-region.txt" >"$scratch/others"
read -r error points places bad <"$scratch/others"
printed=$(sed -n 's/.*error //p' "$out")
holds "($error - $printed) ^ 2 < 1e-8 && $error < 0.0501" "the points' error is what is printed"
[ "$points $places $bad" = "1400 14641 0" ]
ok $? "1400 points; the region is the net's first output"
follows --x 0.1,-3.5 --seed 5
grep -q "y1 = 0.1, y2 = -3.5" "$out"
ok $? "--x is the input"
follows --hidden 5,4
grep -q "^net 2-5-4-2 tanh softmax, 49 weights" "$out"
ok $? "--hidden 5,4: 10 + 5 + 20 + 4 + 8 + 2 = 49 weights"
follows --hidden 13 --x 0.25,0.75
grep -q "and 1 more" "$out" && grep -q "^  s1 = [-0-9.]*,  y1 = [0-9.]*$" "$out"
ok $? "of thirteen neurons twelve are shown, and sums of thirteen products are not"
run $net --hidden 1
error=$(sed -n 's/^2000 iterations, error //p' "$out")
holds "${error:-0} > 0.2" "one hidden neuron is one line: not enough for an arch"

# file NET WEIGHT...: a weights file.
file() {
    {
        printf 'ann 1\nnet %s\nweights %d\n' "$1" $(($# - 1))
        shift
        printf '%s\n' "$@" end
    } >"$scratch/w"
}
# By hand: s1 = 0.5*1 - 0.25*3 - 1 = -1.25, s2 = 0.5*2 - 0.25*4 + 0.5 = 0.5, y = 0, 0.5;
# s = 0*0.5 - 0.5*0.25 + 0.1 = -0.025.
file '2-2-1 relu linear' 1 2 3 4 -1 0.5 0.5 -0.25 0.1
run $net --weights "$scratch/w" --x 0.5,-0.25 --tables "$t"
cat >"$scratch/expected" <<'TXT'
  s1 = 0.5000*1.0000 + -0.2500*3.0000 - 1.0000
     = -1.2500,  y1 = relu(s1) = 0.0000
  s2 = 0.5000*2.0000 + -0.2500*4.0000 + 0.5000
     = 0.5000,  y2 = relu(s2) = 0.5000
  s1 = 0.0000*0.5000 + 0.5000*-0.2500 + 0.1000
     = -0.0250,  y1 = linear(s1) = -0.0250
TXT
grep "^  *s[12] =\|^     " "$out" >"$scratch/sums"
cmp -s "$scratch/sums" "$scratch/expected"
ok $? "a net of a file, worked out by hand"
awk '$1 == 1 && $2 == 1 { a = $4 == 1 && $5 == -1.25 } $1 == 1 && $2 == 2 { b = $4 == -0.5 && $5 == 0.5 && $6 == 0.5 }
    $1 == 2 { c = ($4 + 0.1) ^ 2 < 1e-30 && ($6 + 0.025) ^ 2 < 1e-30 } END { exit !(a && b && c) }' "$t-neurons.txt"
ok $? "and in the table, thresholds with the slide's sign"
# XOR, as 01_neuron/mcculloch_pitts builds it: OR and AND, then OR and not AND.
file '2-2-1 threshold threshold' 1 1 1 1 -0.5 -1.5 1 -1 -0.5
answers=
for x in 0,0 0,1 1,0 1,1; do
    run $net --weights "$scratch/w" --x $x
    answers=$answers$(tail -n 3 "$out" | sed -n 's/.*y1 = threshold(s1) = \(.\).*/\1/p')
done
[ "$answers" = 0110 ]
ok $? "a threshold net of a file computes XOR"
# softmax(1 + 2, 1 - 2) = 1 / (1 + exp(-4)) = 0.982014.
file '1-2 softmax' 2 -2 1 1
run $net --weights "$scratch/w" --x 1
grep -q "= 3.0000,  y1 = 0.9820$" "$out" && grep -q "from $scratch/w" "$out"
ok $? "a net of a single layer"
run ./04_optimizers/rprop --weights "$scratch/trained" --max-iter 5
follows --weights "$scratch/trained"
grep -q "^net 2-20-10-2 tanh softmax, 292 weights" "$out"
ok $? "a net that rprop has saved"

# A net of one sum: the mean of a digit's 784 pixels, as zcat has them behind 16 bytes of header.
# shellcheck disable=SC2046 # 784 words
file '784-1 linear' $(awk 'BEGIN { for (i = 0; i < 784; i++) print 1 / 784 }') 0
for digit in 1 1000; do
    run $net --weights "$scratch/w" --digit $digit --tables "$t"
    zcat data/mnist/t10k-images-idx3-ubyte.gz | tail -c +$((17 + 784 * (digit - 1))) | head -c 784 |
        od -An -v -tu1 | awk '{ for (i = 1; i <= NF; i++) { sum += $i; n++ } } END { printf "%.17g %d\n", sum / 255 / 784, n }' >"$scratch/mean"
    label=$(zcat data/mnist/t10k-labels-idx1-ubyte.gz | tail -c +$((8 + digit)) | head -c 1 | od -An -tu1 | tr -d ' ')
    awk 'NR == FNR { mean = $1; n = $2; next } $1 == 1 { d = $6 - mean } END { exit !(n == 784 && mean > 0 && d * d < 1e-10) }' \
        "$scratch/mean" "$t-neurons.txt" && grep -q "digit $digit of the test, labelled $label$" "$out"
    ok $? "--digit $digit: its pixels go in, and its label is $label"
done
refuses 1 "--digit: 1001, but there are 1000" $net --weights "$scratch/w" --digit 1001
refuses 1 "--digit: 784 pixels for a net of 2 inputs" $net --weights "$scratch/trained" --digit 1
refuses 2 "--digit wants" $net --digit 1
refuses 2 "--digit and --x" $net --weights "$scratch/w" --digit 1 --x 1
refuses 2 "--digit: '0'" $net --weights "$scratch/w" --digit 0

run $net --tables "$t" --hidden 4
cp "$t-edges.txt" "$scratch/first"
run $net --tables "$t" --hidden 4
cmp -s "$t-edges.txt" "$scratch/first"
ok $? "the same seed, the same bytes"
run $net --tables "$t" --hidden 4 --seed 2
! cmp -s "$t-edges.txt" "$scratch/first"
ok $? "another seed, another net"
run $net --quiet --hidden 4
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
run $net --help
[ "$status" = 0 ] && grep -q "lecture 14, slides 16-17" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"

refuses 2 "--hidden: 0 is not" $net --hidden 3,0
refuses 2 "--hidden: 2.5 is not" $net --hidden 2.5
refuses 2 "--hidden: 101 is not" $net --hidden 101
refuses 2 "--hidden: '1,1,1,1,1'" $net --hidden 1,1,1,1,1
refuses 2 "--x: 'a'" $net --x a
refuses 2 "--x: 1 numbers for a net of 2" $net --x 1
refuses 2 "--hidden is of the net" $net --hidden 3 --weights "$scratch/w"
refuses 1 "--x: 2 numbers for a net of 784 inputs" $net --weights "$scratch/w" --x 1,2
refuses 1 "no file: No such" $net --weights "$scratch/no file"
refuses 1 "no such folder" $net --hidden 4 --tables "$scratch/no such folder/t"
for wrong in '2 softmax' '2-0 softmax' '2-2' '2-2 wobble' '2-2 tanh softmax' '2-2-2 softmax' '2-2-2 tanh softmax more' \
    '2-x-2 tanh softmax' '' ' '; do
    file "$wrong" 1 1 1 1 1 1
    refuses 1 "w:2: 'net $wrong' describes no net" $net --weights "$scratch/w"
done
file '4294967295-4294967295-4294967295 tanh softmax' 1
refuses 1 "w:2: 'net 4294967295" $net --weights "$scratch/w"
file '1-2 softmax' 2 -2 1
refuses 1 "w:3: 'weights 3' where 'weights 4'" $net --weights "$scratch/w"
echo 'ann 1' >"$scratch/w"
refuses 1 "w:2: the file ends too early" $net --weights "$scratch/w"
echo 'ann 2' >"$scratch/w"
refuses 1 "w:1: not a weights file" $net --weights "$scratch/w"
: >"$scratch/w"
refuses 1 "w:1: the file ends too early" $net --weights "$scratch/w"
finish
