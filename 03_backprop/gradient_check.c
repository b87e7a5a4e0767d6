/**
# The gradient check: is it really the slope?

Lecture 14, slides 30-31: «вычисление градиента функции потерь для многослойной нейросети».

A net with a wrong backward pass learns. It goes down more slowly, or to another place, and there
is nothing in its history that looks like a mistake. So the gradient must be compared with
something that shares no code with it, and the definition of a derivative is at hand:

$$ \frac{\partial E}{\partial w} = \frac{E(w + h) - E(w)}{h} + O(h), \qquad
   \frac{\partial E}{\partial w} = \frac{E(w + h) - E(w - h)}{2h} + O(h^2) \qquad (1, 2) $$

the forward and the central difference. How small should $h$ be? The formula's own error falls
with $h$, in (2) with its square. But $E$ is computed with some 16 digits, two such numbers that
are nearly equal are subtracted, and what is left of their digits is divided by $h$: an error of
about $\varepsilon / h$, $\varepsilon = 2.2 \cdot 10^{-16}$, that grows as $h$ falls. The best $h$
is where the two meet,

$$ h \approx \varepsilon^{1/2} \approx 10^{-8} \text{ for (1)}, \qquad
   h \approx \varepsilon^{1/3} \approx 10^{-5} \text{ for (2)} \qquad (3) $$

and the error left there is about as large as $h$ for (1), as $h^2$ for (2). Half of the digits
are lost, or a third; no choice of $h$ brings them back.

## A step to the side

The way out is to subtract nothing. Continue $E$ to complex weights and step at a right angle to
the real line:

$$ E(w + ih) = E(w) + i h E'(w) - \frac{h^2}{2} E''(w) - \dots \qquad\Rightarrow\qquad
   \frac{\partial E}{\partial w} = \frac{\operatorname{Im} E(w + ih)}{h} + O(h^2) \qquad (4) $$

Real and imaginary part are stored apart, so the small number is never added to a large one and
never loses a digit. $h$ can be $10^{-100}$, whose square no sum of ordinary numbers can notice,
and the derivative is right to the last digits. C has had complex arithmetic since 1999; the
forward pass below is the usual one with `double complex` in place of `double`.

There is a condition. The series in (4) exists only where $E$ is analytic, and that excludes more
than kinks: $|s|$, the maximum, a comparison of two numbers, a complex conjugate are all fine on
the real line and have no derivative beside it. tanh, exp and the logistic sigmoid are analytic,
their sums and quotients too, so softmax and the losses are. ReLU is not, at 0. On either side of
0 it is a straight line, and (4) holds if the comparison looks at the real part alone; a step to
the side then never crosses the kink, which differences do.

| slide | here | default | meaning |
|---|---|---|---|
| | `--net` | 4-7-3 | inputs, neurons of each layer |
| $a$ | `--activation`, `--output` | tanh, softmax | of hidden and output layers |
| $E$ | `--loss` | cross-entropy | |
| | `--wrong` | none | a backward pass with a mistake: see below |
*/

#include "output.h"
#include "random.h"
#include "trial.h"

#include <complex.h>
#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 16 };

typedef enum { RIGHT, AS_PRINTED, NO_DERIVATIVE, NO_BIAS, GRADIENTS } pass_kind;
static const char *const pass_name[] = {"right", "as-printed", "derivative", "bias"};

typedef struct {
    basics b;
    trial_options t;
    size_t checked;
    pass_kind kind;
    size_t iterations; /* of the descent on XOR */
    double eta;
} settings;

/* A net with examples, weights and a gradient to be checked; and the same weights as complex numbers,
   with room for one layer's states and outputs. */
typedef struct {
    trial t;
    double complex *w, *y, *s;
} problem;

/**
## E, with complex numbers

One example at a time and a loop over everything, by the formulas of the slides: this must be easy
to believe, not fast.
*/

