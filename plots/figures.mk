# Figures. A program writes tables and prints captions, plots/SCRIPT.gp draws them:
#
#     $(call figure,FIGURE,SCRIPT,PROGRAM,ITS OPTIONS)
#
# runs PROGRAM with --tables build/plots/FIGURE, keeps what it prints as build/plots/FIGURE.out and
# draws build/plots/FIGURE.png and .svg. `figures` is the list of all FIGUREs. A figure that
# compares two runs makes the second by
#
#     $(call tables,FIGURE-SECOND,PROGRAM,ITS OPTIONS)
#
# and, where that run is meant to fail (the error becomes no finite number: exit status 1, and of
# the tables the history up to there),
#
#     $(call failing_tables,FIGURE-SECOND,PROGRAM,ITS OPTIONS)

figures :=
figure_data := $(filter-out %.md,$(wildcard data/*/*))

# The .out is renamed last of all that the program writes, so it stands for the tables too.
define table_rules
build/plots/$(1).out: $(2) $(figure_data)
	$$(need_gnuplot)
	@mkdir -p $$(@D)
	$$(if $$(V),,@echo '  RUN   $(2) $(3)')
	$$(quiet)./$(2) $(3) --tables build/plots/$(1) >$$@.new 2>$$@.err; \
	 test $$$$? = $(or $(4),0) || \
	 { cat $$@.err >&2; echo '$(2) $(3): not the exit status $(or $(4),0)' >&2; \
	   rm -f $$@.new $$@.err; exit 1; }
	$$(quiet)rm $$@.err && mv $$@.new $$@
endef
tables = $(eval $(table_rules))
failing_tables = $(eval $(call table_rules,$(1),$(2),$(3),1))

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

# The same script draws an animation of the same tables as build/plots/FIGURE.gif.
#
#     $(call animation,FIGURE,SCRIPT)

animations :=
define animation_rules
animations += $(1)

build/plots/$(1).gif: plots/$(2).gp build/plots/$(1).out $(figure_style)
	$$(need_gnuplot)
	$$(if $$(V),,@echo '  PLOT  $$@')
	$$(quiet)LC_ALL=C.UTF-8 gnuplot -c $$< $$(basename $$@) $$(basename $$@).new.gif 2>$$@.err && \
	 mv $$(basename $$@).new.gif $$@ && rm $$@.err || \
	 { cat $$@.err >&2; rm -f $$(basename $$@).new.gif $$@.err; exit 1; }
endef
animation = $(eval $(animation_rules))

# A browser would blur the pictures in an SVG: the region's pixels, the weights.
sharp_pixels = $(if $(filter %.svg,$@),perl -pi -e 's/<image /<image image-rendering="pixelated" /',:)

figure_style := plots/style.gp plots/training.gp
need_gnuplot  = $(if $(shell command -v gnuplot 2>/dev/null),,$(error gnuplot is missing; \
                'make deps' installs it))

# Which figures there are: a list for each section.
include $(sort $(wildcard plots/0*.mk))

.PHONY: readme-figure
plots: $(figures:%=build/plots/%.png) $(figures:%=build/plots/%.svg) $(animations:%=build/plots/%.gif)

# The one figure that is kept in the repository, for README.md.
readme-figure: plots/rprop_points.png
plots/rprop_points.png: build/plots/slide-40-rprop-points.png
	$(quiet)cp $< $@.new && mv $@.new $@
