/* front_flags.c: the arguments clang is called with: those of the user or of the compilation
   database, where adc's own header and clang's own headers are. Leaves one list for both parses. */
#include "front.h"

#include <clang-c/CXCompilationDatabase.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_there(const char *path)
{
    struct stat s;
    return stat(path, &s) == 0;
}

/* Beside the program when installed, else where it was built. */
static const char *header_dir(void)
{
    char self[4096];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    if (n > 0) {
        self[n] = '\0';
        char *slash = strrchr(self, '/');
        if (slash)
            *slash = '\0';
        const char *dir = format("%s/../include", self);
        if (is_there(format("%s/adc/adc.h", dir)))
            return dir;
    }
#ifdef ADC_HEADER_DIR
    if (is_there(ADC_HEADER_DIR "/adc/adc.h"))
        return ADC_HEADER_DIR;
#endif
    return NULL;
}

static bool has_prefix(const StrList *flags, const char *prefix)
{
    for (int i = 0; i < flags->n; i++)
        if (!strncmp(flags->at[i], prefix, strlen(prefix)))
            return true;
    return false;
}

/* The include directory of a gcc: its stddef.h and its like serve where clang's are not installed, its omp.h where there is no
   other. */
static const char *gcc_include(const char *header)
{
    static const char *const roots[] = {"/usr/lib/gcc", "/usr/lib64/gcc"};
    for (size_t i = 0; i < sizeof roots / sizeof roots[0]; i++) {
        DIR *targets = opendir(roots[i]);
        for (struct dirent *t; targets && (t = readdir(targets));) {
            const char *target = format("%s/%s", roots[i], t->d_name);
            DIR *versions = t->d_name[0] == '.' ? NULL : opendir(target);
            for (struct dirent *v; versions && (v = readdir(versions));) {
                const char *dir = format("%s/%s/include", target, v->d_name);
                if (v->d_name[0] != '.' && is_there(format("%s/%s", dir, header))) {
                    closedir(versions);
                    closedir(targets);
                    return dir;
                }
            }
            if (versions)
                closedir(versions);
        }
        if (targets)
            closedir(targets);
    }
    return NULL;
}

/* libclang would look for its headers below the working directory first: say where they are. */
static void add_builtin_headers(StrList *flags)
{
    if (has_prefix(flags, "-resource-dir"))
        return;
#ifdef ADC_RESOURCE_DIR
    if (is_there(ADC_RESOURCE_DIR "/include/stddef.h")) {
        list_add(flags, "-resource-dir");
        list_add(flags, ADC_RESOURCE_DIR);
        return;
    }
#endif
    static const char *const places[] = {"/usr/lib/llvm-19/lib/clang/19", "/usr/lib/clang/19",
                                         "/usr/lib64/clang/19", "/usr/local/lib/clang/19"};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        if (is_there(format("%s/include/stddef.h", places[i]))) {
            list_add(flags, "-resource-dir");
            list_add(flags, places[i]);
            return;
        }
    const char *gcc = gcc_include("stddef.h");
    if (gcc) {
        list_add(flags, "-nobuiltininc");
        list_add(flags, "-isystem");
        list_add(flags, gcc);
    }
}

/* <omp.h> is installed with gcc, and not always with clang, which does not know all attributes that are in it. Of gcc's
   directory it is to see this header alone: one that only exists for it leads there. */
static const char openmp_directory[] = "/usr/lib/gcc", openmp_header[] = "/usr/lib/gcc/omp.h";

bool front_openmp(struct CXUnsavedFile *header)
{
    const char *gcc = is_there(openmp_directory) ? gcc_include("omp.h") : NULL;
    if (!gcc)
        return false;
    const char *text = format("#include \"%s/omp.h\"\n", gcc);
    *header = (struct CXUnsavedFile){openmp_header, text, strlen(text)};
    return true;
}

bool front_is_openmp(const char *path) { return strcmp(path, openmp_header) == 0; }

static void add_openmp(StrList *flags)
{
    list_add(flags, "-idirafter");
    list_add(flags, openmp_directory);
    list_add(flags, "-D__malloc__(f)=");
}

/* ---- the compilation database ---- */

static const char *absolute(const char *dir, const char *path)
{
    return path[0] == '/' ? path : format("%s/%s", dir, path);
}

/* Flags with an argument that is a path, joined to them or the next word. */
static const char *const path_flags[] = {"-I",       "-iquote",  "-isystem",  "-idirafter",
                                         "-include", "-imacros", "-isysroot", "--sysroot"};
static const char *const word_flags[] = {"-D", "-U"};
static const char *const kept_flags[] = {
    "-std=",         "-m",    "-pthread",  "-fopenmp-simd", "-funsigned-char", "-fsigned-char",
    "-fshort-enums", "-ansi", "-nostdinc", "-trigraphs"};

static bool one_of(const char *s, const char *const *list, size_t n, size_t *length)
{
    for (size_t i = 0; i < n; i++)
        if (!strncmp(s, list[i], *length = strlen(list[i])))
            return true;
    return false;
}

