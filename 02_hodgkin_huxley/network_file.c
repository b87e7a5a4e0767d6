/**
# A network in a text file

Lecture 14, slide 10: «параметры связей импульсного нейрона - время задержки и величина веса».

A line is a statement; what follows a `#` is a comment, and one in the first line is the network's
title. Times are in ms, potentials in mV from rest.

    cell     NAME lif    SETTING VALUE ...     a leaky integrate-and-fire neuron (lif.c)
    cell     NAME squid  SETTING VALUE ...     a membrane of 1952 with synapses (synapse.c)
    input    NAME at T T T ...                 spikes at these times, and receives nothing
    volley   NAME at T spread S                each of its cells spikes once, near T: normally
                                               distributed, standard deviation S
    poisson  NAME rate R from A to B           each spikes at random, R times a second on average
    connect  FROM TO delay D weight W          slide 10's two parameters; or, at the end,
    connect  FROM TO delay D weight W chance P each connection with probability P only
    current  NAME from A to B value X          into a lif X mV, into a squid X uA/cm^2
    run      T                                 how long
    show     from A to B                       which part is shown (default: all)

`NAME*20` makes twenty cells of one name. In `connect` and `current` the name stands for all of
them, and `NAME.3` for the third; between two populations every cell is connected with every
other, within one population none with itself. `D` and `W` may be a range, `4..6`: then each
connection draws its own number from it. (`squid` is the animal whose axon slide 7 speaks of.)

| setting | of a lif, default | of a squid, default | meaning |
|---|---|---|---|
| `tau` | 10 ms | | time constant of the membrane |
| `synapse` | 2 ms | 2 ms | how long a synapse works; 0 in a lif: the potential jumps |
| `threshold`, `reset` | 15, 0 mV | | |
| `refractory` | 2 ms | | |
| `drive` | 0 mV | 0 uA/cm^2 | a constant current |
| `start` | 0 mV | the rest | potential at the time 0 |
| `excite_to`, `inhibit_to` | | 65, -12 mV | where its two kinds of synapses pull |
| `c`, `gna`, `gk`, `gl`, `vna`, `vk`, `vl` | | 1 uF/cm^2; 120, 36, 0.3 mS/cm^2; 115, -12, 10.6 mV | the membrane |
| `celsius` | | 6.3 | |

The weight of a connection is in mV if a lif receives it: the height of the response to one
impulse. In a squid it is the conductance in mS/cm^2 that an impulse opens. A negative weight
inhibits.

What is not understood is refused, with the number of the line; a name must have been told above
the line that uses it.
*/

#include "network_file.h"

#include "impulse.h"
#include "number.h"

#include <ctype.h>
#include <errno.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is being read, and the words of the line that are still to come. */
typedef struct {
    network *w;
    const network_changes *changes;
    gsl_rng *rng;
    char *rest;
    size_t line;
} reader;

static const char blanks[] = " \t\r\n";

static const char *next_word(reader *r)
{
    return strtok_r(NULL, blanks, &r->rest);
}

static int wanted(const char *what, const char *found, fault *why)
{
    if (!found)
        return fault_set(why, GSL_EINVAL, "%s is missing", what);
    return fault_set(why, GSL_EINVAL, "%s is expected, not '%s'", what, found);
}

static int no_memory(fault *why)
{
    return fault_set(why, GSL_ENOMEM, "no memory for the network");
}

/* ------------------------------------------------------------------------- words */

/* The word must be this one: "delay". */
static int keyword(reader *r, const char *word, fault *why)
{
    char what[40];
    const char *found = next_word(r);
    if (found && strcmp(found, word) == 0)
        return GSL_SUCCESS;
    snprintf(what, sizeof what, "the word '%s'", word);
    return wanted(what, found, why);
}

static int to_number(const char *what, const char *text, double *value, fault *why)
{
    if (text && number_parse(text, value) == GSL_SUCCESS)
        return GSL_SUCCESS;
    return wanted(what, text, why);
}

/* A keyword and its number: "spread 0.5". */
static int named(reader *r, const char *word, double *value, fault *why)
{
    char what[40];
    if (keyword(r, word, why) != GSL_SUCCESS)
        return GSL_EINVAL;
    snprintf(what, sizeof what, "a number after '%s'", word);
    return to_number(what, next_word(r), value, why);
}

