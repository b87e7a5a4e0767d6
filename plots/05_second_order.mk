# The figures of section 05.

$(call figure,slide-48-newton-points,points,05_second_order/newton,--task points)
$(call figure,slide-49-newton-saddle,saddle,05_second_order/saddle)
$(call figure,slide-50-newton-spectrum,spectrum,05_second_order/spectrum)
$(call figure,slide-52-bfgs-cost,bfgs_cost,build/tests/bench_bfgs)
$(call figure,slide-53-bfgs-points,points,05_second_order/bfgs,--task points)
$(call figure,slide-53-bfgs-as-printed,bfgs_printed,05_second_order/bfgs,--as-printed --max-iter 4000)
$(call tables,slide-53-bfgs-as-printed-right,05_second_order/bfgs)
$(call figure,slide-53-lbfgs-digits,digits,05_second_order/lbfgs,--task digits)

# The two formulas on the same axes.
build/plots/slide-53-bfgs-as-printed.png build/plots/slide-53-bfgs-as-printed.svg: \
	build/plots/slide-53-bfgs-as-printed-right.out
$(call figure,slide-55-damping,damping,05_second_order/damping)
$(call figure,slide-55-lma-cost,lma_cost,build/tests/bench_lma)
$(call figure,slide-56-lma-points,points,05_second_order/lma,--task points)
