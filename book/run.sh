#!/bin/sh
# Runs a program as a reader would who has set nothing, and shows what it prints, as Markdown.
# Arguments: the program and its options.

set -eu
unset GSL_RNG_SEED GSL_RNG_TYPE ARGP_HELP_FMT OPENBLAS_NUM_THREADS || :
program=./$1
shift
kept=$(mktemp -d)
trap 'rm -rf "$kept"' EXIT

if ! LC_ALL=C "$program" "$@" >"$kept/stdout" 2>"$kept/stderr" </dev/null; then
    cat "$kept/stderr" >&2
    echo "make book: $program $* failed" >&2
    exit 1
fi

printf '\n~~~~~~~~~~ {.output}\n$ %s\n' "$program${*:+ $*}"
cat "$kept/stdout"
printf '~~~~~~~~~~\n\n'
