/* SPDX-License-Identifier: MIT */
#include "falk-fix.h"

#include "falk-change.h"
#include "falk-snippet.h"

void
falk_fix_free (FalkFix *fix)
{
  if (!fix)
    return;
  g_ptr_array_unref (fix->edits);
  g_free (fix->label);
  g_free (fix->change);
  g_free (fix->code_before);
  g_free (fix->code);
  g_free (fix->caution);
  g_free (fix->next);
  g_free (fix->seen);
  g_free (fix->key);
  g_free (fix);
}

/* The caution of a fix, with what it does to loaded weights. */
static char *
full_caution (const FalkCase *c, const GPtrArray *edits, const char *caution)
{
  static const char *const dropped =
      "The loaded weights no longer fit and are left out: the layer would "
      "have to be trained again.";

  if (!falk_edits_drop (c->model, edits))
    return g_strdup (caution);
  if (!caution)
    return g_strdup (dropped);
  return g_strdup_printf ("%s %s", caution, dropped);
}

FalkFix *
falk_fix_new (const FalkCase *c, GPtrArray *edits, const char *code,
              const char *caution, FalkVerdict *verdict)
{
  FalkFix *fix;

  if (!verdict->mends && !verdict->partly)
    return NULL;
  fix = g_new0 (FalkFix, 1);
  fix->edits = g_ptr_array_ref (edits);
  fix->label = falk_snippet_label (c->model, edits);
  fix->change =
      falk_change_sentence (c->model, c->input->name, edits, c->tensor);
  fix->code_before = falk_snippet_before (c->model, edits, c->tensor);
  fix->code =
      code ? g_strdup (code) : falk_snippet_after (c->model, edits, c->tensor);
  fix->output = verdict->output;
  fix->tried = verdict->tried;
  fix->cut = !falk_shape_equal (&verdict->tried.input, &c->input->shape);
  fix->verified = TRUE;
  fix->caution = full_caution (c, edits, caution);
  fix->next = g_steal_pointer (&verdict->next);
  fix->key = g_steal_pointer (&verdict->key);
  return fix;
}

FalkCause *
falk_cause_new (FalkCauseCode code)
{
  FalkCause *cause = g_new0 (FalkCause, 1);

  cause->code = code;
  cause->alternatives =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_fix_free);
  return cause;
}

void
falk_cause_free (FalkCause *cause)
{
  g_free (cause->title);
  g_free (cause->why);
  g_free (cause->change);
  g_free (cause->code_for_change);
  falk_fix_free (cause->fix);
  g_ptr_array_unref (cause->alternatives);
  g_free (cause);
}

GPtrArray *
falk_causes_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)falk_cause_free);
}

static gint
by_score (gconstpointer a, gconstpointer b)
{
  const FalkCause *const *one = a, *const *other = b;

  return ((*one)->score < (*other)->score) - ((*one)->score > (*other)->score);
}

void
falk_causes_sort (GPtrArray *causes)
{
  g_ptr_array_sort (causes, by_score);
}

void
falk_cause_take_fix (FalkCause *cause, FalkFix *fix)
{
  g_clear_pointer (&cause->fix, falk_fix_free);
  g_free (cause->change);
  cause->fix = fix;
  cause->change = fix ? g_strdup (fix->change) : NULL;
}

char *
falk_cause_sentence (char *text)
{
  if (g_str_has_prefix (text, "what "))
    text[0] = 'W';
  return text;
}

char *
falk_cause_fill (const char *text, const FalkCase *c)
{
  GString *filled = g_string_new (text);

  g_string_replace (filled, "{step}", c->step->name, 0);
  g_string_replace (filled, "{maker}", c->maker ? c->maker->name : "x", 0);
  g_string_replace (filled, "{before}", c->before ? c->before->name : "x", 0);
  g_string_replace (filled, "{what}", c->what, 0);
  return falk_cause_sentence (g_string_free (filled, FALSE));
}
