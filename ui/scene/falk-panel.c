/* SPDX-License-Identifier: MIT */
#include "falk-panel.h"

#include "falk-role-ink.h"

#include <string.h>

#define INSET 14.0
#define CAUSES_MAX 3
#define FACTS_MAX 4
#define NOTES_MAX 8
#define NOTE_LINES 6
#define NUMBERS_MAX 8
#define CODE_LINES_MAX 5
#define CHANGE_LINES 4
#define CODE_BREAKS_MAX 12 /* lines that one is broken into */

/* A card whose height is not known before it is filled. */
static guint
card_begin (FalkScene *scene, double x, double y, double width, FalkInk fill,
            FalkInk stroke)
{
  falk_pen_round (scene, (FalkBox){ x, y, width, 0 }, 9, fill, stroke);
  return scene->marks->len - 1;
}

static void
card_end (FalkScene *scene, guint card, double bottom)
{
  FalkMark *mark = &g_array_index (scene->marks, FalkMark, card);

  mark->h = bottom - mark->y;
}

static double
section (FalkScene *scene, double x, double y, const char *title)
{
  falk_pen_text (scene, x + 2, y + 10, FALK_ANCHOR_START, FALK_TYPE_SECTION,
                 FALK_INK_MUTED, title);
  return y + 22;
}

/* What to say where nobody explained it. */
static char *
plain_headline (const FalkInference *inference)
{
  const FalkValue *output = falk_inference_output (inference);
  FalkShape shape;
  g_autofree char *text = NULL;

  if (!inference->ok && inference->fault.axis >= 0)
    return g_strdup_printf ("Does not fit: %" G_GINT64_FORMAT
                            " found, %" G_GINT64_FORMAT " needed",
                            inference->fault.found, inference->fault.needed);
  if (!inference->ok)
    return g_strdup_printf ("Does not fit: %s",
                            falk_fault_info (inference->fault.code)->name);
  if (!output)
    return g_strdup ("Fits");
  shape = falk_value_shape (output);
  text = falk_shape_to_text (&shape, FALK_SHAPE_LIST);
  return g_strdup_printf ("Fits: output %s", text);
}

static double
draw_message (FalkScene *scene, const FalkExplanation *explanation, double x,
              double y, double width)
{
  g_autofree char *message = g_strdup_printf (
      "%s%s%s", explanation->exception ? explanation->exception : "",
      explanation->exception ? ": " : "", explanation->message);

  y += 14
       * falk_pen_paragraph (scene, x, y + 6, width, 14, 8, FALK_ANCHOR_START,
                             FALK_TYPE_CODE, FALK_INK_MUTED, message);
  if (explanation->versions)
    {
      falk_pen_text_in (scene, x + width, y + 6, width, FALK_ANCHOR_END,
                        FALK_TYPE_SMALL, FALK_INK_MUTED, explanation->versions);
      y += 14;
    }
  return y;
}

double
falk_panel_headline (FalkScene *scene, const FalkSubject *subject, double x,
                     double y, double width)
{
  const FalkExplanation *explanation = subject->explanation;
  gboolean ok = subject->inference && subject->inference->ok;
  FalkInk ink = ok ? FALK_INK_MEETS : FALK_INK_MISMATCH;
  guint card =
      card_begin (scene, x, y, width,
                  ok ? FALK_INK_MEETS_FILL : FALK_INK_MISMATCH_FILL, ink);
  double left = x + INSET, room = width - 2 * INSET;
  g_autofree char *plain =
      subject->inference ? plain_headline (subject->inference) : NULL;
  g_autofree char *headline = g_strdup_printf (
      "%s %s", ok ? "✓" : "✕",
      explanation && explanation->headline ? explanation->headline : plain);

  y += 26;
  y += 20
       * falk_pen_paragraph (scene, left, y, room, 20, 3, FALK_ANCHOR_START,
                             FALK_TYPE_HEADLINE, ink, headline);
  if (explanation && explanation->what)
    y += 16
         * falk_pen_paragraph (scene, left, y + 2, room, 16, 6,
                               FALK_ANCHOR_START, FALK_TYPE_LABEL,
                               FALK_INK_TEXT, explanation->what);
  if (explanation && explanation->message)
    y = draw_message (scene, explanation, left, y + 4, room);
  card_end (scene, card, y);
  return y + 16;
}

static double
draw_code (FalkScene *scene, const char *code, double x, double y, double width)
{
  g_auto (GStrv) lines = g_strsplit (code, "\n", CODE_LINES_MAX);
  guint card = card_begin (scene, x, y, width, FALK_INK_PANEL, FALK_INK_NONE);

  g_array_index (scene->marks, FalkMark, card).radius = 6;
  for (char **line = lines; *line; line++)
    {
      g_autofree char *indent = g_strndup (*line, strspn (*line, " "));
      double in = falk_type_width (FALK_TYPE_CODE, indent);

      g_strdelimit (*line, "\n", ' ');
      y += 14
           * falk_pen_paragraph (scene, x + 8 + in, y + 16, width - 16 - in, 14,
                                 CODE_BREAKS_MAX, FALK_ANCHOR_START,
                                 FALK_TYPE_CODE, FALK_INK_TEXT, *line);
    }
  card_end (scene, card, y + 10);
  return y + 10;
}