static void complex_softmax(size_t n, double complex *s)
{
    double complex sum = 0;
    double max = creal(s[0]); /* a constant: softmax is the same with any */
    for (size_t j = 1; j < n; j++)
        max = fmax(max, creal(s[j]));
    for (size_t j = 0; j < n; j++)
        sum += s[j] = cexp(s[j] - max);
    for (size_t j = 0; j < n; j++)
        s[j] /= sum;
}

static void complex_activate(activation a, size_t n, double complex *s)
{
    if (a == ACTIVATION_SOFTMAX)
        complex_softmax(n, s);
    for (size_t j = 0; j < n; j++)
        if (a == ACTIVATION_TANH)
            s[j] = ctanh(s[j]);
        else if (a == ACTIVATION_LOGISTIC)
            s[j] = 1 / (1 + cexp(-s[j]));
        else if (a == ACTIVATION_RELU)
            s[j] = creal(s[j]) > 0 ? s[j] : 0;
}

/* d ln(d/y), or -d ln y; nothing where nothing is wanted. */
static double complex complex_cost(loss l, double d, double complex y)
{
    if (d == 0)
        return 0;
    return l == LOSS_KULLBACK_LEIBLER ? d * clog(d / y) : -d * clog(y);
}

static double complex complex_loss(const problem *q, const double *d)
{
    const size_t m = q->t.net->width[q->t.net->layers];
    const activation a = q->t.net->a[q->t.net->layers - 1];
    double complex e = 0;
    for (size_t j = 0; j < m; j++) {
        if (q->t.l == LOSS_MSE)
            e += (q->y[j] - d[j]) * (q->y[j] - d[j]) / (double)m;
        else
            e += complex_cost(q->t.l, d[j], q->y[j]);
        if (q->t.l != LOSS_MSE && a == ACTIVATION_LOGISTIC)
            e += complex_cost(q->t.l, 1 - d[j], 1 - q->y[j]);
    }
    return e;
}

/* The layers of one example, from x to y. */
static void complex_forward(problem *q, const double *x)
{
    const double complex *w = q->w;
    for (size_t i = 0; i < q->t.net->width[0]; i++)
        q->y[i] = x[i];
    for (size_t l = 1; l <= q->t.net->layers; l++) {
        const size_t n = q->t.net->width[l - 1], m = q->t.net->width[l];
        for (size_t j = 0; j < m; j++) {
            q->s[j] = w[n * m + j]; /* the bias lies behind the weights */
            for (size_t i = 0; i < n; i++)
                q->s[j] += q->y[i] * w[i * m + j];
        }
        complex_activate(q->t.net->a[l - 1], m, q->s);
        memcpy(q->y, q->s, m * sizeof *q->y);
        w += (n + 1) * m;
    }
}

static double complex complex_error(problem *q)
{
    double complex e = 0;
    for (size_t p = 0; p < q->t.x->size1; p++) {
        complex_forward(q, q->t.x->data + p * q->t.x->tda);
        e += complex_loss(q, q->t.d->data + p * q->t.d->tda);
    }
    return e / (double)q->t.x->size1;
}

/**
## Three slopes of one weight
*/

/* E as the programs of this book compute it. */
static double error_at(problem *q, size_t k, double w)
{
    const double keep = q->t.w->data[k];
    q->t.w->data[k] = w;
    const double e = trial_error(&q->t);
    q->t.w->data[k] = keep;
    return e;
}

/* Equations (1), (2), (4). */
static double by_forward(problem *q, size_t k, double h)
{
    const double w = q->t.w->data[k];
    return (error_at(q, k, w + h) - error_at(q, k, w)) / h;
}

static double by_central(problem *q, size_t k, double h)
{
    const double w = q->t.w->data[k];
    return (error_at(q, k, w + h) - error_at(q, k, w - h)) / (2 * h);
}

static double by_complex_step(problem *q, size_t k, double h)
{
    q->w[k] = q->t.w->data[k] + h * I;
    const double slope = cimag(complex_error(q)) / h;
    q->w[k] = q->t.w->data[k];
    return slope;
}

