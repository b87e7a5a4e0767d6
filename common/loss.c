#include "loss.h"

#include "vector_math.h"
#include <gsl/gsl_math.h>
#include <string.h>

/* Rows handled together: enough for vector logarithms, few enough for the first cache. */
enum { CHUNK = 128 };

static const char *const names[LOSS_COUNT] = {
    [LOSS_MSE] = "mse",
    [LOSS_CROSS_ENTROPY] = "cross-entropy",
    [LOSS_KULLBACK_LEIBLER] = "kullback-leibler",
};

const char *loss_name(loss l)
{
    return names[l];
}

loss loss_from_name(const char *name)
{
    loss l = 0;
    while (l < LOSS_COUNT && strcmp(names[l], name) != 0)
        l++;
    return l;
}

int loss_accepts(loss l, activation output)
{
    return l == LOSS_MSE || output == ACTIVATION_SOFTMAX || output == ACTIVATION_LOGISTIC;
}

static double squared_error(const gsl_matrix *y, const gsl_matrix *d)
{
    double sum = 0;
    for (size_t p = 0; p < y->size1; p++) {
        const double *yp = y->data + p * y->tda, *dp = d->data + p * d->tda;
        for (size_t j = 0; j < y->size2; j++)
            sum += (yp[j] - dp[j]) * (yp[j] - dp[j]);
    }
    return sum / (double)(y->size1 * y->size2);
}

/* The functions of rows below are called with n == 2 as a constant where that is what n is, as
   in most programs here: a loop of two turns costs more than what it does, unless the compiler
   knows that there are two. 1400 rows took 14 us before, 8 now. */

/* Moves a row of states so that its largest is 0, and returns what the row owes
   so far: -sum_j d_j (s_j - max). The rest of -sum d ln y is (sum d) ln sum exp. */
static double shift_row(size_t n, double *restrict s, const double *restrict d)
{
    double max = s[0], owed = 0;
    for (size_t j = 1; j < n; j++)
        if (s[j] > max) /* a NaN is no maximum; exp makes the whole row one */
            max = s[j];
    for (size_t j = 0; j < n; j++) {
        s[j] -= max;
        owed -= d[j] != 0 ? d[j] * s[j] : 0; /* a class that is not wanted costs 0, at any s */
    }
    return owed;
}

/* Divides a row of exponentials by their sum, which is returned. */
static double normalise_row(size_t n, double *restrict y)
{
    double sum = 0;
    for (size_t j = 0; j < n; j++)
        sum += y[j];
    const double inverse = 1 / sum;
    for (size_t j = 0; j < n; j++)
        y[j] *= inverse;
    return sum;
}

static double sum_row(size_t n, const double *d)
{
    double sum = 0;
    for (size_t j = 0; j < n; j++)
        sum += d[j];
    return sum;
}

/* Cross-entropy of at most CHUNK rows of contiguous states, summed; S becomes Y. */
static double softmax_chunk(size_t rows, size_t n, double *s, const gsl_matrix *d, size_t first)
{
    double owed = 0, sums[CHUNK];
    for (size_t p = 0; p < rows; p++)
        owed += shift_row(n, s + p * n, d->data + (first + p) * d->tda);
#pragma omp simd
    for (size_t i = 0; i < rows * n; i++)
        s[i] = exp(s[i]);
    for (size_t p = 0; p < rows; p++)
        sums[p] = normalise_row(n, s + p * n);
#pragma omp simd
    for (size_t p = 0; p < rows; p++)
        sums[p] = log(sums[p]);
    for (size_t p = 0; p < rows; p++)
        owed += sum_row(n, d->data + (first + p) * d->tda) * sums[p];
    return owed;
}

static double softmax_entropy(gsl_matrix *s, const gsl_matrix *d)
{
    const size_t step = s->tda == s->size2 ? CHUNK : 1;
    double sum = 0;
    for (size_t first = 0; first < s->size1; first += step) {
        const size_t rows = GSL_MIN(step, s->size1 - first);
        double *chunk = s->data + first * s->tda;
        sum += s->size2 == 2 ? softmax_chunk(rows, 2, chunk, d, first)
                             : softmax_chunk(rows, s->size2, chunk, d, first);
    }
    return sum / (double)s->size1;
}

/* -d ln y - (1 - d) ln(1 - y) with y = 1/(1 + exp(-s)) is ln(1 + exp(s)) - d s;
   taking the larger of s and 0 out of the logarithm keeps exp from overflowing. */
