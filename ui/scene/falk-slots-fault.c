/* SPDX-License-Identifier: MIT */
/* What a fault that is not about a product looks like: one row of the table
 * for each code. */
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

static const struct
{
  FalkSlotsBuild build;
  const char *title; /* after the step's name */
} rows_of_table[] = {
  [FALK_FAULT_NEGATIVE_SIZE] = { falk_slots_build_argument, "a size below 0" },
  [FALK_FAULT_HIDDEN_ZERO] = { falk_slots_build_argument,
                               "a state of no units" },
  [FALK_FAULT_NO_LAYERS] = { falk_slots_build_argument, "no layers" },
  [FALK_FAULT_DROPOUT] = { falk_slots_build_argument, "dropout" },
  [FALK_FAULT_INPUT_RANK] = { falk_slots_build_input_rank,
                              "axes of the input" },
  [FALK_FAULT_UNBATCHED_STATE] = { falk_slots_build_state_rank,
                                   "axes of the state" },
  [FALK_FAULT_BATCHED_STATE] = { falk_slots_build_state_rank,
                                 "axes of the state" },
  [FALK_FAULT_INPUT_SIZE] = { falk_slots_build_axis, "features of the input" },
  [FALK_FAULT_HIDDEN_SIZE] = { falk_slots_build_state,
                               "shape of the initial state" },
  [FALK_FAULT_NO_TIME] = { falk_slots_build_axis, "no time steps" },
  [FALK_FAULT_CELL_RANK] = { falk_slots_build_input_rank, "axes of the input" },
  [FALK_FAULT_CELL_STATE_RANK] = { falk_slots_build_state_rank,
                                   "axes of the state" },
  [FALK_FAULT_CELL_INPUT_SIZE] = { falk_slots_build_axis,
                                   "features of the input" },
  [FALK_FAULT_CELL_BATCH] = { falk_slots_build_state, "shape of the state" },
  [FALK_FAULT_CELL_HIDDEN_SIZE] = { falk_slots_build_state,
                                    "shape of the state" },
  [FALK_FAULT_MATMUL] = { falk_slots_build_axis, "features of the input" },
  [FALK_FAULT_MATMUL_SCALAR] = { falk_slots_build_scalar,
                                 "a scalar has no features" },
  [FALK_FAULT_DTYPE] = { falk_slots_build_dtype, "element type" },
  [FALK_FAULT_DTYPE_SCALAR] = { falk_slots_build_dtype, "element type" },
  [FALK_FAULT_DIM_RANGE] = { falk_slots_build_index,
                             "an axis that isn't there" },
  [FALK_FAULT_SELECT_SCALAR] = { falk_slots_build_scalar,
                                 "a scalar has no axis" },
  [FALK_FAULT_SELECT_INDEX] = { falk_slots_build_index,
                                "an index that isn't there" },
  [FALK_FAULT_PERMUTE_COUNT] = { falk_slots_build_permute, "order of axes" },
  [FALK_FAULT_PERMUTE_DUPLICATE] = { falk_slots_build_permute,
                                     "order of axes" },
  [FALK_FAULT_FLATTEN_ORDER] = { falk_slots_build_flatten, "order of axes" },
  [FALK_FAULT_SHAPE_NEGATIVE] = { falk_slots_build_total, "a size below 0" },
  [FALK_FAULT_SHAPE_TWO_UNKNOWN] = { falk_slots_build_total, "two open sizes" },
  [FALK_FAULT_SHAPE_TOTAL] = { falk_slots_build_total, "number of elements" },
  [FALK_FAULT_SHAPE_AMBIGUOUS] = { falk_slots_build_total, "an open size" },
  [FALK_FAULT_VIEW_STRIDE] = { falk_slots_build_stride, "order in memory" },
  [FALK_FAULT_MEAN_DTYPE] = { falk_slots_build_dtype, "element type" },
  [FALK_FAULT_TOO_LARGE] = { falk_slots_build_argument, "too large" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (rows_of_table) == FALK_FAULT_COUNT);

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
