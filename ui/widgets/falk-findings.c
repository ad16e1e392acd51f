/* SPDX-License-Identifier: MIT */
#include "falk-findings.h"

#include "falk-cards.h"
#include "falk-parts.h"

struct _FalkFindings
{
  GtkBox parent_instance;

  /* borrowed: children */
  GtkWidget *scroller;
  GtkWidget *list; /* what is said, from top to bottom */
  GtkWidget *footer; /* the legend */
};

G_DEFINE_FINAL_TYPE (FalkFindings, falk_findings, GTK_TYPE_BOX)

static void
falk_findings_class_init (FalkFindingsClass *klass)
{
}

static void
falk_findings_init (FalkFindings *findings)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (findings),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (findings), "falk-findings");
  findings->list = falk_parts_column (9, "findings-list");
  findings->scroller = gtk_scrolled_window_new ();
  g_object_set (findings->scroller, "hscrollbar-policy", GTK_POLICY_NEVER,
                "vexpand", TRUE, "child", findings->list, NULL);
  gtk_box_append (GTK_BOX (findings), findings->scroller);
  findings->footer = falk_parts_column (0, NULL);
  gtk_box_append (GTK_BOX (findings), findings->footer);
  falk_parts_name (GTK_WIDGET (findings), "Findings", NULL);
}

static void
add (FalkFindings *findings, GtkWidget *child)
{
  gtk_box_append (GTK_BOX (findings->list), child);
}

static void
add_group (FalkFindings *findings, const char *heading, GtkWidget *child)
{
  add (findings, falk_parts_heading (heading));
  add (findings, child);
}

static gboolean
some (const GPtrArray *list)
{
  return list != NULL && list->len > 0;
}

/* A line to type into, whose text goes to @action. */
static GtkWidget *
entry_for (const char *placeholder, const char *name, const char *action)
{
  GtkWidget *entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_widget_add_css_class (entry, "mono");
  falk_parts_name (entry, name, NULL);
  g_object_set_data (G_OBJECT (entry), "action", (gpointer)action);
  return entry;
}

static void
entry_activate_cb (GtkEntry *entry, FalkFindings *findings)
{
  g_autofree char *text =
      g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
  gtk_widget_activate_action (GTK_WIDGET (findings),
                              g_object_get_data (G_OBJECT (entry), "action"),
                              "s", text);
}

/* The question that would tell the causes apart, and a line for its answer. */
static GtkWidget *
question_card (FalkFindings *findings, const FalkExplanation *explanation)
{
  GtkWidget *card = falk_card_new (FALK_TONE_OPEN, "One thing would decide");
  GtkWidget *entry =
      entry_for ("50, 32, 3", "Shape of the input", "win.set-shape");
  gtk_box_append (GTK_BOX (card),
                  falk_parts_text (explanation->question, NULL));
  g_signal_connect (entry, "activate", G_CALLBACK (entry_activate_cb),
                    findings);
  gtk_box_append (GTK_BOX (card), entry);
  return card;
}

static void
show_fault (FalkFindings *findings, const FalkFindingsContent *content)
{
  const FalkExplanation *explanation = content->explanation;
  add (findings, falk_card_fault (explanation));
  if (explanation->agreements->len > 0)
    add_group (findings, "THE STATE, AXIS BY AXIS",
               falk_card_agreements (explanation->agreements));
  if (some (explanation->facts))
    add (findings, falk_card_paragraphs (explanation->facts, "facts"));
  if (some (explanation->differs))
    add_group (findings, "WHAT DIFFERS",
               falk_card_differs (explanation->differs));
  if (some (explanation->causes))
    {
      add (findings, falk_parts_heading ("LIKELY CAUSES"));
      for (guint i = 0; i < explanation->causes->len; i++)
        add (findings, falk_card_cause (explanation, i));
    }
  if (explanation->question != NULL)
    add (findings, question_card (findings, explanation));
  if (some (explanation->numbers))
    add_group (findings, "WHERE EACH NUMBER COMES FROM",
               falk_card_numbers (explanation->numbers));
}

/* "Ran in 0.21 ms, gates recorded.", in seconds where there are some. */
static char *
run_sentence (const FalkFindingsContent *content)
{
  if (content->run == NULL)
    return g_strdup ("Press Run to run it and record its gates.");
  double ms = (double)falk_run_elapsed (content->run) / 1e6;
  return g_strdup_printf ("Ran in %.3g %s%s.", ms < 1000 ? ms : ms / 1000,
                          ms < 1000 ? "ms" : "s",
                          some (content->watch) ? ", gates recorded" : "");
}

static GtkWidget *
applied_row (const char *label)
{
  GtkWidget *row = falk_parts_row (8, "applied");
  g_autofree char *text = g_strdup_printf ("Applied: %s", label);
  GtkWidget *words = falk_parts_text (text, NULL);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (row), words);
  return row;
}

static GtkWidget *
fits_card (const FalkFindingsContent *content)
{
  const FalkValue *output = falk_inference_output (content->inference);
  FalkShape shape = falk_value_shape (output);
  g_autofree char *sizes = falk_shape_to_text (&shape, FALK_SHAPE_LIST);
  g_autofree char *headline = g_strdup_printf ("Fits: output %s", sizes);
  GtkWidget *card = falk_card_new (FALK_TONE_FITS, headline);
  g_autofree char *sentence = run_sentence (content);
  gtk_box_append (GTK_BOX (card), falk_parts_text (sentence, NULL));
  for (guint i = 0; some (content->applied) && i < content->applied->len; i++)
    {
      GtkWidget *row = applied_row (g_ptr_array_index (content->applied, i));
      gtk_box_append (GTK_BOX (card), row);
      if (i + 1 < content->applied->len)
        continue;
      GtkWidget *undo = gtk_button_new_with_label ("Undo");
      gtk_widget_add_css_class (undo, "link");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (undo), "win.undo");
      falk_parts_name (undo, "Undo the fix applied last", NULL);
      gtk_box_append (GTK_BOX (row), undo);
    }
  return card;
}

