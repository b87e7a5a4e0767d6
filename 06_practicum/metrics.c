/**
# Metrics: what one number says of a classifier, and what it hides

Lecture 14, slide 59: «посчитать метрики качества».

A test for an illness gives each of twelve people a score $y$ between 0 and 1; five of them are
ill. Whoever has at least the threshold is called ill. Four counts say all there is to say about
the answers:

| | called ill | called healthy |
|---|---|---|
| is ill | $TP$, true positives | $FN$, false negatives |
| is healthy | $FP$, false positives | $TN$, true negatives |

This table is the confusion matrix, and every metric below is a way to make one number of its four.
The share of right answers is the first that comes to mind:

$$ accuracy = \frac{TP + TN}{TP + FP + FN + TN} \qquad (1) $$

It does not ask which answers were wrong. Of those called ill, how many are? Of the ill, how many
were found? Of the healthy, how many were left in peace?

$$ precision = \frac{TP}{TP + FP}, \qquad recall = \frac{TP}{TP + FN}, \qquad
   specificity = \frac{TN}{TN + FP} \qquad (2) $$

The harmonic mean of the first two is small as soon as one of them is:

$$ F_1 = \frac{2}{1/precision + 1/recall} = \frac{2\,TP}{2\,TP + FP + FN} \qquad (3) $$

Matthews' coefficient [1] is the correlation of two columns of noughts and ones, what is and what
was said. It is 1 for a perfect answer, 0 for one that knows nothing, and uses all four counts:

$$ MCC = \frac{TP \cdot TN - FP \cdot FN}
              {\sqrt{(TP + FP)(TP + FN)(TN + FP)(TN + FN)}} \qquad (4) $$

The log-loss leaves the threshold out and asks for the probability itself; it is the cross-entropy
(slide 28) that the nets of this book are trained with:

$$ loss = -\frac{1}{P} \sum_p \bigl[ d_p \ln y_p + (1 - d_p) \ln (1 - y_p) \bigr] \qquad (5) $$

| text | here | default | meaning |
|---|---|---|---|
| | `--threshold` | 0.5 | who has at least this score is called ill |
| $K$ | `--times` | 1,3,10,30,100 | so many healthy people for each one in the list |

[1] B. W. Matthews, Comparison of the predicted and observed secondary structure of T4 phage
lysozyme, Biochimica et Biophysica Acta 405, 1975.
*/

#include "arguments.h"
#include "output.h"
#include "quality.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>

enum { PEOPLE = 12, MOST_TIMES = 8, TIMES_MAX = 10000 };

typedef struct {
    basics b;
    double threshold;
    size_t n_times;
    double times[MOST_TIMES];
} settings;

static const double score[PEOPLE] = {0.95, 0.85, 0.70, 0.70, 0.60, 0.55,
                                     0.45, 0.40, 0.30, 0.25, 0.15, 0.05};
static const size_t ill[PEOPLE] = {1, 1, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0};

typedef struct {
    double tp, fp, fn, tn;
} counts;

/* Each healthy person counts `times` times. */
static counts count(double threshold, double times)
{
    counts c = {0, 0, 0, 0};
    for (size_t p = 0; p < PEOPLE; p++) {
        const int called = score[p] >= threshold;
        if (ill[p])
            *(called ? &c.tp : &c.fn) += 1;
        else
            *(called ? &c.fp : &c.tn) += times;
    }
    return c;
}

/* Equation (1). */
static double accuracy(counts c)
{
    return (c.tp + c.tn) / (c.tp + c.fp + c.fn + c.tn);
}

/* 0/0 comes up: with a threshold that nobody reaches, precision asks how many of none are ill. By the
   usual convention it is 0 (the header of common/quality.h lists all such cases). */
