/**
# Universal approximation: how many neurons does a curve need?

Lecture 14, slide 23: «теоретическое обоснование моделей ИНС».

A net with one hidden layer and a linear output adds up $N$ copies of one function $\sigma$,
shifted, stretched and weighted:

$$ y(x) = c_0 + \sum_{j=1}^{N} c_j \, \sigma(\langle a_j, x \rangle - t_j) \qquad (1) $$

The theorems of slide 23 and of the years after it say what such sums can do. Theorems of existence
do not say how many neurons it takes; this program measures that, for a function of one variable
and for one of two, with $N$ from 1 to 64.

| slide | here | default | meaning |
|---|---|---|---|
| $N$ | `n`, `--most` | 1 ... 64 | hidden neurons |
| $\sigma$ | | | threshold, ReLU, tanh, and for comparison linear |
| $a_j$, $t_j$ | layer 1 of `w` | | placed, not trained: see below |
| $c_j$ | layer 2 of `w` | | by linear least squares |
| | `--curve` | sin | of one variable, on $[-\pi, \pi]$: sin, abs, step, runge |
| | `--surface` | hill | of two, on $[-2, 2]^2$: hill, saddle, ripple |
| | `--slope` | 1 | $\lvert a_j \rvert$ of tanh |
| | `--draws` | 5 | of the neurons for two variables; the median is shown |
| | `--shown` | 6,16 | how many neurons the nets have that are drawn |

## What the theorems say

**Kolmogorov 1957** [1], after his student **Arnold** [2] had taken functions of three variables
apart into functions of two: every continuous function of $n$ variables on a cube is *exactly*

$$ f(x_1, \dots, x_n) = \sum_{q=0}^{2n} \Phi_q \Big( \sum_{p=1}^{n} \psi_{qp}(x_p) \Big) \qquad (2) $$

with continuous functions of one variable, of which the $\psi_{qp}$ do not even depend on $f$.
**Hecht-Nielsen 1987** [3] read (2) as a net: $2n + 1$ neurons, and one that adds them up. As a
drawing it is one. But all neurons of a net have one and the same simple $\sigma$, and what depends
on the task is numbers, the weights. In (2) what depends on the task is *functions*, the $\Phi_q$.
All that is difficult about $f$ is in them, and they can be as wild as it takes; nor can the
$\psi_{qp}$ be continuously differentiable in general. And (2) does not speak of nets that are
nearly right, which all trained nets are. It settled a question of Hilbert's. For neurons it was an
encouragement and not a proof.

**Cybenko 1989** [4] and **Hornik, Stinchcombe and White 1989** [5] found it: for any continuous
$f$ on a cube, any sigmoid and any $\varepsilon > 0$ there is an $N$ and there are weights for
which (1) is nowhere further than $\varepsilon$ from $f$. What is needed of $\sigma$ is little: any
continuous one will do that is not a polynomial (Leshno, Lin, Pinkus and Schocken 1993 [6]), so
ReLU will, and the linear one will not. What they do not say: how large $N$ is, how to find the
weights, and whether training does.

- [1] A. N. Kolmogorov, On the representation of continuous functions of many variables by
  superposition of continuous functions of one variable and addition, Doklady Akademii Nauk SSSR
  114, 1957.
- [2] V. I. Arnold, On functions of three variables, Doklady Akademii Nauk SSSR 114, 1957.
- [3] R. Hecht-Nielsen, Kolmogorov's mapping neural network existence theorem, IEEE First Annual
  International Conference on Neural Networks, San Diego 1987.
- [4] G. Cybenko, Approximation by superpositions of a sigmoidal function, Mathematics of Control,
  Signals and Systems 2, 1989.
- [5] K. Hornik, M. Stinchcombe, H. White, Multilayer feedforward networks are universal
  approximators, Neural Networks 2, 1989.
- [6] M. Leshno, V. Ya. Lin, A. Pinkus, S. Schocken, Multilayer feedforward networks with a
  nonpolynomial activation function can approximate any function, Neural Networks 6, 1993.
*/

