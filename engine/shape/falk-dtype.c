/* SPDX-License-Identifier: MIT */
#include "falk-dtype.h"

#include <math.h>
#include <string.h>

static const FalkDtypeInfo dtypes[] = {
  [FALK_DTYPE_FLOAT32] = { "float32", "Float", "FloatStorage", "F32", "f4", 32,
                           TRUE },
  [FALK_DTYPE_FLOAT64] = { "float64", "Double", "DoubleStorage", "F64", "f8",
                           64, TRUE },
  [FALK_DTYPE_FLOAT16] = { "float16", "Half", "HalfStorage", "F16", "f2", 16,
                           TRUE },
  [FALK_DTYPE_BFLOAT16] = { "bfloat16", "BFloat16", "BFloat16Storage", "BF16",
                            NULL, 16, TRUE },
  [FALK_DTYPE_INT8] = { "int8", "Char", "CharStorage", "I8", "i1", 8, FALSE },
  [FALK_DTYPE_INT16] = { "int16", "Short", "ShortStorage", "I16", "i2", 16,
                         FALSE },
  [FALK_DTYPE_INT32] = { "int32", "Int", "IntStorage", "I32", "i4", 32, FALSE },
  [FALK_DTYPE_INT64] = { "int64", "Long", "LongStorage", "I64", "i8", 64,
                         FALSE },
  [FALK_DTYPE_UINT8] = { "uint8", "Byte", "ByteStorage", "U8", "u1", 8, FALSE },
  [FALK_DTYPE_UINT16] = { "uint16", "UInt16", NULL, "U16", "u2", 16, FALSE },
  [FALK_DTYPE_UINT32] = { "uint32", "UInt32", NULL, "U32", "u4", 32, FALSE },
  [FALK_DTYPE_UINT64] = { "uint64", "UInt64", NULL, "U64", "u8", 64, FALSE },
  [FALK_DTYPE_BOOL] = { "bool", "Bool", "BoolStorage", "BOOL", "b1", 8, FALSE },
  [FALK_DTYPE_COMPLEX32] = { "complex32", "ComplexHalf", NULL, NULL, NULL, 32,
                             FALSE },
  [FALK_DTYPE_COMPLEX64] = { "complex64", "ComplexFloat", "ComplexFloatStorage",
                             "C64", "c8", 64, FALSE },
  [FALK_DTYPE_COMPLEX128] = { "complex128", "ComplexDouble",
                              "ComplexDoubleStorage", NULL, "c16", 128, FALSE },
  [FALK_DTYPE_FLOAT8_E4M3FN] = { "float8_e4m3fn", "Float8_e4m3fn", NULL,
                                 "F8_E4M3", NULL, 8, TRUE },
  [FALK_DTYPE_FLOAT8_E5M2] = { "float8_e5m2", "Float8_e5m2", NULL, "F8_E5M2",
                               NULL, 8, TRUE },
  [FALK_DTYPE_FLOAT8_E4M3FNUZ] = { "float8_e4m3fnuz", "Float8_e4m3fnuz", NULL,
                                   "F8_E4M3FNUZ", NULL, 8, TRUE },
  [FALK_DTYPE_FLOAT8_E5M2FNUZ] = { "float8_e5m2fnuz", "Float8_e5m2fnuz", NULL,
                                   "F8_E5M2FNUZ", NULL, 8, TRUE },
  [FALK_DTYPE_FLOAT8_E8M0] = { "float8_e8m0fnu", "Float8_e8m0fnu", NULL,
                               "F8_E8M0", NULL, 8, TRUE },
  [FALK_DTYPE_FLOAT6_E2M3] = { "float6_e2m3", "Float6_e2m3", NULL, "F6_E2M3",
                               NULL, 6, TRUE },
  [FALK_DTYPE_FLOAT6_E3M2] = { "float6_e3m2", "Float6_e3m2", NULL, "F6_E3M2",
                               NULL, 6, TRUE },
  [FALK_DTYPE_FLOAT4] = { "float4_e2m1", "Float4_e2m1", NULL, "F4", NULL, 4,
                          TRUE },
};
G_STATIC_ASSERT (G_N_ELEMENTS (dtypes) == FALK_DTYPE_COUNT);

