/* SPDX-License-Identifier: MIT */
/* The quick reader of cases against the one it stands in for: whatever line it
 * reads, the other reads as the same case. Lines are the oracle's, and what is
 * left of them after some bytes are changed, lost or put in. */
#include <string.h>

#include "falk-model-json.h"
#include "falk-model-scan.h"

#define DAMAGED 8 /* of each line */

static void
assert_same (const char *line, gsize length, const FalkModel *model,
             const FalkTensor *input, const char *id, gsize id_length)
{
  g_autoptr (FalkTensor) other_input = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FalkModel) other =
      falk_model_from_json_text (line, (gssize)length, &other_input, &error);
  g_autofree char *text = NULL;
  g_autofree char *other_text = NULL;
  g_autofree char *quoted = NULL;
  json_t *row;

  if (!other)
    g_test_message ("%.*s", (int)length, line);
  g_assert_no_error (error);
  text = falk_model_to_json_text (model, input);
  other_text = falk_model_to_json_text (other, other_input);
  g_assert_cmpstr (text, ==, other_text);
  row = json_loadb (line, length, JSON_REJECT_DUPLICATES, NULL);
  if (id)
    {
      char *dumped = json_dumps (json_object_get (row, "id"), JSON_ENCODE_ANY);

      quoted = g_strndup (id, id_length);
      g_assert_cmpstr (quoted, ==, dumped);
      free (dumped);
    }
  else
    g_assert_null (json_object_get (row, "id"));
  json_decref (row);
}

static gboolean
check (const char *line, gsize length)
{
  g_autoptr (FalkTensor) input = NULL;
  const char *id;
  gsize id_length;
  g_autoptr (FalkModel) model =
      falk_model_scan (line, length, &input, &id, &id_length);

  if (model)
    assert_same (line, length, model, input, id, id_length);
  return model != NULL;
}

/* One to three changes: another byte, none, or one more; bytes that mean
 * something to JSON are likelier. */
static void
damage (GRand *rand, GString *line)
{
  static const char bytes[] = "{}[]\",:\\0123456789-.eEtfn \t\x01\x7f\xc3\xa4";
  int n = g_rand_int_range (rand, 1, 4);

  for (int i = 0; i < n && line->len > 1; i++)
    {
      gssize at = g_rand_int_range (rand, 0, (gint32)line->len);
      char byte = bytes[g_rand_int_range (rand, 0, sizeof bytes - 1)];

      switch (g_rand_int_range (rand, 0, 4))
        {
        case 0:
          g_string_erase (line, at, 1);
          break;
        case 1:
          g_string_insert_c (line, at, byte);
          break;
        case 2:
          g_string_truncate (line, (gsize)at + 1);
          break;
        default:
          line->str[at] = byte;
        }
    }
}

static void
test_rows (void)
{
  static const struct
  {
    const char *line;
    gboolean quick;
  } rows[] = {
#define STEP                                                                   \
  "{\"op\": \"Linear\", \"name\": \"a\", \"in_features\": 3, "                 \
  "\"out_features\": 2}"
#define INPUT "\"input\": {\"shape\": [4, 3], \"dtype\": \"float32\"}"
    { "{\"model\": [" STEP "], " INPUT "}", TRUE },
    { "  {\"id\": 17, \"model\": [" STEP "], " INPUT "} \r\n", TRUE },
    { "{\"id\": \"x\", \"model\": [], " INPUT "}", FALSE },
    { "{\"id\": 1.5, \"model\": [" STEP "], " INPUT "}", FALSE },
    { "{\"id\": \"\", \"model\": [" STEP "], " INPUT "}", FALSE },
    { "{\"id\": \"\\u00e4\", \"model\": [" STEP "], " INPUT "}", FALSE },
    { "{\"id\": -0, \"model\": [" STEP "], " INPUT "}", FALSE },
    { "{\"model\": [" STEP ", " STEP "], " INPUT "}", FALSE },
    { "{\"model\": [" STEP "], " INPUT ", \"torch\": \"1.8.1\"}", TRUE },
    { "{\"model\": [" STEP "], " INPUT ", \"torch\": \"new\"}", FALSE },
    { "{\"model\": [" STEP "], " INPUT ", \"torch\": 1.8}", FALSE },
    { "{\"model\": [" STEP "]}", FALSE },
    { "{\"model\": [{\"op\": \"Linear\", \"name\": \"a\"}], " INPUT "}",
      FALSE },
    { "{\"model\": [" STEP "], " INPUT ", \"model\": []}", FALSE },
    { "{\"model\": [" STEP "], \"input\": {\"shape\": [-1]}}", FALSE },
    { "{\"model\": [" STEP "], " INPUT "} x", FALSE },
    { "{\"model\": [" STEP "], " INPUT ", \"h0\": [1]}", FALSE },
    { "{\"model\": [" STEP "], " INPUT ", \"seen\": {\"a\": 1}}", FALSE },
    { "{\"model\": [" STEP "], " INPUT ", \"seen\": [\"\\\"\", [2]]}", TRUE },
    { "[]", FALSE },
    { "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].line);
      g_assert_cmpint (check (rows[i].line, strlen (rows[i].line)), ==,
                       rows[i].quick);
    }
}

static void
test_oracle (void)
{
  const char *shared = g_getenv ("FALK_SHARED");
  g_autofree char *path = g_build_filename (shared ? shared : "../shared",
                                            "oracle", "cases-dev.jsonl", NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint quick = 0, all = 0, damaged = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return g_test_skip ("../shared/oracle (or FALK_SHARED) is absent");
  lines = g_strsplit (text, "\n", -1);
  for (; lines[all] && *lines[all]; all++)
    {
      quick += check (lines[all], strlen (lines[all]));
      for (guint i = 0; i < DAMAGED; i++)
        {
          g_autoptr (GString) line = g_string_new (lines[all]);

          damage (rand, line);
          damaged += check (line->str, line->len);
        }
    }
  g_test_message ("%u of %u lines are read quickly, and %u of %u damaged ones",
                  quick, all, damaged, all * DAMAGED);
  g_assert_cmpuint (quick, ==, all);
  g_assert_cmpuint (damaged, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/scan/reads-what-is-plain", test_rows);
  g_test_add_func ("/model/scan/reads-cases-as-the-other-does", test_oracle);
  return g_test_run ();
}
