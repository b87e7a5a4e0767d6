/**
# Kosko's BAM: two layers that remind each other

Lecture 14, slide 21: «другие типы моделей нейросетей», «двунаправленные - Коско».

Hopfield's net brings a picture back from a part of itself. Kosko's bidirectional associative
memory [1] stores *pairs*, and either half brings back the other: a face its name, and the name
the face. It has two layers, $x$ with $n$ neurons and $y$ with $m$, all $\pm 1$, and one matrix of
weights between them that is used in both directions. Training adds up the products of the pairs,
as Hebb's rule does:

$$ W = \sum_{p=1}^{P} x^p\, (y^p)^T \qquad (1) $$

Then the layers take turns, each taking the signs of what the other one tells it; where that is 0,
a neuron stays as it is:

$$ y \leftarrow \operatorname{sign}(W^T x), \qquad x \leftarrow \operatorname{sign}(W y) \qquad (2) $$

That this ends has the same reason as in Hopfield's net, an energy that only falls:

$$ E = -\, x^T W\, y \qquad (3) $$

For given $x$ it is $-\sum_j s_j y_j$ with $s = W^T x$, and $y_j = \operatorname{sign}(s_j)$ makes
each term of it as low as it can be. As no $y_j$ stands in the sum of another one, a whole layer
may change at once, and still $E$ cannot rise. In Hopfield's net that would be wrong: there the
neurons hear each other, and have to take turns one by one.

How many pairs fit in? One neuron of $y$, shown $x^p$, sees its own $y^p_j$ with weight $n$, and
of the other pairs $n (P - 1)$ terms, which are random signs if the pictures are. It is wrong if
these sum up to less than $-n$:

$$ p_y = \Pr\Big[\, B < \tfrac{1}{2} (N - n) \,\Big], \quad N = n (P - 1), \quad
   B \sim \text{binomial}\big(N, \tfrac{1}{2}\big) \qquad (4) $$

and $p_x$ is the same with $m$ for $n$. A pair is at rest if all neurons are right. If they erred
independently of each other, that would have the probability

$$ p_{rest} = (1 - p_y)^m\, (1 - p_x)^n \qquad (5) $$

but they do not: all neurons of $y$ are disturbed by the same likenesses of $x^p$ to the other
$x$, so errors come in clumps, and more pairs are without any than (5) says.

Kosko gave $P < \min(n, m)$ as a rule. The smaller layer does decide, but far fewer pairs fit in.

| slide | here | default | meaning |
|---|---|---|---|
| upper row | `x`, `--pictures` | data/patterns/capitals.txt | pictures of the first layer |
| lower row | `y`, `--partners` | data/patterns/small.txt | of the second: picture $k$ of one file belongs to picture $k$ of the other |
| $P$ | `--names` | A,L,V,X | the pairs to be stored, by the first one's name, or `all` |
| | `--noise` | 0.2 | probability that a pixel changes its colour |
| | `--trials` | 200 | spoilt pictures of each kind |
| | `--updates` | 10000 | of a layer, over which the energy is watched |
| | `--neurons` | 100 | $n$ of the nets that are filled with random pairs |

[1] B. Kosko, Bidirectional associative memories, IEEE Transactions on Systems, Man, and Cybernetics 18, 1988.
*/

#include "arguments.h"
#include "output.h"
#include "picture.h"
#include "random.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    basics b;
    const char *first, *second, *names;
    double noise;
    size_t trials, updates, neurons;
} settings;

/**
## The net

Which of the layers is asked is a number, 0 for $x$ and 1 for $y$.
*/

enum { X, Y, LAYERS };

typedef struct {
    gsl_matrix *w;                         /* n x m */
    gsl_vector *layer[LAYERS], *s[LAYERS]; /* what they answer, and what they are told */
    gsl_rng *rng;
} net;

