/* SPDX-License-Identifier: MIT */
/* Every model of the oracle that is made of operations Falk knows: its fault
 * is worded as PyTorch 1.13 did, explained, and every fix offered runs. */
#include <jansson.h>

#include "explain-check.h"
#include "falk-model-json.h"
#include "falk-wording.h"

typedef struct
{
  guint rows, known, faults, explained, fixed, fixes;
} Tally;

static const char *
text_of (const json_t *row, const char *key)
{
  return json_string_value (json_object_get (row, key));
}

static void
check_wording (const FalkModel *model, const FalkInference *inference,
               const json_t *row)
{
  const FalkFault *fault = &inference->fault;
  g_autofree char *message = falk_wording_write (fault, model, FALK_TORCH_1_13);

  g_assert_cmpstr (falk_model_step (model, fault->step)->name, ==,
                   text_of (row, "step"));
  g_assert_cmpstr (falk_wording_exception (fault, FALK_TORCH_1_13), ==,
                   text_of (row, "error"));
  g_assert_cmpstr (message, ==, text_of (row, "message"));
}

static void
check_explanation (const FalkModel *model, const FalkTensor *input,
                   const FalkInference *inference, Tally *tally)
{
  g_autoptr (FalkExplanation) explanation =
      falk_explain (model, input, inference, NULL, FALK_TORCH_1_13);
  guint fixes = explain_check (model, input, explanation);

  tally->explained += explanation->causes->len > 0;
  tally->fixed += fixes > 0;
  tally->fixes += fixes;
  g_assert_cmpuint (explanation->causes->len, >, 0);
}

static void
check_row (const char *line, Tally *tally)
{
  json_t *row = json_loads (line, 0, NULL);
  g_autoptr (FalkTensor) input = NULL;
  g_autoptr (FalkModel) model = NULL;
  g_autoptr (FalkInference) inference = NULL;

  tally->rows++;
  model = falk_model_from_json_text (line, -1, &input, NULL);
  if (model)
    {
      tally->known++;
      inference = falk_infer (model, input);
      g_test_message ("%s", text_of (row, "id"));
      g_assert_cmpint (inference->ok, ==,
                       json_is_true (json_object_get (row, "ok")));
      if (!inference->ok)
        {
          tally->faults++;
          check_wording (model, inference, row);
          check_explanation (model, input, inference, tally);
        }
    }
  json_decref (row);
}

static void
check_text (const char *text)
{
  g_auto (GStrv) lines = NULL;
  Tally tally = { 0 };

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] && *lines[i]; i++)
    check_row (lines[i], &tally);
  g_test_message ("of %u models %u are known, %u of them with a fault: %u "
                  "explained, %u with one of the %u fixes that run",
                  tally.rows, tally.known, tally.faults, tally.explained,
                  tally.fixed, tally.fixes);
  g_assert_cmpuint (tally.faults, >, 0);
}

static void
test_oracle (void)
{
  const char *shared = g_getenv ("FALK_SHARED");
  g_autofree char *path = g_build_filename (shared ? shared : "../shared",
                                            "oracle", "cases-dev.jsonl", NULL);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return g_test_skip ("../shared/oracle (or FALK_SHARED) is absent");
  check_text (text);
}

/* A small case for nearly every fault, with the words of the PyTorch 1.13 that
 * ran it: they prove the words where the oracle is absent. */
static void
test_goldens (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "goldens", "faults.jsonl", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  check_text (text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/oracle/says-and-mends-what-pytorch-found",
                   test_oracle);
  g_test_add_func ("/explain/oracle/agrees-on-the-shipped-cases", test_goldens);
  return g_test_run ();
}
