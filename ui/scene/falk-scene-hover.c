/* SPDX-License-Identifier: MIT */
/* Where a number of the explanation stands in the picture, pointing at it says
 * where it comes from. */
#include "falk-scene-hover.h"

#include "falk-role-ink.h"

/* Whether @mark is the bare @digits, and has nothing to say of its own. */
static gboolean
is_number (const FalkMark *mark, const char *digits)
{
  return mark->kind == FALK_MARK_TEXT && g_str_equal (mark->text, digits)
         && (!mark->tooltip || g_str_equal (mark->tooltip, digits));
}

/* The sentence of every number that is @number: the same size may come from
 * several places. */
static char *
sentence_of (const GPtrArray *numbers, gint64 number)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < numbers->len; i++)
    {
      const FalkNumber *other = g_ptr_array_index (numbers, i);

      if (other->number != number)
        continue;
      if (text->len == 0)
        g_string_append_printf (text, "%" G_GINT64_FORMAT ": ", number);
      else
        g_string_append (text, "; ");
      g_string_append (text, other->text);
    }
  return g_string_free (text, FALSE);
}

void
falk_scene_hover_numbers (FalkScene *scene, const FalkExplanation *explanation)
{
  const GPtrArray *numbers = explanation ? explanation->numbers : NULL;

  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      const FalkNumber *number = g_ptr_array_index (numbers, i);
      const char *digits = falk_scene_digits (scene, number->number);
      g_autofree char *text = sentence_of (numbers, number->number);
      const char *sentence = falk_scene_keep (scene, "%s", text);

      for (guint k = 0; k < scene->marks->len; k++)
        {
          FalkMark *mark = &g_array_index (scene->marks, FalkMark, k);

          if (is_number (mark, digits))
            mark->tooltip = sentence;
        }
    }
}