static void net_free(net *b)
{
    gsl_matrix_free(b->w);
    for (size_t l = 0; l < LAYERS; l++) {
        gsl_vector_free(b->layer[l]);
        gsl_vector_free(b->s[l]);
    }
    *b = (net){0};
}

static int net_alloc(net *b, size_t n, size_t m, gsl_rng *rng, fault *why)
{
    *b = (net){.w = gsl_matrix_alloc(n, m), .rng = rng};
    int lacks = !b->w;
    for (size_t l = 0; l < LAYERS; l++) {
        b->layer[l] = gsl_vector_alloc(l == X ? n : m);
        b->s[l] = gsl_vector_alloc(l == X ? n : m);
        lacks = lacks || !b->layer[l] || !b->s[l];
    }
    if (!lacks)
        return GSL_SUCCESS;
    net_free(b);
    return fault_set(why, GSL_ENOMEM, "no memory for layers of %zu and %zu neurons", n, m);
}

/* Equation (1): one pair a row of x and y. */
static void net_learn(net *b, const gsl_matrix *x, const gsl_matrix *y)
{
    gsl_blas_dgemm(CblasTrans, CblasNoTrans, 1, x, y, 0, b->w);
}

/* One half of (2): layer `to` listens. Returns how many of its neurons changed. The weights are whole
   numbers, so their sums are exact, and a tie is 0. */
static size_t listen(net *b, size_t to)
{
    size_t changed = 0;
    gsl_blas_dgemv(to == Y ? CblasTrans : CblasNoTrans, 1, b->w, b->layer[!to], 0, b->s[to]);
    for (size_t i = 0; i < b->layer[to]->size; i++) {
        const double s = gsl_vector_get(b->s[to], i), now = gsl_vector_get(b->layer[to], i);
        if (s * now < 0) {
            gsl_vector_set(b->layer[to], i, -now);
            changed++;
        }
    }
    return changed;
}

/* Until neither layer changes, beginning with `to`. Returns how often both were asked. */
static size_t relax(net *b, size_t to)
{
    size_t passes = 1;
    listen(b, to);
    while (listen(b, !to) + listen(b, to) > 0)
        passes++;
    return passes;
}

/* Equation (3), from the layers alone. */
static double energy(const net *b, gsl_vector *work)
{
    double sum = GSL_NAN;
    gsl_blas_dgemv(CblasNoTrans, 1, b->w, b->layer[Y], 0, work);
    gsl_blas_ddot(b->layer[X], work, &sum);
    return -sum;
}

static void draw_picture(gsl_vector *x, gsl_rng *rng)
{
    for (size_t i = 0; i < x->size; i++)
        gsl_vector_set(x, i, gsl_rng_uniform(rng) < 0.5 ? -1 : 1);
}

/**
## From one half to the other

One layer is shown a spoilt picture, the other begins with random pixels: nothing is known of it.
A trial counts if both layers come to rest in the whole pair, to the pixel.
*/

/* Shows picture k of `given` (in layer `from`), spoilt; `spoilt` keeps it if it is not NULL. */
static size_t show_half(net *b, size_t from, const gsl_vector *given, double noise,
                        gsl_vector *spoilt)
{
    gsl_vector_memcpy(b->layer[from], given);
    picture_flip(b->layer[from], noise, b->rng);
    if (spoilt)
        gsl_vector_memcpy(spoilt, b->layer[from]);
    draw_picture(b->layer[!from], b->rng);
    return relax(b, !from);
}

static int is_pair(const net *b, const gsl_matrix *const x[], size_t k)
{
    for (size_t l = 0; l < LAYERS; l++) {
        const gsl_vector_const_view row = gsl_matrix_const_row(x[l], k);
        if (!gsl_vector_equal(b->layer[l], &row.vector))
            return 0;
    }
    return 1;
}

typedef struct {
    double recalled, passes, worst_recalled;
    size_t worst;
} recall;

