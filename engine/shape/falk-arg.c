/* SPDX-License-Identifier: MIT */
#include "falk-step.h"

#include <string.h>

static const char *const take_words[] = { "output", "h_n", NULL };

static const FalkArgInfo args[] = {
  [FALK_ARG_INPUT_SIZE] = { "input_size", FALK_ARG_TYPE_INT, NULL },
  [FALK_ARG_HIDDEN_SIZE] = { "hidden_size", FALK_ARG_TYPE_INT, NULL },
  [FALK_ARG_NUM_LAYERS] = { "num_layers", FALK_ARG_TYPE_INT, NULL },
  [FALK_ARG_BIAS] = { "bias", FALK_ARG_TYPE_BOOL, NULL },
  [FALK_ARG_BATCH_FIRST] = { "batch_first", FALK_ARG_TYPE_BOOL, NULL },
  [FALK_ARG_DROPOUT] = { "dropout", FALK_ARG_TYPE_FLOAT, NULL },
  [FALK_ARG_BIDIRECTIONAL] = { "bidirectional", FALK_ARG_TYPE_BOOL, NULL },
  [FALK_ARG_IN_FEATURES] = { "in_features", FALK_ARG_TYPE_INT, NULL },
  [FALK_ARG_OUT_FEATURES] = { "out_features", FALK_ARG_TYPE_INT, NULL },
  [FALK_ARG_DIM] = { "dim", FALK_ARG_TYPE_INT, NULL },
  [FALK_ARG_INDEX] = { "index", FALK_ARG_TYPE_INT, NULL },
  [FALK_ARG_DIMS] = { "dims", FALK_ARG_TYPE_INTS, NULL },
  [FALK_ARG_DIM0] = { "dim0", FALK_ARG_TYPE_INT, NULL },
  [FALK_ARG_DIM1] = { "dim1", FALK_ARG_TYPE_INT, NULL },
  [FALK_ARG_SHAPE] = { "shape", FALK_ARG_TYPE_INTS, NULL },
  [FALK_ARG_START_DIM] = { "start_dim", FALK_ARG_TYPE_INT, NULL },
  [FALK_ARG_END_DIM] = { "end_dim", FALK_ARG_TYPE_INT, NULL },
  [FALK_ARG_KEEPDIM] = { "keepdim", FALK_ARG_TYPE_BOOL, NULL },
  [FALK_ARG_H0] = { "h0", FALK_ARG_TYPE_INTS, NULL },
  [FALK_ARG_TAKE] = { "take", FALK_ARG_TYPE_WORD, take_words },
};
G_STATIC_ASSERT (G_N_ELEMENTS (args) == FALK_ARG_COUNT);

const FalkArgInfo *
falk_arg_info (FalkArg arg)
{
  g_return_val_if_fail (arg < FALK_ARG_COUNT, &args[0]);
  return &args[arg];
}

FalkArg
falk_arg_from_name (const char *name)
{
  for (guint i = 0; i < FALK_ARG_COUNT; i++)
    if (strcmp (args[i].name, name) == 0)
      return i;
  return FALK_ARG_NONE;
}
