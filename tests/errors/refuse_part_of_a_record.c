#include <adc/adc.h>
#include <stddef.h>
#include <string.h>

struct solver {
    double *work;
    double step, order;
    int count;
    double history[4];
};

/* what stands behind the pointer is reset, as bytes */
ADC_ADJOINT()
void reset(struct solver *s)
{
    size_t kept = offsetof(struct solver, step);
    memset((char *)s + kept, 0, sizeof *s - kept); // error: copy-type
}

ADC_ADJOINT()
void keep_history(struct solver *s, const struct solver *from)
{
    memcpy((char *)s + offsetof(struct solver, step), (const char *)from + offsetof(struct solver, step), // error: copy-type
           sizeof *s - offsetof(struct solver, step));
}

/* whole ones are no matter */
ADC_ADJOINT()
void clear(int n, struct solver s[n])
{
    memset(s, 0, (size_t)n * sizeof *s);
}
