/* SPDX-License-Identifier: MIT */
#include "falk-text-private.h"

/* Steps shown before and behind the one with the fault. */
#define AROUND 5

/* Widths of the columns of names and of code: wide enough for what stands in
 * them, within bounds. */
#define NAMES_MAX 24
#define CODE_MIN 32
#define CODE_MAX 48

typedef struct
{
  int name, code;
} Columns;

static const struct
{
  const char *mark;
  FalkStyle style;
} states[] = {
  [FALK_STEP_FITS] = { "✓", FALK_STYLE_FITS },
  [FALK_STEP_FAULT] = { "✗", FALK_STYLE_FAULT },
  [FALK_STEP_GHOST] = { "┄", FALK_STYLE_MUTED },
  [FALK_STEP_UNKNOWN] = { "┄", FALK_STYLE_MUTED },
};

static void
add_spaces (GString *out, int n)
{
  g_string_append_printf (out, "%*s", MAX (n, 1), "");
}

static char *
shape_text (const FalkValue *value)
{
  FalkShape shape = falk_value_shape (value);

  return falk_shape_to_text (&shape, FALK_SHAPE_LIST);
}

/* A row whose parts don't fit in a line: each on lines of its own. */
static void
add_tall_row (FalkText *text, const char *name, const char *code,
              const char *shape, FalkStyle style)
{
  static const char indent[] = "      ";

  falk_wrap_append (text->out, name, "", FALK_EXPLAIN_COLUMNS - 4, style,
                    text->colour);
  if (code[0] != '\0')
    falk_wrap_append (text->out, code, indent, FALK_EXPLAIN_COLUMNS, style,
                      text->colour);
  if (shape[0] != '\0')
    falk_wrap_append (text->out, shape, indent, FALK_EXPLAIN_COLUMNS, style,
                      text->colour);
}

/* A row of the chain: mark, name, code, and the shape to the right of it. */
static void
add_row (FalkText *text, FalkStepState state, const char *name,
         const Columns *columns, const char *code, const char *shape)
{
  const int room = FALK_EXPLAIN_COLUMNS - 4 - columns->name - 2;
  int width = falk_wrap_width (code), shape_width = falk_wrap_width (shape);
  FalkStyle style = states[state].style == FALK_STYLE_MUTED ? FALK_STYLE_MUTED
                                                            : FALK_STYLE_PLAIN;

  g_string_append (text->out, "  ");
  falk_wrap_append_styled (text->out, states[state].mark, states[state].style,
                           text->colour);
  g_string_append_c (text->out, ' ');
  if (falk_wrap_width (name) > columns->name || width + 2 + shape_width > room)
    {
      add_tall_row (text, name, code, shape, style);
      return;
    }
  falk_wrap_append_styled (text->out, name,
                           state == FALK_STEP_FAULT ? FALK_STYLE_FAULT : style,
                           text->colour);
  add_spaces (text->out, columns->name - falk_wrap_width (name) + 2);
  falk_wrap_append_styled (text->out, code, style, text->colour);
  if (shape[0] != '\0')
    add_spaces (text->out, MIN (MAX (columns->code + 2 - width, 2),
                                room - width - shape_width));
  falk_wrap_append_styled (text->out, shape, style, text->colour);
  g_string_append_c (text->out, '\n');
}

static void
add_step (FalkText *text, const FalkModel *model,
          const FalkInference *inference, guint index, const Columns *columns)
{
  const FalkStep *step = falk_model_step (model, index);
  const FalkStepShapes *shapes = &inference->steps[index];
  g_autofree char *code = falk_step_to_text (step);
  g_autofree char *out = shapes->has_out ? shape_text (&shapes->out) : NULL;
  g_autofree char *shape = NULL;

  if (!out)
    shape = g_strdup (shapes->state == FALK_STEP_FAULT ? "" : "unknown");
  else if (shapes->state == FALK_STEP_FITS)
    shape = g_strdup (out);
  else
    shape = g_strdup_printf ("would be %s", out);
  add_row (text, shapes->state, step->name, columns, code, shape);
}

static void
add_more (FalkText *text, guint n)
{
  g_autofree char *line =
      g_strdup_printf ("… %u more %s", n, n == 1 ? "step" : "steps");

  falk_wrap_append (text->out, line, "    ", FALK_EXPLAIN_COLUMNS,
                    FALK_STYLE_MUTED, text->colour);
}

static Columns
measure (const FalkModel *model, const char *input_name, guint first,
         guint last)
{
  Columns columns = { falk_wrap_width (input_name), CODE_MIN };

  for (guint i = first; i < last; i++)
    {
      const FalkStep *step = falk_model_step (model, i);
      g_autofree char *code = falk_step_to_text (step);

      columns.name = MAX (columns.name, falk_wrap_width (step->name));
      columns.code = MAX (columns.code, falk_wrap_width (code));
    }
  columns.name = MIN (columns.name, NAMES_MAX);
  columns.code = MIN (columns.code, CODE_MAX);
  return columns;
}

void
falk_text_chain (FalkText *text, const FalkModel *model,
                 const FalkInference *inference)
{
  guint n = inference->n_steps, first = 0, last = n;
  const char *input_name = "input";
  g_autofree char *input = shape_text (&inference->input);
  Columns columns;

  if (inference->input.rank > 0
      && inference->input.axes[0].factors[0].origin.owner)
    input_name = inference->input.axes[0].factors[0].origin.owner;
  if (!inference->ok)
    {
      first =
          inference->fault.step > AROUND ? inference->fault.step - AROUND : 0;
      last = MIN (n, inference->fault.step + AROUND + 1);
    }
  columns = measure (model, input_name, first, last);

  add_row (text, FALK_STEP_FITS, input_name, &columns, "", input);
  if (first > 0)
    add_more (text, first);
  for (guint i = first; i < last; i++)
    add_step (text, model, inference, i, &columns);
  if (last < n)
    add_more (text, n - last);
}
