#include "train.h"

#include "interrupt.h"
#include <math.h>
#include <time.h>

double train_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double error_on(const gsl_multimin_fdfminimizer *s, const objective *o, const training *t,
                       const dataset *data)
{
    evaluation result;
    if (evaluate(o->net, s->x, o->l, data, t->pass, &result, NULL) != GSL_SUCCESS)
        return GSL_NAN;
    return result.error;
}

/* Whether the gradients have seen the whole training set once more since row `last`. */
static int epoch_ended(const history *h, double epoch)
{
    return h->n == 0 || floor(epoch) > floor(h->row[h->n - 1].epoch);
}

static int record(const gsl_multimin_fdfminimizer *s, const objective *o, const training *t,
                  history *h)
{
    const double epoch = o->examples_seen / (double)o->data->x->size1;
    const int full = o->deck == NULL;
    const int whole = full || epoch_ended(h, epoch);
    history_row row = {.iteration = h->n + 1,
                       .epoch = epoch,
                       .error = s->f,
                       .train_error = GSL_NAN,
                       .test_error = GSL_NAN,
                       .n_df = o->n_df,
                       .n_f = o->n_f};
    if (whole)
        row.train_error = full ? s->f : error_on(s, o, t, o->data);
    if (whole && t->test)
        row.test_error = error_on(s, o, t, t->test);
    return history_add(h, row);
}

/* Whether the flow chart's loop ends here, and how. */
static int ended(const history *h, const training *t, int status, train_end *end)
{
    const history_row *last = &h->row[h->n - 1];
    if (!isfinite(last->error))
        *end = TRAIN_DIVERGED;
    else if (last->train_error < t->stop_error)
        *end = TRAIN_REACHED;
    else if (interrupt_came())
        *end = TRAIN_INTERRUPTED;
    else if (status != GSL_SUCCESS)
        *end = TRAIN_STUCK;
    else if (h->n >= t->max_iterations)
        *end = TRAIN_ITERATIONS;
    else
        return 0;
    return 1;
}

int train(gsl_multimin_fdfminimizer *s, objective *o, const training *t, history *h, train_end *end,
          double *seconds)
{
    int status = GSL_SUCCESS;
    *seconds = 0;
    for (;;) {
        if (record(s, o, t, h) != GSL_SUCCESS)
            return GSL_ENOMEM;
        if (t->watch)
            t->watch(h, t->context);
        if (ended(h, t, status, end))
            return GSL_SUCCESS;
        const double start = train_clock();
        status = gsl_multimin_fdfminimizer_iterate(s);
        *seconds += train_clock() - start;
    }
}
