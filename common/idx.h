/* idx.h - the IDX files of MNIST and its relatives, plain or gzipped. */

#ifndef IDX_H
#define IDX_H

#include "dataset.h"

/* Reads pictures (IDX type 0x08, three dimensions: images, rows, columns) and their
   labels (type 0x08, one dimension), one byte each. Inputs are bytes / 255; classes
   are 0 .. the largest label, which must not exceed 255. Format: LeCun, Cortes and
   Burges, "The MNIST database". Returns NULL with the reason, file name first. */
dataset *dataset_read_idx(const char *images, const char *labels, fault *why);

#endif
