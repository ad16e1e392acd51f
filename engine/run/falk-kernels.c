/* SPDX-License-Identifier: MIT */
#include "falk-kernels.h"

#include <string.h>

const FalkKernels *
falk_kernels_nth (unsigned index)
{
  const FalkKernels *usable[4] = { NULL };
  unsigned count = 0;

#ifdef FALK_HAVE_X86
  __builtin_cpu_init ();
  if (__builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512dq")
      && __builtin_cpu_supports ("avx512bw")
      && __builtin_cpu_supports ("avx512vl"))
    usable[count++] = &falk_kernels_avx512;
  if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma"))
    usable[count++] = &falk_kernels_avx2;
#endif
  usable[count++] = &falk_kernels_generic;
  return index < count ? usable[index] : NULL;
}

/* Columns packed at a time: a cache line of each row. Rows a power of two
 * apart share few places in the cache, and whole columns would evict each
 * other. */
#define PACK_COLUMNS 16

/* The weights of one gate and one group of units: @width rows of [K]. */
typedef struct
{
  const float *rows;
  size_t width, K;
  size_t lanes; /* width, or more at the end of the units */
  size_t stride; /* gates * lanes: from one packed column to the next */
} Group;

/* Packs columns @k to @end of @group; lane l of column k goes to
 * to[k * stride + l]. */
static void
pack_columns (const Group *group, size_t k, size_t end, float *to)
{
  for (size_t lane = 0; lane < group->width; lane++)
    for (size_t i = k; i < end; i++)
      to[i * group->stride + lane] = group->rows[lane * group->K + i];
  for (size_t i = k; i < end; i++)
    for (size_t lane = group->width; lane < group->lanes; lane++)
      to[i * group->stride + lane] = 0;
}

void
falk_kernels_pack (const FalkKernels *kernels, size_t gates, size_t H, size_t K,
                   const float *weight_hh, float *packed)
{
  size_t lanes = kernels->lanes, stride = gates * lanes;

  for (size_t j = 0; j < H; j += lanes, packed += stride * K)
    for (size_t k = 0; k < K; k += PACK_COLUMNS)
      for (size_t gate = 0; gate < gates; gate++)
        {
          Group group = { weight_hh + (gate * H + j) * K,
                          H - j < lanes ? H - j : lanes, K, lanes, stride };
          size_t end = K - k < PACK_COLUMNS ? K : k + PACK_COLUMNS;

          pack_columns (&group, k, end, packed + gate * lanes);
        }
}
