/* bench_impulse.c - what a second of a membrane's life costs, beside the exponentials that nobody can avoid, and
   what is gained by integrating many at once.

   Everything is measured in turns in one run, A B A B ..., and of each the fastest of several
   repetitions counts. A claim about speed is a measurement and no test: this program says ABOVE or BELOW where
   a bound is broken, and ends with status 0 all the same. */

#include "crowd.h"
#include "impulse.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { MANY = 256, TURNS = 7, MOST_SPIKES = 100 };

static const double second = 1000, current = 10; /* ms, uA/cm^2 */

typedef struct {
    double seconds, error;
    size_t evaluations, spikes;
    double spike[MOST_SPIKES];
} outcome;

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void single(const gsl_odeiv2_step_type *type, double tolerance, double longest, outcome *o)
{
    impulse_rule rule = IMPULSE_RULE;
    double rest[STATES];
    fault why = {""};
    rule.type = type;
    rule.tolerance = tolerance;
    rule.longest = longest;
    stimulus *in = stimulus_step(current, 0);
    impulse *p = impulse_alloc(&squid_1952, in, &rule);
    squid_rest(&squid_1952, 0, rest, &why);
    impulse_set(p, 0, rest);
    const double begin = seconds_now();
    impulse_advance(p, second, &why);
    o->seconds = GSL_MIN_DBL(o->seconds, seconds_now() - begin);
    o->evaluations = impulse_evaluations(p);
    o->spikes = impulse_spikes(p);
    for (size_t k = 0; k < o->spikes && k < MOST_SPIKES; k++)
        o->spike[k] = impulse_spike(p, k);
    impulse_free(p);
    stimulus_free(in);
}

static double error_of(const outcome *o, const outcome *exact)
{
    double worst = o->spikes == exact->spikes ? 0 : GSL_POSINF;
    for (size_t k = 0; k < exact->spikes && isfinite(worst); k++)
        worst = GSL_MAX_DBL(worst, fabs(o->spike[k] - exact->spike[k]));
    return worst;
}

/* The largest tolerance, a power of the root of ten, that is good for 1e-4 ms. */
static double good_tolerance(const gsl_odeiv2_step_type *type, const outcome *exact)
{
    double tolerance = 1e-3;
    for (; tolerance > 1e-13; tolerance /= sqrt(10)) {
        outcome o = {.seconds = GSL_POSINF};
        single(type, tolerance, second, &o);
        if (error_of(&o, exact) <= 1e-4)
            break;
    }
    return tolerance;
}

/* Six exponentials of arguments as they occur, and nothing else; the sum keeps the compiler from leaving them out. */
static double six_exponentials(size_t times, double *sum)
{
    const double begin = seconds_now();
    for (size_t k = 0; k < times; k++) {
        const double v = -10 + 0.001 * (double)(k % 100000);
        *sum += expm1((10 - v) / 10) + exp(-v / 80) + expm1((25 - v) / 10) + exp(-v / 18) +
                exp(-v / 20) + exp((30 - v) / 10);
    }
    return (seconds_now() - begin) / (double)times;
}

static double many(double step, double *last_spike)
{
    fault why = {""};
    crowd *c = crowd_alloc(&squid_1952, MANY, step, &why);
    if (!c)
        return GSL_POSINF;
    for (size_t k = 0; k < MANY; k++) /* the first is the one that the single runs are */
        c->current[k] = current + 5.0 * (double)k / MANY;
    const double begin = seconds_now();
    crowd_run(c, second, NULL, NULL, &why);
    const double seconds = seconds_now() - begin;
    *last_spike = c->last[0];
    crowd_free(c);
    return seconds / MANY;
}

static void report_single(const gsl_odeiv2_step_type *type, double tolerance, const outcome *o,
                          double six)
{
    const double each = o->seconds / (double)o->evaluations, realtime = 1 / o->seconds;
    printf("%-6s tolerance %.1e: %.2f ms, %zu evaluations, worst spike %.1e ms\n", type->name,
           tolerance, 1e3 * o->seconds, o->evaluations, o->error);
    printf("       %.0f times as fast as the nerve (at least 300)%s\n", realtime,
           realtime < 300 ? " BELOW" : "");
    printf(
        "       %.1f ns an evaluation, %.2f times six bare exponentials, %.1f ns (at most 2)%s\n",
        1e9 * each, each / six, 1e9 * six, each / six > 2 ? " ABOVE" : "");
}

int main(void)
{
    static const double steps[] = {0.0625, 0.08};
    gsl_set_error_handler_off();
    const gsl_odeiv2_step_type *type[] = {gsl_odeiv2_step_rkck, gsl_odeiv2_step_rk8pd};
    outcome exact = {.seconds = GSL_POSINF},
            o[2] = {{.seconds = GSL_POSINF}, {.seconds = GSL_POSINF}};
    double six = GSL_POSINF, crowd_seconds[2] = {GSL_POSINF, GSL_POSINF}, last[2], sum = 0;
    single(gsl_odeiv2_step_rk8pd, 1e-13, 0.25, &exact);
    const double tolerance[] = {good_tolerance(type[0], &exact), good_tolerance(type[1], &exact)};
    for (int turn = 0; turn < TURNS; turn++) {
        six = GSL_MIN_DBL(six, six_exponentials(50000, &sum));
        for (int k = 0; k < 2; k++) {
            single(type[k], tolerance[k], second, &o[k]);
            o[k].error = error_of(&o[k], &exact);
            crowd_seconds[k] = GSL_MIN_DBL(crowd_seconds[k], many(steps[k], &last[k]));
        }
    }
    printf("one membrane, 10 uA/cm^2, 1 s, %zu spikes within 1e-4 ms:\n", exact.spikes);
    for (int k = 0; k < 2; k++)
        report_single(type[k], tolerance[k], &o[k], six);
    const double best = GSL_MIN_DBL(o[0].seconds, o[1].seconds);
    for (int k = 0; k < 2; k++)
        printf("%d at once in steps of %g ms: %.0f membrane-seconds a second, last spike %.1e ms "
               "off,\n"
               "       %.1f times as many as one by one (at least 4)%s\n",
               MANY, steps[k], 1 / crowd_seconds[k], fabs(last[k] - exact.spike[exact.spikes - 1]),
               best / crowd_seconds[k], best / crowd_seconds[k] < 4 ? " BELOW" : "");
    return sum == 0;
}
