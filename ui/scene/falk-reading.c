/* SPDX-License-Identifier: MIT */
#include "falk-reading.h"

#include "falk-rule.h"
#include "falk-scheme.h"

#define CARD_MAX 440.0
#define CARD_GAP 24.0
#define CARD_TOP 50.0

static const FalkFaultCode codes[] = {
  FALK_FAULT_UNBATCHED_STATE, FALK_FAULT_UNBATCHED_STATES,
  FALK_FAULT_INPUT_SIZE,      FALK_FAULT_HIDDEN_SIZE,
  FALK_FAULT_HIDDEN_SIZE_H,   FALK_FAULT_HIDDEN_SIZE_C,
};

gboolean
falk_reading_is_open (const FalkSubject *subject, guint index)
{
  const FalkInference *inference = subject->inference;
  const FalkStepShapes *shapes = &inference->steps[index];

  if (shapes->state == FALK_STEP_UNKNOWN || shapes->in.rank != 2
      || shapes->in.packing.n > 0
      || !falk_rule (falk_model_step (subject->model, index)->op)->layered)
    return FALSE;
  if (inference->ok || inference->fault.step != index)
    return shapes->has_out;
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i] == inference->fault.code)
      return TRUE;
  return FALSE;
}

/* (layers · directions, batch, @width), without a batch where it is -1. */
static FalkShape
state_shape (const FalkStep *step, gint64 batch, gint64 width)
{
  gint64 states = falk_step_layers (step) * falk_step_directions (step);

  return batch < 0 ? FALK_SHAPE (states, width)
                   : FALK_SHAPE (states, batch, width);
}

/* Sets what follows from @form's input; @batch: its sequences, or -1. */
static void
complete (const FalkStep *step, FalkReadingForm *form, gint64 batch)
{
  gint64 hidden = falk_step_get_int (step, FALK_ARG_HIDDEN_SIZE);
  gint64 proj = falk_step_get_int (step, FALK_ARG_PROJ_SIZE);
  gint64 width = proj > 0 ? proj : hidden;

  form->state = state_shape (step, batch, width);
  if (falk_rule_arg (step->op, FALK_ARG_C0))
    form->cell = state_shape (step, batch, hidden);
  form->output = form->input;
  form->output.dims[form->output.rank - 1] =
      width * falk_step_directions (step);
  if (falk_step_get_int (step, FALK_ARG_TAKE) == 1)
    form->output = form->state;
}

/* @in with an axis of 1 at @dim, handed to @step. */
static FalkReadingForm
unsqueezed (FalkScene *scene, const FalkStep *step, const FalkValue *in,
            guint dim)
{
  gint64 rows = in->axes[0].size, features = in->axes[1].size;
  gboolean batch_first = falk_step_get_bool (step, FALK_ARG_BATCH_FIRST);
  FalkReadingForm form = {
    .code = falk_scene_keep (scene, "x.unsqueeze(%u)", dim),
    .input = dim == 0 ? FALK_SHAPE (1, rows, features)
                      : FALK_SHAPE (rows, 1, features),
  };

  complete (step, &form, form.input.dims[batch_first ? 0 : 1]);
  return form;
}

static void
set_readings (FalkScene *scene, const FalkStep *step, const FalkValue *in,
              FalkReading readings[2])
{
  guint batch = falk_step_get_bool (step, FALK_ARG_BATCH_FIRST) ? 0 : 1;
  FalkReadingForm plain = {
    .code = "x as it is",
    .input = falk_value_shape (in),
  };

  complete (step, &plain, -1);
  readings[0] = (FalkReading){
    .title = "ONE SEQUENCE",
    .verdict = "✓ PyTorch takes it so",
    .how = "Its state runs from each row to the next.",
    .taken = TRUE,
    .role = FALK_ROLE_TIME,
    .row_word = "step",
    .n_forms = 2,
    .forms = { plain, unsqueezed (scene, step, in, batch) },
  };
  readings[1] = (FalkReading){
    .title = "A BATCH",
    .verdict = "– only when unsqueezed",
    .how = "Each row is one step of a sequence of its own.",
    .role = FALK_ROLE_BATCH,
    .row_word = "sequence",
    .n_forms = 1,
    .forms = { unsqueezed (scene, step, in, 1 - batch) },
  };
}

