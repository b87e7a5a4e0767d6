/* newton.c - what would be wrong in the world if these failed: "Newton" would be some descent that
   arrives as well, and its text's claims - one iteration on a quadratic, the number of right digits
   doubled with each step, an error that never rises, a saddle that the undamped step walks to -
   would be those of another method.

   First steps by hand; thirty iterations against the rules of newton.c written once more for one
   variable; the orders of convergence; and every way out of an iteration. */

#include "newton.h"
#include "functions.h"
#include "hessian.h"
#include "methods.h"
#include "tap.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <string.h>

enum { ON, OFF };

static gsl_multimin_fdfminimizer *start(gsl_multimin_function_fdf *f, const double *w0,
                                        newton_hessian *hessian_of_f, int damping)
{
    const gsl_vector_const_view w = gsl_vector_const_view_array(w0, f->n);
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(method_newton.type, f->n);
    if (newton_set_hessian(s, hessian_of_f) != GSL_SUCCESS ||
        method_set_parameter(&method_newton, s, "damping", damping) != GSL_SUCCESS)
        tap_ok(0, "newton takes a Hessian, and damping %d", damping);
    gsl_multimin_fdfminimizer_set(s, f, &w.vector, 0.1, 0.1);
    return s;
}

/* -------------------------------------------------------- one step on a quadratic */

enum { N = 10 };

typedef struct {
    gsl_matrix *a;
    gsl_vector *b;
} bowl;

/* E = w'A w/2 - b'w, with A = B'B + 1: its minimum is where A w = b. */
static double bowl_f(const gsl_vector *w, void *params)
{
    const bowl *q = params;
    double memory[N], waw, bw;
    gsl_vector_view aw = gsl_vector_view_array(memory, N);
    gsl_blas_dsymv(CblasLower, 1, q->a, w, 0, &aw.vector);
    gsl_blas_ddot(w, &aw.vector, &waw);
    gsl_blas_ddot(w, q->b, &bw);
    return waw / 2 - bw;
}

static void bowl_df(const gsl_vector *w, void *params, gsl_vector *g)
{
    const bowl *q = params;
    gsl_vector_memcpy(g, q->b);
    gsl_blas_dsymv(CblasLower, 1, q->a, w, -1, g);
}

static void bowl_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    *e = bowl_f(w, params);
    bowl_df(w, params, g);
}

static int bowl_hessian(const gsl_vector *w, void *params, gsl_matrix *h)
{
    const bowl *q = params;
    (void)w;
    return gsl_matrix_memcpy(h, q->a);
}

static void one_step(const bowl *q, newton_hessian *own, int damping, double tolerance,
                     const char *what)
{
    double w0[N];
    for (size_t i = 0; i < N; i++)
        w0[i] = (double)i - 3;
    gsl_multimin_function_fdf f = {bowl_f, bowl_df, bowl_fdf, N, (void *)q};
    gsl_multimin_fdfminimizer *s = start(&f, w0, own, damping);
    const double before = gsl_blas_dnrm2(s->gradient);
    const int status = gsl_multimin_fdfminimizer_iterate(s);
    const double left = gsl_blas_dnrm2(s->gradient) / before;
    tap_ok(status == GSL_SUCCESS && left < tolerance, "a quadratic of %d, %s: one step leaves %.1e",
           N, what, left);
    gsl_multimin_fdfminimizer_free(s);
}

static void quadratics(void)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    bowl q = {gsl_matrix_alloc(N, N), gsl_vector_alloc(N)};
    gsl_matrix *b = gsl_matrix_alloc(N, N);
    for (size_t i = 0; i < N * N; i++)
        b->data[i] = 2 * gsl_rng_uniform(rng) - 1;
    gsl_matrix_set_identity(q.a);
    gsl_blas_dgemm(CblasTrans, CblasNoTrans, 1, b, b, 1, q.a);
    for (size_t i = 0; i < N; i++)
        gsl_vector_set(q.b, i, gsl_rng_uniform(rng));
    one_step(&q, bowl_hessian, ON, 1e-13, "damped");
    one_step(&q, bowl_hessian, OFF, 1e-13, "undamped");
    one_step(&q, NULL, ON, 1e-8, "H by differences of the gradient");
    gsl_matrix_free(b);
    gsl_matrix_free(q.a);
    gsl_vector_free(q.b);
    gsl_rng_free(rng);
}

