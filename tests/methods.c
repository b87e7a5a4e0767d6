/* methods.c - what would be wrong in the world if these failed: a program that says
   "RProp" would train by something else. Two of the formulas in a well-known collection
   of annotated optimizers are wrong, and nobody's net complained.

   First steps worked out by hand, then sixty steps against reference.awk, where every
   rule is written once more from its paper. To be started in the project's root. */

#include "methods.h"
#include "functions.h"
#include "objective.h"
#include "tap.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_WEIGHTS = 9, BRANCHES = 7, VARIANTS = 4 };

/* ---------------------------------------------------------------- three functions */

/* E = (x^2 + 25 y^2)/2: steep in y, flat in x. */
static double curvatures[] = {1, 25};
static gsl_multimin_function_fdf quadratic = {quadratic_f, quadratic_df, quadratic_fdf, 2,
                                              curvatures};
static gsl_multimin_function_fdf rosenbrock = {rosenbrock_f, rosenbrock_df, rosenbrock_fdf, 2,
                                               NULL};

/* XOR by a 2-2-1 net of logistic neurons and the mean squared error, through the
   objective, as a program would. */
typedef struct {
    mlp *net;
    dataset *data;
    objective *o;
} xor_task;

static xor_task make_xor(void)
{
    fault why;
    const size_t width[] = {2, 2, 1};
    xor_task t = {mlp_alloc(2, width, ACTIVATION_LOGISTIC, ACTIVATION_LOGISTIC),
                  dataset_alloc(4, 2, 1), NULL};
    for (size_t p = 0; p < 4; p++) {
        gsl_matrix_set(t.data->x, p, 0, (double)(p / 2));
        gsl_matrix_set(t.data->x, p, 1, (double)(p % 2));
        gsl_matrix_set(t.data->d, p, 0, p == 1 || p == 2);
    }
    t.o = objective_alloc(t.net, LOSS_MSE, t.data, 0, NULL, &why);
    return t;
}

static void free_xor(xor_task *t)
{
    objective_free(t->o);
    dataset_free(t->data);
    mlp_free(t->net);
}

/* --------------------------------------------------------------- making minimizers */

/* A method and what it is told: eta, and up to three parameters by name. */
typedef struct {
    const method *m;
    double eta;
    struct {
        const char *name;
        double value;
    } set[3];
} recipe;

static gsl_multimin_fdfminimizer *start(const recipe *r, gsl_multimin_function_fdf *f,
                                        const double *w0)
{
    gsl_vector_const_view w = gsl_vector_const_view_array(w0, f->n);
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(r->m->type, f->n);
    for (size_t i = 0; i < 3 && r->set[i].name; i++)
        if (method_set_parameter(r->m, s, r->set[i].name, r->set[i].value) != GSL_SUCCESS)
            tap_ok(0, "%s takes %s = %g", r->m->name, r->set[i].name, r->set[i].value);
    gsl_multimin_fdfminimizer_set(s, f, &w.vector, r->eta, 0);
    return s;
}

/* ------------------------------------------------------------------------- by hand */

typedef struct {
    const char *what;
    recipe r;
    double w0[2], path[4][2]; /* the weights after each step */
} by_hand;

/* On the quadratic g = (x, 25 y).

   Descent, eta 0.05: x is multiplied by 1 - 0.05 = 0.95 and y by 1 - 1.25 = -0.25.

   Momentum, eta 0.05, mu 0.5, dW = 0.05 g + 0.5 dW_old, W - dW:
     g (1, 25)          dW (0.05, 1.25)                                    W (0.95, -0.25)
     g (0.95, -6.25)    dW (0.0475 + 0.025, -0.3125 + 0.625) = (0.0725, 0.3125)
                                                                         W (0.8775, -0.5625)
     g (0.8775, -14.0625) dW (0.043875 + 0.03625, -0.703125 + 0.15625) = (0.080125, -0.546875)
                                                                         W (0.797375, -0.015625)
     g (0.797375, -0.390625) dW (0.03986875 + 0.0400625, -0.01953125 - 0.2734375)
                              = (0.07993125, -0.29296875)           W (0.71744375, 0.27734375)

   RProp sees signs alone, and from (1, -1) y does what x does, mirrored. With eta 0.75:
     step 1  no old gradient, eta 0.75       x = 1 - 0.75 = 0.25
     step 2  sign kept, eta 0.75 1.2 = 0.9   x = 0.25 - 0.9 = -0.65
     step 3  sign flipped, eta 0.45; E rose, for |x| grew from 0.25 to 0.65:
             minus goes, -0.65 + 0.45; plus and iplus take back, 0.25; iminus stays, -0.65
     step 4  minus: at -0.2 the sign is that of -0.65, eta 0.54, x = -0.2 + 0.54 = 0.34;
             the others forgot the old gradient, so that eta stays 0.45:
             plus, iplus 0.25 - 0.45 = -0.2; iminus -0.65 + 0.45 = -0.2
   With eta 0.6 the flip comes without a rise of E: x = 0.4, then -0.32, with |x| smaller,
   eta 0.36. minus goes to 0.04, and there the slope flips again: eta 0.18, x = -0.14. plus
   goes back to 0.4, and then by 0.36 to 0.04. iplus stays now, as iminus does, and goes
   to 0.04. */
