/* SPDX-License-Identifier: MIT */
/* Compiled once for each instruction set with FALK_ISA (its name),
 * FALK_LANES (floats in a vector) and FALK_ROWS (sequences of a GRU computed
 * at once: 3 * FALK_ROWS sums, 3 weights and a state must fit the registers;
 * an LSTM, with 4 of each, takes three quarters as many). No
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

/* Rows of weights that a unit of @cell has. */
INLINE int
gates_of (FalkCell cell)
{
  return cell == FALK_CELL_GRU ? 3 : cell == FALK_CELL_LSTM ? 4 : 1;
}

/* What the gates of one sequence read: units j to j + LANES of row b. */
typedef struct
{
  const float *projected; /* a gate's come H after those of the one before */
  const float *bias; /* a gate's come Hp after those of the one before */
  size_t H, Hp;
} Gates;

/* Gate @gate before its function, but for @sum: W_hh h. */
INLINE Vec
gate_sum (const Gates *at, size_t gate, Vec sum)
{
  return sum + load (at->projected + gate * at->H)
         + load (at->bias + gate * at->Hp);
}

INLINE void
record (const FalkKernelStep *step, int index, size_t at, Vec v, size_t width)
{
  if (step->record[index])
    store (step->record[index] + at, v, width);
}

/* The new state of a GRU's units, of which the old one is at @before. */
INLINE Vec
finish_gru (const FalkKernelStep *step, const Gates *gates, const Vec *sums,
            const float *before, size_t at, size_t width)
{
  Vec r = sigmoid (gate_sum (gates, 0, sums[0]));
  Vec z = sigmoid (gate_sum (gates, 1, sums[1]));
  Vec hidden = sums[2] + load (gates->bias + 3 * gates->Hp);
  Vec n = tangens (gate_sum (gates, 2, r * hidden));
  Vec h = n + z * (load (before) - n);

  record (step, 0, at, r, width);
  record (step, 1, at, z, width);
  record (step, 2, at, n, width);
  record (step, 3, at, h, width);
  return h;
}

/* The same of an LSTM's, whose cell state at @c becomes the new one. */
INLINE Vec
finish_lstm (const FalkKernelStep *step, const Gates *gates, const Vec *sums,
             float *c, size_t at, size_t width)
{
  Vec i = sigmoid (gate_sum (gates, 0, sums[0]));
  Vec f = sigmoid (gate_sum (gates, 1, sums[1]));
  Vec g = tangens (gate_sum (gates, 2, sums[2]));
  Vec o = sigmoid (gate_sum (gates, 3, sums[3]));
  Vec cell = f * load (c) + i * g;
  Vec h = o * tangens (cell);

  store (c, cell, LANES);
  record (step, 0, at, i, width);
  record (step, 1, at, f, width);
  record (step, 2, at, g, width);
  record (step, 3, at, o, width);
  record (step, 4, at, cell, width);
  record (step, 5, at, h, width);
  return h;
}

INLINE Vec
finish_rnn (const FalkKernelStep *step, const Gates *gates, const Vec *sums,
            FalkCell cell, size_t at, size_t width)
{
  Vec sum = gate_sum (gates, 0, sums[0]), zero = (Vec){ 0 };
  /* Comparisons with NaN are false: NaN stays. */
  Vec h = cell == FALK_CELL_TANH ? tangens (sum)
                                 : choose ((VecBits)(sum < zero), zero, sum);

  record (step, 0, at, h, width);
  return h;
}

/* The gates of one sequence: units j to j + LANES. @sums holds W_hh h. */
INLINE void
finish_row (const FalkKernelStep *step, size_t b, size_t j, size_t width,
            const Vec *sums, FalkCell cell)
{
  size_t H = step->H, Hp = step->Hp, at = b * H + j;
  const Gates gates = { step->projected + b * (size_t)gates_of (cell) * H + j,
                        step->bias + j, H, Hp };
  Vec h;

  if (cell == FALK_CELL_GRU)
    h = finish_gru (step, &gates, sums, step->h_in + b * step->Kp + j, at,
                    width);
  else if (cell == FALK_CELL_LSTM)
    h = finish_lstm (step, &gates, sums, step->c + b * Hp + j, at, width);
  else
    h = finish_rnn (step, &gates, sums, cell, at, width);
  store (step->h_out + b * Hp + j, h, LANES);
  if (step->output)
    store (step->output + b * step->output_stride + j, h, width);
}

/* @rows sequences from @b, units j to j + LANES. @cell, @rows, @chains and
 * @most, the most rows there are, are constants where this is used, so the
 * sums live in registers. Few sequences keep @chains sums for each, since a
 * multiplication that waits for the one before it leaves the processor idle.
 */
