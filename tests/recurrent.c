/* recurrent.c - what would be wrong in the world if these failed: nets with a memory would be trained along something
   that is not the slope of their error, or would be asked other things than their chapter says.

   The reference is written once more below, one sequence and one unit at a time in complex numbers, and
   differentiated by the complex step: E(w + ih) = E(w) + ih dE/dw + O(h^2), with nothing that cancels. */

#include "elman_cell.h"
#include "lstm_cell.h"
#include "reber.h"
#include "tap.h"

#include <complex.h>
#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_multimin.h>
#include <math.h>
#include <string.h>

enum { MOST = 8 };

/* ------------------------------------------------------------- the nets once more */

typedef struct {
    const recurrent *net;
    const double complex *w;
} reference;

static double complex weight(const reference *r, part p, size_t i, size_t j)
{
    const size_t n = r->net->hidden, g = r->net->kind->gates * n, m = r->net->outputs;
    const size_t first[] = {0, r->net->inputs * g, (r->net->inputs + n) * g,
                            (r->net->inputs + n + 1) * g, (r->net->inputs + n + 1) * g + n * m};
    return r->w[first[p] + i * (p <= PART_B ? g : m) + j];
}

static double complex sigma(double complex s)
{
    return 1 / (1 + cexp(-s));
}

static double complex state(const reference *r, const double *x, const double complex *h, size_t j)
{
    double complex s = weight(r, PART_B, 0, j);
    for (size_t i = 0; i < r->net->inputs; i++)
        s += x[i] * weight(r, PART_V, i, j);
    for (size_t i = 0; i < r->net->hidden; i++)
        s += h[i] * weight(r, PART_U, i, j);
    return s;
}

static void reference_step(const reference *r, const double *x, double complex *h,
                           double complex *c)
{
    const size_t n = r->net->hidden;
    double complex next[MOST] = {0};
    for (size_t j = 0; j < n; j++) {
        if (r->net->kind == &elman_cell) {
            next[j] = ctanh(state(r, x, h, j));
            continue;
        }
        const double complex f = r->net->kind == &lstm_cell ? sigma(state(r, x, h, 2 * n + j)) : 1;
        c[j] = f * c[j] + sigma(state(r, x, h, n + j)) * ctanh(state(r, x, h, j));
        next[j] = sigma(state(r, x, h, 3 * n + j)) * ctanh(c[j]);
    }
    memcpy(h, next, n * sizeof *h);
}

static double complex answer_error(const reference *r, const double complex *h, const double *d)
{
    double complex s[MOST], sum = 0, error = 0;
    const size_t m = r->net->outputs;
    for (size_t k = 0; k < m; k++) {
        s[k] = weight(r, PART_A, 0, k);
        for (size_t j = 0; j < r->net->hidden; j++)
            s[k] += h[j] * weight(r, PART_W, j, k);
        sum += cexp(s[k]);
    }
    for (size_t k = 0; k < m; k++)
        error += r->net->output == ACTIVATION_SOFTMAX ? -d[k] * clog(cexp(s[k]) / sum)
                                                      : (s[k] - d[k]) * (s[k] - d[k]) / (double)m;
    return error;
}

static double complex reference_error(const reference *r, const sequences *q)
{
    double complex sum = 0;
    for (size_t b = 0; b < q->count; b++) {
        double complex h[MOST] = {0}, c[MOST] = {0};
        for (size_t t = 0; t < q->steps; t++) {
            const size_t row = t * q->count + b;
            reference_step(r, gsl_matrix_const_ptr(q->x, row, 0), h, c);
            if (gsl_vector_get(q->asked, row) != 0)
                sum += answer_error(r, h, gsl_matrix_const_ptr(q->d, row, 0));
        }
    }
    return sum / q->n_asked;
}

/* ----------------------------------------------------------------- gradients */

