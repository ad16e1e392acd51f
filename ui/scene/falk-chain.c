/* SPDX-License-Identifier: MIT */
/* The chain of steps: nodes from left to right, the shapes that flow between
 * them on the arrows, in several lines where one is too narrow. */
#include "falk-role-ink.h"
#include "falk-slots.h"

#include <string.h>

#define PAD 24.0
#define WIDTH_MIN 480.0
#define NODE_H 52.0
#define NODE_MIN 92.0
#define NODE_MAX 300.0
#define LINE_H 88.0
#define ARROW_MIN 58.0
#define ARROW_MAX 130.0
#define SHOWN_MAX 12 /* nodes; of a longer chain parts are left out */
#define TIGHTER 12.0 /* points less of a node and of an arrow */
#define AXES_MAX 8 /* sizes on an arrow */

/* A node and the arrow that leads to it. The input is node 0, step i node
 * i + 1, the output the last. */
typedef struct
{
  int step; /* -1: the input; n_steps: the output; -2: steps left out */
  guint left_out; /* how many, of those */
  const char *name;
  const char *code;
  double w, arrow_w;
  FalkStepState state;
  const FalkValue *flows; /* along the arrow; NULL: not known */
  const char *state_in; /* the state handed in, "h0 1·32·20", or NULL */
  gboolean bad_state; /* the fault is about it */
  gboolean bad_arrow; /* what flows is what the fault is about */
} Node;

typedef struct
{
  FalkScene *scene;
  const FalkSubject *subject;
  const FalkSceneOptions *options;
  guint n;
  Node nodes[SHOWN_MAX + 6];
} Chain;

