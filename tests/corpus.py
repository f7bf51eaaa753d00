#!/usr/bin/env python3
"""Functions of real libraries, unmodified, against Richardson differences of the primal.

The sources are Debian source packages, fetched with a list derived from the machine's own and kept in
--cache. tests/corpus/LIBRARY.txt is a table of calls, see read_table(). Each function is derived with --derive
(adjoint, tangent, and gradient where the result is what is differentiated); each entry of the Jacobian that
they give is compared with differences. Beside it the identity mode: every source file printed back as C
computes bit for bit what the original does.

The last table counts right, refused and wrong by library. Wrong and refused are failures; so is output that does
not compile.
"""
import glob
import os
import re
import shutil
import sys
import threading

import harness

HERE = os.path.join(harness.TESTS, "corpus")
LIBRARIES = {  # package: folders of its sources, flags, files that its build would make
    "gsl": (["specfunc", "poly", "sys", "err", "complex", "cdf", "integration", "interpolation", "cheb", "deriv",
             "sum", "statistics", "linalg", "blas", "cblas", "vector", "matrix", "block", "randist", "fit",
             "ode-initval", "ode-initval2", "roots", "permutation", "utils", "rng", "fft", "dht"], [], "config.h"),
    "cminpack": (["."], [], None),
    "kissfft": (["."], ["-Dkiss_fft_scalar=double"], None),
    "nlopt": (["src/algs/slsqp", "src/algs/luksan", "src/algs/cobyla", "src/algs/newuoa", "src/algs/bobyqa",
               "src/util", "src/algs/direct"], ["-Isrc/api", "-Isrc/util"], "nlopt_config.h"),
}
CONFIG = """#define PACKAGE "corpus"
#define VERSION "0"
""" + "".join("#define HAVE_%s 1\n" % word for word in (
    "DECL_ACOSH DECL_ASINH DECL_ATANH DECL_EXPM1 DECL_FINITE DECL_FREXP DECL_HYPOT DECL_ISFINITE DECL_ISINF "
    "DECL_ISNAN DECL_LDEXP DECL_LOG1P C99_INLINE INLINE IEEE_COMPARISONS IEEE_DENORMALS STDLIB_H STRING_H UNISTD_H "
    "MEMCPY MEMMOVE STRDUP VPRINTF EXIT_SUCCESS_AND_FAILURE STDINT_H ISNAN ISINF GETTIMEOFDAY TIME COPYSIGN "
    "SYS_TIME_H QSORT_R").split()) + """#define GSL_COERCE_DBL(x) (x)
#define RETURN_IF_NULL(x) if (!x) { return ; }
#define THREADLOCAL __thread
#define SIZEOF_UNSIGNED_INT 4
#define SIZEOF_UNSIGNED_LONG 8
"""
OPTIMISE = ["-std=gnu11", "-w", "-O1", "-ffp-contract=off"]
WARN = ["-std=gnu11", "-Wall", "-Wextra", "-pedantic", "-Werror", "-Wno-error=maybe-uninitialized", "-O1"]


# ---- the sources ----

def own_lists():
    """The machine's package sources as lines of deb-src."""
    lines = []
    for path in ["/etc/apt/sources.list"] + sorted(glob.glob("/etc/apt/sources.list.d/*")):
        if not os.path.isfile(path):
            continue
        with open(path, errors="replace") as f:
            text = f.read()
        if path.endswith(".sources"):
            for block in re.split(r"\n\s*\n", text):
                field = dict((k.lower(), v.split()) for k, v in re.findall(r"^([\w-]+): *(.*)$", block, re.M))
                signed = field.get("signed-by", [])
                option = "[signed-by=%s] " % signed[0] if signed and signed[0].startswith("/") else ""
                lines += ["deb-src %s%s %s %s" % (option, uri, suite, " ".join(field.get("components", [])))
                          for uri in field.get("uris", []) for suite in field.get("suites", [])]
        else:
            lines += [re.sub(r"^deb\b", "deb-src", line) for line in text.split("\n") if re.match(r"deb\s", line)]
    return [line for line in lines if re.search(r"\bmain\b", line)]