/* The greatest difference to the complex step in one part, as a share of the part's greatest. */
static double part_difference(const recurrent *net, const sequences *q, const gsl_vector *w,
                              const gsl_vector *gradient, part p)
{
    const double h = 1e-30;
    double complex z[1000];
    double worst = 0, greatest = 0;
    const gsl_matrix_view at = recurrent_part(net, gradient, p);
    const size_t first = (size_t)(at.matrix.data - gradient->data);
    for (size_t k = 0; k < w->size; k++)
        z[k] = gsl_vector_get(w, k);
    for (size_t k = first; k < first + at.matrix.size1 * at.matrix.size2; k++) {
        z[k] += I * h;
        const double slope = cimag(reference_error(&(reference){net, z}, q)) / h;
        z[k] = creal(z[k]);
        worst = GSL_MAX(worst, fabs(slope - gsl_vector_get(gradient, k)));
        greatest = GSL_MAX(greatest, fabs(slope));
    }
    const int dead = net->kind == &lstm_cell_1997; /* a third of its parts has no effect, not all */
    return greatest > 1e-6 || dead ? worst / GSL_MAX(greatest, 1e-6) : GSL_POSINF;
}

static sequences *random_batch(const recurrent *net, gsl_rng *rng, fault *why)
{
    const size_t columns[2] = {net->inputs, net->outputs}, steps = 6, count = 3;
    sequences *q = sequences_alloc(steps, count, columns, why);
    for (size_t row = 0; row < steps * count; row++) {
        for (size_t i = 0; i < net->inputs; i++)
            gsl_matrix_set(q->x, row, i, 2 * gsl_rng_uniform(rng) - 1);
        const size_t right = gsl_rng_uniform_int(rng, net->outputs);
        for (size_t k = 0; k < net->outputs; k++)
            gsl_matrix_set(q->d, row, k,
                           net->output == ACTIVATION_SOFTMAX ? k == right : gsl_rng_uniform(rng));
        gsl_vector_set(q->asked, row, row % 4 != 1); /* some are not asked about */
        q->n_asked += row % 4 != 1;
    }
    return q;
}

static void check_gradient(const cell *kind, activation output)
{
    static const char *const parts[PARTS] = {"V", "U", "b", "W", "a"};
    fault why = {""};
    recurrent net = {.kind = kind, .inputs = 3, .hidden = 5, .outputs = 4, .output = output};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    recurrent_begin(&net, &why);
    gsl_vector *w = gsl_vector_alloc(net.n_weights), *g = gsl_vector_alloc(net.n_weights);
    sequences *q = random_batch(&net, rng, &why);
    recurrent_pass *pass = recurrent_pass_alloc(&net, q->x->size1 + 4); /* more rows than needed */
    for (size_t k = 0; k < w->size; k++)
        gsl_vector_set(w, k, 1.6 * gsl_rng_uniform(rng) - 0.8);
    recurrent_error e = {.net = &net, .pass = pass, .batch = q};
    gsl_multimin_function_fdf f = recurrent_function(&e);
    double error;
    GSL_MULTIMIN_FN_EVAL_F_DF(&f, w, &error, g);
    double complex z[1000];
    for (size_t k = 0; k < w->size; k++)
        z[k] = gsl_vector_get(w, k);
    const char *how = activation_name(output);
    tap_near(error, creal(reference_error(&(reference){&net, z}, q)), 1e-13,
             "%s, %s: E is that of one sequence and one unit at a time", kind->name, how);
    for (part p = 0; p < PARTS; p++)
        tap_near(part_difference(&net, q, w, g, p), 0, 1e-12,
                 "%s, %s: dE/d%s is that of the complex step", kind->name, how, parts[p]);
    tap_near(recurrent_gradient_error(&e, w), 0, 1e-7,
             "%s, %s: the gradient is that of central differences", kind->name, how);
    net.copied = 1;
    tap_ok(recurrent_gradient_error(&e, w) > 1e-3, "%s, %s: with a copied context it is not",
           kind->name, how);
    recurrent_pass_free(pass);
    sequences_free(q);
    gsl_vector_free(w);
    gsl_vector_free(g);
    gsl_rng_free(rng);
}

