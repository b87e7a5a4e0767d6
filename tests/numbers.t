#!/bin/sh
# What the project promises of its methods, over ten seeds: medians, failures counted. The
# lecture's single runs on its own data needed 814 iterations (gd) and 55 (RProp) on the points,
# 253 and 9 on the digits.
. tests/tap.sh

# seeds PROGRAM OPTIONS...: sets median, best, reached, error and right (test error, accuracy).
seeds() {
    program=$(echo ./0*/"$1")
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
seeds weight_decay
holds "$median <= 250 && $reached == 10" "points, weight decay: iterations, seeds that converge"
seeds quickprop
holds "$median <= 600 && $reached == 10" "points, QuickProp: iterations, seeds that converge"
holds "$error <= 0.055 && $right >= 0.985" "points, QuickProp: test error and accuracy"
seeds conjugate_gradient
gradients=$(awk '/^ / { print $4 }' "$out" | sort -n | awk '{ n[NR] = $1 } END { print (n[5] + n[6]) / 2 }')
holds "$median <= 70 && $reached == 10" "points, conjugate gradients: iterations, seeds that converge"
holds "$gradients <= 160" "points, conjugate gradients: evaluations of the error with its gradient"
holds "$error <= 0.055 && $right >= 0.985" "points, conjugate gradients: test error and accuracy"
seeds nag
holds "$median <= 400 && $reached == 10" "points, NAG: iterations, seeds that converge"
holds "$error <= 0.055 && $right >= 0.985" "points, NAG: test error and accuracy"
seeds adagrad
holds "$median <= 600 && $reached == 10" "points, AdaGrad: iterations, seeds that converge"
holds "$error <= 0.055 && $right >= 0.985" "points, AdaGrad: test error and accuracy"
seeds adadelta
holds "$median <= 1000 && $reached == 10" "points, AdaDelta, the paper's constants: iterations, seeds"
holds "$error <= 0.055 && $right >= 0.985" "points, AdaDelta: test error and accuracy"
seeds bfgs
evaluations=$(awk '/^ / { print $4 }' "$out" | sort -g | awk '{ e[NR] = $1 } END { print (e[5] + e[6]) / 2 }')
holds "$median <= 45 && $reached == 10" "points, BFGS: iterations, seeds that converge"
holds "${evaluations:-99} <= 60" "points, BFGS: evaluations of the error with its gradient"
holds "$error <= 0.055 && $right >= 0.985" "points, BFGS: test error and accuracy"
seeds lbfgs
holds "$median <= 65 && $reached == 10" "points, L-BFGS: iterations, seeds that converge"
holds "$error <= 0.055 && $right >= 0.985" "points, L-BFGS: test error and accuracy"
seeds lbfgs --task digits
holds "$median <= 25 && $reached == 10" "digits, L-BFGS: iterations, seeds that converge"
# After the lecture.
seeds rmsprop
holds "$median <= 350 && $reached == 10" "points, RMSprop: iterations, seeds that converge"
holds "$error <= 0.055 && $right >= 0.985" "points, RMSprop: test error and accuracy"
seeds adam
holds "$median <= 120 && $reached == 10" "points, Adam: iterations, seeds that converge"
holds "$error <= 0.055 && $right >= 0.985" "points, Adam: test error and accuracy"
seeds newton
holds "$median <= 22 && $reached == 10" "points, Newton: iterations, seeds that converge"
holds "$error <= 0.055 && $right >= 0.985" "points, Newton: test error and accuracy"
seeds lma
holds "$median <= 25 && $reached == 10" "points, LMA: iterations, seeds that converge"
seeds lma --stop-error 0.0125
holds "$median <= 25 && $reached == 10 && $right >= 0.985" "points, LMA, as good as the others: iterations, seeds, accuracy"

# Slide 33: decay helps against overfitting. Forty points, a net of 292 weights, and no stop.
few="--examples 1000 --test 0.96 --stop-error 1e-6 --max-iter 3000"
# shellcheck disable=SC2086 # a list of options
overfitted() {
    seeds weight_decay $few --rho "$1"
    learnt=$(awk '/^ / { print $3 }' "$out" | sort -g | awk '{ e[NR] = $1 } END { print (e[5] + e[6]) / 2 }')
    awk '/^ / { print $5 }' "$out" >"$scratch/$1"
}
overfitted 0
learnt_0=$learnt error_0=$error right_0=$right
overfitted 0.001
holds "$learnt > 10 * $learnt_0" "decay: what is learnt by heart is less"
holds "$error < 0.5 * $error_0 && $right > $right_0 + 0.01" "decay: the test error falls by half or more, accuracy rises"
better=$(paste "$scratch/0" "$scratch/0.001" | awk '$2 < $1' | wc -l)
holds "$better >= 8" "decay: the test error falls on most of ten seeds"
error_1=$error
overfitted 0.01
holds "$error > 1.5 * $error_1" "decay: a price too high costs more than it saves"
overfitted 0.1
holds "$error > 0.69 && $error < 0.694" "decay: a higher one leaves ln 2, all weights are 0"

seeds rprop --task digits
holds "$median <= 20 && $reached == 10 && $right >= 0.85" "digits, RProp: iterations, seeds, accuracy"
seeds quickprop --task digits
holds "$median <= 40 && $reached == 10 && $right >= 0.85" "digits, QuickProp: iterations, seeds, accuracy"
seeds momentum --task digits
holds "$median <= 40 && $reached == 10 && $right >= 0.85" "digits, momentum: iterations, seeds, accuracy"
seeds conjugate_gradient --task digits
holds "$median <= 28 && $reached == 10 && $right >= 0.85" "digits, conjugate gradients: iterations, seeds, accuracy"
seeds gd --task digits
holds "$median <= 280 && $reached == 10 && $right >= 0.85" "digits, gd: iterations, seeds, accuracy"
seeds adam --task digits --seeds 3
holds "$median <= 45 && $reached == 3 && $right >= 0.86" "digits, Adam: iterations, seeds, accuracy"
adam_error=$error
seeds muon --task digits
holds "$median <= 28 && $reached == 10 && $right >= 0.86" "digits, Muon: iterations, seeds, accuracy"
holds "$error < 0.85 * $adam_error" "digits, Muon: the test error is well below Adam's"

finish
