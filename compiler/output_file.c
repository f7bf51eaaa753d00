/* output_file.c: writes the generated files: all of them to temporary files beside their targets,
   then renamed, so that a failure leaves nothing changed; and the depfile. */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct File {
    const char *path;
    Text text;
    const char *temporary; /* NULL: not written */
} File;

static const Loc nowhere;

static void failed(const char *path)
{
    diag_error(nowhere, "cannot-write", "cannot write '%s': %s", path, strerror(errno));
}

/* A device or a pipe is written to, not replaced. */
static bool is_special(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

static bool write_all(FILE *f, const Text *t)
{
    bool ok = !t->n || fwrite(t->at, 1, t->n, f) == t->n;
    return fclose(f) == 0 && ok;
}

/* The file that a symbolic link leads to is replaced, not the link. */
static const char *target_of(const char *path)
{
    char *real = realpath(path, NULL);
    const char *target = real ? intern(real) : path;
    free(real);
    return target;
}

static bool prepare(File *file)
{
    struct stat st;
    const char *path = target_of(file->path);
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
        errno = EISDIR;
        return false;
    }
    if (access(path, F_OK) == 0 && access(path, W_OK) != 0)
        return false;
    for (int i = 0; i < 100; i++) {
        const char *name = format("%s.%ld.%d.tmp", path, (long)getpid(), i);
        int fd = open(name, O_WRONLY | O_CREAT | O_EXCL, 0666);
        if (fd < 0 && errno == EEXIST)
            continue;
        FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
        if (!f)
            return false;
        file->temporary = name;
        return write_all(f, &file->text);
    }
    return false;
}

static bool put_special(const File *file)
{
    FILE *f = fopen(file->path, "w");
    return f && write_all(f, &file->text);
}

static void write_files(File *files, int n)
{
    bool ok = true;
    for (int i = 0; ok && i < n; i++)
        if (!is_special(files[i].path) && !prepare(&files[i])) {
            failed(files[i].path);
            ok = false;
        }
    for (int i = 0; i < n; i++) {
        if (!files[i].temporary) {
            if (ok && !put_special(&files[i]))
                failed(files[i].path);
        } else if (!ok) {
            unlink(files[i].temporary);
        } else if (rename(files[i].temporary, target_of(files[i].path)) != 0) {
            failed(files[i].path);
            unlink(files[i].temporary);
            ok = false;
        }
    }
}

/* ---- the depfile ---- */

/* A name as make and ninja read it. */
static void put_name(Text *t, const char *name)
{
    for (const char *c = name; *c; c++) {
        if (*c == ' ' || *c == '#' || *c == '\t') {
            for (const char *b = c; b > name && b[-1] == '\\'; b--)
                text_put(t, "\\");
            text_put(t, "\\");
        } else if (*c == '$') {
            text_put(t, "$");
        }
        text_put_n(t, c, 1);
    }
}

static void depfile(Program *p, Text *t)
{
    const Options *o = p->options;
    StrList targets = o->dep_targets;
    if (targets.n == 0) {
        if (strcmp(o->output, "-") != 0)
            list_add(&targets, o->output);
        if (o->header)
            list_add(&targets, o->header);
    }
    for (int i = 0; i < targets.n; i++) {
        text_put(t, i ? " " : "");
        put_name(t, targets.at[i]);
    }
    text_put(t, ":");
    Map *seen = map_new();
    StrList deps = o->files;
    for (int i = 0; i < p->deps.n; i++)
        list_add(&deps, p->deps.at[i]);
    for (int i = 0; i < deps.n; i++) {
        const char *name = intern(deps.at[i]);
        if (map_get(seen, name))
            continue;
        map_put(seen, name, seen);
        text_put(t, " \\\n  ");
        put_name(t, name);
    }
    text_put(t, "\n");
}

void output_write(Program *p)
{
    const Options *o = p->options;
    File files[4] = {0};
    int n = 0;
    Text source = {0};
    header_settle_params(p);
    output_source(p, &source);
    if (o->header) {
        files[n].path = o->header;
        output_header(p, &files[n++].text);
    }
    if (o->write_deps) {
        files[n].path = o->depfile;
        depfile(p, &files[n++].text);
    }
    if (o->check_main) {
        files[n].path = o->check_main;
        output_check_main(p, &files[n++].text);
    }
    if (diag_errors())
        return;
    bool to_stdout = strcmp(o->output, "-") == 0;
    if (!to_stdout) {
        files[n].path = o->output;
        files[n++].text = source;
    }
    write_files(files, n);
    if (to_stdout && !diag_errors() && source.n)
        fwrite(source.at, 1, source.n, stdout);
}
