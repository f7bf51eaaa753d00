#!/usr/bin/env python3
"""The text of the generated C: tests/golden/NAME.c must give exactly NAME.adc.c (and NAME.adc.h, where
that file is there). `--update` writes what adc gives now. A line `// adc: ARGUMENTS` adds options; a second
run must give the same bytes.
"""
import difflib
import os
import re
import shlex
import shutil

import harness


def check(o, path):
    name = os.path.splitext(os.path.basename(path))[0]
    with open(path) as f:
        args = [a for line in re.findall(r"^\s*// adc: *(.*)$", f.read(), re.M) for a in shlex.split(line)]
    made = []
    for turn in ("first", "second"):
        folder = os.path.join(o.work, name, turn)
        os.makedirs(folder, exist_ok=True)
        for f in os.listdir(os.path.dirname(path)):
            if f.endswith(".h") or f == name + ".c":
                shutil.copy(os.path.join(os.path.dirname(path), f), folder)
        status, _, err = harness.run([o.adc, name + ".c", "-I", o.include] + args, cwd=folder)
        if status:
            return "adc: status %d\n%s" % (status, harness.head(err))
        made.append(folder)
    why = []
    for suffix in (".adc.c", ".adc.h"):
        with open(os.path.join(made[0], name + suffix)) as a, open(os.path.join(made[1], name + suffix)) as b:
            got = a.read()
            if got != b.read():
                why.append("two runs differ in " + name + suffix)
        expected = os.path.join(os.path.dirname(path), name + suffix)
        if o.update:
            if suffix == ".adc.c" or os.path.exists(expected):
                with open(expected, "w") as f:
                    f.write(got)
            continue
        if not os.path.exists(expected):
            if suffix == ".adc.c":
                why.append("no %s; --update makes it" % os.path.basename(expected))
            continue
        with open(expected) as f:
            want = f.read()
        if got != want:
            diff = list(difflib.unified_diff(want.split("\n"), got.split("\n"), name + suffix, "generated",
                                             lineterm="", n=1))
            why.append(harness.head("\n".join(diff), 30))
    return "\n".join(why)


def main():
    o = harness.options("golden", lambda p: p.add_argument("--update", action="store_true"))
    paths = [p for p, _ in harness.files(o, "golden") if not p.endswith(".adc.c")]
    passed = failed = 0
    for path, why in zip(paths, harness.in_parallel(o, lambda p: check(o, p), paths)):
        if why:
            failed += 1
            print("FAIL golden/%s\n%s" % (os.path.basename(path), why))
        else:
            passed += 1
    harness.finish(o, passed, failed, 0)


if __name__ == "__main__":
    main()
