#!/bin/sh
# What make promises: nothing is built twice, and what is missing is named.
. tests/tap.sh

run make
grep -qE 'CC|LINK' "$out"
[ $? = 1 ] && [ "$status" = 0 ]
ok $? "a second make builds nothing"
run make deps
[ "$status" = 0 ] && ! grep -q installing "$out"
ok $? "make deps is silent when nothing is missing"
run make 04_optimizers
ok $status "make 04_optimizers builds a section"
run make help
[ "$status" = 0 ] && [ "$(wc -l <"$out")" -le 24 ]
ok $? "make help is a screen"
refuses 1 "BLAS=fast is none of auto, openblas, gsl" sh tools/system.sh fast
refuses 1 "pkg-config is missing; 'make deps' installs it" env PATH=/nowhere /bin/sh tools/system.sh auto
grep -q '^make deps check' .ci/run && grep -q 'make deps plots' README.md && grep -q 'make deps check' README.md
ok $? "README and CI call the same commands"

finish
