/**
# How far to go: the search along a line

Lecture 14, slide 42: «коэффициент скорости обучения выбирается на каждой итерации, путём решения
задачи оптимизации».

All methods before this one have a learning rate that somebody chose. Here a method says only which
way to go, $p$, and the length of the step is looked for:

$$ \varphi(\alpha) = E(W + \alpha\, p), \qquad \varphi'(\alpha) = \nabla E(W + \alpha\, p)^T p,
   \qquad \varphi'(0) < 0 \qquad (1) $$

However many weights there are, $\varphi$ is a function of one number. Its minimum is where the
gradient is at a right angle to $p$: nothing is left to be gained on this line.

| slide | here | meaning |
|---|---|---|
| $\eta$ | `alpha` | how far along $p$; $\eta$ on the slide |
| | `p` | the direction, *downhill*: minus the lecture's, which is subtracted |
| | `e0`, `slope0` | $\varphi(0)$, $\varphi'(0)$ |
| | `c1`, `c2` | 1e-4, and 0.1 or 0.9: how much is good enough |

## Good enough

To find the minimum of one line exactly is a waste: the next line is another one. The strong Wolfe
conditions say when to stop.

$$ \varphi(\alpha) \le \varphi(0) + c_1\, \alpha\, \varphi'(0) \qquad (2) $$
$$ |\varphi'(\alpha)| \le c_2\, |\varphi'(0)| \qquad (3) $$

(2) forbids steps that are too long: the error must fall by at least a small share of what the slope
promised. (3) forbids those that are too short, for there the slope is still as steep as it was, and
those that end on the opposite wall. With $c_1 < c_2$ every smooth line that is bounded below has an interval
of such points [1, lemma 3.1].

## The bracket

The search keeps two ends of an interval. `lo` is the lowest point so far for which (2) holds,
and from it $\varphi$ falls towards `hi`; `hi` is a point that is too high, or from which it falls back
towards `lo`, or infinity as long as none is known. So there is always a point with (2) and (3) in
between, and each evaluation at some $t$ between them narrows it:

- $t$ fails (2), or is higher than `lo`: it is the new `hi`;
- else, if (3) holds, that is it;
- else $t$ is the new `lo`; and if $\varphi$ rises from $t$ towards `hi`, what is wanted lies on the
  other side, and the old `lo` becomes `hi`.

These are algorithms 3.5 and 3.6 of [1] in one loop: the first is what happens while `hi` is infinite. A
value that is not finite is infinitely high, and makes a `hi` like any other.

- [1] J. Nocedal, S. J. Wright, Numerical Optimization, 2nd edition, Springer 2006, section 3.5.
- [2] W. W. Hager, H. Zhang, A new conjugate gradient method with guaranteed descent and an efficient
  line search, SIAM Journal on Optimization 16, 2005.
*/

#include "line_search.h"

#include "method.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>
#include <math.h>

const char *line_search_says(line_search_end end)
{
    static const char *const says[] = {"found",
                                       "the error still falls at the largest step",
                                       "all evaluations are used up",
                                       "no progress is possible at this precision",
                                       "the error is no finite number at the start",
                                       "the direction leads uphill"};
    return says[end];
}

typedef struct {
    double alpha, e, slope;
} point;

typedef struct {
    const line *l;
    const line_search_rule *rule;
    point lo, hi;
    point before;      /* what was lo before lo */
    double width;      /* of the bracket, two evaluations ago, ... */
    double width_last; /* ... and one */
    double here;       /* the alpha at which x and g are */
    size_t n_fdf, n_f;
} search;

static search begin(const line *l, const line_search_rule *rule)
{
    const point start = {0, l->e0, l->slope0};
    return (search){.l = l,
                    .rule = rule,
                    .lo = start,
                    .before = start,
                    .hi = {GSL_POSINF, GSL_POSINF, 0},
                    .width = GSL_POSINF,
                    .width_last = GSL_POSINF,
                    .here = GSL_NAN};
}

/* Whether there is anything to search. */
static line_search_end check(const line *l)
{
    if (!isfinite(l->e0) || !isfinite(l->slope0))
        return LINE_SEARCH_NOT_FINITE;
    return l->slope0 < 0 ? LINE_SEARCH_FOUND : LINE_SEARCH_UPHILL;
}

