/* SPDX-License-Identifier: MIT */
#include "scene-case.h"

#include "falk-rule.h"

#include <stdlib.h>
#include <string.h>

static void
set_argument (FalkStep *step, const char *name, const char *value)
{
  FalkArg arg = falk_arg_from_name (name);
  gint64 ints[FALK_RANK_MAX];
  guint n = 0;

  if (arg == FALK_ARG_NONE)
    {
      falk_step_add_stray (step, name);
      return;
    }
  switch (falk_arg_info (arg)->type)
    {
    case FALK_ARG_TYPE_INTS:
      for (const char *p = value; *p;)
        {
          char *end;

          ints[n++] = g_ascii_strtoll (p, &end, 10);
          p = *end ? end + 1 : end;
        }
      falk_step_set_ints (step, arg, ints, n);
      break;
    case FALK_ARG_TYPE_FLOAT:
      falk_step_set_float (step, arg, g_ascii_strtod (value, NULL));
      break;
    case FALK_ARG_TYPE_INT:
    case FALK_ARG_TYPE_BOOL:
    case FALK_ARG_TYPE_WORD:
      falk_step_set_int (step, arg, g_ascii_strtoll (value, NULL, 10));
      break;
    }
}

static FalkStep *
make_step (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autofree char *name = g_ascii_strdown (words[0], -1);
  FalkStep *step;
  FalkOp op;

  g_assert_true (falk_op_from_name (words[0], &op));
  for (char **word = words + 1; *word; word++)
    if (g_str_has_prefix (*word, "name="))
      {
        g_free (name);
        name = g_strdup (*word + 5);
      }
  step = falk_step_new (op, name);
  for (char **word = words + 1; *word; word++)
    {
      g_auto (GStrv) pair = g_strsplit (*word, "=", 2);

      if (pair[0] && pair[1] && strcmp (pair[0], "name") != 0)
        set_argument (step, pair[0], pair[1]);
    }
  return step;
}

SceneCase *
scene_case_new (const char *steps, const char *shape)
{
  SceneCase *c = g_new0 (SceneCase, 1);
  g_auto (GStrv) texts = g_strsplit (steps, "; ", -1);
  g_auto (GStrv) parts = g_strsplit (shape, ":", 2);
  FalkShape dims = { 0 };
  FalkDtype dtype = FALK_DTYPE_FLOAT32;

  if (parts[0])
    g_assert_true (falk_shape_parse (parts[0], &dims));
  if (parts[0] && parts[1])
    g_assert_true (falk_dtype_from_name (parts[1], &dtype));
  c->model = falk_model_new ("demo");
  for (guint i = 0; texts[i] && *texts[i]; i++)
    if (g_str_has_prefix (texts[i], "torch="))
      g_assert_true (falk_torch_parse (texts[i] + 6, &c->model->torch));
    else
      falk_model_insert (c->model, c->model->steps->len, make_step (texts[i]));
  c->input = falk_tensor_new ("x", NULL, dtype, &dims, NULL);
  c->inference = falk_infer (c->model, c->input);
  c->subject = (FalkSubject){ c->model, c->input, c->inference, NULL, NULL };
  return c;
}

void
scene_case_explain (SceneCase *c)
{
  if (!c->inference->ok)
    c->subject.explanation = c->explanation =
        falk_explain (c->model, c->input, c->inference, NULL, c->model->torch);
}

void
scene_case_free (SceneCase *c)
{
  g_clear_pointer (&c->explanation, falk_explanation_free);
  g_clear_pointer (&c->subject.run, falk_run_unref);
  falk_inference_free (c->inference);
  falk_tensor_unref (c->input);
  falk_model_free (c->model);
  g_free (c);
}
