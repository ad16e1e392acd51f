/* SPDX-License-Identifier: MIT */
#include "falk-cause.h"

#include <string.h>

#include "falk-snippet.h"
#include "falk-verify.h"

static void
fix_free (FalkFix *fix)
{
  if (!fix)
    return;
  g_ptr_array_unref (fix->edits);
  g_free (fix->label);
  g_free (fix->code_before);
  g_free (fix->code);
  g_free (fix->caution);
  g_free (fix->next);
  g_free (fix);
}

void
falk_cause_free (FalkCause *cause)
{
  g_free (cause->title);
  g_free (cause->why);
  g_free (cause->change);
  fix_free (cause->fix);
  g_free (cause);
}

static char *
fill_title (const char *title, const FalkCase *c)
{
  GString *text = g_string_new (title);

  g_string_replace (text, "{step}", c->step->name, 0);
  g_string_replace (text, "{maker}", c->maker ? c->maker->name : "x", 0);
  g_string_replace (text, "{before}", c->before ? c->before->name : "x", 0);
  return g_string_free (text, FALSE);
}

/* The caution of a fix, with what it does to loaded weights. */
static char *
full_caution (const FalkCase *c, const FalkProposal *proposal)
{
  static const char *const dropped =
      "The loaded weights no longer fit and are left out: the layer would "
      "have to be trained again.";

  if (!falk_edits_drop (c->model, proposal->edits))
    return g_strdup (proposal->caution);
  if (!proposal->caution)
    return g_strdup (dropped);
  return g_strdup_printf ("%s %s", proposal->caution, dropped);
}

/* The fix that @proposal's edits are, when they survive; @verdict's next is
 * moved into it. */
static FalkFix *
make_fix (const FalkCase *c, FalkProposal *proposal, FalkVerdict *verdict)
{
  FalkFix *fix = g_new0 (FalkFix, 1);

  fix->edits = g_ptr_array_ref (proposal->edits);
  fix->label = falk_snippet_label (c->model, fix->edits);
  fix->code_before = falk_snippet_before (c->model, fix->edits);
  fix->code = proposal->code
                  ? g_strdup (proposal->code)
                  : falk_snippet_after (c->model, fix->edits, c->tensor);
  fix->output = verdict->output;
  fix->tried = verdict->tried;
  fix->cut = !falk_shape_equal (&verdict->tried, &c->input->shape);
  fix->verified = TRUE;
  fix->caution = full_caution (c, proposal);
  fix->next = g_steal_pointer (&verdict->next);
  return fix;
}

static void
proposal_clear (FalkProposal *proposal)
{
  g_free (proposal->why);
  g_free (proposal->code);
  g_free (proposal->caution);
  g_free (proposal->change);
  g_ptr_array_unref (proposal->edits);
}

/* "what gru gives" may start a sentence; the name of a step stays as it is
 * written in code. */
static char *
sentence_case (char *text)
{
  if (g_str_has_prefix (text, "what "))
    text[0] = 'W';
  return text;
}

/* What is left of a cause's score when its fix did not survive; a cause that
 * no edit of ours can mend keeps it. */
#define UNMENDED 0.6

/* The cause of @row in the case, or NULL when it does not apply. Its fix
 * may be one that another fault follows. */
static FalkCause *
try_row (const FalkCauseRow *row, const FalkCase *c, FalkTorch torch,
         gboolean follow)
{
  FalkProposal proposal = { 0 };
  FalkCause *cause = NULL;
  FalkVerdict verdict = { 0 };
  double score;

  proposal.edits = falk_edits_new ();
  score = row->test (c, &proposal);
  if (score > 0)
    {
      cause = g_new0 (FalkCause, 1);
      cause->code = row->code;
      cause->title = fill_title (row->title, c);
      cause->why = sentence_case (g_steal_pointer (&proposal.why));
      row->repair (c, &proposal);
      if (follow && proposal.edits->len > 0)
        falk_verify_follow (c->model, c->input, proposal.edits, c->index,
                            c->fault->code);
      else if (proposal.carry)
        falk_verify_carry (c->model, c->input, proposal.edits, c->index);
      if (proposal.edits->len > 0)
        falk_verify (c->model, c->input, proposal.edits, c->index, torch,
                     &verdict);
      if (verdict.mends || verdict.partly)
        cause->fix = make_fix (c, &proposal, &verdict);
      cause->score =
          !cause->fix && proposal.edits->len > 0 ? score * UNMENDED : score;
      if (!cause->fix)
        cause->change = g_steal_pointer (&proposal.change);
      falk_verdict_clear (&verdict);
    }
  proposal_clear (&proposal);
  return cause;
}

/* Whether there is a fix; @whole, one that mends the whole model and not only
 * this fault. */
static gboolean
any_fix (const GPtrArray *causes, gboolean whole)
{
  for (guint i = 0; i < causes->len; i++)
    {
      const FalkCause *cause = g_ptr_array_index (causes, i);

      if (cause->fix && !(whole && cause->fix->next))
        return TRUE;
    }
  return FALSE;
}

/* Takes the fixes away that another fault follows. */
static void
drop_partial (GPtrArray *causes)
{
  for (guint i = 0; i < causes->len; i++)
    {
      FalkCause *cause = g_ptr_array_index (causes, i);

      if (cause->fix && cause->fix->next)
        {
          g_clear_pointer (&cause->fix, fix_free);
          cause->score *= UNMENDED;
        }
    }
}

static gint
by_score (gconstpointer a, gconstpointer b)
{
  const FalkCause *const *one = a, *const *other = b;

  return ((*one)->score < (*other)->score) - ((*one)->score > (*other)->score);
}

/* Takes out what says the same change again under the same cause. */
static void
drop_repeats (GPtrArray *causes)
{
  for (guint i = 0; i < causes->len; i++)
    for (guint j = causes->len - 1; j > i; j--)
      {
        const FalkCause *kept = g_ptr_array_index (causes, i);
        const FalkCause *other = g_ptr_array_index (causes, j);

        if (kept->code == other->code && kept->fix && other->fix
            && g_strcmp0 (kept->fix->code, other->fix->code) == 0
            && g_strcmp0 (kept->fix->label, other->fix->label) == 0)
          g_ptr_array_remove_index (causes, j);
      }
}

static gboolean
explains (const FalkCauseRow *row, FalkFaultCode code)
{
  for (guint i = 0; row->faults[i] != FALK_FAULT_COUNT; i++)
    if (row->faults[i] == code)
      return TRUE;
  return FALSE;
}

static GPtrArray *
try_rows (const FalkCase *c, FalkTorch torch, gboolean follow)
{
  guint n;
  const FalkCauseRow *rows = falk_cause_rows (&n);
  GPtrArray *causes =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_cause_free);

  for (guint i = 0; i < n; i++)
    {
      FalkCause *cause = NULL;

      if (explains (&rows[i], c->fault->code))
        cause = try_row (&rows[i], c, torch, follow);
      if (cause)
        g_ptr_array_add (causes, cause);
    }
  return causes;
}

GPtrArray *
falk_causes_find (const FalkCase *c, FalkTorch torch)
{
  GPtrArray *causes = try_rows (c, torch, FALSE);

  if (!any_fix (causes, FALSE))
    {
      g_ptr_array_unref (causes);
      causes = try_rows (c, torch, TRUE);
    }
  if (any_fix (causes, TRUE))
    drop_partial (causes);
  g_ptr_array_sort (causes, by_score);
  drop_repeats (causes);
  return causes;
}