static GtkWidget *
watch_group (const GPtrArray *watch)
{
  GtkWidget *grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_widget_add_css_class (grid, "watch");
  for (guint i = 0; i < watch->len; i++)
    {
      const FalkWatchRow *row = g_ptr_array_index (watch, i);
      GtkWidget *sign = gtk_label_new (row->good ? "✓" : "!");
      gtk_widget_add_css_class (sign, row->good ? "good" : "bad");
      gtk_grid_attach (GTK_GRID (grid), sign, 0, (int)i, 1, 1);
      GtkWidget *name = falk_parts_text (row->name, NULL);
      gtk_widget_set_hexpand (name, TRUE);
      gtk_grid_attach (GTK_GRID (grid), name, 1, (int)i, 1, 1);
      GtkWidget *value = falk_parts_text (row->value, "value");
      gtk_label_set_xalign (GTK_LABEL (value), 1);
      gtk_grid_attach (GTK_GRID (grid), value, 2, (int)i, 1, 1);
    }
  return grid;
}

/* The model as code: "gru = nn.GRU(3, 20)". */
static char *
model_code (const FalkModel *model)
{
  GString *code = g_string_new (NULL);
  for (guint i = 0; i < model->steps->len; i++)
    {
      const FalkStep *step = falk_model_step (model, i);
      g_autofree char *text = falk_step_to_text (step);
      g_string_append_printf (code, "%s%s%s%s", i > 0 ? "\n" : "",
                              *text == '.' ? "x = x" : step->name,
                              *text == '.' ? "" : " = ", text);
    }
  return g_string_free (code, FALSE);
}

static void
show_fits (FalkFindings *findings, const FalkFindingsContent *content)
{
  add (findings, fits_card (content));
  if (some (content->watch))
    add_group (findings, "WATCH", watch_group (content->watch));
  if (some (content->notices))
    {
      add (findings, falk_parts_heading ("NOTICES"));
      for (guint i = 0; i < content->notices->len; i++)
        add (findings,
             falk_card_notice (g_ptr_array_index (content->notices, i)));
    }
  if (content->run != NULL && some (falk_run_notes (content->run)))
    add_group (findings, "THE RUN",
               falk_card_paragraphs (falk_run_notes (content->run), "facts"));
  if (content->model->steps->len > 0)
    {
      g_autofree char *code = model_code (content->model);
      add_group (findings, "CODE", falk_card_code (code));
    }
}

/* A shape that would fit the model, to be typed over. */
static char *
fitting_shape (const FalkModel *model)
{
  for (guint i = 0; i < model->steps->len; i++)
    {
      const FalkStep *step = falk_model_step (model, i);
      if (falk_step_has (step, FALK_ARG_INPUT_SIZE))
        return g_strdup_printf ("50, 32, %" G_GINT64_FORMAT,
                                falk_step_get_int (step, FALK_ARG_INPUT_SIZE));
      if (falk_step_has (step, FALK_ARG_IN_FEATURES))
        return g_strdup_printf ("32, %" G_GINT64_FORMAT,
                                falk_step_get_int (step, FALK_ARG_IN_FEATURES));
    }
  return g_strdup ("50, 32, 3");
}

/* A model without an input, or an input without a model. */
static void
show_open (FalkFindings *findings, const FalkFindingsContent *content)
{
  GtkWidget *card, *entry;
  if (content->model != NULL)
    {
      g_autofree char *shape = fitting_shape (content->model);
      card = falk_card_new (FALK_TONE_OPEN, "An input is missing");
      gtk_box_append (
          GTK_BOX (card),
          falk_parts_text (content->choices
                               ? "Double-click a tensor at the left, drop a "
                                 "tensor file, or type the shape of the input "
                                 "and press Enter."
                               : "Drop a tensor file on the window, or type "
                                 "the shape of the input and press Enter.",
                           NULL));
      entry = entry_for (shape, "Shape of the input", "win.set-shape");
    }
  else
    {
      card = falk_card_new (FALK_TONE_OPEN, "A model is missing");
      gtk_box_append (GTK_BOX (card),
                      falk_parts_text ("Drop a checkpoint on the window, or "
                                       "type a layer and press Enter.",
                                       NULL));
      entry = entry_for ("nn.GRU(3, 20)", "Layer", "win.open-text");
    }
  g_signal_connect (entry, "activate", G_CALLBACK (entry_activate_cb),
                    findings);
  gtk_box_append (GTK_BOX (card), entry);
  add (findings, card);
}

void
falk_findings_show (FalkFindings *findings, const FalkFindingsContent *content)
{
  g_return_if_fail (FALK_IS_FINDINGS (findings));
  falk_parts_clear (findings->list);
  falk_parts_clear (findings->footer);
  if (content->explanation != NULL)
    show_fault (findings, content);
  else if (content->inference == NULL)
    show_open (findings, content);
  else if (content->inference->ok)
    show_fits (findings, content);
  if (some (content->notes))
    add_group (findings, "NOTES",
               falk_card_paragraphs (content->notes, "facts"));
  gboolean fault = content->explanation != NULL;
  gtk_box_append (GTK_BOX (findings->footer), falk_card_legend (fault));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (
                                GTK_SCROLLED_WINDOW (findings->scroller)),
                            0);
}

GtkWidget *
falk_findings_new (void)
{
  return g_object_new (FALK_TYPE_FINDINGS, NULL);
}