/* ------------------------------------------------------- gradients on their way back */

enum { STEPS = 5 };

/* One unit, all weights 0 but `u` at U's first column and W = 1; the error is asked of the last step, whose
   answer should be 1. Leaves dE/dh and dE/dc of each step. */
static void one_unit(const cell *kind, double u, double dh[STEPS], double dc[STEPS])
{
    fault why = {""};
    const size_t columns[2] = {1, 1};
    recurrent net = {
        .kind = kind, .inputs = 1, .hidden = 1, .outputs = 1, .output = ACTIVATION_LINEAR};
    recurrent_begin(&net, &why);
    gsl_vector *w = gsl_vector_calloc(net.n_weights), *g = gsl_vector_calloc(net.n_weights);
    sequences *q = sequences_alloc(STEPS, 1, columns, &why);
    recurrent_pass *pass = recurrent_pass_alloc(&net, STEPS);
    gsl_matrix_set(q->d, STEPS - 1, 0, 1);
    gsl_vector_set(q->asked, STEPS - 1, 1);
    q->n_asked = 1;
    recurrent_part(&net, w, PART_U).matrix.data[0] = u;
    recurrent_part(&net, w, PART_W).matrix.data[0] = 1;
    recurrent_forward(&net, w, q, pass);
    recurrent_backward(&net, w, q, pass, g);
    for (size_t t = 0; t < STEPS; t++) {
        dh[t] = gsl_matrix_get(pass->dh, t, 0);
        dc[t] = gsl_matrix_get(pass->dc, t, 0);
    }
    recurrent_pass_free(pass);
    sequences_free(q);
    gsl_vector_free(w);
    gsl_vector_free(g);
}

/* Everything stays 0, so y = 0, dE/dy = 2 (0 - 1) = -2 and every tanh has the slope 1. Elman: each
   step back multiplies by u. LSTM: all gates are at sigma(0) = 1/2, so dE/dc = -2 * 1/2 at the end, and each step back
   multiplies by f, one half or 1; U reaches only g, whose part in dE/dh is dc i u = dc u/2 = 0 for
   u = 0. */
static void check_way_back(void)
{
    double dh[STEPS], dc[STEPS];
    one_unit(&elman_cell, 0.5, dh, dc);
    for (size_t t = 0; t < STEPS; t++)
        tap_near(dh[t], -2 * pow(0.5, (double)(STEPS - 1 - t)), 1e-15,
                 "Elman, u = 0.5: %zu steps back the gradient is halved so many times",
                 STEPS - 1 - t);
    one_unit(&elman_cell, 1.5, dh, dc);
    tap_near(dh[0], -2 * pow(1.5, STEPS - 1), 1e-15, "u = 1.5: and it grows");
    one_unit(&lstm_cell_1997, 0, dh, dc);
    for (size_t t = 0; t < STEPS; t++)
        tap_near(dc[t], -1, 1e-15, "LSTM of 1997: %zu steps back it is what it was", STEPS - 1 - t);
    one_unit(&lstm_cell, 0, dh, dc);
    tap_near(dc[0], -pow(0.5, STEPS - 1), 1e-15, "a forget gate that is half open halves it");
}

/* ------------------------------------------------------------------------ clipping */

static int draws;
static int count_draw(sequences *q, void *source)
{
    (void)q;
    (void)source;
    draws++;
    return GSL_SUCCESS;
}

