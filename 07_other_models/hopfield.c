/**
# Hopfield's net: a memory that rolls downhill

Lecture 14, slide 19: «другие типы моделей нейросетей», «релаксационные - Хопфилд».

A feed-forward net answers after one pass. In this one every neuron hears every other, the answers
go back as inputs, and the question is whether that ever ends. Neuron $i$ holds $y_i = \pm 1$. One
neuron at a time looks at its state and takes its sign; at 0 it stays as it is:

$$ s_i = \sum_{j} w_{ij}\, y_j, \qquad y_i \leftarrow \operatorname{sign}(s_i) \qquad (1) $$

If the weights are symmetric, $w_{ij} = w_{ji}$, and no neuron hears itself, $w_{ii} = 0$, there is
a number that every such step makes smaller or leaves as it is. Hopfield [1] called it energy:

$$ E = -\frac{1}{2} \sum_{i,j} w_{ij}\, y_i\, y_j \qquad (2) $$

When $y_i$ changes by $\Delta y_i$, all terms with $i$ change, each of them twice in the sum, so

$$ \Delta E = -\Delta y_i\, s_i = -2\,|s_i| < 0 \qquad (3) $$

since $\Delta y_i$ is 2 or -2 and has the sign of $s_i$. There are finitely many states and no way
up, so the net comes to rest, wherever it began. It is a memory if it comes to rest in what it is
to remember: shown a spoilt picture, it rolls down to the whole one.

So training means to dig valleys at the pictures $x^1 \ldots x^P$. Hebb's rule adds up what each
picture would want of each pair of neurons,

$$ w_{ij} = \frac{1}{n} \sum_{p=1}^{P} x^p_i\, x^p_j, \qquad w_{ii} = 0 \qquad (4) $$

and each picture is disturbed by all others, the more so the more they resemble each other. Letters
do. Personnaz, Guyon and Dreyfus [2] take the matrix that projects onto the space of the pictures,

$$ W = X^{+} X, \qquad \text{then } w_{ii} = 0 \qquad (5) $$

with the pictures as rows of $X$ and its pseudo-inverse $X^{+}$. Before the diagonal is cleared,
$W x^p = x^p$; after it $s_i = (1 - d_i)\, x^p_i$, where $0 \le d_i \le 1$ was the diagonal: the
sign is still right, so every picture is at rest, however much it resembles the others. The price:
(4) can learn one picture more by adding it, (5) must begin again.

| slide | here | default | meaning |
|---|---|---|---|
| $x_1 \ldots x_n$ | `x` | | the input: where the net begins |
| $y_1 \ldots y_n$ | `y` | | the output, which is fed back |
| $P$ | `--names` | J,K,P,T,V | the pictures of the file to be stored, or `all` |
| | `--pictures` | data/patterns/capitals.txt | the file |
| | `--noise` | 0.2 | probability that a pixel changes its colour |
| | `--trials` | 200 | spoilt pictures of each kind; five times as many random starts |
| | `--updates` | 100000 | over which the energy is watched |
| | `--neurons` | 400 | $n$ of the nets that are filled to see when they break |

- [1] J. J. Hopfield, Neural networks and physical systems with emergent collective computational
  abilities, Proceedings of the National Academy of Sciences 79, 1982.
- [2] L. Personnaz, I. Guyon, G. Dreyfus, Information storage and retrieval in spin-glass like
  neural networks, Journal de Physique Lettres 46, 1985.
- [3] D. J. Amit, H. Gutfreund, H. Sompolinsky, Storing infinite numbers of patterns in a spin-glass
  model of neural networks, Physical Review Letters 55, 1985.
*/

#include "arguments.h"
#include "output.h"
#include "picture.h"
#include "random.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef enum { HEBB, PROJECTION, RULES } rule;

static const char *const rule_name[RULES] = {"Hebb", "pseudo-inverse"};

typedef struct {
    basics b;
    const char *file, *names;
    double noise;
    size_t trials, updates, neurons;
} settings;

/**
## The two rules

Equation (4) is one product of matrices, of which one half is computed and copied to the other.
*/

static void clear_diagonal(gsl_matrix *w)
{
    gsl_vector_view d = gsl_matrix_diagonal(w);
    gsl_vector_set_zero(&d.vector);
}

static int learn_hebb(gsl_matrix *w, const gsl_matrix *x)
{
    gsl_blas_dsyrk(CblasUpper, CblasTrans, 1 / (double)x->size2, x, 0, w);
    gsl_matrix_transpose_tricpy(CblasUpper, CblasUnit, w, w);
    clear_diagonal(w);
    return GSL_SUCCESS;
}

