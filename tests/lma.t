#!/bin/sh
# LMA and the damping of slide 55 as programs: what they print, what every option does, and what is
# refused by name.
. tests/tap.sh
lma=./05_second_order/lma
damping=./05_second_order/damping

# ------------------------------------------------------------------------------- lma

for program in $lma $damping; do
    run $program --help
    [ "$status" = 0 ] && grep -q "(lecture 14, slide" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
    ok $? "${program##*/} --help says which slide it shows and fits 80 columns"
    run $program
    [ "$status" = 0 ] && [ "$(cat "$out" "$err" | wc -l)" -le 24 ]
    ok $? "${program##*/}: at most a screen"
done

run $lma --history "$scratch/h"
grep -qE '^iter: 1-[0-9]+, error 0\.[0-9]{5}$' "$out" && grep -qE '^results - points: 1399, error: 0\.[0-9]{6}$' "$out"
ok $? "the captions of slide 56"
grep -qE '^LMA on points: net 2-20-10-2 tanh softmax, mse, full batch of 1400, seed 1$' "$out"
ok $? "the head names the error: mse"
column error "$scratch/h" >"$scratch/errors"
awk 'NR > 1 && $1 >= last { bad = 1 } { last = $1 } END { exit bad || NR < 3 }' "$scratch/errors"
ok $? "the error never rises"
holds "$(head -n 1 "$scratch/errors") > 0.24 && $(head -n 1 "$scratch/errors") < 0.26" "it starts at one quarter: the answer one half to everything"
next=$(sed -n 's/^next: \([^,]*\).*/\1/p' "$out")
run sh -c "$next --max-iter 2"
[ "$status" = 0 ]
ok $? "the next command worth trying works"

refuses 2 "--loss: lma minimises a sum of squares: mse, not cross-entropy" $lma --loss cross-entropy
refuses 2 "--loss: lma minimises a sum of squares: mse, not kullback-leibler" $lma --loss kullback-leibler
refuses 2 "use --batch full" $lma --batch 10
refuses 2 "--mu: '0'" $lma --mu 0
refuses 2 "--mu: 'nan'" $lma --mu nan
refuses 2 "--factor: '1'" $lma --factor 1
refuses 2 "--floor: '-1'" $lma --floor -1
refuses 2 "--floor: '1.5'" $lma --floor 1.5
refuses 2 "--avmax: '0'" $lma --avmax 0
refuses 2 "--damping: 'none'" $lma --damping none
refuses 2 "--scaling: 'gauss'" $lma --scaling gauss
refuses 2 "unrecognized option '--eta'" $lma --eta 1
refuses 1 "a matrix of 119260 x 119260 numbers, 114 GB, is too large for this machine" $lma --task digits

plain=$scratch/plain
run $lma --quiet --max-iter 5 --history "$plain"
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ] && [ "$(wc -l <"$plain")" = 6 ]
ok $? "--quiet prints nothing, and --max-iter 5 makes 5 rows"
same() {
    run $lma --quiet --max-iter 5 --history "$scratch/other" "$@"
    [ "$status" = 0 ] && cmp -s "$plain" "$scratch/other"
    ok $? "the same history with $*"
}
differs() {
    run $lma --quiet --max-iter 5 --history "$scratch/other" "$@"
    [ "$status" = 0 ] && ! cmp -s "$plain" "$scratch/other"
    ok $? "another history with $*"
}
same --loss mse
same --mu 0.001 --damping classic --factor 10 --scaling marquardt --floor 0.01
same --avmax 0.1 # without --accelerate
same --threads 1 --seed 1
differs --mu 1
differs --damping nielsen
differs --factor 2
differs --scaling more
differs --scaling levenberg
differs --floor 0.1
differs --accelerate
run $lma --quiet --max-iter 5 --accelerate --history "$plain"
differs --accelerate --avmax 0.01
differs --seed 2

