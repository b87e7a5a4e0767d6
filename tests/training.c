/* training.c - what would be wrong in the world if these failed: a run would stop for
   another reason than it says, its history would be of other weights, hours of training
   would be lost with a full disk or come back from a file as another net.

   Works in a folder of its own under the system's temporary one, which is removed at
   the end. */

#include "blas.h"
#include "interrupt.h"
#include "methods.h"
#include "output.h"
#include "tap.h"
#include "train.h"
#include "weights.h"

#include <dirent.h>
#include <float.h>
#include <gsl/gsl_math.h>
#include <malloc.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EXAMPLES = 20, TEST_EXAMPLES = 8 };

/* ------------------------------------------------------------------- a small task */

/* Points in a square; of class 1 above a line through it. */
static dataset *make_points(size_t examples, gsl_rng *rng)
{
    dataset *data = dataset_alloc(examples, 2, 2);
    for (size_t p = 0; p < examples; p++) {
        const double x = 2 * gsl_rng_uniform(rng) - 1, y = 2 * gsl_rng_uniform(rng) - 1;
        gsl_matrix_set(data->x, p, 0, x);
        gsl_matrix_set(data->x, p, 1, y);
        dataset_set_label(data, p, y > 0.3 * x + 0.1);
    }
    return data;
}

typedef struct {
    dataset *train, *test;
    gsl_rng *rng;
    mlp *net;
    gsl_vector *w; /* the initial weights */
    mlp_pass *pass;
    objective *o;
    gsl_multimin_function_fdf f;
    gsl_multimin_fdfminimizer *s;
    history h;
} bench;

/* In place: the minimizer keeps the address of b->f. */
static void make_bench(bench *b, const char *method_name, double eta, size_t batch,
                       activation outputs)
{
    fault why;
    const size_t width[] = {2, 3, 2};
    *b = (bench){.rng = gsl_rng_alloc(gsl_rng_mt19937)};
    const gsl_multimin_fdfminimizer_type *type = method_type(method_by_name(method_name));
    const int linear = outputs == ACTIVATION_LINEAR;
    b->train = make_points(EXAMPLES, b->rng);
    b->test = make_points(TEST_EXAMPLES, b->rng);
    b->net = mlp_alloc(2, width, linear ? ACTIVATION_LINEAR : ACTIVATION_TANH, outputs);
    b->w = gsl_vector_alloc(b->net->n_weights);
    mlp_init(b->net, b->w, b->rng);
    b->pass = mlp_pass_alloc(b->net, 7); /* divides neither part */
    b->o = objective_alloc(b->net, linear ? LOSS_MSE : LOSS_CROSS_ENTROPY, b->train, batch, b->rng,
                           &why);
    b->f = objective_function(b->o);
    b->s = gsl_multimin_fdfminimizer_alloc(type, b->net->n_weights);
    gsl_multimin_fdfminimizer_set(b->s, &b->f, b->w, eta, 0.1);
}

static void free_bench(bench *b)
{
    history_free(&b->h);
    gsl_multimin_fdfminimizer_free(b->s);
    objective_free(b->o);
    mlp_pass_free(b->net, b->pass);
    gsl_vector_free(b->w);
    mlp_free(b->net);
    gsl_rng_free(b->rng);
    dataset_free(b->train);
    dataset_free(b->test);
}

static train_end run(bench *b, double stop_error, size_t max_iterations)
{
    const training t = {.stop_error = stop_error,
                        .max_iterations = max_iterations,
                        .test = b->test,
                        .pass = b->pass};
    train_end end = TRAIN_INTERRUPTED;
    double seconds = -1;
    if (train(b->s, b->o, &t, &b->h, &end, &seconds) != GSL_SUCCESS || seconds < 0)
        tap_ok(0, "train succeeds and takes no negative time");
    return end;
}

static double error_of(const bench *b, const gsl_vector *w, const dataset *data)
{
    evaluation result = {GSL_NAN, 0};
    evaluate(b->net, w, b->o->l, data, b->pass, &result, NULL);
    return result.error;
}

/* ---------------------------------------------------------------------- how it ends */