static const by_hand hand[] = {
    {"descent",
     {&method_gd, 0.05, {{0}}},
     {1, 1},
     {{0.95, -0.25}, {0.9025, 0.0625}, {0.857375, -0.015625}, {0.81450625, 0.00390625}}},
    {"momentum",
     {&method_momentum, 0.05, {{"mu", 0.5}}},
     {1, 1},
     {{0.95, -0.25}, {0.8775, -0.5625}, {0.797375, -0.015625}, {0.71744375, 0.27734375}}},
    {"RProp-, E rises",
     {&method_rprop, 0.75, {{"variant", 0}}},
     {1, -1},
     {{0.25, -0.25}, {-0.65, 0.65}, {-0.2, 0.2}, {0.34, -0.34}}},
    {"RProp+, E rises",
     {&method_rprop, 0.75, {{"variant", 1}}},
     {1, -1},
     {{0.25, -0.25}, {-0.65, 0.65}, {0.25, -0.25}, {-0.2, 0.2}}},
    {"iRProp-, E rises",
     {&method_rprop, 0.75, {{"variant", 2}}},
     {1, -1},
     {{0.25, -0.25}, {-0.65, 0.65}, {-0.65, 0.65}, {-0.2, 0.2}}},
    {"iRProp+, E rises",
     {&method_rprop, 0.75, {{"variant", 3}}},
     {1, -1},
     {{0.25, -0.25}, {-0.65, 0.65}, {0.25, -0.25}, {-0.2, 0.2}}},
    {"RProp-, E falls",
     {&method_rprop, 0.6, {{"variant", 0}}},
     {1, -1},
     {{0.4, -0.4}, {-0.32, 0.32}, {0.04, -0.04}, {-0.14, 0.14}}},
    {"RProp+, E falls",
     {&method_rprop, 0.6, {{"variant", 1}}},
     {1, -1},
     {{0.4, -0.4}, {-0.32, 0.32}, {0.4, -0.4}, {0.04, -0.04}}},
    {"iRProp-, E falls",
     {&method_rprop, 0.6, {{"variant", 2}}},
     {1, -1},
     {{0.4, -0.4}, {-0.32, 0.32}, {-0.32, 0.32}, {0.04, -0.04}}},
    {"iRProp+, E falls",
     {&method_rprop, 0.6, {{"variant", 3}}},
     {1, -1},
     {{0.4, -0.4}, {-0.32, 0.32}, {-0.32, 0.32}, {0.04, -0.04}}},
    /* A slope of 0 is no reason to move; from (1, 0) y never does. x arrives at 0 exactly:
       1 - 0.5 - 0.5 with grow = 1. */
    {"RProp- where the slope is 0",
     {&method_rprop, 0.5, {{"grow", 1}}},
     {1, 0},
     {{0.5, 0}, {0, 0}, {0, 0}, {0, 0}}},
};

/* Runs the steps; dx must be the change, which GSL's stopping tests look at. */
static void check_by_hand(const by_hand *h)
{
    gsl_multimin_fdfminimizer *s = start(&h->r, &quadratic, h->w0);
    int changes = 1;
    for (size_t t = 0; t < 4; t++) {
        double before[2];
        memcpy(before, s->x->data, sizeof before);
        gsl_multimin_fdfminimizer_iterate(s);
        for (size_t i = 0; i < 2; i++) {
            tap_near(gsl_vector_get(s->x, i), h->path[t][i], 1e-15, "%s: step %zu, weight %zu",
                     h->what, t + 1, i + 1);
            changes = changes && before[i] + gsl_vector_get(s->dx, i) == gsl_vector_get(s->x, i);
        }
    }
    tap_ok(changes, "%s: dx is the change", h->what);
    tap_ok(s->f == quadratic_f(s->x, curvatures) && s->gradient->data[1] == 25 * s->x->data[1],
           "%s: E and gradient are those of the new weights", h->what);
    gsl_multimin_fdfminimizer_free(s);
}

