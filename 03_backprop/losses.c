/**
# Losses: what a wrong answer costs

Lecture 14, slides 27-28: «примеры функций потерь».

A net says $y$ where $d$ was wanted. One number has to say how bad that is, and its slope decides
what the net learns from it. The slide names three. Over $n$ outputs, the mean squared error

$$ E = \frac{1}{n} \sum_j (y_j - d_j)^2, \qquad \frac{\partial E}{\partial y_j} = \frac{2}{n} (y_j - d_j) \qquad (1) $$

takes any numbers for answers. The other two take $y$ and $d$ for probabilities. Cross-entropy

$$ E = -\sum_j d_j \ln y_j, \qquad \frac{\partial E}{\partial y_j} = -\frac{d_j}{y_j} \qquad (2) $$

is the surprise of somebody who believes $y$ and sees what happens with probabilities $d$. A
certainty that proves wrong costs infinitely much. The distance of Kullback and Leibler

$$ E = \sum_j d_j \ln \frac{d_j}{y_j} \qquad (3) $$

is that surprise less the part that cannot be helped, the entropy $H(d) = -\sum d_j \ln d_j$: what
even one who knows $d$ must bear. So

$$ \text{cross-entropy} = H(d) + \text{Kullback-Leibler}, \qquad E_{KL} = 0 \text{ where } y = d \qquad (4) $$

The data decide about $H(d)$, not the net, so both have the same gradient, and where every example
has exactly one right class they are the same number. It is no distance in the usual sense, by the
way: there and back differ.

For logistic outputs, each a yes or no of its own, $-\ln(1 - y_j)$ is paid for the share $1 - d_j$
as well, in (2), (3) and (4) alike.

## Why softmax and cross-entropy give y - d

Backpropagation needs the slope by the states $s$, not by the outputs. Softmax has every output
depend on every state, $\partial y_k / \partial s_j = y_k ([k = j] - y_j)$, so in general

$$ \frac{\partial E}{\partial s_j} = \sum_k \frac{\partial E}{\partial y_k} \, y_k ([k = j] - y_j) \qquad (5) $$

Put in (2): $-d_k / y_k$ times $y_k$ leaves $-d_k$, and since the $d_k$ sum to 1,

$$ \frac{\partial E}{\partial s_j} = -d_j + y_j \sum_k d_k = y_j - d_j \qquad (6) $$

The division by $y$ has met the multiplication by $y$. Nothing of the activation is left, the
slope is the mistake itself, at most 1 and never small where the mistake is not. A logistic output
does the same with one term.

With (1) nothing cancels. A logistic output has

$$ \frac{\partial E}{\partial s} = 2 (y - d) \, y (1 - y) \qquad (7) $$

and $y (1 - y)$ is almost 0 if the neuron is sure of itself, right or wrong. A neuron that is
surely wrong has the largest error and no slope to get away from it.

| slide | here | default | meaning |
|---|---|---|---|
| $s$ | `--states` | 2, 0.5, -1 | the states of the outputs |
| $d$ | `--target` | 0.1, 0.7, 0.2 | what is wanted of them |
| | `--output` | softmax | or logistic |
| | `--wanted` | 0.8 | of the single logistic neuron |
| | `--start`, `--eta` | -8, 1 | where its descent begins; its learning rate |
*/

#include "arguments.h"
#include "loss.h"
#include "output.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>

enum { MOST = 8, CURVE = 401, GRID = 81, ARROWS = 8, SOON = 1000000 };

typedef struct {
    basics b;
    size_t n;
    double s[MOST], d[MOST];
    size_t n_target;
    activation output;
    double wanted, start, eta; /* of the single neuron */
} settings;

static const loss losses[] = {LOSS_MSE, LOSS_CROSS_ENTROPY, LOSS_KULLBACK_LEIBLER};
enum { LOSSES = 3 };

/* What one example costs, and its slopes: by the outputs, by the states as one formula, and by
   the states through (5). */
typedef struct {
    double e, y[MOST], by_y[MOST], by_s[MOST], chain[MOST];
} answer;

