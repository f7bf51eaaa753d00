"""Statements as numerical code has them: dense nests of counted loops over elements, and the idioms that adc's passes
look for (sums, picks, first writes, stencils, triangles, walks). See gen.py."""
from body import Scope


class Nest:
    """A nest of counted loops: what it reads and writes, and its counters."""

    def __init__(self, extent, writes, reads, sums):
        self.extent, self.writes, self.reads, self.sums = extent, writes, reads, sums
        self.flat = None      # an array of nine as a matrix of three
        self.temps = []       # locals of the body
        self.picks = []       # indices that a loop has picked
        self.counters = []    # (name, one less is an index, one more is, none below it is left out)
        self.below = []       # (i, j) with j <= i


class Numeric:
    def dense(self, sc):
        fit = self.sized(sc)
        if self.cost > 8 or self.depth > 4 or not fit:
            return self.assign(sc)
        writes = [a for a, _ in self.r.sample(fit, min(len(fit), self.r.randint(1, 3)))]
        reads = writes + [a for a, _ in self.sized(sc, "consts")]
        nest = Nest(self.extent(reads), writes, reads, [])
        for _ in range(self.r.choice([0, 1, 1, 2])):
            v = self.fresh("sum")
            self.put("double %s = %s;" % (v, self.r.choice(["0.0", "0.0", "0.1", self.read(sc)])))
            nest.sums.append(v)
        if self.r.random() < 0.3:
            a = self.fresh("w")
            if nest.extent == "n" and self.r.random() < 0.5:
                self.put("double %s[n + 3];" % a)
                self.put("memset(%s, 0, sizeof %s);" % (a, a))
            else:
                self.put("double %s[4] = {%s};" % (a, self.r.choice(["0.0", "0.0", self.real(sc, 1)])))
                nest.extent = "3" if not self.style.startswith("helper") else nest.extent
            sc.arrays.append((a, 3))
            nest.writes.append(a)
            nest.reads.append(a)
        if nest.extent == "3" and self.r.random() < 0.35:
            nest.flat = self.fresh("flat")
            self.put("double %s[9] = {%s};" % (nest.flat, ", ".join(self.real(sc, 1) for _ in range(self.r.choice([1, 4, 9])))))
            sc.arrays.append((nest.flat, 9))
        sc.reals += nest.sums
        self.outer = sc
        for _ in range(self.r.choice([1, 1, 2])):
            self.counted(nest)

    def extent(self, arrays):
        """Where a loop over all these arrays may end."""
        long = {"map": [("n", "x"), ("m", "y")], "inplace": [("n", "y")], "scalar": [("n", "x")]}.get(self.style, [])
        fit = [n for n, name in long if all(a == name or a[0] == "w" for a in arrays)]
        fit += ["n"] if self.style.startswith("helper") else []  # where n is 2
        return self.r.choice(fit) if fit and self.r.random() < 0.6 else "3"

    def counted(self, nest):
        """One loop of the nest with its body."""
        i, b, at, upward = self.fresh("i"), nest.extent, len(nest.counters), True
        forms = [("for (int {i} = 0; {i} < {b}; {i}++)", False, False), ("for (int {i} = 1; {i} < {b}; {i}++)", True, False),
                 ("for (int {i} = 0; {i} < {b} - 1; {i}++)", False, True), ("for (int {i} = 1; {i} < {b} - 1; ++{i})", True, True),
                 ("for (int {i} = {b} - 1; {i} >= 0; {i}--)", False, False), ("for (int {i} = {b}; {i}-- > 1;)", True, False),
                 ("for (int {i} = 0; {i} < {b}; {i} += 2)", False, False), ("for (size_t {i} = 0; {i} < (size_t){b}; {i}++)", False, False),
                 ("for (int {i} = {b} - 4; {i} < {b} - 5; {i}++)", False, False), ("for (long {i} = 0; {i} != {b}; ++{i})", False, False)]
        forms += forms[:1] * 5
        below = None
        if nest.counters and self.r.random() < 0.5:
            o, down, up = nest.counters[-1]
            below = o
            forms = [("for (int {i} = 0; {i} <= (int){o}; {i}++)", False, up), ("for (int {i} = 0; {i} < (int){o}; {i}++)", False, True),
                     ("for (int {i} = (int){o}; {i} > 0; {i}--)", True, up)]
            if self.r.random() < 0.4:
                below, forms = None, [("for (int {i} = (int){o} + 1; {i} < {b}; {i}++)", True, False), ("for (int {i} = (int){o}; {i} < {b}; {i}++)", down, False)]
        form, down, up = self.r.choice(forms)
        self.put(form.format(i=i, b=b, o=nest.counters[-1][0] if nest.counters else "") + " {")
        nest.counters.append((i, down, up))
        if below:
            nest.below.append((below, i))
        temps, picks = list(nest.temps), list(nest.picks)
        self.depth += 1
        self.cost *= 3
        self.loops.append(i)
        inner = at + 1 < 3 and self.cost < 60
        count = self.r.randint(1, 4)
        nested = self.r.randrange(count) if inner and self.r.random() < 0.55 - 0.2 * at else -1
        for k in range(count):
            self.counted(nest) if k == nested else self.step(nest)
        self.loops.pop()
        self.cost //= 3
        self.depth -= 1
        self.put("}")
        nest.temps, nest.picks = temps, picks
        nest.counters.pop()
        if below:
            nest.below.pop()

    def element(self, nest, of):
        if nest.flat and len(nest.counters) > 1 and self.r.random() < 0.4:
            i, j = self.r.sample([c[0] for c in nest.counters], 2)
            return "%s[3 * %s + %s]" % (nest.flat, i, j)
        a = self.r.choice(of)
        if nest.picks and self.r.random() < 0.2:
            return "%s[%s]" % (a, self.r.choice(nest.picks))
        i, down, up = self.r.choice(nest.counters)
        forms = ["%s[%s]"] * 5 + ["%s[%s - 1]"] * (2 * down) + ["%s[%s + 1]"] * (2 * up)
        if nest.below and self.r.random() < 0.2:
            o, j = self.r.choice(nest.below)
            return "%s[%s - %s]" % (a, o, j)
        if self.r.random() < 0.1:
            return "%s[%s - 1 - %s]" % (a, nest.extent, i)
        return self.r.choice(forms) % (a, i)

    def term(self, nest):
        k = self.r.randrange(12)
        if k < 2 and nest.sums:
            return self.r.choice(nest.sums)
        if k < 5 and nest.temps:
            return self.r.choice(nest.temps)
        if k == 5:
            reals = [v for v in self.outer.all("reals") if v not in nest.sums]
            if reals:
                return self.r.choice(reals)
        if k == 6:
            return self.r.choice(["0.5", "0.3 * (double)%s" % nest.counters[-1][0], "1.2"])
        return self.element(nest, nest.reads)

    def formula(self, nest):
        t = lambda: self.term(nest)
        k = self.r.randrange(18)
        if k < 3:
            return t()
        if k < 6:
            return "sin(%s * %s)" % (t(), t())
        if k == 6:
            return "0.5 * (%s + %s)" % (t(), t())
        if k == 7:
            return "%s - 0.4 * %s" % (t(), t())
        if k == 8:
            e = t()
            return "%s / (1.5 + %s * %s)" % (t(), e, e)
        if k == 9:
            e = t()
            return self.r.choice(["sqrt(1.2 + %s * %s)", "exp(-%s * %s)", "log(1.3 + %s * %s)"]) % (e, e)
        if k == 10:
            return "(%s > %s ? %s : 0.3 * %s)" % (t(), self.r.choice(["0.11", "-0.27", t()]), t(), t())
        if k == 11:
            return "%s(%s, %s)" % (self.r.choice(["fmax", "fmin"]), t(), t())
        if k == 12:
            return "tanh(%s + %s * %s)" % (t(), t(), t())
        if k == 13:
            return "0.2 * %s * %s" % (t(), t())
        if k == 14:
            return "cos(%s) * %s" % (t(), self.element(nest, nest.reads))
        if k == 15:
            return "atan(%s * %s - %s)" % (t(), t(), t())
        if k == 16:
            pure = [h for h in self.helpers if h["pure"] and set(h["params"]) == {"real"}]
            if pure:
                h = self.r.choice(pure)
                if self.cost * h["cost"] <= 1500:
                    return "%s(%s)" % (h["name"], ", ".join("sin(%s)" % t() for _ in h["params"]))
        return "%s * %s" % (self.r.choice(["0.7", "-0.3", "x[0]" if "x" in nest.reads else "0.9"]), t())

    def step(self, nest):
        """One statement of a body."""
        k, w = self.r.randrange(22), lambda: self.element(nest, nest.writes)
        e = lambda: self.formula(nest)
        if k < 4 and nest.sums:
            s = self.r.choice(nest.sums)
            self.put(self.r.choice(["%s += %s;"] * 3 + ["%s -= %s;", "%s = 0.6 * " + s + " + %s;", "%s *= 0.5 + 0.2 * sin(%s);"]) % (s, e()))
        elif k < 8:
            self.put("%s = %s;" % (w(), self.r.choice(["%s", "sin(%s)", "0.5 * (%s)"]) % e()))
        elif k < 11:
            self.put("%s %s %s;" % (w(), self.r.choice(["+=", "+=", "-="]), e()))
        elif k == 11:
            self.put("%s *= %s;" % (w(), self.r.choice(["0.7", "sin(%s)" % e(), "tanh(%s)" % e()])))
        elif k < 15:
            v = self.fresh("t")
            self.put("%sdouble %s = %s;" % (self.r.choice(["", "const "]), v, e()))
            nest.temps.append(v)
        elif k == 15 and nest.sums:
            self.pick(nest, self.r.choice(nest.sums))
        elif k == 16:
            a, b, t = w(), w(), self.fresh("t")
            self.put("if (%s) {" % self.r.choice(["%s > %s" % (a, b), "%s < 0.13" % a]))
            for line in ("double %s = %s;" % (t, a), "%s = %s;" % (a, b), "%s = %s;" % (b, t)):
                self.put("    " + line)
            self.put("}")
        elif k == 17:
            self.put("if (%s %s %s)" % (self.term(nest), self.r.choice("<>"), self.r.choice(["0.17", "-0.33", self.term(nest)])))
            self.put("    %s;" % self.r.choice(["continue", "break"]))
        elif k < 20:
            self.put("if (%s %s %s) {" % (self.term(nest), self.r.choice("<>"), self.r.choice(["0.23", "-0.41"])))
            self.depth += 1
            temps, picks = list(nest.temps), list(nest.picks)
            self.step(nest)
            nest.temps, nest.picks = temps, picks
            self.depth -= 1
            self.put("}")
        elif k == 20:
            i = nest.counters[-1][0]
            v = self.fresh("at")
            self.put("int %s = (int)(%s %s %s) %% 3;" % (v, i, self.r.choice("+*"), self.r.choice(["1", "2", nest.counters[0][0]])))
            nest.picks.append(v)
        else:
            a = self.r.choice(nest.writes)
            self.put("%s = 0.4 * (%s + %s);" % (w(), self.element(nest, [a]), self.element(nest, [a])))

    def pick(self, nest, s):
        """Greatest or least of a loop, with or without its place."""
        e, op = self.element(nest, nest.reads), self.r.choice(["<", ">", "<=", ">="])
        k = self.r.randrange(4)
        if k == 0:
            return self.put("%s = %s(%s, %s);" % (s, self.r.choice(["fmax", "fmin"]), *self.r.sample([s, e], 2)))
        if k == 1:
            return self.put("%s = %s %s %s ? %s : %s;" % (s, e, op, s, e, s))
        self.put("if (%s %s %s) {" % (e, op, s))
        self.put("    %s = %s;" % (s, self.r.choice([e, e, "0.5 * %s + 0.1" % e])))
        if len(nest.sums) > 1:
            other = self.r.choice([v for v in nest.sums if v != s])
            self.put("    %s = %s;" % (other, self.formula(nest)))
        self.put("}")

    # ---- idioms ----
    def idiom(self, sc):
        fit = self.sized(sc)
        if self.cost > 12 or self.depth > 4 or not fit:
            return self.assign(sc)
        a, b = self.r.choice(fit)[0], self.r.choice(fit + self.sized(sc, "consts"))[0]
        makers = [self.softmax, self.argument, self.stencil, self.triangle, self.walking, self.steps, self.sorting,
                  self.complexes, self.tagged, self.bits, self.wide, self.newton, self.reversal, self.window_calls]
        self.r.choice(makers)(sc, a, b)

    def softmax(self, sc, a, b):
        m, s, i, w = self.fresh("top"), self.fresh("sum"), self.fresh("i"), self.fresh("a")
        self.put("double %s = %s[0], %s = 0.0, %s[3];" % (m, b, s, w))
        self.put("for (int %s = 1; %s < 3; %s++)" % (i, i, i))
        self.put(self.r.choice(["    if ({b}[{i}] > {m})\n{pad}        {m} = {b}[{i}];", "    {m} = fmax({m}, {b}[{i}]);"])
                 .format(b=b, i=i, m=m, pad="    " * self.depth))
        self.put("for (int %s = 0; %s < 3; %s++) {" % (i, i, i))
        self.put("    %s[%s] = exp(%s[%s] - %s);" % (w, i, b, i, m))
        self.put("    %s += %s[%s];" % (s, w, i))
        self.put("}")
        self.put("for (int %s = 0; %s < 3; %s++)" % (i, i, i))
        self.put("    %s[%s] %s %s[%s] / %s;" % (self.r.choice([w, a]), i, self.r.choice(["=", "=", "+="]), w, i, s))
        sc.arrays.append((w, 3))
        sc.reals += [m, s]

    def argument(self, sc, a, b):
        """The place of the greatest element, used as an index after."""
        k, i, t = self.fresh("at"), self.fresh("i"), self.fresh("best")
        self.put("int %s = %d;" % (k, self.r.choice([0, 0, 1])))
        self.put("double %s = %s;" % (t, self.r.choice(["%s[0]" % b, "-1e3", "-0.2"])))
        self.put("for (int %s = 0; %s < 3; %s++)" % (i, i, i))
        e = self.r.choice(["%s[%s]", "sin(%s[%s])", "fabs(%s[%s])"]) % (b, i)
        self.put("    if (%s %s %s) {" % (e, self.r.choice([">", ">="]), t))
        self.put("        %s = %s;" % (t, e))
        self.put("        %s = %s;" % (k, i))
        self.put("    }")
        self.put("%s[%s] %s %s;" % (a, k, self.r.choice(["=", "+=", "*="]), self.tame(sc)))
        sc.reals.append(t)
        sc.ints.append(k)

    def stencil(self, sc, a, b):
        t, i, w = self.fresh("s"), self.fresh("i"), self.fresh("w")
        self.put("for (int %s = 0; %s < %d; %s++) {" % (t, t, self.r.randint(1, 3), t))
        self.depth += 1
        if self.r.random() < 0.5:
            self.put("double %s[3];" % w)
            self.put("for (int %s = 1; %s < 2; %s++)" % (i, i, i))
            self.put("    {w}[{i}] = 0.3 * {a}[{i} - 1] + {c} * {a}[{i}] + 0.2 * {a}[{i} + 1] * {a}[{i}];".format(w=w, i=i, a=a, c=self.read(sc)))
            self.put("%s[0] = %s[%d];" % (w, a, self.r.randrange(3)))
            self.put("%s[2] = sin(%s[1]);" % (w, a))
            self.put(self.r.choice(["memcpy({a}, {w}, sizeof {w});", "for (int {i} = 0; {i} < 3; {i}++)\n{pad}    {a}[{i}] = {w}[{i}];"])
                     .format(a=a, w=w, i=i, pad="    " * self.depth))
        else:
            self.put("for (int %s = 1; %s < 3; %s++)" % (i, i, i))
            self.put("    {a}[{i}] = 0.5 * {a}[{i} - 1] + sin({a}[{i}] * {c});".format(a=a, i=i, c=self.read(sc)))
            if self.r.random() < 0.5:
                self.put("for (int %s = 1; %s >= 0; %s--)" % (i, i, i))
                self.put("    {a}[{i}] -= 0.3 * {a}[{i} + 1] * {b}[{i}];".format(a=a, b=b, i=i))
        self.depth -= 1
        self.put("}")

    def triangle(self, sc, a, b):
        m, i, j, k = self.fresh("m"), self.fresh("i"), self.fresh("j"), self.fresh("k")
        self.put("double %s[3][3] = {{%s}, {%s, %s}};" % (m, self.real(sc, 1), self.read(sc), self.read(sc)))
        self.put("for (int %s = 0; %s < 3; %s++) {" % (i, i, i))
        self.put("    for (int %s = 0; %s <= %s; %s++) {" % (j, j, i, j))
        self.put("        double sum = %s;" % self.r.choice(["%s[%s]" % (b, j), "0.1", "%s[%s][%s]" % (m, i, j)]))
        self.put("        for (int {k} = 0; {k} < {j}; {k}++)".format(k=k, j=j))
        self.put("            sum -= 0.5 * {m}[{i}][{k}] * {m}[{j}][{k}];".format(m=m, i=i, j=j, k=k))
        self.put("        {m}[{i}][{j}] = {i} == {j} ? sqrt(1.1 + sum * sum) : sum / {m}[{j}][{j}];".format(m=m, i=i, j=j)
                 if self.r.random() < 0.6 else "        {m}[{i}][{j}] = sin(sum) + {a}[{j}];".format(m=m, i=i, j=j, a=a))
        self.put("    }")
        self.put("    %s[%s] %s %s[%s][%s];" % (a, i, self.r.choice(["=", "+="]), m, i, self.r.choice([i, "0"])))
        self.put("}")
        for row in "012":
            self.row("%s[%s]" % (m, row), 3, sc)

    def walking(self, sc, a, b):
        """Indices and pointers that walk by constant steps."""
        f, k, p, i = self.fresh("flat"), self.fresh("at"), self.fresh("p"), self.fresh("i")
        self.put("double %s[8] = {%s};" % (f, ", ".join(self.real(sc, 1) for _ in range(self.r.randint(1, 8)))))
        step = self.r.choice([1, 2])
        self.put("int %s = %d;" % (k, self.r.choice([0, 1])))
        self.put("double *%s = %s;" % (p, f))
        self.put("for (int %s = 0; %s < 3; %s++) {" % (i, i, i))
        self.put("    %s[%s] %s %s[%s] * %s + 0.1;" % (a, i, self.r.choice(["=", "+="]), f, k, self.read(sc)))
        self.put("    *%s = sin(*%s + %s[%s]);" % (p, p, b, i))
        self.put(self.r.choice(["    {k} += {step}, {p} += 2;", "    if (%s)\n        {pad}{k} += {step};\n    {pad}{p}++;" % self.condition(sc),
                                "    {k} += {step};\n    {pad}{p}[1] += {f}[{k}];\n    {pad}++{p};"]).format(k=k, p=p, f=f, step=step, pad="    " * self.depth))
        self.put("}")
        sc.arrays.append((f, 8))

    def steps(self, sc, a, b):
        """Runge and Kutta's second order steps in a loop."""
        k1, k2, i, t = self.fresh("k1_"), self.fresh("k2_"), self.fresh("i"), self.fresh("s")
        c = self.read(sc)
        self.put("double %s[3], %s[3], %s_mid[3];" % (k1, k2, k1))
        self.put("for (int %s = 0; %s < %d; %s++) {" % (t, t, self.r.randint(1, 3), t))
        slope = lambda out, at: self.put("        {o}[{i}] = sin({v}[({i} + 1) % 3]) - 0.3 * {v}[{i}] * {c};".format(o=out, v=at, i=i, c=c))
        loop = "    for (int %s = 0; %s < 3; %s++)" % (i, i, i)
        self.put(loop)
        slope(k1, a)
        self.put(loop)
        self.put("        {k}_mid[{i}] = {a}[{i}] + 0.1 * {k}[{i}];".format(k=k1, i=i, a=a))
        self.put(loop)
        slope(k2, k1 + "_mid")
        self.put(loop)
        self.put("        {a}[{i}] += 0.1 * ({k1}[{i}] + {k2}[{i}]);".format(a=a, i=i, k1=k1, k2=k2))
        self.put("}")

    def sorting(self, sc, a, b):
        self.put(self.r.choice(["qsort(%s, 3, sizeof *%s, by_value);", "qsort(%s, 2, sizeof(double), by_value); (void)%s[0];"]) % (a, a))

    def complexes(self, sc, a, b):
        z, i, t = self.fresh("z"), self.fresh("i"), self.fresh("t")
        self.put("double _Complex %s = %s + %s * I;" % (z, self.tame(sc), self.tame(sc)))
        self.put("for (int %s = 0; %s < %d; %s++)" % (i, i, self.r.randint(0, 3), i))
        self.put("    " + self.r.choice(["{z} = {z} * {z} * 0.3 + {e};", "{z} *= 0.5 + 0.2 * I * {e};", "{z} += conj({z}) * {e};",
                                         "{z} = csin({z}) * 0.5 - {e};", "{z} /= 1.5 + I * {e};"]).format(z=z, e="tanh(%s)" % self.read(sc)))
        self.put("double %s = %s;" % (t, self.r.choice(["creal({z}) + 0.3 * cimag({z})", "cabs(2.5 + 0.5 * tanh(creal({z})) + cimag({z}) * I)",
                                                        "creal({z} * conj({z}))", "cimag(cexp(0.3 * {z}))"]).format(z=z)))
        sc.reals.append(t)

    def tagged(self, sc, a, b):
        u, t = self.fresh("u"), self.fresh("t")
        self.put("struct tagged %s = {.real = 1, .as.d = %s};" % (u, self.tame(sc)))
        self.put("if (%s) {" % self.condition(sc))
        self.put("    %s.real = 0;" % u)
        self.put("    %s.as.k = 2;" % u)
        self.put("}")
        self.put("double %s = %s.real ? %s.as.d * %s : %s.as.k;" % (t, u, u, self.read(sc), u))
        sc.reals.append(t)

    def bits(self, sc, a, b):
        s = self.fresh("s")
        self.put("struct bits %s = {%d, %s, -%d};" % (s, self.r.randint(0, 7), self.tame(sc), self.r.randint(1, 7)))
        self.put("for (int i = 0; i < 3; i++) {")
        self.put("    %s.k += 3;" % s)
        self.put("    %s.v = sin(%s.v) * %s.k + %s.j * %s[%s.k %% 3];" % (s, s, s, s, b, s))
        self.put("}")
        self.put("%s[%s.k %% 3] = 0.2 * %s.v;" % (a, s, s))

    def wide(self, sc, a, b):
        """Arrays of long double, of float where the program may."""
        stem, of = ("f", "float") if self.single and self.r.random() < 0.6 else ("ld", "long double")
        v, i = self.fresh("t"), self.fresh("i")
        v = stem + v
        self.put("%s %s[3];" % (of, v))
        self.put("for (int %s = 0; %s < 3; %s++)" % (i, i, i))
        self.put("    %s[%s] = %s;" % (v, i, self.r.choice(["%s[%s]" % (b, i), "sin(%s[%s])" % (b, i), "%s[%s] * %s" % (b, i, self.read(sc))])))
        self.put("for (int %s = 1; %s < 3; %s++)" % (i, i, i))
        self.put("    {v}[{i}] += 0.5{f} * {v}[{i} - 1] * {v}[{i}];".format(v=v, i=i, f=self.r.choice(["", "f"])))
        sc.others += ["%s[%d]" % (v, k) for k in range(3)]

    def newton(self, sc, a, b):
        t, k, d = self.fresh("root"), self.fresh("k"), self.fresh("step")
        self.put("double %s = 1.0, %s = 1.0;" % (t, d))
        self.put("for (int %s = 0; %s < 6 && fabs(%s) > 1e-3; %s++) {" % (k, k, d, k))
        self.put("    {d} = ({t} * {t} - 1.5 - 0.5 * sin({e})) / (2.0 * {t});".format(d=d, t=t, e=self.read(sc)))
        self.put("    %s -= %s;" % (t, d))
        self.put("}")
        sc.reals.append(t)

    def reversal(self, sc, a, b):
        i, t = self.fresh("i"), self.fresh("t")
        self.put("for (int %s = 0; %s < 3 / 2; %s++) {" % (i, i, i))
        self.put("    double %s = %s[%s];" % (t, a, i))
        self.put("    %s[%s] = %s[2 - %s] * %s;" % (a, i, a, i, self.r.choice(["1.1", self.read(sc)])))
        self.put("    %s[2 - %s] = %s;" % (a, i, t))
        self.put("}")

    def window_calls(self, sc, a, b):
        """Helpers on the rows of a flat matrix."""
        fit = [h for h in self.helpers if h["params"][0] in ("array", "const") and set(h["params"]) <= {"array", "const", "real", "int"}
               and h["result"] in ("void", "double") and not h["apart"] and self.cost * 3 * h["cost"] <= 1500]
        if not fit:
            return self.assign(sc)
        h, f, i, args = self.r.choice(fit), self.fresh("flat"), self.fresh("i"), []
        self.put("double %s[9] = {%s};" % (f, ", ".join(self.real(sc, 1) for _ in range(self.r.randint(3, 9)))))
        for kind in h["params"]:
            args.append({"real": "0.3 * " + self.read(sc), "int": "2"}.get(kind) or
                        self.r.choice(["%s + 3 * %s" % (f, i), "%s + 3 * %s" % (f, i), "%s + 2 * %s" % (f, i), f, b if kind == "const" else a]))
        self.put("for (int %s = 0; %s < 3; %s++)" % (i, i, i))
        call = "%s(%s)" % (h["name"], ", ".join(args))
        self.put("    %s;" % (call if h["result"] == "void" else "%s[%s] = 0.5 * %s" % (f, i, call)))
        sc.arrays.append((f, 9))