#include "arguments.h"
#include "mlp.h"
#include "output.h"
#include "random.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_fit.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_multifit.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <string.h>

enum { MOST = 200, MAX_DRAWS = 101, SIZES = 64 };
enum { FIT_1 = 401, TEST_1 = 1000, FIT_2 = 25, TEST_2 = 40 }; /* points, in two variables a side */

typedef double function(const double *x);

typedef struct {
    basics b;
    size_t most, draws;
    size_t shown[2]; /* neurons in the nets that are drawn, of one and of two variables */
    double slope;
    size_t curve, surface; /* places in the lists below */
} settings;

static double curve_sin(const double *x)
{
    return sin(x[0]);
}

static double curve_abs(const double *x)
{
    return fabs(x[0]);
}

static double curve_step(const double *x)
{
    return x[0] >= 1;
}

static double curve_runge(const double *x)
{
    return 1 / (1 + 25 * x[0] * x[0] / (M_PI * M_PI));
}

static double surface_hill(const double *x)
{
    return exp(-x[0] * x[0] - x[1] * x[1]);
}

static double surface_saddle(const double *x)
{
    return x[0] * x[1] / 4;
}

static double surface_ripple(const double *x)
{
    return cos(M_PI * hypot(x[0], x[1]));
}

/* What is to be approximated, and where: on [-edge, edge] or its square. */
typedef struct {
    size_t inputs;
    double edge;
    function *f;
} task;

static const char curve_names[] = "sin|abs|step|runge";
static function *const curves[] = {curve_sin, curve_abs, curve_step, curve_runge};
static const char surface_names[] = "hill|saddle|ripple";
static function *const surfaces[] = {surface_hill, surface_saddle, surface_ripple};

static task curve_task(const settings *set)
{
    return (task){1, M_PI, curves[set->curve]};
}

static task surface_task(const settings *set)
{
    return (task){2, 2, surfaces[set->surface]};
}

/**
## Examples

The weights are fitted on one set of points and the error is measured on another, between them.
*/

typedef struct {
    gsl_matrix *x;
    gsl_vector *d;
} examples;

static void examples_free(examples *e)
{
    gsl_matrix_free(e->x);
    gsl_vector_free(e->d);
}

/* `side` points in each direction, in the middle of as many equal cells. */
static int examples_make(const task *t, size_t side, examples *e)
{
    const size_t rows = t->inputs == 1 ? side : side * side;
    e->x = gsl_matrix_alloc(rows, t->inputs);
    e->d = gsl_vector_alloc(rows);
    if (!e->x || !e->d)
        return GSL_ENOMEM;
    for (size_t p = 0; p < rows; p++) {
        const size_t place[2] = {p % side, p / side};
        for (size_t i = 0; i < t->inputs; i++) {
            const double cell = ((double)place[i] + 0.5) / (double)side;
            gsl_matrix_set(e->x, p, i, t->edge * (2 * cell - 1));
        }
        gsl_vector_set(e->d, p, t->f(gsl_matrix_const_ptr(e->x, p, 0)));
    }
    return GSL_SUCCESS;
}

/**
## Placing the hidden neurons

With one variable there is an obvious way: a neuron has its place $t_j$ where its state is 0, and
the places are spread evenly. $N$ thresholds cut $[-\pi, \pi]$ into $N + 1$ pieces, on each of
which $y$ is constant. $N$ ReLUs, the first at the left end, make a polygon of $N$ pieces. For tanh
and for the linear neuron the places are those of the thresholds.

With two variables, (1) is a sum of ridges: $\sigma$ rises along $a_j$ and is constant across it.
Directions and places are drawn at random, each ridge passing through a random point of the square.
*/

typedef struct {
    const char *name;
    activation a;
} kind;

enum { THRESHOLD, RELU, TANH, LINEAR, KINDS };

