/* SPDX-License-Identifier: MIT */
/* Which picture a step gets. */
#include "falk-scheme.h"

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

FalkScene *
falk_scene_new (const FalkSubject *subject, const FalkSceneOptions *options)
{
  guint index = choose_step (subject, options);
  const FalkStep *step = falk_model_step (subject->model, index);
  FalkProduct product;
  FalkScheme scheme = { .product = &product, .step = step->name };

  if (!falk_step_product (step, &subject->inference->steps[index].in, 0,
                          &product))
    return falk_scene_begin (WIDTH_DEFAULT, 100);
  scheme.m1_name = index == 0 ? subject->input->name : product.m1.name;
  scheme.layered = step->op == FALK_OP_GRU;
  return falk_scheme_scene (&scheme, options->width > 0 ? options->width
                                                        : WIDTH_DEFAULT);
}
