/* SPDX-License-Identifier: MIT */
/* A tensor: a named array with dtype and shape, in C order, immutable once
 * it is shared, and counted by references.
 *
 * Invariant: where data is not NULL it holds exactly the shape's number of
 * elements of dtype, little-endian, contiguous, outermost axis first. A
 * tensor without data is a bare shape: it can be checked, and is run with
 * values drawn from a fixed seed. */
#pragma once

#include "falk-dtype.h"
#include "falk-shape.h"

G_BEGIN_DECLS

typedef struct
{
  char *name; /* as the file says it, or a name given by a person */
  char *file; /* base name of the file it came from, or NULL */
  FalkDtype dtype; /* as stored */
  FalkShape shape; /* sizes in elements, outermost axis first */
  GBytes *data; /* the elements, or NULL for a bare shape */
} FalkTensor;

/* A new tensor with one reference. @file and @data may be NULL; @name and
 * @file are copied, @data is referenced. */
FalkTensor *falk_tensor_new (const char *name, const char *file,
                             FalkDtype dtype, const FalkShape *shape,
                             GBytes *data) G_GNUC_WARN_UNUSED_RESULT;

FalkTensor *falk_tensor_ref (FalkTensor *tensor);
void falk_tensor_unref (FalkTensor *tensor);

/* Copies the elements to @values, as float32, in C order. @values has room
 * for the shape's count of floats. FALSE when the tensor has no data. */
gboolean falk_tensor_to_float (const FalkTensor *tensor, float *values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkTensor, falk_tensor_unref)

G_END_DECLS
