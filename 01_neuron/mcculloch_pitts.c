/**
# The neuron of McCulloch and Pitts: one line through the plane

Lecture 14, slide 14: «модель МакКаллока-Питтса (1943)», «состояние нейрона».

A neuron has $n$ inputs $x_i$ («вход»), and for each a weight $w_i$ («вес связи»). It adds up
the weighted inputs, compares the sum with a threshold $w_0$, and what is over or missing is its
state $s$. The activation $\sigma$ («функция активации») makes the answer of it:

$$ s(x, w) = \sum_{i=1}^n x_i \cdot w_i - w_0 \qquad (1) $$
$$ a(x, w) = \sigma(s), \quad
   \sigma(s) = \begin{cases} 1 & s \ge 0 \\ 0 & s < 0 \end{cases} \qquad (2) $$

The slide also writes $\sigma(\langle x, w \rangle)$ without the threshold, and draws $w_0$ as
the weight of one more input that is always 1. Both are right if that input counts as
$x_0 = -1$. Programs, the library of this one too, like to add a bias $b = -w_0$ instead. A
state of exactly 0 has to go somewhere: here it answers 1.

In the paper of 1943 [1] all excitatory inputs weigh the same, and a single inhibitory one
forbids the neuron to fire at all. Weights of any size came later; the question was there from
the beginning: what can such cells compute? If inputs are 0 and 1, for false and true, one
neuron is AND, OR or NOT:

| | $w_1$ | $w_2$ | $w_0$ | fires when |
|---|---|---|---|---|
| AND | 1 | 1 | 1.5 | both inputs are 1 |
| OR | 1 | 1 | 0.5 | at least one is |
| NOT | -1 | | -0.5 | its input is 0 |

From these three every logical function can be put together, so a net of such neurons can
compute any. One neuron cannot: (1) is the equation of a straight line, $w_1 x_1 + w_2 x_2 = w_0$,
and the neuron says on which side of it a point lies.

| slide | here | default | meaning |
|---|---|---|---|
| $x_i$ | `x`, `--input` | all 0s and 1s | inputs |
| $w_i$ | `w`, `--weights` | the gates' | weights |
| $w_0$ | `w0`, `--threshold` | the gates' | threshold |
| $s$ | `state` | | state of the neuron |
| $\sigma$ | in `answer` | threshold | activation |
| | `--inputs` | 2 | $n$, of the search and of the net for XOR |
| | `--trials` | 1000000 | neurons that the search looks at |
*/

#include "arguments.h"
#include "output.h"
#include "random.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

enum { MOST = 4, MOST_CASES = 1 << MOST };

typedef struct {
    const char *name;
    size_t n;
    double w[MOST], w0;
} neuron;

static const neuron gates[] = {
    {"AND", 2, {1, 1}, 1.5},
    {"OR", 2, {1, 1}, 0.5},
    {"NOT", 1, {-1}, -0.5},
};
enum { GATES = sizeof gates / sizeof *gates };

/* Equation (1). */
static double state(const neuron *cell, const double x[])
{
    double s;
    gsl_vector_const_view w = gsl_vector_const_view_array(cell->w, cell->n);
    gsl_vector_const_view in = gsl_vector_const_view_array(x, cell->n);
    gsl_blas_ddot(&in.vector, &w.vector, &s);
    return s - cell->w0;
}

/* Equation (2). */
static int answer(const neuron *cell, const double x[])
{
    return state(cell, x) >= 0;
}

/* The k-th of the 2^n inputs of 0s and 1s, counted as binary numbers: 00, 01, 10, 11. */
static size_t cases(size_t n)
{
    return (size_t)1 << n;
}

static void set_case(size_t k, size_t n, double x[])
{
    for (size_t i = 0; i < n; i++)
        x[i] = (double)(k >> (n - 1 - i) & 1);
}

