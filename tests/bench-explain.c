/* SPDX-License-Identifier: MIT */
/* Times the explanation of each row of the corpus of reports and of each
 * faulty model of the oracle:
 *
 *   bench-explain FILE.jsonl…     environment: REPEAT times each (3)
 *
 * Prints the slowest ten of each file, in milliseconds of this process, the
 * least of its repeats, and then the median and the slowest of all. Not part
 * of the tests: speed isn't something a test can assert. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "falk-blas.h"
#include "falk-explanation.h"
#include "falk-model-json.h"
#include "falk-report-row.h"

#define SHOWN 10

typedef struct
{
  char *name;
  double ms;
} Timed;

static double
now_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static double
time_explain (const FalkModel *model, const FalkTensor *input,
              const FalkInference *inference, const FalkReport *report,
              guint repeat)
{
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < repeat; i++)
    {
      double start = now_ms ();
      FalkExplanation *explanation =
          falk_explain (model, input, inference, report, FALK_TORCH_DEFAULT);

      falk_explanation_free (explanation);
      least = MIN (least, now_ms () - start);
    }
  return least;
}

/* Milliseconds of @row's explanation; below 0 where there is nothing to
 * explain. */
static double
time_row (const char *line, const json_t *row, guint repeat)
{
  const char *message = json_string_value (json_object_get (row, "message"));
  g_autoptr (FalkContext) context = NULL;
  g_autoptr (FalkReport) report = NULL;
  g_autoptr (FalkTensor) input = NULL;
  g_autoptr (FalkModel) model =
      falk_model_from_json_text (line, -1, &input, NULL);
  g_autoptr (FalkInference) inference = NULL;

  if (!model && message)
    {
      context = falk_report_row_context (row);
      report = falk_report_read (message, context, NULL);
      if (!report || !report->model)
        return -1;
      inference = falk_infer (report->model, report->input);
      return time_explain (report->model, report->input, inference, report,
                           repeat);
    }
  inference = model ? falk_infer (model, input) : NULL;
  if (!inference || inference->ok)
    return -1;
  return time_explain (model, input, inference, NULL, repeat);
}

static gint
slower_first (gconstpointer a, gconstpointer b)
{
  const Timed *one = a, *other = b;

  return (one->ms < other->ms) - (one->ms > other->ms);
}

static void
print_times (const char *path, GArray *times)
{
  g_array_sort (times, slower_first);
  printf ("%s: %u explained", path, times->len);
  if (times->len > 0)
    printf (", median %.2f ms, slowest %.1f ms",
            g_array_index (times, Timed, times->len / 2).ms,
            g_array_index (times, Timed, 0).ms);
  printf ("\n");
  for (guint i = 0; i < MIN (times->len, SHOWN); i++)
    printf ("  %8.1f  %s\n", g_array_index (times, Timed, i).ms,
            g_array_index (times, Timed, i).name);
  for (guint i = 0; i < times->len; i++)
    g_free (g_array_index (times, Timed, i).name);
}

static void
time_file (const char *path, guint repeat)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (Timed));
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      fprintf (stderr, "can't read %s\n", path);
      exit (1);
    }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] && *lines[i]; i++)
    {
      json_t *row = json_loads (lines[i], 0, NULL);
      const char *id = json_string_value (json_object_get (row, "id"));
      Timed timed = { NULL, time_row (lines[i], row, repeat) };

      timed.name = g_strdup (id ? id : "?");
      if (timed.ms >= 0)
        g_array_append_val (times, timed);
      else
        g_free (timed.name);
      json_decref (row);
    }
  print_times (path, times);
}

int
main (int argc, char **argv)
{
  const char *repeat = g_getenv ("REPEAT");

  falk_blas_prepare ();
  for (int i = 1; i < argc; i++)
    time_file (argv[i], repeat ? (guint)atoi (repeat) : 3);
  return 0;
}