static void check_clip(void)
{
    fault why = {""};
    recurrent net = {
        .kind = &lstm_cell, .inputs = 3, .hidden = 4, .outputs = 2, .output = ACTIVATION_LINEAR};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    recurrent_begin(&net, &why);
    gsl_vector *w = gsl_vector_alloc(net.n_weights), *g = gsl_vector_alloc(net.n_weights);
    gsl_vector *cut = gsl_vector_alloc(net.n_weights);
    sequences *q = random_batch(&net, rng, &why);
    recurrent_pass *pass = recurrent_pass_alloc(&net, q->x->size1);
    recurrent_init(&net, 20, w, rng);
    recurrent_error e = {.net = &net, .pass = pass, .batch = q, .draw = count_draw};
    gsl_multimin_function_fdf f = recurrent_function(&e);
    GSL_MULTIMIN_FN_EVAL_DF(&f, w, g);
    const double length = gsl_blas_dnrm2(g);
    e.clip = length / 4;
    GSL_MULTIMIN_FN_EVAL_DF(&f, w, cut);
    gsl_vector_scale(cut, 4);
    gsl_vector_sub(cut, g);
    tap_ok(gsl_blas_dnrm2(cut) < 1e-14 * length && length > 0,
           "a clipped gradient keeps its direction");
    e.clip = 2 * length;
    GSL_MULTIMIN_FN_EVAL_DF(&f, w, cut);
    tap_near(gsl_blas_dnrm2(cut), length, 1e-15, "a shorter one is left alone");
    tap_ok(e.gradients == 3 && e.clipped == 1 && draws == 3, "and both are counted");
    GSL_MULTIMIN_FN_EVAL_F(&f, w);
    tap_ok(draws == 3, "E alone stays on the batch");
    const gsl_matrix_view b = recurrent_part(&net, w, PART_B);
    int fits = 1;
    for (size_t j = 0; j < 4; j++) {
        const double forget = gsl_matrix_get(&b.matrix, 0, 8 + j);
        fits = fits && forget >= 0 && forget <= log(19) &&
               gsl_matrix_get(&b.matrix, 0, 4 + j) == -forget;
    }
    tap_ok(fits, "forget gates begin between ln 1 and ln(T - 1), input gates at minus that");
    recurrent_pass_free(pass);
    sequences_free(q);
    gsl_vector_free(w);
    gsl_vector_free(g);
    gsl_vector_free(cut);
    gsl_rng_free(rng);
}

/* --------------------------------------------------------------------- the tasks */

/* The grammar once more, as its picture is drawn: an edge is "from letter to". */
static const char edges[][4] = {"0B1", "1T2", "1P3", "2S2", "2X4", "3T3",
                                "3V5", "4X3", "4S6", "5P4", "5V6", "6E7"};

static int follows(const char *text)
{
    char at = '0';
    for (; *text && at; text++) {
        char to = 0;
        for (size_t k = 0; k < 12; k++)
            if (edges[k][0] == at && edges[k][1] == *text)
                to = edges[k][2];
        at = to;
    }
    return at == '7';
}

static void check_reber(gsl_rng *rng)
{
    static const char *const right[] = {"BTXSE",  "BPVVE",     "BTSXSE",
                                        "BPTVVE", "BTSXXTVVE", "BPVPXVVE"};
    static const char *const wrong[] = {"", "B", "BTXS", "BTXSEE", "BTE", "BPSE", "TXSE", "BTXXSE"};
    size_t fine = 0, letters = 0, strings = 20000;
    for (size_t k = 0; k < 6; k++)
        tap_ok(reber_accepts(right[k]), "%s is of the grammar", right[k]);
    for (size_t k = 0; k < 8; k++)
        tap_ok(!reber_accepts(wrong[k]), "'%s' is not", wrong[k]);
    for (size_t k = 0; k < strings; k++) {
        char text[REBER_LONGEST + 1];
        reber_string(rng, text);
        fine += (size_t)follows(text);
        letters += strlen(text);
    }
    tap_ok(fine == strings,
           "20000 strings drawn are all of the grammar, by another list of its ways");
    tap_near((double)letters / (double)strings, 8, 0.01, "and have eight letters on average");
    tap_near(reber_entropy(), 0.594126154765667, 1e-14, "6/7 ln 2");
}

