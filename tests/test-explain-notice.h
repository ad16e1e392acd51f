/* SPDX-License-Identifier: MIT */
/* Notices as one line, and what holds of every one of them. */
#pragma once

#include "falk-notice.h"
#include "test-explain-case.h"

/* "step: notice", in order, joined by ", ". */
static char *
notices_text (const FalkModel *model, const GPtrArray *notices)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < notices->len; i++)
    {
      const FalkNotice *notice = g_ptr_array_index (notices, i);

      g_string_append_printf (text, "%s%s: %s", i ? ", " : "",
                              falk_model_step (model, notice->step)->name,
                              falk_notice_name (notice->code));
    }
  return g_string_free (text, FALSE);
}

/* Every notice has its words, and none has a NULL printed in them. */
static void
check_words (const GPtrArray *notices)
{
  for (guint i = 0; i < notices->len; i++)
    {
      const FalkNotice *notice = g_ptr_array_index (notices, i);

      g_test_message ("%s\n%s\n%s", notice->title, notice->why,
                      notice->fix ? notice->fix : "-");
      g_assert_true (g_str_has_suffix (notice->title, "?"));
      g_assert_true (g_str_has_suffix (notice->why, "."));
      g_assert_null (strstr (notice->why, "(null)"));
      g_assert_true (!notice->fix || !strstr (notice->fix, "(null)"));
    }
}
