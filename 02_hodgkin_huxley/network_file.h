/* network_file.h - a network of pulsed neurons from a text file: cells, connections, stimuli. The
   format is in network_file.c. */

#ifndef NETWORK_FILE_H
#define NETWORK_FILE_H

#include "spikes.h"

#include <gsl/gsl_rng.h>

/* Cells that were told in one line. */
typedef struct {
    char *name;
    size_t first, count;
    int is_input;     /* its cells are not drawn as potentials */
    double threshold; /* mV: of a lif; for a squid, where it counts as a spike */
} population;

typedef struct {
    spikes *net;
    population **populations; /* in the order of the file */
    size_t n;
    double duration;           /* ms */
    double show_from, show_to; /* ms, what of it is worth looking at */
    char *title;               /* the file's first line if it is a comment, else its path */
    void *names;               /* a search tree of them */
} network;

/* What may be changed in all connections of a file while it is read. */
typedef struct {
    double tolerance;       /* of the membranes */
    double weights, delays; /* factors */
    double jitter;          /* ms: each delay is moved by a random number from -jitter to jitter */
} network_changes;

/* NULL with the reason, which begins with file and line. */
network *network_read(const char *path, const network_changes *changes, gsl_rng *rng, fault *why);
void network_free(network *w);

/* The population of a cell, and the cell's name: the population's own, or its name, a point and a
   number from 1. */
const population *network_population(const network *w, size_t cell);
void network_name(const network *w, size_t cell, size_t room, char name[]);

/* Puts the name of the cell that could not be integrated, if there is one, before the reason. */
void network_blame(const network *w, fault *why);

/* The cell of such a name, or spikes_cells(w->net). */
size_t network_cell(const network *w, const char *name);

#endif
