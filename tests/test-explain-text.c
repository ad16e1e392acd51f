/* SPDX-License-Identifier: MIT */
#include "falk-explain-text.h"
#include "falk-wrap.h"

#include "test-explain-case.h"

/* Either a model and an input, or (model NULL) an error text. Those with a
 * golden are compared with tests/goldens/NAME.txt; FALK_UPDATE_GOLDENS=1
 * writes it. */
static const struct
{
  const char *golden, *model, *input;
} rows[] = {
  { "explain-features",
    "gru: GRU input_size=50 hidden_size=20; last: select dim=0 index=-1; fc: "
    "Linear in_features=20 out_features=10",
    "50,32,3" },
  { "explain-seed", NULL, "size mismatch, m1: [1600 x 3], m2: [50 x 20]" },
  { "explain-state",
    "gru: GRU input_size=8 hidden_size=20 h0=1,64,20; fc: Linear "
    "in_features=20 out_features=10",
    "10,20,8" },
  { "explain-index", "last: select dim=0 index=31", "10,32,8" },
  { "explain-fits",
    "gru: GRU input_size=3 hidden_size=20; last: select dim=0 index=-1",
    "50,32,3" },
  { NULL,
    "a_layer_whose_name_is_longer_than_a_line_of_a_terminal_can_ever_show_to_"
    "a_person: Linear in_features=3 out_features=2",
    "2,4" },
  { NULL, "im\x1b[31mred: Linear in_features=3 out_features=2", "2,4" },
  { NULL, "層: Linear in_features=3 out_features=2; \xff: select dim=9 index=0",
    "2,3" },
  { NULL, "fc: Linear in_features=1073741824 out_features=1073741824",
    "4194304,1048576,2" },
  { NULL, "fc: Linear in_features=1099511627776 out_features=1099511627776",
    "4194304,1048576,2" },
  { NULL, "v: view shape=1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,7",
    "2,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1" },
  { NULL,
    "a: squeeze; b: squeeze; c: squeeze; d: squeeze; e: squeeze; f: squeeze; "
    "g: squeeze; h: squeeze; i: Linear in_features=3 out_features=3; j: "
    "squeeze; k: squeeze; l: squeeze; m: squeeze; n: squeeze; o: squeeze; p: "
    "squeeze",
    "4,5" },
  { NULL, NULL, "Expected hidden size (2, 32, 20), got [1, 32, 20]" },
  { NULL, NULL,
    "input.size(-1) must be equal to input_size. Expected 256, got 512" },
};

static char *
text_of (guint row, gboolean colour)
{
  g_autoptr (FalkReport) report = NULL;
  g_autoptr (FalkModel) model = NULL;
  g_autoptr (FalkTensor) input = NULL;
  g_autoptr (FalkInference) inference = NULL;
  g_autoptr (FalkExplanation) explanation = NULL;

  if (rows[row].model)
    {
      model = case_model (rows[row].model);
      input = case_input (rows[row].input);
    }
  else
    {
      report = falk_report_read (rows[row].input, NULL, NULL);
      g_assert_nonnull (report);
      model = falk_model_copy (report->model);
      input = falk_tensor_ref (report->input);
    }
  inference = falk_infer (model, input);
  if (!inference->ok)
    explanation = falk_explain (model, input, inference, report,
                                report ? report->torch : FALK_TORCH_DEFAULT);
  return falk_explain_to_text (model, inference, explanation, colour);
}

static void
test_goldens (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = NULL;
      g_autofree char *path = NULL;
      g_autofree char *expected = NULL;
      g_autofree char *text = NULL;

      if (!rows[i].golden)
        continue;
      name = g_strdup_printf ("%s.txt", rows[i].golden);
      path = g_test_build_filename (G_TEST_DIST, "goldens", name, NULL);
      text = text_of (i, FALSE);
      if (g_getenv ("FALK_UPDATE_GOLDENS"))
        g_assert_true (g_file_set_contents (path, text, -1, NULL));
      g_assert_true (g_file_get_contents (path, &expected, NULL, NULL));
      g_assert_cmpstr (text, ==, expected);
    }
}

static void
test_notices (void)
{
  g_autoptr (FalkModel) model =
      case_model ("gru: GRU input_size=3 hidden_size=20");
  g_autoptr (FalkTensor) input = case_input ("32,50,3");
  g_autoptr (FalkInference) inference = falk_infer (model, input);
  g_autoptr (GPtrArray) notices = falk_notices (model, input, inference);
  g_autofree char *text = falk_notices_to_text (model, notices, FALSE);

  g_assert_cmpstr (
      text, ==,
      "\n! Is axis 0 really time? (gru)\n"
      "  gru takes [32, 50, 3] and batch_first is False, so 32 is read as "
      "time. "
      "With\n"
      "  batch_first=True it would fit as well, and mean 32 sequences of 50 "
      "steps.\n"
      "     ? gru = nn.GRU(3, 20, batch_first=True)\n");
  g_ptr_array_set_size (notices, 0);
  g_free (text);
  text = falk_notices_to_text (model, notices, FALSE);
  g_assert_cmpstr (text, ==, "");
}

static void
test_width (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = text_of (i, FALSE);
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

      g_assert_true (g_utf8_validate (text, -1, NULL));
      for (guint k = 0; lines[k]; k++)
        {
          if (falk_wrap_width (lines[k]) > FALK_EXPLAIN_COLUMNS)
            g_error ("too wide: %s", lines[k]);
          for (const char *p = lines[k]; *p; p++)
            g_assert_false (g_ascii_iscntrl (*p));
        }
    }
}

static char *
without_colours (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '\x1b')
      p = strchr (p, 'm');
    else
      g_string_append_c (plain, *p);
  return g_string_free (plain, FALSE);
}

static void
test_colour (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *plain = text_of (i, FALSE);
      g_autofree char *coloured = text_of (i, TRUE);
      g_autofree char *stripped = without_colours (coloured);

      g_assert_nonnull (strstr (coloured, "\x1b[0m"));
      g_assert_cmpstr (stripped, ==, plain);
    }
}

static void
test_wrap (void)
{
  static const struct
  {
    const char *text, *first;
    int width;
    const char *lines;
  } cases[] = {
    { "one two three", "", 80, "one two three\n" },
    { "one two three", "- ", 10, "- one two\n  three\n" },
    { "", "- ", 10, "- \n" },
    { "abcdefghijkl", "", 8, "abcdefgh\nijkl\n" },
    { "a × b × c", "", 8, "a × b ×\nc\n" },
    { "one\ntwo", "", 80, "one?two\n" },
    { "層層層層層", "", 8, "層層層層\n層\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      falk_wrap_append (out, cases[i].text, cases[i].first, cases[i].width,
                        FALK_STYLE_PLAIN, FALSE);
      g_assert_cmpstr (out->str, ==, cases[i].lines);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/text/is-what-it-was", test_goldens);
  g_test_add_func ("/explain/text/asks-what-it-asks", test_notices);
  g_test_add_func ("/explain/text/fits-eighty-columns", test_width);
  g_test_add_func ("/explain/text/says-the-same-in-colour", test_colour);
  g_test_add_func ("/explain/wrap/breaks-between-words", test_wrap);
  return g_test_run ();
}
