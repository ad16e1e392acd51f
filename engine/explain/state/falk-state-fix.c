/* SPDX-License-Identifier: MIT */
#include "falk-state-fix.h"

#include "falk-fix.h"
#include "falk-rule.h"
#include "falk-supply.h"
#include "falk-trial.h"

/* Parameters, in bytes, of all layers that are run to try them: beyond that it
 * takes longer than anybody waits. */
#define BYTES_MAX ((gint64)64 << 20)

/* Lines of code that are shown. */
#define LINES_MAX 24u

/* A fix on its way. */
typedef struct
{
  const FalkStateStudy *study;
  guint index; /* of the reading */
  GPtrArray *told; /* FalkStateLayer, borrowed: the layers to build */
  FalkModel *edited; /* the model as it is to be, or NULL */
  GHashTable *ran; /* constructor calls that were run */
  gint64 bytes; /* of the parameters of those */
  guint n_shapes; /* shapes that were held against the checkpoint's */
  FalkFix *fix;
} Build;

gboolean
falk_state_layer_is_told (const FalkStateLayer *layer)
{
  const FalkStep *step = falk_state_reading (layer, FALK_STATE_CHECKPOINT, 0);
  const FalkRule *rule;

  if (!step || !falk_state_layer_is_shared (layer)
      || !falk_state_module_differs (layer->module))
    return FALSE;
  rule = falk_rule (step->op);
  for (guint i = 0; i < rule->n_args; i++)
    if (rule->args[i].required && !falk_step_has (step, rule->args[i].arg))
      return FALSE;
  return TRUE;
}

guint
falk_state_n_readings (const FalkStateStudy *study)
{
  guint n = 0;

  for (guint i = 0; i < study->layers->len; i++)
    {
      const FalkStateLayer *layer = g_ptr_array_index (study->layers, i);

      if (falk_state_layer_is_told (layer))
        n = MAX (n, layer->sides[FALK_STATE_CHECKPOINT].readings->len);
    }
  return n;
}

/* An input that the step takes: 5 steps of 2 sequences, or what is like it. */
static FalkTensor *
draw_input (const FalkStep *step)
{
  const FalkRule *rule = falk_rule (step->op);
  FalkShape shape = rule->layered ? FALK_SHAPE (5, 2) : FALK_SHAPE (2);
  FalkDtype dtype = FALK_DTYPE_FLOAT32;
  static const FalkArg widths[] = { FALK_ARG_INPUT_SIZE, FALK_ARG_IN_FEATURES,
                                    FALK_ARG_IN_CHANNELS, FALK_ARG_NUM_FEATURES,
                                    FALK_ARG_KERNEL_SIZE };
  const gint64 *ints;
  guint n;

  if (step->op == FALK_OP_EMBEDDING)
    {
      shape = FALK_SHAPE (5, 2);
      dtype = FALK_DTYPE_INT64;
    }
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    if (falk_rule_arg (step->op, widths[i]))
      shape.dims[shape.rank++] = falk_step_get_int (step, widths[i]);
  ints = falk_step_get_ints (step, FALK_ARG_NORMALIZED_SHAPE, &n);
  for (guint i = 0; i < n && shape.rank < FALK_RANK_MAX; i++)
    shape.dims[shape.rank++] = ints[i];
  return falk_tensor_new ("x", NULL, dtype, &shape, NULL);
}

/* Gives @step parameters that are 0: drawing millions takes longer than
 * running them, and shows no more. */
static void
fill (FalkStep *step)
{
  guint n = falk_step_n_parameters (step);

  g_ptr_array_set_size (step->tensors, 0);
  for (guint i = 0; i < n; i++)
    {
      FalkParameter parameter;
      FalkShape shape;
      gsize bytes;
      g_autoptr (GBytes) data = NULL;
      g_autoptr (FalkTensor) tensor = NULL;

      falk_step_parameter (step, i, &parameter);
      shape = falk_value_shape (&parameter.value);
      bytes = (gsize)falk_value_count (&parameter.value) * sizeof (float);
      if (bytes == 0)
        continue;
      data = g_bytes_new_take (g_malloc0 (bytes), bytes);
      tensor = falk_tensor_new (parameter.name, NULL, FALK_DTYPE_FLOAT32,
                                &shape, data);
      falk_step_set_tensor (step, tensor);
    }
}

