#!/usr/bin/env python3
"""Derives every program of tests/grad and checks the derivatives against independent oracles.

A test file is C: a preamble, then sections that open with a line `//@ name`. A section holds
primals with their requests and, through the macros of grad.h or under `#ifdef TEST_MAIN`, the
checks. The whole file goes through adc at once; when that fails, or a compiler or a check does,
each section goes alone (preamble + section, line numbers kept), so that failures stay separate.

Lines that direct the harness, in the preamble or a section:
    // adc: ARGUMENTS      added to adc's command line (shell quoting)
    // cflags: FLAGS       added to the compilers' command lines and after adc's `--`
    // files: a.c b.c      further sources for adc, linked too
    // alone               (in a section) never together with the others
    // lacks: REGEX        nothing in the generated C matches (up to level 3)
    // has: REGEX          something does
    // cxx: no             the header needs a type of the source: skip its check on its own
    // xfail: reason       known to be refused: counted as skipped; a wrong derivative is a failure
"""
import os
import re
import shlex
import threading

import harness

CHECK = re.compile(r"^\s*(?:TEST|SCALAR|STATE|INPLACE|MAP|OVERLAP)(?:_TOL)?\s*\(\s*(\w+)", re.M)
WARN = ["-Wall", "-Wextra", "-pedantic", "-Werror"]
SAN = ["-fsanitize=address,undefined", "-fno-sanitize-recover=undefined"]
say = threading.Lock()


class Section:
    def __init__(self, name, first):
        self.name, self.first, self.lines = name, first, []

    def text(self):
        return "\n".join(self.lines)

    def directive(self, word):
        return re.findall(r"^\s*// %s: *(.*)$" % word, self.text(), re.M)

    def has(self, word):
        return re.search(r"^\s*// %s\b" % word, self.text(), re.M) is not None

    def checks(self):
        return CHECK.findall(self.text())


def parse(path):
    sections = [Section(None, 1)]
    with open(path) as f:
        for number, line in enumerate(f.read().split("\n"), 1):
            m = re.match(r"//@ *(\w+)", line)
            if m:
                sections.append(Section(m.group(1), number))
            sections[-1].lines.append(line)
    if len(sections) == 1:
        sections.append(Section("all", sections[0].first))
        sections[1].lines = sections[0].lines
        sections[0].lines = []
    return sections[0], sections[1:]


class Result:
    """Of one attempt: what failed where, or the checks' own verdicts."""

    def __init__(self):
        self.stage, self.text, self.verdicts = None, "", {}

    def fail(self, stage, text):
        self.stage, self.text = stage, text
        return self


def write_source(path, preamble, chosen, total, target):
    lines = [""] * total
    for s in [preamble] + chosen:
        for i, line in enumerate(s.lines):
            lines[s.first - 1 + i] = line
    with open(target, "w") as f:
        f.write("\n".join(lines) + "\n")


def attempt(o, path, preamble, chosen, folder, level, configs):
    r = Result()
    os.makedirs(folder, exist_ok=True)
    name = os.path.splitext(os.path.basename(path))[0]
    with open(path) as f:
        total = f.read().count("\n") + 1
    source = os.path.join(folder, name + ".c")
    write_source(path, preamble, chosen, total, source)
    parts = [preamble] + chosen
    args = [a for p in parts for d in p.directive("adc") for a in shlex.split(d)]
    cflags = [a for p in parts for d in p.directive("cflags") for a in shlex.split(d)]
    more = [os.path.join(os.path.dirname(path), f) for p in parts
            for d in p.directive("files") for f in d.split()]
    includes = ["-I", ".", "-I", o.include, "-I", harness.TESTS, "-I", os.path.dirname(path), "-DLEVEL=%d" % level]
    generated, header = name + ".adc.c", name + ".adc.h"
    for old in (generated, header):
        if os.path.exists(os.path.join(folder, old)):
            os.unlink(os.path.join(folder, old))
    command = [o.adc] + args + ["-o", generated] + includes + [name + ".c"] + more
    if cflags:
        command += ["--"] + cflags
    status, out, err = harness.run(command, timeout=o.timeout, cwd=folder)
    if status:
        kind = {1: "refused", 2: "usage", 124: "adc too slow"}.get(status, "adc crashed (%d)" % status)
        return r.fail(kind, err + out)
    if not os.path.exists(os.path.join(folder, generated)):
        return r.fail("adc crashed", "no output, status 0\n" + err)
    checks_header = getattr(o, "header", True) and not any(p.has("cxx: no") for p in parts)
    if checks_header:
        bad = check_header(folder, header, includes, cflags)
        if bad:
            return r.fail("header", bad)
    bad = check_text(folder, generated, parts) if level <= 3 else None
    if bad:
        return r.fail("text of the generated C", bad)
    for config in configs:
        if not build_and_run(o, r, folder, name, generated, header, includes, cflags, more, config):
            return r
    return r


