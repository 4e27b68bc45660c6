/* Power of a build, line by line and by function; statements in power.c. */
#ifndef OPTIBOM_EVALUATE_POWER_H
#define OPTIBOM_EVALUATE_POWER_H

#include "evaluate/evaluation.h"

/* Fills the power fields of every line, the roles and the functions. False when memory is
 * exhausted. */
bool power_lines(struct evaluation *evaluation, struct arena *arena);

struct power_total {
    struct range watts;
    double assumed_w; /* of typ, resting on assumptions */
};

/* 1: all lines. */
struct power_total power_it(const struct evaluation *evaluation);
/* 2: everything that converts or makes light, its lit share. `switch_end` only: of switch ports. */
struct power_total power_optics(const struct evaluation *evaluation, bool switch_end);
/* Bandwidth of the lit optical ends, Gbps in one direction. */
double power_optical_gbps(const struct evaluation *evaluation, bool switch_end);

/* A part that lit optical ends are made of and whose power is not known; NULL: all are. */
const struct catalog_part *power_unknown_optics(const struct evaluation *evaluation,
                                                bool switch_end);

const char *power_function_name(enum evaluation_function function);

#endif
