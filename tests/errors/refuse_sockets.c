#include <adc/adc.h>
#include <sys/socket.h>
#include <unistd.h>

ADC_GRADIENT()
double f(double x)
{
    int ends[2];
    double y = x * x, z = 0;
    socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
    send(ends[0], &y, sizeof y, 0); // error: unknown-function
    recv(ends[1], &z, sizeof z, 0);
    return y + z;
}

ADC_GRADIENT()
double g(double x)
{
    int ends[2];
    double y = x * x, z = 0;
    pipe(ends);
    write(ends[1], &y, sizeof y); // error: text
    read(ends[0], &z, sizeof z);
    return z;
}
