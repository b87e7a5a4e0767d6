/* The pulsed network: crossings against closed forms and against a search on a grid, arrivals as
   sums of delays, a whole network against one that is simulated naively, membranes against one
   integration of six equations. */

#include "spikes.h"
#include "event_queue.h"
#include "impulse.h"
#include "tap.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sf_lambert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------------ the queue */

static void check_queue(gsl_rng *rng)
{
    enum { OWNERS = 60, CHANGES = 20000 };
    double naive[OWNERS];
    event_queue *q = event_queue_alloc(OWNERS / 2);
    event_queue_add_owners(q, OWNERS - OWNERS / 2);
    size_t wrong = 0, length = 0;
    for (int k = 0; k < OWNERS; k++)
        naive[k] = INFINITY;
    for (int k = 0; k < CHANGES; k++) {
        const uint32_t owner = (uint32_t)gsl_rng_uniform_int(rng, OWNERS);
        /* few different times: many ties */
        naive[owner] = gsl_rng_uniform(rng) < 0.3 ? INFINITY : (double)gsl_rng_uniform_int(rng, 50);
        event_queue_set(q, owner, naive[owner]);
        int first = -1;
        length = 0;
        for (int j = 0; j < OWNERS; j++) {
            length += naive[j] < INFINITY;
            if (naive[j] < INFINITY && (first < 0 || naive[j] <= naive[first]))
                first = j;
        }
        const event *e = event_queue_next(q);
        wrong += first < 0 ? e != NULL
                           : !e || e->owner != (uint32_t)first || !(fabs(e->t - naive[first]) <= 0);
        wrong += event_queue_length(q) != length;
    }
    tap_ok(wrong == 0 && length > 10,
           "after each of %d changes the next event is the earliest, of equals the highest owner's",
           CHANGES);
    event_queue_free(q);
}

/* Filled at random, changed at random, emptied from the top: sorted, every time. */
static void check_draining(gsl_rng *rng)
{
    enum { OWNERS = 40, ROUNDS = 300 };
    size_t wrong = 0, seen = 0;
    event_queue *q = event_queue_alloc(OWNERS);
    for (int round = 0; round < ROUNDS; round++) {
        for (uint32_t k = 0; k < OWNERS; k++)
            event_queue_set(q, k, gsl_rng_uniform(rng));
        for (int k = 0; k < OWNERS / 2; k++)
            event_queue_set(q, (uint32_t)gsl_rng_uniform_int(rng, OWNERS), INFINITY);
        double before = 0;
        for (const event *e; (e = event_queue_next(q)); event_queue_set(q, e->owner, INFINITY)) {
            wrong += e->t < before;
            before = e->t;
            seen++;
        }
    }
    tap_ok(wrong == 0 && seen > ROUNDS * OWNERS / 2 && event_queue_length(q) == 0,
           "%zu events from the top of %d queues come in the order of time", seen, ROUNDS);
    event_queue_free(q);
}

/* ------------------------------------------------------------------- one cell's formula */

static lif_rule prepared(double tau, double synapse, double threshold)
{
    lif_rule r = {.tau = tau, .synapse = synapse, .threshold = threshold, .refractory = 2};
    fault why = {""};
    if (lif_prepare(&r, &why) != GSL_SUCCESS)
        tap_ok(0, "a rule is prepared: %s", why.text);
    return r;
}

/* The time at which one impulse at rest makes a cell fire. */
static double fires_at(const lif_rule *r, double weight)
{
    lif c = lif_at_start(r);
    lif_receive(r, &c, weight);
    return lif_crossing(r, &c);
}

/* Books' form of (4), in long double. */
static double two_exponentials(const lif_rule *r, const lif *c, double s)
{
    const long double d = r->drive + c->extra, tau = r->tau, fast = r->synapse;
    const long double b = r->synapse > 0 ? c->j * tau * fast / (tau - fast) : 0;
    return (double)(d + (c->v - d + b) * expl(-s / tau) -
                    (r->synapse > 0 ? b * expl(-s / fast) : 0));
}

