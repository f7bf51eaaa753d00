#!/usr/bin/env python3
"""Diagnostics: every file of tests/errors makes exactly the errors and warnings its comments name.

    code(); // error: id              an error (or warning: id) on this line; several ids with commas
    // anywhere: id                   one at no line of this file
    // derive: gradient(f), wrt(x)    a request for the command line; repeatable
    // options: -Werror               more options
    // says: text                     stands in what is printed, in a note say
    // exit: N                        default: 1 where an error is expected, else 0

Besides: nothing is written unless the exit status is 0, every id can be explained, and the text form
shows the same places.
"""
import glob
import json
import os
import re
import shlex
import sys

import harness

HEAD = re.compile(r"//\s*(derive|options|exit|anywhere|says):\s*(.*?)\s*$")
MARK = re.compile(r"//\s*(error|warning):\s*([\w\-, ]+?)\s*$")


def expectations(path):
    want = {"derive": [], "options": [], "says": [], "exit": None, "anywhere": set(), "at": set()}
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            m = HEAD.search(line)
            if m and m.group(1) == "derive":
                want["derive"].append(m.group(2))
            elif m and m.group(1) == "options":
                want["options"] += shlex.split(m.group(2))
            elif m and m.group(1) == "says":
                want["says"].append(m.group(2))
            elif m and m.group(1) == "exit":
                want["exit"] = int(m.group(2))
            elif m:
                want["anywhere"] |= {i.strip() for i in m.group(2).split(",")}
            m = MARK.search(line)
            if m:
                want["at"] |= {(number, m.group(1), i.strip()) for i in m.group(2).split(",")}
    if want["exit"] is None:
        want["exit"] = 1 if any(kind == "error" for _, kind, _ in want["at"]) else 0
    return want


def parse(text):
    told = []
    for line in text.splitlines():
        if not line.startswith("{"):
            return None
        told.append(json.loads(line))
    return told


def explained(o, id):
    return harness.run([o.adc, "--explain=" + id])[0] == 0


def text_form(o, command, told, says):
    """Each diagnostic stands in the text too, at its place, and what else it is to say."""
    _, _, err = harness.run(command)
    for text in says:
        if text not in err:
            return "does not say: " + text
    for d in told:
        place = "%s:%d:%d: " % (d["file"], d["line"], d["column"]) if d["file"] else "adc: "
        if "%s%s: %s [%s]" % (place, d["severity"], d["message"], d["id"]) not in err:
            return "not in the text form: %s%s: %s" % (place, d["severity"], d["message"])
    return None


def check(o, path):
    want = expectations(path)
    name = os.path.splitext(os.path.basename(path))[0]
    out = os.path.join(o.work, name + ".adc.c")
    command = [o.adc, path, "-o", out, "-I", os.path.dirname(path)]
    command += ["--derive=" + d for d in want["derive"]] + want["options"]
    status, _, err = harness.run(command + ["--diagnostics-format=json"])
    if status < 0 or status == 124:
        return "crashed (%d)\n%s" % (status, harness.head(err))
    told = parse(err)
    if told is None:
        return "no JSON:\n" + harness.head(err)
    here, elsewhere = set(), set()
    for d in told:
        if d["file"] and os.path.basename(d["file"]) == os.path.basename(path) and \
                (d["line"], d["severity"], d["id"]) not in here:
            here.add((d["line"], d["severity"], d["id"]))
        elif not d["file"] or d["file"] == "<derive>":
            elsewhere.add(d["id"])
    wrong = ["    missing   line %d: %s: %s" % x for x in sorted(want["at"] - here)]
    wrong += ["    not wanted line %d: %s: %s" % x for x in sorted(here - want["at"])]
    wrong += ["    missing   %s" % x for x in sorted(want["anywhere"] - elsewhere)]
    if status != want["exit"]:
        wrong.append("    exit status %d, not %d" % (status, want["exit"]))
    left = glob.glob(os.path.join(o.work, name + ".adc.*"))
    if status != 0 and left:
        wrong.append("    left behind: " + ", ".join(left))
    if status == 0 and want["exit"] == 0 and not left:
        wrong.append("    no output")
    wrong += ["    no --explain for " + d for d in sorted({d["id"] for d in told})
              if not explained(o, d)]
    text = None if wrong else text_form(o, command, told, want["says"])
    if text:
        wrong.append("    " + text)
    return "\n".join(wrong)


def main():
    o = harness.options("errors")
    paths = [path for path, _ in harness.files(o, "errors")]
    passed = failed = 0
    for path, why in zip(paths, harness.in_parallel(o, lambda p: check(o, p), paths)):
        if why:
            failed += 1
            print("FAIL %s\n%s" % (os.path.basename(path), why))
        else:
            passed += 1
            if o.verbose:
                print("ok   " + os.path.basename(path))
    harness.finish(o, passed, failed, 0)


if __name__ == "__main__":
    sys.exit(main())
