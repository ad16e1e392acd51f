/* SPDX-License-Identifier: MIT */
#include "falk-slots.h"

#include "falk-scheme.h"

#include <string.h>

#define BOX_W 148.0
#define BOX_H 62.0
#define BOX_GAP 16.0
#define CAPTION_W 132.0
#define ROW_TOP 84.0
#define BETWEEN 64.0 /* from one row of boxes to the next */
#define LINES_MAX 40 /* of a text: all, since numbers aren't shortened */
#define SHOWN_MAX 8 /* boxes of a row; of a longer one the middle is left out */

typedef struct
{
  FalkInk fill, stroke, glyph;
  FalkDash dash;
  double width;
  const char *mark; /* between the rows */
} SlotStyle;

static const SlotStyle styles[] = {
  [FALK_SLOT_PLAIN] = { FALK_INK_CARD, FALK_INK_LINE, FALK_INK_MUTED,
                        FALK_DASH_SOLID, 1, "" },
  [FALK_SLOT_AGREES] = { FALK_INK_CARD, FALK_INK_LINE, FALK_INK_MEETS,
                         FALK_DASH_SOLID, 1.2, "✓" },
  [FALK_SLOT_DIFFERS] = { FALK_INK_MISMATCH_FILL, FALK_INK_MISMATCH,
                          FALK_INK_MISMATCH, FALK_DASH_SOLID, 1.8, "✕" },
  [FALK_SLOT_MISSING] = { FALK_INK_NONE, FALK_INK_MISMATCH, FALK_INK_MISMATCH,
                          FALK_DASH_DASHED, 1.4, "✕ missing" },
  [FALK_SLOT_EXTRA] = { FALK_INK_MISMATCH_FILL, FALK_INK_MISMATCH,
                        FALK_INK_MISMATCH, FALK_DASH_SOLID, 1.8,
                        "✕ one too many" },
  [FALK_SLOT_WRONG] = { FALK_INK_MISMATCH_FILL, FALK_INK_MISMATCH,
                        FALK_INK_MISMATCH, FALK_DASH_SOLID, 1.8, "✕" },
};

/* Columns of boxes: how many there are, how many are shown, and which slot
 * of each row column @i shows (-1: none, -2: those left out). */
typedef struct
{
  const FalkSlots *slots;
  guint n, shown;
  double box_w;
} Columns;

static int
slot_in (const Columns *columns, int row, guint column)
{
  const FalkSlots *slots = columns->slots;
  guint n = slots->rows[row].n, at = column;

  if (columns->shown < columns->n)
    {
      if (column == SHOWN_MAX / 2)
        return -2;
      if (column > SHOWN_MAX / 2)
        at = columns->n - columns->shown + column;
    }
  if (slots->linked || slots->from_start)
    return at < n ? (int)at : -1;
  return at + n >= columns->n ? (int)(at + n - columns->n) : -1;
}

static double
column_x (const Columns *columns, guint column)
{
  return FALK_SCHEME_PAD + CAPTION_W + column * (columns->box_w + BOX_GAP);
}

/* "64 batch: axis 1 of h0 (found)", with where the number comes from. */
static const char *
slot_sentence (FalkScene *scene, const FalkSlotRow *row, guint axis)
{
  const FalkSlot *slot = &row->slots[axis];
  g_autofree char *caption = g_ascii_strdown (row->caption, -1);

  return falk_scene_keep (scene, "%s%s%s: axis %u of %s (%s)%s%s", slot->text,
                          slot->word ? " " : "", slot->word ? slot->word : "",
                          axis, row->name, caption, slot->origin ? ", " : "",
                          slot->origin ? slot->origin : "");
}

