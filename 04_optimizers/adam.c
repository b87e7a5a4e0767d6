/**
# Adam: how much of a slope is news, and how much is noise

After the lecture: slides 46-47 continued, «модификации градиентного спуска». Adam is momentum
(slide 33) and RMSprop (`rmsprop.c`) in one rule, and AdamW is Adam with the decay where slides 46
and 47 have it.

RMSprop divides a slope by its usual size. Adam divides the *mean* slope by its usual size. If
the slopes of a weight agree, the quotient is $\pm 1$ and the weight walks $\eta$ an iteration, as
in RMSprop. If they are noise around 0, the mean is small beside the size, and the weight
stays about where it is. So the length of a step says how sure the weight is of its direction:
the authors call the quotient a signal-to-noise ratio.

$$ M_t = \beta_1 M_{t-1} + (1 - \beta_1) \, \nabla E_t, \qquad M_0 = 0 \qquad (1) $$
$$ S_t = \beta_2 S_{t-1} + (1 - \beta_2) \, \nabla E_t^2, \qquad S_0 = 0 \qquad (2) $$
$$ \hat M_t = \frac{M_t}{1 - \beta_1^t}, \qquad \hat S_t = \frac{S_t}{1 - \beta_2^t} \qquad (3) $$
$$ g_t = \frac{\hat M_t}{\sqrt{\hat S_t} + \varepsilon} \qquad (4) $$
$$ \Delta W_t = \eta \, (g_t + \rho \, W_{t-1}), \qquad W := W - \Delta W_t \qquad (5) $$

all of it weight by weight.

| slide | here | default | meaning |
|---|---|---|---|
| $\eta$ | `eta` | 0.05; digits 0.01 | learning rate; $\alpha$ = 0.001 in the paper [1] |
| - | `beta1` | 0.9 | the share of $M$ that is kept: a memory of about 10 iterations |
| - | `beta2` | 0.999 | the share of $S$ that is kept: about 1000 iterations |
| - | `eps` | 1e-8 | keeps (4) from dividing 0 by 0 |
| $\rho$ | `rho` | 0 | decay of the weights |
| - | `decay` | decoupled | (5), AdamW; or coupled, (6) |
| $S$ | `s` | | average of the squares of a weight's slopes |
| - | `m` | | average of its slopes |

The letters are the slides' where they have one, and the paper's where they have none. Slide 47
calls its two rates $\alpha$ and $\beta$; they are no relatives of $\beta_1$, which makes a
momentum.

## An average that begins at 0

$M$ and $S$ start at 0, and 0 is not what the slopes are. Under a slope $g$ that stays the same,
$M_t = (1 - \beta_1^t) g$: after one iteration a tenth of $g$. The factor is known, so (3) divides
by it. Then $\hat M_t = g$ and $\hat S_t = g^2$ from the first iteration on, and every change has
the length $\eta$. It is the only thing that makes $\beta_2 = 0.999$ possible. RMSprop, which does
not correct, leaps by $\eta/\sqrt{1 - 0.999}$, 32 times $\eta$, with the same memory: `rmsprop
--alpha 0.999 --seeds 10 --max-iter 1000`.

## Two places for the decay

What is called L2 or weight decay adds $\rho W$ to the slope, as QuickProp does and slide 33,

$$ \nabla E_t \leftarrow \nabla E_t + \rho \, W_{t-1} \qquad (6) $$

and in plain descent it makes no difference whether that or (5) is meant. Here it does. Inside
the slope the decay is divided by $\sqrt{\hat S}$ with all the rest: a weight with large slopes
hardly decays, and one whose slope is 0 goes to 0 by a full $\eta$ an iteration, however small
$\rho$ is. Outside, every weight loses the share $\eta\rho$ of itself. Loshchilov and Hutter
[2] called the second AdamW and found it to generalise better. It is the form that slides
46 and 47 print for AdaGrad and AdaDelta, so it is our default; `--decay coupled` is the other.

All weights decay, the biases too, as in the paper, and as everywhere in this chapter. Many programs
of today leave the biases out; for a rule that sees a vector they are weights like any other.

[1] D. P. Kingma, J. Ba, Adam: a method for stochastic optimization, arXiv:1412.6980, 2014.
[2] I. Loshchilov, F. Hutter, Decoupled weight decay regularization, arXiv:1711.05101, 2017.
*/

#include "adam_rule.h"
#include "methods.h"

#include <math.h>

typedef struct {
    double eta, rho;
    double coupled; /* 1: the decay is a part of the slope; 0: it stands beside it, AdamW */
    adam_rule rule;
    gsl_vector *m; /* average of each weight's slopes */
    gsl_vector *s; /* average of their squares */
} adam_state;

static void adam_free(void *vstate)
{
    adam_state *state = vstate;
    gsl_vector_free(state->m);
    gsl_vector_free(state->s);
}

static int adam_alloc(void *vstate, size_t n)
{
    adam_state *state = vstate;
    method_defaults(&method_adam, state);
    state->m = gsl_vector_alloc(n);
    state->s = gsl_vector_alloc(n);
    if (state->m && state->s)
        return GSL_SUCCESS;
    adam_free(state);
    return GSL_ENOMEM;
}

static int adam_begin(void *vstate)
{
    adam_state *state = vstate;
    adam_restart(&state->rule);
    gsl_vector_set_zero(state->m);
    gsl_vector_set_zero(state->s);
    return GSL_SUCCESS;
}

static int adam_set(void *vstate, gsl_multimin_function_fdf *fdf, const gsl_vector *w, double *e,
                    gsl_vector *g, double step_size, double tol)
{
    adam_state *state = vstate;
    (void)tol;
    state->eta = step_size;
    adam_begin(state);
    return method_evaluate(fdf, w, e, g);
}

