/* SPDX-License-Identifier: MIT */
/* What is written beside the matrices of Falk's scheme: sizes, what finds no
 * partner, what is missing. Labels are stacked where they would collide. */
#include "falk-role-ink.h"
#include "falk-scheme.h"

#define LEADING 13.0

/* A label that wants its middle at y and takes what it gets. */
typedef struct
{
  double y, h;
  gboolean used;
} Slot;

/* Moves slots, which are ordered by what they want, down as far as they have
 * to go to keep @space between them; none starts above @top. */
static void
settle (Slot *slots, guint n, double top, double space)
{
  for (guint i = 0; i < n; i++)
    {
      if (!slots[i].used)
        continue;
      slots[i].y = MAX (slots[i].y - slots[i].h / 2, top);
      top = slots[i].y + slots[i].h + space;
    }
}

static char *
hatch_count (gint64 n, gboolean rows)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s%s", n,
                          rows ? "row" : "column", n == 1 ? "" : "s");
}

static char *
hatch_reason (const FalkScheme *scheme, gint64 n, gboolean rows)
{
  if (rows)
    return g_strdup_printf ("find%s no column in %s", n == 1 ? "s" : "",
                            scheme->m1_name);
  return g_strdup_printf ("find%s no row in %sᵀ", n == 1 ? "s" : "",
                          scheme->product->m2.name);
}

/* Written in the middle of the hatched @box on a plate, where there is room. */
static gboolean
hatch_inside (FalkScene *scene, FalkBox box, const char *count,
              const char *reason)
{
  const FalkFont *font = falk_type_font (FALK_TYPE_LABEL);
  double room = box.w - 36, width = falk_type_width (FALK_TYPE_NUMBER, count);
  g_auto (GStrv) lines = falk_font_wrap (font, reason, MAX (room, 1), 8);
  guint n = g_strv_length (lines);
  FalkBox plate = { 0, 0, 0, 28 + 14 * n };

  for (guint i = 0; i < n; i++)
    width = MAX (width, falk_font_width (font, lines[i]));
  if (n > 3 || width > room || plate.h + 8 > box.h)
    return FALSE;
  plate.w = width + 24;
  plate.x = box.x + (box.w - plate.w) / 2;
  plate.y = box.y + (box.h - plate.h) / 2;
  falk_pen_round (scene, plate, 7, FALK_INK_PAPER, FALK_INK_MISMATCH);
  falk_pen_text (scene, box.x + box.w / 2, plate.y + 19, FALK_ANCHOR_MIDDLE,
                 FALK_TYPE_NUMBER, FALK_INK_MISMATCH, count);
  for (guint i = 0; i < n; i++)
    falk_pen_text (scene, box.x + box.w / 2, plate.y + 35 + 14 * i,
                   FALK_ANCHOR_MIDDLE, FALK_TYPE_LABEL, FALK_INK_MISMATCH,
                   lines[i]);
  return TRUE;
}

/* Beside the hatched part, with a line that leads to it. Gives its height. */
static double
hatch_beside (FalkScene *scene, double x, double y, double width,
              FalkAnchor anchor, FalkPoint to, const char *count,
              const char *reason)
{
  double side = anchor == FALK_ANCHOR_START ? -1 : 1;
  guint lines;

  falk_pen_line (scene, (FalkPoint){ x + 4 * side, y + 8 }, to,
                 FALK_INK_MISMATCH, 1);
  falk_pen_text (scene, x, y + 12, anchor, FALK_TYPE_STRONG, FALK_INK_MISMATCH,
                 count);
  lines =
      falk_pen_paragraph (scene, x, y + 12 + LEADING, width, LEADING, 3, anchor,
                          FALK_TYPE_SMALL, FALK_INK_MISMATCH, reason);
  return 14 + LEADING * lines;
}

/* Height of @text broken at @width. */
static double
lines_height (FalkType type, const char *text, double width)
{
  g_auto (GStrv) lines = falk_font_wrap (falk_type_font (type), text, width, 3);

  return LEADING * g_strv_length (lines);
}

