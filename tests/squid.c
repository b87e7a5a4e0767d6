/* The membrane of 1952 against numbers worked out elsewhere: rates by hand, the limits in their
   holes, the rest as known to nine digits, the Jacobian by differences. */

#include "squid.h"
#include "tap.h"

#include <gsl/gsl_deriv.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>

/* Equations (5)-(7) where they are simple: exp(-1) = 0.36787944117144233. */
static void check_rates(void)
{
    const double e = 0.36787944117144233;
    tap_near(squid_rates_n(0).alpha, 0.1 * e / (1 - e), 1e-15, "alpha_n(0) = 0.1/(e - 1)");
    tap_near(squid_rates_n(0).beta, 0.125, 0, "beta_n(0) = 1/8");
    tap_near(squid_rates_n(80).beta, 0.125 * e, 1e-16, "beta_n(80) = 1/(8 e)");
    tap_near(squid_rates_n(20).alpha, 0.1 / (1 - e), 1e-15, "alpha_n(20) = 0.1/(1 - 1/e)");
    tap_near(squid_rates_m(35).alpha, 1 / (1 - e), 1e-15, "alpha_m(35) = 1/(1 - 1/e)");
    tap_near(squid_rates_m(15).alpha, e / (1 - e), 1e-15, "alpha_m(15) = 1/(e - 1)");
    tap_near(squid_rates_m(18).beta, 4 * e, 1e-15, "beta_m(18) = 4/e");
    tap_near(squid_rates_h(20).alpha, 0.07 * e, 1e-16, "alpha_h(20) = 0.07/e");
    tap_near(squid_rates_h(40).beta, 1 / (1 + e), 1e-15, "beta_h(40) = 1/(1 + 1/e)");
    tap_near(squid_rates_h(30).beta, 0.5, 0, "beta_h(30) = 1/2");
}

/* u/(exp(u) - 1) = 1 - u/2 + u^2/12 - u^4/720 + ..., which needs no care at all. */
static double series(double u)
{
    return 1 - u / 2 + u * u / 12 - u * u * u * u / 720;
}

static void check_holes(void)
{
    tap_near(squid_rates_n(10).alpha, 0.1, 0, "alpha_n(10) = 0.1, its limit");
    tap_near(squid_rates_m(25).alpha, 1, 0, "alpha_m(25) = 1, its limit");
    double worst = 0;
    for (int k = 2; k <= 15; k++)
        for (int sign = -1; sign <= 1; sign += 2) {
            const double d = sign * pow(10, -k), vn = 10 + d, vm = 25 + d;
            worst = fmax(worst, fabs(squid_rates_n(vn).alpha / (0.1 * series((10 - vn) / 10)) - 1));
            worst = fmax(worst, fabs(squid_rates_m(vm).alpha / series((25 - vm) / 10) - 1));
        }
    tap_ok(worst < 5e-16, "no digit is lost within 1e-2 mV of the holes (%.1e)", worst);
}

typedef struct {
    const squid *s;
    int gate, beta;
} rate_of;

static double one_rate(double v, void *params)
{
    const rate_of *r = params;
    const rates both = squid_rates(r->s, r->gate, v);
    return r->beta ? both.beta : both.alpha;
}

static void check_slopes(const squid *s)
{
    double worst = 0, largest = 0;
    for (int gate = STATE_N; gate <= STATE_H; gate++)
        for (int beta = 0; beta <= 1; beta++)
            for (double v = -100; v <= 130; v += 1.25) {
                rate_of r = {s, gate, beta};
                gsl_function f = {one_rate, &r};
                double difference, error;
                gsl_deriv_central(&f, v, 1e-2, &difference, &error);
                const rates slope = squid_rates_slope(s, gate, v);
                const double exact = beta ? slope.beta : slope.alpha;
                worst = fmax(worst, fabs(exact - difference) / fmax(1e-3, fabs(exact)));
                largest = fmax(largest, fabs(exact));
            }
    tap_ok(worst < 1e-7 && largest > 0.1,
           "the rates' slopes agree with differences, %g degrees (%.1e)", s->celsius, worst);
    /* On both sides of the place where the series takes over. */
    const double a = squid_rates_slope(s, STATE_N, 10 - 0.0999999).alpha;
    const double b = squid_rates_slope(s, STATE_N, 10 - 0.1000001).alpha;
    tap_ok(fabs(a - b) < 1e-8 * fabs(a), "and have no step where the series takes over");
}

static void check_rest(void)
{
    double rest[STATES], ddt[STATES];
    fault why = {""};
    tap_ok(squid_rest(&squid_1952, 0, rest, &why) == GSL_SUCCESS, "there is a rest");
    tap_near(rest[STATE_V], 2.775662654e-4, 1e-12, "V at rest");
    tap_near(rest[STATE_N], 0.3176811676, 1e-10, "n at rest");
    tap_near(rest[STATE_M], 0.05293421762, 1e-10, "m at rest");
    tap_near(rest[STATE_H], 0.5961110463, 1e-10, "h at rest");
    squid_derivative(&squid_1952, 0, rest, ddt);
    for (int k = 0; k < STATES; k++)
        tap_near(ddt[k], 0, 1e-12, "nothing changes at rest, state %d", k);
    squid exact = squid_1952;
    exact.v_l = 10.5989209694;
    squid_rest(&exact, 0, rest, &why);
    tap_near(rest[STATE_V], 0, 1e-10,
             "V = 0 is the rest with the leak's potential of 10.5989209694 mV");
    squid_rest(&squid_1952, 10, rest, &why);
    squid_derivative(&squid_1952, 10, rest, ddt);
    tap_ok(rest[STATE_V] > 5 && fabs(ddt[STATE_V]) < 1e-9, "with a current it is higher");
    squid printed = squid_1952;
    printed.printed = SQUID_AS_PRINTED;
    double below[STATES], above[STATES];
    squid_settle(&printed, 10.5174, below);
    squid_settle(&printed, 10.5176, above);
    squid_derivative(&printed, 0, below, ddt);
    const double up = ddt[STATE_V];
    squid_derivative(&printed, 0, above, ddt);
    tap_ok(up > 0 && ddt[STATE_V] < 0, "as printed V is drawn to 10.5175 mV, from both sides");
    squid none = squid_1952;
    none.g_na = none.g_k = none.g_l = 0;
    tap_ok(squid_rest(&none, 1, rest, &why) != GSL_SUCCESS && *why.text,
           "a membrane without channels has none");
}