/* What is not wanted at all has no slope, even at y = 0. */
static double share(double d, double y)
{
    return d != 0 ? d / y : 0;
}

/* Equations (1) and (2); the slope of (3) is that of (2). */
static double slope_of_y(loss l, activation kind, double y, double d, size_t n)
{
    if (l == LOSS_MSE)
        return 2 * (y - d) / (double)n;
    return (kind == ACTIVATION_LOGISTIC ? share(1 - d, 1 - y) : 0) - share(d, y);
}

/* Equation (5), and its one term for a logistic output. */
static double chain_rule(activation kind, size_t n, size_t j, const answer *a)
{
    if (kind == ACTIVATION_LOGISTIC)
        return a->by_y[j] * a->y[j] * (1 - a->y[j]);
    double sum = 0;
    for (size_t k = 0; k < n; k++)
        sum += a->by_y[k] * a->y[k] * ((k == j) - a->y[j]);
    return sum;
}

/* E and the slopes by s are loss.c's, which computes ln y from the states: y = softmax(s) rounds to 0
   below s = -745, but ln y = s - max - ln sum exp(s - max) does not. */
static answer ask(loss l, activation kind, size_t n, const double s[], const double d[])
{
    answer a = {.e = 0};
    for (size_t j = 0; j < n; j++)
        a.y[j] = s[j];
    gsl_matrix_view y = gsl_matrix_view_array(a.y, 1, n),
                    by_s = gsl_matrix_view_array(a.by_s, 1, n);
    gsl_matrix_const_view wanted = gsl_matrix_const_view_array(d, 1, n);
    a.e = loss_forward(l, kind, &y.matrix, &wanted.matrix);
    loss_backward(l, kind, &y.matrix, &wanted.matrix, &by_s.matrix);
    for (size_t j = 0; j < n; j++)
        a.by_y[j] = slope_of_y(l, kind, a.y[j], d[j], n);
    for (size_t j = 0; j < n; j++)
        a.chain[j] = chain_rule(kind, n, j, &a);
    return a;
}

static double plogp(double p)
{
    return p > 0 ? p * log(p) : 0;
}

static double entropy(activation kind, size_t n, const double d[])
{
    double h = 0;
    for (size_t j = 0; j < n; j++)
        h -= plogp(d[j]) + (kind == ACTIVATION_LOGISTIC ? plogp(1 - d[j]) : 0);
    return h;
}

/* The states whose outputs are d: ln d for softmax, ln d/(1 - d) for logistic outputs. An answer
   of exactly 0 or 1 would need an infinite state; 1000 is as good. */
static void states_of(activation kind, size_t n, const double d[], double s[])
{
    for (size_t j = 0; j < n; j++) {
        s[j] = log(d[j]) - (kind == ACTIVATION_LOGISTIC ? log1p(-d[j]) : 0);
        s[j] = GSL_MAX_DBL(-1000, GSL_MIN_DBL(1000, s[j]));
    }
}

/**
## A neuron that is surely wrong

One logistic neuron, whose only weight is its bias, so that $s$ itself goes down the slope:
$s := s - \eta \, \partial E / \partial s$. How many steps until $y$ is within 0.1 of what was
wanted?
*/

static size_t descend(const settings *set, loss l, FILE *table)
{
    double s = set->start;
    for (size_t t = 0; t <= SOON; t++) {
        const answer a = ask(l, ACTIVATION_LOGISTIC, 1, &s, &set->wanted);
        if (!isfinite(a.e)) /* thrown to the end of the world by a large eta */
            return SOON;
        const int there = fabs(a.y[0] - set->wanted) < 0.1;
        /* every step at first, later one in a hundredth of those done: the figure's axis is logarithmic */
        if (table && (there || t % (1 + t / 100) == 0))
            fprintf(table, "%zu %.17g %.17g %.17g\n", t, s, a.y[0], a.e);
        if (there)
            return t;
        s -= set->eta * a.by_s[0];
    }
    return SOON;
}

/* ------------------------------------------------------------------- what is shown */

