/* SPDX-License-Identifier: MIT */
#include "falk-cards.h"

#include "falk-parts.h"

static const struct
{
  const char *css;
  const char *sign;
} tones[] = {
  [FALK_TONE_FAULT] = { "fault", "✕" },
  [FALK_TONE_FITS] = { "fits", "✓" },
  [FALK_TONE_NOTICE] = { "notice", "!" },
  [FALK_TONE_OPEN] = { "open", "−" },
};

GtkWidget *
falk_card_new (FalkTone tone, const char *headline)
{
  GtkWidget *card = falk_parts_column (6, "falk-card");
  gtk_widget_add_css_class (card, tones[tone].css);
  g_autofree char *text = g_strdup_printf ("%s %s", tones[tone].sign, headline);
  GtkWidget *title = falk_parts_text (text, "headline");
  falk_parts_name (title, headline, NULL);
  gtk_box_append (GTK_BOX (card), title);
  return card;
}

GtkWidget *
falk_card_fault (const FalkExplanation *explanation)
{
  GtkWidget *card = falk_card_new (FALK_TONE_FAULT, explanation->headline);
  GtkBox *box = GTK_BOX (card);
  if (explanation->what != NULL)
    gtk_box_append (box, falk_parts_text (explanation->what, NULL));
  gboolean named =
      explanation->exception != NULL && *explanation->exception != '\0';
  g_autofree char *message =
      g_strdup_printf ("%s%s%s", named ? explanation->exception : "",
                       named ? ": " : "", explanation->message);
  GtkWidget *label = falk_parts_text (message, "message");
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  /* A selectable label takes the focus and selects everything on Tab; it
   * stays reachable by the pointer and by a screen reader's browse mode. */
  gtk_widget_set_focusable (label, FALSE);
  gtk_box_append (box, label);
  if (explanation->versions != NULL)
    {
      GtkWidget *versions = falk_parts_text (explanation->versions, "versions");
      gtk_label_set_xalign (GTK_LABEL (versions), 1);
      gtk_box_append (box, versions);
    }
  return card;
}

GtkWidget *
falk_card_code (const char *code)
{
  GtkWidget *row = falk_parts_row (4, "code");
  GtkWidget *text = falk_parts_text (code, "mono");
  gtk_widget_set_hexpand (text, TRUE);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_widget_set_focusable (text, FALSE);
  gtk_box_append (GTK_BOX (row), text);
  GtkWidget *copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  gtk_widget_add_css_class (copy, "flat");
  gtk_widget_set_valign (copy, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (copy, "Copy this code");
  g_autofree char *name = g_strdup_printf ("Copy code: %s", code);
  falk_parts_name (copy, name, NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (copy), "win.copy-text");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (copy), "s", code);
  gtk_box_append (GTK_BOX (row), copy);
  return row;
}

/* What the run of fix @number gave, and its Apply; @best makes it stand
 * out. */
static GtkWidget *
apply_row (const FalkFix *fix, const char *title, guint number, gboolean best)
{
  GtkWidget *row = falk_parts_row (8, NULL);
  g_autofree char *seen = falk_fix_to_text (fix);
  g_autofree char *runs = fix->next
                              ? g_strdup_printf ("! next fault: %s", fix->next)
                              : g_strdup_printf ("✓ runs: %s", seen);
  GtkWidget *verified = falk_parts_text (runs, "verified");
  gtk_widget_set_hexpand (verified, TRUE);
  gtk_box_append (GTK_BOX (row), verified);
  /* Where there is only a text, there is no model to apply it to. */
  if (fix->edits->len == 0)
    return row;
  GtkWidget *apply = gtk_button_new_with_label ("Apply");
  gtk_widget_add_css_class (apply, best ? "suggested-action" : "apply");
  gtk_widget_set_valign (apply, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (apply, fix->label);
  g_autofree char *name =
      g_strdup_printf ("Apply fix %u: %s", number + 1, fix->label);
  falk_parts_name (apply, name, title);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (apply), "win.apply-fix");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (apply), "i", (int)number);
  gtk_box_append (GTK_BOX (row), apply);
  return row;
}

/* The lines that the code of a fix takes the place of. */
static void
append_before (GtkBox *box, const char *code)
{
  g_auto (GStrv) lines = g_strsplit (code, "\n", -1);
  g_autofree char *joined = g_strjoinv ("\n− ", lines);
  g_autofree char *text = g_strconcat ("− ", joined, NULL);

  gtk_box_append (box, falk_parts_text (text, "before"));
}

/* The code, what it means, and Apply. */
static void
append_fix (GtkBox *box, const FalkFix *fix, const char *title, guint number,
            gboolean best)
{
  if (fix->code_before != NULL)
    append_before (box, fix->code_before);
  if (fix->code != NULL)
    gtk_box_append (box, falk_card_code (fix->code));
  if (fix->caution != NULL)
    {
      g_autofree char *caution = g_strdup_printf ("! %s", fix->caution);
      gtk_box_append (box, falk_parts_text (caution, "caution"));
    }
  gtk_box_append (box, apply_row (fix, title, number, best));
}

static void
append_change (GtkBox *box, const char *change)
{
  g_autofree char *text = g_strdup_printf ("→ %s", change);

  gtk_box_append (box, falk_parts_text (text, "change"));
}

/* The alternatives of @cause, the first of which has @number, folded away. */
static GtkWidget *
other_ways (const FalkCause *cause, guint number)
{
  guint n = cause->alternatives->len;
  g_autofree char *label = n == 1
                               ? g_strdup ("Another way that runs")
                               : g_strdup_printf ("%u other ways that run", n);
  GtkWidget *expander = gtk_expander_new (label);
  GtkWidget *column = falk_parts_column (4, "other-ways");

  for (guint i = 0; i < n; i++)
    {
      const FalkFix *fix = g_ptr_array_index (cause->alternatives, i);

      append_change (GTK_BOX (column), fix->change);
      append_fix (GTK_BOX (column), fix, cause->title, number + i, FALSE);
    }
  gtk_expander_set_child (GTK_EXPANDER (expander), column);
  return expander;
}