/* ---------------------------------------------------------------- by reference.awk */

typedef struct {
    const char *rule, *problem; /* names in reference.awk */
    recipe r;
    size_t steps;
} run;

static double parameter_of(const recipe *r, const char *name, double otherwise)
{
    for (size_t i = 0; i < 3 && r->set[i].name; i++)
        if (strcmp(r->set[i].name, name) == 0)
            return r->set[i].value;
    return otherwise;
}

static FILE *start_reference(const run *r, const double *w0, size_t n)
{
    char command[1024], weights[256] = "";
    for (size_t i = 0; i < n; i++)
        snprintf(weights + strlen(weights), sizeof weights - strlen(weights), "%.17g ", w0[i]);
    snprintf(command, sizeof command,
             "LC_ALL=C awk -v rule=%s -v problem=%s -v steps=%zu -v start='%s' -v eta=%.17g "
             "-v mu=%.17g -v grow=1.2 -v shrink=0.5 -v max=%.17g -v min=%.17g "
             "-f tests/reference.awk",
             r->rule, r->problem, r->steps, weights, r->r.eta, parameter_of(&r->r, "mu", 0.9),
             parameter_of(&r->r, "eta-max", 50), parameter_of(&r->r, "eta-min", 1e-6));
    fflush(stdout);
    return popen(command, "r");
}

/* Both runs side by side; returns the worst difference of a weight, relative to it where
   it is above 1. `branches` is added to. */
static double compare_runs(const run *r, gsl_multimin_function_fdf *f, const double *w0,
                           long branches[BRANCHES])
{
    double worst = 0;
    FILE *reference = start_reference(r, w0, f->n);
    gsl_multimin_fdfminimizer *s = start(&r->r, f, w0);
    for (size_t t = 0; t < r->steps; t++) {
        gsl_multimin_fdfminimizer_iterate(s);
        for (size_t i = 0; i < f->n; i++) {
            double w = GSL_NAN;
            const int read = fscanf(reference, "%lf", &w);
            const double error = fabs(gsl_vector_get(s->x, i) - w) / fmax(1, fabs(w));
            worst = read == 1 && error <= worst ? worst : read == 1 ? error : GSL_POSINF;
        }
    }
    for (size_t i = 0; i < BRANCHES; i++) {
        long taken = 0;
        if (fscanf(reference, "%ld", &taken) == 1)
            branches[i] += taken;
    }
    gsl_multimin_fdfminimizer_free(s);
    return pclose(reference) == 0 ? worst : GSL_POSINF;
}

static void check_run(const run *r, long branches[BRANCHES])
{
    static const double from_1_1[] = {1, 1}, from_rosenbrock[] = {-1.2, 1};
    static const double from_xor[] = {0.9, -0.4, 0.5, 0.7, -0.3, 0.1, 1.1, -0.8, 0.2};
    double worst;
    if (strcmp(r->problem, "quadratic") == 0) {
        worst = compare_runs(r, &quadratic, from_1_1, branches);
    } else if (strcmp(r->problem, "rosenbrock") == 0) {
        worst = compare_runs(r, &rosenbrock, from_rosenbrock, branches);
    } else {
        xor_task t = make_xor();
        gsl_multimin_function_fdf f = objective_function(t.o);
        worst = compare_runs(r, &f, from_xor, branches);
        free_xor(&t);
    }
    tap_near(worst, 0, 1e-12, "%s on %s, eta %g: %zu steps as in reference.awk", r->rule,
             r->problem, r->r.eta, r->steps);
}

static void gd_and_momentum_as_in_reference(void)
{
    long none[BRANCHES] = {0};
    const run runs[] = {
        {"gd", "quadratic", {&method_gd, 0.05, {{0}}}, 60},
        {"gd", "rosenbrock", {&method_gd, 1e-3, {{0}}}, 60},
        {"gd", "xor", {&method_gd, 2, {{0}}}, 60},
        {"momentum", "quadratic", {&method_momentum, 0.02, {{0}}}, 60},
        {"momentum", "rosenbrock", {&method_momentum, 2e-4, {{"mu", 0.8}}}, 60},
        {"momentum", "xor", {&method_momentum, 0.5, {{0}}}, 60},
    };
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
        check_run(&runs[i], none);
}

