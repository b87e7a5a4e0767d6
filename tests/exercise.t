#!/bin/sh
# The grader is fair: it passes every solution, fails every skeleton, and of each known mistake it
# says what is wrong and leaves the rest alone.
. tests/tap.sh

# How many tests a grader has: a loop that ran over nothing would be no grade.
tests_of() {
    case $1 in
        backward) echo 9 ;;
        batches) echo 18 ;;
        metrics) echo 25 ;;
        optimizer) echo 12 ;;
        split) echo 15 ;;
    esac
}

for exercise in backward batches metrics optimizer split; do
    n=$(tests_of $exercise)
    run build/tests/exercise/solutions/$exercise
    [ "$status" = 0 ] && [ "$(grep -c '^ok' "$out")" = "$n" ] && ! grep -q '^not ok' "$out" && grep -qx "1..$n" "$out"
    ok $? "$exercise: the solution passes all $n tests"
    run env WRONG= build/tests/exercise/wrong/$exercise
    [ "$status" = 0 ] && [ "$(grep -c '^ok' "$out")" = "$n" ]
    ok $? "$exercise: so does the one with mistakes when it makes none"
    grep -q '^## Solution' 06_practicum/exercise/$exercise.c
    ok $? "$exercise: the text names a solution"
done

# Whoever has done an exercise has changed its file; a skeleton is one while git says so.
for exercise in backward batches metrics optimizer split; do
    if ! git diff --quiet HEAD -- 06_practicum/exercise/$exercise.c 2>"$err"; then
        count=$((count + 1))
        echo "ok $count - $exercise: the skeleton fails # SKIP its file has been worked on"
        continue
    fi
    run build/06_practicum/exercise/$exercise
    [ "$status" = 1 ] && [ "$(grep -c '^not ok' "$out")" -ge 7 ] && grep -qx "1..$(tests_of $exercise)" "$out"
    ok $? "$exercise: the skeleton fails, and to the end of its tests"
    [ "$(grep -c '^not ok' "$out")" = "$(grep -c '^#   \(should be .*, is .*; \|see \).*' "$out")" ]
    ok $? "$exercise: each failure says what should have been, and where it is explained"
    awk '/^not ok/ { failed++; getline; if (!/slide [0-9]+|\.[ch]:/) bad = 1 } END { exit bad || !failed }' "$out"
    ok $? "$exercise: and each names a slide or a file"
done

# finds EXERCISE MISTAKE TEXT [PASSES]: that mistake fails a test whose line or note holds TEXT;
# the tests with PASSES in their line are not failed by it.
finds() {
    run env WRONG="$2" build/tests/exercise/wrong/"$1"
    grep -A1 '^not ok' "$out" >"$scratch/failures"
    [ "$status" = 1 ] && grep -q -- "$3" "$scratch/failures" && [ "$(grep -c '^not ok\|^ok' "$out")" = "$(tests_of "$1")" ] &&
        { [ -z "${4-}" ] || { ! grep -q "^not ok.*\($4\)" "$out" && grep -q "^ok.*\($4\)" "$out"; }; }
    ok $? "$1: '$2' fails at '$3'${4:+, not at $4}"
}

finds backward "sign" "delta_2"
finds backward "sign" "a small step against the gradient"
finds backward "sum, not mean" "worst slope of layer 3" "1-1-2"
finds backward "sign below" "dE/dw_1" "dw_2\|db_2\|layer 3"
finds backward "no slope of tanh" "step 3" "dw_2\|db_2\|layer 3"
finds backward "slope of y, not of s" "step 3" "dw_2\|db_2\|layer 3"
finds backward "slope of the sigmoid" "step 3" "dw_2\|db_2\|layer 3"
finds backward "no biases" "dE/db_2" "dw_1\|dw_2\|small step"
finds backward "added to what was there" "dE/dw_2" "db_2\|db_1"

finds batches "rest dropped" "examples of the last" "P = 12\|B = 1:\|row 0"
finds batches "rest dropped" "examples never dealt" "P = 12"
finds batches "not shuffled" "row 0 comes first" "never dealt\|twice\|batches"
finds batches "same shuffle" "rows 0 and 1 meet" "never dealt\|twice\|batches"
finds batches "batches shuffled, not rows" "rows 0 and 1 meet" "never dealt\|twice\|batches"
finds batches "with replacement" "examples dealt twice" "B = 4: batches\|one batch"
finds batches "empty batch" "none of them empty" "P = 10, B = 4"
finds batches "one batch too few" "P = 10, B = 4: batches" "never\|twice"

finds metrics "transposed" "class 0 answered 1" "accuracy\|precision\|recall\|F1"
finds metrics "not cleared" "class 0 answered 0" "accuracy\|precision\|recall\|F1"
finds metrics "precision is recall" "precision of class 0" "recall\|accuracy\|answered [0-9]"
finds metrics "recall is precision" "recall of class 0" "precision\|accuracy\|answered [0-9]"
finds metrics "arithmetic mean" "F1 of class 0" "recall\|precision\|accuracy\|answered [0-9]"
finds metrics "mean of recalls" "accuracy, 8 of 12" "recall\|precision\|F1\|answered [0-9]"
finds metrics "0/0" "never answered: precision" "F1 of class\|precision of class"

finds optimizer "sign" "slide 33, equation (2)"
finds optimizer "no momentum" "step 2: x" "step 1: [xy] of W\|the way\|E is"
finds optimizer "1 - mu" "step 1: x"
finds optimizer "sign of dw" "dw, the way" "of W"
finds optimizer "last change from dw" "written over dw" "of W\|the way"
finds optimizer "rolls on" "from rest" "of W\|written over\|the way"
finds optimizer "old gradient" "so is the gradient" "step 1: [xy] of W\|the way"

finds split "leak" "stand in training and test" "lost\|of class\|twice\|scaled"
finds split "drawn twice" "stand twice in one part" "training and test\|scaled"
finds split "examples lost" "examples lost" "training and test\|of class\|twice\|scaled"
finds split "not stratified" "test examples of class" "training and test\|lost\|twice\|scaled"
finds split "rounded down" "test examples of class 3" "class 0\|class 1\|training and test\|scaled"
finds split "not shuffled" "over 2000 seeds" "of class [123]\|training and test\|lost\|scaled"
finds split "scale leaks" "13 of the test" "training and test\|lost\|of class\|same seed"
finds split "P - 1" "0 of the training, scaled" "training and test\|of class\|constant"
finds split "0/0" "a constant column" "of the training, scaled\|of the test\|of class"

# What a reader types.
run make --no-print-directory help
grep -q '^make exercise ' "$out"
ok $? "make help names it"
finish