static guint
flow_runs (const Chain *chain, const Node *node,
           FalkRunOfText runs[2 * AXES_MAX + 2])
{
  const FalkFault *fault = &chain->subject->inference->fault;
  guint n = 0, shown = MIN (node->flows->rank, AXES_MAX);

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

static void
measure (const Chain *chain, Node *node)
{
  FalkRunOfText runs[2 * AXES_MAX + 2];
  double name = falk_type_width (FALK_TYPE_STRONG, node->name);
  double code = falk_type_width (FALK_TYPE_CODE, node->code);

  if (node->state == FALK_STEP_FAULT)
    name += falk_type_width (FALK_TYPE_STRONG, "✕ ");
  node->w = CLAMP (MAX (name, code) + 28, NODE_MIN, NODE_MAX);
  node->arrow_w = ARROW_MIN;
  if (node->flows)
    node->arrow_w = MAX (
        ARROW_MIN, falk_runs_width (runs, flow_runs (chain, node, runs)) + 26);
}

/* "GRU(50, 20)": as PyTorch prints it, without the module's "nn.". */
static const char *
code_of (FalkScene *scene, const FalkStep *step)
{
  g_autofree char *text = falk_step_to_text (step);

  return falk_scene_keep (scene, "%s",
                          g_str_has_prefix (text, "nn.") ? text + 3 : text);
}

/* "h0 1·32·20" of a step that is handed a state, or NULL. */
static const char *
state_of (FalkScene *scene, const FalkStep *step)
{
  guint n;
  const gint64 *dims = falk_step_get_ints (step, FALK_ARG_H0, &n);
  GString *text;
  const char *kept;

  if (!falk_step_has (step, FALK_ARG_H0))
    return NULL;
  text = g_string_new ("h0 ");
  for (guint i = 0; i < MIN (n, AXES_MAX); i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i ? "·" : "", dims[i]);
  kept = falk_scene_keep (scene, "%s%s", text->str, n > AXES_MAX ? "·…" : "");
  g_string_free (text, TRUE);
  return kept;
}

static const char *
input_code (FalkScene *scene, const FalkTensor *input)
{
  if (input->file)
    return falk_scene_keep (scene, "%s", input->file);
  return falk_scene_keep (scene, "%s", falk_dtype_info (input->dtype)->name);
}

static void
add_step (Chain *chain, guint index)
{
  const FalkInference *inference = chain->subject->inference;
  const FalkStep *step = falk_model_step (chain->subject->model, index);
  const FalkStepShapes *shapes = &inference->steps[index];
  Node *node = &chain->nodes[chain->n++];

  *node = (Node){
    .step = (int)index,
    .name = step->name,
    .code = code_of (chain->scene, step),
    .state = shapes->state,
    .flows = shapes->state == FALK_STEP_UNKNOWN ? NULL : &shapes->in,
    .bad_arrow = shapes->state == FALK_STEP_FAULT
                 && inference->fault.part == FALK_PART_INPUT,
  };
  node->state_in = state_of (chain->scene, step);
  node->bad_state =
      shapes->state == FALK_STEP_FAULT && inference->fault.part == FALK_PART_H0;
  measure (chain, node);
}

static void
add_gap (Chain *chain, guint left_out, FalkStepState state)
{
  Node *node = &chain->nodes[chain->n++];

  *node = (Node){ .step = -2, .left_out = left_out, .code = "" };
  node->name = falk_scene_keep (chain->scene, "… %u step%s …", left_out,
                                left_out == 1 ? "" : "s");
  node->state = state;
  measure (chain, node);
}

/* Whether step @index is shown of a chain that is too long: the first two,
 * the last two, and those next to the one that matters. */
static gboolean
is_shown (guint index, guint n, guint focus)
{
  return n <= SHOWN_MAX || index < 2 || index + 2 >= n
         || (index + 2 >= focus && index <= focus + 2);
}

static void
collect (Chain *chain)
{
  const FalkSubject *subject = chain->subject;
  const FalkInference *inference = subject->inference;
  guint n = inference->n_steps, left_out = 0;
  guint focus = !inference->ok              ? inference->fault.step
                : chain->options->step >= 0 ? (guint)chain->options->step
                                            : 0;

  chain->nodes[0] = (Node){
    .step = -1,
    .name = subject->input->name,
    .code = input_code (chain->scene, subject->input),
  };
  measure (chain, &chain->nodes[0]);
  chain->n = 1;
  for (guint i = 0; i < n; i++)
    {
      if (!is_shown (i, n, focus))
        {
          left_out++;
          continue;
        }
      if (left_out)
        add_gap (chain, left_out, inference->steps[i - 1].state);
      left_out = 0;
      add_step (chain, i);
    }
  if (n && inference->steps[n - 1].has_out)
    {
      Node *node = &chain->nodes[chain->n++];

      *node = (Node){ .step = (int)n,
                      .name = "output",
                      .code = "",
                      .state = inference->ok ? FALK_STEP_FITS : FALK_STEP_GHOST,
                      .flows = &inference->steps[n - 1].out };
      measure (chain, node);
    }
}

static void
draw_arrow (const Chain *chain, const Node *node, double x, double y, double w)
{
  FalkRunOfText runs[2 * AXES_MAX + 2];
  gboolean ghost =
      node->state == FALK_STEP_GHOST || node->state == FALK_STEP_UNKNOWN;
  FalkInk ink = node->bad_arrow ? FALK_INK_MISMATCH
                : ghost         ? FALK_INK_GHOST
                                : FALK_INK_LINE;
  FalkMark *line = falk_pen_line (chain->scene, (FalkPoint){ x + 3, y },
                                  (FalkPoint){ x + w - 9, y }, ink,
                                  node->bad_arrow ? 1.8 : 1.4);

  if (ghost)
    line->dash = FALK_DASH_DASHED;
  falk_pen_head (chain->scene, (FalkPoint){ x + w - 3, y }, 1, 0, ink);
  if (node->flows)
    falk_pen_runs (chain->scene, x + (w - 4) / 2, y - 8, FALK_ANCHOR_MIDDLE,
                   runs, flow_runs (chain, node, runs));
}

static void
draw_frame (const Chain *chain, const Node *node, FalkBox box)
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

static void
draw_node (const Chain *chain, const Node *node, double x, double y)
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
  int n_steps = (int)chain->subject->inference->n_steps;

  if (node->step != -2)
    {
      draw_frame (chain, node, (FalkBox){ x, y, node->w, NODE_H });
      falk_pen_name (
          chain->scene,
          node->step == -1 ? "input"
          : node->step == n_steps
              ? "output"
              : falk_scene_keep (chain->scene, "step-%d", node->step),
          "%s %s", node->name, states[node->state]);
    }
  falk_pen_text_in (chain->scene, mid, y + (*node->code ? 22 : 30), room,
                    FALK_ANCHOR_MIDDLE, FALK_TYPE_STRONG,
                    bad     ? FALK_INK_MISMATCH
                    : muted ? FALK_INK_MUTED
                            : FALK_INK_TEXT,
                    name);
  if (node->state_in)
    falk_pen_text_in (chain->scene, mid, y + NODE_H + 15, node->w + 30,
                      FALK_ANCHOR_MIDDLE, FALK_TYPE_CODE_BOLD,
                      node->bad_state ? FALK_INK_MISMATCH : FALK_INK_MUTED,
                      node->state_in);
  if (*node->code)
    falk_pen_text_in (chain->scene, mid, y + 40, room, FALK_ANCHOR_MIDDLE,
                      FALK_TYPE_CODE, FALK_INK_MUTED, node->code);
}

