/* SPDX-License-Identifier: MIT */
/* Title, formula and what is written above and inside the matrices of Falk's
 * scheme; what stands beside them is in falk-scheme-beside.c. */
#include "falk-role-ink.h"
#include "falk-gate-look.h"
#include "falk-scheme.h"

#include <string.h>

#define PRODUCT_LEADING 13.0
#define PRODUCT_LINES 3 /* of the words in or beside the product */

static FalkInk
shared_ink (const FalkScheme *scheme, const FalkAxis *axis)
{
  return falk_scheme_fits (scheme) ? falk_axis_ink (axis) : FALK_INK_MISMATCH;
}

/* Where the size comes from; of an argument, whose name is the label's word
 * already, only the step. */
static char *
label_origin (const FalkAxis *axis)
{
  const FalkOrigin *origin = &axis->factors[0].origin;

  if (axis->n_factors == 1 && origin->kind == FALK_ORIGIN_ARGUMENT)
    return g_strdup_printf ("of %s", origin->owner);
  return falk_axis_origin (axis);
}

double
falk_scheme_size_label (FalkScene *scene, const FalkScheme *scheme,
                        const FalkSizeLabel *label)
{
  const FalkAxis *axis = label->axis;
  gboolean pill = label->shared && !falk_scheme_fits (scheme);
  FalkInk ink =
      label->shared ? shared_ink (scheme, axis) : falk_axis_ink (axis);
  FalkType type = pill ? FALK_TYPE_PILL : FALK_TYPE_NUMBER;
  const char *digits = falk_scene_digits (scene, axis->size);
  double number = falk_type_width (type, digits);
  double w = MAX (number + 28, 48), y = label->y;
  g_autofree char *sentence = falk_axis_sentence (axis);
  g_autofree char *origin = label_origin (axis);
  const char *word = falk_axis_word (axis);
  FalkRunOfText runs[FALK_AXIS_RUNS_MAX];

  if (!*word && label->word)
    word = label->word;
  if (pill)
    {
      double x = label->x - w * label->anchor / 2;

      falk_pen_round (scene, (FalkBox){ x, y, w, 28 }, 14, FALK_INK_PAPER,
                      FALK_INK_MISMATCH)
          ->width = 1.8;
      falk_pen_text (scene, x + w / 2, y + 20, FALK_ANCHOR_MIDDLE, type, ink,
                     digits);
      y += 28 + 14;
    }
  else
    {
      falk_pen_text (scene, label->x, y + 12, label->anchor, type, ink, digits);
      y += 12 + 14;
    }
  falk_pen_name (scene, label->id, "%s", sentence);
  if (axis->n_factors > 1)
    falk_pen_runs (scene, label->x, y, label->anchor, runs,
                   falk_axis_runs (scene, axis, label->roles, FALK_TYPE_SMALL,
                                   FALK_TYPE_SMALL, runs));
  else
    falk_pen_text_in (scene, label->x, y, label->width, label->anchor,
                      FALK_TYPE_SMALL, ink, word);
  y += 13;
  if (label->origin && origin && axis->n_factors == 1)
    {
      falk_pen_text_in (scene, label->x, y, label->width, label->anchor,
                        FALK_TYPE_SMALL, FALK_INK_MUTED, origin);
      y += 13;
    }
  return y - 10;
}

static void
draw_title (FalkScene *scene, const FalkScheme *scheme, double width)
{
  const FalkProduct *product = scheme->product;
  GString *title = g_string_new (NULL);
  g_autofree char *step = NULL;

  if (scheme->layered)
    g_string_append_printf (title, " · layer %u · %s", product->layer,
                            product->reverse ? "reverse" : "forward");
  if (falk_scheme_shows_gates (scheme))
    g_string_append_printf (title,
                            " · step %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT,
                            scheme->time + 1, scheme->record->T);
  g_string_append_printf (title, " · %s",
                          falk_product_kind_name (product->kind));
  step =
      falk_font_ellipsize (falk_type_font (FALK_TYPE_TITLE), scheme->step,
                           width - 2 * FALK_SCHEME_PAD
                               - falk_type_width (FALK_TYPE_TITLE, title->str));
  falk_pen_textf (scene, FALK_SCHEME_PAD, 30, FALK_ANCHOR_START,
                  FALK_TYPE_TITLE, FALK_INK_TEXT, "%s%s", step, title->str);
  falk_pen_name (scene, "title", NULL);
  if (strcmp (step, scheme->step) != 0)
    falk_pen_name (scene, NULL, "%s%s", scheme->step, title->str);
  g_free (scene->title);
  scene->title = g_strconcat (scheme->step, title->str, NULL);
  g_string_free (title, TRUE);
}

