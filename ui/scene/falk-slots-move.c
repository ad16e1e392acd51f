/* SPDX-License-Identifier: MIT */
/* What a step that only moves data does to its axes. */
#include "falk-role-ink.h"
#include "falk-slots.h"

#include <string.h>

static gboolean
same_origin (const FalkFactor *a, const FalkFactor *b)
{
  return a->size == b->size && a->role == b->role
         && a->origin.kind == b->origin.kind && a->origin.axis == b->origin.axis
         && g_strcmp0 (a->origin.owner, b->origin.owner) == 0
         && g_strcmp0 (a->origin.name, b->origin.name) == 0;
}

/* An axis comes from another where all factors of one are among those of
 * the other. */
static gboolean
comes_from (const FalkAxis *to, const FalkAxis *from)
{
  const FalkAxis *less = to->n_factors < from->n_factors ? to : from;
  const FalkAxis *more = less == to ? from : to;

  for (guint i = 0; i < less->n_factors; i++)
    {
      gboolean found = FALSE;

      for (guint k = 0; k < more->n_factors && !found; k++)
        found = same_origin (&less->factors[i], &more->factors[k]);
      if (!found)
        return FALSE;
    }
  return TRUE;
}

void
falk_slot_from_axis (FalkScene *scene, const FalkAxis *axis, guint index,
                     FalkSlot *slot)
{
  g_autofree char *origin = falk_axis_origin (axis);
  g_autofree char *factors = falk_axis_to_text (axis);
  const char *word = falk_axis_word (axis);

  *slot = (FalkSlot){
    .text = falk_scene_digits (scene, axis->size),
    .word = axis->n_factors > 1 ? falk_scene_keep (scene, "%s", factors)
            : *word             ? falk_scene_keep (scene, "%s", word)
                                : falk_scene_keep (scene, "axis %u", index),
    .origin = origin ? falk_scene_keep (scene, "%s", origin) : NULL,
    .ink = falk_axis_ink (axis),
  };
}

void
falk_slots_set_value (FalkScene *scene, FalkSlotRow *row,
                      const FalkValue *value)
{
  row->n = value->rank;
  for (guint i = 0; i < value->rank; i++)
    falk_slot_from_axis (scene, &value->axes[i], i, &row->slots[i]);
}

void
falk_slots_from_move (FalkScene *scene, const FalkSubject *subject, guint index,
                      FalkSlots *slots)
{
  const FalkStep *step = falk_model_step (subject->model, index);
  const FalkStepShapes *shapes = &subject->inference->steps[index];
  g_autofree char *code = falk_step_to_text (step);
  gboolean would = shapes->state != FALK_STEP_FITS;

  *slots = (FalkSlots){ .linked = TRUE };
  slots->title = falk_scene_keep (scene, "%s · %s", step->name, code);
  slots->rows[0].caption = "IN";
  slots->rows[0].name = index == 0
                            ? subject->input->name
                            : falk_model_step (subject->model, index - 1)->name;
  slots->rows[1].caption = would ? "WOULD GIVE" : "OUT";
  slots->rows[1].name = step->name;
  if (shapes->state == FALK_STEP_UNKNOWN)
    {
      slots->notes[slots->n_notes++] =
          "Nothing can be said about this step before the fault is mended.";
      return;
    }
  falk_slots_set_value (scene, &slots->rows[0], &shapes->in);
  if (!shapes->has_out)
    {
      slots->notes[slots->n_notes++] =
          "What it would be given does not fit this step either.";
      return;
    }
  falk_slots_set_value (scene, &slots->rows[1], &shapes->out);
  for (guint i = 0; i < shapes->out.rank; i++)
    for (guint k = 0; k < shapes->in.rank; k++)
      if (comes_from (&shapes->out.axes[i], &shapes->in.axes[k]))
        slots->links[i] |= (guint32)1 << k;
}
