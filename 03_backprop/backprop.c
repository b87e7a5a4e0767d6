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

Slide 30 defines $\delta = \partial E / \partial y$ for the output layer and $\delta = \partial y
/ \partial s \cdot \sum \delta w$ for a hidden one, and (4) is to serve both. It cannot: the first
lacks the factor $a'(s)$ that the second has. Taken to the letter (`--as-printed`), every gradient
of the net is too large by the factor $1 / a'(s)$ of the output. With a single output that is the
right direction with a wrong length, and such a net learns; with several outputs every one has a
factor of its own, and the direction is wrong too. Here $\delta$ means $\partial E / \partial s$
in every layer.

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

#include "arguments.h"
#include "loss.h"
#include "mlp.h"
#include "output.h"
#include "random.h"
#include "train.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LAYERS = 8, SMALL_WEIGHTS = 9 };

typedef struct {
    basics b;
    activation hidden, output;
    loss l;
    int as_printed;
    double x[2], w[SMALL_WEIGHTS], d; /* the 2-2-1 net and its example */
    int small_given;                  /* whether any of them was */
    size_t layers, width[LAYERS + 1]; /* another net, if layers > 0 */
    size_t examples;
    int speed;
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
    double *s[LAYERS + 1], *y[LAYERS + 1], *delta[LAYERS + 1];
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

static double gradient_by_matrices(const mlp *net, const gsl_vector *w, loss l, const gsl_matrix *x,
                                   const gsl_matrix *d, mlp_pass *pass, gsl_vector *gradient)
{
    const activation a = net->a[net->layers - 1];
    mlp_states(net, w, x, pass);
    gsl_matrix_view y = mlp_pass_y(pass, net->layers, x->size1);
    gsl_matrix_view delta = mlp_pass_output_delta(net, pass, x->size1);
    const double e = loss_forward(l, a, &y.matrix, d);
    loss_backward(l, a, &y.matrix, d, &delta.matrix);
    mlp_backward(net, w, x, pass, gradient);
    return e;
}

/* A net, its examples, and what both ways of computing the gradient need. */
typedef struct {
    mlp *net;
    gsl_vector *w, *loops, *matrices;
    gsl_matrix *x, *d;
    mlp_pass *pass;
    neurons n;
    double e; /* by matrices */
} problem;

static void problem_free(problem *q)
{
    for (size_t l = 1; l <= LAYERS; l++) {
        free(q->n.s[l]);
        free(q->n.y[l]);
        free(q->n.delta[l]);
    }
    gsl_vector_free(q->w);
    gsl_vector_free(q->loops);
    gsl_vector_free(q->matrices);
    gsl_matrix_free(q->x);
    gsl_matrix_free(q->d);
    if (q->net)
        mlp_pass_free(q->net, q->pass);
    mlp_free(q->net);
}

static int alloc_neurons(neurons *n, const mlp *net, const gsl_vector *w)
{
    *n = (neurons){.net = net, .w = w};
    int complete = 1;
    for (size_t l = 1; l <= net->layers; l++) {
        n->s[l] = calloc(net->width[l], sizeof(double));
        n->y[l] = calloc(net->width[l], sizeof(double));
        n->delta[l] = calloc(net->width[l], sizeof(double));
        complete = complete && n->s[l] && n->y[l] && n->delta[l];
    }
    return complete;
}

static int problem_alloc(problem *q, const settings *set, fault *why)
{
    static const size_t small[] = {2, 2, 1};
    const size_t layers = set->layers ? set->layers : 2;
    const size_t *width = set->layers ? set->width : small;
    *q = (problem){.net = mlp_alloc(layers, width, set->hidden, set->output)};
    if (q->net) {
        q->w = gsl_vector_calloc(q->net->n_weights);
        q->loops = gsl_vector_calloc(q->net->n_weights);
        q->matrices = gsl_vector_calloc(q->net->n_weights);
        q->x = gsl_matrix_calloc(set->examples, width[0]);
        q->d = gsl_matrix_calloc(set->examples, width[layers]);
        q->pass = mlp_pass_alloc(q->net, set->examples);
    }
    if (q->net && q->w && q->loops && q->matrices && q->x && q->d && q->pass &&
        alloc_neurons(&q->n, q->net, q->w))
        return GSL_SUCCESS;
    problem_free(q);
    return fault_set(why, GSL_ENOMEM, "no memory for the net");
}

static void fill_small(problem *q, const settings *set)
{
    for (size_t i = 0; i < SMALL_WEIGHTS; i++)
        q->w->data[i] = set->w[i];
    q->x->data[0] = set->x[0];
    q->x->data[1] = set->x[1];
    q->d->data[0] = set->d;
}

/* Glorot's weights, but biases too, and answers wanted that are anything from 0 to 1. */
static void fill_random(problem *q, gsl_rng *rng)
{
    mlp_init(q->net, q->w, rng);
    for (size_t l = 1; l <= q->net->layers; l++) {
        gsl_vector_view b = mlp_bias(q->net, q->w, l);
        for (size_t j = 0; j < b.vector.size; j++)
            b.vector.data[j] = gsl_rng_uniform(rng) - 0.5;
    }
    for (size_t i = 0; i < q->x->size1 * q->x->size2; i++)
        q->x->data[i] = 2 * gsl_rng_uniform(rng) - 1;
    for (size_t i = 0; i < q->d->size1 * q->d->size2; i++)
        q->d->data[i] = gsl_rng_uniform(rng);
}

static double largest(const gsl_vector *g)
{
    return fabs(g->data[gsl_blas_idamax(g)]);
}

static double largest_difference(const gsl_vector *a, const gsl_vector *b)
{
    double most = 0;
    for (size_t i = 0; i < a->size; i++)
        most = fmax(most, fabs(a->data[i] - b->data[i]));
    return most;
}

/* Both gradients. A logarithm of 0, or weights of 1e300, end here and not in the tables. */
static int compute(problem *q, const settings *set, fault *why)
{
    gradient_by_loops(&q->n, set->l, q->x, q->d, set->as_printed, q->loops);
    q->e = gradient_by_matrices(q->net, q->w, set->l, q->x, q->d, q->pass, q->matrices);
    int finite = isfinite(q->e);
    for (size_t i = 0; i < q->w->size; i++)
        finite = finite && isfinite(q->loops->data[i]) && isfinite(q->matrices->data[i]);
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
numbers put in. Neurons 1 and 2 are hidden, 3 is the output.
*/

enum { TEXT = 120 };

static void line(int step, const char *name, double value, const char *formula, const char *numbers)
{
    printf("%d %-7s %10.5g  %-22s  %s\n", step, name, value, formula, numbers);
}

/* s_j of a neuron whose two inputs are called by a letter and have the values in[]. `w` are the weights
   of its layer, `stride` apart from one input to the next. */
static void show_state(size_t j, char letter, const double in[2], const double w[3], double s)
{
    char name[8], formula[TEXT], numbers[TEXT];
    snprintf(name, sizeof name, "s%zu", j);
    snprintf(formula, TEXT, "%c1 w1%zu + %c2 w2%zu + b%zu", letter, j, letter, j, j);
    snprintf(numbers, TEXT, "%.5g*%.5g + %.5g*%.5g + %.5g", in[0], w[0], in[1], w[1], w[2]);
    line(1, name, s, formula, numbers);
}

static void show_output(size_t j, activation a, double s, double y)
{
    char name[8], formula[TEXT], numbers[TEXT];
    snprintf(name, sizeof name, "y%zu", j);
    if (a == ACTIVATION_TANH) {
        snprintf(formula, TEXT, "tanh(s%zu)", j);
        snprintf(numbers, TEXT, "tanh(%.5g)", s);
    } else if (a == ACTIVATION_LOGISTIC) {
        snprintf(formula, TEXT, "1/(1 + exp(-s%zu))", j);
        snprintf(numbers, TEXT, "1/(1 + exp(%.5g))", -s);
    } else if (a == ACTIVATION_RELU) {
        snprintf(formula, TEXT, "max(0, s%zu)", j);
        snprintf(numbers, TEXT, "max(0, %.5g)", s);
    } else {
        snprintf(formula, TEXT, "s%zu", j);
        snprintf(numbers, TEXT, "%.5g", s);
    }
    line(1, name, y, formula, numbers);
}

/* a'(s_j) as a factor: "(1 - y1^2)" and the same with numbers. */
static void factor(size_t j, activation a, double y, char formula[TEXT], char numbers[TEXT])
{
    if (a == ACTIVATION_TANH) {
        snprintf(formula, TEXT, "(1 - y%zu^2)", j);
        snprintf(numbers, TEXT, y < 0 ? "(1 - (%.5g)^2)" : "(1 - %.5g^2)", y);
    } else if (a == ACTIVATION_LOGISTIC) {
        snprintf(formula, TEXT, "y%zu (1 - y%zu)", j, j);
        snprintf(numbers, TEXT, "%.5g*(1 - %.5g)", y, y);
    } else {
        snprintf(formula, TEXT, a == ACTIVATION_RELU ? "[s%zu > 0]" : "1", j);
        snprintf(numbers, TEXT, "%g", activation_derivative_of_y(a, y));
    }
}

/* Terms of a class that is not wanted at all are left out, here and in dE/dy. */
static void show_loss(loss l, double y, double d, double e)
{
    char formula[TEXT] = "", numbers[TEXT] = "";
    const int kl = l == LOSS_KULLBACK_LEIBLER, yes = d != 0, no = d != 1;
    if (l == LOSS_MSE) {
        snprintf(formula, TEXT, "(y3 - d)^2");
        snprintf(numbers, TEXT, "(%.5g - %.5g)^2", y, d);
    } else {
        const char *both = yes && no ? " + " : "";
        snprintf(formula, TEXT, "%s%s%s", yes ? kl ? "d ln(d/y3)" : "d ln(1/y3)" : "", both,
                 no ? kl ? "(1-d) ln((1-d)/(1-y3))" : "(1-d) ln(1/(1-y3))" : "");
        int n = yes ? snprintf(numbers, TEXT, "%.5g*ln(%.5g/%.5g)%s", d, kl ? d : 1, y, both) : 0;
        if (no)
            snprintf(numbers + n, (size_t)(TEXT - n), "%.5g*ln(%.5g/(1 - %.5g))", 1 - d,
                     kl ? 1 - d : 1, y);
    }
    line(1, "E", e, formula, numbers);
}

static void show_slope(loss l, double y, double d)
{
    char formula[TEXT], numbers[TEXT];
    const int yes = d != 0, no = d != 1;
    if (l == LOSS_MSE) {
        snprintf(formula, TEXT, "2 (y3 - d)");
        snprintf(numbers, TEXT, "2*(%.5g - %.5g)", y, d);
    } else {
        snprintf(formula, TEXT, "%s%s", yes ? "-d/y3" : "",
                 no ? yes ? " + (1-d)/(1-y3)" : "(1-d)/(1-y3)" : "");
        int n = yes ? snprintf(numbers, TEXT, "-%.5g/%.5g", d, y) : 0;
        if (no)
            snprintf(numbers + n, (size_t)(TEXT - n), "%s%.5g/(1 - %.5g)", yes ? " + " : "", 1 - d,
                     y);
    }
    line(2, "dE/dy3", slope_of_y(l, y, d, 1), formula, numbers);
}

static void show_output_delta(const settings *set, double y, double delta)
{
    char a[TEXT] = "", put[TEXT] = "", formula[TEXT + 8], numbers[TEXT + 16];
    if (!set->as_printed)
        factor(3, set->output, y, a, put);
    snprintf(formula, sizeof formula, "dE/dy3%s%s", *a ? " " : "", a);
    snprintf(numbers, sizeof numbers, "%.5g%s%s", slope_of_y(set->l, y, set->d, 1), *put ? "*" : "",
             put);
    line(2, "delta3", delta, formula, numbers);
}

static void show_hidden_delta(const settings *set, const neurons *n, size_t i)
{
    char name[8], a[TEXT], put[TEXT], formula[TEXT + 24], numbers[TEXT + 40];
    factor(i, set->hidden, n->y[1][i - 1], a, put);
    snprintf(name, sizeof name, "delta%zu", i);
    snprintf(formula, sizeof formula, "%s delta3 w%zu3", a, i);
    snprintf(numbers, sizeof numbers, "%s*%.5g*%.5g", put, n->delta[2][0], set->w[5 + i]);
    line(3, name, n->delta[1][i - 1], formula, numbers);
}

/* The three gradients of neuron j: by its two weights and its bias. */
static void show_gradients(size_t j, char letter, const double in[2], double delta)
{
    char name[16], formula[TEXT], numbers[TEXT];
    for (size_t i = 1; i <= 2; i++) {
        snprintf(name, sizeof name, "dE/dw%zu%zu", i, j);
        snprintf(formula, TEXT, "%c%zu delta%zu", letter, i, j);
        snprintf(numbers, TEXT, "%.5g*%.5g", in[i - 1], delta);
        line(4, name, in[i - 1] * delta, formula, numbers);
    }
    snprintf(name, sizeof name, "dE/db%zu", j);
    snprintf(formula, TEXT, "delta%zu", j);
    snprintf(numbers, TEXT, "%.5g", delta);
    line(4, name, delta, formula, numbers);
}

static double cost(loss l, double y, double d)
{
    if (l == LOSS_MSE)
        return (y - d) * (y - d);
    const int kl = l == LOSS_KULLBACK_LEIBLER;
    return (d != 0 ? d * log((kl ? d : 1) / y) : 0) +
           (d != 1 ? (1 - d) * log((kl ? 1 - d : 1) / (1 - y)) : 0);
}

static void show_forward(const settings *set, const problem *q)
{
    const neurons *n = &q->n;
    for (size_t j = 1; j <= 2; j++) {
        const double w[] = {set->w[j - 1], set->w[j + 1], set->w[j + 3]};
        show_state(j, 'x', set->x, w, n->s[1][j - 1]);
        show_output(j, set->hidden, n->s[1][j - 1], n->y[1][j - 1]);
    }
    show_state(3, 'y', n->y[1], set->w + 6, n->s[2][0]);
    show_output(3, set->output, n->s[2][0], n->y[2][0]);
    show_loss(set->l, n->y[2][0], set->d, cost(set->l, n->y[2][0], set->d));
}

static void show_backward(const settings *set, const problem *q)
{
    const neurons *n = &q->n;
    show_slope(set->l, n->y[2][0], set->d);
    show_output_delta(set, n->y[2][0], n->delta[2][0]);
    show_hidden_delta(set, n, 1);
    show_hidden_delta(set, n, 2);
    show_gradients(3, 'y', n->y[1], n->delta[2][0]);
    show_gradients(1, 'x', set->x, n->delta[1][0]);
    show_gradients(2, 'x', set->x, n->delta[1][1]);
}

static void show_small(const settings *set, const problem *q)
{
    printf("# A 2-2-1 net: x = (%g, %g), d = %g; %s, %s, %s%s\n", set->x[0], set->x[1], set->d,
           activation_name(set->hidden), activation_name(set->output), loss_name(set->l),
           set->as_printed ? "; AS PRINTED" : "");
    printf("# what         value  formula                 the same with numbers\n");
    show_forward(set, q);
    show_backward(set, q);
    printf("By matrices: E = %.5g, gradients that differ by at most %.2g.\n", q->e,
           largest_difference(q->loops, q->matrices));
    if (set->as_printed)
        printf("Slide 30's delta3 has no dy3/ds3 = %.5g: every gradient lacks that factor.\n",
               activation_derivative_of_y(set->output, q->n.y[2][0]));
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

static timing measure(problem *q, const settings *set)
{
    timing t = {INFINITY, INFINITY, INFINITY};
    const double begin = train_clock();
    for (int turn = 0; turn < 3 || (turn < 200 && train_clock() - begin < 1.5); turn++) {
        double start = train_clock();
        gradient_by_loops(&q->n, set->l, q->x, q->d, set->as_printed, q->loops);
        lap(&start, &t.loops);
        gradient_by_matrices(q->net, q->w, set->l, q->x, q->d, q->pass, q->matrices);
        lap(&start, &t.matrices);
        mlp_forward(q->net, q->w, q->x, q->pass);
        lap(&start, &t.forward);
    }
    return t;
}

static void show_time(const char *what, double seconds, double unit)
{
    printf("%-40s %14.1f %12.1f\n", what, 1e6 * seconds, seconds / unit);
}

static void show_speed(problem *q, const settings *set)
{
    const timing t = measure(q, set);
    printf("# %-38s %14s %12s\n", "", "microseconds", "in forwards");
    show_time("forward pass by matrices", t.forward, t.forward);
    show_time("gradient by matrices", t.matrices, t.forward);
    show_time("gradient by loops", t.loops, t.forward);
    show_time("central differences would take", 2 * t.forward * (double)q->w->size, t.forward);
    printf("loops take %.1f times as long as matrices\n", t.loops / t.matrices);
}

static void show_net(problem *q, const settings *set)
{
    printf("net %zu", q->net->width[0]);
    for (size_t l = 1; l <= q->net->layers; l++)
        printf("-%zu", q->net->width[l]);
    printf(": %zu weights, %zu random example%s; %s, %s, %s%s\n", q->w->size, q->x->size1,
           q->x->size1 == 1 ? "" : "s", activation_name(set->hidden), activation_name(set->output),
           loss_name(set->l), set->as_printed ? "; AS PRINTED" : "");
    printf("E = %.6g; largest gradient by loops %.6g, by matrices %.6g\n", q->e, largest(q->loops),
           largest(q->matrices));
    printf("largest difference of the two %.3g\n", largest_difference(q->loops, q->matrices));
    if (set->speed)
        show_speed(q, set);
}

static int write_gradients(const problem *q, const settings *set, fault *why)
{
    output *out = output_table(set->b.tables, "gradients", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# layer from to w by_loops by_matrices; from 0 is the bias\n");
    size_t at = 0;
    for (size_t l = 1; l <= q->net->layers; l++)
        for (size_t i = 1; i <= q->net->width[l - 1] + 1; i++)
            for (size_t j = 1; j <= q->net->width[l]; j++, at++)
                fprintf(out->file, "%zu %zu %zu %.17g %.17g %.17g\n", l,
                        i <= q->net->width[l - 1] ? i : 0, j, q->w->data[at], q->loops->data[at],
                        q->matrices->data[at]);
    return output_close(out, why);
}

/* Of the last example; the inputs are layer 0, their s is what they are. */
static int write_neurons(const problem *q, const settings *set, fault *why)
{
    output *out = output_table(set->b.tables, "neurons", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# layer neuron s y delta; E = %.17g\n", q->e);
    for (size_t i = 0; i < q->net->width[0]; i++)
        fprintf(out->file, "0 %zu %.17g %.17g 0\n", i + 1, q->n.y[0][i], q->n.y[0][i]);
    for (size_t l = 1; l <= q->net->layers; l++)
        for (size_t j = 0; j < q->net->width[l]; j++)
            fprintf(out->file, "%zu %zu %.17g %.17g %.17g\n", l, j + 1, q->n.s[l][j], q->n.y[l][j],
                    q->n.delta[l][j]);
    return output_close(out, why);
}

static int show(problem *q, const settings *set, fault *why)
{
    int status = compute(q, set, why);
    if (status == GSL_SUCCESS && set->b.tables)
        status = write_gradients(q, set, why);
    if (status == GSL_SUCCESS && set->b.tables)
        status = write_neurons(q, set, why);
    if (status == GSL_SUCCESS && !set->b.quiet && set->layers)
        show_net(q, set);
    else if (status == GSL_SUCCESS && !set->b.quiet)
        show_small(set, q);
    return status;
}

static int run(const settings *set, fault *why)
{
    problem q;
    gsl_rng *rng = random_alloc(set->b.seed, why);
    if (!rng)
        return GSL_EFAILED;
    int status = problem_alloc(&q, set, why);
    if (status == GSL_SUCCESS) {
        if (set->layers)
            fill_random(&q, rng);
        else
            fill_small(&q, set);
        status = show(&q, set, why);
        problem_free(&q);
    }
    gsl_rng_free(rng);
    return status;
}

enum {
    INPUTS = 0x100,
    WEIGHTS,
    TARGET,
    ACTIVATION,
    OUTPUT,
    LOSS,
    AS_PRINTED,
    NET,
    EXAMPLES,
    SPEED
};

static const struct argp_option table[] = {
    {"inputs", INPUTS, "X1,X2", 0, "(default: 0.5,-1)", 1},
    {"weights", WEIGHTS, "W11,...,B3", 0,
     "w11,w12,w21,w22,b1,b2,w13,w23,b3 (default: 0.4,-0.3,0.2,0.7,0.1,-0.2,0.6,-0.5,0.3)", 1},
    {"target", TARGET, "D", 0, "the answer that is wanted (default: 1)", 1},
    {"activation", ACTIVATION, "NAME", 0, "of neurons 1, 2: tanh (default), logistic, relu, linear",
     1},
    {"output", OUTPUT, "NAME", 0, "of neuron 3: logistic (default), tanh, relu, linear", 1},
    {"loss", LOSS, "NAME", 0, "mse (default), cross-entropy, kullback-leibler", 1},
    {"as-printed", AS_PRINTED, 0, 0, "slide 30 to the letter: the output's delta is dE/dy", 1},
    {"net", NET, "N-N-...", 0, "another net, random: compare loops with matrices", 2},
    {"examples", EXAMPLES, "P", 0, "for that net (default: 7)", 2},
    {"speed", SPEED, 0, 0, "measure both", 2},
    {0},
};

static activation parse_activation(const char *option, const char *text)
{
    static const char choices[] = "tanh|logistic|relu|linear";
    static const activation chosen[] = {ACTIVATION_TANH, ACTIVATION_LOGISTIC, ACTIVATION_RELU,
                                        ACTIVATION_LINEAR};
    if (strcmp(text, "softmax") == 0)
        arguments_error("--%s: softmax has no dy/ds of one neuron, every output depends on every "
                        "state; gradient_check takes it",
                        option);
    return chosen[argument_choice(option, text, choices)];
}

static void exactly(const char *option, const char *text, size_t n, double values[])
{
    if (argument_numbers(option, text, n, values) != n)
        arguments_error("--%s: '%s' has fewer than %zu numbers", option, text, n);
}

static error_t parse_small(settings *set, int key, char *text)
{
    switch (key) {
    case INPUTS:
        exactly("inputs", text, 2, set->x);
        return 0;
    case WEIGHTS:
        exactly("weights", text, SMALL_WEIGHTS, set->w);
        return 0;
    case TARGET:
        set->d = argument_number("target", text, -INFINITY, INFINITY);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* What makes no sense together. */
static void check(settings *set)
{
    if (!loss_accepts(set->l, set->output))
        arguments_error("--loss: %s takes the logarithm of the output, and %s outputs are no "
                        "probabilities; use --output logistic, or mse",
                        loss_name(set->l), activation_name(set->output));
    if (set->l != LOSS_MSE && (set->d < 0 || set->d > 1))
        arguments_error("--target: %g is no probability, as --loss %s wants", set->d,
                        loss_name(set->l));
    if (set->layers && set->small_given)
        arguments_error("--net: makes its own inputs, weights and answers; so not with --inputs, "
                        "--weights or --target");
    if (!set->layers && (set->examples || set->speed))
        arguments_error("--%s: is for --net", set->speed ? "speed" : "examples");
    if (!set->examples)
        set->examples = set->layers ? 7 : 1;
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    settings *set = state->input;
    if (parse_small(set, key, text) == 0) {
        set->small_given = 1;
        return 0;
    }
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &set->b;
        return 0;
    case ACTIVATION:
        set->hidden = parse_activation("activation", text);
        return 0;
    case OUTPUT:
        set->output = parse_activation("output", text);
        return 0;
    case LOSS:
        set->l = (loss)argument_choice("loss", text, "mse|cross-entropy|kullback-leibler");
        return 0;
    case AS_PRINTED:
        set->as_printed = 1;
        return 0;
    case NET:
        set->layers = argument_net("net", text, LAYERS, set->width);
        return 0;
    case EXAMPLES:
        set->examples = argument_whole("examples", text, 1, 10000);
        return 0;
    case SPEED:
        set->speed = 1;
        return 0;
    case ARGP_KEY_END:
        check(set);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {
        table,    parse, NULL, "Backpropagation, number by number (lecture 14, slides 30-31).",
        children, NULL,  NULL};
    settings set = {.hidden = ACTIVATION_TANH,
                    .output = ACTIVATION_LOGISTIC,
                    .l = LOSS_MSE,
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
  here the loops take some twenty times as long. Where does that go? Then `--examples 1`: how much
  of it is left?
*/