/* Pieces "[1600 × 3]", the shared size at @shared (0 or 1) bold. */
static guint
shape_runs (FalkScene *scene, const FalkScheme *scheme, const FalkAxis *rows,
            const FalkAxis *cols, int shared, FalkRunOfText *runs)
{
  const FalkAxis *axes[2] = { rows, cols };
  guint n = 0;

  runs[n++] = (FalkRunOfText){ FALK_TYPE_FORMULA, FALK_INK_MUTED, "[" };
  for (int i = 0; i < 2; i++)
    {
      FalkInk ink =
          i == shared ? shared_ink (scheme, axes[i]) : falk_axis_ink (axes[i]);

      runs[n++] = (FalkRunOfText){ FALK_TYPE_FORMULA_BOLD, ink,
                                   falk_scene_digits (scene, axes[i]->size) };
      runs[n++] = (FalkRunOfText){ FALK_TYPE_FORMULA, FALK_INK_MUTED,
                                   i == 0 ? " × " : "]" };
    }
  return n;
}

#define FORMULA_MAX 24

static void
draw_formula (FalkScene *scene, const FalkScheme *scheme, double width)
{
  const FalkProduct *product = scheme->product;
  const FalkFont *bold = falk_type_font (FALK_TYPE_FORMULA_BOLD);
  FalkRunOfText runs[FORMULA_MAX];
  g_autofree char *m2 = g_strdup_printf ("%sᵀ", product->m2.name);
  g_autofree char *m1_short = NULL, *m2_short = NULL;
  double room = width - 2 * FALK_SCHEME_PAD;
  guint n = 4;

  runs[0] = (FalkRunOfText){ FALK_TYPE_FORMULA_BOLD, FALK_INK_TEXT, "" };
  runs[1] = (FalkRunOfText){ FALK_TYPE_FORMULA, FALK_INK_MUTED, " @ " };
  runs[2] = runs[0];
  runs[3] = (FalkRunOfText){ FALK_TYPE_FORMULA, FALK_INK_MUTED, "  =  " };
  n += shape_runs (scene, scheme, &product->m1.rows, &product->m1.cols, 1,
                   runs + n);
  runs[n++] = (FalkRunOfText){ FALK_TYPE_FORMULA, FALK_INK_MUTED, " · " };
  n += shape_runs (scene, scheme, &product->m2.rows, &product->m2.cols, 0,
                   runs + n);
  if (falk_scheme_fits (scheme))
    {
      runs[n++] = (FalkRunOfText){ FALK_TYPE_FORMULA, FALK_INK_MUTED, " → " };
      n += shape_runs (scene, scheme, &product->m1.rows, &product->m2.cols, -1,
                       runs + n);
    }
  room -= falk_runs_width (runs, n);
  m1_short = falk_font_ellipsize (bold, scheme->m1_name, room / 2);
  room -= falk_font_width (bold, m1_short);
  m2_short = falk_font_ellipsize (bold, m2, room);
  runs[0].text = m1_short;
  runs[2].text = m2_short;
  falk_pen_runs (scene, FALK_SCHEME_PAD, 53, FALK_ANCHOR_START, runs, n);
}