/**
## Why no single neuron is XOR

XOR wants 0 at 00 and 11, and 1 at 01 and 10. Put into (1), these are four inequalities:

$$ \begin{aligned}
   00 \to 0: &\quad -w_0 < 0 \\
   01 \to 1: &\quad w_2 - w_0 \ge 0 \\
   10 \to 1: &\quad w_1 - w_0 \ge 0 \\
   11 \to 0: &\quad w_1 + w_2 - w_0 < 0
   \end{aligned} \qquad (3) $$

The middle two add up to $w_1 + w_2 \ge 2 w_0$. The first makes $2 w_0 > w_0$. So
$w_1 + w_2 - w_0 > 0$, and the last one says the opposite. That is the whole proof; a corner of
the square cannot be cut off together with the corner across.

How special is XOR? Ask all neurons. Multiplying $w_1$, $w_2$ and $w_0$ by the same positive
number changes no answer, so only the direction of $(w_1, w_2, w_0)$ counts: all neurons of two
inputs are the points of a sphere. Each inequality of (3), as an equation, is a plane through
the sphere's centre, and four planes of which no three share a line cut a sphere into 14 pieces.
A piece is one logical function. There are $2^4 = 16$ functions, and the two without a piece are
XOR and its opposite.

For $n$ inputs the planes are $N = 2^n$, and Cover [2] has the number of pieces if they lie as
freely as they can:

$$ C(N, n) = 2 \sum_{k=0}^{n} \binom{N - 1}{k} \qquad (4) $$

The corners of a cube do not (four of them lie in one plane), so from $n = 3$ on it is only a
bound from above. The search takes directions at random, evenly over the sphere, and counts what
it finds.

[1] W. S. McCulloch, W. Pitts, A logical calculus of the ideas immanent in nervous activity,
Bulletin of Mathematical Biophysics 5, 1943. [2] T. M. Cover, Geometrical and statistical
properties of systems of linear inequalities with applications in pattern recognition, IEEE
Transactions on Electronic Computers EC-14, 1965.
*/

/* A logical function as a number: its answers to all cases, the first the highest bit, so that
   AND is binary 0001 and XOR 0110. */
static size_t function_of(const neuron *cell)
{
    double x[MOST];
    size_t f = 0;
    for (size_t k = 0; k < cases(cell->n); k++) {
        set_case(k, cell->n, x);
        f = f << 1 | (size_t)answer(cell, x);
    }
    return f;
}

static size_t functions(size_t n)
{
    return (size_t)1 << cases(n);
}

static neuron random_neuron(gsl_rng *rng, size_t n)
{
    neuron cell = {"random", n, {0}, 0};
    double direction[MOST + 1];
    gsl_ran_dir_nd(rng, n + 1, direction);
    for (size_t i = 0; i < n; i++)
        cell.w[i] = direction[i];
    cell.w0 = direction[n];
    return cell;
}

/* hits[f]: how many of the neurons compute the function f. NULL without memory. */
static size_t *search(gsl_rng *rng, size_t n, size_t trials)
{
    size_t *hits = calloc(functions(n), sizeof *hits);
    for (size_t t = 0; hits && t < trials; t++) {
        const neuron cell = random_neuron(rng, n);
        hits[function_of(&cell)]++;
    }
    return hits;
}

static size_t count_found(const size_t hits[], size_t n)
{
    size_t found = 0;
    for (size_t f = 0; f < functions(n); f++)
        found += hits[f] > 0;
    return found;
}

/* Equation (4) for the corners of the n-cube. */
static double cover(size_t n)
{
    double sum = 0;
    for (size_t k = 0; k <= n; k++)
        sum += gsl_sf_choose((unsigned)cases(n) - 1, (unsigned)k);
    return 2 * sum;
}

/* XOR of n inputs, also called parity: 1 where the number of ones is odd. */
static int is_odd(size_t k)
{
    return __builtin_parityll(k);
}

static size_t parity_function(size_t n)
{
    size_t f = 0;
    for (size_t k = 0; k < cases(n); k++)
        f = f << 1 | (size_t)is_odd(k);
    return f;
}

/* In how many cases the best of the functions found agrees with XOR. */
static size_t best_at_parity(const size_t hits[], size_t n)
{
    size_t best = 0;
    for (size_t f = 0; f < functions(n); f++) {
        const size_t wrong = (size_t)__builtin_popcountll(f ^ parity_function(n));
        if (hits[f])
            best = GSL_MAX(best, cases(n) - wrong);
    }
    return best;
}

/**
## Two layers are XOR

"One or the other" is "at least one, but not two". Both halves are neurons, and so is the "but
not":

$$ y_1 = \sigma(x_1 + x_2 - 0.5), \quad y_2 = \sigma(x_1 + x_2 - 1.5), \quad
   a = \sigma(y_1 - y_2 - 0.5) \qquad (5) $$

The first layer draws two parallel lines and what is between them is left over. Seen from the
second layer: the first has moved the four corners to three places, 00 to 00, 01 and 10 both to
10, 11 to 11, and there one line is enough. The same works for any $n$: the hidden neuron $k$
asks for at least $k$ ones, and the output adds them with the signs $+ - + - \ldots$
*/