static void check_closed_forms(void)
{
    /* Response: at rest one impulse of weight 1 rises to 1 mV, at ln(tau/tau_s)/(1/tau_s - 1/tau). */
    lif_rule r = prepared(10, 2, 15);
    lif c = lif_at_start(&r);
    lif_receive(&r, &c, 1);
    tap_near(lif_potential(&r, &c, log(5.) / 0.4), 1, 1e-14, "(5): the response is 1 mV high");
    tap_near(lif_potential(&r, &c, log(5.) / 0.4 + 1e-3), 1, 1e-7, "and flat there");

    /* tau = 2 tau_s: V = 4 w (x - x^2) with x = exp(-s/tau): a quadratic equation. */
    r = prepared(10, 5, 15);
    for (double w = 15.001; w < 200; w *= 2.3)
        tap_near(fires_at(&r, w), -10 * log((1 + sqrt(1 - 15 / w)) / 2), w < 16 ? 1e-11 : 1e-13,
                 "tau = 2 tau_s, weight %.5g: the root of a quadratic", w);
    tap_ok(!isfinite(fires_at(&r, 14.999)), "an impulse of less than the threshold: never");

    /* tau = tau_s: V = w (s/tau) exp(1 - s/tau): Lambert's function. */
    r = prepared(10, 10, 15);
    tap_near(fires_at(&r, 40), -10 * gsl_sf_lambert_W0(-15 / (M_E * 40)), 1e-13,
             "tau = tau_s: Lambert's function");
    const double there = fires_at(&r, 40);
    r = prepared(10, 10 * (1 + 1e-9), 15);
    tap_near(fires_at(&r, 40), there, 1e-8, "and next to it no digit is lost");
    r = prepared(10, 10 * (1 - 1e-9), 15);
    tap_near(fires_at(&r, 40), there, 1e-8, "on either side");
    r = prepared(1, 50, 15);
    c = lif_at_start(&r);
    lif_receive(&r, &c, 10);
    /* tau_s tau / (tau_s - tau) k w exp(-s/tau_s), the other exponential being gone. */
    tap_near(lif_potential(&r, &c, 2000), 50 / 49. * r.kick * 10 * exp(-40), 1e-25,
             "a slow synapse's current, long after the membrane has forgotten");
}

/* Equation (7), refractory periods and what is lost in them. */
static void check_drive(void)
{
    lif_rule r = prepared(10, 0, 15);
    r.drive = 20;
    lif c = lif_at_start(&r);
    tap_near(lif_crossing(&r, &c), 10 * log(4.), 1e-15, "(7): the first spike of a driven cell");
    lif_advance(&r, &c, lif_crossing(&r, &c));
    lif_fire(&r, &c);
    tap_near(lif_crossing(&r, &c), 20 * log(4.) + 2, 1e-15, "the second, a refractory period more");
    lif_advance(&r, &c, c.t + 1);
    lif_receive(&r, &c, 100);
    tap_near(lif_crossing(&r, &c), 20 * log(4.) + 2, 1e-15, "a jump that comes in between is lost");
    r = prepared(10, 5, 15);
    c = lif_at_start(&r);
    lif_fire(&r, &c);
    lif_receive(&r, &c, 60);
    lif_advance(&r, &c, 1);
    tap_ok(fabs(c.v) <= 0, "a refractory cell stays at its reset");
    /* After 2 ms the current is that of a weight of 60 exp(-2/5). */
    tap_near(lif_crossing(&r, &c), 2 - 10 * log((1 + sqrt(1 - 15 / (60 * exp(-0.4)))) / 2), 1e-13,
             "a current that comes in between goes on");
}

