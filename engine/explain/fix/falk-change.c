/* SPDX-License-Identifier: MIT */
#include "falk-change.h"

/* What a clause is made from. */
typedef struct
{
  const FalkModel *model; /* as the edit finds it */
  const FalkEdit *edit;
  const FalkEdit *next; /* the edit behind it, or NULL */
  const char *input, *tensor;
  gboolean both; /* out: the clause says the next edit as well */
} Clause;

static const FalkStep *
edited_step (const Clause *clause)
{
  return falk_model_step (clause->model, clause->edit->step);
}

static char *
shape_of (const FalkEdit *edit)
{
  return falk_shape_to_text (&edit->ints, FALK_SHAPE_TUPLE);
}

/* Whether the next edit is of the same kind and step, and of @arg. */
static gboolean
next_is (const Clause *clause, FalkArg arg)
{
  return clause->next && clause->next->kind == clause->edit->kind
         && clause->next->step == clause->edit->step
         && clause->next->arg == arg;
}

static char *
say_set_int (Clause *clause)
{
  const FalkEdit *edit = clause->edit;
  const char *step = edited_step (clause)->name;
  const FalkArgInfo *info = falk_arg_info (edit->arg);

  if (edit->arg == FALK_ARG_TAKE)
    return edit->value == 1
               ? g_strdup_printf ("take h_n of %s instead of its output", step)
               : g_strdup_printf ("take the output of %s instead of h_n", step);
  if (info->type == FALK_ARG_TYPE_BOOL)
    return g_strdup_printf ("set %s of %s to %s", info->name, step,
                            edit->value ? "True" : "False");
  if (info->type == FALK_ARG_TYPE_WORD)
    return g_strdup_printf ("set %s of %s to \"%s\"", info->name, step,
                            info->words[edit->value]);
  return g_strdup_printf ("set %s of %s to " FALK_SIZE, info->name, step,
                          edit->value);
}

/* "write batch_first for batchfirst in gru", "leave foo out of gru". */
static char *
say_settle_strays (Clause *clause)
{
  const FalkStep *step = edited_step (clause);
  GString *text = g_string_new (NULL);

  for (guint i = 0; step->strays && i < step->strays->len; i++)
    {
      const FalkStray *stray = g_ptr_array_index (step->strays, i);

      g_string_append (text, i > 0 ? ", " : "");
      if (stray->meant == FALK_ARG_NONE)
        g_string_append_printf (text, "leave %s out of %s", stray->name,
                                step->name);
      else
        g_string_append_printf (text, "write %s for %s in %s",
                                falk_arg_info (stray->meant)->name, stray->name,
                                step->name);
    }
  return g_string_free (text, FALSE);
}

/* A state, or both of an LSTM. */
static char *
say_state (Clause *clause)
{
  const char *step = edited_step (clause)->name;
  g_autofree char *shape = shape_of (clause->edit);
  g_autofree char *cell = NULL;

  if (clause->edit->arg == FALK_ARG_C0)
    return g_strdup_printf ("hand %s a cell state c0 of %s", step, shape);
  if (!next_is (clause, FALK_ARG_C0))
    return g_strdup_printf ("hand %s a state of %s", step, shape);
  clause->both = TRUE;
  if (falk_shape_equal (&clause->edit->ints, &clause->next->ints))
    return g_strdup_printf ("hand %s two states, h0 and c0, of %s each", step,
                            shape);
  cell = shape_of (clause->next);
  return g_strdup_printf ("hand %s a state h0 of %s and a cell state c0 of %s",
                          step, shape, cell);
}

static char *
say_set_ints (Clause *clause)
{
  static const struct
  {
    FalkArg arg;
    const char *what;
  } given[] = {
    { FALK_ARG_LENGTHS, "the lengths" },
    { FALK_ARG_OTHER, "another operand, of" },
    { FALK_ARG_TARGET, "a target of" },
  };
  const FalkEdit *edit = clause->edit;
  const char *step = edited_step (clause)->name;
  g_autofree char *sizes = shape_of (edit);

  if (edit->arg == FALK_ARG_H0 || edit->arg == FALK_ARG_C0)
    return say_state (clause);
  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    if (given[i].arg == edit->arg)
      return g_strdup_printf ("give %s %s %s", step, given[i].what, sizes);
  return g_strdup_printf ("set %s of %s to %s", falk_arg_info (edit->arg)->name,
                          step, sizes);
}

