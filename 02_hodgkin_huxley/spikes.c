/**
# A network of impulses

Lecture 14, slide 10: «импульсная нейронная сеть», «параметры связей».

«Параметры связей импульсного нейрона - время задержки и величина веса.» A connection does one
thing: a spike of the cell `from` at the time $t$ is an impulse of weight $w$ at the cell `to`, at

$$ t_{arrival} = t + d \qquad (1) $$

and this sum is computed as it stands here. Between arrivals every cell is left to itself, and can
say in advance when it will fire if nothing else happens (`lif.c`: the root of a formula;
`synapse.c`: one step of an integrator at a time). So the run is a list of three kinds of event,
taken in the order of time:

- *a cell's own*: it fires, or looks when it will, or has come to the end of a step;
- *an arrival*: the cell is brought to that time by its formula, gets the weight, and its own next
  event is computed anew;
- *an edge* of a stimulus: the same with a current.

Nothing happens between events, and nothing is computed between them: a silent network costs
nothing, whatever the time. And nothing is rounded to a step. In programs with one, delays are
multiples of it, and two impulses with delays of 1.04 and 0.96 ms arrive together. Whether they do
is what a pulsed network computes with.

## Many connections

A spike of a cell with a hundred connections is a hundred future arrivals. They need not wait in
the queue all at once. Each cell's connections are sorted by delay, so a spike is a *wave* that
passes one target after another, and only its next arrival is in the queue: it holds at most one
event a cell and one a wave under way. That is why the queue stays short, and why a million
connections need only the memory that they are stored in.

## At the same time

Arrivals may meet to the last digit, and there the order matters: first all edges and arrivals of
that moment, then the spikes. So a cell that gets +10 and -10 mV at once does not fire in between.
*/

#include "spikes.h"

#include "event_queue.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LIF, MEMBRANE, INPUT };

typedef struct {
    uint32_t kind, at; /* place in the array of its kind */
} cell;

/* A cell and what it has in common with others. */
typedef struct {
    lif state;
    double look; /* ms, its time in the queue: the cell fires then, or not before then */
    uint32_t rule;
    int fires; /* which of the two */
} lif_of;

typedef struct {
    synapse_cell state;
    uint32_t rule;
} membrane_of;

typedef struct {
    double *times;
    size_t n, next;
} input;

/* As they are told; sorted by the sending cell, then by delay, when the run begins. */
typedef struct {
    double delay, weight; /* ms; the receiving cell's unit */
    uint32_t from, to;
} connection;

/* A spike under way: past the connections before `next`. */
typedef struct {
    double sent;
    size_t next;
    uint32_t from;
} wave;

typedef struct {
    spikes_current current;
    uint32_t cell;
    size_t before; /* the cell's stimulus told before this one; NONE */
} stimulated;

typedef struct {
    double t;
    uint32_t cell;
} edge;

#define NONE SIZE_MAX

/* An array that grows. */
typedef struct {
    size_t n, room;
} grown;

struct spikes {
    cell *cells;
    lif_rule *lif_rules;
    synapse_rule *membrane_rules;
    lif_of *lifs;
    membrane_of *membranes;
    input *inputs;
    connection *connections;
    size_t *first; /* of each cell's connections; one more at the end */
    stimulated *stimuli;
    size_t *last_stimulus; /* of each cell */
    edge *edges;
    wave *waves;
    uint32_t *idle; /* waves that are over, to be used again */
    spike *log;
    grown n_cells, n_lif_rules, n_membrane_rules, n_lifs, n_membranes, n_inputs, n_connections,
        n_stimuli, n_waves, n_log;
    size_t n_edges, next_edge, n_idle, arrivals, most, failed;
    event_queue *queue;
    synapse_solver *solver;
    spikes_watcher *watcher;
    void *watcher_params;
};

static const size_t default_most = 10000000;

spikes *spikes_alloc(double tolerance)
{
    spikes *net = calloc(1, sizeof *net);
    if (!net)
        return NULL;
    net->most = default_most;
    net->solver = synapse_solver_alloc(tolerance);
    if (net->solver)
        return net;
    spikes_free(net);
    return NULL;
}