/* Any cell: the first crossing on a fine grid, and bisection there. */
static double crossing_on_grid(const lif_rule *r, const lif *c)
{
    double low = 0, high = 0;
    const double step = 0.002 * fmin(r->tau, r->synapse > 0 ? r->synapse : r->tau);
    while (two_exponentials(r, c, high) < r->threshold) {
        low = high;
        high += step;
        if (high > 40 * fmax(r->tau, r->synapse))
            return INFINITY;
    }
    for (int k = 0; k < 60; k++) {
        const double middle = (low + high) / 2;
        if (two_exponentials(r, c, middle) < r->threshold)
            low = middle;
        else
            high = middle;
    }
    return high;
}

static void check_any_cell(gsl_rng *rng)
{
    size_t cross = 0, never = 0, wrong = 0;
    double worst = 0;
    for (int k = 0; k < 300; k++) {
        lif_rule r = prepared(gsl_ran_flat(rng, 2, 20), k % 5 ? gsl_ran_flat(rng, 0.5, 30) : 0, 15);
        r.drive = gsl_ran_flat(rng, -10, 20);
        const lif c = {.v = gsl_ran_flat(rng, -20, 15),
                       .j = k % 5 ? gsl_ran_flat(rng, -20, 20) : 0,
                       .extra = gsl_ran_flat(rng, -2, 2)};
        const double t = lif_crossing(&r, &c), on_grid = crossing_on_grid(&r, &c);
        cross += t < INFINITY;
        never += !(t < INFINITY);
        wrong += !isfinite(t) != !isfinite(on_grid);
        if (isfinite(t) && isfinite(on_grid))
            worst = fmax(worst, fabs(t - on_grid));
    }
    tap_ok(cross > 50 && never > 50 && wrong == 0 && worst < 1e-9,
           "300 cells in any state: %zu cross and %zu never, as on a grid, to %.1e ms (%zu wrong)",
           cross, never, worst, wrong);
}

/* ------------------------------------------------------------------ arrivals are sums */

typedef struct {
    size_t n, inexact;
    double worst;
    const double *expected; /* by number */
} seen_arrivals;

static void see(void *params, const spikes_arrival *a)
{
    seen_arrivals *seen = params;
    seen->worst = fmax(seen->worst, fabs(a->t - seen->expected[seen->n]));
    seen->n++;
}

/* Cells that fire as soon as an impulse comes, one behind the other: the k-th fires at the sum of k
   delays, from a picosecond to a second. */
static void check_chain(gsl_rng *rng)
{
    enum { LENGTH = 1000 };
    const lif_rule relay = {.tau = 10, .threshold = 15, .refractory = 1};
    static double expected[LENGTH];
    fault why = {""};
    spikes *net = spikes_alloc(1e-9);
    const double at = 0.1;
    long double sum = at;
    int status = spikes_add_input(net, 1, &at, &why);
    status |= spikes_add_lif(net, LENGTH, &relay, &why);
    for (size_t k = 0; k < LENGTH; k++) {
        const double delay = k % 7 == 0 ? 0 : exp(gsl_ran_flat(rng, log(1e-9), log(1e3)));
        status |= spikes_connect(net, k, k + 1, delay, 20, &why);
        sum += delay;
        expected[k] = (double)sum;
    }
    seen_arrivals seen = {.expected = expected};
    spikes_watch(net, see, &seen);
    status |= spikes_begin(net, &why);
    status |= spikes_run(net, 1e6, &why);
    tap_ok(status == GSL_SUCCESS && seen.n == LENGTH && spikes_count(net) == LENGTH + 1 &&
               seen.worst < 1e-9,
           "%zu arrivals in a chain, by %.0f ms, are the sums of their delays to %.1e ms", seen.n,
           (double)sum, seen.worst);
    spikes_free(net);
}

static void see_exact(void *params, const spikes_arrival *a)
{
    seen_arrivals *seen = params;
    /* The weight is the delay here. */
    seen->inexact += fabs(a->t - (a->sent + a->weight)) > 0;
    seen->n++;
}

/* Many connections of one cell: each arrival is its spike's time and its delay, to the last bit,
   and they come in the order of time. */
