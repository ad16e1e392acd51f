/* SPDX-License-Identifier: MIT */
/* The widgets on a display: what they show, what they are called, and which
 * actions they activate with what. */
#include "falk-canvas.h"
#include "falk-cards.h"
#include "falk-findings.h"
#include "falk-live-view.h"
#include "falk-sidebar.h"
#include "falk-step-chain.h"

#include <gtk/gtk.h>

/* A window with an action group that remembers what was activated last. */
typedef struct
{
  FalkModel *model;
  FalkTensor *input;
  FalkInference *inference;
  FalkExplanation *explanation;
  GtkWidget *window;
  char *action;
  int value;
} Fixture;

static void
activate_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_free (fixture->action);
  fixture->action = g_strdup (g_action_get_name (G_ACTION (action)));
  fixture->value = parameter != NULL ? g_variant_get_int32 (parameter) : -99;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const GActionEntry entries[] = {
    { "select-step", activate_cb, "i" }, { "apply-fix", activate_cb, "i" },
    { "preview-fix", activate_cb, "i" }, { "use-tensor", activate_cb, "i" },
    { "time", activate_cb, "i" },        { "undo", activate_cb },
  };
  FalkShape shape = FALK_SHAPE (50, 32, 3);
  fixture->model = falk_model_new ("m");
  FalkStep *gru = falk_step_new (FALK_OP_GRU, "gru");
  falk_step_set_int (gru, FALK_ARG_INPUT_SIZE, 50);
  falk_step_set_int (gru, FALK_ARG_HIDDEN_SIZE, 20);
  falk_model_insert (fixture->model, 0, gru);
  fixture->input =
      falk_tensor_new ("x", "x.npy", FALK_DTYPE_FLOAT32, &shape, NULL);
  fixture->inference = falk_infer (fixture->model, fixture->input);
  fixture->explanation =
      falk_explain (fixture->model, fixture->input, fixture->inference, NULL,
                    FALK_TORCH_DEFAULT);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 600);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries,
                                   G_N_ELEMENTS (entries), fixture);
  gtk_widget_insert_action_group (fixture->window, "win",
                                  G_ACTION_GROUP (group));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  falk_explanation_free (fixture->explanation);
  falk_inference_free (fixture->inference);
  falk_model_free (fixture->model);
  falk_tensor_unref (fixture->input);
  g_free (fixture->action);
}

static void
put (Fixture *fixture, GtkWidget *widget)
{
  gtk_window_set_child (GTK_WINDOW (fixture->window), widget);
}

static void
draw (Fixture *fixture)
{
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
}

/* The first widget of @type below @from, itself included, whose text or
 * label starts with @text (NULL: any); or NULL. */