/* Name, size and the letters of the gates above m2. */
static void
draw_above_m2 (FalkScene *scene, const FalkScheme *scheme,
               const FalkSchemeLayout *layout)
{
  const FalkProduct *product = scheme->product;
  const FalkBox *box = &layout->whole2;
  gboolean gates = falk_gate_block (product->gates, 0) != NULL;
  double y = box->y - (gates ? 20 : 7);
  g_autofree char *name = g_strdup_printf ("m2 = %sᵀ", product->m2.name);
  g_autofree char *sentence = falk_axis_sentence (&product->m2.cols);
  FalkRunOfText runs[FALK_AXIS_RUNS_MAX + 2];
  guint n = 1;

  for (guint i = 0; gates && i < product->gates; i++)
    falk_pen_text (scene, box->x + box->w * (i + 0.5) / product->gates,
                   box->y - 6, FALK_ANCHOR_MIDDLE, FALK_TYPE_SMALL,
                   FALK_INK_HIDDEN,
                   falk_gate_block (product->gates, i)->letter);
  runs[0] =
      (FalkRunOfText){ FALK_TYPE_NUMBER, falk_axis_ink (&product->m2.cols),
                       falk_scene_digits (scene, product->m2.cols.size) };
  if (product->m2.cols.n_factors > 1)
    {
      runs[n++] = (FalkRunOfText){ FALK_TYPE_SMALL, FALK_INK_MUTED, " = " };
      n += falk_axis_runs (scene, &product->m2.cols, TRUE, FALK_TYPE_SMALL,
                           FALK_TYPE_SMALL, runs + n);
    }
  else
    {
      const char *word = falk_axis_word (&product->m2.cols);
      g_autofree char *text = g_strdup_printf (" %s", word);

      runs[n++] =
          (FalkRunOfText){ FALK_TYPE_SMALL, runs[0].ink,
                           g_string_chunk_insert (scene->strings, text) };
    }
  falk_pen_runs (scene, box->x, y, FALK_ANCHOR_START, runs, 1);
  falk_pen_name (scene, "m2-cols", "%s", sentence);
  falk_pen_runs (scene, box->x + falk_runs_width (runs, 1), y,
                 FALK_ANCHOR_START, runs + 1, n - 1);
  falk_pen_text_in (scene, box->x, y - 17,
                    layout->width - FALK_SCHEME_PAD - box->x, FALK_ANCHOR_START,
                    FALK_TYPE_NAME, FALK_INK_TEXT, name);
}

const char *
falk_scheme_product_word (const FalkScheme *scheme)
{
  static const char *const ungated[][2] = {
    [FALK_PRODUCT_LINEAR] = { "is the output", "would be the output" },
    [FALK_PRODUCT_INPUT] = { "input's part of the state",
                             "would be the input's part of the state" },
    [FALK_PRODUCT_RECURRENT] = { "state's part of the next one",
                                 "would be the state's part of the next one" },
  };
  static const char *const words[][2] = {
    [FALK_PRODUCT_LINEAR] = { "is the output", "would be the output" },
    [FALK_PRODUCT_INPUT] = { "input's part of the gates",
                             "would be the gate pre-activations" },
    [FALK_PRODUCT_RECURRENT] = { "state's part of the gates",
                                 "would be the state's part of the gates" },
  };

  gboolean would = !falk_scheme_fits (scheme) || scheme->ghost;
  FalkProductKind kind = scheme->product->kind;

  return scheme->product->gates > 1 ? words[kind][would] : ungated[kind][would];
}

/* Height of the product's label with its words broken at @width. */
static double
product_label_height (const FalkScheme *scheme, double width)
{
  g_auto (GStrv) lines =
      falk_font_wrap (falk_type_font (FALK_TYPE_SMALL),
                      falk_scheme_product_word (scheme), width, PRODUCT_LINES);

  return 18 + PRODUCT_LEADING * g_strv_length (lines);
}

gboolean
falk_scheme_product_inside (const FalkScheme *scheme,
                            const FalkSchemeLayout *layout)
{
  g_autofree char *text = g_strdup_printf (
      "%" G_GINT64_FORMAT " × %" G_GINT64_FORMAT, scheme->product->m1.rows.size,
      scheme->product->m2.cols.size);

  return !scheme->result.values
         && falk_type_width (FALK_TYPE_NUMBER, text) + 12 <= layout->product.w
         && layout->product.w >= 90
         && layout->product.h
                >= product_label_height (scheme, layout->product.w - 12) + 12;
}

