/* nist.c - the measure of a Levenberg-Marquardt: NIST's problems of nonlinear regression
   (tests/nist/README.md), each from both of its starts, beside GSL's own solver.

   What is counted are digits: -log10 of the relative error of the worst parameter, at most 11, which is
   what NIST certifies. Six of them, wherever GSL gets six, is the project's promise. */

#include "levenberg_marquardt.h"
#include "tap.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_PARAMETERS = 8, MOST_DATA = 256, MOST_ITERATIONS = 20000 };

/* The value at x, and its derivatives by the parameters. */
typedef double curve(const double b[], double x, double d[]);

typedef struct {
    const char *name;
    curve *y;
} model;

typedef struct {
    const char *name;
    curve *y;
    size_t n, p;
    double start[2][MOST_PARAMETERS], certified[MOST_PARAMETERS], squares;
    double data_y[MOST_DATA], data_x[MOST_DATA];
} problem;

/* ------------------------------------------------------------------------ the curves */

static double saturation(const double b[], double x, double d[])
{
    const double fall = exp(-b[1] * x);
    d[0] = -expm1(-b[1] * x);
    d[1] = b[0] * x * fall;
    return b[0] * d[0];
}

static double misra1b(const double b[], double x, double d[])
{
    const double q = 1 + b[1] * x / 2;
    d[0] = 1 - 1 / (q * q);
    d[1] = b[0] * x / gsl_pow_3(q);
    return b[0] * d[0];
}

static double misra1c(const double b[], double x, double d[])
{
    const double q = 1 + 2 * b[1] * x;
    d[0] = 1 - 1 / sqrt(q);
    d[1] = b[0] * x / (q * sqrt(q));
    return b[0] * d[0];
}

static double misra1d(const double b[], double x, double d[])
{
    const double q = 1 + b[1] * x;
    d[0] = b[1] * x / q;
    d[1] = b[0] * x / (q * q);
    return b[0] * d[0];
}

static double danwood(const double b[], double x, double d[])
{
    d[0] = pow(x, b[1]);
    d[1] = b[0] * d[0] * log(x);
    return b[0] * d[0];
}

static double lanczos(const double b[], double x, double d[])
{
    double y = 0;
    for (int k = 0; k < 6; k += 2) {
        d[k] = exp(-b[k + 1] * x);
        d[k + 1] = -b[k] * x * d[k];
        y += b[k] * d[k];
    }
    return y;
}

static double mgh09(const double b[], double x, double d[])
{
    const double above = x * x + x * b[1], under = x * x + x * b[2] + b[3];
    const double y = b[0] * above / under;
    d[0] = above / under;
    d[1] = b[0] * x / under;
    d[2] = -y * x / under;
    d[3] = -y / under;
    return y;
}

static double mgh10(const double b[], double x, double d[])
{
    const double q = x + b[2];
    d[0] = exp(b[1] / q);
    const double y = b[0] * d[0];
    d[1] = y / q;
    d[2] = -y * b[1] / (q * q);
    return y;
}

static double mgh17(const double b[], double x, double d[])
{
    d[0] = 1;
    d[1] = exp(-x * b[3]);
    d[2] = exp(-x * b[4]);
    d[3] = -x * b[1] * d[1];
    d[4] = -x * b[2] * d[2];
    return b[0] + b[1] * d[1] + b[2] * d[2];
}

static double rat42(const double b[], double x, double d[])
{
    const double u = exp(b[1] - b[2] * x), q = 1 + u;
    d[0] = 1 / q;
    d[1] = -b[0] * u / (q * q);
    d[2] = -d[1] * x;
    return b[0] / q;
}

static double rat43(const double b[], double x, double d[])
{
    const double u = exp(b[1] - b[2] * x), q = 1 + u;
    d[0] = pow(q, -1 / b[3]);
    const double y = b[0] * d[0];
    d[1] = -y * u / (q * b[3]);
    d[2] = -d[1] * x;
    d[3] = y * log(q) / (b[3] * b[3]);
    return y;
}

static double eckerle4(const double b[], double x, double d[])
{
    const double z = (x - b[2]) / b[1], bell = exp(-z * z / 2) / b[1];
    const double y = b[0] * bell;
    d[0] = bell;
    d[1] = y * (z * z - 1) / b[1];
    d[2] = y * z / b[1];
    return y;
}

static double cubics(const double b[], double x, double d[])
{
    const double above = b[0] + x * (b[1] + x * (b[2] + x * b[3]));
    const double under = 1 + x * (b[4] + x * (b[5] + x * b[6]));
    for (int k = 0; k < 4; k++)
        d[k] = gsl_pow_int(x, k) / under;
    for (int k = 1; k < 4; k++)
        d[3 + k] = -above / under * gsl_pow_int(x, k) / under;
    return above / under;
}

