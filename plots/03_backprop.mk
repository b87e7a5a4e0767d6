# The figures of section 03.

$(call figure,slide-31-backprop,backprop,03_backprop/backprop)
$(call figure,slide-31-gradient_check,gradient_check,03_backprop/gradient_check)
