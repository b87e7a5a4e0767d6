/* Known mistakes in a backward pass, chosen by $WRONG: what the grader must find. */

#include "exercise/exercise.h"

#include <gsl/gsl_blas.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static int wrong(const char *what)
{
    const char *name = getenv("WRONG");
    return name && strcmp(name, what) == 0;
}

/* Equation (1). */
static void output_delta(const exercise_net *net)
{
    gsl_matrix *delta = net->delta[net->layers];
    gsl_matrix_memcpy(delta, net->y[net->layers]);
    gsl_matrix_sub(delta, net->d);
    if (!wrong("sum, not mean"))
        gsl_matrix_scale(delta, 1 / (double)delta->size1);
    if (wrong("sign"))
        gsl_matrix_scale(delta, -1);
}

/* Equation (2). */
static void slopes(const exercise_net *net, size_t l)
{
    gsl_blas_dgemm(CblasTrans, CblasNoTrans, 1, net->y[l - 1], net->delta[l], 0, net->dw[l]);
    if (wrong("added to what was there"))
        gsl_matrix_add_constant(net->dw[l], 99);
    gsl_vector_set_zero(net->db[l]);
    for (size_t p = 0; p < net->delta[l]->size1 && !wrong("no biases"); p++) {
        gsl_vector_const_view row = gsl_matrix_const_row(net->delta[l], p);
        gsl_vector_add(net->db[l], &row.vector);
    }
}

static double slope_of(double y)
{
    if (wrong("no slope of tanh"))
        return 1;
    if (wrong("slope of y, not of s")) /* as if y were the state */
        return 1 - tanh(y) * tanh(y);
    return wrong("slope of the sigmoid") ? y * (1 - y) : 1 - y * y;
}

/* Equation (3). */
static void hand_down(const exercise_net *net, size_t l)
{
    gsl_matrix *below = net->delta[l - 1];
    gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1, net->delta[l], net->w[l], 0, below);
    for (size_t p = 0; p < below->size1; p++)
        for (size_t i = 0; i < below->size2; i++)
            *gsl_matrix_ptr(below, p, i) *= slope_of(gsl_matrix_get(net->y[l - 1], p, i));
    if (wrong("sign below"))
        gsl_matrix_scale(below, -1);
}

void exercise_backward(const exercise_net *net)
{
    output_delta(net);
    for (size_t l = net->layers; l >= 1; l--) {
        slopes(net, l);
        if (l > 1)
            hand_down(net, l);
    }
}
