# What the front page lists: the chapters and programs of pages.txt, then the lecture slide
# by slide, which is the table between <!-- slides --> and <!-- /slides --> of README.md.
# Arguments: pages.txt, and README.md if it is there; -v figures="NAME NAME ...", those drawn.

BEGIN {
    n = split(figures, name, " ")
    for (i = 1; i <= n; i++)
        drawn[name[i]] = 1
}

FILENAME ~ /pages\.txt$/ {
    split($0, part, "\t")
    page[part[1]] = 1
    if (NR == 1)
        print "\n## Chapters and programs\n"
    if (part[1] ~ /\/index$/)
        printf "\n**[%s](%s.html)**\n\n", part[2], part[1]
    else if (part[2] == part[1] ".c")
        printf "- [%s](%s.html)\n", part[2], part[1]
    else
        printf "- [%s](%s.html), `%s.c`\n", part[2], part[1], part[1]
    next
}

# The page of the program that a row links to.
function page_of(row,    path)
{
    if (!match(row, /\]\([A-Za-z0-9_]+\/[A-Za-z0-9_]+\.c\)/))
        return ""
    path = substr(row, RSTART + 2, RLENGTH - 5)
    return (path in page) ? path : ""
}

# Every figure that a row names leads to its place on that page.
function with_links(row,    at, out, word, shown)
{
    at = page_of(row)
    while (at && match(row, /slide-[A-Za-z0-9_-]+/)) {
        word = substr(row, RSTART, RLENGTH)
        out = out substr(row, 1, RSTART - 1)
        shown = word
        sub(/^slide-[0-9]+-/, "", shown)
        out = out ((word in drawn) ? "[" shown "](" at ".html#" word ")" : shown)
        row = substr(row, RSTART + RLENGTH)
    }
    return out row
}

/^<!-- slides -->/ {
    print "\n## Slide by slide\n"
    inside = 1
    next
}
/^<!-- \/slides -->/ { inside = 0 }
inside { print with_links($0) }
