/* SPDX-License-Identifier: MIT */
/* What the staircase is of, and what is said below it. */
#include "falk-stair.h"

#include "falk-rule.h"
#include "falk-scheme.h"
#include "falk-slots.h"

#define TERMS_MAX 24 /* lengths of a sum that is written out */

static gboolean
is_fault (const FalkSubject *subject, guint index)
{
  return !subject->inference->ok && subject->inference->fault.step == index;
}

gboolean
falk_stair_is_whole (const FalkSubject *subject, guint index)
{
  const FalkStepShapes *shapes = &subject->inference->steps[index];
  FalkOp op = falk_model_step (subject->model, index)->op;

  if (is_fault (subject, index))
    return !falk_slots_draw_fault (subject->inference->fault.code);
  return shapes->state != FALK_STEP_UNKNOWN && shapes->has_out
         && (op == FALK_OP_PACK || op == FALK_OP_UNPACK);
}

gboolean
falk_stair_is_below (const FalkSubject *subject, guint index)
{
  const FalkStepShapes *shapes = &subject->inference->steps[index];

  return shapes->state != FALK_STEP_UNKNOWN && shapes->in.packing.n > 0
         && falk_rule (falk_model_step (subject->model, index)->op)->layered
         && !falk_stair_is_whole (subject, index);
}

void
falk_stair_note (FalkStair *stair, const char *text)
{
  if (stair->n_notes < FALK_STAIR_NOTES)
    stair->notes[stair->n_notes++] = text;
}

/* The padded tensor: what step @index makes, or what was packed for it. */
static void
set_padded (const FalkSubject *subject, guint index, FalkStair *stair)
{
  if (stair->unpacks)
    stair->padded = falk_model_step (subject->model, index)->name;
  while (!stair->unpacks && index > 0
         && falk_model_step (subject->model, index)->op != FALK_OP_PACK)
    index--;
  if (!stair->unpacks)
    stair->padded = index == 0
                        ? subject->input->name
                        : falk_model_step (subject->model, index - 1)->name;
  stair->batch_first = falk_step_get_bool (
      falk_model_step (subject->model, index), FALK_ARG_BATCH_FIRST);
}

static void
set_packed (const FalkSubject *subject, guint index, FalkStair *stair)
{
  const FalkStep *step = falk_model_step (subject->model, index);
  const FalkStepShapes *shapes = &subject->inference->steps[index];
  guint batch = falk_step_get_bool (step, FALK_ARG_BATCH_FIRST) ? 0 : 1;

  stair->packing.lengths =
      falk_step_get_ints (step, FALK_ARG_LENGTHS, &stair->packing.n);
  stair->packing.sorted = falk_step_get_bool (step, FALK_ARG_ENFORCE_SORTED);
  stair->packing.time = shapes->in.axes[1 - batch].size;
  stair->batch = shapes->in.axes[batch].size;
  if (shapes->has_out
      && (stair->code == FALK_FAULT_COUNT
          || stair->code == FALK_FAULT_PACK_UNSORTED))
    stair->data = &shapes->out;
}

static void
set_title (FalkScene *scene, const FalkSubject *subject, guint index,
           FalkStair *stair)
{
  const FalkStep *step = falk_model_step (subject->model, index);

  if (stair->code != FALK_FAULT_COUNT)
    stair->title = falk_scene_keep (scene, "%s · %s", step->name,
                                    falk_slots_fault_title (stair->code));
  else if (step->op == FALK_OP_PACK || step->op == FALK_OP_UNPACK)
    stair->title =
        falk_scene_keep (scene, "%s · %u sequence%s %s", step->name,
                         stair->packing.n, stair->packing.n == 1 ? "" : "s",
                         step->op == FALK_OP_PACK ? "packed" : "padded again");
  else
    stair->title = falk_scene_keep (scene, "%s · its packed input", step->name);
}

static void
set_facts (FalkScene *scene, const FalkSubject *subject, guint index,
           FalkStair *stair)
{
  const FalkStep *step = falk_model_step (subject->model, index);
  const FalkStepShapes *shapes = &subject->inference->steps[index];

  stair->code =
      is_fault (subject, index) && falk_stair_is_whole (subject, index)
          ? subject->inference->fault.code
          : FALK_FAULT_COUNT;
  stair->ghost = shapes->state != FALK_STEP_FITS;
  stair->unpacks = step->op == FALK_OP_UNPACK;
  if (step->op == FALK_OP_PACK)
    set_packed (subject, index, stair);
  else
    {
      stair->packing = shapes->in.packing;
      stair->batch = stair->packing.n;
      stair->data = &shapes->in;
      stair->ghost = shapes->state == FALK_STEP_GHOST;
    }
  set_padded (subject, index, stair);
  stair->time = stair->packing.time;
  if (stair->unpacks && stair->code == FALK_FAULT_COUNT)
    stair->time = falk_packing_steps (&stair->packing);
  stair->span = MAX (stair->time, falk_packing_steps (&stair->packing));
  stair->order = falk_packing_order (&stair->packing);
  set_title (scene, subject, index, stair);
}

