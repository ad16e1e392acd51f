/* SPDX-License-Identifier: MIT */
/* The chain of steps: nodes from left to right, the shapes that flow between
 * them on the arrows, in several lines where one is too narrow. */
#include "falk-chain.h"

#define WIDTH_MIN 480.0
#define NODE_MIN 92.0
#define NODE_MAX 300.0
#define BETWEEN 36.0 /* from a line of nodes to the next */
#define ARROW_MIN 58.0
#define ARROW_MAX 130.0
#define TIGHTER 12.0 /* points less of a node and of an arrow */

/* Width of the longest word of @code, which is broken at spaces only. */
static double
longest_word (const char *code)
{
  g_auto (GStrv) words = g_strsplit (code, " ", -1);
  double width = 0;

  for (char **word = words; *word; word++)
    width = MAX (width, falk_type_width (FALK_TYPE_CODE, *word));
  return width;
}

/* Width of @code broken into lines no wider than @most. */
static double
broken_width (const char *code, double most)
{
  g_auto (GStrv) lines = falk_font_wrap (falk_type_font (FALK_TYPE_CODE), code,
                                         most, FALK_CHAIN_LINES);
  double width = 0;

  for (char **line = lines; *line; line++)
    width = MAX (width, falk_type_width (FALK_TYPE_CODE, *line));
  return width;
}

static void
measure (const FalkChain *chain, FalkChainNode *node)
{
  FalkRunOfText runs[FALK_CHAIN_RUNS];
  double name = falk_type_width (FALK_TYPE_STRONG, node->name);
  double code = broken_width (node->code, NODE_MAX - 28);
  const char *assumed = falk_chain_assumed (chain, node);
  double arrow = 0;

  if (node->state == FALK_STEP_FAULT)
    name += falk_type_width (FALK_TYPE_STRONG, "✕ ");
  node->least = 0;
  if (node->step >= 0)
    node->least = longest_word (node->code) + 14;
  if (node->state_in)
    node->least =
        MAX (node->least,
             falk_type_width (FALK_TYPE_CODE_BOLD, node->state_in) - 30);
  node->w = CLAMP (MAX (name, code) + 28, NODE_MIN, NODE_MAX);
  node->w = MAX (node->w, node->least);
  if (node->flows)
    arrow =
        falk_runs_width (runs, falk_chain_flow_runs (chain, node, runs)) + 26;
  if (assumed)
    arrow = MAX (arrow, falk_type_width (FALK_TYPE_SMALL, assumed) + 26);
  node->arrow_w = MAX (ARROW_MIN, arrow);
}

/* "GRU(50, 20)": as PyTorch prints it, without the module's "nn.". */
static const char *
code_of (FalkScene *scene, const FalkStep *step)
{
  g_autofree char *text = falk_step_to_text (step);

  return falk_scene_keep (scene, "%s",
                          g_str_has_prefix (text, "nn.") ? text + 3 : text);
}

/* "h0 1·32·20" of a step that is handed a state, or its c0 where that is what
 * does not fit; NULL without. */
