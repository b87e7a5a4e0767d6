/**
# QuickProp: a parabola for every weight

Lecture 14, slides 36-38: «модификации градиентного спуска: quickProp».

Two slopes of a curve are enough to guess where its bottom is. QuickProp pretends that the error,
seen from any one weight, is a parabola, and that the other weights stand still. The slope of a
parabola is a straight line: draw it through the slope of the last iteration and the slope of
this one, and jump to where it is zero. That is the secant method of numerical analysis, run for
all weights at once. It knows something about curvature, and costs what plain descent costs.

The guess is wild where the curve is nearly straight or bends the other way. There the jump is
replaced by the last step made $\mu_{max}$ times longer.

$$ S_t = \nabla E + \rho \, W_{t-1} \qquad (1) $$
$$ \eta = \begin{cases} \eta_0 & (\Delta W_{t-1} = 0) \vee (\Delta W_{t-1} \cdot S_t > 0) \\
                        0      & \text{otherwise} \end{cases} \qquad (2) $$
$$ \beta = S_t / (S_{t-1} - S_t), \qquad
   \gamma = S_t \cdot \Delta W_{t-1} \cdot \beta \qquad (3) $$
$$ \mu = \begin{cases} \mu_{max} & (\beta > \mu_{max}) \vee (\gamma < 0) \\
                       \beta     & \text{otherwise} \end{cases} \qquad (4) $$
$$ \Delta W_t = \eta \, S_t + \mu \, \Delta W_{t-1}, \qquad W := W - \Delta W_t \qquad (5) $$

all of it weight by weight. In words: (4) jumps to the bottom of the parabola, which is $\beta$
times the last step away; and (2) adds a step of plain descent as long as the weight is still on
its way down, so that a weight whose steps have become tiny does not fall asleep.

| slide | here | default | meaning |
|---|---|---|---|
| $\eta_0$ | `eta` | 0.1 | rate of the plain descent in it; the slide: from 0.01 to 0.6 |
| $\mu_{max}$ | `mu` | 1.75 | how many times longer than the last a step may be |
| $\rho$ | `rho` | 0.0001 | weight decay; the slide leaves its value out, this is Fahlman's [1] |
| - | `split-epsilon` | off | divide $\eta_0$ by the number of connections into a neuron [1] |
| $S_t$, $S_{t-1}$ | `s`, `s_old` | | slope now and one iteration ago, decay included |
| $\Delta W_{t-1}$ | `dw_old` | | the last change, as the lecture counts it: it was subtracted |

## What the slide prints, and why it runs away

Slide 36 has $-\Delta W$ where (2) and (3) have $\Delta W$. Those signs belong to programs that
*add* their change, as Fahlman's does; the lecture's subtract it. `--as-printed` runs the slide to
the letter, and every case goes the wrong way:

- The weight is on its way and the slope gets smaller, as before any bottom. Then $\beta > 0$ and
  the printed $\gamma < 0$: the step grows by 1.75, however close the bottom is.
- The weight has jumped over the bottom. Then $-1 < \beta < 0$, which should take a part of the step
  back; but the printed $\gamma$ is negative again, and again the step grows by 1.75, uphill.

So nearly every step of every weight is 1.75 times the one before it. The largest `double` is
$1.75^{1268}$, and that is how long it lasts: on the points the error is no finite number near
iteration 1260, on each of ten seeds. With the signs put right the iterates are Fahlman's, step
for step.

[1] S. E. Fahlman, An empirical study of learning speed in back-propagation networks, Technical
report CMU-CS-88-162, 1988.
*/

#include "methods.h"

typedef struct {
    double eta, mu, rho;
    double split;       /* 1: eta divided by the number of a neuron's connections */
    double as_printed;  /* 1: the signs of slide 36 */
    gsl_vector *dw_old; /* the last change */
    gsl_vector *s_old;  /* the slope one iteration ago */
    gsl_vector *fan_in; /* of the neuron that a weight leads into; 1 where it is not known */
} quickprop_state;

static void quickprop_free(void *vstate)
{
    quickprop_state *state = vstate;
    gsl_vector_free(state->dw_old);
    gsl_vector_free(state->s_old);
    gsl_vector_free(state->fan_in);
}

static int quickprop_alloc(void *vstate, size_t n)
{
    quickprop_state *state = vstate;
    method_defaults(&method_quickprop, state);
    state->dw_old = gsl_vector_alloc(n);
    state->s_old = gsl_vector_alloc(n);
    state->fan_in = gsl_vector_alloc(n);
    if (state->dw_old && state->s_old && state->fan_in) {
        gsl_vector_set_all(state->fan_in, 1);
        return GSL_SUCCESS;
    }
    quickprop_free(state);
    return GSL_ENOMEM;
}