static GtkWidget *
find (GtkWidget *from, GType type, const char *text)
{
  const char *label =
      GTK_IS_BUTTON (from)  ? gtk_button_get_label (GTK_BUTTON (from))
      : GTK_IS_LABEL (from) ? gtk_label_get_text (GTK_LABEL (from))
                            : NULL;
  if (g_type_is_a (G_OBJECT_TYPE (from), type)
      && (text == NULL || (label != NULL && g_str_has_prefix (label, text))))
    return from;
  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, text);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_chain (Fixture *fixture, gconstpointer data)
{
  GtkWidget *chain = falk_step_chain_new ();
  put (fixture, chain);
  falk_step_chain_show (FALK_STEP_CHAIN (chain), fixture->model, fixture->input,
                        fixture->inference);
  GtkWidget *input = gtk_widget_get_first_child (chain);
  GtkWidget *gru = gtk_widget_get_next_sibling (input);
  gtk_test_accessible_assert_role (input, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (gru, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "gru, GRU(50, 20), does not fit");
  g_assert_null (gtk_widget_get_next_sibling (gru));
  draw (fixture);
  g_signal_emit_by_name (gru, "clicked");
  g_assert_cmpstr (fixture->action, ==, "select-step");
  g_assert_cmpint (fixture->value, ==, 0);
  g_signal_emit_by_name (input, "clicked");
  g_assert_cmpint (fixture->value, ==, -1);
  falk_step_chain_select (FALK_STEP_CHAIN (chain), 0);
  g_assert_true (gtk_widget_has_css_class (gru, "selected"));
  g_assert_false (gtk_widget_has_css_class (input, "selected"));
}

static void
test_chain_of_nothing (Fixture *fixture, gconstpointer data)
{
  GtkWidget *chain = falk_step_chain_new ();
  put (fixture, chain);
  falk_step_chain_show (FALK_STEP_CHAIN (chain), fixture->model, NULL, NULL);
  draw (fixture);
  falk_step_chain_show (FALK_STEP_CHAIN (chain), NULL, NULL, NULL);
  draw (fixture);
  g_assert_nonnull (find (chain, GTK_TYPE_LABEL, "none yet"));
}

static void
test_findings_of_a_fault (Fixture *fixture, gconstpointer data)
{
  GtkWidget *findings = falk_findings_new ();
  put (fixture, findings);
  FalkFindingsContent content = { .model = fixture->model,
                                  .input = fixture->input,
                                  .inference = fixture->inference,
                                  .explanation = fixture->explanation };
  falk_findings_show (FALK_FINDINGS (findings), &content);
  draw (fixture);
  g_assert_nonnull (find (findings, GTK_TYPE_LABEL, "✕ Inner dimensions"));
  g_assert_nonnull (find (findings, GTK_TYPE_LABEL, "RuntimeError: "));
  g_assert_nonnull (find (findings, GTK_TYPE_LABEL, "✓ runs: output "));
  g_signal_emit_by_name (find (findings, GTK_TYPE_BUTTON, "Apply"), "clicked");
  g_assert_cmpstr (fixture->action, ==, "apply-fix");
  g_assert_cmpint (fixture->value, ==, 0);
}

/* Why, what to change, the code before and after, in that order; other ways are folded. */
static void
test_findings_of_a_cause (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {
    "1  ",           "x has 3", "→ Set input_size", "− nn.GRU(50, 20)",
    "nn.GRU(3, 20)", "✓ runs"
  };
  GtkWidget *card = falk_card_cause (fixture->explanation, 0);
  put (fixture, card);
  GtkWidget *child = gtk_widget_get_first_child (card);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_nonnull (find (child, GTK_TYPE_LABEL, texts[i]));
      child = gtk_widget_get_next_sibling (child);
    }
  g_assert_null (child);

  card = falk_card_cause (fixture->explanation, 1);
  put (fixture, card);
  GtkWidget *expander = find (card, GTK_TYPE_EXPANDER, NULL);
  g_assert_false (gtk_expander_get_expanded (GTK_EXPANDER (expander)));
  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  draw (fixture);
  g_assert_nonnull (find (expander, GTK_TYPE_LABEL, "→ Put the axes"));
  g_assert_nonnull (find (expander, GTK_TYPE_LABEL, "! It takes axis 1"));
  g_signal_emit_by_name (find (expander, GTK_TYPE_BUTTON, "Apply"), "clicked");
  g_assert_cmpint (fixture->value, ==, (int)fixture->explanation->causes->len);
}

static void
test_findings_that_fit (Fixture *fixture, gconstpointer data)
{
  GtkWidget *findings = falk_findings_new ();
  put (fixture, findings);
  FalkShape shape = FALK_SHAPE (50, 32, 50);
  g_autoptr (FalkTensor) input =
      falk_tensor_new ("x", NULL, FALK_DTYPE_FLOAT32, &shape, NULL);
  g_autoptr (FalkInference) inference = falk_infer (fixture->model, input);
  g_autoptr (GPtrArray) applied = g_ptr_array_new ();
  g_ptr_array_add (applied, (gpointer) "input_size 3 → 50");
  FalkFindingsContent content = { .model = fixture->model,
                                  .input = input,
                                  .inference = inference,
                                  .applied = applied };
  falk_findings_show (FALK_FINDINGS (findings), &content);
  draw (fixture);
  g_assert_nonnull (
      find (findings, GTK_TYPE_LABEL, "✓ Fits: output [50, 32, 20]"));
  g_assert_nonnull (find (findings, GTK_TYPE_LABEL, "Applied: input_size"));
  g_assert_null (find (findings, GTK_TYPE_LABEL, "NOTICES"));
  g_signal_emit_by_name (find (findings, GTK_TYPE_BUTTON, "Undo"), "clicked");
  g_assert_cmpstr (fixture->action, ==, "undo");
}

