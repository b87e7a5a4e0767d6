/* gradients.c - what would be wrong in the world if these failed: a net would be
   trained along something that is not the slope of its error. It would learn all the
   same, only worse; published student nets with a flipped sign print a correct XOR.

   Every accepted net is held against two references that share no code with
   backpropagation:

     central differences    dE/dw = (E(w + h) - E(w - h)) / 2h + O(h^2), of our own E;
                            h = 1e-5 balances h^2 against the rounding of E over h
     the complex step       E(w + ih) = E(w) + ih dE/dw + O(h^2), so dE/dw = Im E / h
                            with no difference, nothing cancels and h = 1e-30 will do;
                            of an E written below once more, in loops, one example at
                            a time, by the formulas of loss.h

   Layers are compared one by one: a lower layer's gradient is often a hundred times
   smaller than the upper's, and would hide in a maximum over both. */

#include "objective.h"
#include "tap.h"

#include <complex.h>
#include <gsl/gsl_blas.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <string.h>

enum { EXAMPLES = 7, INPUTS = 4, OUTPUTS = 3, WIDEST = 6, MAX_LAYERS = 3, MAX_WEIGHTS = 100 };

/* No layer is as wide as its neighbour: a transposed matrix would not fit. */
static const size_t widths[MAX_LAYERS + 1][MAX_LAYERS + 1] = {
    [1] = {INPUTS, OUTPUTS}, [2] = {INPUTS, 5, OUTPUTS}, [3] = {INPUTS, WIDEST, 5, OUTPUTS}};

typedef struct {
    mlp *net;
    loss l;
    dataset *data;
    gsl_vector *w;
} problem;

/* --------------------------------------------- the net once more, one example */

/* s_j = b_j + sum_i x_i w_ij; the weights lie by rows, the biases after them. */
static void reference_states(size_t n_in, size_t n_out, const double complex *w,
                             const double complex *x, double complex *s)
{
    for (size_t j = 0; j < n_out; j++) {
        s[j] = w[n_in * n_out + j];
        for (size_t i = 0; i < n_in; i++)
            s[j] += x[i] * w[i * n_out + j];
    }
}

static void reference_softmax(size_t n, double complex *s)
{
    double complex sum = 0;
    for (size_t j = 0; j < n; j++)
        sum += cexp(s[j]);
    for (size_t j = 0; j < n; j++)
        s[j] = cexp(s[j]) / sum;
}

/* ReLU and threshold are straight lines left and right of 0, and so may be continued
   into the complex plane from any state that is not at the kink. */
static void reference_activate(activation a, size_t n, double complex *s)
{
    if (a == ACTIVATION_SOFTMAX)
        reference_softmax(n, s);
    for (size_t j = 0; j < n; j++)
        if (a == ACTIVATION_TANH)
            s[j] = ctanh(s[j]);
        else if (a == ACTIVATION_LOGISTIC)
            s[j] = 1 / (1 + cexp(-s[j]));
        else if (a == ACTIVATION_RELU)
            s[j] = creal(s[j]) > 0 ? s[j] : 0;
        else if (a == ACTIVATION_THRESHOLD)
            s[j] = creal(s[j]) >= 0;
}

/* Runs example p through the net; `nearest` becomes the least distance of a state to
   a kink if it is less than what it was. */
static void reference_answer(const problem *q, const double complex *w, size_t p,
                             double complex y[], double *nearest)
{
    const mlp *net = q->net;
    double complex x[WIDEST];
    for (size_t i = 0; i < INPUTS; i++)
        y[i] = gsl_matrix_get(q->data->x, p, i);
    for (size_t l = 1; l <= net->layers; l++) {
        const activation a = net->a[l - 1];
        memcpy(x, y, sizeof x);
        reference_states(net->width[l - 1], net->width[l], w, x, y);
        for (size_t j = 0; j < net->width[l]; j++)
            if (a == ACTIVATION_RELU || a == ACTIVATION_THRESHOLD)
                *nearest = fmin(*nearest, fabs(creal(y[j])));
        reference_activate(a, net->width[l], y);
        w += (net->width[l - 1] + 1) * net->width[l];
    }
}