static void ends_at_once(void)
{
    bench b;
    make_bench(&b, "gd", 0.5, 0, ACTIVATION_SOFTMAX);
    tap_ok(run(&b, 10, 100) == TRAIN_REACHED && b.h.n == 1 && gsl_vector_equal(b.s->x, b.w),
           "an error that is small enough at first: no weight is changed");
    tap_near(b.h.row[0].error, error_of(&b, b.w, b.train), 1e-14,
             "iteration 1 is the initial weights");
    tap_ok(b.h.row[0].iteration == 1 && b.h.row[0].n_df == 1, "... after one gradient");
    free_bench(&b);
}

/* The error falls below 0.6 somewhere on the way: there, and not one step later. */
static void ends_when_reached(void)
{
    bench b;
    make_bench(&b, "gd", 0.5, 0, ACTIVATION_SOFTMAX);
    tap_ok(run(&b, 0.6, 10000) == TRAIN_REACHED, "an error reached ends the run");
    const size_t n = b.h.n;
    tap_ok(n > 2 && b.h.row[n - 1].error < 0.6 && b.h.row[n - 2].error >= 0.6,
           "... in the first iteration below it (%zu)", n);
    tap_near(b.h.row[n - 1].error, error_of(&b, b.s->x, b.train), 1e-14,
             "... with the weights that have this error");
    free_bench(&b);
}

static void ends_after_max(void)
{
    bench b;
    make_bench(&b, "gd", 0.5, 0, ACTIVATION_SOFTMAX);
    tap_ok(run(&b, 0, 9) == TRAIN_ITERATIONS && b.h.n == 9, "9 iterations are 9 rows");
    int right = 1;
    for (size_t i = 0; i < b.h.n; i++) {
        const history_row *row = &b.h.row[i];
        right = right && row->iteration == i + 1 && row->n_df == i + 1 && row->n_f == 0 &&
                row->epoch == (double)(i + 1) && row->train_error == row->error;
    }
    tap_ok(right, "full batch: each row is an iteration, a gradient and an epoch");
    tap_near(b.h.row[8].test_error, error_of(&b, b.s->x, b.test), 1e-14,
             "... and has the error of the test set");
    free_bench(&b);
}

/* A linear net and the mean squared error make a bowl; at its bottom, or once its steps
   no longer change a bit of E, GSL's BFGS returns GSL_ENOPROG. */
static void ends_when_stuck(void)
{
    bench b;
    make_bench(&b, "vector_bfgs2", 0.1, 0, ACTIVATION_LINEAR);
    tap_ok(run(&b, 0, 100000) == TRAIN_STUCK, "GSL's BFGS ends at the bottom of a bowl");
    tap_ok(b.h.n < 1000 && b.h.row[b.h.n - 1].error < b.h.row[0].error, "... after %zu iterations",
           b.h.n);
    free_bench(&b);
}

/* Each step of descent multiplies the distance to the bottom by about -eta lambda. */
static void ends_when_diverged(void)
{
    bench b;
    make_bench(&b, "gd", 1e20, 0, ACTIVATION_LINEAR);
    tap_ok(run(&b, 0, 1000) == TRAIN_DIVERGED, "descent with an absurd eta diverges");
    size_t finite = 0;
    while (finite < b.h.n && isfinite(b.h.row[finite].error))
        finite++;
    tap_ok(finite > 1 && finite == b.h.n - 1,
           "... and ends at the first error without a value (%zu)", b.h.n);
    free_bench(&b);
}

static void interrupt_at_five(const history *h, void *context)
{
    (void)context;
    if (h->n == 5)
        raise(SIGINT);
}

static void ends_when_interrupted(void)
{
    bench b;
    make_bench(&b, "gd", 0.5, 0, ACTIVATION_SOFTMAX);
    const training t = {.max_iterations = 100, .pass = b.pass, .watch = interrupt_at_five};
    train_end end = TRAIN_REACHED;
    double seconds;
    interrupt_catch();
    train(b.s, b.o, &t, &b.h, &end, &seconds);
    tap_ok(end == TRAIN_INTERRUPTED && b.h.n == 5, "Ctrl-C ends the run, not the program");
    tap_ok(isnan(b.h.row[0].test_error), "without a test set there is no test error");
    free_bench(&b);
}

/* -------------------------------------------------------------------------- batches */

