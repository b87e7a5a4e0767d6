/**
# Kohonen's map: neighbours learn together

Lecture 14, slide 20: «другие типы моделей нейросетей», «соревновательные - Кохонен».

Nobody tells this net what to answer. It has a sheet of neurons, each with a point $w_j$ in the space of
the inputs, and every neuron looks at the same input $x$. They compete; the one whose point is nearest wins:

$$ c = \arg\min_j \| x - w_j \| \qquad (1) $$

If only the winner learned, the neurons would share the inputs among themselves in no order at all. Kohonen [1]
lets the winner's neighbours *on the sheet* learn with it, the less the farther away they are. With the places
$r_j$ of the neurons, in units of the sheet,

$$ h_{cj} = \exp\!\left( -\frac{\| r_c - r_j \|^2}{2 \sigma^2} \right) \qquad (2) $$

$$ w_j \leftarrow w_j + \eta\, h_{cj}\, (x - w_j) \qquad (3) $$

so that neurons that are neighbours on the sheet come to stand for inputs that are neighbours too. The sheet
unfolds over the inputs and becomes a map of them. At first the neighbourhood is wide, for order; then it
shrinks, for detail. At step $t$ of $T$, and $\eta$ in the same way,

$$ \sigma = \sigma_0 \left( \frac{\sigma_1}{\sigma_0} \right)^{t/T} \qquad (4) $$

There is no error of which (3) would be the gradient, so two numbers are measured beside it. The quantisation error
says how far inputs are from the neurons that stand for them, the topographic error in how many cases the second
nearest neuron is no neighbour of the nearest, straight or across: there the map is torn or folded.

$$ q = \frac{1}{P} \sum_{p=1}^{P} \| x^p - w_{c(p)} \| \qquad (5) $$

$$ \tau = \frac{1}{P} \sum_{p=1}^{P} \big[\, \text{first and second of } x^p \text{ are no neighbours} \,\big] \qquad (6) $$

| slide | here | default | meaning |
|---|---|---|---|
| | `--input` | square | where the inputs come from: `square`, `ring`, `cube` (of colours) |
| | `--data`, `--target`, `--scale` | none, the last column, standard | or a CSV file; its classes are only for the picture |
| | `--examples` | 2000 | inputs drawn, if they are not from a file |
| | `--rows`, `--columns` | 12, 12 | the sheet |
| | `--wrap` | no | its opposite edges are neighbours |
| $T$ | `--steps` | 20000 | inputs learned, drawn one at a time |
| $\eta$ | `--eta`, `--eta-last` | 0.5, 0.02 | learning rate, first and last |
| $\sigma$ | `--radius`, `--radius-last` | half the longer side, 0.6 | width of the neighbourhood |

[1] T. Kohonen, Self-organized formation of topologically correct feature maps, Biological Cybernetics 43, 1982.
*/

#include "arguments.h"
#include "output.h"
#include "random.h"
#include "read_csv.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SHOTS = 60 };

typedef enum { SQUARE, RING, CUBE } source;

typedef struct {
    basics b;
    source input;
    const char *data, *target;
    scale_kind scale;
    size_t examples, rows, columns, steps;
    int wrap;
    double eta[2], radius[2]; /* first, last; radius[0] = 0: half the longer side */
} settings;

/**
## The sheet

Neuron $j$ sits in row $j / columns$ and column $j \bmod columns$. With `--wrap` the sheet is closed: the way
over the edge counts if it is shorter.
*/

typedef struct {
    size_t rows, columns, n;
    int wrap;
    gsl_matrix *w; /* the point of a neuron in each row */
} sheet;

static double apart(size_t a, size_t b, size_t side, int wrap)
{
    const size_t way = a > b ? a - b : b - a;
    return (double)(wrap && side - way < way ? side - way : way);
}

/* The square of the distance of two neurons on the sheet. */
static double sheet_distance2(const sheet *s, size_t i, size_t j)
{
    return gsl_pow_2(apart(i / s->columns, j / s->columns, s->rows, s->wrap)) +
           gsl_pow_2(apart(i % s->columns, j % s->columns, s->columns, s->wrap));
}

/* Straight or across: one row and one column away at most. */
static int are_neighbours(const sheet *s, size_t i, size_t j)
{
    return sheet_distance2(s, i, j) <= 2;
}