/* ------------------------------------------------------------------------ by hand */

static int quadratic_hessian(const gsl_vector *w, void *params, gsl_matrix *h)
{
    const double *c = params;
    (void)w;
    gsl_matrix_set_zero(h);
    gsl_matrix_set(h, 0, 0, c[0]);
    gsl_matrix_set(h, 1, 1, c[1]);
    return GSL_SUCCESS;
}

/* E = (2 x^2 - y^2)/2 from (1, 1): gradient (2, -1), H = diag(2, -1). The pure step leads to the
   saddle, (0, 0). Damped, lambda starts at 2e-6 and doubles until -1 + lambda > 0, at 2e-6 2^19 =
   1.048576; dW = (2/3.048576, -1/0.048576). The quadratic is exact, rho = 1, lambda becomes 0.1048576;
   then 0.1048576 2^4 = 1.6777216 is the first that makes H positive, and y moves on by y/0.6777216. */
static void hill(void)
{
    double c[] = {2, -1};
    const double w0[] = {1, 1};
    gsl_multimin_function_fdf f = {quadratic_f, quadratic_df, quadratic_fdf, 2, c};
    gsl_multimin_fdfminimizer *s = start(&f, w0, quadratic_hessian, OFF);
    gsl_multimin_fdfminimizer_iterate(s);
    tap_ok(gsl_blas_dnrm2(s->x) < 1e-15, "a saddle by hand: the pure step goes there");
    gsl_multimin_fdfminimizer_free(s);
    s = start(&f, w0, quadratic_hessian, ON);
    gsl_multimin_fdfminimizer_iterate(s);
    const double x = 1 - 2 / 3.048576, y = 1 + 1 / 0.048576;
    tap_near(gsl_vector_get(s->x, 0), x, 1e-14, "a saddle by hand: damped, x after a step");
    tap_near(gsl_vector_get(s->x, 1), y, 1e-12, "... and y, which goes down");
    gsl_multimin_fdfminimizer_iterate(s);
    tap_near(gsl_vector_get(s->x, 0), x - 2 * x / 3.6777216, 1e-14, "... x after two");
    tap_near(gsl_vector_get(s->x, 1), y + y / 0.6777216, 1e-12, "... and y");
    gsl_multimin_fdfminimizer_free(s);
}

/* After gsl_multimin_fdfminimizer_restart a minimizer does what a new one does at the same place. */
static void restart_forgets(void)
{
    double c[] = {2, -1};
    const double w0[] = {1, 1};
    gsl_multimin_function_fdf f = {quadratic_f, quadratic_df, quadratic_fdf, 2, c};
    gsl_multimin_fdfminimizer *s = start(&f, w0, quadratic_hessian, ON);
    gsl_multimin_fdfminimizer_iterate(s);
    gsl_multimin_fdfminimizer *fresh = start(&f, s->x->data, quadratic_hessian, ON);
    gsl_multimin_fdfminimizer_restart(s);
    gsl_multimin_fdfminimizer_iterate(s);
    gsl_multimin_fdfminimizer_iterate(fresh);
    tap_ok(gsl_vector_equal(s->x, fresh->x), "restart forgets the damping");
    gsl_multimin_fdfminimizer_free(s);
    gsl_multimin_fdfminimizer_free(fresh);
}

/* ------------------------------------------------- the rules once more, one variable */

/* E = ln cosh(x) - 0.3 cos(2 x): bends both ways, and far out the pure step goes much too far. */
static double wavy(double x, double *slope, double *bend)
{
    *slope = tanh(x) + 0.6 * sin(2 * x);
    *bend = 1 / gsl_pow_2(cosh(x)) + 1.2 * cos(2 * x);
    return log(cosh(x)) - 0.3 * cos(2 * x);
}

static double wavy_f(const gsl_vector *w, void *params)
{
    double slope, bend;
    (void)params;
    return wavy(gsl_vector_get(w, 0), &slope, &bend);
}

static void wavy_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    double bend;
    (void)params;
    *e = wavy(gsl_vector_get(w, 0), gsl_vector_ptr(g, 0), &bend);
}

