/* SPDX-License-Identifier: MIT */
/* Sentences of every family that a step says: the likeliest step and input are
 * built, and the version that the report names says the same again. */
#include <string.h>

#include "explain-check.h"
#include "falk-wording.h"

/* The text as PyTorch prints it, whole, and the step that says it with what
 * reached that step; the first cause. */
static const struct
{
  const char *text, *step, *in;
  FalkCauseCode cause;
} rows[] = {
#include "test-explain-models.inc"
};

/* The same of other programs, whose words no step writes again. */
static const struct
{
  const char *text, *step, *in;
  FalkCauseCode cause;
} foreign[] = {
  { "operands could not be broadcast together with shapes (32,10) (32,12)",
    ".add((32, 12))", "32,10", FALK_CAUSE_FEATURE_DIM },
  { "matmul: Input operand 1 has a mismatch in its core dimension 0, with "
    "gufunc signature (n?,k),(k,m?)->(n?,m?) (size 50 is different from 3)",
    "nn.Linear(50, 20)", "32,3", FALK_CAUSE_FEATURE_DIM },
  { "cannot reshape array of size 300 into shape (32,20)", ".reshape(32, 20)",
    "15,20", FALK_CAUSE_LAST_BATCH },
  { "size '[32 x 20]' is invalid for input of with 300 elements at /pytorch",
    ".view(32, 20)", "15,20", FALK_CAUSE_LAST_BATCH },
  { "Input initial_h must have shape {1,32,20}. Actual:{1,16,20}",
    "nn.GRU(30, 20)", "10,32,30", FALK_CAUSE_HIDDEN_BATCH },
  { "Input initial_c must have shape {1,32,20}. Actual:{1,16,20}",
    "nn.LSTM(30, 20)", "10,32,30", FALK_CAUSE_HIDDEN_BATCH },
  { "Input 0 of layer gru is incompatible with the layer: expected axis -1 of "
    "input shape to have value 50 but received input with shape [None, 10, 3]",
    "nn.GRU(50, 20, batch_first=True)", "32,10,3", FALK_CAUSE_FEATURE_DIM },
  { "Input 0 of layer dense is incompatible with the layer: expected axis -1 "
    "of "
    "input shape to have value 50, but received input with shape (None, 3)",
    "nn.Linear(50, 20)", "32,3", FALK_CAUSE_FEATURE_DIM },
  { "expected shape=(None, 10, 50), found shape=(None, 10, 3)",
    "nn.GRU(50, 20, batch_first=True)", "32,10,3", FALK_CAUSE_FEATURE_DIM },
  { "ValueError: Error when checking input: expected gru_1_input to have shape "
    "(10, 50) but got array with shape (10, 3)",
    "nn.GRU(50, 20, batch_first=True)", "32,10,3", FALK_CAUSE_FEATURE_DIM },
  { "[ONNXRuntimeError] : 2 : INVALID_ARGUMENT : Got invalid dimensions for "
    "input: input for the following indices\n index: 2 Got: 3 Expected: 50\n "
    "Please fix either the inputs or the model.",
    "nn.GRU(50, 20)", "10,32,3", FALK_CAUSE_FEATURE_DIM },
  { "ValueError: Input 0 of layer \"lstm_1\" is incompatible with the layer: "
    "expected ndim=3, found ndim=2. Full shape received: (None, 64)",
    "nn.LSTM(64, 20, batch_first=True)", "32,64", FALK_CAUSE_MISSING_AXIS },
  { "expected ndim=3, found ndim=2", "nn.GRU(30, 20, batch_first=True)",
    "32,30", FALK_CAUSE_MISSING_AXIS },
  { "expected ndim=3, found ndim=4", "nn.GRU(30, 20, batch_first=True)",
    "32,1,10,30", FALK_CAUSE_EXTRA_AXIS },
  { "Sizes of tensors must match except in dimension 2. Expected size 7 but "
    "got "
    "size 6 for tensor number 3 in the list.",
    ".cat((32, 6, 20), 2)", "32,7,20", FALK_CAUSE_FEATURE_DIM },
};

