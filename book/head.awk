# The metadata that stands before a page's Markdown: what it is made from, and the pages
# before and after it. Reads pages.txt; -v page=04_optimizers/rprop -v source=FILE.

BEGIN {
    FS = "\t"
    path[0] = "index"
    title[0] = "Contents"
}

{
    path[NR] = $1
    title[NR] = $2
}

function put(name, text)
{
    gsub(/'/, "''", text)
    print name ": '" text "'"
}

function neighbour(name, i)
{
    put(name, root path[i] ".html")
    put(name "-title", title[i])
}

END {
    root = page ~ /\// ? "../" : ""
    print "---"
    put("root", root)
    put("page", page)
    if (source != "")
        put("source", source)
    if (page != "index")
        put("contents", root "index.html")
    for (i = 0; i <= NR; i++)
        if (path[i] == page) {
            if (i > 1)
                neighbour("prev", i - 1)
            if (i < NR)
                neighbour("next", i + 1)
        }
    print "---\n"
}
