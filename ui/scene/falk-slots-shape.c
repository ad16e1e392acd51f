/* SPDX-License-Identifier: MIT */
/* Slots of faults of steps that move data: axes asked for, shapes asked
 * for. */
#include "falk-slots-job.h"

#include <string.h>

#include "falk-role-ink.h"
#include "falk-rule.h"

/* The input's axes by their numbers, above the axis that is asked for. */
void
falk_slots_build_index (const FalkSlotsJob *job)
{
  const FalkFault *fault = job->fault;
  FalkSlotRow *rows = job->slots->rows;
  gboolean select = fault->code == FALK_FAULT_SELECT_INDEX;
  gint64 first = -fault->needed, last = fault->needed - 1;

  falk_slots_set_value (job->scene, &rows[0], job->in);
  for (guint i = 0; i < rows[0].n && !select; i++)
    rows[0].slots[i].word = falk_scene_keep (job->scene, "axis %u or %d", i,
                                             (int)i - (int)rows[0].n);
  rows[1].caption = "ASKED FOR";
  rows[1].name = job->step->name;
  job->slots->from_start = TRUE;
  if (select)
    {
      rows[0].slots[0] = rows[0].slots[fault->axis];
      rows[0].n = 1;
    }
  rows[1].n = 1;
  rows[1].slots[0] = (FalkSlot){
    .text = falk_scene_digits (job->scene, fault->found),
    .word = fault->found_by.name,
    .state = FALK_SLOT_WRONG,
  };
  falk_slots_note (job, falk_scene_keep (job->scene,
                                         "%s may be " FALK_SIZE " to " FALK_SIZE
                                         ", and is " FALK_SIZE ".",
                                         fault->found_by.name, first, last,
                                         fault->found));
}

/* Whether @axis of @rank is among the @n dims, which count from either end. */
static gboolean
names_axis (const gint64 *dims, guint n, guint axis, guint rank)
{
  for (guint i = 0; i < n; i++)
    if (dims[i] == axis || dims[i] + rank == axis)
      return TRUE;
  return FALSE;
}

void
falk_slots_build_permute (const FalkSlotsJob *job)
{
  FalkSlotRow *rows = job->slots->rows;
  guint n;
  const gint64 *dims = falk_step_get_ints (job->step, FALK_ARG_DIMS, &n);
  gint64 bad = job->fault->found;
  gboolean count = job->fault->code == FALK_FAULT_PERMUTE_COUNT;

  falk_slots_set_value (job->scene, &rows[0], job->in);
  job->slots->from_start = TRUE;
  rows[1].caption = "DIMS";
  rows[1].name = job->step->name;
  rows[1].n = MIN (n, FALK_SLOTS_MAX);
  for (guint i = 0; i < rows[1].n; i++)
    rows[1].slots[i] = (FalkSlot){
      .text = falk_scene_digits (job->scene, dims[i]),
      .word = falk_scene_keep (job->scene, "dims[%u]", i),
      .ink = FALK_INK_TEXT,
      .state = !count && dims[i] == bad ? FALK_SLOT_WRONG : FALK_SLOT_PLAIN,
    };
  for (guint i = rows[0].n; count && i < rows[1].n; i++)
    rows[1].slots[i].state = FALK_SLOT_EXTRA;
  for (guint i = 0; count && i < rows[0].n; i++)
    if (!names_axis (dims, n, i, job->in->rank))
      {
        rows[0].slots[i].state = FALK_SLOT_EXTRA;
        rows[0].slots[i].mark = "✕ not named";
      }
  falk_slots_note (job, count ? "Every axis has to be named once."
                              : falk_scene_keep (
                                  job->scene,
                                  "Every axis 0 to %u has to be named once; "
                                  "it is " FALK_SIZE " that stands in the way.",
                                  MAX (job->in->rank, 1) - 1, bad));
}

void
falk_slots_build_flatten (const FalkSlotsJob *job)
{
  falk_slots_set_value (job->scene, &job->slots->rows[0], job->in);
  for (guint i = 0; i < job->slots->rows[0].n; i++)
    job->slots->rows[0].slots[i].word =
        falk_scene_keep (job->scene, "axis %u", i);
  job->slots->rows[1].caption = "ASKED FOR";
  job->slots->from_start = TRUE;
  job->slots->rows[1].n = 2;
  job->slots->rows[1].slots[0] =
      (FalkSlot){ .text = falk_scene_digits (job->scene, job->fault->found),
                  .word = "start_dim",
                  .state = FALK_SLOT_WRONG };
  job->slots->rows[1].slots[1] =
      (FalkSlot){ .text = falk_scene_digits (job->scene, job->fault->needed),
                  .word = "end_dim",
                  .state = FALK_SLOT_WRONG };
  falk_slots_note (job,
                   "The first axis to flatten has to come before the last.");
}

