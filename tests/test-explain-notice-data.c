/* SPDX-License-Identifier: MIT */
/* Notices that come from the data, and how many the oracle's models get. */
#include <jansson.h>

#include "falk-model-json.h"
#include "test-explain-notice.h"

/* Sequences of @steps steps, two features each; lengths end where @lengths
 * says, zeros follow. */
static FalkTensor *
padded_input (const int *lengths, int n, int steps, gboolean batch_first,
              FalkDtype dtype)
{
  gsize width = falk_dtype_info (dtype)->bits / 8;
  g_autofree guint8 *data = g_malloc0 ((gsize)n * steps * 2 * width);
  FalkShape shape =
      batch_first ? FALK_SHAPE (n, steps, 2) : FALK_SHAPE (steps, n, 2);
  g_autoptr (GBytes) bytes = NULL;

  for (int b = 0; b < n; b++)
    for (int t = 0; t < lengths[b]; t++)
      {
        gsize row = batch_first ? (gsize)(b * steps + t) : (gsize)(t * n + b);

        memset (data + (row * 2 + 1) * width, 1, width);
      }
  bytes = g_bytes_new (data, (gsize)n * steps * 2 * width);
  return falk_tensor_new ("x", NULL, dtype, &shape, bytes);
}

static void
check_padded (const char *text, const FalkTensor *input, const char *expected)
{
  g_autoptr (FalkModel) model = case_model (text);
  g_autoptr (FalkInference) inference = falk_infer (model, input);
  g_autoptr (GPtrArray) notices = falk_notices (model, input, inference);
  g_autofree char *found = notices_text (model, notices);

  g_assert_true (inference->ok);
  check_words (notices);
  g_assert_cmpstr (found, ==, expected);
}

#define FIRST "gru: GRU input_size=2 hidden_size=4 batch_first=1"
#define LATER "gru: GRU input_size=2 hidden_size=4"

static void
test_padding (void)
{
  static const struct
  {
    const char *model;
    int lengths[4], n;
    gboolean batch_first;
    const char *notices;
  } cases[] = {
    { FIRST, { 7, 5, 3, 7 }, 4, TRUE, "gru: no-packing" },
    { LATER, { 7, 5, 3, 7 }, 4, FALSE, "gru: no-packing" },
    { "to: permute dims=1,0,2; " LATER,
      { 7, 5, 3, 7 },
      4,
      TRUE,
      "gru: no-packing" },
    { "proj: Linear in_features=2 out_features=2; " FIRST,
      { 7, 5, 3, 7 },
      4,
      TRUE,
      "gru: no-packing" },
    { FIRST, { 7, 4 }, 2, TRUE, "gru: no-packing" },
    { FIRST, { 7, 7, 7, 7 }, 4, TRUE, "" },
    { FIRST, { 5, 5, 5, 5 }, 4, TRUE, "" }, /* zeros, but no lengths */
    { FIRST, { 7, 7, 6, 7 }, 4, TRUE, "" }, /* one step may be zeros */
    { FIRST, { 0, 0, 0, 0 }, 4, TRUE, "" }, /* nothing but zeros */
    { FIRST, { 4 }, 1, TRUE, "" },
    { "pack: pack_padded_sequence lengths=7,7,5,3 batch_first=1; " FIRST,
      { 7, 7, 5, 3 },
      4,
      TRUE,
      "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FalkTensor) input =
          padded_input (cases[i].lengths, cases[i].n, 7, cases[i].batch_first,
                        FALK_DTYPE_FLOAT32);

      g_test_message ("row %u", i);
      check_padded (cases[i].model, input, cases[i].notices);
    }
}

/* Token 0 at the end of a few sentences is a token. */
static void
test_padded_indices (void)
{
  static const char *const text =
      "embed: Embedding num_embeddings=9 embedding_dim=2; " FIRST;
  static const gint64 padded[] = { 1, 2, 3, 1, 0, 0, 2, 2, 2, 1, 1, 0 };
  static const gint64 full[] = { 1, 2, 3, 1, 0, 2, 2, 2, 2, 1, 1, 0 };

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) bytes =
          g_bytes_new_static (i ? full : padded, sizeof padded);
      g_autoptr (FalkTensor) input = falk_tensor_new (
          "ids", NULL, FALK_DTYPE_INT64, &FALK_SHAPE (4, 3), bytes);

      check_padded (text, input, i ? "" : "gru: no-packing");
    }
}

static void
count_row (const char *line, guint counts[FALK_NOTICE_COUNT], guint *models,
           guint *noticed_models)
{
  g_autoptr (FalkTensor) input = NULL;
  g_autoptr (FalkModel) model =
      falk_model_from_json_text (line, -1, &input, NULL);
  g_autoptr (FalkInference) inference = NULL;
  g_autoptr (GPtrArray) notices = NULL;

  if (!model)
    return;
  inference = falk_infer (model, input);
  notices = falk_notices (model, input, inference);
  check_words (notices);
  *models += inference->ok;
  *noticed_models += notices->len > 0;
  for (guint i = 0; i < notices->len; i++)
    counts[((FalkNotice *)g_ptr_array_index (notices, i))->code]++;
}

/* Sizes of the oracle are drawn at random, and a third of its cases has a
 * mistake made on purpose: still most of what fits is left alone. */
static void
test_oracle (void)
{
  const char *shared = g_getenv ("FALK_SHARED");
  g_autofree char *path = g_build_filename (shared ? shared : "../shared",
                                            "oracle", "cases-dev.jsonl", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint counts[FALK_NOTICE_COUNT] = { 0 }, models = 0, asked = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return g_test_skip ("../shared/oracle (or FALK_SHARED) is absent");
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    count_row (lines[i], counts, &models, &asked);
  for (guint i = 0; i < FALK_NOTICE_COUNT; i++)
    g_print ("# %s: %u of %u\n", falk_notice_name (i), counts[i], models);
  g_print ("# models with a notice: %u of %u\n", asked, models);
  g_assert_cmpuint (models, >, 500);
  g_assert_cmpuint (asked, <, models / 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/notice/sees-padding-in-data", test_padding);
  g_test_add_func ("/explain/notice/tells-padding-from-an-index",
                   test_padded_indices);
  g_test_add_func ("/explain/notice/leaves-most-of-the-oracle-alone",
                   test_oracle);
  return g_test_run ();
}
