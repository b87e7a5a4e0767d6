/**
# Four names, and what libraries mean by them

Lecture 14, slides 36-47: «модификации градиентного спуска: quickProp, rProp, NAG, AdaDelta».

"Trained by RProp" is no full description. The papers leave something to choose, the libraries chose
differently, and some of them changed the rule and kept its name. This program runs the forms of one
name beside each other: the same net, the same first weights, the same data, the same error to
reach. What differs is what this table says.

A *form* is a method of this chapter with its parameters set as somebody sets them. What our method
cannot be told stands in words beside it; `--algorithm NAME` prints it, with the source of the
numbers.

## What all of them share

Nothing here is a library run. The net, cross-entropy and the initial weights are ours, and only the
rule with its constants is theirs. Four things that belong to a net and not to a rule are therefore
left out everywhere: Fahlman's constant 0.1 added to the derivative of the sigmoid (SNNS has it too)
and his error through an arctanh, the error functions that the libraries would take by default,
their initial weights, and `float`.

## A sum or a mean

One difference is in no table of constants. Our $E$ is a *mean* over $P$ examples; Fahlman's and
SNNS's is a *sum*, so that their slopes are $P$ times ours. A rule that looks at signs (RProp) or at
ratios of slopes does not notice. A learning rate and a weight decay do:

$$ \varepsilon \, (P \, \nabla E + \rho W) = \varepsilon P \, \bigl(\nabla E + \tfrac{\rho}{P} W\bigr) \qquad (1) $$

so their $\varepsilon$ is our $\eta_0 = \varepsilon P$ and their $\rho$ our $\rho / P$. FANN divides
the rate by $P$, and not the decay. The forms marked "sum" below are computed by (1).

| form | here |
|---|---|
| a row of the table | `form` |
| its parameters, as options of the method | `set` |
| (1) is applied to $\eta$; to $\rho$ | `summed_eta`; `summed_rho` |
*/

#include "fann_rprop.h"
#include "interrupt.h"
#include "methods.h"
#include "output.h"
#include "run.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *who;
    const method *m;
    const char *set; /* "eta=0.1 mu=0.9"; the rest as in the method's table */
    int summed_eta, summed_rho;
    const char *source, *open; /* where it is from; what is not said, or cannot be set */
} form;

/**
## RProp: how to begin, how far to go, what to do at a flip

SNNS's source contradicts itself: its comment promises 0.1 and 50 to those who pass 0 for both
parameters, and the macros behind it are 0.001 and 2. FANN's documentation names one variant and its
source does another ([fann_rprop.c](fann_rprop.c)).
*/

static const form rprop_forms[] = {
    {"paper 1993", &method_rprop, "eta=0.1 eta-max=50 eta-min=1e-6 variant=plus", 0, 0,
     "Riedmiller, Braun, ICNN 1993", "nothing"},
    {"slide 39", &method_rprop, "eta=0.1 eta-max=50 eta-min=1e-6 variant=minus", 0, 0,
     "the lecture; its rule is that of Riedmiller 1994",
     "the slide does not give eta; the paper's"},
    {"MATLAB", &method_rprop, "eta=0.07 eta-max=50 eta-min=0 variant=minus", 0, 0,
     "documentation of trainrp: delta0, deltamax, delt_inc, delt_dec",
     "no smallest step; of a flip, only that the step shrinks"},
    {"FANN, its manual", &method_rprop, "eta=0.1 eta-max=50 eta-min=0 variant=iminus", 0, 0,
     "fann.c: defaults; the manual says iRPROP-", "that is not what its source does: next line"},
    {"FANN, its source", &method_fann_rprop, "eta=0.1 eta-max=50 eta-min=0", 0, 0,
     "fann_train.c, fann_update_weights_irpropm",
     "cannot be set: see the file, 04_optimizers/fann_rprop.c"},
    {"SNNS, its comment", &method_rprop, "eta=0.1 eta-max=50 eta-min=1e-6 variant=minus", 0, 0,
     "RSNNS's copy, learn_f.cpp, RPROP V1.1: what zeros would mean",
     "a third parameter, weight decay: our rule has none"},
    {"SNNS, its macros", &method_rprop, "eta=0.001 eta-max=2 eta-min=1e-6 variant=minus", 0, 0,
     "the same file, RPROP_DEFAULT_UPDATE_VALUE, RPROP_MAXEPS", "as above"},
    {"PyTorch", &method_rprop, "eta=0.01 eta-max=50 eta-min=1e-6 variant=iminus", 0, 0,
     "torch.optim.Rprop: lr, etas, step_sizes",
     "until 1.10 its page left out that a flipped slope is set to 0"},
    {"neupy", &method_rprop, "eta=0.1 eta-max=10 eta-min=0.001 variant=plus", 0, 0,
     "neupy's rprop.py: step, maxstep, minstep", "it has iRPROP+ besides, by another name"},
};

