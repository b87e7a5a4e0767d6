/* losses.c - what would be wrong in the world if these failed: a program would print
   an error that is not its net's, a confident wrong answer would turn the error into
   infinity where it is merely 2000, or a NaN would hide behind a healthy number.

   Expected values are worked out by hand or in long double, by the formulas at the
   top of loss.h and activation.h. */

#include "loss.h"
#include "tap.h"

#include <float.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>

enum { ROWS = 300, COLUMNS = 5, CELLS = ROWS * COLUMNS, MAX_ROWS = 4, MAX_COLUMNS = 3 };

static double uniform(gsl_rng *rng, double min, double max)
{
    return min + (max - min) * gsl_rng_uniform(rng);
}

static void fill_uniform(gsl_rng *rng, double min, double max, size_t n, double *x)
{
    for (size_t i = 0; i < n; i++)
        x[i] = uniform(rng, min, max);
}

/* Rows that are above 0 and sum to 1. */
static void fill_probabilities(gsl_rng *rng, size_t rows, size_t n, double *d)
{
    fill_uniform(rng, 0.05, 1, rows * n, d);
    for (size_t p = 0; p < rows; p++, d += n) {
        double sum = 0;
        for (size_t j = 0; j < n; j++)
            sum += d[j];
        for (size_t j = 0; j < n; j++)
            d[j] /= sum;
    }
}

/* E of a few states and wanted answers; `y` and `delta` receive the outputs and
   dE/dS. */
typedef struct {
    size_t rows, columns;
    double s[MAX_ROWS * MAX_COLUMNS], d[MAX_ROWS * MAX_COLUMNS];
} few;

static double evaluate_few(loss l, activation output, const few *given, double *y, double *delta)
{
    gsl_matrix_view sy = gsl_matrix_view_array(y, given->rows, given->columns);
    gsl_matrix_const_view s = gsl_matrix_const_view_array(given->s, given->rows, given->columns);
    gsl_matrix_const_view d = gsl_matrix_const_view_array(given->d, given->rows, given->columns);
    gsl_matrix_view dds = gsl_matrix_view_array(delta, given->rows, given->columns);
    gsl_matrix_memcpy(&sy.matrix, &s.matrix);
    const double e = loss_forward(l, output, &sy.matrix, &d.matrix);
    loss_backward(l, output, &sy.matrix, &d.matrix, &dds.matrix);
    return e;
}

/* --------------------------------------------------------------- closed forms */

static void names_go_both_ways(void)
{
    int right = 1;
    for (activation a = 0; a < ACTIVATION_COUNT; a++)
        right = right && activation_from_name(activation_name(a)) == a;
    for (loss l = 0; l < LOSS_COUNT; l++)
        right = right && loss_from_name(loss_name(l)) == l;
    tap_ok(right, "every activation and loss is found by its name");
    tap_ok(activation_from_name("Tanh") == ACTIVATION_COUNT && loss_from_name("") == LOSS_COUNT,
           "and nothing by another");
}

/* (1 - 0)^2 + (2 - 2)^2 + (3 - 3)^2 + (4 - 2)^2 = 5 over P M = 4; 2 (y - d) / 4. */
static void mse_by_hand(void)
{
    const few given = {2, 2, {1, 2, 3, 4}, {0, 2, 3, 2}};
    double y[4], g[4];
    tap_near(evaluate_few(LOSS_MSE, ACTIVATION_LINEAR, &given, y, g), 1.25, 0, "MSE by hand");
    tap_ok(g[0] == 0.5 && g[1] == 0 && g[2] == 0 && g[3] == 1, "MSE's gradient by hand");
}

/* A net that answers exactly what is wanted loses nothing: s = ln d gives y = d for
   softmax outputs, s = ln d - ln(1 - d) for logistic ones. */
