/**
# A net to try a gradient on

For [backprop.c](backprop.c) and [gradient_check.c](gradient_check.c): the net that the reader
names, with random weights and examples. None of it is part of a method, but two choices matter to
both. Weights are drawn so that states are of the size of 1, where no activation is flat and hardly a
ReLU is dead for all examples. And the answers wanted are no zeros and ones, for which some wrong
gradients are right.
*/

#include "trial.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ------------------------------------------------------------------------- options */

enum { NET = 0x6000, ACTIVATION, OUTPUT, LOSS, EXAMPLES };

static const struct argp_option table[] = {
    {"net", NET, "N-N-...", 0, "inputs, and neurons of each layer", 1},
    {"activation", ACTIVATION, "NAME", 0, "of hidden layers: tanh, logistic, relu, linear, softmax",
     1},
    {"output", OUTPUT, "NAME", 0, "of the last layer: the same", 1},
    {"loss", LOSS, "NAME", 0, "mse, cross-entropy, kullback-leibler", 1},
    {"examples", EXAMPLES, "P", 0, "random ones", 1},
    {0},
};

static activation parse_activation(const char *option, const char *text)
{
    if (strcmp(text, "threshold") == 0)
        arguments_error("--%s: the threshold's derivative is 0 everywhere, so every gradient below "
                        "it is 0 and proves nothing",
                        option);
    const activation a = activation_from_name(text);
    if (a == ACTIVATION_COUNT)
        arguments_error("--%s: '%s' is none of tanh, logistic, relu, linear, softmax", option,
                        text);
    return a;
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    trial_options *o = state->input;
    switch (key) {
    case NET:
        o->layers = argument_net("net", text, TRIAL_LAYERS, o->width);
        return 0;
    case ACTIVATION:
        o->hidden = parse_activation("activation", text);
        return 0;
    case OUTPUT:
        o->output = parse_activation("output", text);
        return 0;
    case LOSS:
        o->l = (loss)argument_choice("loss", text, "mse|cross-entropy|kullback-leibler");
        return 0;
    case EXAMPLES:
        o->examples = argument_whole("examples", text, 1, 10000);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

const struct argp trial_argp = {table, parse, NULL, NULL, NULL, NULL, NULL};

void trial_options_check(const trial_options *o)
{
    if (!loss_accepts(o->l, o->output))
        arguments_error("--loss: %s takes the logarithm of the outputs, and %s outputs are no "
                        "probabilities; use --output softmax or logistic, or mse",
                        loss_name(o->l), activation_name(o->output));
    if (o->output == ACTIVATION_SOFTMAX && o->width[o->layers] == 1)
        arguments_error("--net: softmax of a single output is always 1; use --output logistic");
}

/* ---------------------------------------------------------------------------- a trial */

int trial_alloc(trial *t, const trial_options *o, fault *why)
{
    *t = (trial){.net = mlp_alloc(o->layers, o->width, o->hidden, o->output), .l = o->l};
    if (t->net) {
        t->x = gsl_matrix_calloc(o->examples, o->width[0]);
        t->d = gsl_matrix_calloc(o->examples, o->width[o->layers]);
        t->w = gsl_vector_calloc(t->net->n_weights);
        t->g = gsl_vector_calloc(t->net->n_weights);
        t->pass = mlp_pass_alloc(t->net, o->examples);
    }
    if (t->net && t->x && t->d && t->w && t->g && t->pass)
        return GSL_SUCCESS;
    trial_free(t);
    return fault_set(why, GSL_ENOMEM, "no memory for the net");
}

void trial_free(trial *t)
{
    if (t->net)
        mlp_pass_free(t->net, t->pass);
    gsl_matrix_free(t->x);
    gsl_matrix_free(t->d);
    gsl_vector_free(t->w);
    gsl_vector_free(t->g);
    mlp_free(t->net);
    *t = (trial){0};
}

static void uniform(gsl_rng *rng, size_t n, double bound, double *x)
{
    for (size_t i = 0; i < n; i++)
        x[i] = bound * (2 * gsl_rng_uniform(rng) - 1);
}

void trial_draw_weights(trial *t, gsl_rng *rng)
{
    double *w = t->w->data;
    for (size_t l = 1; l <= t->net->layers; l++) {
        const size_t n = t->net->width[l - 1] + 1, size = n * t->net->width[l];
        uniform(rng, size, 2 / sqrt((double)n), w);
        w += size;
    }
}

void trial_draw_examples(trial *t, gsl_rng *rng)
{
    uniform(rng, t->x->size1 * t->x->size2, 1, t->x->data);
    for (size_t p = 0; p < t->d->size1; p++) {
        gsl_vector_view row = gsl_matrix_row(t->d, p);
        for (size_t j = 0; j < row.vector.size; j++)
            row.vector.data[j] = 0.05 + gsl_rng_uniform(rng);
        gsl_vector_scale(&row.vector, 1 / (gsl_blas_dasum(&row.vector) + 0.05));
        if (t->net->a[t->net->layers - 1] == ACTIVATION_SOFTMAX)
            gsl_vector_scale(&row.vector, 1 / gsl_blas_dasum(&row.vector));
    }
}

double trial_error(trial *t)
{
    mlp_states(t->net, t->w, t->x, t->pass);
    gsl_matrix_view y = mlp_pass_y(t->pass, t->net->layers, t->x->size1);
    return loss_forward(t->l, t->net->a[t->net->layers - 1], &y.matrix, t->d);
}

void trial_print(const trial *t)
{
    const mlp *net = t->net;
    for (size_t l = 0; l <= net->layers; l++)
        printf("%s%zu", l ? "-" : "", net->width[l]);
    printf(", %s, %s, %s; %zu weights, %zu example%s",
           net->layers > 1 ? activation_name(net->a[0]) : "no hidden layer",
           activation_name(net->a[net->layers - 1]), loss_name(t->l), t->w->size, t->x->size1,
           t->x->size1 == 1 ? "" : "s");
}
