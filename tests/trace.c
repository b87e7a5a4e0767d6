/* Steppers with a fixed step, and the shape of a spike: orders of convergence, one step by hand, a
   peak against its published height. */

#include "trace.h"
#include "steppers.h"
#include "tap.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <string.h>

/* y1' = -2 y1 + t, y2' = y1: enough for a step by hand. */
static int line(double t, const double y[], double f[], void *params)
{
    (void)params;
    f[0] = -2 * y[0] + t;
    f[1] = y[0];
    return GSL_SUCCESS;
}

static int line_jacobian(double t, const double y[], double *dfdy, double dfdt[], void *params)
{
    const double j[] = {-2, 0, 1, 0};
    (void)t;
    (void)y;
    (void)params;
    memcpy(dfdy, j, sizeof j);
    dfdt[0] = 1;
    dfdt[1] = 0;
    return GSL_SUCCESS;
}

/* From (1, 0) at t = 0, h = 1/2. f = (-2, 1). Euler: (1 - 1, 1/2).
   Exponential Euler: 1 - (1 - e^-1) = e^-1, and 1/2 for y2, whose J is 0.
   Runge-Kutta: k1 = (-2, 1); at (1/2, 1/4): k2 = (-3/4, 1/2); at (13/16, 1/8): k3 = (-11/8, 13/16);
   at (5/16, 13/32): k4 = (-1/8, 5/16); y = (1 - (2 + 3/2 + 11/4 + 1/8)/12, (1 + 1 + 13/8 + 5/16)/12)
   = (15/32, 21/64). */
static void check_step(const gsl_odeiv2_step_type *type, double y1, double y2)
{
    gsl_odeiv2_system system = {line, line_jacobian, 2, NULL};
    gsl_odeiv2_step *step = gsl_odeiv2_step_alloc(type, 2);
    double y[2] = {1, 0}, error[2], after[2];
    const int status = gsl_odeiv2_step_apply(step, 0, 0.5, y, error, NULL, after, &system);
    tap_ok(status == GSL_SUCCESS, "%s takes a step", type->name);
    tap_near(y[0], y1, 1e-15, "%s: y1 after a step", type->name);
    tap_near(y[1], y2, 1e-15, "%s: y2", type->name);
    tap_near(after[0], -2 * y1 + 0.5, 1e-15, "%s: the slope that GSL may ask for", type->name);
    gsl_odeiv2_step_free(step);
}

/* The time of the third spike under 10 uA/cm^2, 31.4011014 ms. */
static double third_spike(const impulse_rule *rule)
{
    double rest[STATES], t = GSL_NAN;
    fault why = {""};
    stimulus *in = stimulus_step(10, 0);
    impulse *p = impulse_alloc(&squid_1952, in, rule);
    squid_rest(&squid_1952, 0, rest, &why);
    impulse_set(p, 0, rest);
    if (impulse_advance(p, 35, &why) == GSL_SUCCESS && impulse_spikes(p) == 3)
        t = impulse_spike(p, 2);
    impulse_free(p);
    stimulus_free(in);
    return t;
}

/* Half the step: the error falls by 2^order. */
static void check_order(const gsl_odeiv2_step_type *type, double h, double order, double exact)
{
    impulse_rule rule = IMPULSE_RULE;
    rule.type = type;
    rule.step = h;
    const double coarse = fabs(third_spike(&rule) - exact);
    rule.step = h / 2;
    const double fine = fabs(third_spike(&rule) - exact);
    const double seen = log2(coarse / fine);
    tap_ok(fine > 0 && fabs(seen - order) < 0.1, "%s: order %.3f, that is %g (%.1e, %.1e)",
           type->name, seen, order, coarse, fine);
}

/* No step more or less than the time holds, however it rounds. */
static void check_count(void)
{
    impulse_rule rule = IMPULSE_RULE;
    rule.type = stepper_euler;
    rule.step = 0.01;
    double rest[STATES];
    fault why = {""};
    stimulus *in = stimulus_pulse(1, 3.3, 7.7);
    impulse *p = impulse_alloc(&squid_1952, in, &rule);
    squid_rest(&squid_1952, 0, rest, &why);
    impulse_set(p, 0, rest);
    impulse_advance(p, 10, &why);
    tap_ok(impulse_steps(p) == 1000 && impulse_evaluations(p) == 1000 && impulse_time(p) == 10,
           "10 ms in steps of 0.01 ms: 1000 steps and slopes (%zu, %zu)", impulse_steps(p),
           impulse_evaluations(p));
    impulse_free(p);
    stimulus_free(in);
}

static spike_shape shape(double every, double until, size_t spike)
{
    const impulse_rule rule = IMPULSE_RULE;
    double rest[STATES];
    fault why = {""};
    stimulus *in = stimulus_step(10, 0);
    impulse *p = impulse_alloc(&squid_1952, in, &rule);
    trace *tr = trace_alloc(&squid_1952, in);
    squid_rest(&squid_1952, 0, rest, &why);
    impulse_set(p, 0, rest);
    trace_record(tr, p, until, every, &why);
    const double next = spike + 1 < impulse_spikes(p) ? impulse_spike(p, spike + 1) : GSL_POSINF;
    const spike_shape a = trace_shape(tr, impulse_spike(p, spike), next);
    trace_free(tr);
    impulse_free(p);
    stimulus_free(in);
    return a;
}

static void check_shape(void)
{
    const spike_shape coarse = shape(0.1, 20, 0), fine = shape(0.003, 20, 0);
    tap_near(coarse.peak, 105.26787, 1e-7, "the first peak under 10 uA/cm^2");
    tap_near(coarse.peak, fine.peak, 1e-9, "the samples' distance does not change it");
    tap_near(coarse.undershoot, fine.undershoot, 1e-9, "nor the undershoot, %g mV",
             fine.undershoot);
    tap_near(coarse.width, fine.width, 1e-8, "nor the width, %g ms", fine.width);
    tap_near(coarse.peak_time, fine.peak_time, 1e-7, "nor the moment of the peak");
    tap_near(coarse.undershoot_time, fine.undershoot_time, 1e-6, "nor that of the undershoot");
    const spike_shape cut = shape(0.1, 3, 0), cut_off = shape(0.1, 1.9, 0);
    tap_ok(isfinite(cut.peak) && !isfinite(cut.undershoot) && !isfinite(cut.width),
           "a run that ends in the descent has a peak, no width and no undershoot");
    tap_ok(!isfinite(cut_off.peak), "one that ends in the ascent has no peak");
}

int main(void)
{
    gsl_set_error_handler_off();
    check_step(stepper_euler, 0, 0.5);
    check_step(stepper_exponential_euler, exp(-1), 0.5);
    check_step(stepper_runge_kutta, 15. / 32, 21. / 64);
    impulse_rule rule = IMPULSE_RULE;
    rule.tolerance = 1e-12;
    const double exact = third_spike(&rule);
    tap_near(exact, 31.4011014, 1e-8, "the third spike under 10 uA/cm^2");
    check_order(stepper_euler, 1e-3, 1, exact);
    check_order(stepper_exponential_euler, 1e-3, 1, exact);
    check_order(stepper_runge_kutta, 0.02, 4, exact);
    check_count();
    check_shape();
    return tap_done();
}