/* What @model gives for what it was tried on, which may be a part of
 * @input. */
static FalkShape
output_of (const FalkModel *model, const FalkTensor *input,
           const FalkTried *tried)
{
  g_autoptr (FalkTensor) part =
      falk_tensor_new (input->name, NULL, input->dtype, &tried->input, NULL);
  g_autoptr (FalkInference) inference = falk_infer (model, part);

  return falk_value_shape (falk_inference_output (inference));
}

/* Whether @step alone runs, on an input that is drawn. Each constructor call is
 * run once. */
static gboolean
runs (Build *build, const FalkStep *step)
{
  static const FalkArg handed[] = { FALK_ARG_H0, FALK_ARG_C0, FALK_ARG_TAKE };
  g_autoptr (FalkModel) model = falk_model_new ("layer");
  g_autoptr (FalkTensor) input = draw_input (step);
  g_autoptr (FalkInference) inference = NULL;
  g_autofree char *code = falk_step_to_text (step);
  FalkStep *alone = falk_step_copy (step);
  g_autoptr (FalkTrial) trial = falk_trial_new ();
  FalkFix *fix = build->fix;
  gint64 bytes;
  FalkTried tried;

  falk_model_insert (model, 0, alone);
  if (g_hash_table_contains (build->ran, code))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (handed); i++)
    falk_step_unset (alone, handed[i]);
  if (!falk_supply_cost (alone, &bytes)
      || !falk_size_add (build->bytes, bytes, &build->bytes)
      || build->bytes > BYTES_MAX)
    return FALSE;
  fill (alone);
  inference = falk_infer (model, input);
  if (!inference->ok || !falk_trial_runs (trial, model, input, &tried))
    return FALSE;
  if (g_hash_table_size (build->ran) == 0)
    {
      fix->tried = tried;
      fix->output = output_of (model, input, &tried);
    }
  g_hash_table_add (build->ran, g_steal_pointer (&code));
  return TRUE;
}

/* A line of code: with the layer's name where there are several. */
static void
add_line (char **lines, const FalkStep *step, const FalkStateLayer *layer,
          gboolean several)
{
  g_autofree char *code = falk_step_to_text (step);
  g_autofree char *before = g_steal_pointer (lines);
  gboolean named = several && layer->module->prefix[0];

  *lines = g_strconcat (before ? before : "", before ? "\n" : "", code,
                        named ? "  # " : "", named ? layer->module->prefix : "",
                        NULL);
}

/* What a text leaves open of a layer that it says to build. */
static const char *
open_question (const FalkStateLayer *layer, const FalkStateDiff *diff)
{
  const FalkStateSaid *said = &layer->sides[FALK_STATE_CHECKPOINT].said;
  const FalkStateSaid *other = &layer->sides[FALK_STATE_MODEL].said;

  if (diff->whole || !layer->module->recurrent)
    return NULL;
  if (said->rows != other->rows && said->bias < 0 && !diff->cut)
    return "The text names no bias: if it was copied whole, the layer has "
           "bias=False. Other arguments that it doesn't tell stay as they are.";
  if (!said->cell && said->layers < 0)
    return "Arguments that the text doesn't tell, such as num_layers and "
           "bidirectional, stay as they are.";
  if (!said->cell && said->reverse < 0)
    return "Arguments that the text doesn't tell, such as bidirectional, stay "
           "as they are.";
  return said->bias < 0 ? "Whether it has a bias isn't told: that stays as it "
                          "is."
                        : NULL;
}

/* The layer as it is to be built. */
static const FalkStep *
built_step (const Build *build, const FalkStateLayer *layer)
{
  const FalkStep *own = layer->module->step;
  int index =
      build->edited && own ? falk_model_find (build->edited, own->name) : -1;

  return index >= 0
             ? falk_model_step (build->edited, (guint)index)
             : falk_state_reading (layer, FALK_STATE_CHECKPOINT, build->index);
}

