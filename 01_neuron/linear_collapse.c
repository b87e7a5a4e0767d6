/**
# Linear layers collapse into one

Lecture 14, slide 26: «многослойная нейросеть с линейной функцией активации эквивалентна
однослойной».

What is a layer worth that adds up and does nothing else? The slide writes a net of $n$ layers as

$$ Y = a(a(a(X \cdot W_1) \cdot W_2) \dots W_n) \qquad (1) $$

and puts the linear activation $a(s) = s$ into it. Brackets may be moved in a product of matrices,
so

$$ Y = X \cdot W_1 \cdot W_2 \dots W_n = X \cdot (W_1 \cdot W_2 \dots W_n) = X \cdot W \qquad (2) $$

and whatever the net has learned, one layer with the weights $W$ does the same. The thresholds of
slide 14, which (1) leaves out, change nothing in this. With a bias $b_l$ in each layer, $W$ and
$b$ of the one layer grow from those of the first $l$ layers,

$$ W := W \cdot W_l, \qquad b := b \cdot W_l + b_l \qquad (3) $$

beginning with $W = W_1$, $b = b_1$.

One bend ends it. If one hidden layer is tanh, $Y = \tanh(X \cdot W_1) \cdot W_2$, no matrix does
what the net does. The program shows both: (2) up to rounding errors, for nets of random depth and
size, and how far away the nearest single layer is as soon as one of many layers bends.

| slide | here | default | meaning |
|---|---|---|---|
| $X$, $Y$ | `x`, `y` | 200 rows, `--examples` | inputs, drawn from a normal distribution, and answers |
| | `--scale` | 1 | its standard deviation |
| $W_1 \dots W_n$ | `w` | random | $n$ is 2 to `--depth` 8, a layer has 1 to `--width` 32 neurons |
| $W$, $b$ | `one.w`, `one.b` | | the one layer |
| | `--nets` | 10 | how many random nets |
| | `--hidden` | 5,7,4,6 | hidden layers of the net that is drawn |
| | `--bend` | 2 | which of them is tanh in the second row of the figure |
*/

#include "arguments.h"
#include "mlp.h"
#include "output.h"
#include "random.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_machine.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <string.h>

enum { MAX_LAYERS = 16, MAX_WIDTH = 256, GRID = 81 };

typedef struct {
    basics b;
    size_t nets, depth, width, examples;
    double scale;
    size_t n_hidden, hidden[MAX_LAYERS]; /* of the net that is drawn ... */
    size_t bend;                         /* ... and which of them is tanh */
} settings;

/* A net and its weights. */
typedef struct {
    mlp *net;
    gsl_vector *w;
} deep;

/* One layer: Y = X w + 1 b'. */
typedef struct {
    gsl_matrix *w;
    gsl_vector *b;
} layer;

/**
## A random net

Each weight is normally distributed with a variance of $1/n_{l-1}$, so that the signal neither
fades nor grows from layer to layer, and each bias with a standard deviation of 1/2.
*/

static void draw_weights(deep *d, gsl_rng *rng)
{
    for (size_t l = 1; l <= d->net->layers; l++) {
        gsl_matrix_view wl = mlp_weights(d->net, d->w, l);
        gsl_vector_view bl = mlp_bias(d->net, d->w, l);
        const double sigma = 1 / sqrt((double)d->net->width[l - 1]);
        for (size_t i = 0; i < wl.matrix.size1; i++)
            for (size_t j = 0; j < wl.matrix.size2; j++)
                gsl_matrix_set(&wl.matrix, i, j, gsl_ran_gaussian(rng, sigma));
        for (size_t j = 0; j < bl.vector.size; j++)
            gsl_vector_set(&bl.vector, j, gsl_ran_gaussian(rng, 0.5));
    }
}

static void deep_free(deep *d)
{
    gsl_vector_free(d->w);
    mlp_free(d->net);
}

static int deep_make(deep *d, size_t layers, const size_t width[], gsl_rng *rng)
{
    d->net = mlp_alloc(layers, width, ACTIVATION_LINEAR, ACTIVATION_LINEAR);
    d->w = d->net ? gsl_vector_alloc(d->net->n_weights) : NULL;
    if (!d->w)
        return GSL_ENOMEM;
    draw_weights(d, rng);
    return GSL_SUCCESS;
}

