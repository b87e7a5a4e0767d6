/* problems.h - three small problems on which training methods are timed, after the page "Choose a
   Multilayer Neural Network Training Function" of MATLAB's documentation. */

#ifndef PROBLEMS_H
#define PROBLEMS_H

#include "activation.h"
#include "dataset.h"

enum { PROBLEMS = 3, PROBLEM_LAYERS = 3 };

typedef struct {
    const char *name;
    size_t layers, width[PROBLEM_LAYERS + 1]; /* of the net; hidden neurons are tanh */
    activation output;
    double goal; /* the mean of squares to reach */

    /* The examples. What is wanted stands in D, and is a number, not a class; labels say nothing.
       NULL with the reason. */
    dataset *(*make)(fault *why);
} problem;

/* "sin", "parity", "cancer". */
extern const problem problems[PROBLEMS];

#endif
