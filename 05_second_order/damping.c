/**
# Damping: one number between Gauss and the gradient

Lecture 14, slide 55: «$H \approx J^T \cdot J + \mu \cdot I$, где $\mu$ - параметр».

The method of slide 55 was made for fitting curves, and with two parameters one can see it at work. Six bottles of polluted water,
opened after so many days: how much oxygen had been used up?

| $x$, days | 1 | 2 | 3 | 5 | 7 | 10 |
|---|---|---|---|---|---|---|
| $d$, mg/l | 109 | 149 | 149 | 191 | 213 | 224 |

(Box, Hunter and Hunter 1978 [1]; in NIST's collection `BoxBOD`, "higher level of difficulty".) The curve is

$$ y = b_1 (1 - \exp(-b_2 x)), \qquad e_i = d_i - y(x_i) \qquad (1) $$
$$ \frac{\partial e_i}{\partial b_1} = \exp(-b_2 x_i) - 1, \qquad
   \frac{\partial e_i}{\partial b_2} = -b_1 x_i \exp(-b_2 x_i) \qquad (2) $$

Two parameters, six errors, and yet a trap: where $b_2$ is large, all bottles are full from the first day on, $\exp(-b_2 x)$ is 0, and
so is the second column of $J$. Nothing there tells the way back. What the slide calls $I$ decides who falls in.

| slide | here | default | meaning |
|---|---|---|---|
| $\mu$ | `--mu` | 0.001 | damping at the start |
| $W$ | `--start` | 20,2 | $b_1$ and $b_2$ at the start |
| $I$ | `D` | all three | scaling, see `levenberg_marquardt.c` |

[1] G. E. P. Box, W. G. Hunter, J. S. Hunter, Statistics for Experimenters, Wiley, 1978.
*/

#include "arguments.h"
#include "levenberg_marquardt.h"
#include "output.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdio.h>

enum { DATA = 6, GRID = 121, MOST_ITERATIONS = 200 };

static const double day[DATA] = {1, 2, 3, 5, 7, 10};
static const double oxygen[DATA] = {109, 149, 149, 191, 213, 224};
static const double least = 1168.0088766; /* e'e at NIST's 213.80940889, 0.54723748542 */

typedef struct {
    basics b;
    double start[2], mu;
} settings;

/* Equation (1), as GSL has it. */
static int errors(const gsl_vector *b, void *params, gsl_vector *e)
{
    (void)params;
    const double b1 = gsl_vector_get(b, 0), b2 = gsl_vector_get(b, 1);
    for (size_t i = 0; i < DATA; i++)
        gsl_vector_set(e, i, oxygen[i] + b1 * expm1(-b2 * day[i]));
    return GSL_SUCCESS;
}

/* Equation (2). */
static int jacobian(const gsl_vector *b, void *params, gsl_matrix *J)
{
    (void)params;
    const double b1 = gsl_vector_get(b, 0), b2 = gsl_vector_get(b, 1);
    for (size_t i = 0; i < DATA; i++) {
        gsl_matrix_set(J, i, 0, expm1(-b2 * day[i]));
        gsl_matrix_set(J, i, 1, -b1 * day[i] * exp(-b2 * day[i]));
    }
    return GSL_SUCCESS;
}

static gsl_multifit_nlinear_fdf problem(void)
{
    return (gsl_multifit_nlinear_fdf){.f = errors, .df = jacobian, .n = DATA, .p = 2};
}

static double squares_at(double b1, double b2)
{
    double sum = 0;
    for (size_t i = 0; i < DATA; i++)
        sum += gsl_pow_2(oxygen[i] + b1 * expm1(-b2 * day[i]));
    return sum;
}

/**
## The ways

Three scalings with Nielsen's damping; the best of them with the classic damping, and with acceleration; and GSL's own
solver. A way has arrived when its $e^T e$ is the least to eight digits.
*/

typedef struct {
    const char *name;
    lm_scaling scaling;
    lm_damping damping;
    int accelerate;
} way;

