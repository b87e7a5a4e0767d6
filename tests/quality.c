/* The metrics: against fractions worked out by hand, the examples that scikit-learn's documentation
   prints, and second definitions of the same thing; with ties, absent classes and 0/0. */

#include "quality.h"
#include "tap.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>

enum { MANY = 300 };

static void confusion(void)
{
    /* sklearn.metrics.confusion_matrix, its example: [[2,0,0],[0,0,1],[1,0,2]]. */
    const size_t truth[] = {2, 0, 2, 2, 0, 1}, answer[] = {0, 0, 2, 2, 0, 2};
    const double wanted[] = {2, 0, 0, 0, 0, 1, 1, 0, 2};
    gsl_matrix *c = gsl_matrix_alloc(3, 3);
    quality_confusion(6, truth, answer, c);
    int same = 1;
    for (size_t i = 0; i < 9; i++)
        same = same && c->data[i] == wanted[i];
    tap_ok(same, "confusion matrix: truth by rows, answers by columns");
    tap_near(quality_accuracy(c), 4 / 6., 1e-15, "accuracy 4/6");
    const class_quality never = quality_of_class(c, 1);
    tap_ok(never.precision == 0 && never.recall == 0 && never.f1 == 0 && never.support == 1,
           "a class that is never answered: precision, recall, F1 are 0");
    const class_quality two = quality_of_class(c, 2);
    tap_near(two.precision, 2 / 3., 1e-15, "precision 2/3");
    tap_near(two.recall, 2 / 3., 1e-15, "recall 2/3");
    const class_quality zero = quality_of_class(c, 0);
    tap_near(zero.f1, 2 * (2 / 3.) * 1 / (2 / 3. + 1), 1e-15, "F1 is the harmonic mean");
    gsl_matrix_free(c);
}

static void means(void)
{
    /* The documentation of precision_score, recall_score and f1_score. */
    const size_t truth[] = {0, 1, 2, 0, 1, 2}, answer[] = {0, 2, 1, 0, 0, 1};
    gsl_matrix *c = gsl_matrix_alloc(3, 3), *wide = gsl_matrix_alloc(5, 5);
    quality_confusion(6, truth, answer, c);
    tap_near(quality_macro(c).precision, 2 / 9., 1e-15, "macro precision 0.2222");
    tap_near(quality_macro(c).recall, 1 / 3., 1e-15, "macro recall 0.3333");
    tap_near(quality_macro(c).f1, 4 / 15., 1e-15, "macro F1 0.2667");
    quality_confusion(6, truth, answer, wide);
    tap_near(quality_macro(wide).f1, 4 / 15., 1e-15,
             "classes that occur neither as truth nor as answer do not count");
    /* Three of class 0, one of 1; all answered 0 but one, which is answered 2. */
    const size_t few[] = {0, 0, 0, 1}, said[] = {0, 0, 2, 0};
    quality_confusion(4, few, said, c);
    const class_quality macro = quality_macro(c), weighted = quality_weighted(c);
    tap_near(macro.recall, (2 / 3. + 0 + 0) / 3, 1e-15,
             "a class that is only answered counts in the macro mean, with recall 0");
    tap_near(weighted.recall, 0.5, 1e-15, "weighted recall is the accuracy");
    tap_near(weighted.precision, 0.75 * 2 / 3, 1e-15, "weighted precision 3/4 of 2/3");
    tap_near(weighted.f1, 0.75 * 2 / 3, 1e-15, "weighted F1 3/4 of 4/6");
    tap_ok(weighted.support == 4 && macro.support == 4, "their support is all examples");
    gsl_matrix_set_zero(c);
    tap_ok(isnan(quality_accuracy(c)) && isnan(quality_macro(c).f1) && isnan(quality_mcc(c)),
           "no examples, no numbers");
    gsl_matrix_free(c);
    gsl_matrix_free(wide);
}

/* Correlation of the one-hot columns: Gorodkin's definition, by covariances. */
static double covariance(size_t n, size_t classes, const size_t a[], const size_t b[])
{
    double sum = 0;
    for (size_t k = 0; k < classes; k++) {
        double x[MANY], y[MANY];
        for (size_t p = 0; p < n; p++) {
            x[p] = a[p] == k;
            y[p] = b[p] == k;
        }
        sum += gsl_stats_covariance(x, 1, y, 1, n);
    }
    return sum;
}

