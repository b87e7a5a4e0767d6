# The figures of section 01.

$(call figure,slide-14-mcculloch_pitts,neuron,01_neuron/mcculloch_pitts)
$(call figure,slide-14-mcculloch_pitts-lines,lines,01_neuron/mcculloch_pitts)

$(call figure,slide-16-feedforward,feedforward,01_neuron/feedforward,--hidden 5$(comma)4)
$(call figure,slide-15-activations,activations,01_neuron/activations,--temperatures 0.25$(comma)0.5$(comma)1$(comma)2$(comma)8)
$(call figure,slide-15-activations-vanishing,vanishing,01_neuron/activations)
$(call figure,slide-15-stochastic_neuron,stochastic_neuron,01_neuron/stochastic_neuron)