static const way ways[] = {{"D = 1 (Levenberg)", LM_LEVENBERG, LM_NIELSEN, 0},
                           {"D = diag J'J (slide 55)", LM_MARQUARDT, LM_NIELSEN, 0},
                           {"D = largest diag J'J (More)", LM_MORE, LM_NIELSEN, 0},
                           {"the same, classic damping", LM_MORE, LM_CLASSIC, 0},
                           {"the same, accelerated", LM_MORE, LM_NIELSEN, 1}};
enum { WAYS = sizeof ways / sizeof *ways };

static int arrived(double squares)
{
    return squares <= least * (1 + 1e-8);
}

/* A row of the table of ways: iterations, evaluations of e and of J, and where it ended. */
static void print_end(const char *name, size_t iterations, const gsl_multifit_nlinear_fdf *fdf,
                      const gsl_vector *b, double squares)
{
    printf("%-27s %5zu %6zu %5zu %7.4g %9.4g %8.6g%s\n", name, iterations, fdf->nevalf,
           fdf->nevaldf, gsl_vector_get(b, 0), gsl_vector_get(b, 1), squares,
           arrived(squares) ? "" : " lost");
}

static void write_point(FILE *file, const lm *s, size_t iteration)
{
    if (file)
        fprintf(file, "%zu %.9g %.9g %.9g %.9g\n", iteration, gsl_vector_get(s->w, 0),
                gsl_vector_get(s->w, 1), s->squares, s->mu);
}

static int go(const settings *set, const way *how, FILE *file, fault *why)
{
    lm_parameters p = lm_defaults;
    p.scaling = how->scaling;
    p.damping = how->damping;
    p.accelerate = how->accelerate;
    p.mu = set->mu;
    gsl_multifit_nlinear_fdf fdf = problem();
    gsl_vector_const_view start = gsl_vector_const_view_array(set->start, 2);
    lm *s = lm_alloc(&p, 2);
    if (!s)
        return fault_set(why, GSL_ENOMEM, "no memory");
    int status = lm_set(s, &fdf, NULL, 0, &start.vector);
    size_t n = 0;
    write_point(file, s, n);
    while (status == GSL_SUCCESS && !arrived(s->squares) && n < MOST_ITERATIONS) {
        status = lm_iterate(s);
        if (status == GSL_SUCCESS)
            write_point(file, s, ++n);
    }
    if (file)
        fputs("\n\n", file); /* gnuplot: the next way */
    if (!set->b.quiet)
        print_end(how->name, n, &fdf, s->w, s->squares);
    lm_free(s);
    return GSL_SUCCESS;
}

static int go_by_gsl(const settings *set, fault *why)
{
    const gsl_multifit_nlinear_parameters p = gsl_multifit_nlinear_default_parameters();
    gsl_multifit_nlinear_fdf fdf = problem();
    gsl_vector_const_view start = gsl_vector_const_view_array(set->start, 2);
    gsl_multifit_nlinear_workspace *s =
        gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, &p, DATA, 2);
    if (!s)
        return fault_set(why, GSL_ENOMEM, "no memory");
    int status = gsl_multifit_nlinear_init(&start.vector, &fdf, s);
    double squares = GSL_POSINF;
    while (status == GSL_SUCCESS && s->niter < MOST_ITERATIONS && !arrived(squares)) {
        status = gsl_multifit_nlinear_iterate(s);
        squares = squares_at(gsl_vector_get(s->x, 0), gsl_vector_get(s->x, 1));
    }
    if (!set->b.quiet)
        print_end("GSL's own solver", s->niter, &fdf, s->x, squares);
    gsl_multifit_nlinear_free(s);
    return GSL_SUCCESS;
}

/**
## The fan

What is there to choose from, at the start, before anything is chosen? For every $\mu$ the step

$$ \Delta W(\mu) = (J^T J + \mu D)^{-1} J^T e, \qquad D = \operatorname{diag} J^T J \qquad (3) $$

leads somewhere else. The points lie on a curve that begins, at $\mu = 0$, where Gauss would go, and comes back to the start in
the direction of $-D^{-1} g$.
*/

