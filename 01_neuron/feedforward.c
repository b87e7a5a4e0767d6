/**
# The feed-forward net: layer by layer

Lecture 14, slides 16 and 17: «коннекционизм», «многослойная сеть прямого распространения»,
«нейроны объединены в слои», «сигнал распространяется послойно».

Connectionism is the bet that a model of intelligence can be made of many simple elements if
they are connected well. The elements are the neurons of slide 14, and the simplest way of
connecting them is this: neurons stand in layers («слои»), every neuron gets its inputs from all
neurons of the layer before, and the signal passes through the layers one after the other, never
back.

- Layer 0 distributes («входной распределительный слой»). It has no weights and computes
  nothing; it hands each input to every neuron of layer 1.
- The layers after it process («обрабатывающие скрытые слои»); nobody outside sees what they
  answer, so they are called hidden.
- The last layer processes too («обрабатывающий выходной слой»), and its answers are the net's.

With $Y^{[0]} = x$ and the slide's brackets for the number of a layer, neuron $j$ of layer $l$ is

$$ s_j^{[l]} = \sum_i y_i^{[l-1]} w_{ij}^{[l]} - w_{0j}^{[l]} \qquad (1) $$
$$ y_j^{[l]} = \sigma^{[l]}(s_j^{[l]}) \qquad (2) $$

with softmax in place of $\sigma$ if the outputs are to be probabilities. The numbers $w_{ij}$
of a layer are a matrix $W^{[l]}$ with a column for each neuron, and (1) is the product of a row
with a matrix. Put many inputs under each other, one a row, and the whole layer is one product
for all of them:

$$ S^{[l]} = Y^{[l-1]} W^{[l]} - \mathbf{1}\, w_0^{[l]\,T}, \qquad
   Y^{[l]} = \sigma^{[l]}(S^{[l]}) \qquad (3) $$

That is how all nets of this project compute (`common/mlp.c`). The sums are the same, but a whole
batch goes through a layer in one call of BLAS. This program does both, prints every number of the
first way, and compares.

Counted like this a net with one hidden layer has two processing layers; its weights are those
of the layers 1 and 2, and layer 0 is only a name for the input. Other books count the input as
a layer. The slides do not.

| slide | here | default | meaning |
|---|---|---|---|
| $x$ | `--x` | 0.5, 0.5 | the input that is followed |
| $W^{[l]}$, $w_0^{[l]}$ | `w`, `b` $= -w_0$ | trained here | weights of layer $l$, thresholds |
| $s^{[l]}$, $Y^{[l]}$ | `s[l]`, `y[l]` | | states and outputs of layer $l$ |
| | `--hidden` | 3 | neurons in each hidden layer of the net that is trained here |
| | `--weights` | | a net that was trained elsewhere |
| | `--digit` | | its input: one of the digits of slide 35 |
*/

#include "arguments.h"
#include "dataset.h"
#include "generate.h"
#include "methods.h"
#include "objective.h"
#include "output.h"
#include "random.h"
#include "task.h"
#include "weights.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_HIDDEN = 4, MOST_X = 1024, MOST_SHOWN = 12, BATCH = 100, GRID = 121 };

typedef struct {
    basics b;
    const char *weights;
    double hidden[MOST_HIDDEN], x[MOST_X];
    size_t n_hidden, n_x, digit;
    int hidden_given;
} settings;

/* What an input x becomes on its way: s[l], y[l] for l = 1..L, and y[0] = x. */
typedef struct {
    size_t layers;
    size_t label; /* what x is, where that is known */
    gsl_vector *x, **s, **y;
} trace;

static void trace_free(trace *t)
{
    for (size_t l = 0; l <= t->layers; l++) {
        gsl_vector_free(t->s ? t->s[l] : NULL);
        gsl_vector_free(t->y ? t->y[l] : NULL);
    }
    gsl_vector_free(t->x);
    free(t->s);
    free(t->y);
}

