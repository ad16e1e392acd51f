/* SPDX-License-Identifier: MIT */
#include "falk-wording.h"

#include "test-explain-case.h"

#define GRU "gru: GRU input_size=3 hidden_size=2 "
#define CELL "cell: GRUCell input_size=3 hidden_size=2 "
#define DIM_RANGE_3                                                            \
  "IndexError: Dimension out of range (expected to be in range of [-3, 2], "   \
  "but got 3)"

/* The rows of version 1.13 are what a real PyTorch 1.13 prints. */
static const struct
{
  const char *model, *input;
  FalkTorch torch;
  const char *text;
} rows[] = {
  { GRU "foo=1 bar=2", "2,2,2", FALK_TORCH_1_13,
    "TypeError: RNNBase.__init__() got an unexpected keyword argument 'foo'" },
  { CELL "foo=1", "2,2,2", FALK_TORCH_1_8,
    "TypeError: __init__() got an unexpected keyword argument 'foo'" },
  { GRU "proj_size=1 foo=1", "2,2,2", FALK_TORCH_1_13,
    "ValueError: proj_size argument is only supported for LSTM, not RNN or "
    "GRU" },
  { "gru: GRU input_size=99999999999 hidden_size=0 foo=1", "2,2,2",
    FALK_TORCH_1_13,
    "TypeError: RNNBase.__init__() got an unexpected keyword argument 'foo'" },
  { "norm: BatchNorm1d foo=1", "2,2,2", FALK_TORCH_1_13,
    "TypeError: _BatchNorm.__init__() got an unexpected keyword argument "
    "'foo'" },
  { "drop: Dropout p=2 foo=1", "2,2,2", FALK_TORCH_1_13,
    "TypeError: _DropoutNd.__init__() got an unexpected keyword argument "
    "'foo'" },
  { "cell: GRUCell input_size=0", "2,2,2", FALK_TORCH_1_13,
    "TypeError: GRUCell.__init__() missing 1 required positional argument: "
    "'hidden_size'" },
  { "lstm: LSTM num_layers=0", "2,2,2", FALK_TORCH_1_13,
    "TypeError: RNNBase.__init__() missing 2 required positional arguments: "
    "'input_size' and 'hidden_size'" },
  { "conv: Conv1d bias=0", "2,2,2", FALK_TORCH_1_13,
    "TypeError: Conv1d.__init__() missing 3 required positional arguments: "
    "'in_channels', 'out_channels', and 'kernel_size'" },
  { "gru: GRU input_size=-1 hidden_size=2", "2,2,2", FALK_TORCH_1_13,
    "RuntimeError: Trying to create tensor with negative dimension -1: [6, "
    "-1]" },
  { "fc: Linear in_features=2 out_features=-2", "2,2,2", FALK_TORCH_1_13,
    "RuntimeError: Trying to create tensor with negative dimension -2: [-2, "
    "2]" },
  { "gru: GRU input_size=3 hidden_size=0", "2,2,3", FALK_TORCH_1_13,
    "ValueError: proj_size has to be smaller than hidden_size" },
  { GRU "num_layers=0", "2,2,3", FALK_TORCH_1_13,
    "IndexError: list index out of range" },
  { GRU "dropout=1.5", "2,2,3", FALK_TORCH_1_13,
    "ValueError: dropout should be a number in range [0, 1] representing the "
    "probability of an element being zeroed" },
  { GRU, "3", FALK_TORCH_1_13,
    "RuntimeError: input must have 3 dimensions, got 2" },
  { GRU, "2,2,2,3", FALK_TORCH_1_13,
    "RuntimeError: input must have 3 dimensions, got 5" },
  { GRU, "2,2,2,3", FALK_TORCH_1_8,
    "RuntimeError: input must have 3 dimensions, got 4" },
  { GRU, "2,2,2,3", FALK_TORCH_2_0,
    "AssertionError: GRU: Expected input to be 2-D or 3-D but received 4-D "
    "tensor" },
  { GRU, "2,2,2,3", FALK_TORCH_2_1,
    "ValueError: GRU: Expected input to be 2D or 3D, got 4D instead" },
  { GRU, "()", FALK_TORCH_1_13,
    "IndexError: Dimension out of range (expected to be in range of [-1, 0], "
    "but got 1)" },
  { GRU "h0=1,1,2", "2,3", FALK_TORCH_1_13,
    "RuntimeError: For unbatched 2-D input, hx should also be 2-D but got 3-D "
    "tensor" },
  { GRU "h0=1,1,2", "2,3", FALK_TORCH_1_8,
    "RuntimeError: input must have 3 dimensions, got 2" },
  { GRU "h0=1,2", "2,2,3", FALK_TORCH_1_13,
    "RuntimeError: For batched 3-D input, hx should also be 3-D but got 2-D "
    "tensor" },
  { GRU "h0=5,2", "4,5,3", FALK_TORCH_1_8,
    "RuntimeError: Expected hidden size (1, 5, 2), got [5, 2]" },
  { "gru: GRU input_size=50 hidden_size=20", "7,32,3", FALK_TORCH_1_13,
    "RuntimeError: input.size(-1) must be equal to input_size. Expected 50, "
    "got 3" },
  { "gru: GRU input_size=50 hidden_size=20", "7,32,3", FALK_TORCH_0_3,
    "RuntimeError: size mismatch, m1: [32 x 3], m2: [50 x 60]" },
  { "gru: GRU input_size=32 hidden_size=3 bidirectional=1 h0=3,2", "8,32",
    FALK_TORCH_1_13,
    "RuntimeError: Expected hidden size (2, 1, 3), got [3, 1, 2]" },
  { GRU "h0=1,4,2", "8,5,3", FALK_TORCH_1_4,
    "RuntimeError: Expected hidden size (1, 5, 2), got (1, 4, 2)" },
  { GRU, "0,2,3", FALK_TORCH_1_13,
    "RuntimeError: Expected sequence length to be larger than 0 in RNN" },
  { CELL, "2,2,3", FALK_TORCH_1_13,
    "AssertionError: GRUCell: Expected input to be 1-D or 2-D but received "
    "3-D tensor" },
  { CELL, "2,2,3", FALK_TORCH_2_1,
    "ValueError: GRUCell: Expected input to be 1D or 2D, got 3D instead" },
  { CELL "h0=2", "2,3", FALK_TORCH_1_13,
    "IndexError: Dimension out of range (expected to be in range of [-1, 0], "
    "but got 1)" },
  { CELL "h0=", "2,3", FALK_TORCH_1_13,
    "IndexError: Dimension specified as 0 but tensor has no dimensions" },
  { CELL "h0=", "3", FALK_TORCH_1_13,
    "IndexError: Dimension out of range (expected to be in range of [-1, 0], "
    "but got 1)" },
  { "cell: GRUCell input_size=10 hidden_size=2", "5,64", FALK_TORCH_1_13,
    "RuntimeError: input has inconsistent input_size: got 64 expected 10" },
  { "cell: GRUCell input_size=10 hidden_size=2", "5,64", FALK_TORCH_1_4,
    "RuntimeError: input has inconsistent input_size: got 64, expected 10" },
  { CELL "h0=5,2", "2,3", FALK_TORCH_1_13,
    "RuntimeError: Input batch size 2 doesn't match hidden0 batch size 5" },
  { CELL "h0=1,2,2", "2,3", FALK_TORCH_1_4,
    "RuntimeError: Input batch size 2 doesn't match hidden batch size 1" },
  { "cell: LSTMCell input_size=3 hidden_size=2 h0=2,2 c0=5,2", "2,3",
    FALK_TORCH_1_4,
    "RuntimeError: Input batch size 2 doesn't match hidden[1] batch size 5" },
  { "gru: GRU input_size=3 hidden_size=0", "2,2,3", FALK_TORCH_1_7,
    "ZeroDivisionError: float division by zero" },
  { GRU "proj_size=1", "2,2,3", FALK_TORCH_1_7,
    "TypeError: __init__() got an unexpected keyword argument 'proj_size'" },
  { GRU, "3", FALK_TORCH_1_10,
    "IndexError: Dimension out of range (expected to be in range of [-1, 0], "
    "but got 1)" },
  { CELL, "2,3,3", FALK_TORCH_1_8,
    "RuntimeError: GRUCell stumbles over an input of 3 axes, further on "
    "(Falk's words)" },
  { CELL, "2,3,5", FALK_TORCH_1_8,
    "RuntimeError: mat1 and mat2 shapes cannot be multiplied (6x5 and 3x6)" },
  { CELL "h0=2,1,2", "2,3", FALK_TORCH_2_1,
    "ValueError: GRUCell: Expected hidden to be 1D or 2D, got 3D instead" },
  { "loss: CrossEntropyLoss target=", "2,3", FALK_TORCH_1_9,
    "IndexError: Dimension specified as 0 but tensor has no dimensions" },
  { CELL "h0=2,5", "2,3", FALK_TORCH_1_13,
    "RuntimeError: hidden0 has inconsistent hidden_size: got 5, expected 2" },
  { "fc: Linear in_features=50 out_features=20", "32,50,3", FALK_TORCH_1_13,
    "RuntimeError: mat1 and mat2 shapes cannot be multiplied (1600x3 and "
    "50x20)" },
  { "fc: Linear in_features=50 out_features=20", "32,50,3", FALK_TORCH_1_4,
    "RuntimeError: size mismatch, m1: [1600 x 3], m2: [50 x 20]" },
  { "fc: Linear in_features=50 out_features=20", "3", FALK_TORCH_1_13,
    "RuntimeError: mat1 and mat2 shapes cannot be multiplied (1x3 and "
    "50x20)" },
  { "fc: Linear in_features=50 out_features=20", "()", FALK_TORCH_1_13,
    "RuntimeError: both arguments to matmul need to be at least 1D, but they "
    "are 0D and 2D" },
  { GRU, "2,2,3 float64", FALK_TORCH_1_13,
    "RuntimeError: mat1 and mat2 must have the same dtype" },
  { GRU, "2,2,3 float64", FALK_TORCH_2_0,
    "RuntimeError: mat1 and mat2 must have the same dtype, but got Double and "
    "Float" },
  { GRU, "2,2,3 float64", FALK_TORCH_1_11,
    "RuntimeError: expected scalar type Float but found Double" },
  { "fc: Linear in_features=3 out_features=2", "3 int64", FALK_TORCH_1_13,
    "RuntimeError: expected scalar type Long but found Float" },
  { "fc: Linear in_features=3 out_features=2", "3 bool", FALK_TORCH_1_13,
    "RuntimeError: \"addmm_impl_cpu_\" not implemented for 'Bool'" },
  { "fc: Linear in_features=3 out_features=2 bias=0", "5,3 float16",
    FALK_TORCH_1_13,
    "RuntimeError: \"addmm_impl_cpu_\" not implemented for 'Half'" },
  { "fc: Linear in_features=3 out_features=2", "2,4,5,3 float64",
    FALK_TORCH_1_13,
    "RuntimeError: expected scalar type Double but found Float" },
  { GRU "batch_first=1", "4,5,3 float64", FALK_TORCH_1_13,
    "RuntimeError: expected scalar type Double but found Float" },
  { GRU "batch_first=1", "1,5,3 float64", FALK_TORCH_1_13,
    "RuntimeError: mat1 and mat2 must have the same dtype" },
  { GRU "bias=0", "5,3 float64", FALK_TORCH_1_13,
    "RuntimeError: expected scalar type Double but found Float" },
  { "pack: pack_padded_sequence lengths=3,4 enforce_sorted=0; " GRU "h0=1,0,2",
    "4,2,3", FALK_TORCH_1_13,
    "RuntimeError: index_select(): self indexing axis dim should be positive" },
  { "loss: CrossEntropyLoss target=", "0,3 int64", FALK_TORCH_1_13,
    "IndexError: Dimension specified as 0 but tensor has no dimensions" },
  { "loss: CrossEntropyLoss target=9,16", "9,0,16 int64", FALK_TORCH_1_13,
    "RuntimeError: size mismatch (got input: [9, 0, 0, 0] , target: [9, 1, "
    "16]" },
  { GRU, "4,0,3 float64", FALK_TORCH_1_13,
    "RuntimeError: mat1 and mat2 must have the same dtype" },
  { GRU "bias=0", "4,0,3 float16", FALK_TORCH_1_13,
    "RuntimeError: \"sigmoid_cpu\" not implemented for 'Half'" },
  { GRU "bias=0", "4,0,3 int64", FALK_TORCH_1_13,
    "RuntimeError: result type Float can't be cast to the desired output type "
    "Long" },
  { "gru: GRU input_size=0 hidden_size=2 bias=0", "4,5,0 bool", FALK_TORCH_1_13,
    "RuntimeError: \"addmm_impl_cpu_\" not implemented for 'Bool'" },
  { "gru: GRU input_size=0 hidden_size=2 bias=0 h0=1,5,2", "4,5,0 float64",
    FALK_TORCH_1_13,
    "RuntimeError: expected scalar type Double but found Float" },
  { "rnn: RNN input_size=3 hidden_size=2 bias=0", "4,0,3 float16",
    FALK_TORCH_1_13,
    "RuntimeError: \"tanh_vml_cpu\" not implemented for 'Half'" },
  { "rnn: RNN input_size=3 hidden_size=2 bias=0 num_layers=2", "4,0,3 uint8",
    FALK_TORCH_1_13,
    "RuntimeError: result type Float can't be cast to the desired output type "
    "Byte" },
  { "rnn: RNN input_size=3 hidden_size=2 bias=0 nonlinearity=1", "4,0,3 bool",
    FALK_TORCH_1_13, "RuntimeError: Boolean inputs not supported for relu" },
  { "swap: transpose dim0=0 dim1=1; " GRU, "4,5,3 float64", FALK_TORCH_1_13,
    "RuntimeError: expected scalar type Double but found Float" },
  { CELL, "3 float64", FALK_TORCH_1_13,
    "RuntimeError: mat1 and mat2 must have the same dtype" },
  { "last: select dim=3 index=0", "50,32,3", FALK_TORCH_1_13, DIM_RANGE_3 },
  { "swap: transpose dim0=0 dim1=3", "50,32,3", FALK_TORCH_1_13, DIM_RANGE_3 },
  { "flat: flatten start_dim=0 end_dim=3", "50,32,3", FALK_TORCH_1_13,
    DIM_RANGE_3 },
  { "drop: squeeze dim=3", "50,32,3", FALK_TORCH_1_13, DIM_RANGE_3 },
  { "pool: mean dim=3", "50,32,3", FALK_TORCH_1_13, DIM_RANGE_3 },
  { "order: permute dims=0,1,3", "50,32,3", FALK_TORCH_1_13, DIM_RANGE_3 },
  { "axis: unsqueeze dim=-5", "50,32,3", FALK_TORCH_1_13,
    "IndexError: Dimension out of range (expected to be in range of [-4, 3], "
    "but got -5)" },
  { "last: select dim=0 index=0", "()", FALK_TORCH_1_13,
    "IndexError: select() cannot be applied to a 0-dim tensor." },
  { "last: select dim=0 index=50", "50,32,3", FALK_TORCH_1_13,
    "IndexError: select(): index 50 out of range for tensor of size [50, 32, "
    "3] at dimension 0" },
  { "last: select dim=-2 index=-33", "50,32,3", FALK_TORCH_1_13,
    "IndexError: select(): index -33 out of range for tensor of size [50, 32, "
    "3] at dimension 1" },
  { "order: permute dims=0,1", "50,32,3", FALK_TORCH_1_13,
    "RuntimeError: permute(sparse_coo): number of dimensions in the tensor "
    "input does not match the length of the desired ordering of dimensions "
    "i.e. input.dim() = 3 is not equal to len(dims) = 2" },
  { "order: permute dims=0,1,-2", "50,32,3", FALK_TORCH_1_13,
    "RuntimeError: permute(): duplicate dims are not allowed." },
  { "flat: flatten start_dim=2 end_dim=1", "50,32,3", FALK_TORCH_1_13,
    "RuntimeError: flatten() has invalid args: start_dim cannot come after "
    "end_dim" },
  { "merge: view shape=-2,3", "50,32,3", FALK_TORCH_1_13,
    "RuntimeError: invalid shape dimension -2" },
  { "merge: view shape=-1,-1", "50,32,3", FALK_TORCH_1_13,
    "RuntimeError: only one dimension can be inferred" },
  { "merge: view shape=7,-1", "50,32,3", FALK_TORCH_1_13,
    "RuntimeError: shape '[7, -1]' is invalid for input of size 4800" },
  { "merge: reshape shape=7,3", "50,32,3", FALK_TORCH_1_13,
    "RuntimeError: shape '[7, 3]' is invalid for input of size 4800" },
  { "merge: view shape=0,-1", "0,3", FALK_TORCH_1_13,
    "RuntimeError: cannot reshape tensor of 0 elements into shape [0, -1] "
    "because the unspecified dimension size -1 can be any value and is "
    "ambiguous" },
  { "order: permute dims=2,1,0; merge: view shape=-1,3", "50,32,3",
    FALK_TORCH_1_13,
    "RuntimeError: view size is not compatible with input tensor's size and "
    "stride (at least one dimension spans across two contiguous subspaces). "
    "Use .reshape(...) instead." },
  { "pool: mean dim=1", "3,2 int64", FALK_TORCH_1_13,
    "RuntimeError: mean(): could not infer output dtype. Input dtype must be "
    "either a floating point or complex dtype. Got: Long" },
/* the operations besides GRU, GRUCell and Linear */
#include "test-explain-wording.inc"
};

