# Lecture 14, "Artificial neural networks", in C.          make help  lists what can be typed.
#
#   make deps plots     install what is missing, build, run, draw every figure
#   make deps check     install what is missing, build, run every test
#   make 04_optimizers && ./04_optimizers/rprop
#
# One makefile, not recursive. Objects go to build/CONFIG/, one folder for each way of building;
# programs lie beside their sources and are linked anew when the way changes.

.DELETE_ON_ERROR:
.SUFFIXES:
.SECONDARY:
# As many jobs as there are processors, unless -j says otherwise.
jobs := $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc 2>/dev/null || echo 1))
MAKEFLAGS += --no-builtin-rules $(jobs)
.DEFAULT_GOAL := all

sections := $(sort $(wildcard 0[1-7]_*))

# ------------------------------------------------------------------ how things are built
# BLAS=openblas|gsl|auto   PORTABLE=1   SANITIZE=1   WERROR=1   V=1

BLAS     ?= auto
CC       := $(if $(filter default,$(origin CC)),gcc,$(CC))
config   := $(if $(SANITIZE),sanitize,$(if $(PORTABLE),portable,native))-$(BLAS)
objects  := build/$(config)
quiet    := $(if $(V),,@)

comma    := ,
optimise := $(if $(PORTABLE),,-march=native)
CFLAGS   ?= -O3 -g
warnings := -Wall -Wextra -Wpedantic -Wshadow -Wconversion $(if $(WERROR),-Werror)
sanitize := $(if $(SANITIZE),-fsanitize=address$(comma)undefined -fno-sanitize-recover=all)

# -fopenmp for the threads of common/objective.c and the loops marked simd; errno after tanh is of
# no use to anybody and would keep its loop from being vectorised.
cflags    = -std=gnu11 -D_GNU_SOURCE $(CFLAGS) $(optimise) -fopenmp -fno-math-errno \
            $(sanitize) $(warnings) $(packages_cflags) -Icommon $(addprefix -I,$(sections)) -Itests

# What the system has is looked up by a script, whose answer make includes; so `make deps plots`
# sees in the same run what its first half installed. Targets that build nothing do without.
goals := $(or $(MAKECMDGOALS),all)
ifneq ($(filter-out help clean distclean mnist lint format list-figures,$(goals)),)
include build/system-$(BLAS).mk
endif

build/system-$(BLAS).mk: FORCE
	@mkdir -p build
	$(if $(filter deps,$(goals)),@sh tools/deps.sh)
	@sh tools/system.sh $(BLAS) >$@.new && { cmp -s $@.new $@ && rm $@.new || mv $@.new $@; }

# ---------------------------------------------------------------------------- programs
# A .c of a section is a program, unless it has a .h beside it: then it is shared. The methods of
# sections 04 and 05 are shared too, and driver.c is a main for each of them. All that is shared
# lies in one archive, from which a program takes what it uses.

