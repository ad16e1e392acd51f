/* SPDX-License-Identifier: MIT */
/* Where the parts of Falk's scheme go. Pure: sizes in, boxes out. */
#include "falk-role-ink.h"
#include "falk-scheme.h"

#include <math.h>

#define GAP 34.0
#define UNIT_MAX 32.0 /* points an element, at most */
#define SIDE_MIN 60.0 /* a free side, so that its label finds room */
#define ROWS_MAX 230.0 /* m1's rows */
#define SPAN_MAX 250.0 /* the longer of the sides that must agree */
#define SAME_MIN 90.0 /* the same, to put everything on its scale */
#define COLS_MAX 260.0 /* m2's columns; with gates beside it: */
#define COLS_MAX_GATES 400.0
#define THIN 2.0 /* the least that can be seen */
#define TITLE_H 74.0 /* title and formula */
#define ABOVE_M2 52.0 /* name, size and gate letters above m2 */
#define STORED_W 96.0
#define WEIGHT_H 196.0 /* a stored weight with its labels */
#define JOINT_MIN 104.0 /* between stored tensor and operand */
#define JOINT_PAD 32.0 /* of it, beside numbers */
#define MARGIN_MAX 190.0
#define GATES_LABEL_W 72.0
#define GATES_W 150.0 /* heat maps of the gates, at least */

gint64
falk_scheme_cols (const FalkScheme *scheme)
{
  return scheme->product->m1.cols.size;
}

gint64
falk_scheme_rows (const FalkScheme *scheme)
{
  return scheme->product->m2.rows.size;
}

gboolean
falk_scheme_fits (const FalkScheme *scheme)
{
  return falk_scheme_cols (scheme) == falk_scheme_rows (scheme);
}

static double
number_width (gint64 size, FalkType type)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, size);

  return falk_type_width (type, digits);
}

/* Room that the labels of @axis take beside it. */
static double
label_width (const FalkAxis *axis, FalkType type)
{
  double width = number_width (axis->size, type);
  double word = falk_type_width (FALK_TYPE_SMALL, falk_axis_word (axis));

  for (guint i = 0; i < axis->n_factors && axis->n_factors > 1; i++)
    {
      g_autofree char *text =
          g_strdup_printf ("× %" G_GINT64_FORMAT " %s", axis->factors[i].size,
                           falk_role_name (axis->factors[i].role));

      word = MAX (word, falk_type_width (FALK_TYPE_SMALL, text));
    }
  return MAX (width, word);
}

/* Labels to the left of the stored tensors: rows, and the depth of a box. */
static double
stored_label_width (const FalkScheme *scheme)
{
  const FalkProduct *product = scheme->product;
  const FalkValue *input = &product->m1.stored;
  double width = 52;

  for (guint i = input->rank > 3 ? input->rank - 3 : 0; i + 1 < input->rank;
       i++)
    width = MAX (width, label_width (&input->axes[i], FALK_TYPE_NUMBER));
  if (scheme->assumed)
    width += falk_type_width (FALK_TYPE_SMALL, ", assumed");
  width =
      MAX (width, label_width (&product->m2.stored.axes[0], FALK_TYPE_NUMBER));
  return width;
}

/* Room for the labels to the right of m2 and of the product. Numbers are
 * never shortened, so only the name of what set them has an upper limit. */
static double
margin_width (const FalkScheme *scheme)
{
  const FalkAxis *rows = &scheme->product->m2.rows;
  g_autofree char *origin = falk_axis_origin (rows);
  double width = 96;
  double product =
      number_width (scheme->product->m1.rows.size, FALK_TYPE_NUMBER)
      + falk_type_width (FALK_TYPE_NUMBER, " × ")
      + number_width (scheme->product->m2.cols.size, FALK_TYPE_NUMBER);

  if (origin)
    width = MAX (width, falk_type_width (FALK_TYPE_SMALL, origin));
  width = MIN (width, MARGIN_MAX);
  return MAX (MAX (width, label_width (rows, FALK_TYPE_PILL) + 28),
              product + 4);
}

/* Room between the stored input and m1, for m1's rows in digits and as
 * factors. */
static double
joint_width (const FalkScheme *scheme)
{
  const FalkAxis *rows = &scheme->product->m1.rows;
  g_autofree char *line =
      g_strdup_printf ("= %" G_GINT64_FORMAT " rows", rows->size);
  GString *factors = g_string_new (NULL);
  double width = MAX (falk_type_width (FALK_TYPE_CODE, line),
                      number_width (rows->size, FALK_TYPE_NUMBER));

  for (guint i = 0; i < rows->n_factors && rows->n_factors > 1; i++)
    g_string_append_printf (factors, "%s%" G_GINT64_FORMAT, i ? " × " : "",
                            rows->factors[i].size);
  width = MAX (width, falk_type_width (FALK_TYPE_SMALL, factors->str));
  g_string_free (factors, TRUE);
  return MAX (JOINT_MIN, width + JOINT_PAD);
}

static double
clamp_side (gint64 size, double unit, double most, FalkSide *side)
{
  double length = (double)size * unit;

  *side = length > most       ? FALK_SIDE_SHRUNK
          : length < SIDE_MIN ? FALK_SIDE_STRETCHED
                              : FALK_SIDE_TRUE;
  return CLAMP (length, SIDE_MIN, most);
}

