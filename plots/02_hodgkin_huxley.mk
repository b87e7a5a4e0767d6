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
$(call figure,slide-08-hodgkin_huxley-circuit,circuit,02_hodgkin_huxley/hodgkin_huxley,--time 1)
$(call figure,slide-09-hodgkin_huxley,impulse,02_hodgkin_huxley/hodgkin_huxley,--from 2 --time 32)

# The slide to the letter, and what each of its misprints does; two of these runs are meant to fail.
$(call figure,slide-09-hodgkin_huxley-as-printed,impulse_as_printed,02_hodgkin_huxley/hodgkin_huxley,--time 150)
$(call tables,slide-09-hodgkin_huxley-as-printed-printed,02_hodgkin_huxley/hodgkin_huxley,--as-printed --time 150)
$(call tables,slide-09-hodgkin_huxley-as-printed-rest,02_hodgkin_huxley/hodgkin_huxley,--as-printed --time 150 --current 0)
$(call failing_tables,slide-09-hodgkin_huxley-sign,02_hodgkin_huxley/hodgkin_huxley,--misprint sign$(comma)no-leak --time 60)
$(call failing_tables,slide-09-hodgkin_huxley-sign-rest,02_hodgkin_huxley/hodgkin_huxley,--misprint sign$(comma)no-leak --time 60 --current 0)
$(call tables,slide-09-hodgkin_huxley-alpha-h,02_hodgkin_huxley/hodgkin_huxley,--misprint alpha-h --time 60 --current 0 --shift 15)
$(call tables,slide-09-hodgkin_huxley-shock,02_hodgkin_huxley/hodgkin_huxley,--time 60 --current 0 --shift 15)
$(call tables,slide-09-hodgkin_huxley-no-leak,02_hodgkin_huxley/hodgkin_huxley,--misprint no-leak --time 60 --current 0)

$(foreach kind,png svg,build/plots/slide-09-hodgkin_huxley-as-printed.$(kind)): \
	$(foreach run,as-printed-printed as-printed-rest sign sign-rest alpha-h shock no-leak,build/plots/slide-09-hodgkin_huxley-$(run).out)
$(call figure,slide-09-threshold,threshold,02_hodgkin_huxley/threshold)
$(call figure,slide-09-integrators,integrators,02_hodgkin_huxley/integrators)
$(call figure,slide-09-phase_plane,phase_plane,02_hodgkin_huxley/phase_plane)
$(call tables,slide-09-phase_plane-rest,02_hodgkin_huxley/phase_plane,--current 0 --shift 10)
$(foreach kind,png svg,build/plots/slide-09-phase_plane.$(kind)): build/plots/slide-09-phase_plane-rest.out
$(call figure,slide-09-fi_curve,fi_curve,02_hodgkin_huxley/fi_curve)
$(call figure,slide-09-refractory,refractory,02_hodgkin_huxley/refractory)

# The pulsed network of slide 10.
$(call figure,slide-10-spiking_network-coincidence,spiking_coincidence,02_hodgkin_huxley/spiking_network,--sample 0.01 \
	--record cell.1$(comma)cell.2$(comma)cell.3$(comma)cell.4$(comma)cell.5$(comma)cell.6$(comma)cell.7)
$(call figure,slide-10-spiking_network-phase,spiking_phase,02_hodgkin_huxley/spiking_network,--demo phase --sample 0.05)
$(call figure,slide-10-spiking_network-synfire,spiking_raster,02_hodgkin_huxley/spiking_network,--demo synfire \
	--record g2.1$(comma)g10.1)
$(call figure,slide-10-spiking_network-polychronous,spiking_raster,02_hodgkin_huxley/spiking_network,--demo polychronous \
	--record f$(comma)h$(comma)d$(comma)e$(comma)g)
$(call figure,slide-10-population,population,02_hodgkin_huxley/population,--population 331 --time 120)
