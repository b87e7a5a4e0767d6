/**
# The spectrum of the Hessian, before training and after

Lecture 14, slides 49-50: «H - гессиан, матрица вторых производных целевой функции E».

A symmetric matrix of $n$ rows is $n$ numbers and the directions that belong to them:

$$ H \, q_i = \lambda_i \, q_i \qquad (1) $$

Along the unit vector $q_i$ the error bends by $\lambda_i$ and by nothing else: $E(W + t q_i) \approx E + t \, \nabla E^T q_i +
\lambda_i t^2 / 2$. So the list of all $\lambda_i$, the spectrum, says what kind of place $W$ is.

| eigenvalues | what they mean | what a method makes of them |
|---|---|---|
| negative | along $q_i$ the error is a ridge: it falls on both sides | the undamped Newton step goes up to the ridge; descent leaves it, slowly where $\lambda_i$ is small |
| near 0 | flat, a change along $q_i$ is no change of the net's answers | the undamped step divides by them; descent does not move |
| large | a narrow valley's walls | plain descent jumps from wall to wall and out, if $\eta > 2/\lambda_{\max}$ |

A level place with eigenvalues of both signs is a saddle; only where none is negative can it be a minimum.
Trains one net by `newton`, or by any other method of the book, and computes the spectrum where it starts
and where it ends. $H$ is exact (`hessian.c`); GSL finds the eigenvalues in about $n^3$ operations.

| slide | here | default | meaning |
|---|---|---|---|
| $H$ | `h` | | the Hessian of the training error |
| | `flat` | $10^{-6}$ | parts of the largest $\lvert\lambda_i\rvert$ below which an eigenvalue counts as 0 |
*/

#include "hessian.h"
#include "interrupt.h"
#include "methods.h"
#include "output.h"
#include "report.h"

#include <errno.h>
#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <string.h>

enum { MOST_WEIGHTS = 5000 }; /* 200 MB, and some minutes for the eigenvalues */

typedef struct {
    settings of_run;
    double flat;
} spectrum_settings;

/* One place on the way. */
typedef struct {
    size_t iteration;
    double e, slope;    /* E, and the length of its gradient */
    gsl_vector *lambda; /* ascending */
} place;

/**
## One place

The objective of the training is asked, so $H$, like $\nabla E$, is that of all training examples.
*/

static int eigenvalues(run *r, const gsl_vector *w, gsl_vector *lambda)
{
    gsl_matrix *h = gsl_matrix_alloc(w->size, w->size);
    hessian_pass *pass = hessian_pass_alloc(r->o);
    int status = h && pass ? hessian(r->o, pass, w, h) : GSL_ENOMEM;
    if (status == GSL_SUCCESS)
        status = hessian_eigenvalues(h, lambda);
    hessian_pass_free(pass);
    gsl_matrix_free(h);
    return status;
}

static int look(run *r, size_t iteration, place *p, fault *why)
{
    const gsl_vector *w = r->s->x;
    *p = (place){iteration, r->s->f, gsl_blas_dnrm2(r->s->gradient), gsl_vector_alloc(w->size)};
    if (!isfinite(p->e))
        return fault_set(why, GSL_EBADFUNC, "the error is no finite number at iteration %zu",
                         iteration);
    if (!p->lambda || eigenvalues(r, w, p->lambda) != GSL_SUCCESS)
        return fault_set(why, GSL_ENOMEM, "no memory for a matrix of %zu x %zu", w->size, w->size);
    return GSL_SUCCESS;
}

/**
## What is printed
*/

static double least(const place *p)
{
    return gsl_vector_get(p->lambda, 0);
}

static double largest(const place *p)
{
    return gsl_vector_get(p->lambda, p->lambda->size - 1);
}

/* How many eigenvalues lie above a and at most at b. */
static size_t between(const place *p, double a, double b)
{
    size_t n = 0;
    for (size_t i = 0; i < p->lambda->size; i++)
        n += gsl_vector_get(p->lambda, i) > a && gsl_vector_get(p->lambda, i) <= b;
    return n;
}

