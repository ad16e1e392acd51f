/* SPDX-License-Identifier: MIT */
/* The staircase of a packed batch: the padded tensor in the order in which it
 * is packed, what of it is kept, how many sequences each step has, and the
 * data that the steps become. The picture of pack_padded_sequence, of
 * pad_packed_sequence, and, below its product, of a recurrent layer that is
 * given a PackedSequence. Private to this layer. */
#pragma once

#include "falk-packing.h"
#include "falk-pen.h"

G_BEGIN_DECLS

/* One row: a sequence, or several that are left out. Strings are the scene's
 * or static. */
typedef struct
{
  gint64 left_out; /* sequences; 0: it is one, which the rest is about */
  gint64 place; /* in the batch as it was given, from 0 */
  gboolean has_length, has_sequence; /* else the other one is missing */
  gint64 length; /* as it was given */
  gboolean bad; /* the fault is about it */
  const char *mark; /* "✕ 5 > 3": what is wrong or odd about it, or NULL */
  const char *sentence; /* the same in words */
} FalkStairRow;

/* Steps from ... to - 1. */
typedef struct
{
  gint64 from, to;
  gint64 first, last; /* sequences at the first and at the last of them */
  gint64 rows; /* of the packed data */
  double x, w; /* points */
} FalkStairColumn;

#define FALK_STAIR_ROWS 18
#define FALK_STAIR_COLUMNS 32
#define FALK_STAIR_NOTES 6

/* Invariant: lengths and columns are about the same steps, 0 ... span. */
typedef struct
{
  const char *title;
  const char *padded; /* name of the padded tensor */
  FalkPacking packing; /* borrowed lengths */
  gint64 batch, time; /* of the padded tensor */
  gboolean batch_first; /* that is the order of its axes */
  gint64 span; /* the longer of time and the longest length */
  guint *order; /* packing.n places; owned */
  FalkFaultCode code; /* of the rows; FALK_FAULT_COUNT: none */
  const FalkValue *data; /* borrowed; NULL: nothing can be packed */
  gboolean ghost; /* it isn't there yet */
  gboolean unpacks; /* the padded tensor is made of the data */
  guint n_rows, n_columns, n_notes;
  FalkStairRow rows[FALK_STAIR_ROWS];
  FalkStairColumn columns[FALK_STAIR_COLUMNS];
  gboolean by_step; /* every column is one step */
  const char *notes[FALK_STAIR_NOTES];
} FalkStair;

/* Whether the whole picture of step @index is a staircase, and whether one
 * goes below its product. */
gboolean falk_stair_is_whole (const FalkSubject *subject, guint index);
gboolean falk_stair_is_below (const FalkSubject *subject, guint index);

/* A scene of its own, of a step of which one of the two holds. */
FalkScene *falk_stair_scene (const FalkSubject *subject, guint index,
                             double width) G_GNUC_WARN_UNUSED_RESULT;

/* Fills in rows: which are shown, and what is wrong with each. */
void falk_stair_add_rows (FalkScene *scene, FalkStair *stair);

/* Fills in columns for the rows that are there, from @x on, at most @width
 * wide where their numbers let them. Gives their right edge. */
double falk_stair_add_columns (FalkScene *scene, FalkStair *stair, double x,
                               double width);

/* "0", or "3 – 21": the steps of @column. "3", or "26 to 6": the sequences
 * at them. Kept by @scene. */
const char *falk_stair_steps (FalkScene *scene, const FalkStairColumn *column);
const char *falk_stair_sizes (FalkScene *scene, const FalkStairColumn *column);

/* Adds a line below the picture; dropped where there are enough. @text must be
 * static or the scene's. */
void falk_stair_note (FalkStair *stair, const char *text);

/* Draws everything but title and notes, from @y down; the scene becomes as
 * wide as that takes. Gives the lower edge. */
double falk_stair_draw (FalkScene *scene, FalkStair *stair, double y,
                        double width);

/* The packed data in @box, with its labels above, below and right of it; it
 * may be no narrower than falk_stair_data_width() less those on the right. */
void falk_stair_draw_data (FalkScene *scene, const FalkStair *stair,
                           FalkBox box);

/* Width of the packed data with its labels. */
double falk_stair_data_width (FalkScene *scene, const FalkStair *stair);

G_END_DECLS
