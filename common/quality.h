/* quality.h - how good a net's answers are: the metrics of slide 59, for any number of classes.

   Where a metric is 0/0, or a class is absent, the value is the one that scikit-learn 1.2 gives
   (where it warns, its number; where it refuses, NaN), so that numbers can be compared:

     precision of a class that is never answered          0
     recall of a class that has no examples               0
     F1 where precision and recall are both 0             0
     macro and weighted means                             over the classes that occur, as truth or answer
     Matthews correlation with one class only             0
     ROC curve and AUC without positives or negatives     NaN
     precision where nothing is called positive           1 at the curve's start
     recall of a curve without positives                  1, so the average precision is 0
     log-loss of a probability of 0 or 1                  moved to 2^-52 or 1 - 2^-52, rows divided by sum
     R^2 of a truth that is constant                      1 if every answer is right, else 0
     anything of no examples                              NaN (R^2 needs two) */

#ifndef QUALITY_H
#define QUALITY_H

#include <gsl/gsl_matrix.h>
#include <gsl/gsl_vector.h>

/* C, K x K: how many examples of class i (row) were answered with class j (column). */
void quality_confusion(size_t n, const size_t truth[], const size_t answer[], gsl_matrix *c);

/* The share of the diagonal. */
double quality_accuracy(const gsl_matrix *c);

typedef struct {
    double precision; /* of those answered so, how many are */
    double recall;    /* of those that are, how many are answered so */
    double f1;        /* their harmonic mean */
    double support;   /* examples of the class */
} class_quality;

class_quality quality_of_class(const gsl_matrix *c, size_t k);

/* Means over classes: every class counts the same, or as often as it has examples. Their support
   is the number of examples. */
class_quality quality_macro(const gsl_matrix *c);
class_quality quality_weighted(const gsl_matrix *c);

/* Matthews correlation: 1 all right, 0 no better than a guess that knows the classes' shares. For two
   classes the correlation of two columns of 0 and 1, for more Gorodkin's (2004). */
double quality_mcc(const gsl_matrix *c);

/* The mean of -ln y at the example's own class; a row of Y holds the probabilities of the classes. */
double quality_log_loss(const gsl_matrix *y, const size_t label[]);

/* What a threshold on a score does: all examples with a score of at least threshold[i] are called
   positive, tp[i] of them rightly and fp[i] wrongly. One point for each different score, from the
   highest on, so that equal scores are never told apart; before them the point where nothing is
   called positive, its threshold infinite. */
typedef struct {
    size_t n;
    double *threshold, *tp, *fp;
    double positives, negatives;
} curve;

/* Positive are the examples of class k. NULL without memory, or if a score is NaN. */
curve *curve_alloc(const gsl_vector *score, const size_t label[], size_t k);
void curve_free(curve *c);

double curve_recall(const curve *c,
                    size_t i); /* the true positive rate where there are positives */
double curve_false_rate(const curve *c, size_t i);
double curve_true_rate(const curve *c, size_t i);
double curve_precision(const curve *c, size_t i);

/* The area under the ROC curve, by trapezoids: the probability that a positive example has a higher
   score than a negative one, equal scores counting one half. */
double curve_auc(const curve *c);

/* Sum of precision times the growth of recall: the precision-recall curve's area, by steps, for between
   its points precision is no straight line. */
double curve_average_precision(const curve *c);

/* For answers that are numbers. */
double quality_rmse(const gsl_vector *truth, const gsl_vector *answer);
double quality_r2(const gsl_vector *truth, const gsl_vector *answer);

#endif
