"""What the test harnesses share: options, where adc and its runtime are, running programs.

Every harness takes paths of test files (or bare names) to run a subset, prints each failure
compactly and ends with the line `SUITE: N passed, N failed, N skipped`. Exit status 0: no
failure, 1: some, 99: the harness itself cannot work (no adc, no compiler).
"""
import argparse
import concurrent.futures
import glob
import os
import shutil
import subprocess
import sys
import tempfile

TESTS = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(TESTS)


def die(message):
    print(message, file=sys.stderr)
    sys.exit(99)


def options(suite, extra=None):
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    build = os.path.join(ROOT, "build")
    p.add_argument("names", nargs="*", help="files or names, optionally name/section")
    p.add_argument("--adc", default=os.path.join(build, "compiler", "adc"))
    p.add_argument("--include", default=os.path.join(ROOT, "runtime"), help="where adc/adc.h is")
    p.add_argument("--lib", default=None, help="libadc.a")
    p.add_argument("--jobs", "-j", type=int, default=2)
    p.add_argument("--keep", metavar="DIR", help="leave everything made in DIR")
    p.add_argument("--verbose", "-v", action="store_true")
    if extra:
        extra(p)
    o = p.parse_args()
    o.suite = suite
    o.adc, o.include = os.path.abspath(o.adc), os.path.abspath(o.include)
    o.lib = o.lib and os.path.abspath(o.lib)
    if not os.access(o.adc, os.X_OK):
        die("%s: no such program; give --adc=PATH" % o.adc)
    if o.keep:
        os.makedirs(o.keep, exist_ok=True)
        o.work = os.path.abspath(o.keep)
    else:
        o.work = tempfile.mkdtemp(prefix="adc-%s-" % suite)
    return o


def finish(o, passed, failed, skipped):
    if not o.keep:
        shutil.rmtree(o.work, ignore_errors=True)
    print("%s: %d passed, %d failed, %d skipped" % (o.suite, passed, failed, skipped))
    sys.exit(1 if failed else 0)


def files(o, folder, pattern="*.c"):
    """The test files asked for: [(path, section or None)]."""
    every = sorted(glob.glob(os.path.join(TESTS, folder, pattern)))
    if not o.names:
        return [(f, None) for f in every]
    found = []
    for name in o.names:
        if os.path.isfile(name):
            found.append((os.path.abspath(name), None))
            continue
        base, _, section = name.partition("/")
        hits = [f for f in every if os.path.basename(f) in (base, base + ".c")]
        if not hits:
            hits = [f for f in every if os.path.basename(f).startswith(base)]
        if not hits:
            die("no test called %s" % name)
        found += [(f, section or None) for f in hits]
    return found


def run(args, timeout=60, **kw):
    """Runs a program: (status, stdout, stderr); a crash has a negative status, a timeout 124."""
    kw.setdefault("stdin", subprocess.DEVNULL)
    try:
        r = subprocess.run(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout,
                           errors="replace", **kw)
        return r.returncode, r.stdout, r.stderr
    except subprocess.TimeoutExpired as e:
        out = e.stdout or b""
        err = e.stderr or b""
        if isinstance(out, bytes):
            out = out.decode(errors="replace")
        if isinstance(err, bytes):
            err = err.decode(errors="replace")
        return 124, out, err + "\ntimed out after %d s" % timeout
    except OSError as e:
        return 126, "", str(e)


def library(o):
    """libadc.a, built here from runtime/*.c where the build has none."""
    if o.lib:
        return o.lib
    found = glob.glob(os.path.join(os.path.dirname(os.path.dirname(o.adc)), "runtime", "libadc.a"))
    if found:
        o.lib = found[0]
        return o.lib
    objects = []
    made = os.path.join(o.work, "runtime")
    os.makedirs(made, exist_ok=True)
    for source in sorted(glob.glob(os.path.join(ROOT, "runtime", "*.c"))):
        obj = os.path.join(made, os.path.basename(source) + ".o")
        status, _, err = run(["gcc", "-std=c11", "-D_GNU_SOURCE", "-O2", "-g", "-I", o.include,
                              "-c", source, "-o", obj])
        if status:
            die("the runtime does not compile:\n" + err)
        objects.append(obj)
    o.lib = os.path.join(made, "libadc.a")
    if objects:
        status, _, err = run(["ar", "rcs", o.lib] + objects)
        if status:
            die(err)
    return o.lib


def compilers(wanted):
    return [c for c in wanted if shutil.which(c)]


def links(o, compiler, flags):
    """Whether the compiler is there with the libraries that these flags need (clang's sanitizers are a package apart)."""
    source = os.path.join(o.work, "links.c")
    with open(source, "w") as f:
        f.write("int main(void) { return 0; }\n")
    return bool(shutil.which(compiler)) and run([compiler, *flags, source, "-o", source[:-2]])[0] == 0


def in_parallel(o, work, items):
    with concurrent.futures.ThreadPoolExecutor(max_workers=max(1, o.jobs)) as pool:
        yield from pool.map(work, items)


def head(text, lines=6):
    rows = [r for r in text.strip().split("\n") if r.strip()]
    return "\n".join("    " + r[:200] for r in rows[:lines]) + (
        "\n    ..." if len(rows) > lines else "")
