# The figures of section 07.

$(call figure,slide-19-hopfield,hopfield,07_other_models/hopfield)
$(call figure,slide-19-hopfield-load,hopfield_load,07_other_models/hopfield)
$(call figure,slide-19-hopfield-valleys,hopfield_valleys,07_other_models/hopfield)
$(call figure,slide-22-elman,elman,07_other_models/elman)
$(call figure,slide-22-elman-states,elman_states,07_other_models/elman)

$(call figure,slide-20-kohonen,kohonen_plane,07_other_models/kohonen)
$(call figure,slide-20-kohonen-ring,kohonen_plane,07_other_models/kohonen,--input ring --rows 1 --columns 60 --wrap)
$(call figure,slide-20-kohonen-cube,kohonen_cube,07_other_models/kohonen,--input cube --rows 16 --columns 16)
$(call animation,slide-20-kohonen-cube,kohonen_cube)
$(call figure,slide-20-kohonen-iris,kohonen_data,07_other_models/kohonen,--data data/uci/iris.csv --rows 10 --columns 15)
$(call figure,slide-22-lstm,lstm,07_other_models/lstm)
$(call figure,slide-22-lstm-gradient,lstm_gradient,07_other_models/lstm)

$(call figure,slide-21-bam,bam,07_other_models/bam)
$(call figure,slide-21-bam-capacity,bam_capacity,07_other_models/bam)

$(call figure,slide-22-art,art,07_other_models/art)
$(call figure,slide-22-art-stability,art_stability,07_other_models/art)
