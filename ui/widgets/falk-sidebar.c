/* SPDX-License-Identifier: MIT */
#include "falk-sidebar.h"

#include "falk-parts.h"
#include "falk-step-look.h"
#include "falk-tensor-list.h"

struct _FalkSidebar
{
  GtkBox parent_instance;

  gboolean showing; /* rows are being set, not chosen */

  /* borrowed: children */
  GtkListBox *steps;
  FalkTensorList *tensors;
  GtkWidget *tensors_heading;
};

G_DEFINE_FINAL_TYPE (FalkSidebar, falk_sidebar, GTK_TYPE_BOX)

static void
falk_sidebar_class_init (FalkSidebarClass *klass)
{
}

/* Rows are chosen by clicks and by moving the focus among them. */
static void
selected_cb (GtkListBox *list, GtkListBoxRow *row, FalkSidebar *sidebar)
{
  if (row != NULL && !sidebar->showing)
    gtk_widget_activate_action (GTK_WIDGET (sidebar), "win.select-step", "i",
                                gtk_list_box_row_get_index (row) - 1);
}

static void
falk_sidebar_init (FalkSidebar *sidebar)
{
  GtkBox *box = GTK_BOX (sidebar);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (sidebar),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (sidebar), "falk-sidebar");
  gtk_box_append (box, falk_parts_heading ("MODEL"));

  sidebar->steps = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (sidebar->steps, GTK_SELECTION_SINGLE);
  gtk_widget_add_css_class (GTK_WIDGET (sidebar->steps), "steps");
  falk_parts_name (GTK_WIDGET (sidebar->steps), "Steps of the model", NULL);
  g_signal_connect (sidebar->steps, "row-selected", G_CALLBACK (selected_cb),
                    sidebar);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_object_set (scroller, "hscrollbar-policy", GTK_POLICY_NEVER,
                "propagate-natural-height", TRUE, "max-content-height", 420,
                "child", sidebar->steps, NULL);
  gtk_box_append (box, scroller);

  sidebar->tensors_heading = falk_parts_heading ("TENSORS");
  gtk_box_append (box, sidebar->tensors_heading);
  sidebar->tensors = FALK_TENSOR_LIST (falk_tensor_list_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (sidebar->tensors), TRUE);
  gtk_box_append (box, GTK_WIDGET (sidebar->tensors));
}

static GtkWidget *
new_row (const char *name, const char *detail, const FalkStepLook *look)
{
  GtkWidget *box = falk_parts_row (10, NULL);
  GtkWidget *sign = gtk_label_new (look->sign);
  gtk_widget_add_css_class (sign, "sign");
  gtk_box_append (GTK_BOX (box), sign);
  GtkWidget *words = falk_parts_column (1, NULL);
  gtk_box_append (GTK_BOX (words), falk_parts_line (name, "step-name"));
  gtk_box_append (GTK_BOX (words), falk_parts_line (detail, "step-detail"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), words);

  GtkWidget *row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_add_css_class (row, look->css);
  g_autofree char *spoken =
      g_strdup_printf ("%s, %s, %s", name, detail, look->words);
  falk_parts_name (row, spoken, NULL);
  return row;
}

/* "x.npy [50, 32, 3] float32" */
static char *
input_detail (const FalkTensor *input)
{
  if (input == NULL)
    return g_strdup ("none yet");
  g_autofree char *shape = falk_shape_to_text (&input->shape, FALK_SHAPE_LIST);
  return g_strdup_printf ("%s %s %s",
                          input->file != NULL ? input->file : input->name,
                          shape, falk_dtype_info (input->dtype)->name);
}

void
falk_sidebar_show (FalkSidebar *sidebar, const FalkModel *model,
                   FalkTensor *input, const FalkInference *inference,
                   const GPtrArray *tensors)
{
  g_return_if_fail (FALK_IS_SIDEBAR (sidebar));
  GtkWidget *row;
  sidebar->showing = TRUE;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (sidebar->steps))))
    gtk_list_box_remove (sidebar->steps, row);

  g_autofree char *detail = input_detail (input);
  gtk_list_box_append (
      sidebar->steps,
      new_row ("input", detail, falk_step_look_input (input != NULL)));
  for (guint i = 0; model != NULL && i < model->steps->len; i++)
    {
      const FalkStep *step = falk_model_step (model, i);
      g_autofree char *text = falk_step_look_text (step);
      gtk_list_box_append (
          sidebar->steps,
          new_row (step->name, text, falk_step_look (inference, i)));
    }
  falk_tensor_list_show (sidebar->tensors, tensors);
  gtk_widget_set_visible (sidebar->tensors_heading,
                          tensors != NULL && tensors->len > 0);
  sidebar->showing = FALSE;
}

void
falk_sidebar_select (FalkSidebar *sidebar, int step)
{
  g_return_if_fail (FALK_IS_SIDEBAR (sidebar));
  gtk_list_box_select_row (
      sidebar->steps, gtk_list_box_get_row_at_index (sidebar->steps, step + 1));
}

GtkWidget *
falk_sidebar_new (void)
{
  return g_object_new (FALK_TYPE_SIDEBAR, NULL);
}