/* Checks the step at fault with its input, and the first cause; gives the
 * fault's message in the report's version. */
static char *
check (const FalkReport *report, const char *code, const char *in,
       FalkCauseCode cause)
{
  g_autoptr (FalkInference) inference = NULL;
  g_autoptr (FalkExplanation) explanation = NULL;
  const FalkCause *first;
  FalkShape shape;
  guint index;

  g_assert_nonnull (report->model);
  inference = falk_infer (report->model, report->input);
  g_assert_false (inference->ok);
  index = inference->fault.step;
  shape = falk_value_shape (&inference->steps[index].in);
  g_autofree char *step =
      falk_step_to_text (falk_model_step (report->model, index));
  g_autofree char *sizes = falk_shape_to_text (&shape, FALK_SHAPE_BARE);
  g_assert_cmpstr (step, ==, code);
  g_assert_cmpstr (sizes, ==, in);
  explanation = falk_explain (report->model, report->input, inference, report,
                              report->torch);
  g_assert_cmpuint (explanation->causes->len, >, 0);
  first = g_ptr_array_index (explanation->causes, 0);
  g_assert_cmpstr (falk_cause_name (first->code), ==, falk_cause_name (cause));
  g_assert_true (first->fix || first->change || first->why);
  return falk_wording_write (&inference->fault, report->model, report->torch);
}

static void
test_says_again (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FalkReport) report = explain_read (rows[i].text, NULL);
      g_autofree char *message =
          check (report, rows[i].step, rows[i].in, rows[i].cause);

      g_assert_cmpstr (message, ==, rows[i].text);
    }
}

static void
test_foreign (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    {
      g_autoptr (FalkReport) report = explain_read (foreign[i].text, NULL);
      g_autofree char *message =
          check (report, foreign[i].step, foreign[i].in, foreign[i].cause);

      g_assert_nonnull (message);
    }
}

/* What is assumed is said, and the axes of the input that are. */
static void
test_says_what_it_assumes (void)
{
  g_autoptr (FalkReport) exact = explain_read (
      "Given groups=1, weight of size [64, 50, 3], expected input[32, 10, 50] "
      "to have 50 channels, but got 10 channels instead",
      NULL);
  g_autoptr (FalkReport) half = explain_read (
      "The size of tensor a (200) must match the size of tensor b "
      "(100) at non-singleton dimension 2",
      NULL);

  g_assert_cmpuint (exact->assumed, ==, 0);
  g_assert_cmpuint (exact->notes->len, ==, 0);
  g_assert_cmpuint (half->assumed, ==, 3);
  g_assert_cmpuint (half->notes->len, >, 0);
}

/* What stands beside the sentence is used: shapes, numbers, words, a layer that
 * is written out, the operands that a compiler shows. */
