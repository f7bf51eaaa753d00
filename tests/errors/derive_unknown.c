// derive: gradient(g)
// exit: 1
// anywhere: unknown-function
double f(double x)
{
    return x * x;
}