static char *
say_set_float (Clause *clause)
{
  return g_strdup_printf ("set %s of %s to %g",
                          falk_arg_info (clause->edit->arg)->name,
                          edited_step (clause)->name, clause->edit->number);
}

static char *
say_unset (Clause *clause)
{
  FalkArg arg = clause->edit->arg;
  const FalkStep *step = edited_step (clause);

  if (arg != FALK_ARG_H0 && arg != FALK_ARG_C0)
    return g_strdup_printf ("leave out %s of %s", falk_arg_info (arg)->name,
                            step->name);
  clause->both = next_is (clause, FALK_ARG_C0);
  return g_strdup_printf ("hand %s no state, so that it starts from zeros",
                          step->name);
}

/* An axis as a person counts it who counts from the end. */
static char *
axis_text (gint64 axis)
{
  if (axis == -1)
    return g_strdup ("the last axis");
  if (axis < 0)
    return g_strdup_printf ("axis " FALK_SIZE " from the end", -axis);
  return g_strdup_printf ("axis " FALK_SIZE, axis);
}

static char *
say_exchange (gint64 one, gint64 other, const char *tensor)
{
  g_autofree char *first = axis_text (one);
  g_autofree char *second = axis_text (other);

  if (one >= 0 && other >= 0)
    return g_strdup_printf ("exchange axes " FALK_SIZE " and " FALK_SIZE
                            " of %s",
                            one, other, tensor);
  return g_strdup_printf ("exchange %s and %s of %s", first, second, tensor);
}

static char *
say_transpose (const FalkStep *step, const char *tensor)
{
  return say_exchange (falk_step_get_int (step, FALK_ARG_DIM0),
                       falk_step_get_int (step, FALK_ARG_DIM1), tensor);
}

/* A permutation that exchanges two axes is said as that. */
static char *
say_permute (const FalkStep *step, const char *tensor)
{
  guint n, moved = 0, last = 0;
  const gint64 *dims = falk_step_get_ints (step, FALK_ARG_DIMS, &n);
  g_autoptr (GString) order = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      moved += dims[i] != i;
      last = dims[i] != i ? i : last;
      g_string_append_printf (order, "%s" FALK_SIZE, i ? ", " : "", dims[i]);
    }
  if (moved == 2)
    return say_exchange (dims[last], last, tensor);
  return g_strdup_printf ("put the axes of %s in the order %s", tensor,
                          order->str);
}

static char *
say_unsqueeze (const FalkStep *step, const char *tensor)
{
  g_autofree char *axis = axis_text (falk_step_get_int (step, FALK_ARG_DIM));

  return g_strdup_printf ("give %s an axis of size 1 as %s", tensor, axis);
}

static char *
say_squeeze (const FalkStep *step, const char *tensor)
{
  g_autofree char *axis = axis_text (falk_step_get_int (step, FALK_ARG_DIM));

  return g_strdup_printf ("drop %s of %s, which has size 1,", axis, tensor);
}

static char *
say_flatten (const FalkStep *step, const char *tensor)
{
  gint64 start = falk_step_get_int (step, FALK_ARG_START_DIM);
  gint64 end = falk_step_get_int (step, FALK_ARG_END_DIM);

  if (end == start + 1)
    return g_strdup_printf ("make one axis of axes " FALK_SIZE " and " FALK_SIZE
                            " of %s",
                            start, end, tensor);
  if (end < 0)
    return g_strdup_printf ("make one axis of %s from axis " FALK_SIZE " on",
                            tensor, start);
  return g_strdup_printf ("make one axis of axes " FALK_SIZE " to " FALK_SIZE
                          " of %s",
                          start, end, tensor);
}

static char *
say_reshape (const FalkStep *step, const char *tensor)
{
  FalkShape shape = falk_step_get_shape (step, FALK_ARG_SHAPE);
  g_autofree char *text = falk_shape_to_text (&shape, FALK_SHAPE_TUPLE);

  return g_strdup_printf ("reshape %s to %s", tensor, text);
}

