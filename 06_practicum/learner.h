/* learner.h - one net on a reader's data: scaled by the part it learns from, and ended by a part that it
   does not (early stopping). */

#ifndef LEARNER_H
#define LEARNER_H

#include "run.h"

typedef struct {
    const settings *set; /* method, net, batch, scale; of `set->o` nothing else is looked at */
    size_t epochs;       /* at most */
    size_t patience;     /* epochs without a better validation error; 0: no validation part */
    double validation;   /* share of the training part kept for it */
} plan;

/* Mean cross-entropy of the parts, whatever loss the method minimises, so that methods compare. */
typedef struct {
    double epoch, train, validation;
} learner_row;

typedef enum { LEARNER_PATIENCE, LEARNER_EPOCHS, LEARNER_STUCK, LEARNER_INTERRUPTED } learner_end;

typedef struct {
    mlp *net;
    gsl_vector *w;
    scaler *scale;
    gsl_vector *fill; /* what stands for a missing number: its column's mean in the training part */
    size_t n_train, n_validation;
    learner_row *row; /* after each epoch (with the full batch: each iteration) */
    size_t n, room;
    size_t best; /* the row whose weights w are */
    learner_end end;
} learned;

/* The generator is copied, so that every method may begin with the same one: the same validation part,
   the same first weights. learned_free may be called whatever it returns. */
int learn(const plan *p, const dataset *train, const gsl_rng *rng, learned *l, fault *why);
void learned_free(learned *l);

/* Y: the probabilities of the classes for the rows of X, which are as they were measured. */
int learned_answer(const learned *l, const gsl_matrix *x, gsl_matrix *y, fault *why);

#endif
