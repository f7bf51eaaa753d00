/* Old code declares what it calls, and has variables whose names are macros of <math.h>, which it does not include. */
double sin(double), log(double);
double INFINITY = 1e300;
extern double NAN;
double NAN = 3.0;
double old_limit(double x)
{
    double largest = log(INFINITY);
    return x > largest ? INFINITY : x * sin(x) / NAN;
}