/* With the slide's bounds nothing reaches them in sixty steps; a low upper bound and a
   high lower one do. Every branch of every rule has to occur in one run or another, or
   the comparison would say nothing about it. */
static void rprop_as_in_reference(size_t variant)
{
    static const char *const rules[VARIANTS] = {"minus", "plus", "iminus", "iplus"};
    static const char *const problems[] = {"quadratic", "rosenbrock", "xor"};
    static const char *const names[BRANCHES] = {
        "a kept sign",     "the upper bound", "a flipped sign",    "the lower bound",
        "no old gradient", "going back",      "staying, as E fell"};
    long branches[BRANCHES] = {0};
    const double v = (double)variant;
    for (size_t i = 0; i < 3; i++) {
        const run defaults = {
            rules[variant], problems[i], {&method_rprop, 0.1, {{"variant", v}}}, 60};
        run narrow = {rules[variant],
                      problems[i],
                      {&method_rprop, 0.07, {{"variant", v}, {"eta-max", 0.3}, {"eta-min", 0.02}}},
                      60};
        check_run(&defaults, branches);
        check_run(&narrow, branches);
    }
    for (size_t i = 0; i < BRANCHES; i++)
        if (i < 5 || (i == 5 && variant % 2 == 1) || (i == 6 && variant == 3))
            tap_ok(branches[i] > 0, "%s met %s (%ld times)", rules[variant], names[i], branches[i]);
}

/* --------------------------------------------------------- what they have in common */

/* mu = 0: dW = eta g + 0, to the last bit. */
static void momentum_of_zero_is_descent(void)
{
    const double w0[] = {-1.2, 1};
    const recipe without = {&method_gd, 1e-3, {{0}}}, with = {&method_momentum, 1e-3, {{"mu", 0}}};
    gsl_multimin_fdfminimizer *a = start(&without, &rosenbrock, w0);
    gsl_multimin_fdfminimizer *b = start(&with, &rosenbrock, w0);
    int same = 1;
    for (size_t t = 0; t < 500; t++) {
        gsl_multimin_fdfminimizer_iterate(a);
        gsl_multimin_fdfminimizer_iterate(b);
        same = same && gsl_vector_equal(a->x, b->x) && a->f == b->f;
    }
    tap_ok(same, "momentum with mu = 0 is gradient descent");
    gsl_multimin_fdfminimizer_free(a);
    gsl_multimin_fdfminimizer_free(b);
}

static const recipe recipes[] = {
    {&method_gd, 1e-3, {{0}}},
    {&method_momentum, 2e-4, {{0}}},
    {&method_rprop, 0.1, {{"variant", 0}}},
    {&method_rprop, 0.1, {{"variant", 1}}},
    {&method_rprop, 0.1, {{"variant", 2}}},
    {&method_rprop, 0.1, {{"variant", 3}}},
};

/* Whether both go the same way for the next 20 steps. */
static int same_way(gsl_multimin_fdfminimizer *a, gsl_multimin_fdfminimizer *b)
{
    int same = 1;
    for (size_t t = 0; t < 20; t++) {
        gsl_multimin_fdfminimizer_iterate(a);
        gsl_multimin_fdfminimizer_iterate(b);
        same = same && gsl_vector_equal(a->x, b->x);
    }
    return same;
}

/* Whether `used` goes on from where it is as a new minimizer would. */
static int is_as_new(gsl_multimin_fdfminimizer *used, const recipe *r)
{
    gsl_multimin_fdfminimizer *fresh = start(r, &rosenbrock, used->x->data);
    const int same = same_way(used, fresh);
    gsl_multimin_fdfminimizer_free(fresh);
    return same;
}

