# The figures of section 01.

$(call figure,slide-14-mcculloch_pitts,neuron,01_neuron/mcculloch_pitts)
$(call figure,slide-14-mcculloch_pitts-lines,lines,01_neuron/mcculloch_pitts)

$(call figure,slide-15-stochastic_neuron,stochastic_neuron,01_neuron/stochastic_neuron)
