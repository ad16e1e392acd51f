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

void
falk_kernels_pack (const FalkKernels *kernels, size_t H, const float *weight_hh,
                   float *packed)
{
  size_t lanes = kernels->lanes;

  for (size_t j = 0; j < H; j += lanes)
    {
      size_t width = H - j < lanes ? H - j : lanes;

      for (size_t k = 0; k < H; k++)
        for (size_t gate = 0; gate < 3; gate++, packed += lanes)
          {
            for (size_t lane = 0; lane < width; lane++)
              packed[lane] = weight_hh[(gate * H + j + lane) * H + k];
            for (size_t lane = width; lane < lanes; lane++)
              packed[lane] = 0;
          }
    }
}
