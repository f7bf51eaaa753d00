/* test_tape.c: the tape gives back what it was given, owns nothing when empty, and tells the
   failure handler when there is no memory. */
#include "runtime.h"

#include <adc/tape.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

START_TEST(each_type_comes_back)
{
    adc_tape tape;
    int object = 0;
    adc_tape_init(&tape);
    adc_push_double(&tape, 0.1);
    adc_push_float(&tape, 0.2f);
    adc_push_long_double(&tape, 0.3L);
    adc_push_char(&tape, 1);
    adc_push_short(&tape, -2);
    adc_push_int(&tape, -3);
    adc_push_unsigned(&tape, 4u);
    adc_push_long(&tape, -5l);
    adc_push_unsigned_long(&tape, 6ul);
    adc_push_long_long(&tape, -7ll);
    adc_push_unsigned_long_long(&tape, 8ull);
    adc_push_size(&tape, SIZE_MAX);
    adc_push_pointer(&tape, &object);
    ck_assert_ptr_eq(adc_pop_pointer(&tape), &object);
    ck_assert(adc_pop_size(&tape) == SIZE_MAX);
    ck_assert(adc_pop_unsigned_long_long(&tape) == 8);
    ck_assert(adc_pop_long_long(&tape) == -7);
    ck_assert(adc_pop_unsigned_long(&tape) == 6);
    ck_assert(adc_pop_long(&tape) == -5);
    ck_assert(adc_pop_unsigned(&tape) == 4);
    ck_assert(adc_pop_int(&tape) == -3);
    ck_assert(adc_pop_short(&tape) == -2);
    ck_assert(adc_pop_char(&tape) == 1);
    ck_assert(adc_pop_long_double(&tape) == 0.3L);
    ck_assert(adc_pop_float(&tape) == 0.2f);
    ck_assert(adc_pop_double(&tape) == 0.1);
    ck_assert(tape.top == tape.first);
}
END_TEST

START_TEST(short_tape_allocates_nothing)
{
    adc_tape tape;
    adc_tape_init(&tape);
    for (int i = 0; i < 64; i++)
        adc_push_double(&tape, i);
    ck_assert_ptr_null(tape.chunk);
    for (int i = 63; i >= 0; i--)
        ck_assert(adc_pop_double(&tape) == i);
}
END_TEST

START_TEST(many_values_through_many_chunks)
{
    adc_tape tape;
    int wrong = 0; /* an assertion for each value would take seconds */
    adc_tape_init(&tape);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 300000; i++) {
            adc_push_char(&tape, (unsigned char)i);
            adc_push_double(&tape, i);
            if (i % 1000 == 0)
                adc_push_long_double(&tape, i);
        }
        for (int i = 300000; i-- > 0;) {
            if (i % 1000 == 0)
                wrong += adc_pop_long_double(&tape) != i;
            wrong += adc_pop_double(&tape) != i;
            wrong += adc_pop_char(&tape) != (unsigned char)i;
        }
        ck_assert_int_eq(wrong, 0);
        ck_assert_ptr_null(tape.chunk);
    }
}
END_TEST

/* Together as one by one, in either direction, wherever a chunk ends. */
START_TEST(several_at_once)
{
    enum { times = 3000, most = 9 };
    adc_tape tape;
    double a[most], b[most];
    adc_tape_init(&tape);
    for (int i = 0; i < times; i++) {
        int n = i % most + 1;
        for (int k = 0; k < n; k++)
            a[k] = i + 0.01 * k;
        if (i % 7 == 0)
            adc_push_char(&tape, 1);
        if (i % 2)
            adc_push_doubles(&tape, a, n);
        for (int k = 0; i % 2 == 0 && k < n; k++)
            adc_push_double(&tape, a[k]);
    }
    for (int i = times - 1; i >= 0; i--) {
        int n = i % most + 1;
        if (i % 3)
            adc_pop_doubles(&tape, b, n);
        for (int k = n - 1; i % 3 == 0 && k >= 0; k--)
            b[k] = adc_pop_double(&tape);
        for (int k = 0; k < n; k++)
            ck_assert(b[k] == i + 0.01 * k);
        if (i % 7 == 0)
            ck_assert_int_eq(adc_pop_char(&tape), 1);
    }
    adc_tape_end(&tape);
}
END_TEST

