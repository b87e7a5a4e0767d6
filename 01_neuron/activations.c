/**
# Activations: what the neuron makes of its state

Lecture 14, slide 15: «примеры функций активации», «биполярный сигмоид», «экспоненциальный
сигмоид», «пороговая функция», «кусочно-линейная ReLU», «softmax (экспоненциальная нормализация)
выходного слоя».

The state $s$ is a sum and can be any number. The activation turns it into the neuron's output
$y$. The slide draws four:

$$ \text{bipolar sigmoid:} \quad y = \tanh(s) = \frac{e^s - e^{-s}}{e^s + e^{-s}} \qquad (1) $$
$$ \text{exponential sigmoid:} \quad y = \frac{1}{1 + e^{-s}} \qquad (2) $$
$$ \text{threshold:} \quad y = 1 \text{ for } s \ge 0, \text{ else } 0 \qquad (3) $$
$$ \text{ReLU:} \quad y = \max(0, s) \qquad (4) $$

The first two are one curve, $\tanh(s) = 2 / (1 + e^{-2s}) - 1$: the bipolar one is twice as
steep along $s$, and its outputs have a sign. Both are a threshold with its corner rounded, and
the reason to round it is that training asks for slopes. The threshold has none: it is flat
wherever it has a derivative. ReLU is the modern way out, a straight line that is cut off on one
side.

## Of $s$ or of $y$

Backpropagation (slide 30) multiplies by $dy/ds$ at every neuron. By then the forward pass has
computed $y$ and may have forgotten $s$, and the sigmoids are kind: their slopes can be had from
either,

$$ \frac{d}{ds} \tanh(s) = \frac{1}{\cosh^2 s} = 1 - y^2, \qquad
   \frac{d}{ds} \frac{1}{1 + e^{-s}} = \frac{e^{-s}}{(1 + e^{-s})^2} = y (1 - y) \qquad (5) $$

That is why libraries keep $y$, and it is a trap. A function called `sigmoid_derivative(x)` that
computes $x (1 - x)$ wants the output; who gives it the state gets numbers that are wrong,
negative beyond $s = 1$, and silent about it. In this project the name says it:
`activation_derivative_of_y`, `activation_derivative_of_s`. Of $y$ is cheap, of $s$ is exact:
from $s = 37$ on the output of (2) is rounded to 1, and $y (1 - y)$ to 0, where the slope is
still $10^{-16}$.

| slide | here | default | meaning |
|---|---|---|---|
| $s$ | `s`, `--state` | 2 | state of a neuron; the option is where both slopes are printed |
| $s_1, \dots, s_m$ | `states`, `--states` | 1, 2, 4 | states of the output layer, for softmax |
| $y$ | `y` | | outputs |
| | `--temperatures` | 0.25, 1, 4 | $T$, which divides the states |
| | `--layers`, `--width` | 20, 100 | of the nets whose gradient is followed |
| | `--gain` | 1 | $g$: their weights have the deviation $g / \sqrt{\text{width}}$ |
*/

#include "activation.h"
#include "arguments.h"
#include "mlp.h"
#include "output.h"
#include "random.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

enum { MOST = 6, MOST_LAYERS = 100, PIECES = 1000 };

typedef struct {
    basics b;
    double state, gain;
    double states[MOST], temperatures[MOST];
    size_t m, n_temperatures, layers, width;
} settings;

static const activation curves[] = {ACTIVATION_TANH, ACTIVATION_LOGISTIC, ACTIVATION_THRESHOLD,
                                    ACTIVATION_RELU};
enum { CURVES = sizeof curves / sizeof *curves };

/* Equations (1) to (4), by the library that all nets of this project use. */
static double output_of(activation a, double s)
{
    gsl_matrix_view one = gsl_matrix_view_array(&s, 1, 1);
    activation_apply(a, &one.matrix);
    return s;
}