/* "47 more rows" in the dashed outline above m2, where it has room there. */
static gboolean
missing_inside (FalkScene *scene, const FalkSchemeLayout *layout,
                const char *missing)
{
  const FalkBox *m2 = &layout->m2, *whole = &layout->whole2;
  double h = whole->h - m2->h;

  if (h < 20 || falk_type_width (FALK_TYPE_STRONG, missing) + 12 > m2->w)
    return FALSE;
  falk_pen_text (scene, m2->x + m2->w / 2, whole->y + h / 2 + 4,
                 FALK_ANCHOR_MIDDLE, FALK_TYPE_STRONG, FALK_INK_MISMATCH,
                 missing);
  return TRUE;
}

/* Else beside it, with a line that leads there. */
static void
missing_beside (FalkScene *scene, const FalkSchemeLayout *layout, double y,
                const char *missing)
{
  const FalkBox *m2 = &layout->m2, *whole = &layout->whole2;
  double x = layout->margin_x;

  falk_pen_line (
      scene, (FalkPoint){ x + 10, y + 8 },
      (FalkPoint){ m2->x + m2->w, whole->y + (whole->h - m2->h) / 2 },
      FALK_INK_MISMATCH, 1);
  falk_pen_paragraph (scene, x + 14, y + 12, layout->margin_w - 14, LEADING, 3,
                      FALK_ANCHOR_START, FALK_TYPE_STRONG, FALK_INK_MISMATCH,
                      missing);
}

/* To the right of m2: its rows, what of it finds no partner, what it lacks,
 * and the product's label where that finds no room inside. */
static double
draw_margin (FalkScene *scene, const FalkScheme *scheme,
             const FalkSchemeLayout *layout)
{
  enum
  {
    MISSING,
    ALONE,
    ROWS,
    PRODUCT,
    N
  };
  gint64 more = falk_scheme_rows (scheme) - falk_scheme_cols (scheme);
  const FalkBox *m2 = &layout->m2, *whole = &layout->whole2;
  FalkBox alone = { m2->x, m2->y, m2->w, MAX (0, m2->h - layout->meet) };
  double x = layout->margin_x, width = layout->margin_w, bottom;
  g_autofree char *count = hatch_count (ABS (more), TRUE);
  g_autofree char *reason = hatch_reason (scheme, more, TRUE);
  g_autofree char *missing = g_strdup_printf ("%" G_GINT64_FORMAT " more row%s",
                                              -more, more == -1 ? "" : "s");
  Slot slots[N] = {
    [MISSING] = { whole->y + (whole->h - m2->h) / 2,
                  lines_height (FALK_TYPE_STRONG, missing, width - 14),
                  more < 0 && !missing_inside (scene, layout, missing) },
    [ALONE] = { alone.y + alone.h / 2,
                14 + lines_height (FALK_TYPE_SMALL, reason, width - 14),
                more > 0 && !hatch_inside (scene, alone, count, reason) },
    [ROWS] = { m2->y + m2->h / 2, more ? 58 : 42, TRUE },
    [PRODUCT] = { layout->product.y + layout->product.h / 2, 70,
                  !falk_scheme_product_inside (scheme, layout) },
  };

  settle (slots, N, whole->y, 10);
  if (slots[MISSING].used)
    missing_beside (scene, layout, slots[MISSING].y, missing);
  if (slots[ALONE].used)
    hatch_beside (scene, x + 14, slots[ALONE].y, width - 14, FALK_ANCHOR_START,
                  (FalkPoint){ m2->x + m2->w, alone.y + alone.h / 2 }, count,
                  reason);
  bottom = falk_scheme_size_label (
      scene, scheme,
      &(FalkSizeLabel){ .axis = &scheme->product->m2.rows,
                        .x = x,
                        .y = slots[ROWS].y,
                        .width = width,
                        .anchor = FALK_ANCHOR_START,
                        .shared = TRUE,
                        .roles = TRUE,
                        .origin = TRUE,
                        .id = "m2-rows" });
  if (!slots[PRODUCT].used)
    return bottom;
  falk_scheme_product_label (scene, scheme, x, slots[PRODUCT].y, width,
                             FALK_ANCHOR_START);
  return slots[PRODUCT].y + slots[PRODUCT].h;
}

