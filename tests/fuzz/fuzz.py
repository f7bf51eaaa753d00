#!/usr/bin/env python3
"""Random programs against adc: `run.sh --seconds N --seed S`, or --count N for exactly N programs.

Programs come from gen.py, many in one file: one run of adc, one compilation, one program that checks them all.
Most files are compiled without optimisation and with the address sanitizer, by the compiler that does this fastest;
every fifth goes through gcc or clang with all sanitizers, or optimised. Checked is what grad.h and fuzz.h check:
values bit for bit, adjoint accumulates, outputs preserved, seeds consumed, <w, J d> = <J^T w, d>, Richardson
differences where they settle, the kinds against each other. A file that fails as a whole is halved until the
programs that fail stand alone. Of each of them the primal runs alone first, with sanitizers (primal.h): one that overflows, is steeper than
differences can tell, or is no valid C says nothing of adc, and is left out and told. Each failure is reduced (lines and
blocks removed as long as it fails in the same way) and printed.
"""
import argparse
import collections
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import gen
import grad
import harness

# without folding of calls: values are compared bit for bit
PLAIN = ["-O0", "-fsanitize=address"]
# gcc warns of accesses in loops that never run, which the programs have on purpose; the sanitizers look at those that run
GCC = ["-frounding-math", "-Wno-error=stringop-overflow", "-Wno-error=array-bounds"]
FAST = [("clang-asan", "clang", PLAIN + ["-ftrivial-auto-var-init=pattern"]), ("gcc-asan", "gcc", PLAIN + GCC)]
PRIMAL = [("gcc", ["-O1", "-g", "-Wall", "-Wextra", "-Wno-unused", "-Wno-absolute-value", "-Wno-bool-compare", "-Wno-empty-body", "-Wno-implicit-fallthrough",
                   "-Werror"] + GCC + grad.SAN), ("clang", ["-O0", "-g", "-w", "-fsanitize=memory"])]
THOROUGH = [("gcc-san", "gcc", ["-O0", "-g"] + GCC + grad.SAN), ("gcc-O2", "gcc", ["-O2"] + GCC),
            ("clang-san", "clang", ["-O0", "-g"] + grad.SAN), ("clang-O2", "clang", ["-O2", "-frounding-math"])]


def schedule(o):
    """Configurations by number of file: four fast ones, then one of the others."""
    wanted = [[c for c in group if o.config in (None, c[0])] for group in (FAST, THOROUGH)]
    have = [[c for c in group if harness.links(o, c[1], c[2])] for group in wanted]
    for c in [c for w, h in zip(wanted, have) for c in w if c not in h]:
        print("without %s: %s is not there, or does not link with %s" % (c[0], c[1], " ".join(c[2])))
    fast, thorough = have[0][:1], have[1]
    if not fast or not thorough:
        return fast + thorough
    return [c for t in thorough for c in fast * 4 + [t]]


def kind_of(r):
    """What went wrong, coarse enough to stay the same while a program shrinks."""
    if not r.stage:
        bad = [v for v in r.verdicts.values() if v]
        if not bad:
            return None
        return "crash" if "crashed" in " ".join(bad[0][1]) else "wrong"
    if r.stage == "refused":
        m = re.search(r"\[([\w-]+)\]", r.text)
        return "refused " + (m.group(1) if m else "")
    if "generated C" in r.stage:
        m = re.search(r"\[-W[\w=-]+\]", r.text) or re.search(r"error: ([^‘'\n]*)", r.text)
        return "compile " + (m.group(0) if m else "")
    return r.stage.split("(")[0].split(": ")[-1].strip()


def run_text(o, text, folder, config):
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, "fuzz.c")
    with open(path, "w") as f:
        f.write(text)
    preamble, sections = grad.parse(path)
    return grad.attempt(o, path, preamble, sections, os.path.join(folder, "out"), 2, [config])


def primal_run(o, compiler, flags, path, *args):
    """(status of the compilation, or None; status, output and messages of the primal alone)."""
    exe = os.path.join(os.path.dirname(path), "primal")
    status, _, err = harness.run([compiler, "-std=c11", "-D_GNU_SOURCE", "-DFUZZ_PRIMAL", "-I", o.include, "-I", harness.TESTS] +
                                 flags + [path, "-o", exe, "-lm"])
    return (status, status, "", err) if status else (None,) + harness.run([exe, *args])