/**
For (5) the pseudo-inverse itself is not needed. $X^{+} X$ is the projection onto the space that the
pictures span. With a factor $L$ of $\frac{1}{n} X X^T = L L^T$, the matrix of how much each picture
resembles each other, the rows of $Z = L^{-1} X / \sqrt{n}$ are of length 1 and orthogonal to each other,
and the projection is $Z^T Z$: Hebb's rule, for pictures that have been made independent first. Pivoting
(Cholesky's $L D L^T$ with the largest remaining $D$ first) also says how many of the pictures are
independent at all: a picture and its negative are one direction, and they do no harm. The 26 letters of
the file are 25 directions, since $A - H = O - U$, pixel by pixel.
*/

static const double independent = 1e-9; /* a smaller D is a picture that the others make up */

/* The first rows of z, as many as are returned: x in the order of the pivots, made orthonormal. */
static size_t orthonormal_rows(gsl_matrix *z, const gsl_matrix *x, gsl_matrix *l,
                               gsl_permutation *p)
{
    size_t rank = 0;
    gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1 / (double)x->size2, x, x, 0, l);
    if (gsl_linalg_pcholesky_decomp(l, p) != GSL_SUCCESS)
        return 0;
    while (rank < x->size1 && gsl_matrix_get(l, rank, rank) > independent)
        rank++;
    for (size_t k = 0; k < rank; k++) {
        const gsl_vector_const_view row = gsl_matrix_const_row(x, gsl_permutation_get(p, k));
        gsl_matrix_set_row(z, k, &row.vector);
    }
    const gsl_matrix_const_view lower = gsl_matrix_const_submatrix(l, 0, 0, rank, rank);
    gsl_matrix_view some = gsl_matrix_submatrix(z, 0, 0, rank, x->size2);
    gsl_blas_dtrsm(CblasLeft, CblasLower, CblasNoTrans, CblasUnit, 1, &lower.matrix, &some.matrix);
    for (size_t k = 0; k < rank; k++) {
        gsl_vector_view row = gsl_matrix_row(z, k);
        gsl_blas_dscal(1 / sqrt(gsl_matrix_get(l, k, k) * (double)x->size2), &row.vector);
    }
    return rank;
}

/* Equation (5). */
static int learn_projection(gsl_matrix *w, const gsl_matrix *x)
{
    gsl_matrix *z = gsl_matrix_alloc(x->size1, x->size2);
    gsl_matrix *l = gsl_matrix_alloc(x->size1, x->size1);
    gsl_permutation *p = gsl_permutation_alloc(x->size1);
    const size_t rank = z && l && p ? orthonormal_rows(z, x, l, p) : 0;
    if (rank > 0) {
        const gsl_matrix_const_view span = gsl_matrix_const_submatrix(z, 0, 0, rank, x->size2);
        gsl_blas_dsyrk(CblasUpper, CblasTrans, 1, &span.matrix, 0, w);
        gsl_matrix_transpose_tricpy(CblasUpper, CblasUnit, w, w);
        clear_diagonal(w);
    }
    gsl_matrix_free(z);
    gsl_matrix_free(l);
    gsl_permutation_free(p);
    return rank > 0 ? GSL_SUCCESS : GSL_ENOMEM;
}

/**
## The net

The states $s$ are kept beside the outputs. As (1) is linear, a neuron that changes its mind changes
every $s$ by a column of $W$: $n$ products where the whole sum would take $n^2$, and nothing at all
for the many updates that change nothing.

A computed $s_i$ carries rounding errors, and a tie might come out as $10^{-17}$. What is below
`tie` counts as 0, so that (3) holds in the computer as well: each change lowers the energy by at
least $2 \cdot 10^{-9}$.
*/

static const double tie = 1e-9;

typedef struct {
    size_t n;
    gsl_matrix *w;
    gsl_vector *y, *s;
    size_t *order; /* in which the neurons take their turn */
    gsl_rng *rng;
} net;

static void net_free(net *h)
{
    gsl_matrix_free(h->w);
    gsl_vector_free(h->y);
    gsl_vector_free(h->s);
    free(h->order);
    *h = (net){0};
}

static int net_alloc(net *h, size_t n, gsl_rng *rng, fault *why)
{
    *h = (net){n,
               gsl_matrix_alloc(n, n),
               gsl_vector_alloc(n),
               gsl_vector_alloc(n),
               calloc(n, sizeof *h->order),
               rng};
    if (h->w && h->y && h->s && h->order) {
        for (size_t i = 0; i < n; i++)
            h->order[i] = i;
        return GSL_SUCCESS;
    }
    net_free(h);
    return fault_set(why, GSL_ENOMEM, "no memory for a net of %zu neurons", n);
}