/**
## QuickProp: the same three constants, in other units

MATLAB and PyTorch have no QuickProp. Encog's takes the learning rate for $\mu_{\max}$, so it has no
default that could be compared.
*/

static const form quickprop_forms[] = {
    {"slide 36", &method_quickprop, "eta=0.1 mu=1.75 rho=1e-4", 0, 0,
     "the lecture, eta from its interval, rho Fahlman's", "the slide gives no rho"},
    {"Fahlman 1988, sum", &method_quickprop, "eta=0.55 mu=1.75 rho=1e-4 split-epsilon", 1, 1,
     "CMU-CS-88-162; numbers from Regier's translation into C, 1988",
     "sigmoid' + 0.1, error through arctanh; epsilon is his for one task"},
    {"the same, mean", &method_quickprop, "eta=0.55 mu=1.75 rho=1e-4 split-epsilon", 0, 0,
     "the same numbers, as if for a mean over the examples", "as above"},
    {"FANN", &method_quickprop, "eta=0.7 mu=1.75 rho=1e-4", 0, 1,
     "fann_train.c, fann_update_weights_quickprop: rate / P",
     "a last step below 0.001 counts as none; weights stay in +-1500"},
    {"SNNS, sum", &method_quickprop, "eta=0.1 mu=2 rho=1e-4", 1, 1,
     "learn_f.c, MODI_quickprop, with the values of its demo", "sigmoid' + 0.1"},
};

/**
## AdaDelta: how long to remember, and the crumb to begin with

Keras multiplies the change by a rate of its own, 0.001 by default, *after* it has entered the
average $D$; our $\eta$ enters $D$. So that form cannot be set, and is not here: with it AdaDelta
has the learning rate that it was made to do without.
*/

static const form adadelta_forms[] = {
    {"Zeiler 2012", &method_adadelta, "eta=1 alpha=0.95 beta=0.95 eps=1e-6", 0, 0,
     "arXiv:1212.5701", "nothing"},
    {"PyTorch", &method_adadelta, "eta=1 alpha=0.9 beta=0.9 eps=1e-6", 0, 0,
     "torch.optim.Adadelta: lr 1.0, rho 0.9, eps 1e-6",
     "its lr is applied after D, our eta before: at 1 no difference"},
    {"neupy", &method_adadelta, "eta=1 alpha=0.95 beta=0.95 eps=1e-7", 0, 0, "neupy's adadelta.py",
     "its step is taken for 1; how it enters was not looked up"},
    {"d2l", &method_adadelta, "eta=1 alpha=0.9 beta=0.9 eps=1e-5", 0, 0,
     "Zhang and others, Dive into Deep Learning, Adadelta", "nothing"},
};

/**
## NAG: two ways of writing it, three schedules

Sutskever and others (2013) write it with the point ahead, PyTorch's `SGD(nesterov=True)` without,

$$ b_t = \mu \, b_{t-1} + \nabla E(x_{t-1}), \qquad x_t = x_{t-1} - \eta \, (\nabla E(x_{t-1}) + \mu \, b_t) \qquad (2) $$

and as long as $\mu$ stands still both are the same: with $\Delta W_t = \eta \, b_t$ and $x_t = W_t
- \mu \Delta W_t$ (2) turns into the equations of [nag.c](nag.c). `tests/same_name.c` runs the three
forms side by side; in 600 steps on Rosenbrock's valley they agree to $10^{-15}$. Two cautions. The
$x$ that PyTorch calls the weights is the point where the ball *looks*, not where it is. And the two
part as soon as a number changes on the way. $\eta$ stands outside of $b$ there, inside of $\Delta
W$ here. And a point ahead is ahead by the *next* $\mu$, where (2) has this one: with Nesterov's
$\mu$ they are 0.03 apart in the same test.

What differs is $\mu$. MATLAB, FANN and SNNS have no NAG.
*/

