/* SPDX-License-Identifier: MIT */
/* The layers of a checkpoint, recurrent or not, in the order of the file. */
#pragma once

#include "falk-model-layers.h"

G_BEGIN_DECLS

typedef struct
{
  char *prefix; /* owned */
  char *what; /* "GRU", "BatchNorm"; owned */
  guint first; /* index of its first tensor */
  FalkStep *step; /* owned; NULL where it is none of the table's */
  gboolean unsure; /* of a Linear: it may be an Embedding */
  gboolean batch_first_unknown;
  gboolean relu_unknown;
} FalkLayerEntry;

/* A list of FalkLayerEntry, sorted by first tensor, and in @n_other how many
 * tensors belong to none of them. Free with g_ptr_array_unref(). */
GPtrArray *falk_layer_list_new (const FalkModelParts *parts,
                                guint *n_other) G_GNUC_WARN_UNUSED_RESULT;

/* Where the file has its tensors sorted by name: brings the layers in the
 * order in which most of them fit the one before, and gives TRUE when that
 * is another. A file in another order keeps it. */
gboolean falk_layer_list_order (GPtrArray *entries,
                                const FalkModelParts *parts);

G_END_DECLS
