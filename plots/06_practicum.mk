# The figures of section 06.

$(call figure,slide-59-metrics,metrics,06_practicum/metrics)
$(call figure,slide-59-overfitting,overfitting,06_practicum/overfitting)
$(call figure,slide-59-overfitting-regions,overfitting_regions,06_practicum/overfitting)
$(call figure,slide-59-practicum,practicum,06_practicum/practicum,data/uci/optdigits.csv --target digit)
