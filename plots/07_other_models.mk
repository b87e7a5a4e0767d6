# The figures of section 07.

$(call figure,slide-19-hopfield,hopfield,07_other_models/hopfield)
$(call figure,slide-19-hopfield-load,hopfield_load,07_other_models/hopfield)
$(call figure,slide-19-hopfield-valleys,hopfield_valleys,07_other_models/hopfield)
$(call figure,slide-22-elman,elman,07_other_models/elman)
$(call figure,slide-22-elman-states,elman_states,07_other_models/elman)
