/**
# The stochastic neuron: a coin that the state bends

Lecture 14, slide 15: «примеры функций активации», «стохастическая, выход нейрона с вероятностью
p равен 1 и (1-p) равен 0».

The neurons of the slides before this one answer the same question with the same number, always.
This one tosses a coin. Its state $s$ decides how the coin is bent, not how it falls:

$$ y = \begin{cases} 1 & \text{with probability } p \\ 0 & \text{with probability } 1 - p \end{cases},
   \qquad p = \frac{1}{1 + \exp(-s)} \qquad (1) $$

At $s = 0$ the coin is fair; at $s = 4$ it falls on 1 in 98 tosses of 100. The exponential
sigmoid of the same slide is the mean of this neuron's answers: a net of sigmoids computes what
a net of coins does on average, layer by layer. (Only layer by layer: the mean of a sigmoid of a
coin is not the sigmoid of the coin's mean.)

A probability cannot be seen in one answer. What can be seen is the frequency $f = k / n$ of $k$
ones in $n$ trials, and it comes near to $p$ slowly. Its standard deviation is

$$ \sigma_f = \sqrt{\frac{p (1 - p)}{n}} \qquad (2) $$

so one more decimal of $p$ costs a hundred times the trials.

| slide | here | default | meaning |
|---|---|---|---|
| $s$ | `s`, `--state` | -4 ... 4, 1 | the state; the option is the one whose convergence is printed |
| $p$ | `p` | | probability of the answer 1 |
| | `--trials` | 1000000 | $n$ |
| | `--confidence` | 0.999 | of the interval around $f$ |
*/

#include "arguments.h"
#include "output.h"
#include "random.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_roots.h>
#include <math.h>
#include <stdint.h>

enum { STATES = 17, CHECKPOINTS = 20 };

typedef struct {
    basics b;
    double state, confidence;
    size_t trials;
} settings;

/* Equation (1). For s < -709 exp is infinite and p is 0, as it should be. */
static double probability(double s)
{
    return 1 / (1 + exp(-s));
}

static size_t count_ones(gsl_rng *rng, double p, size_t trials)
{
    size_t ones = 0;
    for (size_t i = 0; i < trials; i++)
        ones += gsl_rng_uniform(rng) < p;
    return ones;
}

/**
## How sure is a frequency?

Equation (2) asks for the $p$ that the experiment is to find, and near 0 and 1 the frequencies
are not normally distributed. The interval of Clopper and Pearson (1934) [1] needs neither. Its
lower end is the $p$ for which $k$ ones *or more* are as rare as $\alpha/2$, its upper end the
$p$ for which $k$ *or fewer* are, with $\alpha$ = 1 - confidence. Both are quantiles of the beta
distribution, as the sum of binomial probabilities is an incomplete beta function:

$$ p_{low} = B^{-1}\!\left(\tfrac{\alpha}{2};\, k,\, n - k + 1\right), \qquad
   p_{high} = B^{-1}\!\left(1 - \tfrac{\alpha}{2};\, k + 1,\, n - k\right) \qquad (3) $$

and $p_{low} = 0$ for $k = 0$, $p_{high} = 1$ for $k = n$. Whatever $p$ is, at least the part
`confidence` of all experiments gives an interval that holds it.

[1] C. J. Clopper, E. S. Pearson, The use of confidence or fiducial limits illustrated in the
case of the binomial, Biometrika 26, 1934.
*/

typedef struct {
    size_t trials;
    double frequency, low, high;
} observation;

/* Which p has beta_P(p; a, b) = area, for areas up to one half and, as 1 - area, beyond. */
typedef struct {
    double a, b, lower, upper; /* one of the two areas is given, the other NaN */
} quantile;

static double miss(double p, void *params)
{
    const quantile *q = params;
    return isnan(q->upper) ? gsl_cdf_beta_P(p, q->a, q->b) - q->lower
                           : q->upper - gsl_cdf_beta_Q(p, q->a, q->b);
}

/* GSL's own gsl_cdf_beta_Pinv gives NaN for millions of trials; its function and its root finder
   do not. */
static double beta_inverse(quantile q)
{
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    if (!solver)
        return GSL_NAN;
    gsl_function f = {miss, &q};
    int status = gsl_root_fsolver_set(solver, &f, 0, 1);
    while (status == GSL_SUCCESS) {
        status = gsl_root_fsolver_iterate(solver);
        if (gsl_root_test_interval(solver->x_lower, solver->x_upper, 0, 1e-13) == GSL_SUCCESS)
            break;
    }
    const double p = gsl_root_fsolver_root(solver);
    gsl_root_fsolver_free(solver);
    return p;
}

/* Equation (3). */
static observation observe(size_t ones, size_t trials, double confidence)
{
    const double k = (double)ones, n = (double)trials, tail = (1 - confidence) / 2;
    const quantile low = {.a = k, .b = n - k + 1, .lower = tail, .upper = GSL_NAN};
    const quantile high = {.a = k + 1, .b = n - k, .lower = GSL_NAN, .upper = tail};
    return (observation){.trials = trials,
                         .frequency = k / n,
                         .low = ones == 0 ? 0 : beta_inverse(low),
                         .high = ones == trials ? 1 : beta_inverse(high)};
}

static int holds(const observation *seen, double p)
{
    return seen->low <= p && p <= seen->high;
}

