/**
# Where the undamped step leads

Lecture 14, slides 49-50: $\Delta W = H^{-1} \cdot \nabla E$, on a map with a way to go wrong.

$$ E(x, y) = \frac{x^2}{2} + \frac{y^4}{4} - \frac{y^2}{2} \qquad (1) $$

is a landscape with two hollows, $E = -1/4$ at $(0, 1)$ and $(0, -1)$, and a pass between them: at
$(0, 0)$ it is level too, but along $y$ the ground falls away on both sides. That is a saddle. Slope and curvature are

$$ \nabla E = \begin{bmatrix} x \\ y^3 - y \end{bmatrix}, \qquad
   H = \begin{bmatrix} 1 & 0 \\ 0 & 3 y^2 - 1 \end{bmatrix} \qquad (2) $$

and the slide's step takes $x$ to 0 at once, and $y$ to

$$ y - \frac{y^3 - y}{3 y^2 - 1} = \frac{2 y^3}{3 y^2 - 1} \qquad (3) $$

Below $|y| = 1/\sqrt{3}$ the curvature along $y$ is negative and the step goes uphill. Below $1/\sqrt{5}$ it makes $|y|$
smaller, cubically: the saddle attracts. Plain descent is slower by far and never errs; and with damping
(`newton.c`) Newton's method goes down too.

| slide | here | default | meaning |
|---|---|---|---|
| $W$ | `start` | 1.5,0.4 | where all three begin |
| $\eta$ | `eta` | 0.2 | learning rate of the descent |
| | `starts` | 1000 | random starts, uniform over the map |
*/

#include "arguments.h"
#include "hessian.h"
#include "methods.h"
#include "newton.h"
#include "output.h"
#include "random.h"

#include <errno.h>
#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdint.h>

enum { MOST = 1000, SHOWN = 6, GRID_X = 161, GRID_Y = 121, FARTHEST = 1000 };

static const double x_max = 2, y_max = 1.5; /* half the map's width and height */

/**
## The landscape, as GSL and newton want it

`curvature` is what `newton_set_hessian` takes: called like a gradient, and fills a matrix.
*/

static double height(const gsl_vector *w, void *params)
{
    const double x = gsl_vector_get(w, 0), y = gsl_vector_get(w, 1);
    (void)params;
    return x * x / 2 + gsl_pow_4(y) / 4 - y * y / 2; /* equation (1) */
}

static void slope(const gsl_vector *w, void *params, gsl_vector *g)
{
    const double y = gsl_vector_get(w, 1);
    (void)params;
    gsl_vector_set(g, 0, gsl_vector_get(w, 0));
    gsl_vector_set(g, 1, gsl_pow_3(y) - y); /* equation (2) */
}

static void both(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    *e = height(w, params);
    slope(w, params, g);
}

static int curvature(const gsl_vector *w, void *params, gsl_matrix *h)
{
    (void)params;
    gsl_matrix_set_identity(h);
    gsl_matrix_set(h, 1, 1, 3 * gsl_pow_2(gsl_vector_get(w, 1)) - 1); /* equation (2) */
    return GSL_SUCCESS;
}

/**
## Three walkers

The same loop for all of them, GSL's. A walk ends where the ground is level, or where a method finds no way to go
on (an $H$ that is singular, an error that is not finite).
*/

typedef struct {
    basics b;
    double start[2], eta;
    size_t starts;
} settings;

enum { DESCENT, UNDAMPED, DAMPED, WALKERS };

static const char *const names[WALKERS] = {"descent", "undamped", "damped"};
static const char *const titles[WALKERS] = {"gradient descent", "Newton, undamped",
                                            "Newton, damped"};

typedef struct {
    double x, y, e;
} place;

typedef struct {
    place at[MOST + 1]; /* where it was before step 0, 1, ... */
    size_t steps;
} path;

static gsl_multimin_fdfminimizer *walker(size_t kind)
{
    const method *m = kind == DESCENT ? &method_gd : &method_newton;
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(method_type(m), 2);
    if (s && kind != DESCENT) {
        newton_set_hessian(s, curvature);
        method_set_parameter(m, s, "damping", kind == UNDAMPED); /* on is 0, off is 1 */
    }
    return s;
}

static void walk(gsl_multimin_fdfminimizer *s, const double start[2], double eta, path *p)
{
    gsl_multimin_function_fdf landscape = {height, slope, both, 2, NULL};
    const gsl_vector_const_view w = gsl_vector_const_view_array(start, 2);
    gsl_multimin_fdfminimizer_set(s, &landscape, &w.vector, eta, 0);
    for (p->steps = 0;; p->steps++) {
        p->at[p->steps] = (place){gsl_vector_get(s->x, 0), gsl_vector_get(s->x, 1), s->f};
        if (p->steps == MOST || gsl_blas_dnrm2(s->gradient) < 1e-12 ||
            gsl_multimin_fdfminimizer_iterate(s) != GSL_SUCCESS)
            return;
    }
}