/**
## The collapse

Equation (3), one layer after the other. $W$ has as many rows as the net has inputs, and as many
columns as the layer that was last taken in has neurons.
*/

static void layer_free(layer *one)
{
    gsl_matrix_free(one->w);
    gsl_vector_free(one->b);
}

/* Takes one more layer in, which needs new memory as W changes its size. */
static int take_in(layer *one, const gsl_matrix *wl, const gsl_vector *bl)
{
    layer next = {gsl_matrix_alloc(one->w->size1, wl->size2), gsl_vector_alloc(wl->size2)};
    if (!next.w || !next.b) {
        layer_free(&next);
        return GSL_ENOMEM;
    }
    gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, one->w, wl, 0, next.w); /* W := W W_l */
    gsl_vector_memcpy(next.b, bl);
    gsl_blas_dgemv(CblasTrans, 1, wl, one->b, 1, next.b); /* b := b W_l + b_l */
    layer_free(one);
    *one = next;
    return GSL_SUCCESS;
}

/* Begins with the identity, so that the first layer needs no case of its own. */
static int collapse(const deep *d, layer *one)
{
    const size_t inputs = d->net->width[0];
    one->w = gsl_matrix_alloc(inputs, inputs);
    one->b = gsl_vector_calloc(inputs);
    if (!one->w || !one->b)
        return GSL_ENOMEM;
    gsl_matrix_set_identity(one->w);
    int status = GSL_SUCCESS;
    for (size_t l = 1; l <= d->net->layers && status == GSL_SUCCESS; l++) {
        gsl_matrix_const_view wl = mlp_const_weights(d->net, d->w, l);
        gsl_vector_const_view bl = mlp_const_bias(d->net, d->w, l);
        status = take_in(one, &wl.matrix, &bl.vector);
    }
    return status;
}

/* The answers to all rows of x, to be freed: of the one layer ... */
static gsl_matrix *answer_of_one(const layer *one, const gsl_matrix *x)
{
    gsl_matrix *y = gsl_matrix_alloc(x->size1, one->w->size2);
    for (size_t p = 0; y && p < y->size1; p++)
        gsl_matrix_set_row(y, p, one->b);
    if (y)
        gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, x, one->w, 1, y);
    return y;
}

/* ... and of the whole net, with weights w. */
static gsl_matrix *answer_of_net(const mlp *net, const gsl_vector *w, const gsl_matrix *x)
{
    gsl_matrix *y = gsl_matrix_alloc(x->size1, net->width[net->layers]);
    mlp_pass *pass = mlp_pass_alloc(net, x->size1);
    if (y && pass && mlp_forward(net, w, x, pass) == GSL_SUCCESS) {
        gsl_matrix_view last = mlp_pass_y(pass, net->layers, x->size1);
        gsl_matrix_memcpy(y, &last.matrix);
    } else {
        gsl_matrix_free(y);
        y = NULL;
    }
    mlp_pass_free(net, pass);
    return y;
}

/**
## How equal is equal?

Brackets may be moved in mathematics, but not in a computer, which rounds every product and every
sum to 53 binary digits, and not the same ones on both sides of (2). How far the results can lie
apart is known. A sum of $k$ products comes out wrong by at most $\gamma_k = k u / (1 - k u)$ times
the sum of their absolute values, with $u = 2^{-53}$, in whatever order it is added up [1]. A chain
of layers adds up the lengths of its sums, so

$$ |Y - (X W + b)| \;\le\; 2 \gamma_K \; |X| \, |W_1| \, |W_2| \dots |W_n|, \qquad K = \sum_l (n_{l-1} + 1) \qquad (4) $$

for each number of $Y$ (the biases counted among the weights). The right side is the answer of a
net as well: the one with the absolute values of all weights, to the absolute values of all inputs.

[1] N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd edition, SIAM 2002, chapter
3.
*/

typedef struct {
    double difference; /* the largest |Y - (X W + b)| */
    double of_bound;   /* the largest share of its bound (4) that a number makes use of */
} rounding;

