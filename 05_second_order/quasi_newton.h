/* quasi_newton.h - what BFGS and L-BFGS share: a step along a direction, and what the step
   teaches. They differ in what they make of it: a matrix, or a list.

   The letters are slide 52's: r the change of the gradient, s the change of the weights. */

#ifndef QUASI_NEWTON_H
#define QUASI_NEWTON_H

#include <gsl/gsl_matrix.h>
#include <gsl/gsl_multimin.h>

typedef struct {
    double c1, c2;     /* of the strong Wolfe conditions */
    double length;     /* of the step that is tried where nothing has been learned yet */
    gsl_vector *p;     /* the direction, made by the method: -dW of the slide, before its length */
    gsl_vector *r, *s; /* the last step's */
    gsl_vector *w_0, *g_0; /* where it began */
    size_t learned;        /* steps that changed the matrix since it was I */
    size_t skipped;        /* steps that taught nothing: their curvature was not positive */
    size_t forgotten;      /* how often the matrix was thrown away for I */
} quasi_newton;

/* GSL_ENOMEM without memory, and nothing to free. */
int quasi_newton_alloc(quasi_newton *q, size_t n);
void quasi_newton_free(quasi_newton *q);

/* Nothing has been learned; as after alloc. */
void quasi_newton_restart(quasi_newton *q);

/* Before a step, and after it: keeps where it began, sets s and r. */
void quasi_newton_leave(quasi_newton *q, const gsl_vector *w, const gsl_vector *g);
void quasi_newton_arrive(quasi_newton *q, const gsl_vector *w, const gsl_vector *g);

/* From w along q->p to a point where the strong Wolfe conditions hold; w, e and g are those there.
   If p leads nowhere, or upwards, forgets what was learned and goes along -g.
   GSL_SUCCESS, or GSL_ENOPROG where there is no way down either, or GSL_EBADFUNC where E is not
   finite; s is 0 then. */
int quasi_newton_step(quasi_newton *q, gsl_multimin_function_fdf *fdf, gsl_vector *w, double *e,
                      gsl_vector *g);

/* Whether a step teaches anything: r's > 1e-10 |r||s|. Counts in either case. */
int quasi_newton_learns(quasi_newton *q);

/* BFGS's three formulas (bfgs.c), for those who want to look at the matrix alone: tests, a
   benchmark, a figure. Only the lower triangle is read and written; u is scratch. */
void bfgs_update_inverse(gsl_matrix *v, const gsl_vector *r, const gsl_vector *s, gsl_vector *u);
void bfgs_update_direct(gsl_matrix *b, const gsl_vector *r, const gsl_vector *s, gsl_vector *u);
void bfgs_update_as_printed(gsl_matrix *v, const gsl_vector *r, const gsl_vector *s, gsl_vector *u);

/* The matrix of a minimizer of type bfgs, V or B by its form; the counters of either method. */
const gsl_matrix *bfgs_matrix(const gsl_multimin_fdfminimizer *m);
const quasi_newton *bfgs_walk(const gsl_multimin_fdfminimizer *m);
const quasi_newton *lbfgs_walk(const gsl_multimin_fdfminimizer *m);

#endif
