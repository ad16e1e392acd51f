/* SPDX-License-Identifier: MIT */
/* Load errors as GErrors, for callers that speak GLib. */
#include "falk-load-error.h"

/* The formatter takes the hyphens for minus signs. */
/* clang-format off */
G_DEFINE_QUARK (falk_load_error, falk_load_error)
/* clang-format on */

void
falk_load_error_to_gerror (const FalkLoadError *from, GError **error)
{
  char text[1024];

  g_set_error_literal (error, FALK_LOAD_ERROR, (int)from->code,
                       falk_load_error_write (from, text, sizeof text));
}