static int trace_alloc(trace *t, const mlp *net)
{
    *t = (trace){.layers = net->layers,
                 .x = gsl_vector_alloc(net->width[0]),
                 .s = calloc(net->layers + 1, sizeof *t->s),
                 .y = calloc(net->layers + 1, sizeof *t->y)};
    int complete = t->x && t->s && t->y;
    for (size_t l = 0; complete && l <= net->layers; l++) {
        t->s[l] = gsl_vector_calloc(net->width[l]);
        t->y[l] = gsl_vector_calloc(net->width[l]);
        complete = t->s[l] && t->y[l];
    }
    return complete ? GSL_SUCCESS : GSL_ENOMEM;
}

/* Equation (1). */
static double state(const gsl_matrix *w, const gsl_vector *b, const gsl_vector *below, size_t j)
{
    double s = 0;
    for (size_t i = 0; i < below->size; i++)
        s += gsl_vector_get(below, i) * gsl_matrix_get(w, i, j);
    const double w0 = -gsl_vector_get(b, j);
    return s - w0;
}

/* Equation (2), of a whole layer, because softmax needs all its states. */
static void activate(activation a, const gsl_vector *s, gsl_vector *y)
{
    gsl_vector_memcpy(y, s);
    gsl_matrix_view row = gsl_matrix_view_vector(y, 1, y->size);
    activation_apply(a, &row.matrix);
}

/* The signal goes through the net by hand, layer by layer and neuron by neuron. */
static void by_hand(const mlp *net, const gsl_vector *w, const gsl_vector *x, trace *t)
{
    gsl_vector_memcpy(t->y[0], x);
    for (size_t l = 1; l <= net->layers; l++) {
        gsl_matrix_const_view wl = mlp_const_weights(net, w, l);
        gsl_vector_const_view bl = mlp_const_bias(net, w, l);
        for (size_t j = 0; j < net->width[l]; j++)
            gsl_vector_set(t->s[l], j, state(&wl.matrix, &bl.vector, t->y[l - 1], j));
        activate(net->a[l - 1], t->s[l], t->y[l]);
    }
}

static double largest_difference(const gsl_vector *a, const gsl_matrix *b, size_t row)
{
    double most = 0;
    for (size_t j = 0; j < a->size; j++)
        most = GSL_MAX(most, fabs(gsl_vector_get(a, j) - gsl_matrix_get(b, row, j)));
    return most;
}

/* Equation (3) for all rows of X, against (1) and (2) for each; over all layers. */
static int compare(const mlp *net, const gsl_vector *w, const gsl_matrix *x, trace *t, double *most)
{
    mlp_pass *pass = mlp_pass_alloc(net, x->size1);
    if (!pass)
        return GSL_ENOMEM;
    const int status = mlp_forward(net, w, x, pass);
    for (size_t p = 0; p < x->size1 && status == GSL_SUCCESS; p++) {
        gsl_vector_const_view input = gsl_matrix_const_row(x, p);
        by_hand(net, w, &input.vector, t);
        for (size_t l = 1; l <= net->layers; l++) {
            gsl_matrix_view y = mlp_pass_y(pass, l, x->size1);
            *most = GSL_MAX(*most, largest_difference(t->y[l], &y.matrix, p));
        }
    }
    mlp_pass_free(net, pass);
    return status;
}

/**
## Where the weights come from

A net with random weights computes something, but nothing anybody wants. The one followed here
has learned to tell the lecture's two classes of points (slide 34) apart, by RProp (slide 39),
in a fraction of a second. How that is done is the subject of chapters 3 and 4; here it is a
line of the program, since a method is a GSL minimizer and can be called like one.
*/

typedef struct {
    mlp *net;
    gsl_vector *w;
    dataset *points; /* what it was trained on; NULL for a net from a file */
    size_t iterations;
    double error;
} trained;

static void trained_free(trained *t)
{
    mlp_free(t->net);
    gsl_vector_free(t->w);
    dataset_free(t->points);
}

static dataset *make_points(gsl_rng *rng)
{
    dataset *points = generate_points(1400, rng);
    scaler *scale = points ? scaler_fit(SCALE_MINMAX, points->x) : NULL;
    if (!scale) {
        dataset_free(points);
        return NULL;
    }
    scaler_apply(scale, points->x);
    scaler_free(scale);
    return points;
}