def fetch(cache, package):
    """The folder of the unpacked source, or (None, why not)."""
    home = os.path.join(cache, package)
    there = [d for d in glob.glob(os.path.join(home, "*")) if os.path.isdir(d)]
    if there:
        return there[0], None
    if not shutil.which("apt-get"):
        return None, "there is no apt-get to fetch sources with"
    apt = os.path.join(cache, "apt")
    for part in ("lists/partial", "archives/partial"):
        os.makedirs(os.path.join(apt, part), exist_ok=True)
    listing = os.path.join(apt, "sources.list")
    command = ["apt-get", "-q", "-o", "Dir::State::Lists=%s/lists" % apt, "-o", "Dir::Cache=%s" % apt, "-o",
               "Dir::Etc::SourceList=" + listing, "-o", "Dir::Etc::SourceParts=-", "-o", "Acquire::Retries=1"]
    if not os.path.exists(listing):
        with open(listing + ".new", "w") as f:
            f.write("\n".join(own_lists()) + "\n")
        os.rename(listing + ".new", listing)
        harness.run(command + ["update"], timeout=120)
    os.makedirs(home, exist_ok=True)
    status, out, err = harness.run(command + ["source", "--download-only", "--tar-only", package], timeout=120,
                                   cwd=home)
    tars = glob.glob(os.path.join(home, "*.orig.tar.*"))
    if status or not tars:
        os.rmdir(home) if not os.listdir(home) else None
        return None, "no source archive is reachable: " + (err.strip().split("\n") or [""])[-1]
    new = os.path.join(home, "new")
    os.makedirs(new, exist_ok=True)
    harness.run(["tar", "-xf", tars[0], "-C", new, "--strip-components=1"], timeout=120)
    os.rename(new, os.path.join(home, "source"))
    return os.path.join(home, "source"), None


class Library:
    """Where its files are, which file defines a symbol, objects of the files."""

    def __init__(self, o, name, root):
        folders, flags, config = LIBRARIES[name]
        self.o, self.name, self.root, self.lock = o, name, root, threading.Lock()
        self.made = os.path.join(o.work, name)
        os.makedirs(os.path.join(self.made, "gsl"), exist_ok=True)
        if config:
            with open(os.path.join(self.made, config), "w") as f:
                f.write(CONFIG)
        if name == "gsl":
            for h in glob.glob(os.path.join(root, "gsl_*.h")) + glob.glob(os.path.join(root, "*", "gsl_*.h")):
                link = os.path.join(self.made, "gsl", os.path.basename(h))
                if not os.path.lexists(link):
                    os.symlink(h, link)
        self.flags = ["-I", self.made, "-I", root] + [
            "-I" + os.path.join(root, f[2:]) if f.startswith("-I") else f for f in flags]
        self.flags += [a for f in folders for a in ("-I", os.path.join(root, f))]
        self.where, self.objects = {}, {}
        for folder in folders:
            for path in sorted(glob.glob(os.path.join(root, folder, "*.c"))):
                if not re.search(r"(^test|/test)", os.path.relpath(path, root)):
                    self.index(path)

    def index(self, path):
        with open(path, errors="replace") as f:
            text = re.sub(r"/\*.*?\*/", " ", f.read(), flags=re.S)
        found = re.findall(r"^(?!static\b)(?:\w[\w \t*]*[\s*])?(\w+)\s*\([^;{}()]*(?:\([^()]*\)[^;{}()]*)*\)\s*\{", text,
                           re.M)
        found += re.findall(r"^(?!static\b)\w[\w \t*]*[\s*](\w+)(?:\[[^\]]*\])*\s*=", text, re.M)
        found += re.findall(r"^__cminpack_attr__[^;{}]*?__cminpack_func__\((\w+)\)\s*\([^;{}]*\)\s*\{", text, re.M)
        if path.endswith("_source.c"):  # a template that another file includes, for double last of all
            path = path.replace("_source.c", ".c")
            found = ["%s_%s" % m for m in re.findall(r"FUNCTION *\((\w+), *(\w+)\) *\(", text)]
        for symbol in found:
            self.where.setdefault(symbol, path)

    def compile(self, path, source=None, suffix=""):
        """The object of a file (of its copy in source), and the symbols that it lacks."""
        target = os.path.join(self.made, os.path.relpath(path, self.root).replace("/", "@") + suffix + ".o")
        with self.lock:
            known = self.objects.get(target)
        if known:
            return known
        made = "%s.%d" % (target, threading.get_ident())  # another thread may be at the same file
        status, _, err = harness.run(["gcc"] + OPTIMISE + self.flags + ["-I", os.path.dirname(path), "-c",
                                      source or path, "-o", made], timeout=120)
        if status:
            raise RuntimeError("%s does not compile\n%s" % (source or path, harness.head(err)))
        _, out, _ = harness.run(["nm", "-u", made])
        os.rename(made, target)
        known = target, [line.split()[-1] for line in out.split("\n") if line.strip()]
        with self.lock:
            self.objects[target] = known
        return known

    def closure(self, paths):
        """paths and the files of the library that they need."""
        paths = list(paths)
        for path in paths:
            for symbol in self.compile(path)[1]:
                if symbol in self.where and self.where[symbol] not in paths:
                    paths.append(self.where[symbol])
        return paths