static double gamma_of(const mlp *net)
{
    double ku = 0;
    for (size_t l = 0; l < net->layers; l++)
        ku += ((double)net->width[l] + 1) * GSL_DBL_EPSILON / 2;
    return ku / (1 - ku);
}

/* The right side of (4) without its 2 gamma. */
static gsl_matrix *absolute_answer(const deep *d, const gsl_matrix *x)
{
    gsl_matrix *abs_x = gsl_matrix_alloc(x->size1, x->size2), *y = NULL;
    gsl_vector *abs_w = gsl_vector_alloc(d->w->size);
    if (abs_x && abs_w) {
        for (size_t k = 0; k < x->size1 * x->size2; k++)
            gsl_matrix_set(abs_x, k / x->size2, k % x->size2,
                           fabs(gsl_matrix_get(x, k / x->size2, k % x->size2)));
        for (size_t k = 0; k < abs_w->size; k++)
            gsl_vector_set(abs_w, k, fabs(gsl_vector_get(d->w, k)));
        y = answer_of_net(d->net, abs_w, abs_x);
    }
    gsl_matrix_free(abs_x);
    gsl_vector_free(abs_w);
    return y;
}

static rounding compare(const gsl_matrix *y, const gsl_matrix *z, const gsl_matrix *bound,
                        double gamma)
{
    rounding r = {0, 0};
    for (size_t p = 0; p < y->size1; p++)
        for (size_t j = 0; j < y->size2; j++) {
            const double difference = fabs(gsl_matrix_get(y, p, j) - gsl_matrix_get(z, p, j));
            const double most = 2 * gamma * gsl_matrix_get(bound, p, j);
            r.difference = GSL_MAX(r.difference, difference);
            r.of_bound = GSL_MAX(r.of_bound, difference > 0 ? difference / most : 0);
        }
    return r;
}

/* The net and its one layer, on the same inputs. */
static int measure_collapse(const deep *d, const gsl_matrix *x, rounding *r)
{
    layer one = {NULL, NULL};
    const int status = collapse(d, &one);
    gsl_matrix *y = answer_of_net(d->net, d->w, x);
    gsl_matrix *z = status == GSL_SUCCESS ? answer_of_one(&one, x) : NULL;
    gsl_matrix *bound = absolute_answer(d, x);
    const int complete = y && z && bound;
    if (complete)
        *r = compare(y, z, bound, gamma_of(d->net));
    gsl_matrix_free(y);
    gsl_matrix_free(z);
    gsl_matrix_free(bound);
    layer_free(&one);
    return complete ? GSL_SUCCESS : GSL_ENOMEM;
}

/**
## One bend

Now one hidden layer is tanh; the weights stay. That (3) no longer gives the net's matrix would
prove little, since another matrix might do. So the best one is looked for, which comes closest to
the net's answers in the mean square:

$$ \min_{W, b} \; \lVert Y - (X W + b) \rVert^2 \qquad (5) $$

This is linear in $W$ and $b$ and solved by GSL's QR decomposition. What it leaves is divided by
how much $Y$ varies: 0 says that a single layer does what the net does, 1 that it does no better
than a constant.
*/

/* X with a column of ones, for the bias; then its QR decomposition. */
static gsl_matrix *decompose(const gsl_matrix *x, gsl_vector *tau)
{
    gsl_matrix *qr = gsl_matrix_alloc(x->size1, x->size2 + 1);
    if (!qr)
        return NULL;
    gsl_matrix_view left = gsl_matrix_submatrix(qr, 0, 0, x->size1, x->size2);
    gsl_vector_view ones = gsl_matrix_column(qr, x->size2);
    gsl_matrix_memcpy(&left.matrix, x);
    gsl_vector_set_all(&ones.vector, 1);
    gsl_linalg_QR_decomp(qr, tau);
    return qr;
}