/* "50 × 32 × 3", the -1 as "?". */
static const char *
factors (const FalkSlotsJob *job, const FalkSlotRow *row)
{
  GString *text = g_string_new (NULL);
  const char *kept;

  for (guint i = 0; i < row->n; i++)
    g_string_append_printf (text, "%s%s", i ? " × " : "", row->slots[i].text);
  kept = falk_scene_keep (job->scene, "%s", row->n ? text->str : "1");
  g_string_free (text, TRUE);
  return kept;
}

static void
set_asked_shape (const FalkSlotsJob *job)
{
  FalkSlotRow *row = &job->slots->rows[1];
  guint n;
  const gint64 *dims = falk_step_get_ints (job->step, FALK_ARG_SHAPE, &n);

  row->caption = "ASKED FOR";
  row->n = MIN (n, FALK_SLOTS_MAX);
  for (guint i = 0; i < row->n; i++)
    row->slots[i] = (FalkSlot){
      .text = dims[i] == -1 ? "?" : falk_scene_digits (job->scene, dims[i]),
      .word = dims[i] == -1 ? "−1: what is left" : NULL,
      .ink = FALK_INK_TEXT,
      .state = dims[i] < -1 ? FALK_SLOT_WRONG : FALK_SLOT_PLAIN,
    };
}

/* What is wrong with the total, in short; the arithmetic as a note. */
static void
judge_total (const FalkSlotsJob *job)
{
  gint64 total = job->fault->needed, asked = job->fault->found;
  const char *product = factors (job, &job->slots->rows[1]);
  gboolean open = strchr (product, '?') != NULL;

  if (open && asked > 0)
    {
      job->slots->verdict = falk_scene_keep (
          job->scene, "✕ " FALK_SIZE " is not a multiple of " FALK_SIZE, total,
          asked);
      falk_slots_note (job, falk_scene_keep (job->scene,
                                             "%s leaves " FALK_SIZE " over.",
                                             product, total % asked));
      return;
    }
  if (asked == G_MAXINT64) /* the product overflowed */
    {
      job->slots->verdict = falk_scene_keep (
          job->scene, "✕ " FALK_SIZE " ≠ more than can be counted", total);
      falk_slots_note (
          job, falk_scene_keep (job->scene, "%s is more than 2⁶³.", product));
      return;
    }
  job->slots->verdict = falk_scene_keep (
      job->scene, "✕ " FALK_SIZE " ≠ " FALK_SIZE, total, asked);
  falk_slots_note (
      job, falk_scene_keep (job->scene, "%s = " FALK_SIZE ".", product, asked));
}

void
falk_slots_build_total (const FalkSlotsJob *job)
{
  FalkSlotRow *rows = job->slots->rows;

  falk_slots_set_value (job->scene, &rows[0], job->in);
  set_asked_shape (job);
  falk_slots_note (job, falk_scene_keep (job->scene,
                                         "%s has %s = " FALK_SIZE " elements.",
                                         job->input, factors (job, &rows[0]),
                                         job->fault->needed));
  if (job->fault->code == FALK_FAULT_SHAPE_TOTAL)
    judge_total (job);
  else if (job->fault->code == FALK_FAULT_SHAPE_TWO_UNKNOWN)
    job->slots->verdict = "✕ only one size may be left open with −1";
  else if (job->fault->code == FALK_FAULT_SHAPE_NEGATIVE)
    falk_slots_note (job, "A size may be −1 once, and otherwise not below 0.");
  else
    job->slots->verdict = "✕ −1 could be anything beside a 0";
}

void
falk_slots_build_stride (const FalkSlotsJob *job)
{
  FalkSlotRow *rows = job->slots->rows;

  falk_slots_set_value (job->scene, &rows[0], job->in);
  for (guint i = 0; i < rows[0].n; i++)
    rows[0].slots[i].word = falk_scene_keep (job->scene, "stride " FALK_SIZE,
                                             job->in->axes[i].stride);
  set_asked_shape (job);
  job->slots->verdict = "✕ no view of this order in memory";
  falk_slots_note (
      job, "Neighbours along an axis lie its stride apart in memory. Axes "
           "that don't follow each other without a gap can't be joined by "
           "view; reshape copies them first.");
}
