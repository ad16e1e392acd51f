/* SPDX-License-Identifier: MIT */
#include "falk-window-private.h"

#include "falk-rule.h"

#define PLAY_TICK 120 /* milliseconds a time step */
#define LIVE_SHARE 0.5 /* of the height, at most, that a recording is given */

/* The outcome that is shown live: the run, or else the preview of a fix. */
static const FalkState *
shown (FalkWindow *window, FalkRun **run)
{
  const FalkOutcome *preview = falk_document_get_preview (window->document);
  *run = falk_document_get_run (window->document);
  if (*run != NULL)
    return falk_document_get_state (window->document);
  if (preview == NULL)
    return NULL;
  *run = preview->run;
  return preview->state;
}

static gboolean
has_values (FalkRun *run, guint step)
{
  const FalkRecord *record = falk_run_record (run, step);
  return record != NULL && record->T > 0 && record->B > 0 && record->H > 0;
}

/* The step whose recording is shown: the one that is looked at, or else the
 * first that has one; -1 for none. */
static int
recorded_step (FalkWindow *window, const FalkState *state, FalkRun *run)
{
  int step = falk_document_get_step (window->document);
  if (state == NULL)
    return -1;
  if (step >= 0 && step < (int)state->model->steps->len
      && has_values (run, (guint)step))
    return step;
  for (guint i = 0; i < state->model->steps->len; i++)
    if (has_values (run, i))
      return (int)i;
  return -1;
}

const FalkRecord *
falk_window_record (FalkWindow *window)
{
  FalkRun *run;
  const FalkState *state = shown (window, &run);
  int step = recorded_step (window, state, run);
  return step < 0 ? NULL : falk_run_record (run, (guint)step);
}

/* "Not run: gru can't take [50, 32, 3]." */
static char *
fault_sentence (const FalkState *state)
{
  /* Where two tensors disagree, the shape is that of what reaches the step. */
  static const char *const parts[] = {
    [FALK_PART_INPUT] = "",  [FALK_PART_H0] = "the state ",
    [FALK_PART_OTHER] = "",  [FALK_PART_C0] = "the cell state ",
    [FALK_PART_TARGET] = "", [FALK_PART_ARGUMENT] = "",
  };
  const FalkFault *fault = &state->inference->fault;
  const char *name = falk_model_step (state->model, fault->step)->name;
  if (fault->part == FALK_PART_ARGUMENT || fault->found_shape.rank == 0)
    return g_strdup_printf ("Not run: %s can't be done as it is.", name);
  g_autofree char *shape =
      falk_shape_to_text (&fault->found_shape, FALK_SHAPE_LIST);
  return g_strdup_printf ("Not run: %s can't take %s%s.", name,
                          parts[fault->part], shape);
}

/* Why there is nothing to see, and what button might mend it. */
static void
show_none (FalkWindow *window)
{
  const FalkState *state = falk_document_get_state (window->document);
  const FalkExplanation *explanation =
      state != NULL ? state->explanation : NULL;
  if (state == NULL || state->inference == NULL)
    falk_live_view_show_none (
        window->live, "Gates are shown here once a model has run.", NULL);
  else if (falk_document_get_run (window->document) != NULL)
    falk_live_view_show_none (window->live, "No recurrent step was recorded.",
                              NULL);
  else if (explanation == NULL)
    falk_live_view_show_none (
        window->live, "Not run yet: press Run to record the gates.", NULL);
  else
    {
      g_autofree char *why = fault_sentence (state);
      const FalkCause *best = explanation->causes->len > 0
                                  ? g_ptr_array_index (explanation->causes, 0)
                                  : NULL;
      falk_live_view_show_none (
          window->live, why,
          best != NULL && best->fix != NULL ? "Preview with fix 1" : NULL);
    }
}

/* An index that was good for another recording may be too large for this. */
static void
keep_in_range (FalkWindow *window, const FalkRecord *record)
{
  window->time = CLAMP (window->time, 0, record->T - 1);
  window->sequence = CLAMP (window->sequence, 0, record->B - 1);
  window->state = CLAMP (window->state, 0, record->states - 1);
  window->unit = MIN (window->unit, record->H - 1);
}