static void kl_of_itself(gsl_rng *rng, activation output)
{
    few given = {MAX_ROWS, MAX_COLUMNS, {0}, {0}};
    double y[12], g[12], worst_e = 0, worst_g = 0;
    for (int trial = 0; trial < 100; trial++) {
        fill_probabilities(rng, MAX_ROWS, MAX_COLUMNS, given.d);
        for (size_t i = 0; i < 12; i++)
            given.s[i] = log(given.d[i]) - (output == ACTIVATION_LOGISTIC ? log1p(-given.d[i]) : 0);
        worst_e = fmax(worst_e, fabs(evaluate_few(LOSS_KULLBACK_LEIBLER, output, &given, y, g)));
        for (size_t i = 0; i < 12; i++)
            worst_g = fmax(worst_g, fabs(g[i]));
    }
    tap_near(worst_e, 0, 1e-15, "KL(d || d) = 0, %s outputs", activation_name(output));
    tap_near(worst_g, 0, 1e-15, "... and so is its gradient");
}

/* The entropy of the wanted answers, in long double. */
static long double entropy(activation output, size_t rows, size_t columns, const double *d)
{
    long double sum = 0;
    for (size_t i = 0; i < rows * columns; i++) {
        sum -= d[i] > 0 ? d[i] * logl(d[i]) : 0;
        if (output == ACTIVATION_LOGISTIC)
            sum -= d[i] < 1 ? (1 - d[i]) * logl(1 - (long double)d[i]) : 0;
    }
    return sum / (long double)rows;
}

static void cross_entropy_is_entropy_plus_kl(gsl_rng *rng, activation output)
{
    few given = {MAX_ROWS, MAX_COLUMNS, {0}, {0}};
    double y[12], g[12], worst = 0;
    for (int trial = 0; trial < 100; trial++) {
        fill_uniform(rng, -5, 5, 12, given.s);
        fill_probabilities(rng, MAX_ROWS, MAX_COLUMNS, given.d);
        const double ce = evaluate_few(LOSS_CROSS_ENTROPY, output, &given, y, g);
        const double kl = evaluate_few(LOSS_KULLBACK_LEIBLER, output, &given, y, g);
        const double h = (double)entropy(output, MAX_ROWS, MAX_COLUMNS, given.d);
        worst = fmax(worst, fabs(ce - (h + kl)) / ce);
    }
    tap_near(worst, 0, 1e-14, "cross-entropy = H(d) + KL, %s outputs", activation_name(output));
}

/* Multiples of 2^-20 plus 1024 are exact, so that only softmax itself is tested. */
static void softmax_forgets_shifts(gsl_rng *rng)
{
    few given = {MAX_ROWS, MAX_COLUMNS, {0}, {0}}, moved;
    double y[12], y_moved[12], g[12];
    for (size_t i = 0; i < 12; i++)
        given.s[i] = ldexp(floor(uniform(rng, -5, 5) * 1048576), -20);
    fill_probabilities(rng, MAX_ROWS, MAX_COLUMNS, given.d);
    for (double shift = -1024; shift <= 1024; shift += 2048) {
        double worst = 0;
        moved = given;
        for (size_t i = 0; i < 12; i++)
            moved.s[i] += shift;
        const double e = evaluate_few(LOSS_CROSS_ENTROPY, ACTIVATION_SOFTMAX, &given, y, g);
        const double e_moved =
            evaluate_few(LOSS_CROSS_ENTROPY, ACTIVATION_SOFTMAX, &moved, y_moved, g);
        for (size_t i = 0; i < 12; i++)
            worst = fmax(worst, fabs(y[i] - y_moved[i]));
        tap_near(worst, 0, 1e-15, "softmax(s %+g) = softmax(s)", shift);
        tap_near(e_moved, e, 1e-15, "... and its cross-entropy likewise");
    }
}

/* Slide 31, step 2: what is left of the gradient when a' has cancelled. */
static void gradient_is_difference(gsl_rng *rng, loss l, activation output)
{
    few given = {MAX_ROWS, MAX_COLUMNS, {0}, {0}};
    double y[12], g[12], worst = 0;
    fill_uniform(rng, -5, 5, 12, given.s);
    fill_probabilities(rng, MAX_ROWS, MAX_COLUMNS, given.d);
    evaluate_few(l, output, &given, y, g);
    for (size_t i = 0; i < 12; i++)
        worst = fmax(worst, fabs(g[i] - (y[i] - given.d[i]) / MAX_ROWS));
    tap_near(worst, 0, 1e-16, "%s of %s outputs: dE/ds = (y - d)/P", loss_name(l),
             activation_name(output));
}

/* ---------------------------------------------------------- states of +-1000 */

