/* SPDX-License-Identifier: MIT */
/* Python source read as a chain of steps.
 *
 * Constructors define modules, calls of them and methods of tensors make up
 * the chain. Names are followed from one assignment to the next, so that a
 * forward() gives its true order; where no defined module is called, the
 * order of definition is the chain's. Nothing is computed: what isn't a
 * constructor, a call, a method or an index is passed over with a note where
 * that cannot matter, and refused where it can. */
#pragma once

#include "falk-model.h"
#include "falk-passed.h"
#include "falk-text-step.h"

G_BEGIN_DECLS

/* What a name or an expression stands for. */
typedef enum
{
  FALK_FLOW_NONE, /* nothing of the chain */
  FALK_FLOW_VALUE, /* what item `item` gives; -1: the input */
  FALK_FLOW_PAIR, /* (output, h_n) of item `item` */
  FALK_FLOW_STATE, /* its h_n */
  FALK_FLOW_MODULE, /* definition `def`, made by item `item` */
  FALK_FLOW_NUMBER, /* a literal */
} FalkFlowKind;

typedef struct
{
  FalkFlowKind kind;
  int item;
  guint def;
  gboolean assumed; /* VALUE: an unknown name, taken for the chain */
  FalkGivenKind value; /* NUMBER */
  gint64 i;
  double d;
} FalkFlow;

typedef struct
{
  char *name; /* "" where it has none */
  GPtrArray *steps; /* FalkStep, owned; may be empty */
  guint line;
  guint n_calls;
} FalkDefinition;

typedef enum
{
  FALK_ITEM_DEFINED, /* counts where no defined module is called */
  FALK_ITEM_CALLED, /* definition `def`, on what came before */
  FALK_ITEM_STEP, /* a step of its own */
} FalkItemKind;

typedef struct
{
  FalkItemKind kind;
  guint def;
  FalkStep *step; /* owned */
  gboolean takes_state;
} FalkItem;

typedef struct
{
  FalkParser parser;
  FalkTextScope scope;
  FalkPassed *passed;
  FalkModel *model; /* gets notes at once, steps at the end */
  GArray *items; /* FalkItem */
  GPtrArray *definitions; /* FalkDefinition, owned */
  GHashTable *names; /* char * → FalkFlow *, owned */
  GHashTable *bound; /* "Class.parameter" → FalkFlow *, owned */
  char *class_name; /* of the class that is read; owned, or NULL */
  GHashTable *classes; /* names of classes in the text; owned */
  int last; /* item whose output goes on; -1: the input */
  guint n_steps, n_notes;
  gboolean in_class; /* names must be known to count */
  gboolean worked; /* the statement had to do with the chain */
  /* Of the statement that is read: */
  const FalkNode *target_value; /* the constructor that is assigned */
  const char *target; /* to this name, without "self." */
  gboolean target_self;
} FalkScript;

/* falk-script.c: what is known, and the chain. */
void falk_script_init (FalkScript *script, FalkModel *model, const char *text,
                       gsize length);
void falk_script_clear (FalkScript *script);

/* What @name stands for; NULL where it is unknown. "self." is left out. */
const FalkFlow *falk_script_find (const FalkScript *script, const char *name);
void falk_script_set (FalkScript *script, const char *name,
                      const FalkFlow *flow);

/* TRUE and @flow where @node is a number or a truth value. */
gboolean falk_script_literal (const FalkNode *node, FalkFlow *flow);

/* falk-script-scan.c: finds the numbers that classes of the text are
 * constructed with. */
void falk_script_scan (FalkScript *script);

/* Adds a definition and gives its index; @name is copied. */
guint falk_script_add_definition (FalkScript *script, const char *name,
                                  guint line);
FalkDefinition *falk_script_definition (const FalkScript *script, guint def);

/* Adds an item, whose output then goes on (but for _DEFINED). Takes @step
 * over. FALSE and @error where there are too many steps. */
gboolean falk_script_add_item (FalkScript *script, FalkItemKind kind, guint def,
                               FalkStep *step, GError **error);

/* A note with the line of @node; not more than a handful in all. */
void falk_script_note (FalkScript *script, const FalkNode *node,
                       const char *format, ...) G_GNUC_PRINTF (3, 4);

/* Moves the chain to the model. */
void falk_script_finish (FalkScript *script);

/* falk-script-define.c: the module that @call of @known constructs. */
gboolean falk_script_define (FalkScript *script, const FalkNode *call,
                             const FalkKnown *known, const char *class_name,
                             FalkFlow *flow, GError **error);

/* The class of "nn.GRU" and of "GRU", or NULL where @callee, joined by dots,
 * is not how one constructs a module. Borrowed from @callee. */
const char *falk_script_class (const FalkScript *script, const char *callee);

/* falk-script-eval.c: follows an expression. */
gboolean falk_script_eval (FalkScript *script, const FalkNode *node,
                           FalkFlow *flow, GError **error);

/* Follows all of @nodes. @flow becomes the first one of the chain, else an
 * assumed one, else nothing. */
gboolean falk_script_eval_all (FalkScript *script, const GPtrArray *nodes,
                               FalkFlow *flow, GError **error);

/* Whether @flow is a tensor that the text itself made in the chain. */
gboolean falk_script_is_chain (const FalkFlow *flow);

/* Packages, and words of expressions that are read as if they were names. */
gboolean falk_script_is_no_tensor (const char *name);

/* Sets @error: @name at @node is no known operation. Always FALSE. */
gboolean falk_script_refuse_unknown (FalkScript *script, const FalkNode *node,
                                     const char *name, GError **error);

/* falk-script-call.c: follows a call. */
gboolean falk_script_call (FalkScript *script, const FalkNode *node,
                           FalkFlow *flow, GError **error);

/* falk-script-index.c: @node, an index on what @base is. */
gboolean falk_script_index (FalkScript *script, const FalkNode *node,
                            FalkFlow *base, FalkFlow *flow, GError **error);

/* What @flow is as one tensor that the next step takes: the output of a
 * pair, a state as "take". Notes where it is not the last item's. */
void falk_script_settle (FalkScript *script, const FalkNode *node,
                         FalkFlow *flow);

/* falk-block.c: passes over a word of Python's own at the next token, and
 * over what belongs to it: a whole line, up to a ':', a def's parameters.
 * @expression tells whether an expression or assignment follows. */
gboolean falk_script_read_block (FalkScript *script, gboolean *expression,
                                 GError **error);

/* falk-statement.c: reads all of the text. */
gboolean falk_script_read (FalkScript *script, GError **error);

G_END_DECLS