/* Restarted, or set anew, a minimizer knows no more than one fresh from alloc. */
static void restart_forgets(const recipe *r)
{
    const double w0[] = {-1.2, 1};
    gsl_vector_const_view w = gsl_vector_const_view_array(w0, 2);
    recipe larger = *r;
    larger.eta *= 1.1;
    gsl_multimin_fdfminimizer *s = start(r, &rosenbrock, w0);
    for (size_t t = 0; t < 13; t++)
        gsl_multimin_fdfminimizer_iterate(s);
    gsl_multimin_fdfminimizer_restart(s);
    tap_ok(is_as_new(s, r), "%s: restart forgets all that was learnt", r->m->name);
    gsl_multimin_fdfminimizer_set(s, &rosenbrock, &w.vector, larger.eta, 0);
    tap_ok(is_as_new(s, &larger), "%s: and so does set, with another eta", r->m->name);
    gsl_multimin_fdfminimizer_free(s);
}

/* The quadratic, but the third of its params is what it is worth beyond |x| < 1. */
static void cliff_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    quadratic_fdf(w, params, e, g);
    if (fabs(gsl_vector_get(w, 0)) >= 1)
        *e = ((double *)params)[2];
}

/* Beyond, no rule means anything: the caller is told, in the step in which it happens. */
static void non_finite_is_told(const recipe *r, double beyond)
{
    const double inside[] = {-0.5, 0}, outside[] = {1.5, 0};
    double params[] = {curvatures[0], curvatures[1], beyond};
    gsl_multimin_function_fdf cliff = {quadratic_f, quadratic_df, cliff_fdf, 2, params};
    recipe wild = *r;
    wild.eta = 5; /* one step leads over the edge, whatever the rule */
    gsl_multimin_fdfminimizer *s = start(&wild, &cliff, inside);
    tap_ok(isfinite(s->f) && gsl_multimin_fdfminimizer_iterate(s) == GSL_EBADFUNC,
           "%s: an error of %g in the first step is GSL_EBADFUNC", r->m->name, beyond);
    gsl_vector_const_view w = gsl_vector_const_view_array(outside, 2);
    tap_ok(gsl_multimin_fdfminimizer_set(s, &cliff, &w.vector, 1, 0) == GSL_EBADFUNC,
           "%s: one at the initial weights likewise", r->m->name);
    gsl_multimin_fdfminimizer_free(s);
}

/* --------------------------------------------------------------------- parameters */

static const parameter *find(const method *m, const char *name)
{
    const parameter *p = m->parameters;
    while (p->name && strcmp(p->name, name) != 0)
        p++;
    return p;
}

/* Slide 39: a 1.2, b 0.5, at most 50, at least 1e-6; and 0.1 for the first step size, which
   it leaves out, by the paper of 1993. */
static void defaults_are_the_slides(void)
{
    static const struct {
        const char *name;
        double value;
    } slide[] = {{"eta", 0.1},    {"grow", 1.2},     {"shrink", 0.5},
                 {"eta-max", 50}, {"eta-min", 1e-6}, {"variant", 0}};
    for (size_t i = 0; i < sizeof slide / sizeof *slide; i++)
        tap_near(find(&method_rprop, slide[i].name)->value, slide[i].value, 0,
                 "RProp's %s is the slide's", slide[i].name);
    tap_near(find(&method_momentum, "mu")->value, 0.9, 0, "momentum's mu is 0.9");
}

static void defaults_are_allowed(void)
{
    for (const method *const *m = methods; *m; m++) {
        int allowed = method_by_name((*m)->name) == *m && method_type(*m) != NULL;
        for (const parameter *p = (*m)->parameters; p->name; p++)
            allowed = allowed && parameter_accepts(p, p->value) && parameter_accepts(p, p->digits);
        tap_ok(allowed, "%s is found by its name; its defaults are allowed", (*m)->name);
    }
    tap_ok(!method_by_name("RProp") && !method_by_name(""), "no other name is found");
}

static void set_parameter_refuses(const method *m, const char *name, double value, const char *why)
{
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(m->type, 2);
    tap_ok(method_set_parameter(m, s, name, value) == GSL_EINVAL, "%s = %g is refused: %s", name,
           value, why);
    gsl_multimin_fdfminimizer_free(s);
}