static const kind kinds[KINDS] = {[THRESHOLD] = {"threshold", ACTIVATION_THRESHOLD},
                                  [RELU] = {"ReLU", ACTIVATION_RELU},
                                  [TANH] = {"tanh", ACTIVATION_TANH},
                                  [LINEAR] = {"linear", ACTIVATION_LINEAR}};

typedef struct {
    mlp *net;
    gsl_vector *w;
} approximation;

static void approximation_free(approximation *m)
{
    gsl_vector_free(m->w);
    mlp_free(m->net);
}

static int approximation_make(size_t inputs, size_t n, size_t k, approximation *m)
{
    m->net = mlp_alloc(2, (size_t[]){inputs, n, 1}, kinds[k].a, ACTIVATION_LINEAR);
    m->w = m->net ? gsl_vector_calloc(m->net->n_weights) : NULL;
    return m->w ? GSL_SUCCESS : GSL_ENOMEM;
}

static double place(size_t j, size_t n, size_t k, double edge)
{
    const double part = k == RELU ? (double)j / (double)n : ((double)j + 1) / ((double)n + 1);
    return edge * (2 * part - 1);
}

/* Neuron j: a in its column of W, and -t in the bias. */
static void set_neuron(approximation *m, size_t j, const double a[], double t)
{
    gsl_matrix_view w1 = mlp_weights(m->net, m->w, 1);
    gsl_vector_view b1 = mlp_bias(m->net, m->w, 1);
    for (size_t i = 0; i < m->net->width[0]; i++)
        gsl_matrix_set(&w1.matrix, i, j, a[i]);
    gsl_vector_set(&b1.vector, j, -t);
}

static void place_neurons(approximation *m, const task *t, size_t k, double slope, gsl_rng *rng)
{
    const size_t n = m->net->width[1];
    const double size = k == TANH ? slope : 1;
    for (size_t j = 0; j < n; j++) {
        if (t->inputs == 1) {
            set_neuron(m, j, &size, size * place(j, n, k, t->edge));
            continue;
        }
        const double angle = 2 * M_PI * gsl_rng_uniform(rng);
        const double a[2] = {size * cos(angle), size * sin(angle)};
        const double x1 = t->edge * (2 * gsl_rng_uniform(rng) - 1);
        const double x2 = t->edge * (2 * gsl_rng_uniform(rng) - 1);
        set_neuron(m, j, a, a[0] * x1 + a[1] * x2);
    }
}

/**
## Finding the output weights

With the hidden layer in place (1) is linear in all that is left, and the best $c$ is a problem of
linear least squares,

$$ \min_c \sum_p \Big( f(x_p) - c_0 - \sum_j c_j \, y_{pj} \Big)^2 \qquad (3) $$

which `gsl_multifit_linear_tsvd` solves by singular values, leaving out those below $10^{-13}$ of
the largest. That matters: neighbouring tanh neurons say nearly the same, and normal equations
would be lost in rounding. So the output weights are the best there are, to that precision, for
hidden neurons that nobody has optimised: no net of this program is trained step by step. A net
trained in both layers can do with fewer neurons; how much fewer, it does not say.
*/

/* The columns of (3): what the hidden neurons answer, and ones. */
static gsl_matrix *columns(const approximation *m, const gsl_matrix *x)
{
    const size_t n = m->net->width[1];
    gsl_matrix *y = gsl_matrix_alloc(x->size1, n + 1);
    mlp_pass *pass = mlp_pass_alloc(m->net, x->size1);
    if (y && pass && mlp_forward(m->net, m->w, x, pass) == GSL_SUCCESS) {
        gsl_matrix_view hidden = mlp_pass_y(pass, 1, x->size1);
        gsl_matrix_view left = gsl_matrix_submatrix(y, 0, 0, x->size1, n);
        gsl_vector_view ones = gsl_matrix_column(y, n);
        gsl_matrix_memcpy(&left.matrix, &hidden.matrix);
        gsl_vector_set_all(&ones.vector, 1);
    } else {
        gsl_matrix_free(y);
        y = NULL;
    }
    mlp_pass_free(m->net, pass);
    return y;
}