static int line_ends(reader *r, fault *why)
{
    const char *found = next_word(r);
    return found ? wanted("the end of the line", found, why) : GSL_SUCCESS;
}

/* A number, or two with ".." between them. */
typedef struct {
    double low, high;
} range;

static int named_range(reader *r, const char *word, range *v, fault *why)
{
    char what[60], first[40];
    if (keyword(r, word, why) != GSL_SUCCESS)
        return GSL_EINVAL;
    snprintf(what, sizeof what, "a number or a range such as 4..6 after '%s'", word);
    const char *text = next_word(r), *dots = text ? strstr(text, "..") : NULL;
    if (!dots) {
        const int status = to_number(what, text, &v->low, why);
        v->high = v->low;
        return status;
    }
    snprintf(first, sizeof first, "%.*s", (int)(dots - text), text);
    if (number_parse(first, &v->low) != GSL_SUCCESS ||
        number_parse(dots + 2, &v->high) != GSL_SUCCESS || v->high < v->low)
        return wanted(what, text, why);
    return GSL_SUCCESS;
}

static double draw(const range *v, gsl_rng *rng)
{
    return v->high > v->low ? gsl_ran_flat(rng, v->low, v->high) : v->low;
}

/* ----------------------------------------------------------------------- populations */

static int by_name(const void *a, const void *b)
{
    return strcmp(((const population *)a)->name, ((const population *)b)->name);
}

static const population *look_up(const network *w, const char *name, size_t length)
{
    char copy[64];
    if (length >= sizeof copy)
        return NULL;
    snprintf(copy, sizeof copy, "%.*s", (int)length, name);
    const population key = {.name = copy};
    void *const *found = tfind(&key, &w->names, by_name);
    return found ? *found : NULL;
}

static int check_name(const char *name, size_t length, fault *why)
{
    for (size_t k = 0; k < length; k++)
        if (!isalnum((unsigned char)name[k]) && !strchr("_-", name[k]))
            return fault_set(why, GSL_EINVAL,
                             "'%s': a name is made of letters, digits, '_' and '-'", name);
    if (length == 0 || length >= 64)
        return fault_set(why, GSL_EINVAL, "'%s': a name has 1 to 63 letters", name);
    return GSL_SUCCESS;
}

static int keep_population(network *w, population *p, fault *why)
{
    if ((w->n & (w->n - 1)) == 0) { /* full at every power of two */
        population **more = realloc(w->populations, (w->n ? 2 * w->n : 1) * sizeof *more);
        if (!more)
            return no_memory(why);
        w->populations = more;
    }
    if (!tsearch(p, &w->names, by_name))
        return no_memory(why);
    w->populations[w->n++] = p;
    return GSL_SUCCESS;
}

static void free_population(population *p)
{
    if (p)
        free(p->name);
    free(p);
}

enum { MOST_OF_A_NAME = 10000000 };

/* "NAME" or "NAME*20": a new population, whose cells are still to be made; NULL with the reason. */
static population *new_population(reader *r, fault *why)
{
    const char *text = next_word(r);
    if (!text) {
        wanted("a name", text, why);
        return NULL;
    }
    const size_t length = strcspn(text, "*");
    size_t count = 1;
    if (check_name(text, length, why) != GSL_SUCCESS)
        return NULL;
    if (text[length] && number_parse_whole(text + length + 1, 1, MOST_OF_A_NAME, &count))
        return fault_null(why, "'%s': after '*' a number from 1 to %d is expected", text,
                          MOST_OF_A_NAME);
    if (look_up(r->w, text, length))
        return fault_null(why, "there is a '%.*s' already", (int)length, text);
    population *p = calloc(1, sizeof *p);
    if (!p || !(p->name = strndup(text, length))) {
        free_population(p);
        return fault_null(why, "no memory for the network");
    }
    p->first = spikes_cells(r->w->net);
    p->count = count;
    return p;
}

/* "NAME" or "NAME.3": some cells. */
typedef struct {
    size_t first, count;
} cells;

