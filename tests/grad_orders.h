/* grad_orders.h: derivatives of derivatives for every SCALAR of tests/grad, included by grad.h.

   LEVEL 4: what second order there is, every first kind over every first kind, and several directions at once; all of it must
   agree with the Hessian, which level 3 checks against differences. LEVEL 5: third order, each of whose ways must agree with
   differences of the Hessian, and a fourth by two tangents of it. */
#ifndef GRAD_ORDERS_H
#define GRAD_ORDERS_H

#define GRAD_SECOND_ORDER(f)                                                                       \
    ADC_DERIVE(jacobian(f##_gradient), wrt(x), of(x_grad), shape(x_grad, n), name(f##_jg));        \
    ADC_DERIVE(adjoint(f##_gradient), wrt(x), of(x_grad), name(f##_ag));                           \
    ADC_DERIVE(tangent(f##_gradient), wrt(x), of(x_grad), name(f##_tg));                           \
    ADC_DERIVE(tangent(f##_adjoint), wrt(x), of(x_adj), name(f##_ta));                             \
    ADC_DERIVE(adjoint(f##_adjoint), wrt(x), of(x_adj), name(f##_aa));                             \
    ADC_DERIVE(gradient(f##_tangent), wrt(x), of(return_tan), name(f##_gt));                       \
    ADC_DERIVE(adjoint(f##_tangent), wrt(x), of(return_tan), name(f##_at));                        \
    ADC_DERIVE(tangent(f##_tangent), wrt(x), of(return_tan), name(f##_tt));                        \
    ADC_DERIVE(adjoint(f), wrt(x), vector(3), name(f##_va));                                       \
    ADC_DERIVE(tangent(f), wrt(x), vector(3), name(f##_vt));

#define GRAD_THIRD_ORDER(f)                                                                        \
    ADC_DERIVE(tangent(f##_hessian), wrt(x), of(x_hess), name(f##_th));                            \
    ADC_DERIVE(tangent(f##_hvp), wrt(x), of(x_hvp), name(f##_tv));                                 \
    ADC_DERIVE(adjoint(f##_hvp), wrt(x), of(x_hvp), name(f##_av));                                 \
    ADC_DERIVE(jacobian(f##_hvp), wrt(x), of(x_hvp), shape(x_hvp, n), name(f##_jv));               \
    ADC_DERIVE(hessian(f##_tangent), wrt(x), of(return_tan), name(f##_ht));                        \
    ADC_DERIVE(hvp(f##_tangent), wrt(x), of(return_tan), name(f##_vvt));                           \
    ADC_DERIVE(adjoint(f##_gradient), wrt(x), of(x_grad), vector(2), name(f##_vag));               \
    ADC_DERIVE(tangent(f##_hvp), wrt(x), of(x_hvp), vector(2), name(f##_vtv));                     \
    ADC_DERIVE(hessian(f##_tt), wrt(x), of(return_tan_tan), name(f##_htt));                        \
    ADC_DERIVE(tangent(f##_th), wrt(x), of(x_hess_tan), name(f##_tth));

#ifdef TEST_MAIN
struct grad_orders {
    double (*gradient)(int, const double *, double *);
    double (*hessian)(int, const double *, double *);
    double (*jg)(int, const double *, double *, double *);
    double (*ag)(int, const double *, double *, double *, double *);
    double (*tg)(int, const double *, double *, const double *, double *);
    double (*ta)(int, const double *, double *, double, const double *, double *);
    double (*aa)(int, const double *, double *, double, double *, double *);
    double (*gt)(int, const double *, const double *, double *, double *);
    double (*at)(int, const double *, const double *, double *, double *, double *);
    double (*tt)(int, const double *, const double *, double *, const double *, double *);
    double (*va)(int, const double *, double (*)[3], const double *);
    double (*vt)(int, const double *, const double (*)[3], double *);
    double (*th)(int, const double *, double *, const double *, double *);
    double (*tv)(int, const double *, const double *, double *, const double *, double *);
    double (*av)(int, const double *, const double *, double *, double *, double *);
    double (*jv)(int, const double *, const double *, double *, double *);
    double (*ht)(int, const double *, const double *, double *, double *);
    double (*vvt)(int, const double *, const double *, double *, const double *, double *);
    double (*vag)(int, const double *, double *, double (*)[2], double (*)[2]);
    double (*vtv)(int, const double *, const double *, double *, const double (*)[2], double (*)[2]);
    double (*htt)(int, const double *, const double *, double *, const double *, double *, double *);
    double (*tth)(int, const double *, double *, const double *, double *, const double *, double *);
};

/* got, of n reals, is plus + factor * want. */
static inline void grad_same(const char *what, int n, const double *got, const double *plus, double factor,
                             const double *want, double tol, double scale)
{
    for (int i = 0; i < n; i++) {
        double right = (plus ? plus[i] : 0.0) + factor * want[i];
        grad_checks++;
        if (!grad_close(got[i], right, tol, scale))
            FAILED("%s[%d] = %.17g, want %.17g", what, i, got[i], right);
    }
}

static inline void grad_times(int n, const double *matrix, const double *v, double *out)
{
    for (int i = 0; i < n; i++)
        out[i] = grad_dot(n, matrix + i * n, v);
}

static inline void grad_check_orders(const struct grad_orders *d, int n, const double *at)
{
    double *x = grad_copy(n, at), *g = grad_copy(n, NULL), *h = grad_copy(n * n, NULL), *k = grad_copy(n * n, NULL);
    double *v = grad_copy(n, NULL), *u = grad_copy(n, NULL), *hv = grad_copy(n, NULL), *hu = grad_copy(n, NULL);
    double *a = grad_copy(n, NULL), *b = grad_copy(n, NULL), *w = grad_copy(n, NULL), *s = grad_copy(n, NULL), t, tt;
    grad_fill(n, v), grad_fill(n, u), grad_fill(n, s);
    d->gradient(n, x, g);
    const double value = d->hessian(n, x, h);
    grad_times(n, h, v, hv), grad_times(n, h, u, hu);
    const double tol = fmax(1e-9, 10.0 * grad_least_tol), first = fmax(grad_norm(n, g), 1e-3);
    const double scale = fmax(grad_norm(n * n, h), first);

    CHECK(grad_same_bits(d->jg(n, x, a, k), value));
    grad_same("gradient in jacobian of gradient", n, a, NULL, 1.0, g, tol, first);
    grad_same("jacobian of gradient", n * n, k, NULL, 1.0, h, tol, scale);

    memcpy(a, s, (size_t)n * sizeof *a), memcpy(w, v, (size_t)n * sizeof *w);
    CHECK(grad_same_bits(d->ag(n, x, b, a, w), value));
    grad_same("gradient in adjoint of gradient", n, b, NULL, 1.0, g, tol, first);
    grad_same("adjoint of gradient", n, a, s, 1.0, hv, tol, scale);
    grad_same("seed after adjoint of gradient", n, w, NULL, 0.0, v, 0.0, 0.0);

    memcpy(w, s, (size_t)n * sizeof *w);
    CHECK(grad_same_bits(d->tg(n, x, b, v, w), value));
    grad_same("gradient in tangent of gradient", n, b, NULL, 1.0, g, tol, first);
    grad_same("tangent of gradient", n, w, NULL, 1.0, hv, tol, scale);

    memcpy(a, s, (size_t)n * sizeof *a), memcpy(b, u, (size_t)n * sizeof *b);
    CHECK(grad_same_bits(d->ta(n, x, a, 1.5, v, b), value));
    grad_same("adjoint in tangent of adjoint", n, a, s, 1.5, g, tol, first);
    grad_same("tangent of adjoint", n, b, u, 1.5, hv, tol, scale);

    memcpy(a, s, (size_t)n * sizeof *a), memcpy(w, u, (size_t)n * sizeof *w), memcpy(b, v, (size_t)n * sizeof *b);
    CHECK(grad_same_bits(d->aa(n, x, a, 1.5, w, b), value));
    grad_same("adjoint in adjoint of adjoint", n, a, s, 1.5, g, tol, first);
    grad_same("adjoint of adjoint", n, w, u, 1.5, hv, tol, scale);
    grad_same("seed after adjoint of adjoint", n, b, NULL, 1.0, v, 0.0, 0.0);

    CHECK(grad_same_bits(d->gt(n, x, v, &t, a), value));
    grad_same("gradient of tangent", n, a, NULL, 1.0, hv, tol, scale);
    CHECK_SCALED(t, grad_dot(n, g, v), tol, first);

    tt = -2.0, memcpy(a, s, (size_t)n * sizeof *a);
    CHECK(grad_same_bits(d->at(n, x, v, &t, a, &tt), value));
    grad_same("adjoint of tangent", n, a, s, -2.0, hv, tol, scale);
    CHECK_EXACT(tt, 0.0);

    CHECK(grad_same_bits(d->tt(n, x, v, &t, u, &tt), value));
    CHECK_SCALED(tt, grad_dot(n, hv, u), tol, scale);

    double(*va)[3] = malloc((size_t)n * sizeof *va + 1), seeds[3] = {1.0, -0.5, 2.0}, tans[3];
    for (int i = 0; i < n; i++)
        va[i][0] = s[i], va[i][1] = 0.0, va[i][2] = v[i];
    CHECK(grad_same_bits(d->va(n, x, va, seeds), value));
    for (int i = 0; i < n; i++) {
        CHECK_SCALED(va[i][0], s[i] + g[i], tol, first);
        CHECK_SCALED(va[i][1], -0.5 * g[i], tol, first);
        CHECK_SCALED(va[i][2], v[i] + 2.0 * g[i], tol, first);
        va[i][0] = s[i], va[i][1] = u[i], va[i][2] = v[i];
    }
    CHECK(grad_same_bits(d->vt(n, x, (const double(*)[3])va, tans), value));
    CHECK_SCALED(tans[0], grad_dot(n, g, s), tol, first);
    CHECK_SCALED(tans[1], grad_dot(n, g, u), tol, first);
    CHECK_SCALED(tans[2], grad_dot(n, g, v), tol, first);
    CHECK_SAME(x, at, (size_t)n * sizeof *x);
    free(va);
    free(x), free(g), free(h), free(k), free(v), free(u), free(hv), free(hu), free(a), free(b), free(w), free(s);
}

/* t3 = the third derivative along v as a matrix, by tangent of hessian, which differences confirm. */
static inline void grad_check_third(const struct grad_orders *d, int n, const double *at)
{
    double *x = grad_copy(n, at), *h = grad_copy(n * n, NULL), *k = grad_copy(n * n, NULL), *t3 = grad_copy(n * n, NULL);
    double *v = grad_copy(n, NULL), *u = grad_copy(n, NULL), *s = grad_copy(n, NULL), *a = grad_copy(n, NULL);
    double *b = grad_copy(n, NULL), *w = grad_copy(n, NULL), *hv = grad_copy(n, NULL), *t3u = grad_copy(n, NULL), t, tt;
    grad_fill(n, v), grad_fill(n, u), grad_fill(n, s);
    const double value = d->hessian(n, x, h), tol = fmax(1e-8, 100.0 * grad_least_tol);
    grad_times(n, h, v, hv);
    for (int i = 0; i < n * n; i++)
        k[i] = s[i % n];
    memcpy(t3, k, (size_t)(n * n) * sizeof *t3);
    CHECK(grad_same_bits(d->th(n, x, k, v, t3), value));
    double scale = fmax(fmax(grad_norm(n * n, t3), grad_norm(n * n, h)), 1e-3);
    grad_same("hessian in tangent of hessian", n * n, k, NULL, 1.0, h, tol, scale);
    for (int i = 0; i < n * n; i++) {
        double along = 0.0;
        double want = DIFF_STEP(along, __extension__({
                                    for (int j_ = 0; j_ < n; j_++)
                                        x[j_] = at[j_] + along * v[j_];
                                    d->hessian(n, x, k);
                                    k[i];
                                }),
                                0.01);
        CHECK_SCALED(t3[i], want, fmax(1e-6, 100.0 * grad_least_tol), scale);
    }
    memcpy(x, at, (size_t)n * sizeof *x);
    grad_times(n, t3, u, t3u);

    CHECK(grad_same_bits(d->tv(n, x, v, b, u, a), value));
    grad_same("hvp in tangent of hvp", n, b, NULL, 1.0, hv, tol, scale);
    grad_same("tangent of hvp", n, a, NULL, 1.0, t3u, tol, scale);

    memcpy(a, s, (size_t)n * sizeof *a), memcpy(w, u, (size_t)n * sizeof *w);
    CHECK(grad_same_bits(d->av(n, x, v, b, a, w), value));
    grad_same("adjoint of hvp", n, a, s, 1.0, t3u, tol, scale);
    grad_same("seed after adjoint of hvp", n, w, NULL, 0.0, u, 0.0, 0.0);

    CHECK(grad_same_bits(d->jv(n, x, v, b, k), value));
    grad_same("jacobian of hvp", n * n, k, NULL, 1.0, t3, tol, scale);
    CHECK(grad_same_bits(d->ht(n, x, v, &t, k), value));
    grad_same("hessian of tangent", n * n, k, NULL, 1.0, t3, tol, scale);
    CHECK(grad_same_bits(d->vvt(n, x, v, &t, u, a), value));
    grad_same("hvp of tangent", n, a, NULL, 1.0, t3u, tol, scale);

    double(*va)[2] = malloc((size_t)n * sizeof *va + 1), (*vb)[2] = malloc((size_t)n * sizeof *vb + 1);
    for (int i = 0; i < n; i++)
        va[i][0] = 0.0, va[i][1] = s[i], vb[i][0] = v[i], vb[i][1] = -2.0 * v[i];
    CHECK(grad_same_bits(d->vag(n, x, b, va, vb), value));
    for (int i = 0; i < n; i++) {
        CHECK_SCALED(va[i][0], hv[i], tol, scale);
        CHECK_SCALED(va[i][1], s[i] - 2.0 * hv[i], tol, scale);
        va[i][0] = u[i], va[i][1] = -0.5 * u[i], vb[i][0] = vb[i][1] = s[i];
    }
    CHECK(grad_same_bits(d->vtv(n, x, v, b, (const double(*)[2])va, vb), value));
    for (int i = 0; i < n; i++) {
        CHECK_SCALED(vb[i][0], t3u[i], tol, scale);
        CHECK_SCALED(vb[i][1], -0.5 * t3u[i], tol, scale);
    }

    double *t4 = grad_copy(n * n, NULL), *t4b = grad_copy(n * n, NULL); /* along v and u */
    CHECK(grad_same_bits(d->htt(n, x, v, &t, u, &tt, t4), value));
    memset(k, 0, (size_t)(n * n) * sizeof *k), memset(t4b, 0, (size_t)(n * n) * sizeof *t4b);
    double *hh = grad_copy(n * n, NULL);
    CHECK(grad_same_bits(d->tth(n, x, hh, v, k, u, t4b), value));
    grad_same("hessian of tangent of tangent", n * n, t4, NULL, 1.0, t4b, 10.0 * tol, fmax(scale, grad_norm(n * n, t4b)));
    CHECK_SAME(x, at, (size_t)n * sizeof *x);
    free(va), free(vb), free(t4), free(t4b), free(hh);
    free(x), free(h), free(k), free(t3), free(v), free(u), free(s), free(a), free(b), free(w), free(hv), free(t3u);
}

#define GRAD_ORDERS_2(f)                                                                           \
    .gradient = f##_gradient, .hessian = f##_hessian, .jg = f##_jg, .ag = f##_ag, .tg = f##_tg, .ta = f##_ta,      \
    .aa = f##_aa, .gt = f##_gt, .at = f##_at, .tt = f##_tt, .va = f##_va, .vt = f##_vt
#define GRAD_ORDERS_3(f)                                                                           \
    .th = f##_th, .tv = f##_tv, .av = f##_av, .jv = f##_jv, .ht = f##_ht, .vvt = f##_vvt, .vag = f##_vag,   \
    .vtv = f##_vtv, .htt = f##_htt, .tth = f##_tth
#endif
#endif
