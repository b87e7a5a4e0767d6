#include "quality.h"

#include <float.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sort_vector.h>
#include <math.h>
#include <stdlib.h>

/* ------------------------------------------------------------- from the confusion matrix */

void quality_confusion(size_t n, const size_t truth[], const size_t answer[], gsl_matrix *c)
{
    gsl_matrix_set_zero(c);
    for (size_t p = 0; p < n; p++)
        *gsl_matrix_ptr(c, truth[p], answer[p]) += 1;
}

static double row_sum(const gsl_matrix *c, size_t i)
{
    double sum = 0;
    for (size_t j = 0; j < c->size2; j++)
        sum += gsl_matrix_get(c, i, j);
    return sum;
}

static double column_sum(const gsl_matrix *c, size_t j)
{
    double sum = 0;
    for (size_t i = 0; i < c->size1; i++)
        sum += gsl_matrix_get(c, i, j);
    return sum;
}

static double total(const gsl_matrix *c)
{
    double sum = 0;
    for (size_t i = 0; i < c->size1; i++)
        sum += row_sum(c, i);
    return sum;
}

static double diagonal(const gsl_matrix *c)
{
    double sum = 0;
    for (size_t i = 0; i < c->size1; i++)
        sum += gsl_matrix_get(c, i, i);
    return sum;
}

double quality_accuracy(const gsl_matrix *c)
{
    return diagonal(c) / total(c);
}