static void wavy_df(const gsl_vector *w, void *params, gsl_vector *g)
{
    double e;
    wavy_fdf(w, params, &e, g);
}

static int wavy_hessian(const gsl_vector *w, void *params, gsl_matrix *h)
{
    double slope;
    (void)params;
    wavy(gsl_vector_get(w, 0), &slope, gsl_matrix_ptr(h, 0, 0));
    return GSL_SUCCESS;
}

typedef struct {
    double least, grow, shrink; /* hyper-parameters */
    double x, lambda;
    int refused, bad, fair, good; /* lambdas tried: which row of the table they came under */
} scalar;

static void scalar_raise(scalar *n, double bend)
{
    n->lambda = fmax(n->lambda * n->grow, n->least * fabs(bend));
}

/* The table "How much damping" of newton.c. */
static void scalar_step(scalar *n)
{
    double g, bend, unused[2];
    const double e = wavy(n->x, &g, &bend);
    for (;; scalar_raise(n, bend), n->refused++) {
        const double curvature = bend + n->lambda, dw = g / curvature;
        const double promised = dw * (g + n->lambda * dw) / 2;
        const double gained = e - wavy(n->x - dw, &unused[0], &unused[1]);
        const double rho = gained / promised;
        if (curvature <= 0 || rho < 1e-4)
            continue;
        n->x -= dw;
        n->bad += rho < 0.25;
        n->fair += rho >= 0.25 && rho <= 0.75;
        n->good += rho > 0.75;
        if (rho < 0.25)
            scalar_raise(n, bend);
        if (rho > 0.75)
            n->lambda = n->lambda * n->shrink < n->least * fabs(bend) ? 0 : n->lambda * n->shrink;
        return;
    }
}

/* The largest distance between the two on the way down from x. */
static double follow(scalar *n, double *rise)
{
    double worst = 0;
    gsl_multimin_function_fdf f = {wavy_f, wavy_df, wavy_fdf, 1, NULL};
    gsl_multimin_fdfminimizer *s = start(&f, &n->x, wavy_hessian, ON);
    method_set_parameter(&method_newton, s, "grow", n->grow);
    method_set_parameter(&method_newton, s, "shrink", n->shrink);
    for (int t = 0; t < 30 && fabs(gsl_vector_get(s->gradient, 0)) > 1e-6; t++) {
        const double before = s->f;
        gsl_multimin_fdfminimizer_iterate(s);
        scalar_step(n);
        worst = fmax(worst, fabs(n->x - gsl_vector_get(s->x, 0)));
        *rise = fmax(*rise, s->f - before);
    }
    gsl_multimin_fdfminimizer_free(s);
    return worst;
}

static void as_in_reference(double grow, double shrink)
{
    double worst = 0, rise = 0;
    scalar n = {.least = 1e-6, .grow = grow, .shrink = shrink};
    for (double x0 = -8; x0 < 8; x0 += 0.37) {
        n.x = x0;
        n.lambda = 0;
        worst = fmax(worst, follow(&n, &rise));
    }
    tap_ok(worst < 1e-9, "grow %g, shrink %g, from 44 starts: as in the reference, %.0e", grow,
           shrink, worst);
    tap_ok(n.refused > 5 && n.bad > 5 && n.fair > 5 && n.good > 5,
           "... by all rows of the table: %d, %d, %d, %d times", n.refused, n.bad, n.fair, n.good);
    tap_ok(rise <= 0, "... and E never rises");
}

/* -------------------------------------------------------------------- convergence */

/* E = sum exp(x_i) - x_i, its minimum at 0: the pure step makes x + exp(-x) - 1 of x, x^2/2 near 0. */
static double exponential_f(const gsl_vector *w, void *params)
{
    double e = 0;
    (void)params;
    for (size_t i = 0; i < w->size; i++)
        e += exp(gsl_vector_get(w, i)) - gsl_vector_get(w, i);
    return e;
}

static void exponential_df(const gsl_vector *w, void *params, gsl_vector *g)
{
    (void)params;
    for (size_t i = 0; i < w->size; i++)
        gsl_vector_set(g, i, expm1(gsl_vector_get(w, i)));
}

static void exponential_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    *e = exponential_f(w, params);
    exponential_df(w, params, g);
}

