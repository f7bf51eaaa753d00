/* layout.c: takes a line of tokens, prints it, broken where clang-format 14 would break it in LLVM
   style with four spaces and 100 columns.

   The rules are clang-format's: a break before a token costs the token's penalty (twenty per level
   of brackets, plus the precedence of the operator it stands behind), a first break in a bracket or
   an operand costs fifteen more, a column too many costs everything. The cheapest way to print the
   line is found by a shortest path search over states (next token, column, stack of open groups).
   The names of a Group's members are those of clang-format's ParenState, so that the two can be
   compared. */
#include "emit.h"

#include <stdlib.h>
#include <string.h>

/* ---- building a line ---- */

static Line lines[64];
static int lines_open;

Line *line_open(void)
{
    if (lines_open == (int)(sizeof lines / sizeof lines[0]))
        bug("layout: lines nest too deeply");
    Line *l = &lines[lines_open++];
    l->n = 0;
    l->declares = false;
    return l;
}

void line_close(Line *l)
{
    if (l != &lines[--lines_open])
        bug("layout: lines closed out of order");
}

void line_put(Line *l, TokenKind kind, const char *text, bool space)
{
    Token token = {.text = text, .kind = kind, .space = space && l->n > 0};
    list_add(l, token);
}

void line_binary(Line *l, const char *text, int prec)
{
    line_put(l, prec == P_ASSIGN ? TK_ASSIGN : TK_BINARY, text, true);
    l->at[l->n - 1].prec = prec;
}

void line_group_begin(Line *l, int start, int prec)
{
    Token *t = &l->at[start];
    if (t->opens_n < 16) {
        /* groups are begun from the inside out or from the outside in: the weaker operator is
         * outside */
        int at = 0;
        while (at < t->opens_n && (int)(t->opens >> (4 * at) & 15) > prec)
            at++;
        unsigned long long low = at ? t->opens & (~0ull >> (64 - 4 * at)) : 0;
        unsigned long long high = at < 16 ? t->opens >> (4 * at) : 0;
        t->opens =
            low | (unsigned long long)prec << (4 * at) | (at < 15 ? high << (4 * (at + 1)) : 0);
        t->opens_n++;
    } else {
        bug("layout: too many groups begin at one token");
    }
}

void line_group_end(Line *l)
{
    l->at[l->n - 1].closes++;
}

void line_chain(Line *l, int start)
{
    l->at[start].chains++;
}

int line_width(const Line *l)
{
    int width = 0;
    for (int i = 0; i < l->n; i++)
        width += (int)strlen(l->at[i].text) + l->at[i].space;
    return width;
}

void line_flat(Text *t, const Line *l)
{
    for (int i = 0; i < l->n; i++) {
        if (l->at[i].space)
            text_put(t, " ");
        text_put(t, l->at[i].text);
    }
}

/* ---- what a break costs ---- */

static bool opens(const Token *t)
{
    return t->kind == TK_OPEN;
}

static bool is_conditional(const Token *t)
{
    return t->kind == TK_QUESTION || t->kind == TK_COLON;
}

