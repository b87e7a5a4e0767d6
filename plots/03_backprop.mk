# The figures of section 03.

$(call figure,slide-31-backprop,backprop,03_backprop/backprop)