/**
## Softmax: from states to probabilities

The last function of the slide does not belong to a neuron but to a layer. The $m$ states compete:

$$ y_j = \frac{\exp(s_j)}{\sum_k \exp(s_k)} \qquad (6) $$

All outputs are positive, they sum to 1, and the largest state gets the most. For two outputs it
is an old acquaintance, $y_1 = 1 / (1 + e^{-(s_1 - s_2)})$: the exponential sigmoid of the
difference.

Only differences count: whatever is added to all states is a common factor of numerator and
denominator,

$$ \operatorname{softmax}(s + c) = \operatorname{softmax}(s) \qquad (7) $$

On paper. In a computer $\exp(1000)$ is infinite, and infinity by infinity is no number;
$\exp(-1000)$ is 0, and so is the sum. (7) is also the cure: with $c = -\max_k s_k$ the largest
exponent is 0, the sum lies between 1 and $m$, and nothing can overflow.

How much the largest state gets over the others depends on the unit in which states are
measured. Dividing them all by a temperature $T$ before (6) makes this a dial: for $T \to 0$ the
winner takes all, for $T \to \infty$ all get $1/m$. What is left of the choice is measured by
the entropy $-\sum_j y_j \ln y_j$, which lies between 0 and $\ln m$.
*/

/* Equation (6) to the letter, to see it fail. */
static void softmax_as_printed(size_t m, const double s[], double y[])
{
    double sum = 0;
    for (size_t j = 0; j < m; j++)
        sum += exp(s[j]);
    for (size_t j = 0; j < m; j++)
        y[j] = exp(s[j]) / sum;
}

/* The library's, which subtracts the maximum first: of (s + shift)/T. */
static void softmax(const settings *set, double shift, double temperature, double y[])
{
    for (size_t j = 0; j < set->m; j++)
        y[j] = (set->states[j] + shift) / temperature;
    gsl_matrix_view row = gsl_matrix_view_array(y, 1, set->m);
    activation_apply(ACTIVATION_SOFTMAX, &row.matrix);
}

static double entropy(size_t m, const double y[])
{
    double sum = 0;
    for (size_t j = 0; j < m; j++)
        sum -= y[j] > 0 ? y[j] * log(y[j]) : 0;
    return sum;
}

/**
## The vanishing product

In a chain of layers the slope of the last output by the first input is a product, a factor for
each layer. The exponential sigmoid's slope is at most $1/4$, at $s = 0$, and everywhere else
smaller. So if the weights do not make up for it, twenty layers leave at most
$4^{-20} \approx 10^{-12}$ of the gradient, and the first layers of such a net do not learn.
This is the vanishing gradient that Hochreiter found in 1991.

How much is left in a real layer? Let a layer have $n$ neurons and normally distributed weights
with mean 0 and deviation $g / \sqrt{n}$. For large $n$ a state is a sum of many small terms, so
it is normally distributed too. Let $q_l$ be its variance in layer $l$, and $z$ a standard
normal number. Then going forward and going back

$$ q_1 = g^2, \qquad
   q_{l+1} = g^2 \operatorname{E} \left[ \sigma(\sqrt{q_l}\, z)^2 \right] \qquad (8) $$
$$ \lVert \delta_l \rVert^2 \approx \chi_l \lVert \delta_{l+1} \rVert^2, \qquad
   \chi_l = g^2 \operatorname{E} \left[ \sigma'(\sqrt{q_l}\, z)^2 \right] \qquad (9) $$

with $\delta_l = \partial E / \partial s$ in layer $l$ (slide 30), for inputs of variance 1 and
no thresholds. ReLU has the slope 1 for one half of all states and 0 for the other, so
$\chi = g^2 / 2$: with $g = \sqrt{2}$ gradients keep their size through any number of layers.
That is the initialisation of He and others [1]. A gradient can also grow: with $\chi > 1$ it
explodes.

The program shows both, means over nets that were really built and the product of (9). Equations
(8) and (9) are those of Schoenholz and others [2].

[1] K. He, X. Zhang, S. Ren, J. Sun, Delving deep into rectifiers: surpassing human-level
performance on ImageNet classification, ICCV 2015. [2] S. S. Schoenholz, J. Gilmer, S. Ganguli,
J. Sohl-Dickstein, Deep information propagation, ICLR 2017.
*/

