/* output.h: what the files of the output (output.c, output_scope.c, output_header.c, output_file.c,
   dump.c) share. A Scope collects what the generated C prints and what that needs: functions in the
   order in which each stands behind what it calls, types and variables of the source to repeat,
   headers to include. */
#ifndef ADC_OUTPUT_H
#define ADC_OUTPUT_H

#include "emit.h"

/* In the order of the alphabet. */
typedef enum Standard {
    STD_ADC,
    STD_SPECIAL,
    STD_COMPLEX,
    STD_MATH,
    STD_STDARG,
    STD_STDATOMIC,
    STD_STDDEF,
    STD_STDINT,
    STD_STDIO,
    STD_STDLIB,
    STD_STRING,
    STD_N
} Standard;
extern const char *const standard_names[STD_N]; /* adc/adc.h, complex.h ... */

typedef struct Scope {
    Program *p;
    EmitNeeds *all;    /* of everything printed */
    Text functions;    /* definitions, each after a blank line */
    FnList prototypes; /* static functions called before they are defined */
    Map *state;        /* Fn -> &visiting, &done */
    Map *made;         /* functions made by adc */
    Map *globals;      /* Var -> its declaration or definition as text */
    Map *types_seen;
    Map *enumerators;  /* name -> Item */
    Map *first_of, *clashes, *used_of, *refused; /* of output_clash.c: name -> Item */
    Map *include_of;   /* item of a header of the user's -> the I_INCLUDE it comes from */
    StrList headers;   /* of the library, of functions that it declares */
    bool all_system;   /* something comes from a system header we cannot tell */
    unsigned standard; /* bits of Standard: headers whose parts are used */
} Scope;

/* output_scope.c */
Scope *scope_new(Program *p);
void scope_fn(Scope *s, Fn *f);           /* prints f after what it calls */
void scope_var(Scope *s, Var *v, Fn *by); /* a variable that `by` mentions */
void scope_type(Scope *s, Type *t);       /* marks Item.needed of all that t is made of */
void scope_item(Scope *s, Item *item);
bool scope_is_quoted(const Item *include); /* a header of the user's */
Item *scope_include(Scope *s, Loc loc,
                    Item *item); /* the directive of the source that declares it, or NULL */
bool scope_standard(Loc loc, Standard *header); /* a standard header that loc is part of */

/* output_clash.c */
void clash_note(Scope *s, Item *item);  /* one more of the program's */
void clash_check(Scope *s, Item *item); /* that the output needs: refused where its name means something else, too */
void clash_check_enumerator(Scope *s, const char *name, Item *item);

/* output_static.c */
bool static_changes(Program *p, Var *v); /* a static that some function of the program may change */
bool statics_change_beside(Program *p, const VarList *vars, Map *without); /* some of them, by other statements and functions than these */
void statics_forget(void); /* the program changes */
bool static_leaks(Program *p, const Var *v), function_leaks(Program *p, const Fn *f); /* other files may hold its address */

/* output.c */
void output_settle_macros(const Program *p); /* before anything is printed */
void output_undefs(Program *p, const EmitNeeds *needs,
                   Text *t); /* of macros named like what was printed */
void output_types(Scope *s, Text *t); /* headers and types of the source that are needed, for another file */

/* check_main.c */
void output_check_main(Program *p, Text *t);

/* output_header.c */
bool header_wants_types(Program *p);   /* of the source, declared before the header is included */
void header_settle_params(Program *p); /* before any prototype is written */

#endif
