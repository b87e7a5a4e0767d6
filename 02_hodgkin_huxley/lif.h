/* lif.h - the leaky integrate-and-fire neuron, from event to event: between two of them its
   potential is a formula, and the time at which it fires is the root of that formula. No step, no
   grid. */

#ifndef LIF_H
#define LIF_H

#include "fault.h"

/* What cells of one kind have in common. Potentials in mV from rest, times in ms. */
typedef struct {
    double tau;        /* the membrane's time constant, ms */
    double synapse;    /* how long a synapse's current lasts, ms; 0: the potential jumps */
    double threshold;  /* mV */
    double reset;      /* mV, where the potential is put after a spike */
    double refractory; /* ms; so long it stays there */
    double drive;      /* mV, where the potential goes if nothing arrives: a constant current */
    double start;      /* mV, at the time 0 */
    /* From these, by lif_prepare: */
    double delta; /* 1/ms, 1/synapse - 1/tau */
    double kick;  /* 1/ms, the current of an impulse whose response is 1 mV high */
} lif_rule;

#define LIF_RULE                                                                                   \
    {                                                                                              \
        .tau = 10, .synapse = 2, .threshold = 15, .refractory = 2                                  \
    }

/* Computes what follows from the rest. GSL_EINVAL with the reason if a time constant is not
   positive, a duration negative, or the reset or the start not below the threshold. */
int lif_prepare(lif_rule *rule, fault *why);

/* One cell: what is known of it at the time t, from which it is left to itself. */
typedef struct {
    double t;       /* ms */
    double v;       /* mV */
    double j;       /* mV/ms, the synapses' current, in units of the slope it makes */
    double free_at; /* ms, the end of its refractory period */
    double extra;   /* mV, the drive of a stimulus */
} lif;

lif lif_at_start(const lif_rule *rule);

/* The potential at a time not before cell->t, if nothing arrives in between. Equation (4). */
double lif_potential(const lif_rule *rule, const lif *cell, double t);

/* Brings the cell to the time t, which is not before cell->t. */
void lif_advance(const lif_rule *rule, lif *cell, double t);

/* An impulse of this weight in mV arrives now, at cell->t. */
void lif_receive(const lif_rule *rule, lif *cell, double weight);

/* When it will fire if nothing more arrives: not before cell->t; infinity if never. */
double lif_crossing(const lif_rule *rule, const lif *cell);

/* A time before which it will not fire if nothing more arrives, found without a single exponential. */
double lif_not_before(const lif_rule *rule, const lif *cell);

/* It fires now, at cell->t. */
void lif_fire(const lif_rule *rule, lif *cell);

#endif