static void
draw_box (FalkScene *scene, const Columns *columns, const FalkSlotRow *row,
          guint axis, double x, double y, const char *id)
{
  const FalkSlot *slot = &row->slots[axis];
  const char *sentence = slot_sentence (scene, row, axis);
  const SlotStyle *style = &styles[slot->state];
  double mid = x + columns->box_w / 2, room = columns->box_w - 8;
  gboolean bad = slot->state >= FALK_SLOT_DIFFERS;
  FalkInk ink = bad ? FALK_INK_MISMATCH : slot->ink;
  FalkMark *box =
      falk_pen_round (scene, (FalkBox){ x, y, columns->box_w, BOX_H }, 8,
                      style->fill, style->stroke);

  box->width = style->width;
  box->dash = style->dash;
  falk_pen_name (scene, id, "%s", sentence);
  falk_pen_text_in (scene, mid, y + (slot->word ? 29 : 37), room,
                    FALK_ANCHOR_MIDDLE, FALK_TYPE_PILL, ink, slot->text);
  if (slot->word)
    falk_pen_text_in (scene, mid, y + 48, room, FALK_ANCHOR_MIDDLE,
                      FALK_TYPE_SMALL, ink, slot->word);
}

static void
draw_row (FalkScene *scene, const Columns *columns, int row, double y)
{
  const FalkSlotRow *r = &columns->slots->rows[row];

  falk_pen_text (scene, FALK_SCHEME_PAD, y + 25, FALK_ANCHOR_START,
                 FALK_TYPE_SECTION, FALK_INK_MUTED, r->caption);
  falk_pen_text_in (scene, FALK_SCHEME_PAD, y + 44, CAPTION_W - 12,
                    FALK_ANCHOR_START, FALK_TYPE_NAME, FALK_INK_TEXT, r->name);
  for (guint i = 0; i < columns->shown; i++)
    {
      int slot = slot_in (columns, row, i);
      double x = column_x (columns, i);

      if (slot == -2)
        falk_pen_textf (scene, x + columns->box_w / 2, y + BOX_H / 2 + 4,
                        FALK_ANCHOR_MIDDLE, FALK_TYPE_LABEL, FALK_INK_MUTED,
                        "… %u more …", columns->n - columns->shown + 1);
      else if (slot >= 0)
        draw_box (scene, columns, r, (guint)slot, x, y,
                  falk_scene_keep (scene, "%s-%d",
                                   row == 0 ? "found" : "needed", slot));
    }
  if (r->n == 0)
    falk_pen_text (scene, column_x (columns, 0), y + BOX_H / 2 + 4,
                   FALK_ANCHOR_START, FALK_TYPE_LABEL, FALK_INK_MUTED,
                   "a scalar: no axes");
}

/* "✕ 3 ≠ 50", as much of it as has room. */
static const char *
difference (FalkScene *scene, const Columns *columns, const FalkSlot *found,
            const FalkSlot *needed)
{
  gboolean digits = g_ascii_isdigit (*needed->text);
  const char *text =
      digits
          ? falk_scene_keep (scene, "✕ %s ≠ %s", found->text, needed->text)
          : falk_scene_keep (scene, "✕ %s, not %s", found->text, needed->text);
  double room = columns->n == 1 ? 400 : columns->box_w + BOX_GAP - 6;

  return falk_type_width (FALK_TYPE_NUMBER, text) <= room
             ? text
             : styles[FALK_SLOT_DIFFERS].mark;
}

/* "[50, 32, 3]" */
static char *
row_text (const FalkSlotRow *row)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; i < row->n; i++)
    g_string_append_printf (text, "%s%s", i ? ", " : "", row->slots[i].text);
  g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

/* The picture in words, for somebody who can't see it. */
static char *
describe (const FalkSlots *slots)
{
  const FalkSlotRow *rows = slots->rows;
  g_autofree char *first = row_text (&rows[0]);
  g_autofree char *second = row_text (&rows[1]);
  g_autofree char *above = g_utf8_strdown (rows[0].caption, -1);
  g_autofree char *below = g_utf8_strdown (rows[1].caption, -1);

  return g_strdup_printf ("%s, %s: %s. %s, %s: %s.", rows[0].name, above, first,
                          rows[1].name, below, second);
}

/* The two rows as shapes, mostly on one line. Gives by how much it was
 * more. */
