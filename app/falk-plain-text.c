/* SPDX-License-Identifier: MIT */
#include "falk-plain-text.h"

#include <jansson.h>
#include <string.h>

char *
falk_plain_text_from_bytes (const char *bytes, gsize length)
{
  /* The encoding behind each mark, as iconv calls it. */
  static const struct
  {
    char mark[3];
    const char *encoding;
  } marks[] = { { "\xff\xfe", "UTF-16LE" }, { "\xfe\xff", "UTF-16BE" } };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (length >= 2 && memcmp (bytes, marks[i].mark, 2) == 0)
      return g_convert (bytes + 2, (gssize)(length - 2), "UTF-8",
                        marks[i].encoding, NULL, NULL, NULL);
  if (memchr (bytes, '\0', length))
    return NULL;
  return g_utf8_make_valid (bytes, (gssize)length);
}

/* The reader of JSON has a limit of its own for values in values. */
static void
add_strings (GString *text, const json_t *value)
{
  const char *key;
  json_t *part;
  gsize i;

  if (json_is_string (value))
    {
      g_string_append (text, json_string_value (value));
      if (!g_str_has_suffix (text->str, "\n"))
        g_string_append_c (text, '\n');
    }
  json_array_foreach (value, i, part) add_strings (text, part);
  json_object_foreach ((json_t *)value, key, part) add_strings (text, part);
}

char *
falk_plain_text_from_json (const char *json)
{
  json_t *value = json_loads (json, JSON_DECODE_ANY, NULL);
  GString *text;

  if (!value)
    return NULL;
  text = g_string_new (NULL);
  add_strings (text, value);
  json_decref (value);
  return g_string_free (text, FALSE);
}
