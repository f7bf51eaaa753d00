"""Idioms of pointers, structs, control flow and allocation as pieces of C with holes. See gen.py.

A template is C in which

    $A $B       are writable arrays of three reals, perhaps the same or overlapping; $X one that may be const
    $E $R $C    are a tame expression, a single read, a condition, new at each place, of what is visible around
    %E %R %C    the same, of what the template declares for its inside too
    %S          is a statement, likewise
    $other      is a new name, the same in the whole template
    @(a|b@)     is a or b; @<c|d@> goes with the first of them

The line "inside:" lists what %E sees, "after:" what the statements that follow see: kind name:size ...
"top" marks templates that allocate memory for all that follows, "loop" those that declare nothing for it.
"""
import re

from body import Scope

TEMPLATES = """
== rows that swap
double $p[3] = {$E, $E, $E}, $q[3] = {$R, $E};
double *$cur = $p, *$next = $q;
for (int $k = 0; $k < @(1|2|3|4@); $k++) {
    for (int $i = 0; $i < 3; $i++)
        $next[$i] = @(0.5 * sin($cur[$i]) + $R|$cur[($i + 1) % 3] * $R|0.6 * $cur[2 - $i] + 0.1 * $cur[$i] * $cur[$i]@);
    @(%S|if ($cur[0] > $R)|@)
    @(%S|;|$cur[1] += 0.3 * $next[2];@)
    double *$t = $cur;
    $cur = $next;
    $next = $t;
}
inside: arrays $cur:3 $next:3 $p:3; ints $k
after: arrays $cur:3 $p:3 $next:3 $q:3
== rows that swap now and then
double *$cur = $A, *$next = $B;
int $k = 0;
@(while ($k < 4 && fabs($cur[0]) < 1.37) {|do {|for (;;) {@)
    $next[$k % 3] = @(0.7 * $cur[$k % 3] + $R|sin($cur[($k + 1) % 3])|$cur[$k % 3] * $cur[1]@);
    if (%C) {
        double *$t = $cur;
        $cur = $next;
        $next = $t;
    }
    %S
    @($k++;|$k += 1 + ($cur == $A);@)
@<}|} while ($k < 4 && $next[0] < 1.21);|    if ($k > 3)
        break;
}@>
inside: arrays $cur:3 $next:3; ints $k
after: arrays $cur:3 $next:3; ints $k
== three rows that turn
double $m[3][3] = {{$E, $E}, {$R, $E, $E}, {$E}};
double *$a = $m[0], *$b = $m[1], *$c = $m[2];
for (int $k = 0; $k < @(2|3|5@); $k++) {
    for (int $i = 0; $i < 3; $i++)
        $c[$i] = 0.6 * $b[$i] - 0.3 * $a[$i] + @(0.1 * sin($b[($i + 1) % 3])|%R * $a[$i]@);
    %S
    double *$t = $a;
    $a = $b, $b = $c, $c = $t;
}
inside: arrays $a:3 $b:3 $c:3; ints $k
after: arrays $a:3 $b:3 $c:3
== buffers by parity
double $buf[2][3] = {{$E, $E, $E}};
int $at = 0;
for (int $k = 0; $k < @(1|3|4@); $k++, $at = @(!$at|1 - $at|($at + 1) & 1|$k & 1@)) {
    for (int $i = 0; $i < 3; $i++)
        $buf[!$at][$i] = @(sin($buf[$at][$i]) + $R|$buf[$at][($i + 1) % 3] * 0.8 + 0.1 * $buf[!$at][$i]@);
    %S
}
inside: arrays $buf[$at]:3 $buf[!$at]:3; ints $k
after: arrays $buf[$at]:3 $buf[!$at]:3; ints $at
== rows that a function swaps
double $p[3] = {$E, $R, $E};
double *$cur = $p, *$next = $A;
for (int $k = 0; $k < @(1|2|3@); $k++) {
    $next[$k] = @($cur[0] * $cur[$k]|cos($cur[$k]) + %R@);
    if (@(%C|$k != 1|1@))
        swap_rows(&$cur, &$next);
    %S
}
inside: arrays $cur:3 $next:3; ints $k
after: arrays $cur:3 $next:3
== rows of a struct that swap
struct pair $s = {$A, $B};
for (int $k = 0; $k < 3; $k++) {
    $s.to[$k] = @(0.9 * $s.from[$k] + %R|sin($s.from[2 - $k])@);
    @(struct pair $t = {$s.to, $s.from};
    $s = $t;|$s = (struct pair){$s.to, $s.from};|swap_rows(&$s.to, &$s.from);|double *$t = $s.from;
    $s.from = $s.to;
    $s.to = $t;@)
    %S
}
inside: arrays $s.from:3 $s.to:3; ints $k
after: arrays $s.from:3 $s.to:3
== a pointer that stops early
double *$p = $A;
while ($p < $A + @(2|3@) && @(*$p < $R|fabs(*$p) > 0.17|sin(*$p) < $R@)) {
    *$p @(=|+=|*=@) @(sin(*$p)|0.8|$E@);
    $p++;
}
@(if ($p < $A + 3)|if ($p != $A + 3)|if ($p - $A < 3)@)
    *$p @(= $E|*= 1.3|+= $R * *$p@);
@($A[($p - $A) % 3] += $R;|;@)
== a pointer that finds
double *$p = @(&$A[0]|$A@), *$best = $p;
for (double *$end = $A + 3; $p != $end; ++$p)
    if (*$p @(>|<@) *$best)
        $best = $p;
*$best @(*= 0.7|+= $E|= sin(*$best) + $R@);
int $k = (int)($best - $A);
after: ints $k; arrays $best:1
== two pointers that meet
double *$l = $A, *$r = $A + 2;
@(while ($l < $r) {|for (; $l < $r;) {@)
    double $t = *$l;
    @(if ($t > *$r) {|{|if (%C) {@)
        *$l = *$r * @(1.1|%R@);
        *$r = $t;
    }
    @($l++, $r--;|++$l;
    --$r;|if ($t > %R)
        $l++;
    else
        $r--;@)
}
inside: reals $t; arrays $l:1 $r:1
after: arrays $l:1
== a sentinel
static const int $tab[] = {@(0, 2, 1, -1|2, 2, 0, -1|1, -1|-1@)};
@(int $k = 0;
while ($tab[$k] >= 0) {|for (int $k = 0; $tab[$k] != -1;) {|const int *$k_at = $tab;
for (int $k = 0; *$k_at >= 0; $k_at++) {@)
    $A[$tab[$k]] @(=|+=|*=@) %E;
    %S
    @($k++;|++$k;@)
}
inside: ints $k
== a sentinel among reals
double $w[5] = {$E, $R, $E, 99.0, 0.3};
@(int $k = 0;
while ($w[$k] != 99.0) {
    $w[$k] = sin($w[$k]) * %R;
    $k++;
}|int $k = 0;
do {
    $w[$k] += 0.4 * $w[$k] * $w[4];
} while ($w[++$k] < 98.0);|int $k = 0;
for (double *$p = $w; *$p < 98.5; $p++, $k++)
    *$p *= $R;@)
inside: ints $k
after: ints $k; arrays $w:3
== a loop that does first
double $s = $E;
int $k = @(0|3|-1@);
do {
    $s = @(0.7 * $s + %R|sin($s) * %R|$s * $s * 0.3 - %R@);
    @(if (%C)
        continue;|if ($s > 0.93)
        break;|;@)
    %S
} while (@(++$k < 3|$k++ < 3 && $s < 0.81|($k += 2) < 5 && $s > -0.6@));
inside: reals $s
after: reals $s
== a machine of states
int $state = 0, $steps = 0;
double $s = $E;
while ($state != 3 && $steps++ < 6) {
    switch ($state) {
    case 0:
        $s = @(sin($s)|$s * 0.7@) + $R;
        $state = %C ? 1 : 2;
        break;
    case 1:
        $A[$steps % 3] @(=|+=@) $s * $R;
        $state = 2;
        @(/* fall through */|continue;|break;@)
    case 2:
        $s @(*=|-=@) @(0.6|sin($s)|$X[$steps % 3]@);
        $state = $steps > 3 ? 3 : 0;
        break;
    default:
        $state = 3;
    }
    %S
}
inside: reals $s
after: reals $s
== a switch in a loop that falls through
for (int $k = 0; $k < @(2|3|4@); $k++) {
    switch (@($k % 3|($k * $k) % 3|2 - $k % 3@)) {
    case 0:
        $A[0] @(=|*=@) $R;
        @(if (%C)
            break;|;@)
        /* fall through */
    case 1:
        $A[1] += 0.4 * $A[0];
        @(continue;|break;|/* fall through */@)
    default:
        $A[2] = @(sin($A[1])|$A[0] * $R@);
    }
    %S
}
inside: ints $k
== jumps back and forth
{
    int $k = 0;
$again:
    $A[$k % 3] @(= sin($A[$k % 3]) + $R|+= 0.3 * $A[0]|*= $R@);
    if (++$k > 4)
        goto $done;
    if (%C)
        goto $again;
    $A[1] = @(0.8 * $A[1]|$E@);
    if ($k < 3)
        goto $again;
$done:;
}
inside: ints $k
== a call through a table
static void (*const $ops[3])(double *, double) = {@(op_scale, op_add, op_turn|op_turn, op_turn, op_add|op_add, op_scale, op_scale@)};
for (int $k = 0; $k < 3; $k++)
    $ops[@($k|2 - $k|($k * $k + 1) % 3@)](@($A|$A + ($k % 2)|&$A[$k % 2]@), %R);
inside: ints $k
== a function that changes
void (*$op)(double *, double) = op_scale;
for (int $k = 0; $k < @(2|3@); $k++) {
    $op($A, %R);
    if (%C)
        $op = @(op_add|op_turn@);
    else if ($k == 1)
        $op = op_scale;
}
inside: ints $k
== a function with its context
struct scaled $s = {$E, 0.5, @(op_add|op_turn|op_scale@)};
for (int $k = 0; $k < 2; $k++) {
    $s.op($A, $s.by);
    $s.by @(*= %R|+= 0.2|= sin($s.by) + %R@);
}
$A[0] += @(each|each_of_two@)(by_context, &$s, $A);
inside: ints $k
== structs in an array
struct pack $s[3] = {{$E, $R, {$E}, 1}, {.v = {$R, $E, $R}}};
for (int $k = 0; $k < 3; $k++) {
    $s[$k].a @(=|+=@) %E;
    for (int $j = 0; $j < 3; $j++)
        $s[$k].v[$j] @(=|+=@) @(sin($s[($k + 1) % 3].v[$j])|$s[$k].a * $X[$j]|$s[2 - $k].b + %R@);
    @(%S|$s[2 - $k] = $s[$k];|$s[$k].b = $s[0].v[$k];@)
}
@(memmove($s + 1, $s, 2 * sizeof *$s);|memcpy(&$s[2], $s, sizeof $s[0]);|struct pack $t = $s[0];
$s[0] = $s[2];
$s[2] = $t;|for (struct pack *$p = $s; $p < $s + 2; $p++)
    $p->a = $p[1].a * $p->v[1];|qsort($s, 3, sizeof *$s, by_a);@)
inside: ints $k
after: structs $s[0]:. $s[2]:.; arrays $s[1].v:3
== structs in place of one another
struct pack $s = {$E, $E, {$R, $E, $R}, 2}, $t = {$R, $E, {$E}, 1}, *$p = &$s, *$q = &$t;
for (int $k = 0; $k < @(2|3@); $k++) {
    $q->v[$k] = @(0.4 * $p->v[$k] + %R|$p->a * $p->b@);
    $p->@(a|b@) @(=|+=|*=@) @(sin($q->v[$k])|%R@);
    if (@(%C|1|$k == 0@)) {
        struct pack *$u = $p;
        $p = $q;
        $q = $u;
    }
    @(*$q = *$p;|%S|;@)
}
inside: structs $p:-> $q:->; ints $k
after: structs $p:-> $q:->
== a struct that points
struct pack $s = {$E, $R, {$E}, 1}, $u = {$R, $E, {$R, $R}, 0};
struct outer $o = {.in = $u, .to = &$s, .rows = {{$E}, {$R, $E}}};
for (int $k = 0; $k < 3; $k++) {
    $o.to->v[$k] @(+=|=@) @($o.in.v[$k] * %R|sin($o.rows[$k % 2][$k])@);
    $o.to = %C ? &$u : @(&$s|&$o.in@);
    @(%S|$o.in.a = 0.5 * $o.to->a;@)
}
struct outer $c = $o;
@($c.to->a += $c.in.a;|$c.to = &$c.in;
$c.to->b = sin($o.to->b);|$o.in.b *= $c.to->v[1];@)
inside: structs $o.to:-> $o.in:.; arrays $o.rows[$k % 2]:3; ints $k
after: structs $o.to:-> $c.in:. $u:.; arrays $c.rows[1]:3
== what a setter returns
struct pack $s = {$E, $R, {$E, $R, $E}, 1};
set_a(&$s, $E)->@(b *= $R|v[1] += $R|a += 0.3 * $s.b@);
struct pack *$p = set_a(@(set_a(&$s, $R)|&$s@), $s.b * $R);
*larger($A, $R) @(=|+=|*=@) $E;
double *$q = larger($s.v, @($s.a|$R@));
$q[0] = sin($q[1]) + $p->a;
after: structs $s:. $p:->; arrays $q:2
== arrays within values
struct pack $s = mixed($A, $E);
$A[1] @(=|+=@) mixed($s.v, $R).v[@(0|1|2@)];
$s = mixed($s.v, $s.b);
@($s.v[0] = sum_of($s) * 0.3;|struct pack $t = $s;
$t.v[1] *= sum_of($s);
$s = $t;|$A[0] = sum_of(mixed($A, $s.a));@)
after: structs $s:.
== rows in a table of pointers
double $m[3][3] = {{$E, $R, $E}, {$R, $E}, {$E, $E, $R}}, *$row[3];
for (int $i = 0; $i < 3; $i++)
    $row[$i] = $m[$i];
for (int $k = 0; $k < 2; $k++) {
    int $best = $k;
    for (int $i = $k + 1; $i < 3; $i++)
        if (fabs($row[$i][$k]) > fabs($row[$best][$k]))
            $best = $i;
    double *$t = $row[$k];
    $row[$k] = $row[$best];
    $row[$best] = $t;
    for (int $i = $k + 1; $i < 3; $i++) {
        double $f = $row[$i][$k] / (1.5 + $row[$k][$k] * $row[$k][$k]);
        for (int $j = $k; $j < 3; $j++)
            $row[$i][$j] -= $f * $row[$k][$j];
    }
}
after: arrays $row[0]:3 $row[1]:3 $row[2]:3 $m[1]:3
== rows on the heap
double **$row = malloc(3 * sizeof *$row);
for (int $i = 0; $i < 3; $i++) {
    $row[$i] = @(malloc(3 * sizeof **$row)|calloc(3, sizeof(double))@);
    for (int $j = 0; $j < 3; $j++)
        $row[$i][$j] = @(%E|$i == $j ? 1.0 : %R@);
}
for (int $i = 1; $i < 3; $i++)
    for (int $j = 0; $j < 3; $j++)
        $row[$i][$j] @(+=|=@) @(0.5 * $row[$i - 1][$j] * $row[$i][2 - $j]|sin($row[$i - 1][$j])@);
@(double *$t = $row[0];
$row[0] = $row[2];
$row[2] = $t;|swap_rows(&$row[0], &$row[1]);|swap_rows($row, $row + 2);@)
$A[0] @(+=|=@) 0.2 * $row[0][1] * $row[2][2] + $row[1][0];
for (int $i = 0; $i < 3; $i++)
    free($row[$i]);
free($row);
inside: ints $i $j
== a vector that grows
struct grown $g = {NULL, 0, 0};
for (int $k = 0; $k < @(3|4|6@); $k++) {
    push(&$g, @(%E|$k > 1 ? $g.at[$k - 1] * $g.at[$k - 2] : %R@));
    @($g.at[$k] *= 0.9;|if (%C && $g.size > 1)
        $g.at[0] += 0.3 * $g.at[$g.size - 1];|;@)
}
while ($g.size > 1) {
    $g.size--;
    $A[$g.size % 3] += 0.3 * $g.at[$g.size];
}
free($g.at);
inside: ints $k
== memory that grows in a loop
double *$g = malloc(sizeof *$g);
int $room = 1;
$g[0] = $E;
for (int $k = 1; $k < @(3|5@); $k++) {
    if ($k >= $room) {
        $room *= 2;
        $g = realloc($g, $room * sizeof *$g);
    }
    $g[$k] = @(0.6 * $g[$k - 1] + %R|sin($g[$k - 1]) * %R|$g[$k - 1] * $g[$k / 2]@);
}
$A[@(0|1|2@)] @(=|+=@) $g[2] @(+|*@) $g[1];
free($g);
inside: ints $k
== a matrix of variable extent
{
    double $m[n][n + 1];
    for (int $i = 0; $i < n; $i++)
        for (int $j = 0; $j <= n; $j++)
            $m[$i][$j] = @(%E|$i * 0.2 + $j * %R@);
    @(sweep(n, n + 1, $m, $R);|for (int $i = 1; $i < n; $i++)
        for (int $j = 0; $j <= n; $j++)
            $m[$i][$j] += 0.5 * $m[$i - 1][$j] * $m[$i][n - $j];|for (double (*$r)[n + 1] = $m; $r < $m + n - 1; $r++)
        for (int $j = 0; $j <= n; $j++)
            $r[1][$j] = sin($r[0][$j] + $R);@)
    $A[1] @(=|+=@) 0.3 * $m[n - 1][0] * $m[0][n];
}
inside: ints $i $j
== a list that changes
struct node $n[4] = {{$E, NULL}, {$R, &$n[0]}, {$E, &$n[1]}, {$R, &$n[2]}}, *$head = &$n[3];
@(struct node *$back = NULL;
while ($head) {
    struct node *$t = $head->next;
    $head->next = $back;
    $head->v @(+=|*=@) @($back ? $back->v : 0.3|%R@);
    $back = $head;
    $head = $t;
}
$head = $back;|for (struct node **$p = &$head; *$p;) {
    if ((*$p)->v @(>|<@) %R && $head->next)
        *$p = (*$p)->next;
    else {
        (*$p)->v = sin((*$p)->v);
        $p = &(*$p)->next;
    }
    if (!$head)
        $head = &$n[0];
}|struct node $new = {$E, $head->next};
$head->next = &$new;
for (struct node *$p = $head; $p->next; $p = $p->next)
    $p->next->v @(=|+=|*=@) 0.5 * $p->v + $R;@)
double $s = 0.1;
for (struct node *$p = $head; $p; $p = $p->next)
    $s = 0.7 * $s + $p->v @(* $s|@);
inside: arrays $A:3
after: reals $s
== a tree
struct tree $t[4] = {{$E, NULL, NULL}, {$R, NULL, NULL}, {$E, NULL, NULL}, {$E, NULL, NULL}}, *$root = NULL;
for (int $k = 0; $k < 4; $k++)
    @(tree_insert|tree_add@)(&$root, &$t[$k]);
@(tree_scale($root, $R);|$root->v *= $R;|$t[2].v += 0.3 * $root->v;@)
double $s = tree_sum($root, @(0.9|1.0@));
after: reals $s
== a ring
double $ring[4] = {$E, $R, $E};
@(unsigned char $k = 254;|unsigned $k = 0;|unsigned short $k = 65534;|int $k = 2;@)
for (int $i = 0; $i < 5; $i++, $k++)
    $ring[$k % 4] = @(0.5 * $ring[($k + 3) % 4] + %R|sin($ring[($k + 1) % 4]) - 0.2 * $ring[$k % 4]|$ring[(unsigned char)($k + 2) % 4] * %R@);
inside: ints $i
after: arrays $ring:3
== a stack of reals
double $stack[6];
int $n = 0;
$stack[$n++] = $E;
$stack[$n++] = $R;
for (int $k = 0; $k < 3; $k++) {
    if (@(%C || $n < 2|$n < 2|$k % 2@))
        $stack[$n++] = %E;
    else {
        double $b = $stack[--$n], $a = $stack[--$n];
        $stack[$n++] = @(0.4 * $a * $b|$a - $b|sin($a) + 0.3 * $b@);
        if ($n < 2)
            $stack[$n++] = $a;
    }
}
while ($n > 1) {
    $n--;
    $stack[$n - 1] = @(0.6 * $stack[$n - 1] + $stack[$n]|$stack[$n - 1] * $stack[$n]@);
}
double $s = $stack[0];
inside: ints $k
after: reals $s
== side effects in subscripts
int $i = 0, $j = 2;
while ($j >= 0)
    $A[@($i++|$i++ % 2@)] @(=|+=|*=@) @($X[$j--]|0.5 * $X[$j--] + $R|sin($X[$j--])@);
== a place that is chosen
double $a = $E, $b = $R;
*(@(%C ? &$a : &$b|$a < $b ? &$a : &$A[1]|$b > $R ? $A : &$b@)) @(=|+=|*=@) @(%E|sin($a)@);
*(%C ? &$a : @($A + 2|&$b@)) @(*= $b|= $a * $b|+= %R@);
inside: reals $a $b
after: reals $a $b
== reals that count
double $s = $E;
for (double $t = @(0.0|0.1 * $X[1]|-0.5@); $t < @(1.0|0.9 + 0.01 * $X[0]@); $t += @(0.25|0.4|0.3 + 0.01 * fabs($X[2])@))
    $s @(+= sin($t) * %R|= 0.8 * $s + $t * %R|*= cos(0.3 * $t)@);
inside: reals $s
after: reals $s
== complex arrays
double _Complex $z[4], $w = @(1.0|I|cexp(0.7 * I)@);
for (int $i = 0; $i < 4; $i++)
    $z[$i] = %R + I * %E;
for (int $i = 0; $i < 2; $i++) {
    double _Complex $t = @($w *|conj($w) *@) $z[$i + 2];
    $z[$i + 2] = $z[$i] - $t;
    $z[$i] += $t;
    $w *= @(I|cexp(0.3 * I * %R)|0.8@);
}
@(double _Complex *$p = $z + 1;
*$p++ *= 0.5;
*$p = turned(*$p, $R);|$z[3] = turned($z[0], $R);|turn_all(4, $z, $R);@)
double $re = creal($z[0] + $z[3]) + @(cabs($z[1] + 3.0)|cimag($z[2] * $z[1])@);
inside: ints $i
after: reals $re
== complex within structs
struct wave $s = {{$E + I * $R, $R}, $E}, $t = $s;
for (int $k = 0; $k < 2; $k++) {
    $s.z[$k] = @(turned($t.z[1 - $k], $s.r)|$s.z[$k] * $t.z[$k] * 0.5|conj($t.z[$k]) + %R@);
    $s.r @(+=|=@) @(creal($s.z[$k])|cimag($t.z[$k]) * %R@);
    @($t = $s;|$t.z[$k] *= I;|%S@)
}
inside: reals $s.r; ints $k
after: reals $s.r $t.r
== halves that call themselves
$A[0] @(=|+=@) 0.5 * halves($A, 0, 3, $R);
@(rec_scale($A, 3, $R);|rec_local(2, $A, $A);|rec_local(3, $A, $A);@)
== moved as bytes
struct pack $s[2] = {{$E, $R, {$E}, 1}, {$R, $E, {$R, $E}, 2}}, $t;
memcpy(&$t, &$s[1], sizeof $t);
@(memmove($s, $s + 1, sizeof *$s);|memcpy($s, &$t, sizeof $t);|memset(&$s[1], 0, sizeof $s[1]);|memcpy($s[0].v, $s[1].v, sizeof $s[0].v);@)
$t.v[0] @(+=|=@) $s[0].a * $s[1].b + $s[0].v[1];
memcpy($A, $t.v, @(2 * sizeof(double)|sizeof $t.v@));
after: structs $s[0]:. $t:.
== shifts
memmove($A + 1, $A, 2 * sizeof *$A);
$A[0] = $E;
for (int $i = 2; $i > 0; $i--)
    $A[$i] = @($A[$i - 1]|0.9 * $A[$i - 1] + 0.1 * $A[$i]@);
== an early way out of two loops
int $found = 0;
for (int $i = 0; $i < 3 && !$found; $i++)
    for (int $j = 0; $j < 3; $j++) {
        $A[$j] @(+=|=@) @(0.3 * sin($A[$i])|%E@);
        if ($A[$j] @(>|<@) %R) {
            $found = @(1|$j + 1@);
            break;
        }
    }
if ($found)
    $A[$found % 3] *= @(0.5|$R@);
inside: ints $i $j
after: ints $found
== steps of bisection
double $l = -1.5, $h = 1.5;
for (int $k = 0; $k < @(3|5@); $k++) {
    double $mid = 0.5 * ($l + $h) + 0.01 * sin($R);
    if ($mid * $mid * $mid + $mid > $X[1])
        $h = $mid;
    else
        $l = $mid;
}
after: reals $l $h
== a derivative of its own
double $s = @(bent($R)|bent($E) * $R|bent(bent($R))@);
for (int $k = 0; $k < 3; $k++)
    $A[$k] @(=|+=@) @(bent($A[$k])|0.3 * bent($A[2 - $k] * $R)|bent($s)@);
@(bend_all($A, $R);|bend_all($A, $A[1]);|$s = bent($s) * $s;@)
after: reals $s
== a log
log_values("%g %g;", $A[0], $R);
if ($A[1] > 1e6)
    printf("%s: %g;", "large", $A[1]);
$A[1] *= 0.1 * sum_of_ints(3, 1, @(2|n@), 4);
log_values("", 0);
== a flexible array
struct flexible *$f = malloc(sizeof *$f + 3 * sizeof(double));
$f->n = 3;
for (int $k = 0; $k < $f->n; $k++)
    $f->at[$k] = @(%E|$A[$k] * %R@);
@($f->at[1] *= $f->at[0];|double *$p = $f->at + 1;
*$p += sin($p[-1]);|flexible_scale($f, $R);@)
$A[@(0|2@)] @(=|+=@) 0.4 * $f->at[1] * $f->at[2];
free($f);
inside: ints $k
== rows of a triangle
double $data[6], *$row[3];
for (int $i = 0, $at = 0; $i < 3; $at += ++$i)
    $row[$i] = $data + $at;
for (int $i = 0; $i < 3; $i++)
    for (int $j = 0; $j <= $i; $j++) {
        double $sum = @(%E|$i == $j ? 1.5 : %R@);
        for (int $k = 0; $k < $j; $k++)
            $sum -= $row[$i][$k] * $row[$j][$k];
        $row[$i][$j] = $i == $j ? sqrt(1.0 + $sum * $sum) : 0.5 * $sum / $row[$j][$j];
    }
$A[0] @(=|+=@) $row[2][0] * $data[4];
inside: ints $i $j
after: arrays $data:3 $row[2]:3
== a sparse matrix
static const int $start[] = {0, @(2, 3, 5|0, 3, 5|1, 1, 5@)}, $column[] = {0, 2, 1, @(0, 2|2, 2|1, 0@)};
double $value[5] = {$E, $R, $E}, $y[3];
for (int $r = 0; $r < 3; $r++) {
    double $s = @(0.0|%R@);
    for (int $k = $start[$r]; $k < $start[$r + 1]; $k++)
        $s += $value[$k] * $A[$column[$k]];
    $y[$r] = $s;
}
@(for (int $k = 0; $k < 5; $k++)
    $value[$k] *= $y[$column[$k]];|for (int $r = 0; $r < 3; $r++)
    for (int $k = $start[$r]; $k < $start[$r + 1]; $k++)
        $A[$column[$k]] += 0.3 * $value[$k] * $y[$r];|memcpy($A, $y, sizeof $y);@)
inside: ints $r
after: arrays $y:3 $value:3
== a permutation
int $p[3] = {0, 1, 2};
for (int $k = 0; $k < 3; $k++)
    if (@($A[$k] > %R|%C@)) {
        int $t = $p[$k];
        $p[$k] = $p[($k + 1) % 3];
        $p[($k + 1) % 3] = $t;
    }
double $moved[3];
for (int $k = 0; $k < 3; $k++)
    $moved[$p[$k]] = @(sin($A[$k])|$A[$k] * %R|$A[$p[$k]] + 0.2 * $A[$k]@);
for (int $k = 0; $k < 3; $k++)
    $A[$k] = @($moved[$k] * $moved[$p[0]]|0.6 * $moved[$p[$k]]@);
inside: ints $k
after: arrays $moved:3; ints $p[1]
== an insertion sort
for (int $i = 1; $i < 3; $i++) {
    double $key = $A[$i] @(* $R|+ 0.1@);
    int $j = $i;
    @(while ($j > 0 && $A[$j - 1] > $key) {
        $A[$j] = $A[$j - 1];
        $j--;
    }|for (; $j > 0; $j--) {
        if ($A[$j - 1] <= $key)
            break;
        $A[$j] = $A[$j - 1];
    }@)
    $A[$j] = $key;
}
== an interpreter
static const char $code[] = @("x*s+x-"|"xs*n"|"sxx+*"|"n+-*s"@);
double $stack[8] = {$E, $R, $E}, *$top = $stack + 2;
for (const char *$op = $code; *$op; $op++)
    switch (*$op) {
    case 'x':
        *++$top = $X[($op - $code) % 3];
        break;
    case '+':
    case '-':
        if ($top == $stack)
            break;
        $top--;
        *$top += *$op == '+' ? $top[1] : -$top[1];
        break;
    case '*':
        if ($top > $stack) {
            double $b = *$top--;
            *$top *= @($b|tanh($b)@);
        }
        break;
    case 's':
        *$top = sin(*$top);
        break;
    default:
        *$top = -*$top;
    }
double $s = *$top;
after: reals $s
== vectors by value
struct vec $a = {$E, $R, $E}, $b = vec_add($a, vec_times($R, vec_of($A)));
for (int $k = 0; $k < @(1|3@); $k++) {
    $b = @(vec_cross($a, vec_add($b, vec_times(0.3, $a)))|vec_times(1.0 / (1.0 + vec_dot($b, $b)), vec_cross($b, $a))@);
    @($a.y += 0.3 * vec_dot($a, $b);|struct vec $t = $a;
    $a = vec_times(0.9, $b);
    $b = $t;|%S@)
}
$A[0] @(=|+=@) vec_dot(vec_cross($a, $b), @($a|vec_of($X)@));
inside: reals $a.x $b.z; ints $k
after: reals $a.x $a.y $b.z
== steps of a method behind a pointer
struct scaled $c = {$E, $R, op_scale};
double $y[2] = {$R, $E};
for (int $k = 0; $k < @(1|2|3@); $k++)
    step_by(@(swing|decay@), &$c, 0.1 * $k, 0.1, $y);
$A[0] += $y[0] @(*|+@) $c.k;
after: arrays $y:2
== adaptive halves
struct scaled $c = {$E, $R, op_scale};
double $s = adaptive(@(peak|flat@), &$c, 0.0, 1.0, @(3|2|0@));
after: reals $s
== the ends of an array
double *$first, *$last;
ends_of($A, 3, &$first, &$last);
*$first @(=|+=|*=@) @(*$last|sin(*$last)|$R@);
@($last--;|if (%C)
    $last = $first;|double *$t = $first;
$first = $last;
$last = $t;@)
*$last @(=|+=@) 0.4 * *$first;
after: arrays $first:1 $last:1
== made and destroyed elsewhere
double *$copy = copy_of($A, 3);
struct grown $g = grown_of(@(2|3@), $R);
for (int $k = 0; $k < 3; $k++)
    $copy[$k] = @($copy[$k] * $g.at[$k % 2]|sin($copy[$k]) + %R@);
push(&$g, $copy[1]);
@(memcpy($A, $copy, 3 * sizeof *$copy);|$A[2] = $copy[0] * $g.at[$g.size - 1];@)
grown_free(&$g);
free($copy);
inside: ints $k
== a status and a way out
{
    double $room[3] = {$E, $R, $E}, $out = 0.3;
    if (!root_of(@($E|$R@), &$out))
        goto $failed;
    $room[1] = $out;
    if (!root_of(@($room[2]|%R@), &$room[0]))
        goto $failed;
    $A[0] @(=|+=@) $room[0] * $room[1];
    goto $done;
$failed:
    $A[0] = @(0.1 * $out|$room[1] * $R@);
$done:
    $A[1] += 0.3 * $room[1];
}
== remembered results
double $memo[5];
int $known[5] = {@(0|1, 1@)};
$memo[0] = $R, $memo[1] = $E;
double $s = remembered(@(4|3|2@), $memo, $known, $R) @(+ $memo[1]|* 0.3@);
after: reals $s; arrays $memo:2
== an arena
double $room[9] = {0}, *$free = $room;
double *$a = $free, *$b = ($free += 3);
$free += 3;
for (int $k = 0; $k < 3; $k++) {
    $a[$k] = %E;
    $b[$k] = @(sin($a[$k])|$a[$k] * $X[$k]@);
    @(if (%C) {
        double *$c = $free;
        *$c = $a[$k] * $b[$k];
        $b[0] += 0.2 * *$c;
    }|*$free++ = $b[$k] * 0.5;@)
}
inside: ints $k
after: arrays $a:3 $b:3 $room:3
== a block of rows on the heap
double (*$m)[3] = malloc(@(2 * sizeof *$m|sizeof(double[2][3])@));
for (int $i = 0; $i < 2; $i++)
    for (int $j = 0; $j < 3; $j++)
        $m[$i][$j] = @(%E|$i ? $m[0][2 - $j] * %R : %R@);
@($m[1][0] *= $m[0][2];|double (*$r)[3] = $m + 1;
(*$r)[1] += $r[-1][1];|memcpy($m[1], $m[0], sizeof *$m);@)
$A[1] @(=|+=@) $m[1][0] * $m[0][1];
free($m);
inside: ints $i $j
== sums in higher precision
long double $sum = 0.0L, $c = 0.0L;
for (int $k = 0; $k < 3; $k++) {
    const long double $y = (long double)$A[$k] * @(%R|$X[$k]@) - $c, $t = $sum + $y;
    $c = 0.5L * ($t - $sum - $y);
    $sum = $t;
}
$A[0] = @((double)sinl($sum)|sinl($sum) * $R|0.3 * (double)cosl($sum * $sum)@);
inside: ints $k
== literals handed on
$A[0] @(=|+=@) sum_of((struct pack){.a = $R, .v = {$E, $R}}) * 0.3;
op_turn((double[]){$R, $E}, 0.3);
double *$p = (double[3]){$E, $R, $A[1]};
op_@(scale|add|turn@)($p + 1, $R);
after: arrays $p:3
== pointers in order
struct node $n[3] = {{$E, NULL}, {$R, NULL}, {$E, NULL}}, *$order[3] = {&$n[2], &$n[0], &$n[1]};
for (int $i = 0; $i < 2; $i++)
    if ($order[$i]->v @(>|<@) $order[$i + 1]->v) {
        struct node *$t = $order[$i];
        $order[$i] = $order[$i + 1];
        $order[$i + 1] = $t;
    }
for (int $i = 0; $i < 2; $i++)
    $order[$i]->next = $order[$i + 1];
$order[0]->next->v @(=|+=|*=@) $order[0]->v * $R;
double $s = $order[1]->v + $order[@(0|2@)]->v;
after: reals $s
== by the width of a number
$A[0] = sin(SQUARE_OF($A[0])) + @((double)SQUARE_OF(0.5L * $R)|$R@);
LIMIT($A[1], @(0.7|$R@));
if (%C)
    LIMIT($A[2], 0.4);
else
    $A[2] *= 0.9;
== three dimensions
double $c[2][2][3] = {{{$E}, {$R, $E}}, {{$E, $R, $R}}};
for (int $i = 0; $i < 2; $i++)
    for (int $j = 0; $j < 2; $j++)
        for (int $k = 0; $k < 3; $k++)
            $c[$i][$j][$k] @(+=|=@) @(0.3 * $c[!$i][$j][2 - $k] * $c[0][!$j][$k]|sin($c[$i][0][$k]) + %R@);
@(double (*$p)[3] = $c[1];
$p[0][1] *= $p[1][2];|double *$q = &$c[0][1][0];
$q[2] += $q[3] * $q[-1];@)
inside: ints $i $j $k
after: arrays $c[1][0]:3 $c[0][1]:3
== a queue
int $queue[6] = {0, 1}, $head = 0, $tail = 2;
while ($head < $tail) {
    int $at = $queue[$head++];
    $A[$at] @(=|+=@) @(0.5 * $A[($at + 1) % 3] + %R|sin($A[$at])@);
    if ($tail < 6 && (%C))
        $queue[$tail++] = ($at + 2) % 3;
}
inside: ints $at
== until it settles
double $u = $E, $was;
int $k = 0;
do {
    $was = $u;
    $u = 0.3 * cos($u) + @(0.2 * $R|$R * 0.1 * $u@);
} while (fabs($u - $was) > 1e-@(2|3@) && ++$k < 5);
after: reals $u
== as f2c writes it
{
    long $n = 3, $one = 1, $i1, $i;
    double $alpha = $E, $a[9] = {$E, $R, $E, $R, $E, $R, $E, $R};
    gemv_(&$n, &$alpha, $a, &$n, $A, @(&$one|&$n@));
    double *$b = $A;
    --$b;
    $i1 = $n;
    for ($i = 1; $i <= $i1; ++$i) {
        $b[$i] @(=|+=@) @(0.4 * $b[$i]|sin($b[4 - $i])@) + $a[$i + @(1|2|3@) * 3 - 4] * $alpha;
            if ($b[$i] > @($R|2.0@))
            goto $skip;
        $alpha *= @(0.8|%R@);
    $skip:;
    }
    axpy_(&$n, &$alpha, @($a|$b + 1|$a + 2@), @(&$one|&$one@), $A, &$one);
}
inside: reals $alpha
== an array that starts at one
double *$v = vector_of(1, 3), $s = 0.0;
for (int $i = 1; $i <= 3; $i++)
    $v[$i] = @(%E|$A[$i - 1] * %R@);
for (int $i = 2; $i <= 3; $i++)
    $v[$i] += 0.5 * $v[$i - 1] * @($v[$i]|%R@);
for (int $i = 3; $i >= 1; $i--)
    $s += $v[$i] * @($i|$v[4 - $i]@);
$A[0] @(=|+=@) 0.3 * $s;
vector_free($v, 1);
inside: ints $i
== unrolled
{
    double $w[7] = {$E, $R, $E, $R, $E, $R, $E}, $s = 0.0;
    int $i, $n = @(7|5|4|3@), $m = $n % 4;
    for ($i = 0; $i < $m; $i++)
        $s += $w[$i] * @($w[$i]|%R@);
    for (; $i < $n; $i += 4)
        $s += $w[$i] * $X[0] + $w[$i + @(1|2@)] * $X[1] + $w[$i + 3];
    $A[1] @(=|+=@) @(sin($s)|0.3 * $s@);
}
inside: arrays $w:7
== strides of either sign
static const int $step[2] = {@(1, -1|2, 1|-1, 2|0, 1@)};
double $w[5] = {$E, $R, $E, $R, $E};
for (int $k = 0, $p = $step[0] < 0 ? 2 : 0, $q = $step[1] < 0 ? 2 : 0; $k < 3; $k++, $p += $step[0], $q += $step[1])
    @($w[$p] += 0.5 * $w[$q] * $w[$p];|$w[$q] = sin($w[$p]) + %R;|$A[$k] = $w[$p] * $w[$q];@)
inside: ints $k
after: arrays $w:5
== a matrix in a struct
struct matrix $m = {2, 3, (double[6]){$E, $R, $E, $R, $E, $R}}, $t = {3, 2, (double[6]){0.0}};
for (int $i = 0; $i < $m.rows; $i++)
    for (int $j = 0; $j < $m.columns; $j++)
        @(AT(&$t, $j, $i) = AT(&$m, $i, $j);|*cell(&$t, $j, $i) = 0.5 * *cell(&$m, $i, $j) * %R;|*cell(&$m, $i, $j) *= AT(&$m, $m.rows - 1 - $i, $j);@)
double $p[4];
product(&$m, &$t, &(struct matrix){2, 2, $p});
$A[0] @(=|+=@) $p[0] * @($p[3]|AT(&$m, 1, 2)@);
inside: ints $i $j
after: arrays $m.at:6 $t.at:6 $p:4
== a polynomial and its slope
double $p = $E, $d = 0.0, $t = @(tanh($R)|0.4@);
for (int $k = 0; $k < 3; $k++) {
    $d = $d * $t + $p;
    $p = $p * $t + @($X[$k]|%R@);
}
$t -= @($p / (2.0 + $d * $d)|0.3 * $p * $d@);
inside: ints $k
after: reals $p $d $t
== a recurrence of three terms
double $b0 = 0.0, $b1 = @(0.0|$R@), $b2;
@(int $k = 3;
while ($k--) {|for (int $k = 2; $k >= 0; --$k) {@)
    $b2 = $b1;
    $b1 = $b0;
    $b0 = @(1.2 * tanh($X[1]) * $b1 - $b2 + $X[$k]|$k * $b1 * 0.4 - 0.5 * $b2 + %R@);
}
$A[0] @(=|+=@) 0.5 * ($b0 - @($b2|$b1@));
inside: ints $k
after: reals $b0 $b1
== a continued fraction
double $f = 1.5, $c = $f, $d = 0.0;
for (int $k = 1; $k < @(4|6@); $k++) {
    double $a = @(0.3 * $k|0.2 * sin(%R)@), $b = 2.0 + @(0.1 * sin($X[$k % 3])|0.1 * $k@);
    $d = $b + $a * $d;
    if (fabs($d) < 1e-30)
        $d = 1e-30;
    $c = $b + $a / $c;
    if (fabs($c) < 1e-30)
        $c = 1e-30;
    $d = 1.0 / $d;
    double $delta = $c * $d;
    $f *= $delta;
    if (fabs($delta - 1.0) < 1e-@(2|9@))
        break;
}
after: reals $f
== a triangular table
double $r[4][4];
double $h = 1.0;
$r[0][0] = 0.5 * $h * (peak_of($X[0]) + peak_of($X[1]));
for (int $i = 1; $i < @(3|4@); $i++) {
    $h *= 0.5;
    double $s = 0.0;
    for (int $k = 1; $k < 1 << $i; $k += 2)
        $s += peak_of($X[0] + $k * $h * @(%R|0.5@));
    $r[$i][0] = 0.5 * $r[$i - 1][0] + $h * $s;
    double $four = 4.0;
    for (int $j = 1; $j <= $i; $j++, $four *= 4.0)
        $r[$i][$j] = $r[$i][$j - 1] + ($r[$i][$j - 1] - $r[$i - 1][$j - 1]) / ($four - 1.0);
}
$A[1] @(=|+=@) 0.5 * $r[2][@(2|1@)];
after: arrays $r[2]:3
== rotations
double $m[3][2] = {{$E, $R}, {$E, $R}, {$R, $E}};
for (int $j = 0; $j < 2; $j++)
    for (int $i = 2; $i > $j; $i--) {
        double $r = hypot($m[$i - 1][$j] + 1.5, $m[$i][$j]), $c = ($m[$i - 1][$j] + 1.5) / $r, $s = $m[$i][$j] / $r;
        for (int $k = $j; $k < 2; $k++) {
            double $t = $c * $m[$i - 1][$k] + $s * $m[$i][$k];
            $m[$i][$k] = $c * $m[$i][$k] - $s * $m[$i - 1][$k];
            $m[$i - 1][$k] = $t;
        }
    }
$A[2] @(=|+=@) 0.3 * $m[0][0] * $m[1][1];
== three diagonals
{
    double $c[3], $d[3];
    $c[0] = 0.3 * tanh($X[0]) / 2.0;
    $d[0] = $A[0] / 2.0;
    for (int $i = 1; $i < 3; $i++) {
        const double $m = 1.0 / (2.0 - 0.3 * tanh($X[$i]) * $c[$i - 1]);
        $c[$i] = $i < 2 ? 0.3 * tanh(@($X[$i]|%R@)) * $m : 0.0;
        $d[$i] = ($A[$i] - 0.4 * $d[$i - 1]) * $m;
    }
    @(for (int $i = 2; $i-- > 0;)|for (int $i = 1; $i >= 0; $i--)@)
        $d[$i] -= $c[$i] * $d[$i + 1];
    memcpy($A, $d, sizeof $d);
}
inside: ints $i
== orthogonal vectors
double $q[3][3] = {{$E, $R, 1.5}, {$R, 1.2, $E}, {0.9, $R, $E}};
for (int $i = 0; $i < @(2|3@); $i++) {
    for (int $j = 0; $j < $i; $j++) {
        double $dot = 0.0;
        for (int $k = 0; $k < 3; $k++)
            $dot += $q[$i][$k] * $q[$j][$k];
        for (int $k = 0; $k < 3; $k++)
            $q[$i][$k] -= 0.5 * $dot * $q[$j][$k];
    }
    double $norm = 0.0;
    for (int $k = 0; $k < 3; $k++)
        $norm += $q[$i][$k] * $q[$i][$k];
    $norm = 1.0 / sqrt(0.5 + $norm);
    for (int $k = 0; $k < 3; $k++)
        $q[$i][$k] *= $norm;
}
after: arrays $q[0]:3 $q[1]:3 $q[2]:3
== bodies that attract
struct body $b[3] = {{.at = {$E, $R}, .mass = 0.5}, {.at = {$R, 1.5}, .mass = $R}, {.at = {2.0, $E}, .v = {$R}, .mass = 0.3}};
for (int $t = 0; $t < @(1|2@); $t++) {
    for (int $i = 0; $i < 3; $i++)
        for (int $j = @($i + 1|0@); $j < 3; $j++) {
            if ($i == $j)
                continue;
            double $d[2], $r2 = 0.7;
            for (int $k = 0; $k < 2; $k++) {
                $d[$k] = $b[$j].at[$k] - $b[$i].at[$k];
                $r2 += $d[$k] * $d[$k];
            }
            const double $f = 0.1 / ($r2 * sqrt($r2));
            for (int $k = 0; $k < 2; $k++) {
                $b[$i].v[$k] += $f * $b[$j].mass * $d[$k];
                @($b[$j].v[$k] -= $f * $b[$i].mass * $d[$k];|;@)
            }
        }
    for (struct body *$p = $b; $p != $b + 3; $p++)
        for (int $k = 0; $k < 2; $k++)
            $p->at[$k] += 0.1 * $p->v[$k];
}
$A[0] @(=|+=@) $b[0].at[0] * $b[1].at[1] + $b[2].v[0];
== between the entries of a table
static const double $tab[5] = {0.3, 0.7, -0.2, 0.5, 1.1};
double $w[5] = {$E, $R, $E, $R};
{
    double $u = 2.0 + 1.3 * tanh(@($R|$E@)), $whole;
    int $k = (int)@(floor($u)|$u@);
    $u -= $k;
    $A[0] @(=|+=@) (1.0 - $u) * @($tab|$w@)[$k] + $u * @($tab|$w@)[$k + 1];
    $w[$k] += $u * %R;
    $A[1] @(=|+=@) modf(1.7 + 0.2 * sin($w[1]), &$whole) * @($whole|%R@);
    int $e;
    $A[2] = frexp(1.3 + 0.2 * sin($A[2]), &$e) * @($w[2]|1.0@);
    $A[2] += ldexp($w[0], $e - @(2|1@));
}
inside: reals $u
after: arrays $w:5
== forward through states
double $alpha[2][2] = {{0.4, 0.6}}, $log = 0.0;
static const double $move[2][2] = {{0.7, 0.3}, {0.2, 0.8}};
for (int $t = 0; $t < 3; $t++) {
    const double *$was = $alpha[$t % 2];
    double *$now = $alpha[($t + 1) % 2], $norm = 0.0;
    for (int $j = 0; $j < 2; $j++) {
        $now[$j] = 0.0;
        for (int $i = 0; $i < 2; $i++)
            $now[$j] += $was[$i] * $move[$i][$j];
        $now[$j] *= exp(-0.5 * ($X[$t] - $j) * ($X[$t] - $j));
        $norm += $now[$j];
    }
    for (int $j = 0; $j < 2; $j++)
        $now[$j] /= $norm;
    $log += log($norm);
}
$A[0] @(=|+=@) 0.3 * $log;
after: reals $log; arrays $alpha[1]:2
== a warping path
double $cost[4][4];
for (int $i = 0; $i < 4; $i++)
    for (int $j = 0; $j < 4; $j++)
        $cost[$i][$j] = $i || $j ? 9.0 : 0.0;
for (int $i = 1; $i <= 3; $i++)
    for (int $j = 1; $j <= 3; $j++) {
        double $best = $cost[$i - 1][$j - 1];
        if ($cost[$i - 1][$j] < $best)
            $best = $cost[$i - 1][$j];
        $best = fmin($best, $cost[$i][$j - 1]);
        $cost[$i][$j] = $best + @(fabs($A[$i - 1] - 0.7 * $X[$j - 1] + 0.05 * $i)|($A[$i - 1] - $X[$j - 1]) * ($A[$i - 1] + 0.5)@);
    }
$A[2] = 0.3 * $cost[3][3];
after: arrays $cost[3]:3
== names that hide others
double $t = $E;
for (int $i = 0; $i < 3; $i++) {
    double $u = $t * @(%R|0.7@);
    {
        double $t = sin($u) + $A[$i];
        $u += 0.3 * $t * $t;
        for (int $i = 0; $i < 2; $i++) {
            double $u = 0.4 * $t;
            $t += $u * @($u|$A[$i]@);
        }
        $A[$i] = @($t|$u * $t@) * 0.3;
    }
    $t = 0.5 * $u;
}
after: reals $t
== one place by several names
union place $p = {.of = {$E, $R, $E}}, $q[2] = {{.v = {$R, $E}}, {.of = {$R}}};
for (int $k = 0; $k < 3; $k++)
    $p.v[$k] @(=|+=@) @(sin($p.v[$k])|$q[0].v[$k] * $p.v[2 - $k]@);
$q[1] = $p;
@($q[1].of.y *= $p.of.x;|$q[0].of = $q[1].of;
$q[0].of.z += $R;|struct vec *$w = &$q[1].of;
$w->y = vec_dot(*$w, $p.of);@)
$A[0] @(=|+=@) $q[1].of.y * $q[0].v[@(0|1|2@)];
inside: ints $k
== several results of a function
double $s, $c, $least, $most;
sine_cosine($E, &$s, &$c);
range_of(3, $A, &$least, &$most);
$A[0] @(=|+=@) $s * $least + $c * @($most|$s@);
sine_cosine($s, &$c, &$s);
int $where;
$A[1] @(=|+=@) 0.3 * largest_of(3, @($A|$X@), &$where);
$A[$where] *= 0.8;
after: reals $s $c $least $most
== methods of an object
struct shape $a = {@(&round_ops|&square_ops@), $E, $R}, $b = {$C ? &round_ops : &square_ops, $R, $E};
const struct shape *$all[2] = {&$a, &$b};
double $s = 0.0;
for (int $k = 0; $k < 2; $k++)
    $s += $all[$k]->ops->area($all[$k]) * @(%R|0.7@);
$b.ops->grow(&$b, @($s|0.9@));
$a.@(ops->grow(&$a, $b.size)|size *= $b.size@);
$A[0] @(=|+=@) $all[0]->ops->area($all[1]) * 0.3 + $s;
inside: reals $s; ints $k
after: reals $s $a.size $b.size
== checked allocation
double *$h = malloc(3 * sizeof *$h), *$g = $h ? calloc(3, sizeof *$g) : NULL;
if (@(!$h || !$g|$h == NULL || $g == NULL@)) {
    free($h);
    free($g);
    abort();
}
assert($h && $g);
for (int $k = 0; $k < 3; $k++) {
    $h[$k] = %E;
    $g[$k] += $h[$k] * @($A[$k]|$h[0]@);
}
if (isnan($g[0]) || !isfinite($h[1]))
    exit(1);
$A[0] @(=|+=@) $g[0] * $g[2];
@(double *$t = $h;
$h = $g;
$g = $t;|;@)
free($h);
free($g);
inside: ints $k
== rows as a type
row3 $a = {$E, $R, $E}, $m[2] = {{$R, $E}, {$E, $R, $R}}, *$p = $m + @(0|1@);
outer_product($a, $m[0], $m);
(*$p)[1] @(=|+=@) $a[0] * %R;
struct frame $f = {.axes = {{$E}, {$R, $E}}, .origin = {$R, $E, $R}}, $g = $f;
for (int $i = 0; $i < 2; $i++)
    for (int $j = 0; $j < 3; $j++)
        $g.axes[$i][$j] @(+=|=@) $f.axes[!$i][$j] * $f.origin[$j] + @($m[$i][$j]|$a[$j]@);
move_frame(&$g, $f.origin);
$A[1] @(=|+=@) $g.axes[1][2] * $g.origin[0];
after: arrays $a:3 $m[0]:3 $m[1]:3 $g.axes[1]:3 $f.origin:3
== sums along an array
@(for (int $i = 1; $i < 3; $i++)
    $A[$i] += $A[$i - 1];|for (int $i = 2; $i > 0; $i--)
    $A[$i - 1] += 0.5 * $A[$i] * $A[$i];|for (int $i = 1; $i < 3; $i++)
    $A[$i] = fmax($A[$i], $A[$i - 1] + 0.05);@)
double $sum = 0.0, $product = 1.0;
for (int $i = 0; $i < 3; $sum += $A[$i++])
    $product *= @(1.0 + 0.1 * $A[$i]|cos($A[$i])@);
after: reals $sum $product
== a generator of numbers
unsigned $seed = @(12345u|7u|4000000000u@);
for (int $k = 0; $k < 3; $k++) {
    $seed = $seed * 1664525u + 1013904223u;
    $A[($seed @(>> 16|/ 65536u@)) % 3] @(+=|=@) ($seed >> 8) * (1.0 / 16777216.0) * @(%R|$A[$k]@);
    $seed ^= $seed << 3;
}
inside: ints $k
== a network of two layers
double $link[2][3] = {{$E, $R, $E}, {$R, $E, $R}}, $hidden[2], $out = @(0.0|$R@);
for (int $i = 0; $i < 2; $i++) {
    double $z = 0.1 * $i;
    for (int $j = 0; $j < 3; $j++)
        $z += $link[$i][$j] * $A[$j];
    $hidden[$i] = @($z > 0.0 ? $z : 0.01 * $z|1.0 / (1.0 + exp(-tanh($z)))|tanh($z)@);
    $out += $hidden[$i] * @($link[$i][0]|%R@);
}
for (int $i = 0; $i < 2; $i++)
    for (int $j = 0; $j < 3; $j++)
        $link[$i][$j] -= 0.1 * $out * $hidden[$i] * $A[$j];
$A[@(0|2@)] @(=|+=@) $link[1][1] * $out;
inside: ints $i
after: reals $out; arrays $hidden:2 $link[0]:3
== two colours
double $g[5] = {$E, $R, $E, $R, $E};
for (int $k = 0; $k < @(1|2@); $k++)
    for (int $colour = 0; $colour < 2; $colour++)
        for (int $i = 1 + $colour; $i < 4; $i += 2)
            $g[$i] = 0.4 * ($g[$i - 1] + $g[$i + 1]) + @(0.2 * sin($g[$i])|0.1 * $g[$i] * $g[$i - 1]|%R@);
after: arrays $g:5
== chained assignments
double $a[3], $b = $E;
$a[0] = $a[1] = $a[2] = $b @(*|+@) $R;
$a[1] += $b = @(0.5 * $a[0]|$a[2] * $R@);
int $i = 0, $j = 2;
while ($i < $j)
    @($a[$i++] += $a[$j--] * 0.5;|$a[$j] = $a[$i] * $a[$j], ++$i, --$j;@)
after: arrays $a:3; reals $b
== a bubble of real keys and what goes with them
int $tag[3] = {0, 1, 2};
double $key[3] = {$E, $R, $A[0]};
for (int $swapped = 1; $swapped;) {
    $swapped = 0;
    for (int $i = 0; $i < 2; $i++)
        if ($key[$i] > $key[$i + 1]) {
            double $t = $key[$i];
            $key[$i] = $key[$i + 1], $key[$i + 1] = $t;
            int $u = $tag[$i];
            $tag[$i] = $tag[$i + 1], $tag[$i + 1] = $u;
            $swapped = 1;
        }
}
$A[$tag[0]] @(=|+=@) $key[1] * $key[@(0|2@)];
after: arrays $key:3
== a list both ways
struct twin $t[3] = {{.v = $E}, {.v = $R}, {.v = $E}}, *$first = &$t[0];
for (int $k = 0; $k < 3; $k++) {
    $t[$k].next = $k < 2 ? &$t[$k + 1] : NULL;
    $t[$k].back = $k ? &$t[$k - 1] : NULL;
}
@(struct twin *$m = $first->next;
$first->next = $m->next;
$m->next->back = $first;|$first->next->v *= $R;@)
for (struct twin *$p = $first; $p; $p = $p->next)
    $p->v @(+=|*=@) $p->back ? sin($p->back->v) : %R;
struct twin *$end = $first;
while ($end->next)
    $end = $end->next;
for (; $end; $end = $end->back)
    $A[0] = 0.5 * $A[0] + $end->v * 0.3;
== buckets with chains
struct node *$bucket[2] = {NULL}, $cells[4];
for (int $k = 0; $k < 4; $k++) {
    const int $at = @($k % 2|($k * 5 + 1) % 2|$A[$k % 3] > 0.1@);
    $cells[$k] = (struct node){@(%E|$A[$k % 3]@), $bucket[$at]};
    $bucket[$at] = &$cells[$k];
}
for (int $b = 0; $b < 2; $b++)
    for (struct node *$p = $bucket[$b]; $p; $p = $p->next)
        $A[$b] = 0.6 * $A[$b] + 0.4 * sin($p->v) * @($p->v|$R@);
inside: ints $k
"""


