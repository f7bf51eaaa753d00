/* break and continue in loops in switches in loops, early returns, do-while with continue at every depth. */
#include <stdio.h>

static int primes(int n, int *out)
{
    int found = 0;
    for (int i = 2; found < n; i++) {
        int j = 0;
        do {
            if (j >= found || out[j] * out[j] > i) {
                out[found++] = i;
                break;
            }
        } while (i % out[j++]);
    }
    return out[n - 1];
}

static int machine(const char *code, int x)
{
    int stack[8], top = 0;
    stack[top] = x;
    for (const char *pc = code;; pc++) {
        switch (*pc) {
        case '+':
            top--;
            stack[top] += stack[top + 1];
            continue;
        case 'd':
            stack[top + 1] = stack[top];
            top++;
            break;
        case '-':
            stack[top]--;
            break;
        case '[':
            if (stack[top])
                break;
            for (int depth = 0;;) {
                if (*pc == '[')
                    depth++;
                else if (*pc == ']' && --depth == 0)
                    break;
                pc++;
            }
            break;
        case ']':
            for (int depth = 0; pc >= code; pc--) {
                switch (*pc) {
                case ']':
                    depth++;
                    continue;
                case '[':
                    if (--depth)
                        continue;
                    break;
                default:
                    continue;
                }
                break;
            }
            pc--;
            continue;
        case '*':
            stack[top] *= 2;
            break;
        case 0:
            return stack[top] * 100 + top;
        default:
            return -1;
        }
        if (top > 6)
            return -2;
    }
}

static int search(int n)
{
    int tries = 0;
    for (int a = 1; a < n; a++) {
        int b = a;
        while (1) {
            if (++b >= n)
                break;
            int c = b;
            do {
                tries++;
                if (c * c < a * a + b * b)
                    continue;
                if (c * c > a * a + b * b)
                    break;
                if ((a + b + c) % 7 == 3)
                    return a * 10000 + b * 100 + c;
            } while (c++ < n);
        }
    }
    return -tries;
}

static double series(double x)
{
    double sum = 1, term = 1;
    int k = 0;
    do {
        if (k % 3 == 2) {
            term *= x;
            continue;
        }
        term *= x / (k + 1);
        sum += term;
        if (sum > 1e6)
            return -1;
    } while (term > 1e-10 && ++k < 100);
    return sum;
}

int main(void)
{
    int p[30];
    printf("%d\n", primes(30, p));
    printf("%d %d %d\n", machine("d*+", 5), machine("[-]d", 4), machine("ddddddddd", 1));
    printf("%d %d\n", search(20), search(6));
    printf("%.15g %.15g\n", series(0.7), series(50));
    int n = 0;
    for (int i = 0; i < 4; i++) {
        for (int j = 0;; j++) {
            if (j > i)
                break;
            switch (i * j) {
            case 2:
            case 4:
                n += 100;
                continue;
            default:
                if (j == 3)
                    break;
                n++;
                continue;
            case 0:;
            }
            n += 1000;
        }
    }
    printf("%d\n", n);
    return 0;
}
