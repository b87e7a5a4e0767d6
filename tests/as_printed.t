#!/bin/sh
# The slides' own formulas, signs and all: what their text says happens must happen, and a reader
# who asks for it must be told what to watch and not be sent to look for a smaller step.
. tests/tap.sh
quickprop=./04_optimizers/quickprop
nag=./04_optimizers/nag

# Slide 36: every step 1.75 times the last, until there is no larger number. From the first step to
# log(1.8e308)/log(1.75) = 1268.
run $quickprop --as-printed --history "$scratch/h"
[ "$status" = 1 ] && [ ! -s "$out" ] && [ "$(wc -l <"$err")" = 2 ]
ok $? "quickprop --as-printed ends with a note and a message, and no result"
grep -q '^quickprop: as printed nearly every step is 1.75' "$err"
ok $? "quickprop --as-printed says what to watch"
grep -q 'no finite number at iteration .*; the cure is to leave out --as-printed$' "$err"
ok $? "quickprop --as-printed is not blamed on the step"
n=$(sed -n 's/.*no finite number at iteration \([0-9]*\).*/\1/p' "$err")
holds "${n:-0} >= 1240 && ${n:-0} <= 1275" "slide 36 as printed: the iteration without a finite error"
[ "$(column iteration "$scratch/h" | tail -n 1)" = $((n - 1)) ] && ! grep -qE 'nan|inf' "$scratch/h"
ok $? "the history is kept up to the last finite error"
ratio=$(column error "$scratch/h" | awk 'NR == 101 { a = $1 } NR == 1001 { print exp((log($1) - log(a)) / 900) }')
holds "${ratio:-0} > 1.745 && ${ratio:-0} < 1.755" "the error grows by 1.75 an iteration"
run $quickprop --as-printed --seeds 10 --max-iter 200
grep -q '; 0 of 10 seeds reached the error' "$out"
ok $? "slide 36 as printed converges on no seed"

# Slide 45: thrown out, and swinging for ever, but finite.
run $nag --as-printed --max-iter 2000 --history "$scratch/h"
[ "$status" = 0 ] && grep -q '^nag: as printed the gradient is taken behind the ball' "$err"
ok $? "nag --as-printed says what to watch"
grep -q '^the error is not below its start; the cure is to leave out --as-printed$' "$out"
ok $? "nag --as-printed ends above its start and says what cures it"
swing=$(column error "$scratch/h" | awk 'NR > 1900 { if (!n++ || $1 < a) a = $1; if ($1 > b) b = $1 } END { print a, b }')
holds "${swing% *} > 1.1 && ${swing% *} < 1.15 && ${swing#* } > 6.9 && ${swing#* } < 6.95" \
    "slide 45 as printed swings between the errors that its text names"
column error "$scratch/h" | awk '{ e[NR] = $1 } END { for (t = 1901; t <= 1990; t++) { d = e[t + 10] - e[t]; if (d * d > 1e-3) exit 1 } }'
ok $? "and goes round in ten iterations"
run $nag --as-printed --seeds 10 --max-iter 2000
grep -q '; 0 of 10 seeds reached the error' "$out"
ok $? "slide 45 as printed converges on no seed"
best=$(awk '/^ / { if (best == "" || $3 < best) best = $3 } END { print best }' "$out")
worst=$(awk '/^ / { if ($3 > worst) worst = $3 } END { print worst }' "$out")
holds "${best:-0} > 1 && ${worst:-99} < 20" "slide 45 as printed: every seed ends above its start, at a finite error"

# What is said belongs to the option, and only to a reader who wants to hear it.
run $quickprop --max-iter 3
! grep -q 'as.printed' "$err" "$out"
ok $? "without the option, no word of it"
run $nag --as-printed --max-iter 3 --quiet
[ "$status" = 0 ] && [ ! -s "$err" ] && [ ! -s "$out" ]
ok $? "--quiet is quiet about it too"
for program in $quickprop $nag; do
    run "$program" --help
    grep -q -- '--as-printed ' "$out"
    ok $? "${program##*/} --help lists --as-printed"
    # The flag changes the run, and being no number takes none.
    run "$program" --quiet --max-iter 9 --history "$scratch/right"
    run "$program" --quiet --max-iter 9 --as-printed --history "$scratch/printed"
    ! cmp -s "$scratch/right" "$scratch/printed"
    ok $? "${program##*/} --as-printed is another run"
    refuses 2 "doesn't allow an argument" "$program" --as-printed=1
    refuses 2 "--eta: '0'" "$program" --eta 0
    refuses 2 "--eta: '-0.1'" "$program" --eta -0.1
    refuses 2 "--eta: 'inf'" "$program" --eta inf
    refuses 2 "--mu: '-0.1'" "$program" --mu -0.1
    refuses 2 "--mu: 'nan'" "$program" --mu nan
    refuses 2 "--rho: '-1e-4'" "$program" --rho -1e-4
    refuses 2 "--rho: 'inf'" "$program" --rho inf
done
refuses 2 "--mu: '1'" $nag --mu 1
refuses 2 "--mu: 'inf'" $quickprop --mu inf

# The table that a reader sees at the top of the file says what --help says.
for program in $quickprop $nag; do
    run "$program" --help
    for name in eta mu rho; do
        book=$(sed -n "s/^| [^|]* | \`$name\` | \([^|]*\) |.*/\1/p" "$program.c")
        # --help breaks lines at 80 columns; the default may stand on the next.
        help=$(tr -s '\n ' ' ' <"$out" | sed -n "s/.* --$name=X [^(]*(default: \([^)]*\)).*/\1/p")
        [ -n "$book" ] && [ -n "$help" ]
        ok $? "${program##*/}: $name has a default in both"
        holds "$(echo "${book%%;*}" | awk '{ print $1 + 0 }') == ${help%%;*} && \"${book#*digits }\" - 0 == \"${help#*digits }\" - 0" \
            "${program##*/}: $name is by default what its table says"
    done
done
# And it is what runs.
run $quickprop --quiet --max-iter 9 --eta 0.1 --mu 1.75 --rho 0.0001 --history "$scratch/told"
run $quickprop --quiet --max-iter 9 --history "$scratch/untold"
cmp -s "$scratch/told" "$scratch/untold"
ok $? "quickprop's defaults, given or not"
run $nag --quiet --max-iter 9 --task digits --eta 0.4 --mu 0.9 --rho 0 --history "$scratch/told"
run $nag --quiet --max-iter 9 --task digits --history "$scratch/untold"
cmp -s "$scratch/told" "$scratch/untold"
ok $? "nag's defaults for the digits, given or not"
run $quickprop --batch 100 --max-iter 3
grep -q '^quickprop: QuickProp takes the difference of two slopes' "$err"
ok $? "quickprop warns of batches"

finish
