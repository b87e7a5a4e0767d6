/* grade_backward.c - is the gradient the slope? A net of one neuron by hand, and a net of three
   layers against central differences of E. The forward pass here is three loops and knows nothing
   of the book's own. */

#include "exercise/exercise.h"
#include "grade.h"
#include "tap.h"

#include <gsl/gsl_errno.h>
#include <math.h>

static const char *const equation_1 = "slide 31, step 2, equation (1) of backward.c: (y - d)/P";
static const char *const equation_2 = "slide 31, step 4, equation (2) of backward.c";
static const char *const equation_3 = "slide 31, step 3, equation (3) of backward.c";

/* The same as an exercise_net, but ours to change. */
typedef struct {
    size_t layers, width[EXERCISE_LAYERS + 1], examples;
    gsl_matrix *y[EXERCISE_LAYERS + 1], *w[EXERCISE_LAYERS + 1], *d;
    gsl_vector *b[EXERCISE_LAYERS + 1];
    exercise_net given;
} net;

static void layer_alloc(net *n, size_t l)
{
    n->w[l] = gsl_matrix_calloc(n->width[l - 1], n->width[l]);
    n->b[l] = gsl_vector_calloc(n->width[l]);
    n->given.w[l] = n->w[l];
    n->given.b[l] = n->b[l];
    n->given.dw[l] = gsl_matrix_alloc(n->width[l - 1], n->width[l]);
    n->given.db[l] = gsl_vector_alloc(n->width[l]);
    n->given.delta[l] = gsl_matrix_alloc(n->examples, n->width[l]);
    gsl_matrix_set_all(n->given.dw[l], 99); /* what was there before is of no importance */
    gsl_vector_set_all(n->given.db[l], 99);
    gsl_matrix_set_all(n->given.delta[l], 99);
}

static void net_alloc(net *n, size_t layers, const size_t width[], size_t examples)
{
    *n = (net){.layers = layers, .examples = examples, .given = {.layers = layers}};
    for (size_t l = 0; l <= layers; l++) {
        n->width[l] = width[l];
        n->y[l] = gsl_matrix_calloc(examples, width[l]);
        n->given.y[l] = n->y[l];
        if (l > 0)
            layer_alloc(n, l);
    }
    n->d = gsl_matrix_calloc(examples, width[layers]);
    n->given.d = n->d;
}

static void net_free(net *n)
{
    for (size_t l = 0; l <= n->layers; l++) {
        gsl_matrix_free(n->y[l]);
        gsl_matrix_free(n->w[l]);
        gsl_vector_free(n->b[l]);
        gsl_matrix_free(n->given.dw[l]);
        gsl_vector_free(n->given.db[l]);
        gsl_matrix_free(n->given.delta[l]);
    }
    gsl_matrix_free(n->d);
}

/* s = sum_i y_i w_ij + b_j */
static double state(const net *n, size_t l, size_t p, size_t j)
{
    double s = gsl_vector_get(n->b[l], j);
    for (size_t i = 0; i < n->width[l - 1]; i++)
        s += gsl_matrix_get(n->y[l - 1], p, i) * gsl_matrix_get(n->w[l], i, j);
    return s;
}

static void softmax(gsl_matrix *y, size_t p)
{
    double sum = 0;
    for (size_t j = 0; j < y->size2; j++)
        sum += exp(gsl_matrix_get(y, p, j));
    for (size_t j = 0; j < y->size2; j++)
        gsl_matrix_set(y, p, j, exp(gsl_matrix_get(y, p, j)) / sum);
}

/* The forward pass; returns E. */
static double forward(net *n)
{
    double e = 0;
    for (size_t l = 1; l <= n->layers; l++)
        for (size_t p = 0; p < n->examples; p++) {
            for (size_t j = 0; j < n->width[l]; j++) {
                const double s = state(n, l, p, j);
                gsl_matrix_set(n->y[l], p, j, l < n->layers ? tanh(s) : s);
            }
            if (l == n->layers)
                softmax(n->y[l], p);
        }
    for (size_t p = 0; p < n->examples; p++)
        for (size_t j = 0; j < n->width[n->layers]; j++)
            e -= gsl_matrix_get(n->d, p, j) * log(gsl_matrix_get(n->y[n->layers], p, j)) /
                 (double)n->examples;
    return e;
}

/* One input, one tanh neuron, two outputs, one example: x = 1, w1 = 0.5, w2 = (1, -1), no biases,
   answer wanted: class 0. Then y = tanh 0.5 = 0.4621, the states are y and -y, and
     delta_2 = (q, -q) with q = 1/(1 + e^-2y) - 1 = -0.2841      dE/dw2 = y delta_2
     delta_1 = (q 1 + (-q)(-1)) (1 - y^2) = 2 q (1 - y^2)         dE/dw1 = 1 delta_1 */