static int net_learn(net *h, rule r, const gsl_matrix *x, fault *why)
{
    if ((r == HEBB ? learn_hebb : learn_projection)(h->w, x) == GSL_SUCCESS)
        return GSL_SUCCESS;
    return fault_set(why, GSL_ENOMEM, "no memory for the %s rule of %zu neurons", rule_name[r],
                     h->n);
}

static void net_start(net *h, const gsl_vector *x)
{
    gsl_vector_memcpy(h->y, x);
    gsl_blas_dsymv(CblasUpper, 1, h->w, h->y, 0, h->s);
}

/* Equation (1) for neuron i. Returns whether it changed. */
static int update(net *h, size_t i)
{
    const double s = gsl_vector_get(h->s, i), y = gsl_vector_get(h->y, i);
    if (fabs(s) < tie || s * y > 0)
        return 0;
    const gsl_vector_const_view w = gsl_matrix_const_row(h->w, i);
    gsl_vector_set(h->y, i, -y);
    gsl_blas_daxpy(-2 * y, &w.vector, h->s);
    return 1;
}

/* Every neuron once, in a new order. Returns how many changed. */
static size_t sweep(net *h)
{
    size_t changed = 0;
    gsl_ran_shuffle(h->rng, h->order, h->n, sizeof *h->order);
    for (size_t k = 0; k < h->n; k++)
        changed += (size_t)update(h, h->order[k]);
    return changed;
}

/* Until nobody wants to change. It ends by (3). Returns how many changes it took. */
static size_t relax(net *h)
{
    size_t changes = 0;
    for (size_t now; (now = sweep(h)) > 0;)
        changes += now;
    return changes;
}

/* Equation (2), from the outputs alone: none of what update keeps is trusted. */
static double energy(const net *h, gsl_vector *work)
{
    double sum = GSL_NAN;
    gsl_blas_dsymv(CblasUpper, 1, h->w, h->y, 0, work);
    gsl_blas_ddot(h->y, work, &sum);
    return -sum / 2;
}

/* How much a is like b: 1 is the same, -1 the negative, 0 half of the pixels. */
static double overlap(const gsl_vector *a, const gsl_vector *b)
{
    double sum = 0;
    gsl_blas_ddot(a, b, &sum);
    return sum / (double)a->size;
}

static void draw_picture(gsl_vector *x, gsl_rng *rng)
{
    for (size_t i = 0; i < x->size; i++)
        gsl_vector_set(x, i, gsl_rng_uniform(rng) < 0.5 ? -1 : 1);
}

/**
## Spoilt pictures

Each stored picture, with a part of its pixels changed at random, `--trials` times: how often does
the net come to rest in the picture itself, with not a single pixel wrong? Stable is a picture at
which no neuron wants to change: without that there is nothing to come to rest in.
*/

typedef struct {
    size_t stable;   /* pictures at rest */
    double recalled; /* part of all trials */
    size_t worst;    /* the picture that is recalled least, and how often */
    double worst_recalled;
} recall;

static double recall_one(net *h, const settings *set, const gsl_vector *x, gsl_vector *start)
{
    size_t right = 0;
    for (size_t t = 0; t < set->trials; t++) {
        gsl_vector_memcpy(start, x);
        picture_flip(start, set->noise, h->rng);
        net_start(h, start);
        relax(h);
        right += (size_t)gsl_vector_equal(h->y, x);
    }
    return (double)right / (double)set->trials;
}

static recall recall_all(net *h, const settings *set, const pictures *p, gsl_vector *start)
{
    recall all = {0, 0, 0, 2};
    for (size_t k = 0; k < p->n; k++) {
        const gsl_vector_const_view x = gsl_matrix_const_row(p->x, k);
        net_start(h, &x.vector);
        all.stable += relax(h) == 0;
        const double part = recall_one(h, set, &x.vector, start);
        all.recalled += part / (double)p->n;
        if (part < all.worst_recalled) {
            all.worst = k;
            all.worst_recalled = part;
        }
    }
    return all;
}

/**
## Does the energy ever rise?

A proof says no, and a program may have a mistake. So the energy is computed anew from (2) after every
change, over many updates. Each run begins in a state of random pixels and makes $10 n$ updates of
neurons drawn at random, by which time most of them change nothing any more.
*/

typedef struct {
    size_t updates, changes, rises;
    double steepest; /* the largest change of energy that was seen; it should be below 0 */
} watch;

/* One update; the energy before it is *e, and is put right. */
static void watch_update(net *h, watch *seen, double *e, gsl_vector *work)
{
    seen->updates++;
    if (!update(h, gsl_rng_uniform_int(h->rng, h->n)))
        return;
    const double now = energy(h, work);
    seen->changes++;
    seen->rises += now >= *e;
    seen->steepest = fmax(seen->steepest, now - *e);
    *e = now;
}

