/* jacobian.h - slide 54: the errors e = d - o of a net on all examples, and the Jacobian
   J = de/dw, by backpropagation of a whole block of examples and all outputs at once. */

#ifndef JACOBIAN_H
#define JACOBIAN_H

#include "mlp.h"
#include <gsl/gsl_multifit_nlinear.h>

typedef struct {
    const mlp *net;
    const gsl_matrix *x, *d; /* P examples: inputs, wanted outputs */
    mlp_pass *pass;          /* of one block of examples */
    gsl_vector *delta[2];    /* of one layer and the next, for all outputs of the block */
} net_errors;

/* `examples` at a time. Net and matrices are borrowed. NULL if sizes do not fit or without memory. */
net_errors *net_errors_alloc(const mlp *net, const gsl_matrix *x, const gsl_matrix *d,
                             size_t examples);
void net_errors_free(net_errors *n);

/* Residuals in a block that lm_set may be given. */
size_t net_errors_block(const net_errors *n);

/* An lm_rows (levenberg_marquardt.h): `params` is the net_errors, `first` and the size of e are
   multiples of M, the number of outputs; e has at most net_errors_block numbers. J may be NULL. */
int net_errors_rows(const gsl_vector *w, void *params, size_t first, gsl_vector *e, gsl_matrix *J);

/* All of them, as GSL's own solver wants them: MP residuals, and the whole MP x n Jacobian. */
gsl_multifit_nlinear_fdf net_errors_function(net_errors *n);

#endif