/* What the leading axes of the stored input are called: "time × batch". */
static char *
flatten_words (const FalkValue *stored)
{
  GString *text = g_string_new (NULL);

  if (stored->rank > 3)
    g_string_append_printf (text, "axes 0 to %u", stored->rank - 2);
  for (guint i = 0; i + 1 < stored->rank && stored->rank <= 3; i++)
    {
      FalkRole role = falk_axis_role (&stored->axes[i]);

      if (i > 0)
        g_string_append (text, " × ");
      if (role == FALK_ROLE_NONE || role == FALK_ROLE_MERGED)
        g_string_append_printf (text, "axis %u", i);
      else
        g_string_append (text, falk_role_name (role));
    }
  return g_string_free (text, FALSE);
}

/* Says what turns the stored input into m1, above and below @y. Gives the
 * height it takes below @y. */
static double
draw_flatten (FalkScene *scene, const FalkScheme *scheme,
              const FalkSchemeLayout *layout, double y)
{
  const FalkProduct *product = scheme->product;
  double right = layout->m1.x - 12, left = layout->joint_x + 16;
  g_autofree char *words = flatten_words (&product->m1.stored);
  g_autofree char *line = g_strdup_printf ("flatten %s", words);
  FalkRunOfText runs[FALK_AXIS_RUNS_MAX + 1];
  guint n = falk_axis_runs (scene, &product->m1.rows, FALSE, FALK_TYPE_CODE,
                            FALK_TYPE_CODE_BOLD, runs);
  g_autofree char *rows =
      g_strdup_printf (" = %" G_GINT64_FORMAT " rows", product->m1.rows.size);
  gboolean one_line;
  double second = y + 30;

  if (product->m1.stored.rank < 3)
    return 0;
  runs[n++] = (FalkRunOfText){ FALK_TYPE_CODE, FALK_INK_MUTED, rows };
  one_line =
      MAX (falk_type_width (FALK_TYPE_SMALL, line), falk_runs_width (runs, n))
      <= right - left;
  if (one_line)
    {
      falk_pen_text (scene, left, y - 8, FALK_ANCHOR_START, FALK_TYPE_SMALL,
                     FALK_INK_MUTED, line);
      falk_pen_runs (scene, left, y + 16, FALK_ANCHOR_START, runs, n);
      return 20;
    }
  falk_pen_text (scene, right, y - 21, FALK_ANCHOR_END, FALK_TYPE_SMALL,
                 FALK_INK_MUTED, "flatten");
  falk_pen_text_in (scene, right, y - 8, right - left, FALK_ANCHOR_END,
                    FALK_TYPE_SMALL, FALK_INK_MUTED, words);
  if (falk_runs_width (runs, n - 1) <= right - left)
    falk_pen_runs (scene, right, y + 16, FALK_ANCHOR_END, runs, n - 1);
  else
    second = y + 16;
  falk_pen_text (scene, right, second, FALK_ANCHOR_END, FALK_TYPE_CODE,
                 FALK_INK_MUTED, rows + 1);
  return 34;
}

/* "47 more columns" in or beside the dashed outline left of m1. Gives the
 * lower edge of what has to stay free. */
static double
draw_missing (FalkScene *scene, const FalkScheme *scheme,
              const FalkSchemeLayout *layout)
{
  gint64 more = falk_scheme_rows (scheme) - falk_scheme_cols (scheme);
  const FalkBox *m1 = &layout->m1, *whole = &layout->whole1;
  double room = whole->w - m1->w, y = m1->y;
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT " more column%s",
                                           more, more == 1 ? "" : "s");

  if (more <= 0)
    return y + 4;
  if (falk_type_width (FALK_TYPE_STRONG, text) + 16 <= room)
    falk_pen_text (scene, whole->x + room / 2, y + 23, FALK_ANCHOR_MIDDLE,
                   FALK_TYPE_STRONG, FALK_INK_MISMATCH, text);
  else
    falk_pen_paragraph (
        scene, whole->x - 8, y + 12, whole->x - 16 - layout->joint_x, LEADING,
        3, FALK_ANCHOR_END, FALK_TYPE_STRONG, FALK_INK_MISMATCH, text);
  return y + 44;
}