/* "10 rows = 5 + 3 + 2: the lengths." */
static void
note_rows (FalkScene *scene, FalkStair *stair)
{
  const FalkPacking *packing = &stair->packing;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!stair->data)
    return;
  g_string_append_printf (text, FALK_SIZE " row%s", stair->data->axes[0].size,
                          stair->data->axes[0].size == 1 ? "" : "s");
  for (guint i = 0; packing->n > 1 && packing->n <= TERMS_MAX && i < packing->n;
       i++)
    g_string_append_printf (
        text, "%s" FALK_SIZE, i ? " + " : " = ",
        MIN (packing->lengths[stair->order[i]], packing->time));
  if (packing->n == 1)
    g_string_append (text, ": the length");
  else if (packing->n <= TERMS_MAX)
    g_string_append (text, ": the lengths");
  else
    g_string_append_printf (text, ": the sum of the %u lengths", packing->n);
  falk_stair_note (stair,
                   falk_scene_keep (scene, "%s%s.", text->str,
                                    falk_packing_steps (packing) > packing->time
                                        ? ", cut to the steps there are"
                                        : ""));
}

static gboolean
is_moved (const FalkStair *stair)
{
  for (guint i = 0; i < stair->packing.n; i++)
    if (stair->order[i] != i)
      return TRUE;
  return FALSE;
}

static void
note_order (FalkStair *stair)
{
  if (stair->code == FALK_FAULT_PACK_UNSORTED)
    falk_stair_note (stair,
                     "The longest sequence has to come first, unless "
                     "enforce_sorted is False: then it is sorted, and put "
                     "back afterwards.");
  else if (is_moved (stair))
    falk_stair_note (stair,
                     "enforce_sorted is False: the sequences are packed "
                     "longest first, and put back in their order afterwards.");
}

static void
note_padding (FalkStair *stair)
{
  for (guint i = 0; i < stair->n_rows; i++)
    if (stair->rows[i].has_sequence && !stair->rows[i].left_out
        && stair->rows[i].length < stair->time)
      {
        falk_stair_note (stair, "Hatched steps are padding: they aren't "
                                "packed.");
        return;
      }
}

/* What is wrong with the first row that is marked. */
static void
note_mark (FalkStair *stair)
{
  for (guint i = 0; i < stair->n_rows; i++)
    if (stair->rows[i].mark)
      {
        falk_stair_note (stair, stair->rows[i].sentence);
        return;
      }
}

static void
note_parts (FalkScene *scene, FalkStair *stair)
{
  gint64 left_out = 0;

  for (guint i = 0; i < stair->n_rows; i++)
    left_out += stair->rows[i].left_out;
  if (left_out)
    falk_stair_note (stair,
                     falk_scene_keep (scene,
                                      FALK_SIZE " sequences are left out of "
                                                "the picture.",
                                      left_out));
  if (!stair->by_step && stair->n_columns)
    falk_stair_note (stair, "Several steps share a column; steps are not to "
                            "scale.");
}

/* "x: lengths 5, 3, 2; batch_sizes 3, 3, 2, 1, 1; 10 rows": the picture for
 * somebody who can't see it. */
static char *
describe (FalkScene *scene, const FalkStair *stair)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          "%s, " FALK_SIZE " steps of " FALK_SIZE " sequences.",
                          stair->padded, stair->time, stair->batch);
  for (guint i = 0; i < stair->n_rows; i++)
    if (stair->rows[i].left_out)
      g_string_append_printf (text, " " FALK_SIZE " more.",
                              stair->rows[i].left_out);
    else
      g_string_append_printf (text, " %s", stair->rows[i].sentence);
  if (!stair->data)
    return g_string_free (text, FALSE);
  g_string_append (text, " Sequences at each step:");
  for (guint i = 0; i < stair->n_columns; i++)
    g_string_append_printf (text, "%s %s", i ? "," : "",
                            falk_stair_sizes (scene, &stair->columns[i]));
  g_string_append_printf (text, ". Data: " FALK_SIZE " rows.",
                          stair->data->axes[0].size);
  return g_string_free (text, FALSE);
}

FalkScene *
falk_stair_scene (const FalkSubject *subject, guint index, double width)
{
  FalkScene *scene = falk_scene_begin (MAX (width, FALK_SCHEME_WIDTH_MIN), 0);
  FalkStair stair = { 0 };
  double y;

  set_facts (scene, subject, index, &stair);
  falk_stair_add_rows (scene, &stair);
  scene->title = g_strdup (stair.title);
  falk_pen_text_in (scene, FALK_SCHEME_PAD, 30,
                    scene->width - 2 * FALK_SCHEME_PAD, FALK_ANCHOR_START,
                    FALK_TYPE_TITLE, FALK_INK_TEXT, stair.title);
  y = falk_stair_draw (scene, &stair, 46, scene->width) + 30;
  note_mark (&stair);
  note_order (&stair);
  note_rows (scene, &stair);
  note_padding (&stair);
  note_parts (scene, &stair);
  for (guint i = 0; i < stair.n_notes; i++)
    y += 18
         * falk_pen_paragraph (scene, FALK_SCHEME_PAD, y,
                               scene->width - 2 * FALK_SCHEME_PAD, 18, 40,
                               FALK_ANCHOR_START, FALK_TYPE_LABEL,
                               FALK_INK_TEXT, stair.notes[i]);
  scene->height = y + 8;
  scene->description = describe (scene, &stair);
  g_free (stair.order);
  return scene;
}
