/* SPDX-License-Identifier: MIT */
/* A report: what could be read from a pasted error text. */
#pragma once

#include "falk-context.h"
#include "falk-infer.h"
#include "falk-pattern.h"
#include "falk-state-study.h"
#include "falk-torch-version.h"

G_BEGIN_DECLS

/* Every family of wordings that is recognised. */
typedef enum
{
  /* a product */
  FALK_WORDING_SIZE_MISMATCH, /* size mismatch, m1: [..], m2: [..] */
  FALK_WORDING_MAT1_MAT2, /* mat1 and mat2 shapes cannot be multiplied */
  FALK_WORDING_REDUCTION_DIM, /* a and b must have same reduction dim */
  FALK_WORDING_ADDMV, /* size mismatch, got 20, 20x50,3 */
  FALK_WORDING_PRODUCT_NO_SIZES, /* mat1 dim 1 must match mat2 dim 0 */
  FALK_WORDING_MATRIX_RANK, /* matrices expected, got 3D, 2D tensors */
  FALK_WORDING_BATCH_PRODUCT, /* Expected size for first two dimensions ... */
  /* the same by NumPy, TensorFlow, JAX, Keras, ONNX Runtime, einops */
  FALK_WORDING_NUMPY_MATMUL,
  FALK_WORDING_NUMPY_BROADCAST,
  FALK_WORDING_TF_MATMUL,
  FALK_WORDING_JAX_DOT,
  FALK_WORDING_KERAS_RANK,
  FALK_WORDING_KERAS_AXIS,
  FALK_WORDING_ONNX_STATE,
  FALK_WORDING_ONNX_INPUT,
  FALK_WORDING_ONNX_RANK,
  FALK_WORDING_TF_BROADCAST, /* Incompatible shapes: [1,80] vs. [1,20] */
  FALK_WORDING_TF_CELL, /* the input size of each next cell must match ... */
  FALK_WORDING_EINOPS,
  /* GRU, LSTM, RNN */
  FALK_WORDING_INPUT_SIZE, /* input.size(-1) must be equal to input_size */
  FALK_WORDING_HIDDEN_SIZE, /* Expected hidden size (..), got [..] */
  FALK_WORDING_STATE_RANK, /* For batched 3-D input, hx should also be ... */
  FALK_WORDING_INPUT_RANK, /* input must have 3 dimensions, got 2 */
  FALK_WORDING_SEQUENCE_EMPTY, /* Expected sequence length to be larger ... */
  FALK_WORDING_PACKED_RANK, /* input must have 2 dimensions, got 3 */
  FALK_WORDING_CHECK_CRASHED, /* name 'fn' is not defined: 0.3.1 */
  FALK_WORDING_ELEMENTWISE_OLD, /* inconsistent tensor size, expected r_ */
  /* cells */
  FALK_WORDING_CELL_INPUT_SIZE, /* input has inconsistent input_size: ... */
  FALK_WORDING_CELL_BATCH, /* Input batch size N doesn't match hidden0 ... */
  FALK_WORDING_CELL_HIDDEN_SIZE, /* hidden0 has inconsistent hidden_size */
  FALK_WORDING_CELL_RANK, /* Expected input to be 1-D or 2-D ... */
  FALK_WORDING_CELL_STATE_RANK, /* Expected hidden to be 1D or 2D ... */
  /* packing */
  FALK_WORDING_LENGTHS_ZERO,
  FALK_WORDING_LENGTHS_COUNT,
  FALK_WORDING_LENGTHS_ORDER,
  FALK_WORDING_LENGTHS_DEVICE,
  FALK_WORDING_LENGTHS_BEYOND, /* start (N) + length (N) exceeds ... */
  /* shapes that are asked for */
  FALK_WORDING_VIEW_TOTAL, /* shape '[..]' is invalid for input of size N */
  FALK_WORDING_VIEW_ARGUMENT, /* only one dimension can be inferred */
  FALK_WORDING_VIEW_STRIDE,
  FALK_WORDING_BROADCAST, /* The size of tensor a (N) must match ... */
  FALK_WORDING_STACK, /* stack expects each tensor to be equal size */
  FALK_WORDING_CAT, /* Sizes of tensors must match except in dimension D */
  FALK_WORDING_CAT_RANK,
  FALK_WORDING_DIM_RANGE, /* Dimension out of range */
  FALK_WORDING_PERMUTE, /* axes that permute or flatten was told */
  /* losses */
  FALK_WORDING_LOSS_BATCH, /* Expected input batch_size (N) to match ... */
  FALK_WORDING_LOSS_TARGET,
  /* Embedding, Conv1d, norms */
  FALK_WORDING_EMBEDDING_INDEX,
  FALK_WORDING_INDEX_RANGE, /* index N is out of bounds for dimension D */
  FALK_WORDING_CONV_CHANNELS,
  FALK_WORDING_CONV_RANK,
  FALK_WORDING_CONV_KERNEL,
  FALK_WORDING_CONV_HEIGHT, /* the height of conv must be 1: of a CRNN */
  FALK_WORDING_CONV_EMPTY,
  FALK_WORDING_NORM_FEATURES,
  FALK_WORDING_NORM_RANK,
  FALK_WORDING_NORM_SINGLE,
  /* types, kinds of object, checkpoints */
  FALK_WORDING_DTYPE,
  FALK_WORDING_TUPLE,
  FALK_WORDING_ARGUMENT, /* of a constructor, that can't be */
  FALK_WORDING_STATE_DICT,
  FALK_WORDING_COUNT
} FalkWording;

