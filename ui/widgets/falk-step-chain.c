/* SPDX-License-Identifier: MIT */
#include "falk-step-chain.h"

#include "falk-link.h"
#include "falk-parts.h"
#include "falk-step-look.h"

#define MARGIN 24 /* pixels around the chain */

struct _FalkStepChain
{
  GtkWidget parent_instance;

  int selected; /* index among the nodes */
  gboolean scroll; /* the marked node is to be brought into sight */

  /* owned */
  GPtrArray *nodes; /* GtkButton, children: the input, then the steps */
  GPtrArray *links; /* FalkLink: links[i] leads from nodes[i] to nodes[i+1] */
};

G_DEFINE_FINAL_TYPE (FalkStepChain, falk_step_chain, GTK_TYPE_WIDGET)

/* Size of node @index: its own, and at least wide enough to be a target. */
static void
node_size (const FalkStepChain *chain, guint index, int *width, int *height)
{
  GtkWidget *node = g_ptr_array_index (chain->nodes, index);
  gtk_widget_measure (node, GTK_ORIENTATION_HORIZONTAL, -1, NULL, width, NULL,
                      NULL);
  gtk_widget_measure (node, GTK_ORIENTATION_VERTICAL, -1, NULL, height, NULL,
                      NULL);
}

/* The natural size of the whole chain, margins included. */
static void
natural_size (FalkStepChain *chain, int *width, int *height)
{
  *width = 2 * MARGIN;
  *height = 0;
  for (guint i = 0; i < chain->nodes->len; i++)
    {
      int w, h;
      node_size (chain, i, &w, &h);
      *width += w;
      *height = MAX (*height, h);
    }
  for (guint i = 0; i < chain->links->len; i++)
    *width += falk_link_width (g_ptr_array_index (chain->links, i),
                               GTK_WIDGET (chain));
  *height += 2 * MARGIN * 3 / 4;
}

static void
falk_step_chain_measure (GtkWidget *widget, GtkOrientation orientation,
                         int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  int width, height;
  natural_size (FALK_STEP_CHAIN (widget), &width, &height);
  *minimum = *natural =
      orientation == GTK_ORIENTATION_HORIZONTAL ? width : height;
}

/* Room that is left over is given to the links, up to twice their width, so
 * that a short chain spreads and does not stick to the left. */
static void
falk_step_chain_size_allocate (GtkWidget *widget, int width, int height,
                               int baseline)
{
  FalkStepChain *chain = FALK_STEP_CHAIN (widget);
  int needed, unused;
  natural_size (chain, &needed, &unused);
  int spare = chain->links->len > 0
                  ? MAX (0, width - needed) / (int)chain->links->len
                  : 0;
  int x = MARGIN;
  for (guint i = 0; i < chain->nodes->len; i++)
    {
      int w, h;
      node_size (chain, i, &w, &h);
      GtkAllocation place = { x, (height - h) / 2, w, h };
      gtk_widget_size_allocate (g_ptr_array_index (chain->nodes, i), &place,
                                -1);
      x += w;
      if (i >= chain->links->len)
        break;
      FalkLink *link = g_ptr_array_index (chain->links, i);
      int natural = falk_link_width (link, widget);
      falk_link_place (link, x, height / 2, natural + MIN (spare, natural));
      x += natural + MIN (spare, natural);
    }
}

static void
falk_step_chain_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FalkStepChain *chain = FALK_STEP_CHAIN (widget);
  graphene_rect_t bounds;
  graphene_rect_init (&bounds, 0, 0, (float)gtk_widget_get_width (widget),
                      (float)gtk_widget_get_height (widget));
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  for (guint i = 0; i < chain->links->len; i++)
    falk_link_draw (g_ptr_array_index (chain->links, i), widget, cr);
  cairo_destroy (cr);
  GTK_WIDGET_CLASS (falk_step_chain_parent_class)->snapshot (widget, snapshot);
}

static int
focused_node (const FalkStepChain *chain)
{
  for (guint i = 0; i < chain->nodes->len; i++)
    if (gtk_widget_has_focus (g_ptr_array_index (chain->nodes, i)))
      return (int)i;
  return -1;
}

static gboolean
key_cb (GtkEventControllerKey *keys, guint keyval, guint keycode,
        GdkModifierType state, FalkStepChain *chain)
{
  int last = (int)chain->nodes->len - 1;
  int now = focused_node (chain);
  int next;
  if (now < 0 || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left)
    next = now - 1;
  else if (keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right)
    next = now + 1;
  else if (keyval == GDK_KEY_Home)
    next = 0;
  else if (keyval == GDK_KEY_End)
    next = last;
  else
    return GDK_EVENT_PROPAGATE;
  next = CLAMP (next, 0, last);
  gtk_widget_grab_focus (g_ptr_array_index (chain->nodes, next));
  gtk_widget_activate_action (GTK_WIDGET (chain), "win.select-step", "i",
                              next - 1);
  return GDK_EVENT_STOP;
}

