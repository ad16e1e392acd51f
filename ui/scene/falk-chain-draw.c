/* SPDX-License-Identifier: MIT */
#include "falk-chain.h"

#include "falk-role-ink.h"

guint
falk_chain_flow_runs (const FalkChain *chain, const FalkChainNode *node,
                      FalkRunOfText runs[FALK_CHAIN_RUNS])
{
  const FalkFault *fault = &chain->subject->inference->fault;
  guint n = 0, shown = MIN (node->flows->rank, FALK_CHAIN_AXES);

  for (guint i = 0; i < shown; i++)
    {
      const FalkAxis *axis = &node->flows->axes[i];
      gboolean bad = node->bad_arrow && (int)i == fault->axis;

      if (i > 0)
        runs[n++] = (FalkRunOfText){ FALK_TYPE_CODE_BOLD, FALK_INK_MUTED, "·" };
      runs[n++] =
          (FalkRunOfText){ FALK_TYPE_CODE_BOLD,
                           bad ? FALK_INK_MISMATCH : falk_axis_ink (axis),
                           falk_scene_digits (chain->scene, axis->size) };
    }
  if (node->flows->rank == 0)
    runs[n++] =
        (FalkRunOfText){ FALK_TYPE_CODE_BOLD, FALK_INK_MUTED, "scalar" };
  if (shown < node->flows->rank)
    runs[n++] = (FalkRunOfText){ FALK_TYPE_CODE_BOLD, FALK_INK_MUTED, "·…" };
  return n;
}

void
falk_chain_draw_arrow (const FalkChain *chain, const FalkChainNode *node,
                       double x, double y, double w)
{
  FalkRunOfText runs[FALK_CHAIN_RUNS];
  gboolean ghost =
      node->state == FALK_STEP_GHOST || node->state == FALK_STEP_UNKNOWN;
  FalkInk ink = node->bad_arrow ? FALK_INK_MISMATCH
                : ghost         ? FALK_INK_GHOST
                                : FALK_INK_LINE;
  const char *assumed = falk_chain_assumed (chain, node);
  FalkMark *line = falk_pen_line (chain->scene, (FalkPoint){ x + 3, y },
                                  (FalkPoint){ x + w - 9, y }, ink,
                                  node->bad_arrow ? 1.8 : 1.4);

  if (ghost)
    line->dash = FALK_DASH_DASHED;
  falk_pen_head (chain->scene, (FalkPoint){ x + w - 3, y }, 1, 0, ink);
  if (assumed)
    falk_pen_text (chain->scene, x + (w - 4) / 2, y + 15, FALK_ANCHOR_MIDDLE,
                   FALK_TYPE_SMALL, FALK_INK_MUTED, assumed);
  if (node->flows)
    falk_pen_runs (chain->scene, x + (w - 4) / 2, y - 8, FALK_ANCHOR_MIDDLE,
                   runs, falk_chain_flow_runs (chain, node, runs));
}

const char *
falk_chain_assumed (const FalkChain *chain, const FalkChainNode *node)
{
  GString *text;
  const char *kept;

  if (node->step != 0 || !chain->subject->assumed || !node->flows)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < MIN (node->flows->rank, FALK_CHAIN_AXES); i++)
    if (chain->subject->assumed >> i & 1)
      g_string_append_printf (text, "%s%" G_GINT64_FORMAT,
                              text->len ? ", " : "", node->flows->axes[i].size);
  kept = text->len ? falk_scene_keep (chain->scene, "%s assumed", text->str)
                   : NULL;
  g_string_free (text, TRUE);
  return kept;
}

char **
falk_chain_code_lines (const FalkChainNode *node)
{
  return falk_font_wrap (falk_type_font (FALK_TYPE_CODE), node->code,
                         node->w - 12, FALK_CHAIN_LINES);
}

static void
draw_frame (const FalkChain *chain, const FalkChainNode *node, FalkBox box)
{
  gboolean bad = node->state == FALK_STEP_FAULT;
  gboolean ghost =
      node->state == FALK_STEP_GHOST || node->state == FALK_STEP_UNKNOWN;
  gboolean chosen = node->step >= 0 && node->step == chain->options->step;
  FalkMark *frame = falk_pen_round (chain->scene, box, 9,
                                    bad     ? FALK_INK_MISMATCH_FILL
                                    : ghost ? FALK_INK_PANEL
                                            : FALK_INK_CARD,
                                    bad      ? FALK_INK_MISMATCH
                                    : chosen ? FALK_INK_ACCENT
                                    : ghost  ? FALK_INK_GHOST
                                             : FALK_INK_RULE);

  frame->width = bad || chosen ? 2 : 1.2;
  if (ghost)
    frame->dash = FALK_DASH_DASHED;
}

void
falk_chain_draw_node (const FalkChain *chain, const FalkChainNode *node,
                      double x, double y)
{
  static const char *const states[] = {
    [FALK_STEP_FITS] = "fits",
    [FALK_STEP_FAULT] = "does not fit",
    [FALK_STEP_GHOST] = "comes after the fault; shapes are what they would be",
    [FALK_STEP_UNKNOWN] = "comes after the fault; its shapes are not known",
  };
  gboolean bad = node->state == FALK_STEP_FAULT;
  gboolean muted = node->state >= FALK_STEP_GHOST || node->step == -2;
  double mid = x + node->w / 2, room = node->w - 12;
  const char *name =
      bad ? falk_scene_keep (chain->scene, "✕ %s", node->name) : node->name;
  g_auto (GStrv) lines = falk_chain_code_lines (node);
  guint n_lines = g_strv_length (lines);
  double top = y
               + (chain->node_h - FALK_CHAIN_NODE_H
                  - FALK_CHAIN_LEADING * (MAX (n_lines, 1) - 1))
                     / 2;
  int n_steps = (int)chain->subject->inference->n_steps;

  if (node->step != -2)
    {
      draw_frame (chain, node, (FalkBox){ x, y, node->w, chain->node_h });
      falk_pen_name (
          chain->scene,
          node->step == -1 ? "input"
          : node->step == n_steps
              ? "output"
              : falk_scene_keep (chain->scene, "step-%d", node->step),
          "%s %s", node->name, states[node->state]);
    }
  falk_pen_text_in (chain->scene, mid, top + (n_lines ? 22 : 30), room,
                    FALK_ANCHOR_MIDDLE, FALK_TYPE_STRONG,
                    bad     ? FALK_INK_MISMATCH
                    : muted ? FALK_INK_MUTED
                            : FALK_INK_TEXT,
                    name);
  if (node->state_in)
    falk_pen_text (chain->scene, mid, y + chain->node_h + 15,
                   FALK_ANCHOR_MIDDLE, FALK_TYPE_CODE_BOLD,
                   node->bad_state ? FALK_INK_MISMATCH : FALK_INK_MUTED,
                   node->state_in);
  for (guint i = 0; i < n_lines; i++)
    falk_pen_text (chain->scene, mid, top + 40 + FALK_CHAIN_LEADING * i,
                   FALK_ANCHOR_MIDDLE, FALK_TYPE_CODE, FALK_INK_MUTED,
                   lines[i]);
}