static int parse_cells(const network *w, const char *text, cells *c, fault *why)
{
    const size_t length = strcspn(text, ".");
    const population *p = look_up(w, text, length);
    size_t which = 0;
    if (!p)
        return fault_set(why, GSL_EINVAL, "there is no neuron '%.*s' above this line", (int)length,
                         text);
    *c = (cells){p->first, p->count};
    if (!text[length])
        return GSL_SUCCESS;
    if (number_parse_whole(text + length + 1, 1, p->count, &which) != GSL_SUCCESS)
        return fault_set(why, GSL_EINVAL, "there is no neuron '%s': '%s' has %zu", text, p->name,
                         p->count);
    *c = (cells){p->first + which - 1, 1};
    return GSL_SUCCESS;
}

static int next_cells(reader *r, cells *c, fault *why)
{
    const char *text = next_word(r);
    return text ? parse_cells(r->w, text, c, why) : wanted("a neuron", text, why);
}

/* ------------------------------------------------------------------------------- cell */

/* A word, and the number that it sets. */
typedef struct {
    const char *word;
    double *value;
} setting;

enum { MOST_SETTINGS = 20 };

static int one_setting(reader *r, const char *word, const setting s[], int told[], fault *why)
{
    char what[60], all[200] = "";
    for (size_t k = 0; s[k].word; k++) {
        if (strcmp(word, s[k].word) != 0) {
            snprintf(all + strlen(all), sizeof all - strlen(all), " %s", s[k].word);
            continue;
        }
        if (told[k]++)
            return fault_set(why, GSL_EINVAL, "'%s' is told twice", word);
        snprintf(what, sizeof what, "a number after '%s'", word);
        return to_number(what, next_word(r), s[k].value, why);
    }
    return fault_set(why, GSL_EINVAL, "'%s' is no setting; there are%s", word, all);
}

/* The rest of the line. */
static int settings(reader *r, const setting s[], fault *why)
{
    int told[MOST_SETTINGS] = {0};
    for (const char *word; (word = next_word(r));)
        if (one_setting(r, word, s, told, why) != GSL_SUCCESS)
            return GSL_EINVAL;
    return GSL_SUCCESS;
}

static int lif_cells(reader *r, population *p, fault *why)
{
    lif_rule rule = LIF_RULE;
    const setting s[] = {{"tau", &rule.tau},
                         {"synapse", &rule.synapse},
                         {"threshold", &rule.threshold},
                         {"reset", &rule.reset},
                         {"refractory", &rule.refractory},
                         {"drive", &rule.drive},
                         {"start", &rule.start},
                         {0}};
    if (settings(r, s, why) != GSL_SUCCESS)
        return GSL_EINVAL;
    p->threshold = rule.threshold;
    return spikes_add_lif(r->w->net, p->count, &rule, why);
}

static int squid_cells(reader *r, population *p, fault *why)
{
    synapse_rule rule = SYNAPSE_RULE;
    squid *m = &rule.membrane;
    const setting s[] = {{"synapse", &rule.decay},
                         {"drive", &rule.drive},
                         {"start", &rule.start},
                         {"excite_to", &rule.excite_to},
                         {"inhibit_to", &rule.inhibit_to},
                         {"c", &m->c},
                         {"gna", &m->g_na},
                         {"gk", &m->g_k},
                         {"gl", &m->g_l},
                         {"vna", &m->v_na},
                         {"vk", &m->v_k},
                         {"vl", &m->v_l},
                         {"celsius", &m->celsius},
                         {0}};
    if (settings(r, s, why) != GSL_SUCCESS)
        return GSL_EINVAL;
    p->threshold = SPIKE_LEVEL;
    return spikes_add_membranes(r->w->net, p->count, &rule, why);
}

static int tell_cell(reader *r, population *p, fault *why)
{
    const char *kind = next_word(r);
    if (kind && strcmp(kind, "lif") == 0)
        return lif_cells(r, p, why);
    if (kind && strcmp(kind, "squid") == 0)
        return squid_cells(r, p, why);
    return wanted("'lif' or 'squid'", kind, why);
}

/* ------------------------------------------------------------------------------ inputs */

