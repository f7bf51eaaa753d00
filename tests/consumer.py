"""Outside projects (tests/consumer/) built against an installed adc, with Meson, CMake and make.

Each must build and pass its own test, do nothing when run again, and derive again when a header of
the primal changes. With --subproject adc is built as a subproject of the Meson one instead; with
--cross so too, but for another machine, where the program adc is the installed one. With --samples
each folder of samples/ that is a project by itself is built and passes its tests.
"""
import glob
import os
import shutil
import subprocess
import sys
import time

import harness


class Failed(Exception):
    pass


def sh(args, cwd, env):
    r = subprocess.run(args, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                       errors="replace", stdin=subprocess.DEVNULL)
    if r.returncode:
        raise Failed("%s\n%s" % (" ".join(args), harness.head(r.stdout, 30)))
    return r.stdout


def stage(o):
    """Installs the build that o.adc is from; what programs need to find it there."""
    build = os.path.dirname(os.path.dirname(o.adc))
    root = os.path.join(o.work, "stage")
    env = dict(os.environ)
    sh(["meson", "install", "-C", build, "--no-rebuild", "--quiet", "--destdir", root], o.work, env)
    found = glob.glob(os.path.join(root, "**", "adc.pc"), recursive=True)
    programs = glob.glob(os.path.join(root, "**", "bin", "adc"), recursive=True)
    if not found or not programs:
        raise Failed("nothing is installed under " + root)
    prefix = os.path.dirname(os.path.dirname(programs[0]))
    lib = os.path.dirname(os.path.dirname(found[0]))
    env["PATH"] = os.path.join(prefix, "bin") + ":" + env["PATH"]
    env["PKG_CONFIG_PATH"] = os.path.dirname(found[0]) + ":" + prefix + "/share/pkgconfig"
    env["CMAKE_PREFIX_PATH"] = prefix
    env["LD_LIBRARY_PATH"] = lib
    return env


def meson(source, build, env):
    if not os.path.exists(build):
        cross = os.path.join(source, "cross.ini")
        sh(["meson", "setup", build, source] +
           (["--cross-file", cross] if os.path.exists(cross) else []), source, env)
    out = sh(["ninja", "-C", build], source, env)
    sh(["meson", "test", "-C", build, "--no-rebuild"], source, env)
    return "no work to do" in out, os.path.join(build, "model.adc.c")


def cmake(generator):
    def run(source, build, env):
        if not os.path.exists(build):
            sh(["cmake", "-G", generator, "-S", source, "-B", build], source, env)
        out = sh(["cmake", "--build", build], source, env)
        sh(["ctest"], build, env)
        return "Differentiating" not in out and "Building" not in out, \
            os.path.join(build, "model.adc.c")
    return run


def make(source, _, env):
    out = sh(["make", "app"], source, env)
    sh(["./app"], source, env)
    return "up to date" in out, os.path.join(source, "model.adc.c")


# For this machine where no compiler for another is there: to Meson it is a cross build all the same.
ARM = "aarch64-linux-gnu-"
CROSS = """[binaries]
c = '%sgcc'
ar = '%sar'
strip = '%sstrip'
pkg-config = 'false'
[host_machine]
system = 'linux'
cpu_family = '%s'
cpu = '%s'
endian = 'little'
"""


def cross_file():
    arm = shutil.which(ARM + "gcc") is not None
    tools, cpu = (ARM, "aarch64") if arm else ("", os.uname().machine)
    return CROSS % (tools, tools, tools, cpu, cpu)


def check(o, name, folder, build_one, env):
    source = os.path.join(o.work, name)
    shutil.copytree(os.path.join(harness.TESTS, "consumer", folder), source)
    build = os.path.join(source, "build")
    if o.cross:
        with open(os.path.join(source, "cross.ini"), "w") as f:
            f.write(cross_file())
    if o.subproject or o.cross:
        os.mkdir(os.path.join(source, "subprojects"))
        os.symlink(harness.ROOT, os.path.join(source, "subprojects", "adc"))
        with open(os.path.join(source, "subprojects", "adc.wrap"), "w") as f:
            f.write("[wrap-file]\ndirectory = adc\n\n"
                    "[provide]\ndependency_names = adc\nprogram_names = adc\n")
    build_one(source, build, env)
    idle, _ = build_one(source, build, env)
    if not idle:
        raise Failed("not idle when built again")
    time.sleep(1.1)
    header = os.path.join(source, "model.h")
    text = open(header).read()
    with open(header, "w") as f:
        f.write(text.replace("#define TERMS 3", "#define TERMS 5"))
    idle, made = build_one(source, build, env)
    if idle or os.path.getmtime(made) < os.path.getmtime(header):
        raise Failed("nothing derived when a header of the primal changed")


def samples():
    for file in sorted(glob.glob(os.path.join(harness.ROOT, "samples", "*", "meson.build"))):
        with open(file) as f:
            if f.read().startswith("project("):
                yield os.path.basename(os.path.dirname(file))


def check_sample(o, name, build_one, env):
    source = os.path.join(o.work, "samples", name)
    build = os.path.join(o.work, "build-" + name)
    build_one(source, build, env)
    idle, _ = build_one(source, build, env)
    if not idle:
        raise Failed("not idle when built again")


def arguments(p):
    p.add_argument("--subproject", action="store_true")
    p.add_argument("--samples", action="store_true")
    p.add_argument("--cross", action="store_true")


def main():
    o = harness.options("consumer", arguments)
    projects = [("meson", "meson", meson, "meson")]
    if o.samples:
        shutil.copytree(os.path.join(harness.ROOT, "samples"), os.path.join(o.work, "samples"))
        projects = [(name, None, meson, "meson") for name in samples()]
    elif not o.subproject and not o.cross:
        projects += [("cmake-ninja", "cmake", cmake("Ninja"), "cmake"),
                     ("cmake-make", "cmake", cmake("Unix Makefiles"), "cmake"),
                     ("make", "make", make, "make")]
    try:
        env = dict(os.environ) if o.subproject else stage(o)
    except Failed as e:
        print(e)
        sys.exit(99)
    passed = failed = skipped = 0
    for name, folder, build_one, tool in projects:
        if o.names and name not in o.names:
            continue
        if not shutil.which(tool):
            print("skip %s: no %s" % (name, tool))
            skipped += 1
            continue
        try:
            if o.samples:
                check_sample(o, name, build_one, env)
            else:
                check(o, name, folder, build_one, env)
            passed += 1
        except Failed as e:
            print("FAIL %s: %s" % (name, e))
            failed += 1
    harness.finish(o, passed, failed, skipped)


main()
