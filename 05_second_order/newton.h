/* newton.h - how a user of GSL tells newton the second derivatives of a function.

     gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(method_newton.type, n);
     newton_set_hessian(s, my_hessian);
     gsl_multimin_fdfminimizer_set(s, &my_function, start, 0, 0);

   The error of a net needs no such call: it is recognised, and its Hessian is computed exactly.
   Any other function without one has its gradient differenced, at 2n gradients a Hessian. */

#ifndef NEWTON_H
#define NEWTON_H

#include "method.h"

/* Fills the n x n matrix H with the second derivatives at w; the lower triangle and the diagonal
   are enough for damped steps. `params` is the function's own. Returns a GSL error code. */
typedef int newton_hessian(const gsl_vector *w, void *params, gsl_matrix *h);

/* From the next iteration on; NULL goes back to differences. `s` must be newton's. GSL_EINVAL if it
   is not. */
int newton_set_hessian(gsl_multimin_fdfminimizer *s, newton_hessian *hessian);

#endif