/* RProp until the error is below the lecture's 0.05, or for 2000 iterations. */
static int rprop(trained *t, objective *o)
{
    gsl_multimin_function_fdf e = objective_function(o);
    gsl_multimin_fdfminimizer *s =
        gsl_multimin_fdfminimizer_alloc(method_rprop.type, t->net->n_weights);
    if (!s)
        return GSL_ENOMEM;
    int status = gsl_multimin_fdfminimizer_set(s, &e, t->w, 0.1, 0);
    for (; status == GSL_SUCCESS && s->f >= 0.05 && t->iterations < 2000; t->iterations++)
        status = gsl_multimin_fdfminimizer_iterate(s);
    gsl_vector_memcpy(t->w, s->x);
    t->error = s->f;
    gsl_multimin_fdfminimizer_free(s);
    return status;
}

static int train_on_points(gsl_rng *rng, trained *t, fault *why)
{
    mlp_init(t->net, t->w, rng);
    objective *o = objective_alloc(t->net, LOSS_CROSS_ENTROPY, t->points, 0, NULL, why);
    if (!o)
        return GSL_EFAILED;
    const int status = rprop(t, o);
    objective_free(o);
    return status == GSL_SUCCESS ? status : fault_set(why, status, "the training failed");
}

static int make_net(const settings *set, gsl_rng *rng, trained *t, fault *why)
{
    size_t width[MOST_HIDDEN + 2] = {2};
    for (size_t k = 0; k < set->n_hidden; k++)
        width[k + 1] = (size_t)set->hidden[k];
    width[set->n_hidden + 1] = 2;
    t->points = make_points(rng);
    t->net = mlp_alloc(set->n_hidden + 1, width, ACTIVATION_TANH, ACTIVATION_SOFTMAX);
    t->w = t->net ? gsl_vector_alloc(t->net->n_weights) : NULL;
    if (!t->points || !t->w)
        return fault_set(why, GSL_ENOMEM, "no memory for net and points");
    return train_on_points(rng, t, why);
}

static int read_net(const settings *set, trained *t, fault *why)
{
    t->net = weights_net(set->weights, why);
    if (!t->net)
        return GSL_EFAILED;
    t->w = gsl_vector_alloc(t->net->n_weights);
    if (!t->w)
        return fault_set(why, GSL_ENOMEM, "no memory for %zu weights", t->net->n_weights);
    return weights_load(set->weights, t->net, t->w, why);
}

/* ------------------------------------------------------------------- what is shown */

static void print_head(const settings *set, const trained *t)
{
    char text[256];
    weights_describe(t->net, text, sizeof text);
    printf("net %s, %zu weights: ", text, t->w->size);
    if (set->weights)
        printf("from %s\n", set->weights);
    else
        printf("trained by RProp on the points,\n%zu iterations, error %.5f\n", t->iterations,
               t->error);
}

/* The sum of (1) as one would write it down, four products a line. */
static void print_sum(const trained *t, const trace *tr, size_t l, size_t j)
{
    gsl_matrix_const_view w = mlp_const_weights(t->net, t->w, l);
    gsl_vector_const_view b = mlp_const_bias(t->net, t->w, l);
    const double w0 = -gsl_vector_get(&b.vector, j);
    printf("  s%zu =", j + 1);
    for (size_t i = 0; i < t->net->width[l - 1]; i++)
        printf("%s %.4f*%.4f",
               !i      ? ""
               : i % 4 ? " +"
                       : "\n     +",
               gsl_vector_get(tr->y[l - 1], i), gsl_matrix_get(&w.matrix, i, j));
    printf(" %c %.4f\n     = %.4f", w0 < 0 ? '+' : '-', fabs(w0), gsl_vector_get(tr->s[l], j));
}

static void print_neuron(const trained *t, const trace *tr, size_t l, size_t j)
{
    const activation a = t->net->a[l - 1];
    if (t->net->width[l - 1] <= MOST_SHOWN)
        print_sum(t, tr, l, j);
    else
        printf("  s%zu = %.4f", j + 1, gsl_vector_get(tr->s[l], j));
    printf(",  y%zu = ", j + 1);
    if (a != ACTIVATION_SOFTMAX)
        printf("%s(s%zu) = ", activation_name(a), j + 1);
    printf("%.4f\n", gsl_vector_get(tr->y[l], j));
}

