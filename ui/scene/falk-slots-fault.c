/* SPDX-License-Identifier: MIT */
/* What a fault that is not about a product looks like: one row of the table
 * for each code. Those of a packed batch's lengths are drawn as a staircase
 * (falk-stair.h), and have their title here. */
#include "falk-slots-job.h"

#include "falk-role-ink.h"
#include "falk-rule.h"

void
falk_slots_note (const FalkSlotsJob *job, const char *text)
{
  if (job->slots->n_notes < FALK_SLOT_NOTES_MAX)
    job->slots->notes[job->slots->n_notes++] = text;
}

void
falk_slots_set_numbers (const FalkSlotsJob *job, FalkSlotRow *row,
                        const FalkShape *shape)
{
  row->n = shape->rank;
  for (guint i = 0; i < shape->rank; i++)
    row->slots[i] = (FalkSlot){
      .text = falk_scene_digits (job->scene, shape->dims[i]),
      .word = falk_scene_keep (job->scene, "axis %u", i),
      .ink = FALK_INK_TEXT,
    };
}

/* Slots above each other agree or differ by their texts; what has no
 * opposite is missing or one too many. */
void
falk_slots_compare (const FalkSlotsJob *job)
{
  FalkSlotRow *found = &job->slots->rows[0], *needed = &job->slots->rows[1];
  gboolean start = job->slots->from_start;

  for (guint i = 0; i < MAX (found->n, needed->n); i++)
    {
      guint a = start ? i : found->n - 1 - i, b = start ? i : needed->n - 1 - i;
      FalkSlot *f = i < found->n ? &found->slots[a] : NULL;
      FalkSlot *n = i < needed->n ? &needed->slots[b] : NULL;
      FalkSlotState state = FALK_SLOT_AGREES;

      if (!f)
        state = FALK_SLOT_MISSING;
      else if (!n)
        state = FALK_SLOT_EXTRA;
      else if (g_ascii_isdigit (*n->text) && g_strcmp0 (f->text, n->text) != 0)
        state = FALK_SLOT_DIFFERS;
      if (f)
        f->state = state;
      if (n)
        n->state = state;
    }
}