def primal_fault(o, text, folder, config):
    """Why a program is not worth a derivative: how its primal fares alone. None: it is."""
    path = os.path.join(folder, "primal.c")
    with open(path, "w") as f:
        f.write(text)
    for compiler, flags in o.primal:
        invalid, status, out, err = primal_run(o, compiler, flags, path)
        if invalid:
            return "is no valid C: " + harness.head(err, 3)
        if out.strip():
            return out.split(None, 1)[1].strip()
        if status:
            return "is undefined: " + harness.head(err, 3)
    if "-O2" in config[2]:
        values = [primal_run(o, config[1], ["-w", level] + config[2][1:], path, "values")[2] for level in ("-O0", "-O2")]
        return "has other values optimised" if values[0] != values[1] else None
    return None


def chunks(lines):
    """(first, end) of every block and line, big ones first; blocks by their braces."""
    found = []
    for i, line in enumerate(lines):
        if not line.strip() or line.startswith("//@") or line[0].isupper():
            continue
        if line.endswith("{") and not line.startswith("}"):
            depth, j = 0, i
            while j < len(lines):
                depth += lines[j].count("{") - lines[j].count("}")
                j += 1
                if depth <= 0:
                    break
            first = i - 1 if line == "{" else i
            found.append((first, j, False))
            if line.startswith(" "):
                found.append((first, j, True))
        elif line.startswith("    ") and not line.strip().startswith("}"):
            found.append((i, i + 1, False))
            if i + 1 < len(lines) and lines[i + 1].startswith(line[:len(line) - len(line.lstrip())] + "    "):
                found.append((i, i + 2, False))
    return sorted(found, key=lambda c: c[0] - c[1])


def reduce(o, preamble, lines, folder, config, kind, deadline):
    """The lines left when no block or line can go; goes round as long as something went in the last round."""
    at, stay = 0, 0
    while time.time() < deadline:
        candidates = chunks(lines)
        if not candidates or stay > len(candidates):
            break
        first, end, unwrap = candidates[at % len(candidates)]
        rest = lines[:first] + (lines[first + 1:end - 1] if unwrap else []) + lines[end:]
        text = preamble + "\n" + "\n".join(rest) + "\n"
        if kind_of(run_one(o, text, folder, config)) == kind and not primal_fault(o, text, folder, config):
            lines, stay = rest, 0
        else:
            at, stay = at + 1, stay + 1
    return lines


def suspects(o, programs, folder, config):
    """Of the programs (seed, text) those that may fail, found by halves."""
    r = run_text(o, gen.PREAMBLE + "\n" + "\n".join(t for _, t in programs), folder, config)
    if not r.stage:
        bad = {re.match(r"p(\d+)", test).group(1) for test, why in r.verdicts.items() if why}
        return [p for p in programs if "p%d" % p[0] not in r.verdicts or str(p[0]) in bad]
    if len(programs) == 1:
        return programs
    if r.stage == "refused":  # all refusals of a file come at once
        refused, first = [], gen.PREAMBLE.count("\n") + 2
        lines = {int(n) for n in re.findall(r"^fuzz\.c:(\d+):\d+: error", r.text, re.M)}
        for p in programs:
            end = first + p[1].count("\n") + 1
            refused += [p] if any(first <= n < end for n in lines) else []
            first = end
        if refused:
            rest = [p for p in programs if p not in refused]
            return refused + (suspects(o, rest, folder, config) if rest else [])
    middle = len(programs) // 2
    return suspects(o, programs[:middle], folder, config) + suspects(o, programs[middle:], folder, config)


def primal_warns(o, folder, config, warning):
    """Optimised, compilers warn of some primals; what they say of the same code in the generated file is no failure."""
    _, _, text = harness.run([config[1], "-std=c11", "-Wall", "-Wextra", "-I", o.include, "-I", harness.TESTS] + config[2] +
                             ["-c", os.path.join(folder, "fuzz.c"), "-o", os.path.join(folder, "primal.o")])
    return "[-W%s]" % warning in text


def run_one(o, text, folder, config):
    r = run_text(o, text, folder, config)
    m = re.match(r"compile \[-Werror=([\w-]+)\]", kind_of(r) or "")
    if m and primal_warns(o, folder, config, m.group(1)):
        r = run_text(o, text, folder, (config[0], config[1], config[2] + ["-Wno-" + m.group(1)]))
    return r


