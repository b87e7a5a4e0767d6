#include "activation.h"

#include "vector_math.h"
#include <gsl/gsl_math.h>
#include <string.h>

static const char *const names[ACTIVATION_COUNT] = {
    [ACTIVATION_LINEAR] = "linear",       [ACTIVATION_TANH] = "tanh",
    [ACTIVATION_LOGISTIC] = "logistic",   [ACTIVATION_RELU] = "relu",
    [ACTIVATION_THRESHOLD] = "threshold", [ACTIVATION_SOFTMAX] = "softmax",
};

const char *activation_name(activation a)
{
    return names[a];
}

activation activation_from_name(const char *name)
{
    activation a = 0;
    while (a < ACTIVATION_COUNT && strcmp(names[a], name) != 0)
        a++;
    return a;
}

/* Each function below works on n numbers that lie side by side, so that one loop
   covers a whole matrix and the compiler can vectorise it. */

static void apply_tanh(size_t n, double *restrict s)
{
#pragma omp simd
    for (size_t i = 0; i < n; i++)
        s[i] = tanh(s[i]);
}

static void apply_logistic(size_t n, double *restrict s)
{
    /* exp(-s) overflows to infinity for s < -709, and 1 / infinity is the right 0. */
#pragma omp simd
    for (size_t i = 0; i < n; i++)
        s[i] = 1 / (1 + exp(-s[i]));
}

static void apply_relu(size_t n, double *restrict s)
{
    /* Written so that a NaN fails the comparison and stays: fmax would hide it. */
    for (size_t i = 0; i < n; i++)
        s[i] = s[i] < 0 ? 0 : s[i];
}

static void apply_threshold(size_t n, double *restrict s)
{
    for (size_t i = 0; i < n; i++)
        s[i] = isnan(s[i]) ? s[i] : (s[i] >= 0);
}

static double max_of(size_t n, const double *s)
{
    double max = s[0];
    for (size_t j = 1; j < n; j++)
        if (s[j] > max) /* a NaN is no maximum; exp makes the whole row one */
            max = s[j];
    return max;
}

/* y_j = exp(s_j - max) / sum: the same value as the slide's formula, for any
   shift gives the same y, but the largest exponent is 0 and cannot overflow. */
static void apply_softmax(size_t rows, size_t n, double *restrict s)
{
    for (size_t p = 0; p < rows; p++) {
        const double max = max_of(n, s + p * n);
        for (size_t j = 0; j < n; j++)
            s[p * n + j] -= max;
    }
#pragma omp simd
    for (size_t i = 0; i < rows * n; i++)
        s[i] = exp(s[i]);
    for (size_t p = 0; p < rows; p++) {
        double sum = 0;
        for (size_t j = 0; j < n; j++)
            sum += s[p * n + j];
        for (size_t j = 0; j < n; j++)
            s[p * n + j] /= sum;
    }
}

/* Calls one of the above on a matrix whose rows may be apart in memory. */
static void apply_rows(activation a, size_t rows, size_t n, double *s)
{
    switch (a) {
    case ACTIVATION_TANH:
        apply_tanh(rows * n, s);
        break;
    case ACTIVATION_LOGISTIC:
        apply_logistic(rows * n, s);
        break;
    case ACTIVATION_RELU:
        apply_relu(rows * n, s);
        break;
    case ACTIVATION_THRESHOLD:
        apply_threshold(rows * n, s);
        break;
    case ACTIVATION_SOFTMAX:
        apply_softmax(rows, n, s);
        break;
    case ACTIVATION_LINEAR:
    case ACTIVATION_COUNT:
        break;
    }
}

void activation_apply(activation a, gsl_matrix *s)
{
    if (s->tda == s->size2) {
        apply_rows(a, s->size1, s->size2, s->data);
        return;
    }
    for (size_t p = 0; p < s->size1; p++)
        apply_rows(a, 1, s->size2, s->data + p * s->tda);
}

static void backward_tanh(size_t n, const double *restrict y, double *restrict delta)
{
#pragma omp simd
    for (size_t i = 0; i < n; i++)
        delta[i] *= 1 - y[i] * y[i];
}

static void backward_logistic(size_t n, const double *restrict y, double *restrict delta)
{
#pragma omp simd
    for (size_t i = 0; i < n; i++)
        delta[i] *= y[i] * (1 - y[i]);
}

static void backward_relu(size_t n, const double *restrict y, double *restrict delta)
{
    for (size_t i = 0; i < n; i++)
        delta[i] = y[i] > 0 ? delta[i] : 0;
}

static void backward_threshold(size_t n, double *delta)
{
    memset(delta, 0, n * sizeof *delta);
}

/* dy_k/ds_j = y_k (1{j = k} - y_j), so dE/ds_j = y_j (dE/dy_j - sum_k dE/dy_k y_k). */
static void backward_softmax(size_t rows, size_t n, const double *restrict y,
                             double *restrict delta)
{
    for (size_t p = 0; p < rows; p++, y += n, delta += n) {
        double mean = 0;
        for (size_t k = 0; k < n; k++)
            mean += delta[k] * y[k];
        for (size_t j = 0; j < n; j++)
            delta[j] = y[j] * (delta[j] - mean);
    }
}