static void
add_code (Build *build, const FalkStateLayer *layer)
{
  const FalkStep *before =
      falk_state_reading (layer, FALK_STATE_MODEL, build->index);
  const char *question = open_question (layer, build->study->left);
  gboolean several = build->told->len > 1;

  add_line (&build->fix->code, built_step (build, layer), layer, several);
  if (before
      && (layer->module->step || !layer->module->recurrent
          || falk_step_has (before, FALK_ARG_INPUT_SIZE)))
    add_line (&build->fix->code_before, before, layer, several);
  if (question && !build->fix->caution)
    build->fix->caution = g_strdup (question);
}

/* The code of every layer, up to LINES_MAX. */
static void
add_all_code (Build *build)
{
  guint n = build->told->len;
  g_autofree char *code = NULL;

  for (guint i = 0; i < MIN (n, LINES_MAX); i++)
    add_code (build, g_ptr_array_index (build->told, i));
  if (n <= LINES_MAX)
    return;
  code = g_steal_pointer (&build->fix->code);
  build->fix->code =
      g_strdup_printf ("%s\n# and %u layers more", code, n - LINES_MAX);
}

/* Whether each layer has exactly the shapes that are known of the checkpoint,
 * and runs. */
static gboolean
holds (Build *build)
{
  for (guint i = 0; i < build->told->len; i++)
    {
      const FalkStateLayer *layer = g_ptr_array_index (build->told, i);
      const FalkStep *step = built_step (build, layer);

      if (!falk_state_step_fits (step, layer->module, FALK_STATE_CHECKPOINT,
                                 build->study->left->whole)
          || !runs (build, step))
        return FALSE;
      for (guint k = 0; k < layer->module->entries->len; k++)
        {
          const FalkStateEntry *entry =
              g_ptr_array_index (layer->module->entries, k);

          build->n_shapes += entry->known && entry->has[FALK_STATE_CHECKPOINT];
        }
    }
  return TRUE;
}

/* "the shapes of 2 parameters are the checkpoint's; [5, 2, 512] gives …". */
static char *
say_seen (const Build *build)
{
  const FalkFix *fix = build->fix;
  g_autofree char *tried =
      falk_shape_to_text (&fix->tried.input, FALK_SHAPE_LIST);
  g_autofree char *output = falk_shape_to_text (&fix->output, FALK_SHAPE_LIST);
  gboolean one = build->told->len == 1, shape = build->n_shapes == 1;

  return g_strdup_printf (
      "the shape%s of %u parameter%s %s the checkpoint's; %s%s gives %s",
      shape ? "" : "s", build->n_shapes, shape ? "" : "s", shape ? "is" : "are",
      one ? "" : "of the first, ", tried, output);
}

static void
edit_model (Build *build)
{
  const FalkModel *model = build->study->model;

  for (guint i = 0; i < build->told->len; i++)
    {
      const FalkStateLayer *layer = g_ptr_array_index (build->told, i);

      if (layer->module->step)
        falk_state_add_edits (
            build->fix->edits, model, layer->module->step,
            falk_state_reading (layer, FALK_STATE_CHECKPOINT, build->index));
    }
  build->edited = falk_edits_apply (model, build->fix->edits);
}

FalkFix *
falk_state_fix (const FalkStateStudy *study, guint index, char **unproven)
{
  g_autoptr (GPtrArray) told = g_ptr_array_new ();
  g_autoptr (GHashTable) ran =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Build build = { .study = study, .index = index, .told = told, .ran = ran };

  *unproven = NULL;
  for (guint i = 0; i < study->layers->len; i++)
    if (falk_state_layer_is_told (g_ptr_array_index (study->layers, i)))
      g_ptr_array_add (told, g_ptr_array_index (study->layers, i));
  if (told->len == 0)
    return NULL;
  build.fix = g_new0 (FalkFix, 1);
  build.fix->edits = falk_edits_new ();
  if (study->model)
    edit_model (&build);
  add_all_code (&build);
  build.fix->verified = holds (&build);
  if (build.fix->verified)
    build.fix->seen = say_seen (&build);
  g_clear_pointer (&build.edited, falk_model_free);
  if (build.fix->verified)
    return build.fix;
  *unproven = g_steal_pointer (&build.fix->code);
  falk_fix_free (build.fix);
  return NULL;
}
