"""Statements of control flow beyond plain loops and branches. See gen.py."""
from body import Scope


class Flow:
    def effects(self, sc):
        """Side effects in expressions: counters in conditions, assignments in conditional expressions, commas."""
        reals, k = sc.all("reals"), self.r.randrange(8)
        if not reals:
            return self.assign(sc)
        t, u = self.r.choice(reals), self.r.choice(reals)
        i = self.fresh("k")
        self.put("int %s = %d;" % (i, self.r.randint(0, 2)))
        if k < 7:
            sc.ints.append(i)
        if k == 0:
            self.put("%s = %s ? (%s = %s) : %s * 0.5;" % (t, self.condition(sc), u, self.tame(sc), self.read(sc)) if t != u else
                     "%s = %s ? %s : %s;" % (t, self.condition(sc), self.tame(sc), self.read(sc)))
        elif k == 1:
            self.put("%s ? (void)(%s += %s) : (void)(%s = %s);" % (self.condition(sc), t, self.tame(sc), u, self.tame(sc)))
        elif k == 2:
            self.block("if (%s++ %% 2 == 0 && (%s))" % (i, self.condition(sc)), sc, 1)
        elif k == 3:
            self.block("if ((%s) || (%s = %s) > 0.2)" % (self.condition(sc), t, self.tame(sc)), sc, 1)
        elif k == 4:
            self.block("while ((%s = 0.5 * %s) > 0.1 && %s++ < 4)" % (t, t, i), sc, 1)
        elif k == 5:
            self.put("%s = (%s += %s, %s * %s);" % ((t, u, self.tame(sc), u, self.read(sc)) if t != u else
                                                  (t, t, self.tame(sc), "0.5", self.read(sc))))
        elif k == 6:
            self.put("%s = %s ? %s : %s ? %s : %s;" % (t, self.condition(sc), self.tame(sc), self.condition(sc),
                                                     self.tame(sc), self.read(sc)))
        else:
            fit = self.sized(sc)
            if not fit:
                return self.assign(sc)
            a = self.r.choice(fit)[0]
            self.put("%s[%s++ %% 3] %s %s;" % (a, i, self.r.choice(["=", "+="]), self.tame(sc)))

    def odd_loop(self, sc):
        """Counters changed in the body, two counters, wrapping counters, exits out of a nest, jumps into a loop."""
        if self.cost > 16 or self.depth > 4:
            return self.assign(sc)
        k, i, j = self.r.randrange(9), self.fresh("i"), self.fresh("j")
        inner = Scope(sc)
        inner.ints.append(i)
        self.cost *= 4
        self.loops.append(i)
        count = self.r.randint(1, 3)
        if k == 0:
            self.block("for (int %s = 0; %s < 5; %s++)" % (i, i, i), inner, count,
                       "if (%s)\n%s%s++;" % (self.condition(inner), "    " * (self.depth + 2), i))
        elif k == 1:
            inner.ints.append(j)
            self.block("for (int %s = 0, %s = 4; %s < %s; %s++, %s--)" % (i, j, i, j, i, j), inner, count)
        elif k == 2:
            self.block("for (unsigned %s = 3; %s-- > 0;)" % (i, i), inner, count)
        elif k == 3:
            self.block("for (size_t %s = 0; %s != 3; ++%s)" % (i, i, i), inner, count)
        elif k == 4:
            self.nest(sc, i, j)
        elif k == 5:
            self.jump_in(sc, i)
        elif k == 6:
            self.block("for (unsigned char %s = 250; %s > 5; %s += 3)" % (i, i, i), inner, count)
        elif k == 7:
            self.block("for (int %s = %d; %s; %s /= 2)" % (i, self.r.randint(1, 9), i, i), inner, count)
        else:
            inner.ints.append(j)
            self.block("for (long %s = 0, %s = n; %s < %s; ++%s)" % (i, j, i, j, i), inner, count)
        self.loops.pop()
        self.cost //= 4

    def nest(self, sc, i, j):
        """Two loops left at once."""
        self.labels += 1
        label = "out%d" % self.labels
        inner = Scope(sc)
        inner.ints += [i, j]
        self.put("for (int %s = 0; %s < 3; %s++) {" % (i, i, i))
        self.depth += 1
        self.put("for (int %s = 0; %s <= %s; %s++) {" % (j, j, i, j))
        self.depth += 1
        self.body(inner, 1)
        self.put("if (%s)" % self.condition(inner))
        self.put("    goto %s;" % label)
        self.assign(inner)
        self.depth -= 1
        self.put("}")
        self.assign(inner if False else Scope(sc))
        self.depth -= 1
        self.put("}")
        self.put("%s:;" % label)

    def jump_in(self, sc, i):
        self.labels += 1
        label = "in%d" % self.labels
        self.put("int %s = 0;" % i)
        self.put("if (%s)" % self.condition(sc))
        self.put("    goto %s;" % label)
        self.put("while (%s < 3) {" % i)
        self.depth += 1
        self.assign_only(sc)
        self.put("%s:" % label)
        self.put("%s++;" % i)
        self.assign_only(sc)
        self.depth -= 1
        self.put("}")

    def duff(self, sc):
        """A switch into a loop."""
        i = self.fresh("i")
        self.put("int %s = 2;" % i)
        self.put("switch (%s) {" % (self.r.choice(sc.all("ints")) + " % 3" if sc.all("ints") else "1"))
        self.put("case 0:")
        self.put("    do {")
        self.depth += 2
        self.assign_only(sc)
        for label in (1, 2):
            self.depth -= 2
            self.put("case %d:" % label)
            self.depth += 2
            self.assign_only(sc)
        self.depth -= 2
        self.put("    } while (--%s > 0);" % i)
        self.put("}")

    def assign_only(self, sc):
        """An assignment that declares nothing: it may be jumped over."""
        lhs = self.place(sc)
        self.put("%s %s %s;" % (lhs, self.r.choice(["=", "+="]), self.tame(sc)) if lhs else ";")