static void print_row(const settings *set, const answer a[LOSSES], size_t j)
{
    printf("%2zu %7.4g %8.5f %6.4g %10.5f %10.5f %11.4g %11.4g\n", j + 1, set->s[j], a[0].y[j],
           set->d[j], a[0].by_y[j], a[1].by_y[j], a[0].by_s[j] + 0.0,
           a[1].by_s[j] + 0.0); /* no -0 */
}

static void print_losses(const settings *set, const answer a[LOSSES])
{
    double s[MOST], least[LOSSES];
    states_of(set->output, set->n, set->d, s);
    printf("# loss                   E   at y = d\n");
    for (size_t k = 0; k < LOSSES; k++) {
        least[k] = ask(losses[k], set->output, set->n, s, set->d).e;
        printf("%-16s %9.6f  %9.6f\n", loss_name(losses[k]), a[k].e, fabs(least[k]));
    }
    const double h = entropy(set->output, set->n, set->d);
    printf("H(d) = %.6f; cross-entropy - H(d) - Kullback-Leibler = %.1g\n", h, a[1].e - h - a[2].e);
}

/* How far (5) is from what loss.c does in one formula. */
static void print_chain(const settings *set, const answer a[LOSSES])
{
    double most = 0;
    for (size_t k = 0; k < 2; k++)
        for (size_t j = 0; j < set->n; j++) {
            const double difference = fabs(a[k].chain[j] - a[k].by_s[j]);
            most = isnan(difference) ? INFINITY : fmax(most, difference);
        }
    if (isfinite(most))
        printf("dE/ds through dE/dy, by the chain rule, differs by at most %.1g\n", most);
    else
        printf("An output is 0 or 1 to the last digit: dE/dy is infinite, the chain 0 * inf.\n");
}

static void show_outputs(const settings *set)
{
    answer a[LOSSES];
    for (size_t k = 0; k < LOSSES; k++)
        a[k] = ask(losses[k], set->output, set->n, set->s, set->d);
    printf("#  %s\n# j      s        y      d  dE/dy: mse  cross-ent  dE/ds: mse   cross-ent\n",
           set->output == ACTIVATION_SOFTMAX ? "softmax outputs" : "logistic outputs");
    for (size_t j = 0; j < set->n; j++)
        print_row(set, a, j);
    print_chain(set, a);
    print_losses(set, a);
}

static void show_neuron(const settings *set)
{
    printf("# one logistic neuron, d = %g: mse, its dE/ds; cross-entropy, its dE/ds\n",
           set->wanted);
    for (int s = -20; s <= 5; s += 5) {
        const double state = s;
        const answer mse = ask(LOSS_MSE, ACTIVATION_LOGISTIC, 1, &state, &set->wanted);
        const answer ce = ask(LOSS_CROSS_ENTROPY, ACTIVATION_LOGISTIC, 1, &state, &set->wanted);
        printf("s = %3d  y = %-9.3g %10.6f %11.2e %12.6f %11.6f\n", s, mse.y[0], mse.e, mse.by_s[0],
               ce.e, ce.by_s[0]);
    }
}

static void show_descent(const settings *set, const size_t steps[2])
{
    printf("Steps of %g from s = %g until y is within 0.1 of %g: ", set->eta, set->start,
           set->wanted);
    for (size_t k = 0; k < 2; k++)
        printf("%s %s%zu%s", loss_name(losses[k]), steps[k] == SOON ? "not in " : "", steps[k],
               k == 0 ? ", " : "\n");
}

/* ----------------------------------------------------------------- tables for figures */

static void write_curves(const settings *set, FILE *file)
{
    fprintf(file,
            "# s y mse cross_entropy kullback_leibler dmse/dy dce/dy dmse/ds dce/ds; d = %g\n",
            set->wanted);
    for (size_t i = 0; i < CURVE; i++) {
        const double s = -12 + 24 * (double)i / (CURVE - 1);
        answer a[LOSSES];
        for (size_t k = 0; k < LOSSES; k++)
            a[k] = ask(losses[k], ACTIVATION_LOGISTIC, 1, &s, &set->wanted);
        fprintf(file, "%.17g %.17g %.17g %.17g %.17g %.17g %.17g %.17g %.17g\n", s, a[0].y[0],
                a[0].e, a[1].e, a[2].e, a[0].by_y[0], a[1].by_y[0], a[0].by_s[0], a[1].by_s[0]);
    }
}