const char *falk_wording_name (FalkWording wording); /* stable; static */

/* Whether another program than PyTorch says it. */
gboolean falk_wording_is_foreign (FalkWording wording);

/* Invariant: where there is a model there is an input, and they reproduce the
 * fault: falk_infer (model, input) is not ok, and falk_wording_write() of its
 * fault in the version torch, whose checks the model has where they find the
 * fault, gives the text's numbers again (but for what the text left out, as in
 * "(3, ...)", and for texts of other programs). Where the text leaves something
 * open (the layer that spoke, how 1600 rows factor) they hold the likeliest
 * reading, and notes say so. Without a model the sentence is of something that
 * Falk has no step for, or doesn't say enough to build one:
 * falk_explain_report() explains it. */
typedef struct
{
  char *text; /* what it was read from, whole */
  FalkWording wording;
  char *sentence; /* the matched error sentence, one line */
  char *exception; /* the class before it, "RuntimeError"; or NULL */
  gsize offset; /* byte offset of it in the text */
  FalkTorch first, last; /* the oldest and the newest version that it may be
                          * from: by its words, and what else the text says */
  FalkTorch torch; /* the one it is taken to be from: the default where it may
                    * be, else the newest */
  guint n_slots;
  FalkPatternSlot
      slots[FALK_PATTERN_SLOTS_MAX]; /* what the sentence holds, in its
                                           * own order */
  FalkContext *context; /* what is known beside the text; owned */
  FalkStateDiff *diff; /* of FALK_WORDING_STATE_DICT; owned, else NULL */
  FalkStateStudy *study; /* of diff; owned, NULL where there is none */
  FalkShape shapes[2]; /* m1, m2; or expected, got */
  gint64 numbers[2]; /* expected, got of the scalar wordings; of a product,
                        * m2's rows and m1's columns */
  char *source; /* the person's line of code from the traceback, or NULL */
  FalkOp op; /* the layer that the reading blames */
  FalkFaultCode code; /* the fault that model and input have */
  gboolean worded; /* a version of PyTorch in the table says the sentence so */
  gboolean layer_stated; /* the text itself says that it is this one */
  guint32 assumed; /* bit i: the size of axis i of input is not known */
  FalkModel *model; /* reconstructed, owned: one step, and where it takes more
                     * for the fault the one that packs or moves before it; or
                     * NULL */
  FalkTensor *input; /* reconstructed bare shape, owned; or NULL */
  GPtrArray *notes; /* char *: what was assumed */
} FalkReport;

/* Finds the error in @text (alone, in a traceback, among other lines, in
 * colour, quoted or wrapped). Where there are several, the last one that
 * stands behind an exception's class, as in "RuntimeError: ...", or else the
 * last. @context is what is known beside the text, or NULL. NULL and @error
 * (FALK_EXPLAIN_ERROR) when there is no error text that is known: the message
 * says what was looked for. Linear in the text's length; what is beyond
 * FALK_SQUEEZE_MAX bytes isn't read. */
FalkReport *falk_report_read (const char *text, const FalkContext *context,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void falk_report_free (FalkReport *report);

/* The same text read again, now that the input is known to be of @shape. NULL
 * where the sentence can't be about such an input: the shape is then of
 * something else. */
FalkReport *
falk_report_with_input (const FalkReport *report,
                        const FalkShape *shape) G_GNUC_WARN_UNUSED_RESULT;

/* Which axes of @input have a size that no text states: bit i for axis i. 0
 * where @report is NULL or @input isn't the one it was read with. */
guint32 falk_report_assumed (const FalkReport *report, const FalkTensor *input);

/* Whether the input's shape was known, but for sizes that are left open, and
 * not worked out from the sentence. */
gboolean falk_report_states_input (const FalkReport *report);

#define FALK_EXPLAIN_ERROR (falk_explain_error_quark ())
GQuark falk_explain_error_quark (void);
typedef enum
{
  FALK_EXPLAIN_ERROR_NO_FAULT, /* no known error text in it */
  FALK_EXPLAIN_ERROR_NO_MEANING, /* known words, but numbers that agree or
                                  * that no tensor can have */
} FalkExplainError;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkReport, falk_report_free)

G_END_DECLS
