/* SPDX-License-Identifier: MIT */
/* The element types a tensor may have, and their names everywhere. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FALK_DTYPE_FLOAT32,
  FALK_DTYPE_FLOAT64,
  FALK_DTYPE_FLOAT16,
  FALK_DTYPE_BFLOAT16,
  FALK_DTYPE_INT8,
  FALK_DTYPE_INT16,
  FALK_DTYPE_INT32,
  FALK_DTYPE_INT64,
  FALK_DTYPE_UINT8,
  FALK_DTYPE_UINT16,
  FALK_DTYPE_UINT32,
  FALK_DTYPE_UINT64,
  FALK_DTYPE_BOOL,
  FALK_DTYPE_COMPLEX32,
  FALK_DTYPE_COMPLEX64,
  FALK_DTYPE_COMPLEX128,
  FALK_DTYPE_FLOAT8_E4M3FN,
  FALK_DTYPE_FLOAT8_E5M2,
  FALK_DTYPE_FLOAT8_E4M3FNUZ,
  FALK_DTYPE_FLOAT8_E5M2FNUZ,
  FALK_DTYPE_FLOAT8_E8M0,
  FALK_DTYPE_FLOAT6_E2M3,
  FALK_DTYPE_FLOAT6_E3M2,
  FALK_DTYPE_FLOAT4,
  FALK_DTYPE_COUNT
} FalkDtype;

/* One row of the table of dtypes. Every name is NULL where the format or
 * program in question has no such type. */
typedef struct
{
  const char *name; /* PyTorch's name, "float32"; never NULL */
  const char *scalar; /* the word of PyTorch's messages, "Float" */
  const char *storage; /* class of a torch storage, "FloatStorage" */
  const char *safetensors; /* "F32" */
  const char *npy; /* kind and size of a NumPy descr, "f4" */
  guint bits; /* bits an element */
  gboolean floating; /* a real floating-point type */
} FalkDtypeInfo;

/* The row of @dtype; static, never NULL. */
const FalkDtypeInfo *falk_dtype_info (FalkDtype dtype);

/* Whether it holds complex numbers; whether it holds any that are no integers. */
gboolean falk_dtype_is_complex (FalkDtype dtype);
gboolean falk_dtype_is_inexact (FalkDtype dtype);

/* Finds the dtype whose PyTorch name is @name, with or without "torch.".
 * FALSE when there is none; @dtype is then untouched. */
gboolean falk_dtype_from_name (const char *name, FalkDtype *dtype);

/* Reads element @index of the little-endian array @data of type @dtype as a
 * double (a complex number gives its real part). @data may have any
 * alignment. Types of fewer than 8 bits and 8-bit floats give NAN. */
double falk_dtype_get (FalkDtype dtype, const void *data, gsize index);

G_END_DECLS
