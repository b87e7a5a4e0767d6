/* fann_rprop.h - the RProp of FANN, as its source has it and its documentation does not. */

#ifndef FANN_RPROP_H
#define FANN_RPROP_H

#include "method.h"

/* For same_name.c, which compares it with our variants; it is none of methods.h's list. */
extern const method method_fann_rprop;

#endif
