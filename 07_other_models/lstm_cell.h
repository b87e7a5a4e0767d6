/* lstm_cell.h - long short-term memory: gates around a cell that keeps. */

#ifndef LSTM_CELL_H
#define LSTM_CELL_H

#include "recurrent.h"

/* With the forget gate of 2000, and without it, as in 1997. */
extern const cell lstm_cell;
extern const cell lstm_cell_1997;

#endif
