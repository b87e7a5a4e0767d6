/* synapse.h - a membrane of 1952 with synapses on it: a cell of a network. It is integrated by GSL
   from event to event. */

#ifndef SYNAPSE_H
#define SYNAPSE_H

#include "squid.h"

/* What cells of one kind have in common. */
typedef struct {
    squid membrane;
    double excite_to;  /* mV, where open exciting synapses pull the potential */
    double inhibit_to; /* mV, where inhibiting ones do */
    double decay;      /* ms, how long they stay open */
    double drive;      /* uA/cm^2, a constant current */
    double start;      /* mV, at the time 0, with settled gates; NaN: the rest without current */
} synapse_rule;

/* 65 mV from rest is 0 mV inside against outside, if the rest is at -65; -12 is potassium's. */
#define SYNAPSE_RULE                                                                               \
    {                                                                                              \
        .membrane = squid_1952, .excite_to = 65, .inhibit_to = -12, .decay = 2, .start = GSL_NAN   \
    }

int synapse_check(const synapse_rule *rule, fault *why);

/* One cell. It stands at (t, state); what comes after is a proposal, valid while nothing arrives:
   one step of the integrator, to `end`, or the spike in it. */
typedef struct {
    double t, state[STATES];
    double excite, inhibit; /* mS/cm^2, the open synapses at t */
    double extra;           /* uA/cm^2, of a stimulus */
    double end, proposal[STATES];
    double h;     /* ms, the step that the integrator would take next */
    int is_spike; /* the proposal ends with a spike */
    int above;    /* the spike has been told, and the potential has not come down since */
} synapse_cell;

/* The integrator, which cells of all rules share. NULL without memory. */
typedef struct synapse_solver synapse_solver;
synapse_solver *synapse_solver_alloc(double tolerance);
void synapse_solver_free(synapse_solver *s);
size_t synapse_evaluations(const synapse_solver *s); /* of the right-hand side, so far */

int synapse_at_start(const synapse_rule *rule, synapse_cell *cell, fault *why);

/* Makes the proposal. GSL_EFAILED with the reason if the tolerance cannot be met or V runs away. */
int synapse_propose(synapse_solver *s, const synapse_rule *rule, synapse_cell *cell, fault *why);

/* The proposal has come true: the cell stands at its end. Returns whether it spikes there. */
int synapse_accept(const synapse_rule *rule, synapse_cell *cell);

/* Brings the cell to the time t, which is between cell->t and cell->end; the proposal is void. */
int synapse_advance(synapse_solver *s, const synapse_rule *rule, synapse_cell *cell, double t,
                    fault *why);

/* The potential at such a time, the cell left as it is; NaN if it cannot be computed. */
double synapse_potential(synapse_solver *s, const synapse_rule *rule, const synapse_cell *cell,
                         double t);

/* An impulse of this weight arrives now, at cell->t: mS/cm^2 of exciting synapses open, or of
   inhibiting ones if it is negative. */
void synapse_receive(synapse_cell *cell, double weight);

#endif
