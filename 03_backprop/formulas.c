/**
# The lines of backprop

For [backprop.c](backprop.c): a line for every number, with its formula and with the numbers put
in. There is nothing to learn here but that each formula stands once in words for a person and
once for a calculator. The test of the program types the last column into awk and compares, so
that neither can be wrong for long.
*/

#include "formulas.h"

#include <stdio.h>

enum { TEXT = 120 };

static void line(int step, const char *name, double value, const char *formula, const char *numbers)
{
    printf("%d %-7s %10.5g  %-22s  %s\n", step, name, value, formula, numbers);
}

/* s_j of a neuron whose two inputs are called by a letter and have the values in[]; its two weights
   and its bias. */
static void show_state(size_t j, char letter, const double in[2], const double w[3], double s)
{
    char name[8], formula[TEXT], numbers[TEXT];
    snprintf(name, sizeof name, "s%zu", j);
    snprintf(formula, TEXT, "%c1 w1%zu + %c2 w2%zu + b%zu", letter, j, letter, j, j);
    snprintf(numbers, TEXT, "%.5g*%.5g + %.5g*%.5g + %.5g", in[0], w[0], in[1], w[1], w[2]);
    line(1, name, s, formula, numbers);
}

static void show_output(size_t j, activation a, double s, double y)
{
    char name[8], formula[TEXT], numbers[TEXT];
    snprintf(name, sizeof name, "y%zu", j);
    if (a == ACTIVATION_TANH) {
        snprintf(formula, TEXT, "tanh(s%zu)", j);
        snprintf(numbers, TEXT, "tanh(%.5g)", s);
    } else if (a == ACTIVATION_LOGISTIC) {
        snprintf(formula, TEXT, "1/(1 + exp(-s%zu))", j);
        snprintf(numbers, TEXT, "1/(1 + exp(%.5g))", -s);
    } else if (a == ACTIVATION_RELU) {
        snprintf(formula, TEXT, "max(0, s%zu)", j);
        snprintf(numbers, TEXT, "max(0, %.5g)", s);
    } else {
        snprintf(formula, TEXT, "s%zu", j);
        snprintf(numbers, TEXT, "%.5g", s);
    }
    line(1, name, y, formula, numbers);
}

/* a'(s_j) as a factor: "(1 - y1^2)" and the same with numbers. */
static void factor(size_t j, activation a, double y, char formula[TEXT], char numbers[TEXT])
{
    if (a == ACTIVATION_TANH) {
        snprintf(formula, TEXT, "(1 - y%zu^2)", j);
        snprintf(numbers, TEXT, y < 0 ? "(1 - (%.5g)^2)" : "(1 - %.5g^2)", y);
    } else if (a == ACTIVATION_LOGISTIC) {
        snprintf(formula, TEXT, "y%zu (1 - y%zu)", j, j);
        snprintf(numbers, TEXT, "%.5g*(1 - %.5g)", y, y);
    } else {
        snprintf(formula, TEXT, a == ACTIVATION_RELU ? "[s%zu > 0]" : "1", j);
        snprintf(numbers, TEXT, "%g", activation_derivative_of_y(a, y));
    }
}

/* Terms of a class that is not wanted at all are left out, here and in dE/dy. */
static void show_loss(loss l, double y, double d, double e)
{
    char formula[TEXT] = "", numbers[TEXT] = "";
    const int kl = l == LOSS_KULLBACK_LEIBLER, yes = d != 0, no = d != 1;
    if (l == LOSS_MSE) {
        snprintf(formula, TEXT, "(y3 - d)^2");
        snprintf(numbers, TEXT, "(%.5g - %.5g)^2", y, d);
    } else {
        const char *both = yes && no ? " + " : "";
        snprintf(formula, TEXT, "%s%s%s", yes ? kl ? "d ln(d/y3)" : "d ln(1/y3)" : "", both,
                 no ? kl ? "(1-d) ln((1-d)/(1-y3))" : "(1-d) ln(1/(1-y3))" : "");
        int n = yes ? snprintf(numbers, TEXT, "%.5g*ln(%.5g/%.5g)%s", d, kl ? d : 1, y, both) : 0;
        if (no)
            snprintf(numbers + n, (size_t)(TEXT - n), "%.5g*ln(%.5g/(1 - %.5g))", 1 - d,
                     kl ? 1 - d : 1, y);
    }
    line(1, "E", e, formula, numbers);
}

