/* SPDX-License-Identifier: MIT */
#include "falk-wording.h"

#include "falk-wording-private.h"

/* The row of @code, which one of the two tables has. */
static const FalkWordingCell *
cells_of (FalkFaultCode code)
{
  for (guint i = 0; i < FALK_TORCH_COUNT; i++)
    if (falk_wordings_layer[code].cells[i].words)
      return falk_wordings_layer[code].cells;
  return falk_wordings_recurrent[code].cells;
}

/* The cell that speaks for @torch. */
static const FalkWordingCell *
cell_of (FalkFaultCode code, FalkTorch torch)
{
  const FalkWordingCell *cells = cells_of (code);
  guint v = torch;

  while (v > 0 && !cells[v].words)
    v--;
  while (!cells[v].words && v + 1 < FALK_TORCH_COUNT)
    v++;
  return &cells[v];
}

char *
falk_wording_write (const FalkFault *fault, const FalkModel *model,
                    FalkTorch torch)
{
  g_return_val_if_fail (fault->code < FALK_FAULT_COUNT, NULL);
  g_return_val_if_fail (torch < FALK_TORCH_COUNT, NULL);

  GString *text = g_string_new (NULL);

  falk_wording_fill (text, cell_of (fault->code, torch)->words, fault,
                     falk_model_step (model, fault->step));
  return g_string_free (text, FALSE);
}

const char *
falk_wording_exception (const FalkFault *fault, FalkTorch torch)
{
  const char *exception = cell_of (fault->code, torch)->exception;

  return exception ? exception : falk_fault_info (fault->code)->exception;
}

const char *
falk_wording_template (FalkFaultCode code, FalkTorch torch)
{
  g_return_val_if_fail (code < FALK_FAULT_COUNT, NULL);
  g_return_val_if_fail (torch < FALK_TORCH_COUNT, NULL);
  return cell_of (code, torch)->words;
}

FalkTorch
falk_wording_since (FalkFaultCode code)
{
  guint torch = 0;

  g_return_val_if_fail (code < FALK_FAULT_COUNT, 0);
  while (torch + 1 < FALK_TORCH_COUNT && !cells_of (code)[torch].words)
    torch++;
  return torch;
}

char *
falk_wording_versions (FalkFaultCode code, FalkTorch torch)
{
  const char *words = falk_wording_template (code, torch);
  guint first = torch, last = torch;

  if (g_str_has_suffix (words, FALK_OWN_WORDS))
    return g_strdup ("in Falk's own words");
  while (first > falk_wording_since (code)
         && falk_wording_template (code, first - 1) == words)
    first--;
  while (last + 1 < FALK_TORCH_COUNT
         && falk_wording_template (code, last + 1) == words)
    last++;
  return falk_torch_span (first, last);
}