static double ratio(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

class_quality quality_of_class(const gsl_matrix *c, size_t k)
{
    const double right = gsl_matrix_get(c, k, k), answered = column_sum(c, k), are = row_sum(c, k);
    return (class_quality){.precision = ratio(right, answered),
                           .recall = ratio(right, are),
                           .f1 = ratio(2 * right, answered + are),
                           .support = are};
}

/* Sum of weight times the class's metrics, over the weights' sum. */
static class_quality mean(const gsl_matrix *c, int by_support)
{
    class_quality sum = {0, 0, 0, 0};
    double weights = 0;
    for (size_t k = 0; k < c->size1; k++) {
        const class_quality q = quality_of_class(c, k);
        const double weight = by_support ? q.support : q.support + column_sum(c, k) > 0;
        sum.precision += weight * q.precision;
        sum.recall += weight * q.recall;
        sum.f1 += weight * q.f1;
        sum.support += q.support;
        weights += weight;
    }
    sum.precision /= weights;
    sum.recall /= weights;
    sum.f1 /= weights;
    return sum;
}

class_quality quality_macro(const gsl_matrix *c)
{
    return mean(c, 0);
}

class_quality quality_weighted(const gsl_matrix *c)
{
    return mean(c, 1);
}

double quality_mcc(const gsl_matrix *c)
{
    const double s = total(c);
    double product = 0, answers = 0, truths = 0;
    for (size_t k = 0; k < c->size1; k++) {
        const double t = row_sum(c, k), p = column_sum(c, k);
        product += t * p;
        truths += t * t;
        answers += p * p;
    }
    const double spread = (s * s - answers) * (s * s - truths);
    if (s == 0)
        return GSL_NAN;
    return spread > 0 ? (s * diagonal(c) - product) / sqrt(spread) : 0;
}

/* --------------------------------------------------------------------- probabilities */

static double within(double y)
{
    return GSL_MAX(DBL_EPSILON, GSL_MIN(1 - DBL_EPSILON, y));
}

double quality_log_loss(const gsl_matrix *y, const size_t label[])
{
    double loss = 0;
    for (size_t p = 0; p < y->size1; p++) {
        double sum = 0;
        for (size_t j = 0; j < y->size2; j++) {
            if (isnan(gsl_matrix_get(y, p, j)))
                return GSL_NAN;
            sum += within(gsl_matrix_get(y, p, j));
        }
        loss -= log(within(gsl_matrix_get(y, p, label[p])) / sum);
    }
    return loss / (double)y->size1;
}

/* ---------------------------------------------------------------------------- curves */

static curve *curve_room(size_t n)
{
    curve *c = calloc(1, sizeof *c);
    if (!c)
        return NULL;
    c->threshold = malloc((n + 1) * sizeof(double));
    c->tp = malloc((n + 1) * sizeof(double));
    c->fp = malloc((n + 1) * sizeof(double));
    if (c->threshold && c->tp && c->fp)
        return c;
    curve_free(c);
    return NULL;
}

void curve_free(curve *c)
{
    if (!c)
        return;
    free(c->threshold);
    free(c->tp);
    free(c->fp);
    free(c);
}

/* A point of its own if the score differs from the one before. */
static void add_example(curve *c, double score, int positive)
{
    if (score != c->threshold[c->n - 1]) {
        c->threshold[c->n] = score;
        c->tp[c->n] = c->positives;
        c->fp[c->n] = c->negatives;
        c->n++;
    }
    c->tp[c->n - 1] = c->positives += positive;
    c->fp[c->n - 1] = c->negatives += !positive;
}

static int any_nan(const gsl_vector *v)
{
    for (size_t p = 0; p < v->size; p++)
        if (isnan(gsl_vector_get(v, p)))
            return 1;
    return 0;
}

curve *curve_alloc(const gsl_vector *score, const size_t label[], size_t k)
{
    if (any_nan(score))
        return NULL;
    gsl_permutation *order = gsl_permutation_alloc(score->size);
    curve *c = order ? curve_room(score->size) : NULL;
    if (c) {
        gsl_sort_vector_index(order, score);
        c->threshold[0] = GSL_POSINF;
        c->tp[0] = c->fp[0] = 0;
        c->n = 1;
        for (size_t i = score->size; i-- > 0;) {
            const size_t p = gsl_permutation_get(order, i);
            add_example(c, gsl_vector_get(score, p), label[p] == k);
        }
    }
    gsl_permutation_free(order);
    return c;
}

double curve_true_rate(const curve *c, size_t i)
{
    return c->tp[i] / c->positives;
}

double curve_false_rate(const curve *c, size_t i)
{
    return c->fp[i] / c->negatives;
}

double curve_recall(const curve *c, size_t i)
{
    if (c->positives > 0)
        return curve_true_rate(c, i);
    return i > 0;
}

double curve_precision(const curve *c, size_t i)
{
    const double called = c->tp[i] + c->fp[i];
    return called > 0 ? c->tp[i] / called : 1;
}

/* In whole numbers up to the last division. */
double curve_auc(const curve *c)
{
    double twice = 0;
    for (size_t i = 1; i < c->n; i++)
        twice += (c->fp[i] - c->fp[i - 1]) * (c->tp[i] + c->tp[i - 1]);
    return twice / (2 * c->positives * c->negatives);
}

double curve_average_precision(const curve *c)
{
    double sum = 0;
    for (size_t i = 1; i < c->n; i++)
        sum += (curve_recall(c, i) - curve_recall(c, i - 1)) * curve_precision(c, i);
    return c->n > 1 ? sum : GSL_NAN;
}

/* --------------------------------------------------------------------------- numbers */

static double squares(const gsl_vector *a, const gsl_vector *b)
{
    double sum = 0;
    for (size_t p = 0; p < a->size; p++)
        sum += gsl_pow_2(gsl_vector_get(a, p) - gsl_vector_get(b, p));
    return sum;
}

double quality_rmse(const gsl_vector *truth, const gsl_vector *answer)
{
    return sqrt(squares(truth, answer) / (double)truth->size);
}

double quality_r2(const gsl_vector *truth, const gsl_vector *answer)
{
    double mean_truth = 0, spread = 0;
    for (size_t p = 0; p < truth->size; p++)
        mean_truth += gsl_vector_get(truth, p) / (double)truth->size;
    for (size_t p = 0; p < truth->size; p++)
        spread += gsl_pow_2(gsl_vector_get(truth, p) - mean_truth);
    const double missed = squares(truth, answer);
    if (truth->size < 2)
        return GSL_NAN;
    return spread > 0 ? 1 - missed / spread : missed == 0;
}
