/* A function of a header with types of its own. */
static inline double noise_of(unsigned *seed, double x)
{
    union {
        unsigned i;
        float f;
    } bits;
    struct {
        double low, high;
    } range = {-x, x};
    *seed = 1664525u * *seed + 1013904223u;
    bits.i = 0x3f800000u | (0x007fffffu & *seed); /* from 1 to 2 */
    for (unsigned i = 0; i < *seed % 2 + 2; i++)
        range.high += range.low * range.high * 0.25;
    return range.low + (range.high - range.low) * (bits.f - 1.0);
}