static double distance2(const double *x, const double *w, size_t d)
{
    double sum = 0;
    for (size_t k = 0; k < d; k++)
        sum += gsl_pow_2(x[k] - w[k]);
    return sum;
}

/* Equation (1), and the one that comes in second; of two alike the first is nearer. */
typedef struct {
    size_t first, second;
    double distance; /* of the first */
} contest;

static contest compete(const sheet *s, const double *x)
{
    contest c = {0, 0, INFINITY};
    double nearest = INFINITY, next = INFINITY; /* squares */
    for (size_t j = 0; j < s->n; j++) {
        const double far = distance2(x, gsl_matrix_const_ptr(s->w, j, 0), s->w->size2);
        if (far < nearest) {
            c.second = c.first;
            next = nearest;
            c.first = j;
            nearest = far;
        } else if (far < next) {
            c.second = j;
            next = far;
        }
    }
    c.distance = sqrt(nearest);
    return c;
}

/* Equations (2) and (3) for all neurons. */
static void learn(sheet *s, const double *x, double eta, double sigma)
{
    const size_t c = compete(s, x).first;
    for (size_t j = 0; j < s->n; j++) {
        double *w = gsl_matrix_ptr(s->w, j, 0);
        const double h = exp(-sheet_distance2(s, c, j) / (2 * sigma * sigma));
        for (size_t k = 0; k < s->w->size2; k++)
            w[k] += eta * h * (x[k] - w[k]);
    }
}

/* Equation (4). */
static double shrink(const double ends[2], size_t t, size_t steps)
{
    return ends[0] * pow(ends[1] / ends[0], (double)t / (double)steps);
}

/* Equations (5) and (6). */
typedef struct {
    double quantisation, topographic;
} errors;

static errors measure(const sheet *s, const gsl_matrix *x)
{
    errors e = {0, 0};
    for (size_t p = 0; p < x->size1; p++) {
        const contest c = compete(s, gsl_matrix_const_ptr(x, p, 0));
        e.quantisation += c.distance / (double)x->size1;
        e.topographic += are_neighbours(s, c.first, c.second) ? 0 : 1 / (double)x->size1;
    }
    return e;
}

/**
## What there is to learn

The square and the ring are of two inputs, the cube of three: red, green and blue, each from 0 to 1. A colour
between the colours of two neighbours should be found between them, so the map of the cube is a palette; but a
sheet cannot be laid into a cube without folds, and the map has to choose where to fold it.

All weights begin in a small heap at the middle of the inputs, where there is no order at all.
*/

static void draw_input(gsl_vector *x, source from, gsl_rng *rng)
{
    for (size_t k = 0; k < x->size; k++)
        gsl_vector_set(x, k, gsl_rng_uniform(rng));
    if (from != RING)
        return;
    /* radius from 0.35 to 0.5, every part of the area alike */
    const double radius = sqrt(gsl_pow_2(0.35) + gsl_vector_get(x, 0) * (0.25 - gsl_pow_2(0.35)));
    const double angle = 2 * M_PI * gsl_vector_get(x, 1);
    gsl_vector_set(x, 0, 0.5 + radius * cos(angle));
    gsl_vector_set(x, 1, 0.5 + radius * sin(angle));
}

static dataset *draw_inputs(const settings *set, gsl_rng *rng, fault *why)
{
    dataset *d = dataset_alloc(set->examples, set->input == CUBE ? 3 : 2, 1);
    if (!d)
        return fault_null(why, "no memory for %zu inputs", set->examples);
    for (size_t p = 0; p < set->examples; p++) {
        gsl_vector_view x = gsl_matrix_row(d->x, p);
        draw_input(&x.vector, set->input, rng);
    }
    return d;
}

static dataset *read_inputs(const settings *set, fault *why)
{
    const csv_options how = {.target = set->target};
    dataset *d = dataset_read_csv(set->data, &how, why);
    scaler *s = d ? scaler_fit(set->scale, d->x) : NULL;
    if (d && !s) {
        dataset_free(d);
        return fault_null(why, "%s: no memory", set->data);
    }
    if (s)
        scaler_apply(s, d->x);
    scaler_free(s);
    return d;
}

