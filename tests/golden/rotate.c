#include <adc/adc.h>

typedef struct {
    double w, x, y, z;
} quat;

static quat product(quat a, quat b)
{
    return (quat){
        a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z,
        a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y,
        a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x,
        a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w,
    };
}

ADC_ADJOINT()
void rotate(quat q, const double v[restrict 3], double out[restrict 3])
{
    quat p = {0.0, v[0], v[1], v[2]};
    quat r = product(product(q, p), (quat){q.w, -q.x, -q.y, -q.z});
    out[0] = r.x;
    out[1] = r.y;
    out[2] = r.z;
}
