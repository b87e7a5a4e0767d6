/**
# AdaDelta: a step as long as the last ones

Lecture 14, slide 47: «модификации градиентного спуска: AdaDelta, учитывает историю значений
градиента и историю изменения весов».

AdaGrad never forgets: what was steep at the start shortens the steps for ever. AdaDelta
remembers the squares of the slopes with a fading memory. And it repairs the units. A slope
divided by slopes is a pure number, but a change has the units of the weight; some $\eta$ must
supply them, and the reader must find it. AdaDelta takes them from the weight's own past: a
change is as long as the recent changes were, times how the slope compares with the recent
slopes. So there is no learning rate to choose.

$$ S_t = \alpha \, S_{t-1} + (1 - \alpha) \, \nabla E_t^2, \qquad S_0 = 0 \qquad (1) $$
$$ D_t = \beta \, D_{t-1} + (1 - \beta) \, \Delta W_{t-1}^2, \qquad D_0 = 0 \qquad (2) $$
$$ g_t = \frac{\sqrt{D_t + \varepsilon}}{\sqrt{S_t + \varepsilon}} \, \nabla E_t \qquad (3) $$
$$ \Delta W_t = \eta \, (g_t + \rho \, W_{t-1}) + \mu \, \Delta W_{t-1}, \qquad
   W := W - \Delta W_t \qquad (4) $$

all of it weight by weight.

| slide | here | default | meaning |
|---|---|---|---|
| $\alpha$ | `alpha` | 0.95 | the share of $S$ that is kept: a memory of about 20 iterations |
| $\beta$ | `beta` | 0.95 | the share of $D$ that is kept |
| $\eta$ | `eta` | 1 | learning rate; the paper [1] has none |
| $\rho$ | `rho` | 0 | decay of the weights |
| $\mu$ | `mu` | 0 | the share of the last change that is kept |
| - | `eps` | 1e-6 | what the first step is made of; not on the slide |
| $S$, $D$ | `s`, `d` | | averages of squares: of a weight's slopes, of its changes |
| $-\Delta W$ | `velocity`, `dw` | | the change; GSL adds it, the lecture subtracts |

The letters clash. Zeiler's paper has one $\rho = 0.95$ for both averages; the slide calls these
two rates $\alpha$ and $\beta$, and its $\rho$ is the weight decay of slide 33. The options keep
the slide's letters; with the defaults above the method is the paper's.

The order matters. $S$ knows the slope of now, $D$ only the changes up to the last one: this one
is not made yet. The paper puts (2) at the end, with the change just made; the slide puts it at
the start of the next iteration, which is the same.

## What the slide leaves out

The slide has no $\varepsilon$. Then $D_1 = 0$, so $g_1 = 0$, so nothing changes, so $D_2 = 0$.
`--as-printed` runs that: the error stands still at its first value for ever. (Where a slope is
0, as in the digits, it is $0/0$, and the run ends at once.) The paper's $\varepsilon$ inside
both roots does more than avoid a division by zero: it is the engine. From $S_0 = D_0 = 0$ the
first change is

$$ \Delta W_1 = \frac{\sqrt\varepsilon}{\sqrt{(1 - \alpha) \nabla E_1^2 + \varepsilon}} \nabla E_1
   \approx \sqrt{\frac{\varepsilon}{1 - \alpha}} \, \operatorname{sign}(\nabla E_1) \qquad (5) $$

0.0045 for every weight whose slope is not tiny itself (then it is about $\nabla E_1$). From
there the steps feed on themselves: under a slope that stays the same and is not tiny,

$$ D_{t+1} = \beta \, D_t + (1 - \beta) \, \frac{D_t + \varepsilon}{1 - \alpha^t} \qquad (6) $$

a growth that is quick at first ($S$ has not filled up, $1 - \alpha^t$ is small) and later goes
on by $(1 - \beta)\varepsilon$ an iteration.

[1] M. D. Zeiler, ADADELTA: an adaptive learning rate method, arXiv:1212.5701, 2012.
*/

#include "methods.h"

#include <gsl/gsl_math.h>
#include <math.h>

typedef struct {
    double eta, alpha, beta, rho, mu, eps;
    double as_printed;
    gsl_vector *s;        /* average of the squares of each weight's slopes */
    gsl_vector *d;        /* average of the squares of its changes */
    gsl_vector *velocity; /* its last change */
} adadelta_state;

static void adadelta_free(void *vstate)
{
    adadelta_state *state = vstate;
    gsl_vector_free(state->s);
    gsl_vector_free(state->d);
    gsl_vector_free(state->velocity);
}

static int adadelta_alloc(void *vstate, size_t n)
{
    adadelta_state *state = vstate;
    method_defaults(&method_adadelta, state);
    state->s = gsl_vector_alloc(n);
    state->d = gsl_vector_alloc(n);
    state->velocity = gsl_vector_alloc(n);
    if (state->s && state->d && state->velocity)
        return GSL_SUCCESS;
    adadelta_free(state);
    return GSL_ENOMEM;
}

/* Neither slopes nor changes yet: S_0 = D_0 = 0, as on the slide. */
static int adadelta_restart(void *vstate)
{
    adadelta_state *state = vstate;
    gsl_vector_set_zero(state->s);
    gsl_vector_set_zero(state->d);
    gsl_vector_set_zero(state->velocity);
    return GSL_SUCCESS;
}