typedef struct {
    double mu, b1, b2, squares;
} trial;

static int step_from(const lm *s, double mu, trial *t)
{
    double h[4], g[2];
    gsl_matrix_view H = gsl_matrix_view_array(h, 2, 2);
    gsl_vector_view step = gsl_vector_view_array(g, 2);
    gsl_matrix_memcpy(&H.matrix, s->H);
    gsl_vector_memcpy(&step.vector, s->g);
    for (size_t i = 0; i < 2; i++)
        h[3 * i] += mu * gsl_vector_get(s->D, i);
    if (gsl_linalg_cholesky_decomp1(&H.matrix) != GSL_SUCCESS)
        return GSL_EDOM;
    gsl_linalg_cholesky_svx(&H.matrix, &step.vector);
    *t = (trial){mu, gsl_vector_get(s->w, 0) - g[0], gsl_vector_get(s->w, 1) - g[1], 0};
    t->squares = squares_at(t->b1, t->b2);
    return GSL_SUCCESS;
}

/* Four steps a decade into the table, every second decade on the screen. */
static void show_fan(const settings *set, const lm *s, FILE *file)
{
    for (int k = -16; k <= 16; k++) {
        trial t;
        if (step_from(s, pow(10, k / 4.0), &t) != GSL_SUCCESS)
            continue;
        if (file)
            fprintf(file, "%.9g %.9g %.9g %.9g\n", t.mu, t.b1, t.b2, t.squares);
        if (!set->b.quiet && k % 4 == 0)
            printf("%8g %10.4f %10.4f %14.6g%s\n", t.mu, t.b1, t.b2, t.squares,
                   t.squares < s->squares ? "  better" : "");
    }
}

static int fan(const settings *set, FILE *file, fault *why)
{
    lm_parameters p = lm_defaults;
    p.scaling = LM_MARQUARDT;
    gsl_multifit_nlinear_fdf fdf = problem();
    gsl_vector_const_view start = gsl_vector_const_view_array(set->start, 2);
    lm *s = lm_alloc(&p, 2);
    if (!s)
        return fault_set(why, GSL_ENOMEM, "no memory");
    if (lm_set(s, &fdf, NULL, 0, &start.vector) == GSL_SUCCESS)
        show_fan(set, s, file);
    lm_free(s);
    return GSL_SUCCESS;
}

/* ------------------------------------------------------------------------ what is shown */

/* e'e over the plane, b2 by its logarithm; a row of the grid after the other. */
static void write_surface(FILE *file)
{
    for (int j = 0; j < GRID; j++) {
        const double b2 = pow(10, -2 + 4.0 * j / (GRID - 1));
        for (int i = 0; i < GRID; i++) {
            const double b1 = 300.0 * i / (GRID - 1);
            fprintf(file, "%.6g %.6g %.6g\n", b1, b2, squares_at(b1, b2));
        }
        fputc('\n', file);
    }
}

static int all_ways(const settings *set, FILE *file, fault *why)
{
    if (!set->b.quiet)
        printf("y = b1 (1 - exp(-b2 x)) through six points, from b1 = %g, b2 = %g, e'e = %.6g\n"
               "#                         steps errors     J      b1        b2      e'e\n",
               set->start[0], set->start[1], squares_at(set->start[0], set->start[1]));
    for (size_t k = 0; k < WAYS; k++)
        if (go(set, &ways[k], file, why) != GSL_SUCCESS)
            return GSL_ENOMEM;
    return go_by_gsl(set, why);
}

static int all_trials(const settings *set, FILE *file, fault *why)
{
    if (!set->b.quiet)
        printf("\nWhere the first step leads, D = diag J'J:\n"
               "#     mu         b1         b2            e'e\n");
    const int status = fan(set, file, why);
    if (!set->b.quiet)
        printf("\nNext: ./05_second_order/damping --start 1,1\n");
    return status;
}