static neuron hidden_neuron(size_t k, size_t n)
{
    neuron cell = {"at least k", n, {0}, (double)k - 0.5};
    for (size_t i = 0; i < n; i++)
        cell.w[i] = 1;
    return cell;
}

static neuron output_neuron(size_t n)
{
    neuron cell = {"output", n, {0}, 0.5};
    for (size_t i = 0; i < n; i++)
        cell.w[i] = i % 2 == 0 ? 1 : -1;
    return cell;
}

typedef struct {
    double x[MOST], s[MOST], y[MOST]; /* inputs, states and answers of the hidden layer */
    double state;                     /* of the output neuron */
    int answer;
} signal_path;

/* Equation (5), for the k-th case. */
static signal_path through_net(size_t k, size_t n)
{
    signal_path p;
    set_case(k, n, p.x);
    for (size_t j = 0; j < n; j++) {
        const neuron cell = hidden_neuron(j + 1, n);
        p.s[j] = state(&cell, p.x);
        p.y[j] = answer(&cell, p.x);
    }
    const neuron out = output_neuron(n);
    p.state = state(&out, p.y);
    p.answer = answer(&out, p.y);
    return p;
}

/* ------------------------------------------------------------------- what is shown */

typedef struct {
    basics b;
    neuron own;    /* n = 0: none was given */
    size_t inputs; /* of the search and the net */
    size_t trials;
    double input[MOST];
    size_t n_input;
    int threshold_given, inputs_given;
} settings;

/* "0110". Returns text. */
static const char *binary(size_t number, size_t digits, char *text)
{
    for (size_t i = 0; i < digits; i++)
        text[i] = (char)('0' + (number >> (digits - 1 - i) & 1));
    text[digits] = '\0';
    return text;
}

static const char *const one_input_names[] = {"never", "x1", "NOT", "always"};

static const char *const two_input_names[] = {
    "never", "AND",    "x1 but not x2", "x1",     "x2 but not x1", "x2",   "XOR",   "OR", "NOR",
    "XNOR",  "not x2", "x1 or not x2",  "not x1", "x2 or not x1",  "NAND", "always"};

/* The name of a function of one or two inputs; of more, there are too many to have names. */
static const char *name_of(size_t f, size_t n)
{
    if (n > 2)
        return f == parity_function(n) ? "XOR of all" : "";
    return n == 2 ? two_input_names[f] : one_input_names[f];
}

static void print_gate(const neuron *cell)
{
    double x[2];
    char text[MOST_CASES + 1];
    printf("%-5s", cell->name);
    for (size_t i = 0; i < 2; i++)
        i < cell->n ? printf("%5g", cell->w[i]) : printf("     ");
    printf("%7g  ", cell->w0);
    for (size_t k = 0; k < 4; k++) {
        set_case(k, cell->n, x);
        k < cases(cell->n) ? printf("%6g", state(cell, x)) : printf("      ");
    }
    printf("   %s\n", binary(function_of(cell), cases(cell->n), text));
}

static void print_gates(void)
{
    printf("A neuron answers 1 where its state s = <x, w> - w0 is not negative.\n"
           "#       w1   w2     w0   s at 00    01    10    11   answers\n");
    for (size_t g = 0; g < GATES; g++)
        print_gate(&gates[g]);
    printf("(The states of NOT are those at 0 and 1.)\n");
}

static void print_search(const size_t hits[], size_t n, size_t trials)
{
    const size_t xor = parity_function(n);
    char text[MOST_CASES + 1];
    printf("\nXOR wants 0 < w0, w0 <= w1, w0 <= w2 and w1 + w2 < w0. The middle two say\n"
           "w1 + w2 >= 2 w0, the first 2 w0 > w0: against the last. No neuron is XOR.\n"
           "%zu random neurons with %zu inputs computed %zu of the %zu functions\n"
           "(at most %.0f by Cover's count), XOR, %s, %zu times;",
           trials, n, count_found(hits, n), functions(n), cover(n), binary(xor, cases(n), text),
           hits[xor]);
    printf(" the best had %zu of its %zu\nanswers right.\n", best_at_parity(hits, n), cases(n));
}

static void print_numbers(const double v[], size_t n, const char *format)
{
    for (size_t i = 0; i < n; i++)
        printf(format, v[i]);
}

