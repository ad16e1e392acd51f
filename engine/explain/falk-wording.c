/* SPDX-License-Identifier: MIT */
#include "falk-wording.h"

#include <string.h>

#include "falk-rule.h"
#include "falk-wording-private.h"

/* What a template is filled from. */
typedef struct
{
  const FalkFault *fault;
  const FalkStep *step;
} Facts;

static void
append_number (GString *text, gint64 number)
{
  g_string_append_printf (text, "%" G_GINT64_FORMAT, number);
}

static void
append_shape (GString *text, const FalkShape *shape, FalkShapeStyle style)
{
  g_autofree char *words = falk_shape_to_text (shape, style);

  g_string_append (text, words);
}

static void
append_found (GString *text, const Facts *facts)
{
  append_number (text, facts->fault->found);
}

static void
append_needed (GString *text, const Facts *facts)
{
  append_number (text, facts->fault->needed);
}

static void
append_found_list (GString *text, const Facts *facts)
{
  append_shape (text, &facts->fault->found_shape, FALK_SHAPE_LIST);
}

static void
append_found_tuple (GString *text, const Facts *facts)
{
  append_shape (text, &facts->fault->found_shape, FALK_SHAPE_TUPLE);
}

static void
append_needed_list (GString *text, const Facts *facts)
{
  append_shape (text, &facts->fault->needed_shape, FALK_SHAPE_LIST);
}

/* A state of the wrong rank has no needed shape: the batch is then taken
 * from the state's own, which is right where only the rank is wrong. */
static void
append_needed_tuple (GString *text, const Facts *facts)
{
  FalkShape shape = facts->fault->needed_shape;
  const FalkShape *found = &facts->fault->found_shape;

  if (shape.rank == 0)
    shape = FALK_SHAPE (falk_step_layers (facts->step)
                            * falk_step_directions (facts->step),
                        found->rank >= 2 ? found->dims[found->rank - 2] : 1,
                        falk_step_get_int (facts->step, FALK_ARG_HIDDEN_SIZE));
  append_shape (text, &shape, FALK_SHAPE_TUPLE);
}

static void
append_rank (GString *text, const Facts *facts)
{
  append_number (text, facts->fault->found_shape.rank);
}

/* 1.11 and 1.12 add a batch axis to what isn't 3-D, and count it. */
static void
append_rank_plus (GString *text, const Facts *facts)
{
  append_number (text, (gint64)facts->fault->found_shape.rank + 1);
}

static void
append_low (GString *text, const Facts *facts)
{
  append_number (text, -facts->fault->needed);
}

static void
append_high (GString *text, const Facts *facts)
{
  append_number (text, facts->fault->needed - 1);
}

static void
append_axis (GString *text, const Facts *facts)
{
  append_number (text, facts->fault->axis);
}

/* Size of axis 1 of the input: what the old cells took for the features. */
static void
append_second (GString *text, const Facts *facts)
{
  const FalkShape *shape = &facts->fault->found_shape;

  append_number (text, shape->rank > 1 ? shape->dims[1] : 0);
}

static void
append_input_size (GString *text, const Facts *facts)
{
  append_number (text, falk_step_get_int (facts->step, FALK_ARG_INPUT_SIZE));
}

/* Rows of the input as the product sees it: all axes but the last. */
static gint64
flat_rows (const FalkShape *shape)
{
  gint64 rows = 1;

  for (guint i = 0; i + 1 < shape->rank; i++)
    if (!falk_size_mul (rows, shape->dims[i], &rows))
      return G_MAXINT64;
  return rows;
}

static void
append_operand (GString *text, gint64 rows, gint64 cols, gboolean old)
{
  g_string_append_printf (text,
                          old ? "[%" G_GINT64_FORMAT " x %" G_GINT64_FORMAT "]"
                              : "%" G_GINT64_FORMAT "x%" G_GINT64_FORMAT,
                          rows, cols);
}

static void
append_m1_style (GString *text, const Facts *facts, gboolean old)
{
  const FalkShape *shape = &facts->fault->found_shape;

  append_operand (text, flat_rows (shape), facts->fault->found, old);
}

static void
append_m1 (GString *text, const Facts *facts)
{
  append_m1_style (text, facts, FALSE);
}

static void
append_m1_old (GString *text, const Facts *facts)
{
  append_m1_style (text, facts, TRUE);
}

/* Up to 0.3 a recurrent layer multiplied one time step at a time: the rows
 * are the sequences of the batch. */
static void
append_m1_step (GString *text, const Facts *facts)
{
  const FalkShape *shape = &facts->fault->found_shape;
  gboolean first = falk_step_get_bool (facts->step, FALK_ARG_BATCH_FIRST);

  append_operand (text, shape->rank == 3 ? shape->dims[first ? 0 : 1] : 1,
                  facts->fault->found, TRUE);
}

