/* SPDX-License-Identifier: MIT */
/* Models and inputs written short, for the tables of the explain tests:
 *
 *   "gru: GRU input_size=50 hidden_size=20 h0=1,32,20; fc: Linear ..."
 *   "torch=1.8; gru: GRU ..." for the checks of another version
 *
 * where a name that is no argument is a stray of the step's; and
 *
 *   "50,32,3" or "50,32,3 int64"; "()" is a scalar */
#pragma once

#include <string.h>

#include "falk-infer.h"
#include "falk-rule.h"

static void
case_argument (FalkStep *step, const char *word)
{
  g_auto (GStrv) pair = g_strsplit (word, "=", 2);
  FalkArg arg = falk_arg_from_name (pair[0]);
  g_auto (GStrv) items = NULL;
  gint64 ints[FALK_RANK_MAX];
  guint n = 0;

  if (arg == FALK_ARG_NONE)
    {
      falk_step_add_stray (step, pair[0]);
      return;
    }
  switch (falk_arg_info (arg)->type)
    {
    case FALK_ARG_TYPE_INT:
    case FALK_ARG_TYPE_BOOL:
    case FALK_ARG_TYPE_WORD:
      falk_step_set_int (step, arg, g_ascii_strtoll (pair[1], NULL, 10));
      break;
    case FALK_ARG_TYPE_FLOAT:
      falk_step_set_float (step, arg, g_ascii_strtod (pair[1], NULL));
      break;
    case FALK_ARG_TYPE_INTS:
      items = g_strsplit (pair[1], ",", -1);
      while (items[n] != NULL && items[n][0] != '\0')
        {
          ints[n] = g_ascii_strtoll (items[n], NULL, 10);
          n++;
        }
      falk_step_set_ints (step, arg, ints, n);
      break;
    }
}

static FalkModel *
case_model (const char *text)
{
  FalkModel *model = falk_model_new ("test");
  g_auto (GStrv) steps = g_strsplit (text, ";", -1);

  for (guint i = 0; steps[i] != NULL; i++)
    {
      if (g_str_has_prefix (steps[i], "torch="))
        {
          g_assert_true (falk_torch_parse (steps[i] + 6, &model->torch));
          continue;
        }
      g_auto (GStrv) words = g_strsplit (g_strstrip (steps[i]), " ", -1);
      FalkStep *step;
      FalkOp op;

      g_assert_true (g_str_has_suffix (words[0], ":"));
      words[0][strlen (words[0]) - 1] = '\0';
      if (!falk_op_from_name (words[1], &op))
        g_error ("no operation %s", words[1]);
      step = falk_step_new (op, words[0]);
      for (guint j = 2; words[j] != NULL; j++)
        if (words[j][0] != '\0')
          case_argument (step, words[j]);
      falk_model_insert (model, model->steps->len, step);
    }
  return model;
}

static inline FalkTensor *
case_input (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 2);
  FalkDtype dtype = FALK_DTYPE_FLOAT32;
  FalkShape shape = { 0 };

  if (!g_str_equal (words[0], "()"))
    g_assert_true (falk_shape_parse (words[0], &shape));
  if (words[1] != NULL)
    g_assert_true (falk_dtype_from_name (words[1], &dtype));
  return falk_tensor_new ("x", NULL, dtype, &shape, NULL);
}
