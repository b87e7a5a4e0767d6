#!/bin/sh
# population: many membranes at once do what one does.
. tests/tap.sh
population=./02_hodgkin_huxley/population

run $population --population 101 --time 200 --tables "$scratch/t"
[ "$status" = 0 ] && [ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "a run fits a screen"
grep -Eq "^[0-9.e-]+ s, [0-9.e+]+ membrane-seconds a second$" "$err"
ok $? "its speed is on stderr"
r=$scratch/t-rates.txt
awk '$1 == 10 { d = $3 - 1.843146738; e = $4 - 68.3138; exit !(d * d < 1e-9 && e * e < 1e-4) }' "$r"
ok $? "10 uA/cm^2: the first spike at 1.843147 ms, 68.31 Hz in the end"
awk '!/#/ { if (($1 < 2.21) != ($2 == 0) || ($1 > 2.3 && $1 < 5.9 && $2 != 1) || ($1 > 6.4 && $4 < 50)) exit 1; n++ } END { exit n != 101 }' "$r"
ok $? "silent, one spike, or a rhythm, by the current"
[ "$(grep -vc '#' "$scratch/t-spikes.txt")" = "$(awk '!/#/ { s += $2 } END { print s }' "$r")" ]
ok $? "every spike is in the table"
run $population --population 3 --from 10 --to 12 --time 100 --step 0.01
grep -Eq "^ +10 +7 +1.8431" "$out" && grep -Eq "^ +12 +8 " "$out"
ok $? "--from, --to, --step"
run $population --population 1 --from 10 --time 20 --celsius 16.3
grep -Eq "^ +10 +[2-9] " "$out"
ok $? "one membrane, in the warm"
run $population --quiet --time 1
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
run $population --help
[ "$status" = 0 ] && grep -q "lecture 14, slides 9 and 10" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help in 80 columns"
refuses 2 "--population: '0'" $population --population 0
refuses 2 "--step: '0'" $population --step 0
refuses 2 "--time: '-1'" $population --time -1
refuses 2 "--from: 'x'" $population --from x
refuses 1 "steps of 0.9 ms may be too long" $population --step 0.9
refuses 1 "no such folder" $population --time 1 --tables "$scratch/no such folder/t"
finish
