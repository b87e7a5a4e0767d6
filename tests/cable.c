/* The axon: the cable without gates against closed forms, the cable without length against the
   membrane at one place, and its impulse against the wave that needs no grid. */

#include "cable.h"
#include "impulse.h"
#include "tap.h"
#include "travelling_wave.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>

static const double radius = 238, resistivity = 35.4; /* um, ohm cm */

static cable_rule rule_of(const squid *s, double length, double dx, double dt)
{
    return (cable_rule){length, dx, dt, radius, resistivity, *s};
}

static squid warm(void)
{
    squid s = squid_1952;
    s.celsius = 18.5;
    return s;
}

static squid without_gates(void)
{
    squid s = squid_1952;
    s.g_na = s.g_k = 0;
    return s;
}

static void go(cable *c, double until, const shock *s, size_t n)
{
    fault why = {""};
    while (cable_time(c) < until - 1e-9)
        if (cable_step(c, s, n, &why) != GSL_SUCCESS) {
            tap_ok(0, "a step: %s", why.text);
            return;
        }
}

/* A sealed cable, I uA/cm^2 from 0 to e: V = I/g (1 - cosh(x/l) sinh((L - e)/l)/sinh(L/l)) up to e, and
   I/g sinh(e/l)/sinh(L/l) cosh((L - x)/l) beyond, with l^2 = a/(2 R g): 5 a/(R g) in our units. */
static double error_at_rest(double dx)
{
    const squid s = without_gates();
    const cable_rule rule = rule_of(&s, 30, dx, 0.1);
    const stretch none = {0, 0, radius, 6.3, 0};
    const shock in = {0, 5, 0, 1e9, 20};
    const double l = sqrt(5 * radius / (resistivity * s.g_l)), high = in.current / s.g_l;
    fault why = {""};
    cable *c = cable_alloc(&rule, &none, &why);
    double worst = 0;
    go(c, 150, &in, 1);
    for (size_t k = 0; k < cable_cells(c); k++) {
        const double x = cable_place(c, k);
        const double v = x < 5 ? high * (1 - cosh(x / l) * sinh(25 / l) / sinh(30 / l))
                               : high * sinh(5 / l) / sinh(30 / l) * cosh((30 - x) / l);
        worst = fmax(worst, fabs(cable_v(c)[k] - s.v_l - v));
    }
    cable_free(c);
    return worst;
}

static void check_passive(void)
{
    const double coarse = error_at_rest(1), fine = error_at_rest(0.5);
    tap_ok(fine < 2e-2 && coarse / fine > 3.5 && coarse / fine < 4.5,
           "a leak alone: V comes to the hyperbolic cosines, with an error of dx^2 (%.1e, %.1e mV)",
           coarse, fine);
}

/* The right half three times as wide. There V falls as a cosh of its own length constant, at the joint the current
   a^2 dV/dx is the same on both sides, and all that is injected leaks out somewhere. */
static void check_joint(void)
{
    const squid s = without_gates();
    const cable_rule rule = rule_of(&s, 40, 0.1, 0.1);
    const stretch wide = {20, 40, 3 * radius, 6.3, 0};
    const shock in = {0, 5, 0, 1e9, 50};
    const double l = sqrt(5 * radius / (resistivity * s.g_l)), r = sqrt(3) * l;
    fault why = {""};
    cable *c = cable_alloc(&rule, &wide, &why);
    double leaks = 0;
    go(c, 150, &in, 1);
    for (size_t k = 0; k < cable_cells(c); k++)
        leaks += s.g_l * (cable_v(c)[k] - s.v_l) * 0.1 * (k < 200 ? 1 : 3);
    tap_near(leaks / 250, 1, 1e-9, "what is injected leaks out, of both widths");
    const double right = cable_v(c)[300] - s.v_l, joint = right * cosh(20 / r) / cosh(9.95 / r);
    tap_near((cable_v(c)[350] - s.v_l) / right, cosh(4.95 / r) / cosh(9.95 / r), 1e-5,
             "three times as wide: a length constant of sqrt(3)");
    const double slope = 9 * joint * tanh(20 / r) / r; /* on the left, at the joint */
    tap_near((cable_v(c)[100] - s.v_l) / (joint * cosh(9.95 / l) + slope * l * sinh(9.95 / l)), 1,
             1e-4, "and the current goes on through the joint");
    cable_free(c);
}

