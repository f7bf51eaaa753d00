#!/usr/bin/env python3
"""The command line of adc: options, names of outputs, exit status, forms of diagnostics."""
import json
import os
import re
import sys

import harness

SOURCE = """#include <adc/adc.h>

ADC_GRADIENT()
double square(double x)
{
    return x * x;
}
"""
PLAIN = SOURCE.replace("ADC_GRADIENT()\n", "")
WRONG = SOURCE.replace("ADC_GRADIENT()", "ADC_GRADIENT(wrt(y))")


class Place:
    """A directory of its own for each test, with square.c in it."""

    def __init__(self, o, name):
        self.adc = o.adc
        self.include = o.include
        self.dir = os.path.join(o.work, name)
        os.makedirs(self.dir)
        self.write("square.c", SOURCE)
        self.write("plain.c", PLAIN)
        self.write("wrong.c", WRONG)

    def path(self, name):
        return os.path.join(self.dir, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as f:
            f.write(text)

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as f:
            return f.read()

    def made(self):
        return sorted(set(os.listdir(self.dir)) - {"square.c", "plain.c", "wrong.c"})

    def run(self, *args, env=None):
        return harness.run([self.adc, *args], cwd=self.dir,
                           env=dict(os.environ, **env) if env else None)

    def expect(self, status, *args):
        got, out, err = self.run(*args)
        assert got == status, "%s: exit status %d, not %d\n%s" % (" ".join(args), got, status, err)
        return out, err


def version(p):
    out, _ = p.expect(0, "--version")
    words = out.split("\n")[0].split()
    assert words[0] == "adc" and len(words[1].split(".")) == 3 and len(words) == 2, out


def help_lists_options(p):
    out, _ = p.expect(0, "--help")
    for option in ("-o", "--header", "--derive", "-I", "-D", "-U", "-std=", "-include", "-isystem",
                   "-f", "-W", "-p", "-MD", "-MF", "-MT", "--standalone", "--line",
                   "--assume-noalias", "-Radc", "-Werror", "-w", "--check-main", "--dump",
                   "--diagnostics-format", "--color", "--explain", "--help", "--version"):
        assert "  " + option in out, option
    for line in out.split("\n"):
        assert len(line) <= 100, line


def wrong_command_lines(p):
    for args in ((), ("--frobnicate", "square.c"), ("square.c", "-o"), ("missing.c",), ("",),
                 ("square.c", "--color=blue"), ("square.c", "--diagnostics-format=xml"),
                 ("square.c", "--dump=nothing"), ("square.c", "-o", "square.c"),
                 ("square.c", "-o", "a.c", "--header=a.c"), ("square.c", "square.c"),
                 ("square.c", "--derive=gradient"), ("square.c", "--derive="), ("@missing",),
                 ("square.c", "-o", "no/such/place.c"), ("--explain=nothing",), (".",)):
        _, err = p.expect(2, *args)
        assert err.startswith("adc: error: ") or err.startswith("<derive>:1:"), err
    assert p.made() == [], p.made()


def default_names(p):
    p.expect(0, "square.c")
    assert p.made() == ["square.adc.c", "square.adc.h"], p.made()


def working_directory(p):
    os.mkdir(p.path("sub"))
    p.write("sub/other.c", SOURCE)
    p.expect(0, "sub/other.c")
    assert "other.adc.c" in p.made() and os.listdir(p.path("sub")) == ["other.c"], p.made()


def given_names(p):
    p.expect(0, "square.c", "-oout.c")
    p.expect(0, "square.c", "-o", "second.c", "--header=mine.h", "-MD", "-MF", "deps", "-MT", "goal")
    assert p.made() == ["deps", "mine.h", "out.c", "out.h", "second.c"], p.made()
    assert '#include "mine.h"' in p.read("second.c")
    assert p.read("deps").startswith("goal:") and "square.c" in p.read("deps")


def standard_output(p):
    out, _ = p.expect(0, "square.c", "-o", "-")
    assert "double square_gradient(" in out and p.made() == [], p.made()
    p.expect(0, "square.c", "-o", "-", "--header=only.h")
    assert p.made() == ["only.h"]


def depfile(p):
    p.expect(0, "square.c", "-MD")
    text = p.read("square.adc.d")
    assert text.startswith("square.adc.c square.adc.h:") and "adc/adc.h" in text, text


def response_file(p):
    p.write("arguments", "square.c\n-o 'from file.c' \"--header=a b.h\" -DX=\\\"y\\\"\n")
    p.expect(0, "@arguments")
    assert {"from file.c", "a b.h"} <= set(p.made()), p.made()


def clang_flags(p):
    p.write("flags.c", SOURCE.replace("x * x", "x * FACTOR"))
    for args in (("-DFACTOR=2",), ("-D", "FACTOR=2"), ("--", "-DFACTOR=2")):
        p.expect(0, "flags.c", "-o", "f.c", "-std=c11", "-Wall", "-fsigned-char", *args)
    p.expect(1, "flags.c", "-o", "g.c")
    p.expect(1, "flags.c", "-o", "g.c", "-DFACTOR=2", "-UFACTOR")
    assert "g.c" not in p.made()


def openmp(p):
    """<omp.h> of a gcc is found where clang has none; the threads are left out."""
    status, _, _ = harness.run(["gcc", "-fsyntax-only", "-xc", "-include", "omp.h", "/dev/null"], cwd=p.dir)
    if status != 0:
        return
    p.write("omp.c", """#include <omp.h>
double f(int n, const double *x)
{
    double s = omp_get_thread_num();
#pragma omp parallel for reduction(+ : s)
    for (int i = 0; i < n; i++)
        s += x[i] * x[i];
    return s;
}
""")
    p.expect(0, "--derive=adjoint(f)", "omp.c", "-MD", "--", "-fopenmp")
    for path in p.read("omp.adc.d").replace("\\\n", " ").split(": ")[1].split():
        assert os.path.exists(os.path.join(p.dir, path)), path + " in the depfile"
    assert "x_adj[i] += 2.0 * return_adj * x[i];" in p.read("omp.adc.c")


def compile_commands(p):
    p.write("flags.c", SOURCE.replace("x * x", "x * FACTOR"))
    os.makedirs(p.path("made_by/sub dir"))
    p.write("made_by/sub dir/factor.h", "#define FACTOR 3")
    entry = {"directory": p.path("made_by"), "file": "../flags.c", "output": "flags.o"}
    for how in ({"command": "cc -I'sub dir' -include factor.h -O2 -o flags.o -c ../flags.c"},
                {"arguments": ["cc", "-Isub dir", "-include", "factor.h", "-c", "../flags.c"]}):
        p.write("made_by/compile_commands.json", json.dumps([dict(entry, **how)]))
        p.expect(0, "flags.c", "-p", "made_by", "-o", "f.c", "--header=f.h")
        os.remove(p.path("f.c"))
    p.expect(2, "flags.c", "-p", "nowhere", "-o", "f.c")
    assert "f.c" not in p.made()


def nothing_on_error(p):
    p.write("wrong.adc.c", "kept\n")
    _, err = p.expect(1, "wrong.c")
    assert err.startswith("wrong.c:3:18: error: "), err
    assert "\nADC_GRADIENT(wrt(y))\n                 ^\n" in err, err
    assert p.read("wrong.adc.c") == "kept\n" and "wrong.adc.h" not in p.made()


def no_request(p):
    _, err = p.expect(0, "plain.c")
    assert "warning: " in err
    assert p.expect(0, "plain.c", "-w")[1] == ""
    p.expect(1, "plain.c", "-Werror", "-o", "x.c")
    assert "x.c" not in p.made()
    p.expect(0, "plain.c", "--derive=gradient(square)", "--derive", "tangent(square)", "-o", "x.c")
    assert "square_gradient" in p.read("x.c") and "square_tangent" in p.read("x.h")


def json_form(p):
    _, err = p.expect(1, "wrong.c", "--diagnostics-format=json")
    told = [json.loads(line) for line in err.splitlines()]
    assert len(told) == 1, err
    assert set(told[0]) == {"file", "line", "column", "severity", "id", "message", "notes"}
    assert (told[0]["file"], told[0]["line"], told[0]["column"]) == ("wrong.c", 3, 18), told


def sarif_form(p):
    for source, results in (("wrong.c", 1), ("square.c", 0)):
        _, _, err = p.run(source, "--diagnostics-format=sarif")
        log = json.loads(err)
        run = log["runs"][0]
        assert log["version"] == "2.1.0" and len(run["results"]) == results, err
        rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        for r in run["results"]:
            assert r["ruleId"] in rules and r["level"] == "error" and r["message"]["text"], r
            place = r["locations"][0]["physicalLocation"]
            assert place["artifactLocation"]["uri"] == source and place["region"]["startLine"] == 3, r
        valid_sarif(log)


def valid_sarif(log):
    """Against the schema of OASIS, where ADC_SARIF_SCHEMA names the file and jsonschema is there."""
    schema = os.environ.get("ADC_SARIF_SCHEMA")
    if schema:
        import jsonschema
        with open(schema) as f:
            jsonschema.validate(log, json.load(f))


def prototypes(p):
    """A custom derivative that does not fit: the message shows the one that does, and it does."""
    source = """#include <adc/adc.h>
#include <stddef.h>
struct pair { double a, b; };
%s;
ADC_CUSTOM_ADJOINT(g)
double f(size_t n, const double x[n][2], struct pair p, ADC_INACTIVE double t, double *y);
"""
    p.write("custom.c", source % "void g(int n)")
    _, err = p.expect(1, "custom.c")
    right = re.search(r"it must be: (.*);", err).group(1)
    assert right == ("void g(size_t n, const double x[n][2], struct pair p, double t, double *y, double (*x_adj)[2], "
                     "struct pair *p_adj, double *y_adj, double return_adj)"), right
    p.write("custom.c", source % right)
    p.expect(0, "custom.c")


def header_alone(p):
    """Typedefs of the source stand for other types, which the header names: it compiles without the source."""
    p.write("types.c", """#include <adc/adc.h>
#include <stddef.h>
typedef struct Point { double a, b; double *v; } Point;
typedef Point *Handle;
typedef double real;
typedef real vec3[3];
typedef real (*map_fn)(real, const Point *);
real scale = 1.0;
ADC_GRADIENT(wrt(m->a))
real f(const Point *m) { return m->a * m->b; }
ADC_ADJOINT(wrt(p, q, x, v, scale), vector(2))
real g(Point p, Handle q, const real x, const vec3 v, size_t n) { return p.a * q->b * x * scale + v[0] * n; }
ADC_ADJOINT(wrt(x))
real h(map_fn map, real x, const vec3 *rows) { return x * rows[1][2] + (map != NULL); }
double _Complex turn = 1.0;
ADC_ADJOINT(wrt(z, turn))
double _Complex k(double _Complex z) { return z * turn; }
""")
    p.expect(0, "types.c", "--header=types.h")
    p.write("alone.c", '#include "types.h"\n')
    p.write("alone.cpp", '#include "types.h"\n')
    p.write("after.c", '#include "types.c"\n#include "types.h"\n')
    for compiler in harness.compilers(["gcc", "clang"]):
        for source in ("alone.c", "after.c", "types.adc.c"):
            status, _, err = harness.run([compiler, "-std=c11", "-Wall", "-Wextra", "-pedantic", "-Werror", "-I", p.include,
                                          "-fsyntax-only", source], cwd=p.dir)
            assert status == 0, err
    for compiler in harness.compilers(["g++", "clang++"]):
        status, _, err = harness.run([compiler, "-Wall", "-Wextra", "-pedantic", "-Werror", "-fsyntax-only", "alone.cpp"],
                                     cwd=p.dir)
        assert status == 0, err


def header_order(p):
    """A header not of C may define what those of C declare, as f2c.h does with abs: the order of the source stays."""
    p.write("translated.h", "typedef double doublereal;\n#define abs(x) ((x) >= 0 ? (x) : -(x))\n")
    p.write("order.c", """#include <adc/adc.h>
#include <stdlib.h>
#include <translated.h>
ADC_GRADIENT()
doublereal f(doublereal x, int k) { doublereal *y = malloc(sizeof *y); *y = abs(x) * abs(k); doublereal r = *y * x; free(y); return r; }
""")
    p.expect(0, "order.c", "--", "-I.")
    for compiler in harness.compilers(["gcc", "clang"]):
        status, _, err = harness.run([compiler, "-std=c11", "-I", p.include, "-I.", "-fsyntax-only", "order.adc.c"], cwd=p.dir)
        assert status == 0, err


def ways_out(p):
    """Every refusal has a note; where there is nothing to say of the case at hand, what --explain says."""
    for derive in ("gradient(f), wrt(y)", "gradient(f), wrt(n)", "jacobian(f), shape(x, k)", "gradient(f), of(x)"):
        p.write("way.c", "double f(int n, const double *x) { return x[n]; }\n")
        _, err = p.expect(1, "way.c", "--derive=" + derive)
        assert err.count("error:") <= err.count("note:"), err


def colours(p):
    assert "\033[" not in p.expect(1, "wrong.c")[1]
    assert "\033[" in p.expect(1, "wrong.c", "--color=always")[1]
    assert "\033[" not in p.expect(1, "wrong.c", "--color=never")[1]


def explain(p):
    out, _ = p.expect(0, "--explain=unknown-extent")
    assert "shape(" in out, out
    with open(os.path.join(harness.ROOT, "compiler", "diag.def")) as f:
        ids = re.findall(r'^DIAG\("([^"]+)"', f.read(), re.M)
    assert len(ids) > 50
    for name in ids:
        out, _ = p.expect(0, "--explain=" + name)
        assert name in out and len(out.split()) > 8, out


def same_bytes(p):
    p.expect(0, "square.c", "-o", "a.c", "--header=h.h")
    p.expect(0, "square.c", "-o", "b.c", "--header=h.h")
    assert p.read("a.c") == p.read("b.c")


def dumps(p):
    for name in ("front", "norm", "identity", "derive", "names"):
        out, _ = p.expect(0, "square.c", "--dump=" + name, "-o", "d.c")
        assert "square" in out, name


PLANNED = """#include <adc/adc.h>
#include <math.h>
ADC_GRADIENT()
double planned(int n, const double x[n], double h)
{
    double y = 1.0, m = x[0], s = 0.0, u = x[0], z = 0.0;
    double w[n], g; int j = 0;
    for (int i = 0; i < n; i++) {
        g = h * x[i] + 1.0; y += g * y * y;
    }
    for (int i = 1; i < n; i++)
        if (x[i] > m)
            m = x[i];
    for (int i = 0; i < n; i++)
        w[i] = x[i] * h;
    for (int k = 0; k < n; k++) {
        for (int i = 0; i < n; i++)
            s += w[i] * w[i];
        for (int i = 0; i < n; i++)
            w[i] *= s;
    }
    while (fabs(u) > 1e-3)
        u *= sin(u) * x[j++ % n];
    const double *p = x;
    for (int i = 0; i < n; i++, p++)
        if (z < *p)
            z += *p * *p * z + 1.0;
    return y * m + s + u + z;
}
"""


RERUN = """#include <adc/adc.h>
ADC_GRADIENT()
double staged(int n, const double x[n])
{
    double y[n], a[n], b[n], c[n];
    for (int i = 0; i < n; i++)
        y[i] = x[i];
    for (int s = 0; s < 4; s++) {
        for (int i = 0; i < n; i++)
            a[i] = y[i] * y[i];
        for (int i = 0; i < n; i++)
            b[i] = a[i] * y[i];
        for (int i = 0; i < n; i++)
            c[i] = b[i] * a[i];
        for (int i = 0; i < n; i++)
            y[i] += c[i] * b[i];
    }
    return y[0];
}
"""


def plan_rerun(p):
    """The state is kept before each iteration, and nothing else in the forward sweep."""
    with open(p.path("rerun.c"), "w") as f:
        f.write(RERUN)
    out, _ = p.expect(0, "rerun.c", "--dump=plan", "-o", "r.c")
    at = re.search(r"^rerun\.c:8: .*\n((?:    .*\n)*)", out, re.M)
    assert at and re.search(r"^    loop: rerun", at.group(1), re.M), out
    assert re.search(r"^    y: keep before each iteration", at.group(1), re.M), out
    assert re.search(r"^    a: rerun", at.group(1), re.M), out
    with open(p.path("r.c")) as f:
        made = f.read()
    assert made.count("adc_array(") == 1, made


BEHIND = """#include <adc/adc.h>
ADC_GRADIENT()
double solved(int n, const double x[n])
{
    double w[n], sum = 0.0;
    for (int t = 0; t < n; t++) {
        for (int i = 0; i < n; i++) {
            double v = x[i];
            for (int k = 0; k < i; k++)
                v -= x[k] * x[t] * w[k];
            w[i] = v / x[t];
        }
        sum += w[n - 1] * w[t];
    }
    return sum;
}
"""


def plan_behind(p):
    """Each pass makes w anew; what it reads of it stays until it is done: one copy for each pass."""
    with open(p.path("behind.c"), "w") as f:
        f.write(BEHIND)
    out, _ = p.expect(0, "behind.c", "--dump=plan", "-o", "b.c")
    for line, element in ((10, "w[k]"), (11, "w[i]")):
        at = re.search(r"^behind\.c:%d: .*\n((?:    .*\n)*)" % line, out, re.M)
        assert at and "%s: keep the whole array, behind the loop at line 7" % element in at.group(1), out
    with open(p.path("b.c")) as f:
        assert "w_kept = adc_array(n * (ptrdiff_t)n" in f.read()


def plan_dump(p):
    """Each decision that the plan knows, where it has to be."""
    with open(p.path("planned.c"), "w") as f:
        f.write(PLANNED)
    out, _ = p.expect(0, "planned.c", "--dump=plan", "-o", "d.c")
    for line, value, decision in (
            (8, "loop", "its iterations backwards"),
            (9, "y", "keep in an array, one for each iteration of the loop at line 8; line 9 may "),
            (9, "h", "still there: nothing writes it"),
            (9, "g", "recompute from line 9"),
            (11, "loop", "reverse the one iteration that the loop picks"),
            (14, "loop", "its iterations in the same order"),
            (18, "w[i]", "keep the whole array, before the loop at line 17"),
            (20, "s", "keep in an array, one for each iteration of the loop at line 16"),
            (22, "loop", "count its iterations, and back"),
            (23, "u", "keep on the tape: the number of iterations of the loop at line 22"),
            (26, "branch", "keep which one"),
            (23, "j", "walked back"),
            (27, "p[i]", "still there: nothing writes it"),
            (28, "m", "still there: what writes it comes before")):
        at = re.search(r"^planned\.c:%d: .*\n((?:    .*\n)*)" % line, out, re.M)
        assert at and re.search(r"^    %s: %s" % (re.escape(value), decision), at.group(1), re.M), \
            (line, value, decision, out)


def run_check(p, source, *requests):
    """What the program of --check-main prints; it must find nothing wrong."""
    p.expect(0, source, "--check-main=check.c", *["--derive=" + r for r in requests])
    for compiler in harness.compilers(["gcc", "clang"]):
        status, _, err = harness.run(
            [compiler, "-std=c11", "-Wall", "-Wextra", "-pedantic", "-Werror", "-I", p.include,
             source, source.replace(".c", ".adc.c"), "check.c", p.lib, "-lm", "-o", "check"], cwd=p.dir)
        assert status == 0, err
        status, out, _ = harness.run([p.path("check")])
        assert status == 0, out
    return out


def must_fail(p, source, name, pattern, repl):
    """The program of --check-main finds one thing that is wrong in the generated C."""
    derived = source.replace(".c", ".adc.c")
    with open(p.path(derived)) as f:
        text = f.read()
    broken = re.sub(pattern, repl, text, count=1)
    assert broken != text, pattern
    with open(p.path("broken.c"), "w") as f:
        f.write(broken)
    for compiler in harness.compilers(["gcc"]):
        status, _, err = harness.run([compiler, "-I", p.include, source, "broken.c", "check.c", p.lib, "-lm", "-o", "check"], cwd=p.dir)
        assert status == 0, err
        status, out, _ = harness.run([p.path("check")])
        assert status != 0 and re.search("FAIL +" + name, out), (pattern, out)


def check_main(p):
    assert "square" in run_check(p, "square.c")


def check_main_of_a_handle(p):
    """The struct behind a handle is known to the source alone, not to the header that both include."""
    p.write("handle.h", """
#ifndef HANDLE_H
#define HANDLE_H
typedef struct handle { struct hidden *p; double w; } handle;
double weigh(const handle *h);
#endif
""")
    p.write("handle.c", """
#include "handle.h"
struct hidden { int n; double v[3]; };
double weigh(const handle *h)
{
    return h->p->v[1] * h->w * h->w + h->p->v[0];
}
""")
    out = run_check(p, "handle.c", "adjoint(weigh)", "tangent(weigh)")
    assert "weigh: gradient" in out and "not checked" not in out, out


def check_main_of_globals(p):
    p.write("globals.c", """
double gain = 1.5, state[3];
double weighted(int n, const double x[n])
{
    double r = 0.0;
    for (int i = 0; i < n; i++)
        r += gain * gain * x[i] * x[i] * state[i % 3];
    return r;
}
void update(int n, const double x[n])
{
    for (int i = 0; i < n; i++)
        state[i % 3] = x[i] * gain;
}
""")
    out = run_check(p, "globals.c", "gradient(weighted), wrt(x, gain, state)", "adjoint(weighted), wrt(x, gain, state)",
                    "hessian(weighted), wrt(gain, state)", "hvp(weighted), wrt(gain, state)",
                    "tangent(update), wrt(x, gain), of(state)",
                    "jacobian(update), wrt(x, gain), of(state)")
    assert "not checked" not in out and "weighted" in out and "update" in out, out


def check_main_of_widths(p):
    p.write("widths.c", """
#include <math.h>
long double cyclic(int n, const long double x[n], double c)
{
    long double s = c;
    for (int i = 0; i < n; i++)
        s += sinl(x[i]) * c * x[(i + 1) % n];
    return s;
}
float gain[2];
void rows(int n, const double x[n][2], double y[2])
{
    for (int i = 0; i < 2; i++) {
        y[i] = 0;
        for (int j = 0; j < n; j++)
            y[i] += x[j][i] * x[j][1] * (double)gain[i];
    }
}
void in_place(int n, double x[n], int m, const double a[n][m])
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++)
            x[i] = x[i] * a[i][j] + sin(x[(i + 1) % n]);
}
""")
    out = run_check(p, "widths.c", *["%s(cyclic)" % k for k in ("adjoint", "tangent", "gradient", "jacobian", "hessian", "hvp")],
                    *["%s(rows), wrt(x, gain), of(y)" % k for k in ("adjoint", "tangent", "jacobian")],
                    *["%s(in_place), wrt(x, a), of(x)" % k for k in ("adjoint", "tangent", "jacobian")])
    assert "not checked" not in out and all(f in out for f in ("cyclic: Hessian", "rows: Jacobian", "in_place: Jacobian")), out


def check_main_of_directions(p):
    """All directions of vector(k) are checked, and each of several functions of one kind."""
    p.write("several.c", """
#include <math.h>
double flow(int n, const double x[n], double a)
{
    double s = a;
    for (int i = 0; i < n; i++)
        s += sin(x[i]) * a * x[(i + 1) % n];
    return s;
}
void turned(int n, const double x[n][2], float w, double y[n])
{
    for (int i = 0; i < n; i++)
        y[i] = x[i][0] * x[i][1] * (double)w + y[i] * y[i];
}
double filtered(int n, const double *const *x, double **y)
{
    double s = 0.0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < 2; j++) {
            y[i][j] = y[i][j] * x[i][1 - j] + cos(x[0][j]);
            s += y[i][j] * y[0][j];
        }
    return s;
}
""")
    shapes = ", shape(x, n, 2), shape(y, n, 2)"
    out = run_check(p, "several.c", "adjoint(flow)", "tangent(flow)", "adjoint(flow), vector(3), name(flow_adj3)",
                    "tangent(flow), vector(3), name(flow_tan3)", "gradient(flow)", "jacobian(flow)",
                    "adjoint(turned), wrt(x, w), of(y), vector(2)", "tangent(turned), wrt(x, w), of(y), vector(2)",
                    *["%s(filtered), wrt(x, y)%s" % (k, shapes) for k in ("gradient", "adjoint", "tangent", "hessian", "hvp")],
                    "adjoint(filtered), wrt(x, y), of(y, return), vector(2), name(filtered_adj2)%s" % shapes,
                    "tangent(filtered), wrt(x, y), of(y, return), vector(2), name(filtered_tan2)%s" % shapes,
                    "jacobian(filtered), wrt(x, y), of(y, return)%s" % shapes)
    assert "not checked" not in out and all(f + ": dot product" in out for f in ("flow", "flow_adj3", "flow_tan3", "turned", "filtered")), out
    assert "flow_jacobian: gradient" in out and "filtered: Hessian" in out and "filtered_adj2: Jacobian" in out, out
    must_fail(p, "several.c", "flow_tan3", r"(return_tan\[lane\] = )", r"\1(lane == 1) * 1e-4 + ")


def check_main_with_data(p):
    """shape() also speaks of parameters that the derivative is not about."""
    p.write("data.c", """
double misfit(int n, const double *p, const double *t, const int *used, const double *y)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        if (used[i] % 2 == 0)
            s += (p[0] * t[i] + p[1] - y[i]) * (p[0] * t[i] + p[1] * p[1] - y[i]);
    return s;
}
""")
    data = ", wrt(p), shape(p, 2), shape(t, n), shape(used, n), shape(y, n)"
    out = run_check(p, "data.c", *[kind + "(misfit)" + data for kind in ("gradient", "adjoint", "tangent", "hessian")])
    assert "not checked" not in out and "misfit: Hessian" in out, out
    p.expect(1, "data.c", "--derive=gradient(misfit), wrt(p), shape(p, 2), shape(t, m)")


def check_main_of_structs(p):
    """Structs by value, behind pointers, in arrays; members that shape() speaks of; const members, indices, sizes in structs."""
    p.write("structs.h", """
#include <stddef.h>
struct point { double x, y, z; int tag; };
typedef struct layer { int rows, cols; const double *w; double bias[2]; } layer;
typedef struct { size_t n; double dt; double *q, *v; const double *mass; const int *next; void *unused; layer *layers; } state;
""")
    p.write("structs.c", """
#include "structs.h"
#include <math.h>
double norm(struct point p, double w)
{
    return w * sqrt(p.x * p.x + p.y * p.y * p.z);
}
struct point cross(struct point a, struct point b)
{
    struct point c = {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x, 1};
    return c;
}
double energy(int n, const struct point *p)
{
    double e = 0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < i; j++)
            e += 1 / sqrt((p[i].x - p[j].x) * (p[i].x - p[j].x) + p[i].y * p[j].y + p[i].z * p[j].z);
    return e;
}
void step(state *s)
{
    for (size_t i = 0; i < s->n; i++) {
        s->v[i] -= s->dt * sin(s->q[s->next[i]]) / s->mass[i];
        s->q[i] += s->dt * s->v[i] * s->v[i];
    }
}
double forward(const state *s, int depth)
{
    double r = 0;
    for (int d = 0; d < depth; d++)
        for (int i = 0; i < s->layers[d].rows; i++)
            for (int j = 0; j < s->layers[d].cols; j++)
                r += s->layers[d].w[i * s->layers[d].cols + j] * s->layers[d].bias[i % 2] * s->layers[d].w[0];
    return r;
}
static double hidden(int n, const double x[n], int at)
{
    double s = 1;
    for (int i = 0; i < n; i++)
        s *= x[i];
    return s * x[at];
}
double shown(int n, const double x[n])
{
    return hidden(n, x, 0);
}
""")
    both = ("adjoint", "tangent")
    all_kinds = both + ("gradient", "hessian", "hvp")
    memory = ", ".join("shape(s->%s, s->n)" % m for m in ("q", "v", "mass", "next"))
    layers = "wrt(s->layers->w, s->layers->bias), shape(s->layers, depth), shape(s->layers->w, s->layers->rows, s->layers->cols)"
    out = run_check(p, "structs.c", *["%s(norm)" % k for k in all_kinds], *["%s(cross)" % k for k in both + ("jacobian",)],
                    "adjoint(cross), vector(2), name(cross2)", *["%s(energy), shape(p, n)" % k for k in all_kinds],
                    "tangent(energy), shape(p, n), vector(3), name(energy3)", *["%s(step), %s" % (k, memory) for k in both],
                    "adjoint(step), vector(2), name(step2)", "jacobian(step), wrt(s->q, s->mass), of(s->q, s->v), " + memory,
                    "gradient(forward), " + layers, "hvp(forward), " + layers, "gradient(hidden)", "adjoint(energy_gradient), wrt(p), "
                    "of(p_grad), shape(p, n), shape(p_grad, n)")
    checked = ("norm: Hessian,", "cross: Jacobian", "cross2: dot", "energy: Hessian,", "energy3: dot", "step: dot", "step2: dot",
               "step_jacobian: Jacobian", "forward: Hessian,", "hidden: gradient", "energy_gradient: Jacobian")
    assert "not checked" not in out and all(c in out for c in checked), out
    for name, pattern in (("energy3", r"(return_tan\[lane\] = )(?=e_tan)"), ("forward", r"(->layers\[\w+\]\.bias\[[^]]*\] \+= )"),
                          ("step", r"(s_tan->v\[i\] -=\s+)"), ("hidden", r"(\bx_grad\[\w+\] \+= )"), ("norm", r"(p_adj->z \+= )")):
        must_fail(p, "structs.c", name, pattern, r"\1 1e-3 + ")


def check_main_of_numbers(p):
    """Complex numbers are two reals each; blocks of a batch are on the diagonal; points where the function is defined."""
    p.write("numbers.c", """
#include <complex.h>
#include <math.h>
void turn(int n, const double complex z[n], double complex w[n])
{
    for (int i = 0; i < n; i++)
        w[i] = cexp(z[i]) * z[(i + 1) % n] + conj(z[i]);
}
double size(int n, const double complex z[n], float complex a)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += creal(z[i] * conj(z[i]) * a) + cimag(z[i]);
    return s;
}
double complex wave(double complex a, double b)
{
    return csin(a) * b + a * a * I;
}
void rows(int b, int n, const double x[b][n], float y[b][2], double shift)
{
    for (int i = 0; i < b; i++) {
        y[i][0] = y[i][1] = 0;
        for (int j = 0; j < n; j++) {
            y[i][0] += x[i][j] * x[i][j] * shift;
            y[i][1] += sin(x[i][j]) * j;
        }
    }
}
double angle(double x, double y)
{
    return asin(x) * acos(y);
}
double far(double x)
{
    return acosh(x) / (x - 1);
}
struct data { double *x; int n; };
double global_scale, *global_x;
struct data global_data;
double with_globals(int n)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += global_x[i] * global_x[i] * global_scale * global_data.x[i % global_data.n];
    return s;
}
""")
    shapes = "shape(global_x, n), shape(global_data.x, 2)"
    out = run_check(p, "numbers.c", "adjoint(turn), wrt(z), of(w)", "tangent(turn), wrt(z), of(w)",
                    *["%s(size)" % k for k in ("adjoint", "tangent", "gradient", "hvp")], "adjoint(wave)", "tangent(wave)",
                    "jacobian(rows), wrt(x), of(y), batch(b)", "tangent(rows), wrt(x), of(y)", "gradient(angle)", "gradient(far)",
                    *["%s(with_globals), wrt(global_x, global_scale, global_data), %s" % (k, shapes) for k in ("gradient", "adjoint", "tangent")],
                    "hessian(with_globals), wrt(global_x, global_data.x), " + shapes)
    checked = ("turn: dot", "size: Hessian,", "wave: Jacobian", "rows: Jacobian", "angle: gradient", "far: gradient", "with_globals: gradient",
               "with_globals_hessian: Hessian,")
    assert "not checked" not in out and all(c in out for c in checked), out
    for name, pattern in (("turn", r"(z_adj\[i\] \+= )"), ("rows", r"(y_x_jac\[[^]]*\] = )"),
                          ("with_globals", r"(global_x_adj\[\w+\] \+= )")):
        must_fail(p, "numbers.c", name, pattern, r"\1 0.2 + ")


def helpers_once(p):
    """Two jacobians that need the same tangent share it; what says how many directions it takes is in its comment."""
    p.write("alike.c", """
void square(int n, const double x[3], double y[n])
{
    for (int i = 0; i < n; i++)
        y[i] = x[i % 3] * x[i % 3];
}
double product(double a, double b)
{
    return a * b;
}
""")
    p.expect(0, "alike.c", "--derive=jacobian(square), wrt(x), of(y)", "--derive=jacobian(square), wrt(x), of(y), name(again)",
             "--derive=hvp(product)")
    with open(p.path("alike.adc.c")) as f:
        text = f.read()
    assert text.count("static void square_") == 1 and ", vector(3).\n" in text, text
    with open(p.path("alike.adc.h")) as f:
        text = f.read()
    assert "Overwrites *a_hvp, *b_hvp; a_dir and b_dir are the direction." in text, text


def check_main_says_why(p):
    p.write("why.c", """
#include <stdio.h>
struct link { double v; struct link *next; };
double total(const struct link *l)
{
    double s = 0;
    for (; l; l = l->next)
        s += l->v * l->v;
    return s;
}
double with(double x, double (*f)(double))
{
    return f(x);
}
double logged(double x, FILE *to)
{
    fprintf(to, "x");
    return x * x;
}
double open_end(const double *x)
{
    return x[0] * x[1];
}
double plain(double x)
{
    return x * x;
}
""")
    out = run_check(p, "why.c", "adjoint(total)", "tangent(logged)", "adjoint(open_end)", "gradient(plain)")
    for what in ("total_adjoint: not checked: 'l->next' is a linked structure", "logged_tangent: not checked: it cannot make up 'to'",
                 "open_end_adjoint: not checked: the extent of 'x' is not known", "ok    plain: gradient"):
        assert what in out, (what, out)


# name, header that both include, first file, second file: each means another thing by one name
MEANINGS = [
    ("N", "enum { N = SIZE };", "#define SIZE 3", "return N * x * g(x);", "#define SIZE 5", "return N + x;"),
    ("K", "static const double K = COEF;", "#define COEF 3", "return K * x * g(x);", "#define COEF 5", "return K * x * x;"),
    ("K", "static const double K[] = {COEF, 2};", "#define COEF 3", "return K[x > 1] * x * g(x);", "#define COEF 5", "return K[x > 2] * x;"),
    ("real", "typedef REAL real;", "#define REAL float", "real y[2] = {x, x}; return y[x > 1] * g(x);",
     "#define REAL double", "real y[2] = {x, x}; return y[x > 1] * x;"),
    ("s", "struct s { double a; REAL b; };", "#define REAL float", "struct s v[2] = {{x, x}, {x, x}}; return v[x > 1].b * g(x);",
     "#define REAL double", "struct s v[2] = {{x, x}, {x, x}}; return v[x > 1].b * x;"),
    ("s", "", "struct s { double a; float b; };", "struct s v[2] = {{x, x}, {x, x}}; return v[x > 1].b * g(x);",
     "struct s { double a, c; };", "struct s v[2] = {{x, x}, {x, x}}; return v[x > 1].c * x;"),
]


def several_meanings(p):
    """What one header declares by the macros of each file that includes it is told, not taken for one thing."""
    for i, (name, header, before, body, before2, body2) in enumerate(MEANINGS):
        p.write("t.h", header + "\ndouble g(double x);\n")
        p.write("a.c", '%s\n#include "t.h"\ndouble f(double x) { %s }\n' % (before, body))
        p.write("b.c", '%s\n#include "t.h"\ndouble g(double x) { %s }\n' % (before2, body2))
        for files in (("a.c", "b.c"), ("b.c", "a.c")):
            _, err = p.expect(1, "--derive=gradient(f)", *files, "-o", "o.adc.c")
            assert "'%s' is not the same in all the files given together [several-meanings]" % name in err, (i, files, err)
        p.write("b.c", '%s\n#include "t.h"\ndouble g(double x) { %s }\n' % (before, body2.replace(".c", ".b")))
        if header:
            p.expect(0, "--derive=gradient(f)", "a.c", "b.c", "-o", "o.adc.c")


def defined_twice(p):
    """Two definitions of one external function: adc cannot know which one is meant."""
    p.write("a.c", "double g(double x);\ndouble scale(double x) { return 3 * x; }\ndouble f(double x) { return scale(x) * g(x); }\n")
    p.write("b.c", "double scale(double x) { return 5 * x; }\ndouble g(double x) { return scale(x) * x; }\n")
    _, err = p.expect(1, "--derive=gradient(f)", "a.c", "b.c", "-o", "o.adc.c")
    assert "another definition at b.c:1" in err, err


TESTS = [version, help_lists_options, wrong_command_lines, default_names, working_directory,
         given_names, standard_output, depfile, response_file, clang_flags, openmp, compile_commands,
         nothing_on_error, no_request, json_form, sarif_form, prototypes, header_alone, header_order, ways_out, colours, explain, same_bytes, dumps,
         plan_dump, plan_rerun, plan_behind, check_main, check_main_of_a_handle, check_main_of_globals, check_main_of_widths, check_main_of_directions, check_main_with_data,
         check_main_of_structs, check_main_of_numbers, check_main_says_why, helpers_once,
         several_meanings, defined_twice]


def main():
    o = harness.options("command")
    library = harness.library(o)
    wanted = [t for t in TESTS if not o.names or t.__name__ in o.names]
    failed = 0
    for test in wanted:
        place = Place(o, test.__name__)
        place.lib = library
        try:
            test(place)
        except Exception as why:  # a test may fail in any way
            failed += 1
            print("FAIL %s: %s: %s" % (test.__name__, type(why).__name__, why))
    harness.finish(o, len(wanted) - failed, failed, 0)


if __name__ == "__main__":
    sys.exit(main())
