/* SPDX-License-Identifier: MIT */
/* The table of steps. One row an operation: its arguments, its parameters
 * with their shapes as symbols, its checks in PyTorch's own order, the shape
 * it gives, its products. Checker, diagram, explanation, checkpoint
 * recognition, help and tests read this table; adding an operation is adding
 * a row (and its FALK_OP_ value, and an executor in engine/run). */
#pragma once

#include "falk-fault.h"
#include "falk-product.h"
#include "falk-step.h"
#include "falk-torch-version.h"
#include "falk-value.h"

G_BEGIN_DECLS

/* A symbol for one size of a parameter. */
typedef enum
{
  FALK_SYMBOL_NONE,
  FALK_SYMBOL_GATES_HIDDEN, /* gates · hidden_size */
  FALK_SYMBOL_LAYER_INPUT, /* input_size; directions · H above layer 0 */
  FALK_SYMBOL_HIDDEN, /* hidden_size */
  FALK_SYMBOL_STATE, /* proj_size where there is one, else hidden_size */
  FALK_SYMBOL_PROJ, /* proj_size */
  FALK_SYMBOL_IN_FEATURES,
  FALK_SYMBOL_OUT_FEATURES,
  FALK_SYMBOL_NUM_EMBEDDINGS,
  FALK_SYMBOL_EMBEDDING_DIM,
  FALK_SYMBOL_OUT_CHANNELS,
  FALK_SYMBOL_GROUP_CHANNELS, /* in_channels / groups */
  FALK_SYMBOL_KERNEL,
  FALK_SYMBOL_NUM_FEATURES,
  FALK_SYMBOL_NORMALIZED, /* all sizes of normalized_shape */
  FALK_SYMBOL_COUNT
} FalkSymbol;

typedef struct
{
  const char *name; /* "weight_ih"; a GRU adds "_l0" and "_reverse" */
  FalkSymbol dims[3]; /* FALK_SYMBOL_NONE ends them */
  FalkArg when; /* is there only when this argument is not 0 */
} FalkParameterSpec;

typedef struct
{
  FalkArg arg;
  gboolean required;
  gboolean optional; /* may be absent: no value, rather than a default */
  gint64 fallback; /* the value when unset (INT, BOOL, WORD) */
  double fallback_float; /* the same of a FLOAT */
  gboolean outside; /* not in the constructor: what the call is handed */
  FalkTorch since; /* the oldest version that knows it */
} FalkArgSpec;

/* A check. TRUE when it holds; else it fills @fault, whose code, step and
 * product are set already. @in is what the step is given. */
typedef gboolean (*FalkCheckFunc) (const FalkStep *step, const FalkValue *in,
                                   FalkFault *fault);

/* Where a version makes a check at another place than another, the check
 * stands in its row twice, each time for the versions that make it there. */
typedef struct
{
  FalkFaultCode code;
  guint8 since; /* FalkTorch: the first version that makes it here, */
  guint8 until; /* and the first that doesn't any more */
  FalkCheckFunc holds;
} FalkCheck;

#define FALK_RULE_ARGS_MAX 14
#define FALK_RULE_CHECKS_MAX 48
#define FALK_RULE_PARAMETERS_MAX 5

typedef struct
{
  const char *name; /* PyTorch's own: "GRU", "permute" */
  gboolean module; /* nn.NAME(…) with parameters, or a method .name(…) */
  gboolean variadic; /* its INTS argument may be given unpacked */
  guint gates; /* 3 for a GRU and its cell, 4 for an LSTM's, else 1 */
  gboolean recurrent; /* has a state that it is handed and hands on */
  gboolean layered; /* has layers and directions */
  gboolean multiplies; /* by each of its parameters that has two axes */
  const char *unpacked; /* what it says to a PackedSequence; NULL: takes it */
  const char *summary; /* one line for help */
  const char *constructor; /* the class whose __init__ takes its arguments;
                            * NULL: its own */
  const char *const *beside; /* what its constructor takes behind args, on
                              * which no shape depends; NULL-terminated, or
                              * NULL of a method */
  FalkArgSpec args[FALK_RULE_ARGS_MAX]; /* in PyTorch's order */
  guint n_args;
  FalkParameterSpec parameters[FALK_RULE_PARAMETERS_MAX];
  guint n_parameters; /* for one layer and direction */
  FalkCheck checks[FALK_RULE_CHECKS_MAX]; /* in PyTorch's order */
  guint n_checks;
  /* The value given for @in. Called when every check holds, or when the
   * failed one's fault leaves a ghost. */
  void (*give) (const FalkStep *step, const FalkValue *in, FalkValue *out);
} FalkRule;

/* The row of @op; static. */
const FalkRule *falk_rule (FalkOp op);

/* Finds a row by name, with or without "nn." or "torch.nn." before it.
 * FALSE when there is none. */
gboolean falk_op_from_name (const char *name, FalkOp *op);

/* The spec of @arg in @op's row, or NULL when @op does not take it. */
const FalkArgSpec *falk_rule_arg (FalkOp op, FalkArg arg);

/* The argument that says how many features @op takes on its input's last
 * axis, input_size or in_features; FALK_ARG_NONE where it takes any. */
FalkArg falk_rule_features_arg (FalkOp op);

/* The same of whatever axis the features are on: in_channels and num_features
 * too. */
FalkArg falk_rule_width_arg (FalkOp op);

/* A parameter of a step, with its symbols resolved. */
typedef struct
{
  char name[48]; /* "weight_ih_l0_reverse" */
  guint layer;
  gboolean reverse;
  FalkValue value; /* stored shape, float32 */
} FalkParameter;

/* Whether @step has parameters, and arguments that say which: sizes that a
 * constructor takes, up to 2^30, and at most 2^16 layers. */
gboolean falk_step_has_parameters (const FalkStep *step);

/* How many parameters @step has: those of all layers and directions. */
guint falk_step_n_parameters (const FalkStep *step);

/* Parameter @index in PyTorch's own order. @index must be in range and the
 * step's arguments must have passed its constructor checks. */
void falk_step_parameter (const FalkStep *step, guint index,
                          FalkParameter *parameter);

/* Layers and directions of a recurrent step: 1 where it has no such. */
gint64 falk_step_layers (const FalkStep *step);
gint64 falk_step_directions (const FalkStep *step);

G_END_DECLS