GtkWidget *
falk_card_cause (const FalkExplanation *explanation, guint index)
{
  const FalkCause *cause = g_ptr_array_index (explanation->causes, index);
  GtkWidget *card = falk_parts_column (4, "falk-card");
  gtk_widget_add_css_class (card, "cause");
  if (index == 0)
    gtk_widget_add_css_class (card, "best");
  GtkBox *box = GTK_BOX (card);
  g_autofree char *title = g_strdup_printf ("%u  %s", index + 1, cause->title);
  gtk_box_append (box, falk_parts_text (title, "cause-title"));
  if (cause->why != NULL)
    gtk_box_append (box, falk_parts_text (cause->why, "dim"));
  if (cause->change != NULL)
    append_change (box, cause->change);
  if (cause->code_for_change != NULL)
    gtk_box_append (box, falk_card_code (cause->code_for_change));
  if (cause->fix != NULL)
    append_fix (box, cause->fix, cause->title, index, index == 0);
  if (cause->alternatives->len > 0)
    gtk_box_append (box, other_ways (cause, falk_explanation_first_alternative (
                                                explanation, index)));
  return card;
}

GtkWidget *
falk_card_agreements (const GArray *agreements)
{
  GtkWidget *widget = gtk_grid_new ();
  GtkGrid *grid = GTK_GRID (widget);
  gtk_grid_set_column_spacing (grid, 12);
  gtk_grid_set_row_spacing (grid, 4);
  gtk_widget_add_css_class (widget, "watch");
  for (guint i = 0; i < agreements->len; i++)
    {
      const FalkAgreement *row = &g_array_index (agreements, FalkAgreement, i);
      g_autofree char *numbers = falk_agreement_to_text (row);
      g_autofree char *name = g_strdup_printf (
          "%s %s: %s", row->what, row->agrees ? "agree" : "differ", numbers);
      GtkWidget *sign = gtk_label_new (row->agrees ? "✓" : "✗");
      gtk_widget_add_css_class (sign, row->agrees ? "good" : "bad");
      falk_parts_name (sign, name, NULL);
      gtk_grid_attach (grid, sign, 0, (int)i, 1, 1);
      gtk_grid_attach (grid, falk_parts_text (row->what, NULL), 1, (int)i, 1,
                       1);
      GtkWidget *value =
          falk_parts_text (numbers, row->agrees ? "dim" : "value");
      gtk_widget_set_hexpand (value, TRUE);
      gtk_grid_attach (grid, value, 2, (int)i, 1, 1);
    }
  return widget;
}

GtkWidget *
falk_card_notice (const FalkNotice *notice)
{
  GtkWidget *card = falk_card_new (FALK_TONE_NOTICE, notice->title);
  gtk_box_append (GTK_BOX (card), falk_parts_text (notice->why, NULL));
  if (notice->fix != NULL)
    gtk_box_append (GTK_BOX (card), falk_card_code (notice->fix));
  return card;
}

GtkWidget *
falk_card_numbers (const GPtrArray *numbers)
{
  GtkWidget *grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_widget_add_css_class (grid, "numbers");
  for (guint i = 0; i < numbers->len; i++)
    {
      const FalkNumber *number = g_ptr_array_index (numbers, i);
      const char *role =
          number->disagrees ? "mismatch" : falk_parts_role_class (number->role);
      g_autofree char *digits =
          g_strdup_printf ("%" G_GINT64_FORMAT, number->number);
      GtkWidget *label = gtk_label_new (digits);
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_label_set_yalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "number");
      if (role != NULL)
        gtk_widget_add_css_class (label, role);
      gtk_grid_attach (GTK_GRID (grid), label, 0, (int)i, 1, 1);
      GtkWidget *text = falk_parts_text (number->text, NULL);
      gtk_widget_set_hexpand (text, TRUE);
      gtk_grid_attach (GTK_GRID (grid), text, 1, (int)i, 1, 1);
    }
  return grid;
}

GtkWidget *
falk_card_paragraphs (const GPtrArray *texts, const char *css)
{
  GtkWidget *column = falk_parts_column (6, css);
  for (guint i = 0; i < texts->len; i++)
    gtk_box_append (GTK_BOX (column),
                    falk_parts_text (g_ptr_array_index (texts, i), NULL));
  return column;
}

GtkWidget *
falk_card_legend (gboolean mismatch)
{
  static const struct
  {
    const char *css, *name;
  } entries[] = {
    { "role-time", "time" },         { "role-batch", "batch" },
    { "role-features", "features" }, { "role-hidden", "hidden" },
    { "mismatch", "mismatch" },
  };
  GtkWidget *legend = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (legend), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (legend), 5);
  gtk_widget_set_can_focus (legend, FALSE);
  gtk_widget_add_css_class (legend, "legend");
  falk_parts_name (legend, "Legend of colours", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (entries) - (mismatch ? 0 : 1); i++)
    {
      GtkWidget *entry = falk_parts_row (6, NULL);
      GtkWidget *swatch = gtk_label_new ("■");
      gtk_widget_add_css_class (swatch, entries[i].css);
      gtk_box_append (GTK_BOX (entry), swatch);
      gtk_box_append (GTK_BOX (entry), gtk_label_new (entries[i].name));
      gtk_flow_box_insert (GTK_FLOW_BOX (legend), entry, -1);
    }
  return legend;
}