static void check_fan(gsl_rng *rng)
{
    enum { TARGETS = 500, SPIKES = 40 };
    const lif_rule deaf = {.tau = 10, .threshold = 1e9};
    double times[SPIKES];
    fault why = {""};
    spikes *net = spikes_alloc(1e-9);
    for (int k = 0; k < SPIKES; k++)
        times[k] = 1.37 * k; /* many are under way at once */
    int status = spikes_add_input(net, SPIKES, times, &why);
    status |= spikes_add_lif(net, TARGETS, &deaf, &why);
    for (size_t k = 0; k < TARGETS; k++) {
        const double delay = gsl_ran_flat(rng, 0, 50);
        status |= spikes_connect(net, 0, k + 1, delay, delay, &why);
    }
    seen_arrivals seen = {0};
    spikes_watch(net, see_exact, &seen);
    status |= spikes_begin(net, &why);
    status |= spikes_run(net, 1000, &why);
    tap_ok(status == GSL_SUCCESS && seen.n == TARGETS * SPIKES && seen.inexact == 0 &&
               spikes_arrivals(net) == TARGETS * SPIKES,
           "%d spikes over %d delays: every arrival is t + d to the last bit", SPIKES, TARGETS);
    spikes_free(net);
}

/* Coincidence: equation (3) of spiking_network.c, from both sides. */
static size_t coincide(double apart)
{
    const lif_rule r = {.tau = 2, .threshold = 18.5, .refractory = 2};
    const double at[2] = {5, 5};
    fault why = {""};
    spikes *net = spikes_alloc(1e-9);
    spikes_add_input(net, 1, at, &why);
    spikes_add_lif(net, 1, &r, &why);
    spikes_connect(net, 0, 1, 1, 10, &why);
    spikes_connect(net, 0, 1, 1 + apart, 10, &why);
    spikes_begin(net, &why);
    spikes_run(net, 50, &why);
    const size_t n = spikes_count(net) - 1;
    spikes_free(net);
    return n;
}

static void check_coincidence(void)
{
    const double window = 2 * log(10 / 8.5);
    tap_ok(coincide(window - 1e-9) == 1 && coincide(window + 1e-9) == 0,
           "two impulses within %.9f ms make a spike, a millionth of a microsecond later none",
           window);
}

/* At one moment: what pulls up and what pulls down, told in either order. */
static void check_ties(void)
{
    for (int order = 0; order < 2; order++) {
        const lif_rule r = {.tau = 10, .threshold = 15, .refractory = 2};
        const double at = 3;
        fault why = {""};
        spikes *net = spikes_alloc(1e-9);
        spikes_add_input(net, 1, &at, &why);
        spikes_add_input(net, 1, &at, &why);
        spikes_add_lif(net, 1, &r, &why);
        spikes_connect(net, 0, 2, 1, order ? 20 : -20, &why);
        spikes_connect(net, 1, 2, 1, order ? -20 : 20, &why);
        spikes_begin(net, &why);
        spikes_run(net, 50, &why);
        tap_ok(spikes_count(net) == 2 && spikes_arrivals(net) == 2,
               "+20 and -20 mV at the same time: no spike (order %d)", order);
        spikes_free(net);
    }
}

/* ------------------------------------------------------------- a whole network, naively */

enum { CELLS = 24, LINKS = 260, MOST = 4000 };

typedef struct {
    lif_rule rule[CELLS];
    lif cell[CELLS];
    size_t from[LINKS], to[LINKS];
    double delay[LINKS], weight[LINKS];
    struct {
        double t;
        size_t link;
    } pending[100000];
    size_t n_pending, n_spikes;
    spike spikes[MOST];
} naive;