static void go_to(const line *l, double alpha)
{
    gsl_vector_memcpy(l->x, l->x0);
    gsl_blas_daxpy(alpha, l->p, l->x);
}

/* Equation (1). What is no finite number is infinitely high. */
static point evaluate(search *s, double alpha)
{
    const line *l = s->l;
    point t = {.alpha = alpha};
    go_to(l, alpha);
    s->here = alpha;
    s->n_fdf++;
    const int status = method_evaluate(l->fdf, l->x, &t.e, l->g);
    gsl_blas_ddot(l->g, l->p, &t.slope);
    if (status != GSL_SUCCESS || !isfinite(t.slope))
        t.e = GSL_POSINF;
    return t;
}

/**
## When the error has no digits left

Close to a minimum $\varphi(\alpha) - \varphi(0)$ drowns in the rounding of $\varphi$, at about the
root of the machine's precision, and (2) can no longer be judged. The slopes can still be, for much
longer. For a parabola (2) is the same as

$$ \varphi'(\alpha) \le (2 c_1 - 1)\, \varphi'(0) \qquad (4) $$

and (4) takes its place where the values differ by no more than their rounding (Hager and Zhang [2],
who call it approximate Wolfe). `noise` is ten units in the last place of $\varphi(0)$: so much may an
accepted error be *above* the one before.
*/

static double noise(const search *s)
{
    return 10 * GSL_DBL_EPSILON * fabs(s->lo.e);
}

/* Equations (2) and (4). */
static int falls_enough(const search *s, const point *t)
{
    const line *l = s->l;
    const double c1 = s->rule->c1;
    return t->e <= l->e0 + c1 * t->alpha * l->slope0 ||
           (fabs(t->e - l->e0) <= noise(s) && t->slope <= (2 * c1 - 1) * l->slope0);
}

static int too_high(const search *s, const point *t)
{
    return !isfinite(t->e) || !falls_enough(s, t) || t->e > s->lo.e + noise(s);
}

/* Equation (3). */
static int flat_enough(const search *s, const point *t)
{
    return fabs(t->slope) <= -s->rule->c2 * s->l->slope0;
}

/**
## The next point to try

Two values and two slopes make a cubic, and its minimum is the best guess ([1], equation 3.59).
Where the values have drowned, the two slopes make a straight line, and its zero is.
*/

static double cubic_minimum(const point *a, const point *b)
{
    const double d = b->alpha - a->alpha;
    const double d1 = a->slope + b->slope - 3 * (b->e - a->e) / d;
    const double d2 = copysign(sqrt(d1 * d1 - a->slope * b->slope), d);
    return b->alpha - d * (b->slope + d2 - d1) / (b->slope - a->slope + 2 * d2);
}

static double secant(const point *a, const point *b)
{
    return b->alpha - b->slope * (b->alpha - a->alpha) / (b->slope - a->slope);
}

static double guess(const search *s, const point *a, const point *b)
{
    const int drowned = fabs(b->e - a->e) <= noise(s);
    return drowned ? secant(a, b) : cubic_minimum(a, b);
}

/* The nearest number between two bounds, in any order. */
static double clamp(double x, double a, double b)
{
    return fmin(fmax(x, fmin(a, b)), fmax(a, b));
}

/**
A guess is never trusted altogether. While no `hi` is known the step grows by a tenth at least and
tenfold at most. Inside a bracket the guess stays off the ends, and if two evaluations have not
narrowed the bracket to two thirds it is halved, so that it becomes as small as one likes whatever
the function. Through a value that is not finite no curve can be drawn: at first nine tenths of the
way to it are given up, then the curve through the last two points decides, but to half of the way
at most.
*/

static double beyond(const search *s)
{
    const double alpha = s->lo.alpha, wanted = guess(s, &s->before, &s->lo);
    const double next = isnan(wanted) ? 10 * alpha : clamp(wanted, 1.1 * alpha, 10 * alpha);
    return fmin(next, s->rule->max);
}