static int tell_input(reader *r, population *p, fault *why)
{
    double *times = malloc((strlen(r->rest) / 2 + 1) * sizeof *times);
    size_t n = 0;
    int status = times ? keyword(r, "at", why) : no_memory(why);
    if (status == GSL_SUCCESS) {
        const char *word = next_word(r);
        do
            status = to_number("a time in ms", word, &times[n++], why);
        while (status == GSL_SUCCESS && (word = next_word(r)));
    }
    for (size_t k = 0; k < p->count && status == GSL_SUCCESS; k++)
        status = spikes_add_input(r->w->net, n, times, why);
    free(times);
    return status;
}

static int tell_volley(reader *r, population *p, fault *why)
{
    double at, spread;
    if (named(r, "at", &at, why) != GSL_SUCCESS || named(r, "spread", &spread, why) != GSL_SUCCESS)
        return GSL_EINVAL;
    if (spread < 0)
        return fault_set(why, GSL_EINVAL, "a spread cannot be negative: %g ms", spread);
    for (size_t k = 0; k < p->count; k++) {
        const double t = fmax(0, at + gsl_ran_gaussian(r->rng, spread));
        if (spikes_add_input(r->w->net, 1, &t, why) != GSL_SUCCESS)
            return GSL_EINVAL;
    }
    return line_ends(r, why);
}

enum { MOST_RANDOM = 10000000 };

/* A Poisson process from one time to another: so many spikes as the Poisson distribution says,
   anywhere. */
static int random_times(reader *r, double mean, const range *when, fault *why)
{
    const size_t n = gsl_ran_poisson(r->rng, mean);
    double *times = malloc((n + 1) * sizeof *times);
    if (!times)
        return no_memory(why);
    for (size_t k = 0; k < n; k++)
        times[k] = gsl_ran_flat(r->rng, when->low, when->high);
    gsl_sort(times, 1, n);
    const int status = spikes_add_input(r->w->net, n, times, why);
    free(times);
    return status;
}

static int tell_poisson(reader *r, population *p, fault *why)
{
    double rate;
    range when;
    if (named(r, "rate", &rate, why) != GSL_SUCCESS ||
        named(r, "from", &when.low, why) != GSL_SUCCESS ||
        named(r, "to", &when.high, why) != GSL_SUCCESS)
        return GSL_EINVAL;
    if (rate < 0)
        return fault_set(why, GSL_EINVAL, "a rate cannot be negative: %g a second", rate);
    if (when.low < 0 || when.high < when.low)
        return fault_set(why, GSL_EINVAL, "from %g to %g ms is no time to come", when.low,
                         when.high);
    const double mean = rate * (when.high - when.low) / 1000;
    if (!(mean * (double)p->count <= MOST_RANDOM))
        return fault_set(why, GSL_EINVAL, "more than %d random spikes", MOST_RANDOM);
    for (size_t k = 0; k < p->count; k++)
        if (random_times(r, mean, &when, why) != GSL_SUCCESS)
            return GSL_EINVAL;
    return line_ends(r, why);
}

/* ------------------------------------------------------------------ connect, current, run */

typedef struct {
    cells from, to;
    range delay, weight;
    double chance;
} bundle;

static int connect_one(const reader *r, const bundle *b, size_t from, size_t to, fault *why)
{
    const network_changes *c = r->changes;
    const range noise = {-c->jitter, c->jitter};
    const double delay = c->delays * draw(&b->delay, r->rng) + draw(&noise, r->rng);
    const double weight = c->weights * draw(&b->weight, r->rng);
    if (b->delay.low < 0)
        return fault_set(why, GSL_EINVAL, "a delay cannot be negative: %g ms", b->delay.low);
    return spikes_connect(r->w->net, from, to, fmax(0, delay), weight, why);
}

static int connect_all(const reader *r, const bundle *b, fault *why)
{
    const int within = b->from.first == b->to.first && b->from.count > 1 && b->to.count > 1;
    for (size_t i = b->from.first; i < b->from.first + b->from.count; i++)
        for (size_t j = b->to.first; j < b->to.first + b->to.count; j++) {
            if ((within && i == j) || (b->chance < 1 && gsl_rng_uniform(r->rng) >= b->chance))
                continue;
            if (connect_one(r, b, i, j, why) != GSL_SUCCESS)
                return GSL_EINVAL;
        }
    return GSL_SUCCESS;
}

