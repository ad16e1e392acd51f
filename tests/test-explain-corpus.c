/* SPDX-License-Identifier: MIT */
/* The real error reports of FALK_SHARED/corpus/reports.jsonl. */
#include <jansson.h>
#include <string.h>

#include "explain-check.h"
#include "falk-report-row.h"

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

/* The reports, for g_free(); NULL, and the test is skipped, without them. */
static char *
read_corpus (void)
{
  const char *shared = g_getenv ("FALK_SHARED");
  g_autofree char *path =
      g_build_filename (shared ? shared : "", "corpus/reports.jsonl", NULL);
  char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_test_skip ("the corpus of reports isn't beside the project");
  return text;
}

static void
test_recognises (void)
{
  g_autofree char *text = read_corpus ();
  guint rows = 0, read = 0;
  char *rest;
  json_t *row;

  if (!text)
    return;
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

/* Checks the fixes of the report that @row is; gives back how many. */
static guint
check_fixes (const json_t *row)
{
  g_autoptr (FalkContext) context = falk_report_row_context (row);
  g_autoptr (FalkReport) report = falk_report_read (
      json_string_value (json_object_get (row, "message")), context, NULL);
  g_autoptr (FalkInference) inference = NULL;
  g_autoptr (FalkExplanation) explanation = NULL;

  if (!report || !report->model)
    return 0;
  g_test_message ("%s", json_string_value (json_object_get (row, "id")));
  inference = falk_infer (report->model, report->input);
  explanation = falk_explain (report->model, report->input, inference, report,
                              FALK_TORCH_DEFAULT);
  return explain_check (report->model, report->input, explanation);
}

static void
test_fixes (void)
{
  g_autofree char *text = read_corpus ();
  guint fixes = 0;
  char *rest = text;
  json_t *row;

  while (rest && (row = next_report (&rest)) != NULL)
    {
      fixes += check_fixes (row);
      json_decref (row);
    }
  g_test_message ("%u fixes do what they say", fixes);
  if (text)
    g_assert_cmpuint (fixes, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/corpus/recognises-every-wording", test_recognises);
  g_test_add_func ("/explain/corpus/offers-no-fix-that-fails", test_fixes);
  return g_test_run ();
}