static void random_network(naive *s, gsl_rng *rng)
{
    for (size_t k = 0; k < CELLS; k++) {
        s->rule[k] = prepared(gsl_ran_flat(rng, 5, 15), k % 3 ? gsl_ran_flat(rng, 1, 4) : 0, 15);
        s->rule[k].drive = gsl_ran_flat(rng, 12, 22);
        s->rule[k].refractory = gsl_ran_flat(rng, 1, 3);
        s->rule[k].start = gsl_ran_flat(rng, -5, 14);
        s->cell[k] = lif_at_start(&s->rule[k]);
    }
    for (size_t k = 0; k < LINKS; k++) {
        s->from[k] = gsl_rng_uniform_int(rng, CELLS);
        s->to[k] = gsl_rng_uniform_int(rng, CELLS);
        s->delay[k] = gsl_ran_flat(rng, 0, 10);
        s->weight[k] = gsl_ran_flat(rng, -2, 3);
    }
}

/* The potential by the books' formula. */
static double naive_potential(const naive *s, size_t k, double t)
{
    const lif *c = &s->cell[k];
    const lif_rule *r = &s->rule[k];
    if (t < c->free_at)
        return r->reset;
    lif free = *c;
    const double from = fmax(c->t, c->free_at);
    if (c->free_at > c->t) {
        free.v = r->reset;
        free.j = r->synapse > 0 ? c->j * exp(-(c->free_at - c->t) / r->synapse) : 0;
    }
    return two_exponentials(r, &free, t - from);
}

static void naive_move(naive *s, size_t k, double t)
{
    const double v = naive_potential(s, k, t);
    if (s->rule[k].synapse > 0)
        s->cell[k].j *= exp(-(t - s->cell[k].t) / s->rule[k].synapse);
    s->cell[k].v = v;
    s->cell[k].t = t;
}

/* The first crossing of any cell after t and before `until`, looked for every hundredth of a
   millisecond. */
static double naive_crossing(const naive *s, double t, double until, size_t *who)
{
    double first = until;
    for (size_t k = 0; k < CELLS; k++) {
        double low = t, high = t;
        while (high < first && naive_potential(s, k, high) < s->rule[k].threshold) {
            low = high;
            high = fmin(high + 0.01, first);
        }
        if (naive_potential(s, k, high) < s->rule[k].threshold)
            continue;
        for (int j = 0; j < 60; j++) {
            const double middle = (low + high) / 2;
            *(naive_potential(s, k, middle) < s->rule[k].threshold ? &low : &high) = middle;
        }
        first = high;
        *who = k;
    }
    return first;
}

static void naive_spike(naive *s, size_t who, double t)
{
    naive_move(s, who, t);
    s->cell[who].v = s->rule[who].reset;
    s->cell[who].free_at = t + s->rule[who].refractory;
    s->spikes[s->n_spikes++] = (spike){t, (uint32_t)who};
    for (size_t k = 0; k < LINKS; k++)
        if (s->from[k] == who) {
            s->pending[s->n_pending].t = t + s->delay[k];
            s->pending[s->n_pending++].link = k;
        }
}

static void naive_run(naive *s, double until)
{
    double t = 0;
    while (t < until) {
        double next = until;
        size_t which = SIZE_MAX, who = SIZE_MAX;
        for (size_t k = 0; k < s->n_pending; k++)
            if (s->pending[k].t < next) {
                next = s->pending[k].t;
                which = k;
            }
        t = naive_crossing(s, t, next, &who);
        if (who != SIZE_MAX) {
            naive_spike(s, who, t);
        } else if (which != SIZE_MAX) {
            const size_t link = s->pending[which].link, to = s->to[link];
            naive_move(s, to, t);
            if (s->rule[to].synapse > 0)
                s->cell[to].j += s->rule[to].kick * s->weight[link];
            else if (t >= s->cell[to].free_at)
                s->cell[to].v += s->weight[link];
            s->pending[which] = s->pending[--s->n_pending];
        }
    }
}

static spikes *same_network(const naive *s)
{
    fault why = {""};
    spikes *net = spikes_alloc(1e-9);
    for (size_t k = 0; k < CELLS; k++)
        spikes_add_lif(net, 1, &s->rule[k], &why);
    for (size_t k = 0; k < LINKS; k++)
        spikes_connect(net, s->from[k], s->to[k], s->delay[k], s->weight[k], &why);
    spikes_begin(net, &why);
    return net;
}

