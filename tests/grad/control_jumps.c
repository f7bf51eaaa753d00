/* if chains, switch, goto, Duff's device, dead code. */
#include "grad.h"
#include <math.h>

//@ if_chain
KINDS()
double if_chain(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++) {
        if (x[i] < -1)
            s += x[i];
        else if (x[i] < 0)
            s *= x[i];
        else if (x[i] < 1) {
            s += sin(x[i]) * s;
            if (s > 0.1)
                s *= 0.9;
        } else
            s -= exp(s * x[i]);
    }
    return s;
}
SCALAR(if_chain, 0.8, -0.5, 1.7, -1.2, 0.4, 0.1, -2.0)

//@ if_no_else
KINDS()
double if_no_else(int n, const double x[n])
{
    double a = x[0], b = x[1];
    if (a > b)
        a = a * b;
    if (a > b)
        ;
    else {
        b = b * a;
    }
    if (x[0] == 0.8) {
    }
    if (a)
        b += a;
    if (!b)
        a += b;
    return a * b;
}
SCALAR(if_no_else, 0.8, 0.5)

//@ condition_overwritten
KINDS()
double condition_overwritten(int n, const double x[n])
{
    double a = x[0];
    if (a > 0.5) {
        a = -a;
        a *= a;
    }
    if (a > 0.5)
        a = sin(a);
    else
        a = a * a;
    int k = n;
    if (k > 1) {
        k = 0;
        a *= x[1];
    }
    if (k)
        a *= 100;
    return a;
}
SCALAR(condition_overwritten, 0.8, 0.5)

//@ uninitialised_on_branch
KINDS()
double uninitialised_on_branch(int n, const double x[n])
{
    double t, u;
    if (x[0] > 0.5)
        t = x[0] * x[1];
    else {
        t = x[1];
        u = 2;
        t *= u;
    }
    for (int i = 0; i < n; i++) {
        double v;
        if (i == 0)
            v = x[0];
        else
            v = t * x[i];
        t += v * v;
    }
    return t;
}
SCALAR(uninitialised_on_branch, 0.8, 0.5)

//@ switch_plain
KINDS()
double switch_plain(int n, const double x[n])
{
    double s = 0.5;
    for (int i = 0; i < n; i++) {
        switch (i % 4) {
        case 0:
            s += x[i];
            break;
        case 1:
            s *= x[i];
            break;
        case 2: {
            double t = s * s;
            s = t + sin(x[i]);
            break;
        }
        default:
            s = cos(s) * x[i];
        }
    }
    return s;
}
SCALAR(switch_plain, 0.8, -0.5, 1.7, 0.2, 0.4, 0.1, -0.3)

//@ switch_fallthrough
KINDS()
double switch_fallthrough(int n, const double x[n])
{
    double s = 0.5;
    for (int i = 0; i < 6; i++) {
        switch (i) {
        case 4:
            s *= x[0];
            /* fall through */
        case 1:
        case 2:
            s += sin(s) * x[1];
            /* fall through */
        case 0:
            s *= s;
            break;
        case 5:
            continue;
        }
        s += 0.25;
    }
    return s;
}
SCALAR(switch_fallthrough, 0.8, -0.5)

//@ switch_in_loop_break
KINDS()
double switch_in_loop_break(int n, const double x[n])
{
    double s = 0.5;
    for (int i = 0;; i++) {
        switch (i) {
        case 3:
            s *= x[0];
            goto out;
        case 1:
            if (s > 100)
                break;
            s += x[1] * s;
            break;
        default:
            if (i > 10)
                return s * 3;
            s = s * s + x[0];
        }
        s *= 0.9;
    }
out:
    return s * x[1];
}
SCALAR(switch_in_loop_break, 0.8, -0.5)

//@ switch_no_default
KINDS()
double switch_no_default(int n, const double x[n])
{
    double s = x[0];
    switch (n) {
    case 7:
        s = 0;
    }
    switch ((int)(x[1] * 10)) {
    case -5:
        s *= x[1];
        break;
    case 5:
        s = 1;
        break;
    }
    switch (n)
    default:
        s *= s;
    switch (n) {
        s = 100; /* never reached */
    case 1 + 1:
        s += 1;
    }
    return s;
}
SCALAR(switch_no_default, 0.8, -0.53)

//@ switch_return
static double pick(int kind, double a, double b)
{
    switch (kind) {
    case 0:
        return a + b;
    case 1:
        return a * b;
    case 2:
        if (a > b)
            return a / b;
        /* fall through */
    case 3:
        return sin(a) * b;
    default:
        break;
    }
    return a - b;
}
KINDS()
double switch_return(int n, const double x[n])
{
    double s = 0.5;
    for (int i = 0; i < 6; i++)
        s = pick(i % 5, s, x[i % n]);
    return s;
}
SCALAR(switch_return, 0.8, -0.53, 1.4)

