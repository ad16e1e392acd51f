/* SPDX-License-Identifier: MIT */
/* What becomes of a fix when it is tried: where it fails, is cut short, meets
 * the next fault, or takes more than one change. */
#include "explain-check.h"
#include "test-explain-case.h"

#define GRU "gru: GRU input_size=8 hidden_size=20 "
#define FC "; fc: Linear in_features=20 out_features=10"

/* A candidate whose edits don't survive leaves its cause without a fix: with
 * no time steps, the right width doesn't make it run. */
static void
test_unverified (void)
{
  g_autoptr (FalkModel) model = case_model (GRU);
  g_autoptr (FalkTensor) input = case_input ("0,32,9");
  g_autoptr (FalkExplanation) explanation = explain_fault (model, input, NULL);

  g_assert_cmpuint (explanation->causes->len, >, 0);
  for (guint i = 0; i < explanation->causes->len; i++)
    {
      const FalkCause *cause = g_ptr_array_index (explanation->causes, i);
      g_assert_null (cause->fix);
      g_assert_cmpuint (cause->alternatives->len, ==, 0);
    }
}

/* An input too long to be run whole is cut short; so much as this would not
 * even fit in memory. */
static void
test_long_input (void)
{
  g_autoptr (FalkModel) model = case_model (GRU);
  g_autoptr (FalkTensor) input = case_input ("1000000,10000,9");
  g_autoptr (FalkExplanation) explanation = explain_fault (model, input, NULL);
  const FalkCause *first = g_ptr_array_index (explanation->causes, 0);

  g_assert_nonnull (first->fix);
  g_assert_cmpint (first->fix->output.dims[0], ==, 1000000);
}

/* Nor would this model's weights: some of its layers stand for all, and a
 * parameter that no run may hold is refused. */
static void
test_large_model (void)
{
  static const struct
  {
    const char *model, *input, *seen;
  } large[] = {
    { "lstm: LSTM input_size=8 hidden_size=64 num_layers=5000", "10,32,9",
      "output [10, 32, 64], tried on its first [1, 1, 9] and 2 layers" },
    { "gru: GRU input_size=8 hidden_size=4096 num_layers=9 h0=9,16,4096",
      "10,15,8",
      "output [10, 15, 4096], tried on its first [1, 1, 8] and 1 layer" },
    { "c: Conv1d in_channels=500 out_channels=1024 kernel_size=9",
      "64,512,100000",
      "output [64, 1024, 99992], tried on its first [1, 512, 16]" },
    { "b: bmm other=64,500,512", "64,100,512",
      "output [64, 100, 500], tried on its first [4, 1, 512]" },
    { "fc: Linear in_features=8 out_features=2000000000", "32,9", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (large); i++)
    {
      g_autoptr (FalkModel) model = case_model (large[i].model);
      g_autoptr (FalkTensor) input = case_input (large[i].input);
      g_autoptr (FalkExplanation) explanation =
          explain_fault (model, input, NULL);
      const FalkCause *first = g_ptr_array_index (explanation->causes, 0);
      g_autofree char *seen = first->fix ? falk_fix_to_text (first->fix) : NULL;

      g_assert_cmpstr (seen, ==, large[i].seen);
    }
}

/* Two faults: the fix of the first names the second. */
static void
test_next_fault (void)
{
  g_autoptr (FalkModel) model = case_model (
      "gru: GRU input_size=9 hidden_size=20; fc: Linear in_features=7 "
      "out_features=2");
  g_autoptr (FalkTensor) input = case_input ("10,32,8");
  g_autoptr (FalkExplanation) explanation = explain_fault (model, input, NULL);
  const FalkCause *first = g_ptr_array_index (explanation->causes, 0);

  g_assert_cmpstr (first->fix->next, ==,
                   "fc: mat1 and mat2 shapes cannot be multiplied (320x20 and "
                   "7x2)");
  explain_check (model, input, explanation);
}

/* Several faults of one step: where no single change helps, they go
 * together. */
static void
test_follows (void)
{
  g_autoptr (FalkModel) model = case_model (GRU "h0=1,1,24");
  g_autoptr (FalkTensor) input = case_input ("10,9 float64");
  FalkFaultCode code;
  g_autoptr (FalkExplanation) explanation = explain_fault (model, input, &code);
  const FalkCause *first = g_ptr_array_index (explanation->causes, 0);

  g_assert_cmpint (code, ==, FALK_FAULT_UNBATCHED_STATE);
  g_assert_nonnull (first->fix);
  g_assert_null (first->fix->next);
  g_assert_nonnull (strstr (first->fix->label, "input_size 8 → 9"));
  g_assert_nonnull (strstr (first->fix->label, "input as float32"));
  explain_check (model, input, explanation);
}

/* What a fix changes in one layer is carried to those behind it. */
static void
test_carries (void)
{
  g_autoptr (FalkModel) model = case_model (GRU "h0=2,32,20" FC);
  g_autoptr (FalkTensor) input = case_input ("10,32,8");
  g_autoptr (FalkExplanation) explanation = explain_fault (model, input, NULL);
  const FalkFix *fix = NULL;

  for (guint i = 0; i < explanation->causes->len; i++)
    {
      const FalkCause *cause = g_ptr_array_index (explanation->causes, i);
      if (cause->fix && strstr (cause->fix->label, "bidirectional"))
        fix = cause->fix;
    }
  g_assert_nonnull (fix);
  g_assert_cmpstr (fix->label, ==,
                   "bidirectional False → True, in_features 20 → 40");
  g_assert_cmpstr (fix->code, ==,
                   "nn.GRU(8, 20, bidirectional=True)\nnn.Linear(40, 10)");
}

/* Weights that no longer fit are dropped, and the fix says so. */
static void
test_weights (void)
{
  g_autoptr (FalkModel) model = case_model (GRU);
  g_autoptr (FalkTensor) input = case_input ("10,32,9");
  FalkShape sizes[] = { FALK_SHAPE (60, 8), FALK_SHAPE (60, 20) };
  const char *const names[] = { "weight_ih_l0", "weight_hh_l0" };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (FalkTensor) weight =
          falk_tensor_new (names[i], NULL, FALK_DTYPE_FLOAT32, &sizes[i], NULL);
      falk_step_set_tensor (falk_model_step (model, 0), weight);
    }
  g_autoptr (FalkExplanation) explanation = explain_fault (model, input, NULL);
  const FalkCause *first = g_ptr_array_index (explanation->causes, 0);
  g_autoptr (FalkModel) mended = falk_edits_apply (model, first->fix->edits);
  const FalkStep *step = falk_model_step (mended, 0);

  g_assert_nonnull (first->fix->caution);
  g_assert_nonnull (strstr (first->fix->caution, "trained again"));
  g_assert_null (falk_step_get_tensor (step, "weight_ih_l0"));
  g_assert_nonnull (falk_step_get_tensor (step, "weight_hh_l0"));
  g_assert_nonnull (
      falk_step_get_tensor (falk_model_step (model, 0), "weight_ih_l0"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/fixes/are-not-offered-untried", test_unverified);
  g_test_add_func ("/explain/fixes/try-long-inputs-cut-short", test_long_input);
  g_test_add_func ("/explain/fixes/try-large-models-in-part", test_large_model);
  g_test_add_func ("/explain/fixes/name-the-next-fault", test_next_fault);
  g_test_add_func ("/explain/fixes/go-together-where-one-is-not-enough",
                   test_follows);
  g_test_add_func ("/explain/fixes/carry-to-later-layers", test_carries);
  g_test_add_func ("/explain/fixes/say-when-weights-are-dropped", test_weights);
  return g_test_run ();
}