static void
append_m2_style (GString *text, const Facts *facts, gboolean old)
{
  FalkParameter weight;

  falk_step_parameter (facts->step, 0, &weight);
  append_operand (text, weight.value.axes[1].size, weight.value.axes[0].size,
                  old);
}

static void
append_m2 (GString *text, const Facts *facts)
{
  append_m2_style (text, facts, FALSE);
}

static void
append_m2_old (GString *text, const Facts *facts)
{
  append_m2_style (text, facts, TRUE);
}

static void
append_found_dtype (GString *text, const Facts *facts)
{
  g_string_append (text, falk_dtype_info (facts->fault->found_dtype)->scalar);
}

static void
append_needed_dtype (GString *text, const Facts *facts)
{
  g_string_append (text, falk_dtype_info (facts->fault->needed_dtype)->scalar);
}

static void
append_layer (GString *text, const Facts *facts)
{
  g_string_append (text, falk_rule (facts->step->op)->name);
}

static const struct
{
  const char *name;
  void (*append) (GString *text, const Facts *facts);
} placeholders[] = {
  { "{found}", append_found },
  { "{needed}", append_needed },
  { "{found-list}", append_found_list },
  { "{found-tuple}", append_found_tuple },
  { "{needed-list}", append_needed_list },
  { "{needed-tuple}", append_needed_tuple },
  { "{rank}", append_rank },
  { "{rank+1}", append_rank_plus },
  { "{low}", append_low },
  { "{high}", append_high },
  { "{axis}", append_axis },
  { "{second}", append_second },
  { "{input-size}", append_input_size },
  { "{m1}", append_m1 },
  { "{m1-old}", append_m1_old },
  { "{m1-step}", append_m1_step },
  { "{m2}", append_m2 },
  { "{m2-old}", append_m2_old },
  { "{found-dtype}", append_found_dtype },
  { "{needed-dtype}", append_needed_dtype },
  { "{layer}", append_layer },
};

static const FalkWordingCell *
cell_of (const FalkFault *fault, FalkTorch torch)
{
  const FalkWordingCell *odd = falk_wording_odd_cell (fault, torch);
  FalkTorch version;

  return odd ? odd : falk_wording_cell (fault->code, torch, &version);
}

char *
falk_wording_write (const FalkFault *fault, const FalkModel *model,
                    FalkTorch torch)
{
  g_return_val_if_fail (fault->code < FALK_FAULT_COUNT, NULL);
  g_return_val_if_fail (torch < FALK_TORCH_COUNT, NULL);

  const Facts facts = { fault, falk_model_step (model, fault->step) };
  const char *p = cell_of (fault, torch)->words;
  GString *text = g_string_new (NULL);

  while (*p != '\0')
    {
      guint i = 0;

      while (i < G_N_ELEMENTS (placeholders)
             && !g_str_has_prefix (p, placeholders[i].name))
        i++;
      if (i == G_N_ELEMENTS (placeholders))
        {
          g_string_append_c (text, *p++);
          continue;
        }
      placeholders[i].append (text, &facts);
      p += strlen (placeholders[i].name);
    }
  return g_string_free (text, FALSE);
}

const char *
falk_wording_exception (const FalkFault *fault, FalkTorch torch)
{
  const char *exception = cell_of (fault, torch)->exception;

  return exception ? exception : falk_fault_info (fault->code)->exception;
}

const char *
falk_wording_template (FalkFaultCode code, FalkTorch torch)
{
  FalkTorch version;

  g_return_val_if_fail (code < FALK_FAULT_COUNT, NULL);
  g_return_val_if_fail (torch < FALK_TORCH_COUNT, NULL);
  return falk_wording_cell (code, torch, &version)->words;
}

char *
falk_wording_versions (FalkFaultCode code, FalkTorch torch)
{
  const char *words = falk_wording_template (code, torch);
  guint first = torch, last = torch;

  while (first > 0 && falk_wording_template (code, first - 1) == words)
    first--;
  while (last + 1 < FALK_TORCH_COUNT
         && falk_wording_template (code, last + 1) == words)
    last++;
  if (last + 1 == FALK_TORCH_COUNT)
    return g_strdup_printf ("as PyTorch %s and later", falk_torch_name (first));
  if (first == 0)
    return g_strdup_printf ("as PyTorch before %s", falk_torch_name (last + 1));
  return g_strdup_printf ("as PyTorch %s until %s", falk_torch_name (first),
                          falk_torch_name (last + 1));
}
