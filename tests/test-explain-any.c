/* SPDX-License-Identifier: MIT */
/* Models and inputs drawn at random, most of them wrong: each is explained
 * without trouble, and every fix that is offered does what it says. The seed
 * is fixed, so that a failure comes again. */
#include "explain-check.h"
#include "falk-explain-text.h"
#include "falk-rule.h"

#define MODELS 400

static gint64
draw_size (GRand *rand)
{
  static const gint64 sizes[] = { 1, 1, 2, 3, 4, 5, 8, 16, 20, 0, -1, 32 };

  return sizes[g_rand_int_range (rand, 0, G_N_ELEMENTS (sizes))];
}

static void
draw_ints (FalkStep *step, FalkArg arg, GRand *rand)
{
  guint n = (guint)g_rand_int_range (rand, 0, 5);
  gint64 ints[5];

  for (guint i = 0; i < n; i++)
    ints[i] = arg == FALK_ARG_DIMS ? g_rand_int_range (rand, -3, 4)
              : arg == FALK_ARG_H0 ? ABS (draw_size (rand))
                                   : draw_size (rand);
  falk_step_set_ints (step, arg, ints, n);
}

static void
draw_argument (FalkStep *step, const FalkArgSpec *spec, GRand *rand)
{
  const FalkArgInfo *info = falk_arg_info (spec->arg);

  if (!spec->required && g_rand_int_range (rand, 0, 3) == 0)
    return;
  switch (info->type)
    {
    case FALK_ARG_TYPE_BOOL:
    case FALK_ARG_TYPE_WORD:
      falk_step_set_int (step, spec->arg, g_rand_int_range (rand, 0, 2));
      break;
    case FALK_ARG_TYPE_FLOAT:
      falk_step_set_float (step, spec->arg, g_rand_double_range (rand, 0, 1.1));
      break;
    case FALK_ARG_TYPE_INTS:
      draw_ints (step, spec->arg, rand);
      break;
    case FALK_ARG_TYPE_INT:
      if (falk_rule (step->op)->module)
        falk_step_set_int (step, spec->arg, draw_size (rand));
      else
        falk_step_set_int (step, spec->arg, g_rand_int_range (rand, -4, 4));
      break;
    }
}

static FalkModel *
draw_model (GRand *rand)
{
  FalkModel *model = falk_model_new ("drawn");
  guint n = (guint)g_rand_int_range (rand, 1, 5);

  for (guint i = 0; i < n; i++)
    {
      FalkOp op = (FalkOp)g_rand_int_range (rand, 0, FALK_OP_COUNT);
      const FalkRule *rule = falk_rule (op);
      FalkStep *step = falk_step_new (op, rule->name);

      for (guint k = 0; k < rule->n_args; k++)
        draw_argument (step, &rule->args[k], rand);
      falk_model_insert (model, i, step);
    }
  return model;
}

static FalkTensor *
draw_input (GRand *rand)
{
  static const FalkDtype dtypes[] = { FALK_DTYPE_FLOAT32, FALK_DTYPE_FLOAT32,
                                      FALK_DTYPE_FLOAT32, FALK_DTYPE_INT64,
                                      FALK_DTYPE_FLOAT64, FALK_DTYPE_BOOL };
  FalkShape shape = { .rank = (guint)g_rand_int_range (rand, 0, 6) };

  for (guint i = 0; i < shape.rank; i++)
    shape.dims[i] = ABS (draw_size (rand));
  return falk_tensor_new (
      "x", NULL, dtypes[g_rand_int_range (rand, 0, G_N_ELEMENTS (dtypes))],
      &shape, NULL);
}

static void
test_any (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20);
  guint faults = 0, causes = 0, fixes = 0;

  for (guint i = 0; i < MODELS; i++)
    {
      g_autoptr (FalkModel) model = draw_model (rand);
      g_autoptr (FalkTensor) input = draw_input (rand);
      g_autoptr (FalkInference) inference = falk_infer (model, input);
      g_autoptr (FalkExplanation) explanation = NULL;
      g_autofree char *text = NULL;

      if (inference->ok)
        continue;
      g_test_message ("model %u", i);
      faults++;
      explanation =
          falk_explain (model, input, inference, NULL, FALK_TORCH_DEFAULT);
      text = falk_explain_to_text (model, inference, explanation, FALSE);
      g_assert_cmpint (text[0], !=, '\0');
      causes += explanation->causes->len;
      fixes += explain_check (model, input, explanation);
    }
  g_test_message ("%u faults, %u causes, %u fixes that run", faults, causes,
                  fixes);
  g_assert_cmpuint (faults, >, MODELS / 2);
  g_assert_cmpuint (fixes, >, faults / 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/any/explains-whatever-comes", test_any);
  return g_test_run ();
}
