#!/bin/sh
# Newton's three programs do what their texts say: the undamped step ends at a saddle where theory
# puts it, the spectrum is that of the net it names, and what is too large is refused in one line.
. tests/tap.sh
newton=./05_second_order/newton
saddle=./05_second_order/saddle
spectrum=./05_second_order/spectrum

# ---------------------------------------------------------------------------- newton
refuses 1 "114 GB, is too large" $newton --task digits
refuses 1 "--method lbfgs" $newton --task digits
refuses 2 "--damping: 'sideways' is none of on|off" $newton --damping sideways
refuses 2 "--lambda: '0'" $newton --lambda 0
refuses 2 "--lambda: '2'" $newton --lambda 2
refuses 2 "--grow: '1'" $newton --grow 1
refuses 2 "--shrink: '1.1'" $newton --shrink 1.1
refuses 2 "use --batch full" $newton --batch 10
small="--hidden 4 --examples 200 --max-iter 8"
# shellcheck disable=SC2086 # words
run $newton $small --quiet --history "$scratch/plain"
[ "$status" = 0 ] && [ ! -s "$out" ]
ok $? "a small net, quietly"
for option in "--lambda 0.5" "--grow 30" "--shrink 0.9" "--damping off"; do
    # shellcheck disable=SC2086 # words
    run $newton $small --quiet --history "$scratch/other" $option
    [ "$status" = 0 ] && ! cmp -s "$scratch/plain" "$scratch/other"
    ok $? "another history with $option"
done
awk 'NR > 2 && $3 > e { exit 1 } NR > 1 { e = $3 }' "$scratch/plain"
ok $? "the error never rises"
# The undamped step: nowhere near the error on any of three seeds, and no crash.
run $newton --damping off --seeds 3 --max-iter 40
[ "$status" = 0 ] && grep -q '0 of 3 seeds' "$out"
ok $? "undamped, no seed gets there"
run ./04_optimizers/race --task digits --seeds 1 --max-iter 1
[ "$status" = 0 ] && grep -q '^newton .* 0/0' "$out" && grep -q '^rprop .* 0/1' "$out"
ok $? "a race on the digits does without it"

# ---------------------------------------------------------------------------- saddle
run $saddle --help
[ "$status" = 0 ] && grep -q "lecture 14, slides 49-50" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "saddle --help says what it is, in 80 columns"
run $saddle --tables "$scratch/s"
[ "$status" = 0 ] && [ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "saddle prints a screen"
cp "$out" "$scratch/saddle"
grep -q '^gradient descent  to .* a minimum, eigenvalues 1, 2$' "$out" &&
    grep -q '^Newton, undamped  to .* the saddle, eigenvalues -1, 1$' "$out" &&
    grep -q '^Newton, damped    to .* a minimum, eigenvalues 1, 2$' "$out"
ok $? "descent and the damped walk end at a minimum, the undamped at the saddle"
# Each step by the formulas: x to 0 and y to 2 y^3/(3 y^2 - 1); descent by eta times the slope.
awk 'NR > 2 { d = $3 - 2 * y ^ 3 / (3 * y * y - 1); if (d * d > 1e-16 || $2 * $2 > 1e-20) exit 1; n++ }
    NR > 1 { y = $3 } END { exit n < 4 }' "$scratch/s-undamped.txt"
ok $? "the undamped steps are equation (3)"
awk 'NR > 2 { dx = $2 - 0.8 * x; dy = $3 - y + 0.2 * (y ^ 3 - y); e = $4 - $2 ^ 2 / 2 - $3 ^ 4 / 4 + $3 ^ 2 / 2
        if (dx * dx + dy * dy + e * e > 1e-16) exit 1; n++ }
    NR > 1 { x = $2; y = $3 } END { exit n < 100 }' "$scratch/s-descent.txt"
ok $? "descent's are -0.2 times the slope"
# |y| < 1/sqrt(5) leads to the saddle, |y| > 1/sqrt(3) to a minimum, whatever x is; between, either.
awk '/^[^#]/ && NF { y = $2 < 0 ? -$2 : $2; n++
        if (y < 0.447 && $4 != 1 || y > 0.578 && $4 != 0) exit 1 } END { exit n != 161 * 121 }' "$scratch/s-map.txt"
