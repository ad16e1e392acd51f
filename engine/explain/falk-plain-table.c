/* SPDX-License-Identifier: MIT */
/* The plain causes, and what happened in each family of wordings that has
 * no model. */
#include "falk-plain.h"

/* clang-format off */
#define ON(name) FALK_WORDING_##name
#define ROW(code, score, weigh, title, why, change, ...) \
  { \
    FALK_CAUSE_##code, score, weigh, \
    (const FalkWording[]){ __VA_ARGS__, FALK_WORDING_COUNT }, \
    title, why, change \
  }
#define LENGTHS ON (LENGTHS_ZERO), ON (LENGTHS_COUNT), ON (LENGTHS_ORDER), \
  ON (LENGTHS_DEVICE)
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
       ON (INPUT_RANK), ON (CELL_RANK), ON (KERAS_RANK), ON (ONNX_RANK),
       ON (PERMUTE)),
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
  ROW (PACKED_LENGTHS, 0.95, NULL, "A sequence has the length 0",
       "pack_padded_sequence needs at least one step of each sequence, and an "
       "entry of lengths is 0: an empty text, or one that is padding alone.",
       "Leave empty sequences out of the batch, or count them as one step: "
       "lengths.clamp(min=1).",
       ON (LENGTHS_ZERO)),
  ROW (PACKED_LENGTHS, 0.95, NULL, "The lengths are not sorted",
       "With enforce_sorted the lengths have to descend.",
       "Pass enforce_sorted=False, or sort the batch by length, targets too.",
       ON (LENGTHS_ORDER)),
  ROW (PACKED_LENGTHS, 0.95, NULL, "The lengths are on the GPU",
       "lengths have to be a 1-D int64 tensor on the CPU, since PyTorch 1.7.",
       "Pass lengths.cpu(); squeeze it where it has a second axis.",
       ON (LENGTHS_DEVICE)),
  ROW (PACKED_LENGTHS, 0.6, NULL, "There are not as many lengths as sequences",
       "Each sequence of the batch needs one length.",
       "Take both from one batch; and give batch_first as the tensor has its "
       "axes.",
       ON (LENGTHS_COUNT)),
  ROW (DATA_PARALLEL, 0.7, falk_weigh_count_ratio,
       "DataParallel split the batch, and not the lengths",
       "There are {0} lengths for {1} sequences: a list isn't split among the "
       "devices, a tensor is.",
       "Pass lengths as a tensor, and move it to the CPU in forward.",
       ON (LENGTHS_COUNT)),
  ROW (BATCH_FIRST, 0.55, NULL, "Batch and time are exchanged",
       "pack_padded_sequence takes axis 1 for the batch, or axis 0 with "
       "batch_first=True.",
       "Give it batch_first as the tensor has its axes.", ON (LENGTHS_COUNT)),

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
  ROW (LAST_STEP, 0.65, falk_weigh_loss_steps,
       "A prediction is made for each step",
       "{0} predictions are a multiple of the {1} targets: one for each step.",
       "Where one class for each sequence is wanted, take the last step "
       "before the Linear: out[:, -1], or h_n[-1].",
       ON (LOSS_BATCH)),
  ROW (LOSS_BATCH, 0.85, falk_weigh_shifted, "The targets are a step apart",
       "{0} and {1} differ by one step of the batch: a start or an end symbol "
       "stands on one side only.",
       "Drop the first target or the last prediction, so that both have as "
       "many steps.",
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
  ROW (EMBEDDING_INDEX, 0.7, falk_weigh_index_beyond, "An id is beyond the axis",
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

#define WORDS(name, headline, what) [FALK_WORDING_##name] = { headline, what }

const FalkPlainWords falk_plain_words[FALK_WORDING_COUNT] = {
  WORDS (PRODUCT_NO_SIZES, "Inner dimensions differ",
         "Two matrices were to be multiplied whose sizes don't meet; the text "
         "doesn't state them."),
  WORDS (MATRIX_RANK, "The operands have other numbers of axes",
         "A product was given tensors with other axes than it takes."),
  WORDS (BATCH_PRODUCT, "Two batches of matrices do not meet",
         "Batches of matrices were to be multiplied whose sizes don't meet."),
  WORDS (NUMPY_MATMUL, "Inner dimensions differ",
         "NumPy was to multiply arrays whose sizes don't meet: {2} and {1}."),
  WORDS (NUMPY_BROADCAST, "The shapes do not agree: {0} and {1}",
         "NumPy was to combine two arrays element by element."),
  WORDS (KERAS_RANK, "Keras wants {0} axes and got {1}",
         "A layer was given another number of axes than it takes."),
  WORDS (KERAS_AXIS, "Keras wants {0} and got {1}",
         "A layer was given other sizes than it was built for."),
  WORDS (ONNX_STATE, "The state is {1}, and {0} is wanted",
         "An exported recurrent layer was given a state of other sizes."),
  WORDS (SIZE_MISMATCH, "Inner dimensions differ",
         "Two matrices were to be multiplied whose sizes don't meet."),
  WORDS (MAT1_MAT2, "Inner dimensions differ",
         "Two matrices were to be multiplied whose sizes don't meet."),
  WORDS (INPUT_SIZE, "The input's last axis is not input_size",
         "A recurrent layer was given another number of features than it was "
         "built for."),
  WORDS (HIDDEN_SIZE, "The state does not fit",
         "A recurrent layer was given a state of other sizes than it needs."),
  WORDS (ONNX_RANK, "The input has {1} axes and {2} are wanted",
         "An exported network was given another number of axes."),
  WORDS (TF_BROADCAST, "The shapes do not agree: {0} and {1}",
         "TensorFlow was to combine two tensors element by element."),
  WORDS (TF_CELL, "A stacked cell was built for another width",
         "Each cell of a stack takes what the one below gives."),
  WORDS (CONV_HEIGHT, "The height is not 1",
         "What the convolutions leave was to be one row of columns."),
  WORDS (PERMUTE, "permute names other axes than the tensor has",
         "As many axes have to be named as the tensor has."),
  WORDS (ONNX_INPUT, "The input has other sizes than the exported network's",
         "An exported network was given an input of other sizes."),
  WORDS (EINOPS, "{0} can't be divided by {1}",
         "A pattern divides an axis into pieces that don't fill it."),
  WORDS (INPUT_RANK, "The input has {0} axes",
         "A recurrent layer was given {0} axes; it takes three, or since "
         "PyTorch 1.11 two for a single sequence."),
  WORDS (PACKED_RANK, "Packed data has {0} axes",
         "Packed data has two axes, rows and features."),
  WORDS (CHECK_CRASHED, "A check of PyTorch 0.3.1 failed",
         "The layer found that the input's last axis isn't input_size, and "
         "failed while saying so: PyTorch 0.3.1 has a mistake there."),
  WORDS (ELEMENTWISE_OLD, "Two tensors of a step don't agree",
         "Inside a step of an old recurrent layer two tensors of other sizes "
         "were to be added: the input's part and the state's."),
  WORDS (CELL_RANK, "The input has {0} axes",
         "A cell takes one step: (batch, features), or one sequence's "
         "(features)."),
  WORDS (CELL_STATE_RANK, "The state has {0} axes",
         "A cell takes a state of (batch, hidden_size)."),
  WORDS (LENGTHS_ZERO, "A length is 0",
         "A sequence of the batch has no steps to pack."),
  WORDS (LENGTHS_COUNT, "The lengths are not as many as the sequences",
         "pack_padded_sequence was given lengths of another batch."),
  WORDS (LENGTHS_ORDER, "The lengths are not sorted",
         "pack_padded_sequence was given lengths that don't descend."),
  WORDS (LENGTHS_DEVICE, "The lengths are not on the CPU",
         "pack_padded_sequence was given lengths in another form than it "
         "takes."),
  WORDS (VIEW_TOTAL, "The sizes multiply to another total",
         "A view was asked for that has not as many elements as the tensor."),
  WORDS (VIEW_STRIDE, "A view can't cross axes that were moved",
         "The tensor's elements don't lie in memory in the order of its axes."),
  WORDS (BROADCAST, "{0} and {1} do not agree",
         "Two tensors were to be combined element by element, and an axis has "
         "two sizes, neither of them 1."),
  WORDS (STACK, "The samples have other sizes",
         "Samples were to become one batch, and they differ: this comes "
         "before any layer."),
  WORDS (CAT, "The parts have other sizes",
         "Tensors were to be joined that differ on an axis that isn't joined."),
  WORDS (CAT_RANK, "The parts have other numbers of axes",
         "Tensors of {0} and {1} axes were to be joined."),
  WORDS (DIM_RANGE, "There is no axis {2}",
         "An axis was named that the tensor doesn't have."),
  WORDS (LOSS_BATCH, "{0} predictions, {1} targets",
         "A loss was given predictions and targets that are not as many."),
  WORDS (LOSS_TARGET, "The targets have another shape",
         "A loss was given targets of another shape than it takes."),
  WORDS (EMBEDDING_INDEX, "An id is beyond the table",
         "An index was looked up that the table doesn't have."),
  WORDS (INDEX_RANGE, "Index {0} of {2}",
         "An index was asked for that the axis doesn't have."),
  WORDS (CONV_CHANNELS, "The convolution wants {0} channels and got {1}",
         "A convolution takes its channels on axis 1."),
  WORDS (CONV_RANK, "The convolution was given other axes",
         "A convolution was given another number of axes than it takes."),
  WORDS (CONV_KERNEL, "The kernel is longer than the input",
         "A convolution was given fewer steps than its kernel has."),
  WORDS (NORM_FEATURES, "The norm was built for another width",
         "A norm was given other features than it has weights for."),
  WORDS (NORM_RANK, "The norm was given {0} axes",
         "BatchNorm1d takes two or three axes."),
  WORDS (NORM_SINGLE, "One value for each feature",
         "A BatchNorm in training was given a single value for each feature."),
  WORDS (DTYPE, "The types differ",
         "A layer was given another element type than its weights have."),
  WORDS (TUPLE, "A tuple is no tensor",
         "Something that isn't a tensor was handed to what takes a tensor."),
  WORDS (STATE_DICT, "The checkpoint does not fit the model",
         "load_state_dict found other names or shapes than the model has."),
};
/* clang-format on */

const FalkPlainRow *
falk_plain_rows (guint *n)
{
  *n = G_N_ELEMENTS (rows);
  return rows;
}