/**
## Backward passes: one right, three wrong

- `as-printed`: slide 30 to the letter, the output's $\delta$ is $\partial E / \partial y$.
- `derivative`: the hidden layers' $a'(s)$ is forgotten, as if they were linear.
- `bias`: the hidden biases are forgotten, their gradient stays 0.
*/

static double share(double d, double y)
{
    return d != 0 ? d / y : 0;
}

/* delta := dE/dy, with nothing of the activation in it. */
static void delta_as_printed(const problem *q, const gsl_matrix *y, gsl_matrix *delta)
{
    const int logistic = q->t.net->a[q->t.net->layers - 1] == ACTIVATION_LOGISTIC;
    if (q->t.l == LOSS_MSE) {
        loss_backward(q->t.l, ACTIVATION_LINEAR, y, q->t.d, delta);
        return;
    }
    for (size_t p = 0; p < y->size1; p++)
        for (size_t j = 0; j < y->size2; j++) {
            const double d = gsl_matrix_get(q->t.d, p, j), yj = gsl_matrix_get(y, p, j);
            const double slope = (logistic ? share(1 - d, 1 - yj) : 0) - share(d, yj);
            gsl_matrix_set(delta, p, j, slope / (double)y->size1);
        }
}

static void forget_hidden_biases(const problem *q)
{
    for (size_t l = 1; l < q->t.net->layers; l++) {
        gsl_vector_view b = mlp_bias(q->t.net, q->t.g, l);
        gsl_vector_set_zero(&b.vector);
    }
}

/* Fills q->t.g; returns E. */
static double gradient(problem *q, pass_kind kind)
{
    activation none[TRIAL_LAYERS] = {ACTIVATION_LINEAR};
    mlp blind = *q->t.net; /* it sees no hidden activation; its output's is not asked for */
    blind.a = none;
    const double e = trial_error(&q->t);
    gsl_matrix_view y = mlp_pass_y(q->t.pass, q->t.net->layers, q->t.x->size1);
    gsl_matrix_view delta = mlp_pass_output_delta(q->t.net, q->t.pass, q->t.x->size1);
    if (kind == AS_PRINTED)
        delta_as_printed(q, &y.matrix, &delta.matrix);
    else
        loss_backward(q->t.l, q->t.net->a[q->t.net->layers - 1], &y.matrix, q->t.d, &delta.matrix);
    mlp_backward(kind == NO_DERIVATIVE ? &blind : q->t.net, q->t.w, q->t.x, q->t.pass, q->t.g);
    if (kind == NO_BIAS)
        forget_hidden_biases(q);
    return e;
}

/**
## The verdict

Layer by layer, since a lower layer's gradient is often a hundred times smaller than the upper
one's and would hide behind it: the largest difference from (4) with $h = 10^{-100}$, as a part of
the layer's largest slope. A net whose gradient is all 0 agrees with everything and proves
nothing; that is a verdict of its own.
*/

enum { TINIEST = 100 }; /* h = 1e-100 for the verdict */

/* Which weights of layer l are looked at: `count` of them, evenly spread from `first` over `size`. */
typedef struct {
    size_t first, size, count;
} sample;

static sample sample_of(const problem *q, const settings *set, size_t l)
{
    sample s = {0, 0, 0};
    for (size_t k = 1; k <= l; k++) {
        s.first += s.size;
        s.size = (q->t.net->width[k - 1] + 1) * q->t.net->width[k];
    }
    s.count = GSL_MIN(s.size, GSL_MAX(set->checked / q->t.net->layers, 1));
    return s;
}

static size_t sampled(const sample *s, size_t i)
{
    return s->first + i * s->size / s->count;
}

