/* SPDX-License-Identifier: MIT */
/* Falk's scheme of one product: m1 at the lower left, m2 at the upper right,
 * the product where they meet. Private to this layer.
 *
 * The columns of m1 and the rows of m2, which must agree, are measured on
 * one linear scale, and both end at the corner between the operands: what
 * meets lies next to the corner, what finds no partner sticks out. */
#pragma once

#include "falk-pen.h"
#include "falk-product.h"
#include "falk-run.h"

G_BEGIN_DECLS

/* What is drawn. Borrowed. */
typedef struct
{
  const FalkProduct *product;
  const char *step; /* the step's name */
  const char *m1_name; /* what m1 is called, "x" */
  gboolean layered; /* the step has layers and directions */
  gboolean ghost; /* behind a fault: nothing of it is there yet */
  guint32 assumed; /* bit i: the size of axis i of the stored m1 is */
  const FalkRecord *record; /* of the step in a run, or NULL */
  gint64 state, time; /* layer · directions + direction; t */
  FalkHeat m1, m2, result; /* values NULL where none are known */
} FalkScheme;

/* How a free side was drawn. */
typedef enum
{
  FALK_SIDE_TRUE, /* on the shared scale */
  FALK_SIDE_SHRUNK, /* longer than drawn */
  FALK_SIDE_STRETCHED /* shorter than drawn */
} FalkSide;

/* Where everything goes, in points.
 *
 * Invariant: m1's right edge and m2's left edge are gap apart, and so are
 * m2's lower and m1's upper edge; span is unit times the longer of the two
 * sides that must agree. */
typedef struct
{
  double width;
  double unit; /* points an element of the shared axis */
  double gap, span;
  double meet; /* points that meet, next to the corner */
  FalkSide rows, cols; /* m1's rows, m2's columns */
  gboolean widened; /* a side of the shared axis would be too thin to see */
  FalkBox m1, m2, product;
  FalkBox whole1, whole2; /* m1 and m2 made as long as the other one is */
  double left; /* where labels of stored tensors end */
  double stored_x, stored_w;
  double joint_x; /* from here to m1 runs what joins stored and operand, */
  double joint_w; /* at least so far: its numbers are never shortened */
  double margin_x, margin_w; /* labels to the right of m2 */
  double gates_x, gates_w; /* heat maps of the gates */
  double top; /* below the title */
} FalkSchemeLayout;

#define FALK_SCHEME_PAD 24.0
#define FALK_SCHEME_WIDTH_MIN 640.0

void falk_scheme_lay_out (const FalkScheme *scheme, double width,
                          FalkSchemeLayout *layout);

/* The product that falk_scene_new() shows, and its step, borrowed. NULL where
 * it shows none. */
const FalkStep *falk_scene_product (const FalkSubject *subject,
                                    const FalkSceneOptions *options,
                                    FalkProduct *product);

/* Whether the gates are drawn in place of the stored tensors. */
gboolean falk_scheme_shows_gates (const FalkScheme *scheme);

/* The gates at scheme->time, right of the rest. Gives their lower edge. */
double falk_scheme_draw_gates (FalkScene *scene, const FalkScheme *scheme,
                               const FalkSchemeLayout *layout);

/* Fills @scene. */
void falk_scheme_scene (FalkScene *scene, const FalkScheme *scheme,
                        double width);

/* The operands, the product and what lies between them. */
void falk_scheme_draw_operands (FalkScene *scene, const FalkScheme *scheme,
                                const FalkSchemeLayout *layout);

/* Title, formula, and what is written above and inside the matrices. */
void falk_scheme_draw_labels (FalkScene *scene, const FalkScheme *scheme,
                              const FalkSchemeLayout *layout);

/* What is written beside them. Gives the lower edge of what it drew.
 * @joint_y: where the line from the stored input arrives at m1. */
double falk_scheme_draw_beside (FalkScene *scene, const FalkScheme *scheme,
                                const FalkSchemeLayout *layout,
                                double *joint_y);

/* What is drawn in part or not to scale, from @y down; gives its end. */
double falk_scheme_draw_notes (FalkScene *scene, const FalkScheme *scheme,
                               const FalkSchemeLayout *layout, double y);

/* A size: its number, the word for it, where it comes from. */
typedef struct
{
  const FalkAxis *axis;
  double x, y; /* upper edge; at the anchor */
  double width; /* of the words, at most */
  FalkAnchor anchor;
  gboolean shared; /* of the axis that must agree: in a pill where it doesn't */
  gboolean roles; /* factors with their roles */
  gboolean origin; /* say where it comes from */
  const char *word; /* where the axis has none */
  const char *id;
} FalkSizeLabel;

/* Gives the lower edge. */
double falk_scheme_size_label (FalkScene *scene, const FalkScheme *scheme,
                               const FalkSizeLabel *label);

/* The product's own label, and whether it has room inside. */
gboolean falk_scheme_product_inside (const FalkScheme *scheme,
                                     const FalkSchemeLayout *layout);
void falk_scheme_product_label (FalkScene *scene, const FalkScheme *scheme,
                                double x, double y, double width,
                                FalkAnchor anchor);
const char *falk_scheme_product_word (const FalkScheme *scheme);

/* The stored tensors and the lines that join them to their operands. Gives
 * the lower edge of what it drew. */
double falk_scheme_draw_stored (FalkScene *scene, const FalkScheme *scheme,
                                const FalkSchemeLayout *layout, double joint_y);

/* Every how many-th arc is drawn: 1 where all are. */
gint64 falk_scheme_arc_step (const FalkScheme *scheme,
                             const FalkSchemeLayout *layout);

/* Sizes that must agree, and whether they do. */
gint64 falk_scheme_cols (const FalkScheme *scheme);
gint64 falk_scheme_rows (const FalkScheme *scheme);
gboolean falk_scheme_fits (const FalkScheme *scheme);

G_END_DECLS