START_TEST(objects_of_any_size)
{
    static unsigned char in[5000], out[5000];
    adc_tape tape;
    adc_tape_init(&tape);
    for (size_t size = 0; size <= sizeof in; size += 7) {
        memset(in, (int)(size % 251), sizeof in);
        adc_push_bytes(&tape, in, size);
        adc_push_int(&tape, (int)size);
    }
    for (size_t n = sizeof in / 7 + 1; n-- > 0;) {
        size_t size = 7 * n;
        ck_assert_int_eq(adc_pop_int(&tape), (int)size);
        adc_pop_bytes(&tape, out, size);
        memset(in, (int)(size % 251), sizeof in);
        ck_assert(memcmp(in, out, size) == 0);
    }
    ck_assert_ptr_null(tape.chunk);
}
END_TEST

/* Arrays among values of other sizes, of all lengths up to several chunks, dropped in reverse order. */
START_TEST(arrays_on_the_tape)
{
    enum { COUNT = 40 };
    adc_tape tape;
    double *array[COUNT];
    int wrong = 0;
    adc_tape_init(&tape);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < COUNT; i++) {
            int length = i % 7 == 0 ? 0 : i * i * i / 8;
            adc_push_char(&tape, (unsigned char)i);
            array[i] = adc_tape_array(&tape, length, sizeof *array[i]);
            ck_assert((array[i] == NULL) == (length == 0));
            ck_assert((uintptr_t)array[i] % _Alignof(max_align_t) == 0);
            for (int k = 0; k < length; k++)
                array[i][k] = i + k;
            adc_push_pointer(&tape, array[i]);
            adc_push_int(&tape, -i);
        }
        for (int i = COUNT - 1; i >= 0; i--) {
            int length = i % 7 == 0 ? 0 : i * i * i / 8;
            wrong += adc_pop_int(&tape) != -i;
            ck_assert_ptr_eq(adc_pop_pointer(&tape), array[i]);
            for (int k = 0; k < length; k++)
                wrong += array[i][k] != i + k;
            adc_tape_drop(&tape, array[i]);
            wrong += adc_pop_char(&tape) != i;
        }
        ck_assert_int_eq(wrong, 0);
    }
    ck_assert(tape.top == tape.first);
    double *alone = adc_tape_array(&tape, 1000, sizeof *alone);
    alone[999] = 1;
    adc_tape_drop(&tape, alone);
    ck_assert_ptr_null(tape.chunk);
    ck_assert_ptr_null(adc_tape_array(&tape, -1, sizeof(double)));
    adc_tape_drop(&tape, NULL);
}
END_TEST

START_TEST(arrays)
{
    ck_assert_ptr_null(adc_array(0, 8));
    ck_assert_ptr_null(adc_array(-5, 8));
    ck_assert_ptr_null(adc_zeroed(PTRDIFF_MIN, 8));
    adc_free(NULL);
    double *a = adc_zeroed(1000, sizeof *a);
    for (int i = 0; i < 1000; i++)
        ck_assert(a[i] == 0.0);
    adc_free(a);
}
END_TEST

START_TEST(frees_wait_for_the_end)
{
    adc_tape tape;
    adc_tape_init(&tape);
    char *block = malloc(10);
    ck_assert(block != NULL);
    adc_free_later(&tape, block);
    adc_free_later(&tape, NULL);
    adc_free_later(&tape, malloc(20));
    block[9] = 1; /* still there */
    adc_tape_end(&tape);
    adc_tape_end(&tape);
}
END_TEST