# ---- the tables ----

class Arg:
    def __init__(self, text):
        text = text.strip()
        self.values, self.count, self.member, self.type = [], 1, None, None
        self.input = self.output = self.array = False
        m = re.match(r"\{(\w+) +(\w+)->(\w+)\}$", text)
        if text.startswith("="):
            self.name = text[1:].strip().replace("\\,", ",")
        elif m:
            self.type, self.name, self.member = m.groups()
            self.output = True
        else:
            m = re.match(r"(\w+)(?:\[(\d*)\])?(?::(.*))?$", text)
            if not m:
                harness.die("corpus: argument '%s'" % text)
            self.name, self.array = m.group(1), m.group(2) is not None
            self.values = [[float(v) for v in point.split()] for point in (m.group(3) or "").split("/") if point]
            self.input, self.output = bool(self.values), self.array and bool(m.group(2))
            self.count = int(m.group(2)) if m.group(2) else len(self.values[0])

    def active(self):
        return self.input or self.output


class Call:
    """One line of a table."""

    def __init__(self, line):
        m = re.match(r"(\w+)\((.*)\) *(->)? *@ *(\S.*)$", line)
        if not m:
            harness.die("corpus: line '%s'" % line)
        self.name, self.returns, self.files = m.group(1), bool(m.group(3)), m.group(4).split()
        self.standalone = self.files[0] == "standalone"
        self.files = self.files[self.standalone:]
        self.args = [Arg(a) for a in re.split(r"(?<!\\),", m.group(2))]
        self.points = max(len(a.values) for a in self.args if a.input)

    def inputs(self):
        return [a for a in self.args if a.input]

    def outputs(self):
        return [a for a in self.args if a.output]

    def requests(self):
        wrt = ", ".join(a.name for a in self.inputs())
        of = ["return"] if self.returns else []
        of += ["%s->%s" % (a.name, a.member) if a.member else a.name for a in self.outputs()]
        shapes = "".join(", shape(%s, %d)" % (a.name, a.count) for a in self.args if a.array)
        kinds = ["adjoint", "tangent"] + (["gradient"] if self.returns and not self.outputs() else [])
        return ["%s(%s), wrt(%s), of(%s)%s" % (k, self.name, wrt, ", ".join(of), shapes) for k in kinds]


