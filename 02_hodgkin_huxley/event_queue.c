/**
# What happens next

Lecture 14, slide 10: the clock of a pulsed network.

A network of pulsed neurons has no clock that ticks. It has a list of appointments, of which the
earliest is kept, which makes new ones and cancels old ones. A binary heap is such a list: a tree,
filled from the left, in which no event is later than the two below it. The earliest is at the
top, and whatever changes, one path between top and bottom is put in order: 14 comparisons among
ten thousand events.

The top is at place 0 of the array, and below place $k$ are the places $2k + 1$ and $2k + 2$. GSL
has no heap, and one from a library would lack what matters most here: an appointment that is
*changed*. Every impulse that arrives at a neuron changes the time at which it will fire. `place`
remembers where each owner's event stands, so that it can be moved, and the heap never holds more
than one event an owner.

Two events at the same time are ordered by their owners. A sum of delays may well be equal to
another to the last digit, and which of the two comes first must then not depend on the history of
the heap: the run would not be repeatable by another program.
*/

#include "event_queue.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

struct event_queue {
    event *heap;
    uint32_t *place; /* of each owner's event in the heap; NOWHERE if it has none */
    size_t n, owners;
};

#define NOWHERE UINT32_MAX

event_queue *event_queue_alloc(size_t owners)
{
    event_queue *q = calloc(1, sizeof *q);
    if (q && event_queue_add_owners(q, owners) == GSL_SUCCESS)
        return q;
    event_queue_free(q);
    return NULL;
}

void event_queue_free(event_queue *q)
{
    if (!q)
        return;
    free(q->heap);
    free(q->place);
    free(q);
}

int event_queue_add_owners(event_queue *q, size_t owners)
{
    const size_t all = q->owners + owners;
    if (all >= NOWHERE)
        return GSL_ENOMEM;
    event *heap = realloc(q->heap, (all + 1) * sizeof *heap);
    if (!heap)
        return GSL_ENOMEM;
    q->heap = heap;
    uint32_t *place = realloc(q->place, (all + 1) * sizeof *place);
    if (!place)
        return GSL_ENOMEM;
    q->place = place;
    while (q->owners < all)
        q->place[q->owners++] = NOWHERE;
    return GSL_SUCCESS;
}

const event *event_queue_next(const event_queue *q)
{
    return q->n ? q->heap : NULL;
}

size_t event_queue_length(const event_queue *q)
{
    return q->n;
}

static int before(event a, event b)
{
    return a.t < b.t || (a.t == b.t && a.owner > b.owner);
}

static void put(event_queue *q, size_t k, event e)
{
    q->heap[k] = e;
    q->place[e.owner] = (uint32_t)k;
}

/* There is a hole at k: the event goes up from there, while those above it are later. */
static void rise(event_queue *q, size_t k, event e)
{
    while (k > 0 && before(e, q->heap[(k - 1) / 2])) {
        put(q, k, q->heap[(k - 1) / 2]);
        k = (k - 1) / 2;
    }
    put(q, k, e);
}

/* The same downwards, while the earlier one of the two below is earlier than it. */
static void sink(event_queue *q, size_t k, event e)
{
    for (size_t below = 2 * k + 1; below < q->n; below = 2 * k + 1) {
        if (below + 1 < q->n && before(q->heap[below + 1], q->heap[below]))
            below++;
        if (!before(q->heap[below], e))
            break;
        put(q, k, q->heap[below]);
        k = below;
    }
    put(q, k, e);
}

/* The last event of the array fills the hole that this one leaves, and goes where it belongs. */
static void cancel(event_queue *q, size_t k)
{
    q->place[q->heap[k].owner] = NOWHERE;
    const event last = q->heap[--q->n];
    if (k == q->n)
        return;
    if (k > 0 && before(last, q->heap[(k - 1) / 2]))
        rise(q, k, last);
    else
        sink(q, k, last);
}

void event_queue_set(event_queue *q, uint32_t owner, double t)
{
    const event e = {t, owner};
    const uint32_t k = q->place[owner];
    if (k == NOWHERE && t < INFINITY)
        rise(q, q->n++, e);
    else if (k != NOWHERE && !(t < INFINITY))
        cancel(q, k);
    else if (k != NOWHERE && before(e, q->heap[k]))
        rise(q, k, e);
    else if (k != NOWHERE)
        sink(q, k, e);
}
