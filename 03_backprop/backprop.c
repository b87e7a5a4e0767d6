/**
# Backpropagation: every number of one small net

Lecture 14, slides 30-31: «метод обратного распространения ошибки».

A net has thousands of weights, and one of them is to be changed a little. What does that do to
the error? The change reaches the state of one neuron, from there its output, from there every
neuron of the next layer, and so on to the end: a chain of derivatives. Two neighbouring weights
have nearly all of that chain in common. Backpropagation computes it once for each neuron, from
the end backwards, and calls the result $\delta$.

In the order of slide 31. First the forward pass, for every layer:

$$ s_j = \sum_i y_i w_{ij} + b_j, \qquad y_j = a(s_j) \qquad (1) $$

where $y_i$ are the outputs of the layer below (or the inputs). Then $\delta$ of the output layer,
where the error depends on $y_j$ directly:

$$ \delta_j = \frac{\partial E}{\partial s_j} = \frac{\partial E}{\partial y_j} \, a'(s_j) \qquad (2) $$

Then the backward pass. The error sees a hidden neuron $i$ only through the neurons $j$ above it:

$$ \delta_i = a'(s_i) \sum_j \delta_j w_{ij} \qquad (3) $$

And since $s_j$ is linear in the weights, what is left of the chain is the number that entered:

$$ \frac{\partial E}{\partial w_{ij}} = y_i \delta_j, \qquad \frac{\partial E}{\partial b_j} = \delta_j \qquad (4) $$

## Where the slide needs care

Slide 30 defines $\delta = \partial E / \partial y$ for the output layer and
$\delta = \partial y / \partial s \cdot \sum \delta w$ for a hidden one, and (4) is to serve both.
It cannot: the first lacks the factor $a'(s)$ that the second has. Taken to the letter
(`--as-printed`), every gradient is wrong by the factor $1 / a'(s)$ of the output. For one example
and one output that is the right direction with a wrong length. Of several examples or outputs
each has a factor of its own, and the direction of the sum is wrong too; but the factors are
positive, and such a net learns. Here $\delta$ means $\partial E / \partial s$ in every layer.

With logistic outputs and cross-entropy the two factors of (2) are

$$ \frac{y - d}{y (1 - y)} \cdot y (1 - y) = y - d $$

which is why the product is so simple, and why leaving out half of it is so far off. It also means
that as printed, with logistic outputs and the mean squared error, $\delta = 2 (y - d) / m$ for
$m$ outputs: but for a factor, the right gradient of another error, the cross-entropy. There the
slip does no harm at all, and will not be noticed.

| slide | here | default | meaning |
|---|---|---|---|
| $x$, $d$ | `--inputs`, `--target` | 0.5, -1; 1 | one example |
| $w_{ij}$, $b_j$ | `--weights` | see `--help` | from neuron i to j, and the bias ($-w_0$ of slide 14) |
| $a$ | `--activation`, `--output` | tanh, logistic | of the hidden neurons 1, 2 and of the output 3 |
| $E$ | `--loss` | mse | $(y - d)^2$ for a single output |
*/

#include "formulas.h"
#include "output.h"
#include "random.h"
#include "train.h"
#include "trial.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SMALL_WEIGHTS = 9 };

typedef struct {
    basics b;
    trial_options t; /* the net; layers = 0 for the 2-2-1 net with these: */
    double x[2], w[SMALL_WEIGHTS], d;
    int small_given; /* whether any of them was */
    int as_printed, speed;
} settings;

/**
## The four steps, weight by weight

What a textbook's first program does: one example at a time, a loop over neurons around a loop
over weights. Every index of the formulas is there to be seen.
*/

/* s, y and delta of every neuron, for one example. y[0] are the inputs. */
typedef struct {
    const mlp *net;
    const gsl_vector *w;
    double *s[TRIAL_LAYERS + 1], *y[TRIAL_LAYERS + 1], *delta[TRIAL_LAYERS + 1];
} neurons;

static double activate(activation a, double s)
{
    gsl_matrix_view one = gsl_matrix_view_array(&s, 1, 1);
    activation_apply(a, &one.matrix);
    return s;
}

