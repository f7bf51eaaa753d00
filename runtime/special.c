/* special.c: digamma, trigamma and polygamma. Everything is computed in long double and rounded
   once, so the double and float forms are within an ulp where long double is wider than double.

   Sources: Abramowitz and Stegun, Handbook of Mathematical Functions, 6.3.7 (reflection), 6.3.18
   (digamma for large x), 6.4.10 (polygamma as a sum); 23.1.30 (Euler-Maclaurin, which sums the
   rest). The Taylor coefficients at digamma's root were computed with mpmath to 60 digits. */
#include <adc/special.h>

#include <float.h>
#include <math.h>

#define PI 3.14159265358979323846264338327950288L

/* Where the asymptotic series take over; their last terms are below 1e-22 there. */
static const long double large = 16;

/* Bernoulli numbers B(2k) / (2k)!, k = 1 ... */
static const long double bernoulli[] = {
    0.0833333333333333333333333L,   -0.00138888888888888888888889L,
    3.30687830687830687830688e-5L,  -8.2671957671957671957672e-7L,
    2.08767569878680989792101e-8L,  -5.28419013868749318484768e-10L,
    1.3382536530684678832827e-11L,  -3.3896802963225828668302e-13L,
    8.58606205627784456413591e-15L, -2.17486869855806187304152e-16L,
    5.50900282836022951520265e-18L, -1.39544646858125233407077e-19L,
};

/* digamma's only positive root, in two parts, and its Taylor coefficients there. */
static const long double root = 1.4616321449683622, root_rest = 9.549995429965697715184199e-17L;
static const long double at_root[] = {
    0.967672245447621170427445L,    -0.442763168983592106092865L,
    0.258499760955651010624401L,    -0.163942705442406527504251L,
    0.107824050691262365757183L,    -0.0721995612564547109261218L,
    0.0488042881641431072250925L,   -0.0331611264748473592922584L,
    0.0225976482322181046596248L,   -0.0154247659049489591388003L,
    0.010538791616612175388124L,    -0.00720453438635686824097047L,
    0.00492678139572985344635427L,  -0.00336980165543932808279286L,
    0.00230512632673492783693838L,  -0.00157693677143019725927093L,
    0.00107882520191629658069192L,  -0.000738070938996005129566047L,
    0.000504953265834602035177398L, -0.000345468025106307699555568L,
    0.000236356015640270527923696L, -0.000161706220919748034493583L,
    0.000110633727687474109040872L, -7.56917958219506591923771e-5L,
    5.17857579522208086899327e-5L,  -3.54300709476596063156988e-5L,
    2.42400661186013176526831e-5L,  -1.65842422718541333752425e-5L,
};

enum {
    BERNOULLI = sizeof bernoulli / sizeof bernoulli[0],
    AT_ROOT = sizeof at_root / sizeof at_root[0],
    MOST = 1000 /* order: its factorial must be in range */
};

static long double digamma_near_root(long double x)
{
    long double d = (x - root) - root_rest, sum = 0;
    for (int k = AT_ROOT - 1; k >= 0; k--)
        sum = (sum + at_root[k]) * d;
    return sum;
}

/* x > 0 */
static long double digamma_positive(long double x)
{
    long double below = 0; /* what the recurrence psi(x) = psi(x + 1) - 1 / x leaves */
    if (fabsl(x - root) < 0.25L)
        return digamma_near_root(x);
    for (; x < large; x += 1)
        below += 1 / x;
    long double square = 1 / (x * x), sum = 0, factor = square; /* (2k - 1)! / x^2k */
    for (int k = 1; k <= BERNOULLI; k++) {
        sum += bernoulli[k - 1] * factor;
        factor *= 2.0L * k * (2.0L * k + 1) * square;
    }
    return logl(x) - 0.5L / x - sum - below;
}

long double adc_digammal(long double x)
{
    if (x > 0)
        return x > LDBL_MAX ? x : digamma_positive(x);
    long double fraction = x - rintl(x); /* exact; NaN for an infinity */
    if (!(fraction != 0))
        return NAN;
    return digamma_positive(1 - x) - PI / tanl(PI * fraction);
}

static long double power(long double x, int n)
{
    long double p = 1;
    for (; n > 0; n /= 2, x *= x)
        if (n % 2)
            p *= x;
    return p;
}

/* The sum of (x + k)^-s over k >= 0, for x > 0 and s >= 2. */
static long double zeta(int s, long double x)
{
    long double sum = 0, least = large + s;
    for (; x < least; x += 1) {
        long double term = power(1 / x, s);
        sum += term;
        if (term <
            sum * (LDBL_EPSILON / 64) / least) /* the rest is less than least terms and a bit */
            return sum;
    }
    long double inverse = 1 / x, last = power(inverse, s);
    sum += last * x / (s - 1) + last / 2;
    long double rising = s * last * inverse; /* s (s + 1) ... (s + 2k - 2) / x^(s + 2k - 1) */
    for (int k = 1; k <= BERNOULLI; k++) {
        sum += bernoulli[k - 1] * rising;
        rising *= (s + 2.0L * k - 1) * inverse * (s + 2.0L * k) * inverse;
    }
    return sum;
}

/* The same for every x: terms below zero are those of a sum over positive numbers, up to their
 * sign. */
static long double zeta_anywhere(int s, long double x)
{
    if (x > 0)
        return zeta(s, x);
    long double fraction = -x - floorl(-x);
    if (!(fraction > 0))
        return NAN;
    long double below = zeta(s, fraction) - zeta(s, 1 - x);
    return zeta(s, 1 - fraction) + (s % 2 ? -below : below);
}

long double adc_polygammal(int n, long double x)
{
    if (n < 0 || n > MOST || isnan(x))
        return NAN;
    if (n == 0)
        return adc_digammal(x);
    if (x > LDBL_MAX)
        return 0;
    long double size = tgammal(n + 1.0L) * zeta_anywhere(n + 1, x);
    return n % 2 ? size : -size;
}

long double adc_trigammal(long double x) { return adc_polygammal(1, x); }

double adc_digamma(double x) { return (double)adc_digammal(x); }

float adc_digammaf(float x) { return (float)adc_digammal(x); }

double adc_trigamma(double x) { return (double)adc_trigammal(x); }

float adc_trigammaf(float x) { return (float)adc_trigammal(x); }

double adc_polygamma(int n, double x) { return (double)adc_polygammal(n, x); }

float adc_polygammaf(int n, float x) { return (float)adc_polygammal(n, x); }