/* A deep net of random weights, through which one input goes forward and a random gradient back. */
typedef struct {
    mlp *net; /* one layer more than the gradient has to pass: it begins at that layer's states */
    mlp_pass *pass;
    gsl_vector *w, *gradient;
    gsl_matrix *x;
} deep;

enum { NETS = 10, INPUTS = 10 };

static void deep_free(deep *d)
{
    mlp_pass_free(d->net, d->pass);
    gsl_vector_free(d->w);
    gsl_vector_free(d->gradient);
    gsl_matrix_free(d->x);
    mlp_free(d->net);
}

static int deep_alloc(deep *d, activation a, const settings *set)
{
    size_t width[MOST_LAYERS + 2];
    for (size_t l = 0; l <= set->layers + 1; l++)
        width[l] = set->width;
    *d = (deep){.net = mlp_alloc(set->layers + 1, width, a, a)};
    if (!d->net)
        return GSL_ENOMEM;
    d->pass = mlp_pass_alloc(d->net, 1);
    d->w = gsl_vector_alloc(d->net->n_weights);
    d->gradient = gsl_vector_alloc(d->net->n_weights);
    d->x = gsl_matrix_alloc(1, set->width);
    return d->pass && d->w && d->gradient && d->x ? GSL_SUCCESS : GSL_ENOMEM;
}

static void fill_normal(gsl_rng *rng, gsl_matrix *m, double deviation)
{
    for (size_t i = 0; i < m->size1; i++)
        for (size_t j = 0; j < m->size2; j++)
            gsl_matrix_set(m, i, j, gsl_ran_gaussian_ziggurat(rng, deviation));
}

static void draw_weights(deep *d, gsl_rng *rng, double gain)
{
    gsl_vector_set_zero(d->w);
    for (size_t l = 1; l <= d->net->layers; l++) {
        gsl_matrix_view wl = mlp_weights(d->net, d->w, l);
        fill_normal(rng, &wl.matrix, gain / sqrt((double)wl.matrix.size1));
    }
}

/* A random input forward, a random delta back (mlp.h has the two passes; chapter 3 explains them). */
static int there_and_back(deep *d, gsl_rng *rng)
{
    gsl_matrix_view delta = mlp_pass_output_delta(d->net, d->pass, 1);
    fill_normal(rng, d->x, 1);
    fill_normal(rng, &delta.matrix, 1);
    const int status = mlp_states(d->net, d->w, d->x, d->pass);
    return status ? status : mlp_backward(d->net, d->w, d->x, d->pass, d->gradient);
}

/* The length of delta in layer l. For a single example it is the gradient of that layer's bias. */
static double delta_length(deep *d, size_t l)
{
    gsl_vector_view delta = mlp_bias(d->net, d->gradient, l);
    return gsl_blas_dnrm2(&delta.vector);
}

/* left[k]: the part of delta's length that is left after k layers; root mean square over nets and
   inputs. hypot adds the squares without leaving the range of a double, as 1e-160 squared would. */
static int measure(const settings *set, activation a, gsl_rng *rng, double left[])
{
    deep d;
    int status = deep_alloc(&d, a, set);
    for (size_t k = 0; k <= set->layers; k++)
        left[k] = k == 0;
    for (size_t r = 0; r < NETS * INPUTS && status == GSL_SUCCESS; r++) {
        if (r % INPUTS == 0)
            draw_weights(&d, rng, set->gain);
        status = there_and_back(&d, rng);
        const double whole = delta_length(&d, set->layers + 1) * sqrt(NETS * INPUTS);
        for (size_t k = 1; k <= set->layers; k++)
            left[k] = hypot(left[k], delta_length(&d, set->layers + 1 - k) / whole);
    }
    deep_free(&d);
    return status;
}

/* The integrand of an expectation: f(sqrt(q) z)^2 times the normal density of z. */
typedef struct {
    double (*f)(activation a, double s);
    activation a;
    double deviation; /* sqrt(q) */
} of_state;

static double integrand(double z, void *params)
{
    const of_state *o = params;
    return gsl_pow_2(o->f(o->a, o->deviation * z)) * gsl_ran_ugaussian_pdf(z);
}

