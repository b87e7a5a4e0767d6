/* verdict.h - all that can be said of answers whose truth is known. */

#ifndef VERDICT_H
#define VERDICT_H

#include "fault.h"
#include "quality.h"
#include "sheet.h"

typedef struct {
    gsl_matrix *y; /* probabilities, an example a row */
    size_t *label, *answer;
    gsl_matrix *confusion;
    double accuracy, mcc, log_loss;
    class_quality macro, weighted;
    double *class_auc; /* one against the rest; NaN for a class that is not there */
    double auc;        /* the mean of those that exist */
} verdict;

/* Copies y and label. verdict_free may be called whatever it returns. */
int verdict_of(const gsl_matrix *y, const size_t label[], verdict *v, fault *why);
void verdict_free(verdict *v);

/* The table of classes, and the confusion matrix where it is not too wide for a screen. */
void verdict_print(const verdict *v, char *const class_name[]);

/* PREFIX-summary, -classes, -confusion, -roc, -predictions. */
int verdict_tables(const verdict *v, char *const class_name[], const char *prefix,
                   sheet_format format, fault *why);

#endif
