/* SPDX-License-Identifier: MIT */
/* The window from inside, for its own files only. */
#pragma once

#include "falk-canvas.h"
#include "falk-step-chain.h"
#include "falk-findings.h"
#include "falk-live-view.h"
#include "falk-sidebar.h"
#include "falk-window.h"

G_BEGIN_DECLS

struct _FalkWindow
{
  GtkApplicationWindow parent_instance;

  /* where in the recording one looks, all from 0 */
  gint64 time, sequence, state;
  gint64 unit; /* of the state that is singled out, or -1 */
  gboolean live_shown; /* the live view has been given a recording's room */
  guint play_source; /* of the timer that plays, or 0 */
  guint picture_source; /* of the idle handler that draws anew, or 0 */
  guint busy_source; /* of the timer that shows progress, or 0 */

  /* template children, borrowed */
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkWidget *theme_button;
  GtkWidget *menu_button;
  GMenu *recent;
  GtkStack *pages;
  GtkWidget *drop_zone;
  FalkSidebar *sidebar;
  FalkStepChain *chain;
  FalkCanvas *canvas;
  FalkLiveView *live;
  FalkFindings *findings;
  GtkPaned *picture_pane;
  GtkWidget *trouble;
  GtkLabel *trouble_text;
  GtkWidget *busy;
  GtkLabel *busy_text;
  GtkProgressBar *busy_progress;

  /* owned */
  FalkDocument *document;
  FalkStyle *style;
};

/* falk-window.c */
void falk_window_fail (FalkWindow *window, const char *sentence);

/* falk-window-actions.c */
void falk_window_add_actions (FalkWindow *window);
void falk_window_update_actions (FalkWindow *window);

/* falk-window-files.c */
void falk_window_add_drop (FalkWindow *window);
void falk_window_choose_files (FalkWindow *window);
void falk_window_paste (FalkWindow *window);
void falk_window_open_sample (FalkWindow *window);

/* falk-window-recent.c */
/* Fills the menu of recent files, now and whenever there are others. */
void falk_window_add_recent (FalkWindow *window);

/* falk-window-picture.c */
/* 1 at 96 dots an inch: how much larger the desktop wants its texts. */
double falk_window_text_scale (FalkWindow *window);
/* What the window shows, for a scene; FALSE while there is nothing to draw.
 * Borrows from the document. */
gboolean falk_window_subject (FalkWindow *window, FalkSubject *subject,
                              FalkSceneOptions *options);
void falk_window_update_picture (FalkWindow *window);
void falk_window_choose_export (FalkWindow *window);
void falk_window_export (FalkWindow *window, const char *path);
void falk_window_copy_picture (FalkWindow *window);

/* falk-window-live.c */
void falk_window_update_live (FalkWindow *window);
/* Goes to time @time, or as near as the recording has it. */
void falk_window_set_time (FalkWindow *window, gint64 time);
/* Singles out unit @unit of the state; -1, or the same again: none. */
void falk_window_set_unit (FalkWindow *window, gint64 unit);
void falk_window_set_place (FalkWindow *window, gint64 sequence, gint64 state);
void falk_window_toggle_play (FalkWindow *window);
void falk_window_stop_play (FalkWindow *window);
/* The recording that is shown; borrowed, or NULL. */
const FalkRecord *falk_window_record (FalkWindow *window);

G_END_DECLS
