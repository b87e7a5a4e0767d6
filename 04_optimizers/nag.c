/**
# NAG: look where the ball is going to be

Lecture 14, slide 45: «модификации градиентного спуска: NAG (Nesterov's Accelerated Gradient)»,
«градиент вычисляется относительно сдвинутых на значение момента весов».

A heavy ball (slide 33) looks at the slope where it stands, and then rolls on by $\mu \Delta W$
whatever it saw. That part of the step is known beforehand. So go there first, look at the slope
there, and use that one: the ball learns of the opposite wall one step earlier, and brakes before
it runs up. Nesterov's rule is momentum with the gradient taken ahead.

$$ \Delta W_t = \eta \, \bigl( \nabla E(W_{t-1} - \mu \, \Delta W_{t-1})
                               + \rho \, W_{t-1} \bigr) + \mu \, \Delta W_{t-1} \qquad (1) $$
$$ W_t = W_{t-1} - \Delta W_t \qquad (2) $$

| slide | here | default | meaning |
|---|---|---|---|
| $\eta$ | `eta` | 0.1; digits 0.4 | learning rate |
| $\mu$ | `mu` | 0.9 | the share of the last change that is kept |
| $\rho$ | `rho` | 0 | weight decay |
| - | `schedule` | constant | whether $\mu$ changes on the way: see below |
| $\Delta W_{t-1}$ | `dw_old` | | the last change, as the lecture counts it: it was subtracted |
| | `ahead` | | $-\mu$: how much of the last change to add to be where it leads |

## What the slide prints, and where it looks

Slide 45 has $\nabla E(W + \mu \Delta W)$. That is ahead in programs that *add* $\Delta W$; with
the lecture's $W := W - \Delta W$ it is where the ball has come from. `--as-printed` runs it. The
ball now learns of a wall when it has already passed it, and brakes too late. Along a direction
with curvature $\lambda$ the swings are multiplied by $\sqrt{\mu (1 + \eta\lambda)}$ an iteration,
where the right rule has $\sqrt{\mu (1 - \eta\lambda)}$: they grow as soon as $\eta\lambda > 1/\mu
- 1$, which is 0.11 for $\mu = 0.9$.

There is no minimum to be found then, but no infinity either. The swings drive the tanh neurons
into saturation, where the hidden weights have no slope any more. What is left to swing is the
output layer, and it does so for ever: after 2000 iterations every one of ten seeds goes round in
the same ten iterations, between errors of 1.13 and 6.92 (from 0.69 at the start), with half of
the answers right, as by a coin.
*/

#include "methods.h"

#include <gsl/gsl_math.h>
#include <math.h>

typedef enum { CONSTANT, SUTSKEVER, NESTEROV } nag_schedule; /* in the order of "choices" below */

typedef struct {
    double eta, mu, rho;
    double schedule;    /* a nag_schedule */
    double as_printed;  /* 1: the sign of slide 45 */
    double mu_t;        /* the mu of this iteration, ... */
    double iteration;   /* ... which is number ... */
    double a;           /* ... and what Nesterov's mu is made of */
    gsl_vector *dw_old; /* the last change of W */
} nag_state;

static int nag_alloc(void *vstate, size_t n)
{
    nag_state *state = vstate;
    method_defaults(&method_nag, state);
    state->dw_old = gsl_vector_alloc(n);
    return state->dw_old ? GSL_SUCCESS : GSL_ENOMEM;
}

/**
## Three schedules of one number

The slide's $\mu$ stands still. Neither of the two papers that the name comes from has it so.
Nesterov's [1] grows by a rule of its own towards 1,

$$ \mu_t = \frac{a_t - 1}{a_{t+1}}, \qquad a_{t+1} = \frac{1 + \sqrt{1 + 4 a_t^2}}{2}, \qquad
   a_1 = 1 \qquad (3) $$

0, 0.28, 0.43, 0.53, ..., about $1 - 3/t$: his proof needs just that. Sutskever and others [2] take
stairs,

$$ \mu_t = \min\Bigl(\mu_{\max},\; 1 - \frac{1}{2k}\Bigr), \qquad k = \lfloor t / 250 \rfloor + 1
   \qquad (4) $$

0.5 for 250 iterations, 0.75 for the next, 0.83, ... up to a bound which they choose for each problem.
Here `--mu` is the bound of both.
*/

