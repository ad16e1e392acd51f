/* SPDX-License-Identifier: MIT */
/* A stored tensor drawn as what it is: a strip, a sheet, a box, or several
 * boxes, its axes named and coloured by role. Private to this layer. */
#pragma once

#include "falk-pen.h"
#include "falk-value.h"

G_BEGIN_DECLS

typedef struct
{
  const FalkValue *value;
  const char *name;
  guint32 assumed; /* bit i: the size of axis i is */
  gint64 needed; /* the size that is looked for; -1: none */
  int bad; /* axis whose size disagrees, or -1 */
  double x; /* left edge of the body; labels stand left of it */
  double top; /* nothing goes above */
  double middle; /* where the body's middle should be, if it can */
} FalkStored;

typedef struct
{
  FalkPoint joint; /* where a line to the operand starts */
  double bottom; /* lower edge of everything */
} FalkStoredEnd;

FalkStoredEnd falk_stored_draw (FalkScene *scene, const FalkStored *stored);

G_END_DECLS
