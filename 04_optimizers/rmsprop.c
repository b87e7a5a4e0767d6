/**
# RMSprop: a slope in units of what it usually is

After the lecture: what became of slides 46-47, «модификации градиентного спуска: AdaGrad,
AdaDelta». Here the reader finds the first of three methods that a course of today would add.

RProp (slide 39) uses nothing of a slope but its sign. That is the slope divided by its own size,
$\nabla E / |\nabla E|$, and with small batches it goes wrong: a weight that is told $+0.1$ nine
times and $-1.1$ the tenth should about stay, and walks nine steps one way and one back. Hinton's
remark, in a lecture of 2012 [1]: the trouble is that each batch is divided by a different number.
Divide neighbouring batches by nearly the same one, a mean of what the size has lately been, and
nine small slopes against one large cancel as they should.

$$ S_t = \alpha \, S_{t-1} + (1 - \alpha) \, \nabla E_t^2, \qquad S_0 = 0 \qquad (1) $$
$$ g_t = \frac{\nabla E_t}{\sqrt{S_t} + \varepsilon} \qquad (2) $$
$$ \Delta W_t = \eta \, (g_t + \rho \, W_{t-1}) + \mu \, \Delta W_{t-1}, \qquad
   W := W - \Delta W_t \qquad (3) $$

all of it weight by weight. Lay the slides over it: (1) is the first line of slide 47, (2) and (3)
are slide 46 with $S$ in place of the sum. So RMSprop is AdaGrad that forgets, or AdaDelta with an
$\eta$ where $\sqrt{D}$ stands. Zeiler and Hinton found it in the same year.

| slide | here | default | meaning |
|---|---|---|---|
| $\eta$ | `eta` | 0.02; digits 0.01 | learning rate; Hinton's is 0.001 |
| $\alpha$ | `alpha` | 0.9 | the share of $S$ that is kept: a memory of about 10 iterations |
| $\rho$ | `rho` | 0 | decay of the weights |
| $\mu$ | `mu` | 0 | the share of the last change that is kept |
| - | `eps` | 1e-8 | keeps (2) from dividing 0 by 0 |
| $S$ | `s` | | average of the squares of a weight's slopes |
| $-\Delta W$ | `velocity`, `dw` | | the change; GSL adds it, the lecture subtracts |

## The step that does not die

A slope that stays the same is divided by itself: the change is $\eta$ for ever, where AdaGrad's
falls like $\eta/\sqrt t$. So $\eta$ is a length now, and not a rate: it says how far a weight
walks in an iteration, on a wall as in a plain. It also says how near to the bottom the weights
can come to rest, which is not nearer than about $\eta$. On a full batch the method cannot know
that it has arrived.

And it begins with a leap. $S_0 = 0$ pulls the average down at first,
$S_t = (1 - \alpha^t) \nabla E^2$ under a slope that stays the same, so

$$ |\Delta W_t| = \frac{\eta}{\sqrt{1 - \alpha^t}} \qquad (4) $$

3.2 times $\eta$ in the first iteration with $\alpha = 0.9$, and 32 times with 0.999. `adam.c` has
the cure.

[1] T. Tieleman, G. Hinton, Lecture 6.5 - RMSProp, COURSERA: Neural Networks for Machine
Learning, 2012.
*/

#include "methods.h"

#include <math.h>

typedef struct {
    double eta, alpha, rho, mu, eps;
    gsl_vector *s;        /* average of the squares of each weight's slopes */
    gsl_vector *velocity; /* its last change */
} rmsprop_state;

static void rmsprop_free(void *vstate)
{
    rmsprop_state *state = vstate;
    gsl_vector_free(state->s);
    gsl_vector_free(state->velocity);
}

static int rmsprop_alloc(void *vstate, size_t n)
{
    rmsprop_state *state = vstate;
    method_defaults(&method_rmsprop, state);
    state->s = gsl_vector_alloc(n);
    state->velocity = gsl_vector_alloc(n);
    if (state->s && state->velocity)
        return GSL_SUCCESS;
    rmsprop_free(state);
    return GSL_ENOMEM;
}

/* No slopes yet, and at rest: S_0 = 0, Delta W_0 = 0. */
static int rmsprop_restart(void *vstate)
{
    rmsprop_state *state = vstate;
    gsl_vector_set_zero(state->s);
    gsl_vector_set_zero(state->velocity);
    return GSL_SUCCESS;
}