static void check_embedded(gsl_rng *rng)
{
    size_t fine = 0, t = 0;
    for (size_t k = 0; k < 1000; k++) {
        char text[REBER_LONGEST + 1];
        reber_embedded_string(rng, text);
        const size_t end = strlen(text);
        const int frame = text[0] == 'B' && strchr("TP", text[1]) && text[end - 2] == text[1] &&
                          text[end - 1] == 'E';
        t += text[1] == 'T';
        text[end - 2] = '\0';
        fine += frame && follows(text + 2);
    }
    tap_ok(fine == 1000,
           "an embedded string is B, T or P, a string of the grammar, the same again, E");
    tap_ok(t > 420 && t < 580, "T and P are equally likely (%zu of 1000)", t);
}

static void check_strings(void)
{
    static const char *const text[2] = {"BTXSE", "BP"};
    fault why = {""};
    sequences *q = sequences_of_strings(2, text, &why);
    tap_ok(q->steps == 4 && q->count == 2 && q->n_asked == 5,
           "four steps of two strings, five answers");
    /* Step 1 of the first string is row 2: T in, X wanted. */
    tap_ok(gsl_matrix_get(q->x, 2, reber_code('T')) == 1 &&
               gsl_matrix_get(q->d, 2, reber_code('X')) == 1,
           "row 2 is the first string's second step");
    tap_ok(gsl_matrix_get(q->d, 1, reber_code('P')) == 1 && gsl_vector_get(q->asked, 1) == 1 &&
               gsl_vector_get(q->asked, 3) == 0 && gsl_blas_dasum(q->asked) == 5,
           "of the shorter string one row is asked about");
    sequences_free(q);
    static const char *const none[1] = {"B"};
    tap_ok(!sequences_of_strings(1, none, &why) && strstr(why.text, "next"),
           "one letter has no next");
}

static void check_adding(gsl_rng *rng)
{
    enum { LAG = 20, COUNT = 3000 };
    fault why = {""};
    const size_t columns[2] = {2, 1}, steps = adding_steps(LAG);
    sequences *q = sequences_alloc(steps, COUNT, columns, &why);
    double squares = 0;
    int fine = 1;
    adding_draw(q, rng);
    adding_draw(q, rng); /* nothing of the first is left */
    for (size_t b = 0; b < COUNT; b++) {
        size_t marks = 0, place[STEPS] = {0};
        double sum = 0;
        for (size_t t = 0; t < steps; t++)
            if (gsl_matrix_get(q->x, t * COUNT + b, 1) == 1 && marks < STEPS) {
                place[marks++] = t;
                sum += gsl_matrix_get(q->x, t * COUNT + b, 0);
            }
        const double wanted = gsl_matrix_get(q->d, (steps - 1) * COUNT + b, 0);
        fine = fine && marks == 2 && place[0] < 10 && place[1] >= 10 && place[1] < 20 &&
               steps - 1 - place[0] >= LAG && wanted == sum;
        squares += gsl_pow_2(wanted - 1) / COUNT;
    }
    tap_ok(fine, "two marks, the first at least the lag before the answer, which is the sum");
    tap_near(squares, 1.0 / 6, 0.02, "who always says 1 has the mean squared error 1/6");
    tap_ok(q->n_asked == COUNT && gsl_blas_dasum(q->asked) == COUNT, "one answer for a sequence");
    sequences_free(q);
}

int main(void)
{
    const cell *const kinds[] = {&elman_cell, &lstm_cell, &lstm_cell_1997};
    gsl_set_error_handler_off();
    for (size_t k = 0; k < 3; k++) {
        check_gradient(kinds[k], ACTIVATION_SOFTMAX);
        check_gradient(kinds[k], ACTIVATION_LINEAR);
    }
    check_way_back();
    check_clip();
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    check_reber(rng);
    check_embedded(rng);
    check_strings();
    check_adding(rng);
    gsl_rng_free(rng);
    return tap_done();
}