typedef struct {
    const char *what;
    loss l;
    activation output;
    few given;
    double e, g[MAX_ROWS * MAX_COLUMNS];
} extreme;

/* y = softmax(s) is exactly 0 and 1 here, ln y is not: it is s less the largest s. For
   a logistic output -ln(1 - y) at s = 1000 is ln(1 + e^1000) = 1000. */
/* clang-format off */
static const extreme extremes[] = {
    {"right: 0", LOSS_CROSS_ENTROPY, ACTIVATION_SOFTMAX,
     {1, 2, {1000, -1000}, {1, 0}}, 0, {0, 0}},
    {"wrong: 1000 + 1000", LOSS_CROSS_ENTROPY, ACTIVATION_SOFTMAX,
     {1, 2, {1000, -1000}, {0, 1}}, 2000, {1, -1}},
    {"wrong: the same, as H(d) = 0", LOSS_KULLBACK_LEIBLER, ACTIVATION_SOFTMAX,
     {1, 2, {1000, -1000}, {0, 1}}, 2000, {1, -1}},
    {"undecided: (0 + 2000)/2", LOSS_CROSS_ENTROPY, ACTIVATION_SOFTMAX,
     {1, 2, {1000, -1000}, {0.5, 0.5}}, 1000, {0.5, -0.5}},
    {"undecided: less H(d) = ln 2", LOSS_KULLBACK_LEIBLER, ACTIVATION_SOFTMAX,
     {1, 2, {1000, -1000}, {0.5, 0.5}}, 1000 - M_LN2, {0.5, -0.5}},
    {"all at -1000: ln 2", LOSS_CROSS_ENTROPY, ACTIVATION_SOFTMAX,
     {1, 2, {-1000, -1000}, {0, 1}}, M_LN2, {0.5, -0.5}},
    {"(2000 + ln 2)/2", LOSS_CROSS_ENTROPY, ACTIVATION_SOFTMAX,
     {2, 2, {-1000, 1000, 0, 0}, {1, 0, 0, 1}}, 1000 + M_LN2 / 2, {-0.5, 0.5, 0.25, -0.25}},
    {"wrong: (1 + 1)/2", LOSS_MSE, ACTIVATION_SOFTMAX,
     {1, 2, {1000, -1000}, {0, 1}}, 1, {0, 0}},
    {"right: 0", LOSS_CROSS_ENTROPY, ACTIVATION_LOGISTIC,
     {1, 2, {1000, -1000}, {1, 0}}, 0, {0, 0}},
    {"wrong twice: 1000 + 1000", LOSS_CROSS_ENTROPY, ACTIVATION_LOGISTIC,
     {1, 2, {1000, -1000}, {0, 1}}, 2000, {1, -1}},
    {"wrong twice: the same, as H(d) = 0", LOSS_KULLBACK_LEIBLER, ACTIVATION_LOGISTIC,
     {1, 2, {1000, -1000}, {0, 1}}, 2000, {1, -1}},
    {"wrong and undecided: 1000 + ln 2", LOSS_CROSS_ENTROPY, ACTIVATION_LOGISTIC,
     {1, 2, {1000, 0}, {0, 1}}, 1000 + M_LN2, {1, -0.5}},
    {"wrong: (1 + 1)/2", LOSS_MSE, ACTIVATION_LOGISTIC,
     {1, 2, {1000, -1000}, {0, 1}}, 1, {0, 0}},
    {"wrong: (1 + 2^2)/2", LOSS_MSE, ACTIVATION_TANH,
     {1, 2, {1000, -1000}, {0, 1}}, 2.5, {0, 0}},
    {"(1000^2 + 1001^2)/2", LOSS_MSE, ACTIVATION_LINEAR,
     {1, 2, {1000, -1000}, {0, 1}}, 1001000.5, {1000, -1001}},
    {"(1000^2 + 1)/2", LOSS_MSE, ACTIVATION_RELU,
     {1, 2, {1000, -1000}, {0, 1}}, 500000.5, {1000, 0}},
    {"wrong: (1 + 1)/2", LOSS_MSE, ACTIVATION_THRESHOLD,
     {1, 2, {1000, -1000}, {0, 1}}, 1, {0, 0}},
};
/* clang-format on */