/* -1: there may be no break before token i. */
static int own_penalty(const Line *l, int i)
{
    const Token *left = &l->at[i - 1], *right = &l->at[i];
    switch (right->kind) {
    case TK_CLOSE:
    case TK_COMMA:
    case TK_SEMI:
    case TK_BINARY:
    case TK_ASSIGN:
        return -1;
    case TK_QUESTION:
    case TK_COLON:
        return P_COND;
    case TK_MEMBER:
        return 150;
    case TK_NAME:
        return l->declares ? 60 : 200;
    case TK_OPEN:
        if (right->text[0] == '[')
            return left->text[0] == ']' ? 200 : 500;
        if (right->text[0] == '{' && left->kind != TK_COMMA)
            return -1;
        if (right->text[0] == '{')
            return 1;
        if (!right->space)
            return -1; /* of a call */
        break;
    default:
        break;
    }
    switch (left->kind) {
    case TK_COMMA:
    case TK_SEMI:
        return left->kind == TK_COMMA;
    case TK_CAST:
        return 100;
    case TK_UNARY:
    case TK_MEMBER:
    case TK_CONTROL:
    case TK_QUESTION:
    case TK_COLON:
        return -1;
    case TK_OPEN:
        if (left->text[0] == '[')
            return 19;
        if (l->declares)
            return 100;
        return i > 1 && l->at[i - 2].kind == TK_CONTROL ? 1000 : 19;
    case TK_ASSIGN:
        return l->at[0].kind == TK_CONTROL && strcmp(l->at[0].text, "for") == 0 ? 4 : 2;
    case TK_BINARY:
        return left->prec;
    default:
        return right->space && right->kind == TK_WORD && left->kind == TK_WORD &&
                       strcmp(left->text, "return") == 0
                   ? 100
                   : -1;
    }
}

/* ---- the search ---- */

typedef struct Group {
    short indent, last_space, start_of_call, question, members, subscripts;
    bool break_before_parameter, no_break, no_break_in_operand, contains_break,
        last_operator_wrapped;
} Group;

typedef struct State {
    int next, column, line_level,
        lowest_level; /* the last two: bracket depth at the start of / on the line */
    unsigned penalty;
    int parent;   /* state, -1: none */
    bool newline; /* before the token that led here */
    int depth;
    Group *stack;
} State;

enum {
    MAX_STATES = 120000,
    MANY_STATES = 50000,
    FEW_STATES = 4000, /* of a search that goes on where one ran out of room */
    HASH_SIZE = 1 << 18,
    POOL_GROUPS = 2400000,
    MAX_GROUPS = 256
};

static struct {
    State *states;
    int n;
    int *heap, heap_n;
    int room; /* for states */
    int *hash, *slot; /* index of the state + 1; where state i is in it */
    Group *pool;
    int pool_n;
    int *penalty, *width, *level, *breaks, pieces_cap;
    Group *kept; /* stack of the state from which the search goes on */
    bool *lone;  /* operator i is the only one of its group: both operands may be broken */
} search;

static void search_start(const Line *l)
{
    if (!search.states) {
        search.states = arena_alloc(MAX_STATES * sizeof *search.states);
        search.heap = arena_alloc((MAX_STATES + 1) * sizeof *search.heap);
        search.hash = arena_alloc(HASH_SIZE * sizeof *search.hash);
        search.slot = arena_alloc(MAX_STATES * sizeof *search.slot);
        search.pool = arena_alloc(POOL_GROUPS * sizeof *search.pool);
    }
    if (search.pieces_cap < l->n) {
        search.pieces_cap = 2 * l->n;
        size_t size = (size_t)search.pieces_cap * sizeof(int);
        search.penalty = arena_alloc(size);
        search.width = arena_alloc(size);
        search.level = arena_alloc(size);
        search.lone = arena_alloc((size_t)search.pieces_cap);
        search.breaks = arena_alloc(size);
        search.kept = arena_alloc(((size_t)search.pieces_cap * 2 + 64) * sizeof(Group));
    }
}

static void search_reset(void)
{
    for (int i = 0; i < search.n; i++)
        search.hash[search.slot[i]] = 0;
    search.n = search.heap_n = search.pool_n = 0;
}