/* How many nodes from @first on fit on one line, and what they take. */
static guint
fill_line (const Chain *chain, guint first, double width, double *taken)
{
  guint n = 0;

  *taken = 0;
  for (guint i = first; i < chain->n; i++)
    {
      double more = chain->nodes[i].w + (i > 0 ? chain->nodes[i].arrow_w : 0);

      if (n > 0 && *taken + more > width)
        break;
      *taken += more;
      n++;
    }
  return n;
}

/* A line must hold the widest node with its arrow; nodes give way first. */
static double
fit_nodes (Chain *chain, double width)
{
  for (guint i = 0; i < chain->n; i++)
    {
      Node *node = &chain->nodes[i];
      double arrow = i > 0 ? node->arrow_w : 0;

      width = MAX (width, arrow + NODE_MIN + 2 * PAD);
    }
  for (guint i = 0; i < chain->n; i++)
    {
      Node *node = &chain->nodes[i];

      node->w = MIN (node->w, width - 2 * PAD - (i > 0 ? node->arrow_w : 0));
    }
  return width;
}

/* Where all nodes find room on one line with less air about them, they get
 * that. */
static void
tighten (Chain *chain, double width)
{
  double loose = 0, tight = 0;

  for (guint i = 0; i < chain->n; i++)
    {
      double arrow = i > 0 ? chain->nodes[i].arrow_w : 0;

      loose += chain->nodes[i].w + arrow;
      tight += chain->nodes[i].w - TIGHTER + MAX (0, arrow - TIGHTER);
    }
  if (loose <= width || tight > width)
    return;
  for (guint i = 0; i < chain->n; i++)
    {
      chain->nodes[i].w -= TIGHTER;
      chain->nodes[i].arrow_w -= TIGHTER;
    }
}

/* Gives the lower edge. */
static double
draw_lines (const Chain *chain, double width)
{
  double y = 24;

  for (guint first = 0; first < chain->n;)
    {
      double taken, x = PAD, slack;
      guint n = fill_line (chain, first, width - 2 * PAD, &taken);

      slack = MAX (0, width - 2 * PAD - taken) / MAX (n - (first == 0), 1);
      for (guint i = first; i < first + n; i++)
        {
          const Node *node = &chain->nodes[i];
          double w =
              MIN (node->arrow_w + slack, MAX (ARROW_MAX, node->arrow_w));

          if (i > 0)
            draw_arrow (chain, node, x, y + NODE_H / 2, w);
          x += i > 0 ? w : 0;
          draw_node (chain, node, x, y);
          x += node->w;
        }
      first += n;
      y += LINE_H;
    }
  return y - LINE_H + NODE_H + 20;
}

FalkScene *
falk_scene_chain (const FalkSubject *subject, const FalkSceneOptions *options)
{
  double scale = options->text_scale > 0 ? options->text_scale : 1;
  double width =
      MAX (options->width > 0 ? options->width / scale : 840, WIDTH_MIN);
  Chain chain = { .scene = falk_scene_begin (width, 0),
                  .subject = subject,
                  .options = options };

  collect (&chain);
  width = chain.scene->width = fit_nodes (&chain, width);
  tighten (&chain, width - 2 * PAD);
  chain.scene->height = draw_lines (&chain, width);
  chain.scene->title =
      g_strdup_printf ("%s, step by step", subject->model->name);
  falk_scene_fit (chain.scene, options);
  return chain.scene;
}