static int tell_connect(reader *r, fault *why)
{
    bundle b = {.chance = 1};
    if (next_cells(r, &b.from, why) != GSL_SUCCESS || next_cells(r, &b.to, why) != GSL_SUCCESS ||
        named_range(r, "delay", &b.delay, why) != GSL_SUCCESS ||
        named_range(r, "weight", &b.weight, why) != GSL_SUCCESS)
        return GSL_EINVAL;
    const char *word = next_word(r);
    if (word && strcmp(word, "chance") != 0)
        return wanted("'chance' or the end of the line", word, why);
    if (word && to_number("a number after 'chance'", next_word(r), &b.chance, why) != GSL_SUCCESS)
        return GSL_EINVAL;
    if (!(b.chance >= 0 && b.chance <= 1))
        return fault_set(why, GSL_EINVAL, "a chance is from 0 to 1, not %g", b.chance);
    if (line_ends(r, why) != GSL_SUCCESS)
        return GSL_EINVAL;
    return connect_all(r, &b, why);
}

static int tell_current(reader *r, fault *why)
{
    cells c;
    spikes_current current;
    if (next_cells(r, &c, why) != GSL_SUCCESS ||
        named(r, "from", &current.from, why) != GSL_SUCCESS ||
        named(r, "to", &current.to, why) != GSL_SUCCESS ||
        named(r, "value", &current.value, why) != GSL_SUCCESS || line_ends(r, why) != GSL_SUCCESS)
        return GSL_EINVAL;
    for (size_t k = 0; k < c.count; k++)
        if (spikes_stimulate(r->w->net, c.first + k, &current, why) != GSL_SUCCESS)
            return GSL_EINVAL;
    return GSL_SUCCESS;
}

static int tell_run(reader *r, fault *why)
{
    if (r->w->duration > 0)
        return fault_set(why, GSL_EINVAL, "'run' is told twice");
    if (to_number("a duration in ms", next_word(r), &r->w->duration, why) != GSL_SUCCESS)
        return GSL_EINVAL;
    if (!(r->w->duration > 0))
        return fault_set(why, GSL_EINVAL, "a duration must be positive, not %g ms", r->w->duration);
    return line_ends(r, why);
}

static int tell_show(reader *r, fault *why)
{
    network *w = r->w;
    if (named(r, "from", &w->show_from, why) != GSL_SUCCESS ||
        named(r, "to", &w->show_to, why) != GSL_SUCCESS)
        return GSL_EINVAL;
    if (!(w->show_from >= 0 && w->show_to > w->show_from))
        return fault_set(why, GSL_EINVAL, "from %g to %g ms there is nothing to show", w->show_from,
                         w->show_to);
    return line_ends(r, why);
}

/* -------------------------------------------------------------------------- statements */

/* One that makes cells. */
static int tell_population(reader *r, const char *first, fault *why)
{
    population *p = new_population(r, why);
    if (!p)
        return GSL_EINVAL;
    p->is_input = strcmp(first, "cell") != 0;
    int status = strcmp(first, "cell") == 0     ? tell_cell(r, p, why)
                 : strcmp(first, "input") == 0  ? tell_input(r, p, why)
                 : strcmp(first, "volley") == 0 ? tell_volley(r, p, why)
                                                : tell_poisson(r, p, why);
    if (status == GSL_SUCCESS)
        status = keep_population(r->w, p, why);
    if (status != GSL_SUCCESS)
        free_population(p);
    return status;
}

static int statement(reader *r, char *line, fault *why)
{
    line[strcspn(line, "#")] = '\0';
    const char *first = strtok_r(line, blanks, &r->rest);
    if (!first)
        return GSL_SUCCESS;
    if (strcmp(first, "connect") == 0)
        return tell_connect(r, why);
    if (strcmp(first, "current") == 0)
        return tell_current(r, why);
    if (strcmp(first, "run") == 0)
        return tell_run(r, why);
    if (strcmp(first, "show") == 0)
        return tell_show(r, why);
    for (const char *const *known = (const char *const[]){"cell", "input", "volley", "poisson", 0};
         *known; known++)
        if (strcmp(first, *known) == 0)
            return tell_population(r, first, why);
    return fault_set(why, GSL_EINVAL,
                     "'%s' is no statement; there are cell, input, volley, poisson, connect, "
                     "current, run and show",
                     first);
}

