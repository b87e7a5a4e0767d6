#include "report.h"

#include "blas.h"
#include "weights.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

/* ---------------------------------------------------------------- while it trains */

int watcher_open(watcher *w, const settings *set, fault *why)
{
    *w = (watcher){.progress = !set->o.quiet && !set->o.plot && isatty(STDERR_FILENO)};
    if (set->o.plot)
        w->plot = liveplot_open(set->m->title, why);
    return set->o.plot && !w->plot ? GSL_EFAILED : GSL_SUCCESS;
}

void watcher_show(const history *h, void *context)
{
    watcher *w = context;
    if (w->plot)
        liveplot_show(w->plot, h);
    if (!w->progress || train_clock() - w->shown < 0.1)
        return;
    w->shown = train_clock();
    fprintf(stderr, "\riter %zu, error %.5f \033[K", h->n, h->row[h->n - 1].error);
}

void watcher_close(watcher *w, const history *h)
{
    if (w->progress && w->shown > 0)
        fputs("\r\033[K", stderr);
    if (w->plot)
        liveplot_close(w->plot, h);
}

/* --------------------------------------------------------------------- at the end */

void report_head(const settings *set, const run *r)
{
    char net[256];
    weights_describe(r->t.net, net, sizeof net);
    printf("%s on %s: net %s, %s, ", set->m->title, r->t.name, net, loss_name(set->o.l));
    if (set->o.batch == 0)
        printf("full batch of %zu", r->t.train->x->size1);
    else
        printf("batches of %zu from %zu", r->o->batch, r->t.train->x->size1);
    if (r->resumed)
        printf(", from the weights in %s\n", set->o.weights);
    else
        printf(", seed %zu\n", set->o.seed);
}

/* Five digits as on the slides, but not two hundred of them for a run that blew up. */
static void print_part(size_t from, size_t to, double error)
{
    printf(error < 1e6 ? "iter: %zu-%zu, error %.5f\n" : "iter: %zu-%zu, error %.5g\n", from, to,
           error);
}

static void print_captions(const run *r)
{
    const history *h = &r->h;
    const size_t half = history_half(h);
    print_part(1, half + 1, history_train_error(h, half));
    if (h->n > 1)
        print_part(half + 1, h->n, history_train_error(h, h->n - 1));
    printf(r->test.error < 1e6 ? "results - points: %zu, error: %.6f\n"
                               : "results - points: %zu, error: %.6g\n",
           r->t.test->x->size1, r->test.error);
}

static void print_counts(const settings *set, const run *r)
{
    printf("test accuracy %.4f (%zu wrong), %zu gradient evaluations", run_accuracy(r),
           r->test.wrong, r->o->n_df);
    if (r->o->n_f > 0)
        printf(" and %zu of the error alone", r->o->n_f);
    printf(", seed %zu\n", set->o.seed);
}

/* Why it ended, where that is not that the error is small enough. */
static void print_end(const settings *set, const run *r)
{
    const double first = history_train_error(&r->h, 0),
                 last = history_train_error(&r->h, r->h.n - 1);
    if (r->end == TRAIN_ITERATIONS && last >= first && run_as_printed(set))
        printf("the error is not below its start; the cure is to leave out --as-printed\n");
    else if (r->end == TRAIN_ITERATIONS && last > first)
        printf("the error is above its start: more iterations (--max-iter) or a smaller --%s may "
               "help\n",
               set->m->parameters[0].name);
    else if (r->end == TRAIN_ITERATIONS)
        printf("the error is not below %g yet; --max-iter allows more iterations\n",
               r->t.stop_error);
    else if (r->end == TRAIN_STUCK)
        printf("the method found no way further down; the error is not below %g\n",
               r->t.stop_error);
    else if (r->end == TRAIN_INTERRUPTED)
        printf("interrupted; this is what was reached\n");
}

static void print_next(const settings *set, const run *r)
{
    const char *name = program_invocation_name;
    if (set->o.data)
        printf("next: %s --data %s --seeds 10\n", name, set->o.data);
    else if (set->m->matrices > 0) /* the digits' net would be too large */
        printf("next: %s --task circles, or: %s --seeds 10\n", name, name);
    else if (r->t.digits)
        printf("next: %s --task digits --plot\n", name);
    else if (set->m->instead)
        printf("next: %s --seeds 10, or: %s --task digits --method %s\n", name, name,
               set->m->instead);
    else if (strcmp(set->m->name, "rprop") == 0)
        printf("next: %s --task digits, or: %s --variant iplus --seeds 10\n", name, name);
    else
        printf("next: %s --task digits, or: %s --seeds 10\n", name, name);
}

void report_run(const settings *set, const run *r)
{
    report_head(set, r);
    print_captions(r);
    print_counts(set, r);
    print_end(set, r);
    print_next(set, r);
    fflush(stdout);
    const char *kernels = blas_kernels();
    fprintf(stderr, *kernels ? "%.3f s, %s (%s)\n" : "%.3f s, %s\n", r->seconds, blas_name(),
            kernels);
}
