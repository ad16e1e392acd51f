/* SPDX-License-Identifier: MIT */
/* The chain of steps, measured and ready to be drawn. Private to this layer. */
#pragma once

#include "falk-pen.h"

G_BEGIN_DECLS

#define FALK_CHAIN_PAD 24.0
#define FALK_CHAIN_NODE_H 52.0 /* with one line of code */
#define FALK_CHAIN_LEADING 13.0
#define FALK_CHAIN_LINES 40 /* of code: all, since numbers aren't shortened */
#define FALK_CHAIN_SHOWN 12 /* nodes; of a longer chain parts are left out */
#define FALK_CHAIN_AXES 8 /* sizes on an arrow */

/* A node and the arrow that leads to it. The input is node 0, step i node
 * i + 1, the output the last. */
typedef struct
{
  int step; /* -1: the input; n_steps: the output; -2: steps left out */
  guint left_out; /* how many, of those */
  const char *name;
  const char *code;
  double w, arrow_w;
  double least; /* width that its numbers take */
  FalkStepState state;
  const FalkValue *flows; /* along the arrow; NULL: not known */
  const char *state_in; /* the state handed in, "h0 1·32·20", or NULL */
  gboolean bad_state; /* the fault is about it */
  gboolean bad_arrow; /* what flows is what the fault is about */
} FalkChainNode;

typedef struct
{
  FalkScene *scene;
  const FalkSubject *subject;
  const FalkSceneOptions *options;
  double node_h; /* of every node */
  guint n;
  FalkChainNode nodes[FALK_CHAIN_SHOWN + 6];
} FalkChain;

/* Pieces "50·32·3" of what flows to @node, at most FALK_CHAIN_RUNS. */
#define FALK_CHAIN_RUNS (2 * FALK_CHAIN_AXES + 2)
guint falk_chain_flow_runs (const FalkChain *chain, const FalkChainNode *node,
                            FalkRunOfText runs[FALK_CHAIN_RUNS]);

/* Which sizes of what flows to @node are assumed, "10, 20 assumed", or NULL;
 * kept by the scene. */
const char *falk_chain_assumed (const FalkChain *chain,
                                const FalkChainNode *node);

/* The lines that @node's code takes at its width; free with g_strfreev(). */
char **
falk_chain_code_lines (const FalkChainNode *node) G_GNUC_WARN_UNUSED_RESULT;

/* The arrow to @node, from @x on, @w wide; the node itself. */
void falk_chain_draw_arrow (const FalkChain *chain, const FalkChainNode *node,
                            double x, double y, double w);
void falk_chain_draw_node (const FalkChain *chain, const FalkChainNode *node,
                           double x, double y);

G_END_DECLS