/* mu_t for the next t. */
static double next_mu(nag_state *state)
{
    const double a = state->a;
    state->iteration++;
    switch ((nag_schedule)state->schedule) {
    case SUTSKEVER: /* equation (4) */
        return GSL_MIN(state->mu, 1 - 0.5 / (floor(state->iteration / 250) + 1));
    case NESTEROV: /* equation (3) */
        state->a = (1 + sqrt(1 + 4 * a * a)) / 2;
        return GSL_MIN(state->mu, (a - 1) / state->a);
    default:
        return state->mu;
    }
}

/* The ball starts at rest: Delta W_0 = 0. */
static int nag_restart(void *vstate)
{
    nag_state *state = vstate;
    gsl_vector_set_zero(state->dw_old);
    state->iteration = 0;
    state->a = 1;
    state->mu_t = next_mu(state);
    return GSL_SUCCESS;
}

static int nag_set(void *vstate, gsl_multimin_function_fdf *fdf, const gsl_vector *x, double *e,
                   gsl_vector *g, double step_size, double tol)
{
    nag_state *state = vstate;
    (void)tol;
    state->eta = step_size;
    nag_restart(state);
    return method_evaluate(fdf, x, e, g);
}

/**
## Which point is kept

There are two points now: $W$, where the ball is, and $x = W - \mu \Delta W$, where it looks. GSL
has room for one, and promises that its error and its gradient belong to it. To keep $W$ would
take two gradients an iteration, one at $W$ for that promise and one ahead for (1): twice the
price of momentum. So $x$ is kept, an old remark (Sutskever and others, 2013 [2]): the point that
is looked at is as good an answer as the other, both become one where the ball comes to rest, and
an iteration costs one gradient, like all its neighbours. The error in the history is that at $x$.

$W$ itself is never stored. From $x_t = W_t - \mu \Delta W_t$ and (2),

$$ W_{t-1} = x_{t-1} + \mu \, \Delta W_{t-1} \qquad (5) $$
$$ x_t = x_{t-1} - \Delta W_t - \mu \, (\Delta W_t - \Delta W_{t-1}) \qquad (6) $$

and for the rule as printed the same with the other sign of the shift, `ahead` $= +\mu$. Where $\mu$
changes, $x_{t-1}$ was shifted by $\mu_t$ and $x_t$ is by $\mu_{t+1}$. So both equations have
$\mu_t$, and (6) a last term $-(\mu_{t+1} - \mu_t) \, \Delta W_t$, which is 0 as long as $\mu$
stands still.

[1] Yu. E. Nesterov, A method of solving a convex programming problem with convergence rate
O(1/k^2), Soviet Mathematics Doklady 27, 1983. [2] I. Sutskever, J. Martens, G. Dahl, G. Hinton,
On the importance of initialization and momentum in deep learning, ICML 2013.
*/

/* One weight's way from x_{t-1} to x_t, given the gradient at x_{t-1}. */
static double change(nag_state *state, size_t i, double g, double x, double mu_next)
{
    const double mu = state->mu_t, forward = state->as_printed ? 1 : -1;
    const double ahead = forward * mu;
    const double dw_old = gsl_vector_get(state->dw_old, i);
    const double w = x - ahead * dw_old;                               /* equation (5) */
    const double dw = state->eta * (g + state->rho * w) + mu * dw_old; /* equation (1) */
    gsl_vector_set(state->dw_old, i, dw);
    return -dw + ahead * (dw - dw_old) + forward * (mu_next - mu) * dw; /* equation (6) */
}