/* 20 examples by 8: 8, 8, 4 and so on; epochs end with every third gradient. */
static void history_of_batches(void)
{
    bench b;
    make_bench(&b, "gd", 0.1, 8, ACTIVATION_SOFTMAX);
    static const double epoch[] = {0.4, 0.8, 1, 1.4, 1.8, 2, 2.4};
    int epochs = 1, whole = 1, own = 0;
    run(&b, 0, 7);
    for (size_t i = 0; i < 7; i++) {
        const history_row *row = &b.h.row[i];
        const int expected = i == 0 || i == 2 || i == 5;
        epochs = epochs && fabs(row->epoch - epoch[i]) < 1e-15;
        whole = whole && isnan(row->train_error) != expected && isnan(row->test_error) != expected;
        own += row->error != row->train_error;
    }
    tap_ok(epochs, "batches: the epoch counts the examples that gradients have seen");
    tap_ok(whole, "batches: the whole sets are evaluated at first and after each epoch");
    tap_ok(own == 7, "batches: every row has the error of its own batch");
    tap_near(b.h.row[0].train_error, error_of(&b, b.w, b.train), 1e-14,
             "batches: row 1 has the training error of the initial weights");
    tap_ok(history_train_error(&b.h, 4) == b.h.row[2].train_error &&
               history_train_error(&b.h, 1) == b.h.row[0].train_error,
           "the latest training error is found");
    free_bench(&b);
}

/* With a step so small that the weights hardly move, the error of the whole set stays;
   single examples cost less than half of it, and must not end the run. */
static void batches_do_not_end_a_run(void)
{
    bench b;
    make_bench(&b, "gd", 1e-12, 1, ACTIVATION_SOFTMAX);
    const double stop_error = 0.999 * error_of(&b, b.w, b.train);
    tap_ok(run(&b, stop_error, 60) == TRAIN_ITERATIONS, "a batch's luck ends no run");
    size_t below = 0;
    for (size_t i = 0; i < b.h.n; i++)
        below += b.h.row[i].error < stop_error;
    tap_ok(below > 0, "... though %zu single examples were below the stop error", below);
    free_bench(&b);
}

/* By 1, 7 or all rows at a time. */
static void evaluation_in_parts(void)
{
    bench b;
    make_bench(&b, "gd", 0.5, 0, ACTIVATION_SOFTMAX);
    run(&b, 0, 30);
    evaluation whole, part;
    size_t answer[EXAMPLES], answer_of_part[EXAMPLES], wrong = 0;
    mlp_pass *pass = mlp_pass_alloc(b.net, EXAMPLES);
    evaluate(b.net, b.s->x, b.o->l, b.train, pass, &whole, answer);
    for (size_t p = 0; p < EXAMPLES; p++)
        wrong += answer[p] != b.train->label[p];
    tap_ok(wrong == whole.wrong && wrong < EXAMPLES / 2, "wrong answers are counted (%zu)", wrong);
    for (size_t rows = 1; rows <= 7; rows += 6) {
        mlp_pass *small = mlp_pass_alloc(b.net, rows);
        evaluate(b.net, b.s->x, b.o->l, b.train, small, &part, answer_of_part);
        tap_near(part.error, whole.error, 1e-14, "%zu rows at a time: the same error", rows);
        tap_ok(part.wrong == wrong && memcmp(answer, answer_of_part, sizeof answer) == 0,
               "%zu rows at a time: the same answers", rows);
        mlp_pass_free(b.net, small);
    }
    mlp_pass_free(b.net, pass);
    free_bench(&b);
}

/* -------------------------------------------------------------------------- history */

/* The lecture's captions: part 1 of 814 iterations is 1 to 407, and so on. */
static void halves_are_the_lectures(void)
{
    static const size_t lecture[][2] = {{814, 407}, {55, 28},    {253, 127}, {9, 5},
                                        {13, 7},    {1733, 867}, {2, 1},     {1, 1}};
    for (size_t i = 0; i < sizeof lecture / sizeof *lecture; i++) {
        history h = {0};
        while (h.n < lecture[i][0])
            history_add(&h, (history_row){.iteration = h.n + 1});
        tap_ok(h.row[history_half(&h)].iteration == lecture[i][1],
               "a history of %zu ends its first part at %zu", lecture[i][0], lecture[i][1]);
        history_free(&h);
    }
}

/* Reads a whole small file; "" if there is none. */
static void slurp(const char *path, char *text, size_t size)
{
    FILE *file = fopen(path, "rb");
    const size_t n = file ? fread(text, 1, size - 1, file) : 0;
    text[n] = '\0';
    if (file)
        fclose(file);
}