def batch(o, seeds, config):
    """[(seed, kind, lines, detail)] of the failures among the seeds."""
    folder = os.path.join(o.work, "b%d" % seeds[0])
    failures = []
    for seed, text in suspects(o, [(s, gen.program(s)[0]) for s in seeds], folder, config):
        one = run_one(o, gen.PREAMBLE + "\n" + text, folder, config)
        kind = kind_of(one)
        if kind is None:
            continue
        if re.search(o.ignore, kind):
            o.ignored[kind] += 1
            continue
        fault = primal_fault(o, gen.PREAMBLE + "\n" + text, folder, config)
        if fault:
            o.ignored["primal " + fault.split(":")[0]] += 1
            print("left out: seed %d (%s): its primal %s" % (seed, kind, fault), flush=True)
            continue
        lines = text.split("\n")
        if o.reduce > 0:
            o.header = False
            lines = reduce(o, gen.PREAMBLE, lines, folder, config, kind, time.time() + o.reduce)
        detail = one.text if one.stage else "\n".join(w for v in one.verdicts.values() if v for w in v[1][:2])
        failures.append((seed, kind, lines, detail))
    shutil.rmtree(folder, ignore_errors=True)
    return failures


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    build = os.path.join(harness.ROOT, "build")
    p.add_argument("--adc", default=os.path.join(build, "compiler", "adc"))
    p.add_argument("--include", default=os.path.join(harness.ROOT, "runtime"))
    p.add_argument("--lib", default=None)
    p.add_argument("--seconds", type=float, default=60)
    p.add_argument("--count", type=int, default=None, help="so many programs, however long it takes")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--jobs", type=int, default=2)
    p.add_argument("--size", type=int, default=40, help="programs in one file")
    p.add_argument("--reduce", type=float, default=30, help="seconds for reducing one failure")
    p.add_argument("--config", help="only this one of " + ", ".join(c[0] for c in FAST + THOROUGH))
    p.add_argument("--ignore", default="refused (vector-pointer|vector-custom|second-reverse|rerun)",
                   help="kinds of failure only to count, a regular expression")
    p.add_argument("--most", type=int, default=20, help="stop after so many failures")
    o = p.parse_args()
    o.adc, o.timeout, o.keep, o.ignored = os.path.abspath(o.adc), 60, None, collections.Counter()
    if not os.access(o.adc, os.X_OK):
        harness.die("%s: no such program; give --adc=PATH" % o.adc)
    o.work = tempfile.mkdtemp(prefix="adc-fuzz-")
    harness.library(o)
    configs = schedule(o)
    o.primal = [c for c in PRIMAL if harness.links(o, *c)]
    started, ran, failures = time.time(), 0, []

    def starts():
        n = 0
        while (o.count is None and time.time() - started < o.seconds) or (o.count is not None and n * o.size < o.count):
            if len(failures) >= o.most:
                return
            size = o.size if o.count is None else min(o.size, o.count - n * o.size)
            yield range(o.seed + n * o.size, o.seed + n * o.size + size), configs[n % len(configs)]
            n += 1

    import concurrent.futures
    with concurrent.futures.ThreadPoolExecutor(max_workers=o.jobs) as pool:
        waiting, todo = {}, starts()
        more = True
        while more or waiting:
            while more and len(waiting) < o.jobs:
                try:
                    seeds, config = next(todo)
                except StopIteration:
                    more = False
                    break
                waiting[pool.submit(batch, o, list(seeds), config)] = (len(seeds), config)
            if not waiting:
                break
            done, _ = concurrent.futures.wait(waiting, return_when=concurrent.futures.FIRST_COMPLETED)
            for d in done:
                size, config = waiting.pop(d)
                ran += size
                for seed, kind, lines, detail in d.result():
                    failures.append((seed, kind))
                    print("FAIL seed %d [%s] (%s)" % (seed, kind, config[0]))
                    print(harness.head(detail, 5))
                    print("\n".join("  | " + l for l in lines if l.strip()), flush=True)
    shutil.rmtree(o.work, ignore_errors=True)
    for kind in sorted({k for _, k in failures}):
        print("%4d %s: seeds %s" % (sum(k == kind for _, k in failures), kind,
                                    " ".join(str(s) for s, k in failures if k == kind)))
    for kind, n in sorted(o.ignored.items()):
        print("%4d left out: %s" % (n, kind))
    left_out = sum(o.ignored.values())
    print("%.1f programs a second" % (ran / (time.time() - started)))
    print("fuzz: %d passed, %d failed, %d skipped" % (ran - len(failures) - left_out, len(failures), left_out))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
