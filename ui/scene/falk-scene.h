/* SPDX-License-Identifier: MIT */
/* A scene: the picture as data. Marks in the order they are painted, each
 * with a box in points, a colour token and, where a person may point at it,
 * an id and a sentence. Nothing here draws, and nothing here measures with a
 * font: widths come from a fixed table, so a scene is the same everywhere. */
#pragma once

#include "falk-explanation.h"
#include "falk-infer.h"
#include "falk-mark.h"
#include "falk-run.h"

G_BEGIN_DECLS

/* Immutable once made. Invariant: every text mark lies inside 0 0 width
 * height. */
typedef struct
{
  double width, height; /* points */
  double scale; /* that lengths were multiplied by: of hatch and dashes too */
  GArray *marks; /* FalkMark, in the order they are painted */
  char *title; /* one line, for a <title> and a screen reader */
  char *description; /* some sentences that say what the picture shows */
  GStringChunk *strings;
  GPtrArray *blocks; /* memory the marks point into */
  GPtrArray *bytes; /* GBytes, that heat maps borrow from */
  FalkRun *run; /* a reference, where heat maps borrow from it */
} FalkScene;

/* What a picture is of. Everything is borrowed for the call only, but for
 * @run, to which a scene takes a reference. */
typedef struct
{
  const FalkModel *model;
  const FalkTensor *input;
  const FalkInference *inference;
  const FalkExplanation *explanation; /* or NULL */
  FalkRun *run; /* or NULL */
  guint64 seed; /* the one that @run was made with */
  const GPtrArray *notes; /* char *: what was assumed of the rest, or NULL */
  guint32 assumed; /* bit i: the size of axis i of @input is assumed */
} FalkSubject;

typedef struct
{
  double width; /* points the scene may take; 0: the scene's own choice */
  double text_scale; /* 1: 100 %; everything grows with its text */
  int step; /* index; -1: the fault's, else the first that multiplies */
  int product; /* index; -1: the fault's, else the first; with a run the
                      * recurrent product of @state */
  gint64 time; /* t of the cursor; -1: the last step */
  gint64 sequence; /* b of the live view */
  gint64 state; /* layer · directions + direction */
  gint64 unit; /* h that is singled out; -1: none */
  gboolean alone; /* the step's own picture, nothing about its input below */
} FalkSceneOptions;

#define FALK_SCENE_OPTIONS_INIT                                                \
  {                                                                            \
    0, 1, -1, -1, -1, 0, 0, -1, FALSE                                          \
  }

/* The picture of one step: Falk's scheme where the step multiplies, the
 * staircase where it packs a batch, unpacks one, or is given a packed one, else
 * its axes as found against those it needed. A recurrent layer's 2-D input has
 * its two readings below that. */
FalkScene *
falk_scene_new (const FalkSubject *subject,
                const FalkSceneOptions *options) G_GNUC_WARN_UNUSED_RESULT;

/* The chain of steps, with the shapes that flow on the arrows. The nodes are
 * rectangles with the ids "input" and "step-0", "step-1", ... */
FalkScene *
falk_scene_chain (const FalkSubject *subject,
                  const FalkSceneOptions *options) G_GNUC_WARN_UNUSED_RESULT;

/* The gates and the state of a recurrent step over time, with a cursor: heat
 * maps of H rows and T columns with the ids "gate-r", "gate-z", "gate-n",
 * "gate-h". NULL where the run recorded none of the step. */
FalkScene *
falk_scene_live (const FalkSubject *subject,
                 const FalkSceneOptions *options) G_GNUC_WARN_UNUSED_RESULT;

/* Everything in one picture, for export: chain, scheme, headline, causes,
 * origins, live view and legend. */
FalkScene *
falk_scene_document (const FalkSubject *subject,
                     const FalkSceneOptions *options) G_GNUC_WARN_UNUSED_RESULT;

void falk_scene_free (FalkScene *scene);

const FalkMark *falk_scene_mark (const FalkScene *scene, guint index);

/* The topmost mark with an id at @x, @y; borrowed, or NULL. Marks smaller
 * than 12 points can be hit a little beside them. */
const FalkMark *falk_scene_hit (const FalkScene *scene, double x, double y);

/* The first mark with the id @id; borrowed, or NULL. */
const FalkMark *falk_scene_find (const FalkScene *scene, const char *id);

/* One line a mark, numbers with one decimal, independent of the locale: the
 * form of goldens. The caller frees it. */
char *falk_scene_to_text (const FalkScene *scene) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkScene, falk_scene_free)

G_END_DECLS
