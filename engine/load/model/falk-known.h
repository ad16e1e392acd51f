/* SPDX-License-Identifier: MIT */
/* Names of PyTorch that a model text may have: operations of the table of
 * steps, and the tables of those that are passed over, with the reason. */
#pragma once

#include "falk-step.h"

G_BEGIN_DECLS

typedef enum
{
  FALK_KNOWN_NOT, /* in no table */
  FALK_KNOWN_OP, /* an operation of the table of steps */
  FALK_KNOWN_PASS, /* gives the shape it takes, whatever that is */
  FALK_KNOWN_NORM, /* gives the shape it takes, but checks it first */
  FALK_KNOWN_LOSS, /* compares the output: is not part of the chain */
  FALK_KNOWN_SEQUENCE, /* Sequential and the lists: walked */
  FALK_KNOWN_OTHER, /* of a tensor, but no step: sum, cat, matmul */
  FALK_KNOWN_ASIDE, /* gives no tensor of the chain: size, print, zeros */
} FalkKnownKind;

typedef struct
{
  FalkKnownKind kind;
  FalkOp op; /* OP */
  const char *preset; /* OP: an argument with another default, or NULL */
  gint64 preset_value;
} FalkKnown;

/* A module's class, without "nn." before it: GRU, Dropout, Sequential. */
FalkKnown falk_known_module (const char *name);

/* A method of a tensor, x.NAME (…), which is also torch.NAME (x, …). */
FalkKnown falk_known_method (const char *name);

/* A function: the methods, and those that only functions are. */
FalkKnown falk_known_function (const char *name);

/* A name for a step of @op that has none: "fc" for a Linear. The caller
 * frees it. */
char *falk_known_step_name (const FalkStep *step) G_GNUC_WARN_UNUSED_RESULT;

/* Sets @error: there is no operation @name; with what a text may have. */
void falk_known_set_unknown (GError **error, const char *name);

G_END_DECLS