/* A neuron is connected to all its inputs, and to the constant 1 by its bias. */
static int quickprop_layers(void *vstate, size_t n, const method_layer layer[])
{
    quickprop_state *state = vstate;
    gsl_vector_set_all(state->fan_in, 1);
    for (size_t k = 0; k < n; k++) {
        const double connections = (double)(layer[k].inputs + (layer[k].bias ? 1 : 0));
        for (size_t i = layer[k].first; i < method_layer_end(&layer[k]); i++)
            gsl_vector_set(state->fan_in, i, connections);
    }
    return GSL_SUCCESS;
}

/* Before the first step there was none: Delta W_0 = 0, and (2) begins with plain descent. */
static int quickprop_restart(void *vstate)
{
    quickprop_state *state = vstate;
    gsl_vector_set_zero(state->dw_old);
    gsl_vector_set_zero(state->s_old);
    return GSL_SUCCESS;
}

static int quickprop_set(void *vstate, gsl_multimin_function_fdf *fdf, const gsl_vector *w,
                         double *e, gsl_vector *g, double step_size, double tol)
{
    quickprop_state *state = vstate;
    (void)tol;
    state->eta = step_size;
    quickprop_restart(state);
    return method_evaluate(fdf, w, e, g);
}

/**
## The rule for one weight

(2) and (3) ask one question of $\Delta W$ and $S$: does the slope still point the way of the last
step? `sense` is the sign of their product, taken from the two signs because the product of two
tiny numbers can underflow to 0. It is here that the slide has its minus.
*/

static int sign(double x)
{
    return (x > 0) - (x < 0);
}

static int sense(const quickprop_state *state, double dw_old, double s)
{
    const int slide_36 = state->as_printed ? -1 : 1;
    return slide_36 * sign(dw_old) * sign(s);
}

/* Split epsilon is a smaller eta_0 for a neuron with many connections. */
static double learning_rate(const quickprop_state *state, size_t i, double dw_old, double s)
{
    const double eta = state->split ? state->eta / gsl_vector_get(state->fan_in, i) : state->eta;
    return dw_old == 0 || sense(state, dw_old, s) > 0 ? eta : 0; /* equation (2) */
}

/**
Fahlman writes (4) without $\beta$: take the longest step if the slope is still on its side and
larger than $\mu_{max}/(1+\mu_{max})$ of the last one. That is the same: for $0 < S_t < S_{t-1}$
it is $\beta > \mu_{max}$ solved for $S_t$; and for $S_t > S_{t-1}$, a curve that bends the other
way, $\beta$ is negative though the weight is on its way, which is what $\gamma < 0$ says.

The division is safe. A step always has the sign of the slope it was made from: (5) adds two
terms of that sign while the weight is on its way, and turns the step with the slope when the
slope turns. So if $\Delta W_{t-1}$ is not 0, $S_{t-1}$ is not 0 either, and
$S_{t-1} = S_t$ gives $\beta = \pm\infty$, the longest step, but never 0/0.
*/

static double momentum(const quickprop_state *state, double dw_old, double s, double s_old)
{
    if (dw_old == 0)
        return 0;                                            /* of no step, any multiple is none */
    const double beta = s / (s_old - s);                     /* equation (3) */
    const double gamma = sense(state, dw_old, s) * beta;     /* its sign is what matters */
    return beta > state->mu || gamma < 0 ? state->mu : beta; /* equation (4) */
}

/* One weight's change, given the slope of E; keeps what the next iteration needs. */
static double change(quickprop_state *state, size_t i, double g, double w)
{
    const double dw_old = gsl_vector_get(state->dw_old, i);
    const double s_old = gsl_vector_get(state->s_old, i);
    const double s = g + state->rho * w; /* equation (1) */
    const double dw = learning_rate(state, i, dw_old, s) * s +
                      momentum(state, dw_old, s, s_old) * dw_old; /* equation (5) */
    gsl_vector_set(state->dw_old, i, dw);
    gsl_vector_set(state->s_old, i, s);
    return dw;
}

/**
## One iteration

The decay is in the slope, not in the error: E and its gradient stay those of the caller's
function, and what is minimised is $E + \rho |W|^2 / 2$.
*/

static int quickprop_iterate(void *vstate, gsl_multimin_function_fdf *fdf, gsl_vector *w, double *e,
                             gsl_vector *g, gsl_vector *dw)
{
    quickprop_state *state = vstate;
    for (size_t i = 0; i < w->size; i++)
        gsl_vector_set(dw, i, -change(state, i, gsl_vector_get(g, i), gsl_vector_get(w, i)));
    gsl_vector_add(w, dw);
    return method_evaluate(fdf, w, e, g);
}

