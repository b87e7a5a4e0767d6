/**
# Gradient descent: the loop, and how long a step may be

Lecture 14, slide 29: «градиентный спуск (GD)».

The slide is a flow chart, and it is the skeleton of every program that trains a net:

- choose the weights $w$ somehow;
- compute the loss $E(w)$; if it is below the threshold, stop;
- compute the gradient $\nabla E(w)$;
- correct the parameters, and go back to the loss:

$$ w := w - \eta \, \nabla E(w) \qquad (1) $$

Everything in it is clear but one number. The gradient says which way is down, not how far, and
$\eta$ has to make up for it. With two weights one can watch. Take a bowl with its bottom at 0,
measured along its axes,

$$ E = \tfrac{1}{2} (\lambda_1 u^2 + \lambda_2 v^2), \qquad
   \nabla E = (\lambda_1 u, \lambda_2 v) \qquad (2) $$

Then (1) multiplies $u$ by $1 - \eta \lambda_1$ and $v$ by $1 - \eta \lambda_2$, at every step,
for ever. The distance shrinks if both factors are between $-1$ and 1, so it depends on the
steepest axis alone whether the descent arrives,

$$ \eta < \frac{2}{\lambda_{\max}} \qquad (3) $$

and in the long run the larger of the two factors says how fast:

$$ r(\eta) = \max_k |1 - \eta \lambda_k|, \quad \text{least at} \quad \eta = \frac{2}{\lambda_{\max} + \lambda_{\min}},
   \quad \text{where} \quad r = \frac{\lambda_{\max} - \lambda_{\min}}{\lambda_{\max} + \lambda_{\min}} \qquad (4) $$

A factor near 1 crawls, a negative one jumps to the other wall with each step, one below $-1$
climbs out. Near its minimum any smooth loss is such a bowl, with the eigenvalues of its second
derivatives for $\lambda$. `--surface net` has one: a net of one tanh neuron and one linear
neuron, $y = w_2 \tanh(w_1 x)$, and four examples that $w = (1, 1.5)$ answers without error. So
does $(-1, -1.5)$, as tanh is odd; between the two minima lies a saddle.

| slide | here | default | meaning |
|---|---|---|---|
| $w$ | `--start` | -3, 0.5; of the net 2, -0.5 | where it begins |
| $\eta$ | `--eta` | five, from the limit (3) | learning rates, each a run of its own |
| порог | `--stop-error` | 1e-6 | the threshold |
| | `--curvature` | 1, 10 | $\lambda_1$, $\lambda_2$ of the bowl |
| | `--angle` | 30 | by how many degrees its axes are turned |
*/

#include "arguments.h"
#include "output.h"

#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

enum { MOST = 6, GRID = 121, EXAMPLES = 4, LATE = 10 };

typedef enum { BOWL, NET } surface_kind;

typedef struct {
    basics b;
    surface_kind surface;
    double lambda[2], angle, start[2], stop_error;
    int start_given, bowl_given;
    size_t n_eta, max_iterations;
    double eta[MOST];
} settings;

/**
## Two losses of two weights
*/

/* From the weights to the axes of the bowl, and back. */
static void turn(double degrees, const double from[2], double to[2])
{
    const double a = degrees * M_PI / 180;
    to[0] = cos(a) * from[0] + sin(a) * from[1];
    to[1] = -sin(a) * from[0] + cos(a) * from[1];
}

/* Equation (2). */
static double bowl_error(const settings *set, const double w[2])
{
    double u[2];
    turn(set->angle, w, u);
    return (set->lambda[0] * u[0] * u[0] + set->lambda[1] * u[1] * u[1]) / 2;
}

static void bowl_gradient(const settings *set, const double w[2], double g[2])
{
    double u[2];
    turn(set->angle, w, u);
    const double slopes[] = {set->lambda[0] * u[0], set->lambda[1] * u[1]};
    turn(-set->angle, slopes, g);
}

static const double net_x[EXAMPLES] = {-1.5, -0.5, 0.5, 1.5};
static const double net_best[2] = {1, 1.5};

static double net_answer(const double w[2], double x)
{
    return w[1] * tanh(w[0] * x);
}

static double net_error(const double w[2])
{
    double sum = 0;
    for (size_t p = 0; p < EXAMPLES; p++)
        sum += gsl_pow_2(net_answer(w, net_x[p]) - net_answer(net_best, net_x[p]));
    return sum / EXAMPLES;
}

