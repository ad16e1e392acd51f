/* SPDX-License-Identifier: MIT */
#include "falk-arena.h"

#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE (64u << 10)
#define LARGE (16u << 10) /* from here on an allocation has its own block */
#define ALIGN 16u

struct FalkBlock
{
  FalkBlock *next;
  size_t size, used; /* bytes behind this header */
  bool own; /* holds one large allocation */
};

#define HEADER ((sizeof (FalkBlock) + ALIGN - 1) / ALIGN * ALIGN)

static void *
plain_alloc (void *user, size_t size)
{
  return malloc (size);
}

static void
plain_release (void *user, void *memory)
{
  free (memory);
}

static const FalkAllocator plain_allocator = { plain_alloc, plain_release,
                                               NULL };

void
falk_arena_init (FalkArena *arena, const FalkAllocator *allocator,
                 uint64_t budget)
{
  memset (arena, 0, sizeof *arena);
  arena->allocator = allocator ? *allocator : plain_allocator;
  arena->budget = budget;
}

void
falk_arena_clear (FalkArena *arena)
{
  while (arena->blocks)
    {
      FalkBlock *block = arena->blocks;

      arena->blocks = block->next;
      arena->allocator.release (arena->allocator.user, block);
    }
  arena->used = 0;
  arena->refused = 0;
}

/* A new block with @size bytes behind its header, put first in the list. */
static FalkBlock *
block_new (FalkArena *arena, uint64_t size)
{
  FalkBlock *block;

  if (size > SIZE_MAX - HEADER || size + HEADER > arena->budget - arena->used)
    {
      arena->refused = size;
      return NULL;
    }
  block = arena->allocator.alloc (arena->allocator.user, size + HEADER);
  if (!block)
    return NULL;
  block->size = size;
  block->used = 0;
  block->own = false;
  block->next = arena->blocks;
  arena->blocks = block;
  arena->used += size + HEADER;
  return block;
}

static char *
block_data (FalkBlock *block)
{
  return (char *)block + HEADER;
}

/* A large block goes behind the first, so that the room left in the first
 * is used up by what comes next. */
static void *
alloc_large (FalkArena *arena, uint64_t size)
{
  FalkBlock *first = arena->blocks;
  FalkBlock *block = block_new (arena, size);

  if (!block)
    return NULL;
  block->used = size;
  block->own = true;
  if (first)
    {
      arena->blocks = first;
      block->next = first->next;
      first->next = block;
    }
  return memset (block_data (block), 0, size);
}

void *
falk_arena_alloc (FalkArena *arena, uint64_t count, size_t size)
{
  FalkBlock *block = arena->blocks;
  uint64_t bytes;
  char *memory;

  if (__builtin_mul_overflow (count, (uint64_t)size, &bytes)
      || __builtin_add_overflow (bytes, (uint64_t)ALIGN - 1, &bytes))
    {
      arena->refused = UINT64_MAX;
      return NULL;
    }
  bytes = bytes / ALIGN * ALIGN;
  if (bytes == 0)
    bytes = ALIGN;
  if (bytes >= LARGE)
    return alloc_large (arena, bytes);
  if (!block || block->own || block->size - block->used < bytes)
    block = block_new (arena, BLOCK_SIZE);
  if (!block)
    return NULL;
  memory = block_data (block) + block->used;
  block->used += bytes;
  return memset (memory, 0, bytes);
}

void
falk_arena_drop (FalkArena *arena, void *memory)
{
  for (FalkBlock **link = &arena->blocks; *link; link = &(*link)->next)
    {
      FalkBlock *block = *link;

      if (block_data (block) != memory || !block->own)
        continue;
      *link = block->next;
      arena->used -= block->size + HEADER;
      arena->allocator.release (arena->allocator.user, block);
      return;
    }
}

void *
falk_arena_grow (FalkArena *arena, void *array, uint64_t needed, uint32_t *room,
                 size_t size)
{
  uint64_t wanted = *room ? *room : 4;
  void *larger;

  if (array && needed <= *room)
    return array;
  while (wanted < needed)
    wanted *= 2;
  if (wanted > UINT32_MAX)
    {
      arena->refused = UINT64_MAX;
      return NULL;
    }
  larger = falk_arena_alloc (arena, wanted, size);
  if (!larger)
    return NULL;
  if (array)
    {
      memcpy (larger, array, (size_t)*room * size);
      if ((size_t)*room * size >= LARGE)
        falk_arena_drop (arena, array);
    }
  *room = (uint32_t)wanted;
  return larger;
}

/* Merges the sorted runs [0, middle) and [middle, n) of @from into @to. */
static void
merge (void **from, size_t middle, size_t n, void **to, FalkCompare compare)
{
  size_t i = 0, j = middle;

  for (size_t k = 0; k < n; k++)
    to[k] = j >= n || (i < middle && compare (from[i], from[j]) <= 0)
                ? from[i++]
                : from[j++];
}

bool
falk_sort (FalkArena *arena, void **items, size_t n, FalkCompare compare)
{
  size_t sorted = 1;
  void **spare, **from = items, **to;

  while (sorted < n && compare (items[sorted - 1], items[sorted]) <= 0)
    sorted++;
  if (sorted >= n)
    return true;
  spare = to = falk_arena_alloc (arena, n, sizeof *spare);
  if (!spare)
    return false;
  for (size_t run = 1; run < n; run *= 2)
    {
      for (size_t at = 0; at < n; at += 2 * run)
        {
          size_t length = n - at < 2 * run ? n - at : 2 * run;

          merge (from + at, length < run ? length : run, length, to + at,
                 compare);
        }
      from = to;
      to = from == items ? spare : items;
    }
  if (from != items)
    memcpy (items, from, n * sizeof *items);
  falk_arena_drop (arena, spare);
  return true;
}