/* d ln(d/y) or -d ln y: what one wanted probability costs; 0 ln 0 = 0. */
static double complex reference_cost(loss l, double d, double complex y)
{
    if (d == 0)
        return 0;
    return l == LOSS_KULLBACK_LEIBLER ? d * clog(d / y) : -d * clog(y);
}

static double complex reference_loss(const problem *q, size_t p, const double complex y[])
{
    const activation output = q->net->a[q->net->layers - 1];
    double complex sum = 0;
    for (size_t j = 0; j < OUTPUTS; j++) {
        const double d = gsl_matrix_get(q->data->d, p, j);
        if (q->l == LOSS_MSE)
            sum += (y[j] - d) * (y[j] - d) / OUTPUTS;
        else
            sum += reference_cost(q->l, d, y[j]);
        if (q->l != LOSS_MSE && output == ACTIVATION_LOGISTIC)
            sum += reference_cost(q->l, 1 - d, 1 - y[j]);
    }
    return sum;
}

static double complex reference_error(const problem *q, const double complex *w, double *nearest)
{
    double complex sum = 0, y[WIDEST];
    for (size_t p = 0; p < EXAMPLES; p++) {
        reference_answer(q, w, p, y, nearest);
        sum += reference_loss(q, p, y);
    }
    return sum / EXAMPLES;
}

/* ------------------------------------------------------------------ a problem */

static void fill_uniform(gsl_rng *rng, double bound, size_t n, double *x)
{
    for (size_t i = 0; i < n; i++)
        x[i] = bound * (2 * gsl_rng_uniform(rng) - 1);
}

/* Wanted answers that are probabilities of any kind, not only 0 and 1: a gradient
   that is right for one-hot rows alone would pass otherwise. */
static void soften(gsl_rng *rng, gsl_matrix *d)
{
    for (size_t p = 0; p < d->size1; p++) {
        gsl_vector_view row = gsl_matrix_row(d, p);
        fill_uniform(rng, 1, d->size2, row.vector.data);
        gsl_vector_add_constant(&row.vector, 1.1);
        gsl_vector_scale(&row.vector, 1 / gsl_blas_dasum(&row.vector));
    }
}

static double distance_to_kink(const problem *q)
{
    double complex w[MAX_WEIGHTS];
    double nearest = INFINITY;
    for (size_t i = 0; i < q->w->size; i++)
        w[i] = gsl_vector_get(q->w, i);
    reference_error(q, w, &nearest);
    return nearest;
}

/* Draws data and weights until no ReLU or threshold sees a state near 0: there E has
   a corner or a step, and no derivative to compare with. Biases are drawn too. */
static problem make_problem(size_t layers, activation hidden, activation output, loss l, int soft)
{
    problem q = {mlp_alloc(layers, widths[layers], hidden, output), l,
                 dataset_alloc(EXAMPLES, INPUTS, OUTPUTS), NULL};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 14);
    q.w = gsl_vector_alloc(q.net->n_weights);
    do {
        fill_uniform(rng, 2, EXAMPLES * INPUTS, q.data->x->data);
        fill_uniform(rng, 1, q.w->size, q.w->data);
    } while (distance_to_kink(&q) < 1e-3);
    for (size_t p = 0; p < EXAMPLES; p++)
        dataset_set_label(q.data, p, p % OUTPUTS);
    if (soft)
        soften(rng, q.data->d);
    gsl_rng_free(rng);
    return q;
}

static void free_problem(problem *q)
{
    mlp_free(q->net);
    dataset_free(q->data);
    gsl_vector_free(q->w);
}

/* ------------------------------------------------------------ three gradients */

