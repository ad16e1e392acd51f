/* SPDX-License-Identifier: MIT */
/* A state difference: what an error of load_state_dict() says differs between
 * a checkpoint and the model that was to load it. */
#pragma once

#include "falk-model.h"
#include "falk-squeeze.h"

G_BEGIN_DECLS

/* The two that are held against each other. */
typedef enum
{
  FALK_STATE_CHECKPOINT, /* what was saved */
  FALK_STATE_MODEL, /* what was to load it */
  FALK_STATE_SIDES
} FalkStateSide;

/* A parameter that one of them has, or both. */
typedef struct
{
  char *name; /* "encoder.rnn.weight_ih_l0" */
  gboolean has[FALK_STATE_SIDES];
  gboolean known; /* shapes[] of each side that has it is known */
  FalkShape shapes[FALK_STATE_SIDES];
} FalkStateEntry;

typedef struct
{
  char *module; /* class of the model, "InferSent"; or NULL */
  GPtrArray *entries; /* FalkStateEntry, owned, in the text's order */
  gboolean cut; /* the text left something out: "...", or all but the
                 * first that PyTorch 0.3 met */
  gboolean whole; /* every parameter of both is an entry; else those that
                   * agree are not, and a text may have left out others */
  guint beside; /* tensors of the checkpoint that are no entry: they belong to
                 * other layers than the one that is asked about */
} FalkStateDiff;

FalkStateDiff *
falk_state_diff_new (const char *module) G_GNUC_WARN_UNUSED_RESULT;

/* Adds a parameter. A shape is NULL where that side doesn't have it. */
void falk_state_diff_add (FalkStateDiff *diff, const char *name,
                          const FalkShape *checkpoint, const FalkShape *model);

/* Adds one that only @side has, of a shape that isn't known. */
void falk_state_diff_add_name (FalkStateDiff *diff, const char *name,
                               FalkStateSide side);

/* Whether something differs: a shape, or a name that one side has alone. */
gboolean falk_state_diff_any (const FalkStateDiff *diff);

/* Whether both sides have it, with shapes that are known and differ. */
gboolean falk_state_entry_differs (const FalkStateEntry *entry);

/* Whether @side has it and the other has not. */
gboolean falk_state_entry_only (const FalkStateEntry *entry,
                                FalkStateSide side);

/* How many entries differ in shape, and how many only @side has. */
guint falk_state_diff_n_shapes (const FalkStateDiff *diff);
guint falk_state_diff_n_only (const FalkStateDiff *diff, FalkStateSide side);

/* Reads all that @squeeze, a text without its white space, says of
 * load_state_dict(), in the words of PyTorch 0.3, 0.4.0 or newer (which turn
 * the order of the two shapes round). NULL when it says nothing. */
FalkStateDiff *
falk_state_diff_read (const FalkSqueeze *squeeze) G_GNUC_WARN_UNUSED_RESULT;

/* Holds @model against @parameters (FalkTensor, bare shapes do), a checkpoint's
 * tensors by name: every parameter of both is an entry. The parameters of a
 * step are called by its name, "gru.weight_ih_l0"; where the model is one
 * layer alone, its name doesn't count, and it is held against the layer of
 * the checkpoint that is most alike. */
FalkStateDiff *
falk_state_diff_compare (const FalkModel *model,
                         const GPtrArray *parameters) G_GNUC_WARN_UNUSED_RESULT;
void falk_state_diff_free (FalkStateDiff *diff);

/* What PyTorch 1.13 prints of it: "Error(s) in loading state_dict for GRU:"
 * and a line for each trouble. The caller frees it. */
char *
falk_state_diff_to_text (const FalkStateDiff *diff) G_GNUC_WARN_UNUSED_RESULT;

/* A parameter's name in two: the last part, "weight_ih_l0", borrowed; and what
 * is before it, "encoder.rnn", or "" where nothing is. The caller frees it. */
const char *falk_state_leaf (const char *name);
char *falk_state_prefix (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkStateDiff, falk_state_diff_free)

G_END_DECLS
