/* SPDX-License-Identifier: MIT */
/* The real error reports of FALK_SHARED/corpus/reports.jsonl. */
#include <jansson.h>
#include <string.h>

#include "falk-report.h"

/* What the wordings of the families that are read have in common. */
static const char *const families[] = {
  "size mismatch, m1:",       "mat1 and mat2 shapes cannot",
  "input.size(-1) must be",   "Expected hidden",
  "hx should also be",        "inconsistent input_size",
  "inconsistent hidden_size", "doesn't match hidden",
};

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

static gboolean
in_family (const char *message)
{
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    if (strstr (message, families[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
test_recognises (void)
{
  const char *shared = g_getenv ("FALK_SHARED");
  g_autofree char *path =
      g_build_filename (shared ? shared : "", "corpus/reports.jsonl", NULL);
  g_autofree char *text = NULL;
  guint rows = 0, in = 0, read = 0;
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
      if (in_family (message))
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (FalkReport) report = falk_report_read (message, &error);

          in++;
          if (report != NULL)
            read++;
          else
            {
              g_test_message ("not read: %s\n%s", message, error->message);
              g_test_fail ();
            }
        }
      json_decref (row);
    }
  g_test_message ("%u of the %u reports of these families are read; %u rows",
                  read, in, rows);
  g_assert_cmpuint (in, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/corpus/recognises-the-families-it-reads",
                   test_recognises);
  return g_test_run ();
}
