/* SPDX-License-Identifier: MIT */
/* The document of a window: changes are made by workers, whole or not at
 * all. No display is needed. */
#include "falk-document.h"
#include "falk-model-json.h"

#define MODEL                                                                  \
  "{\"name\": \"m\", \"model\": [{\"op\": \"GRU\", \"name\": \"gru\", "        \
  "\"input_size\": 50, \"hidden_size\": 20}]}"

typedef struct
{
  FalkDocument *document;
  guint changes;
  char *failure;
} Fixture;

static void
changed_cb (FalkDocument *document, Fixture *fixture)
{
  fixture->changes++;
}

static void
failed_cb (FalkDocument *document, const char *sentence, Fixture *fixture)
{
  g_free (fixture->failure);
  fixture->failure = g_strdup (sentence);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->document = falk_document_new ();
  g_signal_connect (fixture->document, "changed", G_CALLBACK (changed_cb),
                    fixture);
  g_signal_connect (fixture->document, "failed", G_CALLBACK (failed_cb),
                    fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->document);
  g_free (fixture->failure);
}

/* Lets the job under way end. */
static void
settle (Fixture *fixture)
{
  while (falk_document_busy (fixture->document, NULL) != NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* A GRU that wants 50 features on an input with 3. */
static void
open_fault (Fixture *fixture)
{
  falk_document_open_text (fixture->document, MODEL, NULL);
  settle (fixture);
  falk_document_set_shape (fixture->document, "50,32,3");
  settle (fixture);
  g_assert_null (fixture->failure);
}

static const FalkState *
state_of (Fixture *fixture)
{
  return falk_document_get_state (fixture->document);
}

static void
test_model_alone (Fixture *fixture, gconstpointer data)
{
  falk_document_open_text (fixture->document, MODEL, "a text");
  settle (fixture);
  g_assert_nonnull (state_of (fixture)->model);
  g_assert_null (state_of (fixture)->inference);
  g_assert_cmpint (falk_document_get_step (fixture->document), ==, 0);
}

static void
test_fault (Fixture *fixture, gconstpointer data)
{
  open_fault (fixture);
  g_assert_false (state_of (fixture)->inference->ok);
  g_assert_cmpstr (state_of (fixture)->explanation->headline, ==,
                   "Inner dimensions differ: 3 ≠ 50");
  g_assert_cmpuint (fixture->changes, ==, 2);
}

static void
test_fix_and_history (Fixture *fixture, gconstpointer data)
{
  open_fault (fixture);
  falk_document_apply_fix (fixture->document, 0);
  settle (fixture);
  g_assert_true (state_of (fixture)->inference->ok);
  g_assert_cmpstr (falk_document_undo_label (fixture->document), ==,
                   "input_size 50 → 3");
  g_autoptr (GPtrArray) applied = falk_document_applied (fixture->document);
  g_assert_cmpuint (applied->len, ==, 1);
  falk_document_undo (fixture->document);
  g_assert_false (state_of (fixture)->inference->ok);
  g_assert_cmpstr (falk_document_redo_label (fixture->document), ==,
                   "input_size 50 → 3");
  falk_document_redo (fixture->document);
  g_assert_true (state_of (fixture)->inference->ok);
  g_assert_null (falk_document_redo_label (fixture->document));
}

static void
test_undo_to_the_first (Fixture *fixture, gconstpointer data)
{
  open_fault (fixture);
  while (falk_document_undo_label (fixture->document) != NULL)
    falk_document_undo (fixture->document);
  g_assert_nonnull (state_of (fixture)->model);
  g_assert_null (state_of (fixture)->input);
  falk_document_undo (fixture->document); /* nothing happens */
  g_assert_nonnull (state_of (fixture));
}

/* Behind the causes' own fixes are their alternatives. */
static void
test_alternative (Fixture *fixture, gconstpointer data)
{
  open_fault (fixture);
  const FalkExplanation *explanation = state_of (fixture)->explanation;
  guint number = explanation->causes->len;
  const FalkCause *second = g_ptr_array_index (explanation->causes, 1);
  const FalkFix *fix = g_ptr_array_index (second->alternatives, 0);
  g_assert_true (falk_explanation_fix (explanation, number) == fix);
  falk_document_apply_fix (fixture->document, number);
  settle (fixture);
  g_assert_true (state_of (fixture)->inference->ok);
  g_assert_cmpstr (falk_document_undo_label (fixture->document), ==,
                   "permute(1, 2, 0) before gru");
}

static void
test_run (Fixture *fixture, gconstpointer data)
{
  open_fault (fixture);
  falk_document_run (fixture->document);
  settle (fixture);
  g_assert_nonnull (fixture->failure); /* a fault can't be run */
  falk_document_apply_fix (fixture->document, 0);
  settle (fixture);
  falk_document_run (fixture->document);
  settle (fixture);
  FalkRun *run = falk_document_get_run (fixture->document);
  g_assert_nonnull (run);
  g_assert_cmpint (falk_run_record (run, 0)->T, ==, 50);
  g_assert_cmpuint (falk_document_get_watch (fixture->document)->len, >, 0);
  falk_document_undo (fixture->document);
  g_assert_null (falk_document_get_run (fixture->document));
}

static void
test_preview (Fixture *fixture, gconstpointer data)
{
  open_fault (fixture);
  falk_document_preview (fixture->document, 0);
  settle (fixture);
  const FalkOutcome *preview = falk_document_get_preview (fixture->document);
  g_assert_nonnull (preview->run);
  g_assert_true (preview->state->inference->ok);
  g_assert_false (state_of (fixture)->inference->ok);
}

static void
test_failure (Fixture *fixture, gconstpointer data)
{
  static const char *const none[] = { "/nowhere/at all.npy", NULL };
  open_fault (fixture);
  const FalkState *before = state_of (fixture);
  guint changes = fixture->changes;
  falk_document_open_files (fixture->document, none);
  settle (fixture);
  g_assert_nonnull (strstr (fixture->failure, "at all.npy"));
  g_assert_true (state_of (fixture) == before);
  g_assert_cmpuint (fixture->changes, ==, changes);
  falk_document_set_shape (fixture->document, "no shape");
  settle (fixture);
  g_assert_true (state_of (fixture) == before);
  falk_document_apply_fix (fixture->document, 1000);
  settle (fixture);
  g_assert_true (state_of (fixture) == before);
}

/* The version of a pasted text stays with the document, whatever is done to it,
 * and comes back with the model that is written. */
static void
test_version (Fixture *fixture, gconstpointer data)
{
  falk_document_open_text (fixture->document,
                           "torch 1.8.1\nRuntimeError: mat1 and mat2 shapes "
                           "cannot be multiplied (1600x3 and 50x20)",
                           NULL);
  settle (fixture);
  g_assert_cmpint (state_of (fixture)->model->torch, ==, FALK_TORCH_1_8);
  g_assert_cmpstr (state_of (fixture)->explanation->versions, ==,
                   "as PyTorch 1.8 until 1.9");
  falk_document_set_shape (fixture->document, "7,8,9");
  settle (fixture);
  g_assert_cmpint (state_of (fixture)->model->torch, ==, FALK_TORCH_1_8);
  falk_document_apply_fix (fixture->document, 0);
  settle (fixture);
  g_assert_cmpint (state_of (fixture)->model->torch, ==, FALK_TORCH_1_8);

  g_autofree char *saved = falk_model_to_json_text (state_of (fixture)->model,
                                                    state_of (fixture)->input);
  falk_document_open_text (fixture->document, MODEL, NULL);
  settle (fixture);
  g_assert_cmpint (state_of (fixture)->model->torch, ==, FALK_TORCH_DEFAULT);
  falk_document_open_text (fixture->document, saved, NULL);
  settle (fixture);
  g_assert_cmpint (state_of (fixture)->model->torch, ==, FALK_TORCH_1_8);
}

/* What a version has no words for is checked as it does. */
static void
test_version_checks (Fixture *fixture, gconstpointer data)
{
  falk_document_open_text (
      fixture->document,
      "{\"model\": [{\"op\": \"GRU\", \"input_size\": 3, \"hidden_size\": 2}], "
      "\"input\": {\"shape\": [5, 3]}, \"torch\": \"1.8\"}",
      NULL);
  settle (fixture);
  g_assert_nonnull (state_of (fixture)->explanation);
  g_assert_cmpstr (state_of (fixture)->explanation->message, ==,
                   "input must have 3 dimensions, got 2");
  g_assert_cmpstr (state_of (fixture)->explanation->versions, ==,
                   "as PyTorch before 1.11");
}

static void
test_superseded (Fixture *fixture, gconstpointer data)
{
  open_fault (fixture);
  guint changes = fixture->changes;
  falk_document_set_shape (fixture->document, "7,7,7");
  falk_document_set_shape (fixture->document, "50,32,50");
  settle (fixture);
  g_assert_true (state_of (fixture)->inference->ok);
  g_assert_cmpuint (fixture->changes, ==, changes + 1);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  open_fault (fixture);
  const FalkState *before = state_of (fixture);
  falk_document_set_shape (fixture->document, "7,7,7");
  falk_document_cancel (fixture->document);
  g_assert_null (falk_document_busy (fixture->document, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (state_of (fixture) == before);
  g_assert_null (fixture->failure);
}

/* The shapes an error text was read as are a guess, which ends with it. */
static void
test_input_of_an_error_text (Fixture *fixture, gconstpointer data)
{
  falk_document_open_text (
      fixture->document,
      "RuntimeError: size mismatch, m1: [1600 x 3], m2: [50 x 20]", NULL);
  settle (fixture);
  g_assert_nonnull (state_of (fixture)->report);
  g_assert_nonnull (state_of (fixture)->input);
  falk_document_open_text (fixture->document, MODEL, NULL);
  settle (fixture);
  g_assert_null (state_of (fixture)->input);
}

static void
test_input_is_kept (Fixture *fixture, gconstpointer data)
{
  open_fault (fixture);
  falk_document_open_text (fixture->document, "nn.GRU(3, 8)", NULL);
  settle (fixture);
  g_assert_true (state_of (fixture)->inference->ok);
}

static void
test_select (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    int asked, got;
  } cases[] = { { 0, 0 }, { -1, -1 }, { -7, -1 }, { 99, 0 } };
  open_fault (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      falk_document_select (fixture->document, cases[i].asked);
      g_assert_cmpint (falk_document_get_step (fixture->document), ==,
                       cases[i].got);
    }
}

/* An error text that no model can be read from stands in the model's place;
 * its fix has nothing to be applied to. */
static void
test_plain_report (Fixture *fixture, gconstpointer data)
{
  open_fault (fixture);
  falk_document_open_text (
      fixture->document,
      "size mismatch for rnn.weight_ih_l0: copying a param with shape "
      "torch.Size([512, 5]) from checkpoint, the shape in current model is "
      "torch.Size([512, 16]).",
      NULL);
  settle (fixture);
  const FalkState *state = state_of (fixture);
  g_assert_null (state->model);
  g_assert_null (state->inference);
  g_assert_nonnull (state->explanation);
  g_assert_cmpuint (state->explanation->differs->len, >, 0);
  falk_document_apply_fix (fixture->document, 0);
  settle (fixture);
  g_assert_nonnull (fixture->failure);
  g_assert_true (state_of (fixture) == state);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/app/document/a-model-alone-waits-for-an-input", test_model_alone },
    { "/app/document/explains-a-fault", test_fault },
    { "/app/document/applies-undoes-and-redoes-a-fix", test_fix_and_history },
    { "/app/document/applies-an-alternative", test_alternative },
    { "/app/document/undo-ends-at-the-first-state", test_undo_to_the_first },
    { "/app/document/runs-what-fits", test_run },
    { "/app/document/previews-without-applying", test_preview },
    { "/app/document/a-failure-changes-nothing", test_failure },
    { "/app/document/knows-the-version-of-its-fault", test_version },
    { "/app/document/is-checked-as-its-version-does", test_version_checks },
    { "/app/document/a-later-job-takes-the-place", test_superseded },
    { "/app/document/a-cancelled-job-changes-nothing", test_cancel },
    { "/app/document/a-guessed-input-ends-with-its-text",
      test_input_of_an_error_text },
    { "/app/document/a-new-model-keeps-the-input", test_input_is_kept },
    { "/app/document/an-error-text-without-a-model", test_plain_report },
    { "/app/document/selects-only-steps-that-are-there", test_select },
  };
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
