/* No guard: each file that includes it has these by a STEP of its own. */
static double stepped(double x, int n)
{
    return n ? STEP(x) * stepped(x, n - 1) + 1 : x;
}
static double by_own_rate(double x) { return rate(x) * x; }