static void check_network(gsl_rng *rng)
{
    const double until = 60;
    fault why = {""};
    naive *s = calloc(1, sizeof *s);
    random_network(s, rng);
    spikes *net = same_network(s), *stops = same_network(s);
    naive_run(s, until);
    spikes_run(net, until, &why);
    for (double t = 0; t < until; t += 0.37) {
        spikes_run(stops, t, &why);
        for (size_t k = 0; k < CELLS; k++)
            spikes_potential(stops, k, t);
    }
    spikes_run(stops, until, &why);
    size_t differ = spikes_count(net) != s->n_spikes;
    size_t moved = spikes_count(net) != spikes_count(stops);
    double worst = 0;
    for (size_t k = 0; k < s->n_spikes && k < spikes_count(net); k++) {
        const spike a = spikes_spike(net, k), b = spikes_spike(stops, k);
        differ += a.cell != s->spikes[k].cell;
        moved += a.cell != b.cell || fabs(a.t - b.t) > 0;
        worst = fmax(worst, fabs(a.t - s->spikes[k].t));
    }
    tap_ok(s->n_spikes > 60 && differ == 0 && worst < 1e-9,
           "%d cells, %d connections: all %zu spikes as simulated naively, to %.1e ms", CELLS,
           LINKS, s->n_spikes, worst);
    tap_ok(moved == 0, "stops to look at the potentials move no spike");
    double off = 0;
    for (size_t k = 0; k < CELLS; k++)
        off = fmax(off, fabs(spikes_potential(net, k, until) - naive_potential(s, k, until)));
    tap_ok(off < 1e-8, "and all potentials are the same at the end (%.1e mV)", off);
    spikes_free(net);
    spikes_free(stops);
    free(s);
}

/* --------------------------------------------------------------------------- membranes */

/* Slide 9's four equations and those of two conductances. */
static int six(double t, const double y[], double ddt[], void *params)
{
    (void)t;
    const synapse_rule *r = params;
    const double v = y[STATE_V];
    squid_derivative(&r->membrane,
                     r->drive - y[4] * (v - r->excite_to) - y[5] * (v - r->inhibit_to), y, ddt);
    ddt[4] = -y[4] / r->decay;
    ddt[5] = -y[5] / r->decay;
    return GSL_SUCCESS;
}

/* The potential at the end, of one cell that gets +1 and -0.2 mS/cm^2 at known times. */
static double six_at(synapse_rule *r, double until)
{
    const double at[] = {3.3, 4.0125, 12.7}, weight[] = {1, -0.2, 1};
    double y[6] = {0}, t = 0;
    fault why = {""};
    gsl_odeiv2_system system = {six, NULL, 6, r};
    gsl_odeiv2_driver *d =
        gsl_odeiv2_driver_alloc_y_new(&system, gsl_odeiv2_step_rk8pd, 1e-4, 1e-13, 1e-13);
    squid_rest(&r->membrane, 0, y, &why);
    for (int k = 0; k < 3; k++) {
        gsl_odeiv2_driver_apply(d, &t, at[k], y);
        y[weight[k] > 0 ? 4 : 5] += fabs(weight[k]);
        gsl_odeiv2_driver_reset_hstart(d, 1e-4);
    }
    gsl_odeiv2_driver_apply(d, &t, until, y);
    gsl_odeiv2_driver_free(d);
    return y[STATE_V];
}

static void check_synapse(void)
{
    synapse_rule r = SYNAPSE_RULE;
    r.drive = 2;
    const double times[] = {2.3, 11.7}, other = 2.0125;
    fault why = {""};
    spikes *net = spikes_alloc(1e-11);
    spikes_add_input(net, 2, times, &why);
    spikes_add_input(net, 1, &other, &why);
    spikes_add_membranes(net, 1, &r, &why);
    spikes_connect(net, 0, 2, 1, 1, &why);
    spikes_connect(net, 1, 2, 2, -0.2, &why);
    spikes_begin(net, &why);
    double worst = 0, highest = 0;
    for (double t = 12.8; t < 25; t += 0.6) {
        spikes_run(net, t, &why);
        const double v = spikes_potential(net, 2, t);
        worst = fmax(worst, fabs(v - six_at(&r, t)));
        highest = fmax(highest, v);
    }
    tap_ok(worst < 1e-6 && highest > 50,
           "a membrane with synapses follows the six equations up to %.0f mV, to %.1e mV", highest,
           worst);
    spikes_free(net);
}