static const form nag_forms[] = {
    {"slide 45", &method_nag, "mu=0.9 schedule=constant", 0, 0,
     "the lecture with its sign put right; eta and mu ours", "the slide gives neither"},
    {"PyTorch's rate", &method_nag, "eta=0.001 mu=0.9 schedule=constant", 0, 0,
     "torch.optim.SGD, nesterov=True: lr 0.001 by default",
     "its momentum is 0, which nesterov refuses: 0.9 is ours"},
    {"Sutskever 2013", &method_nag, "mu=0.99 schedule=sutskever", 0, 0,
     "On the importance of initialization and momentum, ICML 2013",
     "the bound of mu is chosen for each problem: 0.99 is ours"},
    {"Nesterov 1983", &method_nag, "mu=0.999999 schedule=nesterov", 0, 0,
     "Soviet Mathematics Doklady 27", "his step size is found by trials; eta is ours"},
};

typedef struct {
    const char *name, *title;
    const form *forms;
    size_t n;
} algorithm;

#define FORMS(list) list, sizeof(list) / sizeof *(list)
static const algorithm algorithms[] = {{"rprop", "RProp", FORMS(rprop_forms)},
                                       {"quickprop", "QuickProp", FORMS(quickprop_forms)},
                                       {"adadelta", "AdaDelta", FORMS(adadelta_forms)},
                                       {"nag", "NAG", FORMS(nag_forms)}};
enum { ALGORITHMS = sizeof algorithms / sizeof *algorithms };

/**
## From a form to a run

The words of `set` are options of the method, and are read as the command line's are.
*/

typedef struct {
    settings set;          /* what the command line said */
    const algorithm *only; /* of --algorithm, or NULL */
    size_t examples;       /* P */
} study;

/* "mu=0.9" or "split-epsilon". */
static int set_word(settings *set, const char *word, fault *why)
{
    const size_t length = strcspn(word, "=");
    for (size_t i = 0; set->m->parameters[i].name; i++) {
        const parameter *p = &set->m->parameters[i];
        if (strlen(p->name) != length || strncmp(p->name, word, length) != 0)
            continue;
        set->given[i] = 1;
        return parameter_parse(p, word[length] ? word + length + 1 : "", &set->value[i], why);
    }
    return fault_set(why, GSL_EINVAL, "%s has no parameter '%s'", set->m->name, word);
}

static int is_summed(const form *f, const char *name)
{
    return (f->summed_eta && strcmp(name, "eta") == 0) ||
           (f->summed_rho && strcmp(name, "rho") == 0);
}

/* Equation (1). */
static void sum_to_mean(const form *f, size_t examples, settings *set)
{
    for (size_t i = 0; set->m->parameters[i].name; i++) {
        const char *name = set->m->parameters[i].name;
        if (f->summed_eta && strcmp(name, "eta") == 0)
            set->value[i] *= (double)examples;
        if (f->summed_rho && strcmp(name, "rho") == 0)
            set->value[i] /= (double)examples;
    }
}

