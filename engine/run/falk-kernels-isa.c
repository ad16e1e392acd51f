/* SPDX-License-Identifier: MIT */
/* Compiled once for each instruction set with FALK_ISA (its name),
 * FALK_LANES (floats in a vector) and FALK_ROWS (sequences computed at once:
 * 3 * FALK_ROWS sums, 3 weights and a state must fit the registers). No
 * header with functions is included: a copy of one compiled here for a newer
 * processor must not be the one the linker keeps for the whole program. */
#include "falk-kernels.h"

#define LANES FALK_LANES
#define INLINE static inline __attribute__ ((always_inline))
#define PASTE_(a, b) a##b
#define PASTE(a, b) PASTE_ (a, b)
#define TEXT_(a) #a
#define TEXT(a) TEXT_ (a)

typedef float Vec __attribute__ ((vector_size (LANES * 4)));
typedef unsigned VecBits __attribute__ ((vector_size (LANES * 4)));

INLINE Vec
load (const float *from)
{
  Vec v;

  __builtin_memcpy (&v, from, sizeof v);
  return v;
}

/* Stores the first @width lanes. */
INLINE void
store (float *to, Vec v, size_t width)
{
  if (width >= LANES)
    __builtin_memcpy (to, &v, sizeof v);
  else
    for (size_t i = 0; i < width; i++)
      to[i] = v[i];
}

/* Lanes of @yes where @mask is all ones, of @no where it is zero. */
INLINE Vec
choose (VecBits mask, Vec yes, Vec no)
{
  return (Vec)(((VecBits)yes & mask) | ((VecBits)no & ~mask));
}

INLINE Vec
clamp (Vec x, float low, float high)
{
  Vec lows = (Vec){ 0 } + low, highs = (Vec){ 0 } + high;

  /* Comparisons with NaN are false: NaN stays. */
  x = choose ((VecBits)(x < lows), lows, x);
  return choose ((VecBits)(x > highs), highs, x);
}

/* Splits e^x into (p + 1) * s with s a power of two; |x| < 87. p is a
 * polynomial in r = x - k ln 2, |r| <= ln 2 / 2, through minimax
 * coefficients of (e^r - 1 - r) / r^2. */
INLINE void
exp_split (Vec x, Vec *p, Vec *s)
{
  /* Adding 1.5 * 2^23 leaves the nearest whole number in the low bits. */
  const float magic = 12582912.0f;
  Vec shifted = x * 1.44269504f + magic;
  Vec k = shifted - magic;
  Vec r = x - k * 0.693145752f;
  Vec q;

  r = r - k * 1.42860677e-6f;
  q = r * 0.00138825066f + 0.00836658554f;
  q = q * r + 0.041667202f;
  q = q * r + 0.166665431f;
  q = q * r + 0.499999981f;
  *p = q * r * r + r;
  *s = (Vec)(((VecBits)shifted << 23) + 0x3f800000u);
}

/* 1 / (1 + e^-x). Beyond +-87 the result no longer changes by what a float
 * near 1 can hold, or is below 2e-38. */
INLINE Vec
sigmoid (Vec x)
{
  Vec p, s;

  exp_split (-clamp (x, -87.0f, 87.0f), &p, &s);
  return 1.0f / (p * s + s + 1.0f);
}

/* With m = e^2x - 1 = p s + (s - 1), tanh x = m / (m + 2): exact near zero
 * too, where m = p. Beyond +-9.02 tanh rounds to +-1. */
INLINE Vec
tangens (Vec x)
{
  Vec p, s, m;

  exp_split (2.0f * clamp (x, -9.02f, 9.02f), &p, &s);
  m = p * s + (s - 1.0f);
  return m / (m + 2.0f);
}

/* The gates of one sequence: units j to j + LANES. @sums holds W_hh h. */
INLINE void
finish_row (const FalkKernelStep *step, size_t b, size_t j, size_t width,
            const Vec sums[3])
{
  const float *projected = step->projected + b * 3 * step->H + j;
  const float *bias = step->bias + j;
  size_t H = step->H, Hp = step->Hp, at = b * H + j;
  Vec r = sigmoid (sums[0] + load (projected) + load (bias));
  Vec z = sigmoid (sums[1] + load (projected + H) + load (bias + Hp));
  Vec hidden = sums[2] + load (bias + 3 * Hp);
  Vec n =
      tangens (load (projected + 2 * H) + load (bias + 2 * Hp) + r * hidden);
  Vec h = n + z * (load (step->h_in + b * Hp + j) - n);

  store (step->h_out + b * Hp + j, h, LANES);
  if (step->output)
    store (step->output + b * step->output_stride + j, h, width);
  if (step->r)
    store (step->r + at, r, width);
  if (step->z)
    store (step->z + at, z, width);
  if (step->n)
    store (step->n + at, n, width);
  if (step->h)
    store (step->h + at, h, width);
}