static double
draw_m1_hatch (FalkScene *scene, const FalkScheme *scheme,
               const FalkSchemeLayout *layout, double y)
{
  gint64 more = falk_scheme_cols (scheme) - falk_scheme_rows (scheme);
  const FalkBox *m1 = &layout->m1;
  FalkBox alone = { m1->x, m1->y, m1->w - layout->meet, m1->h };
  g_autofree char *count = hatch_count (more, FALSE);
  g_autofree char *reason = hatch_reason (scheme, more, FALSE);

  if (more <= 0 || hatch_inside (scene, alone, count, reason))
    return y;
  return y
         + hatch_beside (scene, m1->x - 14, y, m1->x - 20 - layout->joint_x,
                         FALK_ANCHOR_END,
                         (FalkPoint){ m1->x + MIN (alone.w / 2, 5), y + 8 },
                         count, reason)
         + 6;
}

/* To the left of m1, from top to bottom; @joint_y is where the line from the
 * stored input arrives. */
static double
draw_left (FalkScene *scene, const FalkScheme *scheme,
           const FalkSchemeLayout *layout, double *joint_y)
{
  const FalkProduct *product = scheme->product;
  gboolean flat = product->m1.stored.rank >= 3;
  double right = layout->m1.x - 12, width = right - layout->joint_x - 12;
  double y = draw_missing (scene, scheme, layout), bottom;
  double spare;
  g_autofree char *name = g_strdup_printf ("m1 = %s", scheme->m1_name);

  y = draw_m1_hatch (scene, scheme, layout, y);
  spare = MAX (0, layout->m1.y + layout->m1.h - y - (flat ? 118 : 76));
  *joint_y = y + (flat ? 30 : 10) + spare / 3;
  y = *joint_y + draw_flatten (scene, scheme, layout, *joint_y) + 6 + spare / 3;
  bottom = falk_scheme_size_label (
      scene, scheme,
      &(FalkSizeLabel){ .axis = &product->m1.rows,
                        .x = right,
                        .y = y,
                        .width = width,
                        .anchor = FALK_ANCHOR_END,
                        .word = product->m1.rows.size == 1 ? "row" : "rows",
                        .id = "m1-rows" });
  falk_pen_text_in (scene, right, bottom + 14 + spare / 6, width,
                    FALK_ANCHOR_END, FALK_TYPE_NAME, FALK_INK_TEXT, name);
  return bottom + 18 + spare / 6;
}

static double
draw_below (FalkScene *scene, const FalkScheme *scheme,
            const FalkSchemeLayout *layout, double y)
{
  const FalkBox *m1 = &layout->m1;
  double x = m1->x + m1->w / 2, bottom = m1->y + m1->h;

  if (y > bottom + 18)
    falk_pen_line (scene, (FalkPoint){ x, bottom + 3 }, (FalkPoint){ x, y - 3 },
                   FALK_INK_GHOST, 1);
  return falk_scheme_size_label (
      scene, scheme,
      &(FalkSizeLabel){ .axis = &scheme->product->m1.cols,
                        .x = x,
                        .y = MAX (y, bottom + 10),
                        .width = 150,
                        .anchor = FALK_ANCHOR_MIDDLE,
                        .shared = TRUE,
                        .roles = TRUE,
                        .origin = TRUE,
                        .id = "m1-cols" });
}

double
falk_scheme_draw_beside (FalkScene *scene, const FalkScheme *scheme,
                         const FalkSchemeLayout *layout, double *joint_y)
{
  double margin = draw_margin (scene, scheme, layout);
  double left = draw_left (scene, scheme, layout, joint_y);
  double below = draw_below (scene, scheme, layout, left + 4);

  return MAX (margin, below);
}
