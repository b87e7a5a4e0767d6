/* methods.h - the methods of this section, each in the file of its name, and GSL's
   own minimizers in the same form, so that one program can train with any of them. */

#ifndef METHODS_H
#define METHODS_H

#include "method.h"

extern const method method_gd;
extern const method method_momentum;
extern const method method_weight_decay;
extern const method method_quickprop;
extern const method method_rprop;
extern const method method_conjugate_gradient;
extern const method method_nag;
extern const method method_adagrad;
extern const method method_adadelta;
extern const method method_rmsprop;
extern const method method_adam;
extern const method method_muon;
extern const method method_newton; /* this and the next three: 05_second_order */
extern const method method_bfgs;
extern const method method_lbfgs;
extern const method method_lma;

/* All methods, ours first, then GSL's; ended by NULL. */
extern const method *const methods[];

/* The method of that name, or NULL. */
const method *method_by_name(const char *name);

#endif