static void write_text(const char *path, const char *text, size_t n)
{
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(text, 1, n, file) != n || fclose(file) != 0) {
        perror(path);
        exit(1);
    }
}

static void history_as_a_table(void)
{
    fault why;
    char text[512];
    history h = {0};
    history_add(&h, (history_row){1, 0.5, 0.25, 0.75, GSL_NAN, 1, 0});
    history_add(&h, (history_row){2, 1, GSL_POSINF, GSL_NAN, 1e-12, 3, 4});
    tap_ok(history_write(&h, "h.txt", &why) == GSL_SUCCESS, "a history is written");
    slurp("h.txt", text, sizeof text);
    tap_ok(strcmp(text, "# iteration epoch error train_error test_error gradients errors_alone\n"
                        "1 0.5 0.25 0.75 ? 1 0\n2 1 ? ? 1e-12 3 4\n") == 0,
           "... as columns, with ? for what is no number");
    unlink("h.txt");
    history_free(&h);
}

/* -------------------------------------------------------------------- weights files */

static mlp *make_net(activation hidden)
{
    const size_t width[] = {2, 3, 2};
    return mlp_alloc(2, width, hidden, ACTIVATION_SOFTMAX);
}

/* What is hardest to write in decimal: neighbours of 1, thirds, the ends of the range,
   denormals, the two zeros. */
/* clang-format off */
static const double hard[] = {
    1 + DBL_EPSILON, 1 - DBL_EPSILON / 2, 1. / 3, -2. / 3, 0.1, M_PI,
    DBL_MAX, -DBL_MAX, DBL_MIN, 4.9406564584124654e-324, -2.2250738585072009e-308,
    0.0, -0.0, -1e-300, 5e22, 123456789012345678., 9007199254740993.};
/* clang-format on */

static gsl_vector *hard_numbers(const mlp *net)
{
    gsl_vector *w = gsl_vector_alloc(net->n_weights);
    for (size_t i = 0; i < w->size; i++)
        gsl_vector_set(w, i, hard[i % (sizeof hard / sizeof *hard)]);
    return w;
}

static void weights_round_trip(void)
{
    fault why = {""};
    mlp *net = make_net(ACTIVATION_TANH);
    gsl_vector *w = hard_numbers(net), *back = gsl_vector_calloc(net->n_weights);
    tap_ok(weights_save("w.txt", net, w, &why) == GSL_SUCCESS, "weights are saved");
    tap_ok(weights_load("w.txt", net, back, &why) == GSL_SUCCESS, "... and loaded");
    tap_ok(memcmp(w->data, back->data, w->size * sizeof(double)) == 0, "... to the last bit");
    gsl_vector_free(w);
    gsl_vector_free(back);
    mlp_free(net);
}

/* Refused, with a message that begins so; and w is what it was. */
static int refuses(const mlp *net, const char *message, fault *why)
{
    gsl_vector *w = gsl_vector_alloc(net->n_weights);
    int untouched = 1;
    gsl_vector_set_all(w, 7);
    const int status = weights_load("w.txt", net, w, why);
    for (size_t i = 0; i < w->size; i++)
        untouched = untouched && gsl_vector_get(w, i) == 7;
    gsl_vector_free(w);
    return status == GSL_EFAILED && untouched && strncmp(why->text, message, strlen(message)) == 0;
}

static void check_refused(const mlp *net, const char *message, const char *what)
{
    fault why = {""};
    const int pass = refuses(net, message, &why);
    tap_ok(pass, "weights refused: %s", what);
    if (!pass)
        tap_note("expected '%s', actual '%s'", message, why.text);
}

static void weights_of_another_net(void)
{
    const size_t wider[] = {2, 4, 2}, one[] = {2, 2};
    mlp *relu = make_net(ACTIVATION_RELU), *wide = mlp_alloc(2, wider, 1, ACTIVATION_SOFTMAX),
        *shallow = mlp_alloc(1, one, 1, ACTIVATION_SOFTMAX);
    const char *place = "w.txt:2: weights of another net: 'net 2-3-2 tanh softmax', but this "
                        "run's is 'net ";
    check_refused(relu, place, "of a net with other hidden neurons");
    check_refused(wide, place, "of a net of another width");
    check_refused(shallow, place, "of a net of other depth");
    mlp_free(relu);
    mlp_free(wide);
    mlp_free(shallow);
}

