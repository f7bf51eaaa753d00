/* opts.c: the command line to Options. Response files are expanded first; a spelling that opts.def
   does not list is an error, so a flag is never silently ignored. Leaves the names of all outputs
   decided and every input file known to be readable. */
#include "adc.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#ifndef ADC_VERSION
#define ADC_VERSION "0.1.0"
#endif

#define PASS_NAMES "front, norm, identity, plan, derive, names"

enum { RESPONSE_DEPTH = 16 };

typedef enum Form { TITLE, FLAG, EQUALS, NEXT, JOINED, PREFIX } Form;

typedef enum Option {
    OPT_OUTPUT,
    OPT_HEADER,
    OPT_DERIVE,
    OPT_CLANG,
    OPT_PREFIX,
    OPT_BUILD_DIR,
    OPT_DEPS,
    OPT_DEPFILE,
    OPT_TARGET,
    OPT_STANDALONE,
    OPT_LINE,
    OPT_NOALIAS,
    OPT_REMARKS,
    OPT_WERROR,
    OPT_NO_WARNINGS,
    OPT_CHECK_MAIN,
    OPT_DUMP,
    OPT_FORMAT,
    OPT_COLOR,
    OPT_EXPLAIN,
    OPT_HELP,
    OPT_VERSION
} Option;

typedef struct Row {
    Option option;
    const char *spelling, *argument;
    Form form;
    const char *help;
} Row;

static const Row rows[] = {
#define OPTION(option, spelling, argument, form, help) {option, spelling, argument, form, help},
#define TOPIC(title) {OPT_HELP, title, NULL, TITLE, title},
#include "opts.def"
#undef OPTION
#undef TOPIC
};
enum { ROWS = sizeof rows / sizeof rows[0] };

static const Loc nowhere = {NULL, 0, 0};

#define USAGE(...) diag_error(nowhere, "usage", __VA_ARGS__)

/* ---- response files ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

/* One word of a response file: quotes group, a backslash takes the next character as it is. */
static const char *response_word(const char **at)
{
    const char *s = *at;
    Text t = {0};
    char quote = 0;
    text_put(&t, "");
    for (; *s && (quote || !is_blank(*s)); s++) {
        if (quote && *s == quote)
            quote = 0;
        else if (!quote && (*s == '"' || *s == '\''))
            quote = *s;
        else if (*s == '\\' && quote != '\'' && s[1])
            text_put_n(&t, ++s, 1);
        else
            text_put_n(&t, s, 1);
    }
    *at = s;
    return t.at;
}

static void expand(StrList *words, const char *arg, int depth)
{
    if (arg[0] != '@' || !arg[1]) {
        list_add(words, arg);
        return;
    }
    size_t size;
    const char *s = read_file(arg + 1, &size);
    if (!s) {
        diag_error(nowhere, "file", "cannot read '%s': %s", arg + 1, strerror(errno));
        return;
    }
    if (depth == RESPONSE_DEPTH) {
        USAGE("response file '%s' includes itself", arg + 1);
        return;
    }
    for (;;) {
        while (is_blank(*s))
            s++;
        if (!*s)
            return;
        expand(words, response_word(&s), depth + 1);
    }
}

/* ---- one option ---- */

static bool one_of(const char *what, const char *value, const char *choices)
{
    size_t n = strlen(value);
    for (const char *s = choices; *s;) {
        size_t k = strcspn(s, ",");
        if (k == n && strncmp(s, value, n) == 0)
            return true;
        s += k;
        s += strspn(s, ", ");
    }
    USAGE("%s: '%s' is none of %s", what, value, choices);
    return false;
}