/* dy/dw. */
static void net_slopes(const double w[2], double x, double slope[2])
{
    const double y1 = tanh(w[0] * x);
    slope[0] = w[1] * (1 - y1 * y1) * x;
    slope[1] = y1;
}

static void net_gradient(const double w[2], double g[2])
{
    g[0] = g[1] = 0;
    for (size_t p = 0; p < EXAMPLES; p++) {
        double slope[2];
        net_slopes(w, net_x[p], slope);
        const double mistake = net_answer(w, net_x[p]) - net_answer(net_best, net_x[p]);
        g[0] += 2 * mistake * slope[0] / EXAMPLES;
        g[1] += 2 * mistake * slope[1] / EXAMPLES;
    }
}

static double error(const settings *set, const double w[2])
{
    return set->surface == BOWL ? bowl_error(set, w) : net_error(w);
}

static void gradient(const settings *set, const double w[2], double g[2])
{
    if (set->surface == BOWL)
        bowl_gradient(set, w, g);
    else
        net_gradient(w, g);
}

/* At the net's minimum no mistake is left, and of the second derivatives only the products of
   slopes: H = 2/P sum (dy/dw)(dy/dw)'. */
static int net_curvature(double lambda[2], fault *why)
{
    gsl_matrix *h = gsl_matrix_calloc(2, 2);
    gsl_eigen_symm_workspace *work = gsl_eigen_symm_alloc(2);
    gsl_vector_view values = gsl_vector_view_array(lambda, 2);
    int status = h && work ? GSL_SUCCESS : fault_set(why, GSL_ENOMEM, "no memory");
    for (size_t p = 0; status == GSL_SUCCESS && p < EXAMPLES; p++) {
        double slope[2];
        net_slopes(net_best, net_x[p], slope);
        for (size_t i = 0; i < 2; i++)
            for (size_t j = 0; j < 2; j++)
                *gsl_matrix_ptr(h, i, j) += 2 * slope[i] * slope[j] / EXAMPLES;
    }
    if (status == GSL_SUCCESS && gsl_eigen_symm(h, &values.vector, work) != GSL_SUCCESS)
        status = fault_set(why, GSL_EFAILED, "the eigenvalues were not found");
    gsl_matrix_free(h);
    if (work)
        gsl_eigen_symm_free(work);
    return status;
}

/* How far the nearer minimum is. */
static double distance(const settings *set, const double w[2])
{
    if (set->surface == BOWL)
        return hypot(w[0], w[1]);
    return fmin(hypot(w[0] - net_best[0], w[1] - net_best[1]),
                hypot(w[0] + net_best[0], w[1] + net_best[1]));
}

/**
## The flow chart

Box by box. The slide's chart has one way out. A program needs two more: the threshold may be out
of reach, and the weights may run away.
*/

typedef enum { REACHED, TOO_MANY, DIVERGED } ending;

typedef struct {
    double w[2], e;
} place;

typedef struct {
    double eta;
    place *path; /* w_0 .. w_n */
    size_t n;    /* corrections */
    ending end;
} descent;

static const double far_off = 1e9; /* so many times the first loss */

static void slide_29(const settings *set, descent *d)
{
    double w[2] = {set->start[0], set->start[1]}, g[2]; /* инициализировать веса сети w */
    for (d->n = 0;; d->n++) {
        const double e = error(set, w); /* вычисляем потерю E(w) */
        d->path[d->n] = (place){{w[0], w[1]}, e};
        if (e < set->stop_error) { /* E < порога */
            d->end = REACHED;
            return; /* конец работы */
        }
        const int lost = !(e < far_off * (1 + d->path[0].e)); /* a NaN is not below either */
        if (lost || d->n == set->max_iterations) {
            d->end = lost ? DIVERGED : TOO_MANY;
            return;
        }
        gradient(set, w, g);   /* значение градиента */
        w[0] -= d->eta * g[0]; /* корректируем параметры: equation (1) */
        w[1] -= d->eta * g[1];
    }
}

/* The mean factor of the distance in the last steps, 1 where there were none: what (4) predicts. */
static double late_factor(const settings *set, const descent *d)
{
    const size_t late = GSL_MIN(d->n, LATE);
    if (late == 0)
        return 1;
    return pow(distance(set, d->path[d->n].w) / distance(set, d->path[d->n - late].w),
               1 / (double)late);
}