static double logistic_entropy(gsl_matrix *s, const gsl_matrix *d)
{
    double sum = 0;
    for (size_t p = 0; p < s->size1; p++)
        for (size_t j = 0; j < s->size2; j++) {
            const double spj = s->data[p * s->tda + j], dpj = d->data[p * d->tda + j];
            const double positive = spj < 0 ? 0 : spj; /* a NaN stays */
            sum += positive + log1p(exp(-fabs(spj))) - dpj * spj;
        }
    activation_apply(ACTIVATION_LOGISTIC, s);
    return sum / (double)s->size1;
}

static double plogp(double p)
{
    return p > 0 ? p * log(p) : 0; /* p ln p goes to 0 with p */
}

/* The entropy of the wanted answers, -sum d ln d: what no net can go below, and
   0 when each row names one class. */
static double entropy(activation output, const gsl_matrix *d)
{
    double sum = 0;
    for (size_t p = 0; p < d->size1; p++)
        for (size_t j = 0; j < d->size2; j++) {
            const double dpj = d->data[p * d->tda + j];
            sum -= plogp(dpj) + (output == ACTIVATION_LOGISTIC ? plogp(1 - dpj) : 0);
        }
    return sum / (double)d->size1;
}

double loss_forward(loss l, activation output, gsl_matrix *s, const gsl_matrix *d)
{
    if (l == LOSS_MSE) {
        activation_apply(output, s);
        return squared_error(s, d);
    }
    const double e = output == ACTIVATION_SOFTMAX ? softmax_entropy(s, d) : logistic_entropy(s, d);
    return l == LOSS_CROSS_ENTROPY ? e : e - entropy(output, d);
}

static void difference(double scale, const gsl_matrix *y, const gsl_matrix *d, gsl_matrix *delta)
{
    for (size_t p = 0; p < y->size1; p++) {
        const double *yp = y->data + p * y->tda, *dp = d->data + p * d->tda;
        double *restrict deltap = delta->data + p * delta->tda;
        for (size_t j = 0; j < y->size2; j++)
            deltap[j] = scale * (yp[j] - dp[j]);
    }
}

/* dE/ds_k = sum_j -d_j/y_j dy_j/ds_k = y_k sum_j d_j - d_k. Wanted probabilities
   sum to 1, and y - d remains; the sum is kept so that the gradient is that of E
   even where a user's D does not sum to 1. */
static void softmax_difference(size_t n, double scale, const gsl_matrix *y, const gsl_matrix *d,
                               gsl_matrix *delta)
{
    for (size_t p = 0; p < y->size1; p++) {
        const double *yp = y->data + p * y->tda, *dp = d->data + p * d->tda;
        double *restrict deltap = delta->data + p * delta->tda;
        const double sum = sum_row(n, dp);
        for (size_t j = 0; j < n; j++)
            deltap[j] = scale * (sum * yp[j] - dp[j]);
    }
}

void loss_slope(loss l, activation output, const gsl_matrix *y, const gsl_matrix *d, gsl_matrix *c)
{
    const double examples = (double)y->size1, outputs = (double)y->size2;
    if (l == LOSS_MSE)
        difference(2 / (examples * outputs), y, d, c);
    else if (output == ACTIVATION_SOFTMAX && y->size2 == 2)
        softmax_difference(2, 1 / examples, y, d, c);
    else if (output == ACTIVATION_SOFTMAX)
        softmax_difference(y->size2, 1 / examples, y, d, c);
    else
        difference(1 / examples, y, d, c);
}

void loss_backward(loss l, activation output, const gsl_matrix *y, const gsl_matrix *d,
                   gsl_matrix *delta)
{
    loss_slope(l, output, y, d, delta);
    if (l == LOSS_MSE)
        activation_backward(output, y, delta);
}

/* dC/dY for a row of wanted answers: a number, the same for all outputs. */
static double slope_of_slope(loss l, activation output, const gsl_matrix *d, size_t p)
{
    const double examples = (double)d->size1, outputs = (double)d->size2;
    if (l == LOSS_MSE)
        return 2 / (examples * outputs);
    return output == ACTIVATION_SOFTMAX ? sum_row(d->size2, d->data + p * d->tda) / examples
                                        : 1 / examples;
}

void loss_slope_change(loss l, activation output, const gsl_matrix *d, const gsl_matrix *ry,
                       gsl_matrix *rc)
{
    for (size_t p = 0; p < ry->size1; p++) {
        const double *ryp = ry->data + p * ry->tda, slope = slope_of_slope(l, output, d, p);
        double *restrict rcp = rc->data + p * rc->tda;
        for (size_t j = 0; j < ry->size2; j++)
            rcp[j] = slope * ryp[j];
    }
}
