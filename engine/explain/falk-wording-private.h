/* SPDX-License-Identifier: MIT */
/* What the table of wordings shares with the code that fills it. */
#pragma once

#include "falk-wording.h"

G_BEGIN_DECLS

/* What one version says, without the exception's class; a class only where
 * it isn't the one of the fault's own row. */
typedef struct
{
  const char *words;
  const char *exception;
} FalkWordingCell;

/* The cell that speaks for @torch: its own, or the nearest older one that
 * has words, or else the nearest newer; @version is whose it is. */
const FalkWordingCell *falk_wording_cell (FalkFaultCode code, FalkTorch torch,
                                          FalkTorch *version);

/* What @torch says of a fault for which its cell is not the whole story, as
 * with scalars and types it has no code for; NULL where the cell is. */
const FalkWordingCell *falk_wording_odd_cell (const FalkFault *fault,
                                              FalkTorch torch);

G_END_DECLS
