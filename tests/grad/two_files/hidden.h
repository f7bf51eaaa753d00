#ifndef HIDDEN_H
#define HIDDEN_H
typedef struct hidden_record hidden;
hidden *hidden_make(void *room, double x);
double hidden_level(const hidden *h);
#endif