/* E of the outputs over the plane of the first two states, the others as given. */
static void write_surface(const settings *set, FILE *file, size_t points)
{
    double s[MOST];
    for (size_t j = 2; j < set->n; j++)
        s[j] = set->s[j];
    fprintf(file, "# s1 s2 mse cross_entropy dmse/ds1 dmse/ds2 dce/ds1 dce/ds2\n");
    for (size_t i = 0; i < points; i++) {
        s[1] = -10 + 20 * (double)i / (double)(points - 1);
        for (size_t k = 0; k < points; k++) {
            s[0] = -10 + 20 * (double)k / (double)(points - 1);
            const answer mse = ask(LOSS_MSE, set->output, set->n, s, set->d);
            const answer ce = ask(LOSS_CROSS_ENTROPY, set->output, set->n, s, set->d);
            fprintf(file, "%.17g %.17g %.17g %.17g %.17g %.17g %.17g %.17g\n", s[0], s[1], mse.e,
                    ce.e, mse.by_s[0], mse.by_s[1], ce.by_s[0], ce.by_s[1]);
        }
        fputc('\n', file); /* gnuplot: a new row of the grid */
    }
}

static int write_tables(const settings *set, fault *why)
{
    static const char *const names[] = {"curves", "surface", "arrows"};
    int status = GSL_SUCCESS;
    for (size_t k = 0; k < 3 && status == GSL_SUCCESS; k++) {
        output *out = output_table(set->b.tables, names[k], why);
        if (!out)
            return GSL_EFAILED;
        if (k == 0)
            write_curves(set, out->file);
        else
            write_surface(set, out->file, k == 1 ? GRID : 2 * ARROWS + 1);
        status = output_close(out, why);
    }
    return status;
}

static int descend_both(const settings *set, size_t steps[2], fault *why)
{
    static const char *const names[] = {"descent-mse", "descent-cross"};
    for (size_t k = 0; k < 2; k++) {
        output *out = set->b.tables ? output_table(set->b.tables, names[k], why) : NULL;
        if (set->b.tables && !out)
            return GSL_EFAILED;
        if (out)
            fprintf(out->file, "# step s y E\n");
        steps[k] = descend(set, losses[k], out ? out->file : NULL);
        if (out && output_close(out, why) != GSL_SUCCESS)
            return GSL_EFAILED;
    }
    return GSL_SUCCESS;
}

static int run(const settings *set, fault *why)
{
    size_t steps[2];
    int status = set->b.tables ? write_tables(set, why) : GSL_SUCCESS;
    if (status == GSL_SUCCESS)
        status = descend_both(set, steps, why);
    if (status != GSL_SUCCESS || set->b.quiet)
        return status;
    show_outputs(set);
    show_neuron(set);
    show_descent(set, steps);
    printf("Next: ./03_backprop/losses --states 1000,0,-1000; then --start -12\n");
    return status;
}

enum { STATES = 0x100, TARGET, OUTPUT, WANTED, START, ETA };

static const struct argp_option table[] = {
    {"states", STATES, "S,S,...", 0, "of 2 to 8 outputs (default: 2,0.5,-1)", 1},
    {"target", TARGET, "D,D,...", 0, "wanted of them (default: 0.1,0.7,0.2)", 1},
    {"output", OUTPUT, "NAME", 0, "softmax (default), logistic", 1},
    {"wanted", WANTED, "D", 0, "of the single logistic neuron (default: 0.8)", 2},
    {"start", START, "S", 0, "where its descent begins (default: -8)", 2},
    {"eta", ETA, "X", 0, "its learning rate (default: 1)", 2},
    {0},
};