START_TEST(blocks_grow)
{
    adc_tape tape;
    adc_tape_init(&tape);
    ck_assert_uint_eq(adc_moved(&tape, NULL, 8), 0);
    double *p = adc_block(&tape, malloc(2 * sizeof *p), 2 * sizeof *p);
    p[0] = 1, p[1] = 2;
    ck_assert_uint_eq(adc_moved(&tape, p, 3 * sizeof *p), 2 * sizeof *p);
    ck_assert_uint_eq(adc_moved(&tape, p, 5), 5);
    double *q = adc_grown(&tape, p, 3 * sizeof *q, 2 * sizeof *q);
    ck_assert(q != p && q[0] == 1 && q[1] == 2 && p[1] == 2);
    ck_assert_uint_eq(adc_moved(&tape, q, 9 * sizeof *q), 3 * sizeof *q);
    ck_assert_ptr_null(adc_block(&tape, NULL, 8));
    adc_free_later(&tape, q);
    adc_tape_end(&tape);
}
END_TEST

static jmp_buf back;
static char said[200];

static void leave(const char *message)
{
    strncpy(said, message, sizeof said - 1);
    longjmp(back, 1);
}

START_TEST(blocks_of_others_do_not_grow)
{
    adc_tape tape;
    adc_tape_init(&tape);
    adc_set_failure_handler(leave);
    double other;
    if (setjmp(back) == 0)
        adc_moved(&tape, &other, 8);
    adc_set_failure_handler(NULL);
    ck_assert_ptr_nonnull(strstr(said, "allocated before the call"));
}
END_TEST

START_TEST(overflow_reaches_the_handler)
{
    adc_failure_fn *old = adc_set_failure_handler(leave);
    ck_assert(old != NULL);
    if (setjmp(back) == 0) {
        adc_array(PTRDIFF_MAX, sizeof(double));
        ck_abort_msg("returned");
    }
    ck_assert(strstr(said, "no memory") != NULL);
    if (setjmp(back) == 0) {
        adc_tape tape;
        adc_tape_init(&tape);
        adc_tape_array(&tape, PTRDIFF_MAX / 8, sizeof(double));
        ck_abort_msg("returned");
    }
    if (setjmp(back) == 0) {
        adc_zeroed(PTRDIFF_MAX / 16, sizeof(double)); /* no overflow, but no machine has it */
        ck_abort_msg("returned");
    }
    ck_assert(adc_set_failure_handler(old) == leave);
}
END_TEST

static void come_back(const char *message)
{
    (void)message;
}

START_TEST(a_handler_that_returns_aborts)
{
    adc_set_failure_handler(come_back);
    adc_array(PTRDIFF_MAX, sizeof(double));
}
END_TEST

START_TEST(the_default_aborts)
{
    adc_set_failure_handler(come_back);
    adc_set_failure_handler(NULL);
    adc_array(PTRDIFF_MAX, sizeof(double));
}
END_TEST

Suite *runtime_suite(void)
{
    Suite *suite = suite_create("tape");
    TCase *tests = tcase_create("tape");
    tcase_add_test(tests, each_type_comes_back);
    tcase_add_test(tests, short_tape_allocates_nothing);
    tcase_add_test(tests, many_values_through_many_chunks);
    tcase_add_test(tests, several_at_once);
    tcase_add_test(tests, objects_of_any_size);
    tcase_add_test(tests, arrays_on_the_tape);
    tcase_add_test(tests, arrays);
    tcase_add_test(tests, frees_wait_for_the_end);
    tcase_add_test(tests, blocks_grow);
    tcase_add_test(tests, blocks_of_others_do_not_grow);
    tcase_add_test(tests, overflow_reaches_the_handler);
    tcase_add_test_raise_signal(tests, a_handler_that_returns_aborts, 6);
    tcase_add_test_raise_signal(tests, the_default_aborts, 6);
    suite_add_tcase(suite, tests);
    return suite;
}