static void set_parameter_refuses_all(void)
{
    const char *range = "out of range";
    set_parameter_refuses(&method_rprop, "beta", 1, "RProp has none of that name");
    set_parameter_refuses(&method_rprop, "", 1, "no name at all");
    set_parameter_refuses(&method_gd, "mu", 0.5, "descent has no momentum");
    set_parameter_refuses(&method_rprop, "eta", 0.2, "gsl_multimin_fdfminimizer_set takes it");
    set_parameter_refuses(&method_rprop, "grow", 0.99, range);
    set_parameter_refuses(&method_rprop, "grow", GSL_POSINF, "not finite");
    set_parameter_refuses(&method_rprop, "grow", GSL_NAN, "not a number");
    set_parameter_refuses(&method_rprop, "shrink", 0, range);
    set_parameter_refuses(&method_rprop, "shrink", 1.01, range);
    set_parameter_refuses(&method_rprop, "eta-max", 0, range);
    set_parameter_refuses(&method_rprop, "eta-min", -1e-9, range);
    set_parameter_refuses(&method_rprop, "variant", 4, "there are four, from 0");
    set_parameter_refuses(&method_rprop, "variant", -1, "there are four, from 0");
    set_parameter_refuses(&method_rprop, "variant", 0.5, "between two rules there is none");
    set_parameter_refuses(&method_momentum, "mu", 1, range);
    set_parameter_refuses(&method_momentum, "mu", -0.1, range);
}

static void parse(const method *m, const char *name, const char *text, double expected)
{
    fault why = {""};
    double value = GSL_NAN;
    const int status = parameter_parse(find(m, name), text, &value, &why);
    tap_ok(status == GSL_SUCCESS && value == expected, "--%s '%s' means %g", name, text, expected);
}

static void parse_refuses(const method *m, const char *name, const char *text, const char *message)
{
    fault why = {""};
    double value;
    const int status = parameter_parse(find(m, name), text, &value, &why);
    tap_ok(status == GSL_EINVAL && strcmp(why.text, message) == 0, "--%s '%s' is refused", name,
           text);
    if (status != GSL_EINVAL || strcmp(why.text, message) != 0)
        tap_note("expected '%s', actual '%s'", message, why.text);
}

static void parsing(void)
{
    parse(&method_rprop, "eta", "1e-2", 0.01);
    parse(&method_rprop, "grow", "1", 1);
    parse(&method_rprop, "eta-min", "0", 0);
    parse(&method_rprop, "variant", "minus", 0);
    parse(&method_rprop, "variant", "plus", 1);
    parse(&method_rprop, "variant", "iminus", 2);
    parse(&method_rprop, "variant", "iplus", 3);
    parse_refuses(&method_rprop, "eta", "0", "--eta: '0' is not a finite number above 0");
    parse_refuses(&method_rprop, "eta", "nan", "--eta: 'nan' is not a finite number above 0");
    parse_refuses(&method_rprop, "eta", "1e999", "--eta: '1e999' is not a finite number above 0");
    parse_refuses(&method_rprop, "eta", "", "--eta: '' is not a finite number above 0");
    parse_refuses(&method_rprop, "eta", "0,1", "--eta: '0,1' is not a finite number above 0");
    parse_refuses(&method_rprop, "grow", "0.5", "--grow: '0.5' is not a finite number from 1 on");
    parse_refuses(&method_rprop, "shrink", "2",
                  "--shrink: '2' is not a number above 0 and at most 1");
    parse_refuses(&method_momentum, "mu", "1", "--mu: '1' is not a number from 0 to 0.999999");
    parse_refuses(&method_rprop, "variant", "best",
                  "--variant: 'best' is none of minus|plus|iminus|iplus");
    parse_refuses(&method_rprop, "variant", "plu",
                  "--variant: 'plu' is none of minus|plus|iminus|iplus");
    parse_refuses(&method_rprop, "variant", "minus|plus",
                  "--variant: 'minus|plus' is none of minus|plus|iminus|iplus");
    parse_refuses(&method_rprop, "variant", "", "--variant: '' is none of minus|plus|iminus|iplus");
}

int main(void)
{
    gsl_set_error_handler_off();
    for (size_t i = 0; i < sizeof hand / sizeof *hand; i++)
        check_by_hand(&hand[i]);
    gd_and_momentum_as_in_reference();
    for (size_t variant = 0; variant < VARIANTS; variant++)
        rprop_as_in_reference(variant);
    momentum_of_zero_is_descent();
    for (size_t i = 0; i < sizeof recipes / sizeof *recipes; i++) {
        restart_forgets(&recipes[i]);
        non_finite_is_told(&recipes[i], GSL_NAN);
        non_finite_is_told(&recipes[i], GSL_POSINF);
    }
    defaults_are_the_slides();
    defaults_are_allowed();
    set_parameter_refuses_all();
    parsing();
    return tap_done();
}
