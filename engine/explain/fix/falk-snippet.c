/* SPDX-License-Identifier: MIT */
#include "falk-snippet.h"

#include <string.h>

#include "falk-explain-private.h"
#include "falk-rule.h"

static void
add_line (GString *text, const char *separator, const char *line)
{
  if (text->len > 0)
    g_string_append (text, separator);
  g_string_append (text, line);
}

/* An argument's value as a person writes it. */
static char *
value_text (const FalkStep *step, FalkArg arg)
{
  guint n;
  FalkShape shape = { 0 };

  switch (falk_arg_info (arg)->type)
    {
    case FALK_ARG_TYPE_INT:
      return g_strdup_printf ("%" G_GINT64_FORMAT,
                              falk_step_get_int (step, arg));
    case FALK_ARG_TYPE_BOOL:
      return g_strdup (falk_step_get_bool (step, arg) ? "True" : "False");
    case FALK_ARG_TYPE_WORD:
      return g_strdup (
          falk_arg_info (arg)->words[falk_step_get_int (step, arg)]);
    case FALK_ARG_TYPE_FLOAT:
      return g_strdup_printf ("%g", falk_step_get_float (step, arg));
    case FALK_ARG_TYPE_INTS:
      if (falk_step_get_ints (step, arg, &n) == NULL)
        return g_strdup ("none");
      shape = falk_step_get_shape (step, arg);
      return falk_shape_to_text (&shape, FALK_SHAPE_TUPLE);
    }
  return NULL;
}

/* A step without the "nn." or "." that its code starts with. */
static char *
bare_step (const FalkStep *step)
{
  g_autofree char *code = falk_step_to_text (step);

  return g_strdup (code + (g_str_has_prefix (code, "nn.") ? 3 : 1));
}

/* "batchfirst → batch_first, without foo" */
static char *
strays_label (const FalkStep *step)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; step->strays && i < step->strays->len; i++)
    {
      const FalkStray *stray = step->strays->pdata[i];

      if (stray->meant == FALK_ARG_NONE)
        g_string_append_printf (text, "%swithout %s", i ? ", " : "",
                                stray->name);
      else
        g_string_append_printf (text, "%s%s → %s", i ? ", " : "", stray->name,
                                falk_arg_info (stray->meant)->name);
    }
  return g_string_free (text, FALSE);
}

static char *
edit_label (const FalkModel *model, const FalkModel *edited,
            const FalkEdit *edit)
{
  const FalkStep *step = NULL, *after = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (edit->kind == FALK_EDIT_CAST_INPUT)
    return g_strdup_printf ("input as %s",
                            falk_dtype_info ((FalkDtype)edit->value)->name);
  if (edit->kind == FALK_EDIT_INSERT)
    {
      from = bare_step (edit->insert);
      if (edit->step < model->steps->len)
        return g_strdup_printf ("%s before %s", from,
                                falk_model_step (model, edit->step)->name);
      return g_strdup_printf ("%s at the end", from);
    }
  step = falk_model_step (model, edit->step);
  if (edit->kind == FALK_EDIT_REMOVE)
    return g_strdup_printf ("without %s", step->name);
  if (edit->kind == FALK_EDIT_SETTLE_STRAYS)
    return strays_label (step);
  after = falk_model_step (edited, edit->step);
  from = value_text (step, edit->arg);
  to = value_text (after, edit->arg);
  return g_strdup_printf ("%s %s → %s", falk_arg_info (edit->arg)->name, from,
                          to);
}

/* The label of taking a step out and putting another in its place. */
static char *
replace_label (const FalkModel *model, const GPtrArray *edits)
{
  const FalkEdit *out = edits->len ? g_ptr_array_index (edits, 0) : NULL;
  const FalkEdit *in = edits->len > 1 ? g_ptr_array_index (edits, 1) : NULL;

  if (!in || out->kind != FALK_EDIT_REMOVE || in->kind != FALK_EDIT_INSERT
      || out->step != in->step)
    return NULL;
  return g_strdup_printf (
      "%s → %s", falk_rule (falk_model_step (model, out->step)->op)->name,
      falk_rule (in->insert->op)->name);
}

