#!/bin/sh
# What CI says of the sources: format, static analysis, shell.

set -u
status=0
files=$(git ls-files '*.c' '*.h')
for tool in clang-format cppcheck shellcheck; do
    command -v $tool >/dev/null 2>&1 || {
        echo "make lint: $tool is missing (Debian: apt-get install $tool)" >&2
        exit 1
    }
done
# shellcheck disable=SC2086  # lists of words
clang-format --dry-run -Werror $files || status=1
# A fault is written to before it is read, which cppcheck cannot follow across files (ctuuninitvar).
# shellcheck disable=SC2046,SC2086
cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr \
    --error-exitcode=1 --suppress=missingIncludeSystem --suppress=ctuuninitvar -D__x86_64__ -Icommon \
    $(printf -- '-I%s ' 0[1-7]_*) \
    -Itests '-DDEFAULT_METHOD="gd"' $files || status=1
# shellcheck disable=SC2046
shellcheck -x $(git ls-files '*.sh' '*.t' .ci/run) || status=1
exit $status
