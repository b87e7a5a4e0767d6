#!/bin/sh
# What the project promises of its methods, over ten seeds: medians, failures counted. The
# lecture's single runs on its own data needed 814 iterations (gd) and 55 (RProp) on the points,
# 253 and 9 on the digits.
. tests/tap.sh

# seeds PROGRAM OPTIONS...: sets median, best, reached, error and right (test error, accuracy).
seeds() {
    program=./04_optimizers/$1
    shift
    run "$program" --seeds 10 "$@"
    # shellcheck disable=SC2046 # five words
    set -- $(sed -n 's/^iterations: median \([^,]*\), best \([^,]*\), worst [^;]*; \([0-9]*\) of.*/\1 \2 \3/p
        s/^test error: median \([^,]*\),.*/\1/p; s/^test accuracy: median \([^,]*\),.*/\1/p' "$out")
    median=$1 best=$2 reached=$3 error=$4 right=$5
}

seeds rprop
holds "$median <= 75 && $best <= 55 && $reached == 10" "points, RProp: iterations, best seed, seeds that converge"
holds "$error <= 0.055 && $right >= 0.985" "points, RProp: test error and accuracy"
seeds rprop --variant iplus
holds "$median <= 65 && $reached == 10" "points, the best variant of RProp"
seeds gd
holds "$median <= 1300 && $best <= 1000 && $reached == 10" "points, gd: iterations, best seed, seeds that converge"
holds "$error <= 0.055 && $right >= 0.985" "points, gd: test error and accuracy"
seeds momentum
holds "$median <= 250 && $reached == 10" "points, momentum: iterations, seeds that converge"
seeds rprop --task digits
holds "$median <= 20 && $reached == 10 && $right >= 0.85" "digits, RProp: iterations, seeds, accuracy"
seeds momentum --task digits
holds "$median <= 40 && $reached == 10 && $right >= 0.85" "digits, momentum: iterations, seeds, accuracy"
seeds gd --task digits
holds "$median <= 280 && $reached == 10 && $right >= 0.85" "digits, gd: iterations, seeds, accuracy"

finish
