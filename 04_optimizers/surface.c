#include "surface.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ three landscapes */

/* A valley that bends: Rosenbrock, An automatic method for finding the greatest or least value
   of a function, The Computer Journal 3, 1960. The valley is found at once; along it the
   slope is a thousandth of that across. */
static double rosenbrock(double x, double y, double slope[2])
{
    const double off = y - x * x;
    if (slope) {
        slope[0] = -2 * (1 - x) - 400 * x * off;
        slope[1] = 200 * off;
    }
    return (1 - x) * (1 - x) + 100 * off * off;
}

/* A straight valley, fifty times as steep across as along, at an angle to both axes: a method
   with a step size for each weight cannot set one for each direction. */
static double valley(double x, double y, double slope[2])
{
    const double along = (x + y) / M_SQRT2, across = (y - x) / M_SQRT2;
    if (slope) {
        slope[0] = (along - 50 * across) / M_SQRT2;
        slope[1] = (along + 50 * across) / M_SQRT2;
    }
    return (along * along + 50 * across * across) / 2;
}

/* Two minima at y = 1 and y = -1, and a saddle between them at the origin, where the slope is 0
   and nothing has been won. */
static double saddle(double x, double y, double slope[2])
{
    if (slope) {
        slope[0] = x;
        slope[1] = y * y * y - y;
    }
    return x * x / 2 + y * y * (y * y / 4 - 0.5);
}

static const surface rosenbrock_surface = {.name = "rosenbrock",
                                           .title = "Rosenbrock's valley that bends",
                                           .height = rosenbrock,
                                           .start = {-1.2, 1},
                                           .x_min = -1.6,
                                           .x_max = 1.6,
                                           .y_min = -0.7,
                                           .y_max = 1.9};
static const surface valley_surface = {.name = "valley",
                                       .title = "a straight valley, 50 times as steep across",
                                       .height = valley,
                                       .start = {-1.6, 0.2},
                                       .x_min = -2,
                                       .x_max = 1.2,
                                       .y_min = -1.6,
                                       .y_max = 1};
static const surface saddle_surface = {.name = "saddle",
                                       .title = "a saddle between two minima",
                                       .height = saddle,
                                       .start = {-1.6, 0.001},
                                       .lowest = -0.25,
                                       .x_min = -2,
                                       .x_max = 1.2,
                                       .y_min = -1.3,
                                       .y_max = 1.3};

const surface *const surfaces[] = {&rosenbrock_surface, &valley_surface, &saddle_surface, NULL};

const surface *surface_by_name(const char *name)
{
    for (const surface *const *s = surfaces; *s; s++)
        if (strcmp((*s)->name, name) == 0)
            return *s;
    return NULL;
}

/* -------------------------------------------------------- a surface as GSL wants it */

typedef struct {
    const surface *s;
    size_t evaluations;
} counted;

static void fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    counted *c = params;
    double slope[2];
    c->evaluations++;
    *e = c->s->height(gsl_vector_get(w, 0), gsl_vector_get(w, 1), slope);
    gsl_vector_set(g, 0, slope[0]);
    gsl_vector_set(g, 1, slope[1]);
}

static void df(const gsl_vector *w, void *params, gsl_vector *g)
{
    double e;
    fdf(w, params, &e, g);
}

static double f(const gsl_vector *w, void *params)
{
    counted *c = params;
    c->evaluations++;
    return c->s->height(gsl_vector_get(w, 0), gsl_vector_get(w, 1), NULL);
}

/* --------------------------------------------------------------------------- a walk */

/* Whether there is anything left to do. */
static int arrived(path *p, const gsl_multimin_fdfminimizer *s, const surface *on)
{
    if (!isfinite(s->f))
        return 1;
    p->at[p->n++] = (place){gsl_vector_get(s->x, 0), gsl_vector_get(s->x, 1), s->f};
    p->reached = s->f - on->lowest < SURFACE_NEAR;
    return p->reached;
}

static const parameter *find(const method *m, size_t where)
{
    for (const parameter *p = m->parameters; p->name; p++)
        if (p->where == where)
            return p;
    return NULL;
}

int surface_walk(const surface *on, const method *m, double step, path *p, fault *why)
{
    const parameter *tolerance = find(m, PARAMETER_TOLERANCE);
    counted c = {on, 0};
    gsl_multimin_function_fdf function = {.f = f, .df = df, .fdf = fdf, .n = 2, .params = &c};
    gsl_vector_const_view start = gsl_vector_const_view_array(on->start, 2);
    *p = (path){.step = step};
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(method_type(m), 2);
    if (!s)
        return fault_set(why, GSL_ENOMEM, "no memory for %s", m->name);
    int status = gsl_multimin_fdfminimizer_set(s, &function, &start.vector, step,
                                               tolerance ? tolerance->value : 0);
    while (!arrived(p, s, on) && status == GSL_SUCCESS && p->n <= SURFACE_ITERATIONS)
        status = gsl_multimin_fdfminimizer_iterate(s);
    p->evaluations = c.evaluations;
    gsl_multimin_fdfminimizer_free(s);
    return GSL_SUCCESS;
}

static int better(const path *a, const path *b)
{
    if (a->reached != b->reached)
        return a->reached;
    return a->reached ? a->evaluations < b->evaluations : a->at[a->n - 1].e < b->at[b->n - 1].e;
}

int surface_best_walk(const surface *on, const method *m, path *best, fault *why)
{
    const parameter *step = find(m, PARAMETER_STEP_SIZE);
    if (!step)
        return surface_walk(on, m, GSL_NAN, best, why);
    path *p = malloc(sizeof *p);
    int status = p ? surface_walk(on, m, step->value, best, why)
                   : fault_set(why, GSL_ENOMEM, "no memory for a path");
    for (int k = -24; k <= 6 && status == GSL_SUCCESS; k++) {
        status = surface_walk(on, m, pow(10, k / 6.), p, why);
        if (status == GSL_SUCCESS && better(p, best))
            *best = *p;
    }
    free(p);
    return status;
}
