#!/bin/sh
# membrane: potentials from concentrations are those of Nernst and of Goldman, Hodgkin and Katz.
. tests/tap.sh
membrane=./02_hodgkin_huxley/membrane

# For awk: RT/F in mV with constants written out here, Nernst (1), a current (2) and the rest (3).
laws='function vt(c) { return 8314.472 * (c + 273.15) / 96485.3429775 }
    function near(a, b, d) { return (a - b) * (a - b) <= d * d * (1 + b * b) }
    function flow(p, z, i, o, v, c,    u) { u = z * v / vt(c); return p * z * u * (i - o * exp(-u)) / (1 - exp(-u)) }'

run $membrane --tables "$scratch/t"
awk "$laws"' /^[^#]/ { exit !(near($1, vt(18.5) * log(20 / 400), 1e-12) && near($2, vt(18.5) * log(440 / 50), 1e-12) &&
        near($3, -vt(18.5) * log(560 / 52), 1e-12)) }' "$scratch/t-points.txt"
ok $? "the squid's three Nernst potentials"
awk "$laws"' /^[^#]/ { exit !(near($4, vt(18.5) * log(61 / 654), 1e-12) && near($5, vt(18.5) * log(8843.4 / 1652), 1e-12)) }' \
    "$scratch/t-points.txt"
ok $? "rest and top by hand: quotients of 61 to 654 and of 8843.4 to 1652"
awk "$laws"' /^[^#]/ { n++; sum = flow(1, 1, 400, 20, $2, 18.5) + flow($1, 1, 50, 440, $2, 18.5) + flow(0.45, -1, 52, 560, $2, 18.5)
        part = flow(1, 1, 400, 20, $2, 18.5); if (!(sum * sum < 1e-16 * (1 + part * part)) || $2 <= last && n > 1) exit 1; last = $2 }
    END { exit n != 241 }' "$scratch/t-ratio.txt"
ok $? "along the whole curve the currents of (2) add up to nothing, and the potential rises"
awk '/^[^#]/ { if ($1 == 0.001) a = $2; if ($1 == 1000) b = $2 } END { exit !(a < -67.8 && a > -68.2 && b > 54.2 && b < 54.7) }' \
    "$scratch/t-ratio.txt"
ok $? "from the potential without sodium to sodium's own"
awk "$laws"' /^[^#]/ { n++; if (!near($3, vt(18.5) * log($1 / 400), 1e-9) ||
        !near($2, vt(18.5) * log(($1 + 0.04 * 440 + 0.45 * 52) / 654), 1e-9)) exit 1 } END { exit n != 241 }' "$scratch/t-potassium.txt"
ok $? "and with other concentrations of potassium"
awk "$laws"' $1 == "K" { k = near($6, 1, 0) && near($7, flow(1, 1, 400, 20, -59.6161, 18.5), 1e-3) } $1 == "Na" { na = near($7, -45.56, 0) }
    END { exit !(k && na) }' "$out"
ok $? "the currents at rest, sodium in and potassium out"
# 2 C V / (F a K) = 2e-2 F/m^2 0.0596161 V / (96485 C/mol 238e-6 m 400 mol/m^3) = 1.2981e-7
grep -q "0.13 of every" "$out"
ok $? "0.13 of a million ions, as worked out by hand"
[ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "a bare run fits a screen"

# One ion alone: (3) becomes (1).
run $membrane --p-na 0 --p-cl 0 --tables "$scratch/t"
awk '/^[^#]/ { exit !($1 == $4) }' "$scratch/t-points.txt"
ok $? "potassium alone: the rest is potassium's potential"
run $membrane --p-k 0 --p-na 0
grep -q "is 0: -59.73 mV" "$out" && ! grep -Eq 'nan|inf' "$out"
ok $? "chloride alone: chloride's"
run $membrane --cell mammal --tables "$scratch/t"
awk "$laws"' /^[^#]/ { exit !(near($4, vt(37) * log((5 + 0.04 * 145 + 0.45 * 10) / (140 + 0.04 * 10 + 0.45 * 110)), 1e-12) &&
    near($5, vt(37) * log((5 + 20 * 145 + 4.5) / (140 + 200 + 49.5)), 1e-12)) }' "$scratch/t-points.txt"
ok $? "the mammal, at 37 degrees"
run $membrane --celsius 6.3 --k-in 345 --k-out 10 --na-in 72 --na-out 455 --cl-in 61 --cl-out 540 --p-k 2 --p-na 0.5 --p-cl 1 \
    --peak 30 --cell mammal --tables "$scratch/t"
awk "$laws"' /^[^#]/ { exit !(near($1, vt(6.3) * log(10 / 345), 1e-12) && near($2, vt(6.3) * log(455 / 72), 1e-12) &&
    near($3, -vt(6.3) * log(540 / 61), 1e-12) && near($4, vt(6.3) * log((20 + 227.5 + 61) / (690 + 36 + 540)), 1e-12) &&
    near($5, vt(6.3) * log((20 + 30 * 455 + 61) / (690 + 30 * 72 + 540)), 1e-12) && $6 == 0.25 && $7 == 15 && $8 == 10) }' \
    "$scratch/t-points.txt"
ok $? "every concentration and permeability can be given, before --cell or after"
run $membrane --capacity 2 --radius 119
grep -q "radius 119 um to its rest, 0.519 of every" "$out"
ok $? "twice the capacity, half the radius: four times the share of ions"
# K 10, the rest 0: all concentrations alike, the potential 0, where (2) is 0/0.
run $membrane --k-in 10 --k-out 10 --na-in 10 --na-out 10 --cl-in 10 --cl-out 10
grep -Eq "is 0: -?0.00 mV" "$out" && ! grep -Eq 'nan|inf' "$out"
ok $? "equal concentrations make no potential, and no 0/0"

run $membrane --quiet
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
run $membrane --help
[ "$status" = 0 ] && grep -q "lecture 14, slide 6" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"
for ion in k na cl; do
    refuses 2 "--$ion-in: '0'" $membrane --$ion-in 0
    refuses 2 "--$ion-out: '-5'" $membrane --$ion-out -5
    refuses 2 "--p-$ion: '-1'" $membrane --p-$ion -1
done
refuses 2 "--p-k, --p-na, --p-cl: nothing passes" $membrane --p-k 0 --p-na 0 --p-cl 0
refuses 2 "--cell: 'cat'" $membrane --cell cat
refuses 2 "--peak: 'nan'" $membrane --peak nan
refuses 2 "--celsius: '-300'" $membrane --celsius -300
refuses 2 "--capacity: '0'" $membrane --capacity 0
refuses 2 "--radius: '0'" $membrane --radius 0
refuses 2 "'7' is no option" $membrane 7
refuses 1 "--tables: no figure of P_Na/P_K" $membrane --p-k 0 --tables "$scratch/t"
refuses 1 "no such folder" $membrane --tables "$scratch/no such folder/t"
finish