const FalkDtypeInfo *
falk_dtype_info (FalkDtype dtype)
{
  g_return_val_if_fail (dtype < FALK_DTYPE_COUNT, &dtypes[0]);
  return &dtypes[dtype];
}

gboolean
falk_dtype_is_complex (FalkDtype dtype)
{
  return dtype == FALK_DTYPE_COMPLEX32 || dtype == FALK_DTYPE_COMPLEX64
         || dtype == FALK_DTYPE_COMPLEX128;
}

gboolean
falk_dtype_is_inexact (FalkDtype dtype)
{
  return falk_dtype_info (dtype)->floating || falk_dtype_is_complex (dtype);
}

gboolean
falk_dtype_from_name (const char *name, FalkDtype *dtype)
{
  if (g_str_has_prefix (name, "torch."))
    name += strlen ("torch.");
  for (guint i = 0; i < FALK_DTYPE_COUNT; i++)
    if (strcmp (dtypes[i].name, name) == 0)
      {
        *dtype = i;
        return TRUE;
      }
  return FALSE;
}

/* IEEE 754 binary16: 1 sign, 5 exponent and 10 fraction bits. */
static double
half_to_double (guint16 bits)
{
  double sign = bits & 0x8000 ? -1.0 : 1.0;
  int exponent = (bits >> 10) & 0x1f;
  int fraction = bits & 0x3ff;

  if (exponent == 0x1f)
    return fraction ? NAN : sign * INFINITY;
  if (exponent == 0)
    return sign * ldexp (fraction, -24);
  return sign * ldexp (fraction | 0x400, exponent - 25);
}

/* bfloat16 is the upper half of a binary32. */
static double
bfloat16_to_double (guint16 bits)
{
  guint32 wide = (guint32)bits << 16;
  float value;

  memcpy (&value, &wide, sizeof value);
  return value;
}

double
falk_dtype_get (FalkDtype dtype, const void *data, gsize index)
{
  const guint8 *at = (const guint8 *)data + index * (dtypes[dtype].bits / 8);

/* Every array in Falk is little-endian, as every supported machine is. */
#define READ(type)                                                             \
  ({                                                                           \
    type value_;                                                               \
    memcpy (&value_, at, sizeof value_);                                       \
    value_;                                                                    \
  })
  switch (dtype)
    {
    case FALK_DTYPE_FLOAT32:
    case FALK_DTYPE_COMPLEX64:
      return READ (float);
    case FALK_DTYPE_FLOAT64:
    case FALK_DTYPE_COMPLEX128:
      return READ (double);
    case FALK_DTYPE_FLOAT16:
    case FALK_DTYPE_COMPLEX32:
      return half_to_double (READ (guint16));
    case FALK_DTYPE_BFLOAT16:
      return bfloat16_to_double (READ (guint16));
    case FALK_DTYPE_INT8:
      return READ (gint8);
    case FALK_DTYPE_INT16:
      return READ (gint16);
    case FALK_DTYPE_INT32:
      return READ (gint32);
    case FALK_DTYPE_INT64:
      return (double)READ (gint64);
    case FALK_DTYPE_UINT8:
    case FALK_DTYPE_BOOL:
      return READ (guint8);
    case FALK_DTYPE_UINT16:
      return READ (guint16);
    case FALK_DTYPE_UINT32:
      return READ (guint32);
    case FALK_DTYPE_UINT64:
      return (double)READ (guint64);
    case FALK_DTYPE_FLOAT8_E4M3FN:
    case FALK_DTYPE_FLOAT8_E5M2:
    case FALK_DTYPE_FLOAT8_E4M3FNUZ:
    case FALK_DTYPE_FLOAT8_E5M2FNUZ:
    case FALK_DTYPE_FLOAT8_E8M0:
    case FALK_DTYPE_FLOAT6_E2M3:
    case FALK_DTYPE_FLOAT6_E3M2:
    case FALK_DTYPE_FLOAT4:
    case FALK_DTYPE_COUNT:
      return NAN;
    }
#undef READ
  return NAN;
}