/* The step that edit @index changes, as it finds it. */
static const FalkStep *
step_of (const GPtrArray *stages, const GPtrArray *edits, guint index)
{
  const FalkEdit *edit = g_ptr_array_index (edits, index);

  return falk_model_step (g_ptr_array_index (stages, index), edit->step);
}

char *
falk_snippet_label (const FalkModel *model, const GPtrArray *edits)
{
  g_autoptr (GPtrArray) stages = falk_edits_stages (model, edits);
  char *replaced = replace_label (model, edits);
  GString *text;

  if (replaced || !stages)
    return replaced ? replaced : g_strdup ("");
  text = g_string_new (NULL);
  for (guint i = 0; i < edits->len; i++)
    {
      g_autofree char *label = edit_label (g_ptr_array_index (stages, i),
                                           g_ptr_array_index (stages, i + 1),
                                           g_ptr_array_index (edits, i));
      add_line (text, ", ", label);
    }
  return g_string_free (text, FALSE);
}

/* Whether @edit changes something that is written in the step's own line. */
static gboolean
in_constructor (const FalkEdit *edit, FalkOp op)
{
  const FalkArgSpec *spec;

  if (edit->kind == FALK_EDIT_SETTLE_STRAYS)
    return TRUE;
  if (edit->kind != FALK_EDIT_SET_INT && edit->kind != FALK_EDIT_SET_INTS
      && edit->kind != FALK_EDIT_SET_FLOAT && edit->kind != FALK_EDIT_UNSET)
    return FALSE;
  spec = falk_rule_arg (op, edit->arg);
  return spec != NULL && !spec->outside;
}

static char *
step_line (const FalkStep *step, const char *tensor)
{
  g_autofree char *code = falk_step_to_text (step);

  if (falk_rule (step->op)->module)
    return g_steal_pointer (&code);
  return g_strdup_printf ("%s = %s%s", tensor, tensor, code);
}

/* The line of what is handed to the call rather than to the constructor. */
static char *
call_line (const FalkStep *step, const FalkEdit *edit, const char *tensor)
{
  FalkShape shape = edit->ints;
  g_autofree char *sizes = NULL;

  if (edit->arg == FALK_ARG_TAKE)
    return edit->value == 1
               ? g_strdup_printf ("_, %s = %s(%s)", tensor, step->name, tensor)
               : g_strdup_printf ("%s, _ = %s(%s)", tensor, step->name, tensor);
  if (edit->kind == FALK_EDIT_UNSET && edit->arg == FALK_ARG_C0)
    return NULL; /* it goes with h0 */
  if (edit->kind == FALK_EDIT_UNSET)
    return g_strdup_printf ("out = %s(%s)  # no h0: zeros", step->name, tensor);
  sizes = falk_shape_to_text (&shape, FALK_SHAPE_LIST);
  return g_strdup_printf ("%s = torch.zeros(%.*s)",
                          falk_arg_info (edit->arg)->name,
                          (int)strlen (sizes) - 2, sizes + 1);
}

static gboolean
is_change (const FalkEdit *edit)
{
  return edit->kind != FALK_EDIT_INSERT && edit->kind != FALK_EDIT_REMOVE
         && edit->kind != FALK_EDIT_CAST_INPUT;
}

/* Whether no edit before @index changes the same step's line, which is
 * written once. */
static gboolean
is_first_of_step (const GPtrArray *stages, const GPtrArray *edits, guint index)
{
  const FalkStep *step = step_of (stages, edits, index);

  for (guint i = 0; i < index; i++)
    {
      const FalkEdit *other = g_ptr_array_index (edits, i);
      const FalkStep *changed;

      if (!is_change (other))
        continue;
      changed = step_of (stages, edits, i);
      if (g_str_equal (changed->name, step->name)
          && in_constructor (other, changed->op))
        return FALSE;
    }
  return TRUE;
}

/* The line that @step is written as; NULL of a call that takes another
 * tensor, whose name isn't known. */
