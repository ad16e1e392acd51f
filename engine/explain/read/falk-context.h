/* SPDX-License-Identifier: MIT */
/* A context: what is known beside an error text, from who reports it, from
 * the lines around it, or from what a window has open. Named numbers, named
 * shapes and words; all of it evidence, none of it needed. */
#pragma once

#include "falk-step.h"

G_BEGIN_DECLS

/* A size that is not known. */
#define FALK_SIZE_UNKNOWN ((gint64)-1)

/* A named number (rank 0, in dims[0]) or a named shape. */
typedef struct
{
  char *name; /* "batch_size", "h0", "embedding": as it was called */
  gboolean is_shape;
  FalkShape shape; /* outermost axis first; FALK_SIZE_UNKNOWN where a size
                    * isn't known. Of a number, rank 1. */
} FalkKnown;

typedef struct
{
  GPtrArray *knowns; /* FalkKnown, owned, in the order they were added */
  GString *layer; /* what was said of the layer that spoke, in lower case */
  GString *words; /* that, and what was said around it, in lower case */
} FalkContext;

FalkContext *falk_context_new (void) G_GNUC_WARN_UNUSED_RESULT;
FalkContext *
falk_context_copy (const FalkContext *context) G_GNUC_WARN_UNUSED_RESULT;
void falk_context_free (FalkContext *context);

void falk_context_add_number (FalkContext *context, const char *name,
                              gint64 number);
void falk_context_add_shape (FalkContext *context, const char *name,
                             const FalkShape *shape);

/* The same in place of one that is there, before all others. */
void falk_context_set_shape (FalkContext *context, const char *name,
                             const FalkShape *shape);
void falk_context_add_layer (FalkContext *context, const char *words);
void falk_context_add_words (FalkContext *context, const char *words);

/* Reads numbers and shapes that stand in @text under a name, as in
 * "batch_size = 64", "hidden_size=256" and "x.shape: torch.Size([32, 50])".
 * The first of each name counts. */
void falk_context_read (FalkContext *context, const char *text);

/* Reads the shape of the input that torch.compile shows among the operands of
 * a step that it could not trace, FakeTensor(..., size=(32, 50, 3)): the first
 * that is no Parameter, under the name "input". */
void falk_context_read_fakes (FalkContext *context, const char *text);

/* The number called @name; FALSE when there is none. */
gboolean falk_context_number (const FalkContext *context, const char *name,
                              gint64 *number);

/* The shape called @name, or NULL; borrowed. */
const FalkShape *falk_context_shape (const FalkContext *context,
                                     const char *name);

/* The first number or size of @value whose name holds one of @parts
 * (separated by "|", in lower case), or any where it is NULL; borrowed, or
 * NULL. */
const FalkKnown *falk_context_find (const FalkContext *context, gint64 value,
                                    const char *parts);

/* Whether the name of @known holds one of @parts, as the start of a word. */
gboolean falk_known_is_called (const FalkKnown *known, const char *parts);

/* Whether one of @parts (separated by "|", in lower case) was said. */
gboolean falk_context_says (const FalkContext *context, const char *parts);

/* The operation that the layer's words name first, "LSTM (decoder)"; FALSE when
 * they name none. */
gboolean falk_context_op (const FalkContext *context, FalkOp *op);

/* Gives @step the arguments of its operation that have a number of their own
 * name. */
void falk_context_configure (const FalkContext *context, FalkStep *step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkContext, falk_context_free)

G_END_DECLS
