/* SPDX-License-Identifier: MIT */
#include "falk-cause.h"

#include "falk-fix.h"
#include "falk-search.h"
#include "falk-verify.h"

static void
proposal_clear (FalkProposal *proposal)
{
  g_free (proposal->why);
  g_free (proposal->code);
  g_free (proposal->caution);
  g_free (proposal->change);
  g_ptr_array_unref (proposal->edits);
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
      cause = falk_cause_new (row->code);
      cause->title = falk_cause_fill (row->title, c);
      cause->why = falk_cause_sentence (g_steal_pointer (&proposal.why));
      if (row->repair)
        row->repair (c, &proposal);
      if (follow && proposal.edits->len > 0)
        falk_verify_follow (c->model, c->input, proposal.edits, c->index,
                            c->fault->code);
      else if (proposal.carry)
        falk_verify_carry (c->model, c->input, proposal.edits, c->index);
      if (proposal.edits->len > 0)
        falk_verify (c->trial, c->model, c->input, proposal.edits, c->index,
                     torch, &verdict);
      falk_cause_take_fix (cause,
                           falk_fix_new (c, proposal.edits, proposal.code,
                                         proposal.caution, &verdict));
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
          falk_cause_take_fix (cause, NULL);
          cause->score *= UNMENDED;
        }
    }
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
  GPtrArray *causes = falk_causes_new ();

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

/* Takes out the least likely beyond what a person reads, those without a fix
 * first. */
static void
keep_few (GPtrArray *causes)
{
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = causes->len; i-- > 1 && causes->len > FALK_CAUSES_SHOWN;)
      {
        const FalkCause *cause = g_ptr_array_index (causes, i);

        if (pass == 1 || (!cause->fix && cause->alternatives->len == 0))
          g_ptr_array_remove_index (causes, i);
      }
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
  falk_causes_sort (causes);
  drop_repeats (causes);
  falk_search_add (c, torch, causes);
  falk_causes_sort (causes);
  keep_few (causes);
  return causes;
}
