/* SPDX-License-Identifier: MIT */
#include "falk-cause-info.h"

/* clang-format off */
#define TEXT(code, name, title, meaning, text) \
  [FALK_CAUSE_##code] = { name, title, meaning, text, NULL, NULL }
#define MODEL(code, name, title, meaning, model, input) \
  [FALK_CAUSE_##code] = { name, title, meaning, NULL, model, input }

static const FalkCauseInfo infos[] = {
  TEXT (FEATURE_DIM, "feature_dim_mismatch", "The number of features differs",
    "The last axis of the input holds another number of features than the "
    "layer was built for. Most often a column was added to the data, or "
    "another embedding was chosen, and one place still has the old number; or "
    "a part that was to be concatenated is missing. No axes are exchanged: "
    "the layer or the data has to follow the other.",
    "RuntimeError: input.size(-1) must be equal to input_size. Expected 100, "
    "got 50"),
  MODEL (FEATURE_NOT_LAST, "feature_not_on_last_axis",
    "The features are on another axis",
    "The right number is there, on another axis: after a convolution the "
    "features are on axis 1, and a recurrent layer or a Linear takes them on "
    "the last. Exchanging the axes mends it; reshaping to the right sizes "
    "runs too, and mixes values of different steps.",
    "nn.GRU(64, 32, batch_first=True)", "16,64,51"),
  MODEL (MISSING_LAYER, "missing_encoder_before_rnn",
    "A layer is missing before it",
    "The data enters as it is, where an Embedding or a Linear was to bring it "
    "to the width that the recurrent layer takes.",
    "nn.GRU(256, 64)", "20,8,2803"),
  TEXT (BATCH_FIRST, "batch_first_swapped", "Batch and time are exchanged",
    "With batch_first=False, which is the default, axis 0 is the time and axis "
    "1 the batch. An input that is (batch, time, features) is then read the "
    "other way round, and nothing fails until a state, lengths or targets "
    "with the real batch meet it.",
    "x.shape = torch.Size([5, 32, 8])\n"
    "RuntimeError: Expected hidden size (1, 32, 20), got [1, 5, 20]"),
  TEXT (LAST_STEP, "forgot_last_step_before_linear",
    "A prediction is made for each step",
    "A recurrent layer gives an output for each step. Where one answer for "
    "each sequence is wanted, the last step has to be taken before the "
    "Linear; else there are as many predictions as steps.",
    "ValueError: Expected input batch_size (17664) to match target batch_size "
    "(32)."),
  MODEL (LINEAR_AFTER_RNN, "linear_in_features_after_rnn",
    "The Linear was built for another width than the recurrent layer gives",
    "What leaves a recurrent layer has hidden_size features, twice as many "
    "where it is bidirectional, and not the features that entered it.",
    "nn.Sequential(nn.GRU(3, 20), nn.Linear(3, 5))", "50,32,3"),
  MODEL (BIDIRECTIONAL, "bidirectional_doubles_width",
    "A bidirectional layer doubles the width",
    "A bidirectional layer gives the features of both directions side by "
    "side: 2 × hidden_size. What comes next has to be built for that.",
    "nn.Sequential(nn.GRU(3, 20, bidirectional=True), nn.Linear(20, 5))",
    "50,32,3"),
  TEXT (MISSING_AXIS, "missing_unsqueeze", "An axis is missing",
    "A recurrent layer takes (time, batch, features), a state (layers × "
    "directions, batch, hidden_size). A window of plain numbers lacks the "
    "feature axis, a single sequence the batch, a state the layers.",
    "RuntimeError: input.size(-1) must be equal to input_size. Expected 1, got "
    "60"),
  MODEL (EXTRA_AXIS, "extra_axis", "An axis is too many",
    "An image's channel, an unsqueeze too many or a batch of batches leaves "
    "an axis that the layer doesn't take.",
    "nn.GRU(28, 64, batch_first=True)", "64,1,28,28"),
  TEXT (HIDDEN_BATCH, "hidden_batch_mismatch",
    "The state was made for another batch",
    "Axis 1 of a state is the batch of the input. A state that was made with a "
    "number in place of the input's own size fits one batch and no other.",
    "RuntimeError: Expected hidden size (2, 4, 384), got (2, 8, 384)"),
  TEXT (HIDDEN_LAYERS, "hidden_layers_directions",
    "The state is of other layers or directions",
    "Axis 0 of a state counts layers × directions. An encoder's state often "
    "meets a decoder of another depth, or both directions of one meet a "
    "decoder that reads in one.",
    "RuntimeError: Expected hidden size (2, 8, 512), got [1, 8, 512]"),
  TEXT (HIDDEN_SIZE, "hidden_size_mismatch", "The state has another width",
    "The last axis of a state is hidden_size, whatever the width of the "
    "input is.",
    "RuntimeError: hidden0 has inconsistent hidden_size: got 256, expected "
    "512"),
  TEXT (HIDDEN_BATCH_FIRST, "hidden_batch_first", "The state is batch first",
    "batch_first is about the input and the output. A state is always (layers "
    "× directions, batch, hidden_size).",
    "RuntimeError: Expected hidden[0] size (2, 4, 8), got [4, 2, 8]"),
  TEXT (UNBATCHED, "unbatched_vs_batched",
    "One has a batch axis, the other has none",
    "Since PyTorch 1.11 an input of two axes is one sequence without a batch, "
    "and its state has two axes too; an input of three needs a state of "
    "three.",
    "RuntimeError: For batched 3-D input, hx should also be 3-D but got 2-D "
    "tensor"),
  MODEL (DTYPE, "dtype", "The data has another type than the weights",
    "Weights are float32. NumPy makes float64 and torch.arange int64, and a "
    "product takes one type.",
    "{\"model\": [{\"op\": \"GRU\", \"input_size\": 3, \"hidden_size\": 20}], "
    "\"input\": {\"shape\": [50, 32, 3], \"dtype\": \"float64\"}}", NULL),
  TEXT (VIEW_TOTAL, "view_bad_total", "A view with the wrong number of rows",
    "A view keeps all elements. Asked for the wrong number of rows it makes "
    "the last axis a quotient, or fails where none is left over.",
    "RuntimeError: size mismatch, m1: [4 x 16], m2: [64 x 3]"),
  MODEL (BAD_ARGUMENT, "bad_argument", "An argument is not allowed",
    "An argument has a value that no layer can be made with, or names an axis "
    "that isn't there.",
    "nn.GRU(3, 0)", "50,32,3"),
  TEXT (LAST_BATCH, "last_partial_batch", "The last batch is smaller",
    "When the number of samples isn't a multiple of batch_size, the last batch "
    "of an epoch is smaller, and whatever was made for batch_size no longer "
    "fits: a state, a view with the batch as a number.",
    "RuntimeError: Expected hidden[0] size (2, 4, 256), got (2, 50, 256)"),
  TEXT (STATE_REUSED, "hidden_state_reused_across_batch",
    "The state was kept from another phase",
    "A state that is kept between calls has the batch of the call that made "
    "it: 1 while acting, 64 while training.",
    "RuntimeError: Expected hidden[0] size (2, 128, 256), got [2, 1, 256]"),
  TEXT (DATA_PARALLEL, "dataparallel_scatter",
    "DataParallel split one tensor and not the other",
    "DataParallel divides every tensor along axis 0 among the devices. The "
    "batch of a state is axis 1, and a list isn't divided at all.",
    "gpus = 4\n"
    "RuntimeError: Expected hidden size (3, 64, 12), got (3, 16, 12)"),
  MODEL (AXIS_LOST, "axis_lost_by_squeeze", "squeeze took an axis away",
    "squeeze() without an axis takes every axis of size 1: with a batch of 1, "
    "the batch too. What comes next then finds an axis less.",
    "{\"model\": [{\"op\": \"GRU\", \"input_size\": 3, \"hidden_size\": 20}, "
    "{\"op\": \"squeeze\"}, "
    "{\"op\": \"transpose\", \"dim0\": 1, \"dim1\": 2}], "
    "\"input\": {\"shape\": [50, 1, 3]}}", NULL),
  TEXT (RESHAPE, "cnn_to_rnn_reshape",
    "What a convolution leaves is another width",
    "A convolution gives (batch, channels, height, width). Channels and "
    "height become the features, so their product has to be input_size.",
    "a CRNN: the GRU comes after the CNN\n"
    "RuntimeError: input.size(-1) must be equal to input_size. Expected 512, "
    "got 8192"),
  MODEL (EMPTY_INPUT, "empty_input", "The input is empty",
    "A sequence without steps, or a batch without sequences, reached the "
    "layer.",
    "nn.GRU(3, 20)", "0,32,3"),
  TEXT (TUPLE, "tuple_not_unpacked", "A tuple where a tensor is wanted",
    "GRU, LSTM and RNN give (output, state). Handed on whole, the pair meets a "
    "layer that takes a tensor; and an LSTM takes a pair of states where a GRU "
    "takes one.",
    "RuntimeError: Expected hidden[0] size (1, 4, 256), got (4, 256)"),
  TEXT (PACKED_LENGTHS, "packed_lengths", "The lengths can't be packed with",
    "pack_padded_sequence needs the length of each sequence: at least 1, at "
    "most the padded length, on the CPU, and in descending order unless "
    "enforce_sorted is False.",
    "RuntimeError: `lengths` array must be sorted in decreasing order when "
    "`enforce_sorted` is True."),
  TEXT (LOSS_BATCH, "loss_batch_mismatch",
    "Predictions and targets are not as many",
    "A loss compares one prediction with one target. Predictions for each "
    "step meet targets for each sequence, or one side has a step more.",
    "ValueError: Expected input batch_size (1216) to match target batch_size "
    "(1280)"),
  TEXT (COLLATE, "variable_length_collate",
    "Samples of different length in one batch",
    "A batch is one tensor. Samples of different length have to be padded to "
    "one before they are stacked, in the DataLoader's collate_fn.",
    "RuntimeError: stack expects each tensor to be equal size, but got [7] at "
    "entry 0 and [6] at entry 1"),
  TEXT (CHECKPOINT_CONFIG, "checkpoint_config_mismatch",
    "The checkpoint has other sizes than the model",
    "The same architecture with another argument: weight_ih_l0 is (gates × "
    "hidden_size, input_size), so its axes say which one differs.",
    "RuntimeError: Error(s) in loading state_dict for Model:\n"
    "\tsize mismatch for lstm.weight_ih_l0: copying a param with shape "
    "torch.Size([512, 5]) from checkpoint, the shape in current model is "
    "torch.Size([512, 16])."),
  TEXT (CHECKPOINT_NAMES, "checkpoint_wrong_architecture",
    "The checkpoint is of another model",
    "The names of the parameters differ: another class was saved, a module "
    "was renamed, or a prefix was added.",
    "RuntimeError: Error(s) in loading state_dict for Model:\n"
    "\tMissing key(s) in state_dict: \"rnn.weight_ih_l0\".\n"
    "\tUnexpected key(s) in state_dict: \"encoder.rnn.weight_ih_l0\"."),
  TEXT (EMBEDDING_INDEX, "embedding_index", "An id is beyond the table",
    "An Embedding has num_embeddings rows, counted from 0, and a loss over "
    "classes as many classes as the last Linear gives. An id beyond them has "
    "no row.",
    "IndexError: index out of range in self"),
  TEXT (WRONG_TENSOR, "wrong_tensor_fed", "Another tensor than was meant",
    "The layer's own output or another layer's was handed in, where its input "
    "was meant: its width gives it away.",
    "input_size = 2048, hidden_size = 256\n"
    "RuntimeError: input.size(-1) must be equal to input_size. Expected 2048, "
    "got 256"),
  TEXT (WRONG_LAYER, "wrong_layer_blamed", "It is another layer that speaks",
    "A GRU says in its own words that its input doesn't fit. A product that "
    "fails belongs to another layer, most often a Linear behind it.",
    "RuntimeError: size mismatch, m1: [1600 x 3], m2: [50 x 20]"),
};
G_STATIC_ASSERT (G_N_ELEMENTS (infos) == FALK_CAUSE_COUNT);
/* clang-format on */

const FalkCauseInfo *
falk_cause_info (FalkCauseCode code)
{
  g_return_val_if_fail (code < FALK_CAUSE_COUNT, NULL);
  return &infos[code];
}

const char *
falk_cause_name (FalkCauseCode code)
{
  g_return_val_if_fail (code < FALK_CAUSE_COUNT, NULL);
  return infos[code].name;
}
