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

/* Packs columns @k to @end of the rows @row ... of one gate and one group of
 * @width units; lane l of column k goes to to[k * 3 * lanes + l]. */
static void
pack_columns (const float *rows, size_t H, size_t k, size_t end, size_t width,
              size_t lanes, float *to)
{
  for (size_t lane = 0; lane < width; lane++)
    for (size_t i = k; i < end; i++)
      to[i * 3 * lanes + lane] = rows[lane * H + i];
  for (size_t i = k; i < end; i++)
    for (size_t lane = width; lane < lanes; lane++)
      to[i * 3 * lanes + lane] = 0;
}

void
falk_kernels_pack (const FalkKernels *kernels, size_t H, const float *weight_hh,
                   float *packed)
{
  size_t lanes = kernels->lanes;

  for (size_t j = 0; j < H; j += lanes, packed += 3 * lanes * H)
    for (size_t k = 0; k < H; k += PACK_COLUMNS)
      for (size_t gate = 0; gate < 3; gate++)
        {
          size_t width = H - j < lanes ? H - j : lanes;
          size_t end = H - k < PACK_COLUMNS ? H : k + PACK_COLUMNS;

          pack_columns (weight_hh + (gate * H + j) * H, H, k, end, width, lanes,
                        packed + gate * lanes);
        }
}
