// derive: gradient(f), wrt(x
// exit: 2
double f(double x)
{
    return x * x;
}