/* Whether the first n bytes of the file are refused; `line` is the one that is missing,
   or 0 where the cut goes through a line. A file without a first line is not even
   known to be one of weights. */
static int refuses_cut(const mlp *net, const char *whole, size_t n, size_t line)
{
    fault why;
    char message[64] = "w.txt:";
    write_text("w.txt", whole, n);
    if (line > 1)
        snprintf(message, sizeof message, "w.txt:%zu: the file ends too early", line);
    return refuses(net, message, &why);
}

/* After each line and through the middle of each, a file that was cut off is never a
   net. (Without the last line's end alone it is whole: an editor may have dropped it.) */
static void weights_cut_off(const mlp *net)
{
    char whole[2048];
    size_t line = 1, wrong = 0, begin = 0;
    slurp("w.txt", whole, sizeof whole);
    const size_t size = strlen(whole);
    for (; begin < size; line++) {
        const size_t length = strcspn(whole + begin, "\n");
        wrong += !refuses_cut(net, whole, begin, line);
        wrong += !refuses_cut(net, whole, begin + length / 2, length > 1 ? 0 : line);
        begin += length + 1;
    }
    tap_ok(line - 1 == net->n_weights + 4 && wrong == 0,
           "a weights file cut off after or within any of its %zu lines is refused", line - 1);
    write_text("w.txt", whole, size - 1);
    gsl_vector *w = gsl_vector_alloc(net->n_weights);
    tap_ok(weights_load("w.txt", net, w, &(fault){""}) == GSL_SUCCESS,
           "... but not without its last line's end");
    gsl_vector_free(w);
    write_text("w.txt", whole, size);
}

static void weights_spoiled(const mlp *net)
{
    static const struct {
        const char *what, *number, *after, *message;
    } table[] = {
        {"NaN", "nan", "end\n", "w.txt:4: 'nan' is not a finite number"},
        {"infinity", "-inf", "end\n", "w.txt:4: '-inf' is not a finite number"},
        {"too large for a double", "1e999", "end\n", "w.txt:4: '1e999' is not a finite number"},
        {"two numbers in a line", "1 2", "end\n", "w.txt:4: '1 2' is not a finite number"},
        {"a blank line", "", "end\n", "w.txt:4: '' is not a finite number"},
        {"a number too many", "1", "1\nend\n", "w.txt:21: '1' where 'end' should be"},
        {"more after its end", "1", "end\nmore\n", "w.txt:22: text after 'end'"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        FILE *file = fopen("w.txt", "w");
        fprintf(file, "ann 1\nnet 2-3-2 tanh softmax\nweights 17\n%s\n", table[i].number);
        for (size_t k = 1; k < net->n_weights; k++)
            fprintf(file, "0.5\n");
        fprintf(file, "%s", table[i].after);
        fclose(file);
        check_refused(net, table[i].message, table[i].what);
    }
}

static void weights_refused(void)
{
    mlp *net = make_net(ACTIVATION_TANH);
    weights_of_another_net();
    weights_cut_off(net);
    weights_spoiled(net);
    write_text("w.txt", "P6 64 64 255\n\0\1\2", 16);
    check_refused(net, "w.txt:1: not a weights file; its first line would be 'ann 1'", "a picture");
    write_text("w.txt", "ann 1\nnet 2-3-2 tanh softmax\nweights 16\n", 41);
    check_refused(net, "w.txt:3: 'weights 16' where 'weights 17' should be", "a wrong count");
    unlink("w.txt");
    check_refused(net, "w.txt: No such file or directory", "no file");
    mkdir("w.txt", 0777);
    check_refused(net, "w.txt:1: Is a directory", "a folder");
    rmdir("w.txt");
    mlp_free(net);
}

/* ---------------------------------------------------------------------------- output */

static int holds(const char *path, const char *expected)
{
    char text[256];
    slurp(path, text, sizeof text);
    return strcmp(text, expected) == 0;
}

static size_t count_files(void)
{
    size_t n = 0;
    DIR *here = opendir(".");
    while (readdir(here))
        n++;
    closedir(here);
    return n - 2; /* . and .. */
}

static int replace(const char *path, const char *text, fault *why)
{
    output *out = output_open(path, why);
    if (!out)
        return GSL_EFAILED;
    fputs(text, out->file);
    return output_close(out, why);
}

static void output_is_whole(void)
{
    fault why;
    write_text("o.txt", "old", 3);
    output *out = output_open("o.txt", &why);
    fputs("new", out->file);
    fflush(out->file);
    tap_ok(holds("o.txt", "old"), "a file half written has not touched the old one");
    tap_ok(output_close(out, &why) == GSL_SUCCESS && holds("o.txt", "new"),
           "a file that is complete replaces it");
    tap_ok(output_check("o.txt", &why) == GSL_SUCCESS && holds("o.txt", "new"),
           "asking whether it could be written changes nothing");
    tap_ok(output_check("p.txt", &why) == GSL_SUCCESS && access("p.txt", F_OK) != 0,
           "... and makes no file");
    tap_ok(count_files() == 1, "no temporary file is left");
}

/* A disk that is full after 64 KiB, as far as this process is told. */
static void output_on_a_full_disk(void)
{
    fault why = {""};
    struct rlimit all, little = {65536, 65536};
    getrlimit(RLIMIT_FSIZE, &all);
    little.rlim_max = all.rlim_max;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &little);
    output *out = output_open("o.txt", &why);
    for (int i = 0; i < 20000; i++)
        fprintf(out->file, "%d\n", i);
    const int status = output_close(out, &why);
    setrlimit(RLIMIT_FSIZE, &all);
    signal(SIGXFSZ, handler);
    tap_ok(status == GSL_EFAILED && strstr(why.text, "o.txt: not written: File too large"),
           "a disk that becomes full: an error, with the reason");
    if (status == GSL_SUCCESS || !strstr(why.text, "File too large"))
        tap_note("'%s'", why.text);
    tap_ok(holds("o.txt", "new") && count_files() == 1, "... the old file, and nothing else");
}