/* One column y of (5) becomes the best one layer's answer. Returns what is left, squared, or NaN. */
static double fit_column(const gsl_matrix *qr, const gsl_vector *tau, gsl_vector *y,
                         gsl_vector *work)
{
    gsl_vector_view c = gsl_vector_subvector(work, 0, qr->size2);
    gsl_vector_view residual = gsl_vector_subvector(work, qr->size2, qr->size1);
    if (gsl_linalg_QR_lssolve(qr, tau, y, &c.vector, &residual.vector) != GSL_SUCCESS)
        return GSL_NAN;
    gsl_vector_sub(y, &residual.vector);
    return gsl_pow_2(gsl_blas_dnrm2(&residual.vector));
}

/* All of Y becomes that. Returns what is left, as a share of how much Y varies; NaN if it fails. */
static double fit(const gsl_matrix *x, gsl_matrix *y)
{
    gsl_vector *tau = gsl_vector_alloc(x->size2 + 1);
    gsl_vector *work = gsl_vector_alloc(x->size1 + x->size2 + 1);
    gsl_matrix *qr = tau && work ? decompose(x, tau) : NULL;
    double left = qr ? 0 : GSL_NAN, all = 0;
    for (size_t j = 0; qr && j < y->size2; j++) {
        gsl_vector_view column = gsl_matrix_column(y, j);
        all += gsl_stats_tss(column.vector.data, column.vector.stride, y->size1);
        left += fit_column(qr, tau, &column.vector, work);
    }
    gsl_matrix_free(qr);
    gsl_vector_free(work);
    gsl_vector_free(tau);
    return sqrt(left / all);
}

/* The answers of the net with one hidden layer tanh; the net itself stays as it is. */
static gsl_matrix *answer_with_bend(deep *d, size_t bend, const gsl_matrix *x)
{
    d->net->a[bend - 1] = ACTIVATION_TANH;
    gsl_matrix *y = answer_of_net(d->net, d->w, x);
    d->net->a[bend - 1] = ACTIVATION_LINEAR;
    return y;
}

/* ------------------------------------------------------------------- random nets */

typedef struct {
    size_t width[MAX_LAYERS + 1], layers, bend;
    rounding r;
    double left_linear, left_bent; /* what (5) leaves over without the bend, and with it */
} trial;

static void draw_sizes(const settings *set, gsl_rng *rng, trial *t)
{
    t->layers = 2 + gsl_rng_uniform_int(rng, set->depth - 1);
    for (size_t l = 0; l <= t->layers; l++)
        t->width[l] = 1 + gsl_rng_uniform_int(rng, set->width);
    t->bend = 1 + gsl_rng_uniform_int(rng, t->layers - 1);
}

static gsl_matrix *draw_inputs(size_t rows, size_t columns, double sigma, gsl_rng *rng)
{
    gsl_matrix *x = gsl_matrix_alloc(rows, columns);
    for (size_t k = 0; x && k < rows * columns; k++)
        gsl_matrix_set(x, k / columns, k % columns, gsl_ran_gaussian(rng, sigma));
    return x;
}

static int measure_fits(deep *d, const gsl_matrix *x, trial *t)
{
    gsl_matrix *straight = answer_of_net(d->net, d->w, x), *bent = answer_with_bend(d, t->bend, x);
    t->left_linear = straight ? fit(x, straight) : GSL_NAN;
    t->left_bent = bent ? fit(x, bent) : GSL_NAN;
    gsl_matrix_free(straight);
    gsl_matrix_free(bent);
    return isnan(t->left_linear) || isnan(t->left_bent) ? GSL_EFAILED : GSL_SUCCESS;
}

static int try_one(const settings *set, gsl_rng *rng, trial *t)
{
    deep d;
    draw_sizes(set, rng, t);
    int status = deep_make(&d, t->layers, t->width, rng);
    gsl_matrix *x = draw_inputs(set->examples, t->width[0], set->scale, rng);
    if (status == GSL_SUCCESS)
        status = x ? measure_collapse(&d, x, &t->r) : GSL_ENOMEM;
    if (status == GSL_SUCCESS)
        status = measure_fits(&d, x, t);
    gsl_matrix_free(x);
    deep_free(&d);
    return status;
}

