# tap.sh - what the shell tests share. Sourced, from the project's root.
#
# The program under test is never piped: run saves what it says and how it ends, and the
# checks look at that. ok/not ok lines are in the Test Anything Protocol, for prove.

# shellcheck shell=sh disable=SC2034  # the variables are for those who source this

count=0
failed=0
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
out=$scratch/out
err=$scratch/err

# A test's environment decides nothing.
unset GSL_RNG_SEED GSL_RNG_TYPE DISPLAY WAYLAND_DISPLAY
export LC_ALL=C

# run COMMAND...: what it prints goes to $out and $err, its exit status to $status.
run() {
    "$@" >"$out" 2>"$err" </dev/null
    status=$?
}

# ok STATUS TEXT: a result; on failure, what the last program said.
ok() {
    count=$((count + 1))
    if [ "$1" = 0 ]; then
        echo "ok $count - $2"
    else
        failed=$((failed + 1))
        echo "not ok $count - $2"
        echo "# exit status $status; stdout and stderr of the last run:"
        head -n 8 "$out" | sed 's/^/#   /'
        head -n 8 "$err" | sed 's/^/#   /'
    fi
}

# refuses STATUS TEXT COMMAND...: it ends with that status and one line on stderr, which holds
# TEXT, and prints nothing on stdout.
refuses() {
    wanted=$1
    text=$2
    shift 2
    run "$@"
    [ "$status" = "$wanted" ] && [ "$(wc -l <"$err")" = 1 ] && [ ! -s "$out" ] &&
        grep -qF -- "$text" "$err"
    ok $? "refused with $wanted and one line, '$text': $(echo "$*" | sed 's,^[^ ]*/,,')"
}

# column NAME FILE: the numbers in that column of a table whose header names it.
column() {
    awk -v name="$1" 'NR == 1 { for (i = 2; i <= NF; i++) if ($i == name) c = i - 1; next }
        { print $c }' "$2"
}

# holds EXPRESSION TEXT: an inequality between numbers, as awk understands it.
holds() {
    awk "BEGIN { exit !($1) }"
    ok $? "$2 ($1)"
}

finish() {
    echo "1..$count"
    [ "$failed" = 0 ]
    exit
}
