# Figures. A program writes tables and prints captions, plots/SCRIPT.gp draws them:
#
#     $(call figure,FIGURE,SCRIPT,PROGRAM,ITS OPTIONS)
#
# runs PROGRAM with --tables build/plots/FIGURE, keeps what it prints as build/plots/FIGURE.out and
# draws build/plots/FIGURE.png and .svg. `figures` is the list of all FIGUREs. A figure that
# compares two runs makes the second by
#
#     $(call tables,FIGURE-SECOND,PROGRAM,ITS OPTIONS)

figures :=
figure_data := $(filter-out %.md,$(wildcard data/*/*))

# The .out is renamed last of all that the program writes, so it stands for the tables too.
define table_rules
build/plots/$(1).out: $(2) $(figure_data)
	$$(need_gnuplot)
	@mkdir -p $$(@D)
	$$(if $$(V),,@echo '  RUN   $(2) $(3)')
	$$(quiet)./$(2) $(3) --tables build/plots/$(1) >$$@.new 2>$$@.err || \
	 { cat $$@.err >&2; rm -f $$@.new $$@.err; exit 1; }
	$$(quiet)rm $$@.err && mv $$@.new $$@
endef
tables = $(eval $(table_rules))

define figure_rules
figures += $(1)

$(call table_rules,$(1),$(3),$(4))

build/plots/$(1).png build/plots/$(1).svg: plots/$(2).gp build/plots/$(1).out $(figure_style)
	$$(need_gnuplot)
	$$(if $$(V),,@echo '  PLOT  $$@')
	$$(quiet)new=$$(basename $$@).new$$(suffix $$@); \
	 LC_ALL=C.UTF-8 gnuplot -c $$< $$(basename $$@) $$$$new && $$(sharp_pixels) $$$$new && \
	 mv $$$$new $$@ || { rm -f $$$$new; exit 1; }
endef
figure = $(eval $(figure_rules))

# A browser would blur the pictures in an SVG: the region's pixels, the weights.
sharp_pixels = $(if $(filter %.svg,$@),perl -pi -e 's/<image /<image image-rendering="pixelated" /',:)

figure_style := plots/style.gp plots/training.gp
need_gnuplot  = $(if $(shell command -v gnuplot 2>/dev/null),,$(error gnuplot is missing; \
                'make deps' installs it))

forty_points := --examples 1000 --test 0.96 --stop-error 1e-6 --max-iter 3000

$(call figure,slide-33-momentum-points,points,04_optimizers/momentum,--task points)
$(call figure,slide-33-momentum-digits,digits,04_optimizers/momentum,--task digits)
$(call figure,slide-33-weight_decay,decay,04_optimizers/weight_decay,$(forty_points) --rho 0.001)
$(call tables,slide-33-weight_decay-without,04_optimizers/weight_decay,$(forty_points) --rho 0)
$(call figure,slide-34-gd-points,points,04_optimizers/gd,--task points)
$(call figure,slide-35-gd-digits,digits,04_optimizers/gd,--task digits)
$(call figure,slide-37-quickprop-points,points,04_optimizers/quickprop,--task points)
$(call figure,slide-38-quickprop-digits,digits,04_optimizers/quickprop,--task digits)
$(call figure,slide-40-rprop-points,points,04_optimizers/rprop,--task points)
$(call figure,slide-41-rprop-digits,digits,04_optimizers/rprop,--task digits)
$(call figure,slide-45-nag-points,points,04_optimizers/nag,--task points)
$(call figure,slide-46-adagrad-points,points,04_optimizers/adagrad,--task points)
$(call figure,slide-47-adadelta-points,points,04_optimizers/adadelta,--task points)

# Decay shows its worth where there are more weights than examples, and time to learn them by heart.
build/plots/slide-33-weight_decay.png build/plots/slide-33-weight_decay.svg: \
	build/plots/slide-33-weight_decay-without.out

.PHONY: readme-figure
plots: $(figures:%=build/plots/%.png) $(figures:%=build/plots/%.svg)

# The one figure that is kept in the repository, for README.md.
readme-figure: plots/rprop_points.png
plots/rprop_points.png: build/plots/slide-40-rprop-points.png
	$(quiet)cp $< $@.new && mv $@.new $@