/* The relative difference in layer l; -1 if both are 0 everywhere. */
static double layer_error(problem *q, const settings *set, size_t l)
{
    const sample s = sample_of(q, set, l);
    const double h = pow(10, -TINIEST);
    double worst = 0, most = 0;
    for (size_t i = 0; i < s.count; i++) {
        const size_t k = sampled(&s, i);
        const double slope = by_complex_step(q, k, h);
        const double difference = fabs(q->t.g->data[k] - slope);
        worst = isnan(difference) ? INFINITY : fmax(worst, difference); /* fmax drops a NaN */
        most = fmax(most, fabs(slope));
    }
    if (most == 0)
        return worst == 0 ? -1 : INFINITY;
    return worst / most;
}

/* The worst layer. */
static double net_error(problem *q, const settings *set)
{
    double worst = -1;
    for (size_t l = 1; l <= q->t.net->layers; l++)
        worst = fmax(worst, layer_error(q, set, l));
    return worst;
}

static const double right_below = 1e-10;

typedef double slope_method(problem *q, size_t k, double h);
static slope_method *const methods[] = {by_forward, by_central, by_complex_step};
enum { METHODS = 3 };

/* |g_h - g| / |g| over all sampled weights: what the figure shows. */
static double error_of(problem *q, const settings *set, slope_method *slope, double h)
{
    double difference = 0, length = 0;
    for (size_t l = 1; l <= q->t.net->layers; l++) {
        const sample s = sample_of(q, set, l);
        for (size_t i = 0; i < s.count; i++) {
            const size_t k = sampled(&s, i);
            difference = hypot(difference, slope(q, k, h) - q->t.g->data[k]);
            length = hypot(length, q->t.g->data[k]);
        }
    }
    return difference / length;
}

/* ------------------------------------------------------------------------- problems */

static void problem_free(problem *q)
{
    trial_free(&q->t);
    free(q->w);
    free(q->y);
    free(q->s);
}

static size_t widest(const trial_options *o)
{
    size_t most = o->width[0];
    for (size_t l = 1; l <= o->layers; l++)
        most = GSL_MAX(most, o->width[l]);
    return most;
}

static int problem_alloc(problem *q, const trial_options *o, fault *why)
{
    *q = (problem){.w = NULL};
    const int status = trial_alloc(&q->t, o, why);
    if (status != GSL_SUCCESS)
        return status;
    q->w = calloc(q->t.net->n_weights, sizeof *q->w);
    q->y = calloc(widest(o), sizeof *q->y);
    q->s = calloc(widest(o), sizeof *q->s);
    if (q->w && q->y && q->s)
        return GSL_SUCCESS;
    problem_free(q);
    return fault_set(why, GSL_ENOMEM, "no memory for complex weights");
}

static void draw_weights(problem *q, gsl_rng *rng)
{
    trial_draw_weights(&q->t, rng);
    for (size_t i = 0; i < q->t.w->size; i++)
        q->w[i] = q->t.w->data[i];
}

/**
## A mistake that learns

XOR, the first thing that every net is shown: four examples, a net of 2-3-1 with tanh, a logistic
output and the mean squared error, plain descent. It is trained four times from one start, by each
of the passes above.
*/

typedef struct {
    double *e[GRADIENTS]; /* E before every step, and after the last */
    double check[GRADIENTS];
    size_t wrong[GRADIENTS];
} xor_runs;

static size_t count_wrong(problem *q)
{
    size_t wrong = 0;
    mlp_forward(q->t.net, q->t.w, q->t.x, q->t.pass);
    gsl_matrix_view y = mlp_pass_y(q->t.pass, q->t.net->layers, q->t.x->size1);
    for (size_t p = 0; p < q->t.x->size1; p++)
        wrong += (gsl_matrix_get(&y.matrix, p, 0) > 0.5) != (gsl_matrix_get(q->t.d, p, 0) > 0.5);
    return wrong;
}