static void print_places(const spectrum_settings *set, const place *p)
{
    const double zero[] = {set->flat * fmax(largest(&p[0]), -least(&p[0])),
                           set->flat * fmax(largest(&p[1]), -least(&p[1]))};
    printf("#%-38s %12s %12s\n", "", "before", "after");
    printf("%-39s %12zu %12zu\n", "iteration", p[0].iteration, p[1].iteration);
    printf("%-39s %12.5f %12.5f\n", "error E", p[0].e, p[1].e);
    printf("%-39s %12.3g %12.3g\n", "length of the gradient", p[0].slope, p[1].slope);
    printf("%-39s %12.4g %12.4g\n", "least eigenvalue", least(&p[0]), least(&p[1]));
    printf("%-39s %12.4g %12.4g\n", "largest eigenvalue", largest(&p[0]), largest(&p[1]));
    printf("%-39s %12zu %12zu\n", "negative: ridges", between(&p[0], GSL_NEGINF, -zero[0]),
           between(&p[1], GSL_NEGINF, -zero[1]));
    printf("%-39s %12zu %12zu\n", "near 0: flat", between(&p[0], -zero[0], zero[0]),
           between(&p[1], -zero[1], zero[1]));
    printf("%-39s %12zu %12zu\n", "positive: valleys", between(&p[0], zero[0], GSL_POSINF),
           between(&p[1], zero[1], GSL_POSINF));
    printf("%-39s %12zu %12zu\n", "above a tenth of the largest",
           between(&p[0], largest(&p[0]) / 10, GSL_POSINF),
           between(&p[1], largest(&p[1]) / 10, GSL_POSINF));
    printf("%-39s %12.3g %12.3g\n", "2/largest: what descent's eta may be", 2 / largest(&p[0]),
           2 / largest(&p[1]));
}

static void print_next(const spectrum_settings *set)
{
    if (set->of_run.o.data)
        printf("next: %s --data %s --method gd\n", program_invocation_name, set->of_run.o.data);
    else
        printf("next: %s --method gd\n", program_invocation_name);
}

/**
## The table for the figure
*/