static recall recall_from(net *b, const settings *set, const gsl_matrix *const x[], size_t from)
{
    const size_t pairs = x[X]->size1;
    const double one = 1 / (double)set->trials, all = one / (double)pairs;
    recall r = {.worst_recalled = 2};
    for (size_t k = 0; k < pairs; k++) {
        const gsl_vector_const_view given = gsl_matrix_const_row(x[from], k);
        size_t right = 0, passes = 0;
        for (size_t t = 0; t < set->trials; t++) {
            passes += show_half(b, from, &given.vector, set->noise, NULL);
            right += (size_t)is_pair(b, x, k);
        }
        r.recalled += (double)right * all;
        r.passes += (double)passes * all;
        if ((double)right * one < r.worst_recalled) {
            r.worst = k;
            r.worst_recalled = (double)right * one;
        }
    }
    return r;
}

/**
## Does the energy ever rise?

Both layers begin at random, and after each turn of a layer the energy is computed anew from (3).
When neither layer changes any more, they begin again. In the table the runs are kept apart.
*/

enum { RUNS_SHOWN = 12 };

typedef struct {
    size_t updates, changes, rises; /* turns of a layer; those that changed it; wrong ones */
    double steepest;                /* of those that changed it; it should be below 0 */
} watch;

/* From a random start to rest, or until there were enough updates. */
static void watch_run(net *b, watch *seen, size_t updates, gsl_vector *work, FILE *table)
{
    draw_picture(b->layer[X], b->rng);
    draw_picture(b->layer[Y], b->rng);
    double e = energy(b, work);
    size_t idle = 0;
    for (size_t u = 0; idle < LAYERS && seen->updates < updates; u++) {
        if (table)
            fprintf(table, "%zu %.17g\n", u, e);
        const size_t changed = listen(b, u % 2 == 0 ? Y : X);
        const double now = energy(b, work);
        idle = changed ? 0 : idle + 1;
        seen->updates++;
        seen->changes += changed > 0;
        seen->rises += changed ? now >= e : now != e;
        seen->steepest = changed ? fmax(seen->steepest, now - e) : seen->steepest;
        e = now;
    }
    if (table)
        fprintf(table, "\n\n");
}

/**
## How many pairs fit in?

Pairs of random pixels, in a net with $n$ neurons in either layer and in one whose second layer
has a quarter of them. At least `PROBES` pairs are tried for each $P$, each of them from the pair
itself and from a spoilt $x$.
*/

enum { PROBES = 500, MOST_PAIRS = 40, SHAPES = 2 };

typedef struct {
    size_t n, m, pairs;
    double rest, recalled, theory; /* parts of the pairs, and equation (5) */
    double wrong[LAYERS];          /* part of the neurons that err when shown the pair */
} filled;

/* Equation (4): `heard` neurons tell it, `pairs` are stored. Below which k it is wrong: 2 k < N - n. */
static double wrong_bit(size_t heard, size_t pairs)
{
    const size_t terms = heard * (pairs - 1);
    if (terms <= heard)
        return 0;
    const size_t first_right = (terms - heard + 1) / 2;
    return gsl_cdf_binomial_P((unsigned)first_right - 1, 0.5, (unsigned)terms);
}

/* Equation (5). */
static double rest_probability(size_t n, size_t m, size_t pairs)
{
    return pow(1 - wrong_bit(n, pairs), (double)m) * pow(1 - wrong_bit(m, pairs), (double)n);
}

typedef struct {
    size_t tried, rest, recalled, wrong[LAYERS];
} tally;

static void probe(net *b, const gsl_matrix *const x[], double noise, tally *t)
{
    for (size_t k = 0; k < x[X]->size1; k++) {
        const gsl_vector_const_view row = gsl_matrix_const_row(x[X], k);
        size_t wrong[LAYERS];
        for (size_t l = 0; l < LAYERS; l++) {
            gsl_matrix_get_row(b->layer[X], x[X], k);
            gsl_matrix_get_row(b->layer[Y], x[Y], k);
            wrong[l] = listen(b, l);
            t->wrong[l] += wrong[l];
        }
        t->rest += wrong[X] + wrong[Y] == 0;
        show_half(b, X, &row.vector, noise, NULL);
        t->recalled += (size_t)is_pair(b, x, k);
        t->tried++;
    }
}

