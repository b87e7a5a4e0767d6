/* functions.h - two functions of two variables that tests minimise, for a
   gsl_multimin_function_fdf. */

#ifndef FUNCTIONS_H
#define FUNCTIONS_H

#include <gsl/gsl_vector.h>

/* E = (a x^2 + b y^2)/2; params points to a and b. A hill along x where a < 0. */
double quadratic_f(const gsl_vector *w, void *params);
void quadratic_df(const gsl_vector *w, void *params, gsl_vector *g);
void quadratic_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g);

/* Rosenbrock's, E = (1 - x)^2 + 100 (y - x^2)^2: a valley that bends. */
double rosenbrock_f(const gsl_vector *w, void *params);
void rosenbrock_df(const gsl_vector *w, void *params, gsl_vector *g);
void rosenbrock_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g);

#endif