/* "2-5-7-4-6-1" */
static void print_sizes(FILE *file, const trial *t, int width)
{
    char text[8 * (MAX_LAYERS + 1)] = "";
    for (size_t l = 0; l <= t->layers; l++)
        snprintf(text + strlen(text), sizeof text - strlen(text), l ? "-%zu" : "%zu", t->width[l]);
    fprintf(file, "%*s", width, text);
}

static void print_trial(const trial *t)
{
    print_sizes(stdout, t, -30);
    printf(" %8.1e %8.0e %8.0e %5zu %8.2f %%\n", t->r.difference, t->r.of_bound, t->left_linear,
           t->bend, 100 * t->left_bent);
}

static void write_trial(FILE *file, const trial *t)
{
    print_sizes(file, t, 0);
    fprintf(file, " %zu %.10g %.10g %.10g %zu %.10g\n", t->layers, t->r.difference, t->r.of_bound,
            t->left_linear, t->bend, t->left_bent);
}

static int try_all(const settings *set, gsl_rng *rng, FILE *file)
{
    if (file)
        fprintf(file, "# sizes layers difference of_bound left_linear bend left_bent\n");
    for (size_t k = 0; k < set->nets; k++) {
        trial t;
        const int status = try_one(set, rng, &t);
        if (status != GSL_SUCCESS)
            return status;
        if (!set->b.quiet)
            print_trial(&t);
        if (file)
            write_trial(file, &t);
    }
    return GSL_SUCCESS;
}

/* --------------------------------------------------------------- the net that is drawn */

static int make_drawn(const settings *set, gsl_rng *rng, deep *d)
{
    size_t width[MAX_LAYERS + 2] = {2};
    memcpy(width + 1, set->hidden, set->n_hidden * sizeof *width);
    width[set->n_hidden + 1] = 1;
    return deep_make(d, set->n_hidden + 1, width, rng);
}

static gsl_matrix *make_grid(void)
{
    gsl_matrix *x = gsl_matrix_alloc(GRID * GRID, 2);
    for (size_t k = 0; x && k < GRID * GRID; k++) {
        gsl_matrix_set(x, k, 0, -2 + 4.0 * (double)(k % GRID) / (GRID - 1));
        gsl_matrix_set(x, k, 1, -2 + 4.0 * (double)(k / GRID) / (GRID - 1));
    }
    return x;
}

/* The two maps of either row of the figure. */
typedef struct {
    gsl_matrix *x, *deep, *one, *bound, *bent, *best;
    double left; /* what the best layer leaves over */
} maps;

static void maps_free(maps *m)
{
    gsl_matrix_free(m->x);
    gsl_matrix_free(m->deep);
    gsl_matrix_free(m->one);
    gsl_matrix_free(m->bound);
    gsl_matrix_free(m->bent);
    gsl_matrix_free(m->best);
}

static int make_maps(deep *d, const layer *one, size_t bend, maps *m)
{
    *m = (maps){.x = make_grid()};
    if (!m->x)
        return GSL_ENOMEM;
    m->deep = answer_of_net(d->net, d->w, m->x);
    m->one = answer_of_one(one, m->x);
    m->bound = absolute_answer(d, m->x);
    m->bent = answer_with_bend(d, bend, m->x);
    m->best = answer_with_bend(d, bend, m->x);
    if (!m->deep || !m->one || !m->bound || !m->bent || !m->best)
        return GSL_ENOMEM;
    gsl_matrix_scale(m->bound, 2 * gamma_of(d->net)); /* now the right side of (4) */
    m->left = fit(m->x, m->best);
    return isnan(m->left) ? GSL_EFAILED : GSL_SUCCESS;
}

static void print_maps(FILE *file, const maps *m)
{
    fprintf(file, "# x1 x2 net one_layer net_with_tanh best_layer bound\n");
    for (size_t k = 0; k < m->x->size1; k++)
        fprintf(file, "%.17g %.17g %.17g %.17g %.17g %.17g %.17g%s", gsl_matrix_get(m->x, k, 0),
                gsl_matrix_get(m->x, k, 1), gsl_matrix_get(m->deep, k, 0),
                gsl_matrix_get(m->one, k, 0), gsl_matrix_get(m->bent, k, 0),
                gsl_matrix_get(m->best, k, 0), gsl_matrix_get(m->bound, k, 0),
                k % GRID == GRID - 1 ? "\n\n" : "\n");
}

