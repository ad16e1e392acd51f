/* SPDX-License-Identifier: MIT */
/* Placeholders of wordings: a table of their names and what each writes. */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "falk-rule.h"
#include "falk-wording-private.h"

static void
append_number (GString *text, gint64 number)
{
  g_string_append_printf (text, "%" G_GINT64_FORMAT, number);
}

static void
append_needed_bare (GString *text, const FalkWordingFacts *facts)
{
  const FalkShape *shape = &facts->fault->needed_shape;

  for (guint i = 0; i < shape->rank; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i ? ", " : "",
                            shape->dims[i]);
}

/* 1.11 and 1.12 add a batch axis to what isn't 3-D, and count it. */
static void
append_rank_plus (GString *text, const FalkWordingFacts *facts)
{
  append_number (text, (gint64)facts->fault->found_shape.rank + 1);
}

/* A state's axes as it was handed, before PyTorch added one. */
static void
append_handed_rank (GString *text, const FalkWordingFacts *facts)
{
  guint n;

  falk_step_get_ints (
      facts->step,
      facts->fault->part == FALK_PART_C0 ? FALK_ARG_C0 : FALK_ARG_H0, &n);
  append_number (text, n);
}

static void
append_low (GString *text, const FalkWordingFacts *facts)
{
  append_number (text, -facts->fault->needed);
}

static void
append_high (GString *text, const FalkWordingFacts *facts)
{
  append_number (text, facts->fault->needed - 1);
}

/* Size of axis 1 of the input: what the old cells took for the features. */
static void
append_second (GString *text, const FalkWordingFacts *facts)
{
  const FalkShape *shape = &facts->fault->found_shape;

  append_number (text, shape->rank > 1 ? shape->dims[1] : 0);
}

static void
append_input_size (GString *text, const FalkWordingFacts *facts)
{
  append_number (text, falk_step_get_int (facts->step, FALK_ARG_INPUT_SIZE));
}

static void
append_found_dtype (GString *text, const FalkWordingFacts *facts)
{
  g_string_append (text, falk_dtype_info (facts->fault->found_dtype)->scalar);
}

static void
append_needed_dtype (GString *text, const FalkWordingFacts *facts)
{
  g_string_append (text, falk_dtype_info (facts->fault->needed_dtype)->scalar);
}

/* Types that PyTorch has had from the start are called by their old names. */
static void
append_found_type (GString *text, const FalkWordingFacts *facts)
{
  FalkDtype dtype = facts->fault->found_dtype;
  gboolean old = dtype != FALK_DTYPE_BOOL && dtype != FALK_DTYPE_BFLOAT16
                 && !falk_dtype_is_complex (dtype);

  g_string_append_printf (text, old ? "torch.%sTensor" : "CPU%sType",
                          falk_dtype_info (dtype)->scalar);
}

static void
append_or_mkldnn (GString *text, const FalkWordingFacts *facts)
{
  if (facts->fault->found_dtype == FALK_DTYPE_BFLOAT16)
    g_string_append (text, " or input should be a MKLDNN tensor and weight is "
                           "a dense tensor");
}

static void
append_kernel (GString *text, const FalkWordingFacts *facts)
{
  g_string_append (text, facts->fault->kernel);
}

/* Which of an LSTM's two states. */
static void
append_which (GString *text, const FalkWordingFacts *facts)
{
  append_number (text, facts->fault->part == FALK_PART_C0);
}

/* The states had numbers only where there are two. */
static void
append_number_of_two (GString *text, const FalkWordingFacts *facts)
{
  if (falk_rule_arg (facts->step->op, FALK_ARG_C0))
    g_string_append_printf (text, "[%d]", facts->fault->part == FALK_PART_C0);
}

/* What is answered to who asks for an axis that isn't there. */
static void
append_no_axis (GString *text, const FalkWordingFacts *facts)
{
  guint rank = facts->fault->found_shape.rank;

  if (rank == 0)
    g_string_append_printf (text,
                            "Dimension specified as %d but tensor has no "
                            "dimensions",
                            facts->fault->axis);
  else
    g_string_append_printf (text,
                            "Dimension out of range (expected to be in range "
                            "of [-%u, %u], but got %d)",
                            rank, rank - 1, facts->fault->axis);
}