/* Step 1, equation (1). */
static void forward(neurons *n)
{
    for (size_t l = 1; l <= n->net->layers; l++) {
        const size_t below = n->net->width[l - 1], here = n->net->width[l];
        gsl_matrix_const_view w = mlp_const_weights(n->net, n->w, l);
        gsl_vector_const_view b = mlp_const_bias(n->net, n->w, l);
        for (size_t j = 0; j < here; j++) {
            double s = b.vector.data[j];
            for (size_t i = 0; i < below; i++)
                s += n->y[l - 1][i] * w.matrix.data[i * here + j];
            n->s[l][j] = s;
            n->y[l][j] = activate(n->net->a[l - 1], s);
        }
    }
}

/* d ln y's slope; a class that is not wanted has none, even at y = 0. */
static double share(double d, double y)
{
    return d != 0 ? d / y : 0;
}

/* dE/dy of one of m outputs. E is the mean over outputs (mse) or the sum of -d ln y -
   (1 - d) ln(1 - y); Kullback-Leibler differs from that by a constant. */
static double slope_of_y(loss l, double y, double d, size_t m)
{
    return l == LOSS_MSE ? 2 * (y - d) / (double)m : share(1 - d, 1 - y) - share(d, y);
}

/* Step 2, equation (2); as the slide prints it, without the second factor. */
static void output_delta(neurons *n, loss l, const double d[], int as_printed)
{
    const size_t last = n->net->layers, m = n->net->width[last];
    const activation a = n->net->a[last - 1];
    for (size_t j = 0; j < m; j++) {
        const double y = n->y[last][j];
        n->delta[last][j] =
            slope_of_y(l, y, d[j], m) * (as_printed ? 1 : activation_derivative_of_y(a, y));
    }
}

/* Step 3, equation (3). */
static void backward(neurons *n)
{
    for (size_t l = n->net->layers; l > 1; l--) {
        const size_t below = n->net->width[l - 1], here = n->net->width[l];
        gsl_matrix_const_view w = mlp_const_weights(n->net, n->w, l);
        for (size_t i = 0; i < below; i++) {
            double sum = 0;
            for (size_t j = 0; j < here; j++)
                sum += n->delta[l][j] * w.matrix.data[i * here + j];
            n->delta[l - 1][i] = activation_derivative_of_y(n->net->a[l - 2], n->y[l - 1][i]) * sum;
        }
    }
}

/* Step 4, equation (4): adds `factor` times this example's gradient. */
static void add_gradient(const neurons *n, double factor, gsl_vector *gradient)
{
    for (size_t l = 1; l <= n->net->layers; l++) {
        const size_t below = n->net->width[l - 1], here = n->net->width[l];
        gsl_matrix_view g = mlp_weights(n->net, gradient, l);
        gsl_vector_view gb = mlp_bias(n->net, gradient, l);
        for (size_t j = 0; j < here; j++) {
            for (size_t i = 0; i < below; i++)
                g.matrix.data[i * here + j] += factor * n->y[l - 1][i] * n->delta[l][j];
            gb.vector.data[j] += factor * n->delta[l][j];
        }
    }
}

/* All four, for every row of X; the gradient is the mean over the rows. */
static void gradient_by_loops(neurons *n, loss l, const gsl_matrix *x, const gsl_matrix *d,
                              int as_printed, gsl_vector *gradient)
{
    gsl_vector_set_zero(gradient);
    for (size_t p = 0; p < x->size1; p++) {
        n->y[0] = x->data + p * x->tda;
        forward(n);
        output_delta(n, l, d->data + p * d->tda, as_printed);
        backward(n);
        add_gradient(n, 1 / (double)x->size1, gradient);
    }
}

/**
## The same with matrices

Slide 31 writes its last step as $\nabla E = y \cdot \delta^T$, and it means it: with one example
a row of $Y$ and of $\delta$, all of the above for all examples at once is three products a layer,

$$ S_l = Y_{l-1} W_l + 1 b_l^T, \qquad \delta_{l-1} = \delta_l W_l^T \circ a'(S_{l-1}), \qquad
   \frac{\partial E}{\partial W_l} = Y_{l-1}^T \delta_l $$

($\circ$ multiplies element by element). The sum over examples has become part of the last
product. [mlp.c](../common/mlp.c) is written this way, and every program of the book that trains a
net uses it.
*/

