/* tensor_reduce.c: sums, means, largest elements and normalised exponentials over a set of axes. */
#include "tensor.h"

#include <math.h>

/* ---- sums ---- */

static adc_tensor summed(const adc_tensor *x, unsigned axes)
{
    adc_tensor y = adc_tensor_reduced(x, axes);
    for (ptrdiff_t i = 0, n = adc_tensor_size(&y); i < n; i++)
        y.data[i] = 0;
    adc_add_to(&y, *x);
    return y;
}

adc_tensor adc_sum(adc_tensor x, unsigned axes)
{
    unsigned set = adc_tensor_axes(&x, axes);
    return adc_tensor_is_null(&x) ? x : adc_tensor_dropped(summed(&x, set), set, axes);
}

adc_tensor adc_mean(adc_tensor x, unsigned axes)
{
    if (adc_tensor_is_null(&x))
        return x;
    unsigned set = adc_tensor_axes(&x, axes);
    adc_tensor y = summed(&x, set);
    double n = (double)adc_tensor_size(&x) / (double)adc_tensor_size(&y);
    for (ptrdiff_t i = 0, size = adc_tensor_size(&y); i < size; i++)
        y.data[i] /= n;
    return adc_tensor_dropped(y, set, axes);
}

double adc_total(adc_tensor x)
{
    double sum = 0;
    adc_tensor to = {.data = &sum};
    adc_add_to(&to, x);
    return sum;
}

double adc_dot(adc_tensor x, adc_tensor y)
{
    double sum = 0;
    adc_tensor to = {.data = &sum};
    adc_mul_to(&to, x, y);
    return sum;
}

/* ---- the largest ---- */

/* An element of `at` and the number of its place, row-major, in a tensor of that shape. */
typedef struct Best {
    double value;
    ptrdiff_t place;
} Best;

/* The places of the largest along the axes, one for each element that the reduction leaves, row-major. NaN is largest. */
static ptrdiff_t *largest(const adc_tensor *at, unsigned axes, ptrdiff_t *count)
{
    adc_tensor left = *at;
    ptrdiff_t n = 1, size = adc_tensor_size(at), index[ADC_DIMS] = {0};
    for (int i = at->dims - 1; i >= 0; i--) {
        left.strides[i] = axes & 1u << i ? 0 : n;
        n *= axes & 1u << i ? 1 : at->shape[i];
    }
    if (size == 0 && n > 0)
        adc_tensor_fail("the largest of no element");
    Best *best = adc_arena_alloc((size_t)n * sizeof *best);
    for (ptrdiff_t k = 0; k < n; k++)
        best[k].place = -1;
    for (ptrdiff_t place = 0; place < size; place++) {
        ptrdiff_t from = 0, to = 0;
        for (int i = 0; i < at->dims; i++) {
            from += index[i] * at->strides[i];
            to += index[i] * left.strides[i];
        }
        double value = at->data[from];
        if (best[to].place < 0 || value > best[to].value || (value != value && best[to].value == best[to].value))
            best[to] = (Best){value, place};
        for (int i = at->dims - 1; i >= 0 && ++index[i] == at->shape[i]; i--)
            index[i] = 0;
    }
    ptrdiff_t *places = adc_arena_alloc((size_t)n * sizeof *places);
    for (ptrdiff_t k = 0; k < n; k++)
        places[k] = best[k].place;
    *count = n;
    return places;
}

/* The element of x at a place. */
static double *element(const adc_tensor *x, ptrdiff_t place)
{
    double *p = x->data;
    for (int i = x->dims - 1; i >= 0; i--) {
        p += place % x->shape[i] * x->strides[i];
        place /= x->shape[i];
    }
    return p;
}

adc_tensor adc_pick(adc_tensor x, adc_tensor at, unsigned axes)
{
    if (adc_tensor_is_null(&x))
        return x;
    if (!adc_same_shape(&x, &at))
        adc_tensor_fail_two("adc_pick", &x, &at, "differ");
    unsigned set = adc_tensor_axes(&x, axes);
    adc_tensor y = adc_tensor_reduced(&x, set);
    ptrdiff_t n, *places = largest(&at, set, &n);
    for (ptrdiff_t k = 0; k < n; k++)
        y.data[k] = *element(&x, places[k]);
    return adc_tensor_dropped(y, set, axes);
}

void adc_put_to(adc_tensor *to, adc_tensor x, adc_tensor at, unsigned axes)
{
    if (adc_tensor_is_null(to) || adc_tensor_is_null(&x))
        return;
    if (!adc_same_shape(to, &at))
        adc_tensor_fail_two("adc_put_to", to, &at, "differ");
    ptrdiff_t n, *places = largest(&at, adc_tensor_axes(&at, axes), &n);
    if (n != adc_tensor_size(&x))
        adc_tensor_fail_two("adc_put_to", &x, &at, "do not fit");
    for (ptrdiff_t k = 0; k < n; k++)
        *element(to, places[k]) += *element(&x, k);
}