static void print_net(size_t n)
{
    char text[MOST + 1];
    printf("\nTwo layers: hidden neuron k fires from k ones on, the output adds + - + -\n"
           "# x  hidden states, answers  output state, answer\n");
    for (size_t k = 0; k < cases(n); k++) {
        const signal_path p = through_net(k, n);
        printf("%4s ", binary(k, n, text));
        print_numbers(p.s, n, " %5.1f");
        printf("  ->");
        print_numbers(p.y, n, " %g");
        printf("  -> %5.1f  -> %d\n", p.state, p.answer);
    }
}

/* A neuron of the reader's: all its answers, and how common they are. */
static void print_own(const settings *set, const size_t hits[])
{
    const neuron *own = &set->own;
    const size_t f = function_of(own);
    double x[MOST];
    char text[MOST_CASES + 1];
    printf("w =");
    print_numbers(own->w, own->n, " %g");
    printf(", w0 = %g\n#  x        state  answer\n", own->w0);
    for (size_t k = 0; k < cases(own->n); k++) {
        set_case(k, own->n, x);
        printf("%4s %12g  %d\n", binary(k, own->n, text), state(own, x), answer(own, x));
    }
    if (set->n_input > 0)
        printf("at --input: %g  %d\n", state(own, set->input), answer(own, set->input));
    printf("It computes %s%s%s, as %zu of %zu random neurons do.\n", binary(f, cases(own->n), text),
           *name_of(f, own->n) ? ", " : "", name_of(f, own->n), hits[f], set->trials);
}

/* ----------------------------------------------------------------- for the figures */

static void write_neuron(FILE *file, const neuron *cell)
{
    double x[MOST];
    for (size_t k = 0; k < cases(cell->n); k++) {
        set_case(k, cell->n, x);
        fprintf(file, "%s %.17g %.17g %.17g %g %g %.17g %d\n", cell->name, cell->w[0], cell->w[1],
                cell->w0, x[0], cell->n > 1 ? x[1] : 0, state(cell, x), answer(cell, x));
    }
}