/* E f(sqrt(q) z)^2. Beyond |z| = 12 the density is below 1e-31; 0 is an end of both halves because
   (3) and (4) have their jumps there, and a slope its peak. */
static double mean_over_states(of_state o, gsl_integration_workspace *space)
{
    gsl_function f = {integrand, &o};
    double left, right, error;
    if (gsl_integration_qag(&f, -12, 0, 0, 1e-10, PIECES, GSL_INTEG_GAUSS31, space, &left,
                            &error) != GSL_SUCCESS ||
        gsl_integration_qag(&f, 0, 12, 0, 1e-10, PIECES, GSL_INTEG_GAUSS31, space, &right,
                            &error) != GSL_SUCCESS)
        return GSL_NAN;
    return left + right;
}

/* Equations (8) and (9), in place of the nets. */
static int predict(const settings *set, activation a, double left[])
{
    gsl_integration_workspace *space = gsl_integration_workspace_alloc(PIECES);
    if (!space)
        return GSL_ENOMEM;
    const double g2 = gsl_pow_2(set->gain);
    double chi[MOST_LAYERS + 1], q = g2;
    for (size_t l = 1; l <= set->layers; l++) {
        const double deviation = sqrt(q);
        chi[l] = g2 * mean_over_states((of_state){activation_derivative_of_s, a, deviation}, space);
        q = g2 * mean_over_states((of_state){output_of, a, deviation}, space);
    }
    left[0] = 1;
    for (size_t k = 1; k <= set->layers; k++)
        left[k] = left[k - 1] * sqrt(chi[set->layers + 1 - k]);
    gsl_integration_workspace_free(space);
    return isfinite(left[set->layers]) ? GSL_SUCCESS : GSL_EFAILED;
}

/* ------------------------------------------------------------------- what is shown */

static void print_at(double s)
{
    printf("%4g", s);
    for (size_t c = 0; c < CURVES; c++)
        printf("   %8.5f %7.5f", output_of(curves[c], s), activation_derivative_of_s(curves[c], s));
    printf("\n");
}

static void print_curves(void)
{
    printf("The slide's four curves and their slopes dy/ds:\n"
           "#  s       tanh   dy/ds   logistic   dy/ds  threshold   dy/ds       relu   dy/ds\n");
    print_at(-4);
    print_at(-1);
    print_at(0);
    print_at(1);
    print_at(4);
}

/* The same slope from s, from y, and from s where y should be. */
static void print_slopes(double s)
{
    printf("\nSlope at s = %-8g from s      from y      from s by the formula for y: wrong\n", s);
    for (size_t c = 0; c < 2; c++)
        printf("%-13s %14.6g  %10.6g  %10.6g\n", activation_name(curves[c]),
               activation_derivative_of_s(curves[c], s),
               activation_derivative_of_y(curves[c], output_of(curves[c], s)),
               activation_derivative_of_y(curves[c], s));
}

static void print_list(size_t m, const double v[])
{
    for (size_t j = 0; j < m; j++)
        printf(" %8.6f", v[j]);
}

/* Equation (7), where the formula as printed cannot follow. A NaN may carry a sign, which says
   nothing. */
static void print_shifted(const settings *set, double shift)
{
    double shifted[MOST], y[MOST];
    for (size_t j = 0; j < set->m; j++)
        shifted[j] = set->states[j] + shift;
    softmax(set, shift, 1, y);
    printf("s %+-10g", shift);
    print_list(set->m, y);
    softmax_as_printed(set->m, shifted, y);
    printf("   by (6) to the letter");
    for (size_t j = 0; j < set->m; j++)
        printf(" %g", isnan(y[j]) ? fabs(y[j]) : y[j]);
    printf("\n");
}

static void print_softmax(const settings *set)
{
    double y[MOST];
    printf("\nsoftmax of");
    for (size_t j = 0; j < set->m; j++)
        printf("%s %g", j ? "," : "", set->states[j]);
    printf(":\n");
    for (size_t t = 0; t < set->n_temperatures; t++) {
        softmax(set, 0, set->temperatures[t], y);
        printf("T = %-8g", set->temperatures[t]);
        print_list(set->m, y);
        printf("   entropy %.6f\n", entropy(set->m, y));
    }
    print_shifted(set, -1000);
    print_shifted(set, 1000);
}