/* A constant current: hodgkin_huxley's spikes; a squid that sends to another with a delay. */
static void check_membranes(void)
{
    synapse_rule driven = SYNAPSE_RULE, silent = SYNAPSE_RULE;
    driven.drive = 10;
    fault why = {""};
    spikes *net = spikes_alloc(1e-9);
    spikes_add_membranes(net, 1, &driven, &why);
    spikes_add_membranes(net, 1, &silent, &why);
    spikes_connect(net, 0, 1, 3.7, 0.5, &why);
    spikes_begin(net, &why);
    spikes_run(net, 100, &why);
    double first = 0, last = 0, before = 0, answer = 0;
    size_t n = 0, answers = 0;
    for (size_t k = 0; k < spikes_count(net); k++) {
        const spike s = spikes_spike(net, k);
        if (s.cell == 1 && answers++ == 0)
            answer = s.t;
        if (s.cell == 1)
            continue;
        first = n++ == 0 ? s.t : first;
        before = last;
        last = s.t;
    }
    tap_near(first, 1.843146738, 1e-8, "10 uA/cm^2: the first spike");
    tap_near(last - before, 14.638, 1e-3, "and the interval");
    tap_ok(n == 7 && answers >= 3 && answer > first + 3.7 && answer < first + 3.7 + 4,
           "%zu spikes; one cell excites another, late (%zu answers, the first at %.3f ms)", n,
           answers, answer);
    spikes_free(net);
}

/* A current step into a membrane is impulse.c's, edges and all. */
static void check_stimulus(void)
{
    synapse_rule r = SYNAPSE_RULE;
    const spikes_current pulses[] = {{5, 5.5, 15}, {30, 60, 8}, {40, 50, 3}};
    double t[] = {5, 5, 5.5, 5.5, 30, 30, 40, 40, 50, 50, 60, 60};
    double i[] = {0, 15, 15, 0, 0, 8, 8, 11, 11, 8, 8, 0};
    stimulus in = {12, t, i};
    impulse_rule rule = IMPULSE_RULE;
    double rest[STATES];
    fault why = {""};
    spikes *net = spikes_alloc(1e-9);
    spikes_add_membranes(net, 1, &r, &why);
    for (int k = 0; k < 3; k++)
        spikes_stimulate(net, 0, &pulses[k], &why);
    spikes_begin(net, &why);
    spikes_run(net, 80, &why);
    impulse *p = impulse_alloc(&squid_1952, &in, &rule);
    squid_rest(&squid_1952, 0, rest, &why);
    impulse_set(p, 0, rest);
    impulse_advance(p, 80, &why);
    double worst = 0;
    for (size_t k = 0; k < impulse_spikes(p) && k < spikes_count(net); k++)
        worst = fmax(worst, fabs(spikes_spike(net, k).t - impulse_spike(p, k)));
    tap_ok(impulse_spikes(p) >= 3 && impulse_spikes(p) == spikes_count(net) && worst < 1e-6,
           "currents that overlap: all %zu spikes where impulse.c has them, to %.1e ms",
           spikes_count(net), worst);
    impulse_free(p);
    spikes_free(net);
}

/* ------------------------------------------------------------------------ what is refused */

static void refused(int status, const fault *why, const char *says)
{
    tap_ok(status != GSL_SUCCESS && strstr(why->text, says), "refused: %s (%s)", says, why->text);
}