static double gradient_by_backpropagation(const problem *q, gsl_vector *g)
{
    fault why;
    double e;
    objective *o = objective_alloc(q->net, q->l, q->data, 0, NULL, &why);
    gsl_multimin_function_fdf function = objective_function(o);
    gsl_vector_set_all(g, GSL_NAN); /* what is not written must show */
    GSL_MULTIMIN_FN_EVAL_F_DF(&function, q->w, &e, g);
    objective_free(o);
    return e;
}

static void gradient_by_differences(const problem *q, gsl_vector *g)
{
    const double h = 1e-5;
    fault why;
    objective *o = objective_alloc(q->net, q->l, q->data, 0, NULL, &why);
    gsl_multimin_function_fdf function = objective_function(o);
    for (size_t i = 0; i < g->size; i++) {
        const double wi = gsl_vector_get(q->w, i);
        gsl_vector_set(q->w, i, wi + h);
        const double right = GSL_MULTIMIN_FN_EVAL_F(&function, q->w);
        gsl_vector_set(q->w, i, wi - h);
        const double left = GSL_MULTIMIN_FN_EVAL_F(&function, q->w);
        gsl_vector_set(q->w, i, wi);
        gsl_vector_set(g, i, (right - left) / (2 * h));
    }
    objective_free(o);
}

static double gradient_by_complex_step(const problem *q, gsl_vector *g)
{
    const double h = 1e-30;
    double complex w[MAX_WEIGHTS], e = 0;
    double nearest = INFINITY;
    for (size_t i = 0; i < g->size; i++)
        w[i] = gsl_vector_get(q->w, i);
    for (size_t i = 0; i < g->size; i++) {
        w[i] += h * I;
        e = reference_error(q, w, &nearest);
        w[i] = creal(w[i]);
        gsl_vector_set(g, i, cimag(e) / h);
    }
    return creal(e);
}

/* ----------------------------------------------------------------- the checker */

/* Two gradients of nothing agree whatever the formula: zeros on both sides prove
   nothing, and are a verdict of their own. */
typedef enum { AGREE, DIFFER, ALL_ZERO } verdict;

/* Of layer l's part of both gradients, within `tolerance` of the largest component. */
static verdict compare(const mlp *net, size_t l, const gsl_vector *g, const gsl_vector *reference,
                       double tolerance)
{
    double size = 0, worst = 0;
    size_t begin = 0;
    for (size_t k = 1; k < l; k++)
        begin += (net->width[k - 1] + 1) * net->width[k];
    for (size_t i = begin; i < begin + (net->width[l - 1] + 1) * net->width[l]; i++) {
        const double r = gsl_vector_get(reference, i), difference = fabs(gsl_vector_get(g, i) - r);
        size = fmax(size, fabs(r));
        worst = isnan(difference) ? INFINITY : fmax(worst, difference); /* fmax drops a NaN */
    }
    if (size < 1e-12 && worst < 1e-12)
        return ALL_ZERO;
    return worst <= tolerance * size ? AGREE : DIFFER;
}

/* A threshold is flat, so nothing gets through it from above: its own layer's weights
   and those of all layers below have no slope. Only these nets may be ALL_ZERO, and
   only there. */
static verdict expected_verdict(const mlp *net, size_t l)
{
    for (size_t k = l; k <= net->layers; k++)
        if (net->a[k - 1] == ACTIVATION_THRESHOLD)
            return ALL_ZERO;
    return AGREE;
}

static int all_layers(const mlp *net, const gsl_vector *g, const gsl_vector *reference,
                      double tolerance)
{
    for (size_t l = 1; l <= net->layers; l++)
        if (compare(net, l, g, reference, tolerance) != expected_verdict(net, l))
            return 0;
    return 1;
}

/* ------------------------------------------------------ every net, two oracles */