/* Bracket levels and penalties of all tokens; which operators stand alone in their group. */
static void measure(const Line *l)
{
    struct {
        int count, last;
    } groups[MAX_GROUPS];
    int strength = 1, level = 0, depth = 0;
    for (int i = 0; i < l->n; i++) {
        const Token *t = &l->at[i];
        if (t->kind == TK_CLOSE) {
            strength -= t->text[0] == ']' ? 10 : 1;
            level--;
        }
        int own = i ? own_penalty(l, i) : -1;
        search.penalty[i] = own < 0 ? -1 : 20 * strength + own;
        search.width[i] = (int)strlen(t->text);
        search.level[i] = level;
        search.lone[i] = false;
        if (t->kind == TK_OPEN) {
            strength += t->text[0] == '[' ? 10 : 1;
            level++;
        }
        for (int g = 0; g < t->opens_n; g++, depth++)
            if (depth < MAX_GROUPS)
                groups[depth].count = 0;
        if ((t->kind == TK_BINARY || t->kind == TK_COMMA) && depth && depth <= MAX_GROUPS) {
            groups[depth - 1].count++;
            groups[depth - 1].last = i;
        }
        for (int c = 0; c < t->closes && depth; c++) {
            depth--;
            if (depth < MAX_GROUPS && groups[depth].count == 1)
                search.lone[groups[depth].last] = true;
        }
    }
}

static Group *top(State *s)
{
    return &s->stack[s->depth - 1];
}

static bool can_break(const State *s, const Line *l)
{
    const Token *now = &l->at[s->next], *before = now - 1;
    const Group *g = &s->stack[s->depth - 1];
    if (search.penalty[s->next] < 0)
        return false;
    if (before->kind == TK_OPEN && before->text[0] != '{' && s->lowest_level < s->line_level &&
        s->lowest_level < search.level[s->next])
        return false;
    return !g->no_break && !g->no_break_in_operand;
}

static bool must_break(const State *s, const Line *l)
{
    const Token *now = &l->at[s->next], *before = now - 1;
    const Group *g = &s->stack[s->depth - 1];
    if (!g->break_before_parameter || search.penalty[s->next] < 0)
        return false;
    if (before->kind == TK_COMMA || before->kind == TK_SEMI)
        return true;
    if (is_conditional(now) && before->kind != TK_QUESTION)
        return true;
    if (before->kind != TK_BINARY)
        return false;
    /* a break in the left operand asks for one behind the operator, but for plain comparisons */
    bool comparison = before->prec == P_REL || before->prec == P_EQ;
    return !comparison || (s->next > 1 && before[-1].closes > 0);
}

static int max(int a, int b)
{
    return a > b ? a : b;
}

static int newline_column(State *s, const Line *l, int first)
{
    const Token *now = &l->at[s->next], *before = now - 1;
    const Group *g = top(s);
    int continued = max(g->last_space, g->indent) + EMIT_INDENT;
    if (now->kind == TK_MEMBER)
        return g->members ? g->members : continued;
    if (g->question && (now->kind == TK_COLON || is_conditional(before)))
        return g->question;
    if (now->kind == TK_NAME)
        return l->declares ? first : continued;
    if (now->kind == TK_OPEN && now->text[0] == '[')
        return g->subscripts ? g->subscripts : continued;
    return g->indent == first ? g->indent + EMIT_INDENT : g->indent;
}

static void put_on_same_line(State *s, const Line *l)
{
    const Token *now = &l->at[s->next], *before = now - 1;
    Group *g = top(s);
    bool operator=
        before->kind == TK_BINARY || before->kind == TK_COMMA || before->kind == TK_COLON;
    if (operator&& before->prec != P_REL) {
        bool before_operator = before->kind == TK_COLON;
        if (before_operator ? !g->last_operator_wrapped : !search.lone[s->next - 1])
            g->no_break_in_operand = true;
    }
    s->column += now->space;
    if (opens(before)) {
        g->indent = (short)s->column;
        if (s->next > 1 && before[-1].kind == TK_CONTROL)
            g->last_space = (short)s->column;
    } else if (before->kind == TK_COMMA) {
        g->last_space = (short)s->column;
    } else if (before->kind == TK_BINARY || is_conditional(before) ||
               (before->kind == TK_ASSIGN && now->opens_n)) {
        g->last_space = (short)s->column;
    }
}