static mode_t mode_of(const char *path)
{
    struct stat info = {0};
    stat(path, &info);
    return info.st_mode & 0777;
}

static void output_keeps_permissions(void)
{
    fault why;
    chmod("o.txt", 0640);
    replace("o.txt", "again", &why);
    tap_ok(mode_of("o.txt") == 0640, "a file that is replaced keeps its permissions");
    const mode_t mask = umask(027);
    replace("n.txt", "new", &why);
    umask(mask);
    tap_ok(mode_of("n.txt") == 0640, "a new one has what the umask leaves");
    unlink("n.txt");
}

static void output_follows_links(void)
{
    fault why;
    struct stat info = {0};
    tap_ok(symlink("o.txt", "l.txt") == 0 && replace("l.txt", "linked", &why) == GSL_SUCCESS,
           "a link is written to");
    lstat("l.txt", &info);
    tap_ok(S_ISLNK(info.st_mode) && holds("o.txt", "linked"), "... and what it points to replaced");
    unlink("l.txt");
}

static void output_refuses(const char *path, const char *message, const char *what)
{
    fault why = {""};
    const int status = replace(path, "text", &why);
    tap_ok(status == GSL_EFAILED && strcmp(why.text, message) == 0, "output refused: %s", what);
    if (status != GSL_EFAILED || strcmp(why.text, message) != 0)
        tap_note("expected '%s', actual '%s'", message, why.text);
}

static void outputs(void)
{
    output_is_whole();
    output_on_a_full_disk();
    output_keeps_permissions();
    output_follows_links();
    output_refuses("/dev/full", "/dev/full: not written: No space left on device", "/dev/full");
    output_refuses(".", ".: is a directory; name a file in it", "a folder");
    output_refuses("no/o.txt", "no/o.txt: cannot be written: No such file or directory",
                   "a folder that is not there");
    output_refuses("o.txt/o.txt", "o.txt/o.txt: cannot be written: Not a directory",
                   "a file for a folder");
    unlink("o.txt");
    tap_ok(count_files() == 0, "nothing is left behind");
}

/* ---------------------------------------------------------------------------- memory */

/* malloc's own count means nothing where another malloc is in its place. */
#if defined __SANITIZE_ADDRESS__ || !defined __GLIBC__
static int counts_memory(void)
{
    return 0;
}
static size_t in_use(void)
{
    return 0;
}
#else
static size_t in_use(void)
{
    const struct mallinfo2 m = mallinfo2();
    return m.uordblks + m.hblkhd;
}
static int counts_memory(void)
{
    const size_t before = in_use();
    void *volatile block = malloc(1 << 20);
    const size_t after = in_use();
    free(block);
    return after >= before + (1 << 20); /* not so under valgrind */
}
#endif