static double roszman1(const double b[], double x, double d[])
{
    const double q = x - b[3], r = (q * q + b[2] * b[2]) * M_PI;
    d[0] = 1;
    d[1] = -x;
    d[2] = -q / r;
    d[3] = -b[2] / r;
    return b[0] - b[1] * x - atan(b[2] / q) / M_PI;
}

static const model models[] = {
    {"Misra1a", saturation}, {"Misra1b", misra1b},   {"Misra1c", misra1c}, {"Misra1d", misra1d},
    {"DanWood", danwood},    {"Lanczos3", lanczos},  {"MGH09", mgh09},     {"MGH10", mgh10},
    {"MGH17", mgh17},        {"Rat42", rat42},       {"Rat43", rat43},     {"BoxBOD", saturation},
    {"Eckerle4", eckerle4},  {"Roszman1", roszman1}, {"Thurber", cubics},  {"Hahn1", cubics}};

/* ------------------------------------------------------------------ NIST's own files */

/* A line of the table of starts, of the data, or the sum of squares. */
static void read_line(problem *q, const char *line, int *in_data)
{
    const size_t p = q->p, n = q->n;
    double v[3];
    if (p < MOST_PARAMETERS && sscanf(line, " b%*d = %lf %lf %lf", &v[0], &v[1], &v[2]) == 3) {
        q->start[0][p] = v[0];
        q->start[1][p] = v[1];
        q->certified[p] = v[2];
        q->p++;
    } else if (sscanf(line, "Residual Sum of Squares: %lf", &v[0]) == 1) {
        q->squares = v[0];
    } else if (strncmp(line, "Data:   y", 9) == 0) {
        *in_data = 1;
    } else if (*in_data && n < MOST_DATA && sscanf(line, "%lf %lf", &v[0], &v[1]) == 2) {
        q->data_y[n] = v[0];
        q->data_x[n] = v[1];
        q->n++;
    }
}

static int read_problem(const model *m, problem *q)
{
    char path[64], line[256];
    int in_data = 0;
    snprintf(path, sizeof path, "tests/nist/%s.dat", m->name);
    *q = (problem){.name = m->name, .y = m->y};
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        read_line(q, line, &in_data);
    if (file)
        fclose(file);
    return q->n > 0 && q->p > 0 && q->squares > 0;
}

/* ------------------------------------------------------------------- as GSL wants it */

static int f(const gsl_vector *b, void *params, gsl_vector *e)
{
    const problem *q = params;
    double d[MOST_PARAMETERS];
    for (size_t i = 0; i < q->n; i++)
        gsl_vector_set(e, i, q->data_y[i] - q->y(b->data, q->data_x[i], d));
    return GSL_SUCCESS;
}

static int df(const gsl_vector *b, void *params, gsl_matrix *J)
{
    const problem *q = params;
    double d[MOST_PARAMETERS];
    for (size_t i = 0; i < q->n; i++) {
        q->y(b->data, q->data_x[i], d);
        for (size_t k = 0; k < q->p; k++)
            gsl_matrix_set(J, i, k, -d[k]);
    }
    return GSL_SUCCESS;
}

static double digits(const problem *q, const gsl_vector *b)
{
    double worst = 1e-16;
    for (size_t k = 0; k < q->p; k++) {
        const double error = fabs(gsl_vector_get(b, k) / q->certified[k] - 1);
        worst = isfinite(error) ? GSL_MAX(worst, error) : GSL_POSINF;
    }
    return GSL_MAX(0, GSL_MIN(11, -log10(worst)));
}

typedef struct {
    double digits;
    size_t iterations;
} outcome;

static outcome ours(problem *q, int start, const lm_parameters *how)
{
    gsl_multifit_nlinear_fdf fdf = {.f = f, .df = df, .n = q->n, .p = q->p, .params = q};
    gsl_vector_const_view b = gsl_vector_const_view_array(q->start[start], q->p);
    outcome out = {0};
    lm *s = lm_alloc(how, q->p);
    int status = lm_set(s, &fdf, NULL, 0, &b.vector);
    while (status == GSL_SUCCESS && lm_test(s) == GSL_CONTINUE &&
           out.iterations < MOST_ITERATIONS) {
        status = lm_iterate(s);
        out.iterations++;
    }
    out.digits = digits(q, s->w);
    lm_free(s);
    return out;
}

static outcome gsls(problem *q, int start, const gsl_multifit_nlinear_parameters *how, double tol)
{
    gsl_multifit_nlinear_fdf fdf = {.f = f, .df = df, .n = q->n, .p = q->p, .params = q};
    gsl_vector_const_view b = gsl_vector_const_view_array(q->start[start], q->p);
    gsl_multifit_nlinear_workspace *s =
        gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, how, q->n, q->p);
    int info;
    gsl_multifit_nlinear_init(&b.vector, &fdf, s);
    gsl_multifit_nlinear_driver(MOST_ITERATIONS, tol, tol, 0, NULL, NULL, &info, s);
    const outcome out = {.digits = digits(q, gsl_multifit_nlinear_position(s)),
                         .iterations = gsl_multifit_nlinear_niter(s)};
    gsl_multifit_nlinear_free(s);
    return out;
}