static int nag_iterate(void *vstate, gsl_multimin_function_fdf *fdf, gsl_vector *x, double *e,
                       gsl_vector *g, gsl_vector *dx)
{
    nag_state *state = vstate;
    const double mu_next = next_mu(state);
    for (size_t i = 0; i < x->size; i++)
        gsl_vector_set(dx, i,
                       change(state, i, gsl_vector_get(g, i), gsl_vector_get(x, i), mu_next));
    state->mu_t = mu_next;
    gsl_vector_add(x, dx);
    return method_evaluate(fdf, x, e, g);
}

static void nag_free(void *vstate)
{
    nag_state *state = vstate;
    gsl_vector_free(state->dw_old);
}

static const gsl_multimin_fdfminimizer_type nag_type = {
    "nag", sizeof(nag_state), nag_alloc, nag_set, nag_iterate, nag_restart, nag_free};

static const parameter parameters[] = {
    {.name = "eta",
     .symbol = "η",
     .value = 0.1,
     .digits = 0.4,
     .min = 0,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = PARAMETER_STEP_SIZE,
     .meaning = "learning rate"},
    {.name = "mu",
     .symbol = "μ",
     .value = 0.9,
     .digits = 0.9,
     .min = 0,
     .max = 0.999999,
     .where = offsetof(nag_state, mu),
     .meaning = "share of the last change that is kept, or its bound"},
    {.name = "rho",
     .symbol = "ρ",
     .value = 0,
     .digits = 0,
     .min = 0,
     .max = GSL_POSINF,
     .where = offsetof(nag_state, rho),
     .meaning = "weight decay"},
    {.name = "schedule",
     .value = CONSTANT,
     .digits = CONSTANT,
     .min = CONSTANT,
     .max = NESTEROV,
     .choices = "constant|sutskever|nesterov",
     .where = offsetof(nag_state, schedule),
     .meaning = "mu as the slide has it, or growing up to --mu"},
    {.name = "as-printed",
     .max = 1,
     .flag = 1,
     .where = offsetof(nag_state, as_printed),
     .meaning = "the sign of slide 45, to see where it leads"},
    {0},
};

const method method_nag = {
    .name = "nag",
    .title = "NAG",
    .slides = "45",
    .type = &nag_type,
    .parameters = parameters,
    .as_printed_note =
        "as printed the gradient is taken behind the ball, and the swings grow until "
        "the neurons are saturated; --history FILE keeps the error to watch"};

/**
## What to look at

On the points the median of ten seeds is some 340 iterations, and on most of them the curve has
not a single tooth. It is not faster than momentum. At the same $\eta = 0.1$ both need as many,
and momentum bears $\eta = 0.2$ and needs 210 then. NAG does not bear it: along a direction of
curvature $\lambda$ it is stable for $\eta\lambda < (2 + 2\mu)/(1 + 2\mu)$, which is 1.36 for $\mu
= 0.9$, and momentum for $\eta\lambda < 2 + 2\mu = 3.8$. In the steepest direction the brake is
applied too hard. What it buys is a calmer ball: its swings die with $\sqrt{\mu (1 -
\eta\lambda)}$ an iteration, those of momentum with $\sqrt{\mu}$ whatever $\eta$ is. So on seed 3,
where momentum is thrown out (`momentum --seed 3`: 727 iterations), NAG needs 302.

On the digits it is the same story: 53 iterations, momentum 51 at the same $\eta = 0.4$, and 32
at its own 0.7.

## Try

- `--eta 0.2`, momentum's default, with `--seeds 10`: two seeds in ten are lost. Which direction
  of the error surface does that to them, the steepest or the flattest?
- `--mu 0`: which method is this? Compare the history with `gd --eta 0.1`, line by line.
- `--mu 0.97 --eta 0.07`: a heavier ball that brakes earlier. Try the same with `momentum`.
- `--schedule nesterov --mu 0.99 --seeds 10`: $\mu$ grows as it must for the proof. The proof is for
  bowls; how many of the seeds agree?
- `--as-printed --mu 0`: why does the misprint do no harm now?
*/