static double mean_of(const gsl_matrix *x, size_t k)
{
    double sum = 0;
    for (size_t p = 0; p < x->size1; p++)
        sum += gsl_matrix_get(x, p, k) / (double)x->size1;
    return sum;
}

static int sheet_alloc(sheet *s, const settings *set, const gsl_matrix *x, gsl_rng *rng)
{
    const size_t n = set->rows * set->columns;
    *s = (sheet){set->rows, set->columns, n, set->wrap, gsl_matrix_alloc(n, x->size2)};
    if (!s->w)
        return GSL_ENOMEM;
    for (size_t k = 0; k < x->size2; k++) {
        const double mean = mean_of(x, k);
        for (size_t j = 0; j < n; j++)
            gsl_matrix_set(s->w, j, k, mean + 0.1 * (gsl_rng_uniform(rng) - 0.5));
    }
    return GSL_SUCCESS;
}

/**
## The U-matrix

A map of four inputs cannot be drawn as a net in the plane. What can be drawn is how far each neuron's point
is from those of its neighbours on the sheet, straight ones only:

$$ u_j = \frac{1}{|N_j|} \sum_{i \in N_j} \| w_j - w_i \| \qquad (7) $$

Where $u$ is small the neurons stand for inputs that lie close together, a valley; a ridge of large $u$ is a gap
between two clusters.
*/

static double u_value(const sheet *s, size_t j)
{
    double sum = 0, n = 0;
    for (size_t i = 0; i < s->n; i++)
        if (sheet_distance2(s, i, j) == 1) {
            sum += sqrt(distance2(gsl_matrix_const_ptr(s->w, i, 0),
                                  gsl_matrix_const_ptr(s->w, j, 0), s->w->size2));
            n++;
        }
    return n > 0 ? sum / n : 0;
}

/* For each neuron, how many inputs of each class it wins. */
static size_t *count_wins(const sheet *s, const dataset *d)
{
    size_t *wins = calloc(s->n * d->n_classes, sizeof *wins);
    for (size_t p = 0; wins && p < d->x->size1; p++)
        wins[compete(s, gsl_matrix_const_ptr(d->x, p, 0)).first * d->n_classes + d->label[p]]++;
    return wins;
}

/* The class that has most wins among n, or n if there are no wins; the first of several. */
static size_t majority(const size_t wins[], size_t n)
{
    size_t best = n;
    for (size_t k = 0; k < n; k++)
        if (wins[k] > 0 && (best == n || wins[k] > wins[best]))
            best = k;
    return best;
}

/* ------------------------------------------------------------------- what is shown */

static int table_open(const settings *set, const char *name, output **out, fault *why)
{
    *out = set->b.tables ? output_table(set->b.tables, name, why) : NULL;
    return set->b.tables && !*out ? GSL_EFAILED : GSL_SUCCESS;
}

/* One neuron: its place on the sheet (that of the far edge, if the sheet is closed), and its point. */
static void write_neuron(FILE *file, const sheet *s, size_t row, size_t column)
{
    const size_t j = row % s->rows * s->columns + column % s->columns;
    fprintf(file, "%zu %zu", row, column);
    for (size_t k = 0; k < s->w->size2; k++)
        fprintf(file, " %.17g", gsl_matrix_get(s->w, j, k));
    fprintf(file, "\n");
}

/* A block; rows are kept apart by an empty line, so that gnuplot draws the net. A closed sheet has its
   first row and column once more at the end, if it is more than one wide. */
static void write_map(FILE *file, const sheet *s, size_t step)
{
    const size_t rows = s->rows + (s->wrap && s->rows > 1);
    const size_t columns = s->columns + (s->wrap && s->columns > 1);
    fprintf(file, "# step %zu: row column w\n", step);
    for (size_t row = 0; row < rows; row++) {
        for (size_t column = 0; column < columns; column++)
            write_neuron(file, s, row, column);
        fprintf(file, "\n");
    }
    fprintf(file, "\n");
}

typedef struct {
    output *maps, *errors;
    size_t shot;
    size_t next; /* the step before which the next shot is taken */
} camera;

/* Steps 0, ..., T, closer together at the beginning, where more happens; without repetitions. */
static size_t shot_step(size_t shot, size_t steps)
{
    return (size_t)floor((double)steps * gsl_pow_3((double)shot / SHOTS));
}