static double
draw_fix (FalkScene *scene, const FalkFix *fix, double x, double y,
          double width)
{
  g_autofree char *seen = falk_fix_to_text (fix);
  const char *runs = fix->next ? falk_scene_keep (
                         scene, "! runs up to the next fault, at %s", fix->next)
                               : falk_scene_keep (scene, "✓ runs: %s", seen);

  if (fix->code)
    y = draw_code (scene, fix->code, x, y, width) + 6;
  y += 4
       + 14
             * falk_pen_paragraph (scene, x, y + 12, width, 14, CODE_BREAKS_MAX,
                                   FALK_ANCHOR_START, FALK_TYPE_STRONG,
                                   fix->next ? FALK_INK_NOTICE : FALK_INK_MEETS,
                                   runs);
  if (fix->caution)
    y += 14
         * falk_pen_paragraph (
             scene, x, y + 10, width, 14, 4, FALK_ANCHOR_START, FALK_TYPE_SMALL,
             FALK_INK_NOTICE, falk_scene_keep (scene, "! %s", fix->caution));
  return y;
}

/* What to change, as a sentence. */
static double
draw_change (FalkScene *scene, const char *change, double x, double y,
             double width)
{
  return y
         + 15
               * falk_pen_paragraph (scene, x, y, width, 15, CHANGE_LINES,
                                     FALK_ANCHOR_START, FALK_TYPE_SMALL,
                                     FALK_INK_TEXT, change);
}

/* Another way, without its code: a window and a terminal show that. */
static double
draw_other (FalkScene *scene, const FalkFix *fix, double x, double y,
            double width)
{
  y = draw_change (scene, falk_scene_keep (scene, "Or: %s", fix->change), x,
                   y + 8, width);
  if (fix->caution)
    y += 14
         * falk_pen_paragraph (scene, x, y, width, 14, 4, FALK_ANCHOR_START,
                               FALK_TYPE_SMALL, FALK_INK_NOTICE,
                               falk_scene_keep (scene, "! %s", fix->caution));
  return y - 8;
}

static double
draw_cause (FalkScene *scene, const FalkCause *cause, guint number, double x,
            double y, double width)
{
  guint card = card_begin (scene, x, y, width, FALK_INK_CARD,
                           number == 1 ? FALK_INK_ACCENT : FALK_INK_RULE);
  double left = x + INSET, room = width - 2 * INSET;

  g_array_index (scene->marks, FalkMark, card).width = number == 1 ? 1.6 : 1;
  y += 22;
  y += 17
       * falk_pen_paragraph (
           scene, left, y, room, 17, 2, FALK_ANCHOR_START, FALK_TYPE_STRONG,
           FALK_INK_TEXT,
           falk_scene_keep (scene, "%u  %s", number, cause->title));
  if (cause->why)
    y += 15
         * falk_pen_paragraph (scene, left, y, room, 15, 5, FALK_ANCHOR_START,
                               FALK_TYPE_SMALL, FALK_INK_MUTED, cause->why);
  if (cause->change)
    y = draw_change (scene, falk_scene_keep (scene, "→ %s", cause->change),
                     left, y, room);
  if (cause->code_for_change)
    y = draw_code (scene, cause->code_for_change, left, y - 4, room) + 8;
  if (cause->fix)
    y = draw_fix (scene, cause->fix, left, y - 4, room);
  for (guint i = 0; i < cause->alternatives->len; i++)
    y = draw_other (scene, g_ptr_array_index (cause->alternatives, i), left,
                    y + 4, room);
  card_end (scene, card, y + 6);
  return y + 6 + 12;
}

double
falk_panel_causes (FalkScene *scene, const FalkSubject *subject, double x,
                   double y, double width)
{
  const FalkExplanation *explanation = subject->explanation;
  guint n = explanation && explanation->causes ? explanation->causes->len : 0;

  if (n == 0)
    return y;
  y = section (scene, x, y, "LIKELY CAUSES");
  for (guint i = 0; i < MIN (n, CAUSES_MAX); i++)
    y = draw_cause (scene, g_ptr_array_index (explanation->causes, i), i + 1, x,
                    y, width);
  return y + 4;
}

double
falk_panel_agreements (FalkScene *scene, const FalkSubject *subject, double x,
                       double y, double width)
{
  const FalkExplanation *explanation = subject->explanation;
  guint n = explanation ? explanation->agreements->len : 0;

  if (n == 0)
    return y;
  y = section (scene, x, y, "THE STATE, AXIS BY AXIS");
  for (guint i = 0; i < n; i++, y += 18)
    {
      const FalkAgreement *row =
          &g_array_index (explanation->agreements, FalkAgreement, i);
      g_autofree char *numbers = falk_agreement_to_text (row);
      FalkInk ink = row->agrees ? FALK_INK_MEETS : FALK_INK_MISMATCH;

      falk_pen_text (scene, x + 2, y + 10, FALK_ANCHOR_START, FALK_TYPE_STRONG,
                     ink, row->agrees ? "✓" : "✕");
      falk_pen_text (scene, x + 20, y + 10, FALK_ANCHOR_START, FALK_TYPE_SMALL,
                     FALK_INK_TEXT, row->what);
      falk_pen_text_in (scene, x + 96, y + 10, width - 96, FALK_ANCHOR_START,
                        FALK_TYPE_SMALL, row->agrees ? FALK_INK_MUTED : ink,
                        numbers);
    }
  return y + 10;
}

