/* The integration in time: spikes against reference values, the steppers against each other, and
   pulses that none of them may miss. */

#include "impulse.h"
#include "tap.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static impulse *at_rest(const stimulus *in, const impulse_rule *rule)
{
    double rest[STATES];
    fault why = {""};
    impulse *p = impulse_alloc(&squid_1952, in, rule);
    if (p && squid_rest(&squid_1952, 0, rest, &why) == GSL_SUCCESS)
        impulse_set(p, 0, rest);
    return p;
}

/* I = 10 uA/cm^2 from rest: the first spike, the interval that follows, and the hundredth ms. */
static void check_spikes(const gsl_odeiv2_step_type *type, double tolerance, double error)
{
    impulse_rule rule = IMPULSE_RULE;
    rule.type = type;
    rule.tolerance = tolerance;
    fault why = {""};
    stimulus *in = stimulus_step(10, 0);
    impulse *p = at_rest(in, &rule);
    tap_ok(impulse_advance(p, 400, &why) == GSL_SUCCESS && impulse_time(p) == 400,
           "%s reaches 400 ms %s", type->name, why.text);
    tap_near(impulse_spike(p, 0), 1.843146738, error, "%s at %g: the first spike", type->name,
             tolerance);
    const size_t n = impulse_spikes(p);
    tap_near(impulse_spike(p, n - 1) - impulse_spike(p, n - 2), 14.63832479, error,
             "the interval, once it has settled");
    impulse_free(p);
    stimulus_free(in);
}

/* A state handed over in the middle: the same spikes as in one go. */
static void check_stops(void)
{
    impulse_rule rule = IMPULSE_RULE;
    fault why = {""};
    stimulus *in = stimulus_step(10, 0);
    impulse *p = at_rest(in, &rule), *q = at_rest(in, &rule);
    impulse_advance(p, 50, &why);
    for (double t = 0.37; t < 50; t += 0.37)
        impulse_advance(q, t, &why);
    impulse_advance(q, 50, &why);
    double worst = fabs((double)impulse_spikes(p) - (double)impulse_spikes(q));
    for (size_t k = 0; k < impulse_spikes(p) && k < impulse_spikes(q); k++)
        worst = fmax(worst, fabs(impulse_spike(p, k) - impulse_spike(q, k)));
    tap_ok(impulse_spikes(p) == 4 && worst < 1e-7, "stops on the way change no spike (%.1e ms)",
           worst);
    impulse_free(p);
    impulse_free(q);
    stimulus_free(in);
}

/* A pulse of 0.5 ms, 15 uA/cm^2, is above the threshold of 13.28; it comes after a rest of any length. */
static void check_pulses(const gsl_odeiv2_step_type *type)
{
    impulse_rule rule = IMPULSE_RULE;
    rule.type = type;
    rule.tolerance = 1e-6;
    fault why = {""};
    size_t seen = 0;
    double first = 0, spread = 0;
    for (int k = 0; k < 48; k++) {
        const double from = 3 + 1.37 * k;
        stimulus *in = stimulus_pulse(15, from, from + 0.5);
        impulse *p = at_rest(in, &rule);
        impulse_advance(p, from + 20, &why);
        seen += impulse_spikes(p) == 1;
        const double delay = impulse_spikes(p) ? impulse_spike(p, 0) - from : GSL_NAN;
        first = k == 0 ? delay : first;
        spread = fmax(spread, fabs(delay - first));
        impulse_free(p);
        stimulus_free(in);
    }
    tap_ok(seen == 48 && spread < 1e-3,
           "%s sees all of 48 short pulses, whenever they come (%zu, %.1e ms)", type->name, seen,
           spread);
}

/* The threshold of such a pulse, from both sides. */
static void check_threshold(void)
{
    const double threshold = 13.27981467;
    for (int above = 0; above <= 1; above++) {
        impulse_rule rule = IMPULSE_RULE;
        fault why = {""};
        stimulus *in = stimulus_pulse(threshold + (above ? 0.01 : -0.01), 1, 1.5);
        impulse *p = at_rest(in, &rule);
        impulse_advance(p, 30, &why);
        tap_ok(impulse_spikes(p) == (size_t)above,
               "a pulse of 0.5 ms 0.01 %s 13.2798 uA/cm^2: %d spikes", above ? "above" : "below",
               above);
        impulse_free(p);
        stimulus_free(in);
    }
}

