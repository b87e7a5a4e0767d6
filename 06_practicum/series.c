/**
# Again with other seeds, and with every part for the test

Lecture 14, slide 59: «разделить на train/test».

Of 150 flowers 45 are kept for the test, and one flower more or less that is answered rightly is 2
% of accuracy. Which flowers those are is chance. Two cures: repeat the split with several seeds
and look at the median and the spread; or cut the data into $k$ parts, and train $k$ nets, each
without one part, by which it is tested (cross-validation). Then every example is answered once, by
a net that has not seen it.

What must not happen is that anything is learned from the part for the test: no mean, no standard
deviation, no moment to stop. So each of the $k$ nets begins anew, scale included (learner.c).
*/

#include "series.h"

#include "interrupt.h"
#include "random.h"
#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

/* The answers of one seed, gathered from its folds. */
typedef struct {
    gsl_matrix *y;
    size_t *label, n;
} answers;

static int gather(answers *a, const verdict *v)
{
    gsl_matrix_view to = gsl_matrix_submatrix(a->y, a->n, 0, v->y->size1, v->y->size2);
    gsl_matrix_memcpy(&to.matrix, v->y);
    memcpy(a->label + a->n, v->label, v->y->size1 * sizeof *v->label);
    a->n += v->y->size1;
    return GSL_SUCCESS;
}

static int test(const learned *l, const dataset *data, verdict *v, fault *why)
{
    gsl_matrix *y = gsl_matrix_alloc(data->x->size1, data->n_classes);
    int status = y ? learned_answer(l, data->x, y, why)
                   : fault_set(why, GSL_ENOMEM, "no memory for %zu answers", data->x->size1);
    if (status == GSL_SUCCESS)
        status = verdict_of(y, data->label, v, why);
    gsl_matrix_free(y);
    return status;
}

static trial note(const learned *l, const verdict *v, size_t seed, size_t fold)
{
    return (trial){.seed = seed,
                   .fold = fold,
                   .accuracy = v->accuracy,
                   .f1 = v->macro.f1,
                   .mcc = v->mcc,
                   .log_loss = v->log_loss,
                   .auc = v->auc,
                   .validation = l->row[l->best].validation,
                   .epochs = l->row[l->best].epoch};
}

/* One net, from its training part to its row in the table. */
static int one_net(const plan *p, const dataset *train, const dataset *tested, const gsl_rng *rng,
                   series *s, fault *why)
{
    learned_free(&s->l);
    verdict_free(&s->v);
    const int status = learn(p, train, rng, &s->l, why);
    return status == GSL_SUCCESS ? test(&s->l, tested, &s->v, why) : status;
}

static int one_split(const course *c, const dataset *all, gsl_rng *rng, size_t seed, series *s,
                     fault *why)
{
    dataset *train = NULL, *tested = NULL;
    int status = dataset_split(all, c->test_part, rng, &train, &tested, why);
    if (status == GSL_SUCCESS)
        status = one_net(&c->p, train, tested, rng, s, why);
    if (status == GSL_SUCCESS)
        s->t[s->n++] = note(&s->l, &s->v, seed, 0);
    dataset_free(train);
    dataset_free(tested);
    return status;
}

/* The examples whose fold is k, or is not. */
static dataset *those(const dataset *all, const size_t fold[], size_t k, int in)
{
    size_t *row = malloc(all->x->size1 * sizeof *row), n = 0;
    for (size_t p = 0; row && p < all->x->size1; p++)
        if ((fold[p] == k) == in)
            row[n++] = p;
    dataset *part = row ? dataset_pick(all, row, n) : NULL;
    free(row);
    return part;
}

static int one_fold(const plan *p, const dataset *all, const size_t fold[], size_t k,
                    const gsl_rng *rng, series *s, fault *why)
{
    dataset *train = those(all, fold, k, 0), *tested = those(all, fold, k, 1);
    const int status = train && tested ? one_net(p, train, tested, rng, s, why)
                                       : fault_set(why, GSL_ENOMEM, "no memory for a fold");
    dataset_free(train);
    dataset_free(tested);
    return status;
}

static int every_fold(const course *c, const dataset *all, gsl_rng *rng, size_t seed, series *s,
                      answers *a, fault *why)
{
    size_t *fold = malloc(all->x->size1 * sizeof *fold);
    int status = fold ? dataset_folds(all, c->folds, rng, fold, why)
                      : fault_set(why, GSL_ENOMEM, "no memory for the folds");
    for (size_t k = 0; k < c->folds && status == GSL_SUCCESS && !interrupt_came(); k++) {
        status = one_fold(&c->p, all, fold, k, rng, s, why);
        if (status == GSL_SUCCESS) {
            s->t[s->n++] = note(&s->l, &s->v, seed, k + 1);
            gather(a, &s->v);
        }
    }
    free(fold);
    return status;
}

/* All answers of the folds, judged together. */
static int all_folds(const course *c, const dataset *all, gsl_rng *rng, size_t seed, series *s,
                     fault *why)
{
    answers a = {.y = gsl_matrix_alloc(all->x->size1, all->n_classes),
                 .label = malloc(all->x->size1 * sizeof *a.label)};
    int status = a.y && a.label ? every_fold(c, all, rng, seed, s, &a, why)
                                : fault_set(why, GSL_ENOMEM, "no memory for the answers");
    if (status == GSL_SUCCESS && a.n > 0) {
        gsl_matrix_const_view y = gsl_matrix_const_submatrix(a.y, 0, 0, a.n, a.y->size2);
        verdict_free(&s->v);
        status = verdict_of(&y.matrix, a.label, &s->v, why);
    }
    gsl_matrix_free(a.y);
    free(a.label);
    return status;
}

int series_run(const course *c, const dataset *all, series *s, fault *why)
{
    int status = GSL_SUCCESS;
    *s = (series){.t = malloc(c->seeds * GSL_MAX(c->folds, 1) * sizeof *s->t)};
    if (!s->t)
        return fault_set(why, GSL_ENOMEM, "no memory for %zu seeds", c->seeds);
    for (size_t k = 0; k < c->seeds && status == GSL_SUCCESS && !interrupt_came(); k++) {
        gsl_rng *rng = random_alloc(c->seed + k, why);
        if (!rng)
            return GSL_EFAILED;
        status = c->folds > 0 ? all_folds(c, all, rng, c->seed + k, s, why)
                              : one_split(c, all, rng, c->seed + k, s, why);
        gsl_rng_free(rng);
    }
    return status;
}

void series_free(series *s)
{
    free(s->t);
    verdict_free(&s->v);
    learned_free(&s->l);
    *s = (series){0};
}
