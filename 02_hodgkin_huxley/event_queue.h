/* event_queue.h - what happens next: a binary heap of times, in which the time of an owner can be
   changed. */

#ifndef EVENT_QUEUE_H
#define EVENT_QUEUE_H

#include <stddef.h>
#include <stdint.h>

/* Whose event it is: a number below `owners`. Each owner has one event, or none. Of two events at
   the same time the one of the higher owner comes first: late comers may be given precedence. */
typedef struct {
    double t; /* ms */
    uint32_t owner;
} event;

typedef struct event_queue event_queue;

/* NULL without memory. */
event_queue *event_queue_alloc(size_t owners);
void event_queue_free(event_queue *q);

/* More owners, numbered from the last one on. GSL_SUCCESS or GSL_ENOMEM. */
int event_queue_add_owners(event_queue *q, size_t owners);

/* The next event, or NULL if there is none. Valid until the queue changes. */
const event *event_queue_next(const event_queue *q);

/* The owner's event is at the time t from now on; at infinity: it has none. */
void event_queue_set(event_queue *q, uint32_t owner, double t);

size_t event_queue_length(const event_queue *q);

#endif
