/* cable.h - an axon: the membrane of slide 9 rolled to a tube, in cells along its length, and the impulse
   that travels along it.

   Places are in mm from the left end, times in ms, so a speed of 1 mm/ms is 1 m/s; radii in um, the
   axoplasm's resistivity in ohm cm. Both ends are sealed. */

#ifndef CABLE_H
#define CABLE_H

#include "squid.h"
#include <stddef.h>

typedef struct {
    double length,
        dx;    /* mm; the cells are length / n, with n the whole number nearest to length / dx */
    double dt; /* ms */
    double radius;      /* um */
    double resistivity; /* ohm cm */
    squid membrane;
} cable_rule;

/* A stretch that differs from the rest of the axon. None if `to` is not above `from`. */
typedef struct {
    double from, to; /* mm */
    double radius, celsius, g_na;
} stretch;

/* A current into the axon, uA/cm^2 of the membrane from `from` to `to`. */
typedef struct {
    double from, to;   /* mm */
    double begin, end; /* ms */
    double current;
} shock;

typedef struct cable cable;

/* At rest at the time 0. The potential is the rest of each cell by itself. NULL with the reason. */
cable *cable_alloc(const cable_rule *rule, const stretch *other, fault *why);
void cable_free(cable *c);

/* One step of dt. GSL_EFAILED with the reason if V is lost. */
int cable_step(cable *c, const shock shocks[], size_t n_shocks, fault *why);

size_t cable_cells(const cable *c);
double cable_place(const cable *c, size_t cell); /* of its middle, mm */
double cable_time(const cable *c);
const double *cable_v(const cable *c); /* mV from rest, by cell */

/* When V first rose through 50 mV in each cell, ms (NaN: not yet), how often it has, and the highest V
   so far. */
const double *cable_arrivals(const cable *c);
const int *cable_spikes(const cable *c);
const double *cable_peaks(const cable *c);

/* The speed from the arrivals between two places, by a straight line through them, m/s. NaN if
   the impulse has not been in all cells there, or if there are fewer than two. */
double cable_speed(const cable *c, double from, double to);

#endif