void spikes_free(spikes *net)
{
    if (!net)
        return;
    for (size_t k = 0; k < net->n_inputs.n; k++)
        free(net->inputs[k].times);
    void *const arrays[] = {
        net->cells,  net->lif_rules,   net->membrane_rules, net->lifs,    net->membranes,
        net->inputs, net->connections, net->first,          net->stimuli, net->last_stimulus,
        net->edges,  net->waves,       net->idle,           net->log};
    for (size_t k = 0; k < sizeof arrays / sizeof *arrays; k++)
        free(arrays[k]);
    event_queue_free(net->queue);
    synapse_solver_free(net->solver);
    free(net);
}

/* Room for `more` elements at the end of an array: where it is now; NULL without memory, and the
   array is where it was. */
static void *room_for(void *array, grown *g, size_t size, size_t more)
{
    if (array && g->n + more <= g->room)
        return array;
    const size_t room = GSL_MAX(2 * g->room, g->n + more);
    void *bigger = realloc(array, room * size);
    if (bigger)
        g->room = room;
    return bigger;
}

static int no_memory(fault *why)
{
    return fault_set(why, GSL_ENOMEM, "no memory for the network");
}

/* -------------------------------------------------------------- cells, as they are told */

/* Half of all 32-bit numbers: the other half is for waves. */
static const size_t most_cells = (size_t)1 << 31;

static int add_cells(spikes *net, size_t count, uint32_t kind, size_t at, fault *why)
{
    if (net->n_cells.n + count > most_cells)
        return fault_set(why, GSL_EINVAL, "more than %zu cells", most_cells);
    cell *cells = room_for(net->cells, &net->n_cells, sizeof *cells, count);
    if (!cells)
        return no_memory(why);
    net->cells = cells;
    for (size_t k = 0; k < count; k++)
        net->cells[net->n_cells.n++] = (cell){kind, (uint32_t)(at + k)};
    return GSL_SUCCESS;
}

static int room_for_lifs(spikes *net, size_t count)
{
    lif_rule *rules = room_for(net->lif_rules, &net->n_lif_rules, sizeof *rules, 1);
    if (!rules)
        return GSL_ENOMEM;
    net->lif_rules = rules;
    lif_of *lifs = room_for(net->lifs, &net->n_lifs, sizeof *lifs, count);
    if (!lifs)
        return GSL_ENOMEM;
    net->lifs = lifs;
    return GSL_SUCCESS;
}

int spikes_add_lif(spikes *net, size_t count, const lif_rule *rule, fault *why)
{
    lif_rule prepared = *rule;
    if (lif_prepare(&prepared, why) != GSL_SUCCESS)
        return GSL_EINVAL;
    if (room_for_lifs(net, count) != GSL_SUCCESS)
        return no_memory(why);
    const int status = add_cells(net, count, LIF, net->n_lifs.n, why);
    if (status != GSL_SUCCESS)
        return status;
    for (size_t k = 0; k < count; k++)
        net->lifs[net->n_lifs.n++] = (lif_of){.state = lif_at_start(&prepared),
                                              .look = GSL_POSINF,
                                              .rule = (uint32_t)net->n_lif_rules.n};
    net->lif_rules[net->n_lif_rules.n++] = prepared;
    return GSL_SUCCESS;
}

static int room_for_membranes(spikes *net, size_t count)
{
    synapse_rule *rules = room_for(net->membrane_rules, &net->n_membrane_rules, sizeof *rules, 1);
    if (!rules)
        return GSL_ENOMEM;
    net->membrane_rules = rules;
    membrane_of *membranes = room_for(net->membranes, &net->n_membranes, sizeof *membranes, count);
    if (!membranes)
        return GSL_ENOMEM;
    net->membranes = membranes;
    return GSL_SUCCESS;
}

int spikes_add_membranes(spikes *net, size_t count, const synapse_rule *rule, fault *why)
{
    synapse_cell start;
    if (synapse_check(rule, why) != GSL_SUCCESS ||
        synapse_at_start(rule, &start, why) != GSL_SUCCESS)
        return GSL_EINVAL;
    if (room_for_membranes(net, count) != GSL_SUCCESS)
        return no_memory(why);
    const int status = add_cells(net, count, MEMBRANE, net->n_membranes.n, why);
    if (status != GSL_SUCCESS)
        return status;
    for (size_t k = 0; k < count; k++)
        net->membranes[net->n_membranes.n++] =
            (membrane_of){start, (uint32_t)net->n_membrane_rules.n};
    net->membrane_rules[net->n_membrane_rules.n++] = *rule;
    return GSL_SUCCESS;
}

