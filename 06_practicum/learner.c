/**
# One net on a reader's data

Lecture 14, slide 59: «разделить на train/test, реализовать minibatch».

A net that is trained long enough learns its examples by heart, and the error on the training part
cannot show it. The test part could, but then the test would have decided when to stop, and its
number would be worth less. So a third part is kept from the training: the validation part. After
every epoch the error on it is looked at, the weights with the smallest so far are kept, and when
it has not become smaller for `patience` epochs the training is over. This is early stopping.

The order of things matters, and each step below sees only what it may:

1. the test part is taken away (by the caller);
2. the validation part is taken from what is left, stratified;
3. mean, shift and factor of every column are found on what is left then, and applied to all parts:
   the mean where a number is missing, the others to all numbers;
4. the net learns from that part alone.
*/

#include "learner.h"

#include "interrupt.h"
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 1000 };

static int no_memory(fault *why)
{
    return fault_set(why, GSL_ENOMEM, "no memory for the net");
}

static mlp *build(const options *o, const dataset *data)
{
    size_t width[OPTIONS_MAX_LAYERS + 2] = {data->x->size2};
    memcpy(width + 1, o->hidden, o->n_hidden * sizeof *width);
    width[o->n_hidden + 1] = data->n_classes;
    return mlp_alloc(o->n_hidden + 1, width, o->hidden_activation, ACTIVATION_SOFTMAX);
}

/* All of `data`, to be scaled without harm to it. */
static dataset *copy_of(const dataset *data)
{
    size_t *row = malloc(data->x->size1 * sizeof *row);
    for (size_t p = 0; row && p < data->x->size1; p++)
        row[p] = p;
    dataset *copy = row ? dataset_pick(data, row, data->x->size1) : NULL;
    free(row);
    return copy;
}

/* Step 2. */
static int take_validation(const plan *p, const dataset *train, run *r, fault *why)
{
    if (p->patience == 0) {
        r->t.train = copy_of(train);
        return r->t.train ? GSL_SUCCESS : no_memory(why);
    }
    const int status = dataset_split(train, p->validation, r->rng, &r->t.train, &r->t.test, why);
    if (status == GSL_EINVAL)
        fault_prefix(why, "the validation part (--patience 0 does without)");
    return status;
}

/* Step 3: the mean of those numbers of a column that are there; 0 if none is. */
static double mean_present(const gsl_matrix *x, size_t i)
{
    double sum = 0, n = 0;
    for (size_t p = 0; p < x->size1; p++)
        if (!isnan(gsl_matrix_get(x, p, i))) {
            sum += gsl_matrix_get(x, p, i);
            n++;
        }
    return n > 0 ? sum / n : 0;
}

static void fill_missing(const gsl_vector *fill, gsl_matrix *x)
{
    for (size_t p = 0; p < x->size1; p++)
        for (size_t i = 0; i < x->size2; i++)
            if (isnan(gsl_matrix_get(x, p, i)))
                gsl_matrix_set(x, p, i, gsl_vector_get(fill, i));
}

static int fit_fill(run *r, learned *l, fault *why)
{
    l->fill = gsl_vector_alloc(r->t.train->x->size2);
    if (!l->fill)
        return no_memory(why);
    for (size_t i = 0; i < l->fill->size; i++)
        gsl_vector_set(l->fill, i, mean_present(r->t.train->x, i));
    fill_missing(l->fill, r->t.train->x);
    if (r->t.test)
        fill_missing(l->fill, r->t.test->x);
    return GSL_SUCCESS;
}

static int fit_scale(const plan *p, run *r, learned *l, fault *why)
{
    l->scale = scaler_fit((scale_kind)p->set->o.scale, r->t.train->x);
    if (!l->scale)
        return no_memory(why);
    scaler_apply(l->scale, r->t.train->x);
    if (r->t.test)
        scaler_apply(l->scale, r->t.test->x);
    l->n_train = r->t.train->x->size1;
    l->n_validation = r->t.test ? r->t.test->x->size1 : 0;
    return GSL_SUCCESS;
}

