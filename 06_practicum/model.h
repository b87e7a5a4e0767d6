/* model.h - a trained net as a file that can answer for itself: with its scale, and the names of its
   columns and classes.

     practicum 1
     net 4-30-3 tanh softmax
     scale standard
     header yes
     target species
     features 4
     5.84 1.2115 5.84 sepal_length        (shift, factor, what stands for a missing number, name)
     ...
     classes 3
     setosa
     ...
     weights 243
     -0.12345678901234567
     ...
     end

   17 digits give back every double exactly; in names \n, \r and \\ stand for what they stand for in C. */

#ifndef MODEL_H
#define MODEL_H

#include "learner.h"

/* `about` has the names. GSL_EFAILED with the reason, among others if two columns share a name: a model
   finds its columns by their names. */
int model_save(const char *path, const learned *l, const dataset *about, fault *why);

/* Fills l and makes *about, a data set without data that has the names. On failure GSL_EFAILED with the
   reason, and there is nothing to free. */
int model_load(const char *path, learned *l, dataset **about, fault *why);

/* X: the columns of `data` in the model's order, found by name; a column that is missing or one too many
   is named in the reason. NULL then. */
gsl_matrix *model_columns(const dataset *about, const dataset *data, fault *why);

#endif