//@ switch_enum_char
enum op { PLUS = '+', TIMES = '*', MINUS = '-' };
KINDS()
double switch_enum_char(int n, const double x[n])
{
    static const char program[] = "+*-*+q";
    double s = 1;
    for (const char *p = program; *p; p++)
        switch ((enum op) * p) {
        case PLUS:
            s += x[0];
            break;
        case TIMES:
            s *= x[1];
            break;
        case MINUS:
            s -= s * x[2];
            break;
        default:
            s = sin(s);
        }
    return s;
}
SCALAR(switch_enum_char, 0.8, -0.53, 1.4)

//@ goto_forward
KINDS()
double goto_forward(int n, const double x[n])
{
    double s = x[0];
    if (s > 0.5)
        goto big;
    s *= s;
big:
    s = s * x[1];
    if (s < 0)
        goto done;
    s += 100;
done:
    return s;
}
SCALAR(goto_forward, 0.8, -0.53)

//@ goto_loop
KINDS()
double goto_loop(int n, const double x[n])
{
    double s = 0.1;
    int i = 0;
again:
    if (i < n) {
        s = s * x[i] + sin(s + x[i]);
        i++;
        goto again;
    }
    return s;
}
SCALAR(goto_loop, 0.8, -0.53, 1.2)

//@ goto_out_of_nest
KINDS()
double goto_out_of_nest(int n, const double x[n])
{
    double s = 0.1;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            s += x[i] * x[j];
            if (s > 2)
                goto found;
            if (s < -5)
                goto failed;
        }
    s *= x[0];
found:
    s = s * s;
    return s;
failed:
    return -s;
}
SCALAR(goto_out_of_nest, 0.8, -0.53, 1.2)

//@ goto_into_loop
KINDS()
double goto_into_loop(int n, const double x[n])
{
    double s = x[0];
    int i = 1;
    if (s > 0.5)
        goto middle;
    for (i = 0; i < 4; i++) {
        s *= x[1];
    middle:
        s += sin(s);
    }
    return s;
}
SCALAR(goto_into_loop, 0.8, -0.53, 1.2)

//@ goto_state_machine
KINDS()
double goto_state_machine(int n, const double x[n])
{
    double a = x[0], b = x[1];
    int k = 0;
start:
    if (k > 8)
        goto end;
    k++;
    if (a > b)
        goto shrink;
    a = a * 1.5 + x[0];
    goto start;
shrink:
    a = sin(a) * b;
    b += x[1] * a;
    if (b > 3)
        goto end;
    goto start;
end:
    return a * b;
}
SCALAR(goto_state_machine, 0.8, 0.53)

//@ goto_f2c
KINDS()
double goto_f2c(int n, const double x[n])
{
    /* System generated locals */
    int i__1;
    double d__1, ret_val;
    /* Local variables */
    int i__, m, mp1;
    --x;
    ret_val = 0.;
    if (n <= 0) {
        return ret_val;
    }
    m = n % 5;
    if (m == 0) {
        goto L40;
    }
    i__1 = m;
    for (i__ = 1; i__ <= i__1; ++i__) {
        d__1 = x[i__];
        ret_val += d__1 * d__1 * ret_val + d__1;
        /* L30: */
    }
    if (n < 5) {
        return ret_val;
    }
L40:
    mp1 = m + 1;
    i__1 = n;
    for (i__ = mp1; i__ <= i__1; i__ += 5) {
        ret_val = ret_val + x[i__] * x[i__ + 1] + x[i__ + 2] * x[i__ + 3] + (d__1 = x[i__ + 4], fabs(d__1));
        /* L50: */
    }
    return ret_val;
}
SCALAR(goto_f2c, 0.8, 0.53, -0.3, 1.2, 0.2, 0.6, -0.8)

//@ goto_f2c_static
// xfail: mutable static state of the source may be refused
KINDS()
double goto_f2c_static(int n, const double x[n])
{
    /* System generated locals */
    int i__1;
    double d__1, ret_val;
    /* Local variables */
    static int i__, m, mp1;
    --x;
    ret_val = 0.;
    if (n <= 0) {
        return ret_val;
    }
    m = n % 5;
    if (m == 0) {
        goto L40;
    }
    i__1 = m;
    for (i__ = 1; i__ <= i__1; ++i__) {
        d__1 = x[i__];
        ret_val += d__1 * d__1 * ret_val + d__1;
        /* L30: */
    }
    if (n < 5) {
        return ret_val;
    }
L40:
    mp1 = m + 1;
    i__1 = n;
    for (i__ = mp1; i__ <= i__1; i__ += 5) {
        ret_val = ret_val + x[i__] * x[i__ + 1] + x[i__ + 2] * x[i__ + 3] + (d__1 = x[i__ + 4], fabs(d__1));
        /* L50: */
    }
    return ret_val;
}
SCALAR(goto_f2c_static, 0.8, 0.53, -0.3, 1.2, 0.2, 0.6, -0.8)

