/**
# AdaGrad: every weight measured by its own past

Lecture 14, slide 46: «модификации градиентного спуска: AdaGrad (Adaptive Gradient),
учитывает историю значений градиента».

One $\eta$ has to serve all weights, though their slopes differ by orders of magnitude. AdaGrad
divides the slope of each weight by the root of the sum of squares of all slopes that this
weight has had. What is left is a pure number: the first change of every weight is just $\eta$,
whether its slope is counted in thousands or in millionths. A weight that is seldom asked has a
short sum and answers with a long step; one on a steep wall soon has a long sum and treads
carefully. And the sum never shrinks. Under a slope that stays the same the steps die out like
$\eta/\sqrt t$: nobody has to plan how $\eta$ should fall, and nobody can stop it falling.

$$ S_t = S_{t-1} + \nabla E_t^2 \qquad (1) $$
$$ g_t = \frac{\nabla E_t}{\sqrt{S_t} + \varepsilon} \qquad (2) $$
$$ \Delta W_t = \eta \, (g_t + \rho \, W_{t-1}) + \mu \, \Delta W_{t-1}, \qquad
   W := W - \Delta W_t \qquad (3) $$

all of it weight by weight.

| slide | here | default | meaning |
|---|---|---|---|
| $\eta$ | `eta` | 0.15; digits 0.05 | learning rate: the first change of every weight |
| $\rho$ | `rho` | 0 | decay: $\eta\rho$ is the share of a weight that is lost in a step |
| $\mu$ | `mu` | 0 | the share of the last change that is kept |
| $\sum \nabla E_i^2$ | `sum` | | $S$ above: the squares of a weight's slopes, added up |
| - | `eps` | 1e-8 | keeps (2) from dividing 0 by 0; not on the slide |
| $-\Delta W$ | `velocity`, `dw` | | the change; GSL adds it, the lecture subtracts |

Equations (1) and (2) are Duchi, Hazan and Singer's [1]. The slide adds $\mu$ and $\rho$. Note
where $\rho$ stands: outside the fraction, so weights decay at one rate, however steep their
slopes have been. `weight_decay.c` says why that is not the same as a penalty on large weights.

## What the slide leaves out

Without $\varepsilon$, a weight whose slope has been 0 in every iteration so far is changed by
$0/0$. Such weights are no rarity. Pixels at the rim are 0 in all training pictures, and then so
is the slope of every weight that hangs on one; a ReLU neuron that no example switches on has no
slope in any of its weights. `--as-printed` runs the slide to the letter. On the digits it ends
with its first step, and so it does on the points with `--activation relu`. On the points with
tanh no slope is ever exactly 0, and the run arrives, though not in the same number of
iterations: a few slopes are so small at first that 1e-8 beside them counts.

Where $\varepsilon$ stands has been answered in two ways. The paper adds it to the root, as (2)
does; others add it to the sum, $\sqrt{S_t + \varepsilon}$. There it is the square of a slope:
1e-16 inside is what 1e-8 is outside.

[1] J. Duchi, E. Hazan, Y. Singer, Adaptive subgradient methods for online learning and
stochastic optimization, Journal of Machine Learning Research 12, 2011.
*/

#include "methods.h"

#include <gsl/gsl_math.h>
#include <math.h>

typedef struct {
    double eta, rho, mu, eps;
    double as_printed;
    gsl_vector *sum;      /* of the squares of each weight's slopes */
    gsl_vector *velocity; /* the last change, for mu */
} adagrad_state;

static void adagrad_free(void *vstate)
{
    adagrad_state *state = vstate;
    gsl_vector_free(state->sum);
    gsl_vector_free(state->velocity);
}

static int adagrad_alloc(void *vstate, size_t n)
{
    adagrad_state *state = vstate;
    method_defaults(&method_adagrad, state);
    state->sum = gsl_vector_alloc(n);
    state->velocity = gsl_vector_alloc(n);
    if (state->sum && state->velocity)
        return GSL_SUCCESS;
    adagrad_free(state);
    return GSL_ENOMEM;
}

/* No slopes yet, no change yet. A restart is the one way to make the steps long again. */
static int adagrad_restart(void *vstate)
{
    adagrad_state *state = vstate;
    gsl_vector_set_zero(state->sum);
    gsl_vector_set_zero(state->velocity);
    return GSL_SUCCESS;
}