void adc_argmax(adc_tensor x, int axis, int index[])
{
    int k = adc_tensor_axis("adc_argmax", &x, axis);
    ptrdiff_t n, after = 1, *places = largest(&x, 1u << k, &n);
    for (int i = k + 1; i < x.dims; i++)
        after *= x.shape[i];
    for (ptrdiff_t i = 0; i < n; i++)
        index[i] = (int)(places[i] / after % x.shape[k]);
}

/* ---- normalised exponentials ---- */

static void exp_row(ptrdiff_t n, double *const at[], const ptrdiff_t s[], void *context)
{
    (void)context;
    for (ptrdiff_t i = 0; i < n; i++)
        at[0][i * s[0]] = exp(at[1][i * s[1]] - at[2][i * s[2]]);
}

static void max_row(ptrdiff_t n, double *const at[], const ptrdiff_t s[], void *context)
{
    (void)context;
    for (ptrdiff_t i = 0; i < n; i++) {
        double *y = &at[0][i * s[0]], x = at[1][i * s[1]];
        *y = x > *y || x != x ? x : *y;
    }
}

/* exp(x - m) and, with the axes kept, m, the largest (0 where that is infinite), and the sums of the exponentials. */
static adc_tensor exponentials(const adc_tensor *x, unsigned axes, adc_tensor *m, adc_tensor *sums)
{
    adc_tensor e = adc_tensor_like(x);
    Loop l;
    *m = adc_tensor_reduced(x, axes);
    ptrdiff_t n = adc_tensor_size(m);
    for (ptrdiff_t i = 0; i < n; i++)
        m->data[i] = -HUGE_VAL;
    adc_loop_make(&l, "adc_softmax", 2, (const adc_tensor *const[]){m, x});
    adc_loop_run(&l, (double *const[]){m->data, x->data}, max_row, NULL);
    for (ptrdiff_t i = 0; i < n; i++)
        m->data[i] = isinf(m->data[i]) ? 0 : m->data[i];
    adc_loop_make(&l, "adc_softmax", 3, (const adc_tensor *const[]){&e, x, m});
    adc_loop_run(&l, (double *const[]){e.data, x->data, m->data}, exp_row, NULL);
    *sums = summed(&e, axes);
    return e;
}

static adc_tensor log_of_sums(adc_tensor m, adc_tensor sums)
{
    for (ptrdiff_t i = 0, n = adc_tensor_size(&m); i < n; i++)
        m.data[i] += log(sums.data[i]);
    return m;
}

adc_tensor adc_softmax(adc_tensor x, unsigned axes)
{
    if (adc_tensor_is_null(&x))
        return x;
    adc_tensor m, sums, e = exponentials(&x, adc_tensor_axes(&x, axes), &m, &sums);
    return adc_div(e, sums);
}

adc_tensor adc_logsumexp(adc_tensor x, unsigned axes)
{
    if (adc_tensor_is_null(&x))
        return x;
    unsigned set = adc_tensor_axes(&x, axes);
    adc_tensor m, sums;
    exponentials(&x, set, &m, &sums);
    return adc_tensor_dropped(log_of_sums(m, sums), set, axes);
}

adc_tensor adc_log_softmax(adc_tensor x, unsigned axes)
{
    if (adc_tensor_is_null(&x))
        return x;
    adc_tensor m, sums;
    exponentials(&x, adc_tensor_axes(&x, axes), &m, &sums);
    return adc_sub(x, log_of_sums(m, sums));
}

static void check_labels(int n, const adc_tensor *logits, const int labels[])
{
    if (logits->dims != 2 || logits->shape[0] != n)
        adc_tensor_fail_two("adc_cross_entropy", logits, &(adc_tensor){.dims = 1, .shape = {n}}, "(the labels) do not fit");
    for (int i = 0; i < n; i++)
        if (labels[i] < 0 || labels[i] >= logits->shape[1])
            adc_tensor_fail("adc_cross_entropy: label %d of %d classes", labels[i], logits->shape[1]);
}

double adc_cross_entropy(int n, adc_tensor logits, const int labels[n])
{
    if (adc_tensor_is_null(&logits))
        return 0;
    check_labels(n, &logits, labels);
    adc_tensor all = adc_logsumexp(logits, ADC_AXIS(-1));
    double sum = 0;
    for (int i = 0; i < n; i++)
        sum += all.data[i] - logits.data[i * logits.strides[0] + labels[i] * logits.strides[1]];
    return sum / n;
}

adc_tensor adc_normalize(adc_tensor x, unsigned axes, double epsilon)
{
    if (adc_tensor_is_null(&x))
        return x;
    adc_tensor d = adc_sub(x, adc_mean(x, axes | ADC_KEEP));
    adc_tensor v = adc_mean(adc_square(d), axes | ADC_KEEP);
    for (ptrdiff_t i = 0, n = adc_tensor_size(&v); i < n; i++)
        v.data[i] = sqrt(v.data[i] + epsilon);
    return adc_div(d, v);
}