static void draw_all(gsl_matrix *x, gsl_rng *rng)
{
    for (size_t k = 0; k < x->size1; k++) {
        gsl_vector_view row = gsl_matrix_row(x, k);
        draw_picture(&row.vector, rng);
    }
}

/* As many nets as it takes, each filled with new pairs. */
static void fill_nets(net *b, gsl_matrix *x, gsl_matrix *y, double noise, filled *f)
{
    const gsl_matrix *const pair[LAYERS] = {x, y};
    tally t = {0};
    while (t.tried < PROBES) {
        draw_all(x, b->rng);
        draw_all(y, b->rng);
        net_learn(b, x, y);
        probe(b, pair, noise, &t);
    }
    const double tried = (double)t.tried;
    f->rest = (double)t.rest / tried;
    f->recalled = (double)t.recalled / tried;
    f->theory = rest_probability(f->n, f->m, f->pairs);
    f->wrong[X] = (double)t.wrong[X] / (tried * (double)f->n);
    f->wrong[Y] = (double)t.wrong[Y] / (tried * (double)f->m);
}

static int fill(filled *f, double noise, gsl_rng *rng, fault *why)
{
    net b;
    if (net_alloc(&b, f->n, f->m, rng, why) != GSL_SUCCESS)
        return GSL_ENOMEM;
    gsl_matrix *x = gsl_matrix_alloc(f->pairs, f->n), *y = gsl_matrix_alloc(f->pairs, f->m);
    if (x && y)
        fill_nets(&b, x, y, noise, f);
    const int status = x && y ? GSL_SUCCESS : fault_set(why, GSL_ENOMEM, "no memory for pairs");
    gsl_matrix_free(x);
    gsl_matrix_free(y);
    net_free(&b);
    return status;
}

/* ------------------------------------------------------------------- what is shown */

static int table_open(const settings *set, const char *name, output **out, fault *why)
{
    *out = set->b.tables ? output_table(set->b.tables, name, why) : NULL;
    return set->b.tables && !*out ? GSL_EFAILED : GSL_SUCCESS;
}

static int table_close(output *out, fault *why)
{
    return out ? output_close(out, why) : GSL_SUCCESS;
}

static int write_weights(const settings *set, const net *b, fault *why)
{
    output *out;
    const int status = table_open(set, "weights", &out, why);
    if (!out)
        return status;
    fprintf(out->file, "# W, a row for each neuron of the first layer\n");
    for (size_t i = 0; i < b->w->size1 * b->w->size2; i++)
        fprintf(out->file, "%g%c", b->w->data[i], (i + 1) % b->w->size2 ? ' ' : '\n');
    return output_close(out, why);
}

static void show_recall(net *b, const settings *set, const pictures *const p[])
{
    const gsl_matrix *const x[LAYERS] = {p[X]->x, p[Y]->x};
    for (size_t from = 0; from < LAYERS; from++) {
        const recall r = recall_from(b, set, x, from);
        if (!set->b.quiet)
            printf("%-19s %6.1f %% of %g %% noise, worst %s %.1f %%, %.2f passes\n",
                   from == X ? "first brings second" : "second brings first", 100 * r.recalled,
                   100 * set->noise, p[from]->name[r.worst], 100 * r.worst_recalled, r.passes);
    }
}

/* Every picture of one layer, spoilt, and what the other layer makes of it. */
typedef struct {
    gsl_matrix *shown, *answer;
} gallery;

