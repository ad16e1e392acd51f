/* SPDX-License-Identifier: MIT */
/* What a text leaves open: how its rows factor, whose its operand is, and what
 * the input's shape, once it is said, decides. */
#include "falk-explanation.h"
#include "falk-factoring.h"
#include "falk-owners.h"

static void
test_factors (void)
{
  static const struct
  {
    const char *name;
    gint64 rows, needed, known;
    const char *ways;
  } rows[] = {
    { "the size that is needed", 1600, 50, 0,
      "32 × 50 (the 50 that is needed); 25 × 64; 100 × 16; 200 × 8" },
    { "a size that is known", 1600, 7, 40,
      "40 × 40 (batch_size); 50 × 32; 25 × 64; 100 × 16" },
    { "one way, said once", 64, 8, 8,
      "8 × 8 (the 8 that is needed); 2 × 32; "
      "4 × 16" },
    { "a number of layers is no axis", 62, 5, -2, "" },
    { "a prime", 31, 5, 0, "" },
    { "one row", 1, 1, 0, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FalkContext) context = falk_context_new ();
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GArray) ways = NULL;

      if (rows[i].known < 0)
        falk_context_add_number (context, "num_layers", -rows[i].known);
      else if (rows[i].known)
        falk_context_add_number (context, "batch_size", rows[i].known);
      ways = falk_factorings (rows[i].rows, rows[i].needed, context);
      for (guint k = 0; k < ways->len; k++)
        {
          g_autofree char *way =
              falk_factoring_to_text (&g_array_index (ways, FalkFactoring, k));

          g_string_append_printf (text, "%s%s", k ? "; " : "", way);
        }
      g_test_message ("%s", rows[i].name);
      g_assert_cmpstr (text->str, ==, rows[i].ways);
    }
}

