/* SPDX-License-Identifier: MIT */
/* A step: one operation of a model, with its name, arguments and tensors.
 *
 * What an operation takes, owns, gives and checks is its row of the table of
 * steps (falk-rule.h); a step is one use of that row. */
#pragma once

#include "falk-tensor.h"

G_BEGIN_DECLS

typedef enum
{
  FALK_OP_GRU,
  FALK_OP_LSTM,
  FALK_OP_RNN,
  FALK_OP_GRU_CELL,
  FALK_OP_LSTM_CELL,
  FALK_OP_RNN_CELL,
  FALK_OP_LINEAR,
  FALK_OP_EMBEDDING,
  FALK_OP_CONV1D,
  FALK_OP_LAYER_NORM,
  FALK_OP_BATCH_NORM1D,
  FALK_OP_DROPOUT,
  FALK_OP_PACK,
  FALK_OP_UNPACK,
  FALK_OP_SELECT,
  FALK_OP_PERMUTE,
  FALK_OP_TRANSPOSE,
  FALK_OP_VIEW,
  FALK_OP_RESHAPE,
  FALK_OP_FLATTEN,
  FALK_OP_SQUEEZE,
  FALK_OP_UNSQUEEZE,
  FALK_OP_MEAN,
  FALK_OP_CAT,
  FALK_OP_ADD,
  FALK_OP_BMM,
  FALK_OP_CROSS_ENTROPY,
  FALK_OP_MSE,
  FALK_OP_COUNT
} FalkOp;

/* Every argument any operation takes, under PyTorch's name. */
typedef enum
{
  FALK_ARG_INPUT_SIZE,
  FALK_ARG_HIDDEN_SIZE,
  FALK_ARG_NUM_LAYERS,
  FALK_ARG_BIAS,
  FALK_ARG_BATCH_FIRST,
  FALK_ARG_DROPOUT,
  FALK_ARG_BIDIRECTIONAL,
  FALK_ARG_IN_FEATURES,
  FALK_ARG_OUT_FEATURES,
  FALK_ARG_DIM,
  FALK_ARG_INDEX,
  FALK_ARG_DIMS,
  FALK_ARG_DIM0,
  FALK_ARG_DIM1,
  FALK_ARG_SHAPE,
  FALK_ARG_START_DIM,
  FALK_ARG_END_DIM,
  FALK_ARG_KEEPDIM,
  FALK_ARG_PROJ_SIZE,
  FALK_ARG_NONLINEARITY, /* 0 "tanh", 1 "relu" */
  FALK_ARG_NUM_EMBEDDINGS,
  FALK_ARG_EMBEDDING_DIM,
  FALK_ARG_IN_CHANNELS,
  FALK_ARG_OUT_CHANNELS,
  FALK_ARG_KERNEL_SIZE,
  FALK_ARG_STRIDE,
  FALK_ARG_PADDING,
  FALK_ARG_DILATION,
  FALK_ARG_GROUPS,
  FALK_ARG_NORMALIZED_SHAPE,
  FALK_ARG_NUM_FEATURES,
  FALK_ARG_EPS,
  FALK_ARG_MOMENTUM,
  FALK_ARG_ELEMENTWISE_AFFINE,
  FALK_ARG_AFFINE,
  FALK_ARG_TRACK_RUNNING_STATS,
  FALK_ARG_P,
  FALK_ARG_LENGTHS,
  FALK_ARG_ENFORCE_SORTED,
  FALK_ARG_OTHER, /* shape of the other operand */
  FALK_ARG_TARGET, /* shape of a loss's target */
  FALK_ARG_H0, /* shape of the state handed in; unset: none, zeros */
  FALK_ARG_C0, /* an LSTM's cell state; unset: of the shape it needs */
  FALK_ARG_TAKE, /* which result goes on: 0 "output", 1 "h_n" */
  FALK_ARG_COUNT,
  FALK_ARG_NONE = FALK_ARG_COUNT
} FalkArg;