def read_table(name):
    """Lines `function(arguments) -> @ files`; the arrow where the result is a dependent.

    Arguments: `x: 1.5/2.5` a real, its values at each point; `x[]: 1 2/3 4` an array that is read; `y[3]` one that is
    written, `y[3]: 1 2 3` both; `{type r->member}` a struct that is written, whose member is meant; `=n` any C.
    Files are those of the library, or with ./ those of tests/corpus; what they call is found. The word standalone before
    them: --standalone, where tables of static functions are compared with.
    A line `#include ...`, or a declaration, goes into the driver."""
    calls, includes = [], []
    with open(os.path.join(HERE, name + ".txt")) as f:
        for line in f.read().replace("\\\n", " ").split("\n"):
            if re.match(r"#include|#define|(void|double|int) .*;$", line):
                includes.append(line)
            elif line.strip() and not line.startswith("#"):
                calls.append(Call(line.strip()))
    return calls, includes


# ---- the driver ----

PRELUDE = r"""
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
enum { ROWS = 7, MOST = 64 };
static double in[MOST], out[MOST];
static double slope(void (*primal)(void), int i, int j, double *error)
{
    double t[ROWS][ROWS], best = NAN, saved = in[j], step = 0.02 * fmax(0.05, fabs(saved));
    *error = HUGE_VAL;
    for (int r = 0; r < ROWS; r++, step /= 2.0) {
        volatile double up = saved + step, down = saved - step;
        in[j] = up;
        primal();
        double high = out[i];
        in[j] = down;
        primal();
        t[r][0] = (high - out[i]) / (up - down);
        double factor = 4.0;
        for (int k = 1; k <= r; k++, factor *= 4.0) {
            t[r][k] = t[r][k - 1] + (t[r][k - 1] - t[r - 1][k - 1]) / (factor - 1.0);
            double e = fmax(fabs(t[r][k] - t[r][k - 1]), fabs(t[r][k] - t[r - 1][k - 1]));
            if (e <= *error) {
                *error = e;
                best = t[r][k];
            }
        }
    }
    in[j] = saved;
    return best;
}
static int compared, differ;
static void compare(const char *kind, const char *name, int point, int i, int j, double got, double want, double error,
                    double scale)
{
    double size = fmax(fabs(want), 1e-3 * scale);
    compared++;
    if (!(error <= 1e-4 * fmax(size, 1e-6)) || !(fabs(got - want) <= fmax(2e-7 * size, 20.0 * error)))
        if (differ++ < 3)
            printf("wrong %s: %s of point %d: d out %d / d in %d = %.15g, want %.15g (to %.2g)\n", name, kind, point, i, j,
                   got, want, error);
}
static void values(const char *name, int n)
{
    printf("values %s", name);
    for (int i = 0; i < n; i++)
        printf(" %a", out[i]);
    printf("\n");
}
"""


def declare(call, suffix, at=None):
    """C that declares the active arguments as name+suffix, inputs from in[] (at None), others zero."""
    lines, k = [], 0
    for a in call.args:
        if not a.active():
            continue
        if a.type:
            lines.append("%s %s%s; memset(&%s%s, %s, sizeof %s%s);" % (
                a.type, a.name, suffix, a.name, suffix, "0xff" if suffix else "0", a.name, suffix))
            lines.append("%s%s.%s = 0.0;" % (a.name, suffix, a.member))
        elif a.array:
            lines.append("double %s%s[%d] = {0};" % (a.name, suffix, a.count))
        else:
            lines.append("double %s%s = 0.0;" % (a.name, suffix))
        if a.input and at is None:
            lines.append("memcpy(%s%s%s, in + %d, sizeof(double) * %d);" % (
                "" if a.array else "&", a.name, suffix, k, a.count))
        k += a.count if a.input else 0
    return lines


def passed(call):
    return [("&" if a.type else "") + a.name if a.active() else a.name for a in call.args]


def collect(call, suffix, what):
    """C that copies results (what 'out': to out[], from name+suffix), or input adjoints."""
    lines, k = [], 1 if call.returns and what == "output" else 0
    for a in call.args:
        if not getattr(a, what):
            continue
        source = "&%s%s.%s" % (a.name, suffix, a.member) if a.type else ("" if a.array else "&") + a.name + suffix
        lines.append((source, k, a.count))
        k += a.count
    return lines, k


