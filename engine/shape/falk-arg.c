/* SPDX-License-Identifier: MIT */
#include "falk-step.h"

#include <string.h>

static const char *const take_words[] = { "output", "h_n", NULL };
static const char *const nonlinearity_words[] = { "tanh", "relu", NULL };

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
  [FALK_ARG_PROJ_SIZE] = { "proj_size", FALK_ARG_TYPE_INT, NULL },
  [FALK_ARG_NONLINEARITY] = { "nonlinearity", FALK_ARG_TYPE_WORD,
                              nonlinearity_words },
  [FALK_ARG_NUM_EMBEDDINGS] = { "num_embeddings", FALK_ARG_TYPE_INT, NULL },
  [FALK_ARG_EMBEDDING_DIM] = { "embedding_dim", FALK_ARG_TYPE_INT, NULL },
  [FALK_ARG_IN_CHANNELS] = { "in_channels", FALK_ARG_TYPE_INT, NULL },
  [FALK_ARG_OUT_CHANNELS] = { "out_channels", FALK_ARG_TYPE_INT, NULL },
  [FALK_ARG_KERNEL_SIZE] = { "kernel_size", FALK_ARG_TYPE_INT, NULL },
  [FALK_ARG_STRIDE] = { "stride", FALK_ARG_TYPE_INT, NULL },
  [FALK_ARG_PADDING] = { "padding", FALK_ARG_TYPE_INT, NULL },
  [FALK_ARG_DILATION] = { "dilation", FALK_ARG_TYPE_INT, NULL },
  [FALK_ARG_GROUPS] = { "groups", FALK_ARG_TYPE_INT, NULL },
  [FALK_ARG_NORMALIZED_SHAPE] = { "normalized_shape", FALK_ARG_TYPE_INTS,
                                  NULL },
  [FALK_ARG_NUM_FEATURES] = { "num_features", FALK_ARG_TYPE_INT, NULL },
  [FALK_ARG_EPS] = { "eps", FALK_ARG_TYPE_FLOAT, NULL },
  [FALK_ARG_MOMENTUM] = { "momentum", FALK_ARG_TYPE_FLOAT, NULL },
  [FALK_ARG_ELEMENTWISE_AFFINE] = { "elementwise_affine", FALK_ARG_TYPE_BOOL,
                                    NULL },
  [FALK_ARG_AFFINE] = { "affine", FALK_ARG_TYPE_BOOL, NULL },
  [FALK_ARG_TRACK_RUNNING_STATS] = { "track_running_stats", FALK_ARG_TYPE_BOOL,
                                     NULL },
  [FALK_ARG_P] = { "p", FALK_ARG_TYPE_FLOAT, NULL },
  [FALK_ARG_LENGTHS] = { "lengths", FALK_ARG_TYPE_INTS, NULL },
  [FALK_ARG_ENFORCE_SORTED] = { "enforce_sorted", FALK_ARG_TYPE_BOOL, NULL },
  [FALK_ARG_OTHER] = { "other", FALK_ARG_TYPE_INTS, NULL },
  [FALK_ARG_TARGET] = { "target", FALK_ARG_TYPE_INTS, NULL },
  [FALK_ARG_H0] = { "h0", FALK_ARG_TYPE_INTS, NULL },
  [FALK_ARG_C0] = { "c0", FALK_ARG_TYPE_INTS, NULL },
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