static void look(camera *film, const settings *set, const sheet *s, const dataset *d, size_t t)
{
    const errors e = measure(s, d->x);
    const double eta = shrink(set->eta, t, set->steps), radius = shrink(set->radius, t, set->steps);
    if (film->maps) {
        write_map(film->maps->file, s, t);
        fprintf(film->errors->file, "%zu %.17g %.17g %.17g %.17g\n", t, eta, radius, e.quantisation,
                e.topographic);
    }
    if (!set->b.quiet && (film->shot % 8 == 0 || t == set->steps))
        printf("%9zu %8.4f %8.3f %12.5f %12.2f %%\n", t, eta, radius, e.quantisation,
               100 * e.topographic);
    while (film->shot < SHOTS && shot_step(film->shot, set->steps) <= t)
        film->shot++;
    film->next = shot_step(film->shot, set->steps);
}

static void train(sheet *s, const settings *set, const dataset *d, camera *film, gsl_rng *rng)
{
    for (size_t t = 0; t < set->steps; t++) {
        if (t == film->next)
            look(film, set, s, d, t);
        const size_t p = gsl_rng_uniform_int(rng, d->x->size1);
        learn(s, gsl_matrix_const_ptr(d->x, p, 0), shrink(set->eta, t, set->steps),
              shrink(set->radius, t, set->steps));
    }
    look(film, set, s, d, set->steps);
}

static int write_inputs(const settings *set, const dataset *d, fault *why)
{
    output *out;
    const int status = table_open(set, "inputs", &out, why);
    if (!out)
        return status;
    fprintf(out->file, "# class x\n");
    for (size_t p = 0; p < d->x->size1; p++) {
        fprintf(out->file, "%zu", d->label[p]);
        for (size_t k = 0; k < d->x->size2; k++)
            fprintf(out->file, " %.17g", gsl_matrix_get(d->x, p, k));
        fprintf(out->file, "\n");
    }
    return output_close(out, why);
}

static int write_units(const settings *set, const sheet *s, const dataset *d, const size_t *wins,
                       fault *why)
{
    output *out;
    const int status = table_open(set, "units", &out, why);
    if (!out)
        return status;
    fprintf(out->file, "# row column u class wins of each class:");
    for (size_t k = 0; k < d->n_classes; k++)
        fprintf(out->file, " %s", d->class_name[k]);
    fprintf(out->file, "\n");
    for (size_t j = 0; j < s->n; j++) {
        const size_t *won = &wins[j * d->n_classes], best = majority(won, d->n_classes);
        fprintf(out->file, "%zu %zu %.17g %d", j / s->columns, j % s->columns, u_value(s, j),
                best < d->n_classes ? (int)best : -1);
        for (size_t k = 0; k < d->n_classes; k++)
            fprintf(out->file, " %zu", won[k]);
        fprintf(out->file, "\n");
    }
    return output_close(out, why);
}

/* How many inputs have a winner that mostly wins their class. */
static size_t count_pure(const sheet *s, const dataset *d, const size_t *wins)
{
    size_t pure = 0;
    for (size_t j = 0; j < s->n; j++) {
        const size_t *won = &wins[j * d->n_classes], best = majority(won, d->n_classes);
        pure += best < d->n_classes ? won[best] : 0;
    }
    return pure;
}

/* Each neuron as the number of its class, or a dot if it wins nothing. */
static void print_classes(const sheet *s, const dataset *d, const size_t *wins)
{
    printf("The sheet, each neuron as the class it wins most:");
    for (size_t k = 0; k < d->n_classes; k++)
        printf(" %c %.12s", "0123456789abcdefghijklmnopqrstuvwxyz"[k % 36], d -> class_name[k]);
    printf("\n");
    for (size_t j = 0; j < s->n; j++) {
        const size_t best = majority(&wins[j * d->n_classes], d->n_classes);
        printf("%s%c%s", j % s->columns ? "" : "  ",
               best < d->n_classes ? "0123456789abcdefghijklmnopqrstuvwxyz"[best % 36] : '.',
               (j + 1) % s->columns ? "" : "\n");
    }
    printf("%zu of %zu inputs are won by a neuron of their class\n", count_pure(s, d, wins),
           d->x->size1);
}