static long page_faults(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_minflt;
}

/* A backward pass needs every layer's output, P rows of sum n_l numbers: the activations.
   Nothing else grows with P but two deltas as wide as the widest layer; and as a batch goes
   through in blocks, not even these are needed for all of a large one. */
static void memory_of_an_objective(const mlp *net, const dataset *data)
{
    fault why;
    size_t activations = 0;
    for (size_t l = 1; l <= net->layers; l++)
        activations += data->x->size1 * net->width[l] * sizeof(double);
    const size_t before = in_use();
    objective *o = objective_alloc(net, LOSS_CROSS_ENTROPY, data, 0, NULL, &why);
    const double ratio = (double)(in_use() - before) / (double)activations;
    objective_free(o);
    const size_t after = in_use();
    tap_ok(ratio > 0 && ratio <= 3, "an objective takes %.2f times its net's activations", ratio);
    tap_ok(after < before + 4096, "... and gives it back (but what malloc keeps at hand)");
}

/* What is allocated and freed again inside the loop leaves no trace in the count. But with
   M_MMAP_THRESHOLD at one page every matrix would be fresh memory from the kernel, and
   its first use a page fault. */
static void memory_of_the_loop(const mlp *net, const dataset *data, size_t batch)
{
    fault why;
    double e;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_vector *w = gsl_vector_alloc(net->n_weights), *g = gsl_vector_alloc(net->n_weights);
    mlp_init(net, w, rng);
    objective *o = objective_alloc(net, LOSS_CROSS_ENTROPY, data, batch, rng, &why);
    gsl_multimin_function_fdf f = objective_function(o);
    for (int i = 0; i < 10; i++) /* BLAS may set itself up */
        GSL_MULTIMIN_FN_EVAL_F_DF(&f, w, &e, g);
    const size_t before = in_use();
    const long faults = page_faults();
    for (int i = 0; i < 100; i++)
        GSL_MULTIMIN_FN_EVAL_F_DF(&f, w, &e, g);
    const long new_faults = page_faults() - faults;
    tap_ok(in_use() == before, "batch %zu: 100 gradients leave the memory as it was", batch);
    tap_ok(new_faults < 50, "batch %zu: and allocate nothing on the way (%ld page faults)", batch,
           new_faults);
    objective_free(o);
    gsl_vector_free(w);
    gsl_vector_free(g);
    gsl_rng_free(rng);
}

static void memory(void)
{
    const size_t two[] = {50, 100, 10}, three[] = {50, 20, 10, 10};
    if (!counts_memory()) {
        tap_note("another malloc is in place: no memory is counted");
        return;
    }
    mallopt(M_MMAP_THRESHOLD, 4096);
    blas_one_thread();
    dataset *many = dataset_alloc(1000, 50, 10), *some = dataset_alloc(200, 50, 10);
    mlp *wide = mlp_alloc(2, two, ACTIVATION_TANH, ACTIVATION_SOFTMAX);
    mlp *deep = mlp_alloc(3, three, ACTIVATION_TANH, ACTIVATION_SOFTMAX);
    memory_of_an_objective(wide, many);
    memory_of_an_objective(deep, many);
    memory_of_the_loop(wide, some, 0);
    memory_of_the_loop(deep, some, 64);
    mlp_free(wide);
    mlp_free(deep);
    dataset_free(many);
    dataset_free(some);
}

int main(void)
{
    char folder[] = "/tmp/training.XXXXXX";
    gsl_set_error_handler_off();
    if (!mkdtemp(folder) || chdir(folder) != 0) {
        perror(folder);
        return 1;
    }
    memory();
    ends_at_once();
    ends_when_reached();
    ends_after_max();
    ends_when_stuck();
    ends_when_diverged();
    history_of_batches();
    batches_do_not_end_a_run();
    evaluation_in_parts();
    halves_are_the_lectures();
    history_as_a_table();
    weights_round_trip();
    weights_refused();
    outputs();
    ends_when_interrupted(); /* last: the program stays interrupted */
    if (chdir("/") != 0 || rmdir(folder) != 0)
        tap_ok(0, "the folder %s is empty and can be removed", folder);
    return tap_done();
}