static char *
describe (const FalkValue *in, const FalkReading readings[2])
{
  FalkShape shape = falk_value_shape (in);
  g_autofree char *text = falk_shape_to_text (&shape, FALK_SHAPE_LIST);
  g_autofree char *one =
      falk_shape_to_text (&readings[0].forms[0].state, FALK_SHAPE_LIST);
  g_autofree char *many =
      falk_shape_to_text (&readings[1].forms[0].state, FALK_SHAPE_LIST);

  return g_strdup_printf (
      "%s can be read in two ways. One sequence, which PyTorch takes it for: "
      "its state is %s. A batch of sequences of one step: its state is %s.",
      text, one, many);
}

/* The frames of both cards, whose height is set later. Gives the index of the
 * first mark. */
static guint
draw_frames (FalkScene *scene, const FalkReading readings[2], double width)
{
  guint first = scene->marks->len;

  for (guint i = 0; i < 2; i++)
    {
      FalkBox box = { FALK_SCHEME_PAD + i * (width + CARD_GAP), CARD_TOP, width,
                      0 };
      FalkMark *frame =
          falk_pen_round (scene, box, 8, FALK_INK_CARD,
                          readings[i].taken ? FALK_INK_LINE : FALK_INK_GHOST);

      frame->width = readings[i].taken ? 1.8 : 1.2;
      frame->dash = readings[i].taken ? FALK_DASH_SOLID : FALK_DASH_DASHED;
      falk_pen_name (scene, falk_scene_keep (scene, "reading-%u", i), "%s",
                     readings[i].how);
    }
  return first;
}

/* Gives the lower edge. */
static double
draw_cards (FalkScene *scene, const FalkReading readings[2],
            const FalkStep *step, const FalkValue *in)
{
  double width =
      MIN ((scene->width - 2 * FALK_SCHEME_PAD - CARD_GAP) / 2, CARD_MAX);
  guint first = draw_frames (scene, readings, width);
  double height = 0;

  for (guint i = 0; i < 2; i++)
    {
      double x = FALK_SCHEME_PAD + i * (width + CARD_GAP);
      double h =
          falk_reading_draw (scene, &readings[i], step, in, x, CARD_TOP, width);

      height = MAX (height, h);
    }
  for (guint i = 0; i < 2; i++)
    g_array_index (scene->marks, FalkMark, first + i).h = height;
  return CARD_TOP + height;
}

FalkScene *
falk_reading_scene (const FalkSubject *subject, guint index, double width)
{
  FalkScene *scene = falk_scene_begin (MAX (width, FALK_SCHEME_WIDTH_MIN), 0);
  const FalkStep *step = falk_model_step (subject->model, index);
  const FalkValue *in = &subject->inference->steps[index].in;
  FalkReading readings[2];
  double y;

  set_readings (scene, step, in, readings);
  scene->title =
      g_strdup_printf ("%s · two readings of a 2-D input", step->name);
  falk_pen_text_in (scene, FALK_SCHEME_PAD, 30,
                    scene->width - 2 * FALK_SCHEME_PAD, FALK_ANCHOR_START,
                    FALK_TYPE_TITLE, FALK_INK_TEXT, scene->title);
  y = draw_cards (scene, readings, step, in) + 24;
  falk_pen_text (scene, FALK_SCHEME_PAD, y, FALK_ANCHOR_START, FALK_TYPE_LABEL,
                 FALK_INK_TEXT,
                 "PyTorch before 1.11 takes no 2-D input: there either needs "
                 "its unsqueeze.");
  scene->height = y + 14;
  scene->description = describe (in, readings);
  return scene;
}