//@ duff
KINDS()
double duff(int n, const double x[n])
{
    double s = 0.3;
    const double *p = x;
    int count = n, trips = (count + 3) / 4;
    switch (count % 4) {
    case 0:
        do {
            s = s * *p++ + 1;
            /* fall through */
        case 3:
            s = sin(s) + *p++;
            /* fall through */
        case 2:
            s += *p++ * s;
            /* fall through */
        case 1:
            s = s * s * *p++;
        } while (--trips > 0);
    }
    return s;
}
SCALAR(duff, 0.8, 0.53, -0.3, 1.2, 0.2, 0.6, -0.8)

//@ case_inside_if
KINDS()
double case_inside_if(int n, const double x[n])
{
    double s = 0.3;
    for (int i = 0; i < 4; i++)
        switch (i) {
        case 0:
            if (x[0] > 0) {
                s += x[0];
        case 2:
                s *= x[1];
            } else {
        case 3:
                s = sin(s);
            }
            s += 0.1;
        }
    return s;
}
SCALAR(case_inside_if, 0.8, 0.53)

//@ dead_code
KINDS()
double dead_code(int n, const double x[n])
{
    double s = x[0];
    return s * x[1];
    s = 3 * x[0];
    while (1)
        s++;
    return s;
}
SCALAR(dead_code, 0.8, 0.53)

//@ labels_unused
KINDS()
double labels_unused(int n, const double x[n])
{
    double s = x[0];
    if (n == 2) {
        s *= x[1];
        goto next;
    }
next:;
    {
        double s = 4;
        if (s > x[0])
            goto last;
    }
    s = 0;
last:
    s *= s;
    return s;
}
SCALAR(labels_unused, 0.8, 0.53)

//@ nested_switch
KINDS()
double nested_switch(int n, const double x[n])
{
    double s = 0.7;
    for (int i = 0; i < 9; i++)
        switch (i / 3) {
        case 0:
            switch (i % 3) {
            case 0:
                s += x[0];
                break;
            case 1:
                s *= x[1];
                break;
            }
            s = sin(s);
            break;
        case 1:
            for (int j = 0; j < 3; j++) {
                if (j == i - 3)
                    break;
                s += s * x[j % n];
            }
            break;
        default:
            while (s > 1) {
                s *= 0.5;
                if (s < 0.7)
                    goto next;
            }
            s *= x[0];
        next:;
        }
    return s;
}
SCALAR(nested_switch, 0.8, 0.53)

//@ switch_range
// cflags: -Wno-pedantic
// alone
KINDS()
double switch_range(int n, const double x[n])
{
    double s = 0.7;
    for (int i = 0; i < 9; i++)
        switch (i) {
        case 0 ... 3:
            s *= x[0] + 1;
            break;
        case 5 ... 7:
            s = sin(s) + x[1];
        }
    return s;
}
SCALAR(switch_range, 0.8, 0.53)

//@ loop_with_else_paths
KINDS()
double loop_with_else_paths(int n, const double x[n])
{
    double lo = 0, hi = 2, mid = 0;
    for (int i = 0; i < 3; i++) {
        mid = 0.5 * (lo + hi);
        if (mid * mid - 2 * x[0] > 0)
            hi = mid + 0.001 * x[1];
        else
            lo = mid - 0.002 * x[1] * mid;
    }
    return mid * hi + lo * lo;
}
SCALAR(loop_with_else_paths, 0.8, 0.53)

//@ switch_braces
KINDS()
double switch_braces(int n, const double x[n])
{
    double s = 1.0;
    for (int i = 0; i < 2 * n; i++) {
        double t = 0.5;
        switch (i % 5) {
        case 0:
            s += x[0] * x[1];
            break;
        case 1:
            s *= x[1];
            {
            case 2:
                s += x[i % n] * x[i % n] * s;
                {
                default:
                    t *= s;
                }
            }
            break;
        case 4: {
            double u = sin(x[0]); /* a scope, but no label in it */
            s += u * t;
        }
        }
        s += t * x[i % n];
    }
    return s;
}
SCALAR(switch_braces, 0.8, -0.5, 0.7)

//@ switch_scope
KINDS()
double switch_scope(int n, const double x[n])
{
    double s = 1.0;
    for (int i = 0; i < n; i++)
        switch (i) {
        case 0: {
            double u = x[0] * x[1];
            s += u;
        case 1:
            u = x[1] * s;
            s += sin(u);
        } break;
        default:
            s *= x[i];
        }
    return s;
}
SCALAR(switch_scope, 0.8, -0.5, 0.7)
