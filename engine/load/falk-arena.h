/* SPDX-License-Identifier: MIT */
/* Memory for reading one file: an arena with a budget, freed as a whole. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where memory comes from. alloc() may give NULL. */
typedef struct
{
  void *(*alloc) (void *user, size_t size);
  void (*release) (void *user, void *memory);
  void *user;
} FalkAllocator;

typedef struct FalkBlock FalkBlock;

/* Invariant: used, the bytes taken from the allocator, is <= budget. */
typedef struct
{
  FalkAllocator allocator;
  FalkBlock *blocks; /* the newest first */
  uint64_t budget, used; /* bytes */
  uint64_t refused; /* bytes asked for beyond the budget; 0 if none were */
} FalkArena;

/* @allocator may be NULL: malloc() and free(). */
void falk_arena_init (FalkArena *arena, const FalkAllocator *allocator,
                      uint64_t budget);

/* Frees everything; the arena can be used again. */
void falk_arena_clear (FalkArena *arena);

/* @count elements of @size bytes, zeroed, aligned for any type. NULL where
 * the product overflows, the budget ends (then refused is set) or the
 * allocator has none. */
void *falk_arena_alloc (FalkArena *arena, uint64_t count, size_t size);

/* Frees the newest allocation made by falk_arena_alloc() if it was a large
 * one; otherwise it stays until falk_arena_clear(). */
void falk_arena_drop (FalkArena *arena, void *memory);

/* An array of @size bytes an element with room for @needed: @array itself
 * while @needed <= *@room, else a copy with at least twice the room. NULL as
 * above; @array and *@room are then as before. */
void *falk_arena_grow (FalkArena *arena, void *array, uint64_t needed,
                       uint32_t *room, size_t size);

/* Sorts @n pointers, without recursion; equal ones keep their order. Takes
 * room for as many from @arena for the time: FALSE when there is none. */
typedef int (*FalkCompare) (const void *a, const void *b);
bool falk_sort (FalkArena *arena, void **items, size_t n, FalkCompare compare);
