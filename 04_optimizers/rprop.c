/**
# RProp: trust the sign, not the size

Lecture 14, slides 39-41: «модификации градиентного спуска: rProp».

The gradient's size is a poor guide to the step. Where a neuron is saturated the slope is
tiny though the way is long, in a narrow valley it is huge though the bottom is near. Its
sign is reliable. So RProp (resilient propagation) gives every weight a step size of its
own and learns it from the sign alone: as long as the slope keeps its sign the weight is on
its way and the step grows, when the sign flips the weight has jumped over a minimum and the
step shrinks. The size of the gradient is never used.

$$ S_t = \nabla E_{t-1} \cdot \nabla E_t \qquad (1) $$
$$ \eta_t = \begin{cases} \min(\eta_{\max},\; a\,\eta_{t-1}) & S_t > 0 \\
                          \max(\eta_{\min},\; b\,\eta_{t-1}) & S_t < 0 \\
                          \eta_{t-1}                         & S_t = 0 \end{cases} \qquad (2) $$
$$ \Delta W_t = \eta_t \, \operatorname{sign}(\nabla E_t) \qquad (3) $$
$$ W := W - \Delta W_t \qquad (4) $$

all of it weight by weight: $\eta$ is as long as $W$, and the product in (1) is that of two
numbers.

| slide | here | default | meaning |
|---|---|---|---|
| $\eta_0$ | `eta` | 0.1 | first step size; the slide leaves it out, this is the paper's [1] |
| $a$, $b$ | `grow`, `shrink` | 1.2, 0.5 | what a kept or a flipped sign does to the step |
| $\eta_{\max}$, $\eta_{\min}$ | `eta-max`, `eta-min` | 50, $10^{-6}$ | bounds of the step |
| $\nabla E_t$, $\nabla E_{t-1}$ | `g`, `g_old` | | gradient now and one iteration ago |

## Four rules under one name

What to do in the very iteration in which a sign flips has been answered in four ways:

| `--variant` | when the sign of a weight's slope flips | whose |
|---|---|---|
| `minus` | shrink the step, and take it: equations (1)-(4), the slide's rule | Riedmiller 1994 [2] |
| `plus` | shrink it, and take the last change back | Riedmiller and Braun 1993 [1] |
| `iminus` | shrink it, and leave the weight where it is | Igel and Hüsken 2000 [3] |
| `iplus` | shrink it, and take the last change back only if the error rose | Igel and Hüsken 2000 [3] |

All but the first also forget the gradient that flipped ($\nabla E_{t-1} := 0$ for the next
iteration), so that the weight makes one step of the shrunken size before it is judged again.

- [1] M. Riedmiller, H. Braun, A direct adaptive method for faster backpropagation learning: the
  RPROP algorithm, ICNN 1993.
- [2] M. Riedmiller, Advanced supervised learning in multi-layer perceptrons, Computer Standards
  and Interfaces 16, 1994.
- [3] C. Igel, M. Hüsken, Improving the Rprop learning algorithm, NC 2000.
*/

#include "methods.h"

#include <gsl/gsl_math.h>

typedef enum { MINUS, PLUS, IMINUS, IPLUS } rprop_variant; /* in the order of "choices" below */

typedef struct {
    double eta_0, grow, shrink, eta_max, eta_min;
    double variant;     /* an rprop_variant */
    double e_old;       /* the error one iteration ago, for iplus */
    gsl_vector *eta;    /* a step size for each weight */
    gsl_vector *g_old;  /* the gradient one iteration ago, 0 where it is to be forgotten */
    gsl_vector *dw_old; /* the last change, to take it back */
} rprop_state;

static void rprop_free(void *vstate)
{
    rprop_state *state = vstate;
    gsl_vector_free(state->eta);
    gsl_vector_free(state->g_old);
    gsl_vector_free(state->dw_old);
}

static int rprop_alloc(void *vstate, size_t n)
{
    rprop_state *state = vstate;
    method_defaults(&method_rprop, state);
    state->eta = gsl_vector_alloc(n);
    state->g_old = gsl_vector_alloc(n);
    state->dw_old = gsl_vector_alloc(n);
    if (state->eta && state->g_old && state->dw_old)
        return GSL_SUCCESS;
    rprop_free(state);
    return GSL_ENOMEM;
}

/**
There is no gradient before the first. Setting it to 0 makes $S_1 = 0$, and (2) leaves every
step size at its first value.
*/

static int rprop_restart(void *vstate)
{
    rprop_state *state = vstate;
    gsl_vector_set_all(state->eta, state->eta_0);
    gsl_vector_set_zero(state->g_old);
    gsl_vector_set_zero(state->dw_old);
    state->e_old = GSL_POSINF;
    return GSL_SUCCESS;
}

static int rprop_set(void *vstate, gsl_multimin_function_fdf *fdf, const gsl_vector *w, double *e,
                     gsl_vector *g, double step_size, double tol)
{
    rprop_state *state = vstate;
    (void)tol;
    state->eta_0 = step_size;
    rprop_restart(state);
    return method_evaluate(fdf, w, e, g);
}

/**
## The rule for one weight

Equation (2) needs only the sign of $S$. The product of two tiny slopes can underflow to 0,
which would look like "no opinion"; comparing the two signs cannot.
*/

static int sign(double x)
{
    return (x > 0) - (x < 0);
}

static double new_step_size(const rprop_state *state, double eta, int s)
{
    if (s > 0)
        return GSL_MIN(state->eta_max, state->grow * eta);
    if (s < 0)
        return GSL_MAX(state->eta_min, state->shrink * eta);
    return eta;
}