def shadows(call, suffix, scalars_by_value, wanted):
    out = []
    for a in call.args:
        if a.active() and wanted(a):
            out.append(a.name + suffix if a.array or (scalars_by_value and not a.type) else "&" + a.name + suffix)
    return out


def driver(call):
    """C that checks one function."""
    n, f = sum(a.count for a in call.inputs()), call.name
    results, m = collect(call, "", "output")
    result = "double result = " if call.returns else "(void)"
    body = ["static void primal_%s(void)" % f, "{"] + declare(call, "")
    body += ["%s%s(%s);" % (result, f, ", ".join(passed(call)))]
    body += ["out[0] = result;"] if call.returns else []
    body += ["memcpy(out + %d, %s, sizeof(double) * %d);" % (k, s, c) for s, k, c in results] + ["}"]
    body += ["static int check_%s(void)" % f, "{",
             "static const double points[%d][%d] = {" % (call.points, n)]
    for p in range(call.points):
        row = [v for a in call.inputs() for v in a.values[min(p, len(a.values) - 1)]]
        body.append("{%s}," % ", ".join(map(repr, row)))
    body += ["};", "compared = differ = 0;", "for (int p = 0; p < %d; p++) {" % call.points,
             "memcpy(in, points[p], sizeof points[p]);", 'primal_%s(); values("%s", %d);' % (f, f, m),
             "double want[%d][%d], error[%d][%d], scale[%d] = {0};" % (m, n, m, n, m),
             "for (int i = 0; i < %d; i++) for (int j = 0; j < %d; j++) { want[i][j] = slope(primal_%s, i, j, &error[i][j]);"
             " scale[i] = fmax(scale[i], fabs(want[i][j])); }" % (m, n, f)]
    # adjoint: one row for each output
    adjoints, _ = collect(call, "_s", "input")
    body += ["for (int i = 0; i < %d; i++) {" % m] + declare(call, "") + declare(call, "_s", at=0)
    seeds, _ = collect(call, "_s", "output")
    body += ["if (i >= %d && i < %d) (%s)[i - %d] = 1.0;" % (k, k + c, s, k) for s, k, c in seeds]
    args = passed(call) + shadows(call, "_s", False, Arg.active) + (["i == 0 ? 1.0 : 0.0"] if call.returns else [])
    body += ["%s_adjoint(%s);" % (f, ", ".join(args)), "double row[%d];" % n]
    body += ["memcpy(row + %d, %s, sizeof(double) * %d);" % (k, s, c) for s, k, c in adjoints]
    body += ['for (int j = 0; j < %d; j++) compare("adjoint", "%s", p, i, j, row[j], want[i][j], error[i][j], scale[i]);'
             % (n, f), "}"]
    # tangent: one column for each input
    body += ["for (int j = 0; j < %d; j++) {" % n] + declare(call, "") + declare(call, "_s", at=0)
    body += ["if (j >= %d && j < %d) (%s)[j - %d] = 1.0;" % (k, k + c, s, k) for s, k, c in adjoints]
    args = passed(call) + shadows(call, "_s", True, Arg.active)
    if call.returns:
        body.append("double return_s = 0.0;")
        args.append("&return_s")
    body += ["%s_tangent(%s);" % (f, ", ".join(args)), "double column[%d];" % m]
    body += ["column[0] = return_s;"] if call.returns else []
    body += ["memcpy(column + %d, %s, sizeof(double) * %d);" % (k, s, c) for s, k, c in seeds]
    body += ['for (int i = 0; i < %d; i++) compare("tangent", "%s", p, i, j, column[i], want[i][j], error[i][j], scale[i]);'
             % (m, f), "}"]
    if call.returns and not call.outputs():
        body += ["{"] + declare(call, "") + declare(call, "_s", at=0)
        args = passed(call) + shadows(call, "_s", False, lambda a: a.input)
        body += ["%s_gradient(%s);" % (f, ", ".join(args)), "double row[%d];" % n]
        body += ["memcpy(row + %d, %s, sizeof(double) * %d);" % (k, s, c) for s, k, c in adjoints]
        body += ['for (int j = 0; j < %d; j++) compare("gradient", "%s", p, 0, j, row[j], want[0][j], error[0][j], scale[0]);'
                 % (n, f), "}"]
    body += ["}", 'if (!differ) printf("right %s %%d\\n", compared);' % f, "return differ;", "}"]
    return "\n".join(body)


