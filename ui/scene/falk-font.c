/* SPDX-License-Identifier: MIT */
#include "falk-font.h"

#include <string.h>

/* Advance widths in 1/2048 em: DejaVu Sans, DejaVu Sans Bold. Every glyph of
 * DejaVu Sans Mono is 1233 wide. */
/* clang-format off */
static const guint16 ascii[2][95] = {
  {
    651, 821, 942, 1716, 1303, 1946, 1597, 563, 799, 799,
    1024, 1716, 651, 739, 651, 690, 1303, 1303, 1303, 1303,
    1303, 1303, 1303, 1303, 1303, 1303, 690, 690, 1716, 1716,
    1716, 1087, 2048, 1401, 1405, 1430, 1577, 1294, 1178, 1587,
    1540, 604, 604, 1343, 1141, 1767, 1532, 1612, 1235, 1612,
    1423, 1300, 1251, 1499, 1401, 2025, 1403, 1251, 1403, 799,
    690, 799, 1716, 1024, 1024, 1255, 1300, 1126, 1300, 1260,
    721, 1300, 1298, 569, 569, 1186, 569, 1995, 1298, 1253,
    1300, 1300, 842, 1067, 803, 1298, 1212, 1675, 1212, 1212,
    1075, 1303, 690, 1303, 1716,
  },
  {
    713, 934, 1067, 1716, 1425, 2052, 1786, 627, 936, 936,
    1071, 1716, 778, 850, 778, 748, 1425, 1425, 1425, 1425,
    1425, 1425, 1425, 1425, 1425, 1425, 819, 819, 1716, 1716,
    1716, 1188, 2048, 1585, 1561, 1503, 1700, 1399, 1399, 1681,
    1714, 762, 762, 1587, 1305, 2038, 1714, 1741, 1501, 1741,
    1577, 1475, 1397, 1663, 1585, 2259, 1579, 1483, 1485, 936,
    748, 936, 1716, 1024, 1024, 1382, 1466, 1214, 1466, 1389,
    891, 1466, 1458, 702, 702, 1362, 702, 2134, 1458, 1407,
    1466, 1466, 1010, 1219, 979, 1458, 1335, 1892, 1321, 1335,
    1192, 1458, 748, 1458, 1716,
  },
};

static const guint16 latin[2][96] = {
  {
    651, 821, 1303, 1303, 1303, 1303, 690, 1024, 1024, 2048,
    965, 1253, 1716, 739, 2048, 1024, 1024, 1716, 821, 821,
    1024, 1303, 1303, 651, 1024, 821, 965, 1253, 1985, 1985,
    1985, 1087, 1401, 1401, 1401, 1401, 1401, 1401, 1995, 1430,
    1294, 1294, 1294, 1294, 604, 604, 604, 604, 1587, 1532,
    1612, 1612, 1612, 1612, 1612, 1716, 1612, 1499, 1499, 1499,
    1499, 1251, 1239, 1290, 1255, 1255, 1255, 1255, 1255, 1255,
    2011, 1126, 1260, 1260, 1260, 1260, 569, 569, 569, 569,
    1253, 1298, 1253, 1253, 1253, 1253, 1253, 1716, 1253, 1298,
    1298, 1298, 1298, 1212, 1300, 1212,
  },
  {
    713, 934, 1425, 1425, 1303, 1425, 748, 1024, 1024, 2048,
    1155, 1323, 1716, 850, 2048, 1024, 1024, 1716, 897, 897,
    1024, 1507, 1303, 778, 1024, 897, 1155, 1323, 2120, 2120,
    2120, 1188, 1585, 1585, 1585, 1585, 1585, 1585, 2222, 1503,
    1399, 1399, 1399, 1399, 762, 762, 762, 762, 1716, 1714,
    1741, 1741, 1741, 1741, 1741, 1716, 1741, 1663, 1663, 1663,
    1663, 1483, 1511, 1473, 1382, 1382, 1382, 1382, 1382, 1382,
    2146, 1214, 1389, 1389, 1389, 1389, 702, 702, 702, 702,
    1407, 1458, 1407, 1407, 1407, 1407, 1407, 1716, 1407, 1458,
    1458, 1458, 1458, 1335, 1466, 1335,
  },
};