static int check_times(size_t n, const double times[], fault *why)
{
    for (size_t k = 0; k < n; k++) {
        if (!(times[k] >= 0 && isfinite(times[k])))
            return fault_set(why, GSL_EINVAL, "an impulse at %g ms: the run begins at 0", times[k]);
        if (k > 0 && times[k] < times[k - 1])
            return fault_set(why, GSL_EINVAL,
                             "the time %g ms comes after %g ms; times must not fall", times[k],
                             times[k - 1]);
    }
    return GSL_SUCCESS;
}

int spikes_add_input(spikes *net, size_t n, const double times[], fault *why)
{
    if (check_times(n, times, why) != GSL_SUCCESS)
        return GSL_EINVAL;
    input *inputs = room_for(net->inputs, &net->n_inputs, sizeof *inputs, 1);
    if (!inputs)
        return no_memory(why);
    net->inputs = inputs;
    input *in = &inputs[net->n_inputs.n];
    *in = (input){.n = n, .times = malloc((n + 1) * sizeof *times)};
    if (!in->times)
        return no_memory(why);
    if (n > 0)
        memcpy(in->times, times, n * sizeof *times);
    net->n_inputs.n++;
    return add_cells(net, 1, INPUT, net->n_inputs.n - 1, why);
}

size_t spikes_cells(const spikes *net)
{
    return net->n_cells.n;
}

/* -------------------------------------------------- connections and stimuli, as they are told */

static int check_cell(const spikes *net, size_t k, fault *why)
{
    if (k < net->n_cells.n)
        return GSL_SUCCESS;
    return fault_set(why, GSL_EINVAL, "there is no cell %zu: there are %zu", k, net->n_cells.n);
}

static int check_receiver(const spikes *net, size_t k, fault *why)
{
    if (check_cell(net, k, why) != GSL_SUCCESS)
        return GSL_EINVAL;
    if (net->cells[k].kind == INPUT)
        return fault_set(why, GSL_EINVAL, "an input receives nothing");
    return GSL_SUCCESS;
}

int spikes_connect(spikes *net, size_t from, size_t to, double delay, double weight, fault *why)
{
    if (check_cell(net, from, why) != GSL_SUCCESS || check_receiver(net, to, why) != GSL_SUCCESS)
        return GSL_EINVAL;
    if (!(delay >= 0 && isfinite(delay)))
        return fault_set(why, GSL_EINVAL, "a delay cannot be negative: %g ms", delay);
    if (!isfinite(weight))
        return fault_set(why, GSL_EINVAL, "a weight must be finite");
    connection *all = room_for(net->connections, &net->n_connections, sizeof *all, 1);
    if (!all)
        return no_memory(why);
    net->connections = all;
    net->connections[net->n_connections.n++] =
        (connection){delay, weight, (uint32_t)from, (uint32_t)to};
    return GSL_SUCCESS;
}

size_t spikes_connections(const spikes *net)
{
    return net->n_connections.n;
}

int spikes_stimulate(spikes *net, size_t k, const spikes_current *current, fault *why)
{
    if (check_receiver(net, k, why) != GSL_SUCCESS)
        return GSL_EINVAL;
    if (!(current->from >= 0 && isfinite(current->from)))
        return fault_set(why, GSL_EINVAL, "a current from %g ms: the run begins at 0",
                         current->from);
    if (!(current->to >= current->from))
        return fault_set(why, GSL_EINVAL, "a current from %g to %g ms has a negative duration",
                         current->from, current->to);
    if (!isfinite(current->value))
        return fault_set(why, GSL_EINVAL, "a current must be finite");
    stimulated *all = room_for(net->stimuli, &net->n_stimuli, sizeof *all, 1);
    if (!all)
        return no_memory(why);
    net->stimuli = all;
    net->stimuli[net->n_stimuli.n++] = (stimulated){*current, (uint32_t)k, NONE};
    return GSL_SUCCESS;
}

/* ------------------------------------------------------------------ before the first event */