static const struct
{
  const char *text, *step, *in;
  FalkCauseCode cause;
} beside[] = {
  { "gpus = 3\nExpected `len(lengths)` to be equal to batch_size, but got 12 "
    "(batch_size=4)",
    ".pack_padded_sequence((12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12))",
    "12,4,20", FALK_CAUSE_DATA_PARALLEL },
  { "a.shape: torch.Size([8, 5, 200])\nb.shape: torch.Size([8, 5, 100])\nThe "
    "size of tensor a (200) must match the size of tensor b (100) at "
    "non-singleton dimension 2",
    ".add((8, 5, 100))", "8,5,200", FALK_CAUSE_BIDIRECTIONAL },
  { "batch_size = 32\nshape '[32, 20]' is invalid for input of size 300",
    ".view(32, 20)", "15,20", FALK_CAUSE_LAST_BATCH },
  { "x.shape: torch.Size([3, 100])\nshape '[32, 20]' is invalid for input of "
    "size 300",
    ".view(32, 20)", "3,100", FALK_CAUSE_VIEW_TOTAL },
  { "(conv): Conv1d(50, 64, kernel_size=(5,), stride=(1,), padding=(1,))\n"
    "Calculated padded input size per channel: (3). Kernel size: (5). Kernel "
    "size can't be greater than actual input size",
    "nn.Conv1d(50, 64, 5, padding=1)", "32,50,1", FALK_CAUSE_BAD_ARGUMENT },
  { "(emb): Embedding(5000, 64, padding_idx=0)\nExpected tensor for argument "
    "#1 "
    "'indices' to have one of the following scalar types: Long, Int; but got "
    "torch.cuda.FloatTensor instead",
    "nn.Embedding(5000, 64)", "32,10", FALK_CAUSE_DTYPE },
  { "(fc): Linear(in_features=24, out_features=5, bias=False)\nmat1 and mat2 "
    "shapes cannot be multiplied (32x47 and 24x5)",
    "nn.Linear(24, 5, bias=False)", "32,47", FALK_CAUSE_FEATURE_DIM },
  { "(norm): LayerNorm((20,), eps=1e-05, elementwise_affine=False)\nGiven "
    "normalized_shape=[20], expected input with shape [*, 20], but got input "
    "of "
    "size[32, 10, 40]",
    "nn.LayerNorm((20,), elementwise_affine=False)", "32,10,40",
    FALK_CAUSE_FEATURE_DIM },
  { "self.rnn = nn.LSTM(50, 24, batch_first=True)\nRuntimeError: expected "
    "scalar type Float but found Double",
    "nn.LSTM(50, 24, batch_first=True)", "1,10,50", FALK_CAUSE_DTYPE },
  { "self.rnn = nn.GRU(50, 0)\nproj_size has to be smaller than hidden_size",
    "nn.GRU(50, 0)", "10,32,30", FALK_CAUSE_BAD_ARGUMENT },
  { "Failed running call_function <built-in function linear>(*(FakeTensor(..., "
    "size=(40, 50, 3)), Parameter(FakeTensor(..., size=(20, 50), "
    "requires_grad=True))), **{}):\na and b must have same reduction dim, but "
    "got [2000, 3] X [50, 20].",
    "nn.Linear(50, 20)", "40,50,3", FALK_CAUSE_FEATURE_NOT_LAST },
  { "call_function <built-in function linear>(*(Parameter(FakeTensor(..., "
    "size=(20, 50))), FakeTensor(..., size=(s0, 50, 3), device='cpu')))\na and "
    "b must have same reduction dim, but got [1600, 3] X [50, 20].",
    "nn.Linear(50, 20)", "32,50,3", FALK_CAUSE_FEATURE_NOT_LAST },
  { "y = x.transpose(1, 2)\n  File \"net.py\", line 3, in forward\n    y = "
    "x.transpose(1, 2)\nIndexError: Dimension out of range (expected to be in "
    "range of [-2, 1], but got 2)",
    ".transpose(0, 2)", "32,20", FALK_CAUSE_BAD_ARGUMENT },
};

static void
test_beside (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    {
      g_autoptr (FalkReport) report = explain_read (beside[i].text, NULL);
      g_autofree char *message =
          check (report, beside[i].step, beside[i].in, beside[i].cause);

      g_assert_nonnull (message);
    }
}

/* Causes that the sentence leaves open beside the first, each with a fix that
 * ran or a word on what to change. */