static double gradient_by_matrices(trial *t)
{
    const size_t last = t->net->layers, rows = t->x->size1;
    const double e = trial_error(t); /* S_1, Y_1, ..., Y_L, E */
    gsl_matrix_view y = mlp_pass_y(t->pass, last, rows);
    gsl_matrix_view delta = mlp_pass_output_delta(t->net, t->pass, rows);
    loss_backward(t->l, t->net->a[last - 1], &y.matrix, t->d, &delta.matrix); /* delta_L */
    mlp_backward(t->net, t->w, t->x, t->pass, t->g); /* delta_{l-1}, dE/dW_l, from the end */
    return e;
}

/* ------------------------------------------------------------ one net, both ways */

static void neurons_free(neurons *n)
{
    for (size_t l = 1; l <= TRIAL_LAYERS; l++) {
        free(n->s[l]);
        free(n->y[l]);
        free(n->delta[l]);
    }
}

static int neurons_alloc(neurons *n, const trial *t, fault *why)
{
    *n = (neurons){.net = t->net, .w = t->w};
    for (size_t l = 1; l <= t->net->layers; l++) {
        n->s[l] = calloc(t->net->width[l], sizeof(double));
        n->y[l] = calloc(t->net->width[l], sizeof(double));
        n->delta[l] = calloc(t->net->width[l], sizeof(double));
        if (!n->s[l] || !n->y[l] || !n->delta[l])
            return fault_set(why, GSL_ENOMEM, "no memory for the neurons");
    }
    return GSL_SUCCESS;
}

typedef struct {
    const settings *set;
    trial t; /* t.g: the gradient by matrices */
    neurons n;
    gsl_vector *loops; /* the gradient by loops */
    double e;
} problem;

static double largest(const gsl_vector *g)
{
    return fabs(g->data[gsl_blas_idamax(g)]);
}

static double largest_difference(const problem *q)
{
    double most = 0;
    for (size_t i = 0; i < q->loops->size; i++)
        most = fmax(most, fabs(q->loops->data[i] - q->t.g->data[i]));
    return most;
}

static void by_loops(problem *q)
{
    gradient_by_loops(&q->n, q->t.l, q->t.x, q->t.d, q->set->as_printed, q->loops);
}

/* Both gradients. A logarithm of 0, or weights of 1e300, end here and not in the tables. */
static int compute(problem *q, fault *why)
{
    by_loops(q);
    q->e = gradient_by_matrices(&q->t);
    int finite = isfinite(q->e);
    for (size_t i = 0; i < q->loops->size; i++)
        finite = finite && isfinite(q->loops->data[i]) && isfinite(q->t.g->data[i]);
    if (finite)
        return GSL_SUCCESS;
    return fault_set(
        why, GSL_ERANGE,
        "a derivative is not finite: an output is 0 or 1 to the last digit, or a state "
        "overflows; use smaller weights or inputs");
}

/**
## What is shown

A line for everything that is computed: its name, its value, its formula, and the formula with the
numbers put in ([formulas.c](formulas.c)). Neurons 1 and 2 are hidden, 3 is the output.
*/

static double cost(loss l, double y, double d)
{
    if (l == LOSS_MSE)
        return (y - d) * (y - d);
    const int kl = l == LOSS_KULLBACK_LEIBLER;
    return (d != 0 ? d * log((kl ? d : 1) / y) : 0) +
           (d != 1 ? (1 - d) * log((kl ? 1 - d : 1) / (1 - y)) : 0);
}