static int gallery_fill(gallery *g, net *b, size_t from, const gsl_matrix *x, double noise)
{
    *g = (gallery){gsl_matrix_alloc(x->size1, x->size2),
                   gsl_matrix_alloc(x->size1, b->layer[!from]->size)};
    if (!g->shown || !g->answer)
        return GSL_ENOMEM;
    for (size_t k = 0; k < x->size1; k++) {
        const gsl_vector_const_view given = gsl_matrix_const_row(x, k);
        gsl_vector_view shown = gsl_matrix_row(g->shown, k);
        show_half(b, from, &given.vector, noise, &shown.vector);
        gsl_matrix_set_row(g->answer, k, b->layer[!from]);
    }
    return GSL_SUCCESS;
}

static void gallery_free(gallery *g)
{
    gsl_matrix_free(g->shown);
    gsl_matrix_free(g->answer);
}

static void gallery_write(FILE *file, const gallery *g, size_t from, const pictures *const p[])
{
    for (size_t k = 0; k < g->shown->size1; k++) {
        const gsl_vector_const_view shown = gsl_matrix_const_row(g->shown, k);
        const gsl_vector_const_view answer = gsl_matrix_const_row(g->answer, k);
        picture_write(file, &shown.vector, p[from]->columns, p[from]->name[k]);
        picture_write(file, &answer.vector, p[!from]->columns, "answer");
    }
}

/* As many as fit in a line: the shown ones above, the answers below. */
static void gallery_print(const gallery *g, size_t from, const pictures *const p[])
{
    const size_t wider = GSL_MAX(p[X]->columns, p[Y]->columns) + 2;
    const size_t some = GSL_MIN(g->shown->size1, 78 / wider);
    const gsl_matrix_const_view shown =
        gsl_matrix_const_submatrix(g->shown, 0, 0, some, g->shown->size2);
    const gsl_matrix_const_view answer =
        gsl_matrix_const_submatrix(g->answer, 0, 0, some, g->answer->size2);
    printf("Spoilt pictures of the first layer, and below them the second one's answers:\n");
    pictures_print(&shown.matrix, p[from]->columns, "  ");
    pictures_print(&answer.matrix, p[!from]->columns, "  ");
}

static int show_pictures(net *b, const settings *set, const pictures *const p[], fault *why)
{
    output *out;
    int status = table_open(set, "pictures", &out, why);
    for (size_t from = 0; status == GSL_SUCCESS && from < LAYERS; from++) {
        gallery g;
        status = gallery_fill(&g, b, from, p[from]->x, set->noise);
        if (status != GSL_SUCCESS)
            fault_set(why, status, "no memory for pictures");
        else if (out)
            gallery_write(out->file, &g, from, p);
        if (status == GSL_SUCCESS && from == X && !set->b.quiet)
            gallery_print(&g, from, p);
        gallery_free(&g);
    }
    const int closed = table_close(out, why);
    return status == GSL_SUCCESS ? closed : status;
}

static int show_energy(net *b, const settings *set, fault *why)
{
    output *out;
    gsl_vector *work = gsl_vector_alloc(b->layer[X]->size);
    if (!work)
        return fault_set(why, GSL_ENOMEM, "no memory");
    int status = table_open(set, "energy", &out, why);
    watch seen = {.steepest = -INFINITY};
    if (out)
        fprintf(out->file, "# update energy\n");
    for (size_t run = 0; status == GSL_SUCCESS && seen.updates < set->updates; run++)
        watch_run(b, &seen, set->updates, work, out && run < RUNS_SHOWN ? out->file : NULL);
    gsl_vector_free(work);
    if (status == GSL_SUCCESS && !set->b.quiet)
        printf("Energy: %zu turns of a layer, %zu changed it, %zu rises; steepest %g\n",
               seen.updates, seen.changes, seen.rises, seen.steepest);
    const int closed = table_close(out, why);
    return status == GSL_SUCCESS ? closed : status;
}