/* clang-format off */
#define ROW(code, builder, title) \
  [FALK_FAULT_##code] = { falk_slots_build_##builder, title }
#define STAIR(code, title) [FALK_FAULT_##code] = { NULL, title }

static const struct
{
  FalkSlotsBuild build;
  const char *title; /* after the step's name */
} rows_of_table[] = {
  ROW (ARGUMENT_UNKNOWN, argument, "an argument that isn't there"),
  ROW (ARGUMENT_MISSING, argument, "an argument that is missing"),
  ROW (NEGATIVE_SIZE, argument, "a size below 0"),
  ROW (HIDDEN_ZERO, argument, "a state of no units"),
  ROW (HIDDEN_DIVISION, argument, "a state of no units"),
  ROW (PROJ_SIZE, argument, "a projection that isn't smaller"),
  ROW (NO_LAYERS, argument, "no layers"),
  ROW (DROPOUT, argument, "dropout"),
  ROW (DROPOUT_P, argument, "dropout"),
  ROW (PROJ_NEGATIVE, argument, "a size below 0"),
  ROW (PROJ_UNSUPPORTED, argument, "a projection"),
  ROW (ARGUMENT_LATER, argument, "an argument of later versions"),
  ROW (GROUPS_POSITIVE, argument, "groups of channels"),
  ROW (GROUPS_IN, argument, "groups of channels"),
  ROW (GROUPS_OUT, argument, "groups of channels"),
  ROW (NORMALIZED_EMPTY, argument, "nothing to normalize"),
  ROW (NOT_TENSOR, kind, "kind of value"),
  ROW (NOT_TENSOR_ATTRIBUTE, kind, "kind of value"),
  ROW (NOT_TENSOR_DEVICE, kind, "kind of value"),
  ROW (NOT_PACKED, kind, "kind of value"),
  ROW (NO_AXIS, input_rank, "an axis that is asked for"),
  ROW (INPUT_SCALAR, scalar, "a scalar has no steps"),
  ROW (INPUT_RANK, input_rank, "axes of the input"),
  ROW (UNBATCHED_STATE, state_rank, "axes of the state"),
  ROW (BATCHED_STATE, state_rank, "axes of the state"),
  ROW (INPUT_SIZE, axis, "features of the input"),
  ROW (HIDDEN_SIZE, state, "shape of the initial state"),
  ROW (UNBATCHED_STATES, state_rank, "axes of the states"),
  ROW (BATCHED_STATES, state_rank, "axes of the states"),
  ROW (HIDDEN_SIZE_H, state, "shape of the hidden state"),
  ROW (HIDDEN_SIZE_C, state, "shape of the cell state"),
  ROW (PACKED_RANK, input_rank, "axes of the packed data"),
  ROW (PACKED_STATE_RANK, state_batch, "axes of the state"),
  ROW (PACKED_STATE_NOTHING, state_batch, "states of a sorted batch"),
  ROW (PACKED_STATE_INDEX, state_batch, "states of a sorted batch"),
  STAIR (PACKED_SHORT, "lengths beyond the batch"),
  ROW (NO_TIME, axis, "no time steps"),
  ROW (CELL_RANK, input_rank, "axes of the input"),
  ROW (CELL_INPUT_PRODUCT, axis, "features of the input"),
  ROW (CELL_INPUT_AXES, input_rank, "axes of the input"),
  ROW (CELL_STATE_AXES, state_rank, "axes of the state"),
  ROW (CELL_STATE_SCALAR, state_rank, "axes of the state"),
  ROW (CELL_STATE_RANK, state_rank, "axes of the state"),
  ROW (CELL_INPUT_SIZE, axis, "features of the input"),
  ROW (CELL_BATCH, state, "shape of the state"),
  ROW (CELL_HIDDEN_SIZE, state, "shape of the state"),
  ROW (CELL_STATE_PRODUCT, state_rank, "axes of the state"),
  ROW (CELL_STATE_ADD, state_rank, "axes of the state"),
  ROW (CELL_STATE_OUTPUT, state_rank, "axes of the state"),
  ROW (CELL_STATE_CRASH, state_rank, "axes of the state"),
  ROW (MATMUL, axis, "features of the input"),
  ROW (MATMUL_BATCH, axis, "features of the input"),
  ROW (MATMUL_SCALAR, scalar, "a scalar has no features"),
  ROW (EMBEDDING_DTYPE, dtype, "element type of the indices"),
  ROW (EMBEDDING_EMPTY, argument, "no rows to look up"),
  ROW (CONV_RANK, channel_rank, "axes of the input"),
  ROW (CONV_PADDING, argument, "padding below 0"),
  ROW (CONV_STRIDE, argument, "a stride of nothing"),
  ROW (CONV_DILATION, argument, "a dilation of nothing"),
  ROW (CONV_DILATION_SLOW, argument, "a dilation of nothing"),
  ROW (CONV_KERNEL_ZERO, argument, "a kernel of nothing"),
  ROW (CONV_KERNEL_SLOW, argument, "a kernel of nothing"),
  ROW (CONV_WEIGHT, argument, "no channels to give"),
  ROW (CONV_CHANNELS, axis, "channels of the input"),
  ROW (CONV_KERNEL, axis, "the kernel is longer than the input"),
  ROW (CONV_EMPTY, axis, "no time steps"),
  ROW (CONV_DTYPE, dtype, "element type"),
  ROW (LAYER_NORM, norm, "the axes that are normalized"),
  ROW (BATCH_NORM_RANK, channel_rank, "axes of the input"),
  ROW (BATCH_NORM_SINGLE, axis, "one value for each feature"),
  ROW (BATCH_NORM_FEATURES, axis, "features of the input"),
  ROW (BATCH_NORM_WEIGHT, axis, "features of the input"),
  ROW (WEIGHT_NONE, axis, "nothing along an axis"),
  ROW (DTYPE_MIXED, dtype, "element type"),
  ROW (PACK_RANK, padded, "axes of the batch"),
  ROW (PACK_SCALAR, scalar, "a scalar has no steps"),
  ROW (PACK_EMPTY, padded, "nothing to pack"),
  ROW (PACK_INDEX_VECTOR, length_count, "lengths and sequences"),
  STAIR (PACK_INDEX, "lengths and sequences"),
  ROW (PACK_NOTHING, padded, "nothing to pack"),
  STAIR (PACK_COUNT, "lengths and sequences"),
  STAIR (PACK_ZERO, "a sequence of no steps"),
  STAIR (PACK_UNSORTED, "order of the lengths"),
  STAIR (UNPACK_TOTAL, "lengths beyond the batch"),
  ROW (CAT_RANK, cat, "axes of both"),
  ROW (CAT_SCALAR, cat, "a scalar has no axis"),
  ROW (CAT_SIZE, cat, "sizes of both"),
  ROW (BROADCAST, broadcast, "sizes of both"),
  ROW (BMM_RANK, bmm, "axes of both"),
  ROW (BMM_OTHER_RANK, bmm, "axes of both"),
  ROW (BMM_SIZE, bmm, "sizes of both"),
  ROW (LOSS_PROBABILITIES, target, "shape of the target"),
  ROW (LOSS_BATCH, target, "shape of the target"),
  ROW (LOSS_VECTOR, target, "shape of the target"),
  ROW (LOSS_TARGET_AXIS, target, "shape of the target"),
  ROW (LOSS_MULTI, target, "shape of the target"),
  ROW (LOSS_SPATIAL_RANK, target, "shape of the target"),
  ROW (LOSS_SPATIAL, target, "shape of the target"),
  ROW (LOSS_TARGET, target, "shape of the target"),
  ROW (LOSS_CLASSES, axis, "no classes"),
  ROW (DTYPE, dtype, "element type"),
  ROW (DTYPE_SCALAR, dtype, "element type"),
  ROW (DTYPE_KERNEL, dtype, "element type"),
  ROW (DTYPE_BATCH, dtype, "element type"),
  ROW (DTYPE_CAST, dtype, "element type"),
  ROW (DTYPE_RELU, dtype, "element type"),
  ROW (DIM_RANGE, index, "an axis that isn't there"),
  ROW (SELECT_SCALAR, scalar, "a scalar has no axis"),
  ROW (SELECT_INDEX, index, "an index that isn't there"),
  ROW (PERMUTE_COUNT, permute, "order of axes"),
  ROW (PERMUTE_DUPLICATE, permute, "order of axes"),
  ROW (FLATTEN_ORDER, flatten, "order of axes"),
  ROW (SHAPE_NEGATIVE, total, "a size below 0"),
  ROW (SHAPE_TWO_UNKNOWN, total, "two open sizes"),
  ROW (SHAPE_TOTAL, total, "number of elements"),
  ROW (SHAPE_AMBIGUOUS, total, "an open size"),
  ROW (VIEW_STRIDE, stride, "order in memory"),
  ROW (MEAN_DTYPE, dtype, "element type"),
  ROW (TOO_LARGE, argument, "too large"),
};
/* clang-format on */
G_STATIC_ASSERT (G_N_ELEMENTS (rows_of_table) == FALK_FAULT_COUNT);

gboolean
falk_slots_draw_fault (FalkFaultCode code)
{
  return rows_of_table[code].build != NULL;
}

const char *
falk_slots_fault_title (FalkFaultCode code)
{
  return rows_of_table[code].title;
}

void
falk_slots_from_fault (FalkScene *scene, const FalkSubject *subject,
                       FalkSlots *slots)
{
  const FalkFault *fault = &subject->inference->fault;
  const FalkStep *step = falk_model_step (subject->model, fault->step);
  FalkSlotsJob job = { .scene = scene,
                       .fault = fault,
                       .step = step,
                       .explanation = subject->explanation,
                       .assumed = fault->step == 0 ? subject->assumed : 0,
                       .in = &subject->inference->steps[fault->step].in,
                       .slots = slots };

  *slots = (FalkSlots){ 0 };
  job.input = fault->step == 0
                  ? subject->input->name
                  : falk_model_step (subject->model, fault->step - 1)->name;
  slots->title = falk_scene_keep (scene, "%s · %s", step->name,
                                  rows_of_table[fault->code].title);
  slots->rows[0].caption = "FOUND";
  slots->rows[0].name = job.input;
  slots->rows[1].caption = "NEEDED";
  slots->rows[1].name = step->name;
  rows_of_table[fault->code].build (&job);
}