INLINE void
block (const FalkKernelStep *step, size_t b, size_t j, const FalkCell cell,
       const int rows, const int chains, const int most)
{
  const int gates = gates_of (cell);
  const size_t stride = (size_t)gates * LANES;
  const float *w = step->packed + j * (size_t)gates * step->K;
  const float *h = step->h_in + b * step->Kp;
  size_t H = step->H, K = step->K, Kp = step->Kp, k = 0;
  size_t width = H - j < LANES ? H - j : LANES;
  const float *next = j + LANES < H ? w + stride * K : step->packed;
  size_t ahead_step = stride * (size_t)rows / step->B;
  const float *ahead = next + stride * K * b / step->B;
  Vec sums[FALK_ROWS][FALK_CELL_GATES_MAX];
  Vec more[FALK_ROWS][FALK_CELL_GATES_MAX][3];

  for (int row = 0; row < rows; row++)
    for (int gate = 0; gate < gates; gate++)
      {
        sums[row][gate] = (Vec){ 0 };
        for (int chain = 1; chain < chains; chain++)
          more[row][gate][chain - 1] = (Vec){ 0 };
      }
  for (; k + (size_t)chains <= K; k += (size_t)chains, w += stride * chains)
    {
      if (rows == most)
        __builtin_prefetch (ahead + k * ahead_step, 0, 2);
      for (int row = 0; row < rows; row++)
        for (int gate = 0; gate < gates; gate++)
          sums[row][gate] += h[row * Kp + k] * load (w + gate * LANES);
      for (int chain = 1; chain < chains; chain++)
        for (int row = 0; row < rows; row++)
          for (int gate = 0; gate < gates; gate++)
            more[row][gate][chain - 1] +=
                h[row * Kp + k + chain]
                * load (w + (gates * chain + gate) * LANES);
    }
  for (; k < K; k++, w += stride)
    for (int row = 0; row < rows; row++)
      for (int gate = 0; gate < gates; gate++)
        sums[row][gate] += h[row * Kp + k] * load (w + gate * LANES);
  for (int row = 0; row < rows; row++)
    {
      for (int chain = 1; chain < chains; chain++)
        for (int gate = 0; gate < gates; gate++)
          sums[row][gate] += more[row][gate][chain - 1];
      finish_row (step, b + row, j, width, sums[row], cell);
    }
}

typedef void (*Block) (const FalkKernelStep *, size_t, size_t);

#define ROWS_GRU FALK_ROWS
#define ROWS_LSTM (FALK_ROWS * 3 / 4)
#define ROWS_TANH FALK_ROWS
#define ROWS_RELU FALK_ROWS

/* All units of @rows sequences' groups; a table of these is indexed by the
 * number of sequences. */
#define BLOCK(cell, rows, chains)                                              \
  static void block_##cell##_##rows (const FalkKernelStep *step, size_t b,     \
                                     size_t j)                                 \
  {                                                                            \
    block (step, b, j, FALK_CELL_##cell, rows, chains, ROWS_##cell);           \
  }

/* clang-format off */
BLOCK (GRU, 1, 4) BLOCK (GRU, 2, 2) BLOCK (GRU, 3, 2) BLOCK (GRU, 4, 1)
BLOCK (LSTM, 1, 3) BLOCK (LSTM, 2, 2) BLOCK (LSTM, 3, 1)
BLOCK (TANH, 1, 4) BLOCK (TANH, 2, 4) BLOCK (TANH, 3, 4) BLOCK (TANH, 4, 3)
BLOCK (RELU, 1, 4) BLOCK (RELU, 2, 4) BLOCK (RELU, 3, 4) BLOCK (RELU, 4, 3)
#if FALK_ROWS > 4
BLOCK (GRU, 5, 1) BLOCK (GRU, 6, 1) BLOCK (GRU, 7, 1) BLOCK (GRU, 8, 1)
BLOCK (LSTM, 4, 1) BLOCK (LSTM, 5, 1) BLOCK (LSTM, 6, 1)
BLOCK (TANH, 5, 2) BLOCK (TANH, 6, 2) BLOCK (TANH, 7, 2) BLOCK (TANH, 8, 2)
BLOCK (RELU, 5, 2) BLOCK (RELU, 6, 2) BLOCK (RELU, 7, 2) BLOCK (RELU, 8, 2)
#define LSTM_BLOCKS \
  block_LSTM_1, block_LSTM_2, block_LSTM_3, block_LSTM_4, block_LSTM_5, \
  block_LSTM_6
#define BLOCKS(cell) \
  block_##cell##_1, block_##cell##_2, block_##cell##_3, block_##cell##_4, \
  block_##cell##_5, block_##cell##_6, block_##cell##_7, block_##cell##_8
#else
#define LSTM_BLOCKS block_LSTM_1, block_LSTM_2, block_LSTM_3
#define BLOCKS(cell) \
  block_##cell##_1, block_##cell##_2, block_##cell##_3, block_##cell##_4
#endif
    /* clang-format on */

    /* Units outside, sequences inside: a group's weights stay in the cache for
 * all sequences. @blocks[n - 1] is for n sequences, at most @rows. */
    INLINE
    void walk (const FalkKernelStep *step, const Block *blocks, size_t rows)
{
  for (size_t j = 0; j < step->H; j += LANES)
    for (size_t b = 0; b < step->B; b += rows)
      blocks[(step->B - b < rows ? step->B - b : rows) - 1](step, b, j);
}

#define STEP(cell, ...)                                                        \
  static void step_##cell (const FalkKernelStep *step)                         \
  {                                                                            \
    static const Block blocks[ROWS_##cell] = { __VA_ARGS__ };                  \
                                                                               \
    walk (step, blocks, ROWS_##cell);                                          \
  }

STEP (GRU, BLOCKS (GRU))
STEP (LSTM, LSTM_BLOCKS)
STEP (TANH, BLOCKS (TANH))
STEP (RELU, BLOCKS (RELU))

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
  .step = {
    [FALK_CELL_GRU] = step_GRU,
    [FALK_CELL_LSTM] = step_LSTM,
    [FALK_CELL_TANH] = step_TANH,
    [FALK_CELL_RELU] = step_RELU,
  },
  .sigmoid = sigmoid_all,
  .tanh = tanh_all,
};
