/* SPDX-License-Identifier: MIT */
/* One card of the two readings. */
#include "falk-reading.h"

#include "falk-role-ink.h"
#include "falk-rule.h"

#define PAD 14.0
#define ROW_H 16.0
#define ROW_STEP 25.0
#define SHOWN_MAX 5 /* rows; of more the first three and the last */
#define STATE_W 58.0 /* right of the rows */
#define BODY_MAX 130.0
#define LINES_MAX 12

typedef struct
{
  FalkScene *scene;
  const FalkReading *reading;
  const FalkStep *step;
  const FalkValue *in;
  double x, width; /* of what is inside the card */
} Card;

/* Row number @i of those shown, -1 for the gap. */
static gint64
shown_row (const Card *card, guint i)
{
  gint64 n = card->in->axes[0].size;

  if (n <= SHOWN_MAX || i < SHOWN_MAX - 2)
    return i;
  return i == SHOWN_MAX - 2 ? -1 : n - 1;
}

static const char *
row_label (const Card *card, gint64 row)
{
  return falk_scene_keep (card->scene, "%s " FALK_SIZE, card->reading->row_word,
                          row);
}

/* Title and verdict, on one line where both have room. */
static double
draw_head (const Card *card, double y)
{
  const FalkReading *reading = card->reading;
  FalkInk ink = reading->taken ? FALK_INK_MEETS : FALK_INK_MUTED;
  double title = falk_type_width (FALK_TYPE_SECTION, reading->title);
  double verdict = falk_type_width (FALK_TYPE_STRONG, reading->verdict);
  gboolean beside = title + verdict + 12 <= card->width;

  falk_pen_text (card->scene, card->x, y, FALK_ANCHOR_START, FALK_TYPE_SECTION,
                 FALK_INK_MUTED, reading->title);
  if (!beside)
    y += 18;
  falk_pen_text (card->scene, beside ? card->x + card->width : card->x, y,
                 beside ? FALK_ANCHOR_END : FALK_ANCHOR_START, FALK_TYPE_STRONG,
                 ink, reading->verdict);
  return y;
}

/* "1600 time × 3 features", on two lines where one is too narrow. Gives the
 * last one's baseline. */
static double
draw_axes (const Card *card, double y)
{
  FalkInk rows = falk_role_ink (card->reading->role);
  const FalkRunOfText runs[] = {
    { FALK_TYPE_NUMBER, rows,
      falk_scene_digits (card->scene, card->in->axes[0].size) },
    { FALK_TYPE_LABEL, rows,
      falk_scene_keep (card->scene, " %s ",
                       falk_role_name (card->reading->role)) },
    { FALK_TYPE_LABEL, FALK_INK_MUTED, "× " },
    { FALK_TYPE_NUMBER, FALK_INK_FEATURES,
      falk_scene_digits (card->scene, card->in->axes[1].size) },
    { FALK_TYPE_LABEL, FALK_INK_FEATURES, " features" },
  };
  guint n = G_N_ELEMENTS (runs), first = n;

  if (falk_runs_width (runs, n) > card->width)
    first = 2;
  falk_pen_runs (card->scene, card->x, y, FALK_ANCHOR_START, runs, first);
  if (first == n)
    return y;
  falk_pen_runs (card->scene, card->x, y + 18, FALK_ANCHOR_START, runs + first,
                 n - first);
  return y + 18;
}

/* The state after a row at @y whose right edge is at @x. */
static void
draw_result (FalkScene *scene, double x, double y)
{
  double mid = y + ROW_H / 2, far = x + STATE_W - 30;

  falk_pen_line (scene, (FalkPoint){ x + 4, mid }, (FalkPoint){ far, mid },
                 FALK_INK_HIDDEN, 1.4);
  falk_pen_head (scene, (FalkPoint){ far + 6, mid }, 1, 0, FALK_INK_HIDDEN);
  falk_pen_text (scene, far + 11, mid + 4, FALK_ANCHOR_START, FALK_TYPE_SMALL,
                 FALK_INK_HIDDEN, "h");
}

/* The state that goes from there to the next row; of rows that are left out
 * the last one's. */
static void
draw_handing (FalkScene *scene, double x, double y, gboolean left_out)
{
  double mid = y + ROW_H / 2, at = x + 15;
  FalkMark *line;

  if (!left_out)
    falk_pen_line (scene, (FalkPoint){ x + 4, mid }, (FalkPoint){ at, mid },
                   FALK_INK_HIDDEN, 1.4);
  line = falk_pen_line (scene, (FalkPoint){ at, mid },
                        (FalkPoint){ at, mid + ROW_STEP - 12 }, FALK_INK_HIDDEN,
                        1.4);
  if (left_out)
    line->dash = FALK_DASH_DOTTED;
  falk_pen_head (scene, (FalkPoint){ at, mid + ROW_STEP - 5 }, 0, 1,
                 FALK_INK_HIDDEN);
}

