/* elman_cell.h - Elman's hidden layer: h_t = tanh(s_t). */

#ifndef ELMAN_CELL_H
#define ELMAN_CELL_H

#include "recurrent.h"

extern const cell elman_cell;

#endif
