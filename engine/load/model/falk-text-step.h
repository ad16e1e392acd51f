/* SPDX-License-Identifier: MIT */
/* A step from a constructor or a method in Python text. */
#pragma once

#include "falk-known.h"
#include "falk-node.h"

G_BEGIN_DECLS

/* What the text itself says a name is: fills @given's kind, i, d and text,
 * or gives FALSE. */
typedef gboolean (*FalkResolveFunc) (gpointer user, const char *name,
                                     FalkGiven *given);

/* Where arguments are read from. */
typedef struct
{
  const FalkParser *parser;
  gboolean printed; /* print (model): the modules exist */
  FalkResolveFunc resolve; /* or NULL */
  gpointer user;
} FalkTextScope;

/* The step that @call of the operation @known (kind FALK_KNOWN_OP) means,
 * its arguments being @call's items from @first on. The step has a name made
 * from its operation. NULL and @error, with its place, where they don't fit
 * the operation. */
FalkStep *falk_text_step (const FalkTextScope *scope, const FalkKnown *known,
                          const FalkNode *call, guint first,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reads @node as an integer. FALSE where it is not one. */
gboolean falk_text_int (const FalkTextScope *scope, const FalkNode *node,
                        gint64 *value);

/* Sets @error: @node is a name or an expression, where a number must be. */
void falk_text_refuse (const FalkTextScope *scope, const FalkNode *node,
                       GError **error);

G_END_DECLS
