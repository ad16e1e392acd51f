/* SPDX-License-Identifier: MIT */
/* A value: what flows from one step to the next, as a shape whose axes know
 * their role, origin and stride. No elements; those are the engine's.
 *
 * Invariant: rank <= FALK_RANK_MAX and the product of the sizes, with 1 for 0,
 * fits in 63 bits. axes[] beyond the rank is undefined. */
#pragma once

#include "falk-axis.h"
#include "falk-dtype.h"
#include "falk-shape.h"

G_BEGIN_DECLS

/* How a PackedSequence came about. Its axes are those of its data: (rows, …)
 * with one row for each step of each sequence. */
typedef struct
{
  const gint64 *lengths; /* as they were given; borrowed from the step */
  guint n; /* sequences; 0: the value is a plain tensor */
  gboolean sorted; /* enforce_sorted: no order of its own */
  gint64 time; /* steps of the padded tensor; lengths may exceed it,
                          * and are then silently cut */
} FalkPacking;

typedef struct
{
  FalkDtype dtype;
  FalkPacking packing;
  guint rank;
  FalkAxis axes[FALK_RANK_MAX]; /* outermost first */
} FalkValue;

/* Copies only the axes that are there. */
void falk_value_copy (const FalkValue *from, FalkValue *to);

FalkShape falk_value_shape (const FalkValue *value);

/* Number of elements. */
gint64 falk_value_count (const FalkValue *value);

/* Gives the axes the strides of an array in C order. */
void falk_value_set_contiguous (FalkValue *value);

/* Makes a value of a bare shape: every axis has
 * role FALK_ROLE_NONE and the origin "@name axis i". @name is borrowed. The
 * shape's product must not overflow. */
void falk_value_from_shape (FalkValue *value, const char *name, FalkDtype dtype,
                            const FalkShape *shape);

G_END_DECLS
