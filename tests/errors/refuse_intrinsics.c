/* Instructions of the machine's vectors: told once, with what most sources offer beside them. */
#include <adc/adc.h>
#include <xmmintrin.h>

ADC_ADJOINT(wrt(x, y))
float dot(int n, const float *x, const float *y)
{
    float s = 0.0f;
    int i = 0;
#ifdef __SSE__
    __m128 v = _mm_setzero_ps();
    for (; i + 4 <= n; i += 4)
        v = _mm_add_ps(v, _mm_mul_ps(_mm_loadu_ps(x + i), _mm_loadu_ps(y + i))); // error: opaque
    float part[4];
    _mm_storeu_ps(part, v);
    s = part[0] + part[1] + part[2] + part[3];
#endif
    for (; i < n; i++)
        s += x[i] * y[i];
    return s;
}

ADC_TANGENT(wrt(x, y), of(x))
void add(int n, float *x, const float *y)
{
    for (int i = 0; i + 4 <= n; i += 4)
        _mm_storeu_ps(x + i, _mm_add_ps(_mm_loadu_ps(x + i), _mm_loadu_ps(y + i))); // error: opaque
}