/* Equation (3). Layer 2 lies in w as the columns do: c_1 ... c_N, then c_0. */
static int fit_output(approximation *m, const examples *e)
{
    const size_t n = m->net->width[1] + 1;
    gsl_vector_view c = gsl_vector_subvector(m->w, m->w->size - n, n);
    gsl_matrix *y = columns(m, e->x), *covariance = gsl_matrix_alloc(n, n);
    gsl_multifit_linear_workspace *work = gsl_multifit_linear_alloc(e->x->size1, n);
    const double tolerance = 1e-13;
    double chisq;
    size_t rank;
    int status = GSL_ENOMEM;
    if (y && covariance && work)
        status = gsl_multifit_linear_tsvd(y, e->d, tolerance, &c.vector, covariance, &chisq, &rank,
                                          work);
    if (work)
        gsl_multifit_linear_free(work);
    gsl_matrix_free(covariance);
    gsl_matrix_free(y);
    return status;
}

/* The net's answers to the rows of x, to be freed; NULL without memory. */
static gsl_vector *answers(const approximation *m, const gsl_matrix *x)
{
    gsl_vector *y = gsl_vector_alloc(x->size1);
    mlp_pass *pass = mlp_pass_alloc(m->net, x->size1);
    if (y && pass && mlp_forward(m->net, m->w, x, pass) == GSL_SUCCESS) {
        gsl_matrix_view last = mlp_pass_y(pass, 2, x->size1);
        gsl_vector_const_view column = gsl_matrix_const_column(&last.matrix, 0);
        gsl_vector_memcpy(y, &column.vector);
    } else {
        gsl_vector_free(y);
        y = NULL;
    }
    mlp_pass_free(m->net, pass);
    return y;
}

/* The root of the mean square of y - d; NaN without memory. */
static double error_on(const approximation *m, const examples *e)
{
    gsl_vector *y = answers(m, e->x);
    if (!y)
        return GSL_NAN;
    gsl_vector_sub(y, e->d);
    const double rms = gsl_blas_dnrm2(y) / sqrt((double)y->size);
    gsl_vector_free(y);
    return rms;
}

/* A net of n neurons of kind k, placed and fitted. */
static int build(const task *t, size_t k, size_t n, double slope, const examples *e, gsl_rng *rng,
                 approximation *m)
{
    const int status = approximation_make(t->inputs, n, k, m);
    if (status != GSL_SUCCESS)
        return status;
    place_neurons(m, t, k, slope, rng);
    return fit_output(m, e);
}

/**
## Error against the number of neurons

If the error falls as a power of $N$, its logarithm lies on a line, whose slope is the power:

$$ E \approx C N^{p}, \qquad \ln E = \ln C + p \ln N \qquad (4) $$

For one variable the power is known in two cases. A constant on a piece of width $h$ misses a
smooth $f$ by $h |f'| / \sqrt{12}$ in the root mean square, a polygon by $h^2 |f''| / \sqrt{720}$;
with $h = 2\pi/(N+1)$ and $h = 2\pi/N$ and the root mean square of sine and cosine, $1/\sqrt 2$,

$$ E_{threshold} \approx \frac{2\pi}{\sqrt{24}\,(N+1)}, \qquad E_{ReLU} \approx \frac{4\pi^2}{\sqrt{1440}\,N^2} \qquad (5) $$

so $p$ is $-1$ and $-2$.
*/

typedef struct {
    size_t n;
    double error[KINDS];   /* on the test */
    double largest[KINDS]; /* |c_j|, likewise the median of the draws */
} point;

