/* SPDX-License-Identifier: MIT */
#include "falk-state-explain.h"

#include <string.h>

#include "falk-fix.h"
#include "falk-rule.h"
#include "falk-state-fix.h"
#include "falk-state-table.h"

/* Arguments that the label of a fix names. */
#define LABEL_MAX 3u

/* Of two readings that a text can't tell apart, how much less the second is
 * than the first. */
#define SECOND_READING 0.95

static void
set_text (char **place, char *text)
{
  if (!text)
    return;
  g_free (*place);
  *place = text;
}

static char *
join_sentences (char *one, char *other)
{
  g_autofree char *first = one;
  g_autofree char *second = other;

  if (first && second)
    return g_strdup_printf ("%s %s", first, second);
  return first ? g_steal_pointer (&first) : g_steal_pointer (&second);
}

/* "hidden_size 512 → 1024, …": from the model's to the checkpoint's. */
static char *
label_of (const GPtrArray *rows)
{
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const FalkStateRow *row = g_ptr_array_index (rows, i);

      if (row->agrees || g_str_equal (row->what, "names")
          || g_str_equal (row->what, "layer") || n++ >= LABEL_MAX)
        continue;
      g_string_append_printf (text, "%s%s %s → %s", n > 1 ? ", " : "",
                              row->what, row->sides[FALK_STATE_MODEL],
                              row->sides[FALK_STATE_CHECKPOINT]);
    }
  if (n > LABEL_MAX)
    g_string_append_printf (text, " and %u more", n - LABEL_MAX);
  return g_string_free (text, FALSE);
}

/* "LSTM": what reading @index takes the first unclear layer for. */
static const char *
reading_name (const FalkStateStudy *study, guint index)
{
  for (guint i = 0; i < study->layers->len; i++)
    {
      const FalkStateLayer *layer = g_ptr_array_index (study->layers, i);

      if (layer->sides[FALK_STATE_CHECKPOINT].readings->len > 1)
        return falk_rule (
                   falk_state_reading (layer, FALK_STATE_CHECKPOINT, index)->op)
            ->name;
    }
  return NULL;
}

/* @cause by reading @index, with its fix. */
static void
fill_sizes (FalkCause *cause, const FalkStateStudy *study,
            const GPtrArray *rows, guint index)
{
  const char *name = reading_name (study, index);

  set_text (&cause->why,
            join_sentences (index == 0 ? falk_state_words_sizes (rows) : NULL,
                            falk_state_words_readings (study)));
  cause->fix = falk_state_fix (study, index, &cause->code_for_change);
  if (cause->fix)
    {
      cause->fix->label = label_of (rows);
      g_clear_pointer (&cause->change, g_free);
    }
  set_text (&cause->change,
            join_sentences (falk_state_words_change (study, rows),
                            study->renames->len > 0 ? g_strdup (
                                "The names have to be changed as well.")
                                                    : NULL));
  if (!cause->change)
    cause->change = g_strdup ("Build it with the arguments of the checkpoint, "
                              "and keep them in one file with it.");
  if (name)
    {
      g_autofree char *title = g_steal_pointer (&cause->title);

      cause->title = g_strdup_printf ("%s, if it is %s %s", title,
                                      falk_state_words_article (name), name);
    }
}

/* The code of all renames. */
static char *
rename_code (const GPtrArray *renames)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < renames->len; i++)
    g_ptr_array_add (
        lines, falk_state_rename_to_code (g_ptr_array_index (renames, i)));
  g_ptr_array_add (lines, NULL);
  return renames->len > 0 ? g_strjoinv ("\n", (char **)lines->pdata) : NULL;
}

static void
fill_names (FalkCause *cause, const FalkStateStudy *study)
{
  const GPtrArray *renames = study->renames;
  const FalkStateRename *first =
      renames->len > 0 ? g_ptr_array_index (renames, 0) : NULL;

  set_text (&cause->why, join_sentences (falk_state_words_renames (renames),
                                         falk_state_words_layers (study)));
  if (!first)
    {
      set_text (&cause->change,
                g_strdup ("Build the class that the weights were saved from, "
                          "as the code was then."));
      return;
    }
  set_text (&cause->title, g_strdup ("The same parameters have other names"));
  cause->code_for_change = rename_code (renames);
  set_text (&cause->change,
            *first->to || g_str_equal (first->from, "module.")
                ? g_strdup ("Rename what was loaded, then load it.")
                : g_strdup_printf (
                    "Take the prefix off; where the file holds a dictionary "
                    "\"%.*s\" with the weights in it, load that alone.",
                    (int)(strlen (first->from) - 1), first->from));
}

static void
add_facts (const FalkStateStudy *study, GPtrArray *facts)
{
  const FalkStateDiff *diff = study->diff;
  guint n = falk_state_study_n_layers (study, FALSE);
  guint all = study->modules->len;

  if (diff->whole && all > n)
    g_ptr_array_add (facts, g_strdup_printf ("%u other layer%s agree%s.",
                                             all - n, all - n == 1 ? "" : "s",
                                             all - n == 1 ? "s" : ""));
  if (diff->beside > 0)
    g_ptr_array_add (
        facts, g_strdup_printf ("The checkpoint has %u tensor%s more, of other "
                                "layers than the one that was asked about.",
                                diff->beside, diff->beside == 1 ? "" : "s"));
}

/* A cause for each reading of the sizes: the second stands behind the
 * first. */
static void
fill_causes (const FalkStateStudy *study, FalkExplanation *explanation)
{
  GPtrArray *causes = explanation->causes;
  guint n = falk_state_n_readings (study);

  for (guint i = 0; i < causes->len; i++)
    {
      FalkCause *cause = g_ptr_array_index (causes, i);

      if (cause->code == FALK_CAUSE_CHECKPOINT_NAMES)
        fill_names (cause, study);
      if (cause->code != FALK_CAUSE_CHECKPOINT_CONFIG)
        continue;
      for (guint k = n; k > 1; k--)
        {
          FalkCause *other = falk_cause_new (cause->code);

          other->score = cause->score * SECOND_READING;
          other->title = g_strdup (cause->title);
          other->why = g_strdup (cause->why);
          other->change = g_strdup (cause->change);
          fill_sizes (other, study, explanation->differs, k - 1);
          g_ptr_array_insert (causes, (int)i + 1, other);
        }
      fill_sizes (cause, study, explanation->differs, 0);
      i += n > 1 ? n - 1 : 0;
    }
}

void
falk_state_explain (const FalkStateStudy *study, FalkExplanation *explanation)
{
  g_ptr_array_unref (explanation->differs);
  explanation->differs = falk_state_table (study->layers, study->renames);
  add_facts (study, explanation->facts);
  fill_causes (study, explanation);
}

FalkExplanation *
falk_explain_state (const FalkStateDiff *diff, const FalkModel *model)
{
  g_autoptr (FalkStateStudy) study = falk_state_study_new (diff, model, NULL);
  FalkReport report = { .wording = FALK_WORDING_STATE_DICT, .study = study };
  g_autofree char *message = falk_state_diff_to_text (diff);
  FalkExplanation *explanation;

  message[strcspn (message, "\n")] = '\0';
  report.sentence = message;
  explanation = falk_explain_report (&report);
  g_free (explanation->exception);
  explanation->exception = g_strdup ("RuntimeError");
  g_free (explanation->versions);
  explanation->versions = g_strdup ("as PyTorch 1.13");
  return explanation;
}