typedef enum
{
  FALK_ARG_TYPE_INT,
  FALK_ARG_TYPE_BOOL,
  FALK_ARG_TYPE_FLOAT,
  FALK_ARG_TYPE_INTS, /* a list of integers, which may be negative */
  FALK_ARG_TYPE_WORD, /* an index into the argument's words */
} FalkArgType;

typedef struct
{
  const char *name; /* "input_size" */
  FalkArgType type;
  const char *const *words; /* NULL-terminated; NULL for other types */
} FalkArgInfo;

/* The row of @arg; static. */
const FalkArgInfo *falk_arg_info (FalkArg arg);

/* Finds an argument by PyTorch's name; FALK_ARG_NONE when there is none. */
FalkArg falk_arg_from_name (const char *name);

typedef struct
{
  gboolean set; /* given, as opposed to left at its default */
  gboolean whole; /* FLOAT: written as an integer, "1" and not "1.0" */
  gint64 i; /* INT, BOOL (0 or 1), WORD */
  double d; /* FLOAT */
  guint n; /* INTS: how many */
  gint64 *ints; /* INTS: owned, or NULL when n is 0 */
} FalkArgValue;

/* A named argument that the step's constructor doesn't take. */
typedef struct
{
  char *name; /* "batchfirst"; owned */
  FalkArg meant; /* the one that is likely meant, and can have that value */
  FalkArgType type; /* of the value: of what is meant where that is known */
  FalkArgValue value; /* owned; not set: nothing that an argument can be */
} FalkStray;

typedef struct
{
  FalkOp op;
  char *name; /* unique in its model; "gru" */
  FalkArgValue args[FALK_ARG_COUNT]; /* use the accessors below */
  GPtrArray *tensors; /* FalkTensor: parameters by name, and "h0" */
  GPtrArray *strays; /* FalkStray, as they are given; NULL: none */
} FalkStep;

/* A step of @op with every argument unset. @name is copied. */
FalkStep *falk_step_new (FalkOp op, const char *name) G_GNUC_WARN_UNUSED_RESULT;
FalkStep *falk_step_copy (const FalkStep *step) G_GNUC_WARN_UNUSED_RESULT;
void falk_step_free (FalkStep *step);

/* Arguments. Unset ones give the default of the operation's row. */
gint64 falk_step_get_int (const FalkStep *step, FalkArg arg);
gboolean falk_step_get_bool (const FalkStep *step, FalkArg arg);
double falk_step_get_float (const FalkStep *step, FalkArg arg);
gboolean falk_step_has (const FalkStep *step, FalkArg arg);

/* The list of an INTS argument; borrowed, @n elements; NULL when unset. */
const gint64 *falk_step_get_ints (const FalkStep *step, FalkArg arg, guint *n);

/* The same as a shape, of at most FALK_RANK_MAX axes; of none when unset. What
 * the argument says is not checked: a size may be negative. */
FalkShape falk_step_get_shape (const FalkStep *step, FalkArg arg);

void falk_step_set_int (FalkStep *step, FalkArg arg, gint64 value);
void falk_step_set_float (FalkStep *step, FalkArg arg, double value);
void falk_step_set_ints (FalkStep *step, FalkArg arg, const gint64 *values,
                         guint n);
void falk_step_unset (FalkStep *step, FalkArg arg);

/* Adds an argument called @name that the constructor doesn't take, with no
 * value yet. Borrowed, to be filled in. */
FalkStray *falk_step_add_stray (FalkStep *step, const char *name);

/* Takes them all away. */
void falk_step_drop_strays (FalkStep *step);

/* The tensor called @name among the step's own; borrowed, or NULL. */
FalkTensor *falk_step_get_tensor (const FalkStep *step, const char *name);

/* Gives the step @tensor under @tensor's own name, in place of one it had.
 * Takes a reference. */
void falk_step_set_tensor (FalkStep *step, FalkTensor *tensor);

/* The step as PyTorch code a person would write: "nn.GRU(50, 20,
 * batch_first=True)", ".permute(0, 2, 1)". Arguments at their default are
 * left out. The caller frees it. */
char *falk_step_to_text (const FalkStep *step) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkStep, falk_step_free)

G_END_DECLS
