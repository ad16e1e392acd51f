/* SPDX-License-Identifier: MIT */
/* Further true sentences about a fault: whose product it is and what it is
 * not, how its rows factor, which of the four sizes of a state agree. */
#include "falk-explain-private.h"

#include "falk-factoring.h"
#include "falk-owners.h"
#include "falk-rule.h"
#include "falk-singular.h"

static void add_fact (GPtrArray *facts, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

static void
add_fact (GPtrArray *facts, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (facts, falk_singular (g_strdup_vprintf (format, args)));
  va_end (args);
}

/* Before 0.4 recurrent layers multiplied without a check. */
static void
add_owner (const FalkReport *report, GPtrArray *facts)
{
  falk_owners_add (report->shapes[1].dims[0], report->shapes[1].dims[1],
                   report->context,
                   report->wording == FALK_WORDING_SIZE_MISMATCH, facts);
}

static gboolean
is_product (const FalkReport *report)
{
  return report->wording == FALK_WORDING_SIZE_MISMATCH
         || report->wording == FALK_WORDING_MAT1_MAT2;
}

GArray *
falk_explain_factorings (const FalkCase *c)
{
  const FalkReport *report = c->report;

  if (!report || !is_product (report) || c->step->op != FALK_OP_LINEAR
      || falk_report_states_input (report))
    return NULL;
  return falk_factorings (report->shapes[0].dims[0], report->numbers[0],
                          report->context);
}

static void
add_rows (const FalkCase *c, GPtrArray *facts)
{
  const FalkReport *report = c->report;
  gint64 rows = report->shapes[0].dims[0], needed = report->numbers[0];
  g_autoptr (GArray) ways = falk_explain_factorings (c);
  GString *text;

  if (!ways)
    return;
  if (rows == needed)
    {
      add_fact (facts,
                FALK_SIZE
                " is the number of rows: the axis that was wanted stands "
                "first, and the " FALK_SIZE " behind it.",
                needed, report->numbers[1]);
      return;
    }
  if (ways->len == 0)
    return;
  text = g_string_new (NULL);
  g_string_printf (text, FALK_SIZE " rows may be ", rows);
  for (guint i = 0; i < ways->len; i++)
    {
      const FalkFactoring *way = &g_array_index (ways, FalkFactoring, i);
      g_autofree char *sizes = falk_factoring_to_text (way);

      g_string_append_printf (text, "%s%s", i ? "; " : "", sizes);
    }
  g_string_append_c (text, '.');
  if (needed > 1 && rows % needed == 0)
    g_string_append_printf (text,
                            " If one of the axes is the " FALK_SIZE
                            " that is needed, it is likely "
                            "beside the " FALK_SIZE ": one axis too early.",
                            needed, report->numbers[1]);
  g_ptr_array_add (facts, falk_singular (g_string_free (text, FALSE)));
}

/* Two repairs that both run, and what each of them mixes. */
static void
add_meanings (const FalkCase *c, GPtrArray *facts)
{
  int axis = falk_case_find (c, c->fault->needed);
  gboolean time;

  if (axis < 0 || axis != (int)c->in->rank - 2
      || !falk_fault_is_matmul (c->fault->code))
    return;
  time = falk_axis_role (&c->in->axes[axis]) == FALK_ROLE_TIME;
  add_fact (facts,
            "The two repairs mean different things: with in_features=" FALK_SIZE
            " the " FALK_SIZE
            " features of each %s are mixed; after transpose(%d, "
            "%d) the " FALK_SIZE " %s of each feature are.",
            c->fault->found, c->fault->found, time ? "step" : "row", axis,
            axis + 1, c->fault->needed, time ? "steps" : "rows");
}

static const char *
meet (gint64 n)
{
  return n == 1 ? "meets" : "meet";
}

static void
add_gap (const FalkCase *c, GPtrArray *facts)
{
  gint64 found = c->fault->found, needed = c->fault->needed;
  gint64 least = MIN (found, needed);
  FalkParameter weight;

  falk_step_parameter (c->step, 0, &weight);
  if (found < needed)
    add_fact (facts,
              "Of the " FALK_SIZE " rows of %s, transposed, " FALK_SIZE
              " %s a column of "
              "%s; " FALK_SIZE " %s none.",
              needed, weight.name, least, meet (least), c->what, needed - found,
              meet (needed - found));
  else
    add_fact (facts,
              "Of the " FALK_SIZE " columns of %s, " FALK_SIZE
              " %s a row of %s, transposed; " FALK_SIZE " %s none.",
              found, c->what, least, meet (least), weight.name, found - needed,
              meet (found - needed));
}

void
falk_explain_add_facts (const FalkCase *c, GPtrArray *facts)
{
  const FalkReport *report = c->report;

  if (report && is_product (report))
    {
      if (c->step->op == FALK_OP_LINEAR && !report->layer_stated)
        add_owner (report, facts);
      if (c->step->op == FALK_OP_LINEAR)
        add_rows (c, facts);
    }
  add_meanings (c, facts);
  if (c->fault->product >= 0 && !report)
    add_gap (c, facts);
  if (c->fault->code == FALK_FAULT_HIDDEN_SIZE && c->in->rank != 3)
    add_fact (facts, "The input has no batch axis, so PyTorch shows the state "
                     "with one of size 1 added.");
}