static double
draw_lead (FalkScene *scene, const FalkSlots *slots, double y, double width)
{
  g_autofree char *first = row_text (&slots->rows[0]);
  g_autofree char *second = row_text (&slots->rows[1]);
  g_autofree char *above = g_utf8_strdown (slots->rows[0].caption, -1);
  g_autofree char *below = g_utf8_strdown (slots->rows[1].caption, -1);
  g_autofree char *line =
      slots->linked
          ? g_strdup_printf ("%s %s  →  %s", slots->rows[0].name, first, second)
          : g_strdup_printf ("%s: %s %s, %s %s", slots->rows[0].name, above,
                             first, below, second);

  if (slots->rows[0].n + slots->rows[1].n <= 2)
    return 0;
  return 16
         * (falk_pen_paragraph (scene, FALK_SCHEME_PAD, y,
                                width - 2 * FALK_SCHEME_PAD, 16, LINES_MAX,
                                FALK_ANCHOR_START, FALK_TYPE_FORMULA,
                                FALK_INK_MUTED, line)
            - 1.0);
}

/* The title, mostly on one line; it may hold a step's numbers. */
static double
draw_title (FalkScene *scene, const FalkSlots *slots, double width)
{
  g_free (scene->title);
  scene->title = g_strdup (slots->title);
  return 18
         * (falk_pen_paragraph (scene, FALK_SCHEME_PAD, 30,
                                width - 2 * FALK_SCHEME_PAD, 18, LINES_MAX,
                                FALK_ANCHOR_START, FALK_TYPE_TITLE,
                                FALK_INK_TEXT, slots->title)
            - 1.0);
}

static gboolean
has_digit (const char *text)
{
  return strpbrk (text, "0123456789") != NULL;
}

/* The width that no box may be narrower than: numbers are never shortened. */
static double
least_width (const Columns *columns)
{
  double width = 20;

  for (int row = 0; row < 2; row++)
    for (guint i = 0; i < columns->shown; i++)
      {
        int at = slot_in (columns, row, i);
        const FalkSlot *slot =
            at >= 0 ? &columns->slots->rows[row].slots[at] : NULL;

        if (slot)
          width =
              MAX (width, falk_type_width (FALK_TYPE_PILL, slot->text) + 10);
        if (slot && slot->word && has_digit (slot->word))
          width =
              MAX (width, falk_type_width (FALK_TYPE_SMALL, slot->word) + 10);
      }
  return width;
}

/* Sets the width of the boxes. Gives that of the scene, at least @width. */
static double
measure (Columns *columns, double width)
{
  const char *verdict = columns->slots->verdict;
  double room;

  width = MAX (width, FALK_SCHEME_WIDTH_MIN);
  columns->shown = MIN (columns->n, SHOWN_MAX);
  room = (width - 2 * FALK_SCHEME_PAD - CAPTION_W) / MAX (columns->shown, 1);
  columns->box_w = MAX (MIN (room - BOX_GAP, BOX_W), least_width (columns));
  width = MAX (width,
               column_x (columns, columns->shown) + FALK_SCHEME_PAD - BOX_GAP);
  if (verdict)
    width = MAX (width, column_x (columns, 0)
                            + falk_type_width (FALK_TYPE_NUMBER, verdict)
                            + FALK_SCHEME_PAD);
  return width;
}

/* Tick or cross and the comparison, between slots above each other. */
static void
draw_verdicts (FalkScene *scene, const Columns *columns, double y)
{
  const FalkSlotRow *rows = columns->slots->rows;

  for (guint i = 0; i < columns->shown; i++)
    {
      int a = slot_in (columns, 0, i), b = slot_in (columns, 1, i);
      const FalkSlot *found = a >= 0 ? &rows[0].slots[a] : NULL;
      const FalkSlot *needed = b >= 0 ? &rows[1].slots[b] : NULL;
      const FalkSlot *slot =
          needed && needed->state != FALK_SLOT_PLAIN ? needed : found;
      double mid = column_x (columns, i) + columns->box_w / 2;
      const char *text = !slot        ? NULL
                         : slot->mark ? slot->mark
                                      : styles[slot->state].mark;

      if (!slot || slot->state == FALK_SLOT_PLAIN)
        continue;
      if (found && found->state != FALK_SLOT_PLAIN)
        falk_pen_line (scene, (FalkPoint){ mid, y + 6 },
                       (FalkPoint){ mid, y + 18 }, styles[slot->state].glyph,
                       1.2);
      if (slot == needed)
        falk_pen_line (scene, (FalkPoint){ mid, y + BETWEEN - 18 },
                       (FalkPoint){ mid, y + BETWEEN - 6 },
                       styles[slot->state].glyph, 1.2);
      if (slot->state == FALK_SLOT_DIFFERS && found && needed)
        text = difference (scene, columns, found, needed);
      else if (falk_type_width (FALK_TYPE_NUMBER, text)
               > columns->box_w + BOX_GAP - 6)
        text = "✕";
      falk_pen_text (scene, mid, y + BETWEEN / 2 + 5, FALK_ANCHOR_MIDDLE,
                     FALK_TYPE_NUMBER, styles[slot->state].glyph, text);
    }
}

