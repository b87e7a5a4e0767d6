/* bench_bfgs.c - what an iteration of BFGS costs, beside the products of a matrix and a vector that
   it cannot do without: two dsymv and one dsyr2 of size n. The bound is 1.3 times these and its
   gradients. Then the same for the direct form, which factors a matrix, and for L-BFGS, which has none.

   --tables PREFIX writes the times to PREFIX-cost.txt, for the figure of slide 52.

   The function is a chain of Rosenbrock's valleys, whose gradient costs next to nothing: on a net
   the bound would be easier to meet. The shortest of many iterations counts, less its gradients. */

#include "arguments.h"
#include "blas.h"
#include "methods.h"
#include "output.h"
#include "train.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>

enum { SIZES = 6, DIRECT_MOST = 800, ROUNDS = 4 };

static const size_t sizes[SIZES] = {100, 200, 400, 800, 1600, 3200};
static const double bound = 1.3;

/* ------------------------------------------------------------------- the function */

typedef struct {
    double seconds; /* in gradients, since it was last set to 0 */
} chain;

static void chain_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    chain *c = params;
    const double start = train_clock();
    *e = 0;
    gsl_vector_set_zero(g);
    for (size_t i = 0; i + 1 < w->size; i++) {
        const double x = gsl_vector_get(w, i), off = gsl_vector_get(w, i + 1) - x * x;
        *e += (1 - x) * (1 - x) + 100 * off * off;
        *gsl_vector_ptr(g, i) += -2 * (1 - x) - 400 * x * off;
        *gsl_vector_ptr(g, i + 1) += 200 * off;
    }
    c->seconds += train_clock() - start;
}

static void chain_df(const gsl_vector *w, void *params, gsl_vector *g)
{
    double e;
    chain_fdf(w, params, &e, g);
}

static double chain_f(const gsl_vector *w, void *params)
{
    double e;
    gsl_vector *g = gsl_vector_alloc(w->size);
    chain_fdf(w, params, &e, g);
    gsl_vector_free(g);
    return e;
}

/* ---------------------------------------------------------------------- the clock */

typedef struct {
    size_t n;
    double inverse, direct, lbfgs; /* seconds of an iteration without its gradients */
    double gradients;              /* of the inverse form's iteration */
    double products;               /* two dsymv and one dsyr2 */
} cost;

/* The shortest iteration of so many, and in *gradients how long its own took. */
static double time_iteration(const method *m, const char *form, size_t n, int iterations,
                             double *gradients)
{
    chain c = {0};
    gsl_multimin_function_fdf f = {chain_f, chain_df, chain_fdf, n, &c};
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(m->type, n);
    gsl_vector *w = gsl_vector_alloc(n);
    gsl_vector_set_all(w, -1);
    if (form)
        method_set_parameter(m, s, form, 1);
    gsl_multimin_fdfminimizer_set(s, &f, w, 0.1, 0);
    double best = GSL_POSINF;
    for (int i = 0; i < iterations; i++) {
        c.seconds = 0;
        const double start = train_clock();
        gsl_multimin_fdfminimizer_iterate(s);
        const double own = train_clock() - start - c.seconds;
        if (i > 0 && own < best) { /* the first also scales the identity */
            best = own;
            *gradients = c.seconds;
        }
    }
    gsl_vector_free(w);
    gsl_multimin_fdfminimizer_free(s);
    return best;
}

/* The shortest of so many. */
static double time_products(size_t n, int repetitions)
{
    gsl_matrix *m = gsl_matrix_alloc(n, n);
    gsl_vector *x = gsl_vector_alloc(n), *y = gsl_vector_alloc(n);
    gsl_matrix_set_identity(m);
    gsl_vector_set_all(x, 1);
    double best = GSL_POSINF;
    for (int i = 0; i < repetitions; i++) {
        const double start = train_clock();
        gsl_blas_dsymv(CblasLower, 1, m, x, 0, y);
        gsl_blas_dsymv(CblasLower, -1, m, x, 0, y);
        gsl_blas_dsyr2(CblasLower, 1e-9, x, y, m);
        best = fmin(best, train_clock() - start);
    }
    gsl_matrix_free(m);
    gsl_vector_free(x);
    gsl_vector_free(y);
    return best;
}

