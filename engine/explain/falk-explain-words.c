/* SPDX-License-Identifier: MIT */
/* Fills the headline of a fault, and the sentence that says what happened. */
#include "falk-explain-private.h"

#include <string.h>

#include "falk-rule.h"
#include "falk-singular.h"

static char *
number (gint64 value)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, value);
}

static char *
in_shape (const FalkCase *c)
{
  FalkShape shape = falk_value_shape (c->in);

  return falk_shape_to_text (&shape, FALK_SHAPE_TUPLE);
}

/* "2 or 3", or just "3" where a version takes nothing without a batch. */
static char *
ranks (const FalkFault *fault)
{
  return fault->extra < fault->needed
             ? g_strdup_printf ("%" G_GINT64_FORMAT " or %" G_GINT64_FORMAT,
                                fault->extra, fault->needed)
             : number (fault->needed);
}

/* The axes of what the layer takes, without a batch where that will do. */
static char *
forms (const FalkCase *c)
{
  static const struct
  {
    const char *alone, *batched;
  } axes[] = {
    { "(features), or ", "(batch, features)" },
    { "(time, features), or ", "(time, batch, features)" },
    { "(channels, time), or ", "(batch, channels, time)" },
    { "(time, features), or ", "(batch, time, features)" },
  };
  gboolean first = falk_step_get_bool (c->step, FALK_ARG_BATCH_FIRST);
  guint row = c->step->op == FALK_OP_CONV1D      ? 2
              : falk_rule (c->step->op)->layered ? (first ? 3 : 1)
                                                 : 0;

  return g_strconcat (c->fault->extra < c->fault->needed ? axes[row].alone : "",
                      axes[row].batched, NULL);
}

/* The value of the placeholder at @p, and how long the placeholder is. */
static char *
value_of (const FalkCase *c, const char *p, gsize *length)
{
  const FalkFault *fault = c->fault;
  const char *name = fault->found_by.name;
  const struct
  {
    const char *name;
    char *value;
  } values[] = {
    { "{x}", g_strdup (c->what) },
    { "{x-shape}", in_shape (c) },
    { "{step}", g_strdup (c->step->name) },
    { "{layer}", g_strdup (falk_rule (c->step->op)->name) },
    { "{found}", number (fault->found) },
    { "{needed}", number (fault->needed) },
    { "{found-shape}",
      falk_shape_to_text (&fault->found_shape, FALK_SHAPE_TUPLE) },
    { "{needed-shape}",
      falk_shape_to_text (&fault->needed_shape, FALK_SHAPE_TUPLE) },
    { "{axis}", number (fault->axis) },
    { "{ranks}", ranks (fault) },
    { "{forms}", forms (c) },
    { "{rank}", number (c->in->rank) },
    { "{axes}", g_strdup_printf ("%u %s", c->in->rank,
                                 c->in->rank == 1 ? "axis" : "axes") },
    { "{takes}",
      g_strdup (falk_arg_info (falk_case_width_argument (c))->name) },
    { "{argument}", g_strdup (name ? name : "an argument") },
    { "{dtype}", g_strdup (falk_dtype_info (fault->found_dtype)->name) },
  };
  char *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (!found && g_str_has_prefix (p, values[i].name))
      {
        found = values[i].value;
        *length = strlen (values[i].name);
      }
    else
      g_free (values[i].value);
  return found;
}

static char *
fill (const FalkCase *c, const char *template)
{
  GString *text = g_string_new (NULL);

  for (const char *p = template; *p != '\0';)
    {
      gsize length = 1;
      g_autofree char *value = *p == '{' ? value_of (c, p, &length) : NULL;

      if (value)
        g_string_append (text, value);
      else
        g_string_append_c (text, *p);
      p += length;
    }
  return falk_singular (g_string_free (text, FALSE));
}

/* A state with other axes than are needed has no two sizes to compare. */
static gboolean
other_rank (const FalkFault *fault)
{
  return (fault->code == FALK_FAULT_HIDDEN_SIZE
          || fault->code == FALK_FAULT_HIDDEN_SIZE_H
          || fault->code == FALK_FAULT_HIDDEN_SIZE_C)
         && fault->found_shape.rank != fault->needed_shape.rank;
}

char *
falk_explain_headline (const FalkCase *c)
{
  if (other_rank (c->fault))
    return falk_singular (g_strdup_printf (
        "The %s has %u axes, not %u", falk_case_state_name (c),
        c->fault->found_shape.rank, c->fault->needed_shape.rank));
  return fill (c, falk_explain_words[c->fault->code].headline);
}

/* A sentence that starts with "what gru gives" starts with a capital. */
char *
falk_explain_what (const FalkCase *c)
{
  char *text = fill (c, falk_explain_words[c->fault->code].what);

  if (g_str_has_prefix (falk_explain_words[c->fault->code].what, "{x}")
      && !g_str_equal (c->what, c->tensor))
    text[0] = g_ascii_toupper (text[0]);
  return text;
}
