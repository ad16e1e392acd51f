/* SPDX-License-Identifier: MIT */
#include "falk-step-look.h"

static const FalkStepLook looks[] = {
  [FALK_STEP_FITS] = { "✓", "fits", "fits" },
  [FALK_STEP_FAULT] = { "✕", "fault", "does not fit" },
  [FALK_STEP_GHOST] = { "−", "ghost", "not reached" },
  [FALK_STEP_UNKNOWN] = { "−", "ghost", "not reached, shape not known" },
};

static const FalkStepLook look_open = { "−", "open", "not checked" };

const FalkStepLook *
falk_step_look (const FalkInference *inference, guint index)
{
  if (inference == NULL || index >= inference->n_steps)
    return &look_open;
  return &looks[inference->steps[index].state];
}

const FalkStepLook *
falk_step_look_input (gboolean there)
{
  return there ? &looks[FALK_STEP_FITS] : &look_open;
}

char *
falk_step_look_text (const FalkStep *step)
{
  g_autofree char *code = falk_step_to_text (step);
  const char *bare = code;
  if (g_str_has_prefix (bare, "nn."))
    bare += 3;
  else if (*bare == '.')
    bare++;
  return g_strdup (bare);
}