static int rmsprop_set(void *vstate, gsl_multimin_function_fdf *fdf, const gsl_vector *w, double *e,
                       gsl_vector *g, double step_size, double tol)
{
    rmsprop_state *state = vstate;
    (void)tol;
    state->eta = step_size;
    rmsprop_restart(state);
    return method_evaluate(fdf, w, e, g);
}

/**
## The rule for one weight

The slope of now is in $S$ before $S$ divides it, so $|g_t|$ is never above $1/\sqrt{1 - \alpha}$:
a cliff throws a weight 3.2 $\eta$ far, however high it is.
*/

static double change(rmsprop_state *state, size_t i, double w, double g)
{
    double *s = gsl_vector_ptr(state->s, i), *velocity = gsl_vector_ptr(state->velocity, i);
    *s = state->alpha * *s + (1 - state->alpha) * g * g;                         /* (1) */
    const double scaled = g / (sqrt(*s) + state->eps);                           /* (2) */
    *velocity = -state->eta * (scaled + state->rho * w) + state->mu * *velocity; /* (3) */
    return *velocity;
}

static int rmsprop_iterate(void *vstate, gsl_multimin_function_fdf *fdf, gsl_vector *w, double *e,
                           gsl_vector *g, gsl_vector *dw)
{
    rmsprop_state *state = vstate;
    for (size_t i = 0; i < w->size; i++)
        gsl_vector_set(dw, i, change(state, i, gsl_vector_get(w, i), gsl_vector_get(g, i)));
    gsl_vector_add(w, dw);
    return method_evaluate(fdf, w, e, g);
}

static const gsl_multimin_fdfminimizer_type rmsprop_type = {
    "rmsprop",       sizeof(rmsprop_state), rmsprop_alloc, rmsprop_set,
    rmsprop_iterate, rmsprop_restart,       rmsprop_free};

static const parameter parameters[] = {
    {.name = "eta",
     .symbol = "η",
     .value = 0.02,
     .digits = 0.01,
     .min = 0,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = PARAMETER_STEP_SIZE,
     .meaning = "learning rate"},
    {.name = "alpha",
     .symbol = "α",
     .value = 0.9,
     .digits = 0.9,
     .min = 0,
     .max = 0.999999,
     .where = offsetof(rmsprop_state, alpha),
     .meaning = "share of the average of squared slopes that is kept"},
    {.name = "rho",
     .symbol = "ρ",
     .value = 0,
     .digits = 0,
     .min = 0,
     .max = GSL_POSINF,
     .where = offsetof(rmsprop_state, rho),
     .meaning = "decay of the weights"},
    {.name = "mu",
     .symbol = "μ",
     .value = 0,
     .digits = 0,
     .min = 0,
     .max = 0.999999,
     .where = offsetof(rmsprop_state, mu),
     .meaning = "share of the last change that is kept"},
    {.name = "eps",
     .symbol = "ε",
     .value = 1e-8,
     .digits = 1e-8,
     .min = 0,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = offsetof(rmsprop_state, eps),
     .meaning = "added to the root, against 0/0"},
    {0},
};

const method method_rmsprop = {.name = "rmsprop",
                               .title = "RMSprop",
                               .slides = "46-47, continued",
                               .type = &rmsprop_type,
                               .parameters = parameters,
                               .family = FAMILY_ADAPTIVE};

/**
## What to look at

The figure has teeth from the first iteration to the last, and they grow: at iteration 204 the
error is 0.85, above its start, and five iterations later it is back at 0.06. That is the step
that does not die. Near the bottom of a steep direction the slopes are small, the average forgets
within ten iterations that they ever were large, the steps get to their full $\eta$ again, and
the next wall is met at that speed. The median of ten seeds is some 225 iterations,
AdaGrad's 370, AdaDelta's 680; the worst seed needs 464.

On batches of 32 the same $\eta$ is as good (`--batch 32`): 462 iterations are ten and a half
passes over the points, where the full batch needs 225 passes. On the digits it is 83 passes and
ten. Most of that is not the rule's merit, for plain descent gains as much (`gd --task digits
--batch 32 --eta 0.8`: eleven). What the rule does is to let the noise be: RProp, which is the
best of all on full batches, has an error above 0.05 after 4400 such iterations on every one of
ten seeds, and on the digits it learns four in five.

## Try

- `--alpha 0 --max-iter 1000`: the sign of the slope is all that is left. Why does RProp, which
  knows no more, not suffer from it?
- `--alpha 0.999 --seeds 10 --max-iter 1000`: by (4), how long is the first step?
- `--mu 0.9 --seeds 10`: the slide's own addition. Which of the teeth remain?
- `--eta 0.002 --seeds 10`: is the curve smooth now, and what does it cost?
*/