/* @rows sequences from @b, units j to j + LANES. @rows and @chains are
 * constants where this is used, so the sums live in registers. Few sequences
 * keep @chains sums for each, since a multiplication that waits for the one
 * before it leaves the processor idle. */
INLINE void
block (const FalkKernelStep *step, size_t b, size_t j, const int rows,
       const int chains)
{
  const float *w = step->packed + j * 3 * step->H;
  const float *h = step->h_in + b * step->Hp;
  size_t H = step->H, Hp = step->Hp, k = 0;
  size_t width = H - j < LANES ? H - j : LANES;
  const float *next = j + LANES < H ? w + LANES * 3 * H : step->packed;
  size_t ahead_step = 3 * LANES * rows / step->B;
  const float *ahead = next + 3 * LANES * H * b / step->B;
  Vec sums[FALK_ROWS][3];
  Vec more[FALK_ROWS][3][3];

  for (int row = 0; row < rows; row++)
    for (int gate = 0; gate < 3; gate++)
      {
        sums[row][gate] = (Vec){ 0 };
        for (int chain = 1; chain < chains; chain++)
          more[row][gate][chain - 1] = (Vec){ 0 };
      }
  for (; k + (size_t)chains <= H; k += (size_t)chains, w += 3 * LANES * chains)
    {
      if (rows == FALK_ROWS)
        __builtin_prefetch (ahead + k * ahead_step, 0, 2);
      for (int row = 0; row < rows; row++)
        for (int gate = 0; gate < 3; gate++)
          sums[row][gate] += h[row * Hp + k] * load (w + gate * LANES);
      for (int chain = 1; chain < chains; chain++)
        for (int row = 0; row < rows; row++)
          for (int gate = 0; gate < 3; gate++)
            more[row][gate][chain - 1] +=
                h[row * Hp + k + chain] * load (w + (3 * chain + gate) * LANES);
    }
  for (; k < H; k++, w += 3 * LANES)
    for (int row = 0; row < rows; row++)
      for (int gate = 0; gate < 3; gate++)
        sums[row][gate] += h[row * Hp + k] * load (w + gate * LANES);
  for (int row = 0; row < rows; row++)
    {
      for (int chain = 1; chain < chains; chain++)
        for (int gate = 0; gate < 3; gate++)
          sums[row][gate] += more[row][gate][chain - 1];
      finish_row (step, b + row, j, width, sums[row]);
    }
}

/* All units of @rows sequences' groups; a table of these is indexed by the
 * number of sequences. */
#define BLOCK(rows, chains)                                                    \
  static void block_##rows (const FalkKernelStep *step, size_t b, size_t j)    \
  {                                                                            \
    block (step, b, j, rows, chains);                                          \
  }

BLOCK (1, 4)
BLOCK (2, 2)
BLOCK (3, 2)
BLOCK (4, 1)
#if FALK_ROWS > 4
BLOCK (5, 1)
BLOCK (6, 1)
BLOCK (7, 1)
BLOCK (8, 1)
#endif

static void
gru_step (const FalkKernelStep *step)
{
  static void (*const blocks[]) (const FalkKernelStep *, size_t, size_t) = {
    NULL,
    block_1,
    block_2,
    block_3,
    block_4,
#if FALK_ROWS > 4
    block_5,
    block_6,
    block_7,
    block_8,
#endif
  };

  /* Units outside, sequences inside: a group's weights stay in the cache for
   * all sequences. */
  for (size_t j = 0; j < step->H; j += LANES)
    for (size_t b = 0; b < step->B; b += FALK_ROWS)
      blocks[step->B - b < FALK_ROWS ? step->B - b : FALK_ROWS](step, b, j);
}

static void
sigmoid_all (const float *x, float *y, size_t count)
{
  for (size_t i = 0; i < count; i += LANES)
    store (y + i, sigmoid (load (x + i)), LANES);
}

static void
tanh_all (const float *x, float *y, size_t count)
{
  for (size_t i = 0; i < count; i += LANES)
    store (y + i, tangens (load (x + i)), LANES);
}

const FalkKernels PASTE (falk_kernels_, FALK_ISA) = {
  .name = TEXT (FALK_ISA),
  .lanes = LANES,
  .gru_step = gru_step,
  .sigmoid = sigmoid_all,
  .tanh = tanh_all,
};
