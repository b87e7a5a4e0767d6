/* bench_spiking.c - how many events a second the pulsed network gets through, and in how much
   memory.

   10 000 integrate-and-fire cells with exponential synapses, each connected with 100 others at
   random, 8 of 10 exciting, delays of their own from 1 to 20 ms: 1 000 000 connections. An event is
   an arrival or a spike. The claims are ratios, taken in one run with turns A B A B: of the network
   with a million different delays to the same one with a single delay, and of an event to the bare
   work that nobody can avoid: two exponentials and one cell's state fetched from anywhere. Plain
   numbers are printed too; of each the fastest of several counts. */

#include "spikes.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum { CELLS = 10000, FAN = 100, ROUNDS = 3 };

static const double model_time = 200; /* ms */

/* Seconds of the processor's time: on a busy machine the clock on the wall would count others'
   work. */
static double processor_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* All delays drawn from 1 to `longest`, which may be 1. */
static spikes *build(double longest, const gsl_rng_type *type)
{
    fault why = {""};
    gsl_rng *rng = gsl_rng_alloc(type);
    spikes *net = spikes_alloc(1e-9);
    int status = GSL_SUCCESS;
    for (size_t k = 0; k < CELLS; k++) {
        lif_rule r = LIF_RULE;
        r.drive = gsl_ran_flat(rng, 12, 18); /* half of them fire by themselves */
        r.start = gsl_ran_flat(rng, 0, 14);
        status |= spikes_add_lif(net, 1, &r, &why);
    }
    for (size_t k = 0; k < (size_t)CELLS * FAN; k++) {
        const size_t from = k / FAN, to = gsl_rng_uniform_int(rng, CELLS);
        const double delay = gsl_ran_flat(rng, 1, longest);
        status |= spikes_connect(net, from, to, delay, from % 5 ? 0.2 : -0.8, &why);
    }
    status |= spikes_begin(net, &why);
    gsl_rng_free(rng);
    if (status == GSL_SUCCESS)
        return net;
    spikes_free(net);
    return NULL;
}

typedef struct {
    size_t arrivals, spikes;
    double seconds; /* the fewest */
} result;

static size_t events(const result *r)
{
    return r->arrivals + r->spikes;
}

static int time_run(double longest, result *best)
{
    fault why = {""};
    spikes *net = build(longest, gsl_rng_mt19937);
    if (!net)
        return GSL_ENOMEM;
    const double start = processor_clock();
    const int status = spikes_run(net, model_time, &why);
    best->seconds = GSL_MIN(best->seconds, processor_clock() - start);
    best->arrivals = spikes_arrivals(net);
    best->spikes = spikes_count(net);
    spikes_free(net);
    return status;
}

/* The work that is left if queue, waves and roots are free: so many cells anywhere, two
   exponentials each. */
static double bare(size_t n, double *sum)
{
    static lif cells[CELLS];
    uint32_t k = 1;
    const double start = processor_clock();
    for (size_t i = 0; i < n; i++) {
        k = k * 1664525u + 1013904223u;
        lif *c = &cells[k % CELLS];
        c->v = c->v * exp(-0.01 * c->t) + c->j;
        c->j = 0.1 + c->j * exp(-0.05 * c->t);
        c->t = (double)(k >> 24);
        *sum += c->v;
    }
    return processor_clock() - start;
}

static void print(const char *what, const result *r)
{
    printf("%-22s %9zu events (%zu spikes) in %.3f s: %.2f million a second, %.0f ns each\n", what,
           events(r), r->spikes, r->seconds, 1e-6 * (double)events(r) / r->seconds,
           1e9 * r->seconds / (double)events(r));
}

int main(void)
{
    result many = {.seconds = INFINITY}, one = {.seconds = INFINITY};
    double bare_seconds = INFINITY, sum = 0;
    gsl_set_error_handler_off();
    for (int round = 0; round < ROUNDS; round++) {
        if (time_run(20, &many) != GSL_SUCCESS || time_run(1, &one) != GSL_SUCCESS) {
            fprintf(stderr, "bench_spiking: the network cannot be run\n");
            return 1;
        }
        bare_seconds = GSL_MIN(bare_seconds, bare(events(&many), &sum));
    }
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    printf("a pulsed network of %d cells, %d connections, %g ms of model time\n", CELLS,
           CELLS * FAN, model_time);
    print("a million delays", &many);
    print("one delay", &one);
    const double each = many.seconds / (double)events(&many),
                 each_of_one = one.seconds / (double)events(&one),
                 each_bare = bare_seconds / (double)events(&many);
    printf("an event with a million delays costs %.2f of one with one delay\n", each / each_of_one);
    printf("and %.1f times the bare work, %.0f ns (checksum %g)\n", each / each_bare,
           1e9 * each_bare, sum);
    printf("memory at most: %.0f MiB (bound: 1024)%s; events a second: %s a million\n",
           (double)used.ru_maxrss / 1024, used.ru_maxrss > 1024 * 1024 ? " ABOVE" : "",
           each < 1e-6 ? "above" : "BELOW");
    return 0;
}
