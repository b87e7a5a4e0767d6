# The figures of section 02.

$(call figure,slide-09-gates,gates,02_hodgkin_huxley/gates,--from -60 --to 120 --step 0.25)
$(call figure,slide-06-membrane,membrane,02_hodgkin_huxley/membrane)
$(call figure,slide-09-voltage_clamp,voltage_clamp,02_hodgkin_huxley/voltage_clamp)
$(call figure,slide-09-voltage_clamp-conductances,voltage_clamp_conductances,02_hodgkin_huxley/voltage_clamp)
