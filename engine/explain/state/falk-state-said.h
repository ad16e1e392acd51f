/* SPDX-License-Identifier: MIT */
/* What the parameters of one side say of a recurrent layer, by their names
 * and shapes alone. */
#pragma once

#include "falk-state-module.h"

G_BEGIN_DECLS

/* What isn't said. */
#define FALK_STATE_UNSAID (-1)

/* Sizes in elements. Each number is FALK_STATE_UNSAID where nothing says it:
 * a text lists only what differs. */
typedef struct
{
  gboolean has; /* the side has some of the layer */
  gboolean cell;
  gint64 rows; /* of weight_ih and weight_hh: gates·H */
  gint64 input; /* columns of weight_ih of layer 0 */
  gint64 state; /* columns of weight_hh: H, or proj_size */
  gint64 hidden; /* columns of weight_hr: H */
  gint64 layers;
  gint64 least; /* 1 or more: as many layers as are named */
  gint64 reverse, bias, proj; /* 0 or 1 */
} FalkStateSaid;

/* Reads what @side says. @whole: every parameter of both sides is there; @cut:
 * the text left names out. */
FalkStateSaid falk_state_said (const FalkStateModule *module,
                               FalkStateSide side, gboolean whole,
                               gboolean cut);

G_END_DECLS
