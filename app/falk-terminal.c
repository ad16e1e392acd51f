/* SPDX-License-Identifier: MIT */
#include "falk-terminal.h"

#include "falk-explain-text.h"

#include <stdio.h>
#include <unistd.h>

void
falk_terminal_print (const FalkModel *model, const FalkTensor *input,
                     const FalkInference *inference, const FalkOpened *opened,
                     FalkTorch torch)
{
  g_autoptr (FalkExplanation) explanation =
      inference->ok
          ? NULL
          : falk_explain (model, input, inference, opened->report, torch);
  g_autofree char *text = falk_explain_to_text (model, inference, explanation,
                                                isatty (STDOUT_FILENO) == 1);

  fputs (text, stdout);
  for (guint i = 0; i < opened->notes->len; i++)
    printf ("Note: %s\n", (const char *)opened->notes->pdata[i]);
}
