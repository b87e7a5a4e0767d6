/* steppers.h - ways of going one step further in time: GSL's, and three of our own with a fixed
   step, which are gsl_odeiv2_step_types too. */

#ifndef STEPPERS_H
#define STEPPERS_H

#include <gsl/gsl_odeiv2.h>

/* Euler's, order 1; exponential Euler, order 1, which needs the system's Jacobian; and the
   classical Runge-Kutta method, order 4. They estimate no error: use them with a fixed step. */
extern const gsl_odeiv2_step_type *const stepper_euler;
extern const gsl_odeiv2_step_type *const stepper_exponential_euler;
extern const gsl_odeiv2_step_type *const stepper_runge_kutta;

/* All of them, ours first. */
size_t steppers_count(void);
const gsl_odeiv2_step_type *stepper_type(size_t k);

/* Whether it is one of ours, which control no step. */
int stepper_is_fixed(const gsl_odeiv2_step_type *type);

#endif