typedef struct {
    task t;
    examples e[2]; /* to fit, to test */
    point at[SIZES];
    size_t points;
    double slope[KINDS], factor[KINDS]; /* p and ln C of (4); NaN where nothing can be fitted */
    size_t last[KINDS];                 /* the largest N that (4) was fitted to */
} study;

static double largest_weight(const approximation *m)
{
    gsl_matrix_const_view c = mlp_const_weights(m->net, m->w, 2);
    return GSL_MAX_DBL(gsl_matrix_max(&c.matrix), -gsl_matrix_min(&c.matrix));
}

/* Kind k at one size: the median of `draws` nets, for draws above 1. */
static int measure(const study *s, size_t k, const settings *set, gsl_rng *rng, point *at)
{
    const size_t draws = s->t.inputs == 1 || k == LINEAR ? 1 : set->draws;
    double error[MAX_DRAWS], largest[MAX_DRAWS];
    int status = GSL_SUCCESS;
    for (size_t i = 0; i < draws && status == GSL_SUCCESS; i++) {
        approximation m = {NULL, NULL};
        status = build(&s->t, k, at->n, set->slope, &s->e[0], rng, &m);
        if (status == GSL_SUCCESS) {
            error[i] = error_on(&m, &s->e[1]);
            largest[i] = largest_weight(&m);
            status = isfinite(error[i]) ? GSL_SUCCESS : GSL_EFAILED;
        }
        approximation_free(&m);
    }
    if (status != GSL_SUCCESS)
        return status;
    gsl_sort(error, 1, draws);
    gsl_sort(largest, 1, draws);
    at->error[k] = gsl_stats_median_from_sorted_data(error, 1, draws);
    at->largest[k] = gsl_stats_median_from_sorted_data(largest, 1, draws);
    return GSL_SUCCESS;
}

/**
The line is fitted from $N = 8$ on, when the power has had time to show, and where the error is
above $10^{-8}$; below, what (3) leaves out is no longer small. With fewer than three such points
there is no slope. Tanh and a smooth $f$ have no power: the error falls faster than any, the points
bend away from their line, and its slope says only how steep it has been on the way.
*/

static void fit_slope(study *s, size_t k)
{
    double x[SIZES], y[SIZES], ignored[4];
    size_t n = 0;
    s->slope[k] = s->factor[k] = GSL_NAN;
    for (size_t i = 0; i < s->points; i++)
        if (s->at[i].n >= 8 && s->at[i].error[k] > 1e-8) {
            s->last[k] = s->at[i].n;
            x[n] = log((double)s->at[i].n);
            y[n++] = log(s->at[i].error[k]);
        }
    if (n >= 3)
        gsl_fit_linear(x, 1, y, 1, n, &s->factor[k], &s->slope[k], &ignored[0], &ignored[1],
                       &ignored[2], &ignored[3]);
}

/* 1 to 16, then some 40 % apart or less, to the largest. */
static size_t next_size(size_t n, size_t most)
{
    const size_t next = n < 16 ? n + 1 : n < 32 ? n + 4 : n + n / 4;
    return n < most && next > most ? most : next;
}

static int study_all(study *s, const settings *set, gsl_rng *rng)
{
    int status = examples_make(&s->t, s->t.inputs == 1 ? FIT_1 : FIT_2, &s->e[0]);
    if (status == GSL_SUCCESS)
        status = examples_make(&s->t, s->t.inputs == 1 ? TEST_1 : TEST_2, &s->e[1]);
    for (size_t n = 1; n <= set->most && status == GSL_SUCCESS; n = next_size(n, set->most)) {
        point *at = &s->at[s->points++];
        at->n = n;
        for (size_t k = 0; k < KINDS && status == GSL_SUCCESS; k++)
            status = measure(s, k, set, rng, at);
    }
    for (size_t k = 0; k < KINDS && status == GSL_SUCCESS; k++)
        fit_slope(s, k);
    return status;
}

static void study_free(study *s)
{
    examples_free(&s->e[0]);
    examples_free(&s->e[1]);
}