static void
test_findings_ask (Fixture *fixture, gconstpointer data)
{
  GtkWidget *findings = falk_findings_new ();
  put (fixture, findings);
  FalkShape shape = FALK_SHAPE (32, 50, 50);
  g_autoptr (FalkTensor) input =
      falk_tensor_new ("x", NULL, FALK_DTYPE_FLOAT32, &shape, NULL);
  g_autoptr (FalkInference) inference = falk_infer (fixture->model, input);
  g_autoptr (GPtrArray) notices =
      falk_notices (fixture->model, input, inference);
  FalkFindingsContent content = { .model = fixture->model,
                                  .input = input,
                                  .inference = inference,
                                  .notices = notices };
  falk_findings_show (FALK_FINDINGS (findings), &content);
  draw (fixture);
  g_assert_nonnull (find (findings, GTK_TYPE_LABEL, "NOTICES"));
  g_assert_nonnull (
      find (findings, GTK_TYPE_LABEL, "! Is axis 0 really time?"));
  g_assert_nonnull (find (findings, GTK_TYPE_LABEL, "gru = nn.GRU(50, 20, b"));
}

static void
test_findings_of_a_checkpoint (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FalkReport) report = falk_report_read (
      "size mismatch for enc.rnn.weight_ih_l0: copying a param with shape "
      "torch.Size([192, 5]) from checkpoint, the shape in current model is "
      "torch.Size([96, 5]).",
      NULL, NULL);
  g_autoptr (FalkExplanation) explanation = falk_explain_report (report);
  GtkWidget *findings = falk_findings_new ();
  put (fixture, findings);
  FalkFindingsContent content = { .explanation = explanation };
  falk_findings_show (FALK_FINDINGS (findings), &content);
  draw (fixture);
  g_assert_nonnull (find (findings, GTK_TYPE_LABEL, "WHAT DIFFERS"));
  g_assert_nonnull (find (findings, GTK_TYPE_LABEL, "enc.rnn"));
  g_assert_nonnull (find (findings, GTK_TYPE_LABEL, "64 (GRU) or 48 (LSTM)"));
  GtkWidget *sign = find (findings, GTK_TYPE_LABEL, "✗");
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (sign), GTK_ACCESSIBLE_PROPERTY_LABEL,
      "enc.rnn hidden_size differs: 64 (GRU) or 48 (LSTM) in the checkpoint, "
      "32 (GRU) or 24 (LSTM) in the model");
  g_assert_nonnull (find (findings, GTK_TYPE_LABEL, "nn.GRU(5, 64)"));
  /* There is no model that it could be applied to. */
  g_assert_null (find (findings, GTK_TYPE_BUTTON, "Apply"));
}

static void
test_sidebar (Fixture *fixture, gconstpointer data)
{
  GtkWidget *sidebar = falk_sidebar_new ();
  put (fixture, sidebar);
  g_autoptr (GPtrArray) tensors = g_ptr_array_new ();
  g_ptr_array_add (tensors, fixture->input);
  falk_sidebar_show (FALK_SIDEBAR (sidebar), fixture->model, fixture->input,
                     fixture->inference, tensors);
  falk_sidebar_select (FALK_SIDEBAR (sidebar), 0);
  draw (fixture);
  GtkWidget *list = find (sidebar, GTK_TYPE_LIST_BOX, NULL);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1);
  g_assert_true (gtk_list_box_row_is_selected (row));
  /* Selecting only shows; the focus, which is given on drawing, may choose
   * the same step again. */
  g_assert_true (fixture->action == NULL || fixture->value == 0);
  gtk_test_accessible_assert_property (GTK_WIDGET (row),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "gru, GRU(50, 20), does not fit");
  gtk_list_box_select_row (GTK_LIST_BOX (list), gtk_list_box_get_row_at_index (
                                                    GTK_LIST_BOX (list), 0));
  g_assert_cmpstr (fixture->action, ==, "select-step");
  g_assert_cmpint (fixture->value, ==, -1);
  g_assert_nonnull (find (sidebar, GTK_TYPE_LABEL, "50 × 32 × 3"));
}

