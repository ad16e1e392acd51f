/* SPDX-License-Identifier: MIT */
#include "falk-live-bar.h"

#include "falk-parts.h"

struct _FalkLiveBar
{
  GtkBox parent_instance;

  gboolean showing; /* the controls are being set, not used */
  gint64 states; /* what the chooser of states lists */
  gint64 directions;

  /* borrowed: children */
  GtkWidget *play;
  GtkLabel *step;
  GtkRange *time;
  GtkWidget *sequence; /* GtkSpinButton */
  GtkLabel *sequences;
  GtkWidget *state; /* GtkDropDown */
};

G_DEFINE_FINAL_TYPE (FalkLiveBar, falk_live_bar, GTK_TYPE_BOX)

static void
ask (FalkLiveBar *bar, const char *action, double value)
{
  if (!bar->showing)
    gtk_widget_activate_action (GTK_WIDGET (bar), action, "i", (int)value);
}

static void
time_cb (GtkRange *range, FalkLiveBar *bar)
{
  ask (bar, "win.time", gtk_range_get_value (range) - 1);
}

static void
sequence_cb (GtkSpinButton *spin, FalkLiveBar *bar)
{
  ask (bar, "win.sequence", gtk_spin_button_get_value (spin) - 1);
}

static void
state_cb (GtkDropDown *down, GParamSpec *property, FalkLiveBar *bar)
{
  ask (bar, "win.state", gtk_drop_down_get_selected (down));
}

static GtkWidget *
add_button (FalkLiveBar *bar, const char *icon, const char *action,
            const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, name);
  falk_parts_name (button, name, NULL);
  gtk_box_append (GTK_BOX (bar), button);
  return button;
}

static void
falk_live_bar_init (FalkLiveBar *bar)
{
  GtkBox *box = GTK_BOX (bar);
  gtk_widget_add_css_class (GTK_WIDGET (bar), "live-bar");
  gtk_box_set_spacing (box, 6);
  add_button (bar, "media-skip-backward-symbolic", "win.time-prev",
              "One time step back");
  bar->play = add_button (bar, "media-playback-start-symbolic", "win.play",
                          "Play through time");
  add_button (bar, "media-skip-forward-symbolic", "win.time-next",
              "One time step on");

  bar->step = GTK_LABEL (gtk_label_new (""));
  gtk_widget_add_css_class (GTK_WIDGET (bar->step), "live-step");
  gtk_label_set_xalign (bar->step, 0);
  gtk_box_append (box, GTK_WIDGET (bar->step));

  GtkWidget *scale =
      gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 1, 2, 1);
  gtk_widget_set_hexpand (scale, TRUE);
  gtk_widget_set_size_request (scale, 90, -1);
  falk_parts_name (scale, "Time step", NULL);
  bar->time = GTK_RANGE (scale);
  g_signal_connect (scale, "value-changed", G_CALLBACK (time_cb), bar);
  gtk_box_append (box, scale);

  GtkWidget *word = gtk_label_new ("sequence");
  gtk_widget_add_css_class (word, "dim");
  gtk_box_append (box, word);
  bar->sequence = gtk_spin_button_new_with_range (1, 2, 1);
  falk_parts_name (bar->sequence, "Sequence of the batch", NULL);
  g_signal_connect (bar->sequence, "value-changed", G_CALLBACK (sequence_cb),
                    bar);
  gtk_box_append (box, bar->sequence);
  bar->sequences = GTK_LABEL (gtk_label_new (""));
  gtk_widget_add_css_class (GTK_WIDGET (bar->sequences), "dim");
  gtk_box_append (box, GTK_WIDGET (bar->sequences));

  bar->state = gtk_drop_down_new_from_strings (NULL);
  falk_parts_name (bar->state, "Layer and direction", NULL);
  g_signal_connect (bar->state, "notify::selected", G_CALLBACK (state_cb), bar);
  gtk_box_append (box, bar->state);
}

static void
falk_live_bar_class_init (FalkLiveBarClass *klass)
{
}

GtkWidget *
falk_live_bar_new (void)
{
  return g_object_new (FALK_TYPE_LIVE_BAR, NULL);
}

/* "layer 0", or "layer 0 reverse" where there are directions. */
static void
list_states (FalkLiveBar *bar, gint64 states, gint64 directions)
{
  if (bar->states == states && bar->directions == directions)
    return;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  for (gint64 i = 0; i < states; i++)
    {
      const char *direction = directions < 2        ? ""
                              : i % directions == 0 ? " forward"
                                                    : " reverse";
      gtk_string_list_take (
          names, g_strdup_printf ("layer %" G_GINT64_FORMAT "%s",
                                  i / MAX (directions, 1), direction));
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (bar->state), G_LIST_MODEL (names));
  bar->states = states;
  bar->directions = directions;
}

/* "step 18 of 50", "step 18 of 50 · unit 8 of 20" */
static char *
step_text (const FalkLivePosition *position)
{
  GString *text = g_string_new (NULL);
  g_string_append_printf (text,
                          "step %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT,
                          position->time + 1, position->T);
  if (position->unit >= 0)
    g_string_append_printf (text,
                            " · unit %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT,
                            position->unit + 1, position->H);
  return g_string_free (text, FALSE);
}

void
falk_live_bar_show (FalkLiveBar *bar, const FalkLivePosition *position)
{
  g_return_if_fail (FALK_IS_LIVE_BAR (bar));
  bar->showing = TRUE;
  const char *play = position->playing ? "Pause" : "Play through time";
  gtk_button_set_icon_name (GTK_BUTTON (bar->play),
                            position->playing
                                ? "media-playback-pause-symbolic"
                                : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (bar->play, play);
  falk_parts_name (bar->play, play, NULL);

  g_autofree char *step = step_text (position);
  gtk_label_set_text (bar->step, step);
  gtk_label_set_width_chars (bar->step, (int)g_utf8_strlen (step, -1));
  gtk_range_set_range (bar->time, 1, MAX (2, (double)position->T));
  gtk_range_set_value (bar->time, (double)position->time + 1);
  gtk_widget_set_sensitive (GTK_WIDGET (bar->time), position->T > 1);

  gtk_spin_button_set_range (GTK_SPIN_BUTTON (bar->sequence), 1,
                             MAX (1, (double)position->B));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (bar->sequence),
                             (double)position->sequence + 1);
  gtk_widget_set_sensitive (bar->sequence, position->B > 1);
  g_autofree char *of = g_strdup_printf ("of %" G_GINT64_FORMAT, position->B);
  gtk_label_set_text (bar->sequences, of);

  list_states (bar, position->states, position->directions);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (bar->state),
                              (guint)position->state);
  gtk_widget_set_visible (bar->state, position->states > 1);
  bar->showing = FALSE;
}