/* Equation (4). */
static double predicted_factor(const double lambda[2], double eta)
{
    return fmax(fabs(1 - eta * lambda[0]), fabs(1 - eta * lambda[1]));
}

/* From crawling to diverging, as parts of the limit (3); the third is the best of (4). */
static void choose_etas(settings *set, const double lambda[2])
{
    const double limit = 2 / GSL_MAX_DBL(lambda[0], lambda[1]);
    if (set->n_eta > 0)
        return;
    set->eta[0] = 0.1 * limit;
    set->eta[1] = 0.5 * limit;
    set->eta[2] = 2 / (lambda[0] + lambda[1]);
    set->eta[3] = 0.975 * limit;
    set->eta[4] = 1.02 * limit;
    set->n_eta = 5;
}

/* ------------------------------------------------------------------- what is shown */

static const char *end_name(ending end)
{
    static const char *const names[] = {"reached", "too many", "diverged"};
    return names[end];
}

static void print_head(const settings *set, const double lambda[2])
{
    const double most = GSL_MAX_DBL(lambda[0], lambda[1]);
    if (set->surface == BOWL)
        printf("A bowl of curvatures %g and %g, turned by %g degrees", lambda[0], lambda[1],
               set->angle);
    else
        printf("A net y = w2 tanh(w1 x), at its minimum of curvatures %.6g and %.6g", lambda[0],
               lambda[1]);
    printf("\nfrom w = (%g, %g), E = %g until E < %g\n", set->start[0], set->start[1],
           error(set, set->start), set->stop_error);
    printf("limit of eta 2/%.6g = %.6g, best eta %.6g\n", most, 2 / most,
           2 / (lambda[0] + lambda[1]));
}

static void print_descents(const settings *set, const double lambda[2], const descent d[])
{
    const double limit = 2 / GSL_MAX_DBL(lambda[0], lambda[1]);
    printf("#    eta  of limit  steps  end             E at the end  factor  predicted\n");
    for (size_t k = 0; k < set->n_eta; k++)
        printf("%8.5g  %8.3f  %5zu  %-14s %13.6g  %6.4f  %9.4f\n", d[k].eta, d[k].eta / limit,
               d[k].n, end_name(d[k].end), d[k].path[d[k].n].e, late_factor(set, &d[k]),
               predicted_factor(lambda, d[k].eta));
}

/* One descent, box by box of the chart: the first steps, and the last. */
static void print_loop(const settings *set, const descent *d)
{
    printf("Slide 29 with eta = %g:\n# step         w1         w2       E(w)  E < %-8g gradient\n",
           d->eta, set->stop_error);
    for (size_t t = 0; t <= d->n; t++) {
        double g[2];
        if (t == 5 && d->n > 6) {
            printf("   ...\n");
            t = d->n;
        }
        const place *at = &d->path[t];
        printf("%6zu  %9.6f  %9.6f  %9.3g  ", t, at->w[0], at->w[1], at->e);
        gradient(set, at->w, g);
        if (at->e < set->stop_error)
            printf("yes: the end\n");
        else
            printf("no           (%.4g, %.4g)\n", g[0], g[1]);
    }
}

/* --------------------------------------------------------------- tables for figures */

static void write_paths(const settings *set, const descent d[], FILE *file)
{
    fprintf(file, "# step w1 w2 E; a block for each eta\n");
    for (size_t k = 0; k < set->n_eta; k++) {
        for (size_t t = 0; t <= d[k].n; t++)
            fprintf(file, "%zu %.17g %.17g %.17g\n", t, d[k].path[t].w[0], d[k].path[t].w[1],
                    d[k].path[t].e);
        fprintf(file, "\n\n"); /* gnuplot: the next index */
    }
}

/* A square around the minimum, or both, that holds the start. */
static void write_surface(const settings *set, FILE *file)
{
    const double half = 1.15 * GSL_MAX_DBL(fmax(fabs(set->start[0]), fabs(set->start[1])),
                                           set->surface == BOWL ? 1 : 2.6);
    fprintf(file, "# w1 w2 E\n");
    for (size_t i = 0; i < GRID; i++) {
        for (size_t k = 0; k < GRID; k++) {
            const double w[] = {half * (2 * (double)k / (GRID - 1) - 1),
                                half * (2 * (double)i / (GRID - 1) - 1)};
            fprintf(file, "%.9g %.9g %.9g\n", w[0], w[1], error(set, w));
        }
        fputc('\n', file);
    }
}

