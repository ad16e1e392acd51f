/* SPDX-License-Identifier: MIT */
/* A report: what could be read from a pasted error text. */
#pragma once

#include "falk-infer.h"
#include "falk-torch-version.h"

G_BEGIN_DECLS

/* Every family of wordings that is recognised. */
typedef enum
{
  FALK_WORDING_SIZE_MISMATCH, /* size mismatch, m1: [..], m2: [..] */
  FALK_WORDING_MAT1_MAT2, /* mat1 and mat2 shapes cannot be multiplied */
  FALK_WORDING_INPUT_SIZE, /* input.size(-1) must be equal to input_size */
  FALK_WORDING_HIDDEN_SIZE, /* Expected hidden size (..), got [..] */
  FALK_WORDING_STATE_RANK, /* For batched 3-D input, hx should also be ... */
  FALK_WORDING_CELL_INPUT_SIZE, /* input has inconsistent input_size: ... */
  FALK_WORDING_CELL_BATCH, /* Input batch size N doesn't match hidden0 ... */
  FALK_WORDING_CELL_HIDDEN_SIZE, /* hidden0 has inconsistent hidden_size */
  FALK_WORDING_COUNT
} FalkWording;

const char *falk_wording_name (FalkWording wording); /* stable; static */

/* Invariant: model and input reproduce the fault: falk_infer (model, input)
 * is not ok, and falk_wording_write() of its fault in the version torch, whose
 * checks the model has where they find the fault, gives
 * the text's numbers again (but for what the text left out, as in "(3,
 * ...)"). Where the text leaves something open (the layer that spoke, how
 * 1600 rows factor) they hold the likeliest reading, and notes say so. */
typedef struct
{
  FalkWording wording;
  char *sentence; /* the matched error sentence, one line */
  gsize offset; /* byte offset of it in the text */
  FalkTorch first, last; /* the oldest and the newest version that it may be
                          * from: by its words, and what else the text says */
  FalkTorch torch; /* the one it is taken to be from: the default where it may
                    * be, else the newest */
  FalkShape shapes[2]; /* m1, m2; or expected, got */
  gint64 numbers[2]; /* expected, got of the scalar wordings; of a product,
                        * m2's rows and m1's columns */
  char *source; /* the person's line of code from the traceback, or NULL */
  FalkOp op; /* the layer that the reading blames */
  gboolean lstm; /* the words are an LSTM's; model has a GRU in its place */
  gboolean layer_stated; /* the text itself says that it is this one */
  guint32 assumed; /* bit i: the size of axis i of input is not the text's */
  FalkModel *model; /* reconstructed, owned: one step */
  FalkTensor *input; /* reconstructed bare shape, owned */
  GPtrArray *notes; /* char *: what was assumed */
} FalkReport;

/* Finds the error in @text (alone, in a traceback, among other lines, in
 * colour, quoted or wrapped). Where there are several, the last one that
 * stands behind an exception's class, as in "RuntimeError: ...", or else the
 * last. NULL and @error (FALK_EXPLAIN_ERROR) when there is none that is
 * known: the message says what was looked for. Linear in the text's length;
 * what is beyond FALK_SQUEEZE_MAX bytes isn't read. */
FalkReport *falk_report_read (const char *text,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void falk_report_free (FalkReport *report);

/* Which axes of @input have a size that no text states: bit i for axis i. 0
 * where @report is NULL or @input isn't the one it was read with. */
guint32 falk_report_assumed (const FalkReport *report, const FalkTensor *input);

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