static void
falk_step_chain_init (FalkStepChain *chain)
{
  chain->nodes =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gtk_widget_unparent);
  chain->links =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_link_free);
  GtkEventController *keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), chain);
  gtk_widget_add_controller (GTK_WIDGET (chain), keys);
  falk_parts_name (GTK_WIDGET (chain), "Chain of steps", NULL);
}

static void
falk_step_chain_dispose (GObject *object)
{
  FalkStepChain *chain = FALK_STEP_CHAIN (object);
  g_clear_pointer (&chain->nodes, g_ptr_array_unref);
  g_clear_pointer (&chain->links, g_ptr_array_unref);
  G_OBJECT_CLASS (falk_step_chain_parent_class)->dispose (object);
}

static void
falk_step_chain_class_init (FalkStepChainClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = falk_step_chain_dispose;
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  widget_class->measure = falk_step_chain_measure;
  widget_class->size_allocate = falk_step_chain_size_allocate;
  widget_class->snapshot = falk_step_chain_snapshot;
  gtk_widget_class_set_css_name (widget_class, "falk-chain");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_node (FalkStepChain *chain, const char *name, const char *detail,
          const FalkStepLook *look)
{
  GtkWidget *words = falk_parts_column (2, NULL);
  GtkWidget *title = gtk_label_new (name);
  gtk_widget_add_css_class (title, "step-name");
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (title), 24);
  gtk_box_append (GTK_BOX (words), title);
  GtkWidget *line = falk_parts_line (detail, "step-detail");
  gtk_label_set_xalign (GTK_LABEL (line), 0.5);
  gtk_label_set_ellipsize (GTK_LABEL (line), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (line), 44);
  gtk_box_append (GTK_BOX (words), line);

  GtkWidget *node = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (node), words);
  gtk_widget_add_css_class (node, "node");
  gtk_widget_add_css_class (node, look->css);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (node), "win.select-step");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (node), "i",
                                    (int)chain->nodes->len - 1);
  g_autofree char *spoken =
      g_strdup_printf ("%s, %s, %s", name, detail, look->words);
  falk_parts_name (node, spoken, NULL);
  gtk_widget_set_parent (node, GTK_WIDGET (chain));
  g_ptr_array_add (chain->nodes, node);
}

void
falk_step_chain_show (FalkStepChain *chain, const FalkModel *model,
                      const FalkTensor *input, const FalkInference *inference)
{
  g_return_if_fail (FALK_IS_STEP_CHAIN (chain));
  g_ptr_array_set_size (chain->links, 0);
  g_ptr_array_set_size (chain->nodes, 0);
  const char *file = input == NULL         ? "none yet"
                     : input->file != NULL ? input->file
                                           : input->name;
  add_node (chain, "input", file, falk_step_look_input (input != NULL));
  for (guint i = 0; model != NULL && i < model->steps->len; i++)
    {
      const FalkStep *step = falk_model_step (model, i);
      g_autofree char *text = falk_step_look_text (step);
      add_node (chain, step->name, text, falk_step_look (inference, i));
      g_ptr_array_add (chain->links, falk_link_new (inference, i));
    }
  gtk_widget_queue_resize (GTK_WIDGET (chain));
}

/* Scrolls so that the marked node is in sight. Nodes have no place until they
 * have been drawn once: until then the chain waits. */
static void
scroll_to_selected (FalkStepChain *chain)
{
  GtkWidget *scroller =
      gtk_widget_get_ancestor (GTK_WIDGET (chain), GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;
  if (!chain->scroll || scroller == NULL || chain->selected < 0
      || chain->selected >= (int)chain->nodes->len
      || !gtk_widget_compute_bounds (
          g_ptr_array_index (chain->nodes, chain->selected), GTK_WIDGET (chain),
          &bounds)
      || bounds.size.width <= 0)
    return;
  GtkAdjustment *across =
      gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller));
  double end = bounds.origin.x + bounds.size.width + MARGIN;
  if (gtk_adjustment_get_upper (across) + 1 < end)
    return;
  chain->scroll = FALSE;
  gtk_adjustment_clamp_page (across, bounds.origin.x - MARGIN, end);
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  scroll_to_selected (FALK_STEP_CHAIN (widget));
  return FALK_STEP_CHAIN (widget)->scroll ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

void
falk_step_chain_select (FalkStepChain *chain, int step)
{
  g_return_if_fail (FALK_IS_STEP_CHAIN (chain));
  for (guint i = 0; i < chain->nodes->len; i++)
    {
      GtkWidget *node = g_ptr_array_index (chain->nodes, i);
      if ((int)i == step + 1)
        gtk_widget_add_css_class (node, "selected");
      else
        gtk_widget_remove_css_class (node, "selected");
    }
  gboolean waiting = chain->scroll;
  chain->selected = step + 1;
  chain->scroll = chain->selected < (int)chain->nodes->len;
  if (chain->scroll && !waiting)
    gtk_widget_add_tick_callback (GTK_WIDGET (chain), scroll_cb, NULL, NULL);
}

GtkWidget *
falk_step_chain_new (void)
{
  return g_object_new (FALK_TYPE_STEP_CHAIN, NULL);
}
