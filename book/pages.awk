# The pages in reading order, one a line: PAGE, a tab, its title. Arguments: the chapters
# (0N_section/README.md), then the programs (0N_section/name.c).
#
# A section's programs follow each other as its chapter first links to them; those it does
# not mention come last. A title is the first "# " heading; a file without one goes by its name.

FNR == 1 {
    section = FILENAME
    sub(/\/.*/, "", section)
    page = FILENAME
    sub(/\.c$/, "", page)
    if (sub(/\/README\.md$/, "/index", page))
        chapter[section] = page
    else
        file[++n] = page
    if (!(section in seen)) {
        seen[section] = 1
        sections[++n_sections] = section
    }
    exists[page] = 1
    title[page] = FILENAME
    titled = after_open = 0
}

!titled && (after_open || FILENAME ~ /\.md$/) && /^# / {
    title[page] = substr($0, 3)
    titled = 1
}

{ after_open = ($0 ~ /^\/\*\*[ \t]*$/) }

FILENAME ~ /\.md$/ {
    rest = $0
    while (match(rest, /\]\([A-Za-z0-9_]+\.c\)/)) {
        link = section "/" substr(rest, RSTART + 2, RLENGTH - 5)
        rest = substr(rest, RSTART + RLENGTH)
        if (!(link in mentioned)) {
            mentioned[link] = 1
            order[++n_order] = link
        }
    }
}

function put(page)
{
    if ((page in exists) && !(page in done))
        print page "\t" title[page]
    done[page] = 1
}

function of_section(page, section)
{
    return index(page, section "/") == 1
}

END {
    for (s = 1; s <= n_sections; s++) {
        if (sections[s] in chapter)
            put(chapter[sections[s]])
        for (i = 1; i <= n_order; i++)
            if (of_section(order[i], sections[s]))
                put(order[i])
        for (i = 1; i <= n; i++)
            if (of_section(file[i], sections[s]))
                put(file[i])
    }
}