static int finish(const settings *set, const sheet *s, const dataset *d, fault *why)
{
    size_t *wins = count_wins(s, d);
    if (!wins)
        return fault_set(why, GSL_ENOMEM, "no memory for %zu neurons", s->n);
    int status = write_inputs(set, d, why);
    if (status == GSL_SUCCESS)
        status = write_units(set, s, d, wins, why);
    if (!set->b.quiet && set->data && s->rows <= 16 && s->columns <= 76)
        print_classes(s, d, wins);
    if (!set->b.quiet && !set->data)
        printf("Next: ./07_other_models/kohonen --data data/uci/iris.csv --rows 10 --columns 15\n");
    free(wins);
    return status;
}

static void print_head(const settings *set, const dataset *d)
{
    static const char *const name[] = {"square", "ring", "cube"};
    if (set->b.quiet)
        return;
    printf("Kohonen's map: %zu x %zu neurons%s on %s, %zu inputs, seed %zu\n", set->rows,
           set->columns, set->wrap ? ", closed," : "", set->data ? set->data : name[set->input],
           d->x->size1, set->b.seed);
    printf("#    step      eta   radius  quantisation  topographic error\n");
}

static int run_sheet(const settings *set, sheet *s, const dataset *d, gsl_rng *rng, fault *why)
{
    camera film = {0};
    int status = table_open(set, "maps", &film.maps, why);
    if (status == GSL_SUCCESS)
        status = table_open(set, "errors", &film.errors, why);
    if (film.errors)
        fprintf(film.errors->file, "# step eta radius quantisation topographic\n");
    if (status == GSL_SUCCESS) {
        print_head(set, d);
        train(s, set, d, &film, rng);
    }
    if (film.maps && output_close(film.maps, why) != GSL_SUCCESS)
        status = GSL_EFAILED;
    if (film.errors && output_close(film.errors, why) != GSL_SUCCESS)
        status = GSL_EFAILED;
    return status == GSL_SUCCESS ? finish(set, s, d, why) : status;
}

static int run(const settings *set, fault *why)
{
    sheet s = {0};
    gsl_rng *rng = random_alloc(set->b.seed, why);
    if (!rng)
        return GSL_EFAILED;
    dataset *d = set->data ? read_inputs(set, why) : draw_inputs(set, rng, why);
    int status = d ? GSL_SUCCESS : GSL_EFAILED;
    if (d && sheet_alloc(&s, set, d->x, rng) != GSL_SUCCESS)
        status = fault_set(why, GSL_ENOMEM, "no memory for the sheet");
    if (status == GSL_SUCCESS)
        status = run_sheet(set, &s, d, rng, why);
    gsl_matrix_free(s.w);
    dataset_free(d);
    gsl_rng_free(rng);
    return status;
}

enum {
    INPUT = 0x100,
    DATA,
    TARGET,
    SCALE,
    EXAMPLES,
    ROWS,
    COLUMNS,
    WRAP,
    STEPS,
    ETA,
    ETA_LAST,
    RADIUS,
    RADIUS_LAST
};

static const struct argp_option table[] = {
    {"input", INPUT, "square|ring|cube", 0, "where the inputs lie (default: square)", 1},
    {"examples", EXAMPLES, "N", 0, "how many of them (default: 2000)", 1},
    {"data", DATA, "FILE.csv", 0, "inputs of your own instead; the classes are only for show", 1},
    {"target", TARGET, "COLUMN", 0, "the column of the classes (default: the last)", 1},
    {"scale", SCALE, "none|minmax|standard", 0, "of the columns (default: standard)", 1},
    {"rows", ROWS, "N", 0, "of the sheet (default: 12)", 2},
    {"columns", COLUMNS, "N", 0, "of the sheet (default: 12)", 2},
    {"wrap", WRAP, 0, 0, "opposite edges of the sheet are neighbours", 2},
    {"steps", STEPS, "N", 0, "inputs learned (default: 20000)", 3},
    {"eta", ETA, "RATE", 0, "the first learning rate, below 1 (default: 0.5)", 3},
    {"eta-last", ETA_LAST, "RATE", 0, "the last (default: 0.02)", 3},
    {"radius", RADIUS, "R", 0, "the first neighbourhood (default: half the longer side)", 3},
    {"radius-last", RADIUS_LAST, "R", 0, "the last (default: 0.6)", 3},
    {0},
};