static double between(search *s)
{
    const double lo = s->lo.alpha, d = s->hi.alpha - lo;
    const int slow = fabs(d) > 0.66 * s->width;
    s->width = s->width_last;
    s->width_last = fabs(d);
    if (!isfinite(s->hi.e))
        return lo > 0 ? clamp(guess(s, &s->before, &s->lo), lo + 0.1 * d, lo + 0.5 * d) : 0.1 * d;
    const double wanted = guess(s, &s->lo, &s->hi);
    return slow || isnan(wanted) ? lo + 0.5 * d : clamp(wanted, lo + 0.05 * d, lo + 0.95 * d);
}

/* Whether doubles are too coarse to go on: no number between the ends, or none but 0 that
   changes a weight. */
static int too_fine(const search *s)
{
    const double a = s->lo.alpha, b = s->hi.alpha;
    return (isfinite(b) && fabs(b - a) <= GSL_DBL_EPSILON * fmax(a, b)) ||
           gsl_vector_equal(s->l->x, s->l->x0);
}

/* `t` is good enough to be the new lo. */
static void advance(search *s, const point *t)
{
    if (t->slope * (s->hi.alpha - s->lo.alpha) >= 0)
        s->hi = s->lo;
    s->before = s->lo;
    s->lo = *t;
}

/* One evaluation, and either the end or the next alpha. */
static line_search_end narrow(search *s, double *alpha)
{
    const point t = evaluate(s, *alpha);
    if (too_high(s, &t)) {
        s->hi = t;
    } else {
        advance(s, &t);
        if (flat_enough(s, &t))
            return LINE_SEARCH_FOUND;
        if (isinf(s->hi.alpha) && t.alpha >= s->rule->max)
            return LINE_SEARCH_AT_MAX;
    }
    if (too_fine(s))
        return LINE_SEARCH_PRECISION;
    *alpha = isinf(s->hi.alpha) ? beyond(s) : between(s);
    return LINE_SEARCH_EVALUATIONS; /* unless some are left */
}

static line_search_end back_to_start(search *s, line_search_end end)
{
    gsl_vector_memcpy(s->l->x, s->l->x0);
    gsl_vector_memcpy(s->l->g, s->l->g0);
    s->lo = (point){0, s->l->e0, s->l->slope0};
    return end;
}

/* x, E and the gradient at the point that was chosen, which is at lo.alpha. */
static line_search_end finish(search *s, line_search_end end, line_point *found)
{
    if (s->lo.alpha == 0)
        end = back_to_start(s, end);
    else if (s->here != s->lo.alpha)
        s->lo = evaluate(s, s->lo.alpha);
    if (!isfinite(s->lo.e) && s->lo.alpha > 0) /* E alone was finite, its gradient is not */
        end = back_to_start(s, LINE_SEARCH_NOT_FINITE);
    *found = (line_point){s->lo.alpha, s->lo.e, s->lo.slope, s->n_fdf, s->n_f};
    return end;
}

line_search_end line_search_wolfe(const line *l, const line_search_rule *rule, line_point *found)
{
    search s = begin(l, rule);
    line_search_end end = check(l);
    double alpha = fmin(rule->first, rule->max);
    if (end == LINE_SEARCH_FOUND)
        do
            end = narrow(&s, &alpha);
        while (end == LINE_SEARCH_EVALUATIONS && s.n_fdf < rule->max_evaluations);
    return finish(&s, end, found);
}

/**
## To the bottom of the line, as the slide has it

Slide 42 wants $\min_\eta E$. GSL has Brent's method for that (`gsl_min`): parabolas through three
points, and a golden section where they do not help. It needs a bracket to begin with, three points
$a < b < c$ with $b$ lower than both. If the first $\alpha$ is too high it is $c$, and $b$ is looked for
at the minimum of the parabola through $\varphi(0)$, $\varphi'(0)$ and $\varphi(c)$,

$$ b = \frac{-\varphi'(0)\, c^2}{2\,(\varphi(c) - \varphi(0) - \varphi'(0)\, c)} \qquad (5) $$

between a tenth and a half of $c$; if not, it is $b$, and steps that grow by the golden ratio find
a $c$.

No gradient is used on the way, one evaluation of $E$ costs about a third of one with its gradient,
and still it is the dearer search: to tell $\alpha$ to four digits takes ten or more.
*/

