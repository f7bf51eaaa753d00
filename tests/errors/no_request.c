// exit: 0
// anywhere: no-request
double f(double x)
{
    return x * x;
}
