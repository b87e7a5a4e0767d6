# The figures of section 01.

$(call figure,slide-15-stochastic_neuron,stochastic_neuron,01_neuron/stochastic_neuron)