static double share(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

/* Equation (2). */
static double precision(counts c)
{
    return share(c.tp, c.tp + c.fp);
}

static double recall(counts c)
{
    return share(c.tp, c.tp + c.fn);
}

static double specificity(counts c)
{
    return share(c.tn, c.tn + c.fp);
}

/* Equation (3). */
static double f1(counts c)
{
    return share(2 * c.tp, 2 * c.tp + c.fp + c.fn);
}

/* Equation (4). */
static double matthews(counts c)
{
    return share(c.tp * c.tn - c.fp * c.fn,
                 sqrt((c.tp + c.fp) * (c.tp + c.fn) * (c.tn + c.fp) * (c.tn + c.fn)));
}

/* Equation (5), the sum of it for one person. */
static double surprise(size_t p)
{
    return -log(ill[p] ? score[p] : 1 - score[p]);
}

static double log_loss(void)
{
    double sum = 0;
    for (size_t p = 0; p < PEOPLE; p++)
        sum += surprise(p);
    return sum / PEOPLE;
}

/**
## All thresholds at once

Why 0.5? Let the threshold come down from above the highest score to below the lowest, and draw for
each the share of the healthy that are called ill against the share of the ill that are. That is
the ROC curve (receiver operating characteristic: it was made for radar). It starts in the lower
left corner, where nobody is called ill, and ends in the upper right one, where everybody is. Two
people with the same score come in together, and the curve takes a step aslant.

$$ x = \frac{FP}{FP + TN} = 1 - specificity, \qquad y = \frac{TP}{TP + FN} = recall \qquad (6) $$

The area under it, AUC, has a meaning of its own. Take an ill and a healthy person at random; AUC
is the probability that the ill one has the higher score, an equal score counting one half. So it
can be counted on the fingers: here are $5 \cdot 7 = 35$ pairs.

$$ AUC = \frac{\#\{y_{ill} > y_{healthy}\} + \tfrac12 \#\{y_{ill} = y_{healthy}\}}{35} \qquad (7) $$

Precision against recall is the other curve. It asks who is behind a positive answer, and its area
is taken by steps, because between two of its points precision does not go in a straight line. With
$R_k$ and $P_k$ at the $k$-th threshold, the average precision is

$$ AP = \sum_k (R_k - R_{k-1}) P_k \qquad (8) $$
*/

/* Equation (7), on the fingers; curve_auc of common/quality.c finds the same by trapezoids. */
static double pairs_won(void)
{
    double won = 0;
    for (size_t p = 0; p < PEOPLE; p++)
        for (size_t q = 0; q < PEOPLE; q++)
            if (ill[p] && !ill[q])
                won += score[p] > score[q] ? 1 : score[p] == score[q] ? 0.5 : 0;
    return won;
}

/* The curve of the twelve, with each healthy person there `times` times. */
static curve *curve_of(size_t times)
{
    const size_t n = PEOPLE * times;
    gsl_vector *scores = gsl_vector_alloc(n);
    size_t *label = malloc(n * sizeof *label), m = 0;
    curve *c = NULL;
    for (size_t i = 0; scores && label && i < n; i++)
        if (i < PEOPLE || !ill[i % PEOPLE]) {
            gsl_vector_set(scores, m, score[i % PEOPLE]);
            label[m++] = ill[i % PEOPLE];
        }
    if (m > 0) {
        gsl_vector_const_view filled = gsl_vector_const_subvector(scores, 0, m);
        c = curve_alloc(&filled.vector, label, 1);
    }
    gsl_vector_free(scores);
    free(label);
    return c;
}

/* ------------------------------------------------------------------- what is shown */

static void print_counts(const settings *set, counts c)
{
    printf("Twelve people and their scores; * is ill, called so from %g on:\n ", set->threshold);
    for (size_t p = 0; p < PEOPLE; p++)
        printf(" %.2f%s", score[p], ill[p] ? "*" : "");
    printf("\n\n             called ill  called healthy\n"
           "is ill       %10g  %14g\nis healthy   %10g  %14g\n\n",
           c.tp, c.fn, c.fp, c.tn);
}

/* "name  part / whole = value" in a column of its own. */
static void print_ratio(const char *name, double part, double whole, const char *end)
{
    char cell[60];
    snprintf(cell, sizeof cell, "%g / %g = %.4f", part, whole, share(part, whole));
    printf("%-12s %-*s%s", name, *end == '\n' ? 0 : 24, cell, end);
}

static void print_metrics(counts c)
{
    print_ratio("accuracy", c.tp + c.tn, PEOPLE, "");
    print_ratio("recall", c.tp, c.tp + c.fn, "\n");
    print_ratio("precision", c.tp, c.tp + c.fp, "");
    print_ratio("specificity", c.tn, c.tn + c.fp, "\n");
    print_ratio("F1", 2 * c.tp, 2 * c.tp + c.fp + c.fn, "");
    printf("%-12s %.4f\n%-12s %-24.4f", "MCC", matthews(c), "log-loss", log_loss());
    print_ratio("AUC", pairs_won(), 35, "\n");
    putchar('\n');
}

/**
## When most are healthy

Now let there be $K$ healthy people for each of the seven, with the same scores. The test is as
good as it was: it finds as many of the ill, and leaves as many of the healthy in peace. But
whoever never calls anybody ill is right $7K$ times of $7K + 5$, and so accuracy begins to praise
those who have learned nothing. In the end the healthy outvote the ill: for large $K$ the accuracy
is the specificity, and the ill have no say in it.
*/

typedef struct {
    double times, accuracy, never, precision, recall, f1, mcc, auc, ap;
} balance;

static int weigh(const settings *set, double times, balance *b, fault *why)
{
    const counts c = count(set->threshold, times), none = count(GSL_POSINF, times);
    curve *roc = curve_of((size_t)times);
    if (!roc)
        return fault_set(why, GSL_ENOMEM, "no memory for a curve of %g people", PEOPLE * times);
    *b = (balance){.times = times,
                   .accuracy = accuracy(c),
                   .never = accuracy(none),
                   .precision = precision(c),
                   .recall = recall(c),
                   .f1 = f1(c),
                   .mcc = matthews(c),
                   .auc = curve_auc(roc),
                   .ap = curve_average_precision(roc)};
    curve_free(roc);
    return GSL_SUCCESS;
}

static void print_balance(const balance *b)
{
    printf("%6g %9.4f %9.4f %10.4f %7.4f %7.4f %7.4f %7.4f %7.4f\n", b->times, b->accuracy,
           b->never, b->precision, b->recall, b->f1, b->mcc, b->auc, b->ap);
}

static int every_balance(const settings *set, FILE *table, fault *why)
{
    balance b = {0};
    if (table)
        fprintf(table, "# times accuracy never precision recall f1 mcc auc ap\n");
    if (!set->b.quiet)
        printf("The same test where each healthy person stands for K:\n"
               "#    K  accuracy  of never  precision  recall      F1     MCC     AUC      AP\n");
    for (size_t k = 0; k < set->n_times; k++) {
        if (weigh(set, set->times[k], &b, why) != GSL_SUCCESS)
            return GSL_ENOMEM;
        if (table)
            fprintf(table, "%g %.17g %.17g %.17g %.17g %.17g %.17g %.17g %.17g\n", b.times,
                    b.accuracy, b.never, b.precision, b.recall, b.f1, b.mcc, b.auc, b.ap);
        if (!set->b.quiet)
            print_balance(&b);
    }
    return GSL_SUCCESS;
}

static int write_curve(FILE *file, size_t times, fault *why)
{
    curve *c = curve_of(times);
    if (!c)
        return fault_set(why, GSL_ENOMEM, "no memory for a curve of %zu people", PEOPLE * times);
    for (size_t i = 0; i < c->n; i++)
        fprintf(file, "%zu %g %g %g %.17g %.17g %.17g\n", times, c->threshold[i], c->tp[i],
                c->fp[i], curve_false_rate(c, i), curve_recall(c, i), curve_precision(c, i));
    fputs("\n\n", file);
    curve_free(c);
    return GSL_SUCCESS;
}

/* A block for each K. The first point has an infinite threshold. */
static int write_curves(const settings *set, fault *why)
{
    output *out = output_table(set->b.tables, "curves", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# times threshold tp fp false_rate recall precision\n");
    int status = GSL_SUCCESS;
    for (size_t k = 0; k < set->n_times && status == GSL_SUCCESS; k++)
        status = write_curve(out->file, (size_t)set->times[k], why);
    const int closed = output_close(out, why);
    return status == GSL_SUCCESS ? closed : status;
}

static int write_chosen(const settings *set, fault *why)
{
    const counts c = count(set->threshold, 1);
    output *out = output_table(set->b.tables, "chosen", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file,
            "# threshold tp fp fn tn accuracy precision recall specificity f1 mcc log_loss\n"
            "%.17g %g %g %g %g %.17g %.17g %.17g %.17g %.17g %.17g %.17g\n",
            set->threshold, c.tp, c.fp, c.fn, c.tn, accuracy(c), precision(c), recall(c),
            specificity(c), f1(c), matthews(c), log_loss());
    return output_close(out, why);
}

static int run(const settings *set, fault *why)
{
    output *out = set->b.tables ? output_table(set->b.tables, "balance", why) : NULL;
    if (set->b.tables && !out)
        return GSL_EFAILED;
    if (!set->b.quiet) {
        print_counts(set, count(set->threshold, 1));
        print_metrics(count(set->threshold, 1));
    }
    int status = every_balance(set, out ? out->file : NULL, why);
    if (out && output_close(out, why) != GSL_SUCCESS)
        status = GSL_EFAILED;
    if (status == GSL_SUCCESS && out)
        status = write_chosen(set, why);
    if (status == GSL_SUCCESS && out)
        status = write_curves(set, why);
    if (!set->b.quiet)
        printf("\nNext: ./06_practicum/metrics --threshold 0.65\n");
    return status;
}

enum { THRESHOLD = 0x100, TIMES };

static const struct argp_option table[] = {
    {"threshold", THRESHOLD, "T", 0, "who has at least this score is called ill (default: 0.5)", 1},
    {"times", TIMES, "K,K,...", 0,
     "healthy people for each one in the list, whole numbers up to 10000 (default: 1,3,10,30,100)",
     1},
    {0},
};

static void parse_times(settings *set, const char *text)
{
    set->n_times = argument_numbers("times", text, MOST_TIMES, set->times);
    for (size_t k = 0; k < set->n_times; k++)
        if (set->times[k] < 1 || set->times[k] > TIMES_MAX || set->times[k] != floor(set->times[k]))
            arguments_error("--times: %g is not a whole number from 1 to %d", set->times[k],
                            TIMES_MAX);
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    settings *set = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &set->b;
        return 0;
    case THRESHOLD:
        set->threshold = argument_number("threshold", text, -INFINITY, INFINITY);
        return 0;
    case TIMES:
        parse_times(set, text);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {
        table,    parse, NULL, "What the metrics say of twelve answers (lecture 14, slide 59).",
        children, NULL,  NULL};
    settings set = {.threshold = 0.5, .n_times = 5, .times = {1, 3, 10, 30, 100}};
    fault why = {""};
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

At $K = 1$ the test is right about nine people of twelve. Whoever never calls anybody ill is right
about seven, so 0.75 is not much of a lead. At $K = 3$ they overtake the test, with 0.81 against
0.73, and at $K = 100$ they are right in 99 cases of 100 without looking at a single score. A net
that is trained for accuracy on such data will find that out.

Recall, specificity, the ROC curve and its area belong to one class at a time, so they stay as they
were. That is their merit when tests are compared, and it misleads in its own way: AUC is 0.81 at
any $K$, yet at $K = 100$ of a hundred people called ill two are. Precision, $F_1$, MCC and the
average precision see that, and the figure's precision-recall curves come down where its one ROC
curve does not move. No number is the right one for all questions. Which mistake is dear has to be
known before, and it is not in the data.

`practicum` prints all of them, for every class against the rest.

## Try

- `--threshold 0.65`: one ill person less is found, and one healthy person less is alarmed. Which
  of the metrics go up, which down, and which do not care?
- `--threshold 2`: nobody is called ill. Which metrics notice? Which are 0/0?
- `--times 1,10,100 --threshold 0.8`: a test that alarms no healthy person. What can large $K$ do
  to its precision?
*/