static int exponential_hessian(const gsl_vector *w, void *params, gsl_matrix *h)
{
    (void)params;
    gsl_matrix_set_zero(h);
    for (size_t i = 0; i < w->size; i++)
        gsl_matrix_set(h, i, i, exp(gsl_vector_get(w, i)));
    return GSL_SUCCESS;
}

static void quadratic_order(void)
{
    const double w0[] = {-0.5};
    gsl_multimin_function_fdf f = {exponential_f, exponential_df, exponential_fdf, 1, NULL};
    gsl_multimin_fdfminimizer *s = start(&f, w0, exponential_hessian, ON);
    for (int t = 0; t < 5; t++) {
        const double x = gsl_vector_get(s->x, 0);
        gsl_multimin_fdfminimizer_iterate(s);
        tap_near(gsl_vector_get(s->x, 0), x + expm1(-x), 1e-15, "x = %.2g: the pure step by hand",
                 x);
        if (fabs(x) < 0.01 && fabs(x) > 1e-6)
            tap_near(gsl_vector_get(s->x, 0) / (x * x), 0.5, 0.005,
                     "x = %.1e: half of its square is left", x);
    }
    const double x = gsl_vector_get(s->x, 0);
    tap_ok(fabs(x) < 1e-17, "x = %.1e: the last step is taken though E has no digits to show it",
           x);
    gsl_multimin_fdfminimizer_free(s);
}

/* In Rosenbrock's valley every other step goes back to the bottom, and leaves some forty times the square
   of the distance: far more than the others, but a square all the same. */
static int rosenbrock_hessian(const gsl_vector *w, void *params, gsl_matrix *h)
{
    const double x = gsl_vector_get(w, 0), y = gsl_vector_get(w, 1);
    (void)params;
    gsl_matrix_set(h, 0, 0, 2 - 400 * (y - 3 * x * x));
    gsl_matrix_set(h, 1, 0, -400 * x);
    gsl_matrix_set(h, 0, 1, -400 * x);
    gsl_matrix_set(h, 1, 1, 200);
    return GSL_SUCCESS;
}

static void rosenbrock_order(void)
{
    const double w0[] = {-1.2, 1};
    double off = 1, worst = 0;
    int steps = 0;
    gsl_multimin_function_fdf f = {rosenbrock_f, rosenbrock_df, rosenbrock_fdf, 2, NULL};
    gsl_multimin_fdfminimizer *s = start(&f, w0, rosenbrock_hessian, ON);
    for (; steps < 40 && off > 1e-9; steps++) {
        const double before = off;
        gsl_multimin_fdfminimizer_iterate(s);
        off = hypot(gsl_vector_get(s->x, 0) - 1, gsl_vector_get(s->x, 1) - 1);
        if (before < 0.01)
            worst = fmax(worst, off / (before * before));
    }
    tap_ok(steps <= 25, "Rosenbrock: %d steps to a distance of %.1e", steps, off);
    tap_ok(worst > 0 && worst < 50, "... and the last ones leave the square, times %.2g at most",
           worst);
    gsl_multimin_fdfminimizer_free(s);
}

/* From everybody's starts, with H by differences: nothing but the function and its gradient. Powell's
   function has a singular H at its minimum, and each step leaves 2/3 of the way: order 1. */
static void classical(const classic *c)
{
    gsl_multimin_function_fdf f = classic_function(c);
    gsl_multimin_fdfminimizer *s = start(&f, c->start, NULL, ON);
    int steps = 0, status = GSL_SUCCESS;
    double rise = 0;
    while (steps < 100 && status == GSL_SUCCESS &&
           gsl_blas_dnrm2(s->gradient) > 1e-6 * (1 + s->f)) {
        const double before = s->f;
        status = gsl_multimin_fdfminimizer_iterate(s);
        rise = fmax(rise, s->f - before);
        steps++;
    }
    tap_ok(fabs(s->f - c->minimum) <= 1e-6 * fmax(1, c->minimum) && rise <= 1e-14 * s->f,
           "%s: E = %.6g after %d steps, without a rise", c->name, s->f, steps);
    tap_ok(steps <= 45, "... in at most 45");
    gsl_multimin_fdfminimizer_free(s);
}

/* ----------------------------------------------------------- what GSL holds afterwards */

