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

/* What PyTorch 1.11 to 2.0 say where a scalar trips them before they check
 * it, or NULL where they say no other than falk_wording_cell(). */
const FalkWordingCell *falk_wording_scalar_cell (FalkFaultCode code);

G_END_DECLS