static int by_sender_and_delay(const void *first, const void *second)
{
    const connection *a = first, *b = second;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    if (a->delay != b->delay)
        return a->delay < b->delay ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

static int sort_connections(spikes *net)
{
    const size_t n = net->n_connections.n, cells = net->n_cells.n;
    if (n > 0)
        qsort(net->connections, n, sizeof *net->connections, by_sender_and_delay);
    net->first = calloc(cells + 1, sizeof *net->first);
    if (!net->first)
        return GSL_ENOMEM;
    for (size_t k = 0; k < n; k++)
        net->first[net->connections[k].from + 1]++;
    for (size_t k = 0; k < cells; k++)
        net->first[k + 1] += net->first[k];
    return GSL_SUCCESS;
}

static int by_time(const void *first, const void *second)
{
    const edge *a = first, *b = second;
    if (a->t != b->t)
        return a->t < b->t ? -1 : 1;
    return (a->cell > b->cell) - (a->cell < b->cell);
}

/* A stimulus has two edges; and each knows the one of the same cell told before it. */
static int sort_stimuli(spikes *net)
{
    net->edges = malloc((2 * net->n_stimuli.n + 1) * sizeof *net->edges);
    net->last_stimulus = malloc((net->n_cells.n + 1) * sizeof *net->last_stimulus);
    if (!net->edges || !net->last_stimulus)
        return GSL_ENOMEM;
    for (size_t k = 0; k < net->n_cells.n; k++)
        net->last_stimulus[k] = NONE;
    for (size_t k = 0; k < net->n_stimuli.n; k++) {
        stimulated *s = &net->stimuli[k];
        s->before = net->last_stimulus[s->cell];
        net->last_stimulus[s->cell] = k;
        net->edges[net->n_edges++] = (edge){s->current.from, s->cell};
        net->edges[net->n_edges++] = (edge){s->current.to, s->cell};
    }
    qsort(net->edges, net->n_edges, sizeof *net->edges, by_time);
    return GSL_SUCCESS;
}

/* Owners in the queue. Of two events at the same time the higher owner's comes first: the cells
   have the lowest numbers, the last cell the lowest of all. */
static uint32_t owner_of_cell(const spikes *net, size_t k)
{
    return (uint32_t)(net->n_cells.n - 1 - k);
}

static uint32_t owner_of_edges(const spikes *net)
{
    return (uint32_t)net->n_cells.n;
}

static uint32_t owner_of_wave(const spikes *net, size_t k)
{
    return (uint32_t)(net->n_cells.n + 1 + k);
}

static void await_edge(spikes *net)
{
    const double t = net->next_edge < net->n_edges ? net->edges[net->next_edge].t : GSL_POSINF;
    event_queue_set(net->queue, owner_of_edges(net), t);
}

/* For spikes_failed. */
static int fails(spikes *net, size_t k)
{
    net->failed = k;
    return GSL_EFAILED;
}

/* When a membrane comes to the end of its step, or spikes in it. */
static int next_of_membrane(spikes *net, size_t k, double *t, fault *why)
{
    membrane_of *m = &net->membranes[net->cells[k].at];
    const synapse_rule *rule = &net->membrane_rules[m->rule];
    if (synapse_propose(net->solver, rule, &m->state, why) != GSL_SUCCESS)
        return fails(net, k);
    *t = m->state.end;
    return GSL_SUCCESS;
}

static double next_of_input(const input *in)
{
    return in->next < in->n ? in->times[in->next] : GSL_POSINF;
}

/* Something has come to a cell: it looks at the matter again when it might fire at the earliest. If
   it was going to look before that anyway, the queue is left as it is. */
static void await_look(spikes *net, size_t k)
{
    lif_of *l = &net->lifs[net->cells[k].at];
    const double t = lif_not_before(&net->lif_rules[l->rule], &l->state);
    l->fires = 0;
    if (t < l->look)
        event_queue_set(net->queue, owner_of_cell(net, k), l->look = t);
}

/* The look: when does it fire, to the last digit? */
static void await_spike(spikes *net, size_t k)
{
    lif_of *l = &net->lifs[net->cells[k].at];
    l->look = lif_crossing(&net->lif_rules[l->rule], &l->state);
    l->fires = 1;
    event_queue_set(net->queue, owner_of_cell(net, k), l->look);
}

/* The cell's own next event, into the queue. */
static int await_cell(spikes *net, size_t k, fault *why)
{
    const cell c = net->cells[k];
    double t = GSL_POSINF;
    if (c.kind == LIF) {
        await_look(net, k);
        return GSL_SUCCESS;
    }
    if (c.kind == INPUT)
        t = next_of_input(&net->inputs[c.at]);
    else if (next_of_membrane(net, k, &t, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    event_queue_set(net->queue, owner_of_cell(net, k), t);
    return GSL_SUCCESS;
}

int spikes_begin(spikes *net, fault *why)
{
    net->failed = net->n_cells.n;
    net->queue = event_queue_alloc(net->n_cells.n + 1);
    if (!net->queue || sort_connections(net) != GSL_SUCCESS || sort_stimuli(net) != GSL_SUCCESS)
        return no_memory(why);
    await_edge(net);
    for (size_t k = 0; k < net->n_cells.n; k++)
        if (await_cell(net, k, why) != GSL_SUCCESS)
            return GSL_EFAILED;
    return GSL_SUCCESS;
}

/**
## The three kinds of event
*/

/* Room for more waves: in the queue, and in the list of those that are over. */
static int more_waves(spikes *net)
{
    const size_t room = net->n_waves.room;
    wave *waves = room_for(net->waves, &net->n_waves, sizeof *waves, 1);
    if (!waves)
        return GSL_ENOMEM;
    net->waves = waves;
    uint32_t *idle = realloc(net->idle, net->n_waves.room * sizeof *idle);
    if (!idle)
        return GSL_ENOMEM;
    net->idle = idle;
    return event_queue_add_owners(net->queue, net->n_waves.room - room);
}

/* A wave that is over is used again before a new one is made. */
static int new_wave(spikes *net, size_t *k)
{
    if (net->n_idle > 0) {
        *k = net->idle[--net->n_idle];
        return GSL_SUCCESS;
    }
    if (net->n_waves.n == net->n_waves.room && more_waves(net) != GSL_SUCCESS)
        return GSL_ENOMEM;
    *k = net->n_waves.n++;
    return GSL_SUCCESS;
}

/* Equation (1) for the connection that the wave comes to next; over after the cell's last. */
static void await_wave(spikes *net, size_t k)
{
    const wave *w = &net->waves[k];
    if (w->next < net->first[w->from + 1]) {
        const double t = w->sent + net->connections[w->next].delay;
        event_queue_set(net->queue, owner_of_wave(net, k), t);
        return;
    }
    event_queue_set(net->queue, owner_of_wave(net, k), GSL_POSINF);
    net->idle[net->n_idle++] = (uint32_t)k;
}

/* The spike is written down, and sent on its way. */
static int send(spikes *net, size_t from, double t, fault *why)
{
    if (net->n_log.n >= net->most)
        return fault_set(why, GSL_EFAILED,
                         "more than %zu spikes by %.6g ms: the network seems to fire without end",
                         net->most, t);
    spike *log = room_for(net->log, &net->n_log, sizeof *log, 1);
    if (!log)
        return no_memory(why);
    net->log = log;
    net->log[net->n_log.n++] = (spike){t, (uint32_t)from};
    if (net->first[from] == net->first[from + 1])
        return GSL_SUCCESS;
    size_t k;
    if (new_wave(net, &k) != GSL_SUCCESS)
        return no_memory(why);
    net->waves[k] = (wave){t, net->first[from], (uint32_t)from};
    await_wave(net, k);
    return GSL_SUCCESS;
}

/* A cell's own event has come. Returns whether it is a spike. */
static int happen(spikes *net, const cell c, double t)
{
    if (c.kind == MEMBRANE) {
        membrane_of *m = &net->membranes[c.at];
        return synapse_accept(&net->membrane_rules[m->rule], &m->state);
    }
    if (c.kind == LIF) {
        lif_of *l = &net->lifs[c.at];
        lif_advance(&net->lif_rules[l->rule], &l->state, t);
        lif_fire(&net->lif_rules[l->rule], &l->state);
        l->look = GSL_POSINF;
    } else {
        net->inputs[c.at].next++;
    }
    return 1;
}

static int own_event(spikes *net, size_t k, double t, fault *why)
{
    const cell c = net->cells[k];
    if (c.kind == LIF && !net->lifs[c.at].fires) {
        await_spike(net, k);
        return GSL_SUCCESS;
    }
    if (happen(net, c, t) && send(net, k, t, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    return await_cell(net, k, why);
}

/* Something comes to a cell from outside: it is brought to that time before. */
static int advance(spikes *net, size_t k, double t, fault *why)
{
    const cell c = net->cells[k];
    if (c.kind == LIF) {
        lif_of *l = &net->lifs[c.at];
        lif_advance(&net->lif_rules[l->rule], &l->state, t);
        return GSL_SUCCESS;
    }
    membrane_of *m = &net->membranes[c.at];
    const synapse_rule *rule = &net->membrane_rules[m->rule];
    if (synapse_advance(net->solver, rule, &m->state, t, why) != GSL_SUCCESS)
        return fails(net, k);
    return GSL_SUCCESS;
}

/* An arrival. */
static int arrive(spikes *net, size_t k, double t, fault *why)
{
    wave *w = &net->waves[k];
    const connection on = net->connections[w->next++];
    const cell c = net->cells[on.to];
    if (advance(net, on.to, t, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    if (c.kind == LIF)
        lif_receive(&net->lif_rules[net->lifs[c.at].rule], &net->lifs[c.at].state, on.weight);
    else
        synapse_receive(&net->membranes[c.at].state, on.weight);
    net->arrivals++;
    if (net->watcher)
        net->watcher(net->watcher_params, &(spikes_arrival){w->sent, t, w->from, on.to, on.weight});
    await_wave(net, k);
    return await_cell(net, on.to, why);
}

/* An edge: the sum of the currents that flow from now on. (To add and subtract each at its edges
   would leave a rounding error behind.) */
static int edge_passes(spikes *net, double t, fault *why)
{
    const size_t k = net->edges[net->next_edge++].cell;
    const cell c = net->cells[k];
    double sum = 0;
    for (size_t s = net->last_stimulus[k]; s != NONE; s = net->stimuli[s].before)
        if (net->stimuli[s].current.from <= t && t < net->stimuli[s].current.to)
            sum += net->stimuli[s].current.value;
    await_edge(net);
    if (advance(net, k, t, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    if (c.kind == LIF)
        net->lifs[c.at].state.extra = sum;
    else
        net->membranes[c.at].state.extra = sum;
    return await_cell(net, k, why);
}

int spikes_run(spikes *net, double until, fault *why)
{
    const size_t cells = net->n_cells.n;
    int status = GSL_SUCCESS;
    for (const event *e; (e = event_queue_next(net->queue)) && e->t <= until;) {
        const event now = *e;
        if (now.owner < cells)
            status = own_event(net, cells - 1 - now.owner, now.t, why);
        else if (now.owner == cells)
            status = edge_passes(net, now.t, why);
        else
            status = arrive(net, now.owner - cells - 1, now.t, why);
        if (status != GSL_SUCCESS)
            return status;
    }
    return GSL_SUCCESS;
}

/* ------------------------------------------------------------------------- what happened */

void spikes_allow(spikes *net, size_t most)
{
    net->most = most;
}

size_t spikes_failed(const spikes *net)
{
    return net->failed;
}

size_t spikes_count(const spikes *net)
{
    return net->n_log.n;
}

spike spikes_spike(const spikes *net, size_t k)
{
    return net->log[k];
}

size_t spikes_arrivals(const spikes *net)
{
    return net->arrivals;
}

size_t spikes_evaluations(const spikes *net)
{
    return synapse_evaluations(net->solver);
}

double spikes_potential(const spikes *net, size_t k, double t)
{
    const cell c = net->cells[k];
    if (c.kind == INPUT)
        return GSL_NAN;
    if (c.kind == LIF)
        return lif_potential(&net->lif_rules[net->lifs[c.at].rule], &net->lifs[c.at].state, t);
    const membrane_of *m = &net->membranes[c.at];
    return synapse_potential(net->solver, &net->membrane_rules[m->rule], &m->state, t);
}

void spikes_watch(spikes *net, spikes_watcher *watcher, void *params)
{
    net->watcher = watcher;
    net->watcher_params = params;
}
