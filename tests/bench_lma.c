/* bench_lma.c - what an iteration of Levenberg-Marquardt costs beside the work that nobody can avoid,
   and beside GSL's own solver.

   Unavoidable are J'J of the MP x n Jacobian (dsyrk), its Cholesky factor and one solve (LAPACK's
   dpotrf and dpotrs where OpenBLAS brings them, else GSL's), and one gradient. Ours has to make the Jacobian
   too, to factorise by GSL, and to evaluate the error of the trial. All take turns in one run, and of
   each the fastest repetition counts. A claim about speed is a measurement and no test: the
   program says ABOVE where a bound is broken, and ends with status 0 all the same.

     build/tests/bench_lma                    the bounds, at n = 292, 618 and 1498
     build/tests/bench_lma --tables PREFIX    cost against n, for the figure of slide 55 */

#include "arguments.h"
#include "blas.h"
#include "generate.h"
#include "jacobian.h"
#include "levenberg_marquardt.h"
#include "objective.h"
#include "output.h"
#include "random.h"
#include "train.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <stdio.h>
#include <stdlib.h>

enum { EXAMPLES = 128 }; /* a block, as lma has it */

/* One net on some points, and everything that is timed on it. */
typedef struct {
    mlp *net;
    objective *o;
    net_errors *errors;
    gsl_multifit_nlinear_fdf fdf;
    gsl_vector *w, *g, *e;
    gsl_matrix *J, *H;
} subject;

/* Seconds, the shortest so far. */
typedef struct {
    double syrk, potrf, gradient, jacobian, gsl_cholesky, trial, iteration, gsl_iteration;
} timing;

/* ------------------------------------------------------------------ the subject */

static void subject_free(subject *s)
{
    objective_free(s->o);
    net_errors_free(s->errors);
    gsl_vector_free(s->w);
    gsl_vector_free(s->g);
    gsl_vector_free(s->e);
    gsl_matrix_free(s->J);
    gsl_matrix_free(s->H);
    mlp_free(s->net);
}

static int subject_make(subject *s, const dataset *data, const size_t width[], gsl_rng *rng,
                        fault *why)
{
    *s = (subject){.net = mlp_alloc(3, width, ACTIVATION_TANH, ACTIVATION_SOFTMAX)};
    s->o = s->net ? objective_alloc(s->net, LOSS_MSE, data, 0, NULL, why) : NULL;
    if (!s->o)
        return GSL_EFAILED;
    const size_t n = s->net->n_weights, rows = data->x->size1 * data->d->size2;
    s->errors = net_errors_alloc(s->net, data->x, data->d, EXAMPLES);
    s->w = gsl_vector_alloc(n);
    s->g = gsl_vector_alloc(n);
    s->e = gsl_vector_alloc(rows);
    s->J = gsl_matrix_alloc(rows, n);
    s->H = gsl_matrix_alloc(n, n);
    if (!s->errors || !s->w || !s->g || !s->e || !s->J || !s->H)
        return fault_set(why, GSL_ENOMEM, "no memory for %zu weights", n);
    s->fdf = net_errors_function(s->errors);
    mlp_init(s->net, s->w, rng);
    return GSL_SUCCESS;
}

/* ------------------------------------------------------------------ the bare work */

#ifdef HAVE_OPENBLAS
/* LAPACK, which OpenBLAS brings along. Its upper triangle is our lower one: columns are our rows. */
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info);
void dpotrs_(const char *uplo, const int *n, const int *nrhs, const double *a, const int *lda,
             double *b, const int *ldb, int *info);

static int cholesky_solve(gsl_matrix *H, gsl_vector *g)
{
    const int n = (int)g->size, one = 1;
    int info;
    dpotrf_("U", &n, H->data, &n, &info);
    if (info == 0)
        dpotrs_("U", &n, &one, H->data, &n, g->data, &n, &info);
    return info == 0 ? GSL_SUCCESS : GSL_EDOM;
}
#else
static int cholesky_solve(gsl_matrix *H, gsl_vector *g)
{
    const int status = gsl_linalg_cholesky_decomp1(H);
    return status == GSL_SUCCESS ? gsl_linalg_cholesky_svx(H, g) : status;
}
#endif