static void descend(problem *q, const settings *set, pass_kind kind, xor_runs *runs)
{
    for (size_t t = 0; t <= set->iterations; t++) {
        runs->e[kind][t] = gradient(q, kind);
        if (t < set->iterations)
            gsl_blas_daxpy(-set->eta, q->t.g, q->t.w);
    }
    runs->wrong[kind] = count_wrong(q);
}

static void learn_xor(problem *q, const settings *set, gsl_rng *rng, xor_runs *runs)
{
    static const double x[] = {0, 0, 0, 1, 1, 0, 1, 1}, d[] = {0, 1, 1, 0};
    memcpy(q->t.x->data, x, sizeof x);
    memcpy(q->t.d->data, d, sizeof d);
    draw_weights(q, rng);
    for (pass_kind kind = RIGHT; kind < GRADIENTS; kind++) {
        for (size_t i = 0; i < q->t.w->size; i++)
            q->t.w->data[i] = creal(q->w[i]); /* the start */
        gradient(q, kind);
        runs->check[kind] = net_error(q, set);
        descend(q, set, kind, runs);
    }
}

/* ---------------------------------------------------------------------- what is shown */

static double step_size(size_t k)
{
    return pow(10, -1 - (double)k);
}

static void print_head(const problem *q, const settings *set)
{
    printf("Net ");
    trial_print(&q->t);
    printf("%s%s\n#   h    forward    central   complex step: |its gradient - ours| / |ours|\n",
           set->kind ? "; WRONG: " : "", set->kind ? pass_name[set->kind] : "");
}

static void show_steps(problem *q, const settings *set, FILE *table)
{
    if (!set->b.quiet)
        print_head(q, set);
    for (size_t k = 0; k < STEPS; k++) {
        double e[METHODS];
        const double h = step_size(k);
        for (size_t m = 0; m < METHODS; m++)
            e[m] = error_of(q, set, methods[m], h);
        if (!set->b.quiet)
            printf("%6.0e  %9.2e  %9.2e  %9.2e\n", h, e[0], e[1], e[2]);
        if (table)
            fprintf(table, "%.17g %.17g %.17g %.17g\n", h, e[0], e[1], e[2]);
    }
}

/* A number for each layer, and whether all is well as far as there is a slope. */
static int show_verdict(problem *q, const settings *set)
{
    int right = 1, flat = 0;
    if (!set->b.quiet)
        printf("h = 1e-%d, layer by layer:", TINIEST);
    for (size_t l = 1; l <= set->t.layers; l++) {
        const double e = layer_error(q, set, l);
        right = right && e < right_below;
        flat = flat || e < 0;
        if (set->b.quiet)
            continue;
        if (e < 0)
            printf(" all 0");
        else
            printf(" %.1e", e);
    }
    if (!set->b.quiet)
        printf("; %s%s\n", right ? "right" : "WRONG",
               flat ? ", but where all is 0 nothing is proved" : "");
    return right;
}

static void print_xor(const settings *set, const xor_runs *runs)
{
    printf("XOR, %zu steps of %g:   E at first   at the end   wrong answers   check\n",
           set->iterations, set->eta);
    for (pass_kind k = RIGHT; k < GRADIENTS; k++)
        if (k != NO_DERIVATIVE) /* it does not learn; the figure has it */
            printf("  %-20s %13.5f %12.5f %15zu   %.1e\n", pass_name[k], runs->e[k][0],
                   runs->e[k][set->iterations], runs->wrong[k], runs->check[k]);
}