/* The gates, and of the net for two inputs its neurons, each with all its cases. */
static int write_neurons(const char *prefix, fault *why)
{
    output *out = output_table(prefix, "neurons", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# name w1 w2 w0 x1 x2 s answer\n");
    for (size_t g = 0; g < GATES; g++)
        write_neuron(out->file, &gates[g]);
    neuron net[] = {hidden_neuron(1, 2), hidden_neuron(2, 2), output_neuron(2)};
    const char *const names[] = {"hidden1", "hidden2", "output"};
    for (size_t j = 0; j < 3; j++) {
        net[j].name = names[j];
        write_neuron(out->file, &net[j]);
    }
    return output_close(out, why);
}

static int write_net(const char *prefix, size_t n, fault *why)
{
    output *out = output_table(prefix, "net", why);
    char text[MOST + 1];
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# case");
    for (const char *what = "xsy"; *what; what++)
        for (size_t i = 1; i <= n; i++)
            fprintf(out->file, " %c%zu", *what, i);
    fprintf(out->file, " state answer\n");
    for (size_t k = 0; k < cases(n); k++) {
        const signal_path p = through_net(k, n);
        const double *const columns[] = {p.x, p.s, p.y};
        fprintf(out->file, "%s", binary(k, n, text));
        for (size_t c = 0; c < 3; c++)
            for (size_t i = 0; i < n; i++)
                fprintf(out->file, " %g", columns[c][i]);
        fprintf(out->file, " %g %d\n", p.state, p.answer);
    }
    return output_close(out, why);
}

static int write_functions(const settings *set, const size_t hits[], fault *why)
{
    output *out = output_table(set->b.tables, "functions", why);
    char text[MOST_CASES + 1];
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# answers neurons share name\n");
    for (size_t f = 0; f < functions(set->inputs); f++)
        fprintf(out->file, "%s %zu %.17g \"%s\"\n", binary(f, cases(set->inputs), text), hits[f],
                (double)hits[f] / (double)set->trials, name_of(f, set->inputs));
    return output_close(out, why);
}

static int write_tables(const settings *set, const size_t hits[], fault *why)
{
    if (write_neurons(set->b.tables, why) != GSL_SUCCESS ||
        write_net(set->b.tables, set->inputs, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    return write_functions(set, hits, why);
}

static void show(const settings *set, const size_t hits[])
{
    if (set->own.n > 0) {
        print_own(set, hits);
        return;
    }
    print_gates();
    print_search(hits, set->inputs, set->trials);
    print_net(set->inputs);
    printf("\nNext: ./01_neuron/mcculloch_pitts --inputs 3\n");
}

static int run(const settings *set, fault *why)
{
    gsl_rng *rng = random_alloc(set->b.seed, why);
    if (!rng)
        return GSL_EFAILED;
    size_t *hits = search(rng, set->inputs, set->trials);
    gsl_rng_free(rng);
    if (!hits)
        return fault_set(why, GSL_ENOMEM, "no memory to count %zu functions",
                         functions(set->inputs));
    const int status = set->b.tables ? write_tables(set, hits, why) : GSL_SUCCESS;
    if (status == GSL_SUCCESS && !set->b.quiet)
        show(set, hits);
    free(hits);
    return status;
}

/* -------------------------------------------------------------------------- options */

enum { WEIGHTS = 0x100, THRESHOLD, INPUT, INPUTS, TRIALS };

static const struct argp_option table[] = {
    {"weights", WEIGHTS, "W,W,...", 0, "of a neuron of your own, with one to four inputs", 1},
    {"threshold", THRESHOLD, "W0", 0, "its threshold (default: 0)", 1},
    {"input", INPUT, "X,X,...", 0, "any numbers to put into it", 1},
    {"inputs", INPUTS, "N", 0, "of the search and the net for XOR, 2 to 4 (default: 2)", 2},
    {"trials", TRIALS, "N", 0, "neurons that the search looks at (default: 1000000)", 2},
    {0},
};

/* Options that ask for each other. */
static void check_together(settings *set)
{
    if (set->own.n == 0 && (set->threshold_given || set->n_input > 0))
        arguments_error("--%s is for a neuron of your own: give --weights too",
                        set->threshold_given ? "threshold" : "input");
    if (set->n_input > 0 && set->n_input != set->own.n)
        arguments_error("--input: %zu numbers for a neuron with %zu weights", set->n_input,
                        set->own.n);
    if (set->own.n > 0 && set->inputs_given && set->inputs != set->own.n)
        arguments_error("--inputs: %zu, but --weights has %zu", set->inputs, set->own.n);
    if (set->own.n > 0)
        set->inputs = set->own.n;
}

static error_t parse(int key, char *text, struct argp_state *argp)
{
    settings *set = argp->input;
    switch (key) {
    case ARGP_KEY_INIT:
        argp->child_inputs[0] = &set->b;
        return 0;
    case WEIGHTS:
        set->own.n = argument_numbers("weights", text, MOST, set->own.w);
        return 0;
    case THRESHOLD:
        set->own.w0 = argument_number("threshold", text, -INFINITY, INFINITY);
        set->threshold_given = 1;
        return 0;
    case INPUT:
        set->n_input = argument_numbers("input", text, MOST, set->input);
        return 0;
    case INPUTS:
        set->inputs = argument_whole("inputs", text, 2, MOST);
        set->inputs_given = 1;
        return 0;
    case TRIALS:
        set->trials = argument_whole("trials", text, 1, 100000000);
        return 0;
    case ARGP_KEY_END:
        check_together(set);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {
        table,    parse,
        NULL,     "What one neuron can compute, and two layers (lecture 14, slide 14).",
        children, NULL,
        NULL};
    settings set = {.inputs = 2, .trials = 1000000};
    fault why = {""};
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

In the first figure is the neuron as the slide draws it, and beside it the states of the three
gates. AND and OR have the same weights; only the threshold differs, and it moves all states
together to the left or right. The answer changes where a state passes 0.

In the second one, the line of each gate, and the shaded side on which it fires. There is much
room to move these lines without changing an answer, and the bars below measure how much: a
random neuron is OR once in 24 times, AND once in 68, and in more than half of the cases it
always gives the same answer. XOR and XNOR have no bar, with any seed and any number of trials.
The last two pictures are (5), seen from the input, and from the output neuron's side.

## Try

- `--inputs 3`, then 4. The first finds 104 of 256 functions, the second 1882 of 65536, and
  those are all there are. Is it XOR that is special, or are the functions of a single neuron?
  What part of all functions will it be with five inputs? (94572 of 4294967296.)
- `--weights 1,1 --threshold 1`: the line goes through two of the corners. Which gate is it?
  Which would it be if a state of 0 answered 0?
- `--weights 1,1,1 --threshold 1.5`: which function is this, in a word? And with 2 for the first
  weight? How far can that weight grow before the function changes once more?
- `--weights 1,1 --threshold 1.5 --input 0.9,0.7`: nothing in (1) asks for 0s and 1s.
*/