/* With the electrode all along it an axon is one membrane. */
static double point_error(double dt)
{
    const cable_rule rule = rule_of(&squid_1952, 10, 1, dt);
    const stretch none = {0, 0, radius, 6.3, 120};
    const shock in = {0, 10, 0.5, 1, 20};
    const impulse_rule exact = IMPULSE_RULE;
    stimulus *same = stimulus_pulse(20, 0.5, 1);
    fault why = {""};
    double rest[STATES], worst = 0;
    cable *c = cable_alloc(&rule, &none, &why);
    impulse *p = impulse_alloc(&squid_1952, same, &exact);
    squid_rest(&squid_1952, 0, rest, &why);
    impulse_set(p, 0, rest);
    for (double t = 0.25; t <= 8; t += 0.25) {
        go(c, t, &in, 1);
        impulse_advance(p, t, &why);
        worst = fmax(worst, fabs(cable_v(c)[3] - impulse_state(p)[STATE_V]));
    }
    tap_ok(cable_peaks(c)[9] > 80 && cable_spikes(c)[0] == 1, "it fires");
    cable_free(c);
    impulse_free(p);
    stimulus_free(same);
    return worst;
}

static void check_point(void)
{
    const double coarse = point_error(0.01), fine = point_error(0.005);
    tap_ok(fine < 0.1 && coarse / fine > 3.6 && coarse / fine < 4.4,
           "an axon that fires all at once is impulse.c's membrane, with an error of dt^2 (%.1e, "
           "%.1e mV)",
           coarse, fine);
}

static double speed_on(double dx, double dt)
{
    const squid s = warm();
    const cable_rule rule = rule_of(&s, 60, dx, dt);
    const stretch none = {0, 0, radius, 18.5, 120};
    const shock in = {0, 1, 0, 0.2, 2000};
    fault why = {""};
    cable *c = cable_alloc(&rule, &none, &why);
    go(c, 3, &in, 1);
    const double speed = cable_speed(c, 25, 50), early = cable_speed(c, 25, 60);
    tap_ok(speed > 0 && !(early > 0), "dx %g, dt %g: a speed where it was, none where it was not",
           dx, dt);
    cable_free(c);
    return speed;
}

static void check_speed(void)
{
    const squid s = warm();
    double k = 0;
    fault why = {""};
    tap_ok(wave_find(&s, &k, &why) == GSL_SUCCESS, "there is a wave that keeps its shape");
    const double exact = wave_k_to_speed(&s, k, radius, resistivity);
    tap_near(exact, 18.73214, 5e-6 / 18.7, "its speed, by shooting");
    tap_near(wave_k(&s, exact, radius, resistivity), k, 1e-14, "K, back from the speed");
    /* 1880 cm/s, 35.4 ohm cm, 0.0238 cm, 1e-6 F/cm^2: K = 2 R C speed^2 / a = 10.51e3/s. */
    tap_near(wave_k(&s, 18.8, radius, resistivity), 2 * 35.4 * 1e-6 * 1880. * 1880 / 0.0238 / 1e3,
             1e-14, "K, by hand");
    const double both = speed_on(0.5, 0.01) / exact - 1, half = speed_on(0.25, 0.005) / exact - 1;
    tap_ok(fabs(half) < 1e-3, "the grid's speed at dx 0.25, dt 0.005 is that to 0.1 %% (%.1e)",
           half);
    tap_ok(both / half > 3.7 && both / half < 4.3, "of the second order in both together (%.2f)",
           both / half);
    const double a = speed_on(1, 0.005), b = speed_on(0.5, 0.005), c = speed_on(0.25, 0.005);
    tap_ok((b - a) / (c - b) > 3.5 && (b - a) / (c - b) < 4.5, "of the second in dx (%.2f)",
           (b - a) / (c - b));
    const double d = speed_on(0.5, 0.02), e = speed_on(0.5, 0.01);
    tap_ok((e - d) / (b - e) > 3.6 && (e - d) / (b - e) < 4.4, "of the second in dt (%.2f)",
           (e - d) / (b - e));
}

typedef struct {
    double highest;
} summit;

static void climb(double t, double v, void *params)
{
    summit *s = params;
    (void)t;
    s->highest = fmax(s->highest, v);
}

