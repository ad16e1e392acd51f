/* SPDX-License-Identifier: MIT */
/* The plain causes, of sentences without a model: packing, views, losses,
 * other layers, types, and loading. */
#include "falk-plain-private.h"

/* clang-format off */
/* The order here settles equal scores. */
const FalkPlainRow falk_plain_rows_layer[] = {
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
  ROW (LOSS_BATCH, 0.82, falk_weigh_targets_said,
       "The targets have another shape",
       "The targets are {0} and the predictions {1}; this loss takes one target "
       "for each prediction.",
       "Bring one to the shape of the other: an axis of size 1 goes with "
       "squeeze(-1) and comes with unsqueeze(-1), and of a sequence only the "
       "last step may be meant.",
       ON (LOSS_TARGET)),
  ROW (LOSS_BATCH, 0.8, falk_weigh_targets_unsaid,
       "The targets have another shape",
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

  ROW (BAD_ARGUMENT, 0.9, NULL, "An argument is not allowed",
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

const guint falk_plain_n_rows_layer = G_N_ELEMENTS (falk_plain_rows_layer);