static int write_maps(const settings *set, const maps *m, fault *why)
{
    output *out = output_table(set->b.tables, "maps", why);
    if (!out)
        return GSL_EFAILED;
    print_maps(out->file, m);
    return output_close(out, why);
}

/* All weights of the drawn net, as they lie in w: for those who want to check the collapse. */
static int write_weights(const settings *set, const deep *d, fault *why)
{
    output *out = output_table(set->b.tables, "weights", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# weight\n");
    for (size_t k = 0; k < d->w->size; k++)
        fprintf(out->file, "%.17g\n", gsl_vector_get(d->w, k));
    return output_close(out, why);
}

static void print_drawn(const settings *set, const deep *d, const layer *one, const maps *m)
{
    printf("Linear layers: a net 2-");
    for (size_t l = 0; l < set->n_hidden; l++)
        printf("%zu-", set->hidden[l]);
    printf("1 has %zu weights, and three do the same,\n", d->net->n_weights);
    printf("    y = %.6f x1 %+.6f x2 %+.6f\n", gsl_matrix_get(one->w, 0, 0),
           gsl_matrix_get(one->w, 1, 0), gsl_vector_get(one->b, 0));
    printf("With tanh in hidden layer %zu the nearest such formula leaves %.1f %% over.\n",
           set->bend, 100 * m->left);
}

static int draw(const settings *set, gsl_rng *rng, fault *why)
{
    deep d = {NULL, NULL};
    layer one = {NULL, NULL};
    maps m = {.x = NULL};
    int status = make_drawn(set, rng, &d);
    if (status == GSL_SUCCESS)
        status = collapse(&d, &one);
    if (status == GSL_SUCCESS)
        status = make_maps(&d, &one, set->bend, &m);
    if (status != GSL_SUCCESS)
        fault_set(why, status, "the net that is drawn: %s", gsl_strerror(status));
    if (status == GSL_SUCCESS && set->b.tables)
        status = write_maps(set, &m, why);
    if (status == GSL_SUCCESS && set->b.tables)
        status = write_weights(set, &d, why);
    if (status == GSL_SUCCESS && !set->b.quiet)
        print_drawn(set, &d, &one, &m);
    maps_free(&m);
    layer_free(&one);
    deep_free(&d);
    return status;
}

/* ------------------------------------------------------------------------- the run */

static int show_trials(const settings *set, gsl_rng *rng, fault *why)
{
    output *out = set->b.tables ? output_table(set->b.tables, "nets", why) : NULL;
    if (set->b.tables && !out)
        return GSL_EFAILED;
    if (!set->b.quiet)
        printf("\n%zu random nets and %zu inputs each, against one layer\n"
               "#                                 all layers linear         one layer tanh\n"
               "# sizes                        |Y-(XW+b)| of bound  left  which      left\n",
               set->nets, set->examples);
    int status = try_all(set, rng, out ? out->file : NULL);
    if (status != GSL_SUCCESS)
        fault_set(why, status, "a random net: %s", gsl_strerror(status));
    if (out) {
        fault ignored;
        const int closed = output_close(out, status == GSL_SUCCESS ? why : &ignored);
        status = status == GSL_SUCCESS ? closed : status;
    }
    return status;
}

static int run(const settings *set, fault *why)
{
    gsl_rng *rng = random_alloc(set->b.seed, why);
    if (!rng)
        return GSL_EFAILED;
    int status = draw(set, rng, why);
    if (status == GSL_SUCCESS)
        status = show_trials(set, rng, why);
    gsl_rng_free(rng);
    if (status == GSL_SUCCESS && !set->b.quiet)
        printf("\"Left\": what the best single layer leaves over of how much the answers vary.\n"
               "\nNext: ./01_neuron/linear_collapse --scale 0.01\n");
    return status;
}

enum { NETS = 0x100, DEPTH, WIDTH, EXAMPLES, SCALE, HIDDEN, BEND };

static const struct argp_option table[] = {
    {"nets", NETS, "N", 0, "how many random nets (default: 10)", 1},
    {"depth", DEPTH, "N", 0, "layers they have at most, 2 to 16 (default: 8)", 1},
    {"width", WIDTH, "N", 0, "neurons a layer at most, 1 to 256 (default: 32)", 1},
    {"examples", EXAMPLES, "N", 0, "inputs for each (default: 200)", 1},
    {"scale", SCALE, "S", 0, "their deviation, 1e-6 to 1e6 (default: 1)", 1},
    {"hidden", HIDDEN, "N,...", 0, "layers of the net that is drawn (default: 5,7,4,6)", 2},
    {"bend", BEND, "K", 0, "which of them is tanh (default: 2)", 2},
    {0},
};

static void parse_hidden(settings *set, const char *text)
{
    double values[MAX_LAYERS - 1];
    set->n_hidden = argument_numbers("hidden", text, MAX_LAYERS - 1, values);
    for (size_t l = 0; l < set->n_hidden; l++) {
        if (values[l] < 1 || values[l] > MAX_WIDTH || values[l] != floor(values[l]))
            arguments_error("--hidden: %g neurons; a layer has 1 to %d", values[l], MAX_WIDTH);
        set->hidden[l] = (size_t)values[l];
    }
}

static void check(const settings *set)
{
    if (set->bend > set->n_hidden)
        arguments_error("--bend: there are only %zu hidden layers", set->n_hidden);
    if (set->examples < set->width + 2)
        arguments_error("--examples: %zu are too few to fit a layer of %zu inputs to; take %zu or "
                        "more, or a smaller --width",
                        set->examples, set->width, set->width + 2);
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    settings *set = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &set->b;
        return 0;
    case NETS:
        set->nets = argument_whole("nets", text, 1, 100000);
        return 0;
    case DEPTH:
        set->depth = argument_whole("depth", text, 2, MAX_LAYERS);
        return 0;
    case WIDTH:
        set->width = argument_whole("width", text, 1, MAX_WIDTH);
        return 0;
    case EXAMPLES:
        set->examples = argument_whole("examples", text, 3, 100000);
        return 0;
    case SCALE:
        set->scale = argument_number("scale", text, 1e-6, 1e6);
        return 0;
    case HIDDEN:
        parse_hidden(set, text);
        return 0;
    case BEND:
        set->bend = argument_whole("bend", text, 1, MAX_LAYERS);
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
        table,    parse, NULL, "Linear layers are worth one layer (lecture 14, slide 26).",
        children, NULL,  NULL};
    settings set = {.nets = 10,
                    .depth = 8,
                    .width = 32,
                    .examples = 200,
                    .scale = 1,
                    .n_hidden = 4,
                    .hidden = {5, 7, 4, 6},
                    .bend = 2};
    fault why = {""};
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

On the left of the figure's upper row are five layers, 126 weights and biases, and in the middle
the single layer with three numbers. The level lines are straight, parallel and equally spaced in
both. The difference on the right is noise in the sixteenth digit: nothing but rounding. In the
table it stays far below the bound (4), which is for the worst case that errors all have the same
sign and weights all the same size; they never do.

In the lower row, with tanh in the second of four hidden layers, the level lines bend. The nearest
straight ones leave a quarter of the variation over, and the difference is no noise but a shape.

The theorem has a reverse side. A linear layer can never add anything, but it can take away: of
what passes through a layer of two neurons, no more than two numbers are left (the net
20-31-2-9-24-22-27-13 of the table answers with 13 numbers, all of them combinations of two).

## Try

- `--scale 0.01`: inputs a hundred times smaller. The best layer leaves far less over. Why is a
  tanh that hardly moves no bend? By which factor does the rest fall from `--scale 0.01` to
  `--scale 0.001`? (By ten: what remains of the bend is a parabola, and its share in the variation
  is proportional to the size of the inputs.)
- `--scale 100`: is a saturated tanh more of a bend, or less?
- `--hidden 1 --bend 1`: a hidden layer of one tanh. Its level lines are still straight and parallel.
  What is it that a single layer cannot do here?
- `--depth 16 --width 256 --examples 300`: how much do the rounding errors grow?
*/