static void consistent(void)
{
    const double w0[] = {-1.2, 1};
    double before[2], e, memory[2];
    int same = 1;
    gsl_vector_view g = gsl_vector_view_array(memory, 2);
    gsl_multimin_function_fdf f = {rosenbrock_f, rosenbrock_df, rosenbrock_fdf, 2, NULL};
    gsl_multimin_fdfminimizer *s = start(&f, w0, rosenbrock_hessian, ON);
    for (int t = 0; t < 10; t++) {
        memcpy(before, s->x->data, sizeof before);
        gsl_multimin_fdfminimizer_iterate(s);
        rosenbrock_fdf(s->x, NULL, &e, &g.vector);
        same = same && e == s->f && gsl_vector_equal(&g.vector, s->gradient);
        for (size_t i = 0; i < 2; i++)
            same = same && before[i] + gsl_vector_get(s->dx, i) == gsl_vector_get(s->x, i);
    }
    tap_ok(same, "f and the gradient are those at x, and dx is the way there");
    gsl_multimin_fdfminimizer_free(s);
}

/* ------------------------------------------------------------------- every way out */

static int untouched(const gsl_multimin_fdfminimizer *s, const double *w0)
{
    return gsl_vector_isnull(s->dx) && memcmp(s->x->data, w0, s->x->size * sizeof *w0) == 0;
}

static void ends(gsl_multimin_function_fdf *f, newton_hessian *own, int damping, int expected,
                 const char *what)
{
    const double w0[] = {0.5, -0.25};
    gsl_multimin_fdfminimizer *s = start(f, w0, own, damping);
    const int status = gsl_multimin_fdfminimizer_iterate(s);
    tap_ok(status == expected && untouched(s, w0), "%s: '%s', and nothing moves", what,
           gsl_strerror(status));
    gsl_multimin_fdfminimizer_free(s);
}

static int nan_hessian(const gsl_vector *w, void *params, gsl_matrix *h)
{
    (void)w;
    (void)params;
    gsl_matrix_set_all(h, GSL_NAN);
    return GSL_SUCCESS;
}

static int no_hessian(const gsl_vector *w, void *params, gsl_matrix *h)
{
    (void)w;
    (void)params;
    gsl_matrix_set_zero(h);
    return GSL_EMAXITER;
}

static int singular_hessian(const gsl_vector *w, void *params, gsl_matrix *h)
{
    (void)w;
    (void)params;
    gsl_matrix_set_all(h, 2);
    return GSL_SUCCESS;
}

static void flipped_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    quadratic_fdf(w, params, e, g);
    gsl_vector_scale(g, -1);
}

static void nan_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    quadratic_fdf(w, params, e, g);
    *e = GSL_NAN;
}

static void all_ends(void)
{
    double c[] = {2, 1}, flat[] = {0, 0};
    gsl_multimin_function_fdf f = {quadratic_f, quadratic_df, quadratic_fdf, 2, c};
    gsl_multimin_function_fdf flipped = {quadratic_f, quadratic_df, flipped_fdf, 2, c};
    gsl_multimin_function_fdf level = {quadratic_f, quadratic_df, quadratic_fdf, 2, flat};
    gsl_multimin_function_fdf wrong = {quadratic_f, quadratic_df, nan_fdf, 2, c};
    const double w0[] = {0.5, -0.25};
    ends(&f, nan_hessian, ON, GSL_EBADFUNC, "H is no number");
    ends(&f, no_hessian, ON, GSL_EMAXITER, "the user's function fails");
    ends(&f, singular_hessian, OFF, GSL_EDOM, "undamped, H singular");
    ends(&flipped, quadratic_hessian, ON, GSL_ENOPROG, "a gradient that is not the function's");
    ends(&level, quadratic_hessian, ON, GSL_ENOPROG, "no slope and no curvature");
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(method_newton.type, 2);
    const gsl_vector_const_view w = gsl_vector_const_view_array(w0, 2);
    tap_ok(gsl_multimin_fdfminimizer_set(s, &wrong, &w.vector, 0, 0) == GSL_EBADFUNC,
           "an E that is no number is told at once");
    gsl_multimin_fdfminimizer_free(s);
}

