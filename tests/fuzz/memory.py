"""Statements about memory: pointers, windows, structs with pointers, lists, tables, allocation. See gen.py."""
from body import Scope


class Memory:
    def sized(self, sc, what="arrays", least=3):
        return [(a, z) for a, z in sc.all(what) if isinstance(z, int) and z >= least]

    def two(self, sc):
        fit = self.sized(sc)
        return self.r.sample(fit, 2) if len(fit) > 1 else None

    def row(self, expr, size, sc):
        sc.arrays.append((expr, size))

    # ---- pointers ----
    def pointer(self, sc):
        """A pointer into an array, to a scalar, to one of two arrays, to a row of pointers."""
        k, p = self.r.randrange(6), self.fresh("p")
        fit = self.sized(sc)
        if k == 0 and sc.all("reals"):
            self.put("double *%s = &%s;" % (p, self.r.choice(sc.all("reals"))))
            return self.row(p, 1, sc)
        if not fit:
            return self.matrix(sc)
        (a, size), (b, _) = self.r.choice(fit), self.r.choice(fit)
        if k == 1:
            self.put("double *%s = %s ? %s : %s;" % (p, self.condition(sc), a, b))
            self.row(p, 3, sc)
        elif k == 2:
            self.put("double *%s[2] = {%s, %s};" % (p, a, b))
            for i in ["0", "1"] + ["%s %% 2" % i for i in sc.all("ints")[:1]]:
                self.row("%s[%s]" % (p, i), 3, sc)
        elif k == 3:
            self.put("double *%s = %s;" % (p, a))
            self.put("if (%s)" % self.condition(sc))
            self.put("    %s = %s;" % (p, b))
            self.row(p, 3, sc)
        elif k == 4:
            self.put("double **%s = &(double *){%s};" % (p, a))
            self.row("(*%s)" % p, 3, sc)
        else:
            off = self.r.randint(0, size - 2)
            self.put("double *%s = %s + %d;" % (p, a, off))
            self.row(p, size - off, sc)

    def walk(self, sc):
        """A pointer moves over an array, perhaps another over a second one."""
        fit, source = self.sized(sc), self.sized(sc, "consts") + self.sized(sc)
        if not fit:
            return self.assign(sc)
        (a, _), (b, _) = self.r.choice(fit), self.r.choice(source)
        p, q, i, k = self.fresh("p"), self.fresh("q"), self.fresh("i"), self.r.randrange(5)
        e, other = self.r.choice(["sin({})", "0.7 * {}", "{} * {other}", "cos({}) + {other}"]), self.read(sc)
        op = self.r.choice(["=", "+=", "="])
        if k == 0:
            self.put("for (double *%s = %s; %s < %s + 3; %s++)" % (p, a, p, a, p))
            self.put("    *%s %s %s;" % (p, op, e.format("*" + p, other=other)))
            return
        self.put("{")
        self.depth += 1
        self.put("double *%s = %s%s;" % (p, a, " + 3" if k == 2 else ""))
        if k == 1:
            self.put("const double *%s = %s;" % (q, b))
            self.put("for (int %s = 0; %s < 3; %s++)" % (i, i, i))
            self.put("    *%s++ %s %s;" % (p, op, e.format("*%s++" % q, other=other)))
        elif k == 2:
            self.put("while (%s != %s) {" % (p, a))
            self.put("    --%s;" % p)
            self.put("    *%s %s %s;" % (p, op, e.format("%s[0]" % p, other=other)))
            self.put("}")
        elif k == 3:
            self.put("const double *%s = %s, *const end = %s + 3;" % (q, b, q))
            self.put("while (%s < end)" % q)
            self.put("    *%s++ %s %s;" % (p, op, e.format("*%s++" % q, other=other)))
        else:
            self.put("%s += 2;" % p)
            self.put("*%s = %s;" % (p, self.tame(sc)))
            self.put("%s -= 1;" % p)
            self.put("*%s %s %s;" % (p, op, e.format("%s[1]" % p, other=other)))
            self.put("%s[-1] += 0.3 * *%s;" % (p, p))
        self.depth -= 1
        self.put("}")

    def ping_pong(self, sc):
        pair = self.two(sc)
        if not pair or self.loops:
            return self.walk(sc)
        p, q, i, j = self.fresh("p"), self.fresh("q"), self.fresh("i"), self.fresh("j")
        self.put("double *%s = %s, *%s = %s;" % (p, pair[0][0], q, pair[1][0]))
        self.put("for (int %s = 0; %s < %d; %s++) {" % (i, i, self.r.randint(1, 4), i))
        self.put("    for (int %s = 0; %s < 3; %s++)" % (j, j, j))
        self.put("        %s[%s] = 0.5 * sin(%s[%s]) + %s * %s[(%s + 1) %% 3];" % (q, j, p, j, self.read(sc), p, j))
        self.put("    double *%s_was = %s;" % (p, p))
        self.put("    %s = %s;" % (p, q))
        self.put("    %s = %s_was;" % (q, p))
        self.put("}")
        self.row(p, 3, sc)
        self.row(q, 3, sc)

    def indirect(self, sc):
        """Elements by a table of indices."""
        fit = self.sized(sc)
        if not fit:
            return self.assign(sc)
        t, i, (a, _) = self.fresh("at"), self.fresh("i"), self.r.choice(fit)
        self.put("%sint %s[4] = {%s};" % (self.r.choice(["", "const "]), t, ", ".join(str(self.r.randrange(3)) for _ in range(4))))
        self.put("for (int %s = 0; %s < 4; %s++)" % (i, i, i))
        inner = Scope(sc)
        inner.ints.append(i)
        self.put("    %s[%s[%s]] %s %s;" % (a, t, i, self.r.choice(["+=", "=", "*="]), self.tame(inner)))

    def matrix(self, sc):
        m, i, j = self.fresh("m"), self.fresh("i"), self.fresh("j")
        rows = self.r.choice(["2", "2", "n"])
        self.put("double %s[%s][3];" % (m, rows))
        self.put("for (int %s = 0; %s < %s; %s++)" % (i, i, rows, i))
        self.put("    for (int %s = 0; %s < 3; %s++)" % (j, j, j))
        inner = Scope(sc)
        inner.ints += [i, j]
        self.put("        %s[%s][%s] = %s;" % (m, i, j, self.tame(inner)))
        for k in ["0", "1"] + ["%s %% 2" % k for k in sc.all("ints")[:1]]:
            self.row("%s[%s]" % (m, k), 3, sc)

    # ---- structs ----
    def record(self, sc):
        k, s = self.r.randrange(6), self.fresh("s")
        e = lambda: self.real(sc, 1)
        if k == 0:
            self.put("struct pack %s[2] = {{%s, %s, {%s}, 1}, {.b = %s}};" % (s, e(), e(), e(), e()))
            for i in ["0", "1"] + ["%s %% 2" % i for i in sc.all("ints")[:1]]:
                sc.structs.append(("%s[%s]" % (s, i), "."))
        elif k == 1 and sc.all("structs"):
            t, arrow = self.r.choice(sc.all("structs"))
            self.put("struct outer %s = {.in = {%s, %s, {%s}, 1}, .to = %s%s, .rows = {{%s}, {%s}}};" %
                     (s, e(), e(), e(), "&" if arrow == "." else "", t, e(), e()))
            sc.structs += [(s + ".in", "."), (s + ".to", "->")]
            self.row(s + ".rows[1]", 3, sc)
        elif k == 2 and self.sized(sc):
            self.view(sc, s)
        elif k == 3 and not self.loops and sc is self.top:
            self.linked(sc, s)
        elif k == 4 and sc.all("structs"):
            t, arrow = self.r.choice(sc.all("structs"))
            self.put("struct pack %s = %s%s;" % (s, "*" if arrow == "->" else "", t))
            sc.structs.append((s, "."))
        else:
            p = self.fresh("q")
            self.put("struct pack *%s = &(struct pack){.a = %s, .v = {%s, %s}};" % (p, e(), e(), e()))
            sc.structs.append((p, "->"))

    def view(self, sc, s):
        a, b = self.r.choice(self.sized(sc))[0], self.r.choice(self.sized(sc))[0]
        self.put("struct view %s = {%s, 3};" % (s, a))
        if self.r.random() < 0.4:
            self.put("if (%s)" % self.condition(sc))
            self.put("    %s.at = %s;" % (s, b))
        self.row(s + ".at", 3, sc)
        sc.views.append((s, "."))
        if self.r.random() < 0.4:
            p = self.fresh("q")
            self.put("struct view *%s = &%s;" % (p, s))
            self.row(p + "->at", 3, sc)
            sc.views.append((p, "->"))

    def linked(self, sc, s):
        """A list of three nodes, walked and changed; on the heap now and then."""
        q, heap = self.fresh("q"), self.r.random() < 0.5
        if heap:
            i = self.fresh("i")
            self.put("struct node *%s = NULL;" % s)
            self.put("for (int %s = 0; %s < 3; %s++) {" % (i, i, i))
            self.put("    struct node *%s = malloc(sizeof *%s);" % (q, q))
            inner = Scope(sc)
            inner.ints.append(i)
            self.put("    %s->v = %s;" % (q, self.tame(inner)))
            self.put("    %s->next = %s;" % (q, s))
            self.put("    %s = %s;" % (s, q))
            self.put("}")
            head = s
        else:
            self.put("struct node %s[3] = {{%s, &%s[1]}, {%s, &%s[2]}, {%s, NULL}};" %
                     (s, self.real(sc, 1), s, self.real(sc, 1), s, self.real(sc, 1)))
            head = "&%s[0]" % s
        total = self.fresh("t")
        self.put("double %s = 0.1;" % total)
        self.put("for (struct node *%s = %s; %s; %s = %s->next) {" % (q, head, q, q, q))
        self.put("    %s->v = %s;" % (q, self.r.choice(["sin(%s->v)" % q, "%s->v * %s" % (q, self.read(sc)), self.tame(sc)])))
        self.put("    %s += %s->v * %s;" % (total, q, self.read(sc)))
        self.put("    if (%s->next)" % q)
        self.put("        %s->next->v += 0.5 * %s->v * %s;" % (q, q, total))
        self.put("}")
        sc.reals.append(total)
        if heap:
            self.frees.append("nodes %s" % s)

    def release(self):
        for p in self.frees:
            if p.startswith("nodes "):
                s = p[6:]
                self.put("while (%s) {" % s)
                self.put("    struct node *%s_next = %s->next;" % (s, s))
                self.put("    free(%s);" % s)
                self.put("    %s = %s_next;" % (s, s))
                self.put("}")
            else:
                self.put("free(%s);" % p)

    # ---- allocation, copies ----
    def scratch(self, sc):
        """Memory of one block: allocated, used and freed where nothing leaves the block."""
        h, i, lhs = self.fresh("h"), self.fresh("i"), self.place(sc)
        if not lhs:
            return self.assign(sc)
        self.put("{")
        self.depth += 1
        self.put("double *%s = %s;" % (h, self.r.choice(["malloc(3 * sizeof *%s)" % h, "calloc(3, sizeof(double))"])))
        inner = Scope(sc)
        inner.ints.append(i)
        self.put("for (int %s = 0; %s < 3; %s++)" % (i, i, i))
        self.put("    %s[%s] = %s;" % (h, i, self.tame(inner)))
        if self.r.random() < 0.3 and self.realloc:
            self.put("%s = realloc(%s, 5 * sizeof *%s);" % (h, h, h))
            self.put("%s[3] = %s[4] = %s[0] * %s;" % (h, h, h, self.read(sc)))
        inner = Scope(sc)
        self.row(h, 3, inner)
        for _ in range(self.r.randint(1, 2)):
            self.assign(inner)
        self.put("%s = 0.5 * %s[0] + 0.3 * %s[1] * %s[2];" % (lhs, h, h, h))
        self.put("free(%s);" % h)
        self.depth -= 1
        self.put("}")

    def memory(self, sc):
        fit = self.sized(sc)
        if not fit:
            return self.assign(sc)
        a, _ = self.r.choice(fit)
        k = self.r.randrange(5)
        if k == 0:
            self.put("memset(%s, 0, 2 * sizeof(double));" % a)
        elif k == 1:
            self.put("memmove(%s + 1, %s, 2 * sizeof(double));" % (a, a))
        elif k == 2:
            source = [b for b, _ in self.sized(sc, "consts") + fit]
            self.put("memmove(%s, %s, 3 * sizeof *%s);" % (a, self.r.choice(source), a))
        elif k == 3:
            w = self.fresh("a")
            self.put("double %s[3];" % w)
            self.put("memcpy(%s, %s, sizeof %s);" % (w, a, w))
            self.row(w, 3, sc)
        elif sc.all("structs"):
            s, arrow = self.r.choice(sc.all("structs"))
            t = self.fresh("s")
            self.put("struct pack %s;" % t)
            self.put("memcpy(&%s, %s%s, sizeof %s);" % (t, "&" if arrow == "." else "", s, t))
            sc.structs.append((t, "."))
