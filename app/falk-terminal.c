/* SPDX-License-Identifier: MIT */
#include "falk-terminal.h"

#include "falk-explain-text.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Colour is for terminals that show it and people who want it: see
 * no-color.org. */
static gboolean
wants_colour (void)
{
  const char *no = g_getenv ("NO_COLOR"), *term = g_getenv ("TERM");

  return isatty (STDOUT_FILENO) == 1 && !(no && *no)
         && !(term && strcmp (term, "dumb") == 0);
}

static void
print_notes (const GPtrArray *notes)
{
  for (guint i = 0; i < notes->len; i++)
    printf ("Note: %s\n", (const char *)notes->pdata[i]);
}

void
falk_terminal_print (const FalkModel *model, const FalkTensor *input,
                     const FalkInference *inference, const FalkOpened *opened,
                     FalkTorch torch)
{
  g_autoptr (FalkExplanation) explanation =
      inference->ok
          ? NULL
          : falk_explain (model, input, inference, opened->report, torch);
  g_autoptr (GPtrArray) notices = falk_notices (model, input, inference);
  g_autofree char *text =
      falk_explain_to_text (model, inference, explanation, wants_colour ());
  g_autofree char *asked =
      falk_notices_to_text (model, notices, wants_colour ());

  fputs (text, stdout);
  fputs (asked, stdout);
  print_notes (opened->notes);
}

void
falk_terminal_print_report (const FalkOpened *opened)
{
  g_autoptr (FalkExplanation) explanation =
      falk_explain_report (opened->report);

  falk_terminal_print_explanation (explanation, opened->notes);
}

void
falk_terminal_print_explanation (const FalkExplanation *explanation,
                                 const GPtrArray *notes)
{
  g_autofree char *text =
      falk_explain_to_text (NULL, NULL, explanation, wants_colour ());

  fputs (text, stdout);
  print_notes (notes);
}

void
falk_terminal_print_loads (const FalkStateDiff *diff, const GPtrArray *notes)
{
  printf ("✓ It loads: the checkpoint has all %u parameters, in their shapes\n",
          diff->entries->len);
  if (diff->beside > 0)
    printf ("  It has %u tensor%s more, of other layers.\n", diff->beside,
            diff->beside == 1 ? "" : "s");
  print_notes (notes);
}
