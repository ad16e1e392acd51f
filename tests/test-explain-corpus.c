/* SPDX-License-Identifier: MIT */
/* Wordings that are recognised: of the real error reports of
 * FALK_SHARED/corpus/reports.jsonl, and of every fault of the oracle. */
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

/* The words of @message without its numbers, to count it by. */
static char *
family_of (const char *message)
{
  GString *text = g_string_new (NULL);

  for (const char *p = message; *p != '\0' && *p != '\n'; p++)
    if (!g_ascii_isdigit (*p))
      g_string_append_c (text, *p);
    else if (text->len == 0 || text->str[text->len - 1] != 'N')
      g_string_append_c (text, 'N');
  return g_string_free (text, FALSE);
}

typedef struct
{
  guint rows, read, built;
  GHashTable *unread; /* wording without numbers, how often */
} Tally;

static void
count_row (const char *message, Tally *tally)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FalkReport) report = falk_report_read (message, NULL, &error);
  g_autofree char *family = family_of (message);
  gpointer n;

  tally->rows++;
  if (report)
    {
      tally->read++;
      tally->built += report->model != NULL;
      return;
    }
  n = g_hash_table_lookup (tally->unread, family);
  g_hash_table_insert (tally->unread, g_steal_pointer (&family),
                       GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + 1));
}

/* Prints the table of those that aren't read, and fails where there is one. */
static void
check_tally (const Tally *tally)
{
  GHashTableIter iter;
  gpointer key, value;

  g_test_message ("%u of %u are read, %u of them with a model", tally->read,
                  tally->rows, tally->built);
  g_hash_table_iter_init (&iter, tally->unread);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_test_message ("not read, %u times: %s", GPOINTER_TO_UINT (value),
                      (const char *)key);
      g_test_fail ();
    }
  g_assert_cmpuint (tally->rows, >, 0);
}

/* Every row of the file that has a message. */
static void
recognise (const char *path, const char *missing)
{
  g_autofree char *text = NULL;
  Tally tally = { 0 };
  json_t *row;
  char *rest;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip (missing);
      return;
    }
  tally.unread = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  rest = text;
  while ((row = next_report (&rest)) != NULL)
    {
      const char *message =
          json_string_value (json_object_get (row, "message"));

      if (message)
        count_row (message, &tally);
      json_decref (row);
    }
  check_tally (&tally);
  g_hash_table_unref (tally.unread);
}

static char *
shared_file (const char *name)
{
  const char *shared = g_getenv ("FALK_SHARED");

  return g_build_filename (shared ? shared : "../shared", name, NULL);
}

static void
test_recognises (void)
{
  g_autofree char *path = shared_file ("corpus/reports.jsonl");

  recognise (path, "the corpus of reports isn't beside the project");
}

static void
test_oracle (void)
{
  g_autofree char *path = shared_file ("oracle/cases-dev.jsonl");

  recognise (path, "the oracle isn't beside the project");
}

/* The reports, for g_free(); NULL, and the test is skipped, without them. */
static char *
read_corpus (void)
{
  g_autofree char *path = shared_file ("corpus/reports.jsonl");
  char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_test_skip ("the corpus of reports isn't beside the project");
  return text;
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
  g_test_add_func ("/explain/corpus/recognises-every-fault-of-the-oracle",
                   test_oracle);
  return g_test_run ();
}
