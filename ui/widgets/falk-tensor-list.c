/* SPDX-License-Identifier: MIT */
#include "falk-tensor-list.h"

#include "falk-parts.h"

/* A tensor as an object, which a GListModel has to be made of. */
#define FALK_TYPE_TENSOR_ITEM (falk_tensor_item_get_type ())
G_DECLARE_FINAL_TYPE (FalkTensorItem, falk_tensor_item, FALK, TENSOR_ITEM,
                      GObject)

struct _FalkTensorItem
{
  GObject parent_instance;
  FalkTensor *tensor; /* owned */
};

G_DEFINE_FINAL_TYPE (FalkTensorItem, falk_tensor_item, G_TYPE_OBJECT)

static void
falk_tensor_item_finalize (GObject *object)
{
  g_clear_pointer (&FALK_TENSOR_ITEM (object)->tensor, falk_tensor_unref);
  G_OBJECT_CLASS (falk_tensor_item_parent_class)->finalize (object);
}

static void
falk_tensor_item_class_init (FalkTensorItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = falk_tensor_item_finalize;
}

static void
falk_tensor_item_init (FalkTensorItem *item)
{
}

struct _FalkTensorList
{
  GtkWidget parent_instance;
  GtkWidget *view; /* child */
  GListStore *items; /* owned: FalkTensorItem */
};

G_DEFINE_FINAL_TYPE (FalkTensorList, falk_tensor_list, GTK_TYPE_WIDGET)

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *row = falk_parts_row (12, "tensor-row");
  GtkWidget *name = falk_parts_line ("", "mono");
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (row), name);
  GtkWidget *shape = gtk_label_new ("");
  gtk_widget_add_css_class (shape, "mono");
  gtk_widget_add_css_class (shape, "dim");
  gtk_label_set_ellipsize (GTK_LABEL (shape), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (shape), 1);
  gtk_box_append (GTK_BOX (row), shape);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item,
         gpointer user_data)
{
  FalkTensorItem *item = gtk_list_item_get_item (list_item);
  const FalkTensor *tensor = item->tensor;
  GtkWidget *row = gtk_list_item_get_child (list_item);
  GtkWidget *name = gtk_widget_get_first_child (row);
  g_autofree char *shape =
      falk_shape_to_text (&tensor->shape, FALK_SHAPE_TIMES);
  g_autofree char *spoken = g_strdup_printf (
      "%s, %s, %s", tensor->name, shape, falk_dtype_info (tensor->dtype)->name);
  gtk_label_set_text (GTK_LABEL (name), tensor->name);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (name)), shape);
  g_autofree char *tip =
      g_strdup_printf ("%s\nDouble-click: use it as the input", spoken);
  gtk_widget_set_tooltip_text (row, tip);
  falk_parts_name (row, spoken, "Press Enter to use it as the input");
}

static void
activate_cb (GtkListView *view, guint position, gpointer user_data)
{
  gtk_widget_activate_action (GTK_WIDGET (view), "win.use-tensor", "i",
                              (int)position);
}

static void
falk_tensor_list_init (FalkTensorList *list)
{
  list->items = g_list_store_new (FALK_TYPE_TENSOR_ITEM);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  GtkNoSelection *selection =
      gtk_no_selection_new (G_LIST_MODEL (g_object_ref (list->items)));
  GtkWidget *view =
      gtk_list_view_new (GTK_SELECTION_MODEL (selection), factory);
  gtk_widget_add_css_class (view, "tensors");
  g_signal_connect (view, "activate", G_CALLBACK (activate_cb), NULL);
  falk_parts_name (view, "Tensors", NULL);
  list->view = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (list->view),
                                  GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (list->view), view);
  gtk_widget_set_vexpand (list->view, TRUE);
  gtk_widget_set_parent (list->view, GTK_WIDGET (list));
}

static void
falk_tensor_list_dispose (GObject *object)
{
  FalkTensorList *list = FALK_TENSOR_LIST (object);
  g_clear_pointer (&list->view, gtk_widget_unparent);
  g_clear_object (&list->items);
  G_OBJECT_CLASS (falk_tensor_list_parent_class)->dispose (object);
}

static void
falk_tensor_list_class_init (FalkTensorListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = falk_tensor_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass),
                                            GTK_TYPE_BIN_LAYOUT);
}

GtkWidget *
falk_tensor_list_new (void)
{
  return g_object_new (FALK_TYPE_TENSOR_LIST, NULL);
}

void
falk_tensor_list_show (FalkTensorList *list, const GPtrArray *tensors)
{
  g_return_if_fail (FALK_IS_TENSOR_LIST (list));
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; tensors != NULL && i < tensors->len; i++)
    {
      FalkTensorItem *item = g_object_new (FALK_TYPE_TENSOR_ITEM, NULL);
      item->tensor = falk_tensor_ref (g_ptr_array_index (tensors, i));
      g_ptr_array_add (items, item);
    }
  g_list_store_splice (list->items, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (list->items)),
                       items->pdata, items->len);
}
