/* spikes.h - a network of pulsed neurons, from event to event.

   Cells are numbered from 0 in the order in which they are added. First all cells, connections and
   stimuli, then spikes_begin, then spikes_run, as often as one likes: stops on the way change
   nothing. Times in ms. */

#ifndef SPIKES_H
#define SPIKES_H

#include "lif.h"
#include "synapse.h"

#include <stddef.h>
#include <stdint.h>

typedef struct spikes spikes;

/* The tolerance is that of the cells with membranes. NULL without memory. */
spikes *spikes_alloc(double tolerance);
void spikes_free(spikes *net);

/* So many cells of one kind; or one that spikes at these times, which do not fall, and receives
   nothing. */
int spikes_add_lif(spikes *net, size_t count, const lif_rule *rule, fault *why);
int spikes_add_membranes(spikes *net, size_t count, const synapse_rule *rule, fault *why);
int spikes_add_input(spikes *net, size_t n, const double times[], fault *why);
size_t spikes_cells(const spikes *net);

/* Slide 10's two parameters: delay in ms, not negative, and weight, in the receiving cell's unit
   (lif.h: mV; synapse.h: mS/cm^2). */
int spikes_connect(spikes *net, size_t from, size_t to, double delay, double weight, fault *why);
size_t spikes_connections(const spikes *net);

/* A current into a cell, in its unit (lif.h: mV; synapse.h: uA/cm^2), from one time to another,
   which may be infinite. */
typedef struct {
    double from, to, value;
} spikes_current;

int spikes_stimulate(spikes *net, size_t cell, const spikes_current *current, fault *why);

/* Everybody at the start, time 0. */
int spikes_begin(spikes *net, fault *why);

/* All events up to the time `until`, that time included. GSL_EFAILED with the reason if a cell
   cannot be integrated (spikes_failed says which) or there are more spikes than allowed; what
   happened before is kept. */
int spikes_run(spikes *net, double until, fault *why);
void spikes_allow(spikes *net, size_t most); /* spikes; 10 million unless told */
size_t spikes_failed(const spikes *net);     /* the cell, or spikes_cells(net): none */

/* What happened: all spikes in the order of time, and how many impulses arrived. */
typedef struct {
    double t;
    uint32_t cell;
} spike;

size_t spikes_count(const spikes *net);
spike spikes_spike(const spikes *net, size_t k);
size_t spikes_arrivals(const spikes *net);
size_t spikes_evaluations(const spikes *net); /* of the membranes' right-hand side */

/* mV, at a time that spikes_run has reached; NaN for an input. */
double spikes_potential(const spikes *net, size_t cell, double t);

/* Called at every arrival, after the cell has got it. */
typedef struct {
    double sent, t;
    size_t from, to;
    double weight;
} spikes_arrival;

typedef void spikes_watcher(void *params, const spikes_arrival *arrival);
void spikes_watch(spikes *net, spikes_watcher *watcher, void *params);

#endif