double
falk_panel_facts (FalkScene *scene, const FalkSubject *subject, double x,
                  double y, double width)
{
  const FalkExplanation *explanation = subject->explanation;
  guint n = explanation && explanation->facts ? explanation->facts->len : 0;

  if (n == 0)
    return y;
  y = section (scene, x, y, "WHAT ELSE IS TRUE");
  for (guint i = 0; i < MIN (n, FACTS_MAX); i++)
    {
      falk_pen_text (scene, x + 2, y + 10, FALK_ANCHOR_START, FALK_TYPE_SMALL,
                     FALK_INK_MUTED, "•");
      y += 15
           * falk_pen_paragraph (scene, x + 16, y + 10, width - 18, 15, 4,
                                 FALK_ANCHOR_START, FALK_TYPE_SMALL,
                                 FALK_INK_TEXT,
                                 g_ptr_array_index (explanation->facts, i));
      y += 3;
    }
  return y + 10;
}

static void
draw_number (FalkScene *scene, const FalkNumber *number, double x, double y,
             double wide, double width)
{
  falk_pen_text (
      scene, x + 4 + wide, y + 11, FALK_ANCHOR_END, FALK_TYPE_FORMULA_BOLD,
      number->disagrees ? FALK_INK_MISMATCH : falk_role_ink (number->role),
      falk_scene_digits (scene, number->number));
}

double
falk_panel_numbers (FalkScene *scene, const FalkSubject *subject,
                    const FalkProduct *product, const char *step, double x,
                    double y, double width)
{
  const FalkExplanation *explanation = subject->explanation;
  g_autoptr (GPtrArray) made = NULL;
  const GPtrArray *numbers = explanation ? explanation->numbers : NULL;
  double wide = 0;

  if (!numbers && product)
    numbers = made = falk_explain_product (step, product, 0);
  if (!numbers || numbers->len == 0)
    return y;
  y = section (scene, x, y, "WHERE EACH NUMBER COMES FROM");
  for (guint i = 0; i < MIN (numbers->len, NUMBERS_MAX); i++)
    {
      const FalkNumber *number = g_ptr_array_index (numbers, i);
      const char *digits = falk_scene_digits (scene, number->number);

      wide = MAX (wide, falk_type_width (FALK_TYPE_FORMULA_BOLD, digits));
    }
  for (guint i = 0; i < MIN (numbers->len, NUMBERS_MAX); i++)
    {
      const FalkNumber *number = g_ptr_array_index (numbers, i);
      guint lines;

      draw_number (scene, number, x, y, wide, width);
      lines = falk_pen_paragraph (scene, x + wide + 16, y + 10,
                                  width - wide - 16, 15, 3, FALK_ANCHOR_START,
                                  FALK_TYPE_SMALL, FALK_INK_TEXT, number->text);
      y += 15 * MAX (lines, 1) + 5;
    }
  return y + 10;
}

/* Sentences one below the other. */
static double
draw_sentences (FalkScene *scene, const GPtrArray *sentences, guint most,
                double x, double y, double width)
{
  for (guint i = 0; i < MIN (sentences->len, most); i++)
    y += 3
         + 15
               * falk_pen_paragraph (scene, x + 2, y + 10, width - 4, 15,
                                     NOTE_LINES, FALK_ANCHOR_START,
                                     FALK_TYPE_SMALL, FALK_INK_TEXT,
                                     g_ptr_array_index (sentences, i));
  return y;
}

double
falk_panel_notes (FalkScene *scene, const FalkSubject *subject, double x,
                  double y, double width)
{
  const GPtrArray *notes = subject->notes;

  if (!notes || notes->len == 0)
    return y;
  y = section (scene, x, y, "ASSUMED");
  y = draw_sentences (scene, notes, NOTES_MAX, x, y, width);
  if (notes->len > NOTES_MAX)
    {
      falk_pen_textf (scene, x + 2, y + 10, FALK_ANCHOR_START, FALK_TYPE_SMALL,
                      FALK_INK_MUTED, "and %u more", notes->len - NOTES_MAX);
      y += 18;
    }
  return y + 10;
}

/* What the run did and had to make up. */
double
falk_panel_run (FalkScene *scene, const FalkSubject *subject, double x,
                double y, double width)
{
  const GPtrArray *notes;

  if (!subject->run)
    return y;
  notes = falk_run_notes (subject->run);
  y = section (scene, x, y, "RUN");
  y = draw_sentences (scene, notes, FACTS_MAX, x, y, width);
  return y + 10;
}