/* What makes no sense together. */
static void check(const settings *set)
{
    double sum = 0;
    if (set->n != set->n_target)
        arguments_error("--target: has %zu numbers, --states %zu", set->n_target, set->n);
    if (set->n < 2)
        arguments_error("--states: one output; at least 2 are wanted");
    for (size_t j = 0; j < set->n; j++) {
        if (set->d[j] < 0 || set->d[j] > 1)
            arguments_error("--target: %g is no probability", set->d[j]);
        if (fabs(set->s[j]) > 1e6)
            arguments_error("--states: %g is beyond +-1000000", set->s[j]);
        sum += set->d[j];
    }
    if (set->output == ACTIVATION_SOFTMAX && fabs(sum - 1) > 1e-12)
        arguments_error("--target: sums to %g, and probabilities of one of several classes to 1; "
                        "for yes or no of each use --output logistic",
                        sum);
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    settings *set = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &set->b;
        return 0;
    case STATES:
        set->n = argument_numbers("states", text, MOST, set->s);
        return 0;
    case TARGET:
        set->n_target = argument_numbers("target", text, MOST, set->d);
        return 0;
    case OUTPUT:
        set->output = argument_choice("output", text, "softmax|logistic") ? ACTIVATION_LOGISTIC
                                                                          : ACTIVATION_SOFTMAX;
        return 0;
    case WANTED:
        set->wanted = argument_number("wanted", text, 0, 1);
        return 0;
    case START:
        set->start = argument_number("start", text, -1000, 1000);
        return 0;
    case ETA:
        set->eta = argument_above("eta", text, 0, INFINITY);
        return 0;
    case ARGP_KEY_END:
        check(set);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {
        table,    parse, NULL, "Losses and their slopes (lecture 14, slides 27-28).",
        children, NULL,  NULL};
    settings set = {.n = 3,
                    .s = {2, 0.5, -1},
                    .n_target = 3,
                    .d = {0.1, 0.7, 0.2},
                    .output = ACTIVATION_SOFTMAX,
                    .wanted = 0.8,
                    .start = -8,
                    .eta = 1};
    fault why = {""};
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

The first figure is of a single logistic neuron of which 0.8 is wanted. Top left: all three losses
have their minimum at 0.8, the mean squared error is a parabola, the others have walls at 0 and 1.
The two curves with walls are the same curve at two heights, $H(d) = 0.5$ apart. Bottom left are
their slopes by $y$. All are 0 at 0.8 only: seen from the output, each loss is in order. The right
side shows what the neuron learns from. By $s$ the slope of the cross-entropy is $y - d$, from
$-0.8$ on the far left to $0.2$ on the far right. The slope of the squared error dies on both
sides. Bottom right, the price: from $s = -8$ one descent takes 16 steps and the other 1895, of
which it spends nearly all waiting. On the flat part a step is $2 d e^s$, and it takes about
$e^{-s} / 2d$ of them to get out: with each unit of $s$ further out, 2.7 times as many.

The second figure is the same for three softmax outputs, over the plane of their first two states.
The arrows show the way down, as long as the slope is large. Cross-entropy is a valley with
straight walls, it leads home from everywhere. The squared error is a set of plateaus with one
hole, and whoever starts on a plateau stays.

## Try

- `--states 1000,0,-1000`: two outputs round to 0, their logarithms to infinity. What does the
  cross-entropy cost all the same, and why 1100?
- `--target 0,1,0`: one class is right. What becomes of $H(d)$, and of the difference between
  cross-entropy and Kullback-Leibler?
- `--start -9`, `-10`, `-11`: how does the number of steps grow, for either loss?
- `--eta 20`: twenty times the step needs a twentieth of the steps, for one of the two. The other
  gains next to nothing; `--tables /tmp/t` and `/tmp/t-descent-cross.txt` show where it goes. At
  $d$ the cross-entropy is a parabola with the second derivative $y (1 - y) = 0.16$, and
  [gradient_descent.c](gradient_descent.c) knows the longest step that such a parabola bears.
*/
