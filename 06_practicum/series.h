/* series.h - the same training again and again: with several seeds, and with each part of the data
   for the test in turn. */

#ifndef SERIES_H
#define SERIES_H

#include "learner.h"
#include "verdict.h"

typedef struct {
    plan p;
    size_t seed, seeds;
    size_t folds;     /* of cross-validation; 0: one split */
    double test_part; /* of that split */
} course;

typedef struct {
    size_t seed, fold; /* fold 1, 2, ...; 0 without folds */
    double accuracy, f1, mcc, log_loss, auc;
    double validation; /* the smallest error of the validation part; NaN without one */
    double epochs;     /* after how many that was */
} trial;

typedef struct {
    trial *t;
    size_t n;
    verdict v; /* of all answers of the last seed: with folds every example is answered once */
    learned l; /* the last net */
} series;

/* series_free may be called whatever it returns. */
int series_run(const course *c, const dataset *all, series *s, fault *why);
void series_free(series *s);

#endif