static void check_refusals(void)
{
    fault why = {""};
    spikes *net = spikes_alloc(1e-9);
    lif_rule r = LIF_RULE;
    synapse_rule squid_rule = SYNAPSE_RULE;
    const double bad[] = {3, 2}, early = -1, fine = 1;
    spikes_add_lif(net, 2, &r, &why);
    spikes_add_input(net, 1, &fine, &why);
    refused(spikes_connect(net, 0, 1, -1, 1, &why), &why, "a delay cannot be negative: -1 ms");
    refused(spikes_connect(net, 0, 1, GSL_NAN, 1, &why), &why, "a delay cannot be negative");
    refused(spikes_connect(net, 0, 1, 1, GSL_POSINF, &why), &why, "a weight must be finite");
    refused(spikes_connect(net, 0, 3, 1, 1, &why), &why, "there is no cell 3");
    refused(spikes_connect(net, 0, 2, 1, 1, &why), &why, "an input receives nothing");
    refused(spikes_add_input(net, 2, bad, &why), &why, "times must not fall");
    refused(spikes_add_input(net, 1, &early, &why), &why, "the run begins at 0");
    refused(spikes_stimulate(net, 0, &(spikes_current){5, 4, 1}, &why), &why, "negative duration");
    r.tau = 0;
    refused(spikes_add_lif(net, 1, &r, &why), &why, "tau must be positive");
    r = (lif_rule)LIF_RULE;
    r.reset = 15;
    refused(spikes_add_lif(net, 1, &r, &why), &why, "must be below the threshold");
    squid_rule.membrane.c = 0;
    refused(spikes_add_membranes(net, 1, &squid_rule, &why), &why, "capacity must be positive");
    squid_rule = (synapse_rule)SYNAPSE_RULE;
    squid_rule.membrane.g_na = -1;
    refused(spikes_add_membranes(net, 1, &squid_rule, &why), &why, "cannot be negative");
    spikes_free(net);
}

/* Two cells that wake each other without delay nor rest would do so for ever, at one moment. */
static void check_without_end(void)
{
    fault why = {""};
    const lif_rule r = {.tau = 10, .threshold = 15};
    const double at = 1;
    spikes *net = spikes_alloc(1e-9);
    spikes_add_lif(net, 2, &r, &why);
    spikes_add_input(net, 1, &at, &why);
    spikes_connect(net, 2, 0, 0, 20, &why);
    spikes_connect(net, 0, 1, 0, 20, &why);
    spikes_connect(net, 1, 0, 0, 20, &why);
    spikes_allow(net, 1000);
    spikes_begin(net, &why);
    refused(spikes_run(net, 10, &why), &why, "more than 1000 spikes by 1 ms");
    tap_ok(spikes_count(net) == 1000 && spikes_failed(net) == spikes_cells(net),
           "the thousand are kept");
    spikes_free(net);
}

/* A membrane with the slide's sign runs away: the failing cell is named. */
static void check_explosion(void)
{
    fault why = {""};
    synapse_rule r = SYNAPSE_RULE, wrong = SYNAPSE_RULE;
    wrong.membrane.printed = SQUID_PRINTED_SIGN;
    wrong.drive = 10;
    wrong.start = 0;
    spikes *net = spikes_alloc(1e-9);
    spikes_add_membranes(net, 1, &r, &why);
    spikes_add_membranes(net, 1, &wrong, &why);
    spikes_begin(net, &why);
    refused(spikes_run(net, 1000, &why), &why, "the integration stops at");
    tap_ok(spikes_failed(net) == 1, "and it is known whose");
    spikes_free(net);
}

int main(void)
{
    gsl_set_error_handler_off();
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 5);
    check_queue(rng);
    check_draining(rng);
    check_closed_forms();
    check_drive();
    check_any_cell(rng);
    check_chain(rng);
    check_fan(rng);
    check_coincidence();
    check_ties();
    check_network(rng);
    check_synapse();
    check_membranes();
    check_stimulus();
    check_refusals();
    check_without_end();
    check_explosion();
    gsl_rng_free(rng);
    return tap_done();
}
