/* SPDX-License-Identifier: MIT */
/* Fixes as a search: what is found beside the causes' own fixes, that it comes
 * in order and no more of it than a person reads, and that the check which all
 * tests of fixes share finds out what doesn't hold. */
#include "explain-check.h"
#include "falk-cause.h"
#include "falk-search-private.h"
#include "test-explain-case.h"

#define GRU "gru: GRU input_size=8 hidden_size=20 "
#define FC "; fc: Linear in_features=20 out_features=10"

/* A fix that is found, by what its button says. */
static const struct
{
  const char *model, *input, *cause, *label, *caution; /* "right only ..." */
} rows[] = {
  { "gru: GRU input_size=50 hidden_size=20" FC, "50,32,3",
    "feature_not_on_last_axis", "permute(1, 2, 0) before gru", "axis 1" },
  { GRU, "32,8,10", "feature_not_on_last_axis", "permute(2, 0, 1) before gru",
    "the sequences in the batch" },
  { GRU "h0=1,10,20", "10,32,8", "batch_first_swapped",
    "transpose(0, 1) before gru", "axis 1" },
  { "emb: Embedding num_embeddings=9 embedding_dim=16; gru: GRU input_size=64 "
    "hidden_size=20",
    "10,32 int64", "feature_dim_mismatch", "embedding_dim 16 → 64", NULL },
  { "gru: GRU input_size=8 hidden_size=20 bidirectional=1; fc: Linear "
    "in_features=20 out_features=2",
    "10,32,8", "feature_dim_mismatch", "hidden_size 20 → 10", NULL },
  { "swap: transpose dim0=1 dim1=2; " GRU, "10,32,8",
    "feature_not_on_last_axis", "without swap", NULL },
  { "bn: BatchNorm1d num_features=4", "10,2,4,1", "extra_axis",
    "squeeze(3) before bn", NULL },
  { "gru: GRU input_size=8 hidden_size=20 batch_first=1; loss: "
    "CrossEntropyLoss target=32",
    "32,50,8", "forgot_last_step_before_linear", "select(1, -1) before loss",
    NULL },
  { "view: view shape=-1,9; " GRU, "9,16,8", "cnn_to_rnn_reshape",
    "without view", NULL },
  { GRU "; last: select dim=0 index=-1; swap: permute dims=0,2,1", "32,16,8",
    "axis_lost_by_squeeze", "without last", NULL },
  { "conv: Conv1d in_channels=1 out_channels=4 kernel_size=3", "16,80",
    "missing_unsqueeze", "unsqueeze(1) before conv", NULL },
  { "lstm: LSTM input_size=8 hidden_size=20 proj_size=5 h0=1,4,5 c0=1,32,20",
    "10,32,8", "hidden_batch_mismatch", "h0 (1, 4, 5) → (1, 32, 5)", NULL },
  { "fc: Linear in_features=8 out_features=2", "10,32,8 float64", "dtype",
    "input as float32", NULL },
};

static const FalkFix *
find_fix (const FalkExplanation *explanation, const char *code,
          const char *label)
{
  for (guint i = 0; i < explanation->causes->len; i++)
    {
      const FalkCause *cause = g_ptr_array_index (explanation->causes, i);

      if (!g_str_equal (falk_cause_name (cause->code), code))
        continue;
      if (cause->fix && g_str_has_prefix (cause->fix->label, label))
        return cause->fix;
      for (guint k = 0; k < cause->alternatives->len; k++)
        {
          const FalkFix *fix = g_ptr_array_index (cause->alternatives, k);

          if (g_str_has_prefix (fix->label, label))
            return fix;
        }
    }
  return NULL;
}

static void
test_finds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FalkModel) model = case_model (rows[i].model);
      g_autoptr (FalkTensor) input = case_input (rows[i].input);
      g_autoptr (FalkExplanation) explanation =
          explain_fault (model, input, NULL);
      const FalkFix *fix = find_fix (explanation, rows[i].cause, rows[i].label);

      g_test_message ("%s on %s: %s", rows[i].model, rows[i].input,
                      rows[i].label);
      g_assert_nonnull (fix);
      if (rows[i].caution)
        g_assert_nonnull (strstr (fix->caution, rows[i].caution));
      else
        g_assert_null (fix->caution);
      g_assert_cmpuint (explain_check (model, input, explanation), >, 0);
    }
}

/* Every move has words for a cause of its own, and a cost. */
static void
test_table (void)
{
  guint n;
  const FalkSearchRow *table = falk_search_rows (&n);

  for (guint i = 0; i < n; i++)
    {
      g_assert_nonnull (falk_cause_name (table[i].code));
      g_assert_cmpfloat (table[i].cost, >, 0);
      g_assert_cmpfloat (table[i].cost, <=, 1);
      g_assert_cmpint (table[i].title[0], !=, '\0');
      g_assert_true (g_str_has_suffix (table[i].why, "."));
      g_assert_true (table[i].applies && table[i].propose);
    }
}

/* No two fixes of one cause make the same model. */
static void
test_differ (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FalkModel) model = case_model (rows[i].model);
      g_autoptr (FalkTensor) input = case_input (rows[i].input);
      g_autoptr (FalkExplanation) explanation =
          explain_fault (model, input, NULL);
      g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

      g_assert_cmpuint (explanation->causes->len, <=, FALK_CAUSES_SHOWN);
      for (guint k = 0; k < explanation->causes->len; k++)
        {
          const FalkCause *cause = g_ptr_array_index (explanation->causes, k);

          if (cause->fix)
            g_hash_table_add (keys, cause->fix->key);
        }
      for (guint k = 0; k < explanation->causes->len; k++)
        {
          const FalkCause *cause = g_ptr_array_index (explanation->causes, k);

          for (guint a = 0; a < cause->alternatives->len; a++)
            {
              FalkFix *fix = g_ptr_array_index (cause->alternatives, a);
              g_assert_true (g_hash_table_add (keys, fix->key));
            }
        }
    }
}

/* The check isn't satisfied by a fix that says something else than it does. */
static void
test_check (void)
{
  g_autoptr (FalkModel) model = case_model (GRU FC);
  g_autoptr (FalkTensor) input = case_input ("10,32,9");
  g_autoptr (FalkExplanation) explanation = explain_fault (model, input, NULL);
  const FalkCause *first = g_ptr_array_index (explanation->causes, 0);
  g_autoptr (GPtrArray) none = falk_edits_new ();
  FalkFix fix = *first->fix;
  g_autofree char *fine = explain_check_fix (model, input, &fix);
  g_autofree char *unverified = NULL, *output = NULL, *edits = NULL;

  g_assert_null (fine);
  fix.verified = FALSE;
  unverified = explain_check_fix (model, input, &fix);
  g_assert_nonnull (unverified);
  fix.verified = TRUE;
  fix.output.dims[0]++;
  output = explain_check_fix (model, input, &fix);
  g_assert_nonnull (output);
  fix = *first->fix;
  fix.edits = none;
  edits = explain_check_fix (model, input, &fix);
  g_assert_nonnull (edits);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/search/every-move-has-its-words", test_table);
  g_test_add_func ("/explain/search/finds-what-no-cause-proposes", test_finds);
  g_test_add_func ("/explain/search/offers-each-model-once", test_differ);
  g_test_add_func ("/explain/search/a-fix-that-lies-is-found-out", test_check);
  return g_test_run ();
}
