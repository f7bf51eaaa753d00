"""The body of a random function: scopes, expressions, plain statements. See gen.py."""
import re


# reals: double variables; others: float and long double, members; views: struct view
KINDS = ("reals", "others", "ints", "arrays", "consts", "structs", "views")


class Scope:
    """What can be named at one place: name -> kind; arrays carry their size."""

    def __init__(self, parent=None):
        self.parent = parent
        for kind in KINDS:
            setattr(self, kind, [])

    def all(self, what):
        s, out, seen = self, [], set()
        while s:
            for item in getattr(s, what):
                name = item[0] if isinstance(item, tuple) else item
                if name not in seen:
                    seen.add(name)
                    out.append(item)
            # a name declared here hides every outer object of that name, whatever its kind
            for kind in KINDS:
                for item in getattr(s, kind):
                    seen.add(item[0] if isinstance(item, tuple) else item)
            s = s.parent
        return out


class Body:
    def __init__(self, rng, name, style, helpers, realloc=False):
        self.r, self.name, self.style, self.helpers, self.realloc = rng, name, style, helpers, realloc
        self.single = False  # float variables may be used
        self.again = None    # puts a call of the function itself
        self.count, self.lines, self.depth = 9, [], 1
        self.loops, self.labels, self.frees, self.budget = [], 0, [], rng.randint(6, 22)
        self.cost = 1  # product of the trip counts around

    def fresh(self, stem):
        self.count += 1
        # now and then a name that adc would like to use itself
        if self.r.random() < 0.06:
            stem = self.r.choice(["x_adj", "s_tan", "trips", "tape", "return_adj", "kept", "last"])
        return "%s%d" % (stem, self.count)

    def put(self, text):
        self.lines.append("    " * self.depth + text)

    # ---- expressions ----
    def index(self, sc, size):
        r = self.r.random()
        ints = sc.all("ints")
        if ints and r < 0.6:
            i = self.r.choice(ints)
            form = self.r.choice(["%s %% %s", "(%s + 1) %% %s", "(2 * %s + 1) %% %s", "(%s * %s) %% %s"])
            if form.count("%s") == 3:
                return form % (i, i, size)
            return form % (i, size)
        if isinstance(size, int):
            return str(self.r.randrange(size))
        return self.r.choice(["0", "%s - 1" % size])

    def place(self, sc):
        """A real that can be written."""
        r = self.r.random()
        if sc.all("arrays") and r < 0.4:
            a, size = self.r.choice(sc.all("arrays"))
            if r < 0.06:
                return "*%s" % a
            return "%s[%s]" % (a, self.index(sc, size))
        if sc.all("structs") and r < 0.52:
            s, arrow = self.r.choice(sc.all("structs"))
            return s + arrow + self.r.choice(["a", "b", "v[0]", "v[1]", "v[%s]" % self.index(sc, 3)])
        if sc.all("others") and r < 0.66:
            return self.r.choice(sc.all("others"))
        if sc.all("reals"):
            return self.r.choice(sc.all("reals"))
        return None

    def read(self, sc):
        r = self.r.random()
        if r < 0.35 and sc.all("consts"):
            a, size = self.r.choice(sc.all("consts"))
            return "%s[%s]" % (a, self.index(sc, size))
        if r < 0.42:
            return self.r.choice(["0.5", "1.5", "-0.7", "0.25f", "2", "0.3", "1e-1"])
        if r < 0.47 and sc.all("ints"):
            return "(int)" + self.r.choice(sc.all("ints"))  # 2 - i is huge where i is unsigned
        place = self.place(sc) or "0.75"
        return "(double)" + place if place.startswith("ld") else place

    def real(self, sc, depth=2):
        if depth <= 0:
            return self.read(sc)
        e = lambda: self.real(sc, depth - 1)
        p = lambda: "(%s)" % e()
        k = self.r.randrange(27)
        if k >= 24:
            return self.rare(sc, e)
        if k < 4:
            return self.read(sc)
        if k < 8:
            return "%s %s %s" % (e(), self.r.choice("+-"), p())
        if k < 11:
            return "%s * %s" % (p(), p())
        if k == 11:
            return "%s / (1.5 + %s * %s)" % (p(), *[self.read(sc)] * 2)
        if k < 15:
            return "%s(%s)" % (self.r.choice(["sin", "cos", "tanh", "atan"]), e())
        if k == 15:
            v = self.read(sc)
            return self.r.choice(["sqrt(1.2 + %s * %s)", "exp(-0.5 * %s * %s)", "log(1.5 + %s * %s)"]) % (v, v)
        if k == 16:
            return "(%s ? %s : %s)" % (self.condition(sc), e(), e())
        if k == 17:
            return self.r.choice(["fmax(%s, %s)", "fmin(%s, %s)", "hypot(1.1 + fabs(0.2 * (%s)), %s)", "atan2(%s, 2.5 + sin(%s))"]) % (e(), e())
        if k == 18:
            return "-%s" % p()
        if k == 19:
            return "0.5 * %s" % p()
        if k == 20:
            return "fabs(0.1 - %s)" % p()
        pure = [h for h in self.helpers if h["pure"]]
        if k == 21 and pure:  # the order of effects in an expression is not defined
            call = self.call(self.r.choice(pure), sc, depth - 1)
            if call:
                return call
        if k == 22:
            return "(double)(float)(%s)" % self.r.choice(["0.1", "0.7"])
        return "%s * %s - %s" % (self.read(sc), self.read(sc), self.read(sc))

    def rare(self, sc, e):
        return self.r.choice([
            "pow(1.3 + 0.2 * sin({0}), {1})", "pow({0}, 3.0)", "cbrt(2.0 + sin({0}))", "expm1(0.3 * sin({0}))",
            "log1p(0.5 + fabs(sin({0})))", "asinh({0})", "erf({0})", "fma({0}, {1}, {2})", "fdim({0}, {1})",
            "copysign({0}, {1})", "floor({0}) * {1}", "sinh(sin({0}))", "asin(0.7 * sin({0}))", "remainder({0}, 3.0)",
            "({0}, {1})", "({0} > {1}) * {2}", "(int)(3.0 * sin({0})) * {1}", "exp2(sin({0}))", "(1.0 - {0}) * (1.0 + {0})",
            "({0} < {1} ? {0} : {1})", "ldexp({0}, -1)", "trunc({0}) - {1}", "tan(0.8 * sin({0}))",
        ]).format(*["(%s)" % self.read(sc) for _ in range(2)], "(%s)" % e())

    def tame(self, sc):
        """A real of moderate size whatever goes in: what assignments in loops take."""
        e = self.real(sc)
        return self.r.choice(["sin(%s)", "tanh(%s)", "0.4 * (%s)", "cos(%s)", "0.3 * sin(%s) + 0.1", "%s"]) % e

    def condition(self, sc):
        k = self.r.randrange(8)
        ints = [i for i in sc.all("ints") if i[0] != "b"]
        if k < 3 and ints:
            return self.r.choice(["%s %% 2 == 0", "%s > 1", "%s != 2", "(%s & 1)"]) % self.r.choice(ints)
        if k == 3:
            return "%s > %s && %s < 1.7" % (self.read(sc), self.r.choice(["-0.31", "0.11"]), self.read(sc))
        if k == 4:
            return "!(%s > 0.21) || %s < -0.4" % (self.read(sc), self.read(sc))
        return "%s %s %s" % (self.read(sc), self.r.choice(["<", ">", "<=", ">="]),
                             self.r.choice(["0.37", "-0.23", "0.91", self.read(sc)]))

    def call(self, h, sc, depth=1):
        """A call of a helper, or None where nothing fits its parameters."""
        if self.cost * h["cost"] > 1500:
            return None
        args = []
        for kind in h["params"]:
            if kind == "real":
                args.append(self.real(sc, max(0, depth)))
            elif kind == "int":
                args.append(str(self.r.randint(0, 3)))
            elif kind == "out":
                names = [n for n in sc.all("reals") if n not in args]
                if not names:
                    return None
                args.append("&" + self.r.choice(names))
            elif kind in ("array", "const"):
                args.append(self.window(sc, kind, args if h["apart"] else None))
            elif kind in ("struct", "record"):
                if not sc.all("structs"):
                    return None
                s, arrow = self.r.choice(sc.all("structs"))
                address = kind == "struct"
                args.append(("&" if address else "") + s if arrow == "." else s if address else "*" + s)
            elif kind == "view":
                if not sc.all("views"):
                    return None
                s, arrow = self.r.choice(sc.all("views"))
                args.append("&" + s if arrow == "." else s)
            elif kind == "function":
                args.append(self.r.choice(h["functions"]))
            if args[-1] is None:
                return None
        return "%s(%s)" % (h["name"], ", ".join(args))

    def window(self, sc, kind, apart):
        """Three elements of an array, overlapping others or not; apart: a list of arguments it must not overlap, x and y being one."""
        fit = [(a, z) for a, z in sc.all("arrays") + (sc.all("consts") if kind == "const" else [])
               if isinstance(z, int) and z >= 3]
        if apart is not None:  # plain arrays of their own only
            taken = {re.match(r"\w+", a).group() for a in apart if re.match(r"[axwy]\d*\b", a)}
            taken |= {"x", "y"} if taken & {"x", "y"} else set()
            fit = [(a, z) for a, z in fit if re.fullmatch(r"[axwy]\d*", a) and a not in taken]
        if not fit:
            return None
        a, size = self.r.choice(fit)
        return "%s + %d" % (a, self.r.randint(1, size - 3)) if size > 3 and self.r.random() < 0.4 else a

    # ---- statements ----
    def declare(self, sc):
        k = self.r.randrange(16)
        if k == 11:
            self.pointer(sc)
        elif k == 12:
            self.record(sc)
        elif k == 13:
            self.matrix(sc)
        elif k == 14:
            stem, of = ("f", "float") if self.single and self.r.random() < 0.7 else ("ld", "long double")
            v = self.fresh(stem)
            v = v if v.startswith(stem) else stem + v
            self.put("%s %s = %s;" % (of, v, self.tame(sc)))
            sc.others.append(v)
        elif k == 15:
            v = self.fresh("b")
            v = v if v[0] == "b" else "b" + v
            self.put(self.r.choice(["_Bool %s = %s;", "short %s = (%s) + 1;", "unsigned %s = 2u * (%s);"]) % (v, self.condition(sc)))
            sc.ints.append(v)
        elif k < 4:
            v = self.fresh("t")
            self.put("double %s = %s;" % (v, self.tame(sc)))
            sc.reals.append(v)
        elif k == 4:
            v = self.fresh("k")
            self.put("int %s = %d;" % (v, self.r.randint(0, 4)))
            sc.ints.append(v)
        elif k == 5:
            a, size = self.fresh("a"), self.r.randint(3, 5)
            self.put("double %s[%d] = {%s};" % (a, size, ", ".join(self.real(sc, 1) for _ in range(self.r.randint(1, size)))))
            sc.arrays.append((a, size))
        elif k == 6:
            a, i = self.fresh("w"), self.fresh("i")
            size = self.r.choice([3, 4])
            self.put("double %s[n + %d];" % (a, size))
            self.put("for (int %s = 0; %s < n + %d; %s++)" % (i, i, size, i))
            inner = Scope(sc)
            inner.ints.append(i)
            self.put("    %s[%s] = %s;" % (a, i, self.tame(inner)))
            sc.arrays.append((a, size))
        elif k == 7:
            s = self.fresh("s")
            self.put("struct pack %s = {%s, %s, {%s}, 2};" % (s, self.real(sc, 1), self.real(sc, 1), self.real(sc, 1)))
            sc.structs.append((s, "."))
            sc.arrays.append((s + ".v", 3))
            if self.r.random() < 0.5:
                p = self.fresh("q")
                self.put("struct pack *%s = &%s;" % (p, s))
                sc.structs.append((p, "->"))
        elif k == 8:
            t = self.fresh("tab")
            self.put("static const double %s[4] = {0.3, -1.1, 0.7, %s};" % (t, self.r.choice(["0.25", "1e-1", "2"])))
            sc.consts.append((t, 4))
        elif k == 9 and not self.loops and sc is self.top:
            p, size = self.fresh("h"), self.r.randint(3, 5)
            if self.r.random() < 0.5:
                self.put("double *%s = calloc(%d, sizeof *%s);" % (p, size, p))
            else:
                self.put("double *%s = malloc(%d * sizeof(double));" % (p, size))
                for i in range(size):
                    self.put("%s[%d] = %s;" % (p, i, self.real(sc, 1)))
            sc.arrays.append((p, size))
            self.frees.append(p)
        else:
            v = self.fresh("d")
            self.put("double %s;" % v)
            self.put("if (%s)" % self.condition(sc))
            self.put("    %s = %s;" % (v, self.tame(sc)))
            self.put("else")
            self.put("    %s = %s;" % (v, self.real(sc, 1)))
            sc.reals.append(v)

    def assign(self, sc):
        lhs = self.place(sc)
        if not lhs:
            return self.declare(sc)
        k = self.r.randrange(10)
        if k < 4:
            self.put("%s = %s;" % (lhs, self.tame(sc)))
        elif k < 6:
            self.put("%s += %s;" % (lhs, self.tame(sc)))
        elif k == 6:
            self.put("%s *= %s;" % (lhs, self.r.choice(["0.7", "sin(%s)" % self.read(sc), "tanh(%s)" % self.read(sc)])))
        elif k == 7:
            self.put("%s = 0.6 * %s + %s;" % (lhs, lhs, self.tame(sc)))
        elif k == 8:
            reals = sc.all("reals")
            if len(reals) > 1:
                self.put("%s = %s = %s;" % (*self.r.sample(reals, 2), self.tame(sc)))
            else:
                self.put("%s -= 0.2 * %s;" % (lhs, lhs))
        else:
            t = self.fresh("t")
            other = self.place(sc) or lhs
            self.put("{")
            self.depth += 1
            self.put("double %s = %s;" % (t, lhs))
            self.put("%s = %s;" % (lhs, other))
            self.put("%s = %s;" % (other, t))
            self.depth -= 1
            self.put("}")

    def body(self, sc, count):
        inner = Scope(sc)
        for _ in range(count):
            self.statement(inner)

    def block(self, header, sc, count, before=None):
        self.put(header + " {")
        self.depth += 1
        if before:
            self.put(before)
        self.body(sc, count)
        self.depth -= 1
        self.put("}")

    def loop(self, sc):
        trips = self.r.randint(0, 4)
        if self.cost * trips > 60 or self.depth > 5:
            return self.assign(sc)
        i = self.fresh("i")
        inner = Scope(sc)
        k = self.r.randrange(9)
        self.cost *= max(1, trips)
        self.loops.append(i)
        count = self.r.randint(1, 4)
        if k < 3:
            inner.ints.append(i)
            self.block("for (int %s = 0; %s < %s; %s++)" % (i, i, self.r.choice([trips, "n"]), i), inner, count)
        elif k == 3:
            inner.ints.append(i)
            self.block("for (int %s = %d; %s >= 0; %s--)" % (i, trips, i, i), inner, count)
        elif k == 4:
            inner.ints.append(i)
            self.block("for (unsigned %s = 1; %s < %du; %s += 2)" % (i, i, 2 * trips + 1, i), inner, count)
        elif k == 5:
            self.put("int %s = 0;" % i)
            inner.ints.append(i)
            self.block("while (%s++ < %d)" % (i, trips), inner, count)
            sc.ints.append(i)
        elif k == 6:
            self.put("int %s = 0;" % i)
            sc.ints.append(i)
            self.block("do", inner, count)
            self.lines[-1] += " while (++%s < %d);" % (i, trips)
        elif k == 7:
            v = self.fresh("t")
            self.put("double %s = %s;" % (v, self.tame(sc)))
            self.put("int %s = 0;" % i)
            sc.reals.append(v)
            sc.ints.append(i)
            self.block("while (%s < 2.3 && %s < %d)" % (v, i, trips), inner, count, "%s++;" % i)
        else:
            self.put("int %s = 0;" % i)
            sc.ints.append(i)
            self.block("for (;;)", inner, count, "if (%s++ >= %d)\n%sbreak;" % (i, trips, "    " * (self.depth + 2)))
        self.loops.pop()
        self.cost //= max(1, trips)

    def statement(self, sc):
        if self.budget <= 0:
            return self.assign(sc)
        self.budget -= 1
        k = self.r.randrange(63)
        if k >= 54:
            return self.template(sc)
        if k >= 30:
            return self.more(sc, k)
        if k < 6:
            self.declare(sc)
        elif k < 13:
            self.assign(sc)
        elif k < 17:
            self.loop(sc)
        elif k < 20 and self.depth < 6:
            self.block("if (%s)" % self.condition(sc), sc, self.r.randint(1, 3))
            if self.r.random() < 0.5:
                self.lines[-1] += " else {"
                self.depth += 1
                self.body(sc, self.r.randint(1, 3))
                self.depth -= 1
                self.put("}")
        elif k == 20 and self.loops:
            self.put("if (%s)" % self.condition(sc))
            self.put("    %s;" % self.r.choice(["break", "continue"]))
        elif k == 21:
            self.switch(sc)
        elif k == 22 and self.depth > 1 and not self.frees and self.style != "helper-void":
            self.put("if (%s)" % self.condition(sc))
            self.put("    %s" % self.result(sc))
        elif k < 26 and self.helpers:
            h = self.r.choice(self.helpers)
            call = self.call(h, sc)
            if call:
                self.use_call(sc, h, call)
        elif k == 26:
            self.memory(sc)
        elif k == 27 and self.depth == 1:
            self.jump(sc)
        elif k == 28 and len(sc.all("structs")) > 1:
            (a, x), (b, y) = self.r.sample(sc.all("structs"), 2)
            self.put("%s = %s;" % (a if x == "." else "*" + a, b if y == "." else "*" + b))
        else:
            self.assign(sc)

    def use_call(self, sc, h, call):
        lhs = self.place(sc)
        if h["result"] == "struct pack":
            s = self.fresh("s")
            self.put("struct pack %s = %s;" % (s, call))
            sc.structs.append((s, "."))
        elif h["result"] == "double *":
            p = self.fresh("p")
            self.put("double *%s = %s;" % (p, call))
            sc.arrays.append((p, 2))
        else:
            self.put("%s = 0.5 * %s;" % (lhs, call) if h["result"] == "double" and lhs else call + ";")

    def more(self, sc, k):
        if k >= 48:
            self.idiom(sc)
        elif k >= 42:
            self.dense(sc)
        elif k < 32:
            self.walk(sc)
        elif k == 32:
            self.ping_pong(sc)
        elif k == 33:
            self.indirect(sc)
        elif k < 36:
            self.effects(sc)
        elif k < 39:
            self.odd_loop(sc)
        elif k == 39:
            self.duff(sc)
        elif k == 40:
            self.scratch(sc)
        else:
            ints = [i for i in sc.all("ints") if i[0] == "k" and i not in self.loops]
            if ints and not self.loops:
                self.put(self.r.choice(["%s = (%s + 1) %% 5;", "%s += %s %% 3;", "%s++, %s++;"]) % ((self.r.choice(ints),) * 2))
            else:
                self.assign(sc)

    def switch(self, sc):
        ints = sc.all("ints")
        what = "%s %% 4" % self.r.choice(ints) if ints else "(int)(fabs(0.1 + %s) * 2.0) %% 4" % self.read(sc)
        self.put("switch (%s) {" % what)
        for label in self.r.sample(["case 0:", "case 1:", "case 2:", "case 3:"], self.r.randint(1, 3)) + \
                (["default:"] if self.r.random() < 0.6 else []):
            self.put(label)
            self.depth += 1
            inner = Scope(sc)
            for _ in range(self.r.randint(1, 2)):
                self.assign(inner) if inner.all("reals") else self.put(";")
            if self.r.random() < 0.7:
                self.put("break;")
            else:
                self.put("/* fall through */")
                self.put(";")
            self.depth -= 1
        self.put("}")

    def jump(self, sc):
        self.labels += 1
        label = "l%d" % self.labels
        if self.r.random() < 0.5:
            self.put("if (%s)" % self.condition(sc))
            self.put("    goto %s;" % label)
            self.assign(sc)
            self.put("%s:" % label)
            self.put(";")
        else:
            c = self.fresh("c")
            self.put("int %s = 0;" % c)
            self.put("%s:" % label)
            self.assign(sc)
            self.put("if (%s++ < %d)" % (c, self.r.randint(1, 3)))
            self.put("    goto %s;" % label)

    def result(self, sc):
        if self.style in ("scalar", "helper"):
            return "return %s;" % self.real(sc, 1)
        if self.style == "struct pack":
            return "return (struct pack){%s, %s, {0.4, %s}, 1};" % (self.real(sc, 1), self.real(sc, 1), self.real(sc, 1))
        if self.style == "double *":
            return "return v0%s;" % self.r.choice(["", " + 1"])
        return "return;"

    def finish(self, sc):
        if self.style in ("scalar", "helper"):
            reals = sc.all("reals")
            sums = [self.real(sc, 1)] + ["0.3 * " + v for v in reals[:4]]
            sums += ["%s[%s]" % (a, 0) for a, _ in sc.all("arrays")[:3]] + \
                    ["%s%sa" % s for s in sc.all("structs")[:2]]
            sums += self.r.sample(sc.all("others"), min(2, len(sc.all("others"))))
            self.put("double total = %s;" % " + ".join(sums))
            self.release()
            self.put("return total;")
        else:
            result = self.result(sc)
            if self.frees and result != "return;":
                self.put("%s result = %s" % (self.style, result[len("return "):]))
                result = "return result;"
            self.release()
            if result != "return;":
                self.put(result)

    def write(self, sc):
        inner = Scope(sc)
        self.top = inner
        for _ in range(self.r.randint(1, 2)):
            v = self.fresh("t")
            self.put("double %s = %s;" % (v, self.tame(inner)))
            inner.reals.append(v)
        count = self.r.randint(3, 9)
        deeper = self.r.sample(range(count), self.r.choice([1, 1, 2]))
        for i in range(count):
            if self.again and i in deeper and not self.frees:
                self.again()
            self.statement(inner)
        self.finish(inner)
        return self.lines