static void extremes_are_finite(void)
{
    double y[12], g[12];
    for (size_t i = 0; i < sizeof extremes / sizeof *extremes; i++) {
        const extreme *x = &extremes[i];
        double worst = 0;
        const double e = evaluate_few(x->l, x->output, &x->given, y, g);
        for (size_t k = 0; k < x->given.rows * x->given.columns; k++)
            worst = fabs(g[k] - x->g[k]) <= worst ? worst : fabs(g[k] - x->g[k]);
        tap_near(e, x->e, 1e-15, "states of +-1000, %s, %s outputs: %s", loss_name(x->l),
                 activation_name(x->output), x->what);
        tap_near(worst, 0, 1e-15, "... and the gradient is the exact one");
    }
}

/* One NaN among the states, in any place: the loss has to say so, or training would go
   on with it. */
static void nan_stays_visible(gsl_rng *rng, loss l, activation output)
{
    int hidden = 0;
    double y[12], g[12];
    for (size_t k = 0; k < 12; k++) {
        few given = {MAX_ROWS, MAX_COLUMNS, {0}, {0}};
        fill_uniform(rng, -5, 5, 12, given.s);
        for (size_t p = 0; p < MAX_ROWS; p++)
            given.d[p * MAX_COLUMNS] = 1; /* wanted: the first, so that most NaNs are not */
        given.s[k] = GSL_NAN;
        hidden += !isnan(evaluate_few(l, output, &given, y, g));
    }
    tap_ok(hidden == 0, "a NaN state gives a NaN loss: %s, %s outputs", loss_name(l),
           activation_name(output));
}

/* ---------------------------------------------------- many rows, in any layout */

/* What the states of one row cost, straight from the definition. */
static long double reference_row(loss l, activation output, const double *s, const double *d)
{
    long double y[COLUMNS], total = 0, sum = 0;
    for (size_t j = 0; j < COLUMNS; j++)
        total += expl(s[j]);
    for (size_t j = 0; j < COLUMNS; j++) {
        y[j] = output == ACTIVATION_SOFTMAX ? expl(s[j]) / total : 1 / (1 + expl(-s[j]));
        if (l == LOSS_MSE)
            sum += (y[j] - d[j]) * (y[j] - d[j]) / COLUMNS;
        else
            sum -= d[j] * logl(y[j]);
        if (l != LOSS_MSE && output == ACTIVATION_LOGISTIC)
            sum -= (1 - d[j]) * logl(1 - y[j]);
    }
    return sum;
}

/* 300 rows: more than the code takes at a time, and no multiple of it. */
static void many_rows(gsl_rng *rng, loss l, activation output)
{
    double s[CELLS], d[CELLS];
    long double sum = 0;
    fill_uniform(rng, -8, 8, CELLS, s);
    fill_probabilities(rng, ROWS, COLUMNS, d);
    for (size_t p = 0; p < ROWS; p++)
        sum += reference_row(l, output, s + p * COLUMNS, d + p * COLUMNS);
    sum /= ROWS;
    if (l == LOSS_KULLBACK_LEIBLER)
        sum -= entropy(output, ROWS, COLUMNS, d);
    gsl_matrix_view sv = gsl_matrix_view_array(s, ROWS, COLUMNS);
    gsl_matrix_view dv = gsl_matrix_view_array(d, ROWS, COLUMNS);
    tap_near(loss_forward(l, output, &sv.matrix, &dv.matrix), (double)sum, 1e-13,
             "%s of %s outputs over 300 rows, from the definition", loss_name(l),
             activation_name(output));
}

/* The same rows, apart in memory, with marks between them that must stay. */
enum { WIDEST = COLUMNS + 3 };
static const double mark = 12345;

static gsl_matrix_view spread(const double *contiguous, double *wide, size_t tda)
{
    gsl_matrix_view m = gsl_matrix_view_array_with_tda(wide, ROWS, COLUMNS, tda);
    gsl_matrix_const_view from = gsl_matrix_const_view_array(contiguous, ROWS, COLUMNS);
    for (size_t i = 0; i < ROWS * tda; i++)
        wide[i] = mark;
    gsl_matrix_memcpy(&m.matrix, &from.matrix);
    return m;
}