def only_values(call):
    """The driver of the identity mode."""
    text = driver(call)
    return text[:text.index("double want[")] + "}\nreturn 0;\n}"


# ---- one group: the calls that need the same files ----

class Verdict:
    def __init__(self):
        self.right, self.refused, self.wrong, self.checks, self.text = [], [], [], 0, []


def attempt(o, lib, calls, includes, files, tag):
    """True: the program ran; its lines are in the verdict. False: refused. None: adc's output is no good."""
    v = Verdict()
    folder = os.path.join(lib.made, tag)
    os.makedirs(folder, exist_ok=True)
    flags = lib.flags + [a for f in files for a in ("-I", os.path.dirname(f))] + ["-I", o.include]
    out = os.path.join(folder, "derived.c")
    standalone = calls[0].standalone
    status, _, err = harness.run([o.adc, "-o", out] + ["--standalone"] * standalone +
                                 ["--derive=" + r for c in calls for r in c.requests()] + flags + files, timeout=300)
    if status:
        (v.refused if status == 1 else v.wrong).extend(c.name for c in calls)
        v.text.append("%s %s\n%s" % ("refused" if status == 1 else "adc: status %d" % status,
                                     " ".join(c.name for c in calls), harness.head(err, 4)))
        return v
    main = os.path.join(folder, "main.c")
    with open(main, "w") as f:
        f.write("\n".join(includes) + PRELUDE + '#include "derived.h"\n' + "\n".join(map(driver, calls)) +
                "\nint main(void)\n{\nint bad = 0;\n#ifdef START\nSTART;\n#endif\n" +
                "\n".join("bad += check_%s();" % c.name for c in calls) + "\nreturn bad != 0;\n}\n")
    program = os.path.join(folder, "program")
    own = ["-Wno-error=unused-but-set-variable"] * standalone  # the library's own text, as GSL's `state = 0;`
    status, _, err = harness.run(["gcc"] + WARN + own + flags + ["-c", out, "-o", out + ".o"], timeout=300)
    if not status:
        objects = [] if standalone else [lib.compile(f)[0] for f in files]
        status, _, err = harness.run(["gcc"] + OPTIMISE + flags + ["-I", folder, main, out + ".o"] + objects +
                                     [harness.library(o), "-lm", "-o", program], timeout=300)
    if status:
        v.wrong.extend(c.name for c in calls)
        v.text.append("does not compile: %s\n%s" % (" ".join(c.name for c in calls), harness.head(err, 6)))
        return v
    status, text, err = harness.run([program], timeout=120)
    for line in text.split("\n"):
        m = re.match(r"right (\w+) (\d+)", line)
        if m:
            v.right.append(m.group(1))
            v.checks += int(m.group(2))
        elif line.startswith("wrong"):
            v.text.append(line)
    v.wrong = [c.name for c in calls if c.name not in v.right]
    if status < 0 or status == 124:
        v.text.append("status %d: %s" % (status, harness.head(err)))
    return v


def group(o, lib, job):
    try:
        return checked(o, lib, *job)
    except RuntimeError as e:
        v = Verdict()
        v.wrong = [c.name for c in job[0]]
        return v, str(e)


def checked(o, lib, calls, includes, tag):
    paths = [os.path.join(HERE if f.startswith("./") else lib.root, f) for f in calls[0].files]
    paths += [lib.where[word] for line in includes for word in re.findall(r"\w+", line) if word in lib.where]
    files = list(dict.fromkeys(os.path.normpath(f) for f in lib.closure(paths)))
    files.sort(key=lambda f: f.startswith(HERE))
    v = attempt(o, lib, calls, includes, files, tag)
    if len(calls) == 1 or v.checks or not (v.refused or v.wrong):
        return v, identity(o, lib, calls, includes, files, tag)
    total = Verdict()
    for i, c in enumerate(calls):
        one = attempt(o, lib, [c], includes, files, "%s-%d" % (tag, i))
        for part in ("right", "refused", "wrong", "text"):
            getattr(total, part).extend(getattr(one, part))
        total.checks += one.checks
    return total, identity(o, lib, calls, includes, files, tag)


