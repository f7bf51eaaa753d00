// derive: gradient(g)
// exit: 1
// anywhere: no-function
double f(double x)
{
    return x * x;
}
