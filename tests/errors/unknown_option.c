// options: --frobnicate
// exit: 2
// anywhere: usage
double f(double x)
{
    return x * x;
}