static void grade_by_hand(void)
{
    net n;
    const double y = tanh(0.5), q = 1 / (1 + exp(-2 * y)) - 1;
    net_alloc(&n, 2, (size_t[]){1, 1, 2}, 1);
    gsl_matrix_set(n.y[0], 0, 0, 1);
    gsl_matrix_set(n.w[1], 0, 0, 0.5);
    gsl_matrix_set(n.w[2], 0, 0, 1);
    gsl_matrix_set(n.w[2], 0, 1, -1);
    gsl_matrix_set(n.d, 0, 0, 1);
    forward(&n);
    exercise_backward(&n.given);
    grade_near(gsl_matrix_get(n.given.delta[2], 0, 0), q, equation_1, "1-1-2 by hand: delta_2");
    grade_near(gsl_matrix_get(n.given.dw[2], 0, 0), y * q, equation_2, "1-1-2 by hand: dE/dw_2");
    grade_near(gsl_vector_get(n.given.db[2], 0), q, equation_2, "1-1-2 by hand: dE/db_2");
    grade_near(gsl_matrix_get(n.given.dw[1], 0, 0), 2 * q * (1 - y * y), equation_3,
               "1-1-2 by hand: dE/dw_1");
    grade_near(gsl_vector_get(n.given.db[1], 0), 2 * q * (1 - y * y), equation_3,
               "1-1-2 by hand: dE/db_1");
    net_free(&n);
}

/* The slope of E along one weight: its error is about 1e-10 for numbers of the size of 1. */
static double difference(net *n, double *weight)
{
    const double h = 1e-5, at = *weight;
    *weight = at + h;
    const double above = forward(n);
    *weight = at - h;
    const double below = forward(n);
    *weight = at;
    return (above - below) / (2 * h);
}

/* The worst of a layer's weights, rounded to what a difference is good for. */
static void grade_layer(net *n, size_t l, const char *slide)
{
    double worst = -1, is = 0, should = 0;
    for (size_t k = 0; k < (n->width[l - 1] + 1) * n->width[l]; k++) {
        const int bias = k >= n->width[l - 1] * n->width[l];
        const size_t j = bias ? k - n->width[l - 1] * n->width[l] : k;
        const double slope = difference(n, bias ? n->b[l]->data + j : n->w[l]->data + j);
        const double given = bias ? n->given.db[l]->data[j] : n->given.dw[l]->data[j];
        if (!(fabs(given - slope) <= worst)) {
            worst = fabs(given - slope);
            is = given;
            should = slope;
        }
    }
    if (worst < 1e-8)
        should = is;
    grade_near(is, should, slide, "4-3-3-2, five examples: the worst slope of layer %zu", l);
}

/* Numbers without a pattern, from -1 to 1. */
static double some(size_t k)
{
    return sin(1.7 * (double)k + 0.3 * (double)(k * k % 11));
}

static void fill(net *n)
{
    size_t k = 0;
    for (size_t l = 0; l <= n->layers; l++) {
        gsl_matrix *m = l ? n->w[l] : n->y[0];
        for (size_t i = 0; i < m->size1 * m->size2; i++)
            m->data[i] = some(k++);
        for (size_t j = 0; l && j < n->width[l]; j++)
            n->b[l]->data[j] = 0.5 * some(k++);
    }
    for (size_t p = 0; p < n->examples; p++)
        gsl_matrix_set(n->d, p, p % n->width[n->layers], 1);
}

static void grade_differences(void)
{
    net n;
    net_alloc(&n, 3, (size_t[]){4, 3, 3, 2}, 5);
    fill(&n);
    forward(&n);
    exercise_backward(&n.given);
    grade_layer(&n, 3, equation_1);
    grade_layer(&n, 2, equation_3);
    grade_layer(&n, 1, equation_3);
    net_free(&n);
}

/* A gradient's first use: a small step against it makes E smaller, by the step times |g|^2. */
static void grade_descent(void)
{
    net n;
    double square = 0;
    const double eta = 1e-6;
    net_alloc(&n, 2, (size_t[]){4, 3, 2}, 5);
    fill(&n);
    const double before = forward(&n);
    exercise_backward(&n.given);
    for (size_t l = 1; l <= 2; l++)
        for (size_t k = 0; k < n.width[l - 1] * n.width[l]; k++) {
            const double g = n.given.dw[l]->data[k];
            square += g * g;
            n.w[l]->data[k] -= eta * g;
        }
    const double fall = (before - forward(&n)) / eta;
    grade_ok(square > 1e-3 && fabs(fall / square - 1) < 1e-3, "slide 31: W := W - eta dE/dW",
             "a small step against the gradient goes down, by eta |g|^2");
    net_free(&n);
}

int main(void)
{
    gsl_set_error_handler_off();
    grade_by_hand();
    grade_differences();
    grade_descent();
    return tap_done();
}