/**
When the sign flipped, the variants part. `minus` goes on as if nothing had happened. In the
other three a flip ends the matter for this iteration: the weight stays, or goes back to where
it was. (Going back after a step that the bounds or an earlier flip made 0 changes nothing.)
*/

static double change_after_flip(const rprop_state *state, size_t i, double e)
{
    const double back = -gsl_vector_get(state->dw_old, i);
    switch ((rprop_variant)state->variant) {
    case PLUS:
        return back;
    case IPLUS:
        return e > state->e_old ? back : 0;
    default:
        return 0;
    }
}

/* One weight's change, given E and its slope g; keeps what the next iteration needs. */
static double change(rprop_state *state, size_t i, double e, double g)
{
    const int s = sign(gsl_vector_get(state->g_old, i)) * sign(g);             /* equation (1) */
    const double eta = new_step_size(state, gsl_vector_get(state->eta, i), s); /* (2) */
    gsl_vector_set(state->eta, i, eta);
    const int flipped = s < 0 && state->variant != MINUS;
    gsl_vector_set(state->g_old, i, flipped ? 0 : g);
    return flipped ? change_after_flip(state, i, e) : -eta * sign(g); /* equation (3) */
}

/**
## One iteration

Every weight on its own, then the error and the gradient at the new place.
*/

static int rprop_iterate(void *vstate, gsl_multimin_function_fdf *fdf, gsl_vector *w, double *e,
                         gsl_vector *g, gsl_vector *dw)
{
    rprop_state *state = vstate;
    for (size_t i = 0; i < w->size; i++)
        gsl_vector_set(dw, i, change(state, i, *e, gsl_vector_get(g, i)));
    gsl_vector_add(w, dw); /* equation (4) */
    gsl_vector_memcpy(state->dw_old, dw);
    state->e_old = *e;
    return method_evaluate(fdf, w, e, g);
}

static const gsl_multimin_fdfminimizer_type rprop_type = {
    "rprop", sizeof(rprop_state), rprop_alloc, rprop_set, rprop_iterate, rprop_restart, rprop_free};

/**
## Hyper-parameters

The command line, `--help` and the defaults are made from this table.
*/

static const parameter parameters[] = {
    {.name = "eta",
     .symbol = "η(0)",
     .value = 0.1,
     .digits = 0.1,
     .min = 0,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = PARAMETER_STEP_SIZE,
     .meaning = "first step size of every weight"},
    {.name = "grow",
     .symbol = "a",
     .value = 1.2,
     .digits = 1.2,
     .min = 1,
     .max = GSL_POSINF,
     .where = offsetof(rprop_state, grow),
     .meaning = "factor of the step size while the sign stays"},
    {.name = "shrink",
     .symbol = "b",
     .value = 0.5,
     .digits = 0.5,
     .min = 0,
     .min_open = 1,
     .max = 1,
     .where = offsetof(rprop_state, shrink),
     .meaning = "factor of the step size when the sign flips"},
    {.name = "eta-max",
     .symbol = "η max",
     .value = 50,
     .digits = 50,
     .min = 0,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = offsetof(rprop_state, eta_max),
     .meaning = "largest step size"},
    {.name = "eta-min",
     .symbol = "η min",
     .value = 1e-6,
     .digits = 1e-6,
     .min = 0,
     .max = GSL_POSINF,
     .where = offsetof(rprop_state, eta_min),
     .meaning = "smallest step size"},
    {.name = "variant",
     .value = MINUS,
     .digits = MINUS,
     .min = MINUS,
     .max = IPLUS,
     .choices = "minus|plus|iminus|iplus",
     .where = offsetof(rprop_state, variant),
     .meaning = "what a flipped sign does; minus is the slide's rule"},
    {0},
};

const method method_rprop = {
    .name = "rprop",
    .title = "RProp",
    .slides = "39-41",
    .type = &rprop_type,
    .parameters = parameters,
    .family = FAMILY_ADAPTIVE,
    .batch_note = "RProp compares the signs of two gradients; from two different batches they "
                  "differ by chance (slide 39: full batch)"};

/**
## What to look at

Some seventy iterations where plain descent needs eight hundred, at the same price each. The
first dozen show why: a step whose sign is kept grows by 1.2 each time, to nine times after
twelve, and the stretch between 0.3 and 0.2, where plain descent spends three hundred
iterations, takes seven. The error does not fall in every
iteration; in the fourth it doubles. It is allowed to, because no step is ever checked against
the error, and that is what makes an iteration cost one gradient and nothing else.

On the digits the error first jumps well above $\ln 10$, as on slide 41 (there to 27): 784 inputs
make the first step, 0.1 in every weight at once, a very large one. A few flips later the step
sizes have found their scale. In the picture of the weights, pixels that no training digit
ever touches keep their initial weights: their slope is exactly 0, so RProp leaves them alone.
The rim around the digits has the largest weights of all: pixels that only a few digits touch,
with a tiny slope that never changes its sign. Descent would hardly move them; here they move
as far as any other, and faster with every iteration.

## Try

- `--eta 0.01`: the first step ten times smaller. How many iterations does it cost, if every
  kept sign multiplies the step by 1.2?
- `--variant iplus --seeds 10` against `--variant minus --seeds 10`: is looking at the error
  worth it?
- `--task digits --eta 0.01`: does the jump go away? Does the run get shorter?
- `--batch 50`: what happens to a rule that trusts signs when the signs are noisy?
*/
