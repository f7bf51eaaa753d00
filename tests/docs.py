"""Runs the code blocks of the documentation, so that what it shows is what happens.

A comment before each fenced block says what it is:
    <!-- file NAME -->       the text of a file that the following blocks use
    <!-- made NAME -->       must equal the file NAME that the blocks before made
    <!-- run -->             commands of a shell; all must succeed
    <!-- output -->          what the commands before printed
    <!-- not run: WHY -->    anything else
Each document gets a directory of its own, with adc in the path. --update writes what was made and
printed into the documents.
"""
import os
import re
import subprocess
import sys

import harness

DOCUMENTS = ["README.md", "compiler/README.md", "samples/README.md"] + sorted(
    "samples/guide/" + name for name in os.listdir(os.path.join(harness.ROOT, "samples", "guide")))
# Rounding errors differ from one processor to the next: what is below 1e-7 counts as equal.
NOISE = re.compile(r"\b(\d(\.\d+)?e-(0[7-9]|[1-9]\d)|0(?= \(allowed))")
BLOCK = re.compile(r"(?:<!-- ([^\n]*?) -->\n)?^```(\w*)\n(.*?)^```$", re.S | re.M)


def environment(o):
    root = os.path.join(o.work, "bin")
    os.makedirs(root, exist_ok=True)
    if not os.path.exists(os.path.join(root, "adc")):
        os.symlink(o.adc, os.path.join(root, "adc"))
    env = dict(os.environ)
    env["PATH"] = root + ":" + env["PATH"]
    env["CPATH"] = o.include
    env["LIBRARY_PATH"] = os.path.dirname(harness.library(o))
    env["LD_LIBRARY_PATH"] = env["LIBRARY_PATH"]
    env["NO_COLOR"] = "1"
    return env


class Document:
    def __init__(self, o, name, env):
        self.name, self.env = name, env
        self.work = os.path.join(o.work, name.replace("/", "-"))
        os.makedirs(self.work, exist_ok=True)
        self.counts = [0, 0, 0]
        self.printed = ""

    def fail(self, where, text):
        print("FAIL %s: %s\n%s" % (self.name, where, harness.head(text, 20)))
        self.counts[1] += 1

    def compare(self, what, shown, real):
        if NOISE.sub("~", shown.rstrip()) == NOISE.sub("~", real.rstrip()):
            self.counts[0] += 1
            return shown
        else:
            self.fail(what, "shown:\n%s\nreal:\n%s" % (shown, real))
        return real.rstrip() + "\n"

    def block(self, match):
        """The text that the block should have."""
        marker, text = match.group(1) or "", match.group(3)
        path = os.path.join(self.work, marker[5:])
        if marker.startswith("file "):
            with open(path, "w") as f:
                f.write(text)
        elif marker.startswith("made "):
            real = open(path).read() if os.path.exists(path) else "(no such file)\n"
            return self.compare(marker, text, real)
        elif marker == "run":
            r = subprocess.run(["sh", "-ec", text], cwd=self.work, env=self.env, errors="replace",
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            self.printed = r.stdout
            if r.returncode:
                self.fail(text.strip(), r.stdout)
            else:
                self.counts[0] += 1
        elif marker == "output":
            return self.compare("output", text, self.printed)
        elif not marker.startswith("not run: "):
            self.fail("a block that does not say what it is", text)
        return text

    def run(self, update):
        path = os.path.join(harness.ROOT, self.name)
        old = open(path).read()
        new, last = "", 0
        for m in BLOCK.finditer(old):
            new += old[last:m.start(3)] + self.block(m)
            last = m.end(3)
        new += old[last:]
        if update and new != old:
            with open(path, "w") as f:
                f.write(new)


def check_manual(o):
    """The manual page says something about every option that --help does."""
    _, text, _ = harness.run([o.adc, "--help"])
    listed = re.findall(r"^  (-[-\w]+)", text, re.M)
    with open(os.path.join(harness.ROOT, "compiler", "adc.1.scd")) as f:
        manual = f.read()
    lost = [w for w in listed if not re.search(r"\*%s\b" % re.escape(w), manual)]
    if lost or not listed:
        print("FAIL compiler/adc.1.scd: nothing on %s" % " ".join(lost or ["any option"]))
    return [0, 1] if lost or not listed else [1, 0]


def main():
    o = harness.options("docs", lambda p: p.add_argument("--update", action="store_true"))
    env = environment(o)
    totals = [0, 0, 0]
    for name in o.names or DOCUMENTS:
        if os.path.exists(os.path.join(harness.ROOT, name)):
            document = Document(o, name, env)
            document.run(o.update)
            totals = [a + b for a, b in zip(totals, document.counts)]
    if not o.names:
        passed, failed = check_manual(o)
        totals = [totals[0] + passed, totals[1] + failed, totals[2]]
    harness.finish(o, *totals)


sys.exit(main())
