/* SPDX-License-Identifier: MIT */
/* What a builder of slots looks at and fills; one builder for each kind of
 * fault. Private to this layer. */
#pragma once

#include "falk-slots.h"

G_BEGIN_DECLS

typedef struct
{
  FalkScene *scene;
  const FalkFault *fault;
  const FalkStep *step;
  const FalkExplanation *explanation; /* or NULL */
  guint32 assumed; /* bit i: the size of axis i of in is */
  const FalkValue *in;
  const char *input; /* name of what the step is given */
  FalkSlots *slots;
} FalkSlotsJob;

typedef void (*FalkSlotsBuild) (const FalkSlotsJob *job);

/* Adds a line under the rows; dropped where there are enough. @text must be
 * static or the scene's. */
void falk_slots_note (const FalkSlotsJob *job, const char *text);

/* Slots with the sizes of @shape, called axis 0, axis 1, ... */
void falk_slots_set_numbers (const FalkSlotsJob *job, FalkSlotRow *row,
                             const FalkShape *shape);

/* Says of every slot whether it agrees with the one above or below it. */
void falk_slots_compare (const FalkSlotsJob *job);

/* Says how many axes the first row has, and that it should be as many as the
 * second, or @least. */
void falk_slots_judge_ranks (const FalkSlotsJob *job, guint least);

/* falk-slots-state.c: faults of a state. */
void falk_slots_build_state (const FalkSlotsJob *job);
void falk_slots_build_state_rank (const FalkSlotsJob *job);
void falk_slots_build_state_batch (const FalkSlotsJob *job);

/* falk-slots-rank.c: faults of the input's rank. */
void falk_slots_build_input_rank (const FalkSlotsJob *job);

/* falk-slots-value.c: faults of one size, argument or element type. */
void falk_slots_build_axis (const FalkSlotsJob *job);
void falk_slots_build_dtype (const FalkSlotsJob *job);
void falk_slots_build_argument (const FalkSlotsJob *job);
void falk_slots_build_scalar (const FalkSlotsJob *job);

/* falk-slots-rank.c: faults of the rank of what a Conv1d or BatchNorm1d is
 * given. */
void falk_slots_build_channel_rank (const FalkSlotsJob *job);

/* falk-slots-pair.c: two shapes that have to agree. */
void falk_slots_build_broadcast (const FalkSlotsJob *job);
void falk_slots_build_cat (const FalkSlotsJob *job);
void falk_slots_build_bmm (const FalkSlotsJob *job);
void falk_slots_build_target (const FalkSlotsJob *job);
void falk_slots_build_norm (const FalkSlotsJob *job);
void falk_slots_build_kind (const FalkSlotsJob *job);

/* falk-slots-pack.c: faults of what is to be packed. */
void falk_slots_build_length_count (const FalkSlotsJob *job);
void falk_slots_build_padded (const FalkSlotsJob *job);

/* falk-slots-shape.c: faults of steps that move data. */
void falk_slots_build_index (const FalkSlotsJob *job);
void falk_slots_build_permute (const FalkSlotsJob *job);
void falk_slots_build_flatten (const FalkSlotsJob *job);
void falk_slots_build_total (const FalkSlotsJob *job);
void falk_slots_build_stride (const FalkSlotsJob *job);

G_END_DECLS
