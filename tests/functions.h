/* functions.h - functions that tests minimise, for a gsl_multimin_function_fdf: two of two
   variables, and the classical problems on which minimisers are compared. */

#ifndef FUNCTIONS_H
#define FUNCTIONS_H

#include <gsl/gsl_multimin.h>
#include <gsl/gsl_vector.h>

/* E = (a x^2 + b y^2)/2; params points to a and b. A hill along x where a < 0. */
double quadratic_f(const gsl_vector *w, void *params);
void quadratic_df(const gsl_vector *w, void *params, gsl_vector *g);
void quadratic_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g);

/* Rosenbrock's, E = (1 - x)^2 + 100 (y - x^2)^2: a valley that bends. */
double rosenbrock_f(const gsl_vector *w, void *params);
void rosenbrock_df(const gsl_vector *w, void *params, gsl_vector *g);
void rosenbrock_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g);

/* The collection of J. J. Moré, B. S. Garbow, K. E. Hillstrom, Testing unconstrained
   optimization software, ACM Transactions on Mathematical Software 7, 1981: each with the start
   from which everybody begins, and where it ends. Tests hold the gradients against finite
   differences and the minima against the known ones (line_search.c). */
enum { CLASSIC_MOST = 4 }; /* variables */

typedef struct {
    const char *name;
    size_t n;
    double start[CLASSIC_MOST];
    double at[CLASSIC_MOST]; /* where the minimum is, to six digits */
    double minimum;
    double (*value)(const double x[], double g[]); /* g may be NULL: E alone */
} classic;

enum { CLASSICS = 6 };
extern const classic classics[CLASSICS];

/* As GSL wants it. */
gsl_multimin_function_fdf classic_function(const classic *c);

/* The same, every evaluation counted; `count` is borrowed. A GSL minimiser asks for E and the
   gradient apart or together, and one that asks for both at one point pays once in fdf. */
typedef struct {
    const classic *c;
    size_t f, df, fdf;
} classic_count;

gsl_multimin_function_fdf classic_counted(classic_count *count);

#endif
