/* SPDX-License-Identifier: MIT */
/* The PyTorch versions whose checks or wordings differ. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Oldest first; each stands for itself and what follows up to the next. */
typedef enum
{
  FALK_TORCH_0_3,
  FALK_TORCH_0_4,
  FALK_TORCH_1_0,
  FALK_TORCH_1_1,
  FALK_TORCH_1_4,
  FALK_TORCH_1_5,
  FALK_TORCH_1_7,
  FALK_TORCH_1_8,
  FALK_TORCH_1_9,
  FALK_TORCH_1_10,
  FALK_TORCH_1_11,
  FALK_TORCH_1_13,
  FALK_TORCH_2_0,
  FALK_TORCH_2_1,
  FALK_TORCH_2_2,
  FALK_TORCH_COUNT,
  FALK_TORCH_DEFAULT = FALK_TORCH_1_13
} FalkTorch;

/* "1.13"; static. */
const char *falk_torch_name (FalkTorch torch);

/* Reads "1.13", "1.13.1", "2.4.0+cu121": the newest entry not above it. FALSE
 * when @text is no version. */
gboolean falk_torch_parse (const char *text, FalkTorch *torch);

/* The versions from @first to @last as text: "as PyTorch before 1.8", "as
 * PyTorch 1.8 until 1.11", "as PyTorch 0.4 and later". The caller frees it. */
char *falk_torch_span (FalkTorch first,
                       FalkTorch last) G_GNUC_WARN_UNUSED_RESULT;

/* All of them, "0.3, 0.4, 1.0, ...", for help. The caller frees it. */
char *falk_torch_names (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
