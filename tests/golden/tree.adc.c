#include "tree.h"
#include "tree.adc.h"
#include <adc/tape.h>

static double weight_forward(const struct tree *t, double decay, adc_tape *tape)
{
    double result;
    if (!t) {
        /* tree.c:8: return 0.0; */
        result = 0.0;
    } else {
        /* tree.c:9: return t->value * t->value + decay * (weight(t->left, decay) + weight(t- ... */
        const double weight_left = weight_forward(t->left, decay, tape);
        const double weight_right = weight_forward(t->right, decay, tape);
        const double sum_kept = weight_left + weight_right;
        result = t->value * t->value + decay * sum_kept;
        adc_push_double(tape, sum_kept);
    }
    return result;
}

static void weight_reverse(const struct tree *t, double decay, struct tree *t_adj,
                           double *decay_adj, double return_adj, adc_tape *tape)
{
    double decay_sum = 0.0;
    if (t) {
        const double sum_kept = adc_pop_double(tape);
        /* tree.c:9: return t->value * t->value + decay * (weight(t->left, decay) + weight(t- ... */
        t_adj->value += 2.0 * return_adj * t->value;
        decay_sum += return_adj * sum_kept;
        weight_reverse(t->right, decay, t_adj->right, &decay_sum, return_adj * decay, tape);
        weight_reverse(t->left, decay, t_adj->left, &decay_sum, return_adj * decay, tape);
    }
    *decay_adj += decay_sum;
}

/* tree.c:5, adjoint, wrt(t, decay), of(return).
   Adds to *t_adj with what its members point to, *decay_adj; return_adj is the seed. Returns
   weight(t, decay). */
double weight_adjoint(const struct tree *t, double decay, struct tree *t_adj, double *decay_adj,
                      double return_adj)
{
    adc_tape tape;
    adc_tape_init(&tape);
    double decay_sum = 0.0;
    double result;
    if (!t) {
        /* tree.c:8: return 0.0; */
        result = 0.0;
    } else {
        /* tree.c:9: return t->value * t->value + decay * (weight(t->left, decay) + weight(t- ... */
        const double weight_left = weight_forward(t->left, decay, &tape);
        const double weight_right = weight_forward(t->right, decay, &tape);
        const double sum_kept = weight_left + weight_right;
        result = t->value * t->value + decay * sum_kept;
        t_adj->value += 2.0 * return_adj * t->value;
        decay_sum += return_adj * sum_kept;
        weight_reverse(t->right, decay, t_adj->right, &decay_sum, return_adj * decay, &tape);
        weight_reverse(t->left, decay, t_adj->left, &decay_sum, return_adj * decay, &tape);
    }
    *decay_adj += decay_sum;
    return result;
}