static int parse_inputs(settings *set, int key, const char *text)
{
    switch (key) {
    case INPUT:
        set->input = (source)argument_choice("input", text, "square|ring|cube");
        return 0;
    case DATA:
        set->data = text;
        return 0;
    case TARGET:
        set->target = text;
        return 0;
    case SCALE:
        set->scale = (scale_kind)argument_choice("scale", text, "none|minmax|standard");
        return 0;
    case EXAMPLES:
        set->examples = argument_whole("examples", text, 1, 1000000);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static int parse_sheet(settings *set, int key, const char *text)
{
    switch (key) {
    case ROWS:
        set->rows = argument_whole("rows", text, 1, 200);
        return 0;
    case COLUMNS:
        set->columns = argument_whole("columns", text, 1, 200);
        return 0;
    case WRAP:
        set->wrap = 1;
        return 0;
    case STEPS:
        set->steps = argument_whole("steps", text, 1, 100000000);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static int parse_rates(settings *set, int key, const char *text)
{
    switch (key) {
    case ETA:
        set->eta[0] = argument_above("eta", text, 0, 1);
        return 0;
    case ETA_LAST:
        set->eta[1] = argument_above("eta-last", text, 0, 1);
        return 0;
    case RADIUS:
        set->radius[0] = argument_above("radius", text, 0, 1000);
        return 0;
    case RADIUS_LAST:
        set->radius[1] = argument_above("radius-last", text, 0, 1000);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* What the options say together. */
static void check(settings *set)
{
    if (set->target && !set->data)
        arguments_error("--target: names a column of --data FILE.csv, which is not given");
    if (set->rows * set->columns < 2)
        arguments_error("--rows, --columns: a sheet of one neuron has no neighbours");
    if (set->radius[0] == 0)
        set->radius[0] = (double)GSL_MAX(set->rows, set->columns) / 2;
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    settings *set = state->input;
    if (key == ARGP_KEY_INIT)
        state->child_inputs[0] = &set->b;
    if (key == ARGP_KEY_INIT || parse_inputs(set, key, text) == 0 ||
        parse_sheet(set, key, text) == 0)
        return 0;
    return parse_rates(set, key, text);
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {table,    parse, NULL, "Kohonen's map (lecture 14, slide 20).",
                              children, NULL,  NULL};
    settings set = {.scale = SCALE_STANDARD,
                    .examples = 2000,
                    .rows = 12,
                    .columns = 12,
                    .steps = 20000,
                    .eta = {0.5, 0.02},
                    .radius = {0, 0.6}};
    fault why = {""};
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    check(&set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

At the beginning nearly every input has its two nearest neurons in different places of the sheet. Some twenty
steps later, hardly any: order comes first, and the sheet lies in the middle of the square, a quarter as large as it
should be, but flat. All other steps are spent on unfolding it, while the neighbourhood shrinks. At the end
the square has no fold at all, and $q$ is 0.0342. The best that 144 points can do on a lattice is the mean distance
from the middle of a small square, $0.3826 / 12 = 0.0319$; the sheet stays a little short of the edges, where its
neurons are pulled from one side only.

The closed chain of 60 neurons becomes a closed curve around the ring, once around, without a crossing. The cube has
no such map. A sheet of two dimensions can only be near all of three by folds, and its topographic error *grows*
while the neighbourhood shrinks, from 0.5 % to 4 %: detail is bought with folds (the figure, and its animation
`build/plots/slide-20-kohonen-cube.gif`). Read as a palette it is a good map all the same.

Iris has four inputs, and its map can only be seen by its U-matrix. The dark ridge in columns 9 and 10 parts *setosa*
from the rest; between the two others there is no such ridge, and there the classes do overlap. With 150 neurons
for 150 flowers, 148 are won by a neuron of their own class, but that is learning by heart.

## Try

- `--radius 0.6`: the neighbourhood is small from the beginning. Predict both errors at the end.
- `--radius-last 0.3`: $q$ gets below the 0.0319 of the lattice. How can that be, with 2000 inputs?
- `--input ring`: what becomes of the neurons that have no inputs around them?
- `--rows 1 --columns 144`: a line of neurons on the square. How does it fill it?
- `--data data/uci/iris.csv --rows 4 --columns 6`: how many flowers are still won by their class?
*/