static void
test_canvas (Fixture *fixture, gconstpointer data)
{
  GtkWidget *canvas = falk_canvas_new ();
  put (fixture, canvas);
  draw (fixture);
  FalkSubject subject = { .model = fixture->model,
                          .input = fixture->input,
                          .inference = fixture->inference,
                          .explanation = fixture->explanation };
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;
  FalkScene *scene = falk_scene_new (&subject, &options);
  falk_canvas_take_scene (FALK_CANVAS (canvas), scene);
  draw (fixture);
  gtk_test_accessible_assert_role (canvas, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (canvas, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       scene->title);
  g_autofree char *spoken = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (canvas), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "");
  g_assert_nonnull (spoken); /* it is not empty */
  double fitting = falk_canvas_get_zoom (FALK_CANVAS (canvas));
  falk_canvas_zoom_by (FALK_CANVAS (canvas), 2);
  g_assert_cmpfloat_with_epsilon (falk_canvas_get_zoom (FALK_CANVAS (canvas)),
                                  2 * fitting, 1e-9);
  falk_canvas_zoom_to_size (FALK_CANVAS (canvas));
  g_assert_cmpfloat (falk_canvas_get_zoom (FALK_CANVAS (canvas)), ==, 1);
  falk_canvas_fit (FALK_CANVAS (canvas));
  g_assert_cmpfloat_with_epsilon (falk_canvas_get_zoom (FALK_CANVAS (canvas)),
                                  fitting, 1e-9);
}

static void
test_live_view (Fixture *fixture, gconstpointer data)
{
  GtkWidget *live = falk_live_view_new ();
  put (fixture, live);
  falk_live_view_show_none (FALK_LIVE_VIEW (live), "Not run.", "Preview");
  draw (fixture);
  g_assert_nonnull (find (live, GTK_TYPE_LABEL, "Not run."));
  g_signal_emit_by_name (find (live, GTK_TYPE_BUTTON, "Preview"), "clicked");
  g_assert_cmpstr (fixture->action, ==, "preview-fix");
  g_assert_cmpint (fixture->value, ==, 0);

  /* A long name leaves a pane of one line's height as narrow as it was. */
  int before, after;
  gtk_widget_measure (live, GTK_ORIENTATION_HORIZONTAL, 40, &before, NULL, NULL,
                      NULL);
  falk_live_view_show_none (
      FALK_LIVE_VIEW (live),
      "Not run: bidirectional_encoder_of_the_very_long_named_module_gru can't "
      "take [10, 32, 1234567890].",
      "Preview");
  gtk_widget_measure (live, GTK_ORIENTATION_HORIZONTAL, 40, &after, NULL, NULL,
                      NULL);
  g_assert_cmpint (after, <=, before + 40);

  FalkLivePosition position = { .time = 17,
                                .T = 50,
                                .sequence = 3,
                                .B = 32,
                                .state = 1,
                                .states = 4,
                                .directions = 2,
                                .unit = -1,
                                .step = "gru" };
  falk_live_view_show (FALK_LIVE_VIEW (live), NULL, &position);
  draw (fixture);
  g_assert_nonnull (find (live, GTK_TYPE_LABEL, "step 18 of 50"));
  g_assert_nonnull (find (live, GTK_TYPE_LABEL, "layer 0 reverse"));
  g_assert_cmpstr (fixture->action, ==, "preview-fix"); /* nothing was asked */
  GtkWidget *scale = find (live, GTK_TYPE_SCALE, NULL);
  gtk_range_set_value (GTK_RANGE (scale), 21);
  g_assert_cmpstr (fixture->action, ==, "time");
  g_assert_cmpint (fixture->value, ==, 20);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/widgets/chain/has-a-named-button-a-step", test_chain },
    { "/widgets/chain/can-show-nothing", test_chain_of_nothing },
    { "/widgets/findings/apply-says-which-cause", test_findings_of_a_fault },
    { "/widgets/findings/a-cause-says-why-then-what",
      test_findings_of_a_cause },
    { "/widgets/findings/what-fits-can-be-undone", test_findings_that_fit },
    { "/widgets/findings/a-notice-is-a-question", test_findings_ask },
    { "/widgets/findings/a-checkpoint-has-a-table",
      test_findings_of_a_checkpoint },
    { "/widgets/sidebar/rows-choose-steps", test_sidebar },
    { "/widgets/canvas/is-spoken-and-zooms", test_canvas },
    { "/widgets/live-view/shows-and-asks", test_live_view },
  };
  gtk_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