static int adagrad_set(void *vstate, gsl_multimin_function_fdf *fdf, const gsl_vector *w, double *e,
                       gsl_vector *g, double step_size, double tol)
{
    adagrad_state *state = vstate;
    (void)tol;
    state->eta = step_size;
    adagrad_restart(state);
    return method_evaluate(fdf, w, e, g);
}

/**
## The rule for one weight

The three equations in their order. The slope of now is in the sum already when the sum divides
it, so $|g_t| \le 1$: no change is ever longer than $\eta$, unless $\mu$ or $\rho$ makes it so.
*/

static double change(adagrad_state *state, size_t i, double w, double g)
{
    const double eps = state->as_printed ? 0 : state->eps;
    double *sum = gsl_vector_ptr(state->sum, i);
    double *velocity = gsl_vector_ptr(state->velocity, i);
    *sum += g * g;                                                               /* equation (1) */
    const double scaled = g / (sqrt(*sum) + eps);                                /* (2) */
    *velocity = -state->eta * (scaled + state->rho * w) + state->mu * *velocity; /* (3) */
    return *velocity;
}

static int adagrad_iterate(void *vstate, gsl_multimin_function_fdf *fdf, gsl_vector *w, double *e,
                           gsl_vector *g, gsl_vector *dw)
{
    adagrad_state *state = vstate;
    for (size_t i = 0; i < w->size; i++)
        gsl_vector_set(dw, i, change(state, i, gsl_vector_get(w, i), gsl_vector_get(g, i)));
    gsl_vector_add(w, dw);
    return method_evaluate(fdf, w, e, g);
}

static const gsl_multimin_fdfminimizer_type adagrad_type = {
    "adagrad",       sizeof(adagrad_state), adagrad_alloc, adagrad_set,
    adagrad_iterate, adagrad_restart,       adagrad_free};

static const parameter parameters[] = {
    {.name = "eta",
     .symbol = "η",
     .value = 0.15,
     .digits = 0.05,
     .min = 0,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = PARAMETER_STEP_SIZE,
     .meaning = "learning rate, the first change of every weight"},
    {.name = "rho",
     .symbol = "ρ",
     .value = 0,
     .digits = 0,
     .min = 0,
     .max = GSL_POSINF,
     .where = offsetof(adagrad_state, rho),
     .meaning = "decay of the weights"},
    {.name = "mu",
     .symbol = "μ",
     .value = 0,
     .digits = 0,
     .min = 0,
     .max = 0.999999,
     .where = offsetof(adagrad_state, mu),
     .meaning = "share of the last change to keep"},
    {.name = "eps",
     .value = 1e-8,
     .digits = 1e-8,
     .min = 0,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = offsetof(adagrad_state, eps),
     .meaning = "added to the root, against 0/0"},
    {.name = "as-printed",
     .flag = 1,
     .max = 1,
     .where = offsetof(adagrad_state, as_printed),
     .meaning = "slide 46 to the letter: no eps"},
    {0},
};

const method method_adagrad = {
    .name = "adagrad",
    .title = "AdaGrad",
    .slides = "46",
    .type = &adagrad_type,
    .parameters = parameters,
    .family = FAMILY_ADAPTIVE,
    .as_printed_note = "as printed there is no eps: a weight whose gradient has been 0 throughout "
                       "is changed by 0/0"};

/**
## What to look at

On the points, some 370 iterations (the median of ten seeds) where plain descent needs 800. It
begins with a stumble: all weights at once take a step of 0.15, then another nearly as long, and
in the fourth iteration the error is far above its start. By then the sums are long enough. The
teeth that follow come further and further apart, and the second half of the figure has none:
$\eta$ has not changed, the steps have died out.

On the digits it is hardly faster than plain descent, and the shape says why: down to a fifth
of the error in a dozen iterations, and two hundred for the rest. The large slopes of the first
iterations are remembered for ever. `adadelta.c` forgets them.

## Try

- `--eta 0.015` and `--eta 1.5`, with `--seeds 10`: ten times less, ten times more. Which hurts?
- `--task digits --as-printed`: which iteration is the last?
- `--mu 0.9 --eta 0.05 --seeds 10`: a heavy ball whose axes have been rescaled. The best of
  both?
- `--batch 50`: what does noise in the slopes do to the sums, and so to the steps?
*/