static void matthews(void)
{
    /* The documentation of matthews_corrcoef: -0.33. */
    const size_t truth[] = {1, 1, 1, 0}, answer[] = {1, 0, 1, 1}, one[] = {1, 1, 1, 1};
    gsl_matrix *c = gsl_matrix_alloc(2, 2), *four = gsl_matrix_alloc(4, 4);
    quality_confusion(4, truth, answer, c);
    tap_near(quality_mcc(c), -1 / 3., 1e-15, "Matthews -1/3");
    quality_confusion(4, truth, truth, c);
    tap_near(quality_mcc(c), 1, 1e-15, "all right: 1");
    quality_confusion(4, truth, one, c);
    tap_ok(quality_mcc(c) == 0, "always the same answer: 0");
    quality_confusion(4, one, one, c);
    tap_ok(quality_mcc(c) == 0, "one class only, all right: 0 by convention");
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    size_t a[MANY], b[MANY];
    for (size_t p = 0; p < MANY; p++) {
        a[p] = gsl_rng_uniform_int(rng, 4);
        b[p] = gsl_rng_uniform(rng) < 0.6 ? a[p] : gsl_rng_uniform_int(rng, 4);
    }
    quality_confusion(MANY, a, b, four);
    tap_near(quality_mcc(four),
             covariance(MANY, 4, a, b) /
                 sqrt(covariance(MANY, 4, a, a) * covariance(MANY, 4, b, b)),
             1e-12, "four classes: the correlation of the one-hot columns");
    gsl_rng_free(rng);
    gsl_matrix_free(c);
    gsl_matrix_free(four);
}

static void log_loss(void)
{
    /* The documentation of log_loss: 0.21616..., that is the mean of -ln 0.9, 0.9, 0.8, 0.65. */
    double y[] = {0.1, 0.9, 0.9, 0.1, 0.8, 0.2, 0.35, 0.65};
    const size_t label[] = {1, 0, 0, 1};
    gsl_matrix_view v = gsl_matrix_view_array(y, 4, 2);
    tap_near(quality_log_loss(&v.matrix, label), 0.21616187468057912, 1e-14, "log-loss 0.21616");
    double sure[] = {0, 1};
    const size_t wrong = 0, right = 1;
    gsl_matrix_view s = gsl_matrix_view_array(sure, 1, 2);
    tap_near(quality_log_loss(&s.matrix, &wrong), 52 * M_LN2, 1e-14,
             "surely wrong costs ln 2^52, not infinity");
    tap_near(quality_log_loss(&s.matrix, &right), 0, 1e-15, "surely right costs nothing");
    double unnormalised[] = {0.5, 0.25, 0.25 + 0.6};
    gsl_matrix_view u = gsl_matrix_view_array(unnormalised, 1, 3);
    tap_near(quality_log_loss(&u.matrix, &wrong), log(3.2), 1e-15, "rows are divided by their sum");
    sure[0] = GSL_NAN;
    tap_ok(isnan(quality_log_loss(&s.matrix, &right)), "NaN is no probability");
}

/* P(score of a positive > score of a negative) + P(equal)/2, pair by pair. */
static double pairs(size_t n, const double score[], const size_t label[], size_t k)
{
    double won = 0, all = 0;
    for (size_t p = 0; p < n; p++)
        for (size_t q = 0; q < n; q++)
            if (label[p] == k && label[q] != k) {
                won += score[p] > score[q] ? 1 : score[p] == score[q] ? 0.5 : 0;
                all += 1;
            }
    return won / all;
}