static void put_on_new_line(State *s, const Line *l, int first)
{
    const Token *now = &l->at[s->next], *before = now - 1;
    Group *g = top(s);
    s->penalty += (unsigned)search.penalty[s->next];
    if (!g->contains_break)
        s->penalty += 15;
    g->contains_break = true;
    s->column = newline_column(s, l, first);
    if (now->kind == TK_MEMBER && !g->members)
        g->members = (short)s->column;
    if (before->kind == TK_COMMA || before->kind == TK_SEMI || before->kind == TK_BINARY)
        g->break_before_parameter = false;
    if (now->kind == TK_QUESTION || before->kind == TK_QUESTION)
        g->break_before_parameter = true;
    g->last_space = (short)s->column;
    s->line_level = s->lowest_level = search.level[s->next];
    for (int i = 0; i < s->depth - 1; i++)
        s->stack[i].break_before_parameter = true;
    if (before->kind != TK_COMMA && before->kind != TK_SEMI && before->kind != TK_COLON &&
        before->kind != TK_BINARY && before->kind != TK_ASSIGN && !opens(before))
        g->break_before_parameter = true;
}

static void push(State *s, Group g)
{
    s->stack[s->depth++] = g;
}

/* The operand groups that begin at the token just placed. */
static void open_groups(State *s, const Line *l)
{
    const Token *now = &l->at[s->next], *before = s->next ? now - 1 : NULL;
    bool after_return = before && before->kind == TK_WORD && strcmp(before->text, "return") == 0;
    bool skip = before && (opens(before) || before->kind == TK_SEMI || before->kind == TK_ASSIGN ||
                           after_return);
    for (int i = now->opens_n - 1; i >= 0; i--) {
        int prec = (int)(now->opens >> (4 * i) & 15);
        const Group *outer = top(s);
        Group g = *outer;
        g.contains_break = false;
        g.last_operator_wrapped = true;
        g.no_break = g.no_break || outer->no_break_in_operand;
        if (!after_return || prec > 0)
            g.indent = (short)max(max(s->column, g.indent), outer->last_space);
        if (prec > 0)
            g.last_space = (short)max(g.last_space, s->column);
        if (prec != P_COND && now->kind != TK_UNARY)
            g.start_of_call = (short)s->column;
        bool chained = prec == P_COND && before && before->kind == TK_COLON && i == 0;
        if (!chained && (prec == P_COND || (!skip && prec > P_ASSIGN)))
            g.indent += EMIT_INDENT;
        if ((before && !opens(before)) || prec != P_COMMA)
            g.break_before_parameter = false;
        push(s, g);
        skip = false;
    }
}

static void open_bracket(State *s)
{
    const Group *outer = top(s);
    Group g = {.last_space = outer->last_space, .last_operator_wrapped = true};
    g.indent = (short)(EMIT_INDENT + max(outer->last_space, outer->start_of_call));
    g.no_break = outer->no_break || outer->no_break_in_operand;
    push(s, g);
}

static void advance(State *s, const Line *l, bool newline)
{
    const Token *now = &l->at[s->next];
    Group *g = top(s);
    if (now->kind == TK_COMMA || now->kind == TK_BINARY)
        g->no_break_in_operand = false;
    if (is_conditional(now))
        g->last_operator_wrapped = newline;
    if (now->kind == TK_QUESTION)
        g->question = (short)s->column;
    if (now->kind == TK_OPEN && now->text[0] == '[' && !g->subscripts)
        g->subscripts = (short)s->column;
    if (now->kind != TK_OPEN && now->kind != TK_CLOSE && search.level[s->next] < s->lowest_level)
        s->lowest_level = search.level[s->next];
    if (now->kind == TK_MEMBER)
        g->start_of_call = 0;
    open_groups(s, l);
    if (now->kind == TK_CLOSE && s->depth > 1) {
        s->depth--;
        bool more = s->next + 1 < l->n && l->at[s->next + 1].text[0] == '[';
        if (now->text[0] == ']' && !more)
            top(s)->subscripts = 0;
    }
    if (now->kind == TK_OPEN)
        open_bracket(s);
    for (int i = 0; i < now->closes && s->depth > 1; i++)
        s->depth--;
    s->column += search.width[s->next];
    if (s->column > EMIT_COLUMNS)
        s->penalty += 1000000u * (unsigned)(s->column - EMIT_COLUMNS);
    s->next++;
}

