/* SPDX-License-Identifier: MIT */
/* Counts in sentences: "1 features" reads "1 feature". */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Puts a counted noun of the table behind a lone 1 in the singular, in @text
 * itself, which only gets shorter. Gives back @text; NULL stays NULL. */
char *falk_singular (char *text);

G_END_DECLS
