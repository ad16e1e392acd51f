/* SPDX-License-Identifier: MIT */
/* The headline of each fault, and the sentence that says what happened. */
#include "falk-explain-private.h"

/* clang-format off */
#define ROW(code, headline, what) [FALK_FAULT_##code] = { headline, what }

const FalkExplainWords falk_explain_words[FALK_FAULT_COUNT] = {
  ROW (ARGUMENT_UNKNOWN, "{layer} has no argument {argument}",
    "{step} can't be made: Python finds no place for {argument} before "
    "PyTorch looks at any number."),
  ROW (ARGUMENT_MISSING, "{layer} needs {argument}",
    "{step} can't be made without it: {argument} has no default."),
  ROW (NEGATIVE_SIZE, "{argument} is negative",
    "{step} can't be made: {argument} gives its weights the size "
    "{found-shape}."),
  ROW (HIDDEN_ZERO, "hidden_size is {found}",
    "{step} can't be made: its state would have no features."),
  ROW (HIDDEN_DIVISION, "hidden_size is {found}",
    "{step} can't be made: its state would have no features."),
  ROW (PROJ_SIZE, "proj_size is {found}",
    "{step} can't be made: proj_size has to be below hidden_size, at most "
    "{needed}."),
  ROW (NO_LAYERS, "num_layers is {found}",
    "{step} can't be made without a layer."),
  ROW (DROPOUT, "dropout is outside 0 to 1",
    "{step} can't be made: dropout is the probability that a value is left "
    "out."),
  ROW (DROPOUT_P, "p is outside 0 to 1",
    "{step} can't be made: p is the probability that a value is left out."),
  ROW (PROJ_NEGATIVE, "proj_size is {found}",
    "{step} can't be made: proj_size is a number of features, or 0 for none."),
  ROW (PROJ_UNSUPPORTED, "proj_size is an LSTM's",
    "{step} can't be made: a {layer} has no projection of its state."),
  ROW (ARGUMENT_LATER, "{argument} came with a later version",
    "{step} can't be made: this version of PyTorch has no such argument."),
  ROW (GROUPS_POSITIVE, "groups is {found}",
    "{step} can't be made: there is at least one group of channels."),
  ROW (GROUPS_IN, "groups does not divide in_channels",
    "{step} can't be made: {found} channels can't be shared out evenly."),
  ROW (GROUPS_OUT, "groups does not divide out_channels",
    "{step} can't be made: {found} channels can't be shared out evenly."),
  ROW (NORMALIZED_EMPTY, "normalized_shape is empty",
    "{step} normalizes the last axes together, and normalized_shape names "
    "none."),
  ROW (NOT_TENSOR, "A PackedSequence is no tensor",
    "{x} is a PackedSequence; {step} takes a tensor."),
  ROW (NOT_TENSOR_ATTRIBUTE, "A PackedSequence is no tensor",
    "{x} is a PackedSequence; {step} takes a tensor."),
  ROW (NOT_TENSOR_DEVICE, "It is packed already",
    "{x} is a PackedSequence; {step} takes a padded tensor."),
  ROW (NOT_PACKED, "There is nothing to unpack",
    "{x} is a tensor; {step} takes a PackedSequence."),
  ROW (NO_AXIS, "{axes} where {layer} takes {ranks}",
    "{x} has the shape {x-shape}. {step} takes {forms}."),
  ROW (INPUT_SCALAR, "A single number is no sequence",
    "{x} has no axes. {step} takes (time, features), or (time, batch, "
    "features)."),
  ROW (INPUT_RANK, "{axes} where {layer} takes {ranks}",
    "{x} has the shape {x-shape}. {step} takes {forms}."),
  ROW (UNBATCHED_STATE, "The state has {found} axes, the input {rank}",
    "{x} has the shape {x-shape}, which {step} reads as a single sequence "
    "without a batch; the state {found-shape} has a batch axis."),
  ROW (BATCHED_STATE, "The state has {found} axes, not 3",
    "{x} has a batch axis, so the state of {step} needs three axes; "
    "{found-shape} has {found}."),
  ROW (INPUT_SIZE, "Inner dimensions differ: {found} ≠ {needed}",
    "The last axis of {x} has {found} features; {step} was built with "
    "{takes} = {needed}."),
  ROW (HIDDEN_SIZE, "The state does not fit: {found} ≠ {needed}",
    "The state handed to {step} has the shape {found-shape}; it needs "
    "{needed-shape}: layers × directions, batch, hidden_size."),
  ROW (UNBATCHED_STATES, "The state has {found} axes, the input {rank}",
    "{x} has the shape {x-shape}, which {step} reads as a single sequence "
    "without a batch; the state {found-shape} has a batch axis."),
  ROW (BATCHED_STATES, "The state has {found} axes, not 3",
    "{x} has a batch axis, so the state of {step} needs three axes; "
    "{found-shape} has {found}."),
  ROW (HIDDEN_SIZE_H, "The state does not fit: {found} ≠ {needed}",
    "The state handed to {step} has the shape {found-shape}; it needs "
    "{needed-shape}: layers × directions, batch, hidden_size."),
  ROW (HIDDEN_SIZE_C, "The cell state does not fit: {found} ≠ {needed}",
    "The cell state c0 handed to {step} has the shape {found-shape}; it "
    "needs {needed-shape}: layers × directions, batch, hidden_size."),
  ROW (PACKED_RANK, "{axes} where packed data has 2",
    "{x} holds packed data of the shape {x-shape}. {step} takes (rows, "
    "features)."),
  ROW (PACKED_STATE_RANK, "The state has no batch axis",
    "The packed batch was sorted, and PyTorch sorts the state {found-shape} "
    "along its axis 1 too, which it has not."),
  ROW (PACKED_STATE_NOTHING, "The state has no sequences",
    "The packed batch was sorted, and PyTorch sorts the state {found-shape} "
    "along its axis 1 too, where it has nothing."),
  ROW (PACKED_STATE_INDEX, "The state has {needed} sequences",
    "The packed batch was sorted, and PyTorch sorts the state {found-shape} "
    "along its axis 1 too: sequence {found} is beyond it."),
  ROW (PACKED_SHORT, "The lengths reach beyond the data",
    "{x} has {found} rows. Some lengths exceed the padded tensor, and "
    "{step} runs out of rows."),
  ROW (NO_TIME, "No time steps",
    "{x} has the shape {x-shape}: there is nothing for {step} to read along "
    "axis {axis}."),
  ROW (CELL_RANK, "{axes} where a cell takes {ranks}",
    "{x} has the shape {x-shape}. {step} takes {forms}: one time step."),
  ROW (CELL_INPUT_PRODUCT, "Inner dimensions differ: {found} ≠ {needed}",
    "{x} has the shape {x-shape}, and {step} multiplies its last axis by a "
    "weight for {needed} features. It takes (batch, features): one time step."),
  ROW (CELL_INPUT_AXES, "{axes} where a cell takes {ranks}",
    "{x} has the shape {x-shape}. {step} takes {forms}: one time step."),
  ROW (CELL_STATE_AXES, "The state has {found} axes, not {needed}",
    "The state handed to {step} has the shape {found-shape}; with {x} of "
    "{x-shape} it needs {needed} axes."),
  ROW (CELL_STATE_SCALAR, "The state has no axes",
    "{x} has the shape {x-shape}. {step} needs a state (batch, hidden_size)."),
  ROW (CELL_STATE_RANK, "The state has {found} axes, not {needed}",
    "The state handed to {step} has the shape {found-shape}; with {x} of "
    "{x-shape} it needs {needed} axes."),
  ROW (CELL_INPUT_SIZE, "Inner dimensions differ: {found} ≠ {needed}",
    "The last axis of {x} has {found} features; {step} was built with "
    "{takes} = {needed}."),
  ROW (CELL_BATCH, "The state does not fit: {found} ≠ {needed} sequences",
    "{x} has {needed} rows, one for each sequence; the state of {step} has "
    "the shape {found-shape}."),
  ROW (CELL_HIDDEN_SIZE, "The state does not fit: {found} ≠ {needed}",
    "The last axis of the state has {found} features; {step} was built with "
    "hidden_size = {needed}."),
  ROW (CELL_STATE_PRODUCT, "The state has axes too many",
    "The state {found-shape} of {step} ends with {found}, not with "
    "hidden_size {needed}; PyTorch does not look at its rank."),
  ROW (CELL_STATE_ADD, "The state has axes too many",
    "What comes of the state {found-shape} doesn't agree with what comes of "
    "{x}: {found} ≠ {needed}. PyTorch does not look at its rank."),
  ROW (CELL_STATE_OUTPUT, "The state has axes too many",
    "What comes of the state {found-shape} can't be added to what comes of "
    "{x}. PyTorch does not look at its rank."),
  ROW (CELL_STATE_CRASH, "PyTorch crashes on this state",
    "The state {found-shape} of {step} has axes too many. PyTorch does not "
    "look, and reads gates that aren't there: the program ends without a "
    "message."),
  ROW (MATMUL, "Inner dimensions differ: {found} ≠ {needed}",
    "The last axis of {x} has {found} features; {step} was built with "
    "{takes} = {needed}."),
  ROW (MATMUL_BATCH, "Inner dimensions differ: {found} ≠ {needed}",
    "The last axis of {x} has {found} features; {step} was built with "
    "{takes} = {needed}."),
  ROW (MATMUL_SCALAR, "A single number can't be multiplied by a matrix",
    "{x} has no axes; {step} multiplies along the last one."),
  ROW (EMBEDDING_DTYPE, "{dtype} can't be looked up",
    "{x} is {dtype}; {step} takes whole numbers, the ids of its rows."),
  ROW (EMBEDDING_EMPTY, "There are no embeddings",
    "{step} was built with num_embeddings = {found}: there is no row to "
    "look up."),
  ROW (CONV_RANK, "{axes} where {layer} takes {ranks}",
    "{x} has the shape {x-shape}. {step} takes {forms}."),
  ROW (CONV_PADDING, "padding is {found}",
    "{step} adds that many zeros at each end: 0 or more."),
  ROW (CONV_STRIDE, "stride is {found}",
    "{step} moves its kernel that far: at least 1."),
  ROW (CONV_DILATION, "dilation is {found}",
    "{step} takes values that far apart: at least 1."),
  ROW (CONV_DILATION_SLOW, "dilation is {found}",
    "{step} takes values that far apart: at least 1."),
  ROW (CONV_KERNEL_ZERO, "kernel_size is {found}",
    "{step} has a kernel of no values."),
  ROW (CONV_KERNEL_SLOW, "kernel_size is {found}",
    "{step} has a kernel of no values."),
  ROW (CONV_WEIGHT, "out_channels is {found}",
    "{step} has no kernel at all."),
  ROW (CONV_CHANNELS, "Channels differ: {found} ≠ {needed}",
    "{x} has {found} channels on axis {axis}; {step} was built with "
    "in_channels = {needed}."),
  ROW (CONV_KERNEL, "The kernel is longer than the input",
    "With its padding {x} is {found} steps long, and the kernel of {step} "
    "reaches over {needed}."),
  ROW (CONV_EMPTY, "No time steps",
    "{x} has the shape {x-shape}: there is nothing for {step} to read but "
    "padding."),
  ROW (CONV_DTYPE, "The types differ: {dtype} and float32",
    "{x} is {dtype} and the weights of {step} are float32."),
  ROW (LAYER_NORM, "The last axes differ: {found} ≠ {needed}",
    "{x} has the shape {x-shape}; {step} was built for {needed-shape} at "
    "its end."),
  ROW (BATCH_NORM_RANK, "{axes} where {layer} takes 2 or 3",
    "{x} has the shape {x-shape}. {step} takes (batch, features), or "
    "(batch, features, time)."),
  ROW (BATCH_NORM_SINGLE, "One value has no variance",
    "{x} has the shape {x-shape}: a single value of each feature, and "
    "{step} is in training."),
  ROW (BATCH_NORM_FEATURES, "Features differ: {found} ≠ {needed}",
    "{x} has {found} features on axis 1; {step} was built with num_features "
    "= {needed}."),
  ROW (BATCH_NORM_WEIGHT, "Features differ: {found} ≠ {needed}",
    "{x} has {found} features on axis 1; {step} was built with num_features "
    "= {needed}."),
  ROW (WEIGHT_NONE, "No features",
    "{x} has the shape {x-shape}: {step} has nothing to normalize."),
  ROW (DTYPE_MIXED, "The types differ: {dtype} and float32",
    "{x} is {dtype}, and the weights of {step} are float32. The shapes are "
    "in order."),
  ROW (PACK_RANK, "{axes} where packing takes 2 or more",
    "{x} has the shape {x-shape}; {step} takes (time, batch, …)."),
  ROW (PACK_SCALAR, "A single number is no batch",
    "{x} has no axes; {step} takes (time, batch, …)."),
  ROW (PACK_EMPTY, "There is nothing to pack",
    "{x} has the shape {x-shape}."),
  ROW (PACK_INDEX_VECTOR, "There are too many lengths",
    "{x} has the shape {x-shape}; a length has no sequence."),
  ROW (PACK_INDEX, "There are too many lengths",
    "{x} has {needed} sequences on axis {axis}; length {found} has none."),
  ROW (PACK_NOTHING, "There is nothing to pack",
    "{x} has the shape {x-shape}: no sequences to sort."),
  ROW (PACK_COUNT, "{found} lengths for {needed} sequences",
    "{x} has {needed} sequences on axis {axis}, and {step} is given {found} "
    "lengths."),
  ROW (PACK_ZERO, "A length is {found}",
    "{step} takes sequences of one step or more."),
  ROW (PACK_UNSORTED, "The lengths are not sorted",
    "{step} takes the longest sequence first, unless enforce_sorted is "
    "False."),
  ROW (UNPACK_TOTAL, "The lengths reach beyond the data",
    "{x} has too few rows: some lengths exceed the tensor that was packed."),
  ROW (CAT_RANK, "The operands have {found} and {needed} axes",
    "{x} has the shape {x-shape}; {step} joins tensors with as many axes."),
  ROW (CAT_SCALAR, "A single number can't be joined",
    "{step} joins tensors along an axis, and one of them has none."),
  ROW (CAT_SIZE, "The sizes differ: {found} ≠ {needed}",
    "{x} has {found} on axis {axis}, the other {needed}: only the axis that "
    "is joined may differ."),
  ROW (BROADCAST, "The sizes differ: {found} ≠ {needed}",
    "{x} has the shape {x-shape}, and {found} meets {needed}: {step} takes "
    "equal sizes, or 1."),
  ROW (BMM_RANK, "{axes} where bmm takes 3",
    "{x} has the shape {x-shape}; {step} takes (batch, rows, columns)."),
  ROW (BMM_OTHER_RANK, "The other operand has {found} axes, not 3",
    "{step} takes (batch, rows, columns)."),
  ROW (BMM_SIZE, "The sizes differ: {found} ≠ {needed}",
    "{x} has {found} on axis {axis}, where the other operand of {step} has "
    "{needed}."),
  ROW (LOSS_PROBABILITIES, "The target is read as probabilities",
    "The target has the shape of {x}, {x-shape}: then {step} takes it for "
    "probabilities, which are no integers."),
  ROW (LOSS_TARGET_AXIS, "The target has no axes",
    "{x} has the shape {x-shape}; {step} takes a target {needed-shape}."),
  ROW (LOSS_BATCH, "{found} predictions, {needed} targets",
    "{x} has the shape {x-shape}: {step} wants a target for each along axis "
    "0."),
  ROW (LOSS_VECTOR, "The target has {found} axes, not {needed}",
    "{x} has the shape {x-shape}; {step} takes a target {needed-shape}."),
  ROW (LOSS_MULTI, "The target has {found} axes, not {needed}",
    "{x} has the shape {x-shape}; {step} takes a target {needed-shape}."),
  ROW (LOSS_SPATIAL_RANK, "The target has {found} axes, not {needed}",
    "{x} has the shape {x-shape}; {step} takes a target {needed-shape}."),
  ROW (LOSS_SPATIAL, "The target has another shape",
    "{x} has the shape {x-shape}; {step} takes a target {needed-shape}."),
  ROW (LOSS_TARGET, "The target has another shape",
    "{x} has the shape {x-shape}; {step} takes a target {needed-shape}."),
  ROW (LOSS_CLASSES, "There are no classes",
    "{x} has the shape {x-shape}: no class for a target to name."),
  ROW (DTYPE, "The types differ: {dtype} and float32",
    "{x} is {dtype}, and the weights of {step} are float32. The shapes are "
    "in order."),
  ROW (DTYPE_SCALAR, "The types differ: {dtype} and float32",
    "{x} is {dtype}, and the weights of {step} are float32. The shapes are "
    "in order."),
  ROW (DTYPE_KERNEL, "No code for {dtype}",
    "{x} is {dtype}, which {step} can't compute on the processor."),
  ROW (DTYPE_BATCH, "The types differ: {dtype} and float32",
    "{x} is {dtype} and the other operand of {step} is float32."),
  ROW (DTYPE_RELU, "No relu of {dtype}",
    "{x} is {dtype}, and {step} takes the relu of it."),
  ROW (DTYPE_CAST, "The types differ: {dtype} and float32",
    "{x} is {dtype}, which can't hold what {step} makes of it."),
  ROW (DIM_RANGE, "There is no axis {found}",
    "{step} names axis {found} of {x}, whose shape is {x-shape}."),
  ROW (SELECT_SCALAR, "Nothing to select from",
    "{x} is a single number; {step} takes one entry of an axis."),
  ROW (SELECT_INDEX, "Index {found} is out of range",
    "{step} takes entry {found} of axis {axis} of {x}, which has {needed}."),
  ROW (PERMUTE_COUNT, "permute names {found} axes of {needed}",
    "{step} names {found} axes; {x} has the shape {x-shape}."),
  ROW (PERMUTE_DUPLICATE, "permute names an axis twice",
    "{step} must name each of the {rank} axes of {x} once."),
  ROW (FLATTEN_ORDER, "start_dim comes after end_dim",
    "{step} is to flatten axes {found} to {needed} of {x}."),
  ROW (SHAPE_NEGATIVE, "{found} is no size",
    "{step} asks for a size below -1."),
  ROW (SHAPE_TWO_UNKNOWN, "Two sizes are left open",
    "{step} has -1 twice; only one size can be worked out."),
  ROW (SHAPE_TOTAL, "{needed} elements don't fit {needed-shape}",
    "{step} asks for {needed-shape}; {x} has the shape {x-shape}, {needed} "
    "elements."),
  ROW (SHAPE_AMBIGUOUS, "An empty tensor leaves -1 open",
    "{x} has no elements; {step} asks for {needed-shape}."),
  ROW (VIEW_STRIDE, "view can't, reshape can",
    "{step} asks for a view of {x}, whose axes were moved in memory."),
  ROW (MEAN_DTYPE, "No mean of {dtype}",
    "{x} is {dtype}; {step} gives a fraction, so it takes floating point "
    "numbers."),
  ROW (TOO_LARGE, "Too large for any memory",
    "{step} asks for more than any tensor can have."),
};
/* clang-format on */