def check_header(folder, header, includes, cflags):
    plain = [f for f in cflags if f[:2] in ("-D", "-I")]
    for cc in harness.compilers(["gcc"]):
        s, _, err = harness.run([cc, "-std=c11", "-fsyntax-only", "-x", "c"] + WARN + plain +
                                includes + [header], cwd=folder)
        if s:
            return "as C: " + err
    for cc in harness.compilers(["g++"]):
        s, _, err = harness.run([cc, "-std=c++17", "-fsyntax-only", "-x", "c++", "-Wall", "-Wextra",
                                 "-pedantic", "-Werror"] + plain + includes + [header], cwd=folder)
        if s:
            return "as C++: " + err
    return None


def check_text(folder, generated, parts):
    """What every output keeps to: 100 columns, no tab, no trailing space; what the test asks besides."""
    with open(os.path.join(folder, generated)) as f:
        text = f.read()
    bad = []
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > 100 and "#include" not in line and "/*" not in line and '"' not in line:
            bad.append("%s:%d: %d columns: %s" % (generated, number, len(line), line.strip()))
        if "\t" in line or line != line.rstrip():
            bad.append("%s:%d: tab or trailing space" % (generated, number))
    for p in parts:
        bad += ["matches %s: %s" % (d, re.search(d, text).group(0)) for d in p.directive("lacks")
                if re.search(d.strip(), text)]
        bad += ["nothing matches " + d for d in p.directive("has") if not re.search(d.strip(), text)]
    return "\n".join(bad)


def check_symbols(folder, made, header):
    """No symbol that was not asked for has external linkage."""
    status, out, _ = harness.run(["nm", "-g", "--defined-only", made], cwd=folder)
    if status:
        return ""
    with open(os.path.join(folder, header)) as f:
        known = set(re.findall(r"\w+", f.read()))
    extra = [w[2] for w in (l.split() for l in out.split("\n")) if len(w) == 3 and w[1] in "TDBRC"]
    return " ".join(n for n in extra if n not in known and not n.startswith("__"))


def build_and_run(o, r, folder, name, generated, header, includes, cflags, more, config):
    label, cc, flags = config
    common = [cc, "-std=c11", "-ffp-contract=off"] + flags + includes + cflags
    made = os.path.join(folder, "%s.%s.o" % (name, label))
    s, _, err = harness.run(common + WARN + ["-c", generated, "-o", made], cwd=folder, timeout=o.timeout)
    if s:
        r.fail("%s on generated C" % cc, err)
        return False
    extra = check_symbols(folder, made, header)
    if extra:
        r.fail("symbols", "external, not in the header: " + extra)
        return False
    program = os.path.join(folder, "%s.%s" % (name, label))
    s, _, err = harness.run(common + ["-DTEST_MAIN", "-DADC_HEADER=\"%s\"" % header, "-Wall",
                                      "-Wno-unused-function", "-Werror=incompatible-pointer-types",
                                      "-Werror=implicit-function-declaration",
                                      "-Werror=int-conversion", name + ".c"] + more +
                            [made, harness.library(o), "-lm", "-o", program], cwd=folder, timeout=o.timeout)
    if s:
        r.fail("%s on the test (signature?)" % cc, err)
        return False
    env = dict(os.environ, ASAN_OPTIONS="detect_stack_use_after_return=1:allocator_may_return_null=1",
               UBSAN_OPTIONS="print_stacktrace=1")
    s, out, err = harness.run([program], cwd=folder, timeout=o.timeout, env=env)
    verdicts = {}
    for line in out.split("\n"):
        word, _, rest = line.partition(" ")
        if word in ("PASS", "FAIL"):
            test, _, why = rest.partition(" ")
            if word == "FAIL":
                verdicts.setdefault(test, [])
                verdicts[test].append(why)
            else:
                verdicts.setdefault(test, [])
    for test, why in verdicts.items():
        if why:
            r.verdicts[test] = (label, why, err)
        else:
            r.verdicts.setdefault(test, None)
    if s and not any(verdicts.values()):
        r.fail("%s: exit status %d" % (label, s), out[-500:] + err)
        return False
    return True


