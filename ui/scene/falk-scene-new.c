/* SPDX-License-Identifier: MIT */
/* Which picture a step gets. */
#include "falk-heat.h"
#include "falk-reading.h"
#include "falk-rule.h"
#include "falk-scheme.h"
#include "falk-slots.h"
#include "falk-stair.h"

#define WIDTH_DEFAULT 840.0

static guint
choose_step (const FalkSubject *subject, const FalkSceneOptions *options)
{
  const FalkInference *inference = subject->inference;

  if (options->step >= 0 && (guint)options->step < inference->n_steps)
    return (guint)options->step;
  if (!inference->ok)
    return inference->fault.step;
  for (guint i = 0; i < inference->n_steps; i++)
    if (falk_step_n_products (falk_model_step (subject->model, i)) > 0)
      return i;
  return 0;
}

/* The product that is shown of step @index, or -1 where the picture is one
 * of axes. */
static int
choose_product (const FalkSubject *subject, const FalkSceneOptions *options,
                guint index)
{
  const FalkInference *inference = subject->inference;
  const FalkStep *step = falk_model_step (subject->model, index);
  guint n;

  if (inference->steps[index].state == FALK_STEP_UNKNOWN
      || (inference->steps[index].state == FALK_STEP_GHOST
          && !inference->steps[index].has_out))
    return -1;
  if (!inference->ok && inference->fault.step == index)
    return inference->fault.part == FALK_PART_INPUT ? inference->fault.product
                                                    : -1;
  n = falk_step_n_products (step);
  if (options->product >= 0 && (guint)options->product < n)
    return options->product;
  if (subject->run && falk_rule (step->op)->recurrent)
    return (int)MIN (2 * (guint64)MAX (options->state, 0) + 1, n - 1);
  return n > 0 ? 0 : -1;
}

const FalkStep *
falk_scene_product (const FalkSubject *subject, const FalkSceneOptions *options,
                    FalkProduct *product)
{
  const FalkStep *step;
  guint index;
  int number;

  if (subject->inference->n_steps == 0)
    return NULL;
  index = choose_step (subject, options);
  step = falk_model_step (subject->model, index);
  number = choose_product (subject, options, index);
  return number >= 0
                 && falk_step_product (step,
                                       &subject->inference->steps[index].in,
                                       (guint)number, product)
             ? step
             : NULL;
}

/* What the value that step @index is given is called. */
static const char *
input_name (const FalkSubject *subject, guint index)
{
  return index == 0 ? subject->input->name
                    : falk_model_step (subject->model, index - 1)->name;
}

/* "h(17)": the state that goes into a step, steps counted from 1. */
static const char *
state_name (FalkScene *scene, const FalkScheme *scheme)
{
  gint64 before = scheme->time + (scheme->product->reverse ? 2 : 0);

  if (scheme->product->reverse && before > scheme->record->T)
    return "h0";
  return falk_scene_keep (scene, "h(%" G_GINT64_FORMAT ")", before);
}

/* What the run recorded of the step, and when. */
static void
set_record (const FalkSubject *subject, const FalkSceneOptions *options,
            guint index, FalkScheme *scheme)
{
  const FalkStep *step = falk_model_step (subject->model, index);
  const FalkRecord *record =
      subject->run ? falk_run_record (subject->run, index) : NULL;

  if (!record || record->T == 0 || record->states == 0)
    return;
  scheme->record = record;
  scheme->state = scheme->product->layer * falk_step_directions (step)
                  + scheme->product->reverse;
  scheme->time =
      options->time < 0 ? record->T - 1 : MIN (options->time, record->T - 1);
}

static FalkScene *
scheme_scene (const FalkSubject *subject, const FalkSceneOptions *options,
              guint index, guint number, double width)
{
  const FalkStep *step = falk_model_step (subject->model, index);
  const FalkStepShapes *shapes = &subject->inference->steps[index];
  FalkScene *scene;
  FalkProduct product;
  FalkScheme scheme = { .product = &product,
                        .step = step->name,
                        .layered = falk_rule (step->op)->layered,
                        .ghost = shapes->state == FALK_STEP_GHOST };

  if (!falk_step_product (step, &shapes->in, number, &product))
    return NULL;
  scene = falk_scene_begin (width, 0);
  set_record (subject, options, index, &scheme);
  scheme.m1_name = product.m1.name;
  if (falk_scheme_shows_gates (&scheme))
    scheme.m1_name = state_name (scene, &scheme);
  else if (product.kind != FALK_PRODUCT_RECURRENT && product.layer == 0)
    {
      scheme.m1_name = input_name (subject, index);
      scheme.assumed = index == 0 ? subject->assumed : 0;
    }
  falk_scheme_set_values (scene, subject, index, &scheme);
  falk_scheme_scene (scene, &scheme, width);
  return scene;
}

static FalkScene *
slots_scene (const FalkSubject *subject, guint index, double width)
{
  FalkScene *scene = falk_scene_begin (width, 0);
  FalkSlots slots;

  if (!subject->inference->ok && subject->inference->fault.step == index)
    falk_slots_from_fault (scene, subject, &slots);
  else
    falk_slots_from_move (scene, subject, index, &slots);
  return falk_slots_scene (scene, &slots, width);
}

/* What multiplies is a scheme, and what doesn't is one of the others. */
static FalkScene *
step_scene (const FalkSubject *subject, const FalkSceneOptions *options,
            guint index, double width)
{
  int product = choose_product (subject, options, index);
  FalkScene *scene = NULL;

  if (falk_stair_is_whole (subject, index))
    return falk_stair_scene (subject, index, width);
  if (product >= 0)
    scene = scheme_scene (subject, options, index, (guint)product, width);
  return scene ? scene : slots_scene (subject, index, width);
}

/* Puts @part below what is there, and its description behind. */
static void
put_below (FalkScene *scene, FalkScene *part)
{
  char *both = g_strdup_printf ("%s %s", scene->description, part->description);
  double y = scene->height;

  g_free (scene->description);
  scene->description = both;
  scene->width = MAX (scene->width, part->width);
  scene->height += part->height;
  falk_scene_append (scene, part, 0, y);
}

/* A model of no steps gives what it is given. */
static FalkScene *
empty_scene (double width)
{
  FalkScene *scene = falk_scene_begin (width, 80);

  falk_pen_text (scene, FALK_SCHEME_PAD, 40, FALK_ANCHOR_START, FALK_TYPE_LABEL,
                 FALK_INK_MUTED, "The model has no steps.");
  return scene;
}

FalkScene *
falk_scene_new (const FalkSubject *subject, const FalkSceneOptions *options)
{
  double scale = options->text_scale > 0 ? options->text_scale : 1;
  double width =
      (options->width > 0 ? options->width : WIDTH_DEFAULT * scale) / scale;
  FalkScene *scene;
  guint index;

  if (subject->inference->n_steps == 0)
    return empty_scene (width);
  index = choose_step (subject, options);
  scene = step_scene (subject, options, index, width);
  if (!options->alone && falk_stair_is_below (subject, index))
    put_below (scene, falk_stair_scene (subject, index, scene->width));
  if (!options->alone && falk_reading_is_open (subject, index))
    put_below (scene, falk_reading_scene (subject, index, scene->width));
  falk_scene_fit (scene, options);
  return scene;
}