static const struct
{
  gunichar c;
  guint16 widths[2];
} others[] = {
  { 0x03b1, { 1350, 1407 } }, /* α */
  { 0x03b2, { 1307, 1466 } }, /* β */
  { 0x03b3, { 1212, 1395 } }, /* γ */
  { 0x03c3, { 1298, 1595 } }, /* σ */
  { 0x1d40, { 788, 880 } }, /* ᵀ */
  { 0x2013, { 1024, 1024 } }, /* – */
  { 0x2014, { 2048, 2048 } }, /* — */
  { 0x2018, { 651, 778 } }, /* ‘ */
  { 0x2019, { 651, 778 } }, /* ’ */
  { 0x201c, { 1061, 1346 } }, /* “ */
  { 0x201d, { 1061, 1346 } }, /* ” */
  { 0x2022, { 1208, 1309 } }, /* • */
  { 0x2026, { 2048, 2048 } }, /* … */
  { 0x2032, { 465, 540 } }, /* ′ */
  { 0x2070, { 821, 897 } }, /* ⁰ */
  { 0x2074, { 821, 897 } }, /* ⁴ */
  { 0x2075, { 821, 897 } }, /* ⁵ */
  { 0x2076, { 821, 897 } }, /* ⁶ */
  { 0x2077, { 821, 897 } }, /* ⁷ */
  { 0x2078, { 821, 897 } }, /* ⁸ */
  { 0x2079, { 821, 897 } }, /* ⁹ */
  { 0x207b, { 1081, 1081 } }, /* ⁻ */
  { 0x2080, { 821, 897 } }, /* ₀ */
  { 0x2081, { 821, 897 } }, /* ₁ */
  { 0x2082, { 821, 897 } }, /* ₂ */
  { 0x2190, { 1716, 1716 } }, /* ← */
  { 0x2191, { 1716, 1716 } }, /* ↑ */
  { 0x2192, { 1716, 1716 } }, /* → */
  { 0x2193, { 1716, 1716 } }, /* ↓ */
  { 0x2194, { 1716, 1716 } }, /* ↔ */
  { 0x21a6, { 1716, 1716 } }, /* ↦ */
  { 0x2202, { 1059, 1114 } }, /* ∂ */
  { 0x2211, { 1380, 1470 } }, /* ∑ */
  { 0x2212, { 1716, 1716 } }, /* − */
  { 0x221a, { 1305, 1366 } }, /* √ */
  { 0x221e, { 1706, 1706 } }, /* ∞ */
  { 0x2248, { 1716, 1716 } }, /* ≈ */
  { 0x2260, { 1716, 1716 } }, /* ≠ */
  { 0x2264, { 1716, 1716 } }, /* ≤ */
  { 0x2265, { 1716, 1716 } }, /* ≥ */
  { 0x22ef, { 2048, 2048 } }, /* ⋯ */
  { 0x25a0, { 1935, 1935 } }, /* ■ */
  { 0x25a1, { 1935, 1935 } }, /* □ */
  { 0x25b2, { 1575, 1575 } }, /* ▲ */
  { 0x25b6, { 1575, 1575 } }, /* ▶ */
  { 0x25cb, { 1787, 1787 } }, /* ○ */
  { 0x25cf, { 1787, 1787 } }, /* ● */
  { 0x2713, { 1716, 1716 } }, /* ✓ */
  { 0x2714, { 1716, 1716 } }, /* ✔ */
  { 0x2715, { 1716, 1716 } }, /* ✕ */
  { 0x2717, { 1716, 1716 } }, /* ✗ */
  { 0x2718, { 1716, 1716 } }, /* ✘ */
};
/* clang-format on */

#define EM 2048.0
#define MONO 1233
#define NARROW 1434 /* a letter of some other script */
#define WIDE 2300 /* an ideograph or an emoji */

static double
advance (const FalkFont *font, gunichar c)
{
  int bold = font->bold ? 1 : 0;

  if (g_unichar_iswide (c))
    return WIDE;
  if (g_unichar_iszerowidth (c))
    return 0;
  if (font->mono)
    return MONO;
  if (c >= 0x20 && c < 0x7f)
    return ascii[bold][c - 0x20];
  if (c >= 0xa0 && c < 0x100)
    return latin[bold][c - 0xa0];
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i].c == c)
      return others[i].widths[bold];
  return NARROW;
}

static double
width_of (const FalkFont *font, const char *text, const char *end)
{
  double sum = 0;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    sum += advance (font, g_utf8_get_char (p));
  return sum * font->size / EM;
}

double
falk_font_width (const FalkFont *font, const char *text)
{
  return width_of (font, text, text + strlen (text));
}

double
falk_font_ascent (const FalkFont *font)
{
  return 0.78 * font->size;
}

double
falk_font_descent (const FalkFont *font)
{
  return 0.23 * font->size;
}

/* Whether the cut at @p falls inside a number. */
static gboolean
splits_number (const char *text, const char *p)
{
  return p > text && g_ascii_isdigit (p[-1]) && g_ascii_isdigit (*p);
}

char *
falk_font_ellipsize (const FalkFont *font, const char *text, double width)
{
  const char *end = text + strlen (text);
  const char *head = text, *tail = end;
  double room = width - falk_font_width (font, "…");

  if (width_of (font, text, end) <= width)
    return g_strdup (text);
  while (head < tail)
    {
      const char *next = g_utf8_next_char (head);
      const char *prev = g_utf8_prev_char (tail);
      gboolean forward = head - text <= end - tail;
      double grown =
          forward ? width_of (font, text, next) + width_of (font, tail, end)
                  : width_of (font, text, head) + width_of (font, prev, end);

      if (grown > room)
        break;
      if (forward)
        head = next;
      else
        tail = prev;
    }
  while (splits_number (text, head))
    head--;
  while (tail < end && splits_number (text, tail))
    tail++;
  return g_strdup_printf ("%.*s…%s", (int)(head - text), text, tail);
}

/* Where the line that starts at @p ends: the last space that fits, or the
 * first where none does. */
static const char *
line_end (const FalkFont *font, const char *p, double width)
{
  const char *best = NULL;

  for (const char *q = p;; q++)
    {
      if (*q != ' ' && *q != '\0')
        continue;
      if (width_of (font, p, q) > width)
        return best ? best : q;
      best = q;
      if (*q == '\0')
        return q;
    }
}

char **
falk_font_wrap (const FalkFont *font, const char *text, double width,
                guint max_lines)
{
  GPtrArray *lines = g_ptr_array_new ();
  const char *p = text;

  while (*p == ' ')
    p++;
  while (*p && lines->len < max_lines)
    {
      const char *end = line_end (font, p, width);
      gboolean last = lines->len + 1 == max_lines;
      g_autofree char *line = NULL;

      if (last)
        end = p + strlen (p);
      line = g_strndup (p, (gsize)(end - p));
      g_ptr_array_add (lines, falk_font_ellipsize (font, line, width));
      for (p = end; *p == ' ';)
        p++;
    }
  g_ptr_array_add (lines, NULL);
  return (char **)g_ptr_array_free (lines, FALSE);
}