static void show_small(const problem *q)
{
    const settings *set = q->set;
    const neurons *n = &q->n;
    const double y = n->y[2][0];
    small_net small = {.x = {set->x[0], set->x[1]},
                       .d = set->d,
                       .hidden = set->t.hidden,
                       .output = set->t.output,
                       .l = set->t.l,
                       .as_printed = set->as_printed,
                       .s = {n->s[1][0], n->s[1][1], n->s[2][0]},
                       .y = {n->y[1][0], n->y[1][1], y},
                       .delta = {n->delta[1][0], n->delta[1][1], n->delta[2][0]},
                       .e = cost(set->t.l, y, set->d),
                       .slope = slope_of_y(set->t.l, y, set->d, 1)};
    memcpy(small.w, set->w, sizeof small.w);
    memcpy(small.g, q->loops->data, sizeof small.g);
    printf("# A 2-2-1 net: x = (%g, %g), d = %g; %s, %s, %s%s\n", set->x[0], set->x[1], set->d,
           activation_name(set->t.hidden), activation_name(set->t.output), loss_name(set->t.l),
           set->as_printed ? "; AS PRINTED" : "");
    printf("# what         value  formula                 the same with numbers\n");
    formulas_print(&small);
    printf("By matrices: E = %.5g, gradients that differ by at most %.2g.\n", q->e,
           largest_difference(q));
    if (set->as_printed)
        printf("Slide 30's delta3 has no dy3/ds3 = %.5g: every gradient lacks that factor.\n",
               activation_derivative_of_y(set->t.output, y));
    else
        printf("Next: ./03_backprop/backprop --loss cross-entropy; then --as-printed\n");
}

/**
## How fast

On request (`--net 784-150-10 --examples 100 --speed`), since a time is never the same twice. Both
ways take turns, the fastest of many turns counts. The third row is a forward pass alone; the last
what the gradient would cost by central differences, two forward passes for every weight. That is
computed, not waited for.
*/

typedef struct {
    double loops, matrices, forward;
} timing;

static void lap(double *start, double *best)
{
    const double now = train_clock();
    *best = fmin(*best, now - *start);
    *start = train_clock();
}

static timing measure(problem *q)
{
    timing t = {INFINITY, INFINITY, INFINITY};
    const double begin = train_clock();
    for (int turn = 0; turn < 3 || (turn < 200 && train_clock() - begin < 1.5); turn++) {
        double start = train_clock();
        by_loops(q);
        lap(&start, &t.loops);
        gradient_by_matrices(&q->t);
        lap(&start, &t.matrices);
        trial_error(&q->t);
        lap(&start, &t.forward);
    }
    return t;
}

static void show_time(const char *what, double seconds, double unit)
{
    printf("%-40s %14.1f %12.1f\n", what, 1e6 * seconds, seconds / unit);
}

static void show_speed(problem *q)
{
    const timing t = measure(q);
    printf("# %-38s %14s %12s\n", "", "microseconds", "in forwards");
    show_time("forward pass by matrices", t.forward, t.forward);
    show_time("gradient by matrices", t.matrices, t.forward);
    show_time("gradient by loops", t.loops, t.forward);
    show_time("central differences would take", 2 * t.forward * (double)q->t.w->size, t.forward);
    printf("loops take %.1f times as long as matrices\n", t.loops / t.matrices);
}

static void show_net(problem *q)
{
    printf("net ");
    trial_print(&q->t);
    printf("%s\n", q->set->as_printed ? "; AS PRINTED" : "");
    printf("E = %.6g; largest gradient by loops %.6g, by matrices %.6g\n", q->e, largest(q->loops),
           largest(q->t.g));
    printf("largest difference of the two %.3g\n", largest_difference(q));
    if (q->set->speed)
        show_speed(q);
}

static void write_gradients(const problem *q, FILE *file)
{
    const mlp *net = q->t.net;
    fprintf(file, "# layer from to w by_loops by_matrices; from 0 is the bias\n");
    size_t at = 0;
    for (size_t l = 1; l <= net->layers; l++)
        for (size_t i = 1; i <= net->width[l - 1] + 1; i++)
            for (size_t j = 1; j <= net->width[l]; j++, at++)
                fprintf(file, "%zu %zu %zu %.17g %.17g %.17g\n", l, i <= net->width[l - 1] ? i : 0,
                        j, q->t.w->data[at], q->loops->data[at], q->t.g->data[at]);
}