static void
test_rows (void)
{
  gboolean visited[FALK_FAULT_COUNT] = { FALSE };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FalkModel) model = case_model (rows[i].model);
      g_autoptr (FalkTensor) input = case_input (rows[i].input);
      g_autoptr (FalkInference) inference = NULL;
      g_autofree char *message = NULL;
      g_autofree char *text = NULL;

      model->torch = rows[i].torch;
      inference = falk_infer (model, input);

      g_test_message ("%s on %s", rows[i].model, rows[i].input);
      g_assert_false (inference->ok);
      message = falk_wording_write (&inference->fault, model, rows[i].torch);
      text = g_strdup_printf (
          "%s: %s", falk_wording_exception (&inference->fault, rows[i].torch),
          message);
      g_assert_cmpstr (text, ==, rows[i].text);
      visited[inference->fault.code] = TRUE;
    }
  /* what is too large for any tensor has no case that a person would write */
  visited[FALK_FAULT_TOO_LARGE] = TRUE;
  for (guint code = 0; code < FALK_FAULT_COUNT; code++)
    if (!visited[code])
      {
        g_test_message ("no row for %s", falk_fault_info (code)->name);
        g_test_fail ();
      }
}

static void
test_every_cell (void)
{
  for (guint code = 0; code < FALK_FAULT_COUNT; code++)
    for (guint torch = 0; torch < FALK_TORCH_COUNT; torch++)
      {
        const char *words = falk_wording_template (code, torch);

        g_assert_nonnull (words);
        /* an exception without a text */
        if (code != FALK_FAULT_NO_LAYERS || torch >= FALK_TORCH_1_5)
          g_assert_cmpint (words[0], !=, '\0');
      }
}

