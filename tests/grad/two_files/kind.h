/* A template: included for each kind of real, with other macros. */
struct KIND_OF(span) {
    KIND low, high;
    int mode;
};
static const KIND KIND_OF(weights)[2] = {2, 3};
static KIND KIND_OF(lengths)(int n, const struct KIND_OF(span) *s)
{
    KIND sum = 0;
    for (int i = 0; i < n; i++)
        if (s[i].mode)
            sum += (s[i].high - s[i].low) * s[i].low * KIND_OF(weights)[i % 2];
    return sum;
}
#undef KIND
#undef KIND_OF