static const struct
{
  const char *text;
  FalkCauseCode cause;
  gboolean fixed;
} others[] = {
  { "The size of tensor a (200) must match the size of tensor b (100) at "
    "non-singleton dimension 2",
    FALK_CAUSE_FEATURE_NOT_LAST, FALSE },
  { "The size of tensor a (20) must match the size of tensor b (7) at "
    "non-singleton dimension 1",
    FALK_CAUSE_AXIS_LOST, FALSE },
  { "Sizes of tensors must match except in dimension 2. Expected size 7 but "
    "got "
    "size 6 for tensor number 1 in the list.",
    FALK_CAUSE_COLLATE, FALSE },
  { "Expected size for first two dimensions of batch2 tensor to be: [32, 20] "
    "but got: [16, 20].",
    FALK_CAUSE_HIDDEN_BATCH, TRUE },
  { "Tensors must have same number of dimensions: got 3 and 2",
    FALK_CAUSE_AXIS_LOST, FALSE },
  { "Tensors must have same number of dimensions: got 3 and 2",
    FALK_CAUSE_EXTRA_AXIS, FALSE },
  { "Expected input batch_size (60) to match target batch_size (10).",
    FALK_CAUSE_LAST_STEP, TRUE },
  { "Expected `len(lengths)` to be equal to batch_size, but got 6 "
    "(batch_size=3)",
    FALK_CAUSE_PACKED_LENGTHS, TRUE },
  { "Expected `len(lengths)` to be equal to batch_size, but got 6 "
    "(batch_size=3)",
    FALK_CAUSE_BATCH_FIRST, TRUE },
  { "input must have 2 dimensions, got 3", FALK_CAUSE_TUPLE, FALSE },
  { "GRU: Expected input to be 2-D or 3-D but received 4-D tensor",
    FALK_CAUSE_RESHAPE, FALSE },
  { "input must have 3 dimensions, got 2", FALK_CAUSE_UNBATCHED, TRUE },
  { "LSTM: Expected input to be 2D or 3D, got 1D instead", FALK_CAUSE_AXIS_LOST,
    TRUE },
  { "shape '[32, 20]' is invalid for input of size 300", FALK_CAUSE_LAST_BATCH,
    TRUE },
  { "shape '[32, 20]' is invalid for input of size 300", FALK_CAUSE_RESHAPE,
    FALSE },
  { "Dimension out of range (expected to be in range of [-1, 0], but got 1)",
    FALK_CAUSE_MISSING_AXIS, TRUE },
  { "Dimension out of range (expected to be in range of [-1, 0], but got 1)",
    FALK_CAUSE_LOSS_BATCH, FALSE },
  { "running_mean should contain 10 elements not 20",
    FALK_CAUSE_FEATURE_NOT_LAST, FALSE },
  { "Cannot pack empty tensors.", FALK_CAUSE_EMPTY_INPUT, FALSE },
};

static void
test_other_causes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (FalkReport) report = explain_read (others[i].text, NULL);
      g_autoptr (FalkInference) inference =
          falk_infer (report->model, report->input);
      g_autoptr (FalkExplanation) explanation = falk_explain (
          report->model, report->input, inference, report, report->torch);
      const FalkCause *found = NULL;

      for (guint k = 0; k < explanation->causes->len && !found; k++)
        {
          const FalkCause *cause = g_ptr_array_index (explanation->causes, k);

          if (cause->code == others[i].cause)
            found = cause;
        }
      g_assert_nonnull (found);
      g_assert_cmpint (found->fix != NULL, ==, others[i].fixed);
      if (found->fix)
        g_assert_true (found->fix->verified);
    }
}

/* A full sentence is preferred to a part of it that would do too. */
static void
test_whole_sentence (void)
{
  static const char *const text =
      "RuntimeError: embedding(): argument 'indices' (position 2) must be "
      "Tensor, not PackedSequence";
  g_autoptr (FalkReport) report = explain_read (text, NULL);

  g_assert_cmpstr (report->sentence, ==, text + strlen ("RuntimeError: "));
  g_assert_cmpuint (report->model->steps->len, ==, 2);
  g_assert_cmpint (report->op, ==, FALK_OP_EMBEDDING);
  g_assert_cmpint (report->code, ==, FALK_FAULT_NOT_TENSOR);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/models/says-the-sentence-again", test_says_again);
  g_test_add_func ("/explain/models/builds-for-other-programs", test_foreign);
  g_test_add_func ("/explain/models/says-what-it-assumes",
                   test_says_what_it_assumes);
  g_test_add_func ("/explain/models/uses-what-stands-beside", test_beside);
  g_test_add_func ("/explain/models/leaves-other-causes-open",
                   test_other_causes);
  g_test_add_func ("/explain/models/takes-the-whole-sentence",
                   test_whole_sentence);
  return g_test_run ();
}
