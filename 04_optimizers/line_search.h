/* line_search.h - how far to go along a line: E(x0 + alpha p) as a function of one number.

   Conjugate gradients (slide 42) and BFGS (slide 51) choose a direction p and leave the length
   of the step to this. Two searches, called in the same way:

     line_search_wolfe   stops as soon as the strong Wolfe conditions hold
     line_search_exact   slide 42's min over eta of E: gsl_min's Brent, to a relative tolerance

   An iterate that has W = x, E = e and grad E = g, and owns copies x0, g0 and a direction p:

     gsl_vector_memcpy(state->x0, x);
     gsl_vector_memcpy(state->g0, g);
     line l = {.fdf = fdf, .x0 = state->x0, .g0 = state->g0, .p = state->p, .e0 = *e, .x = x, .g = g};
     gsl_blas_ddot(g, state->p, &l.slope0);
     line_search_rule rule = LINE_SEARCH_RULE;
     rule.c2 = 0.9;
     line_point found;
     line_search_end end = line_search_wolfe(&l, &rule, &found);
     *e = found.e;

   and whatever `end` is, x, *e and g belong together now, and E is not above e0 (but for rounding). */

#ifndef LINE_SEARCH_H
#define LINE_SEARCH_H

#include <gsl/gsl_min.h>
#include <gsl/gsl_multimin.h>

typedef enum {
    LINE_SEARCH_FOUND,       /* what was wanted */
    LINE_SEARCH_AT_MAX,      /* E still falls at alpha = max; x is there */
    LINE_SEARCH_EVALUATIONS, /* used up; x is the lowest point that was found */
    LINE_SEARCH_PRECISION,   /* no double in between is better; x likewise */
    LINE_SEARCH_NOT_FINITE,  /* E or the slope at alpha = 0 is no number, and nothing was tried;
                                or the gradient is not where E alone was lowest */
    LINE_SEARCH_UPHILL       /* slope0 >= 0: p is no direction of descent; nothing was tried */
} line_search_end;

/* For a message. */
const char *line_search_says(line_search_end end);

/* The line, and the place where the search works. No vector may be another one. */
typedef struct {
    gsl_multimin_function_fdf *fdf;
    const gsl_vector *x0, *g0, *p; /* the start, grad E there, the direction: only read */
    double e0, slope0;             /* E at x0, and g0'p */
    gsl_vector *x, *g;             /* on return the point that was chosen, and grad E there */
    gsl_min_fminimizer *brent;     /* for line_search_exact:
                                      gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent) */
} line;

typedef struct {
    double first;           /* the alpha that is tried first */
    double max;             /* none beyond this is tried */
    double c1, c2;          /* 0 < c1 < c2 < 1; c1 < 1/2 */
    double tolerance;       /* of alpha, relative; for line_search_exact */
    size_t max_evaluations; /* at least 1 */
} line_search_rule;

/* c2 = 0.1 is for conjugate gradients; quasi-Newton methods want 0.9, and first = 1. */
#define LINE_SEARCH_RULE                                                                           \
    {                                                                                              \
        .first = 1, .max = 1e10, .c1 = 1e-4, .c2 = 0.1, .tolerance = 1e-4, .max_evaluations = 40   \
    }

/* Where it ended. If nothing below x0 was found, or tried, alpha is 0, x and g are x0 and g0. */
typedef struct {
    double alpha, e, slope; /* slope = g'p */
    size_t n_fdf, n_f;      /* evaluations: of E and its gradient together, of E alone */
} line_point;

/* Until E(alpha) <= E(0) + c1 alpha slope0 and |slope(alpha)| <= c2 |slope0|. Every evaluation is
   one of fdf; the last is the point that was chosen, except that a search which fails returns
   to its best one, if that was another, by one evaluation more than max_evaluations.
   Allocates nothing. */
line_search_end line_search_wolfe(const line *l, const line_search_rule *rule, line_point *found);

/* Until alpha is known to rule->tolerance. E alone is evaluated, at most max_evaluations times,
   then E and its gradient once at the point that was chosen. By values alone no minimum can be
   told better than to 1e-8, the root of DBL_EPSILON; a smaller tolerance ends there. c1 and c2 are not used.
   Allocates nothing. */
line_search_end line_search_exact(const line *l, const line_search_rule *rule, line_point *found);

#endif
