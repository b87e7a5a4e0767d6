# pandoc writes ln, min and the like as <mo>, which browsers space as they would a plus sign.
# Use: sed -E -f math.sed. A thin space on both sides, none at the beginning of a formula or
# of a group, none before a bracket.
s|<mo>([A-Za-z]+)</mo>|<mo form="prefix" lspace="0.167em" rspace="0.167em">\1</mo>|g
s/(<semantics>|<mrow>|<mtd[^>]*>)<mo form="prefix" lspace="0.167em"/\1<mo form="prefix" lspace="0"/g
s|rspace="0.167em">([A-Za-z]+)</mo>(<mrow>)?<mo ([^>]*)>([([])<|rspace="0">\1</mo>\2<mo \3>\4<|g

# A line of a listing is found by its number in the file: rprop.html#L100.
s/"(#?)cb[0-9]+-([0-9]+)"/"\1L\2"/g