/* J'J with enough on its diagonal. */
static void make_positive(subject *s)
{
    gsl_blas_dsyrk(CblasLower, CblasTrans, 1, s->J, 0, s->H);
    gsl_vector_view diagonal = gsl_matrix_diagonal(s->H);
    gsl_vector_add_constant(&diagonal.vector, 1);
}

/* Keeps the shorter of *best and the time since `start`; returns the time now. */
static double lap(double start, double *best)
{
    const double now = train_clock();
    *best = GSL_MIN(*best, now - start);
    return train_clock();
}

static void time_parts(subject *s, timing *t)
{
    double e;
    double now = train_clock();
    s->fdf.df(s->w, s->fdf.params, s->J);
    now = lap(now, &t->jacobian);
    gsl_blas_dsyrk(CblasLower, CblasTrans, 1, s->J, 0, s->H);
    lap(now, &t->syrk);
    make_positive(s);
    now = train_clock();
    cholesky_solve(s->H, s->g);
    lap(now, &t->potrf);
    make_positive(s);
    now = train_clock();
    gsl_linalg_cholesky_decomp1(s->H);
    gsl_linalg_cholesky_svx(s->H, s->g);
    now = lap(now, &t->gsl_cholesky);
    const gsl_multimin_function_fdf f = objective_function(s->o);
    f.fdf(s->w, f.params, &e, s->g);
    now = lap(now, &t->gradient);
    s->fdf.f(s->w, s->fdf.params, s->e);
    lap(now, &t->trial);
}

/* The shortest of a few iterations from the start that had no rejected trial. */
static void time_iterations(subject *s, int iterations, timing *t)
{
    lm_parameters how = lm_defaults;
    how.scaling = LM_MARQUARDT;
    how.floor = 1e-2;
    lm *l = lm_alloc(&how, s->net->n_weights);
    if (l && lm_set(l, &s->fdf, net_errors_rows, net_errors_block(s->errors), s->w) == GSL_SUCCESS)
        for (int i = 0; i < iterations; i++) {
            const double start = train_clock();
            if (lm_iterate(l) == GSL_SUCCESS && l->rejected == 0)
                lap(start, &t->iteration);
        }
    lm_free(l);
}

static void time_gsl(subject *s, int iterations, timing *t)
{
    const gsl_multifit_nlinear_parameters how = gsl_multifit_nlinear_default_parameters();
    gsl_multifit_nlinear_workspace *g =
        gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, &how, s->fdf.n, s->fdf.p);
    if (g && gsl_multifit_nlinear_init(s->w, &s->fdf, g) == GSL_SUCCESS)
        for (int i = 0; i < iterations; i++) {
            const double start = train_clock();
            gsl_multifit_nlinear_iterate(g);
            lap(start, &t->gsl_iteration);
        }
    if (g)
        gsl_multifit_nlinear_free(g);
}

static timing measure(subject *s, int repetitions)
{
    timing t = {GSL_POSINF, GSL_POSINF, GSL_POSINF, GSL_POSINF,
                GSL_POSINF, GSL_POSINF, GSL_POSINF, GSL_POSINF};
    for (int i = 0; i < repetitions; i++) {
        time_parts(s, &t);
        time_iterations(s, 4, &t);
    }
    return t;
}

/* ------------------------------------------------------------------ the bounds */

/* What GSL's QR takes grows so fast (its iteration at n = 1498 was more than a minute) that it is
   asked up to here only. */
enum { MOST_FOR_GSL = 700 };

static void print_row(const subject *s, const timing *t)
{
    const double ratio = t->iteration / (t->syrk + t->potrf + t->gradient);
    printf("%5zu %8.2f %8.2f %8.2f %8.2f %8.2f %8.2f %9.2f %6.3f %5s", s->net->n_weights,
           1e3 * t->syrk, 1e3 * t->potrf, 1e3 * t->gradient, 1e3 * t->jacobian,
           1e3 * t->gsl_cholesky, 1e3 * t->trial, 1e3 * t->iteration, ratio,
           ratio <= 1.5 ? "ok" : "ABOVE");
    if (isfinite(t->gsl_iteration))
        printf(" %6.1f", t->gsl_iteration / t->iteration);
    putchar('\n');
    fflush(stdout);
}

