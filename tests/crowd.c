/* Many membranes at once: the same slopes as one by one, the same spikes, and the order of the method. */

#include "crowd.h"
#include "impulse.h"
#include "tap.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <string.h>

/* Potentials from -60 to 130 mV, the two holes and their neighbourhood among them. */
static double potential(size_t k)
{
    static const double special[] = {10, 25, 10 + 1e-7, 25 - 1e-9, 10.19, 24.81, 10.21, 24.79};
    return k < 8 ? special[k] : -60 + 190 * (double)k / 99;
}

static void check_slopes(const squid *s, const char *what)
{
    enum { N = 100 };
    double current[N], state[STATES * N], ddt[STATES * N], worst = 0;
    for (size_t k = 0; k < N; k++) {
        current[k] = (double)k - 50;
        state[k] = potential(k);
        for (size_t j = 1; j < STATES; j++)
            state[j * N + k] = 0.05 + 0.9 * fmod(0.37 * (double)(j * k), 1);
    }
    crowd_derivative(s, N, current, state, ddt);
    for (size_t k = 0; k < N; k++) {
        double one[STATES], slope[STATES];
        for (size_t j = 0; j < STATES; j++)
            one[j] = state[j * N + k];
        squid_derivative(s, current[k], one, slope);
        for (size_t j = 0; j < STATES; j++)
            worst = fmax(worst, fabs(ddt[j * N + k] - slope[j]) / (1 + fabs(slope[j])));
    }
    tap_ok(worst < 1e-12, "%s: slopes of 100 membranes as one by one (%.1e)", what, worst);
}

static size_t single_spikes(double current, double time, double *first, double *last)
{
    const impulse_rule rule = IMPULSE_RULE;
    double rest[STATES];
    fault why = {""};
    stimulus *in = stimulus_step(current, 0);
    impulse *p = impulse_alloc(&squid_1952, in, &rule);
    squid_rest(&squid_1952, 0, rest, &why);
    impulse_set(p, 0, rest);
    impulse_advance(p, time, &why);
    const size_t n = impulse_spikes(p);
    *first = n ? impulse_spike(p, 0) : GSL_NAN;
    *last = n ? impulse_spike(p, n - 1) : GSL_NAN;
    impulse_free(p);
    stimulus_free(in);
    return n;
}

/* 150 membranes: more than a block, and not a whole number of them. */
static void check_spikes(void)
{
    fault why = {""};
    crowd *c = crowd_alloc(&squid_1952, 150, 0.03125, &why);
    double worst = 0;
    size_t wrong = 0;
    for (size_t k = 0; k < c->n; k++)
        c->current[k] = 7 + 0.5 * (double)k;
    tap_ok(crowd_run(c, 100, NULL, NULL, &why) == GSL_SUCCESS, "150 membranes for 100 ms %s",
           why.text);
    for (size_t k = 0; k < c->n; k += 7) {
        double first, last;
        wrong += single_spikes(c->current[k], 100, &first, &last) != c->spikes[k];
        worst = fmax(worst, fmax(fabs(first - c->first[k]), fabs(last - c->last[k])));
    }
    tap_ok(wrong == 0 && worst < 1e-5, "the same spikes as one by one (%.1e ms)", worst);
    crowd_free(c);
}

/* The last of seven spikes under 10 uA/cm^2, 89.95537107 ms (impulse.c at 1e-13). */
static double last_spike(double step)
{
    fault why = {""};
    crowd *c = crowd_alloc(&squid_1952, 1, step, &why);
    c->current[0] = 10;
    crowd_run(c, 100, NULL, NULL, &why);
    const double t = c->last[0];
    tap_ok(c->spikes[0] == 7, "steps of %g ms: seven spikes", step);
    tap_near(t - c->before[0], 14.638325, 1e-5, "and the last interval");
    crowd_free(c);
    return t;
}

static void check_order(void)
{
    double first, exact;
    single_spikes(10, 100, &first, &exact);
    const double coarse = fabs(last_spike(0.1) - exact), fine = fabs(last_spike(0.05) - exact);
    tap_ok(log2(coarse / fine) > 4.5 && log2(coarse / fine) < 6.5, "order 5: %.2f (%.1e, %.1e)",
           log2(coarse / fine), coarse, fine);
}

static void check_failure(void)
{
    fault why = {""};
    crowd *c = crowd_alloc(&squid_1952, 3, 0.9, &why);
    c->current[1] = 20;
    tap_ok(crowd_run(c, 100, NULL, NULL, &why) == GSL_EFAILED && strstr(why.text, "runs away"),
           "a step that is too long is told: %s", why.text);
    crowd_free(c);
}

int main(void)
{
    gsl_set_error_handler_off();
    squid warm = squid_1952, printed = squid_1952;
    warm.celsius = 18.5;
    warm.c = 0.9;
    warm.g_na = 110;
    warm.v_k = -11;
    printed.printed = SQUID_AS_PRINTED;
    check_slopes(&squid_1952, "1952");
    check_slopes(&warm, "a warm one with other parameters");
    check_slopes(&printed, "as slide 9 prints it");
    check_spikes();
    check_order();
    check_failure();
    return tap_done();
}