static double worst_difference(const double *contiguous, const gsl_matrix *wide)
{
    double worst = 0;
    for (size_t p = 0; p < ROWS; p++) {
        const double *row = wide->data + p * wide->tda;
        for (size_t j = 0; j < COLUMNS; j++)
            worst = fmax(worst, fabs(contiguous[p * COLUMNS + j] - row[j]));
        for (size_t j = COLUMNS; j < wide->tda; j++)
            if (row[j] != mark)
                return GSL_POSINF;
    }
    return worst;
}

/* Vector and scalar exp may differ in the last place, so the tolerance is not 0. */
static void any_layout(gsl_rng *rng, loss l, activation output)
{
    double s[CELLS], d[CELLS], delta[CELLS] = {0};
    double s_wide[ROWS * WIDEST], d_wide[ROWS * WIDEST], delta_wide[ROWS * WIDEST];
    fill_uniform(rng, -8, 8, CELLS, s);
    fill_probabilities(rng, ROWS, COLUMNS, d);
    gsl_matrix_view sm = gsl_matrix_view_array(s, ROWS, COLUMNS),
                    sw = spread(s, s_wide, COLUMNS + 1);
    gsl_matrix_view dm = gsl_matrix_view_array(d, ROWS, COLUMNS),
                    dw = spread(d, d_wide, COLUMNS + 2);
    gsl_matrix_view gm = gsl_matrix_view_array(delta, ROWS, COLUMNS);
    gsl_matrix_view gw = spread(delta, delta_wide, COLUMNS + 3);
    const double e = loss_forward(l, output, &sm.matrix, &dm.matrix);
    const double e_wide = loss_forward(l, output, &sw.matrix, &dw.matrix);
    loss_backward(l, output, &sm.matrix, &dm.matrix, &gm.matrix);
    loss_backward(l, output, &sw.matrix, &dw.matrix, &gw.matrix);
    tap_near(e_wide, e, 1e-14, "%s of %s outputs: rows apart in memory cost the same", loss_name(l),
             activation_name(output));
    tap_near(worst_difference(s, &sw.matrix) / 8, 0, 1e-15, "... have the same outputs");
    tap_near(worst_difference(delta, &gw.matrix), 0, 1e-15, "... and the same gradients");
}

/* ----------------------------------------------------------------- derivatives */

static double apply_one(activation a, double s)
{
    gsl_matrix_view m = gsl_matrix_view_array(&s, 1, 1);
    activation_apply(a, &m.matrix);
    return s;
}

static double backward_one(activation a, double y)
{
    double delta = 1;
    gsl_matrix_const_view ym = gsl_matrix_const_view_array(&y, 1, 1);
    gsl_matrix_view dm = gsl_matrix_view_array(&delta, 1, 1);
    activation_backward(a, &ym.matrix, &dm.matrix);
    return delta;
}

/* (a(s + h) - a(s - h)) / 2h, wrong by h^2 a'''/6 <= 4e-11 and rounding of 1e-11; no
   point is nearer to 0, where ReLU and threshold have no derivative, than 0.01. */
static void derivatives_agree(activation a)
{
    const double h = 1e-5;
    double of_s_y = 0, of_differences = 0, of_backward = 0;
    for (double s = -8.01; s < 8; s += 0.02) {
        const double by_s = activation_derivative_of_s(a, s), y = apply_one(a, s);
        const double slope = (apply_one(a, s + h) - apply_one(a, s - h)) / (2 * h);
        of_s_y = fmax(of_s_y, fabs(by_s - activation_derivative_of_y(a, y)));
        of_differences = fmax(of_differences, fabs(by_s - slope));
        of_backward = fmax(of_backward, fabs(by_s - backward_one(a, y)));
    }
    tap_near(of_s_y, 0, 1e-15, "%s: dy/ds is the same from s and from y", activation_name(a));
    tap_near(of_differences, 0, 1e-9, "... as by differences");
    tap_near(of_backward, 0, 1e-15, "... and as the backward pass has it");
}

