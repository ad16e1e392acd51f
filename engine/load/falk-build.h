/* SPDX-License-Identifier: MIT */
/* A FalkFile while a reader fills it. Not for users of the library. */
#pragma once

#include "falk-file.h"
#include "falk-view.h"

typedef struct
{
  FalkFile file; /* first: a FalkFile * is a FalkBuild * */
  FalkLoad load;
  uint32_t tensor_room, note_room, layer_room;
  bool layers_set; /* the reader knows the layers better than their names */
} FalkBuild;

/* Adds a tensor that can be read. @view is complete but for bytes, strided
 * and span: those are computed here from the shape, the dtype and view's
 * strides; view's segment must be set. The name is kept; strides are copied. */
bool falk_build_tensor (FalkBuild *build, const char *name, FalkDtype dtype,
                        const FalkShape *shape, const FalkView *view);

/* Makes room for @n tensors at once. */
bool falk_build_reserve (FalkBuild *build, uint32_t n);

/* Adds a tensor that can't be read, with the sentence why. @shape may be
 * NULL: then a scalar's is shown. Both texts are kept, not copied. */
bool falk_build_unreadable (FalkBuild *build, const char *name,
                            const FalkShape *shape, const char *why);

/* Adds a note, made like printf's. At most 100 are kept. */
bool falk_build_note (FalkBuild *build, const char *format, ...)
    __attribute__ ((format (printf, 2, 3)));

/* Finds the recurrent layers by the tensors' names, unless layers_set. */
bool falk_build_layers (FalkBuild *build);

/* Bytes of @shape in @dtype, C order. Fails with FALK_LOAD_SIZE_OVERFLOW, or
 * with FALK_LOAD_ST_SIZE where the elements don't fill whole bytes. */
bool falk_build_bytes (FalkBuild *build, const char *name, FalkDtype dtype,
                       const FalkShape *shape, int64_t place, uint64_t *bytes);

/* After a failure that concerns one member only: makes it a sentence in the
 * arena and lets reading go on. NULL when the failure concerns the file as a
 * whole (disk, memory, cancelled): it then stays. */
const char *falk_build_forgive (FalkBuild *build);