static void set(Options *o, const Row *row, const char *value)
{
    switch (row->option) {
    case OPT_OUTPUT:
        o->output = value;
        break;
    case OPT_HEADER:
        o->header = value;
        break;
    case OPT_DERIVE:
        list_add(&o->derive, value);
        break;
    case OPT_BUILD_DIR:
        o->build_dir = value;
        break;
    case OPT_DEPS:
        o->write_deps = true;
        break;
    case OPT_DEPFILE:
        o->depfile = value;
        o->write_deps = true;
        break;
    case OPT_TARGET:
        list_add(&o->dep_targets, value);
        break;
    case OPT_STANDALONE:
        o->standalone = true;
        break;
    case OPT_LINE:
        o->line = true;
        break;
    case OPT_NOALIAS:
        o->assume_noalias = true;
        break;
    case OPT_REMARKS:
        o->remarks = true;
        break;
    case OPT_WERROR:
        o->werror = true;
        break;
    case OPT_NO_WARNINGS:
        o->no_warnings = true;
        break;
    case OPT_CHECK_MAIN:
        o->check_main = value;
        break;
    case OPT_DUMP:
        if (one_of(row->spelling, value, PASS_NAMES))
            list_add(&o->dumps, value);
        break;
    case OPT_FORMAT:
        if (one_of(row->spelling, value, "text, json, sarif"))
            o->format = value;
        break;
    case OPT_COLOR:
        if (one_of(row->spelling, value, "auto, always, never"))
            o->color = value;
        break;
    case OPT_CLANG:
        list_add(&o->clang_args, row->spelling);
        list_add(&o->clang_args, value);
        break;
    case OPT_PREFIX:
        list_add(&o->clang_args, value ? value : row->spelling);
        break;
    case OPT_EXPLAIN:
    case OPT_HELP:
    case OPT_VERSION:
        bug("opts: %s is not a setting", row->spelling);
    }
}

/* How well a row fits the word: length of the match, 0 none; *value is where a joined value starts.
 */
static size_t fits(const Row *row, const char *arg, const char **value)
{
    size_t n = strlen(row->spelling);
    *value = NULL;
    if (strncmp(arg, row->spelling, n) != 0)
        return 0;
    const char *rest = arg + n;
    switch (row->form) {
    case TITLE:
        return 0;
    case FLAG:
        return *rest ? 0 : n;
    case EQUALS:
        *value = *rest == '=' ? rest + 1 : NULL;
        return *rest && *rest != '=' ? 0 : n;
    case NEXT:
        return *rest ? 0 : n;
    case JOINED:
        *value = *rest ? rest : NULL;
        return n;
    case PREFIX:
        *value = arg;
        return n;
    }
    return 0;
}

static const Row *row_for(const char *arg, const char **value)
{
    const Row *best = NULL;
    size_t most = 0;
    for (int i = 0; i < ROWS; i++) {
        const char *v;
        size_t n = fits(&rows[i], arg, &v);
        if (n > most) {
            most = n;
            best = &rows[i];
            *value = v;
        }
    }
    return best;
}

static void print_help(void)
{
    puts("usage: adc [options] file.c [more.c ...] [-- clang flags]\n\n"
         "Writes C functions that compute the derivatives asked for in file.c, and a header.\n");
    for (int i = 0; i < ROWS; i++) {
        const Row *r = &rows[i];
        if (!r->help)
            continue;
        if (r->form == TITLE) {
            printf("%s%s:\n", i ? "\n" : "", r->help);
            continue;
        }
        const char *left = !r->argument        ? r->spelling
                           : r->form == EQUALS ? format("%s=%s", r->spelling, r->argument)
                           : r->form == PREFIX ? format("%s%s", r->spelling, r->argument)
                                               : format("%s %s", r->spelling, r->argument);
        printf("  %-28s %s\n", left, r->help);
    }
    puts("  @FILE                        more arguments, read from FILE\n\n"
         "Requests, for --derive and the macros of <adc/adc.h>: kind(function), clause, ...\n"
         "  kinds                        adjoint gradient tangent jacobian hessian hvp\n"
         "  wrt(x, m->w), of(y, return)  independents, dependents\n"
         "  shape(p, n, 3)               how much p points to\n"
         "  inactive(t)                  no derivative flows through t\n"
         "  name(g)                      the name of the generated function\n"
         "  noalias, discard_primal      pointers never overlap; outputs of f are not needed\n"
         "  vector(k), batch(b)          k directions at once; f works row by row\n\n"
         "Exit status: 0 done; 1 the input has an error or was refused; 2 the command line is "
         "wrong\n"
         "or a file cannot be read or written.");
}

/* ---- names of the outputs ---- */

/* path with its extension (of the base name) replaced. */
static const char *with_extension(const char *path, const char *extension)
{
    const char *base = base_name(path);
    const char *dot = strrchr(base, '.');
    size_t n = dot && dot != base ? (size_t)(dot - path) : strlen(path);
    return format("%.*s%s", (int)n, path, extension);
}