enum { RUNS_SHOWN = 8 };

static watch watch_energy(net *h, size_t updates, gsl_vector *work, FILE *table, rule r)
{
    watch seen = {.steepest = -INFINITY};
    for (size_t run = 0; seen.updates < updates; run++) {
        draw_picture(work, h->rng);
        net_start(h, work);
        double e = energy(h, work);
        for (size_t u = 0; u < 10 * h->n && seen.updates < updates; u++) {
            if (table && run < RUNS_SHOWN)
                fprintf(table, "%d %zu %zu %.17g\n", (int)r, run, u, e);
            watch_update(h, &seen, &e, work);
        }
        if (table && run < RUNS_SHOWN)
            fprintf(table, "\n\n");
    }
    return seen;
}

/**
## Valleys that nobody dug

A sum of valleys has more valleys than were summed. The negative of each picture is as deep as the
picture, because (2) does not change when all $y$ change their signs. Mixtures of three pictures,
$\operatorname{sign}(\pm x^a \pm x^b \pm x^c)$, are often near a state of rest too: on most pixels two
of the three agree. All these are called spurious. To find them, begin at random and see where the
net ends; states that differ in sign only are counted as one.
*/

typedef enum { STORED, NEGATIVE, MIXTURE, OTHER, KINDS } kind;

static const char *const kind_name[KINDS] = {"stored", "negative", "mixture", "other"};

typedef struct {
    gsl_vector *y;
    size_t found; /* times, either sign */
    kind kind;
} valley;

typedef struct {
    valley *valley;
    size_t n, times[KINDS];
} landscape;

/* A state counts as a mixture if it has this overlap with one of three of the NEAREST pictures. */
static const double alike = 0.9;
enum { NEAREST = 10 };

/* The overlap of y with sign(a + q b + r c). */
static double mixture_overlap(const gsl_vector *y, const double *const x[3], double q, double r)
{
    double sum = 0;
    for (size_t i = 0; i < y->size; i++)
        sum += x[0][i] + q * x[1][i] + r * x[2][i] > 0 ? y->data[i] : -y->data[i];
    return sum / (double)y->size;
}

static int is_mixture_of(const gsl_vector *y, const double *const x[3])
{
    for (int signs = 0; signs < 4; signs++)
        if (fabs(mixture_overlap(y, x, signs & 1 ? 1 : -1, signs & 2 ? 1 : -1)) >= alike)
            return 1;
    return 0;
}

/* The pictures most like y or its negative, at most NEAREST; returns how many. */
static size_t nearest(const gsl_vector *y, const gsl_matrix *x, const double *near[])
{
    double like[NEAREST];
    size_t n = 0;
    for (size_t k = 0; k < x->size1; k++) {
        const gsl_vector_const_view row = gsl_matrix_const_row(x, k);
        const double m = fabs(overlap(y, &row.vector));
        size_t at = n < NEAREST ? n++ : NEAREST - 1;
        if (k >= NEAREST && m <= like[at])
            continue;
        for (; at > 0 && like[at - 1] < m; at--) {
            like[at] = like[at - 1];
            near[at] = near[at - 1];
        }
        like[at] = m;
        near[at] = row.vector.data;
    }
    return n;
}

static int is_mixture(const gsl_vector *y, const gsl_matrix *x)
{
    const double *near[NEAREST];
    const size_t n = nearest(y, x, near);
    for (size_t a = 0; a < n; a++)
        for (size_t b = a + 1; b < n; b++)
            for (size_t c = b + 1; c < n; c++)
                if (is_mixture_of(y, (const double *const[]){near[a], near[b], near[c]}))
                    return 1;
    return 0;
}

/* STORED also for negatives: a valley is counted with its mirror image. */
static kind kind_of(const gsl_vector *y, const gsl_matrix *x)
{
    for (size_t k = 0; k < x->size1; k++) {
        const gsl_vector_const_view row = gsl_matrix_const_row(x, k);
        if (fabs(overlap(y, &row.vector)) == 1)
            return STORED;
    }
    return is_mixture(y, x) ? MIXTURE : OTHER;
}

static valley *landscape_find(landscape *l, const gsl_vector *y)
{
    for (size_t k = 0; k < l->n; k++)
        if (fabs(overlap(l->valley[k].y, y)) == 1)
            return &l->valley[k];
    return NULL;
}