static void print_filled(const filled f[])
{
    printf("%4zu %4zu", f->n, f->m);
    for (size_t p = 2; p <= 14; p += 2)
        printf("  %4.0f/%-3.0f", 100 * f[p - 1].rest, 100 * f[p - 1].theory);
    printf("\n");
}

static int fill_shape(size_t n, size_t m, const settings *set, gsl_rng *rng, filled f[], fault *why)
{
    for (size_t p = 1; p <= MOST_PAIRS; p++) {
        f[p - 1] = (filled){.n = n, .m = m, .pairs = p};
        if (fill(&f[p - 1], set->noise, rng, why) != GSL_SUCCESS)
            return GSL_EFAILED;
    }
    return GSL_SUCCESS;
}

static void write_filled(FILE *file, const filled f[])
{
    for (size_t k = 0; k < MOST_PAIRS; k++)
        fprintf(file, "%zu %zu %zu %.17g %.17g %.17g %.17g %.17g %.17g %.17g\n", f[k].n, f[k].m,
                f[k].pairs, f[k].rest, f[k].recalled, f[k].theory, f[k].wrong[X],
                wrong_bit(f[k].m, f[k].pairs), f[k].wrong[Y], wrong_bit(f[k].n, f[k].pairs));
    fprintf(file, "\n\n");
}

static int show_capacity(const settings *set, gsl_rng *rng, fault *why)
{
    output *out;
    filled f[MOST_PAIRS];
    int status = table_open(set, "capacity", &out, why);
    if (out)
        fprintf(out->file, "# n m pairs rest recalled theory wrong_x p_x wrong_y p_y\n");
    for (size_t shape = 0; status == GSL_SUCCESS && shape < SHAPES; shape++) {
        const size_t m = shape == 0 ? set->neurons : set->neurons / 4;
        status = fill_shape(set->neurons, m, set, rng, f, why);
        if (status == GSL_SUCCESS && out)
            write_filled(out->file, f);
        if (status == GSL_SUCCESS && !set->b.quiet)
            print_filled(f);
    }
    const int closed = table_close(out, why);
    return status == GSL_SUCCESS ? closed : status;
}

static int show(net *b, const settings *set, const pictures *const p[], fault *why)
{
    if (!set->b.quiet)
        printf("Kosko's BAM: layers of %zu and %zu, %zu pairs, seed %zu\n", b->layer[X]->size,
               b->layer[Y]->size, p[X]->n, set->b.seed);
    show_recall(b, set, p);
    int status = show_pictures(b, set, p, why);
    if (status == GSL_SUCCESS)
        status = show_energy(b, set, why);
    if (!set->b.quiet)
        printf("#  n    m  %% at rest / by (5), with P = 2, 4, 6, 8, 10, 12, 14 pairs:\n");
    if (status == GSL_SUCCESS)
        status = show_capacity(set, b->rng, why);
    if (!set->b.quiet)
        printf("Next: ./07_other_models/bam --names K,T,V,E,X --noise 0.3\n");
    return status;
}

static int remember(const settings *set, const pictures *const p[], gsl_rng *rng, fault *why)
{
    net b;
    if (net_alloc(&b, p[X]->x->size2, p[Y]->x->size2, rng, why) != GSL_SUCCESS)
        return GSL_ENOMEM;
    net_learn(&b, p[X]->x, p[Y]->x);
    int status = write_weights(set, &b, why);
    if (status == GSL_SUCCESS)
        status = show(&b, set, p, why);
    net_free(&b);
    return status;
}

static int run(const settings *set, fault *why)
{
    pictures *p[LAYERS] = {pictures_read_some(set->first, set->names, why), NULL};
    p[Y] = p[X] ? pictures_read_partners(set->second, set->first, p[X], why) : NULL;
    gsl_rng *rng = p[Y] ? random_alloc(set->b.seed, why) : NULL;
    const int status =
        rng ? remember(set, (const pictures *const[]){p[X], p[Y]}, rng, why) : GSL_EFAILED;
    if (rng)
        gsl_rng_free(rng);
    pictures_free(p[X]);
    pictures_free(p[Y]);
    return status;
}

