/* travelling_wave.h - the impulse on an endless axon, as Hodgkin and Huxley computed it: a wave that keeps its
   shape obeys an ordinary differential equation, which has an impulse for one speed only. */

#ifndef TRAVELLING_WAVE_H
#define TRAVELLING_WAVE_H

#include "squid.h"

/* K = C speed^2 2 R / a in 1/ms, the only place where the axon's size comes in; speed in m/s, the
   radius in um, the resistivity in ohm cm. And back. */
double wave_k(const squid *s, double speed, double radius, double resistivity);
double wave_k_to_speed(const squid *s, double k, double radius, double resistivity);

/* Called at each step of the integration. */
typedef void wave_watcher(double t, double v, void *params);

/* Integrates from the rest with this K until V is lost: *side is 1 if it was lost above, -1 below and
   0 if it was not within 200 ms. `see` may be NULL. GSL_EFAILED with the reason if the rest has no way out. */
int wave_shoot(const squid *s, double k, int *side, wave_watcher *see, void *params, fault *why);

/* The largest K at which the impulse comes back to rest. GSL_EFAILED with the reason if there is none. */
int wave_find(const squid *s, double *k, fault *why);

#endif
