/* SPDX-License-Identifier: MIT */
/* Signs: what in a text, or beside it, makes which cause the first one. */
#include "falk-explanation.h"

/* One thing that is known beside the text. */
typedef struct
{
  const char *name;
  FalkShape shape; /* of rank 0: none */
  gint64 number; /* where the shape is none */
} Beside;

static const struct
{
  const char *text;
  const char *layer; /* what is said of the layer, or NULL */
  Beside beside;
  const char *first;
} rows[] = {
  /* features */
  { "input.size(-1) must be equal to input_size. Expected 34, got 30",
    NULL,
    { 0 },
    "feature_dim_mismatch" },
  { "input.size(-1) must be equal to input_size. Expected 34, got 30",
    NULL,
    { "input", FALK_SHAPE (34, 8, 30) },
    "feature_dim_mismatch" },
  { "input.size(-1) must be equal to input_size. Expected 96, got 30",
    NULL,
    { "input", FALK_SHAPE (8, 96, 30) },
    "feature_not_on_last_axis" },
  { "input.size(-1) must be equal to input_size. Expected 128, got 256",
    "LSTM",
    { "bidirectional", { 0 }, 1 },
    "bidirectional_doubles_width" },
  { "input.size(-1) must be equal to input_size. Expected 128, got 256",
    "LSTM",
    { "embedding_dim", { 0 }, 256 },
    "feature_dim_mismatch" },
  { "input.size(-1) must be equal to input_size. Expected 256, got 3072",
    "GRU after a CNN",
    { 0 },
    "cnn_to_rnn_reshape" },
  { "input.size(-1) must be equal to input_size. Expected 900, got 96",
    "GRU",
    { "hidden_size", { 0 }, 96 },
    "wrong_tensor_fed" },
  { "input.size(-1) must be equal to input_size. Expected 1, got 24",
    NULL,
    { 0 },
    "missing_unsqueeze" },
  { "input must have 3 dimensions, got 0", NULL, { 0 }, "missing_unsqueeze" },
  { "expected ndim=3, found ndim=0", NULL, { 0 }, "missing_unsqueeze" },
  /* products */
  { "mat1 and mat2 shapes cannot be multiplied (96x128 and 77x10)",
    NULL,
    { 0 },
    "linear_in_features_after_rnn" },
  { "mat1 and mat2 shapes cannot be multiplied (6x8 and 48x5)",
    NULL,
    { 0 },
    "view_bad_total" },
  { "mat1 and mat2 shapes cannot be multiplied (30x64 and 1x64)",
    NULL,
    { 0 },
    "axis_lost_by_squeeze" },
  { "size mismatch, m1: [40 x 96], m2: [192 x 10]",
    "Linear after a GRU",
    { 0 },
    "bidirectional_doubles_width" },
  { "matrices expected, got 3D, 2D tensors", NULL, { 0 }, "extra_axis" },
  { "matrices expected, got 1D, 2D tensors", NULL, { 0 }, "missing_unsqueeze" },
  { "size mismatch, m1: [210 x 71], m2: [70 x 11]",
    NULL,
    { 0 },
    "feature_dim_mismatch" },
  { "mat1 and mat2 shapes cannot be multiplied (480x192 and 96x10)",
    NULL,
    { 0 },
    "feature_dim_mismatch" },
  { "(lstm): LSTM(20, 48, num_layers=2, bidirectional=True)\n(fc): "
    "Linear(in_features=48, out_features=5, bias=True)\n"
    "mat1 and mat2 shapes cannot be multiplied (16x96 and 48x5)",
    NULL,
    { 0 },
    "bidirectional_doubles_width" },
  /* sizes of two tensors */
  { "The expanded size of the tensor (48) must match the existing size (24) at "
    "non-singleton dimension 0",
    NULL,
    { 0 },
    "hidden_batch_mismatch" },
  { "The expanded size of the tensor (48) must match the existing size (24) at "
    "non-singleton dimension 2",
    NULL,
    { 0 },
    "bidirectional_doubles_width" },
  { "Target size (torch.Size([24])) must be the same as input size "
    "(torch.Size([24, 1]))",
    NULL,
    { 0 },
    "loss_batch_mismatch" },
  { "batch1 dim 2 must match batch2 dim 1",
    NULL,
    { 0 },
    "feature_not_on_last_axis" },
  { "too many indices for tensor of dimension 2",
    NULL,
    { 0 },
    "missing_unsqueeze" },
  { "expected shape=(None, 24, 5), found shape=(None, 30, 5)",
    NULL,
    { 0 },
    "variable_length_collate" },
  /* the batch of a state */
  { "Expected hidden size (1, 13, 20), got [1, 40, 20]",
    NULL,
    { 0 },
    "last_partial_batch" },
  { "Expected hidden size (1, 8, 20), got [1, 40, 20]",
    NULL,
    { "dataset_len", { 0 }, 1048 },
    "last_partial_batch" },
  { "Expected hidden size (1, 8, 20), got [1, 40, 20]",
    NULL,
    { 0 },
    "hidden_batch_mismatch" },
  { "Expected hidden size (1, 8, 20), got [1, 40, 20]",
    NULL,
    { "gpus", { 0 }, 5 },
    "dataparallel_scatter" },
  { "Expected hidden size (1, 35, 20), got [1, 40, 20]",
    NULL,
    { "seq_len", { 0 }, 35 },
    "batch_first_swapped" },
  { "Expected hidden size (1, 48, 20), got [1, 1, 20]",
    NULL,
    { 0 },
    "hidden_state_reused_across_batch" },
  { "Expected hidden size (1, 48, 20), got [1, 7, 20]",
    NULL,
    { 0 },
    "hidden_state_reused_across_batch" },
  { "Expected hidden size (1, 96, 20), got [1, 64, 20]",
    NULL,
    { 0 },
    "hidden_batch_mismatch" },
  { "Expected hidden size (1, 231, 20), got [1, 257, 20]",
    NULL,
    { 0 },
    "hidden_batch_mismatch" },
  /* its other axes */
  { "Expected hidden size (2, 16, 20), got [16, 2, 20]",
    NULL,
    { 0 },
    "hidden_batch_first" },
  { "Expected hidden size (1, 16, 20), got [16, 99, 40]",
    NULL,
    { 0 },
    "wrong_tensor_fed" },
  { "Expected hidden size (2, 16, 20), got [1, 2, 16, 20]",
    NULL,
    { 0 },
    "extra_axis" },
  { "Expected hidden[0] size (1, 16, 20), got [16, 20]",
    NULL,
    { 0 },
    "tuple_not_unpacked" },
  { "hidden0 has inconsistent hidden_size: got 12, expected 64",
    "GRUCell",
    { "hx", FALK_SHAPE (8, 12, 64) },
    "extra_axis" },
  { "x = out.squeeze()\nFor batched 3-D input, hx should also be 3-D but got "
    "2-D tensor",
    NULL,
    { 0 },
    "axis_lost_by_squeeze" },
  { "For batched 3-D input, hx and cx should also be 3-D but got (1-D, 1-D) "
    "tensors",
    NULL,
    { 0 },
    "tuple_not_unpacked" },
  /* axes */
  { "input must have 3 dimensions, got 2", NULL, { 0 }, "missing_unsqueeze" },
  { "input must have 3 dimensions, got 4", NULL, { 0 }, "extra_axis" },
  { "GRU: Expected input to be 2D or 3D, got 4D", NULL, { 0 }, "extra_axis" },
  { "LSTMCell: Expected hx[0] to be 1D or 2D, got 0D instead",
    NULL,
    { 0 },
    "tuple_not_unpacked" },
  { "Input 0 of layer gru is incompatible with the layer: expected ndim=3, "
    "found ndim=2. Full shape received: (None, 9)",
    NULL,
    { 0 },
    "missing_unsqueeze" },
  { "expected gru_1_input to have 3 dimensions, but got array with shape (8, "
    "9, 1, 2)",
    NULL,
    { 0 },
    "extra_axis" },
  { "Invalid rank for input: x Got: 4 Expected: 3 Please fix",
    NULL,
    { 0 },
    "extra_axis" },
  /* views, samples, losses, lengths */
  { "shape '[32, 50, 8]' is invalid for input of size 2000",
    NULL,
    { 0 },
    "last_partial_batch" },
  { "shape '[32, 50, 8]' is invalid for input of size 2001",
    NULL,
    { 0 },
    "view_bad_total" },
  { "stack expects each tensor to be equal size, but got [9, 2] at entry 0 and "
    "[9] at entry 3",
    NULL,
    { 0 },
    "extra_axis" },
  { "stack expects each tensor to be equal size, but got [9, 2] at entry 0 and "
    "[7, 2] at entry 3",
    NULL,
    { 0 },
    "variable_length_collate" },
  { "Expected input batch_size (171) to match target batch_size (180).",
    NULL,
    { 0 },
    "loss_batch_mismatch" },
  { "Expected `len(lengths)` to be equal to batch_size, but got 12 "
    "(batch_size=6).",
    NULL,
    { "gpus", { 0 }, 2 },
    "dataparallel_scatter" },
  /* quoted in part, commented out */
  { "# RuntimeError: input.size(-1) must be equal to input_size. Expected\n"
    "# 34, got 30",
    NULL,
    { 0 },
    "feature_dim_mismatch" },
  { "`input.size(-1) must be equal to input_size`, is a transpose missing?",
    NULL,
    { 0 },
    "feature_not_on_last_axis" },
};

