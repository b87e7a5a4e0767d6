/* report.h - what a program says of a run: while it trains, on stderr, and at the end
   the captions of the lecture's figures. */

#ifndef REPORT_H
#define REPORT_H

#include "liveplot.h"
#include "run.h"

/* A line on stderr if somebody looks at it, and the curve if they asked for it. */
typedef struct {
    int progress;
    double shown; /* when, by train_clock; 0 for never */
    liveplot *plot;
} watcher;

/* Returns GSL_EFAILED with the reason if --plot finds no gnuplot. */
int watcher_open(watcher *w, const settings *set, fault *why);
void watcher_show(const history *h, void *w);
void watcher_close(watcher *w, const history *h);

/* The line that says what is trained, by what, on what. */
void report_head(const settings *set, const run *r);

/* All of it: head, the history's two parts, the test, what it cost, why it ended, what
   to try next. Everything on stdout depends on the seed alone; the seconds, which do
   not, go to stderr. */
void report_run(const settings *set, const run *r);

#endif