enum { PICTURES = 0x100, PARTNERS, NAMES, NOISE, TRIALS, UPDATES, NEURONS };

static const struct argp_option table[] = {
    {"pictures", PICTURES, "FILE", 0, "the first layer's (default: data/patterns/capitals.txt)", 1},
    {"partners", PARTNERS, "FILE", 0,
     "the second layer's, in the same order (default: data/patterns/small.txt)", 1},
    {"names", NAMES, "A,B,...", 0,
     "pairs, by the first one's name, or 'all' (default: A,L,V,X of the capitals, all of "
     "another file)",
     1},
    {"noise", NOISE, "P", 0, "probability that a pixel changes, 0 to 0.5 (default: 0.2)", 1},
    {"trials", TRIALS, "N", 0, "spoilt pictures of each kind (default: 200)", 1},
    {"updates", UPDATES, "N", 0, "of a layer, with the energy watched (default: 10000)", 1},
    {"neurons", NEURONS, "N", 0, "of the nets filled with random pairs (default: 100)", 1},
    {0},
};

static const char capitals[] = "data/patterns/capitals.txt";

static void settle_names(settings *set)
{
    if (set->names && strcmp(set->names, "all") == 0)
        set->names = NULL;
    else if (!set->names && strcmp(set->first, capitals) == 0)
        set->names = "A,L,V,X";
}

static int parse_files(settings *set, int key, const char *text)
{
    switch (key) {
    case PICTURES:
        set->first = text;
        return 0;
    case PARTNERS:
        set->second = text;
        return 0;
    case NAMES:
        set->names = text;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    settings *set = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &set->b;
        return 0;
    case NOISE:
        set->noise = argument_number("noise", text, 0, 0.5);
        return 0;
    case TRIALS:
        set->trials = argument_whole("trials", text, 1, 100000);
        return 0;
    case UPDATES:
        set->updates = argument_whole("updates", text, 1, 100000000);
        return 0;
    case NEURONS:
        set->neurons = argument_whole("neurons", text, 8, 1000);
        return 0;
    default:
        return parse_files(set, key, text);
    }
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {
        table,    parse, NULL, "Kosko's bidirectional memory (lecture 14, slide 21).",
        children, NULL,  NULL};
    settings set = {.first = capitals,
                    .second = "data/patterns/small.txt",
                    .noise = 0.2,
                    .trials = 200,
                    .updates = 10000,
                    .neurons = 100};
    fault why = {""};
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    settle_names(&set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

Four capitals, each with 20 % of its pixels wrong, bring back the four small letters without a
mistake, and the small ones the capitals. It takes two passes, of which the second one finds
nothing to change. The energy goes down in two or three turns: whole layers change at once, where
Hopfield's net goes down neuron by neuron. Of 10000 turns none raised it.

The four pairs were chosen for being unlike each other. A, B, C, D (`--names A,B,C,D`) resemble
each other so much that not one pair of them is at rest. With random pictures, on the right of the
second figure, two layers of 100 keep 99 % of the pairs at rest up to $P = 8$ and 66 % at 15.
Quarter the second layer and it is 82 % at 6 and 2 % at 15: the neurons of $x$, which hear only 25
others, are wrong in 9 % of the cases, those of $y$ in 0.3 %, both as (4) says. The dotted lines
are (5), and they lie below the measured ones, since errors come in clumps.

## Try

- `--names K,T,V,E,X --noise 0.3`: one pair more, and more noise. Which letter suffers?
- `--names A,B,C,D --noise 0`: shown without any noise, what does A bring back?
- `--neurons 400`: with four times the neurons, do four times the pairs fit in?
- `--partners data/patterns/capitals.txt`: pairs of a letter with itself. What net is this nearly?
*/