typedef enum { MINIMUM, SADDLE, NEITHER, ENDS } end;

static end end_of(const path *p)
{
    const place last = p->at[p->steps];
    if (fabs(last.x) < 1e-6 && fabs(last.y) < 1e-6)
        return SADDLE;
    return fabs(last.x) < 1e-6 && fabs(fabs(last.y) - 1) < 1e-6 ? MINIMUM : NEITHER;
}

/**
## What is printed

The walks from one start, step by step; where they end, and what the eigenvalues of $H$ say of that place: both
positive at a minimum, one negative at the saddle. Then how often each walker ends where, from random starts.
*/

static void print_walks(const path p[WALKERS])
{
    printf("E = x^2/2 + y^4/4 - y^2/2: minima at (0, 1) and (0, -1), a saddle at (0, 0)\n");
    printf("#    ");
    for (size_t k = 0; k < WALKERS; k++)
        printf("%25s", titles[k]);
    printf("\n#step");
    for (size_t k = 0; k < WALKERS; k++)
        printf("%9s%8s%8s", "x", "y", "E");
    for (size_t t = 0; t <= SHOWN; t++) {
        printf("\n%5zu", t);
        for (size_t k = 0; k < WALKERS; k++)
            if (t <= p[k].steps)
                printf("%9.4f%8.4f%8.4f", p[k].at[t].x, p[k].at[t].y, p[k].at[t].e);
            else
                printf("%25s", "");
    }
    putchar('\n');
}

/* To three decimals, and never -0.000. */
static double without_sign_of_zero(double x)
{
    return round(1000 * x) / 1000 + 0.0;
}

static void print_end(size_t k, const path *p)
{
    static const char *const at[ENDS] = {"a minimum", "the saddle", "neither"};
    double w[2] = {p->at[p->steps].x, p->at[p->steps].y}, memory[4], lambda[2];
    gsl_vector_view vw = gsl_vector_view_array(w, 2), vl = gsl_vector_view_array(lambda, 2);
    gsl_matrix_view h = gsl_matrix_view_array(memory, 2, 2);
    curvature(&vw.vector, NULL, &h.matrix);
    hessian_eigenvalues(&h.matrix, &vl.vector);
    printf("%-17s to (%.4g, %.4g) in %zu steps: %s, eigenvalues %.3g, %.3g\n", titles[k],
           without_sign_of_zero(w[0]), without_sign_of_zero(w[1]), p->steps, at[end_of(p)],
           lambda[0], lambda[1]);
}

/* How many of the starts end where; one seed, one set of starts for all walkers. */
static int count_ends(const settings *set, size_t kind, path *p, fault *why)
{
    size_t ends[ENDS] = {0};
    gsl_multimin_fdfminimizer *s = walker(kind);
    gsl_rng *rng = random_alloc(set->b.seed, why);
    for (size_t i = 0; s && rng && i < set->starts; i++) {
        const double x = x_max * (2 * gsl_rng_uniform(rng) - 1),
                     y = y_max * (2 * gsl_rng_uniform(rng) - 1);
        walk(s, (double[]){x, y}, set->eta, p);
        ends[end_of(p)]++;
    }
    if (s && rng && !set->b.quiet)
        printf("%-17s %10zu %10zu %10zu\n", titles[kind], ends[MINIMUM], ends[SADDLE],
               ends[NEITHER]);
    const int status = !s    ? fault_set(why, GSL_ENOMEM, "no memory for a walker")
                       : rng ? GSL_SUCCESS
                             : GSL_EFAILED;
    gsl_rng_free(rng);
    gsl_multimin_fdfminimizer_free(s);
    return status;
}

/**
## Tables for the figure
*/