static const gsl_multimin_fdfminimizer_type quickprop_type = {
    "quickprop",       sizeof(quickprop_state), quickprop_alloc, quickprop_set,
    quickprop_iterate, quickprop_restart,       quickprop_free};

static const parameter parameters[] = {
    {.name = "eta",
     .symbol = "η0",
     .value = 0.1,
     .digits = 0.1,
     .min = 0,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = PARAMETER_STEP_SIZE,
     .meaning = "rate of the plain descent that is added on the way"},
    {.name = "mu",
     .symbol = "μ max",
     .value = 1.75,
     .digits = 1.75,
     .min = 0,
     .max = GSL_POSINF,
     .where = offsetof(quickprop_state, mu),
     .meaning = "how many times longer than the last a step may be"},
    {.name = "rho",
     .symbol = "ρ",
     .value = 1e-4,
     .digits = 1e-4,
     .min = 0,
     .max = GSL_POSINF,
     .where = offsetof(quickprop_state, rho),
     .meaning = "weight decay"},
    {.name = "split-epsilon",
     .max = 1,
     .flag = 1,
     .where = offsetof(quickprop_state, split),
     .meaning = "divide eta by the number of connections into a neuron"},
    {.name = "as-printed",
     .max = 1,
     .flag = 1,
     .where = offsetof(quickprop_state, as_printed),
     .meaning = "the signs of slide 36, to see where they lead"},
    {0},
};

const method method_quickprop = {
    .name = "quickprop",
    .title = "QuickProp",
    .slides = "36-38",
    .type = &quickprop_type,
    .parameters = parameters,
    .family = FAMILY_ADAPTIVE,
    .set_layers = quickprop_layers,
    .as_printed_note = "as printed nearly every step is 1.75 times the last, up to the largest "
                       "number there is; --history FILE keeps the error to watch",
    .batch_note = "QuickProp takes the difference of two slopes for a curvature; between two "
                  "different batches it is mostly chance"};

/**
## What to look at

On the points the median of ten seeds lies between 300 and 550 iterations; it depends even on the
last digits of the matrix products, so chaotic is the rule. Plain descent needs 800, slide 37
1074 and RProp 70. QuickProp has left $\ln 2$ after fifteen iterations. Then come teeth: all
weights jump at once, each to the bottom of its own parabola, and none of the parabolas knows
that the others move. $\eta$ hardly matters, from 0.02 to 0.25 the median stays where it is: the
parabolas do the work. Above 0.3 the plain descent that is added spoils it.

On the digits it needs 36 iterations, three times as many as slide 38. The first seven bring the
error from 2.3 to 0.9. The rest creeps, and the decay has a part in it: without it 30 are enough,
but with a test error of 0.98 in place of 0.74. No $\eta$, no $\mu_{max}$ and no rate of its own
for each layer that we tried gives less than 26.

In the picture of the weights the pixels that no digit touches are of one plain grey. Their slope
is the decay alone, $S = \rho W$, whose error is a true parabola: after some twenty iterations of
growing steps they jump to its bottom, and are 0 but for rounding.

## What was left out

Two things that Fahlman's report has belong to the net and not to the rule: a constant 0.1 added
to the derivative of the sigmoid, and the error through an arctanh.
His error is also the sum over the examples where ours is the
mean, so the same $\rho$ weighs as many times more here as there are examples.

A third is here, but off: "split epsilon", $\eta_0$ divided by the number of a neuron's
connections, its bias counted. A minimizer sees a vector of weights and does not know which neuron
each belongs to, so it has to be told (`method_set_layers`, which the programs of this chapter
call; without it nothing is divided). The thought is that a neuron with 784 inputs moves 784 times
as far as one with a single input if each weight takes the same step. But $\eta_0$ is not what
moves the weights here, the parabolas are. On the points, with $\eta_0$ from 0.3 to 2, the median
of ten seeds is between 355 and 486, which is where it is without. On the digits the same $\eta_0
= 0.1$ becomes so small that 49 iterations are needed; with 80 they are 34, two fewer than
without, and it takes an $\eta_0$ that the slide's interval does not know.

## Try

- `--mu 1` and `--mu 3`: Fahlman chose 1.75, and warns of chaos above. Which seeds (`--seeds 10`)
  still converge?
- `--task digits --rho 0`: fewer iterations. What happens to the test error?
- `--task digits --split-epsilon --eta 80`: what is $\eta_0$ for a neuron of the first layer, and
  for one of the second? Which of the two is larger than it was?
- `--eta 0.6`: the end of the slide's interval. Which of the two terms of (5) is the trouble?
- `--as-printed --history FILE`: from the tenth iteration on, by what factor does the error
  grow, and why does it not depend on the data?
*/