/* ------------------------------------------------------------------- what is shown */

/* The smallest N whose error is at most 1e-3, or 0. */
static size_t reached(const study *s, size_t k)
{
    for (size_t i = 0; i < s->points; i++)
        if (s->at[i].error[k] <= 1e-3)
            return s->at[i].n;
    return 0;
}

static void print_reached(const study *s)
{
    for (size_t k = 0; k < LINEAR; k++) {
        const size_t n = reached(s, k);
        if (n)
            printf("%11zu", n);
        else
            printf("%11s", "-");
    }
}

static void print_errors(const study *one, const study *two)
{
    for (size_t i = 0; i < one->points; i++) {
        const size_t n = one->at[i].n;
        if ((n & (n - 1)) != 0 && i + 1 < one->points)
            continue; /* powers of two, and the last */
        printf("%7zu", n);
        for (size_t k = 0; k < LINEAR; k++)
            printf("%11.2e", one->at[i].error[k]);
        printf("  ");
        for (size_t k = 0; k < LINEAR; k++)
            printf("%11.2e", two->at[i].error[k]);
        printf("\n");
    }
}

static void print_slopes(const study *s)
{
    for (size_t k = 0; k < LINEAR; k++)
        printf(isnan(s->slope[k]) ? "          -" : "%11.2f", s->slope[k]);
}

static void name_at(const char *names, size_t place, char text[16])
{
    while (place-- > 0)
        names = strchr(names, '|') + 1;
    snprintf(text, 16, "%.*s", (int)strcspn(names, "|"), names);
}

static void print_studies(const settings *set, const study *one, const study *two)
{
    char curve[16], surface[16];
    name_at(curve_names, set->curve, curve);
    name_at(surface_names, set->surface, surface);
    printf("Universal approximation: what N hidden neurons miss (root mean square error)\n"
           "#      one variable: %-21s two variables: %s\n"
           "#     N  threshold       ReLU       tanh    threshold       ReLU       tanh\n",
           curve, surface);
    print_errors(one, two);
    printf("# slope");
    print_slopes(one);
    printf("  ");
    print_slopes(two);
    printf("\n# 1e-3 ");
    print_reached(one);
    printf("  ");
    print_reached(two);
    printf("\n\"1e-3\": the first N tried that misses no more. Linear: %.4f, %.4f at any N.\n",
           one->at[one->points - 1].error[LINEAR], two->at[two->points - 1].error[LINEAR]);
}

static void print_study(FILE *file, const study *s)
{
    for (size_t i = 0; i < s->points; i++) {
        fprintf(file, "%zu %zu", s->t.inputs, s->at[i].n);
        for (size_t k = 0; k < KINDS; k++)
            fprintf(file, " %.10g", s->at[i].error[k]);
        fprintf(file, " %.4g\n", s->at[i].largest[TANH]);
    }
}