static char *
written_line (const FalkStep *step, const char *tensor)
{
  gboolean first = falk_step_get_bool (step, FALK_ARG_BATCH_FIRST);

  if (step->op == FALK_OP_UNPACK)
    return g_strdup_printf ("%s, lengths = pad_packed_sequence(%s%s)", tensor,
                            tensor, first ? ", batch_first=True" : "");
  if (step->op == FALK_OP_PACK)
    return g_strdup_printf ("%s = pack_padded_sequence(%s, lengths%s%s)",
                            tensor, tensor, first ? ", batch_first=True" : "",
                            falk_step_get_bool (step, FALK_ARG_ENFORCE_SORTED)
                                ? ""
                                : ", enforce_sorted=False");
  if (falk_rule_arg (step->op, FALK_ARG_OTHER))
    return NULL;
  return step_line (step, tensor);
}

char *
falk_snippet_before (const FalkModel *model, const GPtrArray *edits,
                     const char *tensor)
{
  g_autoptr (GPtrArray) stages = falk_edits_stages (model, edits);
  GString *text = g_string_new (NULL);

  for (guint i = 0; stages && i < edits->len; i++)
    {
      const FalkEdit *edit = g_ptr_array_index (edits, i);
      const FalkStep *step;
      g_autofree char *line = NULL;
      int index;

      if (edit->kind == FALK_EDIT_INSERT || edit->kind == FALK_EDIT_CAST_INPUT)
        continue;
      step = step_of (stages, edits, i);
      index = falk_model_find (model, step->name);
      if (index < 0
          || (is_change (edit)
              && (!in_constructor (edit, step->op)
                  || !is_first_of_step (stages, edits, i))))
        continue;
      line = written_line (falk_model_step (model, (guint)index), tensor);
      if (line)
        add_line (text, "\n", line);
    }
  return falk_explain_take_text (text);
}

static void
add_inserted (GString *text, const FalkStep *step, const char *tensor,
              gboolean replaces)
{
  g_autofree char *line = step_line (step, tensor);
  g_autofree char *call = NULL;

  if (falk_rule (step->op)->module && !replaces)
    {
      call = g_strdup_printf ("%s = %s\n%s = %s(%s)", step->name, line, tensor,
                              step->name, tensor);
      add_line (text, "\n", call);
      return;
    }
  add_line (text, "\n", line);
}

/* The line that edit @index leaves in the end; NULL when another edit of the
 * same step has written it. */
static char *
changed_line (const GPtrArray *stages, const GPtrArray *edits, guint index,
              const char *tensor)
{
  const FalkModel *last = g_ptr_array_index (stages, edits->len);
  const FalkEdit *edit = g_ptr_array_index (edits, index);
  const FalkStep *step = step_of (stages, edits, index);
  int kept = falk_model_find (last, step->name);

  if (kept < 0)
    return NULL;
  step = falk_model_step (last, (guint)kept);
  if (!in_constructor (edit, step->op))
    return call_line (step, edit, tensor);
  return is_first_of_step (stages, edits, index) ? step_line (step, tensor)
                                                 : NULL;
}

/* The line of a step that is taken out and not replaced. */
static char *
removed_line (const GPtrArray *stages, const GPtrArray *edits, guint index)
{
  const FalkEdit *next =
      index + 1 < edits->len ? g_ptr_array_index (edits, index + 1) : NULL;
  g_autofree char *code = NULL;

  if (next && next->kind == FALK_EDIT_INSERT)
    return NULL;
  code = falk_step_to_text (step_of (stages, edits, index));
  return g_strdup_printf ("# without %s", code);
}

char *
falk_snippet_after (const FalkModel *model, const GPtrArray *edits,
                    const char *tensor)
{
  g_autoptr (GPtrArray) stages = falk_edits_stages (model, edits);
  GString *text = g_string_new (NULL);
  gboolean replaces = FALSE;

  for (guint i = 0; stages && i < edits->len; i++)
    {
      const FalkEdit *edit = g_ptr_array_index (edits, i);
      g_autofree char *line = NULL;

      if (edit->kind == FALK_EDIT_INSERT)
        add_inserted (text, edit->insert, tensor, replaces);
      else if (edit->kind == FALK_EDIT_CAST_INPUT)
        line = g_strdup_printf ("%s = %s.float()", tensor, tensor);
      else if (edit->kind == FALK_EDIT_REMOVE)
        line = removed_line (stages, edits, i);
      else
        line = changed_line (stages, edits, i, tensor);
      replaces = edit->kind == FALK_EDIT_REMOVE;
      if (line)
        add_line (text, "\n", line);
    }
  return falk_explain_take_text (text);
}
