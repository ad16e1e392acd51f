/* SPDX-License-Identifier: MIT */
#include "falk-build.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "falk-bytes.h"

#define NOTES_MAX 100

bool
falk_build_reserve (FalkBuild *build, uint32_t n)
{
  FalkFile *file = &build->file;
  FalkFileTensor *tensors =
      falk_load_grow (&build->load, file->tensors, file->n_tensors + n,
                      &build->tensor_room, sizeof *tensors);

  if (!tensors)
    return false;
  file->tensors = tensors;
  return true;
}

static FalkFileTensor *
tensor_new (FalkBuild *build, const char *name, const FalkShape *shape)
{
  FalkFileTensor *tensor;

  if (!falk_build_reserve (build, 1))
    return NULL;
  tensor = &build->file.tensors[build->file.n_tensors];
  tensor->name = name;
  if (shape)
    tensor->shape = *shape;
  return tensor;
}

bool
falk_build_bytes (FalkBuild *build, const char *name, FalkDtype dtype,
                  const FalkShape *shape, int64_t place, uint64_t *bytes)
{
  gint64 count;
  uint64_t bits = 1, whole = 1;
  char *text = NULL;

  /* falk_shape_count() stops at a 0, but strides need the other sizes too */
  for (guint i = 0; i < shape->rank; i++)
    if (shape->dims[i] && !falk_mul (whole, (uint64_t)shape->dims[i], &whole))
      bits = 0;
  if (bits && falk_shape_count (shape, &count)
      && falk_mul (whole, falk_dtype_info (dtype)->bits, &bits)
      && falk_mul ((uint64_t)count, falk_dtype_info (dtype)->bits, &bits))
    {
      *bytes = bits / 8;
      if (bits % 8 == 0)
        return true;
      return falk_fail (&build->load, FALK_LOAD_ST_SIZE, place, name,
                        "no whole number of",
                        FALK_TEXT ("%" PRIu64 " bits", bits));
    }
  text = falk_load_printf (&build->load, "%s", "");
  for (guint i = 0; text && i < shape->rank; i++)
    text = falk_load_printf (&build->load, "%s%" PRId64 " × ", text,
                             shape->dims[i]);
  return text
         && falk_fail (
             &build->load, FALK_LOAD_SIZE_OVERFLOW, place,
             *name ? name : "the array",
             FALK_TEXT ("%s%u bits", text, falk_dtype_info (dtype)->bits),
             NULL);
}

/* The caller's strides go with its stack; most tensors need none. */
static bool
keep_strides (FalkBuild *build, FalkView *view, const FalkShape *shape)
{
  int64_t *strides = NULL;

  if (view->strided)
    {
      strides = falk_load_alloc (&build->load, shape->rank, sizeof *strides);
      if (!strides)
        return false;
      memcpy (strides, view->strides, shape->rank * sizeof *strides);
    }
  view->strides = strides;
  return true;
}

bool
falk_build_tensor (FalkBuild *build, const char *name, FalkDtype dtype,
                   const FalkShape *shape, const FalkView *view)
{
  FalkView *own = falk_load_alloc (&build->load, 1, sizeof *own);
  FalkFileTensor *tensor;
  uint64_t end;

  if (!own)
    return false;
  *own = *view;
  if (!falk_build_bytes (build, name, dtype, shape, -1, &own->bytes))
    return false;
  if (!falk_view_finish (own, shape) || !falk_add (own->start, own->span, &end)
      || end > own->segment->size)
    return falk_fail (&build->load, FALK_LOAD_TORCH_VIEW, -1, name,
                      "its last element lies behind the end",
                      FALK_TEXT ("%" PRIu64 " bytes", own->segment->size));
  if (!keep_strides (build, own, shape))
    return false;
  tensor = tensor_new (build, name, shape);
  if (!tensor)
    return false;
  tensor->dtype = dtype;
  tensor->bytes = own->bytes;
  tensor->readable = true;
  tensor->data = own;
  build->file.n_tensors++;
  return true;
}

bool
falk_build_unreadable (FalkBuild *build, const char *name,
                       const FalkShape *shape, const char *why)
{
  FalkFileTensor *tensor = tensor_new (build, name, shape);

  if (!tensor)
    return false;
  tensor->why_not = why;
  build->file.n_tensors++;
  return true;
}

static bool
add_note (FalkBuild *build, const char *text)
{
  FalkFile *file = &build->file;
  const char **notes;

  if (file->n_notes >= NOTES_MAX)
    return true;
  notes =
      falk_load_grow (&build->load, file->notes, (uint64_t)file->n_notes + 1,
                      &build->note_room, sizeof *notes);
  if (!notes)
    return false;
  file->notes = notes;
  notes[file->n_notes++] = text;
  return true;
}

bool
falk_build_note (FalkBuild *build, const char *format, ...)
{
  char text[512];
  char *copy;
  va_list args;

  va_start (args, format);
  vsnprintf (text, sizeof text, format, args);
  va_end (args);
  copy = falk_load_copy (&build->load, text, strlen (text));
  return copy && add_note (build, copy);
}

/* falk_layers_find() knows the FalkLoad only; it is a field of the build. */
static bool
note_layer (FalkLoad *load, const char *text)
{
  FalkBuild *build = (FalkBuild *)((char *)load - offsetof (FalkBuild, load));

  return falk_build_note (build, "%s", text);
}

bool
falk_build_layers (FalkBuild *build)
{
  FalkFile *file = &build->file;
  FalkNamedShape *named;

  if (build->layers_set)
    return true;
  named = falk_load_alloc (&build->load, file->n_tensors, sizeof *named);
  if (!named)
    return false;
  for (size_t i = 0; i < file->n_tensors; i++)
    named[i] =
        (FalkNamedShape){ file->tensors[i].name, &file->tensors[i].shape };
  return falk_layers_find (&build->load, named, file->n_tensors, &file->layers,
                           &file->n_layers, note_layer);
}

const char *
falk_build_forgive (FalkBuild *build)
{
  FalkLoad *load = &build->load;
  char text[1024];
  char *copy;

  if (load->error->code <= FALK_LOAD_WRITE)
    return NULL;
  falk_load_error_write (load->error, text, sizeof text);
  load->failed = false;
  copy = falk_load_copy (load, text, strlen (text));
  if (copy)
    memset (load->error, 0, sizeof *load->error);
  return copy;
}
