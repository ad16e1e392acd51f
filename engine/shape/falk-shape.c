/* SPDX-License-Identifier: MIT */
#include "falk-shape.h"

#include <string.h>

gboolean
falk_size_mul (gint64 a, gint64 b, gint64 *result)
{
  gint64 product;

  if (a < 0 || b < 0 || __builtin_mul_overflow (a, b, &product))
    return FALSE;
  *result = product;
  return TRUE;
}

gboolean
falk_size_add (gint64 a, gint64 b, gint64 *result)
{
  gint64 sum;

  if (a < 0 || b < 0 || __builtin_add_overflow (a, b, &sum))
    return FALSE;
  *result = sum;
  return TRUE;
}

gboolean
falk_shape_count (const FalkShape *shape, gint64 *count)
{
  gint64 product = 1;
  gboolean empty = FALSE;

  for (guint i = 0; i < shape->rank; i++)
    {
      empty |= shape->dims[i] == 0;
      if (!falk_size_mul (product, shape->dims[i] ? shape->dims[i] : 1,
                          &product))
        return FALSE;
    }
  *count = empty ? 0 : product;
  return TRUE;
}

gboolean
falk_shape_equal (const FalkShape *a, const FalkShape *b)
{
  return a->rank == b->rank
         && memcmp (a->dims, b->dims, a->rank * sizeof a->dims[0]) == 0;
}

static const struct
{
  const char *open, *between, *close, *scalar, *single_close;
} styles[] = {
  [FALK_SHAPE_LIST] = { "[", ", ", "]", "[]", "]" },
  [FALK_SHAPE_TUPLE] = { "(", ", ", ")", "()", ",)" },
  [FALK_SHAPE_TIMES] = { "", " × ", "", "scalar", "" },
  [FALK_SHAPE_BARE] = { "", ",", "", "", "" },
};

char *
falk_shape_to_text (const FalkShape *shape, FalkShapeStyle style)
{
  GString *text;

  if (shape->rank == 0)
    return g_strdup (styles[style].scalar);
  text = g_string_new (styles[style].open);
  for (guint i = 0; i < shape->rank; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT,
                            i ? styles[style].between : "", shape->dims[i]);
  g_string_append (text, shape->rank == 1 ? styles[style].single_close
                                          : styles[style].close);
  return g_string_free (text, FALSE);
}

static const char *
skip_space (const char *at)
{
  while (g_ascii_isspace (*at))
    at++;
  return at;
}

/* A separator between two sizes: comma, x, * or the multiplication sign. */
static gboolean
skip_separator (const char **at)
{
  static const char *const separators[] = { ",", "x", "X", "*", "×" };

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    if (g_str_has_prefix (*at, separators[i]))
      {
        *at = skip_space (*at + strlen (separators[i]));
        return TRUE;
      }
  return FALSE;
}

/* Opens brackets, giving in @closers the text that must close them. */
static const char *
skip_brackets (const char *at, char closers[8])
{
  guint n = 0;

  if (g_str_has_prefix (at, "torch.Size"))
    at = skip_space (at + strlen ("torch.Size"));
  for (; (*at == '[' || *at == '(') && n < 3; at = skip_space (at + 1))
    closers[n++] = *at == '[' ? ']' : ')';
  closers[n] = '\0';
  g_strreverse (closers);
  return at;
}

gboolean
falk_shape_parse (const char *text, FalkShape *shape)
{
  char closers[8];
  const char *at = skip_brackets (skip_space (text), closers);
  gint64 count;

  shape->rank = 0;
  while (g_ascii_isdigit (*at))
    {
      gint64 size = 0;

      if (shape->rank == FALK_RANK_MAX)
        return FALSE;
      for (; g_ascii_isdigit (*at); at++)
        if (!falk_size_mul (size, 10, &size)
            || !falk_size_add (size, *at - '0', &size))
          return FALSE;
      shape->dims[shape->rank++] = size;
      at = skip_space (at);
      if (!skip_separator (&at))
        break;
    }
  for (const char *closer = closers; *closer; closer++)
    {
      if (*at != *closer)
        return FALSE;
      at = skip_space (at + 1);
    }
  return *at == '\0' && (shape->rank > 0 || closers[0])
         && falk_shape_count (shape, &count);
}