static int write_walk(const char *prefix, size_t k, const path *p, fault *why)
{
    const place last = p->at[p->steps];
    output *out = output_table(prefix, names[k], why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# step x y E distance_to_the_end\n");
    for (size_t t = 0; t <= p->steps; t++)
        fprintf(out->file, "%zu %.9g %.9g %.9g %.9g\n", t, p->at[t].x, p->at[t].y, p->at[t].e,
                hypot(p->at[t].x - last.x, p->at[t].y - last.y));
    return output_close(out, why);
}

/* The map, and where the undamped step leads from each place of it. */
static void write_places(FILE *file, gsl_multimin_fdfminimizer *s, path *p)
{
    fprintf(file, "# x y E end_of_the_undamped_walk (0 minimum, 1 saddle, 2 neither)\n");
    for (size_t j = 0; j < GRID_Y; j++) {
        for (size_t i = 0; i < GRID_X; i++) {
            const double x = x_max * (2 * (double)i / (GRID_X - 1) - 1),
                         y = y_max * (2 * (double)j / (GRID_Y - 1) - 1);
            walk(s, (double[]){x, y}, 0, p);
            fprintf(file, "%.6g %.6g %.6g %d\n", x, y, p->at[0].e, end_of(p));
        }
        fputc('\n', file); /* gnuplot: a new row of the grid */
    }
}

static int write_map(const char *prefix, path *p, fault *why)
{
    gsl_multimin_fdfminimizer *s = walker(UNDAMPED);
    if (!s)
        return fault_set(why, GSL_ENOMEM, "no memory for a walker");
    output *out = output_table(prefix, "map", why);
    if (out)
        write_places(out->file, s, p);
    gsl_multimin_fdfminimizer_free(s);
    return out ? output_close(out, why) : GSL_EFAILED;
}

static int walk_all(const settings *set, path p[WALKERS], fault *why)
{
    for (size_t k = 0; k < WALKERS; k++) {
        gsl_multimin_fdfminimizer *s = walker(k);
        if (!s)
            return fault_set(why, GSL_ENOMEM, "no memory for a walker");
        walk(s, set->start, set->eta, &p[k]);
        gsl_multimin_fdfminimizer_free(s);
        if (set->b.tables && write_walk(set->b.tables, k, &p[k], why) != GSL_SUCCESS)
            return GSL_EFAILED;
    }
    return GSL_SUCCESS;
}

static int show(const settings *set, fault *why)
{
    path p[WALKERS];
    int status = walk_all(set, p, why);
    if (status == GSL_SUCCESS && !set->b.quiet) {
        print_walks(p);
        for (size_t k = 0; k < WALKERS; k++)
            print_end(k, &p[k]);
        printf("%zu random starts, seed %zu: %8s %10s %10s\n", set->starts, set->b.seed, "minimum",
               "saddle", "neither");
    }
    for (size_t k = 0; k < WALKERS && status == GSL_SUCCESS; k++)
        status = count_ends(set, k, &p[k], why);
    if (status == GSL_SUCCESS && set->b.tables)
        status = write_map(set->b.tables, &p[UNDAMPED], why);
    if (status == GSL_SUCCESS && !set->b.quiet)
        printf("next: %s --start 1.5,0.46\n", program_invocation_name);
    return status;
}

/* ------------------------------------------------------------------- command line */

enum { START = 0x1000, ETA, STARTS };

static const struct argp_option table[] = {
    {"start", START, "X,Y", 0, "where the three walks begin (default: 1.5,0.4)", 1},
    {"eta", ETA, "X", 0, "learning rate of the descent (default: 0.2)", 1},
    {"starts", STARTS, "N", 0, "random starts on the map (default: 1000)", 1},
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
        if (argument_numbers("start", text, 2, set->start) != 2)
            arguments_error("--start: '%s' is one number; X,Y are two", text);
        if (fabs(set->start[0]) > FARTHEST || fabs(set->start[1]) > FARTHEST)
            arguments_error("--start: '%s' is off the map; X and Y are from -%d to %d", text,
                            FARTHEST, FARTHEST);
        return 0;
    case ETA:
        set->eta = argument_above("eta", text, 0, INFINITY);
        return 0;
    case STARTS:
        set->starts = argument_whole("starts", text, 1, 1000000);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {
        table,    parse, NULL, "Newton and a saddle (lecture 14, slides 49-50).",
        children, NULL,  NULL};
    settings set = {.start = {1.5, 0.4}, .eta = 0.2, .starts = 1000};
    fault why = {""};
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(show(&set, &why), &why);
}

/**
## What to look at

All three begin at the same place, on the slope of the northern hollow. Descent follows the slope, 126 steps; near the end each leaves
0.8 of the distance, a straight line in the right picture. The damped walk goes down too, and its last steps square the distance.
The undamped one is at the saddle after five, and each of its last steps even cubes the distance: by (3), $2 y^3 / (3 y^2 - 1) \approx -2 y^3$.

Nothing in the undamped walk looks wrong. The gradient vanishes as it should, faster than anybody's. Only $H$ tells: one
of its eigenvalues is negative. Of a thousand random starts 300 end so, and theory has $1/(1.5\sqrt{5}) = 29.8$ %: the share of
the map below $1/\sqrt{5}$. In two dimensions that is a strip; in a net of $n$ weights a level place is a minimum only if all $n$
eigenvalues are positive, and saddles are the rule (Dauphin and others, Identifying and attacking the saddle point problem in
high-dimensional non-convex optimization, NIPS 2014).

## Try

- `--start 1.5,0.46`, just above $1/\sqrt{5} = 0.447$: the undamped walk goes to a minimum. By which way?
- `--start 1.5,0.4472135955` is almost exactly there. Predict the first steps by (3).
- `--start 1.5,0`: on the ridge itself all three end at the saddle. Why can neither slope nor damping help, and what would?
- `--eta 0.95`, `--eta 1.05`: descent arrives, and arrives nowhere. Which eigenvalue of the minimum sets that limit?
*/
