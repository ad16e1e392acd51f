/* SPDX-License-Identifier: MIT */
/* Rows of the staircase: which are shown of many, and which are to blame. */
#include "falk-stair.h"

#define HEAD 5 /* rows shown of many: the first, */
#define TAIL 4 /* the last, and those next to the first that is marked */
#define ALL_MAX 12

/* Sets @row's mark and sentence where something is wrong with it, the one of
 * number @k. */
typedef void (*Judge) (FalkScene *scene, const FalkStair *stair, gint64 k,
                       FalkStairRow *row);

static void
blame (FalkStairRow *row, const char *mark, const char *sentence)
{
  row->bad = TRUE;
  row->mark = mark;
  row->sentence = sentence;
}

static void
judge_order (FalkScene *scene, const FalkStair *stair, gint64 k,
             FalkStairRow *row)
{
  gint64 before = k > 0 ? stair->packing.lengths[k - 1] : G_MAXINT64;

  if (row->length > before)
    blame (row,
           falk_scene_keep (scene, "✕ " FALK_SIZE " > " FALK_SIZE, row->length,
                            before),
           falk_scene_keep (scene,
                            "Sequence " FALK_SIZE " has " FALK_SIZE
                            " steps, more than the one before it, which "
                            "has " FALK_SIZE ".",
                            row->place, row->length, before));
}

static void
judge_zero (FalkScene *scene, const FalkStair *stair, gint64 k,
            FalkStairRow *row)
{
  if (row->length <= 0)
    blame (row, "✕ no step",
           falk_scene_keep (scene,
                            "Sequence " FALK_SIZE " has " FALK_SIZE
                            " steps: each needs one at least.",
                            row->place, row->length));
}

static void
judge_beyond (FalkScene *scene, const FalkStair *stair, gint64 k,
              FalkStairRow *row)
{
  if (row->length > stair->time)
    blame (row,
           falk_scene_keep (scene, "✕ " FALK_SIZE " > " FALK_SIZE, row->length,
                            stair->time),
           falk_scene_keep (scene,
                            "Sequence " FALK_SIZE " has " FALK_SIZE
                            " steps by its length, and the tensor that was "
                            "packed " FALK_SIZE ".",
                            row->place, row->length, stair->time));
}

static void
judge_count (FalkScene *scene, const FalkStair *stair, gint64 k,
             FalkStairRow *row)
{
  if (!row->has_length)
    blame (row, "✕ no length",
           falk_scene_keep (scene, "Sequence " FALK_SIZE " has no length.",
                            row->place));
  else if (!row->has_sequence)
    blame (row, "✕ no sequence",
           falk_scene_keep (scene,
                            "There is a length for a sequence " FALK_SIZE
                            ", and no such sequence.",
                            row->place));
}

/* What PyTorch lets pass in silence. */
static void
judge_silent (FalkScene *scene, const FalkStair *stair, gint64 k,
              FalkStairRow *row)
{
  if (!row->has_length)
    judge_count (scene, stair, k, row);
  else
    judge_beyond (scene, stair, k, row);
  if (!row->bad)
    return;
  row->bad = FALSE;
  row->mark =
      row->has_length
          ? falk_scene_keep (scene, "! " FALK_SIZE " > " FALK_SIZE ": cut",
                             row->length, stair->time)
          : "! left out";
}

static const struct
{
  FalkFaultCode code;
  Judge judge;
} judges[] = {
  { FALK_FAULT_PACK_UNSORTED, judge_order },
  { FALK_FAULT_PACK_ZERO, judge_zero },
  { FALK_FAULT_PACK_COUNT, judge_count },
  { FALK_FAULT_PACK_INDEX, judge_count },
  { FALK_FAULT_PACKED_SHORT, judge_beyond },
  { FALK_FAULT_UNPACK_TOTAL, judge_beyond },
};

static FalkStairRow
make_row (FalkScene *scene, const FalkStair *stair, gint64 k)
{
  FalkStairRow row = { .has_length = k < (gint64)stair->packing.n };
  Judge judge = judge_silent;

  row.place = row.has_length ? (gint64)stair->order[k] : k;
  row.has_sequence = row.place < stair->batch;
  row.length = row.has_length ? stair->packing.lengths[row.place] : 0;
  for (gsize i = 0; i < G_N_ELEMENTS (judges); i++)
    if (judges[i].code == stair->code)
      judge = judges[i].judge;
  judge (scene, stair, k, &row);
  if (row.sentence)
    return row;
  row.sentence = falk_scene_keep (
      scene,
      "Sequence " FALK_SIZE ": " FALK_SIZE " of " FALK_SIZE " steps are kept.",
      row.place, MIN (row.length, stair->time), stair->time);
  return row;
}

/* The first row that is marked, or -1. Beyond the lengths, all are alike. */
static gint64
first_marked (FalkScene *scene, const FalkStair *stair, gint64 n)
{
  gint64 most = MIN (n, (gint64)stair->packing.n + 1);

  for (gint64 k = 0; k < most; k++)
    if (make_row (scene, stair, k).mark)
      return k;
  return -1;
}

static void
add_row (FalkScene *scene, FalkStair *stair, gint64 k)
{
  if (stair->n_rows < FALK_STAIR_ROWS)
    stair->rows[stair->n_rows++] = make_row (scene, stair, k);
}

/* A gap up to row @to, where the next one is @from; a single row is shown
 * instead. */
static void
add_gap (FalkScene *scene, FalkStair *stair, gint64 from, gint64 to)
{
  if (to - from == 1)
    add_row (scene, stair, from);
  else if (to > from && stair->n_rows < FALK_STAIR_ROWS)
    stair->rows[stair->n_rows++] = (FalkStairRow){ .left_out = to - from };
}

void
falk_stair_add_rows (FalkScene *scene, FalkStair *stair)
{
  gint64 n = MAX ((gint64)stair->packing.n, stair->batch), next = 0;
  gint64 marked = n > ALL_MAX ? first_marked (scene, stair, n) : -1;
  /* Parts from ... to - 1 that are shown, in order. */
  const gint64 parts[3][2] = {
    { 0, n > ALL_MAX ? HEAD : n },
    { marked < 0 ? 0 : marked - 1, marked < 0 ? 0 : MIN (marked + 2, n) },
    { MAX (n - TAIL, 0), n },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i][1] <= next)
        continue;
      add_gap (scene, stair, next, MAX (parts[i][0], next));
      for (next = MAX (parts[i][0], next); next < parts[i][1]; next++)
        add_row (scene, stair, next);
    }
}