/* "1600 × 60" and what it is or would be, around @x, from @y down. */
void
falk_scheme_product_label (FalkScene *scene, const FalkScheme *scheme, double x,
                           double y, double width, FalkAnchor anchor)
{
  gboolean ghost = !falk_scheme_fits (scheme) || scheme->ghost;
  const FalkAxis *axes[2] = { &scheme->product->m1.rows,
                              &scheme->product->m2.cols };
  FalkRunOfText runs[3];

  for (int i = 0; i < 2; i++)
    runs[2 * i] =
        (FalkRunOfText){ FALK_TYPE_NUMBER,
                         ghost ? FALK_INK_MUTED : falk_axis_ink (axes[i]),
                         falk_scene_digits (scene, axes[i]->size) };
  runs[1] = (FalkRunOfText){ FALK_TYPE_NUMBER, FALK_INK_MUTED, " × " };
  falk_pen_runs (scene, x, y + 12, anchor, runs, 3);
  falk_pen_paragraph (scene, x, y + 28, width, PRODUCT_LEADING, PRODUCT_LINES,
                      anchor, FALK_TYPE_SMALL, FALK_INK_MUTED,
                      falk_scheme_product_word (scheme));
}

static void
draw_inside (FalkScene *scene, const FalkScheme *scheme,
             const FalkSchemeLayout *layout)
{
  const FalkBox *box = &layout->product;
  double height = product_label_height (scheme, box->w - 12);

  if (falk_scheme_product_inside (scheme, layout))
    falk_scheme_product_label (scene, scheme, box->x + box->w / 2,
                               box->y + (box->h - height) / 2, box->w - 12,
                               FALK_ANCHOR_MIDDLE);
}

static void
add_scale_note (GString *text, const FalkScheme *scheme,
                const FalkSchemeLayout *layout)
{
  const FalkProduct *product = scheme->product;
  gboolean rows = layout->rows != FALK_SIDE_TRUE;
  gboolean cols = layout->cols != FALK_SIDE_TRUE;

  if (!rows && !cols)
    {
      g_string_append (text, "All sides are drawn on one scale.");
      return;
    }
  g_string_append (text, "Columns of m1 and rows of m2 share one scale; ");
  if (rows)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " row%s of m1",
                            product->m1.rows.size,
                            product->m1.rows.size == 1 ? "" : "s");
  if (rows && cols)
    g_string_append (text, " and ");
  if (cols)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " column%s of m2",
                            product->m2.cols.size,
                            product->m2.cols.size == 1 ? "" : "s");
  g_string_append (text, " not to scale.");
}

/* What the ends of the colour scales stand for. */
static void
add_heat_note (GString *text, const FalkScheme *scheme)
{
  const FalkHeat *heats[] = { &scheme->m1, &scheme->m2, &scheme->result };
  static const char *const names[] = { "m1", "m2", "the product" };
  const char *before = " Colours reach";

  for (gsize i = 0; i < G_N_ELEMENTS (heats); i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      if (!heats[i]->values)
        continue;
      g_ascii_formatd (number, sizeof number, "%.3g", heats[i]->hi);
      g_string_append_printf (text, "%s ±%s in %s", before, number, names[i]);
      before = ",";
    }
  if (*before == ',')
    g_string_append_c (text, '.');
}

double
falk_scheme_draw_notes (FalkScene *scene, const FalkScheme *scheme,
                        const FalkSchemeLayout *layout, double y)
{
  gint64 step = falk_scheme_arc_step (scheme, layout);
  gint64 meet = MIN (falk_scheme_cols (scheme), falk_scheme_rows (scheme));
  gint64 arcs = (meet - (step - 1) / 2 + step - 1) / step;
  GString *text = g_string_new (NULL);
  guint lines;

  add_scale_note (text, scheme, layout);
  if (layout->widened)
    g_string_append_printf (text,
                            " %" G_GINT64_FORMAT
                            " is drawn wider than the scale says, so that it"
                            " can be seen.",
                            meet);
  if (step > 1)
    g_string_append_printf (
        text, " %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " arcs %s drawn.",
        arcs, meet, arcs == 1 ? "is" : "are");
  add_heat_note (text, scheme);
  lines = falk_pen_paragraph (
      scene, FALK_SCHEME_PAD, y + 10, layout->width - 2 * FALK_SCHEME_PAD, 14,
      3, FALK_ANCHOR_START, FALK_TYPE_SMALL, FALK_INK_MUTED, text->str);
  g_string_free (text, TRUE);
  return y + 14 * lines;
}

void
falk_scheme_draw_labels (FalkScene *scene, const FalkScheme *scheme,
                         const FalkSchemeLayout *layout)
{
  draw_title (scene, scheme, layout->width);
  draw_formula (scene, scheme, layout->width);
  draw_above_m2 (scene, scheme, layout);
  draw_inside (scene, scheme, layout);
}
