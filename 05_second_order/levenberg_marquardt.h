/* levenberg_marquardt.h - the method of slides 54-55 for any sum of squares: curves, nets, whatever
   is given as GSL's gsl_multifit_nlinear_fdf, so that GSL's own solver can run beside it.

     lm *s = lm_alloc(&lm_defaults, p);
     lm_set(s, &my_fdf, NULL, 0, start);
     while (lm_iterate(s) == GSL_SUCCESS && lm_test(s) == GSL_CONTINUE)
         ;
     ... s->w, s->squares ...
     lm_free(s);

   Memory: two p x p matrices. What GSL's interface asks for comes on top, all residuals and the whole
   n x p Jacobian at once; a problem that can make them in blocks of rows (lm_rows) needs one
   block of them, however many residuals there are. */

#ifndef LEVENBERG_MARQUARDT_H
#define LEVENBERG_MARQUARDT_H

#include <gsl/gsl_multifit_nlinear.h>

typedef enum {
    LM_LEVENBERG, /* D = 1 */
    LM_MARQUARDT, /* D = diag J'J, as on slide 55 */
    LM_MORE       /* D = the largest diag J'J so far */
} lm_scaling;

typedef enum {
    LM_CLASSIC, /* mu a factor down after success, up after failure */
    LM_NIELSEN  /* by how well J foretold the success */
} lm_damping;

typedef struct {
    lm_scaling scaling;
    lm_damping damping;
    double mu;      /* at the start, as a share of the largest diag J'J / D */
    double factor;  /* of the classic damping */
    double floor;   /* least element of D, as a share of its largest */
    int accelerate; /* by the geodesic's second derivative */
    double avmax;   /* a longer acceleration than this share of the velocity is refused */
    double h;       /* the share of a step over which that derivative is taken */
    double xtol;    /* lm_test: the last step beside w, both measured by D */
    double gtol;    /* lm_test: the largest cosine between e and a column of J */
} lm_parameters;

extern const lm_parameters lm_defaults;

/* Fills e with residuals number first, first + 1, ... at w, as many as fit, and J with their rows
   of the Jacobian, unless J is NULL. `params` is that of the fdf. Returns a GSL error code. */
typedef int lm_rows(const gsl_vector *w, void *params, size_t first, gsl_vector *e, gsl_matrix *J);

typedef struct {
    gsl_vector *w;    /* where it stands */
    double squares;   /* e'e there */
    gsl_vector *g;    /* J'e: half the gradient of e'e */
    gsl_matrix *H;    /* J'J, lower triangle */
    gsl_vector *D;    /* the scaling */
    gsl_vector *step; /* the last step: it was subtracted */
    double mu, nu;    /* damping, and Nielsen's next factor */
    double gain;      /* of the last trial: what came of it, over what J had foretold */
    double bend;      /* of the last trial: |a| / |v| */
    size_t rejected;  /* trials without success in the last iteration */
    lm_parameters parameters;

    gsl_multifit_nlinear_fdf *fdf;
    lm_rows *rows; /* or NULL */
    size_t block;
    int known;                     /* e holds the errors at w */
    gsl_matrix *J, *L;             /* a block of the Jacobian; the factor of H + mu D */
    gsl_vector *e, *e_trial, *J_v; /* a block each */
    gsl_vector *v, *a, *w_trial;   /* velocity, acceleration, where they lead */
} lm;

/* For p parameters. NULL without memory. */
lm *lm_alloc(const lm_parameters *parameters, size_t p);
void lm_free(lm *s);

/* Begins at w. The fdf is borrowed. With `rows`, residuals come in blocks of `block`; without
   (NULL, 0) from fdf->f and fdf->df, whole; where fdf->df is NULL by central differences. Returns a
   GSL error code: GSL_EBADLEN if sizes do not fit, GSL_ENOMEM, GSL_EBADFUNC if e'e or J'e is not finite, or
   that of the function. */
int lm_set(lm *s, gsl_multifit_nlinear_fdf *fdf, lm_rows *rows, size_t block, const gsl_vector *w);

/* One step down: raises mu until a trial is better. GSL_ENOPROG where none is, which near a
   minimum means that there are no more digits to gain; w is the best so far then. */
int lm_iterate(lm *s);

/* Forgets what mu has learnt. */
void lm_restart(lm *s);

/* GSL_SUCCESS if w is a minimum by xtol or gtol, else GSL_CONTINUE. */
int lm_test(const lm *s);

#endif
