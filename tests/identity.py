#!/usr/bin/env python3
"""The IR printed back as C computes bit for bit what the source does.

`adc --dump=identity file.c` writes the program back without differentiating. Two kinds of input:
tests/identity/*.c are whole programs: the output of the original and of the copy must be equal.
tests/grad/*.c hold functions: a driver made here calls each primal of the macros SCALAR, INPLACE
and MAP at the test's point and prints the bits of every result; it is linked with either version.
A leading line `// adc: ARGUMENTS` or `// cflags: FLAGS` works as for grad.py.
"""
import os
import re
import shlex

import harness

USE = re.compile(r"^(SCALAR|INPLACE|MAP)(_TOL)?\((\w+), *([^;]*?)\)$", re.M)


def driver(text):
    """C that declares and calls every generically checked primal; None where there is none."""
    rows, calls = [], []
    for kind, tol, name, rest in USE.findall(text):
        args = [a.strip() for a in rest.split(",")]
        if tol:
            args = args[1:]
        if kind == "MAP":
            count, args = args[0], args[1:]
        values = "static const double at[] = {%s};" % ", ".join(args)
        size = "(int)(sizeof at / sizeof *at)"
        if kind == "SCALAR":
            rows.append("double %s(int, const double *);" % name)
            calls.append('{ %s show("%s", %s(%s, at)); }' % (values, name, name, size))
        elif kind == "INPLACE":
            rows.append("void %s(int, double *);" % name)
            calls.append('{ %s double y[sizeof at / sizeof *at]; memcpy(y, at, sizeof y); %s(%s, y); '
                         'for (int i = 0; i < %s; i++) show("%s", y[i]); }' % (values, name, size, size, name))
        else:
            rows.append("void %s(int, const double *, int, double *);" % name)
            calls.append('{ %s double y[%s]; for (int i = 0; i < %s; i++) y[i] = 0.3 + 0.17 * i; '
                         '%s(%s, at, %s, y); for (int i = 0; i < %s; i++) show("%s", y[i]); }'
                         % (values, count, count, name, size, count, count, name))
    if not rows:
        return None
    return "\n".join(["#include <stdio.h>", "#include <string.h>"] + rows +
                     ['static void show(const char *name, double v) { printf("%s %a\\n", name, v); }',
                      "int main(void)", "{"] + calls + ["return 0;", "}", ""])


def flags_of(text, word):
    return [a for line in re.findall(r"^\s*// %s: *(.*)$" % word, text, re.M) for a in shlex.split(line)]


def check(o, path):
    name = os.path.splitext(os.path.basename(path))[0]
    with open(path) as f:
        text = f.read()
    whole = os.path.basename(os.path.dirname(path)) == "identity"
    main = None if whole else driver(text)
    if not whole and main is None:
        return None, "no primal of a generic shape"
    if "// files:" in text:
        return None, "part of a program of several files"
    if "// unseen:" in text:
        return None, "calls functions that only the tests of derivatives define"
    folder = os.path.join(o.work, name)
    os.makedirs(folder, exist_ok=True)
    includes = ["-I", o.include, "-I", harness.TESTS, "-I", os.path.dirname(path)]
    cflags = flags_of(text, "cflags")
    command = [o.adc, "--dump=identity", "-o", os.path.join(folder, "unused.adc.c")]
    status, out, err = harness.run(command + includes + [path] + (["--"] + cflags if cflags else []))
    if status:
        return False, "adc: status %d\n%s" % (status, harness.head(err))
    copy = os.path.join(folder, name + ".identity.c")
    with open(copy, "w") as f:
        f.write(out)
    extra = []
    if main:
        extra = [os.path.join(folder, "driver.c")]
        with open(extra[0], "w") as f:
            f.write(main)
    outputs = []
    for source, warn in ((path, ["-w"]), (copy, ["-w"])):
        program = os.path.join(folder, os.path.basename(source) + ".out")
        # functions that the driver does not call may need others, which only the tests of derivatives define
        status, _, err = harness.run(["gcc", "-std=c11", "-D_GNU_SOURCE", "-O1", "-ffp-contract=off", "-ffunction-sections",
                                      "-Wl,--gc-sections"] + warn + includes + cflags + [source] + extra +
                                     ["-lm", "-o", program])
        if status:
            return False, "%s does not compile\n%s" % ("the copy" if source == copy else "the original",
                                                        harness.head(err))
        outputs.append(harness.run([program], timeout=30)[:2])
    if outputs[0] != outputs[1]:
        a, b = (x[1].split("\n") for x in outputs)
        lines = ["    %s | %s" % (x, y) for x, y in zip(a, b) if x != y][:4]
        return False, "status %d | %d, original | copy:\n%s" % (outputs[0][0], outputs[1][0], "\n".join(lines))
    return True, ""


def main():
    o = harness.options("identity")
    if o.names:
        paths = [p for p, _ in harness.files(o, "identity" if os.path.exists(os.path.join(
            harness.TESTS, "identity", os.path.basename(o.names[0]).replace(".c", "") + ".c")) else "grad")]
    else:
        paths = [p for p, _ in harness.files(o, "identity") + harness.files(o, "grad")]
    passed = failed = skipped = 0
    for path, (right, why) in zip(paths, harness.in_parallel(o, lambda p: check(o, p), paths)):
        if right is None:
            skipped += 1
            if o.verbose:
                print("skip %s: %s" % (os.path.basename(path), why))
        elif right:
            passed += 1
        else:
            failed += 1
            print("FAIL identity/%s %s" % (os.path.basename(path), why))
    harness.finish(o, passed, failed, skipped)


if __name__ == "__main__":
    main()