/* Points an element. When one scale can serve all four sides it does; else
 * the shared axis takes what it can get. */
static double
choose_unit (const FalkScheme *scheme, double room, double cols_max)
{
  double longest = (double)MAX (
      MAX (falk_scheme_cols (scheme), falk_scheme_rows (scheme)), 1);
  double rows = (double)MAX (scheme->product->m1.rows.size, 1);
  double cols = (double)MAX (scheme->product->m2.cols.size, 1);
  double shared = MIN (MIN (0.56 * room, SPAN_MAX) / longest, UNIT_MAX);
  double same = MIN (MIN (ROWS_MAX / rows, cols_max / cols),
                     MIN (room / (longest + cols), shared));

  if (same * longest >= SAME_MIN && same * MIN (rows, cols) >= SIDE_MIN)
    return same;
  return shared;
}

static double
side_length (gint64 size, double unit, gboolean *widened)
{
  double length = (double)size * unit;

  if (size > 0 && length < THIN)
    {
      *widened = TRUE;
      return THIN;
    }
  return length;
}

static void
place_operands (const FalkScheme *scheme, double corner_x, double corner_y,
                double m1_h, double m2_w, FalkSchemeLayout *layout)
{
  double w1, h2;

  w1 = side_length (falk_scheme_cols (scheme), layout->unit, &layout->widened);
  h2 = side_length (falk_scheme_rows (scheme), layout->unit, &layout->widened);
  layout->span = MAX (w1, h2);
  layout->meet = MIN (w1, h2);
  layout->m1 = (FalkBox){ corner_x - w1, corner_y + GAP, w1, m1_h };
  layout->m2 = (FalkBox){ corner_x + GAP, corner_y - h2, m2_w, h2 };
  layout->whole1 =
      (FalkBox){ corner_x - layout->span, corner_y + GAP, layout->span, m1_h };
  layout->whole2 =
      (FalkBox){ corner_x + GAP, corner_y - layout->span, m2_w, layout->span };
  layout->product = (FalkBox){ corner_x + GAP, corner_y + GAP, m2_w, m1_h };
}

/* Everything of the width that doesn't depend on the sizes of matrices: from
 * the left the labels, the stored tensors and what joins them to m1, or only
 * m1's labels; the gap; what is to the right of m2. */
static double
place_columns (const FalkScheme *scheme, FalkSchemeLayout *layout)
{
  gboolean gates = falk_scheme_shows_gates (scheme);
  double labels = gates ? 0 : stored_label_width (scheme) + 4;
  double right = gates ? GATES_LABEL_W + 8 + GATES_W : margin_width (scheme);

  layout->left = FALK_SCHEME_PAD + labels;
  layout->stored_x = layout->left + 8;
  layout->stored_w = STORED_W;
  layout->joint_w = joint_width (scheme);
  layout->joint_x = gates ? FALK_SCHEME_PAD - 16 : layout->stored_x + STORED_W;
  return layout->joint_x + layout->joint_w + GAP + 12 + right + FALK_SCHEME_PAD;
}

/* Hands out width that nothing asked for. */
static void
spread (double spare, FalkSchemeLayout *layout)
{
  layout->left += spare / 6;
  layout->stored_x += spare / 6;
  layout->joint_x += spare / 6;
}

void
falk_scheme_lay_out (const FalkScheme *scheme, double width,
                     FalkSchemeLayout *layout)
{
  const FalkProduct *product = scheme->product;
  gboolean gates = falk_scheme_shows_gates (scheme);
  double cols_max = gates ? COLS_MAX_GATES : COLS_MAX;
  double fixed, room, span, m1_h, m2_w, spare;
  gint64 longest = MAX (falk_scheme_cols (scheme), falk_scheme_rows (scheme));

  *layout = (FalkSchemeLayout){ .gap = GAP, .top = TITLE_H };
  fixed = place_columns (scheme, layout);
  layout->width = MAX (width, fixed + 260);
  room = layout->width - fixed;
  layout->unit = choose_unit (scheme, room, cols_max);
  span = MAX ((double)longest * layout->unit, THIN);
  m1_h =
      clamp_side (product->m1.rows.size, layout->unit, ROWS_MAX, &layout->rows);
  m2_w = clamp_side (product->m2.cols.size, layout->unit,
                     MIN (room - span, cols_max), &layout->cols);
  spare = MIN (room - span - m2_w, 200);
  spread (spare, layout);
  place_operands (scheme, layout->joint_x + layout->joint_w + spare / 3 + span,
                  TITLE_H + MAX (span + ABOVE_M2, gates ? 150 : WEIGHT_H), m1_h,
                  m2_w, layout);
  layout->margin_x = layout->m2.x + m2_w + 12;
  layout->margin_w = layout->width - FALK_SCHEME_PAD - layout->margin_x;
  if (gates)
    {
      layout->margin_w = GATES_LABEL_W;
      layout->gates_x = layout->margin_x + GATES_LABEL_W + 8;
      layout->gates_w =
          MIN (layout->width - FALK_SCHEME_PAD - layout->gates_x, 260);
    }
}