/* Gives the live view the height it wants, but not more than its share; once
 * a recording is there, the divider is the person's. */
static void
give_room (FalkWindow *window, gboolean some)
{
  int height = gtk_widget_get_height (GTK_WIDGET (window->picture_pane));
  if (window->live_shown == some || height == 0)
    return;
  int wanted;
  gtk_widget_measure (GTK_WIDGET (window->live), GTK_ORIENTATION_VERTICAL, -1,
                      NULL, &wanted, NULL, NULL);
  gtk_paned_set_position (window->picture_pane,
                          height - MIN (wanted, (int)(height * LIVE_SHARE)));
  /* A recording shares in what a larger or smaller window gives. */
  gtk_paned_set_resize_end_child (window->picture_pane, some);
  window->live_shown = some;
}

static void
show_some (FalkWindow *window, const FalkState *state, FalkRun *run, int step)
{
  const FalkRecord *record = falk_run_record (run, (guint)step);
  keep_in_range (window, record);
  FalkSubject subject = { .model = state->model,
                          .input = state->input,
                          .inference = state->inference,
                          .run = run };
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;
  options.width = falk_live_view_get_room (window->live);
  options.text_scale = falk_window_text_scale (window);
  options.step = step;
  options.time = window->time;
  options.sequence = window->sequence;
  options.state = window->state;
  options.unit = window->unit;
  const FalkStep *shown_step = falk_model_step (state->model, (guint)step);
  gboolean preview = run != falk_document_get_run (window->document);
  g_autofree char *banner =
      preview ? g_strdup_printf ("Preview, not applied: %s", state->label)
              : NULL;
  FalkLivePosition position = {
    .time = window->time,
    .T = record->T,
    .sequence = window->sequence,
    .B = record->B,
    .state = window->state,
    .states = record->states,
    .directions = falk_step_directions (shown_step),
    .unit = window->unit,
    .H = record->H,
    .playing = window->play_source != 0,
    .step = shown_step->name,
    .banner = banner,
  };
  falk_live_view_show (window->live, falk_scene_live (&subject, &options),
                       &position);
}

void
falk_window_update_live (FalkWindow *window)
{
  FalkRun *run;
  const FalkState *state = shown (window, &run);
  int step = recorded_step (window, state, run);
  if (step >= 0)
    show_some (window, state, run, step);
  else
    show_none (window);
  give_room (window, step >= 0);
}

void
falk_window_set_time (FalkWindow *window, gint64 time)
{
  const FalkRecord *record = falk_window_record (window);
  if (record == NULL)
    return;
  window->time = CLAMP (time, 0, record->T - 1);
  falk_window_update_live (window);
  falk_window_update_picture (window);
}

void
falk_window_set_unit (FalkWindow *window, gint64 unit)
{
  window->unit = unit == window->unit ? -1 : MAX (-1, unit);
  falk_window_update_live (window);
}

void
falk_window_set_place (FalkWindow *window, gint64 sequence, gint64 state)
{
  window->sequence = sequence;
  window->state = state;
  falk_window_set_time (window, window->time);
}

static gboolean
play_cb (gpointer user_data)
{
  FalkWindow *window = user_data;
  const FalkRecord *record = falk_window_record (window);
  if (record == NULL || window->time + 1 >= record->T)
    {
      window->play_source = 0;
      falk_window_update_live (window);
      return G_SOURCE_REMOVE;
    }
  falk_window_set_time (window, window->time + 1);
  return G_SOURCE_CONTINUE;
}

void
falk_window_stop_play (FalkWindow *window)
{
  g_clear_handle_id (&window->play_source, g_source_remove);
}

void
falk_window_toggle_play (FalkWindow *window)
{
  const FalkRecord *record = falk_window_record (window);
  if (record == NULL)
    return;
  if (window->play_source != 0)
    falk_window_stop_play (window);
  else
    {
      if (window->time + 1 >= record->T)
        window->time = 0;
      window->play_source = g_timeout_add (PLAY_TICK, play_cb, window);
    }
  falk_window_update_live (window);
}