def configurations(o):
    if o.fast:
        return [("gcc-san", "gcc", ["-O0", "-g"] + SAN)]
    every = [("gcc-san", "gcc", ["-O0", "-g"] + SAN), ("gcc", "gcc", ["-O2", "-frounding-math"]), ("clang", "clang", ["-O2"])]
    have = harness.compilers(["gcc", "clang"])
    return [c for c in every if c[1] in have]


def report(failures, path, section, check, stage, text):
    where = "%s/%s" % (os.path.splitext(os.path.basename(path))[0], section)
    if check and check != section:
        where += "/" + check
    failures.append("FAIL %s [%s]\n%s" % (where, stage, harness.head(text)))


def judge(path, section, r, failures, counts):
    """Counts one section's checks from a result that holds verdicts."""
    for check in section.checks():
        verdict = r.verdicts.get(check, ("no verdict", ["the check did not run"], ""))
        if verdict is None:
            counts[0] += 1
        else:
            counts[1] += 1
            label, why, err = verdict
            text = "\n".join(why[:4])
            if "crashed" in text:
                text += "\n" + "\n".join(l for l in err.split("\n") if "ERROR" in l or "runtime error" in l
                                         or "adc" in l)[:600]
            report(failures, path, section.name, check, label, text)


def run_alone(o, path, preamble, section, failures, counts, configs):
    folder = os.path.join(o.work, os.path.splitext(os.path.basename(path))[0], section.name)
    xfail = section.directive("xfail")
    r = attempt(o, path, preamble, [section], folder, o.level, configs)
    n = max(1, len(section.checks()))
    if r.stage and xfail and r.stage == "refused":
        counts[2] += n
        if o.verbose:
            failures.append("skip %s: %s" % (section.name, xfail[0]))
        return
    if not r.stage:
        judge(path, section, r, failures, counts)
        return
    note = ""
    for level in range(o.level - 1, 0, -1):
        lower = attempt(o, path, preamble, [section], folder, level, configs)
        if not lower.stage and not any(lower.verdicts.values()):
            note = "; right at level %d" % level
            break
    counts[1] += n
    report(failures, path, section.name, None, r.stage + note, r.text)


def run_file(o, item):
    path, only = item
    preamble, sections = parse(path)
    if only:
        sections = [s for s in sections if only & {s.name, *s.checks()}]
    failures, counts = [], [0, 0, 0]
    configs = configurations(o)
    apart = [s for s in sections if s.has("alone") or s.directive("xfail")]
    together = [s for s in sections if s not in apart]
    folder = os.path.join(o.work, os.path.splitext(os.path.basename(path))[0])
    if together:
        r = attempt(o, path, preamble, together, folder, o.level, configs)
        if not r.stage:
            for s in together:
                judge(path, s, r, failures, counts)
        elif len(together) == 1:
            run_alone(o, path, preamble, together[0], failures, counts, configs)
        else:
            for s in together:
                run_alone(o, path, preamble, s, failures, counts, configs[:1] if o.isolate_fast else configs)
            if not counts[1]:
                counts[1] += 1
                report(failures, path, "all-together", None, r.stage, r.text)
    for s in apart:
        run_alone(o, path, preamble, s, failures, counts, configs)
    with say:
        for f in failures:
            print(f, flush=True)
        if o.verbose:
            print("%s: %d/%d" % (os.path.basename(path), counts[0], counts[0] + counts[1]), flush=True)
    return counts


def by_file(named):
    """[(path, sections to run, None for all)]: each file once, for what is made of it has one folder."""
    chosen = {}
    for path, section in named:
        chosen.setdefault(path, set()).add(section)
    return [(path, None if None in sections else sections) for path, sections in chosen.items()]


def main():
    def extra(p):
        p.add_argument("--fast", action="store_true", help="gcc with sanitizers only")
        p.add_argument("--level", type=int, default=3,
                       help="1: adjoint, gradient; 2: tangent, jacobian too; 3: hessian, hvp too; 4, 5: second, third order")
        p.add_argument("--timeout", type=int, default=120)
        p.add_argument("--isolate-fast", action="store_true", help="alone: first configuration only")
    o = harness.options("grad", extra)
    harness.library(o)
    total = [0, 0, 0]
    for counts in harness.in_parallel(o, lambda item: run_file(o, item), by_file(harness.files(o, "grad"))):
        total = [a + b for a, b in zip(total, counts)]
    harness.finish(o, *total)


if __name__ == "__main__":
    main()