/* ------------------------------------------------------------------------ the checks */

/* A wrong digit in a file shows here: the certified parameters have the certified sum. */
static void check_data(problem *q)
{
    gsl_vector_const_view b = gsl_vector_const_view_array(q->certified, q->p);
    gsl_vector *e = gsl_vector_alloc(q->n);
    f(&b.vector, q, e);
    const double squares = gsl_pow_2(gsl_blas_dnrm2(e));
    tap_ok(fabs(squares / q->squares - 1) < 1e-7,
           "%s: %zu data, %zu parameters, and the certified sum of squares at the certified "
           "parameters",
           q->name, q->n, q->p);
    gsl_vector_free(e);
}

/* The curve's derivatives against central differences, at the second start. */
static void check_derivatives(const problem *q)
{
    double worst = 0;
    for (size_t k = 0; k < q->p; k++) {
        double difference = 0, largest = 0;
        for (size_t i = 0; i < q->n; i++) {
            double d[MOST_PARAMETERS], none[MOST_PARAMETERS], b[MOST_PARAMETERS];
            memcpy(b, q->start[1], sizeof b);
            q->y(b, q->data_x[i], d);
            const double h = 1e-6 * fabs(b[k]);
            b[k] += h;
            const double up = q->y(b, q->data_x[i], none);
            b[k] -= 2 * h;
            const double slope = (up - q->y(b, q->data_x[i], none)) / (2 * h);
            difference = GSL_MAX(difference, fabs(slope - d[k]));
            largest = GSL_MAX(largest, fabs(d[k]));
        }
        worst = GSL_MAX(worst, difference / largest);
    }
    tap_ok(worst < 1e-6, "%s: the derivatives are those of the curve", q->name);
}

/* Five ways: ours as slide 55 has it, with More's scaling (the default), with acceleration too;
   GSL's default (More's scaling, QR), and the same with the tolerances of its manual's example. */
enum { SLIDE, MORE, ACCELERATED, GSL, GSL_LOOSE, WAYS };

static void solve(problem *q, int start, outcome o[WAYS])
{
    const gsl_multifit_nlinear_parameters gsl = gsl_multifit_nlinear_default_parameters();
    lm_parameters slide = lm_defaults, more = lm_defaults, accelerated = lm_defaults;
    slide.scaling = LM_MARQUARDT;
    more.scaling = LM_MORE;
    accelerated.scaling = LM_MORE;
    accelerated.accelerate = 1;
    o[SLIDE] = ours(q, start, &slide);
    o[MORE] = ours(q, start, &more);
    o[ACCELERATED] = ours(q, start, &accelerated);
    o[GSL] = gsls(q, start, &gsl, 1e-15);
    o[GSL_LOOSE] = gsls(q, start, &gsl, 1e-8);
}

/* Adds to how often each way got six digits. */
static void compare(problem *q, int start, size_t six[WAYS])
{
    outcome o[WAYS];
    solve(q, start, o);
    printf("# %-9s %d", q->name, start + 1);
    for (int k = 0; k < WAYS; k++) {
        printf("   %4.1f %6zu", o[k].digits, o[k].iterations);
        six[k] += o[k].digits >= 6;
    }
    putchar('\n');
    tap_ok(o[MORE].digits >= 6 || o[GSL].digits < 6,
           "%s, start %d: six digits or more, if GSL's solver has them", q->name, start + 1);
    tap_ok(o[ACCELERATED].digits >= 6, "%s, start %d: six digits or more with acceleration",
           q->name, start + 1);
}

int main(void)
{
    static problem q;
    size_t six[WAYS] = {0};
    gsl_set_error_handler_off();
    tap_note("digits of the worst parameter, and iterations");
    tap_note("               as slide 55         More  accelerated          GSL   GSL, 1e-8");
    for (size_t m = 0; m < sizeof models / sizeof *models; m++) {
        if (!read_problem(&models[m], &q)) {
            tap_ok(0, "%s: its file can be read", models[m].name);
            continue;
        }
        check_data(&q);
        check_derivatives(&q);
        compare(&q, 0, six);
        compare(&q, 1, six);
    }
    tap_note("six digits in so many of 32 runs: %zu, %zu, %zu; GSL %zu, %zu", six[SLIDE], six[MORE],
             six[ACCELERATED], six[GSL], six[GSL_LOOSE]);
    tap_ok(six[MORE] >= six[GSL], "no fewer runs with six digits than GSL's solver has");
    tap_ok(six[SLIDE] >= 30, "the slide's scaling loses two of 32");
    tap_ok(six[GSL_LOOSE] < six[MORE], "a gradient test with 1e-8 stops too early");
    return tap_done();
}