static int adadelta_set(void *vstate, gsl_multimin_function_fdf *fdf, const gsl_vector *w,
                        double *e, gsl_vector *g, double step_size, double tol)
{
    adadelta_state *state = vstate;
    (void)tol;
    state->eta = step_size;
    adadelta_restart(state);
    return method_evaluate(fdf, w, e, g);
}

/**
## The rule for one weight

The four equations in their order. The slope of now is in $S$ already when $S$ divides it, so a
sudden cliff cannot throw a weight far: $|g_t|$ is at most
$\sqrt{(D_t + \varepsilon)/(1 - \alpha)}$, 4.5 times what the recent changes were. $D$ averages
the whole change, as the slide has it, with $\eta$, decay and momentum in it. (With $\eta$ other
than 1 programs differ: PyTorch averages $g_t$ instead.)
*/

/* `mean` moves towards the square of x; it keeps the share `kept` of what it was. */
static double average(double *mean, double kept, double x)
{
    *mean = kept * *mean + (1 - kept) * x * x;
    return *mean;
}

static double change(adadelta_state *state, size_t i, double w, double g)
{
    const double eps = state->as_printed ? 0 : state->eps;
    double *velocity = gsl_vector_ptr(state->velocity, i);
    const double s = average(gsl_vector_ptr(state->s, i), state->alpha, g);        /* (1) */
    const double d = average(gsl_vector_ptr(state->d, i), state->beta, *velocity); /* (2) */
    const double scaled = sqrt(d + eps) / sqrt(s + eps) * g;                       /* (3) */
    *velocity = -state->eta * (scaled + state->rho * w) + state->mu * *velocity;   /* (4) */
    return *velocity;
}

static int adadelta_iterate(void *vstate, gsl_multimin_function_fdf *fdf, gsl_vector *w, double *e,
                            gsl_vector *g, gsl_vector *dw)
{
    adadelta_state *state = vstate;
    for (size_t i = 0; i < w->size; i++)
        gsl_vector_set(dw, i, change(state, i, gsl_vector_get(w, i), gsl_vector_get(g, i)));
    gsl_vector_add(w, dw);
    return method_evaluate(fdf, w, e, g);
}

static const gsl_multimin_fdfminimizer_type adadelta_type = {
    "adadelta",       sizeof(adadelta_state), adadelta_alloc, adadelta_set,
    adadelta_iterate, adadelta_restart,       adadelta_free};

static const parameter parameters[] = {
    {.name = "eta",
     .symbol = "η",
     .value = 1,
     .digits = 1,
     .min = 0,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = PARAMETER_STEP_SIZE,
     .meaning = "learning rate; 1 is Zeiler's rule, which has none"},
    {.name = "alpha",
     .symbol = "α",
     .value = 0.95,
     .digits = 0.95,
     .min = 0,
     .max = 0.999999,
     .where = offsetof(adadelta_state, alpha),
     .meaning = "share of S that is kept, Zeiler's rho"},
    {.name = "beta",
     .symbol = "β",
     .value = 0.95,
     .digits = 0.95,
     .min = 0,
     .max = 0.999999,
     .where = offsetof(adadelta_state, beta),
     .meaning = "share of D that is kept, Zeiler's rho again"},
    {.name = "rho",
     .symbol = "ρ",
     .value = 0,
     .digits = 0,
     .min = 0,
     .max = GSL_POSINF,
     .where = offsetof(adadelta_state, rho),
     .meaning = "decay of the weights (not Zeiler's rho)"},
    {.name = "mu",
     .symbol = "μ",
     .value = 0,
     .digits = 0,
     .min = 0,
     .max = 0.999999,
     .where = offsetof(adadelta_state, mu),
     .meaning = "share of the last change to keep"},
    {.name = "eps",
     .value = 1e-6,
     .digits = 1e-6,
     .min = 0,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = offsetof(adadelta_state, eps),
     .meaning = "added under both roots; it makes the first step"},
    {.name = "as-printed",
     .flag = 1,
     .max = 1,
     .where = offsetof(adadelta_state, as_printed),
     .meaning = "slide 47 to the letter: no eps"},
    {0},
};

const method method_adadelta = {
    .name = "adadelta",
    .title = "AdaDelta",
    .slides = "47",
    .type = &adadelta_type,
    .parameters = parameters,
    .family = FAMILY_ADAPTIVE,
    .as_printed_note = "as printed there is no eps: D is 0 at first, so every change is 0, so D "
                       "stays 0, for ever"};

/**
## What to look at

With the paper's constants the points take some 680 iterations, the median of ten seeds: a few
less than plain descent, and nearly twice what AdaGrad takes with a tuned $\eta$. That is the
price of not having tuned anything. The start is slow, because 0.0045 is a short step, and then
the curve is smooth for most of the way. But steps that feed on themselves can grow too long for
the valley they are in. The figure has one tooth of that kind, near the end.

The digits are trained with the same constants: a net of another size, with other slopes, and
nothing to adapt. Plain descent and momentum need another $\eta$ there, AdaGrad too.

## Try

- `--as-printed --max-iter 100`: is anything changing?
- `--eps 1e-4` and `--eps 1e-8`, with `--seeds 10`: there is a learning rate after all. By (5),
  how many times longer or shorter is the first step?
- `--alpha 0.99 --beta 0.9 --max-iter 300`: $S$ fills up slowly and $D$ quickly. Put $t = 1$
  into (6): how much does $D$ grow in one iteration? And with 0.95 for both?
- `--mu 0.9 --seeds 10`: the slide's own addition. Is it worth it?
*/
