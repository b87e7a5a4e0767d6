# A literate C file as Markdown: what stands in /** ... */ is the text, all else is C, in
# listings that carry the file's own line numbers.
#
# /** opens a text only at the beginning of a line, and nothing may follow its */.
# With -v results=FILE, that file's lines are put in before "## What to look at", or at the
# end if there is no such heading.

function fault(what)
{
    print FILENAME ":" FNR ": " what | "cat 1>&2"
    close("cat 1>&2")
    failed = 1
    exit 1
}

# A listing begins at its first line that is not blank and ends at its last.
function listing_add(line)
{
    if (n == 0 && line ~ /^[ \t]*$/)
        return
    if (n == 0)
        first = FNR
    code[++n] = line
}

function listing_end(    i)
{
    while (n > 0 && code[n] ~ /^[ \t]*$/)
        n--
    if (n > 0) {
        printf "\n~~~~~~~~~~ {.c .numberLines startFrom=\"%d\"}\n", first
        for (i = 1; i <= n; i++)
            print code[i]
        print "~~~~~~~~~~\n"
    }
    n = 0
}

function put_results(    line)
{
    if (results == "")
        return
    while ((getline line < results) > 0)
        print line
    close(results)
    results = ""
}

function text(line)
{
    if (line ~ /^## What to look at/)
        put_results()
    print line
}

!prose && /^\/\*\*([^*\/]|$)/ {
    listing_end()
    prose = FNR
    sub(/^\/\*\*[ \t]*/, "")
    if ($0 == "")
        next
}

prose && (end = index($0, "*/")) {
    if (substr($0, end + 2) !~ /^[ \t]*$/)
        fault("something follows the end of a text")
    text(substr($0, 1, end - 1))
    prose = 0
    next
}

prose { text($0); next }
{ listing_add($0) }

END {
    if (failed)
        exit 1
    if (prose)
        fault("the text that begins in line " prose " does not end")
    listing_end()
    put_results()
}
