#!/bin/sh
# Puts a figure into the book and prints the HTML that shows it.
# Arguments: NAME (slide-40-rprop-points), the folder it was drawn into, the folder of the book.
#
# The SVG is sharp at every size, but a scatter plot of thousands of points is smaller as PNG.

set -eu
name=$1 plots=$2 book=$3

size() { wc -c <"$1" | tr -d ' '; }
kind=png
if [ -s "$plots/$name.svg" ] && { [ ! -s "$plots/$name.png" ] || [ "$(size "$plots/$name.svg")" -le 400000 ]; }; then
    kind=svg
fi
mkdir -p "$book/figures"
rm -f "$book/figures/$name.png" "$book/figures/$name.svg"
cp "$plots/$name.$kind" "$book/figures/$name.$kind.new"
mv "$book/figures/$name.$kind.new" "$book/figures/$name.$kind"

# The slide from the name, the rest from what the program printed when it wrote the tables:
# "RProp on points: net ..., seed 1", then the captions.
slide=$(expr "$name" : 'slide-0*\([0-9]*\)' || :)
what=$(printf '%s\n' "$name" | sed 's/^slide-[0-9]*-//; s/-/ on /')
captions=
if [ -s "$plots/$name.out" ]; then
    what=$(sed -n '1{ s/:.*//; s/[.]$//; p; }' "$plots/$name.out")
    captions=$(grep -E '^(iter|results|test accuracy)' "$plots/$name.out" | sed 's/$/;/' | tr '\n' ' ')
fi
escape() { printf '%s\n' "$1" | sed 's/&/\&amp;/g; s/</\&lt;/g; s/"/\&quot;/g; s/; *$//'; }

title=$(escape "${slide:+Slide $slide: }$what")
printf '\n<figure id="%s">\n<a href="../figures/%s"><img src="../figures/%s" alt="%s"></a>\n' \
    "$name" "$name.$kind" "$name.$kind" "$(escape "${slide:+Slide $slide: }$what. $captions")"
printf '<figcaption>%s.</figcaption>\n</figure>\n\n' "$title"
