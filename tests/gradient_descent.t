#!/bin/sh
# Gradient descent takes the steps that slide 29 says, and arrives if and only if eta is below 2/lambda.
. tests/tap.sh
descent=./03_backprop/gradient_descent

run $descent --tables "$scratch/t"
cp "$out" "$scratch/bowl"
# In the axes of the bowl every step is a factor: u_t = (1 - eta)^t u_0, v_t = (1 - 10 eta)^t v_0.
awk 'BEGIN { k = 0; c = sqrt(3) / 2; s = 0.5; u0 = -3 * c + 0.5 * s; v0 = 3 * s + 0.5 * c
        eta[0] = 0.02; eta[1] = 0.1; eta[2] = 2 / 11; eta[3] = 0.195; eta[4] = 0.204 }
    function is(a, b) { if ((a - b) ^ 2 > 1e-20 * (1 + b * b)) bad = 1 }
    function power(x, n) { return n == 0 ? 1 : x < 0 ? (n % 2 ? -1 : 1) * exp(n * log(-x)) : x == 0 ? 0 : exp(n * log(x)) }
    /^#/ { next }
    NF == 0 { if (n) k++; n = 0; next }
    { n++; t = $1; u = power(1 - eta[k], t) * u0; v = power(1 - 10 * eta[k], t) * v0; rows++
        if (k == 1) v = t ? 0 : v0
        is($2, c * u - s * v); is($3, s * u + c * v); is($4, (u * u + 10 * v * v) / 2) }
    END { exit bad || k != 5 || rows != 369 + 72 + 44 + 165 + 268 }' "$scratch/t-paths.txt"
ok $? "the paths of five rates, from the closed form"
awk '!/^#/ { d = $4 - $5; if (d * d > 1e-8) bad = 1; n++ } END { exit bad || n != 5 }' "$scratch/t-factors.txt"
ok $? "in the end the distance shrinks or grows by max |1 - eta lambda|"
awk '!/^#/ && ($3 == 0) != ($1 < 0.2) { bad = 1 } END { exit bad }' "$scratch/t-factors.txt"
ok $? "those below the limit of 0.2 arrive, the other does not"
awk '!/^#/ { exit !($2 == 44 && $3 == 1 && $4 == 43 && $5 == 43 && $6 == 43) }' "$scratch/t-chart.txt"
ok $? "the chart: 44 losses, of which one ends the loop after 43 corrections"
# (-11.696, 15.572): 1 * u along (c, s), 10 * v along (-s, c).
grep -q "^ *0  -3.000000   0.500000       21.4  no           (-11.7, 15.57)" "$out"
ok $? "the first gradient by a calculator"

