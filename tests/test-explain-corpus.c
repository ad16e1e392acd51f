/* SPDX-License-Identifier: MIT */
/* The real error reports of FALK_SHARED/corpus/reports.jsonl. */
#include <jansson.h>
#include <string.h>

#include "falk-report.h"

static json_t *
next_report (char **text)
{
  char *line = *text, *end = strchr (line, '\n');
  json_t *row;

  if (end == NULL)
    return NULL;
  *end = '\0';
  *text = end + 1;
  row = json_loads (line, 0, NULL);
  g_assert_nonnull (row);
  return row;
}

static void
test_recognises (void)
{
  const char *shared = g_getenv ("FALK_SHARED");
  g_autofree char *path =
      g_build_filename (shared ? shared : "", "corpus/reports.jsonl", NULL);
  g_autofree char *text = NULL;
  guint rows = 0, read = 0;
  char *rest;
  json_t *row;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("the corpus of reports isn't beside the project");
      return;
    }
  rest = text;
  while ((row = next_report (&rest)) != NULL)
    {
      const char *message =
          json_string_value (json_object_get (row, "message"));

      rows++;
      g_autoptr (GError) error = NULL;
      g_autoptr (FalkReport) report = falk_report_read (message, NULL, &error);

      if (report != NULL)
        read++;
      else
        {
          g_test_message ("not read: %s\n%s", message, error->message);
          g_test_fail ();
        }
      json_decref (row);
    }
  g_test_message ("%u of %u reports are read", read, rows);
  g_assert_cmpuint (rows, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/corpus/recognises-every-wording", test_recognises);
  return g_test_run ();
}
