"""Time of adc against the size of its input: size.py --adc=PATH [NAME...]. (size.py typical: a file of 1000 lines.)

Makes one shape of program in growing sizes and prints the processor time and the memory of adc, the time clang takes to
check the same file, and the growth from size to size: log(time ratio) / log(size ratio), 1 where adc is linear.
Fails where a run takes more than --limit=S seconds of processor time, or does not come to an end.
"""
import math
import os
import resource
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import harness  # noqa: E402


def straight(n):
    """n assignments in a row, each of scalars before it."""
    lines = ["ADC_GRADIENT()", "double f(double x, double y)", "{", "    double v0 = x, v1 = y;"]
    for i in range(2, n):
        lines.append("    double v%d = 0.5 * v%d * v%d + sin(v%d);" % (i, i - 1, i - 2, max(i - 7, 0)))
    return lines + ["    return v%d;" % (n - 1), "}"]


def overwritten(n):
    """n assignments to four scalars: each destroys what an earlier one needs."""
    lines = ["ADC_GRADIENT()", "double f(double x, double y)", "{", "    double v[4] = { x, y, 1.0, 2.0 };",
             "    double a = x, b = y;"]
    for i in range(n // 4):
        lines += ["    a = a * b + 0.1;", "    v[%d] = v[%d] * a;" % (i % 4, (i + 1) % 4),
                  "    b = sin(a) - b;", "    if (b > 0.5) b *= 0.5;"]
    return lines + ["    return a + b + v[0];", "}"]


def f2c(n):
    """The style of converted Fortran: offsets into arrays, old values overwritten."""
    lines = ["ADC_ADJOINT(wrt(x), of(y))", "int f(int n, const double *x, double *y, double *w)", "{"]
    for i in range(n):
        k = i % 17
        lines.append(("    w[%d] = x[%d] * w[%d] + 1.0;" % (k, i % 5, (k + 3) % 17)) if i % 3 else
                     "    y[%d] = w[%d] * w[%d] - y[%d];" % (i % 7, k, (k + 5) % 17, (i + 1) % 7))
    lines[0] = "ADC_ADJOINT(wrt(x, w), of(y, w))"
    return lines + ["    return 0;", "}"]


def blocks(n):
    """n lines of loops and branches, one after the other."""
    lines = ["ADC_GRADIENT(wrt(x))", "double f(int n, const double x[n])", "{", "    double s = 0.0;"]
    for i in range(n // 6):
        lines += ["    for (int i = 0; i < n; i++) {", "        double t = x[i] * s;", "        if (t > %d)" % i,
                  "            s += sin(t);", "        s *= 0.5;", "    }"]
    return lines + ["    return s;", "}"]


def functions(n):
    """n lines of small functions, a request for one in ten."""
    lines = []
    for i in range(n // 10):
        if i % 10 == 0:
            lines.append("ADC_GRADIENT()")
        lines += ["double f%d(int n, const double x[n], double a)" % i, "{", "    double s = 0.0;",
                  "    for (int i = 0; i < n; i++)", "        s += a * x[i] * x[i];", "    if (s > 1.0)",
                  "        s = sqrt(s) + %s;" % ("f%d(n, x, a)" % (i - 1) if i % 10 else "a"),
                  "    return s * a;", "}", ""]
    return lines


MODEL = """
typedef struct model@ { int n; double scale, shift; const double *weight; } model@;

static double link@(double z)
{
    return z > 30.0 ? z : log(1.0 + exp(z));
}

static void smooth@(int n, const double *x, double *y, double h)
{
    y[0] = x[0];
    for (int i = 1; i < n - 1; i++)
        y[i] = x[i] + h * (x[i - 1] - 2.0 * x[i] + x[i + 1]);
    y[n - 1] = x[n - 1];
}

/* The loss of model @, a step of diffusion before it. */
REQUESTS
double loss@(const model@ *m, const double x[m->n], const double *data, double a)
{
    double y[64];
    double sum = 0.0;
    smooth@(m->n, x, y, 0.25 * a);
    for (int i = 0; i < m->n; i++) {
        double z = m->scale * y[i] + m->shift;
        double r = link@(z) - data[i];
        if (fabs(r) < 1.0)
            sum += 0.5 * m->weight[i] * r * r;
        else
            sum += m->weight[i] * (fabs(r) - 0.5);
    }
    int k = 0;
    double u = a, d = 1.0;
    while (fabs(d) > 1e-9 && k++ < 50) {
        d = (u - 0.3 * sin(u) - a) / (1.0 - 0.3 * cos(u));
        u -= d;
    }
    switch (m->n % 3) {
    case 0:
        sum *= u;
        break;
    case 1:
        sum += sqrt(u * u + 1.0);
        break;
    default:
        sum -= u;
    }
    return sum / m->n;
}
"""


def typical(n, requests="ADC_GRADIENT(wrt(x, a))"):
    """n lines of a program as people write them, a request for one in fifty."""
    model = MODEL.replace("REQUESTS", requests)
    return [line for i in range(n // MODEL.count("\n")) for line in model.replace("@", str(i)).splitlines()]


def typical_kinds(n):
    """typical, all kinds of derivatives of each function."""
    return typical(n, " ".join("ADC_%s(wrt(x, a))" % kind for kind in (
        "GRADIENT", "ADJOINT", "TANGENT", "HESSIAN", "HVP")))


def requests(n):
    """n requests for one function."""
    return ["ADC_DERIVE(gradient(f), wrt(x), name(f_%d));" % i for i in range(n)] + [
        "double f(int n, const double x[n])", "{", "    double s = 0.0;", "    for (int i = 0; i < n; i++)",
        "        s += x[i] * sin(x[i]);", "    return s;", "}"]


def rest(n):
    """A file of n lines of which one short function is differentiated."""
    lines = functions(n)
    return [line for line in lines if not line.startswith("ADC")] + [
        "ADC_GRADIENT()", "double g(int n, const double x[n])", "{", "    return f0(n, x, 2.0);", "}"]


def parameters(n):
    """One function of n parameters."""
    lines = ["ADC_GRADIENT()", "double f(" + ", ".join("double a%d" % i for i in range(n)) + ")", "{", "    double s = 0.0;"]
    lines += ["    s += a%d * sin(a%d) * s;" % (i, (i + 1) % n) for i in range(n)]
    return lines + ["    return s;", "}"]


def expression(n):
    """One expression of n operations, nested as deep as it goes."""
    lines = ["ADC_GRADIENT()", "double f(double x, double y)", "{", "    return "]
    lines += ["(x + y * "] * n + ["x" + ")" * n + ";"]
    return lines + ["}"]


def long_sum(n):
    """One sum of n terms."""
    lines = ["ADC_GRADIENT()", "double f(const double x[%d])" % n, "{", "    return 0.0"]
    lines += ["        + x[%d] * x[%d]" % (i, (i + 1) % n) for i in range(n)]
    return lines + ["    ;", "}"]


def table(n):
    """A constant table of n numbers beside the function, one in it, and an array filled from a list."""
    lines = ["static const double big[%d] = {" % n] + ["    %d.5," % i for i in range(n)] + ["};"]
    lines += ["ADC_GRADIENT()", "double f(double x)", "{", "    double t[%d] = {" % (n // 10)]
    lines += ["        %s," % ("x * %d" % i) for i in range(n // 10)]
    lines += ["    };", "    double s = 0.0;", "    for (int i = 0; i < %d; i++)" % (n // 10), "        s += big[i] * t[i] * x;"]
    return lines + ["    return s;", "}"]


def nest(n):
    """A nest of n loops."""
    lines = ["ADC_GRADIENT()", "double f(double x, double y)", "{", "    double s = x;"]
    lines += ["    " * (i + 1) + "for (int i%d = 0; i%d < 2; i%d++)" % (i, i, i) for i in range(n)]
    return lines + ["    " * (n + 1) + "s = 0.5 * s + sin(s * y);", "    return s;", "}"]


def calls(n):
    """n calls of one function that is not inlined."""
    lines = ["static double step(int n, double *x, double a)", "{", "    double s = a;",
             "    for (int i = 0; i < n; i++) {", "        x[i] = x[i] * s + sin(x[i]);", "        s += x[i] * x[i] * a;",
             "        if (s > 3.0)", "            s = sqrt(s);", "    }", "    return s;", "}",
             "ADC_ADJOINT(wrt(x, a), of(x, return))", "double f(int n, double x[n], double a)", "{", "    double s = a;"]
    lines += ["    s = step(n, x, s * a);"] * n
    return lines + ["    return s;", "}"]


def graph(n):
    """A struct of n members, pointers to its like among them, handed on and copied: what real programs keep their state in."""
    lines = ["typedef struct net {"] + ["    double v%d; struct net *at%d; double *w%d;" % (i, i, i) for i in range(n // 3)]
    lines += ["} net;", "static double total(net *p, int n)", "{", "    double s = 0.0;",
              "    for (int i = 0; i < n; i++)", "        s += p->w0[i] * p->v1;", "    p->at1 = p->at0;", "    *p->at2 = *p->at0;",
              "    return s;", "}", "ADC_ADJOINT()", "double f(net *p, net *q, int n)", "{", "    net own = *q;",
              "    q->at0 = p->at1;", "    p->at2->at1 = q;", "    *p->at0 = own;"]
    return lines + ["    return total(p, n) + total(q->at1, n) + p->at0->v0 * q->v1;", "}"]


def kinds(n):
    """straight, in the forward kinds and those of second order."""
    lines = straight(n)
    return ["ADC_TANGENT()", "ADC_JACOBIAN()", "ADC_HESSIAN()", "ADC_HVP()"] + lines[1:]


def kinds_nested(n):
    """expression, likewise."""
    return ["ADC_TANGENT()", "ADC_JACOBIAN()", "ADC_HESSIAN()", "ADC_HVP()"] + expression(n)[1:]


SHAPES = [
    (typical, [500, 1000, 2000, 4000, 8000, 30000]),
    (typical_kinds, [500, 1000, 2000, 4000]),
    (straight, [1000, 2000, 4000, 8000, 16000, 32000]),
    (overwritten, [1000, 2000, 4000, 8000, 16000]),
    (f2c, [1000, 2000, 4000, 8000, 16000]),
    (blocks, [1000, 2000, 4000, 8000, 16000]),
    (functions, [1000, 2000, 4000, 8000, 16000]),
    (requests, [50, 100, 200, 400, 800]),
    (rest, [1000, 4000, 16000, 32000]),
    (parameters, [50, 100, 200, 400, 800]),
    (expression, [30, 60, 120, 240]),
    (long_sum, [500, 1000, 2000, 4000, 8000]),
    (table, [1000, 4000, 16000, 64000]),
    (nest, [2, 4, 8, 16]),
    (calls, [50, 100, 200, 400, 800]),
    (graph, [15, 30, 60, 120, 240]),
    (kinds, [500, 1000, 2000, 4000]),
    (kinds_nested, [30, 60, 120, 240]),
]


def measure(args, limit):
    """Exit status, processor seconds, MB of the largest process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    p = subprocess.Popen(args, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=lambda: resource.setrlimit(
        resource.RLIMIT_CPU, (int(limit) + 1, int(limit) + 1)))
    _, err = p.communicate()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return p.returncode, seconds, err.decode(errors="replace")


def memory(args):
    """MB that the program had at most."""
    status, out, err = harness.run(["/usr/bin/time", "-f", "%M", *args])
    return int(err.split()[-1]) / 1024 if status == 0 else 0


def main():
    passed = bad = 0
    o = harness.options("size", lambda p: (
        p.add_argument("--limit", type=float, default=60),
        p.add_argument("--sizes", type=int, nargs="*", help="instead of the growing ones")))
    print("%-12s %7s %8s %8s %7s %7s %7s" % ("shape", "size", "lines", "adc s", "clang s", "growth", "MB"))
    for shape, sizes in SHAPES:
        if o.names and shape.__name__ not in o.names:
            continue
        before = None
        for n in o.sizes or sizes:
            source = os.path.join(o.work, "%s_%d.c" % (shape.__name__, n))
            lines = ["#include <adc/adc.h>", "#include <math.h>"] + shape(n)
            with open(source, "w") as f:
                f.write("\n".join(lines) + "\n")
            args = [o.adc, source, "-o", source[:-2] + ".adc.c"]
            status, seconds, err = measure(args, o.limit)
            _, check, _ = measure(["clang", "-fsyntax-only", "-fbracket-depth=5000", "-I" + o.include, source], o.limit)
            growth = "%7.2f" % (math.log(seconds / before[1]) / math.log(n / before[0])) if before else "      -"
            print("%-12s %7d %8d %8.2f %7.2f %s %7.0f" % (shape.__name__, n, len(lines), seconds, check, growth,
                                                         memory(args) if status == 0 else 0), flush=True)
            if status:
                print("    exit status %d: %s" % (status, err.strip()[:200]))
                bad += 1
                break
            passed += 1
            before = (n, seconds)
            if shape in (typical, typical_kinds) and n == 1000:  # adc parses twice
                print("    %d lines as people write them: %.1f times what clang takes to parse them twice"
                      % (len(lines), seconds / (2 * check)))
    harness.finish(o, passed, bad, 0)


if __name__ == "__main__":
    main()