static void check_net(problem *q, const char *name)
{
    gsl_vector *g = gsl_vector_alloc(q->w->size), *reference = gsl_vector_alloc(q->w->size);
    const double e = gradient_by_backpropagation(q, g);
    gradient_by_differences(q, reference);
    tap_ok(all_layers(q->net, g, reference, 1e-7), "%s: central differences", name);
    const double e_reference = gradient_by_complex_step(q, reference);
    tap_ok(all_layers(q->net, g, reference, 1e-12), "%s: the complex step", name);
    tap_near(e, e_reference, 1e-14, "%s: E by loops over examples", name);
    gsl_vector_free(g);
    gsl_vector_free(reference);
}

/* One processing layer has no hidden ones; it is checked once, not six times. */
static void check_nets_of(activation hidden, activation output, loss l)
{
    char name[128];
    for (size_t layers = hidden == 0 ? 1 : 2; layers <= MAX_LAYERS; layers++)
        for (int soft = 0; soft <= 1; soft++) {
            problem q = make_problem(layers, hidden, output, l, soft);
            snprintf(name, sizeof name, "%zu layers, %s hidden, %s outputs, %s, %s D", layers,
                     layers > 1 ? activation_name(hidden) : "none", activation_name(output),
                     loss_name(l), soft ? "soft" : "one-hot");
            check_net(&q, name);
            free_problem(&q);
        }
}

static void check_every_net(void)
{
    for (activation hidden = 0; hidden < ACTIVATION_COUNT; hidden++)
        for (activation output = 0; output < ACTIVATION_COUNT; output++)
            for (loss l = 0; l < LOSS_COUNT; l++)
                if (loss_accepts(l, output))
                    check_nets_of(hidden, output, l);
}

/* Rows of D that do not sum to 1: dE/ds_k = y_k sum_j d_j - d_k, no longer y - d. */
static void check_unnormalised(void)
{
    problem q = make_problem(2, ACTIVATION_TANH, ACTIVATION_SOFTMAX, LOSS_CROSS_ENTROPY, 1);
    gsl_matrix_scale(q.data->d, 0.7);
    check_net(&q, "rows of D that sum to 0.7");
    free_problem(&q);
}

/* ------------------------------------------------- the checker itself is sound */

static void check_catches_lost_factor(problem *q, const gsl_vector *right)
{
    gsl_vector *g = gsl_vector_alloc(right->size);
    /* Backpropagation that forgets the hidden layer's a'(s): forward by tanh,
       backward as if it were linear. */
    mlp_pass *pass = mlp_pass_alloc(q->net, EXAMPLES);
    mlp_states(q->net, q->w, q->data->x, pass);
    gsl_matrix_view y = mlp_pass_y(pass, 2, EXAMPLES);
    gsl_matrix_view delta = mlp_pass_output_delta(q->net, pass, EXAMPLES);
    loss_forward(q->l, ACTIVATION_SOFTMAX, &y.matrix, q->data->d);
    loss_backward(q->l, ACTIVATION_SOFTMAX, &y.matrix, q->data->d, &delta.matrix);
    q->net->a[0] = ACTIVATION_LINEAR;
    mlp_backward(q->net, q->w, q->data->x, pass, g);
    tap_ok(compare(q->net, 1, g, right, 1e-7) == DIFFER, "a forgotten a'(s) is caught");
    tap_ok(compare(q->net, 2, g, right, 1e-7) == AGREE, "... and only below the forgotten place");
    mlp_pass_free(q->net, pass);
    gsl_vector_free(g);
}

static void check_catches_wrong_layer(const problem *q, const gsl_vector *right)
{
    gsl_vector *g = gsl_vector_alloc(right->size);
    for (size_t l = 1; l <= 2; l++) {
        gsl_vector_memcpy(g, right);
        gsl_matrix_view gl = mlp_weights(q->net, g, l);
        gsl_matrix_scale(&gl.matrix, -1);
        tap_ok(compare(q->net, l, g, right, 1e-7) == DIFFER, "layer %zu's sign flipped", l);
        gsl_vector_memcpy(g, right);
        gsl_vector_view gb = mlp_bias(q->net, g, l);
        gsl_vector_scale(&gb.vector, EXAMPLES);
        tap_ok(compare(q->net, l, g, right, 1e-7) == DIFFER, "layer %zu's biases without 1/P", l);
    }
    gsl_vector_free(g);
}