static char *
say_select (const FalkStep *step, const char *tensor)
{
  g_autofree char *axis = axis_text (falk_step_get_int (step, FALK_ARG_DIM));
  gint64 index = falk_step_get_int (step, FALK_ARG_INDEX);

  if (index == -1)
    return g_strdup_printf ("take the last entry of %s of %s", axis, tensor);
  return g_strdup_printf ("take entry " FALK_SIZE " of %s of %s", index, axis,
                          tensor);
}

static char *
say_unpack (const FalkStep *step, const char *tensor)
{
  return g_strdup_printf ("unpack %s with pad_packed_sequence", tensor);
}

static char *
say_put (const FalkStep *step, const char *tensor)
{
  g_autofree char *code = falk_step_to_text (step);

  return g_strdup_printf ("put %s", code);
}

static char *
say_insert (Clause *clause)
{
  static char *(*const rows[FALK_OP_COUNT]) (const FalkStep *step,
                                             const char *tensor) = {
    [FALK_OP_TRANSPOSE] = say_transpose, [FALK_OP_PERMUTE] = say_permute,
    [FALK_OP_UNSQUEEZE] = say_unsqueeze, [FALK_OP_SQUEEZE] = say_squeeze,
    [FALK_OP_FLATTEN] = say_flatten,     [FALK_OP_VIEW] = say_reshape,
    [FALK_OP_RESHAPE] = say_reshape,     [FALK_OP_SELECT] = say_select,
    [FALK_OP_UNPACK] = say_unpack,
  };
  const FalkEdit *edit = clause->edit;
  const FalkStep *step = edit->insert;
  g_autofree char *what =
      (rows[step->op] ? rows[step->op] : say_put) (step, clause->tensor);

  if (edit->step < clause->model->steps->len)
    return g_strdup_printf ("%s before %s", what, edited_step (clause)->name);
  return g_strdup_printf ("%s at the end", what);
}

/* Taken out, or replaced by what is put in next. */
static char *
say_remove (Clause *clause)
{
  const char *name = edited_step (clause)->name;
  g_autofree char *code = NULL;

  if (!clause->next || clause->next->kind != FALK_EDIT_INSERT
      || clause->next->step != clause->edit->step)
    return g_strdup_printf ("leave %s out", name);
  clause->both = TRUE;
  code = falk_step_to_text (clause->next->insert);
  return g_strdup_printf ("put %s in the place of %s", code, name);
}

static char *
say_cast (Clause *clause)
{
  return g_strdup_printf (
      "convert %s to %s", clause->input,
      falk_dtype_info ((FalkDtype)clause->edit->value)->name);
}

static char *
say (Clause *clause)
{
  static char *(*const rows[]) (Clause * clause) = {
    [FALK_EDIT_SET_INT] = say_set_int,
    [FALK_EDIT_SET_INTS] = say_set_ints,
    [FALK_EDIT_SET_FLOAT] = say_set_float,
    [FALK_EDIT_UNSET] = say_unset,
    [FALK_EDIT_SETTLE_STRAYS] = say_settle_strays,
    [FALK_EDIT_INSERT] = say_insert,
    [FALK_EDIT_REMOVE] = say_remove,
    [FALK_EDIT_CAST_INPUT] = say_cast,
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (rows) == FALK_EDIT_KINDS);
  return rows[clause->edit->kind](clause);
}

/* "a, b and c" with its capital and full stop. */
static char *
join (const GPtrArray *clauses)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < clauses->len; i++)
    {
      if (i > 0)
        g_string_append (text, i + 1 == clauses->len ? " and " : ", ");
      g_string_append (text, g_ptr_array_index (clauses, i));
    }
  text->str[0] = g_ascii_toupper (text->str[0]);
  g_string_append_c (text, '.');
  return g_string_free (text, FALSE);
}

char *
falk_change_sentence (const FalkModel *model, const char *input,
                      const GPtrArray *edits, const char *tensor)
{
  g_autoptr (GPtrArray) stages = falk_edits_stages (model, edits);
  g_autoptr (GPtrArray) clauses = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (stages != NULL && edits->len > 0, NULL);
  for (guint i = 0; i < edits->len; i++)
    {
      Clause clause = { g_ptr_array_index (stages, i),
                        g_ptr_array_index (edits, i),
                        i + 1 < edits->len ? g_ptr_array_index (edits, i + 1)
                                           : NULL,
                        input, tensor };

      g_ptr_array_add (clauses, say (&clause));
      i += clause.both;
    }
  return join (clauses);
}
