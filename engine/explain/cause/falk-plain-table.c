/* SPDX-License-Identifier: MIT */
/* The plain causes, of sentences without a model: products, axes, joins. */
#include "falk-plain-private.h"

/* clang-format off */
#define NO_SIZES ON (PRODUCT_NO_SIZES), ON (CHECK_CRASHED), ON (INPUT_SIZE), \
  ON (MAT1_MAT2), ON (SIZE_MISMATCH)

/* The order here settles equal scores. */
const FalkPlainRow falk_plain_rows_shape[] = {
  /* products and inputs whose sizes the text doesn't state */
  ROW (FEATURE_DIM, 0.7, NULL, "The layer was built for another width",
       "The last axis of the input has another size than the layer was built "
       "for. This version of PyTorch doesn't say which sizes.",
       "Print the input's shape right before the call, and compare its last "
       "size with the layer's input_size or in_features. On the CPU, or with "
       "a newer PyTorch, the same call states both sizes.",
       NO_SIZES),
  ROW (FEATURE_NOT_LAST, 0.4, falk_weigh_moved, "The axes are in another order",
       "The size that the layer wants may stand on another axis.",
       "Bring the features to the last axis with transpose or permute.",
       NO_SIZES),
  ROW (COLLATE, 0.7, falk_weigh_other_steps,
       "The input has another number of steps",
       "The network was built for sequences of one length, {0}, and was given "
       "{1}: None stands for any size.",
       "Pad or cut the sequences to that length, or build the network with "
       "None in its place.",
       ON (KERAS_AXIS)),
  ROW (FEATURE_DIM, 0.6, NULL, "The input has other features",
       "The input's sizes are others than the network was built or exported "
       "for.",
       "Compare the shape that the network declares with that of the data, "
       "axis by axis; the last is the features.",
       ON (KERAS_AXIS), ON (ONNX_INPUT), ON (TF_CELL)),
  ROW (BATCH_FIRST, 0.4, NULL, "Batch and time are exchanged",
       "An exported network keeps the order of axes that it was exported "
       "with.",
       "Transpose the first two axes, or export with dynamic axes.",
       ON (ONNX_INPUT)),
  ROW (HIDDEN_BATCH, 0.6, NULL, "The state was exported for one batch size",
       "The state's sizes are fixed in the exported network: (directions, "
       "batch, hidden_size).",
       "Give the state the batch of the input, or export with a dynamic batch "
       "axis.",
       ON (ONNX_STATE)),
  ROW (HIDDEN_LAYERS, 0.45, NULL, "The state has other layers or directions",
       "Axis 0 of the state counts directions.",
       "Give one state for each direction of the layer.", ON (ONNX_STATE)),
  ROW (FEATURE_NOT_LAST, 0.5, NULL, "The axes do not divide so",
       "An axis of {0} can't be cut into pieces of {1}: another axis may have "
       "been meant.",
       "Compare the pattern with the tensor's shape, axis by axis.",
       ON (EINOPS)),
  ROW (VIEW_TOTAL, 0.45, NULL, "The pieces have another size",
       "{0} is no multiple of {1}.",
       "Use a size that divides {0}, or pad the axis to a multiple of {1}.",
       ON (EINOPS)),

  /* how many axes */
  ROW (MISSING_AXIS, 0.8, falk_weigh_few_axes, "The input has lost an axis",
       "The input has fewer axes than the layer takes: (time, batch, features) "
       "of a recurrent layer, (batch, features) of a cell.",
       "Add the missing axis: unsqueeze(-1) where each step is one number, "
       "unsqueeze(0) or unsqueeze(1) where the batch is missing.",
       ON (INPUT_RANK), ON (CELL_RANK), ON (ONNX_RANK), ON (PERMUTE)),
  ROW (MISSING_AXIS, 0.8, falk_weigh_few_axes, "The input has lost an axis",
       "A recurrent layer of Keras takes (batch, steps, features), and a layer "
       "before it gave fewer axes.",
       "Add the missing axis with expand_dims or Reshape; where it comes "
       "behind another recurrent layer, build that with return_sequences=True.",
       ON (KERAS_RANK)),
  ROW (AXIS_LOST, 0.5, falk_weigh_axis_lost, "squeeze took an axis away",
       "squeeze() without a dim takes every axis of size 1: with a batch of "
       "1, the batch too.",
       "Name the axis: squeeze(-1), or leave it out.",
       ON (INPUT_RANK), ON (CELL_RANK)),
  ROW (UNBATCHED, 0.35, falk_weigh_few_axes,
       "One sequence, where a batch is wanted",
       "Two axes are one sequence without a batch. PyTorch takes those since "
       "1.11, and no older one does.",
       "Add a batch of one: unsqueeze(1), or unsqueeze(0) with batch_first.",
       ON (INPUT_RANK)),
  ROW (EXTRA_AXIS, 0.85, falk_weigh_many_axes, "The input has an axis too many",
       "The input has more axes than the layer takes: an image's channel, an "
       "unsqueeze too many, or a batch of batches.",
       "Take the axis of size 1 away with squeeze(dim), or flatten two axes "
       "that belong together.",
       ON (INPUT_RANK), ON (CELL_RANK), ON (KERAS_RANK), ON (ONNX_RANK),
       ON (PACKED_RANK), ON (PERMUTE)),
  ROW (RESHAPE, 0.45, falk_weigh_conv_axes,
       "A convolution's output was not flattened",
       "A convolution gives (batch, channels, height, width); a recurrent "
       "layer takes (batch, steps, features).",
       "Permute the width to the steps, and flatten channels and height to "
       "the features.",
       ON (INPUT_RANK), ON (KERAS_RANK)),
  ROW (TUPLE, 0.5, NULL, "A PackedSequence where a tensor was meant",
       "Packed data has two axes, rows and features; what was packed here had "
       "other axes.",
       "Pack a tensor of (time, batch, features).", ON (PACKED_RANK)),
  ROW (WRONG_TENSOR, 0.3, falk_weigh_few_axes, "Another tensor was handed in",
       "A tensor of ids, before its embedding, has an axis less.",
       "Hand in the embedded tensor.", ON (INPUT_RANK)),
  ROW (TUPLE, 0.8, falk_weigh_few_axes, "One state where a pair is wanted",
       "Of a single tensor an LSTM takes the first two entries for h and c: "
       "each has an axis less than the tensor.",
       "Hand it both: lstm(x, (h, c)).", ON (CELL_STATE_RANK)),
  ROW (EXTRA_AXIS, 0.7, falk_weigh_many_axes, "The state has an axis too many",
       "A cell keeps one state for each sequence, (batch, hidden_size).",
       "Hand it one layer's state: h[0] in place of h.",
       ON (CELL_STATE_RANK)),
  ROW (AXIS_LOST, 0.5, falk_weigh_unless_many, "An operand has lost an axis",
       "The product was given tensors of {0} and {1} axes. A squeeze at batch "
       "1, or an index in place of a slice, takes an axis away.",
       "Print both shapes; unsqueeze the one that lacks the axis, and name "
       "the axis in every squeeze.",
       ON (MATRIX_RANK), ON (CAT_RANK)),
  ROW (MISSING_AXIS, 0.55, falk_weigh_unless_many, "An axis is missing",
       "One operand has fewer axes than the other needs.",
       "Add it with unsqueeze.", ON (MATRIX_RANK), ON (CAT_RANK)),
  ROW (EXTRA_AXIS, 0.45, falk_weigh_if_many, "An axis is too many",
       "One operand has more axes than the product takes. An old Linear takes "
       "two: flatten time and batch first.",
       "Flatten the axes before the last: view(-1, features).",
       ON (MATRIX_RANK), ON (CAT_RANK)),
  ROW (AXIS_LOST, 0.5, NULL, "The tensor has lost an axis",
       "Axis {2} is asked for, and the last one is {1}.",
       "Print the shape: a squeeze or an index before this took an axis away.",
       ON (DIM_RANGE)),
  ROW (MISSING_AXIS, 0.5, NULL, "The tensor has too few axes",
       "Axis {2} is asked for, and the last one is {1}.",
       "Add the axis with unsqueeze, or count from the axis that is there.",
       ON (DIM_RANGE)),
  ROW (LOSS_BATCH, 0.35, falk_weigh_axis_named, "The loss takes another shape",
       "A loss over classes takes (batch, classes): without the batch there "
       "is no axis 1.",
       "Give predictions of (batch, classes) and targets of (batch).",
       ON (DIM_RANGE)),
  ROW (MISSING_AXIS, 0.55, falk_weigh_axis_unnamed,
       "The tensor has too few axes",
       "It is written for more axes than the tensor has: the batch, the time "
       "or the features may be missing.",
       "Print the shape; add the axis with unsqueeze, or name those that are "
       "there.",
       ON (DIM_RANGE)),
  ROW (AXIS_LOST, 0.5, falk_weigh_axis_unnamed, "The tensor has lost an axis",
       "A squeeze, or an index in place of a slice, takes an axis away: at a "
       "batch of 1 the batch too.",
       "Name the axis in every squeeze, squeeze(-1), and slice where the axis "
       "is to stay.",
       ON (DIM_RANGE)),

  /* batches of products, sums, joins */
  ROW (FEATURE_NOT_LAST, 0.5, NULL, "The axes are in another order",
       "Two batches of matrices multiply where the last axis of the first is "
       "the middle one of the second.",
       "Transpose the last two axes of one: .transpose(1, 2).",
       ON (BATCH_PRODUCT)),
  ROW (FEATURE_DIM, 0.45, NULL, "The operands have other widths",
       "The sizes that meet differ.", "Bring both to one width with a Linear.",
       ON (BATCH_PRODUCT)),
  ROW (HIDDEN_BATCH, 0.3, NULL, "The operands are of other batches",
       "Axis 0 of both is the batch.", "Bring the batch to axis 0 of both.",
       ON (BATCH_PRODUCT)),
  ROW (BIDIRECTIONAL, 0.65, falk_weigh_double,
       "A bidirectional layer doubles the width",
       "{0} and {1}: one is twice the other, as the output of both directions "
       "is twice hidden_size.",
       "Build what meets the layer's output for 2 × hidden_size, or add the "
       "two directions.",
       ON (BROADCAST)),
  ROW (HIDDEN_BATCH, 0.5, NULL, "The state does not fit",
       "The state has other sizes than the layer needs; the text doesn't state "
       "them.",
       "Make the state from the input: (layers × directions, batch, "
       "hidden_size).",
       ON (HIDDEN_SIZE)),
  ROW (HIDDEN_LAYERS, 0.4, NULL, "The state has other layers or directions",
       "Axis 0 of the state counts layers × directions.",
       "Give one state for each layer and direction.", ON (HIDDEN_SIZE)),
  ROW (HIDDEN_SIZE, 0.3, NULL, "The state has another width",
       "The last axis of the state is hidden_size.",
       "Make the state with the layer's hidden_size.", ON (HIDDEN_SIZE)),
  ROW (RESHAPE, 0.9, NULL, "The convolution leaves more than one row",
       "A CRNN reads the picture column by column: its convolutions have to "
       "bring the height to 1, and the pictures here are taller than those it "
       "was built for.",
       "Scale the pictures to the height that the network takes, or pool the "
       "height to 1.",
       ON (CONV_HEIGHT)),
  ROW (HIDDEN_BATCH, 0.6, falk_weigh_first_axis, "The two are of other batches",
       "Axis 0 is {0} in one and {1} in the other, and is most often the "
       "batch.",
       "Make both from one batch: take its size from the input, x.size(0), in "
       "place of a number.",
       ON (BROADCAST)),
  ROW (FEATURE_DIM, 0.5, NULL, "The two tensors have other widths",
       "The sizes that are to meet differ: {0} and {1}.",
       "Compare both shapes; bring them to one width with a Linear, or build "
       "both from one constant.",
       ON (BROADCAST), ON (NUMPY_BROADCAST), ON (TF_BROADCAST)),
  ROW (FEATURE_NOT_LAST, 0.4, NULL, "The axes are in another order",
       "The same sizes may stand in another order on one side.",
       "Transpose one of the two.", ON (BROADCAST), ON (NUMPY_BROADCAST)),
  ROW (AXIS_LOST, 0.4, NULL, "An axis was lost or added on one side",
       "With an axis more or less, sizes meet that don't belong together.",
       "Print both shapes; unsqueeze the one that lacks an axis.",
       ON (BROADCAST), ON (NUMPY_BROADCAST), ON (TF_BROADCAST)),
  ROW (BATCH_FIRST, 0.85, falk_weigh_exchanged,
       "The state's batch is the input's other axis",
       "With batch_first the batch is axis 0 of the input, and always axis 1 "
       "of the state.",
       "Make the state for the input's batch.", ON (ELEMENTWISE_OLD)),
  ROW (HIDDEN_BATCH, 0.6, NULL, "The state was made for another batch",
       "Before PyTorch 0.4 the state was not checked: a state of another "
       "batch failed in the first sum.",
       "Make the state from the input's own batch, (layers × directions, "
       "batch, hidden_size).",
       ON (ELEMENTWISE_OLD)),
  ROW (HIDDEN_SIZE, 0.4, NULL, "The state has another width",
       "The last axis of the state is hidden_size.",
       "Make the state with the layer's hidden_size.", ON (ELEMENTWISE_OLD)),
  ROW (EXTRA_AXIS, 0.93, falk_weigh_other_rank,
       "Some samples have an axis more",
       "The samples have other numbers of axes: {0} and {2}. Two channels in "
       "some recordings, or a label that is a vector in some files.",
       "Bring every sample to one number of axes: take the mean over the "
       "channels, or squeeze the axis.",
       ON (STACK)),
  ROW (COLLATE, 0.9, NULL, "Samples of different length in one batch",
       "A batch is one tensor, so all of its samples need one length; these "
       "differ.",
       "Pad them to one length in the DataLoader's collate_fn, "
       "torch.nn.utils.rnn.pad_sequence (samples, batch_first=True), and pack "
       "them with their lengths.",
       ON (STACK)),
  ROW (FEATURE_DIM, 0.3, NULL, "Samples of different width",
       "The width may differ between samples, or between files.",
       "Make every row as wide.", ON (STACK)),
  ROW (COLLATE, 0.55, NULL, "Samples of different length are joined",
       "cat joins along one axis; every other axis needs one size.",
       "Pad them to one length first, or join along the axis that differs.",
       ON (CAT)),
  ROW (FEATURE_DIM, 0.6, NULL, "The parts have other sizes",
       "cat joins along one axis; every other axis needs one size.",
       "Print the shapes of the parts: bring the axis that differs to one "
       "size, or join along it.",
       ON (CAT)),
  ROW (FEATURE_NOT_LAST, 0.4, NULL, "Joined along another axis",
       "The parts may agree on every axis but the one that was meant.",
       "Give cat the axis to join along, dim=-1 for the features.", ON (CAT)),
};
/* clang-format on */

const guint falk_plain_n_rows_shape = G_N_ELEMENTS (falk_plain_rows_shape);