static void write_factors(const settings *set, const double lambda[2], const descent d[],
                          FILE *file)
{
    fprintf(file, "# eta steps end factor predicted lambda1 lambda2\n");
    for (size_t k = 0; k < set->n_eta; k++)
        fprintf(file, "%.17g %zu %d %.17g %.17g %.17g %.17g\n", d[k].eta, d[k].n, (int)d[k].end,
                late_factor(set, &d[k]), predicted_factor(lambda, d[k].eta), lambda[0], lambda[1]);
}

/* How often each box and each way of the chart was taken in one descent. */
static void write_chart(const descent *d, FILE *file)
{
    fprintf(file, "# eta losses yes no gradients corrections\n");
    fprintf(file, "%.17g %zu %d %zu %zu %zu\n", d->eta, d->n + 1, d->end == REACHED,
            d->end == REACHED ? d->n : d->n + 1, d->n, d->n);
}

/* The descent that is shown step by step: the fastest that arrives, or the first. */
static const descent *shown(const settings *set, const descent d[])
{
    const descent *best = d;
    for (size_t k = 0; k < set->n_eta; k++)
        if (d[k].end == REACHED && (best->end != REACHED || d[k].n < best->n))
            best = &d[k];
    return best;
}

static int write_tables(const settings *set, const double lambda[2], const descent d[], fault *why)
{
    static const char *const names[] = {"paths", "surface", "factors", "chart"};
    for (size_t k = 0; k < 4; k++) {
        output *out = output_table(set->b.tables, names[k], why);
        if (!out)
            return GSL_EFAILED;
        if (k == 0)
            write_paths(set, d, out->file);
        else if (k == 1)
            write_surface(set, out->file);
        else if (k == 2)
            write_factors(set, lambda, d, out->file);
        else
            write_chart(shown(set, d), out->file);
        if (output_close(out, why) != GSL_SUCCESS)
            return GSL_EFAILED;
    }
    return GSL_SUCCESS;
}

static int descend_all(settings *set, const double lambda[2], descent d[], fault *why)
{
    for (size_t k = 0; k < set->n_eta; k++) {
        d[k].eta = set->eta[k];
        d[k].path = calloc(set->max_iterations + 1, sizeof *d[k].path);
        if (!d[k].path)
            return fault_set(why, GSL_ENOMEM, "no memory for %zu steps", set->max_iterations);
        slide_29(set, &d[k]);
    }
    const int status = set->b.tables ? write_tables(set, lambda, d, why) : GSL_SUCCESS;
    if (status == GSL_SUCCESS && !set->b.quiet) {
        print_head(set, lambda);
        print_descents(set, lambda, d);
        print_loop(set, shown(set, d));
        printf("Next: ./03_backprop/gradient_descent --surface net\n");
    }
    return status;
}

static int run(settings *set, fault *why)
{
    descent d[MOST] = {{0, NULL, 0, REACHED}};
    double lambda[2] = {set->lambda[0], set->lambda[1]};
    int status = set->surface == NET ? net_curvature(lambda, why) : GSL_SUCCESS;
    if (status == GSL_SUCCESS) {
        choose_etas(set, lambda);
        status = descend_all(set, lambda, d, why);
    }
    for (size_t k = 0; k < MOST; k++)
        free(d[k].path);
    return status;
}

enum { SURFACE = 0x100, CURVATURE, ANGLE, START, ETA, STOP_ERROR, MAX_ITER };

static const struct argp_option table[] = {
    {"surface", SURFACE, "NAME", 0, "the loss: bowl (default), net", 1},
    {"curvature", CURVATURE, "A,B", 0, "of the bowl along its axes (default: 1,10)", 1},
    {"angle", ANGLE, "DEGREES", 0, "by which its axes are turned (default: 30)", 1},
    {"start", START, "W1,W2", 0, "the first weights (default: -3,0.5; of the net 2,-0.5)", 2},
    {"eta", ETA, "X,X,...", 0,
     "up to 6 learning rates (default: 0.1, 0.5, the best, 0.975 and 1.02 of the limit)", 2},
    {"stop-error", STOP_ERROR, "E", 0, "the threshold (default: 1e-6)", 2},
    {"max-iter", MAX_ITER, "N", 0, "steps at most (default: 1000)", 2},
    {0},
};

static void pair(const char *option, const char *text, double values[2])
{
    if (argument_numbers(option, text, 2, values) != 2)
        arguments_error("--%s: '%s' is one number, two are wanted", option, text);
}

