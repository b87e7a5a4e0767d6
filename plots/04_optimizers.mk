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
$(call figure,slide-45-nag-points,points,04_optimizers/nag,--task points)
$(call figure,slide-46-adagrad-points,points,04_optimizers/adagrad,--task points)
$(call figure,slide-47-adadelta-points,points,04_optimizers/adadelta,--task points)

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