static void known_curve(void)
{
    /* The documentation of roc_auc_score and average_precision_score: 0.75 and 0.83. */
    double score[] = {0.1, 0.4, 0.35, 0.8};
    const size_t label[] = {0, 0, 1, 1};
    gsl_vector_view v = gsl_vector_view_array(score, 4);
    curve *c = curve_alloc(&v.vector, label, 1);
    tap_near(curve_auc(c), 0.75, 1e-15, "AUC 0.75");
    tap_near(curve_average_precision(c), 5 / 6., 1e-15, "average precision 0.83");
    const double tpr[] = {0, 0.5, 0.5, 1, 1}, fpr[] = {0, 0, 0.5, 0.5, 1};
    const double precision[] = {1, 1, 0.5, 2 / 3., 0.5};
    int same = c->n == 5 && isinf(c->threshold[0]) && c->threshold[1] == 0.8;
    for (size_t i = 0; same && i < 5; i++)
        same = curve_true_rate(c, i) == tpr[i] && curve_false_rate(c, i) == fpr[i] &&
               fabs(curve_precision(c, i) - precision[i]) < 1e-15 && curve_recall(c, i) == tpr[i];
    tap_ok(same, "its points, from nothing to everything");
    curve_free(c);
}

static void ties(void)
{
    double score[MANY], flat[4] = {0.5, 0.5, 0.5, 0.5};
    size_t label[MANY];
    const size_t half[] = {0, 1, 1, 0};
    gsl_vector_view f = gsl_vector_view_array(flat, 4);
    curve *c = curve_alloc(&f.vector, half, 1);
    tap_ok(c->n == 2 && curve_auc(c) == 0.5, "all scores equal: two points, AUC one half");
    tap_near(curve_average_precision(c), 0.5, 1e-15, "and the precision of everybody");
    curve_free(c);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    for (size_t p = 0; p < MANY; p++) {
        label[p] = gsl_rng_uniform_int(rng, 3);
        score[p] = (double)(gsl_rng_uniform_int(rng, 12) + (label[p] == 1 ? 2 : 0)) / 16;
    }
    gsl_vector_view v = gsl_vector_view_array(score, MANY);
    c = curve_alloc(&v.vector, label, 1);
    tap_ok(c->n == 15, "14 different scores are 15 points (%zu)", c->n);
    tap_near(curve_auc(c), pairs(MANY, score, label, 1), 1e-12,
             "300 examples with 14 different scores: AUC pair by pair");
    curve_free(c);
    gsl_rng_free(rng);
}

static void absent(void)
{
    double score[] = {0.2, 0.7};
    const size_t label[] = {0, 0};
    gsl_vector_view v = gsl_vector_view_array(score, 2);
    curve *none = curve_alloc(&v.vector, label, 1), *all = curve_alloc(&v.vector, label, 0);
    tap_ok(isnan(curve_auc(none)) && isnan(curve_true_rate(none, 1)), "no positives: no AUC");
    tap_ok(curve_recall(none, 1) == 1 && curve_average_precision(none) == 0,
           "no positives: recall 1, average precision 0");
    tap_ok(isnan(curve_auc(all)) && isnan(curve_false_rate(all, 1)), "no negatives: no AUC");
    tap_near(curve_average_precision(all), 1, 1e-15, "no negatives: average precision 1");
    curve_free(none);
    curve_free(all);
    score[1] = GSL_NAN;
    tap_ok(!curve_alloc(&v.vector, label, 0), "NaN is no score");
}

static void numbers(void)
{
    /* The documentation of r2_score: 0.948..., and of mean_squared_error: 0.612... */
    double t[] = {3, -0.5, 2, 7}, a[] = {2.5, 0, 2, 8}, flat[] = {-2, -2, -2, -2};
    gsl_vector_view truth = gsl_vector_view_array(t, 4), answer = gsl_vector_view_array(a, 4);
    gsl_vector_view constant = gsl_vector_view_array(flat, 4);
    gsl_vector_view one = gsl_vector_view_array(t, 1);
    tap_near(quality_rmse(&truth.vector, &answer.vector), sqrt(0.375), 1e-15, "RMSE 0.612");
    tap_near(quality_r2(&truth.vector, &answer.vector), 1 - 1.5 / 29.1875, 1e-15, "R^2 0.948");
    tap_ok(quality_r2(&constant.vector, &constant.vector) == 1, "constant truth, right: R^2 1");
    tap_ok(quality_r2(&constant.vector, &answer.vector) == 0, "constant truth, wrong: R^2 0");
    tap_ok(isnan(quality_r2(&one.vector, &one.vector)), "R^2 needs two examples");
}

int main(void)
{
    confusion();
    means();
    matthews();
    log_loss();
    known_curve();
    ties();
    absent();
    numbers();
    return tap_done();
}