/* A line of the table that the figure is drawn from: seconds, '?' where there is no number. */
static void write_row(FILE *file, const subject *s, const timing *t)
{
    const double columns[] = {t->jacobian, t->syrk,      t->gsl_cholesky, t->trial,
                              t->gradient, t->iteration, t->gsl_iteration};
    fprintf(file, "%zu %zu", s->net->n_weights, s->e->size);
    for (size_t k = 0; k < sizeof columns / sizeof *columns; k++)
        fprintf(file, isfinite(columns[k]) ? " %.6g" : " ?", columns[k]);
    fputc('\n', file);
}

typedef struct {
    size_t width[4];
    int repetitions;
} job;

static int bench(const dataset *data, const job *j, gsl_rng *rng, FILE *file, fault *why)
{
    subject s;
    const int status = subject_make(&s, data, j->width, rng, why);
    if (status == GSL_SUCCESS) {
        timing t = measure(&s, j->repetitions);
        if (s.net->n_weights <= MOST_FOR_GSL && s.net->n_weights <= s.e->size)
            time_gsl(&s, 1, &t);
        print_row(&s, &t);
        if (file)
            write_row(file, &s, &t);
    }
    subject_free(&s);
    return status;
}

static int bench_all(size_t examples, const job jobs[], gsl_rng *rng, FILE *file, fault *why)
{
    dataset *data = generate_points(examples, rng);
    int status = data ? GSL_SUCCESS : fault_set(why, GSL_ENOMEM, "no memory for the points");
    printf(
        "# An LMA iteration on %zu points beside its bare work. %s, 1 thread; milliseconds, the\n"
        "# fastest of many. ratio = iteration / (dsyrk + dpotrf + gradient), bound 1.5;\n"
        "# QR: how many times as long an iteration of GSL's default solver takes.\n"
        "#  n    dsyrk   dpotrf gradient jacobian cholesky    trial iteration  ratio           "
        "QR\n",
        examples, blas_name());
    for (size_t k = 0; status == GSL_SUCCESS && jobs[k].repetitions > 0; k++)
        status = bench(data, &jobs[k], rng, file, why);
    dataset_free(data);
    return status;
}

/* Few examples, so that it is drawn in a few seconds, and so that n^3 can overtake n^2. */
static int write_costs(const basics *b, gsl_rng *rng, fault *why)
{
    static const job jobs[] = {{{2, 8, 4, 2}, 40},
                               {{2, 12, 8, 2}, 20},
                               {{2, 20, 10, 2}, 10},
                               {{2, 26, 18, 2}, 5},
                               {{2, 36, 26, 2}, 3},
                               {{2, 50, 36, 2}, 2},
                               {{0}, 0}};
    output *out = output_table(b->tables, "cost", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file,
            "# n rows jacobian dsyrk cholesky trial gradient iteration gsl_qr (seconds)\n");
    const int status = bench_all(200, jobs, rng, out->file, why);
    const int closed = output_close(out, why);
    return status == GSL_SUCCESS ? closed : status;
}

static int run(const basics *b, fault *why)
{
    static const job jobs[] = {
        {{2, 20, 10, 2}, 60}, {{2, 26, 18, 2}, 10}, {{2, 40, 32, 2}, 3}, {{0}, 0}};
    gsl_rng *rng = random_alloc(b->seed, why);
    if (!rng)
        return GSL_EFAILED;
    const int status = b->tables ? write_costs(b, rng, why) : bench_all(1400, jobs, rng, NULL, why);
    gsl_rng_free(rng);
    return status;
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {.doc = "What an iteration of Levenberg-Marquardt costs.",
                              .children = children};
    basics b;
    fault why = {""};
    basics_defaults(&b);
    arguments_parse(&argp, argc, argv, &b);
    blas_one_thread();
    return program_end(run(&b, &why), &why);
}
