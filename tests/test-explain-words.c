/* SPDX-License-Identifier: MIT */
/* Reports without a model, in words alone, and those that nothing useful can be
 * said of. */
#include <string.h>

#include "explain-check.h"
#include "falk-explain-text.h"
#include "falk-singular.h"

static void
test_singular (void)
{
  static const struct
  {
    const char *text, *said;
  } rows[] = {
    { "x has 1 features, and 1 axes", "x has 1 feature, and 1 axis" },
    { "11 rows of 21 columns, 0.1 steps, -1 entries",
      "11 rows of 21 columns, 0.1 steps, -1 entries" },
    { "1 time steps", "1 time step" },
    { "axis 1 featuresque", "axis 1 featuresque" },
    { "of 1 sequences.", "of 1 sequence." },
    { "1 ", "1 " },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup (rows[i].text);

      g_assert_cmpstr (falk_singular (text), ==, rows[i].said);
    }
  g_assert_null (falk_singular (NULL));
}

/* With a number left out, or of a layer that Falk has no step for, the family
 * is explained in words. */
static void
test_falls_back (void)
{
  static const struct
  {
    const char *text;
    FalkCauseCode cause;
  } plain[] = {
    { "The size of tensor a (?) must match the size of tensor b (100) at "
      "non-singleton dimension 2",
      FALK_CAUSE_FEATURE_DIM },
    { "Given groups=1, weight of size [64, 3, 3, 3], expected input[32, 1, 28, "
      "28] to have 3 channels, but got 1 channels instead",
      FALK_CAUSE_FEATURE_NOT_LAST },
    { "Expected `len(lengths)` to be equal to batch_size, but got ? "
      "(batch_size=4)",
      FALK_CAUSE_PACKED_LENGTHS },
    { "shape '[32, ?]' is invalid for input of size 300",
      FALK_CAUSE_VIEW_TOTAL },
    { "both arguments to matmul need to be at least 1D, but they are 2D and 0D",
      FALK_CAUSE_MISSING_AXIS },
    { "expected scalar type Half but found Double", FALK_CAUSE_DTYPE },
    { "Expected input batch_size (?) to match target batch_size (32)",
      FALK_CAUSE_LOSS_BATCH },
  };

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      g_autoptr (FalkReport) report = explain_read (plain[i].text, NULL);
      g_autoptr (FalkExplanation) explanation = falk_explain_report (report);
      const FalkCause *first = g_ptr_array_index (explanation->causes, 0);

      g_assert_null (report->model);
      g_assert_null (report->input);
      g_assert_cmpstr (falk_cause_name (first->code), ==,
                       falk_cause_name (plain[i].cause));
    }
}

/* Sizes that nobody has, and shapes that can't be, are read without trouble;
 * what is explained of them is of no matter. */
static void
test_hostile (void)
{
  static const char *const texts[] = {
    "The size of tensor a (999999999999) must match the size of tensor b (100) "
    "at non-singleton dimension 2",
    "Expected input batch_size (99999999999) to match target batch_size (3)",
    "shape '[32, 20]' is invalid for input of size 99999999990",
    "shape '[-1, -1, -1]' is invalid for input of size 3",
    "shape '[]' is invalid for input of size 3",
    "Given groups=1, weight of size [64000000, 5000000, 3], expected input[32, "
    "10, 50] to have 5000000 channels, but got 10 channels instead",
    "Given groups=0, expected weight to be at least 0 at dimension 0, but got "
    "weight of size [0, 3, 3] instead",
    "Sizes of tensors must match except in dimension 7. Got 7 and 6 in "
    "dimension 6",
    "INDICES element is out of DATA bounds, id=4000 axis_dim=4",
    "Trying to create tensor with negative dimension -9223372036854775807: [1, "
    "-3]",
    "size mismatch (got input: [], target: [])",
    "Expected target size [], got []",
    "select(): index 5 out of range for tensor of size [] at dimension 0",
    "Tensors must have same number of dimensions: got 0 and 7",
    "dropout probability has to be between 0 and 1, but got nan",
    "FakeTensor(..., size=(0, -5, s0, 99999999999999999999))\nExpected target "
    "size [2, 3], got [2]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (FalkReport) report = explain_read (texts[i], NULL);
      g_autoptr (FalkInference) inference =
          report->model ? falk_infer (report->model, report->input) : NULL;
      g_autoptr (FalkExplanation) explanation =
          inference ? falk_explain (report->model, report->input, inference,
                                    report, report->torch)
                    : falk_explain_report (report);

      g_assert_cmpuint (explanation->causes->len, >, 0);
    }
}

/* A state with other axes than are needed is said to have them. */
static void
test_state_axes (void)
{
  static const char text[] = "Expected hidden size (2, 32, 20), got (32, 20)";
  g_autoptr (FalkReport) report = explain_read (text, NULL);
  g_autoptr (FalkInference) inference =
      falk_infer (report->model, report->input);
  g_autoptr (FalkExplanation) explanation = falk_explain (
      report->model, report->input, inference, report, report->torch);

  g_assert_cmpstr (explanation->headline, ==, "The state has 2 axes, not 3");
}

/* A sentence that hasn't all numbers of its family leaves no place open. */
static void
test_fills (void)
{
  static const char *const texts[] = {
    "mat1 must be a matrix, got 1-D tensor",
    "self must be a matrix",
    "zero-dimensional tensor (at position 7) cannot be concatenated",
    "Dimension specified as 1 but tensor has no dimensions",
    "too many indices for tensor of dimension 2",
    "expected shape=(None, 24, 5), found shape=(None, 30, 5)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (FalkReport) report = explain_read (texts[i], NULL);
      g_autoptr (FalkExplanation) explanation = falk_explain_report (report);
      g_autofree char *text =
          falk_explain_to_text (NULL, NULL, explanation, FALSE);

      g_assert_null (strchr (text, '{'));
      g_assert_null (strstr (text, "(-1, 24"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/words/stand-in-for-a-model", test_falls_back);
  g_test_add_func ("/explain/words/count-the-axes-of-a-state", test_state_axes);
  g_test_add_func ("/explain/words/leave-no-place-open", test_fills);
  g_test_add_func ("/explain/words/take-no-harm", test_hostile);
  g_test_add_func ("/explain/singular/of-a-lone-one", test_singular);
  return g_test_run ();
}