static int write_xor(const settings *set, const xor_runs *runs, fault *why)
{
    output *out = output_table(set->b.tables, "xor", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# iteration right as_printed derivative bias\n");
    for (size_t t = 0; t <= set->iterations; t++)
        fprintf(out->file, "%zu %.17g %.17g %.17g %.17g\n", t, runs->e[0][t], runs->e[1][t],
                runs->e[2][t], runs->e[3][t]);
    int status = output_close(out, why);
    out = status == GSL_SUCCESS ? output_table(set->b.tables, "xor-end", why) : NULL;
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# pass check wrong error\n");
    for (pass_kind k = RIGHT; k < GRADIENTS; k++)
        fprintf(out->file, "%s %.17g %zu %.17g\n", pass_name[k], runs->check[k], runs->wrong[k],
                runs->e[k][set->iterations]);
    return output_close(out, why);
}

/* --------------------------------------------------------------------------- the run */

static int check_net(problem *q, const settings *set, fault *why)
{
    output *out = set->b.tables ? output_table(set->b.tables, "steps", why) : NULL;
    if (set->b.tables && !out)
        return GSL_EFAILED;
    if (out)
        fprintf(out->file, "# h forward central complex\n");
    show_steps(q, set, out ? out->file : NULL);
    const int status = out ? output_close(out, why) : GSL_SUCCESS;
    if (status != GSL_SUCCESS)
        return status;
    const int right = show_verdict(q, set);
    if (right == (set->kind == RIGHT))
        return GSL_SUCCESS;
    return fault_set(why, GSL_EFAILED,
                     right ? "the mistake makes no difference to this net, and was not found out"
                           : "the backward pass is not the slope of E");
}

static int all_finite(problem *q, pass_kind kind)
{
    int all = isfinite(gradient(q, kind));
    for (size_t i = 0; i < q->t.g->size; i++)
        all = all && isfinite(q->t.g->data[i]);
    return all;
}

static int run_check(const settings *set, gsl_rng *rng, fault *why)
{
    problem q;
    int status = problem_alloc(&q, &set->t, why);
    if (status != GSL_SUCCESS)
        return status;
    draw_weights(&q, rng);
    trial_draw_examples(&q.t, rng);
    if (!all_finite(&q, set->kind))
        status = fault_set(why, GSL_ERANGE, "the gradient is not finite");
    else if (gsl_blas_dnrm2(q.t.g) == 0)
        status = fault_set(why, GSL_EFAILED,
                           "every gradient is 0, which agrees with anything and proves nothing; "
                           "another --seed, or more --examples");
    else
        status = check_net(&q, set, why);
    problem_free(&q);
    return status;
}

static int run_xor(const settings *given, gsl_rng *rng, fault *why)
{
    problem q;
    xor_runs runs = {{NULL}, {0}, {0}};
    settings set = *given;
    set.t = (trial_options){2, {2, 3, 1}, ACTIVATION_TANH, ACTIVATION_LOGISTIC, LOSS_MSE, 4};
    set.checked = 1000;
    int status = problem_alloc(&q, &set.t, why);
    if (status != GSL_SUCCESS)
        return status;
    for (size_t k = 0; k < GRADIENTS; k++)
        if (!(runs.e[k] = calloc(set.iterations + 1, sizeof(double))))
            status = fault_set(why, GSL_ENOMEM, "no memory for %zu steps", set.iterations);
    if (status == GSL_SUCCESS) {
        learn_xor(&q, &set, rng, &runs);
        if (!set.b.quiet)
            print_xor(&set, &runs);
        if (set.b.tables)
            status = write_xor(&set, &runs, why);
    }
    for (size_t k = 0; k < GRADIENTS; k++)
        free(runs.e[k]);
    problem_free(&q);
    return status;
}

static int run(const settings *set, fault *why)
{
    gsl_rng *rng = random_alloc(set->b.seed, why);
    if (!rng)
        return GSL_EFAILED;
    int status = run_check(set, rng, why);
    gsl_rng_set(rng, set->b.seed);
    if (status == GSL_SUCCESS)
        status = run_xor(set, rng, why);
    gsl_rng_free(rng);
    if (status == GSL_SUCCESS && !set->b.quiet)
        printf("Next: ./03_backprop/gradient_check --wrong derivative\n");
    return status;
}

enum { CHECKED = 0x100, WRONG, ETA, ITERATIONS };

static const struct argp_option table[] = {
    {"checked", CHECKED, "N", 0, "about so many weights, from every layer (default: 100)", 2},
    {"wrong", WRONG, "PASS", 0, "check a wrong one: as-printed, derivative, bias", 2},
    {"iterations", ITERATIONS, "N", 0, "of the descent on XOR (default: 1000)", 3},
    {"eta", ETA, "X", 0, "its learning rate (default: 1)", 3},
    {0},
};

/* What makes no sense together. */
static void check(const settings *set)
{
    trial_options_check(&set->t);
    if (set->t.layers == 1 && (set->kind == NO_DERIVATIVE || set->kind == NO_BIAS))
        arguments_error("--wrong: %s is a mistake in a hidden layer, and the net has none",
                        pass_name[set->kind]);
    if (set->kind == NO_DERIVATIVE && set->t.hidden == ACTIVATION_LINEAR)
        arguments_error("--wrong: derivative takes the hidden layers for linear, and they are");
    if (set->kind == AS_PRINTED && set->t.output == ACTIVATION_LINEAR)
        arguments_error("--wrong: as-printed leaves out the output's dy/ds, and it is 1");
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    settings *set = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &set->t;
        state->child_inputs[1] = &set->b;
        return 0;
    case CHECKED:
        set->checked = argument_whole("checked", text, 1, 1000000);
        return 0;
    case WRONG:
        set->kind = AS_PRINTED + argument_choice("wrong", text, "as-printed|derivative|bias");
        return 0;
    case ITERATIONS:
        set->iterations = argument_whole("iterations", text, 1, 1000000);
        return 0;
    case ETA:
        set->eta = argument_above("eta", text, 0, INFINITY);
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
    const struct argp_child children[] = {
        {&trial_argp, 0, NULL, 0}, {&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {
        table,
        parse,
        NULL,
        "Whether a gradient is the slope (lecture 14, slides 30-31).\v"
        "The net: 4-7-3, tanh, softmax, cross-entropy, 7 examples, unless told "
        "otherwise.",
        children,
        NULL,
        NULL};
    settings set = {.t = {2, {4, 7, 3}, ACTIVATION_TANH, ACTIVATION_SOFTMAX, LOSS_CROSS_ENTROPY, 7},
                    .checked = 100,
                    .iterations = 1000,
                    .eta = 1};
    fault why = {""};
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

On the left of the figure, and in the table, are the three errors against $h$. Read from left to
right, as $h$ falls: the forward difference gains a digit with each step, the others two, just as
(1), (2) and (4) say. At $h = 10^{-7}$ and $10^{-5}$ the two differences have seen their best,
$7 \cdot 10^{-8}$ and $2 \cdot 10^{-10}$, and from there on both lose a digit with each step until
nothing is left. The complex step arrives at $3 \cdot 10^{-16}$ and stays there. A gradient that
agrees with it to fifteen digits in every layer is right; one that agrees to six is wrong in the
seventh.

On the right the same net learns XOR with four gradients. Two of the wrong ones are found out by
nobody who looks at this picture alone. Forgotten biases cost some time; the biases stay where
chance has put them, and three neurons are enough to do without. Slide 30's slip makes the net
*faster*. There is a reason: with the mean squared error of a single logistic output
$\partial E / \partial y = 2 (y - d)$, and that is twice the $\delta$ of the cross-entropy
([losses.c](losses.c)). The program goes down on another error than the one that it prints. Only
the third looks suspicious. To the check all three are the same: wrong by 80 % of the gradient or
more, in a test that takes a few milliseconds.

## Try

- `--wrong bias`: where does the verdict see it, and where not? Why would one number for the whole
  net be a poorer check?
- `--activation relu`: some state is within 0.1 of the kink. What becomes of the slopes of the two
  differences at large $h$, and why not of the third? Then `--examples 500`.
- `--net 784-150-10 --checked 40`: a real net. How much of the precision is left?
- `--seed 6`: the right gradient learns XOR no longer, and two wrong ones do no better. Is there a
  mistake?
*/