/* Batches meet; columns meet rows. */
static void
append_other_axis (GString *text, const FalkWordingFacts *facts)
{
  append_number (text, facts->fault->axis > 0);
}

/* Python calls a constructor by its method. */
static void
append_callable (GString *text, const FalkWordingFacts *facts)
{
  const FalkRule *rule = falk_rule (facts->step->op);

  g_string_append (text, rule->module ? "__init__" : rule->name);
}

static void
append_hidden (GString *text, const FalkWordingFacts *facts)
{
  if (falk_rule_arg (facts->step->op, FALK_ARG_C0))
    g_string_append_printf (text, "hx[%d]", facts->fault->part == FALK_PART_C0);
  else
    g_string_append (text, "hidden");
}

static void
append_tensor_if_rnn (GString *text, const FalkWordingFacts *facts)
{
  if (facts->step->op == FALK_OP_RNN)
    g_string_append (text, "tensor ");
}

static void
append_bias_type (GString *text, const FalkWordingFacts *facts)
{
  g_string_append (text, falk_step_get_bool (facts->step, FALK_ARG_BIAS)
                             ? "Parameter"
                             : "NoneType");
}

static void
append_unpacked (GString *text, const FalkWordingFacts *facts)
{
  falk_wording_fill (text, falk_rule (facts->step->op)->unpacked, facts->fault,
                     facts->step);
}

/* As Python writes a float: the fewest digits that read back as the same. */
static void
append_p (GString *text, const FalkWordingFacts *facts)
{
  double p = falk_step_get_float (facts->step, FALK_ARG_P);
  gboolean fixed = p == 0.0 || (fabs (p) >= 1e-4 && fabs (p) < 1e16);
  char digits[400], format[8];

  /* A text may have left the number out. */
  if (facts->step->args[FALK_ARG_P].whole && fabs (p) < 1e18)
    {
      append_number (text, (gint64)p);
      return;
    }
  for (int n = fixed ? 1 : 0; n < 18; n++)
    {
      g_snprintf (format, sizeof format, "%%.%d%c", n, fixed ? 'f' : 'e');
      g_ascii_formatd (digits, sizeof digits, format, p);
      if (g_ascii_strtod (digits, NULL) == p)
        break;
    }
  g_string_append (text, digits);
}

static void
append_layer (GString *text, const FalkWordingFacts *facts)
{
  g_string_append (text, falk_rule (facts->step->op)->name);
}

static void
append_constructor (GString *text, const FalkWordingFacts *facts)
{
  const FalkRule *rule = falk_rule (facts->step->op);

  g_string_append (text, rule->constructor ? rule->constructor : rule->name);
}

static void
append_argument (GString *text, const FalkWordingFacts *facts)
{
  g_string_append (text, facts->fault->found_by.name);
}

/* As Python lists names: 'a', 'a' and 'b', or 'a', 'b', and 'c'. */
static void
append_missing (GString *text, const FalkWordingFacts *facts)
{
  const FalkRule *rule = falk_rule (facts->step->op);
  gint64 n = facts->fault->found, left = n;

  g_string_append (text, n == 1 ? "argument: " : "arguments: ");
  for (guint i = 0; i < rule->n_args && left > 0; i++)
    {
      FalkArg arg = rule->args[i].arg;

      if (!rule->args[i].required || falk_step_has (facts->step, arg))
        continue;
      if (left < n)
        g_string_append (text, left > 1 ? ", " : n == 2 ? " and " : ", and ");
      g_string_append_printf (text, "'%s'", falk_arg_info (arg)->name);
      left--;
    }
}