# end OPTIONS...: how the one descent ended.
end() {
    run $descent "$@" --tables "$scratch/e"
    ended=$(awk '!/^#/ { print $3, $2 }' "$scratch/e-factors.txt")
}
end --eta 0.1999 --max-iter 100000
[ "${ended% *}" = 0 ]
ok $? "0.1999 arrives"
end --eta 0.2001 --max-iter 100000
[ "${ended% *}" = 2 ]
ok $? "0.2001 does not"
end --eta 0.2 --max-iter 50
[ "$ended" = "1 50" ]
ok $? "0.2 does neither, for the 50 steps of --max-iter"
end --curvature 4,4 --eta 0.25
[ "$ended" = "0 1" ]
ok $? "a round bowl: 1/lambda arrives in one step"
# Along the flat axis alone, 0.98^t * 4.5 falls below 1e-6 in E when t > ln(4.5e6) / (-2 ln 0.98) = 379.2.
end --angle 0 --start -3,0 --eta 0.02
[ "$ended" = "0 380" ]
ok $? "380 steps down the flat axis, by the logarithm"
end --angle 0 --start -3,0 --eta 0.204
[ "${ended% *}" = 0 ]
ok $? "on the flat axis the steep one does not matter"
end --stop-error 1 --eta 0.02
a=${ended#* }
end --stop-error 0.1 --eta 0.02
holds "$a < ${ended#* } && ${ended#* } - $a > 56 && ${ended#* } - $a < 59" \
    "a threshold of a tenth costs ln 10 / (-2 ln 0.98) = 57 steps more"
end --start 0,0 --eta 0.1
[ "$ended" = "0 0" ] && ! grep -q nan "$out"
ok $? "there is nothing to do at the bottom"
end --eta 1000000 --start 1000,1000 --curvature 1000000,1
[ "${ended% *}" = 2 ] && ! grep -q nan "$out"
ok $? "the largest numbers that are allowed diverge in good order"
# A bowl turned by 90 degrees and a start turned with it: the same losses.
run $descent --angle 0 --start -3,0.5 --eta 0.15 --tables "$scratch/a"
run $descent --angle 90 --start -0.5,-3 --eta 0.15 --tables "$scratch/b"
paste "$scratch/a-paths.txt" "$scratch/b-paths.txt" |
    awk '!/^#/ && NF { d = $4 - $8; if (d * d > 1e-28 * (1 + $4 * $4)) bad = 1; n++ } END { exit bad || n < 10 }'
ok $? "a turned bowl is the same bowl"

# The net: each step of its path is eta times the gradient, by central differences of a loss written here.
run $descent --surface net --eta 0.3 --tables "$scratch/n"
cat >"$scratch/net.awk" <<'AWK'
function tanh(x) { return 1 - 2 / (exp(2 * x) + 1) }
function E(a, b,    i, x, sum) { sum = 0
    for (i = -3; i <= 3; i += 2) { x = i / 2; sum += (b * tanh(a * x) - 1.5 * tanh(x)) ^ 2 / 4 }
    return sum }
AWK
cat "$scratch/net.awk" - >"$scratch/steps.awk" <<'AWK'
function is(a, b, t) { if ((a - b) ^ 2 > t * t) bad = 1 }
/^#/ || NF == 0 { next }
n++ { is(($2 - a) / -0.3, (E(a + h, b) - E(a - h, b)) / (2 * h), 1e-8)
    is(($3 - b) / -0.3, (E(a, b + h) - E(a, b - h)) / (2 * h), 1e-8) }
{ a = $2; b = $3; h = 1e-5; is($4, E(a, b), 1e-12) }
END { exit bad || n < 100 }
AWK
awk -f "$scratch/steps.awk" "$scratch/n-paths.txt"
ok $? "the net's path goes down its gradient"
# Second differences, then the eigenvalues of a 2 x 2 matrix.
cat "$scratch/net.awk" - >"$scratch/curvature.awk" <<'AWK'
!/^#/ { h = 1e-4; e = E(1, 1.5); p = (E(1 + h, 1.5) + E(1 - h, 1.5) - 2 * e) / h / h
    q = (E(1, 1.5 + h) + E(1, 1.5 - h) - 2 * e) / h / h
    r = (E(1 + h, 1.5 + h) - E(1 + h, 1.5 - h) - E(1 - h, 1.5 + h) + E(1 - h, 1.5 - h)) / 4 / h / h
    root = sqrt((p - q) ^ 2 / 4 + r * r); more = (p + q) / 2 + root; less = (p + q) / 2 - root
    if ($6 > $7) { t = $6; $6 = $7; $7 = t }
    exit !(($7 - more) ^ 2 < 1e-12 && ($6 - less) ^ 2 < 1e-12) }
AWK
awk -f "$scratch/curvature.awk" "$scratch/n-factors.txt"
ok $? "the net's curvatures at the minimum, by second differences"
awk '!/^#/ { exit !(($4 - $5) ^ 2 < 1e-6) }' "$scratch/n-factors.txt"
ok $? "and near the minimum (4) holds for the net too"
run $descent --surface net --start 1,1.5 --eta 1.4
grep -q "  reached " "$out"
ok $? "the net's minimum has no error"
run $descent --surface net --start 1.0001,1.5 --eta 1.4 --max-iter 100 --stop-error 1e-12
grep -qE "  (too many|diverged) " "$out"
ok $? "and above the limit of 1.366 it is left"

run $descent --tables "$scratch/u"
cmp -s "$scratch/t-paths.txt" "$scratch/u-paths.txt" && cmp -s "$out" "$scratch/bowl"
ok $? "nothing is random"
run $descent --quiet
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
for surface in bowl net; do
    run $descent --surface $surface
    [ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ] && [ ! -s "$err" ]
    ok $? "a run on the $surface fits a screen"
done
run $descent --help
[ "$status" = 0 ] && grep -q "lecture 14, slide 29" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"
refuses 2 "--surface: 'hill'" $descent --surface hill
refuses 2 "--surface: the net has no --curvature" $descent --surface net --curvature 1,2
refuses 2 "--surface: the net has no --curvature and no --angle" $descent --angle 3 --surface net
refuses 2 "--curvature: '1' is one number" $descent --curvature 1
refuses 2 "--curvature: -1 is not above 0" $descent --curvature 2,-1
refuses 2 "--curvature: 1e+07 is above" $descent --curvature 2,1e7
refuses 2 "--angle: '400'" $descent --angle 400
refuses 2 "--start: '1,2,3' has more than 2" $descent --start 1,2,3
refuses 2 "--start: '1,2000' is beyond" $descent --start 1,2000
refuses 2 "--eta: 0 is not above 0" $descent --eta 0.1,0
refuses 2 "--eta: '1,2,3,4,5,6,7' has more than 6" $descent --eta 1,2,3,4,5,6,7
refuses 2 "--stop-error: '0'" $descent --stop-error 0
refuses 2 "--max-iter: '0'" $descent --max-iter 0
refuses 1 "no such folder" $descent --tables "$scratch/no such folder/t"
finish