# What was reached is kept, and can be gone on from.
run $lma --quiet --max-iter 4 --weights "$scratch/w" --history "$scratch/a"
run $lma --max-iter 2 --weights "$scratch/w" --history "$scratch/b"
[ "$(column error "$scratch/a" | tail -n 1)" = "$(column error "$scratch/b" | head -n 1)" ] && grep -q 'from the weights in' "$out"
ok $? "--weights: the next run begins where the last one ended"
printf 'x,y,c\n' >"$scratch/d.csv"
awk 'BEGIN { for (i = 0; i < 60; i++) printf "%g,%g,%s\n", i % 10, i * i % 7, (i % 10 > 4) ? "a" : "b" }' >>"$scratch/d.csv"
run $lma --data "$scratch/d.csv" --hidden 3
[ "$status" = 0 ] && grep -q '^results' "$out"
ok $? "a file of the reader's own"

# ----------------------------------------------------------------------------- damping

# way NAME: iterations, evaluations, Jacobians, b1, b2, e'e of the last run, and "lost" if it is.
way() {
    sed -n "s/^$1  *//p" "$out"
}
run $damping
[ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "damping fits 80 columns"
holds "$(way "D = largest diag J'J (More)" | awk '{ print $1 }') == $(way "GSL's own solver" | awk '{ print $1 }')" \
    "More's scaling with Nielsen's rule needs as many iterations as GSL's solver"
holds "$(way "D = largest diag J'J (More)" | awk '{ print $2 }') == $(way "GSL's own solver" | awk '{ print $2 }')" "... and as many evaluations"
[ "$(grep -c 'lost$' "$out")" = 1 ] && way "D = diag J'J (slide 55)" | grep -q 'e+24 .*lost$'
ok $? "the slide's diagonal is lost on the plateau, and nobody else"
[ "$(awk '/better$/' "$out" | wc -l)" = 5 ]
ok $? "the fan: five of nine steps are better, those of large mu"
run $damping --start 100,0.75
! grep -q 'lost$' "$out"
ok $? "from NIST's second start all arrive"
run $damping --start 1,1
way "the same, accelerated" | grep -q '213.8 .*1168.01$' && [ "$(grep -c 'lost$' "$out")" = 4 ]
ok $? "from NIST's first start acceleration arrives, and GSL's solver does not"
run $damping --mu 1000
cp "$out" "$scratch/mu"
run $damping
! cmp -s "$out" "$scratch/mu"
ok $? "--mu is where damping begins"
run $damping --quiet --tables "$scratch/t"
[ "$status" = 0 ] && [ ! -s "$out" ] && [ "$(grep -c . "$scratch/t-fan.txt")" -ge 20 ] &&
    [ "$(grep -vc '^$' "$scratch/t-surface.txt")" = $((121 * 121 + 1)) ] && head -n 1 "$scratch/t-paths.txt" | grep -q '^# iteration b1 b2'
ok $? "--tables: paths, fan and surface"

# The fan once more, by awk: H = J'J and g = J'e from the formulas, Cramer's rule.
awk 'BEGIN { split("1 2 3 5 7 10", x); split("109 149 149 191 213 224", d); b = 20; q = 2; mu = 1
    for (i = 1; i <= 6; i++) { u = exp(-q * x[i]); j1 = u - 1; j2 = -b * x[i] * u; e = d[i] - b * (1 - u)
        h11 += j1 * j1; h12 += j1 * j2; h22 += j2 * j2; g1 += j1 * e; g2 += j2 * e }
    a = h11 * (1 + mu); c = h22 * (1 + mu); det = a * c - h12 * h12
    printf "%.12g %.12g\n", b - (g1 * c - g2 * h12) / det, q - (a * g2 - h12 * g1) / det }' >"$scratch/awk"
awk '$1 == 1 { print $2, $3 }' "$scratch/t-fan.txt" >"$scratch/fan"
paste -d ' ' "$scratch/awk" "$scratch/fan" | awk '{ d1 = $1 / $3 - 1; d2 = $2 / $4 - 1; exit !(NF == 4 && d1 * d1 + d2 * d2 < 1e-16) }'
ok $? "the fan's step at mu = 1 is that of an independent script"

refuses 2 "--start: '1'" $damping --start 1
refuses 2 "--start: '1,0'" $damping --start 1,0
refuses 2 "--start: 'a,b'" $damping --start a,b
refuses 2 "--start: '1e300,1'" $damping --start 1e300,1
refuses 2 "--mu: '0'" $damping --mu 0
refuses 2 "unrecognized option '--eta'" $damping --eta 1
refuses 1 "/nowhere/t-paths.txt" $damping --tables /nowhere/t

finish
