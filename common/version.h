/* version.h - of the whole project. */

#ifndef VERSION_H
#define VERSION_H

#define LECTURE_VERSION "0.1"

#endif