def identity(o, lib, calls, includes, files, tag):
    """'' where the copies compute the same bits."""
    copies = []
    for f in files:
        copy = os.path.join(lib.made, os.path.relpath(f, lib.root).replace("/", "@") + ".identity.c")
        if not os.path.exists(copy):
            status, text, err = harness.run([o.adc, "--dump=identity", "-o", os.path.join(lib.made, "unused.c")] +
                                            lib.flags + ["-I", os.path.dirname(f), "-I", o.include, f], timeout=120)
            if status:
                return "%s: --dump=identity: status %d\n%s" % (f, status, harness.head(err))
            with open(copy + tag, "w") as out:
                out.write(text)
            os.rename(copy + tag, copy)
        copies.append(copy)
    main = os.path.join(lib.made, tag, "values.c")
    with open(main, "w") as f:
        f.write("\n".join(includes) + PRELUDE + "\n".join(map(only_values, calls)) +
                "\nint main(void)\n{\n#ifdef START\nSTART;\n#endif\n" +
                "\n".join("check_%s();" % c.name for c in calls) + "\nreturn 0;\n}\n")
    outputs = []
    try:
        for objects in ([lib.compile(f)[0] for f in files],
                        [lib.compile(f, c, ".identity")[0] for f, c in zip(files, copies)]):
            program = os.path.join(lib.made, tag, "values%d" % len(outputs))
            status, _, err = harness.run(["gcc"] + OPTIMISE + lib.flags + ["-I", o.include, "-I", HERE, main] + objects +
                                         ["-lm", "-o", program], timeout=120)
            if status:
                return "identity: %s does not link\n%s" % (tag, harness.head(err))
            outputs.append(harness.run([program], timeout=120)[:2])
    except RuntimeError as e:
        return "identity: %s" % e
    return "" if outputs[0] == outputs[1] else "identity: %s computes other values" % tag


def main():
    def extra(p):
        p.add_argument("--cache", default=os.path.join(harness.ROOT, "build", "corpus"), help="where sources are kept")
    o = harness.options("corpus", extra)
    names = [n for n in LIBRARIES if not o.names or n in o.names]
    passed = failed = skipped = 0
    rows = []
    harness.library(o)
    for name in names:
        calls, includes = read_table(name)
        root, why = fetch(os.path.abspath(o.cache), name)
        if not root:
            print("SKIPPED %s (%d functions): %s" % (name, len(calls), why))
            skipped += len(calls)
            continue
        lib = Library(o, name, root)
        groups = {}
        for c in calls:
            groups.setdefault((c.standalone, *c.files), []).append(c)
        jobs = [(g, includes, "group%d" % i) for i, g in enumerate(groups.values())]
        right, refused, wrong, checks, same = [], [], [], 0, 0
        for v, copy in harness.in_parallel(o, lambda j: group(o, lib, j), jobs):
            right += v.right
            refused += v.refused
            wrong += v.wrong
            checks += v.checks
            same += not copy
            failed += bool(copy)
            for text in v.text + ([copy] if copy else []):
                print("%s: %s" % (name, text))
        rows.append((name, len(right), len(refused), len(wrong), checks, same, len(jobs)))
        passed += len(right) + same
        failed += len(wrong) + len(refused)
    print("%-10s %6s %8s %6s %12s %s" % ("library", "right", "refused", "wrong", "derivatives", "identity"))
    for row in rows:
        print("%-10s %6d %8d %6d %12d %d of %d groups" % row)
    harness.finish(o, passed, failed, skipped)


if __name__ == "__main__":
    sys.exit(main())