static const char *
state_of (FalkScene *scene, const FalkStep *step, gboolean cell)
{
  FalkArg arg =
      cell && falk_step_has (step, FALK_ARG_C0) ? FALK_ARG_C0 : FALK_ARG_H0;
  guint n;
  const gint64 *dims = falk_step_get_ints (step, arg, &n);
  GString *text;
  const char *kept;

  if (!falk_step_has (step, FALK_ARG_H0))
    return NULL;
  text = g_string_new (falk_arg_info (arg)->name);
  g_string_append_c (text, ' ');
  for (guint i = 0; i < MIN (n, FALK_CHAIN_AXES); i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i ? "·" : "", dims[i]);
  kept = falk_scene_keep (scene, "%s%s", text->str,
                          n > FALK_CHAIN_AXES ? "·…" : "");
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
add_step (FalkChain *chain, guint index)
{
  const FalkInference *inference = chain->subject->inference;
  const FalkStep *step = falk_model_step (chain->subject->model, index);
  const FalkStepShapes *shapes = &inference->steps[index];
  FalkChainNode *node = &chain->nodes[chain->n++];
  gboolean cell;

  *node = (FalkChainNode){
    .step = (int)index,
    .name = step->name,
    .code = code_of (chain->scene, step),
    .state = shapes->state,
    .flows = shapes->state == FALK_STEP_UNKNOWN ? NULL : &shapes->in,
    .bad_arrow = shapes->state == FALK_STEP_FAULT
                 && inference->fault.part == FALK_PART_INPUT,
  };
  cell =
      shapes->state == FALK_STEP_FAULT && inference->fault.part == FALK_PART_C0;
  node->state_in = state_of (chain->scene, step, cell);
  node->bad_state = cell
                    || (shapes->state == FALK_STEP_FAULT
                        && inference->fault.part == FALK_PART_H0);
  measure (chain, node);
}

static void
add_gap (FalkChain *chain, guint left_out, FalkStepState state)
{
  FalkChainNode *node = &chain->nodes[chain->n++];

  *node = (FalkChainNode){ .step = -2, .left_out = left_out, .code = "" };
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
  return n <= FALK_CHAIN_SHOWN || index < 2 || index + 2 >= n
         || (index + 2 >= focus && index <= focus + 2);
}

static void
collect (FalkChain *chain)
{
  const FalkSubject *subject = chain->subject;
  const FalkInference *inference = subject->inference;
  guint n = inference->n_steps, left_out = 0;
  guint focus = !inference->ok              ? inference->fault.step
                : chain->options->step >= 0 ? (guint)chain->options->step
                                            : 0;

  chain->nodes[0] = (FalkChainNode){
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
      FalkChainNode *node = &chain->nodes[chain->n++];

      *node = (FalkChainNode){ .step = (int)n,
                               .name = "output",
                               .code = "",
                               .state = inference->ok ? FALK_STEP_FITS
                                                      : FALK_STEP_GHOST,
                               .flows = &inference->steps[n - 1].out };
      measure (chain, node);
    }
}

/* How many nodes from @first on fit on one line, and what they take. */
static guint
fill_line (const FalkChain *chain, guint first, double width, double *taken)
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
fit_nodes (FalkChain *chain, double width)
{
  for (guint i = 0; i < chain->n; i++)
    {
      FalkChainNode *node = &chain->nodes[i];
      double arrow = i > 0 ? node->arrow_w : 0;

      width =
          MAX (width, arrow + MAX (NODE_MIN, node->least) + 2 * FALK_CHAIN_PAD);
    }
  for (guint i = 0; i < chain->n; i++)
    {
      FalkChainNode *node = &chain->nodes[i];

      node->w = MIN (node->w,
                     width - 2 * FALK_CHAIN_PAD - (i > 0 ? node->arrow_w : 0));
    }
  return width;
}

/* Where all nodes find room on one line with less air about them, they get
 * that. */
static void
tighten (FalkChain *chain, double width)
{
  double loose = 0, tight = 0;

  for (guint i = 0; i < chain->n; i++)
    {
      double arrow = i > 0 ? chain->nodes[i].arrow_w : 0;

      loose += chain->nodes[i].w + arrow;
      tight += MAX (chain->nodes[i].w - TIGHTER, chain->nodes[i].least)
               + MAX (0, arrow - TIGHTER);
    }
  if (loose <= width || tight > width)
    return;
  for (guint i = 0; i < chain->n; i++)
    {
      chain->nodes[i].w =
          MAX (chain->nodes[i].w - TIGHTER, chain->nodes[i].least);
      chain->nodes[i].arrow_w -= TIGHTER;
    }
}

/* Every node is as high as the one with the most lines of code. */
static double
node_height (const FalkChain *chain)
{
  guint most = 1;

  for (guint i = 0; i < chain->n; i++)
    {
      g_auto (GStrv) lines = falk_chain_code_lines (&chain->nodes[i]);

      most = MAX (most, g_strv_length (lines));
    }
  return FALK_CHAIN_NODE_H + FALK_CHAIN_LEADING * (most - 1);
}

/* Gives the lower edge. */
static double
draw_lines (const FalkChain *chain, double width)
{
  double y = 24;

  for (guint first = 0; first < chain->n;)
    {
      double taken, x = FALK_CHAIN_PAD, slack;
      guint n = fill_line (chain, first, width - 2 * FALK_CHAIN_PAD, &taken);

      slack = MAX (0, width - 2 * FALK_CHAIN_PAD - taken)
              / MAX (n - (first == 0), 1);
      for (guint i = first; i < first + n; i++)
        {
          const FalkChainNode *node = &chain->nodes[i];
          double w =
              MIN (node->arrow_w + slack, MAX (ARROW_MAX, node->arrow_w));

          if (i > 0)
            falk_chain_draw_arrow (chain, node, x, y + chain->node_h / 2, w);
          x += i > 0 ? w : 0;
          falk_chain_draw_node (chain, node, x, y);
          x += node->w;
        }
      first += n;
      y += chain->node_h + BETWEEN;
    }
  for (guint i = 0; i < chain->n; i++)
    if (chain->nodes[i].state_in)
      return y - BETWEEN + 32;
  return y - BETWEEN + 20;
}

FalkScene *
falk_scene_chain (const FalkSubject *subject, const FalkSceneOptions *options)
{
  double scale = options->text_scale > 0 ? options->text_scale : 1;
  double width =
      MAX (options->width > 0 ? options->width / scale : 840, WIDTH_MIN);
  FalkChain chain = { .scene = falk_scene_begin (width, 0),
                      .subject = subject,
                      .options = options };

  collect (&chain);
  width = chain.scene->width = fit_nodes (&chain, width);
  tighten (&chain, width - 2 * FALK_CHAIN_PAD);
  chain.node_h = node_height (&chain);
  chain.scene->height = draw_lines (&chain, width);
  chain.scene->title =
      g_strdup_printf ("%s, step by step", subject->model->name);
  falk_scene_fit (chain.scene, options);
  return chain.scene;
}
