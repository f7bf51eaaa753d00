"""The four objectives of the field's benchmark against its reference derivatives.

Differentiates samples/adbench/*.c, runs them on tests/adbench/data with sanitizers, and looks into
what was generated: the gradients of a dot product, of log-sum-exp and of a Gaussian mixture keep
nothing on a tape.
"""
import os
import re
import sys

import harness

HERE = os.path.join(harness.TESTS, "adbench")
SAMPLES = os.path.join(harness.ROOT, "samples", "adbench")
DATA = {"gmm": "gmm_d10_k25_n1000", "ba": "ba", "lstm": "lstm_l2_c1024",
        "hand": "hand_simple_small_c800"}
WARN = ["-std=c11", "-Wall", "-Wextra", "-pedantic"]
CHECKS = re.compile(r"^checks: (\d+) passed, (\d+) failed$", re.M)
TAPE = re.compile(r"\badc_(push|pop)\w*|\badc_array\w*|\badc_tape\w*")


def derive(o, source, base):
    """(path of the C file, None) or (None, what went wrong)"""
    out = os.path.join(o.work, base + ".c")
    status, text, err = harness.run([o.adc, source, "-o", out])
    if status:
        return None, "adc: status %d\n%s" % (status, text + err)
    for cc in harness.compilers(["gcc", "clang"]):
        status, text, err = harness.run([cc, *WARN, "-Werror", "-O2", "-I", o.include, "-c", out,
                                         "-o", os.devnull])
        if status:
            return None, "%s: %s" % (cc, err)
    return out, None


def objective(o, name):
    """(passed, failed, message)"""
    out, wrong = derive(o, os.path.join(SAMPLES, name + ".c"), "own_" + name)
    if wrong:
        return 0, 1, wrong
    program = os.path.join(o.work, name)
    status, text, err = harness.run(
        ["gcc", *WARN, "-Werror", "-O1", "-g", "-fsanitize=address,undefined",
         "-fno-sanitize-recover=all", "-I", o.include, "-I", o.work, "-o", program,
         os.path.join(HERE, name + ".c"), out, harness.library(o), "-lm"], timeout=120)
    if status:
        return 0, 1, err
    status, text, err = harness.run([program, os.path.join(HERE, "data", DATA[name] + ".txt")],
                                    timeout=300)
    m = CHECKS.search(text)
    if not m or status and not int(m.group(2)):
        return 0, 1, "status %d\n%s" % (status, text + err)
    return int(m.group(1)), int(m.group(2)), text


def no_tape(o, source, function):
    """(passed, failed, message): a loop of the generated C that calls the tape"""
    out, wrong = derive(o, source, "tape_" + function)
    if wrong:
        return 0, 1, wrong
    with open(out) as f:
        body = f.read()
    start = body.find(function + "(")
    start = body.find("{", start)
    if start < 0:
        return 0, 1, "no function %s" % function
    for depth, line in loops(body[start:]):
        if depth and TAPE.search(line):
            return 0, 1, "%s calls the tape in a loop: %s" % (function, line.strip())
    return 1, 0, ""


def loops(body):
    """(how many loops are around it, line) for each line; indentation tells."""
    around = []
    for line in body.split("\n")[1:]:
        bare = line.strip()
        if not bare:
            continue
        indent = len(line) - len(line.lstrip())
        while around and indent <= around[-1] and not bare.startswith("}"):
            around.pop()
        yield len(around), line
        if re.match(r"(for|while|do)\b", bare):
            around.append(indent)


def main():
    o = harness.options("adbench")
    cases = [(name, lambda n=name: objective(o, n)) for name in DATA]
    cases += [("no-tape/" + f, lambda s=s, f=f: no_tape(o, s, f))
              for s, f in ((os.path.join(HERE, "no_tape.c"), "dot_gradient"),
                           (os.path.join(HERE, "no_tape.c"), "log_sum_exp_gradient"),
                           (os.path.join(SAMPLES, "gmm.c"), "gmm_gradient"))]
    cases = [c for c in cases if not o.names or c[0] in o.names]
    harness.library(o)
    passed = failed = 0
    for (name, _), (good, bad, message) in zip(
            cases, harness.in_parallel(o, lambda c: c[1](), cases)):
        passed += good
        failed += bad
        if bad:
            print("FAIL %s\n%s" % (name, harness.head(message, 12)))
        elif o.verbose:
            print("ok   %s (%d)" % (name, good))
    harness.finish(o, passed, failed, 0)


if __name__ == "__main__":
    sys.exit(main())
