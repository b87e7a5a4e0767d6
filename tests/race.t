#!/bin/sh
# The race counts what the methods' own programs count, and its surfaces are what they say.
. tests/tap.sh
race=./04_optimizers/race

# Its medians are those of the programs.
run $race --methods rprop,momentum,conjugate_pr --seeds 3 --tables "$scratch/r"
cp "$out" "$scratch/table"
[ "$status" = 0 ]
ok $? "a race of three"
for method in rprop momentum; do
    run ./04_optimizers/$method --seeds 3
    wanted=$(sed -n 's/^iterations: median \([0-9.]*\),.*/\1/p' "$out")
    got=$(awk -v m=$method '$1 == m { print $2 + 0, $3 + 0, $6 }' "$scratch/table")
    [ "$got" = "$wanted $wanted 3/3" ]
    ok $? "$method: the iterations of its own program, as many gradients ($got, $wanted)"
done
run ./04_optimizers/rprop --method conjugate_pr --seeds 3
wanted=$(awk '/^ / { print $2 }' "$out" | sort -g | sed -n 2p)
holds "$(awk '$1 == "conjugate_pr" { print $2 }' "$scratch/table") == $wanted" "conjugate_pr: likewise"
holds "$(awk '$1 == "conjugate_pr" { print $3 }' "$scratch/table") > 2 * $wanted" "and its evaluations are more than its iterations"
[ "$(awk '/^[a-z]/ && $3 + 0 > 0 { print $3 }' "$scratch/table" | sort -gc 2>&1)" = "" ]
ok $? "the table is in the order of the evaluations"
last=$(awk '$1 == 0 { n = $2; e = $5 } END { print n, (e < 0.05) }' "$scratch/r-curves.txt")
run ./04_optimizers/rprop
[ "$last" = "$(sed -n 's/^iter: [0-9]*-\([0-9]*\), error 0.04.*/\1/p' "$out") 1" ]
ok $? "the curve of the first seed ends where RProp's own history does ($last)"

# A method that fails is counted, and has no median.
run $race --methods gd,rprop --seeds 2 --max-iter 100
awk '$1 == "gd" && $2 == "-" && $3 == "-" && $4 == "-" && $5 == "-" && $6 == "0/2" { n++ }
    $1 == "rprop" && $6 == "2/2" { n++ } END { exit n != 2 }' "$out"
ok $? "a method that does not reach the error has no median, and is counted"

# The surfaces: descent's steps must be -step times the slope, which awk has from their formulas.
# A straight valley at 45 degrees; Rosenbrock's; a saddle between two minima.
formulas() {
    case $1 in
    valley)
        slope='gx = ((x + y) - 50 * (y - x)) / 2; gy = ((x + y) + 50 * (y - x)) / 2'
        height='((x + y) * (x + y) + 50 * (y - x) * (y - x)) / 4' ;;
    rosenbrock)
        slope='gx = -2 * (1 - x) - 400 * x * (y - x * x); gy = 200 * (y - x * x)'
        height='(1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x)' ;;
    saddle)
        slope='gx = x; gy = y * y * y - y'
        height='x * x / 2 + y * y * y * y / 4 - y * y / 2 + 0.25' ;;
    esac
}
for surface in valley rosenbrock saddle; do
    formulas $surface
    run $race --surface $surface --methods gd --tables "$scratch/s"
    step=$(awk '$1 == "gd" { print $2 }' "$out")
    awk -v step="$step" "/^[^#]/ && \$4 > 0 { $slope; dx = \$5 - x + step * gx; dy = \$6 - y + step * gy
            if (dx * dx + dy * dy > 1e-9 * (1 + gx * gx + gy * gy)) exit 1; n++ }
        /^[^#]/ { x = \$5; y = \$6 } END { exit n < 10 }" "$scratch/s-paths.txt"
    ok $? "$surface: descent goes down its slope, step by step"
    awk "/^[^#]/ && NF { x = \$1; y = \$2; d = \$3 - ($height); n++; low += \$3 < 0
        if (d * d > 1e-8 * (1 + \$3 * \$3)) exit 1 } END { exit n != 161 * 161 || low }" "$scratch/s-surface.txt"
    ok $? "$surface: the grid is its height, and nothing lies below the lowest"
done

# On each surface, whoever claims to be there is.
for surface in valley rosenbrock saddle; do
    run $race --surface $surface
    [ "$status" = 0 ] && awk -v s=$surface 'function abs(a) { return a < 0 ? -a : a }
        /^[a-z]/ && /,/ && !/not there/ && !/^(a |Rosen)/ { gsub(/[(),]/, " "); n++
            x = $6; y = $7
            if (s == "rosenbrock") far = abs(x - 1) + abs(y - 1)
            if (s == "valley") far = abs(x) + abs(y)
            if (s == "saddle") far = abs(x) + abs(abs(y) - 1)
            if (far > 0.006) exit 1 } END { exit n < 5 }' "$out"
    ok $? "$surface: whoever arrives is at a minimum"
done

run $race --help
[ "$status" = 0 ] && grep -q "lecture 14, slides" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"
run $race --methods rprop --quiet
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"
refuses 2 "--methods: 'rprob' is no method" $race --methods rprop,rprob
refuses 2 "--methods: '' is no method" $race --methods rprop,
refuses 2 "--surface: 'hill'" $race --surface hill
refuses 2 "a race has the full batch" $race --batch 10
refuses 2 "--history, --weights and --plot" $race --history "$scratch/h"
refuses 2 "--seeds: '0'" $race --seeds 0
refuses 2 "'rprop' is no option" $race rprop
refuses 2 "--target: names a column" $race --target 3
refuses 1 "no such folder" $race --methods rprop --tables "$scratch/no such folder/t"
refuses 1 "no such folder" $race --surface saddle --tables "$scratch/no such folder/t"

# Interrupted, it shows what it has.
timeout -s INT 2 $race --seeds 10000 --methods rprop,momentum >"$out" 2>"$err"
status=$?
[ -s "$out" ] && grep -q "^rprop" "$out"
ok $? "Ctrl-C: the table of the seeds so far"
finish