static void
test_owners (void)
{
  static const struct
  {
    gint64 rows, cols, hidden;
    gboolean speaks;
    const char *says; /* a part of the sentences */
    const char *never; /* and what they must not say */
  } rows[] = {
    { 50, 20, 0, TRUE, "20 is not a multiple of 3", "GRU(50" },
    { 50, 20, 0, TRUE, "LSTM(50, 5) or RNN(50, 20)", "neither" },
    { 50, 25, 0, TRUE, "neither of 3 nor of 4", "LSTM(" },
    { 50, 192, 0, TRUE, "GRU(50, 64) or LSTM(50, 48)", "hidden_size=" },
    { 64, 192, 0, TRUE, "GRU of hidden_size=64", "LSTM of hidden_size" },
    { 50, 192, 48, TRUE, "192 is 4 × the hidden_size of 48", "3 × the" },
    { 50, 192, 0, FALSE, "no product of a GRU", "PyTorch 0.3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (FalkContext) context = falk_context_new ();
      g_autoptr (GString) text = g_string_new (NULL);

      if (rows[i].hidden)
        falk_context_add_number (context, "hidden_size", rows[i].hidden);
      falk_owners_add (rows[i].rows, rows[i].cols, context, rows[i].speaks,
                       list);
      for (guint k = 0; k < list->len; k++)
        g_string_append_printf (text, "%s ", (char *)list->pdata[k]);
      g_test_message ("%s", text->str);
      g_assert_nonnull (g_strstr_len (text->str, -1, rows[i].says));
      g_assert_null (g_strstr_len (text->str, -1, rows[i].never));
    }
}

static FalkExplanation *
explain (const FalkReport *report)
{
  g_autoptr (FalkInference) inference =
      falk_infer (report->model, report->input);

  return falk_explain (report->model, report->input, inference, report,
                       report->torch);
}

/* The first cause of the text alone, and of the text with the input's shape. */
static void
test_decides (void)
{
  static const struct
  {
    const char *text;
    const char *first;
    FalkShape shape;
    const char *decided; /* NULL: the shape can't be */
  } rows[] = {
    { "size mismatch, m1: [1600 x 3], m2: [50 x 20]",
      "feature_not_on_last_axis", FALK_SHAPE (16, 100, 3),
      "feature_dim_mismatch" },
    { "size mismatch, m1: [1600 x 3], m2: [50 x 20]",
      "feature_not_on_last_axis", FALK_SHAPE (32, 50, 3),
      "feature_not_on_last_axis" },
    { "size mismatch, m1: [1600 x 3], m2: [50 x 20]",
      "feature_not_on_last_axis", FALK_SHAPE (16, 10, 3), NULL },
    { "Expected hidden size (1, 32, 20), got [1, 5, 20]",
      "hidden_state_reused_across_batch", FALK_SHAPE (5, 32, 8),
      "batch_first_swapped" },
    { "input.size(-1) must be equal to input_size. Expected 64, got 51",
      "feature_dim_mismatch", FALK_SHAPE (16, 64, 51),
      "feature_not_on_last_axis" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FalkReport) report =
          falk_report_read (rows[i].text, NULL, NULL);
      g_autoptr (FalkExplanation) before = explain (report);
      g_autoptr (FalkReport) again =
          falk_report_with_input (report, &rows[i].shape);
      const FalkCause *first = g_ptr_array_index (before->causes, 0);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (falk_cause_name (first->code), ==, rows[i].first);
      g_assert_nonnull (before->question);
      if (!rows[i].decided)
        {
          g_assert_null (again);
          continue;
        }
      g_autoptr (FalkExplanation) after = explain (again);
      first = g_ptr_array_index (after->causes, 0);
      g_assert_cmpstr (falk_cause_name (first->code), ==, rows[i].decided);
      g_assert_null (after->question);
    }
}

/* What the shape can't tell apart it isn't asked for. */
static void
test_asks (void)
{
  static const struct
  {
    const char *text;
    const char *asks; /* a part of the question; NULL: none is asked */
  } rows[] = {
    { "mat1 and mat2 shapes cannot be multiplied (62x1 and 10x32)", NULL },
    { "mat1 and mat2 shapes cannot be multiplied (640x256 and 128x10)",
      "from “The axes are in another order”" },
    { "input must have 3 dimensions, got 2", NULL },
    { "shapes (1600,3) and (50,20) not aligned: 3 (dim 1) != 50 (dim 0)",
      NULL },
    { "Matrix size-incompatible: In[0]: [1600,3], In[1]: [50,20]",
      "“The axes are in another order” from" },
    { "For batched 3-D input, hx and cx should also be 3-D but got (2-D, 2-D) "
      "tensors",
      NULL },
    { "For unbatched 2-D input, hx should also be 2-D but got 3-D tensor",
      "“The input has lost an axis” from" },
    { "Expected hidden size (1, 32, 20), got [1, 5, 20]",
      "If the axis that gru takes for time is 5, batch and time" },
    { "Expected hidden size (1, 32, 20), got [1, 1, 20]", NULL },
    { "Input batch size 32 doesn't match hidden0 batch size 1", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FalkReport) report =
          falk_report_read (rows[i].text, NULL, NULL);
      g_autoptr (FalkExplanation) explanation = explain (report);

      g_test_message ("%s", rows[i].text);
      if (!rows[i].asks)
        g_assert_cmpstr (explanation->question, ==, NULL);
      else
        g_assert_nonnull (
            g_strstr_len (explanation->question, -1, rows[i].asks));
    }
}

/* Layers and directions stand on one axis and are told apart. */
static void
test_agreements (void)
{
  static const struct
  {
    const char *text;
    const char *answers;
  } rows[] = {
    { "Expected hidden size (2, 4, 20), got [4, 64, 20]",
      "axes+ layers+ directions- batch- hidden_size+ " },
    { "Expected hidden size (3, 4, 20), got [5, 4, 9]",
      "axes+ layers- directions+ batch+ hidden_size- " },
    { "Expected hidden size (1, 4, 20), got (4, 20)",
      "axes- layers- directions- batch+ hidden_size+ " },
    { "Expected hidden size (1, 4, 20), got (1, 1, 4, 20)",
      "axes- layers- directions- batch- hidden_size- " },
    { "Input batch size 5 doesn't match hidden0 batch size 2",
      "axes+ batch- hidden_size+ " },
    { "size mismatch, m1: [1600 x 3], m2: [50 x 20]", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FalkReport) report =
          falk_report_read (rows[i].text, NULL, NULL);
      g_autoptr (FalkExplanation) explanation = explain (report);
      g_autoptr (GString) answers = g_string_new (NULL);

      for (guint k = 0; k < explanation->agreements->len; k++)
        {
          const FalkAgreement *row =
              &g_array_index (explanation->agreements, FalkAgreement, k);

          g_string_append_printf (answers, "%s%c ", row->what,
                                  row->agrees ? '+' : '-');
        }
      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (answers->str, ==, rows[i].answers);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/factoring/likeliest-first", test_factors);
  g_test_add_func ("/explain/owners/by-gates", test_owners);
  g_test_add_func ("/explain/question/shape-decides", test_decides);
  g_test_add_func ("/explain/question/asks-what-decides", test_asks);
  g_test_add_func ("/explain/agreements/answer-four-questions",
                   test_agreements);
  return g_test_run ();
}
