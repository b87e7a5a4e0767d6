# The figures of section 03.

$(call figure,slide-28-losses-curves,losses,03_backprop/losses)
$(call figure,slide-28-losses-surfaces,loss_surfaces,03_backprop/losses)
$(call figure,slide-29-gradient_descent,gradient_descent,03_backprop/gradient_descent)
$(call figure,slide-29-gradient_descent-chart,descent_chart,03_backprop/gradient_descent)
$(call figure,slide-29-gradient_descent-net,gradient_descent,03_backprop/gradient_descent,--surface net)
$(call figure,slide-31-backprop,backprop,03_backprop/backprop)
$(call figure,slide-31-gradient_check,gradient_check,03_backprop/gradient_check)
$(call figure,slide-32-batch_strategies,batch_strategies,03_backprop/batch_strategies)
