/* squid.h - the membrane of the squid's giant axon, as Hodgkin and Huxley measured it in 1952: the
   rates of its gates, its currents, and the four equations of slide 9.

   Units, everywhere in this chapter: V in mV from rest, inside minus outside, so that an
   impulse goes up (the paper of 1952 has the other sign); t in ms; currents in uA/cm^2, conductances in
   mS/cm^2, the capacity in uF/cm^2. Then C dV/dt = I has no factors. */

#ifndef SQUID_H
#define SQUID_H

#include "fault.h"
#include <gsl/gsl_odeiv2.h>

/* What the state holds, in the order of the slide. */
enum { STATE_V, STATE_N, STATE_M, STATE_H, STATES };

/* Slide 9 has three misprints (see squid.c); each can be put back by itself. */
enum {
    SQUID_PRINTED_SIGN = 1,    /* C dV/dt = + the currents */
    SQUID_PRINTED_ALPHA_H = 2, /* 0.7 in place of 0.07 */
    SQUID_PRINTED_NO_LEAK = 4, /* the leak is left out */
    SQUID_AS_PRINTED = 7
};

typedef struct {
    double c;              /* uF/cm^2 */
    double g_na, g_k, g_l; /* mS/cm^2, the largest there can be */
    double v_na, v_k, v_l; /* mV from rest */
    double celsius;        /* temperature */
    double q10;            /* by what 10 degrees make the gates faster */
    int printed;           /* SQUID_PRINTED_...: which of the slide's misprints */
} squid;

/* Hodgkin and Huxley 1952, table 3: 1, 120, 36, 0.3, 115, -12, and 10.6 (they print 10.613; the
   potential 0 is a rest to the last digit at 10.5989209694); 6.3 degrees and Q10 = 3. */
extern const squid squid_1952;

/* What of a squid makes no sense: C or the temperature's factor not positive, a negative
   conductance. GSL_EINVAL with the reason. */
int squid_check(const squid *s, fault *why);

/* One gate's rates at potential V, 1/ms at 6.3 degrees (equations (5)-(7) of squid.c). */
typedef struct {
    double alpha, beta; /* of opening, of closing */
} rates;

rates squid_rates_n(double v);
rates squid_rates_m(double v);
rates squid_rates_h(double v);
rates squid_rates(const squid *s, int gate, double v); /* of STATE_N, _M or _H, at s->celsius */

/* Where a gate goes if V is held, and how fast: alpha/(alpha + beta), and 1/(alpha + beta) in ms. */
double gate_steady(rates r);
double gate_time(rates r);

/* dV/dt of alpha and of beta, for the Jacobian; 1/(ms mV) at s->celsius. */
rates squid_rates_slope(const squid *s, int gate, double v);

/* The three currents out of the cell, uA/cm^2. */
typedef struct {
    double na, k, leak;
} currents;

currents squid_currents(const squid *s, const double state[STATES]);

/* Slide 9: d/dt of the state, in mV/ms and 1/ms, under the current i into the cell. */
void squid_derivative(const squid *s, double i, const double state[STATES], double ddt[STATES]);

/* d(ddt[j])/d(state[k]) at jacobian[STATES j + k]. It does not depend on the current. */
void squid_jacobian(const squid *s, const double state[STATES], double jacobian[]);

/* All gates where they would be if V had been held for long. */
void squid_settle(const squid *s, double v, double state[STATES]);

/* A state in which nothing changes under the current i: V by a root finder between the potentials
   v_k - 100 and v_na + 100, gates settled. Returns GSL_EFAILED with the reason if dV/dt has the
   same sign at both. */
int squid_rest(const squid *s, double i, double state[STATES], fault *why);

#endif
