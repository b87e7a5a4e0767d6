/* hessian.h - second derivatives of a net's error, exact: the Hessian H = d2E/dw2 times a
   vector, and H itself, by Pearlmutter's R-operator (slides 49-50).

     mlp, loss and data of an objective o; n weights, P examples
     hessian_pass *pass = hessian_pass_alloc(o);
     hessian_vector(o, pass, w, v, hv);       costs about two gradients
     hessian(o, pass, w, h);                  n columns, about n/2 gradients; n x n numbers
     hessian_pass_free(pass);

   Both see the examples that the objective's last gradient saw, and count in its n_df as so many. */

#ifndef HESSIAN_H
#define HESSIAN_H

#include "objective.h"

/* What the two passes keep of one block of examples: a matrix for each layer, of a row for each
   example; R{x} is how fast x changes while the weights move along v. */
typedef struct {
    const mlp *net;
    mlp_pass *y;         /* Y_l, at w */
    gsl_matrix **c;      /* C_l = dE/dY_l, at w */
    gsl_matrix **delta;  /* delta_l = dE/dS_l, at w */
    gsl_matrix **ry;     /* R{Y_l} */
    gsl_matrix **rdelta; /* R{delta_l} */
} hessian_pass;

/* For the nets and batches of `o`, whose net must outlive it; NULL without memory. */
hessian_pass *hessian_pass_alloc(const objective *o);
void hessian_pass_free(hessian_pass *pass);

/* Hv := (d2E/dw2) v. Vectors of n contiguous numbers. Returns a GSL error code. */
int hessian_vector(objective *o, hessian_pass *pass, const gsl_vector *w, const gsl_vector *v,
                   gsl_vector *hv);

/* H := d2E/dw2, n x n, symmetric but for the last digits: each column is computed by itself. */
int hessian(objective *o, hessian_pass *pass, const gsl_vector *w, gsl_matrix *h);

/* The eigenvalues of a symmetric H from the least to the largest; H is lost. Returns a GSL
   error code. */
int hessian_eigenvalues(gsl_matrix *h, gsl_vector *lambda);

#endif