#define ONE_OF(s, list, length) one_of(s, list, sizeof list / sizeof list[0], length)

static void add_command(StrList *flags, const StrList *words, const char *dir)
{
    size_t n;
    for (int i = 1; i < words->n; i++) {
        const char *w = words->at[i];
        if (ONE_OF(w, path_flags, &n) || ONE_OF(w, word_flags, &n)) {
            bool path = ONE_OF(w, path_flags, &n);
            if (!path)
                (void)ONE_OF(w, word_flags, &n);
            const char *value = w[n] == '=' && path ? w + n + 1 : w[n] ? w + n : NULL;
            if (!value && ++i < words->n)
                value = words->at[i];
            if (!value)
                return;
            list_add(flags, intern_n(w, n));
            /* what is forced in by name may also be found by -I */
            bool there = path && is_there(absolute(dir, value));
            list_add(flags, there ? absolute(dir, value) : value);
        } else if (ONE_OF(w, kept_flags, &n)) {
            list_add(flags, w);
        }
    }
}

static bool same_file(const char *a, const char *b)
{
    struct stat x, y;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static void add_database(StrList *flags, const char *build_dir, const char *path)
{
    CXCompilationDatabase_Error error;
    CXCompilationDatabase db = clang_CompilationDatabase_fromDirectory(build_dir, &error);
    if (error != CXCompilationDatabase_NoError) {
        diag_error((Loc){0}, "file", "cannot read '%s/compile_commands.json'", build_dir);
        return;
    }
    CXCompileCommands all = clang_CompilationDatabase_getAllCompileCommands(db);
    bool found = false;
    for (unsigned i = 0; i < clang_CompileCommands_getSize(all) && !found; i++) {
        CXCompileCommand c = clang_CompileCommands_getCommand(all, i);
        const char *dir = front_string(clang_CompileCommand_getDirectory(c));
        const char *file = front_string(clang_CompileCommand_getFilename(c));
        if (!same_file(absolute(dir, file), path))
            continue;
        StrList words = {0};
        for (unsigned k = 0; k < clang_CompileCommand_getNumArgs(c); k++)
            list_add(&words, front_string(clang_CompileCommand_getArg(c, k)));
        add_command(flags, &words, dir);
        found = true;
    }
    if (!found)
        diag_warning((Loc){intern(path), 1, 1}, "file",
                     "no command for this file in '%s/compile_commands.json'", build_dir);
    clang_CompileCommands_dispose(all);
    clang_CompilationDatabase_dispose(db);
}

/* ---- all of them ---- */

static bool wants_warnings(const StrList *flags)
{
    for (int i = 0; i < flags->n; i++)
        if (!strncmp(flags->at[i], "-W", 2) && strncmp(flags->at[i], "-Wno-", 5))
            return true;
    return false;
}

/* -fopenmp hides the statements under its pragmas: the macro alone, the pragmas are ignored. */
static void add_user(StrList *flags, const StrList *given)
{
    for (int i = 0; i < given->n; i++) {
        if (!strncmp(given->at[i], "-fopenmp", 8) && strcmp(given->at[i], "-fopenmp-simd")) {
            list_add(flags, "-D_OPENMP=201811");
            continue;
        }
        list_add(flags, given->at[i]);
    }
}

/* C11 has CMPLX; the GNU library has it for gcc alone. */
static void add_complex(StrList *flags, const char *path)
{
    static const char *const macros[] = {"CMPLX", "double", "CMPLXF", "float", "CMPLXL", "long double"};
    size_t size;
    const char *text = read_file(path, &size);
    for (size_t i = 0; text && i < sizeof macros / sizeof macros[0]; i += 2)
        if (strstr(text, format("%s(", macros[i])) && !strstr(text, format("define %s(", macros[i])))
            list_add(flags, format("-D%s(x,y)=__builtin_complex((%s)(x),(%s)(y))", macros[i], macros[i + 1], macros[i + 1]));
}

StrList front_flags(const Options *options, const char *path)
{
    StrList flags = {0};
    if (options->build_dir)
        add_database(&flags, options->build_dir, path);
    add_user(&flags, &options->clang_args);
    if (!wants_warnings(&flags)) {
        list_add(&flags, "-Wno-everything");
        list_add(&flags, "-Wignored-attributes"); /* tells of macros of ours that stand in vain */
    }
    if (!has_prefix(&flags, "-fbracket-depth"))
        list_add(&flags, "-fbracket-depth=1024");
    add_builtin_headers(&flags);
    if (front_openmp(&(struct CXUnsavedFile){0}))
        add_openmp(&flags);
    list_add(&flags, "-D__ADC__=1");
    add_complex(&flags, path);
    list_add(&flags, "-xc");
    const char *dir = header_dir();
    if (dir) {
        list_add(&flags, "-I");
        list_add(&flags, dir);
    }
    return flags;
}
