/* layout_table.c: takes a line that ends in a list of values in braces and is too long, prints the
   values in columns, as clang-format does where a list has more than five and they are of much the
   same width. */
#include "emit.h"

#include <string.h>

enum { MAX_COLUMNS = EMIT_COLUMNS / 3, MIN_COMMAS = 5, MAX_DIFFERENCE = 10, BREAK_INSIDE = 2 };

typedef struct Table {
    const Line *line;
    int open;         /* token of the opening brace */
    LIST(int) starts; /* tokens that items begin with */
    LIST(int) widths; /* of the items, comma included */
    int last_width;   /* of the last with all that stands behind it */
} Table;

typedef struct Grid {
    int columns, rows, width;
    int sizes[MAX_COLUMNS];
} Grid;

/* Finds the list: the last bracket of the line at the outermost level. */
static bool find_table(const Line *l, Table *t)
{
    int level = 0, width = 0;
    *t = (Table){.line = l, .open = -1};
    for (int i = 0; i < l->n; i++) {
        const Token *token = &l->at[i];
        if (token->kind == TK_CLOSE)
            level--;
        if (t->open >= 0 && level == 1 && (l->at[i - 1].kind == TK_COMMA || i - 1 == t->open)) {
            list_add(&t->starts, i);
            if (t->starts.n > 1)
                list_add(&t->widths, width);
            width = -token->space;
        }
        width += (int)strlen(token->text) + token->space;
        if (token->kind == TK_OPEN && level++ == 0) {
            if (t->open >= 0 || token->text[0] != '{')
                return false;
            t->open = i;
        }
    }
    if (t->starts.n <= MIN_COMMAS)
        return false;
    t->last_width = width;
    int closing = l->at[l->n - 1].kind == TK_SEMI ? 2 : 1;
    list_add(&t->widths, width - closing);
    return true;
}

/* Lays the items out in so many columns; false: their widths differ too much. */
static bool fill_grid(const Table *t, int columns, Grid *g)
{
    int least[MAX_COLUMNS];
    *g = (Grid){.columns = columns, .rows = 1};
    int column = 0;
    for (int i = 0; i < columns; i++)
        least[i] = EMIT_COLUMNS * 100;
    for (int i = 0; i < t->widths.n; i++, column++) {
        if (column == columns) {
            g->rows++;
            column = 0;
        }
        bool last = column == columns - 1 && i == t->widths.n - 1;
        int width = last ? t->last_width : t->widths.at[i];
        if (width > g->sizes[column])
            g->sizes[column] = width;
        if (width < least[column])
            least[column] = width;
    }
    g->width = columns - 1;
    for (int i = 0; i < columns; i++) {
        g->width += g->sizes[i];
        if (i < columns - 1 && g->sizes[i] - least[i] > MAX_DIFFERENCE)
            return false;
    }
    return g->width <= EMIT_COLUMNS;
}

/* The fewest columns that give the fewest rows. */
static bool choose_grid(const Table *t, int room, Grid *best)
{
    bool found = false;
    for (int columns = MAX_COLUMNS; columns >= 1; columns--) {
        Grid g;
        if (columns > t->widths.n || !fill_grid(t, columns, &g) || (g.width > room && columns > 1))
            continue;
        if (found && g.rows > best->rows)
            break;
        *best = g;
        found = true;
    }
    return found;
}

static void put_tokens(Text *t, const Line *l, int from, int to)
{
    for (int i = from; i < to; i++)
        text_format(t, "%s%s", i > from && l->at[i].space ? " " : "", l->at[i].text);
}

static void put_items(Text *text, const Table *t, const Grid *g, int indent)
{
    int column = 0;
    for (int i = 0; i < t->starts.n; i++, column++) {
        int end = i + 1 < t->starts.n ? t->starts.at[i + 1] : t->line->n;
        if (column == g->columns) {
            text_format(text, "\n%*s", indent, "");
            column = 0;
        } else if (i) {
            text_format(text, "%*s", g->sizes[column - 1] - t->widths.at[i - 1] + 1, "");
        }
        put_tokens(text, t->line, t->starts.at[i], end);
    }
}

bool line_print_table(Text *text, const Line *l, int column)
{
    Table t;
    Grid beside, below;
    if (!find_table(l, &t))
        return false;
    int head = column;
    for (int i = 0; i <= t.open; i++)
        head += (int)strlen(l->at[i].text) + l->at[i].space;
    bool has_beside = head < EMIT_COLUMNS && choose_grid(&t, EMIT_COLUMNS - head, &beside);
    bool has_below = choose_grid(&t, EMIT_COLUMNS - column - EMIT_INDENT, &below);
    if (!has_beside && !has_below)
        return false;
    put_tokens(text, l, 0, t.open + 1);
    if (has_beside && !(has_below && beside.rows - below.rows >= BREAK_INSIDE)) {
        put_items(text, &t, &beside, head);
        return true;
    }
    text_format(text, "\n%*s", column + EMIT_INDENT, "");
    put_items(text, &t, &below, column + EMIT_INDENT);
    return true;
}