ok $? "the map: where the undamped walk ends"
# shellcheck disable=SC2046 # three numbers
set -- $(awk '/^Newton, undamped +[0-9]/ { print $3, $4, $5 }' "$scratch/saddle")
holds "$2 > 298 - 60 && $2 < 298 + 60 && $1 + $2 + $3 == 1000" "of 1000 starts 1000/(1.5 sqrt 5) = 298 go to the saddle, give or take 4 sigma"
[ "$(awk '/^(gradient descent|Newton, damped) +[0-9]/ { print $3, $4, $5 }' "$scratch/saddle" | sort -u)" = "1000 0 0" ]
ok $? "and of the others' none"
run $saddle --start 1.5,0
[ "$(grep -c 'the saddle, eigenvalues -1, 1' "$out")" = 3 ]
ok $? "on the ridge itself all three walk to the saddle"
run $saddle --seed 2
! cmp -s "$out" "$scratch/saddle"
ok $? "--seed decides the random starts"
run $saddle --starts 10
[ "$(awk '/^Newton, damped +[0-9]/ { print $3 + $4 + $5 }' "$out")" = 10 ]
ok $? "--starts 10 are ten"
run $saddle --eta 3
grep -q '^gradient descent  to .* neither' "$out"
ok $? "a rate above 2 and descent does not arrive"
run $saddle --quiet
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "saddle --quiet prints nothing"
refuses 2 "--start: '1' is one number" $saddle --start 1
refuses 2 "--start: '1,2,3'" $saddle --start 1,2,3
refuses 2 "--start: '1,1e9' is off the map" $saddle --start 1,1e9
refuses 2 "--eta: '0'" $saddle --eta 0
refuses 2 "--starts: '0'" $saddle --starts 0
refuses 2 "is no option" $saddle here
refuses 1 "no such folder" $saddle --tables "$scratch/no such folder/t"

# -------------------------------------------------------------------------- spectrum
run $spectrum --help
[ "$status" = 0 ] && grep -q "lecture 14, slides 49-50" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "spectrum --help says what it is, in 80 columns"
run $spectrum --tables "$scratch/e"
[ "$status" = 0 ] && [ "$(wc -l <"$out")" -le 24 ] && [ -s "$scratch/e-history.txt" ]
ok $? "spectrum prints a screen, and writes the training's tables too"
cp "$out" "$scratch/spectrum"
# value ROW COLUMN of what it printed: 1 before, 2 after.
value() {
    awk -v row="$1" -v k="$2" 'index($0, row) == 1 { print $(NF - 2 + k) }' "$scratch/spectrum"
}
for k in 1 2; do
    table=$scratch/e-$([ $k = 1 ] && echo before || echo after).txt
    awk 'NR > 1 { if ($1 != NR - 1 || NR > 2 && $2 < e) exit 1; e = $2 } END { exit NR != 293 }' "$table"
    ok $? "292 eigenvalues, ascending"
    awk -v low="$(value 'least' $k)" -v high="$(value 'largest' $k)" -v neg="$(value 'negative' $k)" \
        -v zero="$(value 'near 0' $k)" -v pos="$(value 'positive' $k)" '
        NR == 2 { first = $2 } NR > 1 { last = $2; z = 1e-6 * (high > -low ? high : -low)
            if ($2 <= -z) n++; else if ($2 <= z) f++; else p++ }
        END { a = first / low - 1; b = last / high - 1
            exit a * a > 1e-6 || b * b > 1e-6 || n != neg || f != zero || p != pos }' "$table"
    ok $? "what is printed is counted from them"
done
holds "$(value 'error E' 1) > 0.68 && $(value 'error E' 1) < 0.70 && $(value 'error E' 2) < 0.05" "from ln 2 to below 0.05"
holds "$(value 'least' 1) < -0.05 && $(value 'negative' 1) > 40" "training starts on a saddle"
holds "$(value 'least' 2) > 0.3 * $(value 'least' 1) && $(value 'largest' 2) > 4 * $(value 'largest' 1)" "and ends where ridges are lower and walls steeper"
refuses 2 "--method: 'newtone' is no method" $spectrum --method newtone
refuses 2 "--flat: '-1'" $spectrum --flat -1
refuses 2 "use --batch full" $spectrum --batch 10
refuses 2 "use --seed" $spectrum --seeds 2
refuses 2 "--plot: this program shows eigenvalues" $spectrum --plot
refuses 2 "--target: names a column" $spectrum --target 3
refuses 2 "--data and --mnist" $spectrum --data a.csv --mnist b
refuses 2 "'iris.csv' is no option" $spectrum iris.csv
refuses 1 "it takes at most 5000 weights" $spectrum --method rprop --task digits
refuses 1 "no such folder" $spectrum --tables "$scratch/no such folder/t"
run $spectrum --hidden none --max-iter 1 --flat 0
# One layer with softmax and cross-entropy is convex, and adding a number to both outputs' weights changes
# nothing: of 2 x 2 + 2 eigenvalues three are 0 but for rounding and three positive.
[ "$status" = 0 ] && awk '/^near 0/ { z = $(NF - 1) } END { exit z > 3 }' "$out"
ok $? "--flat 0 counts nothing but zeros as 0"
run $spectrum --hidden none --max-iter 1
awk '/^negative/ { n = $(NF - 1) } /^near 0/ { z = $(NF - 1) } /^positive/ { p = $(NF - 1) }
    END { exit n != 0 || z != 3 || p != 3 }' "$out"
ok $? "no hidden layer: no ridge, three flat directions of six"
run $spectrum --hidden 3 --quiet --max-iter 3
[ "$status" = 0 ] && [ ! -s "$out" ]
ok $? "spectrum --quiet prints nothing"

finish