static int landscape_add(landscape *l, const gsl_vector *y, const gsl_matrix *x)
{
    valley *v = landscape_find(l, y);
    if (!v) {
        v = &l->valley[l->n];
        *v = (valley){gsl_vector_alloc(y->size), 0, kind_of(y, x)};
        if (!v->y)
            return GSL_ENOMEM;
        gsl_vector_memcpy(v->y, y);
        l->n++;
    }
    v->found++;
    kind k = v->kind;
    for (size_t p = 0; k == STORED && p < x->size1; p++) {
        const gsl_vector_const_view row = gsl_matrix_const_row(x, p);
        if (overlap(y, &row.vector) == -1)
            k = NEGATIVE;
    }
    l->times[k]++;
    return GSL_SUCCESS;
}

static void landscape_free(landscape *l)
{
    for (size_t k = 0; k < l->n; k++)
        gsl_vector_free(l->valley[k].y);
    free(l->valley);
}

static int most_found(const void *a, const void *b)
{
    const valley *x = a, *y = b;
    return (x->found < y->found) - (x->found > y->found);
}

static int explore(net *h, const gsl_matrix *x, size_t starts, landscape *l, fault *why)
{
    *l = (landscape){.valley = calloc(starts, sizeof *l->valley)};
    int status = l->valley ? GSL_SUCCESS : GSL_ENOMEM;
    for (size_t t = 0; status == GSL_SUCCESS && t < starts; t++) {
        draw_picture(h->s, h->rng);
        net_start(h, h->s);
        relax(h);
        status = landscape_add(l, h->y, x);
    }
    if (status != GSL_SUCCESS)
        return fault_set(why, status, "no memory for %zu states of rest", starts);
    qsort(l->valley, l->n, sizeof *l->valley, most_found);
    return GSL_SUCCESS;
}

/**
## How much fits in?

Now pictures of random pixels, which resemble each other as little as chance allows. The load is
$\alpha = P / n$. Each net is filled, and begins in a stored picture or near it; it counts as recalled
if the net comes to rest with an overlap of 0.95 or more, that is, with at most one pixel in 40 wrong.

For Hebb's rule, one pixel of a stored picture sees $s_i x_i = 1 + {}$noise, where the noise is the sum of
$(P - 1)(n - 1)$ random signs divided by $n$. Its variance is near $\alpha$, so that at once

$$ p_{wrong} = \Phi\!\left(-\frac{1}{\sqrt{\alpha}}\right) \qquad (6) $$

of the pixels want to change: 0.08 % at $\alpha = 0.1$, 0.35 % at 0.138. Few; but those that change
add to the noise of all others, and at some load this does not stop any more. Amit, Gutfreund and
Sompolinsky [3] found where, for $n \to \infty$: at $\alpha_c = 0.138$ recall ends all at once, from
an overlap of 0.97.
*/

static const double loads[] = {0.02, 0.04, 0.06, 0.08, 0.1, 0.11, 0.12, 0.13, 0.138, 0.15, 0.16,
                               0.18, 0.2,  0.22, 0.25, 0.3, 0.35, 0.4,  0.45, 0.5,   0.6};
enum { LOADS = sizeof loads / sizeof *loads, PROBES = 50, NETS = 4 };

static const double recalled_from = 0.95; /* this overlap */

/* A line of the figure: which net, and how spoilt are the pictures with which it begins. */
typedef struct {
    rule r;
    size_t n;
    double noise;
} filling;

static double probe(net *h, const gsl_matrix *x, double noise, gsl_vector *start)
{
    size_t recalled = 0;
    const size_t probes = GSL_MIN(x->size1, PROBES);
    for (size_t k = 0; k < probes; k++) {
        const gsl_vector_const_view row = gsl_matrix_const_row(x, k);
        gsl_vector_memcpy(start, &row.vector);
        picture_flip(start, noise, h->rng);
        net_start(h, start);
        relax(h);
        recalled += overlap(h->y, &row.vector) >= recalled_from;
    }
    return (double)recalled / (double)probes;
}

/* Pictures of random pixels, learned and probed. */
static int fill_net(net *h, const filling *what, gsl_matrix *x, double *part, fault *why)
{
    for (size_t k = 0; k < x->size1; k++) {
        gsl_vector_view row = gsl_matrix_row(x, k);
        draw_picture(&row.vector, h->rng);
    }
    gsl_vector *start = gsl_vector_alloc(h->n);
    const int status =
        start ? net_learn(h, what->r, x, why) : fault_set(why, GSL_ENOMEM, "no memory");
    if (status == GSL_SUCCESS)
        *part = probe(h, x, what->noise, start);
    gsl_vector_free(start);
    return status;
}

static int fill(const filling *what, double load, gsl_rng *rng, double *part, fault *why)
{
    net h;
    const size_t p = GSL_MAX(1, (size_t)lround(load * (double)what->n));
    gsl_matrix *x = gsl_matrix_alloc(p, what->n);
    if (!x)
        return fault_set(why, GSL_ENOMEM, "no memory for %zu pictures", p);
    int status = net_alloc(&h, what->n, rng, why);
    if (status == GSL_SUCCESS)
        status = fill_net(&h, what, x, part, why);
    net_free(&h);
    gsl_matrix_free(x);
    return status;
}