static const struct
{
  const char *name;
  void (*append) (GString *text, const FalkWordingFacts *facts);
} placeholders[] = {
  { "{needed-bare}", append_needed_bare },
  { "{handed-rank}", append_handed_rank },
  { "{rank+1}", append_rank_plus },
  { "{low}", append_low },
  { "{high}", append_high },
  { "{second}", append_second },
  { "{input-size}", append_input_size },
  { "{m1}", falk_wording_append_m1 },
  { "{m1-old}", falk_wording_append_m1_old },
  { "{m1-step}", falk_wording_append_m1_step },
  { "{m2}", falk_wording_append_m2 },
  { "{m2-old}", falk_wording_append_m2_old },
  { "{found-dtype}", append_found_dtype },
  { "{needed-dtype}", append_needed_dtype },
  { "{found-type}", append_found_type },
  { "{or-mkldnn}", append_or_mkldnn },
  { "{kernel}", append_kernel },
  { "{which}", append_which },
  { "{of-two}", append_number_of_two },
  { "{no-axis}", append_no_axis },
  { "{other-axis}", append_other_axis },
  { "{argument}", append_argument },
  { "{callable}", append_callable },
  { "{hidden}", append_hidden },
  { "{tensor-if-rnn}", append_tensor_if_rnn },
  { "{bias-type}", append_bias_type },
  { "{unpacked}", append_unpacked },
  { "{p}", append_p },
  { "{layer}", append_layer },
  { "{constructor}", append_constructor },
  { "{argument}", append_argument },
  { "{missing}", append_missing },
};

/* Placeholders that are a number of the fault's own. */
static const struct
{
  const char *name;
  gsize offset;
  gboolean wide; /* a gint64; else an int */
} numbers[] = {
  { "{found}", offsetof (FalkFault, found), TRUE },
  { "{needed}", offsetof (FalkFault, needed), TRUE },
  { "{extra}", offsetof (FalkFault, extra), TRUE },
  { "{axis}", offsetof (FalkFault, axis), FALSE },
  { "{rank}", offsetof (FalkFault, found_shape.rank), FALSE },
  { "{other-rank}", offsetof (FalkFault, other_shape.rank), FALSE },
  { "{found-0}", offsetof (FalkFault, found_shape.dims[0]), TRUE },
  { "{found-2}", offsetof (FalkFault, found_shape.dims[2]), TRUE },
  { "{other-0}", offsetof (FalkFault, other_shape.dims[0]), TRUE },
  { "{other-1}", offsetof (FalkFault, other_shape.dims[1]), TRUE },
};

/* … or one of its shapes. */
static const struct
{
  const char *name;
  gsize offset;
  FalkShapeStyle style;
} shapes[] = {
  { "{found-list}", offsetof (FalkFault, found_shape), FALK_SHAPE_LIST },
  { "{found-tuple}", offsetof (FalkFault, found_shape), FALK_SHAPE_TUPLE },
  { "{needed-list}", offsetof (FalkFault, needed_shape), FALK_SHAPE_LIST },
  { "{needed-tuple}", offsetof (FalkFault, needed_shape), FALK_SHAPE_TUPLE },
  { "{other-list}", offsetof (FalkFault, other_shape), FALK_SHAPE_LIST },
};

static gboolean
append_fact (GString *text, const char *p, const FalkFault *fault,
             const char **name)
{
  const char *facts = (const char *)fault;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (g_str_has_prefix (p, numbers[i].name))
      {
        const char *at = facts + numbers[i].offset;

        *name = numbers[i].name;
        append_number (text, numbers[i].wide ? *(const gint64 *)at
                                             : *(const int *)at);
        return TRUE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (g_str_has_prefix (p, shapes[i].name))
      {
        g_autofree char *shape = falk_shape_to_text (
            (const FalkShape *)(facts + shapes[i].offset), shapes[i].style);

        *name = shapes[i].name;
        g_string_append (text, shape);
        return TRUE;
      }
  return FALSE;
}

/* Writes the placeholder that @p starts with; gives how long its name is, or
 * 0 where it is none. */
static gsize
append_placeholder (GString *text, const char *p, const FalkWordingFacts *facts)
{
  const char *name;

  if (append_fact (text, p, facts->fault, &name))
    return strlen (name);
  for (guint i = 0; i < G_N_ELEMENTS (placeholders); i++)
    if (g_str_has_prefix (p, placeholders[i].name))
      {
        placeholders[i].append (text, facts);
        return strlen (placeholders[i].name);
      }
  return 0;
}

void
falk_wording_fill (GString *text, const char *words, const FalkFault *fault,
                   const FalkStep *step)
{
  const FalkWordingFacts facts = { fault, step };
  const char *p = words;

  while (*p != '\0')
    {
      gsize plain = strcspn (p, "{");

      g_string_append_len (text, p, (gssize)plain);
      p += plain;
      if (*p == '\0')
        break;
      plain = append_placeholder (text, p, &facts);
      if (plain == 0)
        g_string_append_c (text, *p);
      p += MAX (plain, 1);
    }
}
