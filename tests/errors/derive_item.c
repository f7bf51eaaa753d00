// derive: gradient(f), wrt(y)
// exit: 1
double f(double x) // error: unknown-item
{
    return x * x;
}