static void derivatives_at_the_edges(void)
{
    tap_ok(isnan(activation_derivative_of_y(ACTIVATION_SOFTMAX, 0.5)) &&
               isnan(activation_derivative_of_s(ACTIVATION_SOFTMAX, 0.5)),
           "softmax has a Jacobian and says NaN to whoever wants a derivative");
    tap_ok(activation_derivative_of_y(ACTIVATION_RELU, 0) == 0 &&
               activation_derivative_of_s(ACTIVATION_RELU, 0) == 0,
           "ReLU's derivative at the kink is 0");
    for (double s = -1000; s <= 1000; s += 2000)
        tap_ok(activation_derivative_of_s(ACTIVATION_TANH, s) == 0 &&
                   activation_derivative_of_s(ACTIVATION_LOGISTIC, s) == 0,
               "tanh and logistic are flat at %g", s);
    /* 1 - tanh(20)^2 = 4 e^-40 (1 - 2 e^-40 + ...), where 1 - y^2 sees nothing. */
    tap_near(activation_derivative_of_s(ACTIVATION_TANH, 20) / (4 * exp(-40)), 1, 1e-14,
             "tanh'(20) from the state keeps its digits");
}

/* dE/ds_j = sum_k dE/dy_k dy_k/ds_j with dy_k/ds_j = y_k ([j = k] - y_j). */
static void softmax_jacobian(void)
{
    double y[3] = {0.2, 0.5, 0.3}, delta[3] = {1, -2, 0.5}, expected[3] = {0};
    for (size_t j = 0; j < 3; j++)
        for (size_t k = 0; k < 3; k++)
            expected[j] += delta[k] * y[k] * ((j == k) - y[j]);
    gsl_matrix_view ym = gsl_matrix_view_array(y, 1, 3), dm = gsl_matrix_view_array(delta, 1, 3);
    activation_backward(ACTIVATION_SOFTMAX, &ym.matrix, &dm.matrix);
    for (size_t j = 0; j < 3; j++)
        tap_near(delta[j], expected[j], 1e-15, "softmax's backward pass is its Jacobian, %zu", j);
}

/* ----------------------------------------- the vectorised tanh, exp, in the last place */

/* |actual - expected| in units of the last place of a double near `expected`. */
static double ulps(double actual, long double expected)
{
    int exponent;
    if ((double)expected == actual)
        return 0;
    frexpl(expected, &exponent);
    return (double)fabsl((actual - expected) / ldexpl(1, GSL_MAX(exponent - 53, -1074)));
}

static long double tanh_of(double s)
{
    return tanhl(s);
}

static long double logistic_of(double s)
{
    return 1 / (1 + expl(-s));
}

/* A quarter each over +-800, +-40 (beyond 20 tanh is 1) and +-1, and down to the
   denormals, where tanh(s) and s are the same. */
static void fill_points(gsl_rng *rng, size_t n, double *s)
{
    for (size_t i = 0; i < n; i++) {
        const double sign = gsl_rng_uniform(rng) < 0.5 ? -1 : 1, range[] = {800, 40, 1};
        s[i] = sign * (i % 4 < 3 ? uniform(rng, 0, range[i % 4]) : exp2(uniform(rng, -1074, 0)));
    }
}

/* Long double holds 11 more bits than double on x86, but not everywhere, and not under
   valgrind, which computes it in 64 bits; then the reference itself is off by one. */
static double allowed_ulps(void)
{
    volatile long double one = 1, more = LDBL_EPSILON;
    return LDBL_MANT_DIG > DBL_MANT_DIG && one + more != one ? 4 : 6;
}

/* Below the least normal double a logistic output may be 0: exp(-s) has overflowed. */
static void exact_to_ulps(gsl_rng *rng, activation a, long double (*exact)(double))
{
    enum { POINTS = 200000 };
    static double s[POINTS], y[POINTS];
    double worst = 0, where = 0;
    fill_points(rng, POINTS, s);
    for (size_t i = 0; i < POINTS; i++)
        y[i] = s[i];
    gsl_matrix_view m = gsl_matrix_view_array(y, POINTS / 8, 8);
    activation_apply(a, &m.matrix);
    for (size_t i = 0; i < POINTS; i++) {
        const long double expected = exact(s[i]);
        const double error =
            y[i] == 0 && expected < DBL_MIN && s[i] < -700 ? 0 : ulps(y[i], expected);
        where = error <= worst ? where : s[i];
        worst = error <= worst ? worst : error;
    }
    tap_ok(worst <= allowed_ulps(), "%s of 200000 numbers is exact to 4 units in the last place",
           activation_name(a));
    tap_note("%s: %.2f units at worst, at s = %.17g", activation_name(a), worst, where);
}

