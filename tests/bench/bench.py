"""Times generated derivatives: bench.py --adc=PATH [NAME...].

Differentiates samples/adbench/*.c and kernels.c, compiles everything with -O3 -march=native and
prints the time of each derivative in that of its primal, beside derivatives by hand, by ADOL-C where that is
installed (Debian: libadolc-dev), and by central differences. No time fails it: only what does not compile, or a
derivative by hand or by ADOL-C that is wrong.
"""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import harness  # noqa: E402

FLAGS = ["-std=c11", "-Wall", "-Wextra", "-O3", "-march=native"]
SAMPLES = os.path.join(harness.ROOT, "samples", "adbench")


def must(args, timeout=300):
    status, out, err = harness.run(args, timeout=timeout)
    if status:
        harness.die("%s\n%s%s" % (" ".join(args), out, err))
    return out


def with_adolc(o):
    """What to link for the column of ADOL-C; [], aloud, where it is not installed."""
    made = os.path.join(o.work, "adolc.o")
    status, _, err = harness.run(["g++", *[f for f in FLAGS if f != "-std=c11"], "-c",
                                  os.path.join(HERE, "adolc.cpp"), "-o", made], timeout=300)
    if status == 0:
        return [made, "-ladolc", "-lstdc++"]
    if "adolc/adolc.h" not in err and "g++" not in err:
        harness.die(err)
    print("ADOL-C skipped: no g++ or no <adolc/adolc.h> (Debian: libadolc-dev)")
    return []


def main():
    o = harness.options("bench", lambda p: (
        p.add_argument("--rounds", type=int, default=15),
        p.add_argument("--cc", default="gcc")))
    flags = FLAGS + ["-I", o.include, "-I", o.work]
    sources = [os.path.join(SAMPLES, n + ".c") for n in ("gmm", "ba", "lstm", "hand")]
    sources += [os.path.join(HERE, n) for n in ("kernels.c", "field.c")]
    generated = []
    for source in sources:
        generated.append(os.path.join(o.work, "own_" + os.path.basename(source)))
        must([o.adc, source, "-o", generated[-1]])
    hand = [os.path.join(HERE, n) for n in ("manual_gmm.c", "manual_ba.c", "manual_lstm.c",
                                          "manual_field.c")]
    adolc = with_adolc(o)
    objects = []
    if adolc:
        flags = [*flags, "-DWITH_ADOLC"]
    for i, source in enumerate([os.path.join(HERE, "bench.c"), *sources, *generated, *hand]):
        objects.append(os.path.join(o.work, "%d.o" % i))
        must([o.cc, *flags, "-c", source, "-o", objects[-1]])
    program = os.path.join(o.work, "bench")
    must([o.cc, *objects, harness.library(o), *adolc, "-lm", "-o", program])
    data = os.path.join(harness.TESTS, "adbench", "data")
    started = 0 # lines of the table that have been printed: its head
    for name in must([program]).split():
        if not o.names or name in o.names: # each in a process of its own: memory as it finds it
            lines = must([program, data, str(o.rounds), name], timeout=600).splitlines()
            print("\n".join(lines[started:]), flush=True)
            started = 1
    harness.finish(o, 1, 0, 0)


if __name__ == "__main__":
    main()