/* The text of a comment in the first line. */
static int keep_title(network *w, const char *line, const char *path)
{
    const char *text = line + strspn(line, "# \t");
    if (line[0] != '#' || strcspn(text, "\r\n") == 0)
        text = path;
    w->title = strndup(text, strcspn(text, "\r\n"));
    return w->title ? GSL_SUCCESS : GSL_ENOMEM;
}

static int read_lines(FILE *file, const char *path, reader *r, fault *why)
{
    char *line = NULL, place[300];
    size_t room = 0;
    int status = GSL_SUCCESS;
    while (status == GSL_SUCCESS && getline(&line, &room, file) >= 0) {
        r->line++;
        if (r->line == 1 && keep_title(r->w, line, path) != GSL_SUCCESS)
            status = no_memory(why);
        else
            status = statement(r, line, why);
    }
    free(line);
    snprintf(place, sizeof place, "%s:%zu", path, r->line);
    if (status != GSL_SUCCESS)
        fault_prefix(why, place);
    else if (ferror(file))
        return fault_set(why, GSL_EFAILED, "%s: %s", path, strerror(errno));
    return status;
}

static int complete(const network *w, const char *path, fault *why)
{
    if (w->n == 0)
        return fault_set(why, GSL_EINVAL, "%s: holds no neuron; a line such as 'cell a lif' does",
                         path);
    if (!(w->duration > 0))
        return fault_set(why, GSL_EINVAL, "%s: does not say how long; 'run 100' would", path);
    return GSL_SUCCESS;
}

static int read_network(network *w, const char *path, reader *r, fault *why)
{
    FILE *file = fopen(path, "r");
    if (!file)
        return fault_set(why, GSL_EFAILED, "%s: %s", path, strerror(errno));
    int status = read_lines(file, path, r, why);
    fclose(file);
    if (status == GSL_SUCCESS)
        status = complete(w, path, why);
    if (status != GSL_SUCCESS || spikes_begin(w->net, why) == GSL_SUCCESS)
        return status;
    network_blame(w, why);
    return GSL_EFAILED;
}

network *network_read(const char *path, const network_changes *changes, gsl_rng *rng, fault *why)
{
    network *w = calloc(1, sizeof *w);
    if (w)
        w->net = spikes_alloc(changes->tolerance);
    reader r = {.w = w, .changes = changes, .rng = rng};
    const int status =
        w && w->net ? read_network(w, path, &r, why) : fault_set(why, GSL_ENOMEM, "no memory");
    if (status == GSL_SUCCESS)
        return w;
    network_free(w);
    return NULL;
}

static void leave(void *p)
{
    (void)p;
}

void network_free(network *w)
{
    if (!w)
        return;
    tdestroy(w->names, leave);
    for (size_t k = 0; k < w->n; k++)
        free_population(w->populations[k]);
    free(w->populations);
    free(w->title);
    spikes_free(w->net);
    free(w);
}

/* -------------------------------------------------------------------------------- names */

const population *network_population(const network *w, size_t cell)
{
    size_t low = 0, high = w->n; /* populations follow each other as their cells do */
    while (high - low > 1) {
        const size_t middle = (low + high) / 2;
        if (w->populations[middle]->first <= cell)
            low = middle;
        else
            high = middle;
    }
    return w->populations[low];
}

void network_name(const network *w, size_t cell, size_t room, char name[])
{
    const population *p = network_population(w, cell);
    if (p->count == 1)
        snprintf(name, room, "%s", p->name);
    else
        snprintf(name, room, "%s.%zu", p->name, cell - p->first + 1);
}

void network_blame(const network *w, fault *why)
{
    char name[80];
    if (spikes_failed(w->net) >= spikes_cells(w->net))
        return;
    network_name(w, spikes_failed(w->net), sizeof name, name);
    fault_prefix(why, name);
}

size_t network_cell(const network *w, const char *name)
{
    fault ignored;
    cells c = {0, 0};
    if (parse_cells(w, name, &c, &ignored) != GSL_SUCCESS || c.count != 1)
        return spikes_cells(w->net);
    return c.first;
}