/* One table, and what is printed along with it. */
static int with_table(const settings *set, const char *name, const char *header,
                      int (*fill)(const settings *, FILE *, fault *), fault *why)
{
    output *out = set->b.tables ? output_table(set->b.tables, name, why) : NULL;
    if (set->b.tables && !out)
        return GSL_EFAILED;
    if (out)
        fprintf(out->file, "# %s\n", header);
    const int status = fill(set, out ? out->file : NULL, why);
    const int closed = out ? output_close(out, why) : GSL_SUCCESS;
    return status == GSL_SUCCESS ? closed : status;
}

static int surface(const settings *set, FILE *file, fault *why)
{
    (void)set;
    (void)why;
    if (file)
        write_surface(file);
    return GSL_SUCCESS;
}

static int run(const settings *set, fault *why)
{
    int status =
        with_table(set, "paths", "iteration b1 b2 squares mu, a block for each way", all_ways, why);
    if (status == GSL_SUCCESS)
        status = with_table(set, "fan", "mu b1 b2 squares", all_trials, why);
    if (status == GSL_SUCCESS)
        status = with_table(set, "surface", "b1 b2 squares", surface, why);
    return status;
}

enum { START = 0x100, MU };

static const struct argp_option table[] = {
    {"start", START, "B1,B2", 0, "where the fit begins (default: 20,2)", 1},
    {"mu", MU, "X", 0, "damping at the start, above 0 (default: 0.001)", 1},
    {0},
};

static error_t parse(int key, char *text, struct argp_state *state)
{
    settings *set = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &set->b;
        return 0;
    case START:
        if (argument_numbers("start", text, 2, set->start) != 2 || !(set->start[1] > 0) ||
            !isfinite(squares_at(set->start[0], set->start[1])))
            arguments_error("--start: '%s' is not two numbers, b1 and a b2 above 0, at which the "
                            "curve is finite",
                            text);
        return 0;
    case MU:
        set->mu = argument_above("mu", text, 0, INFINITY);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {table,
                              parse,
                              NULL,
                              "How damping leads from Gauss's step to the gradient's (lecture "
                              "14, slide 55).",
                              children,
                              NULL,
                              NULL};
    settings set = {.start = {20, 2}, .mu = 1e-3};
    fault why = {""};
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

The fan first. Gauss's step (small $\mu$) leads to $b_2 = -22$, where $e^T e$ has 195 digits. With $\mu$ = 1 the step is good, and with 10000 it is safe and next to nothing. Nobody
knows the right $\mu$ beforehand; all the rules find it by trials, of which none costs a Jacobian.

Then the ways, in the figure's left half. From $b_2 = 2$ the first good step leads to $b_2 \approx 9$, on to the plateau. There the second column of $J$ is nearly 0, and so is
the slide's $D_2$: nothing holds $b_2$ back, and the next steps carry it to $2 \cdot 10^{24}$, from where no slope leads back. It is not a minimum, only
a place where all derivatives are 0 to the last digit. Moré's $D_2$ remembers what the column was, $b_2$ stays, and $b_1$ is found first. Then the way leads down into the valley. Levenberg's $D = 1$ does not
fall into the trap either, but needs more steps: one milligram is not one per day.

On the right, $\mu$. The classic rule takes a tenth each time and saves two iterations; Nielsen's takes a third, and one trial in the middle makes it jump up. With acceleration the fewest
iterations are needed, for one more evaluation each.

GSL's solver has Moré's scaling and Nielsen's rule, and takes the same 16 steps with 26 evaluations as ours. It gets there by a QR decomposition of $J$, which keeps twice the digits that $J^T J$ has.

## Try

- `--start 1,1`: NIST's first start. Which ways arrive, and where do the others think they are?
- `--start 100,0.75`, NIST's second. Now all arrive, the slide's among the first. What is different about that start?
- `--mu 1000`: how many iterations does each rule need to come down from there?
*/