/* Of the last example; the inputs are layer 0, their s is what they are. */
static void write_neurons(const problem *q, FILE *file)
{
    const mlp *net = q->t.net;
    fprintf(file, "# layer neuron s y delta; E = %.17g\n", q->e);
    for (size_t i = 0; i < net->width[0]; i++)
        fprintf(file, "0 %zu %.17g %.17g 0\n", i + 1, q->n.y[0][i], q->n.y[0][i]);
    for (size_t l = 1; l <= net->layers; l++)
        for (size_t j = 0; j < net->width[l]; j++)
            fprintf(file, "%zu %zu %.17g %.17g %.17g\n", l, j + 1, q->n.s[l][j], q->n.y[l][j],
                    q->n.delta[l][j]);
}

static int write_tables(const problem *q, fault *why)
{
    static const char *const names[] = {"gradients", "neurons"};
    for (size_t k = 0; k < 2; k++) {
        output *out = output_table(q->set->b.tables, names[k], why);
        if (!out)
            return GSL_EFAILED;
        (k == 0 ? write_gradients : write_neurons)(q, out->file);
        if (output_close(out, why) != GSL_SUCCESS)
            return GSL_EFAILED;
    }
    return GSL_SUCCESS;
}

static int show(problem *q, fault *why)
{
    int status = compute(q, why);
    if (status == GSL_SUCCESS && q->set->b.tables)
        status = write_tables(q, why);
    if (status == GSL_SUCCESS && !q->set->b.quiet) {
        if (q->set->t.layers)
            show_net(q);
        else
            show_small(q);
    }
    return status;
}

static int fill(problem *q, fault *why)
{
    const settings *set = q->set;
    if (!set->t.layers) {
        memcpy(q->t.w->data, set->w, sizeof set->w);
        memcpy(q->t.x->data, set->x, sizeof set->x);
        q->t.d->data[0] = set->d;
        return GSL_SUCCESS;
    }
    gsl_rng *rng = random_alloc(set->b.seed, why);
    if (!rng)
        return GSL_EFAILED;
    trial_draw_weights(&q->t, rng);
    trial_draw_examples(&q->t, rng);
    gsl_rng_free(rng);
    return GSL_SUCCESS;
}

static int run(const settings *set, fault *why)
{
    problem q = {.set = set};
    trial_options net = set->t;
    if (!set->t.layers)
        net = (trial_options){2, {2, 2, 1}, set->t.hidden, set->t.output, set->t.l, 1};
    int status = trial_alloc(&q.t, &net, why);
    if (status != GSL_SUCCESS)
        return status;
    q.loops = gsl_vector_calloc(q.t.w->size);
    status = q.loops ? neurons_alloc(&q.n, &q.t, why)
                     : fault_set(why, GSL_ENOMEM, "no memory for a gradient");
    if (status == GSL_SUCCESS)
        status = fill(&q, why);
    if (status == GSL_SUCCESS)
        status = show(&q, why);
    neurons_free(&q.n);
    gsl_vector_free(q.loops);
    trial_free(&q.t);
    return status;
}

enum { INPUTS = 0x100, WEIGHTS, TARGET, AS_PRINTED, SPEED };

static const struct argp_option table[] = {
    {"inputs", INPUTS, "X1,X2", 0, "(default: 0.5,-1)", 2},
    {"weights", WEIGHTS, "W11,...,B3", 0,
     "w11,w12,w21,w22,b1,b2,w13,w23,b3 (default: 0.4,-0.3,0.2,0.7,0.1,-0.2,0.6,-0.5,0.3)", 2},
    {"target", TARGET, "D", 0, "the answer that is wanted (default: 1)", 2},
    {"as-printed", AS_PRINTED, 0, 0, "slide 30 to the letter: the output's delta is dE/dy", 3},
    {"speed", SPEED, 0, 0, "of a --net: measure loops and matrices", 3},
    {0},
};

static void exactly(const char *option, const char *text, size_t n, double values[])
{
    if (argument_numbers(option, text, n, values) != n)
        arguments_error("--%s: '%s' has fewer than %zu numbers", option, text, n);
}