static void check_catches_small_and_nan(const problem *q, const gsl_vector *right)
{
    gsl_vector *g = gsl_vector_alloc(right->size);
    gsl_vector_memcpy(g, right);
    *gsl_vector_ptr(g, 3) += 1e-6 * gsl_blas_dasum(right);
    tap_ok(compare(q->net, 1, g, right, 1e-7) == DIFFER, "one weight wrong by a millionth");
    gsl_vector_set(g, 3, GSL_NAN);
    tap_ok(compare(q->net, 1, g, right, 1e-7) == DIFFER, "a NaN does not agree with anything");
    gsl_vector_set_zero(g);
    tap_ok(compare(q->net, 1, g, right, 1e-7) == DIFFER, "0 is not the gradient");
    tap_ok(compare(q->net, 1, g, g, 1e-7) == ALL_ZERO, "zeros against zeros are no agreement");
    gsl_vector_free(g);
}

static void check_checker(void)
{
    problem q = make_problem(2, ACTIVATION_TANH, ACTIVATION_SOFTMAX, LOSS_CROSS_ENTROPY, 1);
    gsl_vector *right = gsl_vector_alloc(q.w->size);
    gradient_by_complex_step(&q, right);
    check_catches_wrong_layer(&q, right);
    check_catches_small_and_nan(&q, right);
    check_catches_lost_factor(&q, right);
    gsl_vector_free(right);
    free_problem(&q);
}

/* --------------------------------------------------------------------- refused */

static void check_refused(const problem *q, const char *message, const char *what)
{
    fault why = {""};
    objective *o = objective_alloc(q->net, q->l, q->data, 0, NULL, &why);
    tap_ok(!o && strcmp(why.text, message) == 0, "refused: %s", what);
    if (o || strcmp(why.text, message) != 0)
        tap_note("expected '%s', actual '%s'", message, why.text);
    objective_free(o);
}

/* The logarithm of a tanh that may be negative would be NaN one day, not at once. */
static void check_refused_pairs(void)
{
    char message[256], what[64];
    for (loss l = 0; l < LOSS_COUNT; l++)
        for (activation output = 0; output < ACTIVATION_COUNT; output++) {
            if (loss_accepts(l, output))
                continue;
            problem q = make_problem(2, ACTIVATION_TANH, output, l, 0);
            snprintf(what, sizeof what, "%s of %s outputs", loss_name(l), activation_name(output));
            snprintf(message, sizeof message,
                     "loss %s takes the logarithm of the outputs, and %s outputs are no "
                     "probabilities; use softmax or logistic outputs, or the mse",
                     loss_name(l), activation_name(output));
            check_refused(&q, message, what);
            free_problem(&q);
        }
}

static void check_refused_sizes(void)
{
    problem q = make_problem(2, ACTIVATION_TANH, ACTIVATION_SOFTMAX, LOSS_MSE, 0);
    problem inputs = q, classes = q;
    inputs.data = dataset_alloc(EXAMPLES, INPUTS + 1, OUTPUTS);
    check_refused(&inputs, "the net has 4 inputs, the data 5", "data with an input too many");
    classes.data = dataset_alloc(EXAMPLES, INPUTS, OUTPUTS - 1);
    check_refused(&classes, "the net has 3 outputs, the data 2 classes", "too few classes");
    dataset_free(inputs.data);
    dataset_free(classes.data);
    free_problem(&q);
}

/* --------------------------------------------------------------------- batches */