static const FalkCause *
first_of (const FalkExplanation *explanation)
{
  g_assert_cmpuint (explanation->causes->len, >, 0);
  return g_ptr_array_index (explanation->causes, 0);
}

static FalkExplanation *
explain (const FalkReport *report)
{
  g_autoptr (FalkInference) inference = NULL;

  if (!report->model)
    return falk_explain_report (report);
  inference = falk_infer (report->model, report->input);
  return falk_explain (report->model, report->input, inference, report,
                       report->torch);
}

static void
test_first (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Beside *beside = &rows[i].beside;
      g_autoptr (FalkContext) context = falk_context_new ();
      g_autoptr (FalkReport) report = NULL;
      g_autoptr (FalkExplanation) explanation = NULL;

      if (rows[i].layer)
        falk_context_add_layer (context, rows[i].layer);
      if (beside->name && beside->shape.rank > 0)
        falk_context_add_shape (context, beside->name, &beside->shape);
      else if (beside->name)
        falk_context_add_number (context, beside->name, beside->number);
      g_test_message ("%s", rows[i].text);
      report = falk_report_read (rows[i].text, context, NULL);
      g_assert_nonnull (report);
      explanation = explain (report);
      g_assert_cmpstr (falk_cause_name (first_of (explanation)->code), ==,
                       rows[i].first);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/signs/name-the-first-cause", test_first);
  return g_test_run ();
}