/* What makes no sense together, or for one of the two nets. */
static void check(settings *set)
{
    if (set->t.hidden == ACTIVATION_SOFTMAX || set->t.output == ACTIVATION_SOFTMAX)
        arguments_error("--%s: softmax has no dy/ds of one neuron, every output depends on every "
                        "state; gradient_check takes it",
                        set->t.output == ACTIVATION_SOFTMAX ? "output" : "activation");
    trial_options_check(&set->t);
    if (set->t.l != LOSS_MSE && (set->d < 0 || set->d > 1))
        arguments_error("--target: %g is no probability, as --loss %s wants", set->d,
                        loss_name(set->t.l));
    if (set->t.layers && set->small_given)
        arguments_error("--net: makes its own inputs, weights and answers; so not with --inputs, "
                        "--weights or --target");
    if (!set->t.layers && (set->t.examples || set->speed))
        arguments_error("--%s: is for --net", set->speed ? "speed" : "examples");
    if (!set->t.examples)
        set->t.examples = 7;
}

static int parse_small(settings *set, int key, char *text)
{
    switch (key) {
    case INPUTS:
        exactly("inputs", text, 2, set->x);
        break;
    case WEIGHTS:
        exactly("weights", text, SMALL_WEIGHTS, set->w);
        break;
    case TARGET:
        set->d = argument_number("target", text, -INFINITY, INFINITY);
        break;
    default:
        return ARGP_ERR_UNKNOWN;
    }
    set->small_given = 1;
    return 0;
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    settings *set = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &set->t;
        state->child_inputs[1] = &set->b;
        return 0;
    case AS_PRINTED:
        set->as_printed = 1;
        return 0;
    case SPEED:
        set->speed = 1;
        return 0;
    case ARGP_KEY_END:
        check(set);
        return 0;
    default:
        return parse_small(set, key, text);
    }
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {
        {&trial_argp, 0, NULL, 0}, {&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {table,
                              parse,
                              NULL,
                              "Backpropagation, number by number (lecture 14, slides 30-31).\v"
                              "Without --net a 2-2-1 net, number by number, of tanh, logistic, "
                              "mse. With it another, of 7 "
                              "random examples: loops and matrices compared.",
                              children,
                              NULL,
                              NULL};
    settings set = {.t = {.hidden = ACTIVATION_TANH, .output = ACTIVATION_LOGISTIC, .l = LOSS_MSE},
                    .x = {0.5, -1},
                    .d = 1,
                    .w = {0.4, -0.3, 0.2, 0.7, 0.1, -0.2, 0.6, -0.5, 0.3}};
    fault why = {""};
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

In the figure the same net stands twice. On the left numbers go from left to right, and a neuron
needs those on its left; on the right they come back, and a neuron needs those on its right. The
weights are the same lines in both. Three things can be seen before any formula:

- $\delta_3$ is negative, so the error falls if neuron 3 says more. Of the hidden neurons, number
  1 pushes it up (its weight is positive) and number 2 down, so their $\delta$ have opposite
  signs.
- Neuron 2 is far from 0 and its tanh is flat there, $1 - y_2^2 = 0.39$ where neuron 1 has 0.99.
  That is why its $\delta$ is a third of the other's though both weights to the output are of a
  size.
- The gradient of a weight is the product of what stands at its two ends: $y$ at the left one,
  $\delta$ at the right one. The largest of the nine is not found where the weight is largest.

## Try

- `--loss cross-entropy`: the forward pass is the same. Which numbers of the backward pass change,
  and by what common factor?
- `--inputs 1.5,-3`: three times the inputs, and neuron 1, where they cancel, does not notice.
  Which $\delta$ hardly changes, and which falls to a thirtieth?
- `--target 0 --inputs 0,0`: four gradients are exactly 0. Which, before you look? What do the
  weights of an input learn that is always 0?
- `--net 784-150-10 --examples 100 --speed`: loops and matrices do the same multiplications, and
  here the loops take twenty to forty times as long. Where does that go? Then `--examples 1`: how
  much of it is left?
*/