/* ------------------------------------------------------------------- what is shown */

/* A table where the user wants tables; else *out is NULL, and nothing is written. */
static int table_open(const settings *set, const char *name, output **out, fault *why)
{
    *out = set->b.tables ? output_table(set->b.tables, name, why) : NULL;
    return set->b.tables && !*out ? GSL_EFAILED : GSL_SUCCESS;
}

static int table_close(output *out, fault *why)
{
    return out ? output_close(out, why) : GSL_SUCCESS;
}

static int write_weights(const settings *set, const net h[], fault *why)
{
    output *out;
    if (table_open(set, "weights", &out, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    for (size_t r = 0; out && r < RULES; r++) {
        fprintf(out->file, "# %s\n", rule_name[r]);
        for (size_t i = 0; i < h[r].n * h[r].n; i++)
            fprintf(out->file, "%.17g%c", h[r].w->data[i], (i + 1) % h[r].n ? ' ' : '\n');
        fprintf(out->file, "\n\n");
    }
    return table_close(out, why);
}

/* A spoilt picture, the net on its way after half a sweep, and at rest: into the table, and the first
   and the last of them into rows of `shown`, as long as there are rows. */
static void follow(net *h, const settings *set, gsl_vector *x, size_t columns, FILE *table)
{
    picture_flip(x, set->noise, h->rng);
    net_start(h, x);
    if (table)
        picture_write(table, h->y, columns, "spoilt");
    gsl_ran_shuffle(h->rng, h->order, h->n, sizeof *h->order);
    for (size_t k = 0; k < h->n / 2; k++)
        update(h, h->order[k]);
    if (table)
        picture_write(table, h->y, columns, "after half a sweep");
    relax(h);
    if (table)
        picture_write(table, h->y, columns, "at rest");
}

/* As many pictures, spoilt and recalled, as fit in a line. */
static int show_pictures(net *h, const settings *set, const pictures *p, fault *why)
{
    output *out;
    const size_t pairs = GSL_MIN(p->n, 78 / (2 * (p->columns + 2)));
    gsl_matrix *shown = gsl_matrix_calloc(2 * pairs + 2, h->n);
    if (!shown)
        return fault_set(why, GSL_ENOMEM, "no memory for pictures");
    int status = table_open(set, "pictures", &out, why);
    for (size_t k = 0; status == GSL_SUCCESS && k < p->n; k++) {
        gsl_vector_view x = gsl_matrix_row(shown, 2 * GSL_MIN(k, pairs));
        gsl_vector_view rest = gsl_matrix_row(shown, 2 * GSL_MIN(k, pairs) + 1);
        gsl_matrix_get_row(&x.vector, p->x, k);
        if (out)
            picture_write(out->file, &x.vector, p->columns, p->name[k]);
        follow(h, set, &x.vector, p->columns, out ? out->file : NULL);
        gsl_vector_memcpy(&rest.vector, h->y);
    }
    if (status == GSL_SUCCESS)
        status = table_close(out, why);
    if (status == GSL_SUCCESS && !set->b.quiet && pairs > 0) {
        const gsl_matrix_const_view some = gsl_matrix_const_submatrix(shown, 0, 0, 2 * pairs, h->n);
        printf("Spoilt, and what the first net makes of it:\n");
        pictures_print(&some.matrix, p->columns, "  ");
    }
    gsl_matrix_free(shown);
    return status;
}

static void show_recall(net h[], const settings *set, const pictures *p, gsl_vector *work)
{
    for (size_t r = 0; r < RULES; r++) {
        const recall all = recall_all(&h[r], set, p, work);
        if (!set->b.quiet)
            printf("%-15s %4zu %10.1f %%   %s %.1f %%\n", rule_name[r], all.stable,
                   100 * all.recalled, p->name[all.worst], 100 * all.worst_recalled);
    }
}

static int show_energy(net h[], const settings *set, gsl_vector *work, fault *why)
{
    output *out;
    if (table_open(set, "energy", &out, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    if (out)
        fprintf(out->file, "# rule run update energy\n");
    for (size_t r = 0; r < RULES; r++) {
        const watch seen = watch_energy(&h[r], set->updates, work, out ? out->file : NULL, (rule)r);
        if (!set->b.quiet)
            printf("%-15s %6zu %8zu %6zu       %.4g\n", rule_name[r], seen.updates, seen.changes,
                   seen.rises, seen.steepest);
    }
    return table_close(out, why);
}

static void write_valleys(const landscape *l, size_t columns, rule r, FILE *table)
{
    char what[80];
    for (size_t k = 0; k < l->n; k++) {
        snprintf(what, sizeof what, "%s %s %zu", rule_name[r], kind_name[l->valley[k].kind],
                 l->valley[k].found);
        picture_write(table, l->valley[k].y, columns, what);
    }
}

static void print_landscape(const landscape *l, rule r, size_t starts)
{
    printf("%-15s", rule_name[r]);
    for (size_t k = 0; k < KINDS; k++)
        printf(" %7.1f %%", 100 * (double)l->times[k] / (double)starts);
    printf(" %7zu\n", l->n);
}

static int show_valleys(net h[], const settings *set, const pictures *p, fault *why)
{
    output *out;
    const size_t starts = 5 * set->trials;
    int status = table_open(set, "valleys", &out, why);
    if (status != GSL_SUCCESS)
        return status;
    for (size_t r = 0; status == GSL_SUCCESS && r < RULES; r++) {
        landscape l;
        status = explore(&h[r], p->x, starts, &l, why);
        if (status == GSL_SUCCESS && out)
            write_valleys(&l, p->columns, (rule)r, out->file);
        if (status == GSL_SUCCESS && !set->b.quiet)
            print_landscape(&l, (rule)r, starts);
        landscape_free(&l);
    }
    const int closed = table_close(out, why);
    return status == GSL_SUCCESS ? closed : status;
}

static void print_loads(const filling *what, const double recalled[])
{
    static const size_t shown[] = {4, 8, 10, 12, 15, 19};
    printf("%-15s %5zu %4g %%", rule_name[what->r], what->n, 100 * what->noise);
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        printf(" %6.1f", 100 * recalled[shown[i]]);
    printf("\n");
}

static int fill_line(const filling *what, gsl_rng *rng, double recalled[], FILE *table, fault *why)
{
    for (size_t k = 0; k < LOADS; k++) {
        recalled[k] = 0;
        for (size_t again = 0; again < NETS; again++) {
            double part = 0;
            if (fill(what, loads[k], rng, &part, why) != GSL_SUCCESS)
                return GSL_EFAILED;
            recalled[k] += part / NETS;
        }
        if (table)
            fprintf(table, "%d %zu %g %g %.17g\n", (int)what->r, what->n, what->noise, loads[k],
                    recalled[k]);
    }
    if (table)
        fprintf(table, "\n\n");
    return GSL_SUCCESS;
}

static int show_loads(const settings *set, gsl_rng *rng, fault *why)
{
    const filling lines[] = {{HEBB, set->neurons / 4, 0},
                             {HEBB, set->neurons, 0},
                             {HEBB, set->neurons, set->noise},
                             {PROJECTION, set->neurons, set->noise}};
    output *out;
    double recalled[LOADS];
    int status = table_open(set, "load", &out, why);
    if (out)
        fprintf(out->file, "# rule neurons noise load recalled\n");
    for (size_t l = 0; status == GSL_SUCCESS && l < sizeof lines / sizeof *lines; l++) {
        status = fill_line(&lines[l], rng, recalled, out ? out->file : NULL, why);
        if (status == GSL_SUCCESS && !set->b.quiet)
            print_loads(&lines[l], recalled);
    }
    const int closed = table_close(out, why);
    return status == GSL_SUCCESS ? closed : status;
}

static void title(const settings *set, const char *text)
{
    if (!set->b.quiet)
        printf("%s\n", text);
}

static int show(const settings *set, const pictures *p, net h[], gsl_vector *work, fault *why)
{
    if (!set->b.quiet)
        printf("Hopfield's net: %zu neurons, %zu pictures, seed %zu\n"
               "# rule        stable   recalled of %g %% noise, the worst\n",
               h->n, p->n, set->b.seed, 100 * set->noise);
    show_recall(h, set, p, work);
    int status = show_pictures(&h[HEBB], set, p, why);
    title(set, "# energy       updates  changes  rises  steepest change");
    if (status == GSL_SUCCESS)
        status = show_energy(h, set, work, why);
    title(set, "# random start ends  stored  negative   mixture     other  valleys");
    if (status == GSL_SUCCESS)
        status = show_valleys(h, set, p, why);
    title(set, "# % recalled at load P/n = 0.1  0.138   0.16    0.2    0.3    0.5");
    if (status == GSL_SUCCESS)
        status = show_loads(set, h->rng, why);
    title(set, "Next: ./07_other_models/hopfield --names all");
    return status;
}

static int learn_both(net h[], const pictures *p, gsl_rng *rng, fault *why)
{
    for (size_t r = 0; r < RULES; r++)
        if (net_alloc(&h[r], p->x->size2, rng, why) != GSL_SUCCESS ||
            net_learn(&h[r], (rule)r, p->x, why) != GSL_SUCCESS)
            return GSL_ENOMEM;
    return GSL_SUCCESS;
}

static int remember(const settings *set, const pictures *p, gsl_rng *rng, fault *why)
{
    net h[RULES] = {{0}};
    gsl_vector *work = gsl_vector_alloc(p->x->size2);
    int status = work ? learn_both(h, p, rng, why) : fault_set(why, GSL_ENOMEM, "no memory");
    if (status == GSL_SUCCESS)
        status = write_weights(set, h, why);
    if (status == GSL_SUCCESS)
        status = show(set, p, h, work, why);
    for (size_t r = 0; r < RULES; r++)
        net_free(&h[r]);
    gsl_vector_free(work);
    return status;
}

static int run(const settings *set, fault *why)
{
    pictures *p = pictures_read_some(set->file, set->names, why);
    gsl_rng *rng = p ? random_alloc(set->b.seed, why) : NULL;
    const int status = rng ? remember(set, p, rng, why) : GSL_EFAILED;
    if (rng)
        gsl_rng_free(rng);
    pictures_free(p);
    return status;
}

enum { PICTURES = 0x100, NAMES, NOISE, TRIALS, UPDATES, NEURONS };

static const struct argp_option table[] = {
    {"pictures", PICTURES, "FILE", 0, "to be stored (default: data/patterns/capitals.txt)", 1},
    {"names", NAMES, "A,B,...", 0,
     "which of them, or 'all' (default: J,K,P,T,V of the capitals, all of another file)", 1},
    {"noise", NOISE, "P", 0, "probability that a pixel changes, 0 to 0.5 (default: 0.2)", 1},
    {"trials", TRIALS, "N", 0, "spoilt pictures of each kind (default: 200)", 1},
    {"updates", UPDATES, "N", 0, "over which the energy is watched (default: 100000)", 1},
    {"neurons", NEURONS, "N", 0, "of the nets filled with random pictures (default: 400)", 1},
    {0},
};

static const char capitals[] = "data/patterns/capitals.txt";

static void settle_names(settings *set)
{
    if (set->names && strcmp(set->names, "all") == 0)
        set->names = NULL;
    else if (!set->names && strcmp(set->file, capitals) == 0)
        set->names = "J,K,P,T,V";
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    settings *set = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &set->b;
        return 0;
    case PICTURES:
        set->file = text;
        return 0;
    case NAMES:
        set->names = text;
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
        set->neurons = argument_whole("neurons", text, 40, 2000);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {table,    parse, NULL, "Hopfield's memory (lecture 14, slide 19).",
                              children, NULL,  NULL};
    settings set = {
        .file = capitals, .noise = 0.2, .trials = 200, .updates = 100000, .neurons = 400};
    fault why = {""};
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    settle_names(&set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

All five letters come back from 20 % noise, in each of 1000 trials and by either rule. The bare run
shows three of them; the first figure all five, and what the net makes of them after half of its
neurons have been asked once. The letters were chosen for being unlike each other. With all 26 in the net
(`--names all`) Hebb's rule has not one of them at rest, while the pseudo-inverse has all 26 and
recalls them in 39 % of the trials: to be at rest is not yet to be at the bottom of a wide valley.

In the second figure every step of the energy goes down, and of 4573 changes among 100000 updates none
raised it; the least one lowered it by 0.014, which is $2/n$, the least that (3) and (4) allow. Some runs
end on a ledge above the others: those are no stored pictures. One random start in three ends in a letter,
one in three in a negative, and the rest in 78 valleys that nobody dug, most of them near a mixture of
three letters (third figure).

On the right of the second figure, recall ends near the load 0.138, the more sharply the more neurons
there are: at 0.2 the net of 100 neurons still recalls 66 %, the one of 400 only 20 %, and theory
says 0 for infinitely many. At a load of 0.1 all pictures are recalled from themselves and 99 % from 20 %
noise. The line of the spoilt pictures falls before the one of the whole ones: the valley becomes narrow
before it is gone. The pseudo-inverse keeps its pictures at rest up to $P = n - 1$, but from 20 % noise
it finds 75 % at 0.3 and hardly one at 0.4.

## Try

- `--noise 0.5`: half of the pixels flipped is no picture at all. Each letter is found in about 6 % of the
  trials all the same. Why just that? (Compare the line of the random starts.)
- `--names J,K,P,T,V,A`: one letter more. Which of the six does Hebb's rule lose, and whom does it
  resemble?
- `--neurons 1000`: what becomes of the line for Hebb at load 0.2?
- `--names I,T`: with two pictures there are no mixtures of three. How many valleys are left?
*/