/**
## The rule for one weight

`muon.c` uses it too, for the weights that are in no matrix; `adam_rule.h` says how. The two
factors of (3) are the same for all weights, so they are computed once an iteration.
*/

void adam_restart(adam_rule *rule)
{
    rule->t = 0;
}

void adam_next(adam_rule *rule)
{
    rule->t++;
    rule->full_m = 1 - pow(rule->beta1, rule->t);
    rule->full_s = 1 - pow(rule->beta2, rule->t);
}

double adam_slope(const adam_rule *rule, double *m, double *s, double g)
{
    *m = rule->beta1 * *m + (1 - rule->beta1) * g;     /* equation (1) */
    *s = rule->beta2 * *s + (1 - rule->beta2) * g * g; /* equation (2) */
    const double m_hat = *m / rule->full_m;            /* equation (3) */
    const double s_hat = *s / rule->full_s;
    return m_hat / (sqrt(s_hat) + rule->eps); /* equation (4) */
}

static double change(adam_state *state, size_t i, double w, double g)
{
    double *m = gsl_vector_ptr(state->m, i), *s = gsl_vector_ptr(state->s, i);
    const double decay = state->rho * w;
    if (state->coupled)
        return -state->eta * adam_slope(&state->rule, m, s, g + decay); /* equation (6) */
    return -state->eta * (adam_slope(&state->rule, m, s, g) + decay);   /* equation (5) */
}

static int adam_iterate(void *vstate, gsl_multimin_function_fdf *fdf, gsl_vector *w, double *e,
                        gsl_vector *g, gsl_vector *dw)
{
    adam_state *state = vstate;
    adam_next(&state->rule);
    for (size_t i = 0; i < w->size; i++)
        gsl_vector_set(dw, i, change(state, i, gsl_vector_get(w, i), gsl_vector_get(g, i)));
    gsl_vector_add(w, dw);
    return method_evaluate(fdf, w, e, g);
}

static const gsl_multimin_fdfminimizer_type adam_type = {
    "adam", sizeof(adam_state), adam_alloc, adam_set, adam_iterate, adam_begin, adam_free};

static const parameter parameters[] = {
    {.name = "eta",
     .symbol = "η",
     .value = 0.05,
     .digits = 0.01,
     .min = 0,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = PARAMETER_STEP_SIZE,
     .meaning = "learning rate; α in the paper"},
    {.name = "beta1",
     .symbol = "β1",
     .value = 0.9,
     .digits = 0.9,
     .min = 0,
     .max = 0.999999,
     .where = offsetof(adam_state, rule.beta1),
     .meaning = "share of the average slope that is kept"},
    {.name = "beta2",
     .symbol = "β2",
     .value = 0.999,
     .digits = 0.999,
     .min = 0,
     .max = 0.999999,
     .where = offsetof(adam_state, rule.beta2),
     .meaning = "share of the average of squared slopes that is kept"},
    {.name = "eps",
     .symbol = "ε",
     .value = 1e-8,
     .digits = 1e-8,
     .min = 0,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = offsetof(adam_state, rule.eps),
     .meaning = "added to the root, against 0/0"},
    {.name = "rho",
     .symbol = "ρ",
     .value = 0,
     .digits = 0,
     .min = 0,
     .max = GSL_POSINF,
     .where = offsetof(adam_state, rho),
     .meaning = "decay of the weights, biases too"},
    {.name = "decay",
     .symbol = "",
     .max = 1,
     .choices = "decoupled|coupled",
     .where = offsetof(adam_state, coupled),
     .meaning = "beside the slope (default: AdamW) or in it (L2)"},
    {0},
};

const method method_adam = {.name = "adam",
                            .title = "Adam",
                            .slides = "46-47, continued",
                            .type = &adam_type,
                            .parameters = parameters,
                            .family = FAMILY_ADAPTIVE};

/**
## What to look at

On the points the median of ten seeds is 81 iterations (best 63, worst 119), with RMSprop 225 and
with RProp 70. The figure shows why: a few teeth at the start, when the first slopes are all that
$M$ and $S$ know, and then none. $S$ remembers the steep beginning for a thousand iterations
and so keeps the brake on where RMSprop lets it go. On the digits it is 36, with plain descent 240.

$\eta$ was looked for: from 0.03 to 0.1 the points need between 78 and 93, with 0.2 half of the
seeds are lost. The paper's 0.001 takes 1198, more than plain descent. An $\eta$ that is a length
has to suit the length of the way, and these nets are small and their ways are long.

It was made for batches (`--batch 32`). The points then take 264 iterations, six passes over
the examples, where momentum takes thirteen (`momentum --batch 32 --eta 0.1`) and RMSprop ten. The
digits take seven passes, RMSprop and momentum ten, and 0.886 of the test is right, where the
full batch leaves Adam with 0.878. Count the iterations, though, and it is
224 in place of 36: a batch is worth its while where a gradient costs as much as its examples.

## Try

- `--beta1 0 --seeds 10`: RMSprop with the correction and a long memory. What did $M$ do?
- `--eta 0.2 --seeds 10`: look at the errors of the seeds that are lost. Where do they stand?
- `--task digits --rho 0.001 --decay coupled --max-iter 150`, then `--rho 0.1` without `--decay`:
  which of them still arrives? Where have the weights of the rim gone, whose slope is 0?
  (`--tables x` writes them.)
- `--task digits --batch 32 --eta 0.001`, the paper's: how many passes?
*/