static void check_stimuli(void)
{
    stimulus *pulse = stimulus_pulse(7, 2, 5), *ramp = stimulus_ramp(0.5, 10),
             *both = stimulus_triangle(8, 0, 4);
    tap_ok(stimulus_current(pulse, 1.999) == 0 && stimulus_current(pulse, 2) == 7 &&
               stimulus_current(pulse, 4.999) == 7 && stimulus_current(pulse, 5) == 0 &&
               stimulus_current(pulse, -1) == 0 && stimulus_current(pulse, 1e6) == 0,
           "a pulse begins at its edge and ends at its edge");
    tap_ok(stimulus_current(ramp, 9) == 0, "a ramp is 0 before it begins");
    tap_near(stimulus_current(ramp, 30), 10, 1e-12, "and rises by its slope");
    tap_near(stimulus_current(both, 1), 4, 1e-14, "a triangle goes up");
    tap_near(stimulus_current(both, 3), 4, 1e-14, "and down");
    stimulus_free(pulse);
    stimulus_free(ramp);
    stimulus_free(both);
}

static stimulus *read_text(const char *text, fault *why)
{
    char path[] = "/tmp/stimulusXXXXXX";
    const int fd = mkstemp(path);
    FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (!file)
        return NULL;
    fputs(text, file);
    fclose(file);
    stimulus *s = stimulus_read(path, why);
    unlink(path);
    return s;
}

static void check_file(void)
{
    fault why = {""};
    stimulus *s = read_text("# t/ms I\n0 0\n\n  5\t0\n5 10 \r\n15 20\n", &why);
    tap_ok(s && s->n == 4, "a file with comments, blanks, tabs and CRLF is read %s", why.text);
    tap_ok(s && stimulus_current(s, 4.9) == 0 && stimulus_current(s, 5) == 10 &&
               fabs(stimulus_current(s, 10) - 15) < 1e-12 && stimulus_current(s, 100) == 20,
           "and means what it says");
    stimulus_free(s);
    const struct {
        const char *text, *says;
    } bad[] = {{"0 1\n5\n", ":2: not a time"},
               {"0 1 2\n", ":1: not a time"},
               {"0 1\n5 2\n4 3\n", ":3: the time 4 ms comes after 5 ms"},
               {"0 nan\n", ":1: not a time"},
               {"0 1e400\n", ":1: not a time"},
               {"", "holds no current"},
               {"# nothing\n\n", "holds no current"},
               {"t I\n0 1\n", ":1: not a time"}};
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        s = read_text(bad[k].text, &why);
        tap_ok(!s && strstr(why.text, bad[k].says), "refused: %s", bad[k].says);
        stimulus_free(s);
    }
    tap_ok(!stimulus_read("/no/such/file", &why) && strstr(why.text, "No such file"),
           "a missing file is refused");
    tap_ok(!stimulus_read("/tmp", &why) && strstr(why.text, "directory"), "so is a directory");
}

/* The slide's sign with the right alpha_h runs away past a volt; the last good state is kept. */
static void check_explosion(void)
{
    squid wrong = squid_1952;
    wrong.printed = SQUID_PRINTED_SIGN;
    impulse_rule rule = IMPULSE_RULE;
    fault why = {""};
    stimulus *in = stimulus_step(10, 0);
    impulse *p = impulse_alloc(&wrong, in, &rule);
    double rest[STATES];
    squid_rest(&squid_1952, 0, rest, &why);
    impulse_set(p, 0, rest);
    const int status = impulse_advance(p, 1000, &why);
    tap_ok(status != GSL_SUCCESS && strstr(why.text, "the integration stops at"),
           "a run that explodes stops: %s", why.text);
    tap_ok(impulse_time(p) > 10 && impulse_time(p) < 1000 && isfinite(impulse_state(p)[STATE_V]),
           "with the last good state");
    impulse_free(p);
    stimulus_free(in);
}

int main(void)
{
    gsl_set_error_handler_off();
    check_spikes(gsl_odeiv2_step_rk8pd, 1e-12, 1e-8);
    check_spikes(gsl_odeiv2_step_rk8pd, 1e-9, 1e-6);
    check_spikes(gsl_odeiv2_step_rkck, 1e-9, 1e-6);
    check_spikes(gsl_odeiv2_step_rk4imp, 1e-9, 1e-5);
    check_spikes(gsl_odeiv2_step_msbdf, 1e-9, 1e-4);
    check_spikes(gsl_odeiv2_step_bsimp, 1e-9, 1e-6);
    check_stops();
    check_pulses(gsl_odeiv2_step_rk8pd);
    check_pulses(gsl_odeiv2_step_rkck);
    check_threshold();
    check_stimuli();
    check_file();
    check_explosion();
    return tap_done();
}