/* ---- the queue and the states seen ---- */

static bool earlier(int a, int b)
{
    const State *x = &search.states[a], *y = &search.states[b];
    return x->penalty != y->penalty ? x->penalty < y->penalty : a < b;
}

static void heap_push(int state)
{
    int i = search.heap_n++;
    for (; i && earlier(state, search.heap[(i - 1) / 2]); i = (i - 1) / 2)
        search.heap[i] = search.heap[(i - 1) / 2];
    search.heap[i] = state;
}

static int heap_pop(void)
{
    int first = search.heap[0], last = search.heap[--search.heap_n], i = 0;
    for (;;) {
        int kid = 2 * i + 1;
        if (kid >= search.heap_n)
            break;
        if (kid + 1 < search.heap_n && earlier(search.heap[kid + 1], search.heap[kid]))
            kid++;
        if (!earlier(search.heap[kid], last))
            break;
        search.heap[i] = search.heap[kid];
        i = kid;
    }
    search.heap[i] = last;
    return first;
}

static bool same_group(const Group *a, const Group *b)
{
    return a->indent == b->indent && a->last_space == b->last_space &&
           a->start_of_call == b->start_of_call && a->question == b->question &&
           a->members == b->members && a->subscripts == b->subscripts &&
           a->break_before_parameter == b->break_before_parameter && a->no_break == b->no_break &&
           a->no_break_in_operand == b->no_break_in_operand &&
           a->contains_break == b->contains_break &&
           a->last_operator_wrapped == b->last_operator_wrapped;
}

static bool same_state(const State *a, const State *b)
{
    if (a->next != b->next || a->column != b->column || a->line_level != b->line_level ||
        a->lowest_level != b->lowest_level || a->depth != b->depth)
        return false;
    if (search.n > MANY_STATES)
        return true; /* as clang-format does, lest the search never ends */
    for (int i = 0; i < a->depth; i++)
        if (!same_group(&a->stack[i], &b->stack[i]))
            return false;
    return true;
}

/* Has a state been expanded that can do all this one can? The first one was as cheap. */
static bool seen(int index)
{
    const State *s = &search.states[index];
    unsigned hash = (unsigned)s->next * 2654435761u ^ (unsigned)s->column * 40503u;
    for (int i = 0; search.n <= MANY_STATES && i < s->depth; i++)
        hash = (hash ^ (unsigned)(s->stack[i].indent * 128 + s->stack[i].last_space)) * 16777619u;
    hash ^= hash >> 15;
    for (unsigned at = hash % HASH_SIZE;; at = (at + 1) % HASH_SIZE) {
        if (!search.hash[at]) {
            search.hash[at] = index + 1;
            search.slot[index] = (int)at;
            return false;
        }
        if (same_state(&search.states[search.hash[at] - 1], s))
            return true;
    }
}

static State *state_new(const State *from)
{
    const int room = 32; /* groups one token may open */
    if (search.n == search.room || search.pool_n + from->depth + room > POOL_GROUPS)
        return NULL;
    State *s = &search.states[search.n++];
    *s = *from;
    s->stack = search.pool + search.pool_n;
    memcpy(s->stack, from->stack, (size_t)from->depth * sizeof *s->stack);
    return s;
}

/* The state behind the next token; false: no room left. */
static bool place(int from, const Line *l, bool newline, int first)
{
    State *s = state_new(&search.states[from]);
    if (!s)
        return false;
    s->parent = from;
    s->newline = newline;
    if (newline)
        put_on_new_line(s, l, first);
    else
        put_on_same_line(s, l);
    advance(s, l, newline);
    search.pool_n += s->depth;
    heap_push((int)(s - search.states));
    return true;
}

/* The state that got furthest, the cheapest of these: from there the search starts anew where its
 * room is used up. */
