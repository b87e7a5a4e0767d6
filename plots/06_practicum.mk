# The figures of section 06.

$(call figure,slide-59-metrics,metrics,06_practicum/metrics)
