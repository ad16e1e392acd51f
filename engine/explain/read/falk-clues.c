/* SPDX-License-Identifier: MIT */
#include "falk-clues.h"

#include <string.h>

#include "falk-rule.h"

/* Bytes that a line of a traceback is looked at. */
#define LINE_MAX_BYTES 4096

/* A frame is somebody else's code when its path holds one of these. */
static const char *const library_paths[] = {
  "site-packages", "dist-packages", "/lib/python", "\\lib\\",
  "torch/nn/",     "torch\\nn\\",   "<frozen",     "conda/lib",
};

/* A line that names a frame holds one of these. */
static const char *const frame_marks[] = {
  "File \"", "File ~",   "File /",  "<ipython-input",
  "Cell In", "Input In", ".py in ", ".py:",
};

/* Bytes of the shortest of those, ".py:": in a text of very short lines the
 * looking would take longer than the reading. */
#define WORD_BYTES_MIN 4

static gboolean
holds_any (const char *line, const char *const *words, gsize n)
{
  if (strnlen (line, WORD_BYTES_MIN) < WORD_BYTES_MIN)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (strstr (line, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* The code behind a notebook's arrow, "---> 12     out = f(x)", or NULL. */
static const char *
behind_arrow (const char *line)
{
  const char *p = line;
  gsize dashes = 0;

  while (*p == ' ')
    p++;
  while (p[dashes] == '-')
    dashes++;
  if (dashes == 0 || p[dashes] != '>')
    return NULL;
  p += dashes + 1;
  p += strspn (p, " ");
  if (!g_ascii_isdigit (*p))
    return NULL;
  p += strspn (p, "0123456789");
  return *p == ' ' ? p : NULL;
}

static gsize
word_length (const char *p)
{
  gsize n = 0;

  while (g_ascii_isalnum (p[n]) || p[n] == '_')
    n++;
  return n;
}

/* "torch/nn/modules/linear.py" in @line: the file's stem becomes the module
 * that raised. */
static void
note_module (FalkClues *clues, const char *line)
{
  static const char *const folders[] = { "nn/modules/", "nn\\modules\\" };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      const char *p = strstr (line, folders[i]);
      gsize n;

      if (p == NULL)
        continue;
      p += strlen (folders[i]);
      n = word_length (p);
      if (n == 0 || strncmp (p, "module.", 7) == 0)
        continue;
      g_free (clues->module);
      clues->module = g_strndup (p, n);
    }
}

/* The class that a notebook names in PyTorch's own frames: "rnn.py:812, in
 * LSTM.forward(self, ...)". */
static void
note_class (FalkClues *clues, const char *line)
{
  const char *p = strstr (line, ", in ");
  g_autofree char *word = NULL;
  FalkOp op;

  if (!p || !strstr (line, "rnn.py"))
    return;
  p += strlen (", in ");
  word = g_strndup (p, word_length (p));
  if (p[word_length (p)] == '.' && falk_op_from_name (word, &op)
      && falk_rule (op)->recurrent)
    falk_context_add_layer (clues->context, word);
}

/* Notes the line as the person's code. */
static void
note_source (FalkClues *clues, const char *line)
{
  g_autofree char *code = g_strstrip (g_strdup (line));

  if (code[0] == '\0' || strspn (code, "^~ ") == strlen (code))
    return;
  g_free (clues->source);
  clues->source = g_steal_pointer (&code);
}

/* Bytes of the text's own lines that are kept as words. */
#define WORDS_MAX 4096u

/* Keeps @line, which no library wrote and which isn't the error, as words on
 * the layer. */
static void
note_words (FalkClues *clues, const char *line)
{
  if (clues->context->words->len + strlen (line) < WORDS_MAX
      && strstr (line, "Error") == NULL
      && !holds_any (line, library_paths, G_N_ELEMENTS (library_paths))
      && !holds_any (line, frame_marks, G_N_ELEMENTS (frame_marks)))
    falk_context_add_words (clues->context, line);
}

/* Goes through the lines; a frame's own line comes right behind the line
 * that names it, or behind an arrow some lines further down. */
static void
read_frames (FalkClues *clues, char *text)
{
  gboolean own = FALSE, next = FALSE;
  char *line = text;

  while (line != NULL)
    {
      char *end = strchr (line, '\n');
      gsize n = end ? (gsize)(end - line) : strlen (line);
      char *cut = n > LINE_MAX_BYTES ? line + LINE_MAX_BYTES : line + n;
      char kept = *cut;
      const char *code;

      *cut = '\0';
      code = behind_arrow (line);
      if (code != NULL || next)
        {
          if (own)
            note_source (clues, code ? code : line);
          next = FALSE;
        }
      else if (holds_any (line, frame_marks, G_N_ELEMENTS (frame_marks)))
        {
          own = !holds_any (line, library_paths, G_N_ELEMENTS (library_paths));
          next = strstr (line, "File \"") != NULL;
          note_module (clues, line);
          note_class (clues, line);
        }
      note_words (clues, line);
      *cut = kept;
      line = end ? end + 1 : NULL;
    }
}

/* The one layer that the source calls, self.NAME(ARGUMENT...). */
static void
read_call (FalkClues *clues)
{
  const char *p = clues->source ? strstr (clues->source, "self.") : NULL;
  const char *name = NULL;
  gsize n = 0, argument;

  for (; p != NULL; p = strstr (p + 1, "self."))
    {
      const char *start = p + strlen ("self.");
      gsize length = word_length (start);

      while (start[length] == '.')
        {
          start += length + 1;
          length = word_length (start);
        }
      if (length == 0 || start[length] != '(')
        continue;
      if (name != NULL)
        return;
      name = start;
      n = length;
    }
  if (name == NULL)
    return;
  clues->callee = g_strndup (name, n);
  argument = word_length (name + n + 1);
  if (argument > 0 && !g_ascii_isdigit (name[n + 1])
      && strchr (",)", name[n + 1 + argument]) != NULL)
    clues->argument = g_strndup (name + n + 1, argument);
}

/* Whether @source takes or hands over a pair in brackets, "(h, c)", as only an
 * LSTM has one; the brackets of a call have a name before them. */
static gboolean
has_pair (const char *source)
{
  for (const char *p = strchr (source, '('); p; p = strchr (p + 1, '('))
    {
      gsize n = 1 + word_length (p + 1);

      if (n == 1 || p[n] != ',' || (p > source && !strchr (" ,=", p[-1])))
        continue;
      n += 1 + strspn (p + n + 1, " ");
      if (word_length (p + n) > 0 && p[n + word_length (p + n)] == ')')
        return TRUE;
    }
  return FALSE;
}

/* What the call says of the kind of layer, where nothing else does: its name,
 * or the pair of an LSTM. "rnn" is what any of them is called. */
static void
note_kind (FalkClues *clues)
{
  g_autofree char *name =
      clues->callee ? g_ascii_strdown (clues->callee, -1) : NULL;
  FalkOp op;

  if (!name || falk_context_op (clues->context, &op))
    return;
  if (strstr (name, "lstm") || strstr (name, "gru"))
    falk_context_add_layer (clues->context, name);
  else if (strstr (name, "rnn") && has_pair (clues->source))
    falk_context_add_layer (clues->context, "LSTM");
}

/* Where the text shows one recurrent layer its width is what is known beside
 * the sentence, also where another layer speaks. */
static void
note_layer (FalkClues *clues)
{
  static const FalkArg args[] = { FALK_ARG_HIDDEN_SIZE,
                                  FALK_ARG_BIDIRECTIONAL };
  const FalkStep *layer = NULL;

  for (guint i = 0; i < clues->steps->len; i++)
    {
      const FalkStep *step = g_ptr_array_index (clues->steps, i);

      if (!falk_rule (step->op)->recurrent)
        continue;
      if (layer)
        return;
      layer = step;
    }
  for (guint i = 0; layer && i < G_N_ELEMENTS (args); i++)
    {
      const char *name = falk_arg_info (args[i])->name;
      gint64 known;

      if (falk_step_has (layer, args[i])
          && !falk_context_number (clues->context, name, &known))
        falk_context_add_number (clues->context, name,
                                 falk_step_get_int (layer, args[i]));
    }
}

FalkClues *
falk_clues_read (const char *text, const FalkContext *context)
{
  FalkClues *clues = g_new0 (FalkClues, 1);
  g_autoptr (FalkSqueeze) spaced = falk_squeeze_new_spaced (text);

  clues->steps =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_step_free);
  clues->context = context ? falk_context_copy (context) : falk_context_new ();
  read_frames (clues, spaced->text);
  read_call (clues);
  falk_clues_read_layers (clues->steps, spaced->text);
  falk_context_read_fakes (clues->context, spaced->text);
  falk_context_read (clues->context, spaced->text);
  note_kind (clues);
  note_layer (clues);
  return clues;
}

void
falk_clues_free (FalkClues *clues)
{
  if (clues == NULL)
    return;
  g_free (clues->source);
  g_free (clues->callee);
  g_free (clues->argument);
  g_free (clues->module);
  g_ptr_array_unref (clues->steps);
  falk_context_free (clues->context);
  g_free (clues);
}

/* The step of @op, the one named like the callee first; of those whose @arg is
 * @value where it is one. */
static const FalkStep *
find_step (const FalkClues *clues, FalkOp op, FalkArg arg, gint64 value)
{
  const FalkStep *found = NULL;

  for (guint i = 0; i < clues->steps->len; i++)
    {
      const FalkStep *step = g_ptr_array_index (clues->steps, i);

      if (step->op != op
          || (arg != FALK_ARG_NONE && falk_step_get_int (step, arg) != value))
        continue;
      if (g_strcmp0 (step->name, clues->callee) == 0)
        return step;
      if (found == NULL)
        found = step;
    }
  return found;
}

const FalkStep *
falk_clues_find (const FalkClues *clues, FalkOp op, FalkArg arg, gint64 value)
{
  return find_step (clues, op, arg, value);
}

const FalkStep *
falk_clues_find_op (const FalkClues *clues, FalkOp op)
{
  return find_step (clues, op, FALK_ARG_NONE, 0);
}