static void check_wave(void)
{
    const squid s = warm();
    fault why = {""};
    double k = 0;
    int above = 0, below = 0;
    wave_find(&s, &k, &why);
    tap_ok(wave_shoot(&s, 1.0001 * k, &above, NULL, NULL, &why) == GSL_SUCCESS &&
               wave_shoot(&s, 0.9999 * k, &below, NULL, NULL, &why) == GSL_SUCCESS && above == 1 &&
               below == -1,
           "with a K too large the wave is lost above, with one too small below");
    summit top = {0};
    wave_shoot(&s, k * (1 - 1e-9), &below, climb, &top, &why);
    const cable_rule rule = rule_of(&s, 60, 0.125, 0.0025);
    const stretch none = {0, 0, radius, 18.5, 120};
    const shock in = {0, 1, 0, 0.2, 2000};
    cable *c = cable_alloc(&rule, &none, &why);
    go(c, 3, &in, 1);
    tap_ok(fabs(top.highest - cable_peaks(c)[240]) < 0.1,
           "the wave is as high as the impulse on the grid (%.3f, %.3f mV)", top.highest,
           cable_peaks(c)[240]);
    cable_free(c);
    squid hot = squid_1952, calm = squid_1952;
    hot.celsius = 36;
    tap_ok(wave_find(&hot, &k, &why) != GSL_SUCCESS && *why.text, "at 36 degrees there is none: %s",
           why.text);
    calm.g_na = 0;
    tap_ok(wave_find(&calm, &k, &why) != GSL_SUCCESS, "nor without sodium");
}

/* Shocks at both ends: left and right are the same, and no cell fires twice. */
static void check_collision(void)
{
    const squid s = warm();
    const cable_rule rule = rule_of(&s, 40, 0.5, 0.01);
    const stretch none = {0, 0, radius, 18.5, 120};
    const shock in[] = {{0, 1, 0, 0.2, 2000}, {39, 40, 0, 0.2, 2000}};
    fault why = {""};
    cable *c = cable_alloc(&rule, &none, &why);
    double skew = 0;
    int most = 0, fewest = 9;
    for (int k = 1; k <= 80; k++) {
        go(c, 0.1 * k, in, 2);
        for (size_t i = 0; i < 40; i++)
            skew = fmax(skew, fabs(cable_v(c)[i] - cable_v(c)[79 - i]));
    }
    for (size_t i = 0; i < 80; i++) {
        most = GSL_MAX_INT(most, cable_spikes(c)[i]);
        fewest = GSL_MIN_INT(fewest, cable_spikes(c)[i]);
    }
    tap_ok(skew < 1e-7, "two impulses mirror each other (%.1e mV)", skew);
    tap_ok(most == 1 && fewest == 1, "and put each other out: every cell fires once");
    cable_free(c);
}

/* What differs only in the stretch: a joint between alike is none. */
static void check_stretch(void)
{
    const squid s = warm();
    const cable_rule rule = rule_of(&s, 40, 0.5, 0.01);
    const stretch none = {0, 0, radius, 18.5, 120}, alike = {10, 20, radius, 18.5, 120},
                  dead = {20, 40, radius, 18.5, 0};
    const shock in = {0, 1, 0, 0.2, 2000};
    fault why = {""};
    cable *a = cable_alloc(&rule, &none, &why), *b = cable_alloc(&rule, &alike, &why),
          *c = cable_alloc(&rule, &dead, &why);
    double worst = 0;
    go(a, 3, &in, 1);
    go(b, 3, &in, 1);
    go(c, 3, &in, 1);
    for (size_t k = 0; k < 80; k++)
        worst = fmax(worst, fabs(cable_v(a)[k] - cable_v(b)[k]));
    tap_ok(worst == 0, "a stretch like the rest changes nothing");
    tap_ok(cable_spikes(c)[30] == 1 && cable_spikes(c)[50] == 0 && isnan(cable_arrivals(c)[50]) &&
               cable_peaks(c)[79] < 1,
           "one without sodium channels stops the impulse");
    cable_free(a);
    cable_free(b);
    cable_free(c);
}

static void check_refusals(void)
{
    const squid s = warm();
    const stretch none = {0, 0, radius, 18.5, 120}, wrong = {0, 5, radius, 18.5, -1};
    const shock in = {0, 1, 0, 0.2, 1e9};
    fault why = {""};
    cable_rule rule = rule_of(&s, 10, 5, 0.01);
    tap_ok(!cable_alloc(&rule, &none, &why) && *why.text, "too few cells: %s", why.text);
    rule.dx = 1e-7;
    tap_ok(!cable_alloc(&rule, &none, &why), "too many: %s", why.text);
    rule.dx = 0.5;
    tap_ok(!cable_alloc(&rule, &wrong, &why), "a stretch that makes no sense: %s", why.text);
    rule.membrane.c = 0;
    tap_ok(!cable_alloc(&rule, &none, &why), "no capacity: %s", why.text);
    rule.membrane.c = 1;
    cable *c = cable_alloc(&rule, &none, &why);
    tap_ok(cable_step(c, &in, 1, &why) != GSL_SUCCESS && *why.text, "lightning: %s", why.text);
    cable_free(c);
}

int main(void)
{
    gsl_set_error_handler_off();
    check_passive();
    check_joint();
    check_point();
    check_speed();
    check_wave();
    check_collision();
    check_stretch();
    check_refusals();
    return tap_done();
}
