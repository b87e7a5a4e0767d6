#!/bin/sh
# The page on one name's forms says what is run: each of its rows is the method's own program with
# the parameters that the row prints, and a form that fails is counted.
. tests/tap.sh
same=./04_optimizers/same_name

run $same --algorithm rprop --seeds 2 --tables "$scratch/r"
cp "$out" "$scratch/rprop"
[ "$status" = 0 ] && [ "$(grep -c '/2$' "$out")" = 9 ] && [ "$(grep -c '^    open: ' "$out")" = 9 ]
ok $? "nine RProps, each with what is left open"

# A row against the program: NAME, ITS ROW, PROGRAM AND ITS OPTIONS. The sum of best and worst of
# two seeds is twice the median, so one number is enough.
agrees() {
    row=$2
    name=$1
    shift 2
    run "$@" --seeds 2
    wanted=$(sed -n 's/^iterations: median \([0-9.]*\),.*/\1/p' "$out")
    got=$(awk -F '"' -v row="$row" '$2 == row { split($3, n, " "); print n[1] }' "$scratch/$name-medians.txt")
    [ -n "$got" ] && [ "$got" = "$wanted" ]
    ok $? "'$row' is $(echo "$*" | sed 's,^[^ ]*/,,') ($got, $wanted)"
}
rprop=./04_optimizers/rprop
agrees r "paper 1993" $rprop --variant plus
agrees r "slide 39" $rprop
agrees r "MATLAB" $rprop --eta 0.07 --eta-min 0
agrees r "FANN, its manual" $rprop --variant iminus --eta-min 0
agrees r "SNNS, its macros" $rprop --eta 0.001 --eta-max 2
agrees r "PyTorch" $rprop --eta 0.01 --variant iminus
agrees r "neupy" $rprop --eta-max 10 --eta-min 0.001 --variant plus

# A sum over P = 14 examples is epsilon P and rho / P.
run $same --algorithm quickprop --seeds 2 --examples 28 --tables "$scratch/q"
cp "$out" "$scratch/quickprop"
[ "$(grep -c '    here: eta=' "$out")" = 2 ] && [ "$(grep -c '    here: rho=7.14286e-06 for P=14' "$out")" = 3 ] &&
    grep -q '    here: eta=7.7 for P=14' "$out" && grep -q '    here: eta=1.4 for P=14' "$out"
ok $? "the rates of a sum times P, its decay divided by P"
quickprop="./04_optimizers/quickprop --examples 28"
# shellcheck disable=SC2086 # words
{
    agrees q "slide 36" $quickprop
    agrees q "the same, mean" $quickprop --eta 0.55 --split-epsilon
    agrees q "Fahlman 1988, sum" $quickprop --eta 7.7 --split-epsilon --rho 7.142857142857143e-6
    agrees q "FANN" $quickprop --eta 0.7 --rho 7.142857142857143e-6
    agrees q "SNNS, sum" $quickprop --eta 1.4 --mu 2 --rho 7.142857142857143e-6
}

run $same --algorithm nag --seeds 2 --examples 200 --tables "$scratch/n"
nag="./04_optimizers/nag --examples 200 --max-iter 1200"
# shellcheck disable=SC2086
{
    agrees n "slide 45" $nag
    agrees n "Sutskever 2013" $nag --mu 0.99 --schedule sutskever
    agrees n "Nesterov 1983" $nag --mu 0.999999 --schedule nesterov
}
awk -F '"' '$2 == "PyTorch'"'"'s rate" { exit $3 != " ? ? ? 0 2" }' "$scratch/n-medians.txt"
ok $? "a form that does not arrive has no median, and is counted"

run $same --algorithm adadelta --seeds 2 --examples 100 --tables "$scratch/d"
adadelta="./04_optimizers/adadelta --examples 100"
# shellcheck disable=SC2086
{
    agrees d "Zeiler 2012" $adadelta
    agrees d "PyTorch" $adadelta --alpha 0.9 --beta 0.9
    agrees d "neupy" $adadelta --eps 1e-7
    agrees d "d2l" $adadelta --alpha 0.9 --beta 0.9 --eps 1e-5
}

run $same --max-iter 2 --seeds 1 --examples 100
[ "$status" = 0 ] && [ "$(wc -l <"$out")" -le 24 ] && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ] &&
    [ "$(grep -c '0/1$' "$out")" = 22 ]
ok $? "all four on a screen"
[ "$(awk 'length > 80' "$scratch/rprop" "$scratch/quickprop" | wc -l)" = 0 ]
ok $? "and one of them in 80 columns"
run $same --help
[ "$status" = 0 ] && grep -q "lecture 14, slides" "$out" && [ "$(awk 'length > 80' "$out" | wc -l)" = 0 ]
ok $? "--help says what it is, in 80 columns"
run $same --algorithm nag --max-iter 2 --quiet
[ "$status" = 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
ok $? "--quiet prints nothing"

refuses 2 "--algorithm: 'adam' is none of" $same --algorithm adam
refuses 2 "the comparison has the full batch" $same --batch 10
refuses 2 "--history, --weights and --plot" $same --weights "$scratch/w"
refuses 2 "--seeds: '0'" $same --seeds 0
refuses 2 "'nag' is no option" $same nag
refuses 2 "--target: names a column" $same --target 3
refuses 2 "--data and --mnist" $same --data "$scratch/d" --mnist "$scratch"
refuses 1 "no such folder" $same --max-iter 2 --tables "$scratch/no such folder/t"
refuses 2 "--schedule: 'cosine'" ./04_optimizers/nag --schedule cosine
finish
