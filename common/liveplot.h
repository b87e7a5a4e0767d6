/* liveplot.h - the error curve, drawn by gnuplot while a net trains: in a window
   where there is a display, as text in the terminal where there is none. */

#ifndef LIVEPLOT_H
#define LIVEPLOT_H

#include "fault.h"
#include "history.h"

typedef struct liveplot liveplot;

/* NULL with the reason if there is no gnuplot. */
liveplot *liveplot_open(const char *title, fault *why);

/* Draws the history as it is, at most five times a second. */
void liveplot_show(liveplot *p, const history *h);

/* Draws it a last time and leaves it on the screen. */
void liveplot_close(liveplot *p, const history *h);

#endif