static bool same_file(const char *a, const char *b)
{
    struct stat x, y;
    if (strcmp(a, b) == 0)
        return true;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino &&
           S_ISREG(x.st_mode);
}

static void name_outputs(Options *o)
{
    const char *first = base_name(o->files.at[0]);
    if (!o->output)
        o->output = with_extension(first, ".adc.c");
    bool to_stdout = strcmp(o->output, "-") == 0;
    if (!o->header && !to_stdout)
        o->header = with_extension(o->output, ".h");
    if (!o->depfile)
        o->depfile = with_extension(to_stdout ? first : o->output, ".d");
}

static void check_outputs(const Options *o)
{
    const char *out[] = {o->output, o->header, o->write_deps ? o->depfile : NULL, o->check_main};
    for (size_t i = 0; i < sizeof out / sizeof out[0]; i++) {
        if (!out[i])
            continue;
        if (!*out[i])
            USAGE("the name of an output is empty");
        for (int k = 0; k < o->files.n; k++)
            if (same_file(out[i], o->files.at[k]))
                USAGE("'%s' would be overwritten: it is an input", o->files.at[k]);
        for (size_t k = 0; k < i; k++)
            if (out[k] && strcmp(out[k], "-") != 0 && same_file(out[i], out[k]))
                USAGE("two outputs go to '%s'", out[i]);
    }
}

static void check_inputs(const Options *o)
{
    for (int i = 0; i < o->files.n; i++) {
        struct stat st;
        FILE *f = fopen(o->files.at[i], "r");
        int why = f ? 0 : errno;
        if (f && fstat(fileno(f), &st) == 0 && S_ISDIR(st.st_mode))
            why = EISDIR;
        if (f)
            fclose(f);
        if (why)
            diag_error(nowhere, "file", "cannot read '%s': %s", o->files.at[i], strerror(why));
        for (int k = 0; !why && k < i; k++)
            if (same_file(o->files.at[i], o->files.at[k])) {
                USAGE("'%s' is given twice", o->files.at[i]);
                break;
            }
    }
}

/* ---- the command line ---- */

/* Reads the option at words[*i]; leaves *i at its last word. -1: go on; else the exit status. */
static int read_option(Options *o, const StrList *words, int *i)
{
    const char *arg = words->at[*i];
    const char *value = NULL;
    const Row *row = row_for(arg, &value);
    if (!row) {
        USAGE("unknown option '%s'", arg);
        diag_note(nowhere,
                  "adc --help lists the options; what stands behind -- goes to clang as it is");
        return -1;
    }
    if (row->form != FLAG && !value) {
        if (*i + 1 == words->n) {
            USAGE("%s needs an argument: %s", row->spelling, row->argument);
            return -1;
        }
        value = words->at[++*i];
    }
    if (row->option == OPT_HELP)
        print_help();
    else if (row->option == OPT_VERSION)
        puts("adc " ADC_VERSION);
    else if (row->option == OPT_EXPLAIN)
        return diag_explain(value);
    else {
        set(o, row, value);
        return -1;
    }
    return 0;
}

int opts_parse(Options *o, int argc, char **argv)
{
    StrList words = {0};
    diag_init(o);
    bool verbatim = false;
    for (int i = 1; i < argc; i++) {
        verbatim = verbatim || strcmp(argv[i], "--") == 0;
        if (verbatim)
            list_add(&words, argv[i]);
        else
            expand(&words, argv[i], 0);
    }
    for (int i = 0; i < words.n; i++) {
        const char *arg = words.at[i];
        if (strcmp(arg, "--") == 0) {
            while (++i < words.n)
                list_add(&o->clang_args, words.at[i]);
        } else if (arg[0] == '-') {
            int status = read_option(o, &words, &i);
            if (status >= 0)
                return status;
        } else if (!*arg) {
            USAGE("an argument is empty");
        } else {
            list_add(&o->files, arg);
        }
    }
    diag_init(o); /* --color is known now */
    if (o->files.n == 0 && !diag_errors())
        USAGE("no input file");
    check_inputs(o);
    if (o->files.n > 0) {
        name_outputs(o);
        check_outputs(o);
    }
    return diag_errors() ? diag_status() : -1;
}
