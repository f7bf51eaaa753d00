#include "tree.h"
#include <adc/adc.h>

ADC_ADJOINT()
double weight(const struct tree *t, double decay)
{
    if (!t)
        return 0.0;
    return t->value * t->value + decay * (weight(t->left, decay) + weight(t->right, decay));
}
