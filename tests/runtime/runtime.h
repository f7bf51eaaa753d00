/* runtime.h: what the tests of the runtime share: each file makes one suite. */
#ifndef RUNTIME_H
#define RUNTIME_H

#include <check.h>

Suite *runtime_suite(void);

#endif
