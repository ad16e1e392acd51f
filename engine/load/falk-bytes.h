/* SPDX-License-Identifier: MIT */
/* Little-endian numbers out of bytes, and arithmetic on sizes that can't
 * wrap. Every product, sum and rounding-up of a size goes through here. */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static inline uint16_t
falk_u16 (const uint8_t *at)
{
  return (uint16_t)(at[0] | at[1] << 8);
}

static inline uint32_t
falk_u32 (const uint8_t *at)
{
  return (uint32_t)falk_u16 (at) | (uint32_t)falk_u16 (at + 2) << 16;
}

static inline uint64_t
falk_u64 (const uint8_t *at)
{
  return (uint64_t)falk_u32 (at) | (uint64_t)falk_u32 (at + 4) << 32;
}

/* A size is at most 2^63 - 1, so that it is an off_t and a gint64 too. FALSE
 * beyond; @result is then untouched. */
static inline bool
falk_add (uint64_t a, uint64_t b, uint64_t *result)
{
  uint64_t sum;

  if (__builtin_add_overflow (a, b, &sum) || sum > INT64_MAX)
    return false;
  *result = sum;
  return true;
}

static inline bool
falk_mul (uint64_t a, uint64_t b, uint64_t *result)
{
  uint64_t product;

  if (__builtin_mul_overflow (a, b, &product) || product > INT64_MAX)
    return false;
  *result = product;
  return true;
}
