# The figures of section 04.

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
$(call figure,slide-43-conjugate_gradient-points,points,04_optimizers/conjugate_gradient,--task points)
$(call figure,slide-44-conjugate_gradient-digits,digits,04_optimizers/conjugate_gradient,--task digits)
$(call figure,slide-45-nag-points,points,04_optimizers/nag,--task points)
$(call figure,slide-46-adagrad-points,points,04_optimizers/adagrad,--task points)
$(call figure,slide-47-adadelta-points,points,04_optimizers/adadelta,--task points)
$(call figure,slide-47-rmsprop-points,points,04_optimizers/rmsprop,--task points)
$(call figure,slide-47-adam-points,points,04_optimizers/adam,--task points)
$(call figure,slide-47-adam-digits,digits,04_optimizers/adam,--task digits)
$(call figure,slide-47-muon-digits,digits,04_optimizers/muon,--task digits)

# Decay shows its worth where there are more weights than examples, and time to learn them by heart.
build/plots/slide-33-weight_decay.png build/plots/slide-33-weight_decay.svg: \
	build/plots/slide-33-weight_decay-without.out

# All of them.
$(call figure,slide-34-race-points,race,04_optimizers/race,--seeds 1)
$(call figure,slide-34-race-rosenbrock,race_surface,04_optimizers/race,--surface rosenbrock)
$(call figure,slide-34-race-valley,race_surface,04_optimizers/race,--surface valley)
$(call figure,slide-34-race-saddle,race_surface,04_optimizers/race,--surface saddle)
$(call animation,slide-34-race-rosenbrock,race_surface)
$(call animation,slide-34-race-saddle,race_surface)

# In the manner of MATLAB's documentation.
$(call figure,slide-34-comparison,comparison,04_optimizers/comparison,--seeds 3)

# One name, many forms.
$(call figure,slide-36-same_name,same_name,04_optimizers/same_name,--seeds 3)

# One figure for each slide whose letter does not train: as printed and right, on the same axes.
# FIGURE-printed holds the tables of the slide's letter, which end early or go nowhere.
$(call figure,slide-36-quickprop-as-printed,as_printed,04_optimizers/quickprop,--task points)
$(call failing_tables,slide-36-quickprop-as-printed-printed,04_optimizers/quickprop,--as-printed)
$(call figure,slide-45-nag-as-printed,as_printed,04_optimizers/nag,--task points)
$(call tables,slide-45-nag-as-printed-printed,04_optimizers/nag,--as-printed --max-iter 400)
$(call figure,slide-46-adagrad-as-printed,as_printed,04_optimizers/adagrad,--task digits)
$(call failing_tables,slide-46-adagrad-as-printed-printed,04_optimizers/adagrad,--as-printed --task digits)
$(call figure,slide-47-adadelta-as-printed,as_printed,04_optimizers/adadelta,--task points)
$(call tables,slide-47-adadelta-as-printed-printed,04_optimizers/adadelta,--as-printed --max-iter 1000)

as_printed := $(filter %-as-printed,$(figures))
$(foreach f,$(as_printed),$(foreach kind,png svg,$(eval build/plots/$f.$(kind): build/plots/$f-printed.out)))