static void
test_versions (void)
{
  static const struct
  {
    const char *text, *name;
  } versions[] = {
    { "1.13", "1.13" },       { "1.13.1", "1.13" },
    { "2.4.0+cu121", "2.2" }, { "1.12", "1.11" },
    { "0.1.12", "0.3" },      { "1.7.1", "1.7" },
    { "1", "1.0" },           { "1.13.0a0", "1.13" },
    { "v2.0", "2.0" },        { "1.6", "1.5" },
    { "1.9", "1.9" },         { "2.4", "2.2" },
    { "1.2.0", "1.1" },       { "2.5.1+cu121", "2.2" },
    { "1.10.2", "1.10" },     { "0.4.1", "0.4" },
    { "3.0", "2.2" },         { "0", "0.3" },
    { "torch", NULL },        { "", NULL },
    { "1.x", NULL },          { "1.13,2", NULL },
    { "12345.1", NULL },      { " 2.10 ", "2.2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      FalkTorch torch;
      gboolean ok = falk_torch_parse (versions[i].text, &torch);

      g_test_message ("%s", versions[i].text);
      g_assert_cmpint (ok, ==, versions[i].name != NULL);
      if (ok)
        g_assert_cmpstr (falk_torch_name (torch), ==, versions[i].name);
    }
}

static void
test_ranges (void)
{
  static const struct
  {
    FalkFaultCode code;
    FalkTorch torch;
    const char *text;
  } ranges[] = {
    { FALK_FAULT_INPUT_SIZE, FALK_TORCH_1_13, "as PyTorch 0.4 and later" },
    { FALK_FAULT_INPUT_SIZE, FALK_TORCH_0_3, "as PyTorch before 0.4" },
    { FALK_FAULT_MATMUL, FALK_TORCH_1_4, "as PyTorch before 1.7" },
    { FALK_FAULT_HIDDEN_SIZE, FALK_TORCH_1_8, "as PyTorch 1.8 and later" },
    { FALK_FAULT_CELL_BATCH, FALK_TORCH_1_4, "as PyTorch 0.4 until 1.9" },
    { FALK_FAULT_UNBATCHED_STATE, FALK_TORCH_1_13,
      "as PyTorch 1.11 and later" },
    { FALK_FAULT_INPUT_RANK, FALK_TORCH_1_13, "as PyTorch 1.11 until 2.0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_autofree char *text =
          falk_wording_versions (ranges[i].code, ranges[i].torch);
      g_assert_cmpstr (text, ==, ranges[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/wording/says-what-pytorch-says", test_rows);
  g_test_add_func ("/explain/wording/has-words-for-every-version",
                   test_every_cell);
  g_test_add_func ("/explain/wording/names-the-versions-that-say-it",
                   test_ranges);
  g_test_add_func ("/explain/torch-version/reads-what-torch-prints",
                   test_versions);
  return g_test_run ();
}