static int write_errors(const char *prefix, const study *one, const study *two, fault *why)
{
    output *out = output_table(prefix, "errors", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# variables N threshold relu tanh linear largest_weight_of_tanh\n");
    print_study(out->file, one);
    print_study(out->file, two);
    return output_close(out, why);
}

static int write_slopes(const char *prefix, const study *one, const study *two, fault *why)
{
    output *out = output_table(prefix, "slopes", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# variables kind slope ln_factor last_N reached\n");
    for (size_t k = 0; k < 2 * LINEAR; k++) {
        const study *s = k < LINEAR ? one : two;
        fprintf(out->file, "%zu %s %.10g %.10g %zu %zu\n", s->t.inputs, kinds[k % LINEAR].name,
                s->slope[k % LINEAR], s->factor[k % LINEAR], s->last[k % LINEAR],
                reached(s, k % LINEAR));
    }
    return output_close(out, why);
}

/* What a net of each kind answers at the points of the test, into y[]. */
static int answers_shown(const study *s, const settings *set, gsl_rng *rng, gsl_vector *y[])
{
    const size_t n = set->shown[s->t.inputs - 1];
    int status = GSL_SUCCESS;
    for (size_t k = 0; k < LINEAR && status == GSL_SUCCESS; k++) {
        approximation m = {NULL, NULL};
        status = build(&s->t, k, n, set->slope, &s->e[0], rng, &m);
        if (status == GSL_SUCCESS)
            status = (y[k] = answers(&m, s->e[1].x)) ? GSL_SUCCESS : GSL_ENOMEM;
        approximation_free(&m);
    }
    return status;
}

static void print_shown(FILE *file, const study *s, gsl_vector *const y[])
{
    const examples *e = &s->e[1];
    for (size_t p = 0; p < e->x->size1; p++) {
        for (size_t i = 0; i < s->t.inputs; i++)
            fprintf(file, "%.10g ", gsl_matrix_get(e->x, p, i));
        fprintf(file, "%.10g", gsl_vector_get(e->d, p));
        for (size_t k = 0; k < LINEAR; k++)
            fprintf(file, " %.10g", gsl_vector_get(y[k], p));
        fputs(s->t.inputs == 2 && p % TEST_2 == TEST_2 - 1 ? "\n\n" : "\n", file);
    }
}

static int write_answers(const settings *set, const study *s, gsl_vector *const y[], fault *why)
{
    output *out = output_table(set->b.tables, s->t.inputs == 1 ? "curve" : "surface", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# %s f threshold relu tanh\n# neurons: %zu\n",
            s->t.inputs == 1 ? "x" : "x1 x2", set->shown[s->t.inputs - 1]);
    print_shown(out->file, s, y);
    return output_close(out, why);
}

static int write_shown(const settings *set, const study *s, gsl_rng *rng, fault *why)
{
    gsl_vector *y[LINEAR] = {NULL};
    int status = answers_shown(s, set, rng, y);
    if (status == GSL_SUCCESS)
        status = write_answers(set, s, y, why);
    else
        fault_set(why, status, "the nets that are drawn: %s", gsl_strerror(status));
    for (size_t k = 0; k < LINEAR; k++)
        gsl_vector_free(y[k]);
    return status;
}

static int write_tables(const settings *set, const study *one, const study *two, gsl_rng *rng,
                        fault *why)
{
    int status = write_errors(set->b.tables, one, two, why);
    if (status == GSL_SUCCESS)
        status = write_slopes(set->b.tables, one, two, why);
    if (status == GSL_SUCCESS)
        status = write_shown(set, one, rng, why);
    return status == GSL_SUCCESS ? write_shown(set, two, rng, why) : status;
}

/* ------------------------------------------------------------------------- the run */

static int study_both(study *one, study *two, const settings *set, gsl_rng *rng, fault *why)
{
    int status = study_all(one, set, rng);
    if (status == GSL_SUCCESS)
        status = study_all(two, set, rng);
    if (status != GSL_SUCCESS)
        fault_set(why, status, "a net's output weights were not found: %s", gsl_strerror(status));
    return status;
}

static int run(const settings *set, fault *why)
{
    study one = {.t = curve_task(set)}, two = {.t = surface_task(set)};
    gsl_rng *rng = random_alloc(set->b.seed, why);
    int status = rng ? study_both(&one, &two, set, rng, why) : GSL_EFAILED;
    if (status == GSL_SUCCESS && set->b.tables)
        status = write_tables(set, &one, &two, rng, why);
    if (status == GSL_SUCCESS && !set->b.quiet) {
        print_studies(set, &one, &two);
        printf("\nNext: ./01_neuron/universal_approximation --slope 0.5, and --curve step\n");
    }
    study_free(&one);
    study_free(&two);
    if (rng)
        gsl_rng_free(rng);
    return status;
}

enum { CURVE = 0x100, SURFACE, MOST_N, SLOPE, DRAWS, SHOWN };

static const struct argp_option table[] = {
    {"curve", CURVE, "NAME", 0, "sin, abs, step or runge (default: sin)", 1},
    {"surface", SURFACE, "NAME", 0, "hill, saddle or ripple (default: hill)", 1},
    {"most", MOST_N, "N", 0, "neurons, 1 to 200 (default: 64)", 2},
    {"slope", SLOPE, "A", 0, "of tanh, 0.001 to 1000 (default: 1)", 2},
    {"draws", DRAWS, "N", 0, "for two variables, 1 to 101 (default: 5)", 2},
    {"shown", SHOWN, "N,N", 0, "neurons in the drawn nets (default: 6,16)", 3},
    {0},
};

static void parse_shown(settings *set, const char *text)
{
    double values[2] = {0};
    const size_t n = argument_numbers("shown", text, 2, values);
    for (size_t i = 0; i < 2; i++) {
        if (n != 2 || values[i] < 1 || values[i] > MOST || values[i] != floor(values[i]))
            arguments_error("--shown: '%s' is not two numbers of neurons from 1 to %d", text, MOST);
        set->shown[i] = (size_t)values[i];
    }
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    settings *set = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &set->b;
        return 0;
    case CURVE:
        set->curve = argument_choice("curve", text, curve_names);
        return 0;
    case SURFACE:
        set->surface = argument_choice("surface", text, surface_names);
        return 0;
    case MOST_N:
        set->most = argument_whole("most", text, 1, MOST);
        return 0;
    case SLOPE:
        set->slope = argument_number("slope", text, 0.001, 1000);
        return 0;
    case DRAWS:
        set->draws = argument_whole("draws", text, 1, MAX_DRAWS);
        return 0;
    case SHOWN:
        parse_shown(set, text);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {
        table,    parse, NULL, "How well one hidden layer approximates (lecture 14, slide 23).",
        children, NULL,  NULL};
    settings set = {.most = 64, .draws = 5, .shown = {6, 16}, .slope = 1};
    fault why = {""};
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

Above on the right, for the sine: thresholds make stairs, and their error falls as $1/N$; ReLUs
make a polygon, $1/N^2$. The fitted slopes are $-0.95$ and $-2.02$ (the first is not nearer to $-1$
because (5) has $N + 1$). With tanh it falls faster than any power: 15 neurons miss the sine by
less than $10^{-3}$, for which (5) wants 33 ReLUs or 1282 thresholds. The theorems hold for all
three. The price differs, with how well $\sigma$ fits $f$. Linear neurons are polynomials, of
degree 1, and stay where they are for any $N$, as slide 26 says.

Below, for two variables, all three are slower: $-0.54$, $-0.88$, $-2.14$. The neurons stand at
random, so the points scatter. That thresholds come near $-1/2$ recalls a theorem of Barron's [7]:
for a large class of functions, $N$ sigmoids *can* have an error of order $1/\sqrt N$, whatever the
number of variables. (There the neurons are well chosen; that random ones get as far here is an
observation and no theorem.)

And there is a price that no error shows, the output weights; `--tables` writes the largest one of
tanh. With `--slope 0.5` seven neurons reach $10^{-3}$, but with 28 a weight is beyond 100 000, and
such weights have to cancel each other.

- [7] A. R. Barron, Universal approximation bounds for superpositions of a sigmoidal function, IEEE
  Transactions on Information Theory 39, 1993.

## Try

- `--curve step`: a jump is not continuous, and no theorem above promises anything. How do the
  slopes change? (At $N = 40$ a threshold stands at 0.996, no point lies between it and the jump at
  1, and the stairs have no error at all.)
- `--curve abs`: ReLUs have no error for even $N$. Where is the neuron that does it?
- `--slope 0.5`, then `--slope 3`: are flat neurons better for the sine, or steep ones? And for
  `--curve step`?
- `--surface ripple`: more ups and downs in the same square. How many tanh neurons buy what 16 did
  for the hill, an error of 0.06?
*/
