/* SPDX-License-Identifier: MIT */
/* The plain causes, of sentences without a model. */
#include "falk-plain.h"

/* clang-format off */
#define ON(name) FALK_WORDING_##name
#define ROW(code, score, weigh, title, why, change, ...) \
  { \
    FALK_CAUSE_##code, score, weigh, \
    (const FalkWording[]){ __VA_ARGS__, FALK_WORDING_COUNT }, \
    title, why, change \
  }
#define NO_SIZES ON (PRODUCT_NO_SIZES), ON (CHECK_CRASHED), ON (INPUT_SIZE), \
  ON (MAT1_MAT2), ON (SIZE_MISMATCH)

/* The order here settles equal scores. */
static const FalkPlainRow rows[] = {
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
  ROW (AXIS_LOST, 0.5, NULL, "An operand has lost an axis",
       "The product was given tensors of {0} and {1} axes. A squeeze at batch "
       "1, or an index in place of a slice, takes an axis away.",
       "Print both shapes; unsqueeze the one that lacks the axis, and name "
       "the axis in every squeeze.",
       ON (MATRIX_RANK), ON (CAT_RANK)),
  ROW (MISSING_AXIS, 0.55, NULL, "An axis is missing",
       "One operand has fewer axes than the other needs.",
       "Add it with unsqueeze.", ON (MATRIX_RANK), ON (CAT_RANK)),
  ROW (EXTRA_AXIS, 0.45, NULL, "An axis is too many",
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
  ROW (LOSS_BATCH, 0.35, NULL, "The loss takes another shape",
       "A loss over classes takes (batch, classes): without the batch there "
       "is no axis 1.",
       "Give predictions of (batch, classes) and targets of (batch).",
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
  ROW (FEATURE_DIM, 0.5, NULL, "The two tensors have other widths",
       "The sizes that are to be added differ: {0} and {1}.",
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

  /* packing */
  ROW (PACKED_LENGTHS, 0.95, NULL, "The lengths are on the GPU",
       "lengths have to be a 1-D int64 tensor on the CPU, since PyTorch 1.7.",
       "Pass lengths.cpu(); squeeze it where it has a second axis.",
       ON (LENGTHS_DEVICE)),
  ROW (PACKED_LENGTHS, 0.6, NULL, "There are not as many lengths as sequences",
       "Each sequence of the batch needs one length.",
       "Take both from one batch; and give batch_first as the tensor has its "
       "axes.",
       ON (LENGTHS_COUNT)),
  ROW (BATCH_FIRST, 0.55, NULL, "Batch and time are exchanged",
       "pack_padded_sequence takes axis 1 for the batch, or axis 0 with "
       "batch_first=True.",
       "Give it batch_first as the tensor has its axes.", ON (LENGTHS_COUNT)),

  ROW (PACKED_LENGTHS, 0.7, NULL, "A length reaches beyond the padded tensor",
       "Rows are taken step by step, and one of the lengths is greater than "
       "the number of steps: {0} + {1} is beyond {2}.",
       "Compare max(lengths) with the padded time; measure the lengths after "
       "the sequences were cut.",
       ON (LENGTHS_BEYOND)),

  /* view */
  ROW (VIEW_TOTAL, 0.8, NULL, "The sizes multiply to another total",
       "A view keeps every element, and these sizes multiply to another "
       "number. Sizes written as numbers go wrong when the batch changes.",
       "Write -1 in the place of the batch, and take the other sizes from the "
       "tensor.",
       ON (VIEW_TOTAL)),
  ROW (LAST_BATCH, 0.5, falk_weigh_view_rows, "The last batch is smaller",
       "A view with the batch size as a number fails on the last batch of a "
       "data set.",
       "Write -1 or x.size(0) for the batch, or use drop_last=True.",
       ON (VIEW_TOTAL)),
  ROW (RESHAPE, 0.4, NULL, "Another number of features is left",
       "A convolution before it leaves channels × height × width.",
       "Compute the sizes from the shape: x.flatten(1).", ON (VIEW_TOTAL)),
  ROW (VIEW_TOTAL, 0.85, NULL, "A view can't cross axes that were moved",
       "After transpose or permute the elements don't lie in memory in the "
       "order of the axes.",
       "Use reshape, or contiguous() before the view; where axes were to be "
       "exchanged, permute.",
       ON (VIEW_STRIDE)),

  /* losses and indices */
  ROW (LOSS_BATCH, 0.75, NULL, "Predictions and targets are not as many",
       "There are {0} predictions and {1} targets: one is counted for each "
       "step, the other for each sequence.",
       "Flatten both the same way, or make one prediction for each sequence.",
       ON (LOSS_BATCH)),
  ROW (LOSS_BATCH, 0.8, NULL, "The targets have another shape",
       "The loss wants targets of another shape than they have.",
       "Class indices are (batch), without an axis for the classes; numbers "
       "have the shape of the predictions: squeeze or unsqueeze the last axis.",
       ON (LOSS_TARGET)),
  ROW (EMBEDDING_INDEX, 0.85, NULL, "An id is beyond the table",
       "An Embedding has num_embeddings rows, counted from 0; a loss over "
       "classes has as many as the last Linear gives.",
       "Build it for the largest id plus one, with the padding and unknown "
       "ids counted; check that the vocabulary is that of the checkpoint.",
       ON (EMBEDDING_INDEX)),
  ROW (EMBEDDING_INDEX, 0.7, falk_weigh_index_beyond,
       "An id is beyond the axis",
       "Index {0} is asked of axis {1}, which has {2} entries, counted from "
       "0.",
       "Build the layer for the largest id plus one; check that the data was "
       "prepared with the same vocabulary.",
       ON (INDEX_RANGE)),
  ROW (TUPLE, 0.8, falk_weigh_index_pair,
       "An LSTM was given one tensor instead of two",
       "An LSTM takes the pair (h0, c0); of one tensor it takes entries 0 and "
       "1 of axis 0, and there is one.",
       "Hand it both: lstm(x, (h0, c0)).", ON (INDEX_RANGE)),

  /* Conv1d and norms */
  ROW (FEATURE_NOT_LAST, 0.6, NULL, "Channels come first in a convolution",
       "Conv1d takes (batch, channels, steps), a recurrent layer (batch, "
       "steps, features). It needs {0} channels and was given {1}.",
       "Transpose before it and after it: x.transpose(1, 2).",
       ON (CONV_CHANNELS)),
  ROW (FEATURE_DIM, 0.55, NULL, "The convolution was built for other channels",
       "It was built for {0} channels and was given {1}.",
       "Set in_channels to {1}.", ON (CONV_CHANNELS)),
  ROW (MISSING_AXIS, 0.6, NULL, "The convolution was given other axes",
       "Conv1d takes (channels, steps) or (batch, channels, steps).",
       "Add the channel with unsqueeze(1), or take an axis of size 1 away.",
       ON (CONV_RANK)),
  ROW (EXTRA_AXIS, 0.5, NULL, "An axis is too many",
       "Conv1d takes at most three axes.",
       "Take the axis of size 1 away with squeeze(dim).", ON (CONV_RANK)),
  ROW (EMPTY_INPUT, 0.7, NULL, "The input has no steps",
       "An axis of the input has size 0.",
       "Check the slice or the filter that made it.", ON (CONV_EMPTY)),
  ROW (BAD_ARGUMENT, 0.7, NULL, "The kernel is longer than the input",
       "Each step of a convolution needs as many steps as its kernel has.",
       "Pad the input, or make the kernel smaller; check that the steps are "
       "on the last axis.",
       ON (CONV_KERNEL)),
  ROW (FEATURE_DIM, 0.6, NULL, "The norm was built for another width",
       "A norm keeps a weight for each feature, and the input has other "
       "features.",
       "Build it for the width that reaches it.", ON (NORM_FEATURES)),
  ROW (FEATURE_NOT_LAST, 0.55, NULL, "The features are on another axis",
       "BatchNorm1d takes the features on axis 1, LayerNorm on the last.",
       "Transpose the last two axes before it and after it.",
       ON (NORM_FEATURES)),
  ROW (MISSING_AXIS, 0.6, NULL, "The norm takes two or three axes",
       "BatchNorm1d takes (batch, features) or (batch, features, steps).",
       "Add or take away an axis before it.", ON (NORM_RANK)),
  ROW (LAST_BATCH, 0.8, NULL, "The batch is a single value",
       "In training a BatchNorm needs more than one value for each feature; "
       "the last batch of a data set may have one sequence.",
       "Use drop_last=True, or model.eval() where nothing is trained.",
       ON (NORM_SINGLE)),

  /* types and kinds of object */
  ROW (DTYPE, 0.95, NULL, "The data has another type than the weights",
       "Weights are float32. NumPy makes float64, torch.arange int64, and "
       "half precision stays what it is until it is cast.",
       "Convert the data before the layer: x = x.float(). Ids of an Embedding "
       "are int64: x.long().",
       ON (DTYPE)),
  ROW (TUPLE, 0.95, NULL, "A recurrent layer gives two things",
       "GRU, LSTM and RNN give (output, state). What came next took the pair, "
       "or a PackedSequence, for a tensor.",
       "Take it apart: output, state = layer(x), and hand output on; a "
       "PackedSequence has its tensor in .data, or unpack it with "
       "pad_packed_sequence. A summary tool that shows this needs one that "
       "walks tuples; the model may be right.",
       ON (TUPLE)),

  ROW (BAD_ARGUMENT, 0.9, NULL, "An argument can't be",
       "A layer was built, or a step called, with an argument that it can't "
       "have.",
       "Check the numbers that it was given, and where they are computed.",
       ON (ARGUMENT), ON (VIEW_ARGUMENT)),
  ROW (BAD_ARGUMENT, 0.6, NULL, "The axes are named wrongly",
       "As many axes have to be named as the tensor has, each once.",
       "Count the axes of the tensor, and name each of them.", ON (PERMUTE)),

  /* loading a state_dict */
  ROW (CHECKPOINT_CONFIG, 0.9, falk_weigh_config,
       "The model has other sizes than the checkpoint",
       "The architecture is the same, and an argument differs: of weight_ih "
       "axis 0 is gates × hidden_size and axis 1 input_size.",
       "Build the model with the sizes of the checkpoint, as the table shows; "
       "keep them in one file with it.",
       ON (STATE_DICT)),
  ROW (CHECKPOINT_NAMES, 0.85, falk_weigh_names,
       "The checkpoint is of another model",
       "The names differ: another class, a renamed module, or a prefix such "
       "as \"module.\" that DataParallel adds.",
       "Build the class that the weights were saved from, or rename the keys; "
       "strip a prefix, or load the part that it names.",
       ON (STATE_DICT)),
};
/* clang-format on */

const FalkPlainRow *
falk_plain_rows (guint *n)
{
  *n = G_N_ELEMENTS (rows);
  return rows;
}
