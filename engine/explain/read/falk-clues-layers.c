/* SPDX-License-Identifier: MIT */
/* Layers that are written out in a text, as print(model) writes them or as a
 * constructor call. */
#include <string.h>

#include "falk-clues.h"
#include "falk-rule.h"

/* Layers that are kept: no text that a person pastes writes out more. */
#define LAYERS_MAX 256

/* Bytes of the longest list of arguments that is read. */
#define LIST_BYTES 200u

/* The name given to the layer whose operation's name starts at @op_start:
 * "(gru): GRU(" or "self.gru = nn.GRU(". NULL when it has none. */
static char *
name_before (const char *text, gsize op_start)
{
  gsize end = op_start, start;
  gboolean named = FALSE;

  while (end > 0 && (g_ascii_isalnum (text[end - 1]) || text[end - 1] == '.'))
    end--;
  while (end > 0 && strchr (" =:)", text[end - 1]) != NULL)
    named |= strchr ("=:", text[--end]) != NULL;
  if (!named)
    return NULL;
  start = end;
  while (start > 0
         && (g_ascii_isalnum (text[start - 1]) || text[start - 1] == '_'))
    start--;
  if (start == end || g_ascii_isdigit (text[start]) || end - start > 40)
    return NULL;
  return g_strndup (text + start, end - start);
}

/* Reads "(64, 20)", "[64]" or "64" as a list. */
static gboolean
read_list (const char *value, FalkShape *shape)
{
  g_autofree char *inner = g_strdup (value);

  for (char *p = inner; *p != '\0'; p++)
    if (strchr ("()[]", *p))
      *p = ' ';
  g_strstrip (inner);
  if (g_str_has_suffix (inner, ","))
    inner[strlen (inner) - 1] = '\0';
  return *inner != '\0' && falk_shape_parse (inner, shape) && shape->rank > 0;
}

/* A number, alone or as a list of one, "(3,)", as print(model) writes it of a
 * kernel. */
static gboolean
read_int (const char *value, gint64 *number)
{
  char *end;
  FalkShape list;

  *number = g_ascii_strtoll (value, &end, 10);
  if (end != value && *end == '\0')
    return TRUE;
  if (!strchr ("([", *value) || !read_list (value, &list) || list.rank != 1)
    return FALSE;
  *number = list.dims[0];
  return TRUE;
}

/* Reads one value; FALSE when it is none that an argument of a layer has. */
static gboolean
set_value (FalkStep *step, FalkArg arg, const char *value)
{
  FalkShape list;
  gint64 number;
  char *end;

  switch (falk_arg_info (arg)->type)
    {
    case FALK_ARG_TYPE_BOOL:
      falk_step_set_int (step, arg, g_str_equal (value, "True"));
      return g_str_equal (value, "True") || g_str_equal (value, "False");
    case FALK_ARG_TYPE_INT:
      if (!read_int (value, &number))
        return FALSE;
      falk_step_set_int (step, arg, number);
      return TRUE;
    case FALK_ARG_TYPE_FLOAT:
      falk_step_set_float (step, arg, g_ascii_strtod (value, &end));
      return end != value && *end == '\0';
    case FALK_ARG_TYPE_INTS:
      if (!read_list (value, &list))
        return FALSE;
      falk_step_set_ints (step, arg, list.dims, list.rank);
      return TRUE;
    case FALK_ARG_TYPE_WORD:
      return FALSE;
    }
  return FALSE;
}

/* Cuts the arguments in @list apart, commas within brackets aside. */
static char **
split_arguments (char *list)
{
  guint depth = 0;

  for (char *p = list; *p != '\0'; p++)
    if (strchr ("([", *p))
      depth++;
    else if (strchr (")]", *p) && depth > 0)
      depth--;
    else if (*p == ',' && depth == 0)
      *p = '\n';
  return g_strsplit (list, "\n", FALK_RULE_ARGS_MAX + 1);
}

/* Reads the arguments in @list, "50, 20, batch_first=True", into @step. */
static gboolean
read_arguments (FalkStep *step, char *list)
{
  const FalkRule *rule = falk_rule (step->op);
  g_auto (GStrv) words = split_arguments (list);

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *word = g_strstrip (words[i]), *equals = strchr (word, '=');
      FalkArg arg = i < rule->n_args ? rule->args[i].arg : FALK_ARG_NONE;

      if (equals != NULL)
        {
          *equals = '\0';
          arg = falk_arg_from_name (g_strchomp (word));
          word = g_strchug (equals + 1);
          if (arg == FALK_ARG_NONE || !falk_rule_arg (step->op, arg))
            continue;
        }
      if (arg == FALK_ARG_NONE || falk_rule_arg (step->op, arg)->outside
          || !set_value (step, arg, word))
        return FALSE;
    }
  for (guint i = 0; i < rule->n_args; i++)
    if (rule->args[i].required && !falk_step_has (step, rule->args[i].arg))
      return FALSE;
  return TRUE;
}

/* Bytes up to the bracket that closes the one before @list; 0 where it does
 * not close on its line. */
static gsize
list_length (const char *list)
{
  guint depth = 1;

  for (gsize n = 0; n < LIST_BYTES && list[n] != '\0' && list[n] != '\n'; n++)
    {
      depth += list[n] == '(';
      depth -= list[n] == ')';
      if (depth == 0)
        return n;
    }
  return 0;
}

void
falk_clues_read_layers (GPtrArray *steps, const char *text)
{
  for (const char *open = strchr (text, '(');
       open != NULL && steps->len < LAYERS_MAX; open = strchr (open + 1, '('))
    {
      gsize end = (gsize)(open - text), start = end, length;
      char word[16];
      FalkOp op;

      while (start > 0 && end - start < sizeof word - 1
             && g_ascii_isalnum (text[start - 1]))
        start--;
      if (start == end || end - start >= sizeof word - 1)
        continue;
      memcpy (word, text + start, end - start);
      word[end - start] = '\0';
      if (!falk_op_from_name (word, &op) || !falk_rule (op)->module)
        continue;
      length = list_length (open + 1);
      if (length == 0)
        continue;

      g_autofree char *list = g_strndup (open + 1, length);
      g_autofree char *name = name_before (text, start);
      g_autofree char *plain = g_ascii_strdown (word, -1);
      g_autoptr (FalkStep) step = falk_step_new (op, name ? name : plain);
      if (read_arguments (step, list))
        g_ptr_array_add (steps, g_steal_pointer (&step));
    }
}