/* Gives the lower edge. */
static double
draw_rows (const Card *card, double y)
{
  guint n = (guint)MIN (card->in->axes[0].size, SHOWN_MAX);
  double labels = 0, body, x;

  for (guint i = 0; i < n; i++)
    labels =
        MAX (labels,
             falk_type_width (FALK_TYPE_SMALL,
                              row_label (card, MAX (shown_row (card, i), 0))));
  body = MIN (card->width - labels - 10 - STATE_W, BODY_MAX);
  x = card->x + labels + 10;
  for (guint i = 0; i < n; i++, y += ROW_STEP)
    {
      gint64 row = shown_row (card, i);

      if (row < 0)
        falk_pen_text (card->scene, x + body / 2, y + ROW_H / 2 + 4,
                       FALK_ANCHOR_MIDDLE, FALK_TYPE_SMALL, FALK_INK_MUTED,
                       "…");
      else
        {
          falk_pen_text (card->scene, card->x + labels, y + ROW_H / 2 + 4,
                         FALK_ANCHOR_END, FALK_TYPE_SMALL,
                         falk_role_ink (card->reading->role),
                         row_label (card, row));
          falk_pen_rect (card->scene, (FalkBox){ x, y, body, ROW_H },
                         FALK_INK_INPUT_FILL, FALK_INK_LINE);
        }
      if (row >= 0 && (card->reading->role == FALK_ROLE_BATCH || i + 1 == n))
        draw_result (card->scene, x + body, y);
      else if (card->reading->role == FALK_ROLE_TIME)
        draw_handing (card->scene, x + body, y, row < 0);
    }
  return y;
}

/* Of the state that was handed in: whether it is the one a form needs. */
static gboolean
is_handed (const FalkStep *step, FalkArg arg, const FalkShape *needed,
           FalkShape *handed)
{
  if (arg == FALK_ARG_C0 && !falk_step_has (step, arg))
    arg = FALK_ARG_H0;
  *handed = falk_step_get_shape (step, arg);
  return falk_shape_equal (handed, needed);
}

/* "h0 [1, 20] ✓ as handed in". Gives how much lower it ends. */
static double
draw_state_line (const Card *card, FalkArg arg, const FalkShape *needed,
                 double y)
{
  g_autofree char *text = falk_shape_to_text (needed, FALK_SHAPE_LIST);
  g_autofree char *other = NULL;
  FalkShape handed;
  gboolean fits = is_handed (card->step, arg, needed, &handed);
  const char *name = falk_arg_info (arg)->name;
  const char *line;

  other = falk_shape_to_text (&handed, FALK_SHAPE_LIST);
  if (!falk_step_has (card->step, FALK_ARG_H0))
    line = falk_scene_keep (card->scene, "%s %s, or none: zeros", name, text);
  else if (fits)
    line = falk_scene_keep (card->scene, "✓ %s %s, as handed in", name, text);
  else
    line = falk_scene_keep (card->scene, "✕ %s %s: handed in is %s", name, text,
                            other);
  return 15
         * falk_pen_paragraph (
             card->scene, card->x + 10, y, card->width - 10, 15, LINES_MAX,
             FALK_ANCHOR_START, FALK_TYPE_LABEL,
             !falk_step_has (card->step, FALK_ARG_H0) ? FALK_INK_TEXT
             : fits                                   ? FALK_INK_MEETS
                                                      : FALK_INK_MISMATCH,
             line);
}

/* "x.unsqueeze(0)", what it takes and gives, and its states. Gives the
 * lower edge. */
static double
draw_form (const Card *card, const FalkReadingForm *form, double y)
{
  g_autofree char *in = falk_shape_to_text (&form->input, FALK_SHAPE_LIST);
  g_autofree char *out = falk_shape_to_text (&form->output, FALK_SHAPE_LIST);

  y += 15
       * falk_pen_paragraph (card->scene, card->x, y, card->width, 15,
                             LINES_MAX, FALK_ANCHOR_START, FALK_TYPE_CODE_BOLD,
                             FALK_INK_TEXT, form->code);
  y += 15
       * falk_pen_paragraph (
           card->scene, card->x + 10, y, card->width - 10, 15, LINES_MAX,
           FALK_ANCHOR_START, FALK_TYPE_LABEL, FALK_INK_TEXT,
           falk_scene_keep (card->scene, "takes %s, gives %s", in, out));
  y += draw_state_line (card, FALK_ARG_H0, &form->state, y);
  if (form->cell.rank)
    y += draw_state_line (card, FALK_ARG_C0, &form->cell, y);
  return y + 8;
}

double
falk_reading_draw (FalkScene *scene, const FalkReading *reading,
                   const FalkStep *step, const FalkValue *in, double x,
                   double y, double width)
{
  Card card = { scene, reading, step, in, x + PAD, width - 2 * PAD };
  double top = y;

  y = draw_head (&card, y + 22) + 24;
  y = draw_axes (&card, y);
  y = draw_rows (&card, y + 14) + 10;
  y += 15
           * falk_pen_paragraph (scene, card.x, y, card.width, 15, LINES_MAX,
                                 FALK_ANCHOR_START, FALK_TYPE_LABEL,
                                 FALK_INK_TEXT, reading->how)
       + 8;
  for (guint i = 0; i < reading->n_forms; i++)
    y = draw_form (&card, &reading->forms[i], y);
  return y - top;
}
