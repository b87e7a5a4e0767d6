# The figures of section 01.

$(call figure,slide-14-mcculloch_pitts,neuron,01_neuron/mcculloch_pitts)
$(call figure,slide-14-mcculloch_pitts-lines,lines,01_neuron/mcculloch_pitts)

$(call figure,slide-15-activations,activations,01_neuron/activations,--temperatures 0.25$(comma)0.5$(comma)1$(comma)2$(comma)8)
$(call figure,slide-15-activations-vanishing,vanishing,01_neuron/activations)
$(call figure,slide-15-stochastic_neuron,stochastic_neuron,01_neuron/stochastic_neuron)
$(call figure,slide-16-feedforward,feedforward,01_neuron/feedforward,--hidden 5$(comma)4)
$(call figure,slide-16-feedforward-digits,feedforward_digits,01_neuron/feedforward,--weights \
	build/plots/slide-16-feedforward-digits.weights --digit 1)

# The slide's own net has ten hidden and ten output neurons; this one has learned the digits.
build/plots/slide-16-feedforward-digits.out: build/plots/slide-16-feedforward-digits.weights
build/plots/slide-16-feedforward-digits.weights: 04_optimizers/gd $(figure_data)
	@mkdir -p $(@D)
	$(if $(V),,@echo '  RUN   $< --task digits --hidden 10')
	$(quiet)rm -f $@.new && ./$< --task digits --hidden 10 --quiet --weights $@.new && mv $@.new $@
$(call figure,slide-23-universal_approximation,universal_approximation,01_neuron/universal_approximation)
$(call figure,slide-24-layers,layers,01_neuron/layers)
$(call figure,slide-25-layers-two,layers_two,01_neuron/layers)
$(call figure,slide-26-linear_collapse,linear_collapse,01_neuron/linear_collapse)

$(foreach kind,png svg,build/plots/slide-24-layers.$(kind) build/plots/slide-25-layers-two.$(kind)): plots/regions.gp