static int prepare(const plan *p, const dataset *train, run *r, learned *l, fault *why)
{
    if (take_validation(p, train, r, why) != GSL_SUCCESS || fit_fill(r, l, why) != GSL_SUCCESS ||
        fit_scale(p, r, l, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    l->net = build(&p->set->o, train);
    r->t.net = build(&p->set->o, train);
    l->w = l->net ? gsl_vector_alloc(l->net->n_weights) : NULL;
    if (!r->t.net || !l->w)
        return no_memory(why);
    return run_begin(p->set, r, why);
}

/* ------------------------------------------------------------------------ step 4 */

static double epochs_of(const run *r)
{
    return r->o->examples_seen / (double)r->t.train->x->size1;
}

/* Until the gradients have seen the training part once more; with the full batch one iteration, which
   may have looked at it several times. */
static int one_epoch(run *r)
{
    const double before = floor(epochs_of(r));
    int status;
    do
        status = gsl_multimin_fdfminimizer_iterate(r->s);
    while (status == GSL_SUCCESS && r->o->deck && floor(epochs_of(r)) <= before &&
           !interrupt_came());
    return status;
}

static double error_on(const run *r, const dataset *data)
{
    evaluation e;
    if (!data)
        return GSL_NAN;
    if (evaluate(r->t.net, r->s->x, LOSS_CROSS_ENTROPY, data, r->pass, &e, NULL) != GSL_SUCCESS)
        return GSL_POSINF;
    return e.error;
}

static int add_row(learned *l, learner_row row)
{
    if (l->n == l->room) {
        const size_t room = GSL_MAX(64, 2 * l->room);
        learner_row *larger = reallocarray(l->row, room, sizeof *larger);
        if (!larger)
            return GSL_ENOMEM;
        l->row = larger;
        l->room = room;
    }
    l->row[l->n++] = row;
    return GSL_SUCCESS;
}

/* Notes where the training is, and keeps the weights if they are the best so far; without a validation
   part the last are. */
static int look(run *r, learned *l, fault *why)
{
    const learner_row row = {epochs_of(r), error_on(r, r->t.train), error_on(r, r->t.test)};
    if (add_row(l, row) != GSL_SUCCESS)
        return no_memory(why);
    if (!isfinite(r->s->f) || !isfinite(row.train) || (r->t.test && !isfinite(row.validation)))
        return fault_set(why, GSL_EFAILED,
                         "the error is no finite number after %.3g epochs; a smaller step is the "
                         "likely cure",
                         row.epoch);
    if (l->n == 1 || !r->t.test || row.validation < l->row[l->best].validation) {
        l->best = l->n - 1;
        gsl_vector_memcpy(l->w, r->s->x);
    }
    return GSL_SUCCESS;
}

static int ended(const plan *p, const run *r, learned *l, int status)
{
    if (interrupt_came())
        l->end = LEARNER_INTERRUPTED;
    else if (status != GSL_SUCCESS)
        l->end = LEARNER_STUCK;
    else if (p->patience > 0 && l->n - 1 - l->best >= p->patience)
        l->end = LEARNER_PATIENCE;
    else if (epochs_of(r) >= (double)p->epochs || l->n > p->epochs)
        l->end = LEARNER_EPOCHS;
    else
        return 0;
    return 1;
}

int learn(const plan *p, const dataset *train, const gsl_rng *rng, learned *l, fault *why)
{
    run r = {.rng = gsl_rng_clone(rng)};
    *l = (learned){0};
    int status = r.rng ? prepare(p, train, &r, l, why) : no_memory(why);
    for (int going = GSL_SUCCESS; status == GSL_SUCCESS; going = one_epoch(&r)) {
        status = look(&r, l, why);
        if (status == GSL_SUCCESS && ended(p, &r, l, going))
            break;
    }
    run_free(&r);
    return status;
}

void learned_free(learned *l)
{
    mlp_free(l->net);
    gsl_vector_free(l->w);
    scaler_free(l->scale);
    gsl_vector_free(l->fill);
    free(l->row);
    *l = (learned){0};
}

/* ------------------------------------------------------------------------- answers */

static int answer_rows(const learned *l, gsl_matrix *x, mlp_pass *pass, gsl_matrix *y)
{
    for (size_t first = 0; first < x->size1; first += ROWS) {
        const size_t rows = GSL_MIN((size_t)ROWS, x->size1 - first);
        gsl_matrix_const_view part = gsl_matrix_const_submatrix(x, first, 0, rows, x->size2);
        gsl_matrix_view to = gsl_matrix_submatrix(y, first, 0, rows, y->size2);
        const int status = mlp_forward(l->net, l->w, &part.matrix, pass);
        if (status != GSL_SUCCESS)
            return status;
        gsl_matrix_view from = mlp_pass_y(pass, l->net->layers, rows);
        gsl_matrix_memcpy(&to.matrix, &from.matrix);
    }
    return GSL_SUCCESS;
}

int learned_answer(const learned *l, const gsl_matrix *x, gsl_matrix *y, fault *why)
{
    gsl_matrix *scaled = gsl_matrix_alloc(x->size1, x->size2);
    mlp_pass *pass = mlp_pass_alloc(l->net, ROWS);
    int status = no_memory(why);
    if (scaled && pass) {
        gsl_matrix_memcpy(scaled, x);
        fill_missing(l->fill, scaled);
        scaler_apply(l->scale, scaled);
        status = answer_rows(l, scaled, pass, y);
    }
    mlp_pass_free(l->net, pass);
    gsl_matrix_free(scaled);
    return status;
}