/* A singular H is no obstacle to the damped step. */
static void singular_damped(void)
{
    double c[] = {2, 0};
    const double w0[] = {3, 1};
    gsl_multimin_function_fdf f = {quadratic_f, quadratic_df, quadratic_fdf, 2, c};
    gsl_multimin_fdfminimizer *s = start(&f, w0, quadratic_hessian, ON);
    gsl_multimin_fdfminimizer_iterate(s);
    tap_near(gsl_vector_get(s->x, 0), 3 - 6 / (2 + 2e-6), 1e-14, "H singular: the least damping");
    tap_near(gsl_vector_get(s->x, 1), 1, 0, "... and what is flat stays where it is");
    gsl_multimin_fdfminimizer_free(s);
}

static void setting(void)
{
    gsl_multimin_fdfminimizer *gd = gsl_multimin_fdfminimizer_alloc(method_gd.type, 2);
    tap_ok(newton_set_hessian(gd, quadratic_hessian) == GSL_EINVAL, "descent takes no Hessian");
    gsl_multimin_fdfminimizer_free(gd);
}

/* -------------------------------------------------------------------------- of nets */

static int hessian_of_objective(const gsl_vector *w, void *params, gsl_matrix *h)
{
    objective *o = params;
    hessian_pass *pass = hessian_pass_alloc(o);
    const int status = hessian(o, pass, w, h);
    hessian_pass_free(pass);
    return status;
}

/* A net's error is recognised: the steps are those of the exact H given by hand, to the last bit. */
static void nets(void)
{
    const size_t shape[] = {2, 4, 2};
    fault why = {""};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    dataset *data = dataset_alloc(20, 2, 2);
    mlp *net = mlp_alloc(2, shape, ACTIVATION_TANH, ACTIVATION_SOFTMAX);
    gsl_vector *w = gsl_vector_alloc(net->n_weights);
    for (size_t p = 0; p < 20; p++) {
        gsl_matrix_set(data->x, p, 0, gsl_rng_uniform(rng));
        gsl_matrix_set(data->x, p, 1, gsl_rng_uniform(rng));
        dataset_set_label(data, p, p % 2);
    }
    mlp_init(net, w, rng);
    objective *o = objective_alloc(net, LOSS_CROSS_ENTROPY, data, 0, NULL, &why);
    gsl_multimin_function_fdf f = objective_function(o), other = f;
    other.fdf = quadratic_fdf;
    tap_ok(objective_of(&f) == o && objective_of(&other) == NULL, "a net's error is recognised");
    gsl_multimin_fdfminimizer *a = start(&f, w->data, NULL, ON),
                              *b = start(&f, w->data, hessian_of_objective, ON);
    const size_t before = o->n_df;
    gsl_multimin_fdfminimizer_iterate(a);
    tap_ok(o->n_df >= before + net->n_weights / 2 + 1 && o->n_df < before + net->n_weights,
           "an iteration is counted as what it costs: %zu gradients", o->n_df - before);
    gsl_multimin_fdfminimizer_iterate(b);
    for (int t = 0; t < 9; t++) {
        gsl_multimin_fdfminimizer_iterate(a);
        gsl_multimin_fdfminimizer_iterate(b);
    }
    tap_ok(gsl_vector_equal(a->x, b->x) && a->f < 0.69, "its H is the exact one");
    gsl_multimin_fdfminimizer_free(a);
    gsl_multimin_fdfminimizer_free(b);
    objective_free(o);
    dataset_free(data);
    gsl_vector_free(w);
    mlp_free(net);
    gsl_rng_free(rng);
}

static void sizes(void)
{
    fault why = {""};
    tap_ok(method_fits(&method_newton, 292, &why) == GSL_SUCCESS, "292 weights are not too many");
    tap_ok(method_fits(&method_newton, 119260, &why) == GSL_ENOMEM && strstr(why.text, "lbfgs"),
           "the digits' 119260 are, and lbfgs is named");
}

int main(void)
{
    gsl_set_error_handler_off();
    quadratics();
    hill();
    restart_forgets();
    as_in_reference(2, 0.1);
    as_in_reference(3, 0.5);
    as_in_reference(1.5, 1);
    quadratic_order();
    rosenbrock_order();
    for (size_t i = 0; i < CLASSICS; i++)
        classical(&classics[i]);
    consistent();
    all_ends();
    singular_damped();
    setting();
    nets();
    sizes();
    return tap_done();
}
