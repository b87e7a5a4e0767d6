/* adam_rule.h - Adam's rule for one weight. Muon, which has a rule of its own for matrices only, trains
   all other weights by it. */

#ifndef ADAM_RULE_H
#define ADAM_RULE_H

typedef struct {
    double beta1, beta2, eps;
    double t;              /* iterations so far */
    double full_m, full_s; /* 1 - beta1^t and 1 - beta2^t: how full the averages are */
} adam_rule;

/* Before the first iteration, and to begin anew. */
void adam_restart(adam_rule *rule);

/* Once at the beginning of every iteration, before the weights' turn. */
void adam_next(adam_rule *rule);

/* A weight's slope g in Adam's measure: equations (1) to (4) of adam.c. `m` and `s` are the
   weight's own averages, 0 at first. */
double adam_slope(const adam_rule *rule, double *m, double *s, double g);

#endif