/* Lines from every slot of the first row to what it became. */
static void
draw_links (FalkScene *scene, const Columns *columns, double y)
{
  for (guint i = 0; i < columns->shown; i++)
    for (guint k = 0; k < columns->shown; k++)
      {
        int to = slot_in (columns, 1, i), from = slot_in (columns, 0, k);
        double x0 = column_x (columns, k) + columns->box_w / 2;
        double x1 = column_x (columns, i) + columns->box_w / 2;
        FalkPoint points[4] = { { x0, y + 4 },
                                { x0, y + BETWEEN / 2 },
                                { x1, y + BETWEEN / 2 },
                                { x1, y + BETWEEN - 8 } };

        if (to < 0 || from < 0 || !(columns->slots->links[to] >> from & 1))
          continue;
        falk_pen_curve (scene, points, columns->slots->rows[0].slots[from].ink,
                        1.6);
        falk_pen_head (scene, (FalkPoint){ x1, y + BETWEEN - 3 }, 0, 1,
                       columns->slots->rows[0].slots[from].ink);
      }
}

/* Where the numbers of a row come from, under its boxes. */
static double
draw_origins (FalkScene *scene, const Columns *columns, double y)
{
  guint most = 0;

  for (guint i = 0; i < columns->shown; i++)
    {
      guint lines = 0;
      int slot = slot_in (columns, 1, i);
      const char *origin =
          slot >= 0 ? columns->slots->rows[1].slots[slot].origin : NULL;

      if (origin)
        lines = falk_pen_paragraph (
            scene, column_x (columns, i) + columns->box_w / 2, y + 16,
            columns->box_w + BOX_GAP - 6, 13, 3, FALK_ANCHOR_MIDDLE,
            FALK_TYPE_SMALL, FALK_INK_MUTED, origin);
      most = MAX (most, lines);
    }
  return y + 13 * most;
}

FalkScene *
falk_slots_scene (FalkScene *scene, const FalkSlots *slots, double width)
{
  Columns columns = { slots, MAX (slots->rows[0].n, slots->rows[1].n), 0, 0 };
  double y = ROW_TOP;

  width = measure (&columns, width);
  scene->description = describe (slots);
  y += draw_title (scene, slots, width);
  y += draw_lead (scene, slots, y - ROW_TOP + 53, width);
  draw_row (scene, &columns, 0, y);
  if (slots->linked)
    draw_links (scene, &columns, y + BOX_H);
  else
    draw_verdicts (scene, &columns, y + BOX_H);
  if (slots->ranks)
    falk_pen_paragraph (scene, FALK_SCHEME_PAD, y + BOX_H + BETWEEN / 2 + 5,
                        CAPTION_W - 12, 15, 2, FALK_ANCHOR_START,
                        FALK_TYPE_STRONG, FALK_INK_MISMATCH, slots->ranks);
  if (slots->verdict)
    falk_pen_text (scene, column_x (&columns, 0), y + BOX_H + BETWEEN / 2 + 5,
                   FALK_ANCHOR_START, FALK_TYPE_NUMBER, FALK_INK_MISMATCH,
                   slots->verdict);
  y += BOX_H + BETWEEN;
  draw_row (scene, &columns, 1, y);
  y = draw_origins (scene, &columns, y + BOX_H) + 30;
  for (guint i = 0; i < slots->n_notes; i++)
    y += 18
         * falk_pen_paragraph (scene, FALK_SCHEME_PAD, y,
                               width - 2 * FALK_SCHEME_PAD, 18, LINES_MAX,
                               FALK_ANCHOR_START, FALK_TYPE_LABEL,
                               FALK_INK_TEXT, slots->notes[i]);
  scene->width = width;
  scene->height = y + 8;
  return scene;
}