/* About as long for every size; in rounds, for the machine may be busy for a while with others. */
static cost measure(size_t n)
{
    const int many = (int)GSL_MAX(10, GSL_MIN(200, 20000000 / (n * n)));
    cost c = {.n = n, .inverse = GSL_POSINF, .products = GSL_POSINF, .direct = GSL_NAN};
    double other;
    for (int round = 0; round < ROUNDS; round++) {
        c.inverse = fmin(c.inverse, time_iteration(&method_bfgs, NULL, n, many, &c.gradients));
        c.products = fmin(c.products, time_products(n, many));
    }
    c.lbfgs = time_iteration(&method_lbfgs, NULL, n, 200, &other);
    if (n <= DIRECT_MOST)
        c.direct = time_iteration(&method_bfgs, "form", n, 10, &other);
    return c;
}

/* ---------------------------------------------------------------------- the table */

/* '?' for the direct form where it takes too long. */
static void format_direct(const cost *c, char text[], size_t size)
{
    if (isfinite(c->direct))
        snprintf(text, size, "%.1f", 1e6 * c->direct);
    else
        snprintf(text, size, "?");
}

static void print_row(const cost *c)
{
    char direct[32];
    const double ratio = (c->inverse + c->gradients) / (c->products + c->gradients);
    format_direct(c, direct, sizeof direct);
    printf("%6zu %11.1f %11.1f %11.1f %7.3f %6.2f %6s %11s %11.1f\n", c->n, 1e6 * c->inverse,
           1e6 * c->gradients, 1e6 * c->products, ratio, bound, ratio <= bound ? "ok" : "ABOVE",
           direct, 1e6 * c->lbfgs);
}

static void write_row(FILE *file, const cost *c)
{
    char direct[32];
    format_direct(c, direct, sizeof direct);
    fprintf(file, "%zu %.2f %.2f %s %.2f\n", c->n, 1e6 * c->products, 1e6 * c->inverse, direct,
            1e6 * c->lbfgs);
}

static void print_head(void)
{
    printf("# One iteration of BFGS, its gradients, and two dsymv with one dsyr2 of size n; %s, 1 "
           "thread;\n"
           "# microseconds, the fastest of many. ratio = (BFGS + gradients) / (products + "
           "gradients).\n"
           "# Then the direct form and L-BFGS with ten pairs, without their gradients.\n"
           "# %4s %11s %11s %11s %7s %6s %6s %11s %11s\n",
           blas_name(), "n", "BFGS", "gradients", "products", "ratio", "bound", "", "direct",
           "L-BFGS");
}

static int bench(const basics *b, fault *why)
{
    output *out = b->tables ? output_table(b->tables, "cost", why) : NULL;
    if (b->tables && !out)
        return GSL_EFAILED;
    if (out)
        fprintf(out->file, "# n products bfgs direct lbfgs (microseconds an iteration)\n");
    if (!b->quiet)
        print_head();
    for (size_t i = 0; i < SIZES; i++) {
        const cost c = measure(sizes[i]);
        if (!b->quiet)
            print_row(&c);
        if (out)
            write_row(out->file, &c);
    }
    return out ? output_close(out, why) : GSL_SUCCESS;
}

int main(int argc, char **argv)
{
    struct argp argp = basics_argp;
    argp.doc = "What an iteration of BFGS costs (lecture 14, slide 52).";
    basics b;
    fault why = {""};
    basics_defaults(&b);
    arguments_parse(&argp, argc, argv, &b);
    blas_one_thread();
    return program_end(bench(&b, &why), &why);
}
