/* SPDX-License-Identifier: MIT */
#include "falk-explain-text.h"

#include "falk-text-private.h"

static void
add_wrapped (FalkText *text, const char *words, const char *first,
             FalkStyle style)
{
  falk_wrap_append (text->out, words, first, FALK_EXPLAIN_COLUMNS, style,
                    text->colour);
}

static void
add_blank (FalkText *text)
{
  g_string_append_c (text->out, '\n');
}

/* Lines of code, each behind @sign. */
static void
add_code (FalkText *text, const char *code, const char *sign, FalkStyle style)
{
  g_auto (GStrv) lines = g_strsplit (code ? code : "", "\n", -1);
  g_autofree char *first = g_strdup_printf ("     %s ", sign);

  for (guint i = 0; lines[i]; i++)
    add_wrapped (text, lines[i], first, style);
}

static void
add_seen (FalkText *text, const FalkFix *fix)
{
  g_autofree char *seen = falk_fix_to_text (fix);
  g_autofree char *runs = g_strdup_printf ("runs: %s", seen);
  g_autofree char *next = NULL;

  add_code (text, fix->code, "+", FALK_STYLE_CODE);
  if (fix->next)
    {
      next = g_strdup_printf ("runs up to the next fault, at %s", fix->next);
      add_wrapped (text, next, "     ! ", FALK_STYLE_CAUTION);
    }
  else
    add_wrapped (text, runs, "     ✓ ", FALK_STYLE_FITS);
  if (fix->caution)
    add_wrapped (text, fix->caution, "     ! ", FALK_STYLE_CAUTION);
}

/* A cause's own fix with the lines it changes, then the other ways. */
static void
add_fixes (FalkText *text, const FalkCause *cause)
{
  if (cause->fix)
    {
      add_code (text, cause->fix->code_before, "-", FALK_STYLE_MUTED);
      add_seen (text, cause->fix);
    }
  for (guint i = 0; i < cause->alternatives->len; i++)
    {
      const FalkFix *fix = g_ptr_array_index (cause->alternatives, i);

      add_wrapped (text, fix->change, "     Or: ", FALK_STYLE_PLAIN);
      add_seen (text, fix);
    }
}

static void
add_causes (FalkText *text, const GPtrArray *causes)
{
  for (guint i = 0; i < causes->len; i++)
    {
      const FalkCause *cause = g_ptr_array_index (causes, i);
      g_autofree char *first = g_strdup_printf ("%3u. ", i + 1);

      if (i == 0)
        add_wrapped (text, causes->len == 1 ? "Likely cause" : "Likely causes",
                     "", FALK_STYLE_TITLE);
      add_wrapped (text, cause->title, first, FALK_STYLE_TITLE);
      add_wrapped (text, cause->why, "     ", FALK_STYLE_PLAIN);
      if (cause->change)
        add_wrapped (text, cause->change, "     → ", FALK_STYLE_PLAIN);
      if (cause->code_for_change)
        add_code (text, cause->code_for_change, "+", FALK_STYLE_CODE);
      add_fixes (text, cause);
      add_blank (text);
    }
}

/* "  ✗ batch        32 needed, 5 found" */
static void
add_agreements (FalkText *text, const GArray *agreements)
{
  for (guint i = 0; i < agreements->len; i++)
    {
      const FalkAgreement *row = &g_array_index (agreements, FalkAgreement, i);
      g_autofree char *numbers = falk_agreement_to_text (row);
      g_autofree char *line = g_strdup_printf ("%-12s %s", row->what, numbers);

      add_wrapped (text, line, row->agrees ? "  ✓ " : "  ✗ ",
                   row->agrees ? FALK_STYLE_FITS : FALK_STYLE_FAULT);
    }
  if (agreements->len > 0)
    add_blank (text);
}

static void
add_fits (FalkText *text, const FalkModel *model,
          const FalkInference *inference)
{
  FalkShape shape = falk_value_shape (falk_inference_output (inference));
  g_autofree char *sizes = falk_shape_to_text (&shape, FALK_SHAPE_LIST);
  g_autofree char *line = g_strdup_printf ("It fits: output %s", sizes);

  add_wrapped (text, line, "✓ ", FALK_STYLE_FITS);
  add_blank (text);
  falk_text_chain (text, model, inference);
}

/* How the question is answered, with the shape that was assumed. */
static void
add_question (FalkText *text, const FalkInference *inference,
              const char *question)
{
  FalkShape shape = falk_value_shape (&inference->steps[0].in);
  g_autofree char *sizes = falk_shape_to_text (&shape, FALK_SHAPE_BARE);
  g_autofree char *answer =
      g_strdup_printf ("Say it as --input %s, with your sizes.", sizes);

  add_wrapped (text, question, "? ", FALK_STYLE_CAUTION);
  add_wrapped (text, answer, "  ", FALK_STYLE_MUTED);
  add_blank (text);
}

char *
falk_explain_to_text (const FalkModel *model, const FalkInference *inference,
                      const FalkExplanation *explanation, gboolean colour)
{
  FalkText text = { g_string_new (NULL), colour };
  g_autofree char *message = NULL;

  if ((inference && inference->ok) || !explanation)
    {
      if (inference && inference->ok)
        add_fits (&text, model, inference);
      return g_string_free (text.out, FALSE);
    }
  add_wrapped (&text, explanation->headline, "✗ ", FALK_STYLE_FAULT);
  add_wrapped (&text, explanation->what, "  ", FALK_STYLE_PLAIN);
  add_blank (&text);
  if (model)
    {
      falk_text_chain (&text, model, inference);
      add_blank (&text);
      falk_text_picture (&text, model, inference, explanation);
    }
  message = g_strdup_printf (
      "%s%s%s", explanation->exception ? explanation->exception : "",
      explanation->exception ? ": " : "", explanation->message);
  add_wrapped (&text, message, "  ", FALK_STYLE_CODE);
  add_wrapped (&text, explanation->versions, "  ", FALK_STYLE_MUTED);
  add_blank (&text);
  add_agreements (&text, explanation->agreements);
  for (guint i = 0; i < explanation->facts->len; i++)
    add_wrapped (&text, g_ptr_array_index (explanation->facts, i), "  • ",
                 FALK_STYLE_PLAIN);
  if (explanation->facts->len > 0)
    add_blank (&text);
  falk_text_table (&text, explanation->differs);
  add_causes (&text, explanation->causes);
  if (explanation->question)
    add_question (&text, inference, explanation->question);
  return g_string_free (text.out, FALSE);
}

char *
falk_notices_to_text (const FalkModel *model, const GPtrArray *notices,
                      gboolean colour)
{
  FalkText text = { g_string_new (NULL), colour };

  for (guint i = 0; i < notices->len; i++)
    {
      const FalkNotice *notice = g_ptr_array_index (notices, i);
      g_autofree char *title =
          g_strdup_printf ("%s (%s)", notice->title,
                           falk_model_step (model, notice->step)->name);

      add_blank (&text);
      add_wrapped (&text, title, "! ", FALK_STYLE_CAUTION);
      add_wrapped (&text, notice->why, "  ", FALK_STYLE_PLAIN);
      if (notice->fix)
        add_code (&text, notice->fix, "?", FALK_STYLE_CODE);
    }
  return g_string_free (text.out, FALSE);
}