/* Softmax of (0, s) for s < -40 is exp(s) itself, as 1 + exp(s) rounds to 1: so the tail
   of the vectorised exp can be seen alone, down to the denormals and beyond. */
static void exp_tail(gsl_rng *rng)
{
    enum { POINTS = 50000 };
    static double s[2 * POINTS], y[2 * POINTS];
    double worst = 0, where = 0;
    for (size_t i = 0; i < POINTS; i++)
        y[2 * i + 1] = s[2 * i + 1] = uniform(rng, -760, -40);
    gsl_matrix_view m = gsl_matrix_view_array(y, POINTS, 2);
    activation_apply(ACTIVATION_SOFTMAX, &m.matrix);
    for (size_t i = 1; i < 2 * POINTS; i += 2) {
        const double error = y[i - 1] == 1 ? ulps(y[i], expl(s[i])) : GSL_POSINF;
        where = error <= worst ? where : s[i];
        worst = error <= worst ? worst : error;
    }
    tap_ok(worst <= allowed_ulps(), "exp(s) from s = -40 to -760 likewise");
    tap_note("exp: %.2f units at worst, at s = %.17g", worst, where);
}

/* At the ends of the number line, in every lane of a vector. */
static void ends_of_the_line(void)
{
    const double s[] = {GSL_POSINF, GSL_NEGINF, 0.0, -0.0, 4e-324, -4e-324, DBL_MAX, -DBL_MAX};
    const double by_tanh[] = {1, -1, 0.0, -0.0, 4e-324, -4e-324, 1, -1};
    const double by_logistic[] = {1, 0, 0.5, 0.5, 0.5, 0.5, 1, 0};
    for (size_t lane = 0; lane < 8; lane++) {
        double t[8], l[8];
        int right = 1;
        for (size_t i = 0; i < 8; i++)
            t[i] = l[i] = s[(i + lane) % 8];
        gsl_matrix_view tm = gsl_matrix_view_array(t, 1, 8), lm = gsl_matrix_view_array(l, 1, 8);
        activation_apply(ACTIVATION_TANH, &tm.matrix);
        activation_apply(ACTIVATION_LOGISTIC, &lm.matrix);
        for (size_t i = 0; i < 8; i++)
            right = right && t[i] == by_tanh[(i + lane) % 8] && l[i] == by_logistic[(i + lane) % 8];
        tap_ok(right, "tanh, logistic of infinities, zeros, denormals, turned by %zu", lane);
    }
}

static void every_accepted_pair(gsl_rng *rng)
{
    for (loss l = 0; l < LOSS_COUNT; l++)
        for (activation output = 0; output < ACTIVATION_COUNT; output++)
            if (loss_accepts(l, output)) {
                nan_stays_visible(rng, l, output);
                any_layout(rng, l, output);
            }
}

static void both_probabilities(gsl_rng *rng, activation output)
{
    kl_of_itself(rng, output);
    cross_entropy_is_entropy_plus_kl(rng, output);
    gradient_is_difference(rng, LOSS_CROSS_ENTROPY, output);
    gradient_is_difference(rng, LOSS_KULLBACK_LEIBLER, output);
    for (loss l = 0; l < LOSS_COUNT; l++)
        many_rows(rng, l, output);
}

int main(void)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    names_go_both_ways();
    mse_by_hand();
    softmax_forgets_shifts(rng);
    both_probabilities(rng, ACTIVATION_SOFTMAX);
    both_probabilities(rng, ACTIVATION_LOGISTIC);
    extremes_are_finite();
    every_accepted_pair(rng);
    for (activation a = 0; a < ACTIVATION_SOFTMAX; a++)
        derivatives_agree(a);
    derivatives_at_the_edges();
    softmax_jacobian();
    exact_to_ulps(rng, ACTIVATION_TANH, tanh_of);
    exact_to_ulps(rng, ACTIVATION_LOGISTIC, logistic_of);
    exp_tail(rng);
    ends_of_the_line();
    gsl_rng_free(rng);
    return tap_done();
}