static void show_slope(loss l, double y, double d, double slope)
{
    char formula[TEXT], numbers[TEXT];
    const int yes = d != 0, no = d != 1;
    if (l == LOSS_MSE) {
        snprintf(formula, TEXT, "2 (y3 - d)");
        snprintf(numbers, TEXT, "2*(%.5g - %.5g)", y, d);
    } else {
        snprintf(formula, TEXT, "%s%s", yes ? "-d/y3" : "",
                 no ? yes ? " + (1-d)/(1-y3)" : "(1-d)/(1-y3)" : "");
        int n = yes ? snprintf(numbers, TEXT, "-%.5g/%.5g", d, y) : 0;
        if (no)
            snprintf(numbers + n, (size_t)(TEXT - n), "%s%.5g/(1 - %.5g)", yes ? " + " : "", 1 - d,
                     y);
    }
    line(2, "dE/dy3", slope, formula, numbers);
}

static void show_output_delta(const small_net *n)
{
    char a[TEXT] = "", put[TEXT] = "", formula[TEXT + 8], numbers[TEXT + 16];
    if (!n->as_printed)
        factor(3, n->output, n->y[2], a, put);
    snprintf(formula, sizeof formula, "dE/dy3%s%s", *a ? " " : "", a);
    snprintf(numbers, sizeof numbers, "%.5g%s%s", n->slope, *put ? "*" : "", put);
    line(2, "delta3", n->delta[2], formula, numbers);
}

static void show_hidden_delta(const small_net *n, size_t i)
{
    char name[8], a[TEXT], put[TEXT], formula[TEXT + 24], numbers[TEXT + 40];
    factor(i, n->hidden, n->y[i - 1], a, put);
    snprintf(name, sizeof name, "delta%zu", i);
    snprintf(formula, sizeof formula, "%s delta3 w%zu3", a, i);
    snprintf(numbers, sizeof numbers, "%s*%.5g*%.5g", put, n->delta[2], n->w[5 + i]);
    line(3, name, n->delta[i - 1], formula, numbers);
}

/* The three gradients of neuron j: by its two weights and its bias. */
static void show_gradients(size_t j, char letter, const double in[2], double delta,
                           const double g[3])
{
    char name[16], formula[TEXT], numbers[TEXT];
    for (size_t i = 1; i <= 2; i++) {
        snprintf(name, sizeof name, "dE/dw%zu%zu", i, j);
        snprintf(formula, TEXT, "%c%zu delta%zu", letter, i, j);
        snprintf(numbers, TEXT, "%.5g*%.5g", in[i - 1], delta);
        line(4, name, g[i - 1], formula, numbers);
    }
    snprintf(name, sizeof name, "dE/db%zu", j);
    snprintf(formula, TEXT, "delta%zu", j);
    snprintf(numbers, TEXT, "%.5g", delta);
    line(4, name, g[2], formula, numbers);
}

/* What belongs to neuron j of w, or of g: its weights from inputs 1 and 2, and its bias. */
static void pick(const double all[9], size_t j, double own[3])
{
    for (size_t i = 0; i < 3; i++)
        own[i] = j < 3 ? all[2 * i + j - 1] : all[6 + i];
}

static void show_forward(const small_net *n)
{
    double w[3];
    for (size_t j = 1; j <= 3; j++) {
        pick(n->w, j, w);
        show_state(j, j < 3 ? 'x' : 'y', j < 3 ? n->x : n->y, w, n->s[j - 1]);
        show_output(j, j < 3 ? n->hidden : n->output, n->s[j - 1], n->y[j - 1]);
    }
    show_loss(n->l, n->y[2], n->d, n->e);
}

static void show_backward(const small_net *n)
{
    static const size_t order[] = {3, 1, 2};
    double g[3];
    show_slope(n->l, n->y[2], n->d, n->slope);
    show_output_delta(n);
    show_hidden_delta(n, 1);
    show_hidden_delta(n, 2);
    for (size_t k = 0; k < 3; k++) {
        const size_t j = order[k];
        pick(n->g, j, g);
        show_gradients(j, j < 3 ? 'x' : 'y', j < 3 ? n->x : n->y, n->delta[j - 1], g);
    }
}

void formulas_print(const small_net *n)
{
    show_forward(n);
    show_backward(n);
}
