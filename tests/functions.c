#include "functions.h"

double quadratic_f(const gsl_vector *w, void *params)
{
    const double *c = params, x = gsl_vector_get(w, 0), y = gsl_vector_get(w, 1);
    return (c[0] * x * x + c[1] * y * y) / 2;
}

void quadratic_df(const gsl_vector *w, void *params, gsl_vector *g)
{
    const double *c = params;
    gsl_vector_set(g, 0, c[0] * gsl_vector_get(w, 0));
    gsl_vector_set(g, 1, c[1] * gsl_vector_get(w, 1));
}

void quadratic_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    *e = quadratic_f(w, params);
    quadratic_df(w, params, g);
}

double rosenbrock_f(const gsl_vector *w, void *params)
{
    const double x = gsl_vector_get(w, 0), off = gsl_vector_get(w, 1) - x * x;
    (void)params;
    return (1 - x) * (1 - x) + 100 * off * off;
}

void rosenbrock_df(const gsl_vector *w, void *params, gsl_vector *g)
{
    const double x = gsl_vector_get(w, 0), off = gsl_vector_get(w, 1) - x * x;
    (void)params;
    gsl_vector_set(g, 0, -2 * (1 - x) - 400 * x * off);
    gsl_vector_set(g, 1, 200 * off);
}

void rosenbrock_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    *e = rosenbrock_f(w, params);
    rosenbrock_df(w, params, g);
}
