/* goto.h: what goto.c and goto_states.c share: the labels and jumps of one function. */
#ifndef ADC_GOTO_H
#define ADC_GOTO_H

#include "adc.h"

typedef struct Jumps {
    StmtList labels, gotos;
    Map *parent; /* Stmt -> the statement it stands in */
} Jumps;

/* Position in block of the statement that is or holds s; -1: s is not inside. */
int jumps_index(const Jumps *j, const Stmt *block, const Stmt *s);
bool jumps_to(const Stmt *g, const Stmt *label);
void goto_refuse_vla(const Var *v);
void goto_states(Program *p, Fn *f, const Jumps *j);

#endif