static void parse_etas(settings *set, const char *text)
{
    set->n_eta = argument_numbers("eta", text, MOST, set->eta);
    for (size_t k = 0; k < set->n_eta; k++)
        if (set->eta[k] <= 0 || set->eta[k] > 1e6)
            arguments_error("--eta: %g is not above 0, or above 1000000", set->eta[k]);
}

static int parse_bowl(settings *set, int key, char *text)
{
    switch (key) {
    case CURVATURE:
        pair("curvature", text, set->lambda);
        if (fmin(set->lambda[0], set->lambda[1]) <= 0)
            arguments_error("--curvature: %g is not above 0, and a bowl goes up on all sides",
                            fmin(set->lambda[0], set->lambda[1]));
        if (fmax(set->lambda[0], set->lambda[1]) > 1e6)
            arguments_error("--curvature: %g is above 1000000",
                            fmax(set->lambda[0], set->lambda[1]));
        break;
    case ANGLE:
        set->angle = argument_number("angle", text, -360, 360);
        break;
    default:
        return ARGP_ERR_UNKNOWN;
    }
    set->bowl_given = 1;
    return 0;
}

/* What is left to its default, and what makes no sense together. */
static void complete(settings *set)
{
    if (set->surface == NET && set->bowl_given)
        arguments_error("--surface: the net has no --curvature and no --angle to be set");
    if (set->surface == NET && !set->start_given) {
        set->start[0] = 2;
        set->start[1] = -0.5;
    }
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    settings *set = state->input;
    if (parse_bowl(set, key, text) == 0)
        return 0;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &set->b;
        return 0;
    case SURFACE:
        set->surface = argument_choice("surface", text, "bowl|net") ? NET : BOWL;
        return 0;
    case START:
        pair("start", text, set->start);
        if (fmax(fabs(set->start[0]), fabs(set->start[1])) > 1000)
            arguments_error("--start: '%s' is beyond +-1000", text);
        set->start_given = 1;
        return 0;
    case ETA:
        parse_etas(set, text);
        return 0;
    case STOP_ERROR:
        set->stop_error = argument_above("stop-error", text, 0, INFINITY);
        return 0;
    case MAX_ITER:
        set->max_iterations = argument_whole("max-iter", text, 1, 10000000);
        return 0;
    case ARGP_KEY_END:
        complete(set);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {
        table,    parse, NULL, "Gradient descent on two weights (lecture 14, slide 29).",
        children, NULL,  NULL};
    settings set = {.lambda = {1, 10},
                    .angle = 30,
                    .start = {-3, 0.5},
                    .stop_error = 1e-6,
                    .max_iterations = 1000};
    fault why = {""};
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

The first figure is the bowl. With a tenth of the limit the descent goes down the steep side and
then crawls along the valley: 368 steps. With half of the limit it is the steep axis that is done
in one step, $1 - \eta\lambda = 0$, and the flat one is five times as fast. The best $\eta$ jumps
across the valley with each step, and is faster still, because the flat axis gains more from the
longer step than the steep one loses: 43. A little more, and it is slower again, for the other
reason. At 1.02 times the limit each step leads 4 % further out. The panel below right has (4) as
a curve and the five runs on it.

The second is the flow chart of the slide with numbers: one loss more than corrections, since the
last loss ends the loop.

The third is the net, where (3) is true near its two minima and nowhere else. Descents with small
$\eta$ follow the valley to the minimum on their side. The best $\eta$ of (4) throws this one out
before it has come near enough for (4) to hold: the limit of the minimum is no promise elsewhere,
where the surface may be steeper. And one run with an $\eta$ still closer to the limit is thrown
about and lands in the other minimum. That is chance, and it is what training with a large
learning rate is like.

## Try

- `--eta 0.199,0.2,0.201`: three rates at the limit. The middle one has a loss of 18.7 after a
  thousand steps, of 21.4 at first. Which part of it is gone, and which will never be?
- `--curvature 1,1`: what is the best $\eta$, and how many steps does it take? Then `1,100` and
  `1,1000`: how does the number of steps of the best grow with
  $\kappa = \lambda_{\max} / \lambda_{\min}$?
- `--angle 0 --start -3,0`: it starts on the axis of the flat direction. Which $\eta$ diverge now?
  What would a rounding error do?
- `--surface net --start 0.001,0 --eta 0.1`: next to the saddle. How long does it stay there?
*/