sources  := $(basename $(wildcard $(addsuffix /*.c,$(sections))))
methods  := $(addprefix 04_optimizers/,gd momentum weight_decay quickprop rprop conjugate_gradient nag \
            adagrad adadelta rmsprop adam muon) \
            $(addprefix 05_second_order/,newton bfgs lbfgs lma)
shared   := $(filter $(basename $(wildcard $(addsuffix /*.h,$(sections)))),$(sources)) \
            $(methods) $(basename $(wildcard common/*.c))
own_main := $(filter-out $(shared) 04_optimizers/driver,$(sources))
programs := $(methods) $(own_main)
archive  := $(objects)/liblecture.a

# Tests in C are programs of their own under build/; two files are what they share.
test_objects  := $(objects)/tests/tap.o $(objects)/tests/functions.o
test_names    := $(filter-out tap functions bench_%,$(basename $(notdir $(wildcard tests/*.c))))
test_programs := $(addprefix build/tests/,$(test_names))
bench_programs := $(addprefix build/tests/,$(basename $(notdir $(wildcard tests/bench_*.c))))

.PHONY: all FORCE deps check exercise bench plots list-figures book mnist lint format help clean distclean $(sections)
all: $(programs)
$(foreach s,$(sections),$(eval $(s): $(filter $(s)/%,$(programs))))
FORCE:

# The way of building that the programs beside the sources have now.
build/linked: FORCE
	@echo '$(config) $(packages_libs)' >$@.new; cmp -s $@.new $@ && rm $@.new || { mv $@.new $@; \
	 echo "BLAS: $(blas_found)"; }

link = $(CC) $(CFLAGS) -fopenmp $(sanitize) -o $@ $(filter %.o %.a,$^) $(packages_libs) -lm

# Made anew, or it would keep the object of a file that is gone.
$(archive): $(shared:%=$(objects)/%.o)
	$(if $(V),,@echo '  AR    $@')
	$(quiet)rm -f $@ && $(AR) rcs $@ $^

$(own_main): %: $(objects)/%.o $(archive) build/linked
	$(if $(V),,@echo '  LINK  $@')
	$(quiet)$(link)

$(methods): %: $(objects)/%.main.o $(archive) build/linked
	$(if $(V),,@echo '  LINK  $@')
	$(quiet)$(link)

build/tests/%: $(objects)/tests/%.o $(test_objects) $(archive) build/linked
	@mkdir -p $(@D)
	$(if $(V),,@echo '  LINK  $@')
	$(quiet)$(link)

$(objects)/%.o: %.c build/system-$(BLAS).mk
	@mkdir -p $(@D)
	$(if $(V),,@echo '  CC    $<')
	$(quiet)$(CC) $(cflags) -MMD -MP -c -o $@ $<

$(methods:%=$(objects)/%.main.o): $(objects)/%.main.o: 04_optimizers/driver.c build/system-$(BLAS).mk
	@mkdir -p $(@D)
	$(if $(V),,@echo '  CC    $< for $*')
	$(quiet)$(CC) $(cflags) -DDEFAULT_METHOD='"$(@F:.main.o=)"' -MMD -MP -c -o $@ $<

-include $(shell find build -name '*.d' 2>/dev/null)

# ---------------------------------------------------------------------- the reader's turn
# An exercise is 06_practicum/exercise/NAME.c, linked with tests/exercise/grade_NAME.c. The graders
# are tested on the project's solutions and on known mistakes (tests/exercise.t).

exercises := $(basename $(notdir $(wildcard 06_practicum/exercise/*.c)))
graded     = $(exercises:%=build/$1/%)

define graded_rules
$(call graded,$1): build/$1/%: $(objects)/$1/%.o $(objects)/tests/exercise/grade_%.o \
	$(objects)/tests/exercise/grade.o $(test_objects) $(archive) build/linked
	@mkdir -p $$(@D)
	$(if $(V),,@echo '  LINK  $$@')
	$(quiet)$$(link)
endef
$(foreach folder,06_practicum/exercise tests/exercise/solutions tests/exercise/wrong,$(eval $(call graded_rules,$(folder))))

exercise: $(call graded,06_practicum/exercise)
	$(quiet)prove --failures --comments --exec '' $^

# ------------------------------------------------------------------------------- tests

check: $(programs) $(test_programs) $(call graded,06_practicum/exercise) \
	$(call graded,tests/exercise/solutions) $(call graded,tests/exercise/wrong)
	$(quiet)prove -j2 $(if $(V),-v) --exec '' $(sort $(wildcard tests/*.t)) $(test_programs)

bench: $(bench_programs) $(programs)
	$(quiet)set -e; for b in $(bench_programs); do ./$$b; done

# ----------------------------------------------------------------------------- figures
# A figure is drawn by a script of plots/ from tables that the program it names has written.

include plots/figures.mk

# For the tests: the README's table must name them all.
list-figures:
	@printf '%s\n' $(figures)

# -------------------------------------------------------------------------------- book

include book/book.mk

# ------------------------------------------------------------------------- other targets

deps:
	@:

# The full MNIST, 11 MB: not needed by anything but --mnist.
mnist:
	$(quiet)sh tools/mnist.sh build/mnist

lint:
	$(quiet)sh tools/lint.sh

format:
	clang-format -i $(shell git ls-files '*.c' '*.h')

clean:
	rm -rf build $(programs)

distclean: clean

help:
	@echo 'make                  build all programs'
	@echo 'make 04_optimizers    build a section; then ./04_optimizers/rprop'
	@echo 'make plots            run the programs and draw every figure, into build/plots'
	@echo 'make check            run every test (make check SANITIZE=1: under the sanitizers)'
	@echo 'make exercise          your turn: grade what you wrote in 06_practicum/exercise'
	@echo 'make readme-figure    draw the one figure that README.md shows'
	@echo 'make bench            measure speed, as ratios to the bare matrix products'
	@echo 'make book             the pages to read, into build/book/index.html'
	@echo 'make deps             install what the system lacks (Debian), or say what to install'
	@echo 'make mnist            fetch the full MNIST into build/mnist, for --mnist build/mnist'
	@echo 'make lint, format     what CI says of the sources; set them as clang-format would'
	@echo 'make clean            remove all that make made'
	@echo
	@echo 'BLAS=gsl              use GSL'"'"'s BLAS even where OpenBLAS is installed'
	@echo 'PORTABLE=1            for any x86-64 or arm64, not only the machine it is built on'
	@echo 'SANITIZE=1            with the address and undefined-behaviour sanitizers'
	@echo 'WERROR=1              a warning is an error'
	@echo 'V=1                   show the commands'
