#include "liveplot.h"

#include "train.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct liveplot {
    FILE *gnuplot;
    int in_terminal, redraws;
    double drawn; /* when, by train_clock */
};

liveplot *liveplot_open(const char *title, fault *why)
{
    if (system("command -v gnuplot >/dev/null 2>&1") != 0)
        return fault_null(why, "--plot: gnuplot is not installed; try 'make deps'");
    liveplot *p = calloc(1, sizeof *p);
    if (!p)
        return fault_null(why, "no memory for a plot");
    signal(SIGPIPE, SIG_IGN); /* a closed window must not end the training */
    /* Results go to stdout, so a picture made of text goes to stderr. */
    p->gnuplot = popen("exec gnuplot -persist 1>&2", "w");
    if (!p->gnuplot) {
        free(p);
        return fault_null(why, "--plot: gnuplot cannot be started");
    }
    const char *display = getenv("DISPLAY"), *wayland = getenv("WAYLAND_DISPLAY");
    p->in_terminal = !(display && *display) && !(wayland && *wayland);
    p->redraws = !p->in_terminal || isatty(STDERR_FILENO);
    fprintf(p->gnuplot, "display = %d\n", !p->in_terminal);
    /* gnuplot-nox has no terminal with a window even where there is a display. */
    fputs("if (display && strstrt(GPVAL_TERMINALS, ' qt ')) { set term qt } else {"
          "if (display && strstrt(GPVAL_TERMINALS, ' wxt ')) { set term wxt } else {"
          "if (display && strstrt(GPVAL_TERMINALS, ' x11 ')) { set term x11 } else {"
          "set term dumb size 79,20 }}}\n",
          p->gnuplot);
    fprintf(p->gnuplot,
            "set title '%s'\nset xlabel 'iteration'\nset ylabel 'error'\nset datafile missing "
            "'?'\nset key noautotitle\n",
            title);
    return p;
}

/* At most about 500 points: more would cost time and show nothing. */
static void draw(liveplot *p, const history *h)
{
    const size_t step = h->n / 500 + 1;
    if (p->redraws && p->in_terminal)
        fputs("print \"\\033[H\\033[2J\"\n", p->gnuplot);
    fputs("plot '-' with lines\n", p->gnuplot);
    for (size_t i = 0; i < h->n; i += step)
        fprintf(p->gnuplot, "%zu %.9g\n", h->row[i].iteration, h->row[i].error);
    fputs("e\n", p->gnuplot);
    fflush(p->gnuplot);
    p->drawn = train_clock();
}

void liveplot_show(liveplot *p, const history *h)
{
    if (p->redraws && h->n >= 2 && train_clock() - p->drawn > 0.2)
        draw(p, h);
}

void liveplot_close(liveplot *p, const history *h)
{
    if (h->n >= 2)
        draw(p, h);
    pclose(p->gnuplot);
    free(p);
}
