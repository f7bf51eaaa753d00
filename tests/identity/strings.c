/* Characters and strings: a number parser, a formatter, an expression evaluator by recursive descent. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char *at;

static double expression(void);

static double number(void)
{
    double x = 0, scale = 1;
    int dot = 0;
    for (; isdigit((unsigned char)*at) || *at == '.'; at++) {
        if (*at == '.') {
            if (dot++)
                break;
            continue;
        }
        x = 10 * x + (*at - '0');
        if (dot)
            scale *= 10;
    }
    return x / scale;
}

static double factor(void)
{
    int minus = 0;
    while (*at == '-' || *at == ' ')
        minus ^= *at++ == '-';
    double x;
    if (*at == '(') {
        at++;
        x = expression();
        if (*at++ != ')')
            return -999;
    } else {
        x = number();
    }
    return minus ? -x : x;
}

static double term(void)
{
    double x = factor();
    for (char op; (op = *at) == '*' || op == '/';) {
        at++;
        if (op == '*')
            x *= factor();
        else
            x /= factor();
    }
    return x;
}

static double expression(void)
{
    double x = term();
    while (*at == '+' || *at == '-')
        x += *at++ == '+' ? term() : -term();
    return x;
}

static double eval(const char *s)
{
    at = s;
    return expression();
}

static char *reverse(char *s)
{
    for (char *a = s, *b = s + strlen(s); a < --b; a++) {
        char c = *a;
        *a = *b, *b = c;
    }
    return s;
}

static int words(const char *s)
{
    int n = 0, in = 0;
    for (int c; (c = *s++) != '\0';)
        if (c == ' ' || c == '\t' || c == '\n')
            in = 0;
        else if (!in)
            in = 1, n++;
    return n;
}

static char *digits(char *to, unsigned n, unsigned base)
{
    char *p = to;
    do
        *p++ = "0123456789abcdef"[n % base];
    while (n /= base);
    *p = 0;
    return reverse(to);
}

int main(void)
{
    printf("%g %g %g\n", eval("1+2*3-4/5"), eval("-(2.5*(3-1.25))*--2"), eval("8/2/2-1.5.5"));
    char text[32] = "hello, world", *p = text;
    while (*p && *p != ',')
        *p = (char)toupper((unsigned char)*p), p++;
    *p++ = ';';
    printf("%s %s %d\n", text, p, words(" one  two\tthree\n"));
    printf("%s ", digits(text, 255, 16));
    printf("%s ", digits(text, 10, 2));
    printf("%s\n", digits(text, 0, 10));
    int counts['z' - 'a' + 1] = {0}, most = 0;
    for (const char *s = "the quick brown fox jumps over the lazy dog"; *s; s++)
        if (*s >= 'a' && *s <= 'z' && ++counts[*s - 'a'] > counts[most])
            most = *s - 'a';
    printf("%c %d\n", 'a' + most, counts[most]);
    unsigned hash = 5381;
    for (const char *s = "adjoint"; *s;)
        hash = hash * 33 ^ (unsigned char)*s++;
    printf("%u %zu %s\n", hash, sizeof "adjoint", "ad" "jo" "int" + 2);
    return 0;
}