static void backward_rows(activation a, size_t rows, size_t n, const double *y, double *delta)
{
    switch (a) {
    case ACTIVATION_TANH:
        backward_tanh(rows * n, y, delta);
        break;
    case ACTIVATION_LOGISTIC:
        backward_logistic(rows * n, y, delta);
        break;
    case ACTIVATION_RELU:
        backward_relu(rows * n, y, delta);
        break;
    case ACTIVATION_THRESHOLD:
        backward_threshold(rows * n, delta);
        break;
    case ACTIVATION_SOFTMAX:
        backward_softmax(rows, n, y, delta);
        break;
    case ACTIVATION_LINEAR:
    case ACTIVATION_COUNT:
        break;
    }
}

void activation_backward(activation a, const gsl_matrix *y, gsl_matrix *delta)
{
    if (y->tda == y->size2 && delta->tda == delta->size2) {
        backward_rows(a, y->size1, y->size2, y->data, delta->data);
        return;
    }
    for (size_t p = 0; p < y->size1; p++)
        backward_rows(a, 1, y->size2, y->data + p * y->tda, delta->data + p * delta->tda);
}

/* The slope is taken of the output here as well: with R{y} = y' R{s}, the change of the slope
   y'' R{s} is (dy'/dy) R{y}, and y' = 1 - y^2 has dy'/dy = -2 y. */
static void bend_tanh(size_t n, const double *restrict y, const double *restrict ry,
                      const double *restrict c, double *restrict rdelta)
{
#pragma omp simd
    for (size_t i = 0; i < n; i++)
        rdelta[i] -= 2 * y[i] * ry[i] * c[i];
}

/* y' = y (1 - y), so dy'/dy = 1 - 2 y. */
static void bend_logistic(size_t n, const double *restrict y, const double *restrict ry,
                          const double *restrict c, double *restrict rdelta)
{
#pragma omp simd
    for (size_t i = 0; i < n; i++)
        rdelta[i] += (1 - 2 * y[i]) * ry[i] * c[i];
}

/* dE/ds_j = y_j (c_j - sum_k c_k y_k): y stands in it twice, and either may change. */
static void bend_softmax(size_t n, const double *restrict y, const double *restrict ry,
                         const double *restrict c, double *restrict rdelta)
{
    double mean = 0, change = 0;
    for (size_t k = 0; k < n; k++) {
        mean += c[k] * y[k];
        change += c[k] * ry[k];
    }
    for (size_t j = 0; j < n; j++)
        rdelta[j] += ry[j] * (c[j] - mean) - y[j] * change;
}

void activation_bend(activation a, const gsl_matrix *y, const gsl_matrix *ry, const gsl_matrix *c,
                     gsl_matrix *rdelta)
{
    for (size_t p = 0; p < y->size1; p++) {
        const double *yp = y->data + p * y->tda, *ryp = ry->data + p * ry->tda,
                     *cp = c->data + p * c->tda;
        double *rdeltap = rdelta->data + p * rdelta->tda;
        if (a == ACTIVATION_TANH)
            bend_tanh(y->size2, yp, ryp, cp, rdeltap);
        else if (a == ACTIVATION_LOGISTIC)
            bend_logistic(y->size2, yp, ryp, cp, rdeltap);
        else if (a == ACTIVATION_SOFTMAX)
            bend_softmax(y->size2, yp, ryp, cp, rdeltap);
    }
}

double activation_derivative_of_y(activation a, double y)
{
    switch (a) {
    case ACTIVATION_LINEAR:
        return 1;
    case ACTIVATION_TANH:
        return 1 - y * y;
    case ACTIVATION_LOGISTIC:
        return y * (1 - y);
    case ACTIVATION_RELU:
        return y > 0;
    case ACTIVATION_THRESHOLD:
        return 0;
    default:
        return GSL_NAN;
    }
}

double activation_derivative_of_s(activation a, double s)
{
    switch (a) {
    case ACTIVATION_TANH: {
        /* 1/cosh(s)^2, not 1 - tanh(s)^2: that would cancel to 0 from s = 19 on. */
        const double c = cosh(s);
        return 1 / (c * c);
    }
    case ACTIVATION_LOGISTIC: {
        const double e = exp(-fabs(s));
        return e / ((1 + e) * (1 + e));
    }
    case ACTIVATION_RELU:
        return s > 0;
    default:
        return activation_derivative_of_y(a, s);
    }
}

double activation_second_derivative_of_y(activation a, double y)
{
    switch (a) {
    case ACTIVATION_TANH:
        return -2 * y * (1 - y * y);
    case ACTIVATION_LOGISTIC:
        return (1 - 2 * y) * y * (1 - y);
    case ACTIVATION_SOFTMAX:
    case ACTIVATION_COUNT:
        return GSL_NAN;
    default:
        return 0;
    }
}
