#!/bin/sh
# The README's table is true: each program, figure and test it names is there, and each program,
# figure and test that is there is in the table.
. tests/tap.sh
: >"$out"
: >"$err"
status=0
sed -n '/<!-- slides -->/,/<!-- \/slides -->/p' README.md >"$scratch/table"

for link in $(grep -o '([^ )]*\.[ct])' "$scratch/table" | tr -d '()' | sort -u); do
    [ -f "$link" ]
    ok $? "the table's $link exists"
done
for source in 0[1-7]_*/*.c; do
    [ -f "${source%.c}.h" ] && continue # shared by programs, itself none
    grep -q "($source)" "$scratch/table"
    ok $? "$source is in the table"
    case $source in */driver.c) continue ;; esac
    [ -x "${source%.c}" ]
    ok $? "${source%.c} was built"
done
run make -s --no-print-directory list-figures
# shellcheck disable=SC2013 # names without blanks
for figure in $(cat "$out"); do
    grep -q "$figure" "$scratch/table"
    ok $? "figure $figure is in the table"
done
# shellcheck disable=SC2013
for figure in $(grep -o 'slide-[a-z0-9_-]*' "$scratch/table"); do
    grep -qx "$figure" "$out"
    ok $? "the table's $figure is drawn by make plots"
done
for picture in $(grep -o '](plots/[^)]*)' README.md | tr -d '()]'); do
    [ -s "$picture" ]
    ok $? "the README's picture $picture is there"
done
for test in tests/*.t tests/*.c; do
    [ -x "$test" ] || case $test in *.t) false ;; esac
    ok $? "$test can be run"
done

finish