/* An epoch's gradients at the same weights, each times its rows over P, add up to the
   full gradient: each example is dealt once, no more and no less. */
static void check_epoch(objective *o, const problem *q, const gsl_vector *full, const char *when)
{
    gsl_multimin_function_fdf function = objective_function(o);
    gsl_vector *g = gsl_vector_alloc(full->size), *mean = gsl_vector_calloc(full->size);
    const double end = o->examples_seen + EXAMPLES;
    double e;
    int same = 1;
    while (o->examples_seen < end) {
        const double before = o->examples_seen;
        GSL_MULTIMIN_FN_EVAL_F_DF(&function, q->w, &e, g);
        gsl_blas_daxpy((o->examples_seen - before) / EXAMPLES, g, mean);
        same = same && GSL_MULTIMIN_FN_EVAL_F(&function, q->w) == e;
    }
    gsl_vector_sub(mean, full);
    tap_near(mean->data[gsl_blas_idamax(mean)], 0, 1e-13,
             "batches of %zu, %s epoch: the mean of "
             "the gradients is the full gradient",
             o->batch, when);
    tap_ok(same, "batches of %zu, %s epoch: E alone stays on the gradient's batch", o->batch, when);
    gsl_vector_free(g);
    gsl_vector_free(mean);
}

static void check_batches(void)
{
    problem q = make_problem(2, ACTIVATION_TANH, ACTIVATION_SOFTMAX, LOSS_CROSS_ENTROPY, 1);
    gsl_vector *full = gsl_vector_alloc(q.w->size);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gradient_by_backpropagation(&q, full);
    for (size_t batch = 1; batch <= EXAMPLES + 1; batch++) {
        fault why;
        objective *o = objective_alloc(q.net, q.l, q.data, batch, rng, &why);
        check_epoch(o, &q, full, "first");
        check_epoch(o, &q, full, "second");
        objective_free(o);
    }
    gsl_rng_free(rng);
    gsl_vector_free(full);
    free_problem(&q);
}

/* The errors of the batches of two epochs, at the same weights; returns how many an
   epoch has. */
static size_t deal_twice(const problem *q, size_t batch, double e[2][EXAMPLES])
{
    fault why;
    const size_t batches = (EXAMPLES + batch - 1) / batch;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_vector *g = gsl_vector_alloc(q->w->size);
    objective *o = objective_alloc(q->net, q->l, q->data, batch, rng, &why);
    gsl_multimin_function_fdf function = objective_function(o);
    for (size_t i = 0; i < 2 * batches; i++)
        GSL_MULTIMIN_FN_EVAL_F_DF(&function, q->w, &e[i / batches][i % batches], g);
    objective_free(o);
    gsl_vector_free(g);
    gsl_rng_free(rng);
    return batches;
}

/* Slide 32's strategies: each deck holds the same examples, freshly shuffled, also
   where the last batch was a small one. */
static void check_decks(void)
{
    double e[2][EXAMPLES];
    problem q = make_problem(2, ACTIVATION_TANH, ACTIVATION_SOFTMAX, LOSS_CROSS_ENTROPY, 1);
    for (size_t batch = 1; batch <= 3; batch++) {
        const size_t n = deal_twice(&q, batch, e);
        tap_ok(memcmp(e[0], e[1], n * sizeof(double)) != 0,
               "batches of %zu: a second deck comes in another order", batch);
    }
    deal_twice(&q, 1, e);
    gsl_sort(e[0], 1, EXAMPLES);
    gsl_sort(e[1], 1, EXAMPLES);
    tap_ok(memcmp(e[0], e[1], sizeof e[0]) == 0, "a second deck holds the same examples");
    free_problem(&q);
}

int main(void)
{
    gsl_set_error_handler_off();
    check_every_net();
    check_unnormalised();
    check_checker();
    check_refused_pairs();
    check_refused_sizes();
    check_batches();
    check_decks();
    return tap_done();
}
