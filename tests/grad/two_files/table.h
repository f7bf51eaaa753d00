/* without a guard: one file includes it, the other a header with a guard that does */
struct table {
    double c[2];
    int n;
};
