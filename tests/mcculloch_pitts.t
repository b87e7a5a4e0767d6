#!/bin/sh
# One neuron computes what its line can separate, and no more; two layers compute XOR.
. tests/tap.sh
neuron=./01_neuron/mcculloch_pitts
t=$scratch/t

run $neuron --tables "$t"
[ "$status" = 0 ] && [ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "a bare run fits a screen"

# Equations (1) and (2) once more. All numbers are multiples of one half: sums are exact.
awk '!/^#/ { n++; s = $5 * $2 + $6 * $3 - $4; if (s != $7 || (s >= 0) != $8) exit 1 }
    END { exit n != 22 }' "$t-neurons.txt"
ok $? "s = x1 w1 + x2 w2 - w0, and the answer is 1 where s >= 0, in all 22 rows"
awk '$1 == "AND" { n++; bad += ($5 && $6) != $8 } $1 == "OR" { n++; bad += ($5 || $6) != $8 }
    $1 == "NOT" { n++; bad += (!$5) != $8 } END { exit !(n == 10 && bad == 0) }' "$t-neurons.txt"
ok $? "AND, OR and NOT are what they are called"
grep -q "^OR  *1  *1  *0.5  *-0.5  *0.5  *0.5  *1.5  *0111$" "$out"
ok $? "OR's states as worked out by hand: -0.5, 0.5, 0.5, 1.5"

# net N: the two layers for N inputs, against counting ones.
net() {
    run $neuron --inputs "$1" --trials 1 --tables "$t"
    awk -v n="$1" '!/^#/ { rows++; ones = 0
        for (i = 1; i <= n; i++) ones += $(1 + i)
        for (j = 1; j <= n; j++) { s = $(1 + n + j); y = $(1 + 2 * n + j)
            if (s != ones - j + 0.5 || y != (ones >= j)) exit 1 }
        if ($(2 + 3 * n) != ones % 2 - 0.5 || $(3 + 3 * n) != ones % 2) exit 1 }
        END { exit rows != 2 ^ n }' "$t-net.txt"
    ok $? "two layers are XOR of $1 inputs: states, answers and output, all $((1 << $1)) cases"
}
net 2
net 3
net 4

# The search finds every function that a single neuron can compute: Muroga's numbers, 14, 104,
# 1882. Cover's (4) by hand: 2 (1 + 3 + 3), 2 (1 + 7 + 21 + 35), 2 (1 + 15 + 105 + 455 + 1365).
# The best agreement with parity: 3, 6, 11.
finds() {
    run $neuron --inputs "$1" --tables "$t"
    grep -q "$1 inputs computed $2 of the $3 functions" "$out" && grep -q "at most $4 by" "$out" &&
        grep -q "the best had $5 of its $((1 << $1))" "$out"
    ok $? "$1 inputs: $2 functions, at most $4, at best $5 right of XOR"
    awk -v n="$2" '!/^#/ { found += $2 > 0; sum += $2; share += $3 }
        END { exit !(found == n && sum == 1000000 && (share - 1) ^ 2 < 1e-20) }' "$t-functions.txt"
    ok $? "and in the table, where the shares sum to 1"
}
finds 4 1882 65536 3882 11
finds 3 104 256 128 6
finds 2 14 16 14 3
awk '$1 == "0110" || $1 == "1001" { n++; if ($2 != 0) exit 1 } END { exit n != 2 }' "$t-functions.txt"
ok $? "no neuron is XOR or XNOR"

# How common a function is, is the solid angle of its inequalities. Where three of the four suffice
# it is a triangle on the sphere: the sum of its angles less pi (Girard), over 4 pi. The angle
# between two planes with inner normals a and b is arccos(-a.b / |a||b|).
awk 'function acos(x) { return atan2(sqrt(1 - x * x), x) }
    function corner(a, b, c, d, e, f) { return acos(-(a * d + b * e + c * f) / sqrt((a*a + b*b + c*c) * (d*d + e*e + f*f))) }
    function share(a, b, c, d, e, f, g, h, i) { pi = atan2(0, -1)
        return (corner(a,b,c, d,e,f) + corner(a,b,c, g,h,i) + corner(d,e,f, g,h,i) - pi) / (4 * pi) }
    function check(f, p) { d = hits[f] / 1000000 - p; n++; if (d * d > 20 * p * (1 - p) / 1000000) bad++ }
    !/^#/ { hits[$1] = $2 }
    END { and = share(-1,0,1, 0,-1,1, 1,1,-1); only = share(0,0,1, 1,0,-1, -1,-1,1)
        check("0001", and); check("1110", and); check("0111", 1/24); check("1000", 1/24)
        check("0010", only); check("0100", only); check("1011", only); check("1101", only)
        exit !(n == 8 && !bad && (share(0,0,1, 1,0,-1, 0,1,-1) - 1/24) ^ 2 < 1e-24) }' "$t-functions.txt"
ok $? "eight functions are as common as their spherical triangles, within 4.5 deviations"

# A neuron of the reader's.
run $neuron --weights 0.5,-2,4 --threshold 0.25 --input 0.3,0.1,-1.5 --trials 9
grep -q "^ 101 *4.25  1$" "$out" && grep -q "^ 010 *-2.25  0$" "$out" && grep -q "^at --input: -6.3  0$" "$out" &&
    grep -q "computes 01011101," "$out"
ok $? "--weights, --threshold, --input: 0.5 + 4 - 0.25, -2 - 0.25, 0.15 - 0.2 - 6 - 0.25"
run $neuron --weights 1,1 --threshold 1
grep -q "0111, OR, as 4[12]... of 1000000" "$out"
ok $? "a state of 0 answers 1: OR, once in 24"
run $neuron --weights -1 --trials 9
grep -q "computes 10, NOT" "$out"
ok $? "the threshold is 0 unless given"
run $neuron --weights 1 --trials 5
grep -q "of 5 random neurons" "$out"
ok $? "--trials is the number of neurons looked at"

run $neuron --trials 1000
cp "$out" "$scratch/first"
run $neuron --trials 1000
cmp -s "$out" "$scratch/first"
ok $? "the same seed, the same bytes"
run $neuron --tables "$t" --seed 2 --trials 1000
cp "$t-functions.txt" "$scratch/two"
run $neuron --tables "$t" --seed 3 --trials 1000
! cmp -s "$t-functions.txt" "$scratch/two"
ok $? "another seed, other neurons"
run $neuron --quiet --trials 1000
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
run $neuron --help
[ "$status" = 0 ] && grep -q "lecture 14, slide 14" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"

refuses 2 "--inputs: '1'" $neuron --inputs 1
refuses 2 "--inputs: '5'" $neuron --inputs 5
refuses 2 "--trials: '0'" $neuron --trials 0
refuses 2 "--weights: '1,x'" $neuron --weights 1,x
refuses 2 "--weights: '1,1,1,1,1'" $neuron --weights 1,1,1,1,1
refuses 2 "--threshold: 'nan'" $neuron --weights 1 --threshold nan
refuses 2 "give --weights too" $neuron --threshold 1
refuses 2 "--input is for" $neuron --input 1,1
refuses 2 "--input: 1 numbers" $neuron --weights 1,1 --input 1
refuses 2 "--inputs: 3, but" $neuron --weights 1,1 --inputs 3
refuses 2 "'AND' is no option" $neuron AND
refuses 1 "no such folder" $neuron --tables "$scratch/no such folder/t"
finish
