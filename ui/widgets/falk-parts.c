/* SPDX-License-Identifier: MIT */
#include "falk-parts.h"

GtkWidget *
falk_parts_text (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  /* A hyphen at a break would look like a part of a name or of code. */
  PangoAttrList *attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  pango_attr_list_unref (attributes);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return label;
}

static gboolean
ellipsised_tooltip_cb (GtkLabel *label, int x, int y, gboolean keyboard,
                       GtkTooltip *tooltip, gpointer user_data)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (label));
  return TRUE;
}

GtkWidget *
falk_parts_line (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_has_tooltip (label, TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (ellipsised_tooltip_cb),
                    NULL);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return label;
}

GtkWidget *
falk_parts_heading (const char *text)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0,
                    "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  gtk_widget_add_css_class (label, "falk-heading");
  return label;
}

static GtkWidget *
new_box (GtkOrientation orientation, int spacing, const char *css)
{
  GtkWidget *box = gtk_box_new (orientation, spacing);
  if (css != NULL)
    gtk_widget_add_css_class (box, css);
  return box;
}

GtkWidget *
falk_parts_column (int spacing, const char *css)
{
  return new_box (GTK_ORIENTATION_VERTICAL, spacing, css);
}

GtkWidget *
falk_parts_row (int spacing, const char *css)
{
  return new_box (GTK_ORIENTATION_HORIZONTAL, spacing, css);
}

void
falk_parts_name (GtkWidget *widget, const char *name, const char *description)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (description != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    description, -1);
}

void
falk_parts_clear (GtkWidget *box)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

char *
falk_parts_shape (const FalkShape *shape)
{
  if (shape->rank == 0)
    return g_strdup ("scalar");
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < shape->rank; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "·" : "",
                            shape->dims[i]);
  return g_string_free (text, FALSE);
}

const char *
falk_parts_role_class (FalkRole role)
{
  static const char *const classes[] = {
    [FALK_ROLE_NONE] = NULL,
    [FALK_ROLE_TIME] = "role-time",
    [FALK_ROLE_BATCH] = "role-batch",
    [FALK_ROLE_FEATURES] = "role-features",
    [FALK_ROLE_HIDDEN] = "role-hidden",
    [FALK_ROLE_GATES] = "role-hidden",
    [FALK_ROLE_LAYERS] = NULL,
    [FALK_ROLE_DIRECTIONS] = NULL,
    [FALK_ROLE_MERGED] = NULL,
  };
  G_STATIC_ASSERT (G_N_ELEMENTS (classes) == FALK_ROLE_COUNT);
  return classes[role];
}
