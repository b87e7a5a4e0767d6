/* interrupt.h - Ctrl-C ends training, not the program: what was reached is saved. */

#ifndef INTERRUPT_H
#define INTERRUPT_H

/* From here on the first SIGINT (or SIGTERM) is only noted; a second one kills. */
void interrupt_catch(void);

/* Whether one has come. */
int interrupt_came(void);

#endif
