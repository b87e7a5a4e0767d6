# The figures of section 05.

$(call figure,slide-48-newton-points,points,05_second_order/newton,--task points)
$(call figure,slide-49-newton-saddle,saddle,05_second_order/saddle)
$(call figure,slide-50-newton-spectrum,spectrum,05_second_order/spectrum)
