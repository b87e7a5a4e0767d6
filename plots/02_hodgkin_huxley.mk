# The figures of section 02.

$(call figure,slide-09-gates,gates,02_hodgkin_huxley/gates,--from -60 --to 120 --step 0.25)
$(call figure,slide-06-membrane,membrane,02_hodgkin_huxley/membrane)
$(call figure,slide-09-voltage_clamp,voltage_clamp,02_hodgkin_huxley/voltage_clamp)
$(call figure,slide-09-voltage_clamp-conductances,voltage_clamp_conductances,02_hodgkin_huxley/voltage_clamp)
$(call figure,slide-09-axon,axon,02_hodgkin_huxley/axon)
$(call figure,slide-09-axon-collision,axon,02_hodgkin_huxley/axon,--far 0.5)
$(call animation,slide-09-axon-collision,axon)
$(call figure,slide-09-axon-convergence,axon_convergence,02_hodgkin_huxley/axon,--convergence)

# The same axon from both ends.
$(call figure,slide-09-axon-block,axon_block,02_hodgkin_huxley/axon,--stretch 50$(comma)100 --stretch-radius 1428)
$(call tables,slide-09-axon-block-back,02_hodgkin_huxley/axon,--stretch 0$(comma)50 --stretch-radius 1428)
build/plots/slide-09-axon-block.png build/plots/slide-09-axon-block.svg: build/plots/slide-09-axon-block-back.out
