"""Counts what `meson test` ran: summary.py BUILDDIR.

A test is a program that holds many checks. Its harness says how many by a line `NAME: N passed, N
failed, N skipped`, Check by `100%: Checks: N, Failures: N, Errors: N`; any other program is one.
"""
import json
import os
import re
import sys

COUNTS = re.compile(r"^[\w-]+: (\d+) passed, (\d+) failed, (\d+) skipped$", re.M)
CHECK = re.compile(r"^\d+%: Checks: (\d+), Failures: (\d+), Errors: (\d+)$", re.M)


def counts(test):
    out = test.get("stdout", "")
    totals = [0, 0, 0]
    for m in COUNTS.finditer(out):
        for i in range(3):
            totals[i] += int(m.group(i + 1))
    for m in CHECK.finditer(out):
        checks, failures, errors = map(int, m.groups())
        totals[0] += checks - failures - errors
        totals[1] += failures + errors
    good = test["result"] in ("OK", "EXPECTEDFAIL")
    if not sum(totals):
        totals[0 if good else 2 if test["result"] == "SKIP" else 1] = 1
    elif not good and not totals[1]:
        totals[1] = 1
    return totals


def main():
    log = os.path.join(sys.argv[1], "meson-logs", "testlog.json")
    totals = [0, 0, 0]
    with open(log) as f:
        for line in f:
            test = json.loads(line)
            out = test.get("stdout", "") + test.get("stderr", "")
            one = counts(test)
            totals = [a + b for a, b in zip(totals, one)]
            name = test["name"].split(" / ")[-1]
            print("%-24s %5d passed %4d failed %4d skipped  %6.1f s"
                  % (name, *one, test["duration"]))
            if one[1]:
                print("\n".join("    " + row for row in out.strip().split("\n")[-60:]))
            elif one[2]:
                reasons = [r for r in out.split("\n") if "skip" in r and not COUNTS.match(r)]
                print("\n".join("    " + row for row in reasons))
    print("%d passed, %d failed, %d skipped" % tuple(totals))
    return 1 if totals[1] else 0


sys.exit(main())