static int settings_of(const study *s, const form *f, settings *set, fault *why)
{
    char text[120], *rest;
    *set = s->set;
    set->m = f->m;
    snprintf(text, sizeof text, "%s", f->set);
    for (char *word = strtok_r(text, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        if (set_word(set, word, why) != GSL_SUCCESS)
            return GSL_EINVAL;
    sum_to_mean(f, s->examples, set);
    return GSL_SUCCESS;
}

/* P is known when the data is there. */
static int count_examples(study *s, fault *why)
{
    settings set = s->set;
    run r;
    set.m = &method_rprop;
    const int status = run_prepare(&set, set.o.seed, &r, why);
    if (status == GSL_SUCCESS)
        s->examples = r.t.train->x->size1;
    run_free(&r);
    return status;
}

/* ---------------------------------------------------------------- many seeds */

typedef struct {
    double *iterations; /* one a seed; infinite where the error was not reached */
    size_t n, reached;
} tally;

static int train_one(const settings *set, size_t seed, tally *sum, fault *why)
{
    run r;
    int status = run_prepare(set, seed, &r, why);
    if (status == GSL_SUCCESS)
        status = run_train(set, &r, NULL, NULL, why);
    if (status == GSL_SUCCESS && r.end != TRAIN_INTERRUPTED) {
        const int reached = r.end == TRAIN_REACHED;
        sum->iterations[sum->n++] = reached ? (double)r.h.n : GSL_POSINF;
        sum->reached += reached ? 1 : 0;
    }
    run_free(&r);
    return status;
}

static int train_form(const study *s, const form *f, tally *sum, fault *why)
{
    settings set;
    int status = settings_of(s, f, &set, why);
    for (size_t k = 0; k < s->set.o.seeds && status == GSL_SUCCESS && !interrupt_came(); k++)
        status = train_one(&set, s->set.o.seed + k, sum, why);
    gsl_sort(sum->iterations, 1, sum->n);
    return status;
}

/* The middle of a sorted tally; infinite if fewer than half arrived. */
static double median(const tally *sum)
{
    const double middle = sum->n ? sum->iterations[sum->n / 2] : GSL_POSINF;
    return isinf(middle) ? middle : gsl_stats_median_from_sorted_data(sum->iterations, 1, sum->n);
}

/* ------------------------------------------------------------- what is shown */

static void number(char text[24], const char *none, double x)
{
    if (isfinite(x))
        snprintf(text, 24, "%g", x);
    else
        snprintf(text, 24, "%s", none);
}

/* What a form is, and what (1) made of its numbers. */
static void print_details(const study *s, const form *f)
{
    settings set;
    printf("    set:  %s\n", f->set);
    if ((f->summed_eta || f->summed_rho) && settings_of(s, f, &set, &(fault){""}) == GSL_SUCCESS)
        for (size_t i = 0; f->m->parameters[i].name; i++)
            if (is_summed(f, f->m->parameters[i].name))
                printf("    here: %s=%g for P=%zu\n", f->m->parameters[i].name, set.value[i],
                       s->examples);
    printf("    from: %s\n    open: %s\n", f->source, f->open);
}

static void print_form(const study *s, const algorithm *a, const form *f, const tally *sum)
{
    char middle[24], best[24], worst[24];
    number(middle, "-", median(sum));
    number(best, "-", sum->n ? sum->iterations[0] : GSL_POSINF);
    number(worst, "-", sum->n ? sum->iterations[sum->n - 1] : GSL_POSINF);
    printf("%-10s %-18s %10s %8s %8s %5zu/%zu\n", f == a->forms ? a->title : "", f->who, middle,
           best, worst, sum->reached, sum->n);
    if (s->only)
        print_details(s, f);
}

static void write_form(FILE *file, size_t which, const form *f, const tally *sum)
{
    char middle[24], best[24], worst[24];
    number(middle, "?", median(sum));
    number(best, "?", sum->n ? sum->iterations[0] : GSL_POSINF);
    number(worst, "?", sum->n ? sum->iterations[sum->n - 1] : GSL_POSINF);
    fprintf(file, "%zu \"%s\" %s %s %s %zu %zu\n", which, f->who, middle, best, worst, sum->reached,
            sum->n);
}

static int show_algorithm(const study *s, const algorithm *a, FILE *medians, fault *why)
{
    int status = GSL_SUCCESS;
    for (size_t i = 0; i < a->n && status == GSL_SUCCESS && !interrupt_came(); i++) {
        tally sum = {.iterations = malloc(s->set.o.seeds * sizeof(double))};
        status = sum.iterations ? train_form(s, &a->forms[i], &sum, why)
                                : fault_set(why, GSL_ENOMEM, "no memory");
        if (status == GSL_SUCCESS && !s->set.o.quiet)
            print_form(s, a, &a->forms[i], &sum);
        if (status == GSL_SUCCESS && medians)
            write_form(medians, (size_t)(a - algorithms), &a->forms[i], &sum);
        fflush(stdout);
        free(sum.iterations);
    }
    return status;
}

static int show_all(const study *s, FILE *medians, fault *why)
{
    int status = GSL_SUCCESS;
    if (!s->set.o.quiet)
        printf("#%-9s %-18s %10s %8s %8s %8s\n", "name", "as in", "iterations", "best", "worst",
               "reached");
    if (medians)
        fprintf(medians, "# algorithm form median best worst reached seeds; at most %zu\n",
                s->set.o.max_iterations);
    for (size_t k = 0; k < ALGORITHMS && status == GSL_SUCCESS; k++)
        if (!s->only || s->only == &algorithms[k])
            status = show_algorithm(s, &algorithms[k], medians, why);
    if (status == GSL_SUCCESS && !s->set.o.quiet && !s->only)
        printf("next: ./04_optimizers/same_name --algorithm quickprop\n");
    return status;
}

/* The table, if asked for, around all of it. */
static int compare(study *s, fault *why)
{
    fault other = {""};
    output *medians = s->set.o.tables ? output_table(s->set.o.tables, "medians", why) : NULL;
    int status = s->set.o.tables && !medians ? GSL_EFAILED : count_examples(s, why);
    interrupt_catch();
    if (status == GSL_SUCCESS)
        status = show_all(s, medians ? medians->file : NULL, why);
    if (medians && output_close(medians, status == GSL_SUCCESS ? why : &other) != GSL_SUCCESS)
        status = GSL_EFAILED;
    return status;
}

enum { ALGORITHM = 0x2000 };

static const struct argp_option table[] = {
    {"algorithm", ALGORITHM, "rprop|quickprop|adadelta|nag", 0,
     "one of the four, with the sources and what is left open (default: all)", -1},
    {0},
};

static error_t parse(int key, char *text, struct argp_state *state)
{
    study *s = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &s->set.o;
        return 0;
    case ARGP_KEY_ARG:
        arguments_error("'%s' is no option; --help lists them", text);
    case ALGORITHM:
        s->only = &algorithms[argument_choice("algorithm", text, "rprop|quickprop|adadelta|nag")];
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static void refuse_contradictions(const options *o)
{
    if (o->batch != 0)
        arguments_error("--batch: RProp and QuickProp compare gradients of the same examples; the "
                        "comparison has the full batch");
    if (o->history || o->weights || o->plot)
        arguments_error("--history, --weights and --plot show one run, and here are many; use "
                        "--tables");
    if (o->target && !o->data)
        arguments_error("--target: names a column of a file; give the file by --data");
    if (o->data && o->mnist)
        arguments_error("--data and --mnist: one or the other");
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&options_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {table,
                              parse,
                              NULL,
                              "Train by RProp, QuickProp, AdaDelta and NAG (lecture 14, slides "
                              "36-47) as papers and libraries have them, by default with 3 seeds "
                              "and at most 1200 iterations.",
                              children,
                              NULL,
                              NULL};
    study s = {0};
    fault why = {""};
    program_begin();
    options_defaults(&s.set.o);
    s.set.o.seeds = 3;
    s.set.o.max_iterations = 1200;
    arguments_parse(&argp, argc, argv, &s);
    refuse_contradictions(&s.set.o);
    const int failed = program_end(compare(&s, &why), &why);
    return failed ? failed : interrupt_came() ? 130 : 0;
}

/**
## What to look at

The medians of ten seeds (`--seeds 10 --max-iter 2000`). **RProp** survives its libraries: between
58 and 103 iterations, and where it begins matters least of all, for a step that is too short grows
by 1.2 each time. From 0.001 it takes $\ln 100 / \ln 1.2 = 25$ iterations to come to 0.1, and that
is what the line "SNNS, its macros" has more than the line above it. The one form that loses seeds,
two of ten, is neupy's, and its smallest step does it, 0.001, a thousand times the paper's:
`rprop --variant plus --eta-min 0.001 --seeds 10` is the same line, and with `--eta-max 10` alone
nothing happens. FANN's source works nearly as well as the rule that its manual
names, though every weight that has jumped over a minimum goes up, on whichever side it is.

**QuickProp** does not survive. $\varepsilon = 0.55$ was chosen for tasks with tens of examples,
whose slopes were added up. Here the sum has 1400 terms, $\eta_0$ is 770 over the fan-in, and not
one seed arrives; SNNS's numbers end the same way. The same 0.55 read as the rate of a mean trains
on every seed. FANN's 0.7 is a rate of a mean, but not divided by the fan-in, and
[quickprop.c](quickprop.c) says what more than 0.3 does on the points. On the digits, 37 iterations,
it is as good as the slide's 0.1 with 36.

**AdaDelta**, which has no learning rate, has one by another name: 10 times the $\varepsilon$ and a
shorter memory (d2l) is the quickest of four, a tenth of it (neupy) the slowest, in the order of the
first steps, $\sqrt{\varepsilon / (1 - \alpha)}$.

**NAG**: Nesterov's own sequence is the fastest where it arrives. It has passed 0.99 by the 300th
iteration, and three seeds of ten are thrown out; with a bound of 0.9 (`nag --schedule nesterov
--seeds 10`) none is, and the median is 368. Sutskever's stairs stand at $\mu = 0.5$ for the first
250 iterations, on a task that the others have nearly finished by then: they were made for longer
ways. PyTorch's default rate is a hundredth of ours.

So a sentence such as "RProp was faster than QuickProp" needs the constants beside it, and the word
"sum" or "mean".

## Try

- `--task digits --seeds 1 --max-iter 300`: does the order of the nine RProps stay? Which QuickProp
  trains now?
- `--algorithm quickprop --examples 28`: with fourteen examples to train on, is a sum still so far
  from a mean?
- `--algorithm nag --max-iter 50000 --seeds 1`: how many iterations does a hundredth of the rate cost?
*/