typedef struct {
    double a, b, c;
    double e_a, e_b, e_c;
} triple;

/* E alone. Brent's arithmetic wants numbers, so what is none is very high. */
static double value(double alpha, void *params)
{
    search *s = params;
    go_to(s->l, alpha);
    s->n_f++;
    const double e = GSL_MULTIMIN_FN_EVAL_F(s->l->fdf, s->l->x);
    return isfinite(e) ? e : GSL_DBL_MAX;
}

static int all_used(const search *s)
{
    return s->n_f >= s->rule->max_evaluations;
}

/* b was not lower than the start: c becomes b, and b smaller. */
static line_search_end pull_back(search *s, triple *t)
{
    const line *l = s->l;
    while (t->e_b >= l->e0) {
        if (all_used(s))
            return LINE_SEARCH_EVALUATIONS;
        if (gsl_vector_equal(l->x, l->x0))
            return LINE_SEARCH_PRECISION;
        t->c = t->b;
        t->e_c = t->e_b;
        const double parabola =
            -l->slope0 * t->c * t->c / (2 * (t->e_c - l->e0 - l->slope0 * t->c)); /* (5) */
        t->b = clamp(parabola, 0.1 * t->c, 0.5 * t->c);
        t->e_b = value(t->b, s);
    }
    return LINE_SEARCH_FOUND;
}

/* c is lower than b, or not known: all three move on. */
static line_search_end push_on(search *s, triple *t)
{
    while (t->e_c <= t->e_b) {
        if (t->b >= s->rule->max)
            return LINE_SEARCH_AT_MAX;
        if (all_used(s))
            return LINE_SEARCH_EVALUATIONS;
        const double ratio = (1 + sqrt(5)) / 2, next = t->c + ratio * (t->c - t->b);
        *t = (triple){t->b, t->c, fmin(next, s->rule->max), t->e_b, t->e_c, 0};
        t->e_c = t->c > t->b ? value(t->c, s) : t->e_b;
    }
    return LINE_SEARCH_FOUND;
}

static line_search_end bracket(search *s, triple *t)
{
    const double first = fmin(s->rule->first, s->rule->max), e = value(first, s);
    const int high = e >= s->l->e0;
    *t = high ? (triple){.b = first, .e_a = s->l->e0, .e_b = e}
              : (triple){.c = first, .e_a = s->l->e0, .e_b = s->l->e0, .e_c = e};
    const line_search_end end = high ? pull_back(s, t) : push_on(s, t);
    if (t->e_b < s->l->e0)
        s->lo.alpha = t->b;
    if (!high && t->e_c <= t->e_b)
        s->lo.alpha = t->c;
    return end;
}

static line_search_end brent(search *s, const triple *t)
{
    gsl_min_fminimizer *m = s->l->brent;
    gsl_function phi = {value, s};
    if (all_used(s))
        return LINE_SEARCH_EVALUATIONS;
    const double tolerance = fmax(s->rule->tolerance, 1e-7);
    int status =
        gsl_min_fminimizer_set_with_values(m, &phi, t->b, t->e_b, t->a, t->e_a, t->c, t->e_c);
    int test = GSL_CONTINUE;
    while (status == GSL_SUCCESS && test == GSL_CONTINUE && !all_used(s)) {
        status = gsl_min_fminimizer_iterate(m);
        test = gsl_min_test_interval(m->x_lower, m->x_upper, 0, tolerance);
    }
    s->lo.alpha = m->x_minimum;
    return test == GSL_SUCCESS ? LINE_SEARCH_FOUND : LINE_SEARCH_EVALUATIONS;
}

line_search_end line_search_exact(const line *l, const line_search_rule *rule, line_point *found)
{
    search s = begin(l, rule);
    triple t;
    line_search_end end = check(l);
    if (end == LINE_SEARCH_FOUND)
        end = bracket(&s, &t);
    if (end == LINE_SEARCH_FOUND)
        end = brent(&s, &t);
    return finish(&s, end, found);
}
