/* SPDX-License-Identifier: MIT */
/* A file of tensors: opened, listed, read where asked.
 *
 * Opening reads only what describes the tensors; their elements are read by
 * falk_file_read(). Nothing a file says is ever executed. Everything a file
 * claims is checked before memory is taken for it. An error leaves nothing
 * open and nothing allocated.
 *
 * One FalkFile belongs to one thread at a time; several files may be read in
 * several threads. */
#pragma once

#include "falk-layers.h"
#include "falk-load-error.h"
#include "falk-load-options.h"
#include "falk-tensor.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name; /* UTF-8, at most 4096 bytes; "" for the only array of a
                       .npy file. Escape it before showing it. */
  FalkDtype dtype; /* undefined when not readable */
  FalkShape shape; /* sizes in elements, outermost axis first */
  uint64_t bytes; /* what falk_file_read() writes */
  bool readable;
  const char *why_not; /* whole sentences when not readable, else NULL */
  const void *data; /* private */
} FalkFileTensor;

/* The note of a file whose layers say nothing of batch_first. */
#define FALK_FILE_NOTE_BATCH_FIRST                                             \
  "batch_first can't be read from a state_dict: say which axis of the data "   \
  "is the batch."

/* All fields are to be read only, and live as long as the file. */
typedef struct
{
  const char *path; /* as given */
  const char *base_name; /* the last part of path, safe to show */
  const char *format; /* "npy", "npz", "safetensors", "torch zip",
                         "torch legacy", "torchscript" */
  FalkFileTensor *tensors; /* in the order of the file */
  size_t n_tensors;
  FalkLayer *layers; /* recurrent layers found */
  size_t n_layers;
  const char **notes; /* sentences a person should see */
  size_t n_notes;
} FalkFile;

/* Opens @path. @options may be NULL. NULL with @error filled on failure;
 * @error must not be NULL. Free with falk_file_close(). */
FalkFile *falk_file_open (const char *path, const FalkLoadOptions *options,
                          FalkLoadError *error) G_GNUC_WARN_UNUSED_RESULT;

/* Closes @file and frees all its fields. @file may be NULL. */
void falk_file_close (FalkFile *file);

/* Reads tensor @index to @out, which has room for its bytes: contiguous, in C
 * order, little-endian, whatever the file's own order is. Checks the
 * checksums the format has, and that the file is still as it was opened
 * (FALK_LOAD_CHANGED). False with @error filled on failure; @out is then
 * undefined. */
bool falk_file_read (FalkFile *file, size_t index, void *out,
                     FalkLoadError *error);

/* The same as a new FalkTensor, whose file is @file's base name. NULL with
 * @error set on failure; memory that can't be had is such a failure. */
FalkTensor *falk_file_load_tensor (FalkFile *file, size_t index,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The index of the tensor called @name, or -1. A leading dot of either name
 * doesn't count. */
gssize falk_file_find (const FalkFile *file, const char *name);

/* The word for what @path is, from its first bytes, without opening it as
 * that: a format above, or a kind that is only refused ("json", "csv",
 * "hdf5"). Static, or NULL with @error filled. For the caller's own files
 * ("json", "falk") this says who should read them. */
const char *falk_file_sniff (const char *path, FalkLoadError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkFile, falk_file_close)

G_END_DECLS