/* What is left of a gradient after 0, 1, 2, ... layers. */
typedef struct {
    double measured[MOST_LAYERS + 1], theory[MOST_LAYERS + 1];
} product;

static void print_products(const settings *set, const product products[])
{
    const size_t k = set->layers;
    printf("\nLeft of a gradient after %zu layers of %zu neurons:\n         ", k, set->width);
    for (size_t c = 0; c < CURVES; c++)
        printf(" %12s", activation_name(curves[c]));
    printf("\nmeasured ");
    for (size_t c = 0; c < CURVES; c++)
        printf(" %12.4g", products[c].measured[k]);
    printf("\nby (9)   ");
    for (size_t c = 0; c < CURVES; c++)
        printf(" %12.4g", products[c].theory[k]);
    printf("\nNext: ./01_neuron/activations --gain 1.4142136 --layers 50\n");
}

/* ----------------------------------------------------------------- for the figures */

static int write_curves(const char *prefix, fault *why)
{
    output *out = output_table(prefix, "curves", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# name s y slope_of_s slope_of_y\n");
    for (size_t c = 0; c < CURVES; c++)
        for (int i = -800; i <= 800; i++) {
            const double s = i / 20., y = output_of(curves[c], s);
            fprintf(out->file, "%s %.17g %.17g %.17g %.17g\n", activation_name(curves[c]), s, y,
                    activation_derivative_of_s(curves[c], s),
                    activation_derivative_of_y(curves[c], y));
        }
    return output_close(out, why);
}

static int write_softmax(const settings *set, fault *why)
{
    output *out = output_table(set->b.tables, "softmax", why);
    double y[MOST];
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# T j s y\n");
    for (size_t t = 0; t < set->n_temperatures; t++) {
        softmax(set, 0, set->temperatures[t], y);
        for (size_t j = 0; j < set->m; j++)
            fprintf(out->file, "%g %zu %g %.17g\n", set->temperatures[t], j + 1, set->states[j],
                    y[j]);
    }
    return output_close(out, why);
}

static int write_products(const settings *set, const product products[], fault *why)
{
    output *out = output_table(set->b.tables, "product", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# name layers measured theory\n");
    for (size_t c = 0; c < CURVES; c++)
        for (size_t k = 0; k <= set->layers; k++)
            fprintf(out->file, "%s %zu %.17g %.17g\n", activation_name(curves[c]), k,
                    products[c].measured[k], products[c].theory[k]);
    return output_close(out, why);
}

static int follow_gradients(const settings *set, product products[], fault *why)
{
    gsl_rng *rng = random_alloc(set->b.seed, why);
    int status = rng ? GSL_SUCCESS : GSL_EFAILED;
    for (size_t c = 0; c < CURVES && status == GSL_SUCCESS; c++)
        if (measure(set, curves[c], rng, products[c].measured) != GSL_SUCCESS)
            status = fault_set(why, GSL_ENOMEM, "no memory for %zu layers of %zu neurons",
                               set->layers, set->width);
        else if (predict(set, curves[c], products[c].theory) != GSL_SUCCESS)
            status = fault_set(why, GSL_EFAILED, "%s: an integral of (8) or (9) failed",
                               activation_name(curves[c]));
    gsl_rng_free(rng);
    return status;
}

static int write_tables(const settings *set, const product products[], fault *why)
{
    if (write_curves(set->b.tables, why) != GSL_SUCCESS || write_softmax(set, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    return write_products(set, products, why);
}

static int run(const settings *set, fault *why)
{
    product products[CURVES];
    if (follow_gradients(set, products, why) != GSL_SUCCESS ||
        (set->b.tables && write_tables(set, products, why) != GSL_SUCCESS))
        return GSL_EFAILED;
    if (set->b.quiet)
        return GSL_SUCCESS;
    print_curves();
    print_slopes(set->state);
    print_softmax(set);
    print_products(set, products);
    return GSL_SUCCESS;
}

/* -------------------------------------------------------------------------- options */

enum { STATE = 0x100, STATES, TEMPERATURES, LAYERS, WIDTH, GAIN };

static const struct argp_option table[] = {
    {"state", STATE, "S", 0, "where the slopes are compared (default: 2)", 1},
    {"states", STATES, "S,S,...", 0, "of softmax, two to six (default: 1,2,4)", 2},
    {"temperatures", TEMPERATURES, "T,T,...", 0, "up to six (default: 0.25,1,4)", 2},
    {"layers", LAYERS, "N", 0, "that a gradient goes through, up to 100 (default: 20)", 3},
    {"width", WIDTH, "N", 0, "neurons of each layer, up to 500 (default: 100)", 3},
    {"gain", GAIN, "G", 0, "deviation of the weights, times the root of the width (default: 1)", 3},
    {0},
};

static void parse_temperatures(const char *text, settings *set)
{
    set->n_temperatures = argument_numbers("temperatures", text, MOST, set->temperatures);
    for (size_t t = 0; t < set->n_temperatures; t++)
        if (set->temperatures[t] <= 0)
            arguments_error("--temperatures: %g is not above 0", set->temperatures[t]);
}

static error_t parse(int key, char *text, struct argp_state *argp)
{
    settings *set = argp->input;
    switch (key) {
    case ARGP_KEY_INIT:
        argp->child_inputs[0] = &set->b;
        return 0;
    case STATE:
        set->state = argument_number("state", text, -INFINITY, INFINITY);
        return 0;
    case STATES:
        set->m = argument_numbers("states", text, MOST, set->states);
        if (set->m < 2)
            arguments_error("--states: '%s' is one number, and softmax compares", text);
        return 0;
    case TEMPERATURES:
        parse_temperatures(text, set);
        return 0;
    case LAYERS:
        set->layers = argument_whole("layers", text, 1, MOST_LAYERS);
        return 0;
    case WIDTH:
        set->width = argument_whole("width", text, 1, 500);
        return 0;
    case GAIN:
        set->gain = argument_number("gain", text, 0.1, 10);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {
        table,    parse, NULL, "Activations, their slopes, and softmax (lecture 14, slide 15).",
        children, NULL,  NULL};
    settings set = {.state = 2,
                    .gain = 1,
                    .states = {1, 2, 4},
                    .m = 3,
                    .temperatures = {0.25, 1, 4},
                    .n_temperatures = 3,
                    .layers = 20,
                    .width = 100};
    fault why = {""};
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

The first figure has the slide's four pictures, each with its slope. The exponential sigmoid's
slope is never more than a quarter, the bipolar one's reaches 1, but only at $s = 0$. Below,
softmax: at $T = 0.25$ the largest of three states takes everything, at $T = 8$ all have about a
third. Beside it the slopes once more, as functions of the output: two parabolas, and the marks,
computed from $s$, lie on them.

The second figure is about large states and many layers. On a logarithmic axis saturation is a
straight line down: each unit of $s$ costs the exponential sigmoid a factor of $e$ in slope, the
bipolar one $e^2$. The marks end where $y$ has been rounded to 1. On the right, what is left of
a gradient. After 20 layers the exponential sigmoid has lost twelve decimals, the bipolar one a
factor of five, ReLU a thousand. The lines were computed from (8) and (9) without a net, the
marks were measured on nets. The bipolar sigmoid's line bends: the signal fades on its way
through the layers, and near the output the states are so small that the slope is almost 1.

## Try

- `--gain 1.4142136 --layers 50`: which activation keeps the size of its gradient now, and which
  gets a larger one?
- `--gain 4`: all states are large, and the bipolar sigmoid is saturated nearly everywhere. Do
  its gradients vanish? (The factor is $g^2$ times the mean of the *squared* slope. A few
  neurons near 0 have all of it.)
- `--width 3`: for whom was (9) derived? (ReLU's 0 is real: a layer of three is soon one with no
  neuron above 0.)
- `--state 40`: what does a sigmoid learn that is so sure? And `--states 1001,1002,1004`: which
  of the lines at the end of softmax's do you expect to change?
*/
