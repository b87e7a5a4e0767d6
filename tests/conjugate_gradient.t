#!/bin/sh
# What the text of conjugate_gradient.c says of its options is so, and every number out of range is
# refused by name.
. tests/tap.sh
cg=./04_optimizers/conjugate_gradient

refuses 2 "--eta: '0' is not a finite number above 0" $cg --eta 0
refuses 2 "--beta: 'dy' is none of fr|pr|pr+|hs" $cg --beta dy
refuses 2 "--search: 'armijo' is none of wolfe|exact" $cg --search armijo
refuses 2 "--restart: '-1' is not a whole number from 0 on" $cg --restart -1
refuses 2 "--restart: '2.5' is not a whole number from 0 on" $cg --restart 2.5
refuses 2 "--restart: 'n' is not a whole number" $cg --restart n
refuses 2 "--powell: '-0.2'" $cg --powell -0.2
refuses 2 "--powell: 'nan'" $cg --powell nan
refuses 2 "--c1: '0'" $cg --c1 0
refuses 2 "--c1: '0.5' is not a number above 0 and at most 0.01" $cg --c1 0.5
refuses 2 "--c2: '0.01' is not a number above 0.01" $cg --c2 0.01
refuses 2 "--c2: '1'" $cg --c2 1
refuses 2 "--tolerance: '0' is not a number from 1e-07 to 0.5" $cg --tolerance 0
refuses 2 "--tolerance: '1'" $cg --tolerance 1
refuses 2 "--mu: '1'" $cg --mu 1
refuses 2 "--mu: '-0.1'" $cg --mu -0.1
refuses 2 "--rho: '-1e-3'" $cg --rho -1e-3
refuses 2 "--rho: 'inf'" $cg --rho inf
refuses 2 "compares errors at different weights, so every evaluation must see the same examples" $cg --batch 100

plain=$scratch/plain
run $cg --quiet --max-iter 20 --history "$plain"
compares() {
    wanted=$1
    shift
    run $cg --quiet --max-iter 20 --history "$scratch/other" "$@"
    [ "$status" = 0 ] && [ "$(cmp -s "$plain" "$scratch/other" && echo same)" = "$wanted" ]
    ok $? "${wanted:-another} history with $*"
}
compares same --eta 1 --beta pr+ --search wolfe --restart 0 --powell 0 --c1 1e-4 --c2 0.1 --mu 0 --rho 0
compares same --restart 292
compares same --tolerance 0.1
compares "" --eta 0.1
compares "" --beta fr
compares "" --beta hs
compares "" --search exact
compares "" --restart 5
compares "" --powell 0.2
compares "" --c1 0.01 --c2 0.011
compares "" --c2 0.9
compares "" --mu 0.1
compares "" --rho 0.01

# rises FILE: in how many iterations the error rose.
rises() {
    column error "$1" | awk 'NR > 1 && $1 > old { n++ } { old = $1 } END { print n + 0 }'
}
run $cg --quiet --history "$scratch/wolfe"
holds "$(rises "$scratch/wolfe") == 0" "the error never rises"
holds "$(column errors_alone "$scratch/wolfe" | tail -n 1) == 0" "wolfe: no evaluation without its gradient"
run $cg --quiet --search exact --history "$scratch/exact"
holds "$(rises "$scratch/exact") == 0" "exact: nor here"
n=$(column iteration "$scratch/exact" | tail -n 1)
holds "$(column gradients "$scratch/exact" | tail -n 1) == $n" "exact: one gradient an iteration"
holds "$(column errors_alone "$scratch/exact" | tail -n 1) > 5 * $n" "exact: and many values on the way"
run $cg --quiet --mu 0.5 --history "$scratch/mu"
holds "$(rises "$scratch/mu") > 0" "with momentum it does, as on slide 43"

# Medians over seeds: the conjugacy is what it is all for.
# seeds N OPTIONS...
seeds() {
    n=$1
    shift
    run $cg --seeds "$n" --max-iter 3000 "$@"
    median=$(sed -n 's/^iterations: median \([^,]*\),.*/\1/p' "$out")
    reached=$(sed -n 's/^iterations:.*; \([0-9]*\) of.*/\1/p' "$out")
}
seeds 10
usual=$median
seeds 3 --restart 1
holds "$median > 8 * $usual" "descent with well searched lines and no conjugacy is far behind"
seeds 5 --mu 0.5
holds "$median > 4 * $usual && $reached == $n" "momentum destroys the conjugacy"
seeds 10 --mu 0.1
holds "$median > 1.3 * $usual && $reached == $n" "... even a little"
seeds 20 --beta fr
fr=$median
seeds 20 --beta fr --powell 0.2
holds "$median < 0.7 * $fr && $fr > 1.3 * $usual" "Fletcher-Reeves is slow alone, and cured by Powell's restart"

finish