def parse(text):
    found = []
    for part in re.split(r"^== ", text, flags=re.M)[1:]:
        title, *lines = part.rstrip("\n").split("\n")
        scopes = {"inside": "", "after": ""}
        while lines and lines[-1].split(":")[0] in scopes:
            line = lines.pop()
            scopes[line.split(":")[0]] = line.split(": ", 1)[1]
        found.append((title, "\n".join(lines), scopes["inside"], scopes["after"]))
    return found


TABLE = parse(TEMPLATES)


class Templates:
    def choose(self, text):
        """@(a|b@), the innermost first; @<a|b@> goes with the first one."""
        first = None
        while True:
            m = re.search(r"@\(((?:(?!@\().)*?)@\)", text, re.S)
            if not m:
                break
            parts = self.alternatives(m.group(1))
            at = self.r.randrange(len(parts))
            first = at if first is None else first
            text = text[:m.start()] + parts[at] + text[m.end():]
        return re.sub(r"@<(.*?)@>", lambda m: self.alternatives(m.group(1))[first], text, flags=re.S)

    @staticmethod
    def alternatives(text):
        """Split at single bars; || is C."""
        return [p.replace("\0", "||") for p in text.replace("||", "\0").split("|")]

    def template(self, sc):
        fit, readable = self.sized(sc), self.sized(sc) + self.sized(sc, "consts")
        if self.cost > 12 or self.depth > 4 or not fit:
            return self.assign(sc)
        title, text, inside, after = self.r.choice(TABLE)
        names = {"A": self.r.choice(fit)[0], "B": self.r.choice(fit)[0], "X": self.r.choice(readable)[0]}

        def name(m):
            key = m.group(1)
            if key in ("E", "R", "C"):
                return m.group(0)
            if key not in names:
                names[key] = self.fresh(key)
            return names[key]

        def put_in(scope, lines):
            for item in lines.split(";"):
                kind, *what = item.split() if item.strip() else [None]
                text = " ".join(what)
                for entry in re.findall(r"(?:[^ \[\]]|\[[^\]]*\])+", text):
                    entry = re.sub(r"\$(\w+)", name, entry)
                    n, _, size = entry.partition(":") if kind in ("arrays", "structs") else (entry, "", "")
                    getattr(scope, kind).append((n, int(size) if kind == "arrays" else size) if size else n)

        text = re.sub(r"\$(\w+)", name, self.choose(text))
        inner = Scope(sc)
        put_in(inner, inside)
        self.cost *= 6
        self.loops.append("template")
        for line in text.split("\n"):
            pad = line[:len(line) - len(line.lstrip())]
            if line.strip() == "%S":
                self.depth += len(pad) // 4
                self.assign_only(inner)
                self.depth -= len(pad) // 4
                continue
            line = re.sub(r"([$%])([ERC])\b", lambda m: self.hole(m.group(2), sc if m.group(1) == "$" else inner), line)
            if line.strip():
                self.put(line)
        self.loops.pop()
        self.cost //= 6
        put_in(sc, after)

    def hole(self, what, sc):
        return {"E": lambda: self.tame(sc), "R": lambda: self.read(sc), "C": lambda: self.condition(sc)}[what]()
