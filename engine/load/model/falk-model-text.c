/* SPDX-License-Identifier: MIT */
#include "falk-model-text.h"

#include <string.h>

#include "falk-model-repr.h"
#include "falk-script.h"

static gboolean
check_text (const char *text, gsize length, GError **error)
{
  const char *end;

  if (length > FALK_MODEL_TEXT_MAX)
    {
      g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_LIMIT,
                   "the text has %" G_GSIZE_FORMAT
                   " bytes; a model text may have 1 MiB",
                   length);
      return FALSE;
    }
  if (g_utf8_validate (text, (gssize)length, &end))
    return TRUE;
  g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_SYNTAX,
               "byte %" G_GSIZE_FORMAT " of the text is not UTF-8",
               (gsize)(end - text));
  return FALSE;
}

static gboolean
read_source (FalkModel *model, const char *text, gsize length, GError **error)
{
  FalkScript script;
  gboolean ok;

  falk_script_init (&script, model, text, length);
  ok = falk_script_read (&script, error);
  if (ok)
    falk_script_finish (&script);
  falk_script_clear (&script);
  return ok;
}

static gboolean
read_repr (FalkModel *model, const char *text, gsize length, GError **error)
{
  if (!falk_model_read_repr (model, text, length, error))
    return FALSE;
  if (model->steps->len > 1)
    falk_model_note (model, "the steps run in the order in which they are "
                            "printed; what forward() does between them is not "
                            "in the text");
  return TRUE;
}

FalkModel *
falk_model_from_text (const char *text, const char *name, GError **error)
{
  g_autoptr (FalkModel) model = falk_model_new (name ? name : "model");
  gsize length = strlen (text);

  if (!check_text (text, length, error))
    return NULL;
  if (falk_model_text_is_repr (text)
          ? !read_repr (model, text, length, error)
          : !read_source (model, text, length, error))
    return NULL;
  if (model->steps->len > 0)
    return g_steal_pointer (&model);
  g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_EMPTY,
               "there is no step in this text; write one such as "
               "nn.GRU(50, 20, batch_first=True)");
  return NULL;
}

/* The word before the '(' at @paren, as "name" with its dots; "" where there
 * is none. @before becomes what stands before it. */
static char *
word_before (const char *text, const char *paren, const char **before)
{
  const char *start = paren;

  while (start > text && start[-1] == ' ')
    start--;
  *before = start;
  while (start > text
         && (g_ascii_isalnum (start[-1]) || strchr ("_.", start[-1]) != NULL))
    start--;
  {
    char *word = g_strndup (start, (gsize)(*before - start));
    *before = start;
    return word;
  }
}

/* Whether @word, which a '(' follows, is a constructor or a tensor's method. */
static gboolean
is_call_of_model (const char *word)
{
  const char *dot = strrchr (word, '.');
  const char *last = dot != NULL ? dot + 1 : word;
  FalkKnown method = falk_known_method (last);

  if (g_str_has_prefix (word, "nn.") || g_str_has_prefix (word, "torch.nn."))
    return TRUE;
  if (falk_known_module (last).kind != FALK_KNOWN_NOT)
    return TRUE;
  return method.kind == FALK_KNOWN_OP;
}

static gboolean
has_model_call (const char *text)
{
  for (const char *paren = strchr (text, '('); paren != NULL;
       paren = strchr (paren + 1, '('))
    {
      const char *before;
      g_autofree char *word = word_before (text, paren, &before);

      if (is_call_of_model (word))
        return TRUE;
      /* LSTM(50, 20): a class of which nothing is known but its form. */
      if (g_ascii_isupper (*word)
          && (before == text || strchr ("\n =", before[-1]) != NULL)
          && !g_str_has_suffix (word, "Error")
          && !g_str_has_suffix (word, "Exception")
          && !g_str_has_suffix (word, "Warning"))
        return TRUE;
    }
  return FALSE;
}

/* Whether a single line is a sentence: PyTorch's messages name functions,
 * too, as in "permute(sparse_coo): number of dimensions in ...". */
static gboolean
is_prose (const char *text)
{
  static const char *const words[] = {
    " and ", " be ", " but ",  " cannot ", " does ", " for ", " got ", " has ",
    " in ",  " is ", " must ", " not ",    " of ",   " the ", " to ",  " with ",
  };
  const char *comment = strchr (text, '#');
  guint n = 0;

  if (strchr (text, '\n') != NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *at = strstr (text, words[i]);

      n += at != NULL && (comment == NULL || at < comment);
    }
  return n >= 2;
}

gboolean
falk_model_text_looks_like (const char *text)
{
  static const char *const suffixes[] = {
    ".pt",  ".pth",  ".npy", ".npz",  ".safetensors", ".falk", ".json",
    ".bin", ".ckpt", ".tar", ".onnx", ".h5",          ".py",   ".txt"
  };
  static const char *const errors[] = { "Traceback (most recent call last)",
                                        "Error: ",
                                        "size mismatch, m1:",
                                        "mat1 and mat2 ",
                                        "must be equal to input_size",
                                        "Expected hidden" };
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (*stripped == '{' || *stripped == '\0' || is_prose (stripped))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    if (strstr (stripped, errors[i]) != NULL)
      return FALSE;
  if (falk_model_text_is_repr (stripped))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (strchr (stripped, '\n') == NULL
        && g_str_has_suffix (stripped, suffixes[i]))
      return FALSE;
  return has_model_call (stripped) || strstr (stripped, "[:") != NULL
         || strstr (stripped, "[...") != NULL
         || strstr (stripped, "[-1]") != NULL;
}
