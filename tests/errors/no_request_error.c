// options: -Werror
// exit: 1
// anywhere: no-request
double f(double x)
{
    return x * x;
}