static void print_layer(const trained *t, const trace *tr, size_t l)
{
    const size_t n = t->net->width[l], shown = GSL_MIN(n, MOST_SHOWN);
    printf("layer %zu, %s, n = %zu, y = %s(s):\n", l, l < t->net->layers ? "hidden" : "output", n,
           activation_name(t->net->a[l - 1]));
    for (size_t j = 0; j < shown; j++)
        print_neuron(t, tr, l, j);
    if (shown < n)
        printf("  ... and %zu more\n", n - shown);
}

static void print_input(const trace *tr)
{
    const size_t n = tr->y[0]->size, shown = GSL_MIN(n, MOST_SHOWN);
    printf("layer 0, distributing:\n ");
    for (size_t i = 0; i < shown; i++)
        printf("%s y%zu = %g", i ? "," : "", i + 1, gsl_vector_get(tr->y[0], i));
    printf("%s\n", shown < n ? ", ..." : "");
}

static void print_signal(const settings *set, const trained *t, const trace *tr)
{
    print_head(set, t);
    print_input(tr);
    for (size_t l = 1; l <= t->net->layers; l++)
        print_layer(t, tr, l);
}

/* ------------------------------------------------------------------ for the figure */

static int write_neurons(const char *prefix, const trained *t, const trace *tr, fault *why)
{
    output *out = output_table(prefix, "neurons", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# layer j n w0 s y\n");
    for (size_t i = 0; i < t->net->width[0]; i++)
        fprintf(out->file, "0 %zu %zu ? ? %.17g\n", i + 1, t->net->width[0],
                gsl_vector_get(tr->y[0], i));
    for (size_t l = 1; l <= t->net->layers; l++) {
        gsl_vector_const_view b = mlp_const_bias(t->net, t->w, l);
        for (size_t j = 0; j < t->net->width[l]; j++)
            fprintf(out->file, "%zu %zu %zu %.17g %.17g %.17g\n", l, j + 1, t->net->width[l],
                    -gsl_vector_get(&b.vector, j), gsl_vector_get(tr->s[l], j),
                    gsl_vector_get(tr->y[l], j));
    }
    return output_close(out, why);
}

static int write_edges(const char *prefix, const trained *t, fault *why)
{
    output *out = output_table(prefix, "edges", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# layer i j from to w\n");
    for (size_t l = 1; l <= t->net->layers; l++) {
        gsl_matrix_const_view w = mlp_const_weights(t->net, t->w, l);
        for (size_t i = 0; i < w.matrix.size1; i++)
            for (size_t j = 0; j < w.matrix.size2; j++)
                fprintf(out->file, "%zu %zu %zu %zu %zu %.17g\n", l, i + 1, j + 1, w.matrix.size1,
                        w.matrix.size2, gsl_matrix_get(&w.matrix, i, j));
    }
    return output_close(out, why);
}

/* The first output over the unit square, for a net of two inputs. */
static int write_region(const char *prefix, const trained *t, trace *tr, fault *why)
{
    double x[2];
    gsl_vector_const_view input = gsl_vector_const_view_array(x, 2);
    output *out = output_table(prefix, "region", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# x1 x2 y1\n");
    for (size_t r = 0; r < GRID; r++) {
        for (size_t c = 0; c < GRID; c++) {
            x[0] = -0.05 + 1.1 * (double)c / (GRID - 1);
            x[1] = -0.05 + 1.1 * (double)r / (GRID - 1);
            by_hand(t->net, t->w, &input.vector, tr);
            fprintf(out->file, "%g %g %.6g\n", x[0], x[1],
                    gsl_vector_get(tr->y[t->net->layers], 0));
        }
        fprintf(out->file, "\n");
    }
    return output_close(out, why);
}

static int write_points(const char *prefix, const dataset *points, fault *why)
{
    output *out = output_table(prefix, "points", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# x1 x2 class\n");
    for (size_t p = 0; p < points->x->size1; p++)
        fprintf(out->file, "%.6g %.6g %zu\n", gsl_matrix_get(points->x, p, 0),
                gsl_matrix_get(points->x, p, 1), points->label[p]);
    return output_close(out, why);
}

/* The region comes last: it sends other inputs through the trace. */
static int write_tables(const char *prefix, const trained *t, trace *tr, fault *why)
{
    int status = write_neurons(prefix, t, tr, why);
    if (status == GSL_SUCCESS)
        status = write_edges(prefix, t, why);
    if (status == GSL_SUCCESS && t->points)
        status = write_points(prefix, t->points, why);
    if (status == GSL_SUCCESS && t->net->width[0] == 2)
        status = write_region(prefix, t, tr, why);
    return status;
}

/* ----------------------------------------------------------------------------- main */

/* A hundred inputs, by hand and by matrices. */
static int check(const trained *t, gsl_rng *rng, trace *tr, double *most, fault *why)
{
    gsl_matrix *x = gsl_matrix_alloc(BATCH, t->net->width[0]);
    for (size_t i = 0; x && i < x->size1 * x->size2; i++)
        x->data[i] = gsl_rng_uniform(rng);
    const int status = x ? compare(t->net, t->w, x, tr, most) : GSL_ENOMEM;
    gsl_matrix_free(x);
    return status == GSL_SUCCESS ? status : fault_set(why, status, "no memory for a batch");
}

/* The pixels of a digit. */
static int copy_digit(size_t number, trace *tr, fault *why)
{
    gsl_vector *x = tr->x;
    dataset *digits = task_digits(NULL, "t10k", why);
    if (!digits)
        return GSL_EFAILED;
    int status = GSL_SUCCESS;
    if (x->size != digits->x->size2)
        status = fault_set(why, GSL_EBADLEN, "--digit: %zu pixels for a net of %zu inputs",
                           digits->x->size2, x->size);
    else if (number > digits->x->size1)
        status =
            fault_set(why, GSL_EINVAL, "--digit: %zu, but there are %zu", number, digits->x->size1);
    else {
        gsl_matrix_get_row(x, digits->x, number - 1);
        tr->label = digits->label[number - 1];
    }
    dataset_free(digits);
    return status;
}

/* What goes into the net: a digit, what --x says, or 0.5 everywhere. */
static int fill_input(const settings *set, trace *tr, fault *why)
{
    gsl_vector_set_all(tr->x, 0.5);
    for (size_t i = 0; i < set->n_x; i++)
        gsl_vector_set(tr->x, i, set->x[i]);
    return set->digit ? copy_digit(set->digit, tr, why) : GSL_SUCCESS;
}

static void print_all(const settings *set, const trained *t, const trace *tr, double most)
{
    print_signal(set, t, tr);
    if (set->digit)
        printf("x is digit %zu of the test, labelled %zu\n", set->digit, tr->label);
    printf("By matrices, for %d other inputs at once: the largest difference is %.2g\n", BATCH,
           most);
    printf("Next: ./04_optimizers/rprop --weights w && ./01_neuron/feedforward --weights w\n");
}

static int follow(const settings *set, const trained *t, gsl_rng *rng, trace *tr, fault *why)
{
    double most = 0;
    gsl_vector *x = tr->x;
    if (check(t, rng, tr, &most, why) != GSL_SUCCESS || fill_input(set, tr, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    by_hand(t->net, t->w, x, tr);
    if (set->b.tables && write_tables(set->b.tables, t, tr, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    by_hand(t->net, t->w, x, tr); /* the region's inputs went the same way */
    if (!set->b.quiet)
        print_all(set, t, tr, most);
    return GSL_SUCCESS;
}

static int send_signal(const settings *set, const trained *t, gsl_rng *rng, fault *why)
{
    trace tr;
    if (set->n_x && set->n_x != t->net->width[0])
        return fault_set(why, GSL_EBADLEN, "--x: %zu numbers for a net of %zu inputs", set->n_x,
                         t->net->width[0]);
    int status = trace_alloc(&tr, t->net);
    if (status == GSL_SUCCESS)
        status = follow(set, t, rng, &tr, why);
    else
        fault_set(why, status, "no memory for the signal");
    trace_free(&tr);
    return status;
}

static int run(const settings *set, fault *why)
{
    trained t = {0};
    gsl_rng *rng = random_alloc(set->b.seed, why);
    if (!rng)
        return GSL_EFAILED;
    int status = set->weights ? read_net(set, &t, why) : make_net(set, rng, &t, why);
    if (status == GSL_SUCCESS)
        status = send_signal(set, &t, rng, why);
    trained_free(&t);
    gsl_rng_free(rng);
    return status;
}

enum { HIDDEN = 0x100, WEIGHTS, X, DIGIT };

static const struct argp_option table[] = {
    {"hidden", HIDDEN, "N,N,...", 0, "neurons of the hidden layers, up to four (default: 3)", 1},
    {"weights", WEIGHTS, "FILE", 0, "a net saved by a program of section 04", 1},
    {"x", X, "X,X,...", 0, "the input that is followed (default: 0.5 each)", 1},
    {"digit", DIGIT, "N", 0, "follow the N-th test digit, through a net that reads digits", 1},
    {0},
};

static void parse_hidden(const char *text, settings *set)
{
    set->n_hidden = argument_numbers("hidden", text, MOST_HIDDEN, set->hidden);
    set->hidden_given = 1;
    for (size_t k = 0; k < set->n_hidden; k++)
        if (set->hidden[k] < 1 || set->hidden[k] > 100 || set->hidden[k] != floor(set->hidden[k]))
            arguments_error("--hidden: %g is not a whole number from 1 to 100", set->hidden[k]);
}

/* Options that ask for each other, or exclude each other. */
static void check_together(const settings *set)
{
    if (set->weights && set->hidden_given)
        arguments_error("--hidden is of the net that is trained here; --weights has its own");
    if (!set->weights && set->n_x && set->n_x != 2)
        arguments_error("--x: %zu numbers for a net of 2 inputs", set->n_x);
    if (set->digit && set->n_x)
        arguments_error("--digit and --x are two inputs for one net");
    if (set->digit && !set->weights)
        arguments_error("--digit wants a net that reads digits: give --weights too");
}

static error_t parse(int key, char *text, struct argp_state *argp)
{
    settings *set = argp->input;
    switch (key) {
    case ARGP_KEY_INIT:
        argp->child_inputs[0] = &set->b;
        return 0;
    case HIDDEN:
        parse_hidden(text, set);
        return 0;
    case WEIGHTS:
        set->weights = text;
        return 0;
    case X:
        set->n_x = argument_numbers("x", text, MOST_X, set->x);
        return 0;
    case DIGIT:
        set->digit = argument_whole("digit", text, 1, 10000);
        return 0;
    case ARGP_KEY_END:
        check_together(set);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {
        table,    parse, NULL, "A signal on its way through a net (lecture 14, slides 16-17).",
        children, NULL,  NULL};
    settings set = {.hidden = {3}, .n_hidden = 1};
    fault why = {""};
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

The figure is slide 16 with the weights filled in: an edge is as wide as its weight is large,
dashed where it is negative, and each neuron is coloured by its output for the input that the
picture beside it marks. Training has not made all weights alike. The three widest edges enter
the second hidden layer, most others are thin, and the weights into the two outputs mirror each
other: what one class gains the other loses.

The second figure has the shape of the slide's net: ten hidden and ten output neurons behind a
picture, with the 784 pixels of a digit where the slide has 1582 inputs. Ten times 784 edges
cannot be drawn; what goes into a hidden neuron is shown as a picture of its weights, each
pixel's weight in its place. The tiles are noisy. A thousand examples leave much of 7960 weights
to chance: the error on them is 0.01 when training stops, and 0.71 on digits that the net has
not seen.

In the printed numbers, take a pocket calculator to any neuron: (1) is all it does. Follow the
outputs into the next layer, where they stand at the front of every product. The last line says
that the matrices of (3) do the same sums; what remains are roundings of the last digits.

## Try

- `--x 0.1,0.9` and `--x 0.9,0.1`: which numbers of the first layer change their sign?
- `--hidden 1`: one hidden neuron is one line. Where does the error stay? Then 2: two lines are
  enough for an arch, after some time.
- `--hidden 20,10`, the net of chapter 4: how many iterations does it need, and how many does
  `--hidden 2`?
- `./04_optimizers/gd --task digits --hidden 10 --weights w`, then `--weights w --digit 1`, 2, 3, ...:
  states are printed, and sums where they are short enough to read. Which of the first twelve digits is
  the net least sure of, and what else might it be?
*/
