struct series {
    int n;
    double *c;
};

double energy(const struct series *p, double x);
