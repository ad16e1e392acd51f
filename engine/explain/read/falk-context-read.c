/* SPDX-License-Identifier: MIT */
/* Numbers and shapes that stand in a text under a name. */
#include <string.h>

#include "falk-context.h"

/* Knowns that are kept of one text; nobody writes out more that matter. */
#define KNOWNS_MAX 256u

/* Bytes of the longest name and of the longest shape that are read. */
#define NAME_BYTES 40u
#define SHAPE_BYTES 160u

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

/* The bytes of @text before @end without @tail; @end where it isn't there. */
static gsize
without (const char *text, gsize end, const char *tail)
{
  gsize n = strlen (tail);

  return end >= n && memcmp (text + end - n, tail, n) == 0 ? end - n : end;
}

/* The name that ends at @end: "x" of "self.x.shape", "batch_size" of
 * "'batch_size'". NULL when there is none. */
static char *
name_before (const char *text, gsize end)
{
  gsize start;

  while (end > 0 && strchr (" '\"", text[end - 1]))
    end--;
  end = without (text, end, ".shape");
  end = without (text, end, ".size()");
  for (start = end; start > 0 && is_word (text[start - 1]);)
    start--;
  if (start == end || end - start > NAME_BYTES || g_ascii_isdigit (text[start]))
    return NULL;
  return g_strndup (text + start, end - start);
}

/* Names that PyTorch's own sentences give to operands: what stands behind
 * them is the fault itself and says nothing beside it. */
static gboolean
is_operand (const char *name)
{
  static const char *const operands[] = { "m1",     "m2",     "mat1", "mat2",
                                          "batch1", "batch2", NULL };

  return g_strv_contains (operands, name);
}

/* The shape written at @p, up to its closing bracket. */
static gboolean
read_shape (const char *p, FalkShape *shape)
{
  char text[SHAPE_BYTES];
  gsize n = 0, head = g_str_has_prefix (p, "torch.Size(") ? 11 : 0;

  if (p[head] != '[' && p[head] != '(')
    return FALSE;
  n = strcspn (p + head + 1, "()[]{}\n");
  if (n + 2 >= sizeof text
      || !strchr (p[head] == '[' ? "]" : ")", p[head + 1 + n])
      || p[head + 1 + n] == '\0')
    return FALSE;
  memcpy (text, p + head + 1, n);
  text[n] = '\0';
  g_strchomp (text);
  n = strlen (text);
  if (n > 0 && text[n - 1] == ',')
    text[n - 1] = '\0';
  return falk_shape_parse (text, shape) && shape->rank > 0;
}

static gboolean
read_number (const char *p, gint64 *number)
{
  gsize digits = strspn (p, "0123456789");

  if (digits == 0 || digits > 12 || is_word (p[digits])
      || (p[digits] == '.' && g_ascii_isdigit (p[digits + 1])))
    return FALSE;
  *number = g_ascii_strtoll (p, NULL, 10);
  return TRUE;
}

/* Whether the sign at @at gives a name its value: "=", or ":" with something
 * of its own behind it, as "cuda:0" has not. */
static gboolean
gives_value (const char *text, gsize at)
{
  if (text[at] == ':')
    return text[at + 1] == ' ' || text[at + 1] == '[' || text[at + 1] == '(';
  return text[at] == '=' && text[at + 1] != '='
         && (at == 0 || !strchr ("=!<>", text[at - 1]));
}

void
falk_context_read (FalkContext *context, const char *text)
{
  for (gsize at = strcspn (text, "=:");
       text[at] != '\0' && context->knowns->len < KNOWNS_MAX;
       at += 1 + strcspn (text + at + 1, "=:"))
    {
      const char *value = text + at + 1;
      g_autofree char *name = NULL;
      FalkShape shape;
      gint64 number;

      if (!gives_value (text, at))
        continue;
      value += strspn (value, " ");
      if (read_number (value, &number))
        {
          name = name_before (text, at);
          if (name)
            falk_context_add_number (context, name, number);
        }
      else if (read_shape (value, &shape))
        {
          name = name_before (text, at);
          if (name && !is_operand (name))
            falk_context_add_shape (context, name, &shape);
        }
    }
}

/* Bytes of @p before the first of @ends, SHAPE_BYTES at most. */
static gsize
span_before (const char *p, const char *ends)
{
  gsize n = 0;

  while (n < SHAPE_BYTES && p[n] != '\0' && !strchr (ends, p[n]))
    n++;
  return n;
}

/* The sizes written at @p, up to the closing bracket; those that are symbols,
 * s0, aren't known. FALSE where it is none. */
static gboolean
read_symbolic (const char *p, FalkShape *shape)
{
  g_autofree char *list = g_strndup (p, span_before (p, ")\n"));
  g_auto (GStrv) sizes = g_strsplit (list, ",", FALK_RANK_MAX + 1);

  shape->rank = 0;
  for (guint i = 0; sizes[i]; i++)
    {
      const char *size = g_strstrip (sizes[i]);
      gint64 number = FALK_SIZE_UNKNOWN;

      if (*size == '\0')
        continue;
      if (shape->rank == FALK_RANK_MAX
          || (!read_number (size, &number) && !g_ascii_isalpha (*size)))
        return FALSE;
      shape->dims[shape->rank++] = number;
    }
  return shape->rank > 0;
}

void
falk_context_read_fakes (FalkContext *context, const char *text)
{
  static const char mark[] = "FakeTensor(", owner[] = "Parameter(";
  static const char key[] = "size=(";
  FalkShape shape;

  for (const char *p = strstr (text, mark); p; p = strstr (p + 1, mark))
    {
      const char *inner = p + sizeof mark - 1;
      const char *size =
          g_strstr_len (inner, (gssize)span_before (inner, ")\n"), key);

      if (!size || without (text, (gsize)(p - text), owner) != (gsize)(p - text)
          || !read_symbolic (size + sizeof key - 1, &shape))
        continue;
      falk_context_add_shape (context, "input", &shape);
      return;
    }
}