/* One neuron, looked at after 10, 100, 1000, ... trials and at the end. Returns how often. */
static size_t experiment(const settings *set, gsl_rng *rng, double s, observation seen[])
{
    size_t done = 0, ones = 0, looks = 0;
    for (size_t next = 10; done < set->trials; next *= 10) {
        const size_t until = next < set->trials ? next : set->trials;
        ones += count_ones(rng, probability(s), until - done);
        done = until;
        seen[looks++] = observe(ones, done, set->confidence);
    }
    return looks;
}

/* ------------------------------------------------------------------- what is shown */

static void print_state(double s, const observation *seen)
{
    const double p = probability(s);
    printf("%6g %10.6f %10.6f   %8.6f to %8.6f  %s\n", s, p, seen->frequency, seen->low, seen->high,
           holds(seen, p) ? "yes" : "no");
}

static void print_convergence(double s, const observation seen[], size_t looks)
{
    const double p = probability(s);
    printf("\nAt s = %g, p = %.6f, as the trials go on:\n", s, p);
    printf("#  trials  frequency    |f - p|  sqrt(p(1-p)/n)  interval\n");
    for (size_t k = 0; k < looks; k++)
        printf("%9zu %10.6f %10.6f      %10.6f  %8.6f to %8.6f\n", seen[k].trials,
               seen[k].frequency, fabs(seen[k].frequency - p),
               sqrt(p * (1 - p) / (double)seen[k].trials), seen[k].low, seen[k].high);
}

static void write_state(FILE *file, double s, const observation seen[], size_t looks)
{
    for (size_t k = 0; k < looks; k++)
        fprintf(file, "%g %.17g %zu %.17g %.17g %.17g\n", s, probability(s), seen[k].trials,
                seen[k].frequency, seen[k].low, seen[k].high);
}

/* All states from -4 to 4, half a unit apart: into the table, and every second one on the screen.
   Returns how many intervals miss their p. */
static size_t every_state(const settings *set, gsl_rng *rng, FILE *table)
{
    observation seen[CHECKPOINTS];
    size_t missed = 0;
    for (size_t i = 0; i < STATES; i++) {
        const double s = -4 + 0.5 * (double)i;
        const size_t looks = experiment(set, rng, s, seen);
        missed += !holds(&seen[looks - 1], probability(s));
        if (table)
            write_state(table, s, seen, looks);
        if (!set->b.quiet && i % 2 == 0)
            print_state(s, &seen[looks - 1]);
    }
    return missed;
}

static void show(const settings *set, gsl_rng *rng, FILE *table)
{
    observation seen[CHECKPOINTS];
    if (!set->b.quiet)
        printf("A neuron fires with p = 1/(1 + exp(-s)); %zu trials at each s.\n"
               "#    s          p  frequency   interval of %g %%  holds p\n",
               set->trials, 100 * set->confidence);
    const size_t missed = every_state(set, rng, table);
    const size_t looks = experiment(set, rng, set->state, seen);
    if (set->b.quiet)
        return;
    printf("%d states from -4 to 4, intervals that miss p: %zu\n", STATES, missed);
    print_convergence(set->state, seen, looks);
    printf("\nNext: ./01_neuron/stochastic_neuron --trials 100 --confidence 0.9\n");
}

static int run(const settings *set, fault *why)
{
    gsl_rng *rng = random_alloc(set->b.seed, why);
    if (!rng)
        return GSL_EFAILED;
    output *out = set->b.tables ? output_table(set->b.tables, "frequency", why) : NULL;
    int status = set->b.tables && !out ? GSL_EFAILED : GSL_SUCCESS;
    if (out)
        fprintf(out->file, "# s p trials frequency low high\n");
    if (status == GSL_SUCCESS)
        show(set, rng, out ? out->file : NULL);
    if (out)
        status = output_close(out, why);
    gsl_rng_free(rng);
    return status;
}

enum { STATE = 0x100, TRIALS, CONFIDENCE };

static const struct argp_option table[] = {
    {"state", STATE, "S", 0, "the neuron whose convergence is printed (default: 1)", 1},
    {"trials", TRIALS, "N", 0, "at each state (default: 1000000)", 1},
    {"confidence", CONFIDENCE, "C", 0, "of the interval, between 0 and 1 (default: 0.999)", 1},
    {0},
};

static error_t parse(int key, char *text, struct argp_state *state)
{
    settings *set = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &set->b;
        return 0;
    case STATE:
        set->state = argument_number("state", text, -INFINITY, INFINITY);
        return 0;
    case TRIALS:
        set->trials = argument_whole("trials", text, 1, 1000000000);
        return 0;
    case CONFIDENCE:
        set->confidence = argument_above("confidence", text, 0, 1);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {
        table,    parse, NULL, "How often a stochastic neuron fires (lecture 14, slide 15).",
        children, NULL,  NULL};
    settings set = {.state = 1, .trials = 1000000, .confidence = 0.999};
    fault why = {""};
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

On the left of the figure are the frequencies after a hundred trials, with their intervals: a
third wide in the middle, where (2) is largest, and narrower towards both ends. The curve of (1)
runs through all of them. On the right, the distance from $p$ of all states, from ten trials to
a million. Single experiments scatter, but the cloud falls with the slope of the line
$1/\sqrt{n}$, and at a million trials three decimals are right.

## Try

- `--trials 100 --confidence 0.9`: how many of the 17 intervals should miss their $p$, and how
  many do? Then `--seed 2`, 3, 4.
- `--state 12 --trials 1000`: the frequency is 1 and $p$ is not. What does the interval say?
- `--trials 10 --confidence 0.5`: an interval of one half should miss half of the time. It
  misses far less. (With ten trials only eleven frequencies exist.)
*/