static void check_jacobian(const squid *s)
{
    const double states[][STATES] = {{0, 0.32, 0.05, 0.6},
                                     {95, 0.5, 0.97, 0.2},
                                     {10, 0.7, 0.1, 0.1},
                                     {25, 0.4, 0.6, 0.5},
                                     {-11, 0.6, 0.02, 0.3}};
    double worst = 0, largest = 0;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        double exact[STATES * STATES];
        squid_jacobian(s, states[i], exact);
        for (int k = 0; k < STATES; k++) {
            double up[STATES], down[STATES], f_up[STATES], f_down[STATES];
            const double step = k == STATE_V ? 1e-3 : 1e-5;
            for (int j = 0; j < STATES; j++)
                up[j] = down[j] = states[i][j];
            up[k] += step;
            down[k] -= step;
            squid_derivative(s, 7, up, f_up);
            squid_derivative(s, 7, down, f_down);
            for (int j = 0; j < STATES; j++) {
                const double d = (f_up[j] - f_down[j]) / (2 * step);
                worst = fmax(worst, fabs(d - exact[STATES * j + k]) / fmax(1, fabs(d)));
                largest = fmax(largest, fabs(d));
            }
        }
    }
    tap_ok(worst < 1e-7 && largest > 100, "the Jacobian agrees with differences (%.1e)", worst);
}

/* The three terms of (1), their sum and their sign, worked out for V = 15, n = m = h = 1/2. */
static void check_currents(void)
{
    const double state[] = {15, 0.5, 0.5, 0.5};
    const currents out = squid_currents(&squid_1952, state);
    double ddt[STATES];
    tap_near(out.na, 120. / 16 * -100, 1e-12,
             "sodium: 120/16 (15 - 115) = -750 uA/cm^2, into the cell");
    tap_near(out.k, 36. / 16 * 27, 1e-12, "potassium: 36/16 (15 + 12) = 60.75");
    tap_near(out.leak, 0.3 * 4.4, 1e-12, "leak: 0.3 (15 - 10.6) = 1.32");
    squid_derivative(&squid_1952, 3, state, ddt);
    tap_near(ddt[STATE_V], 3 + 750 - 60.75 - 1.32, 1e-11, "dV/dt of them and of a current of 3");
    squid wrong = squid_1952;
    wrong.printed = SQUID_AS_PRINTED;
    squid_derivative(&wrong, 3, state, ddt);
    tap_near(ddt[STATE_V], 3 - 750 + 60.75, 1e-11, "as printed: the other sign, and no leak");
    tap_near(ddt[STATE_H], 0.7 * exp(-0.75) * 0.5 - squid_rates_h(15).beta * 0.5, 1e-14,
             "as printed: ten times alpha_h");
}

static void check_warmth(void)
{
    squid warm = squid_1952;
    warm.celsius = 16.3;
    tap_near(squid_rates(&warm, STATE_M, 30).alpha, 3 * squid_rates_m(30).alpha, 1e-14,
             "ten degrees make the gates three times as fast");
    tap_near(gate_steady(squid_rates(&warm, STATE_N, 30)), gate_steady(squid_rates_n(30)), 1e-15,
             "and leave them where they go");
    tap_near(gate_time(squid_rates(&warm, STATE_H, 30)), gate_time(squid_rates_h(30)) / 3, 1e-14,
             "in a third of the time");
}

static void check_refusals(void)
{
    fault why = {""};
    squid s = squid_1952;
    tap_ok(squid_check(&s, &why) == GSL_SUCCESS, "the squid of 1952 makes sense");
    s.c = 0;
    tap_ok(squid_check(&s, &why) != GSL_SUCCESS && *why.text, "no capacity is refused");
    s = squid_1952;
    s.g_k = -1;
    tap_ok(squid_check(&s, &why) != GSL_SUCCESS, "a negative conductance is refused");
    s = squid_1952;
    s.q10 = GSL_NAN;
    tap_ok(squid_check(&s, &why) != GSL_SUCCESS, "a Q10 that is no number is refused");
}

int main(void)
{
    gsl_set_error_handler_off();
    squid warm = squid_1952;
    warm.celsius = 18.5;
    check_rates();
    check_holes();
    check_slopes(&squid_1952);
    check_slopes(&warm);
    check_rest();
    check_jacobian(&squid_1952);
    check_jacobian(&warm);
    squid printed = squid_1952;
    printed.printed = SQUID_AS_PRINTED;
    check_jacobian(&printed);
    check_currents();
    check_warmth();
    check_refusals();
    return tap_done();
}
