#!/bin/sh
# The demonstrations do what their files say; a file that makes no sense is refused with its line.
. tests/tap.sh
net=./02_hodgkin_huxley/spiking_network
file=$scratch/net.txt

# spikes NAME: when it fired, from the last raster.
spikes() {
    awk -v name="$1" '!/^#/ && $3 == name { printf "%s%.6f", n++ ? " " : "", $1 } END { print "" }' "$scratch/t-raster.txt"
}

run $net
[ "$status" = 0 ] && [ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "a bare run fits a screen"
for demo in phase synfire polychronous; do
    run $net --demo $demo
    [ "$status" = 0 ] && [ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
    ok $? "and so does --demo $demo"
done

# Coincidence: cell k fires for the k-th sound and no other, when both impulses are there.
run $net --tables "$scratch/t" --quiet
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
awk '!/^#/ && $3 ~ /cell/ { n++; k = substr($3, 6); t = 10 * k - 5 + 0.1 * k - 0.05; if ($1 - t > 1e-9 || t - $1 > 1e-9) exit 1 }
    END { exit n != 7 }' "$scratch/t-raster.txt"
ok $? "coincidence: seven sounds, and each time one cell, at the sum of time and delay to 1e-9 ms"
awk '!/^#/ { n++; if ($1 != $2 + ($3 == 0 ? 0.05 : 0.65)) exit 1; if ($5 != 10 || $4 != 2) exit 1 } END { exit n != 14 }' "$scratch/t-arrivals.txt"
ok $? "the arrivals at the recorded cell are t + d"
run $net --tables "$scratch/t" --quiet --weights 1.5
awk '!/^#/ && $3 ~ /cell/ { n++ } END { exit n != 49 }' "$scratch/t-raster.txt"
ok $? "--weights 1.5: 15 mV come within ln(15/3.5) = 1.455 ms, and every cell hears every sound"
run $net --tables "$scratch/t" --quiet --weights 0.9
awk '!/^#/ && $3 ~ /cell/ { exit 1 }' "$scratch/t-raster.txt"
ok $? "--weights 0.9: no two impulses are enough"

# Polychronous: every time is a sum of delays.
run $net --demo polychronous --tables "$scratch/t" --record d,h --sample 0.5
[ "$(spikes d)" = "19.000000 66.000000" ] && [ "$(spikes e)" = "22.000000 70.000000" ] && [ "$(spikes f)" = "25.000000 62.000000" ] &&
    [ "$(spikes g)" = "28.000000 59.000000" ] && [ "$(spikes h)" = "31.000000 79.000000" ]
ok $? "polychronous: d e f g h one time, g f d e h the other, and silence"
[ "$(head -n 1 "$scratch/t-potentials.txt")" = "# t_ms d h" ] && [ "$(wc -l <"$scratch/t-potentials.txt")" = 242 ]
ok $? "--record and --sample: whose potentials are written, and how often"
# d gets f's impulse at 25 + 4 ms and g's at 28 + 7.
awk '$1 == 50 { d = $2 - 10 * exp(-15 / 2) - 10 * exp(-21 / 2); exit !(d * d < 1e-20) }' "$scratch/t-potentials.txt"
ok $? "two impulses decay as the formula says"
run $net --demo polychronous --delays 2 --duration 60 --tables "$scratch/t"
[ "$(spikes a)" = "10.000000 58.000000" ] && [ -z "$(spikes d)" ]
ok $? "--delays 2: impulses miss each other; --duration 60 ends there"
run $net --demo polychronous --jitter 1 --tables "$scratch/t" --quiet
one=$(awk '!/^#/ && $3 > "c"' "$scratch/t-raster.txt" | wc -l)
run $net --demo polychronous --jitter 0.01 --tables "$scratch/t" --quiet
two=$(awk '!/^#/ && $3 > "c"' "$scratch/t-raster.txt" | wc -l)
holds "$one < 10 && $two == 10" "--jitter: a hundredth of a millisecond is borne, one is not"

# Phase: the last spikes of each pair.
run $net --demo phase --tables "$scratch/t" --quiet --sample 5
cp "$scratch/t-raster.txt" "$scratch/one"
for pair in near:0 far:0.5 minus:0 plus:0.5; do
    awk -v pair="${pair%:*}" -v want="${pair#*:}" '$3 == pair "_a" { before = a; a = $1 } $3 == pair "_b" { b = $1 }
        END { p = (b - a) / (a - before); p -= int(p + 1000) - 1000; if (p > 0.9) p -= 1; d = p - want; exit !(d * d < 1e-4) }' "$scratch/one"
    ok $? "phase: the pair $pair ends with that difference of phase"
done
run $net --demo phase --tables "$scratch/t" --quiet --sample 5 --tolerance 1e-12
paste "$scratch/one" "$scratch/t-raster.txt" | awk '!/^#/ { n++; d = $1 - $4; if ($3 != $6 || d * d > 1e-10) exit 1 } END { exit n < 200 }'
ok $? "--tolerance 1e-12 moves no spike by 1e-5 ms"

# Synfire: the tight volley arrives, the loose one does not.
for seed in 1 2 3; do
    run $net --demo synfire --seed $seed --tables "$scratch/t" --quiet --sample 10
    awk '$3 ~ /^g10\./ { if ($1 < 110) { n++; s += $1; q += $1 * $1 } else late++ }
        END { exit !(n >= 18 && n <= 22 && late < 3 && sqrt(q / n - s * s / n / n) < 0.7) }' "$scratch/t-raster.txt"
    ok $? "synfire, seed $seed: of two volleys the tight one reaches the last group, all of it, within a millisecond"
done
cp "$scratch/t-raster.txt" "$scratch/one"
run $net --demo synfire --seed 3 --tables "$scratch/t" --quiet --sample 10
cmp -s "$scratch/one" "$scratch/t-raster.txt"
ok $? "the same seed, the same bytes"

# Every statement of a file.
cat >"$file" <<'END'
# Title  of it
cell a*3 lif tau 5 synapse 0 threshold 10 reset -1 refractory 3 drive 1 start 2   # a comment

cell s squid drive 1 start 0 synapse 3 excite_to 60 inhibit_to -10 c 1 gna 120 gk 36 gl 0.3 vna 115 vk -12 vl 10.6 celsius 6.3
input i*2 at 1 2
volley v*5 at 4 spread 0
poisson p*2 rate 100 from 0 to 10
connect i.2 a delay 1 weight 20
connect a a delay 1..2 weight 1..2 chance 0.5
connect a.1 a.1 delay 1 weight 0
current s from 1 to 2 value 50
run 20
show from 0 to 10
END
run $net --file "$file" --tables "$scratch/t" --sample 1
[ "$status" = 0 ] && [ "$(head -n 1 "$out")" = "Title  of it" ] && grep -q "^13 cells, .*shown: 0 to 10 ms" "$out"
ok $? "a file with every statement runs"
[ "$(spikes i.1)" = "1.000000 2.000000" ] && [ "$(spikes v.3)" = 4.000000 ] && [ "$(spikes a.2 | cut -d' ' -f1)" = 2.000000 ] &&
    [ -n "$(spikes s)" ]
ok $? "and does what it says"
[ "$(awk '$1 == 0 { print $2 }' "$scratch/t-potentials.txt")" = 2 ]
ok $? "a cell starts where it is told to"

printf 'cell a*3 lif\ncell b*2 lif\nconnect a a delay 1 weight 1\nconnect a b delay 1 weight 1\nconnect a.2 a.2 delay 1 weight 1\nrun 10\n' >"$file"
run $net --file "$file"
grep -q "^5 cells, 13 connections" "$out"
ok $? "3 cells with each other, 3 with 2, and one with itself: 6 + 6 + 1 connections"

# line STATEMENT TEXT: as line 3 of a file it is refused so.
line() {
    printf 'cell a*3 lif\ninput i at 1\n%s\nrun 10\n' "$1" >"$file"
    refuses 1 "$2" $net --file "$file"
    grep -qF "$file:3: " "$err"
    ok $? "and it is said where"
}
line 'connect a.1 nobody delay 1 weight 1' "there is no neuron 'nobody' above this line"
line 'connect a.4 a.1 delay 1 weight 1' "there is no neuron 'a.4': 'a' has 3"
line 'connect i a delay -1 weight 1' "a delay cannot be negative: -1 ms"
line 'connect i a delay 3..2 weight 1' "a number or a range such as 4..6 after 'delay' is expected"
line 'connect i a delay 1' "the word 'weight' is missing"
line 'connect i a weight 1' "the word 'delay' is expected, not 'weight'"
line 'connect i a delay 1 weight x' "is expected, not 'x'"
line 'connect i a delay 1 weight nan' "is expected, not 'nan'"
line 'connect i a delay 1 weight 1 chance 2' "a chance is from 0 to 1, not 2"
line 'connect i a delay 1 weight 1 quick' "'chance' or the end of the line is expected, not 'quick'"
line 'connect a i delay 1 weight 1' "an input receives nothing"
line 'current a from 5 to 4 value 1' "a current from 5 to 4 ms has a negative duration"
line 'current a from -5 to 4 value 1' "the run begins at 0"
line 'current b from 5 to 6 value 1' "there is no neuron 'b'"
line 'cell a lif' "there is a 'a' already"
line 'cell a.1 lif' "'a.1': a name is made of letters"
line 'cell b*0 lif' "after '*' a number from 1"
line 'cell b pyramidal' "'lif' or 'squid' is expected, not 'pyramidal'"
line 'cell b lif tau -1' "tau must be positive, not -1 ms"
line 'cell b lif synapse -1' "synapse cannot be negative"
line 'cell b lif refractory -1' "refractory cannot be negative"
line 'cell b lif threshold -3' "the reset, 0 mV, must be below the threshold, -3 mV"
line 'cell b lif gna 3' "'gna' is no setting; there are tau synapse threshold reset refractory drive start"
line 'cell b lif tau 3 tau 4' "'tau' is told twice"
line 'cell b lif tau' "a number after 'tau' is missing"
line 'cell b squid gna -1' "a conductance cannot be negative"
line 'cell b squid c 0' "capacity must be positive"
line 'cell b squid synapse 0' "synapse must be positive, not 0 ms"
line 'input j at 5 4' "times must not fall"
line 'input j at -5' "the run begins at 0"
line 'input j at' "a time in ms is missing"
line 'volley j at 5 spread -1' "a spread cannot be negative"
line 'poisson j rate -1 from 0 to 5' "a rate cannot be negative"
line 'poisson j rate 1 from 5 to 0' "is no time to come"
line 'poisson j rate 1e9 from 0 to 1000' "more than 10000000 random spikes"
line 'run 0' "a duration must be positive, not 0 ms"
line 'show from 5 to 5' "there is nothing to show"
line 'neuron b' "'neuron' is no statement"
line 'cell' "a name is missing"
printf 'cell a lif\nrun 10\nrun 20\n' >"$file"
refuses 1 "$file:3: 'run' is told twice" $net --file "$file"
printf 'cell a lif\n' >"$file"
refuses 1 "$file: does not say how long" $net --file "$file"
: >"$file"
refuses 1 "$file: holds no neuron" $net --file "$file"
refuses 1 "no such file: No such file" $net --file "$scratch/no such file"
refuses 1 "$scratch: " $net --file "$scratch"

printf 'cell a*2 lif drive 20 refractory 0\nrun 100\n' >"$file"
refuses 1 "more than 5 spikes by" $net --file "$file" --most 5
run $net --file "$file" --most 5 --tables "$scratch/t"
[ "$status" = 1 ] && [ "$(wc -l <"$scratch/t-raster.txt")" = 6 ]
ok $? "and the five are written"
printf 'cell a squid\ncell b*2 squid drive 1e9\nrun 100\n' >"$file"
refuses 1 "b.1: the integration stops at" $net --file "$file"

refuses 2 "--demo: 'dance' is none of" $net --demo dance
refuses 2 "--file and --demo: only one" $net --demo phase --file x
refuses 2 "--delays: '-1'" $net --delays -1
refuses 2 "--jitter: '-1'" $net --jitter -1
refuses 2 "--weights: 'x'" $net --weights x
refuses 2 "--duration: '0'" $net --duration 0
refuses 2 "--sample: '0'" $net --sample 0
refuses 2 "--tolerance: '1'" $net --tolerance 1
refuses 2 "--most: '0'" $net --most 0
refuses 1 "--record: 'nobody' is no neuron" $net --record nobody
refuses 1 "--record: 'left' is an input" $net --record left
refuses 1 "--record: 'cell' is no neuron" $net --record cell
refuses 1 "more than 10 million samples" $net --sample 1e-9 --tables "$scratch/t"
refuses 1 "no such folder" $net --tables "$scratch/no such folder/t"
refuses 2 "'7' is no option" $net 7
run $net --help
[ "$status" = 0 ] && grep -q "lecture 14, slide 10" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"
finish
