/* SPDX-License-Identifier: MIT */
/* Opening: from what a person hands over (a file, a text, a bare shape) to
 * models and tensors. Shared by the command line and the window; blocking,
 * so the window calls it from a worker. */
#pragma once

#include "falk-model.h"
#include "falk-report.h"
#include "falk-tensor.h"

G_BEGIN_DECLS

typedef gboolean (*FalkOpenProgress) (gint64 done, gint64 total,
                                      gpointer user_data);

/* What one file or text turned out to hold. Every field may be empty. */
typedef struct
{
  char *title; /* base name of the file, or "pasted text" */
  char *format; /* "safetensors", "torch zip", "error text", ... */
  GError *no_model; /* why what it holds makes no model, or NULL */
  FalkModel *model; /* a model, or NULL */
  FalkTensor *input; /* the input that came with it, or NULL */
  FalkReport *report; /* the error text it was read from, or NULL */
  GPtrArray *tensors; /* FalkTensor, with data: what the file holds */
  GPtrArray *notes; /* char *: what was assumed or left out */
} FalkOpened;

void falk_opened_free (FalkOpened *opened);

/* The version whose words suit what was opened: an error text's own, or the
 * model's. */
FalkTorch falk_opened_torch (const FalkOpened *opened);

#define FALK_OPEN_ERROR (falk_open_error_quark ())
GQuark falk_open_error_quark (void);
typedef enum
{
  FALK_OPEN_ERROR_READ, /* the file can't be read */
  FALK_OPEN_ERROR_MEANING, /* it was read, and is nothing that is known */
} FalkOpenError;

/* Opens the file @path: a tensor file, a checkpoint (its layers become a
 * model), a model as JSON or text, or an error text. "file.pt:encoder.gru"
 * names one layer, "file.npz:x" one array. @progress may be NULL; when it
 * answers FALSE the error is G_IO_ERROR_CANCELLED. Messages are whole
 * sentences that name the file, the place and what to do. */
FalkOpened *falk_open_file (const char *path, FalkOpenProgress progress,
                            gpointer user_data,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Opens a pasted or typed text: an error text, constructor text, the output
 * of print(model), or JSON. */
FalkOpened *falk_open_text (const char *text,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* MODEL of the command line: a file as above, or a text. */
FalkOpened *falk_open_model (const char *what,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* X of the command line: a tensor file, "file.npz:name", or a bare shape
 * "32,50,3". @name is the name the tensor gets when it has no better one. */
FalkTensor *falk_open_tensor (const char *what, const char *name,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkOpened, falk_opened_free)

G_END_DECLS