static int furthest(void)
{
    int best = 0;
    for (int i = 1; i < search.n; i++) {
        const State *a = &search.states[i], *b = &search.states[best];
        if (a->next > b->next || (a->next == b->next && a->penalty < b->penalty))
            best = i;
    }
    return best;
}

/* The last state of the cheapest way from start; where there is no more room, of the way that got
 * furthest. */
static int find_way(const Line *l, int column, const State *start)
{
    search_reset();
    State *s = state_new(start);
    search.pool_n += s->depth;
    heap_push(0);
    while (search.heap_n) {
        int index = heap_pop();
        s = &search.states[index];
        if (s->next == l->n)
            return index;
        if (seen(index))
            continue;
        bool room = true;
        if (!must_break(s, l))
            room = place(index, l, false, column);
        if (can_break(s, l))
            room = place(index, l, true, column) && room;
        if (!room)
            break;
    }
    return furthest();
}

/* breaks[i]: column of the line that token i starts, 0: it starts none. */
static void note_breaks(int last, int *breaks)
{
    for (int s = last; s >= 0; s = search.states[s].parent) {
        const State *at = &search.states[s];
        if (at->parent >= 0 || at->next == 1)
            breaks[at->next - 1] = at->newline ? at->column - search.width[at->next - 1] : 0;
    }
}

static void print_broken(Text *t, const Line *l, int column)
{
    search_start(l);
    measure(l);
    search.kept[0] = (Group){
        .indent = (short)column, .last_space = (short)column, .last_operator_wrapped = true};
    State start = {.parent = -1, .depth = 1, .stack = search.kept, .column = column};
    advance(&start, l, false);
    int *breaks = search.breaks;
    memset(breaks, 0, (size_t)l->n * sizeof *breaks);
    search.room = MAX_STATES;
    while (start.next < l->n) {
        int last = find_way(l, column, &start);
        search.room = FEW_STATES;
        note_breaks(last, breaks);
        start = search.states[last];
        memcpy(search.kept, start.stack, (size_t)start.depth * sizeof *start.stack);
        start.stack = search.kept;
        start.parent = -1;
    }
    for (int i = 0; i < l->n; i++) {
        if (breaks[i])
            text_format(t, "\n%*s", breaks[i], "");
        else if (l->at[i].space)
            text_put(t, " ");
        text_put(t, l->at[i].text);
    }
}

/* A chain a ? b : c ? d : e gets parentheses where it does not fit on a line: (c ? d : e). */
static void put_chain_parens(Line *to, const Line *l)
{
    int depth = 0, open[64], n = 0;
    to->declares = l->declares;
    for (int i = 0; i < l->n; i++) {
        Token t = l->at[i];
        for (int k = 0; k < t.chains && n < 64; k++) {
            line_put(to, TK_OPEN, "(", t.space);
            t.space = false;
            open[n++] = depth;
        }
        depth += t.opens_n - t.closes;
        int extra = 0, ends = 0;
        while (ends < n && depth <= open[n - ends - 1])
            ends++;
        if (ends)
            extra = open[n - ends] - depth;
        t.closes -= (unsigned char)extra;
        t.chains = 0;
        list_add(to, t);
        for (int k = 0; k < ends; k++, n--)
            line_put(to, TK_CLOSE, ")", false);
        to->at[to->n - 1].closes += (unsigned char)extra;
    }
}

static bool has_chain(const Line *l)
{
    for (int i = 0; i < l->n; i++)
        if (l->at[i].chains)
            return true;
    return false;
}

void line_print(Text *t, const Line *l, int column)
{
    if (column + line_width(l) <= EMIT_COLUMNS) {
        line_flat(t, l);
    } else if (line_print_table(t, l, column)) {
        return;
    } else if (has_chain(l)) {
        Line *with = line_open();
        put_chain_parens(with, l);
        print_broken(t, with, column);
        line_close(with);
    } else {
        print_broken(t, l, column);
    }
}
