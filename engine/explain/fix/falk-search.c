/* SPDX-License-Identifier: MIT */
#include "falk-search.h"

#include <stdarg.h>

#include "falk-cause.h"
#include "falk-fix.h"
#include "falk-search-private.h"

/* Multiplications that the search may spend on trials, and candidates that it
 * looks at: together at most some ten milliseconds. */
#define SEARCH_WORK 2e7
#define CANDIDATES_MAX 80u

/* Alternatives of one cause, and causes that the search adds, at most. */
#define ALTERNATIVES_MAX 3u
#define ADDED_MAX 2u

/* What a caution adds to the cost. */
#define CAUTION_COST 0.15

/* Causes of the search are the last that anybody should think of. */
#define ADDED_SCORE 0.15

typedef struct
{
  const FalkCase *c;
  FalkTorch torch;
  GPtrArray *causes;
  GHashTable *seen; /* keys of the models that a fix makes; borrowed */
  guint added;
} Search;

FalkCandidate *
falk_candidate_add (GPtrArray *candidates, const FalkSearchRow *row,
                    FalkEdit *edit)
{
  FalkCandidate *candidate = g_new0 (FalkCandidate, 1);

  candidate->row = row;
  candidate->cost = row->cost;
  candidate->edits = falk_edits_new ();
  g_ptr_array_add (candidate->edits, edit);
  g_ptr_array_add (candidates, candidate);
  return candidate;
}

void
falk_candidate_caution (FalkCandidate *candidate, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_free (candidate->caution);
  candidate->caution = g_strdup_vprintf (format, args);
  va_end (args);
}

void
falk_candidate_free (FalkCandidate *candidate)
{
  g_ptr_array_unref (candidate->edits);
  g_free (candidate->caution);
  g_free (candidate);
}

static double
full_cost (const FalkCandidate *candidate)
{
  return candidate->cost + (candidate->caution ? CAUTION_COST : 0);
}

static gint
by_cost (gconstpointer a, gconstpointer b)
{
  const FalkCandidate *const *one = a, *const *other = b;

  return (full_cost (*one) > full_cost (*other))
         - (full_cost (*one) < full_cost (*other));
}

/* FalkCandidate, cheapest first; the table's order settles equal costs. */
static GPtrArray *
propose (const FalkCase *c)
{
  guint n;
  const FalkSearchRow *rows = falk_search_rows (&n);
  GPtrArray *candidates =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_candidate_free);

  for (guint i = 0; i < n; i++)
    if (rows[i].applies (c, &rows[i]))
      rows[i].propose (c, &rows[i], candidates);
  g_ptr_array_sort (candidates, by_cost);
  return candidates;
}

/* The fix that @candidate is; NULL where it doesn't mend the whole model, or
 * some fix makes the same model. */
static FalkFix *
try_candidate (Search *search, const FalkCandidate *candidate)
{
  const FalkCase *c = search->c;
  FalkVerdict verdict = { 0 };
  FalkFix *fix = NULL;

  if (candidate->row->carry)
    falk_verify_carry (c->model, c->input, candidate->edits, c->index);
  falk_verify (c->trial, c->model, c->input, candidate->edits, c->index,
               search->torch, &verdict);
  if (verdict.mends && !g_hash_table_contains (search->seen, verdict.key))
    {
      fix = falk_fix_new (c, candidate->edits, NULL, candidate->caution,
                          &verdict);
      g_hash_table_add (search->seen, fix->key);
    }
  falk_verdict_clear (&verdict);
  return fix;
}

/* The likeliest cause of @code, or NULL. */
static FalkCause *
find_cause (const GPtrArray *causes, FalkCauseCode code)
{
  for (guint i = 0; i < causes->len; i++)
    {
      FalkCause *cause = g_ptr_array_index (causes, i);

      if (cause->code == code)
        return cause;
    }
  return NULL;
}

/* Whether some fix means what was meant. */
static gboolean
any_clean (const GPtrArray *causes)
{
  for (guint i = 0; i < causes->len; i++)
    {
      const FalkCause *cause = g_ptr_array_index (causes, i);

      if (cause->fix && !cause->fix->caution && !cause->fix->next)
        return TRUE;
    }
  return FALSE;
}

/* Whether there is room for @candidate. One that means something else is no
 * cause of its own where another fix doesn't. */
static gboolean
has_room (const Search *search, const FalkCandidate *candidate)
{
  const FalkCause *cause = find_cause (search->causes, candidate->row->code);

  if (cause)
    return cause->alternatives->len < ALTERNATIVES_MAX;
  return search->added < ADDED_MAX && search->causes->len < FALK_CAUSES_SHOWN
         && !(candidate->caution && any_clean (search->causes));
}

/* Puts @fix, which is taken over, where it belongs. */
static void
offer (Search *search, const FalkCandidate *candidate, FalkFix *fix)
{
  const FalkSearchRow *row = candidate->row;
  FalkCause *cause = find_cause (search->causes, row->code);

  if (cause)
    {
      g_ptr_array_add (cause->alternatives, fix);
      return;
    }
  cause = falk_cause_new (row->code);
  cause->title = falk_cause_fill (row->title, search->c);
  cause->why = falk_cause_fill (row->why, search->c);
  cause->score = ADDED_SCORE * (1 - MIN (full_cost (candidate), 0.9));
  falk_cause_take_fix (cause, fix);
  search->added++;
  g_ptr_array_add (search->causes, cause);
}

/* The models that fixes make already. */
static GHashTable *
seen_models (const GPtrArray *causes)
{
  GHashTable *seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < causes->len; i++)
    {
      const FalkCause *cause = g_ptr_array_index (causes, i);

      if (cause->fix)
        g_hash_table_add (seen, cause->fix->key);
    }
  return seen;
}

void
falk_search_add (const FalkCase *c, FalkTorch torch, GPtrArray *causes)
{
  g_autoptr (GPtrArray) candidates = propose (c);
  g_autoptr (GHashTable) seen = seen_models (causes);
  Search search = { c, torch, causes, seen, 0 };

  falk_trial_limit (c->trial, SEARCH_WORK);
  for (guint i = 0; i < MIN (candidates->len, CANDIDATES_MAX); i++)
    {
      const FalkCandidate *candidate = g_ptr_array_index (candidates, i);
      FalkFix *fix = has_room (&search, candidate)
                         ? try_candidate (&search, candidate)
                         : NULL;

      if (fix)
        offer (&search, candidate, fix);
    }
}
