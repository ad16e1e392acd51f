/* SPDX-License-Identifier: MIT */
/* The two readings of a 2-D input of a recurrent layer: one sequence, (time,
 * features), or a batch of sequences of one step, (batch, features). Both are
 * drawn side by side, with the shape that each needs, the state that goes with
 * it, and a mark on the one that PyTorch takes. Private to this layer. */
#pragma once

#include "falk-pen.h"

G_BEGIN_DECLS

/* Whether step @index is given such an input, and gets as far as looking at
 * it. */
gboolean falk_reading_is_open (const FalkSubject *subject, guint index);

/* A scene of its own, where falk_reading_is_open(). */
FalkScene *falk_reading_scene (const FalkSubject *subject, guint index,
                               double width) G_GNUC_WARN_UNUSED_RESULT;

/* A way to hand the input over: as it is, or with an axis more. Shapes are
 * those that it then needs and gives. */
typedef struct
{
  const char *code; /* "x.unsqueeze(0)" */
  FalkShape input, output;
  FalkShape state, cell; /* cell: of an LSTM, else rank 0 */
} FalkReadingForm;

typedef struct
{
  const char *title; /* static, as are the two below */
  const char *verdict; /* what PyTorch makes of it */
  const char *how; /* what it means for the state */
  gboolean taken; /* by PyTorch */
  FalkRole role; /* of axis 0 */
  const char *row_word; /* what one row is: "step" */
  guint n_forms;
  FalkReadingForm forms[2];
} FalkReading;

/* Height that @reading takes in a card @width wide, which is drawn at @x, @y
 * too. @step: whose input it is. */
double falk_reading_draw (FalkScene *scene, const FalkReading *reading,
                          const FalkStep *step, const FalkValue *in, double x,
                          double y, double width);

G_END_DECLS