static int write_place(const char *prefix, const char *name, const place *p, fault *why)
{
    output *out = output_table(prefix, name, why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# rank eigenvalue\n");
    for (size_t i = 0; i < p->lambda->size; i++)
        fprintf(out->file, "%zu %.9g\n", i + 1, gsl_vector_get(p->lambda, i));
    return output_close(out, why);
}

static int write_places(const char *prefix, const place *p, fault *why)
{
    if (write_place(prefix, "before", &p[0], why) != GSL_SUCCESS)
        return GSL_EFAILED;
    return write_place(prefix, "after", &p[1], why);
}

/**
## The run
*/

static int prepare(const settings *set, run *r, fault *why)
{
    if (run_check_places(&set->o, why) != GSL_SUCCESS ||
        run_prepare(set, set->o.seed, r, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    const size_t n = r->w->size;
    if (n <= MOST_WEIGHTS)
        return GSL_SUCCESS;
    return fault_set(why, GSL_ENOMEM,
                     "the %zu eigenvalues of a matrix of %.3g GB are beyond this program; it takes "
                     "at most %d weights, see --hidden",
                     n, (double)n * (double)n * 8e-9, MOST_WEIGHTS);
}

static int look_train_look(const spectrum_settings *set, run *r, place p[2], fault *why)
{
    int status = prepare(&set->of_run, r, why);
    if (status == GSL_SUCCESS)
        status = look(r, 1, &p[0], why);
    if (status == GSL_SUCCESS) {
        interrupt_catch();
        status = run_train(&set->of_run, r, NULL, NULL, why);
    }
    if (status == GSL_SUCCESS)
        status = run_save(&set->of_run, r, why);
    if (status == GSL_SUCCESS)
        status = look(r, r->h.n, &p[1], why);
    if (status == GSL_SUCCESS && set->of_run.o.tables)
        status = write_places(set->of_run.o.tables, p, why);
    return status;
}

static int show(const spectrum_settings *set, fault *why)
{
    run r = {0};
    place p[2] = {{0}, {0}};
    const int status = look_train_look(set, &r, p, why);
    if (status == GSL_SUCCESS && !set->of_run.o.quiet) {
        report_head(&set->of_run, &r);
        print_places(set, p);
        print_next(set);
    }
    gsl_vector_free(p[0].lambda);
    gsl_vector_free(p[1].lambda);
    run_free(&r);
    return status;
}

/* ------------------------------------------------------------------- command line */

enum { METHOD = 0x2000, FLAT };

static const struct argp_option table[] = {
    {.doc = "Spectrum:", .group = -3},
    {"method", METHOD, "NAME", 0, "train by another method than newton, with its defaults", 0},
    {"flat", FLAT, "X", 0, "part of the largest |eigenvalue| that counts as 0 (default: 1e-6)", 0},
    {0},
};

static error_t parse(int key, char *text, struct argp_state *state)
{
    spectrum_settings *set = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &set->of_run.o;
        return 0;
    case ARGP_KEY_ARG:
        arguments_error("'%s' is no option; a file of data is given as --data %s", text, text);
    case METHOD:
        set->of_run.m = method_by_name(text);
        if (!set->of_run.m)
            arguments_error("--method: '%s' is no method; newton --help lists them", text);
        return 0;
    case FLAT:
        set->flat = argument_number("flat", text, 0, 1);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static void refuse_contradictions(const options *o)
{
    if (o->batch != 0)
        arguments_error("--batch: H is that of all examples; use --batch full");
    if (o->seeds > 1)
        arguments_error("--seeds: the spectrum is that of one net; use --seed");
    if (o->plot)
        arguments_error("--plot: this program shows eigenvalues; watch the error by newton --plot");
    if (o->target && !o->data)
        arguments_error("--target: names a column of a file; give the file by --data");
    if (o->data && o->mnist)
        arguments_error("--data and --mnist: one or the other");
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&options_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {
        table,    parse, NULL, "Eigenvalues of a net's Hessian (lecture 14, slides 49-50).",
        children, NULL,  NULL};
    spectrum_settings set = {.of_run.m = &method_newton, .flat = 1e-6};
    fault why = {""};
    program_begin();
    options_defaults(&set.of_run.o);
    arguments_parse(&argp, argc, argv, &set);
    refuse_contradictions(&set.of_run.o);
    const int status = show(&set, &why);
    const int ended = program_end(status, &why);
    return ended == 0 && interrupt_came() ? 130 : ended;
}

/**
## What to look at

Training begins on a saddle: of 292 eigenvalues 73 are negative and 81 positive, and in the left picture they mirror
each other. That is no accident. The output layer starts small, so the hidden layers hardly matter yet; what
couples a hidden weight with an output weight is the product of the two, and the curvatures of $u v$ are $+1$ and $-1$.

After it the ridges are lower by ten times, from $-0.118$ to $-0.013$, and two eigenvalues stand out, near 3 and 8, far above the rest:
the walls of the valley. The many near 0 stay. Whole directions in the space of weights change
no answer: neurons that are saturated, neurons that do the same, weights that outputs do not need. A minimum
of a net is no point but a plain, and $H$ there is singular.

Which place is reached depends on who walks. On five seeds plain descent with its $\eta = 0.5$ ends where the largest
eigenvalue is 3.8 to 3.9, just below $2/\eta = 4$: anywhere steeper it would have been thrown out (Cohen and others,
Gradient descent on neural networks typically occurs at the edge of stability, ICLR 2021). `newton` does not mind
5 to 21, and RProp, with a step of its own for each weight, ends between walls of 200 to 4000.

## Try

- `--method gd`, then `--method rprop`: compare the largest eigenvalue with $2/\eta$.
- `--stop-error 0.001`: where do the ridges go, and where the flat directions?
- `--hidden none`: how many ridges can this net have? And why are exactly three of six directions flat?
- `--hidden 5`: fewer weights than the points could use. Are fewer of them flat?
*/
