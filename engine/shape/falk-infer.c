/* SPDX-License-Identifier: MIT */
#include "falk-infer.h"

#include "falk-rule.h"

/* An argument that came with a later version can't be given. */
static gboolean
arguments_are_known (const FalkStep *step, FalkTorch torch, FalkFault *fault)
{
  const FalkRule *rule = falk_rule (step->op);

  for (guint i = 0; i < rule->n_args; i++)
    if (rule->args[i].since > torch && falk_step_has (step, rule->args[i].arg))
      {
        fault->code = FALK_FAULT_ARGUMENT_LATER;
        fault->part = FALK_PART_ARGUMENT;
        fault->found = rule->args[i].arg;
        fault->found_by = falk_origin_argument (
            step->name, falk_arg_info (rule->args[i].arg)->name);
        return FALSE;
      }
  return TRUE;
}

/* Sizes beyond the ranks stay as they are: this is done for every check. */
static void
clear_fault (FalkFault *fault, FalkFaultCode code, guint step)
{
  fault->code = code;
  fault->step = step;
  fault->part = FALK_PART_INPUT;
  fault->axis = fault->product = -1;
  fault->found = fault->needed = fault->extra = 0;
  fault->found_by = fault->needed_by = falk_origin_none ();
  fault->found_shape.rank = 0;
  fault->needed_shape.rank = 0;
  fault->other_shape.rank = 0;
  fault->found_dtype = fault->needed_dtype = FALK_DTYPE_FLOAT32;
  fault->kernel = NULL;
}

gboolean
falk_infer_step (const FalkStep *step, FalkTorch torch, guint index,
                 const FalkValue *in, FalkValue *out, FalkFault *fault)
{
  const FalkRule *rule = falk_rule (step->op);
  FalkShape shape;
  gint64 count;

  clear_fault (fault, FALK_FAULT_ARGUMENT_LATER, index);
  if (!arguments_are_known (step, torch, fault))
    return FALSE;
  for (guint i = 0; i < rule->n_checks; i++)
    {
      if (torch < rule->checks[i].since || torch >= rule->checks[i].until)
        continue;
      clear_fault (fault, rule->checks[i].code, index);
      if (!rule->checks[i].holds (step, in, fault))
        return FALSE;
    }
  rule->give (step, in, out);
  shape = falk_value_shape (out);
  clear_fault (fault, FALK_FAULT_TOO_LARGE, index);
  fault->found_shape = shape;
  return falk_shape_count (&shape, &count);
}

/* What a step with @fault would have given; FALSE where that isn't known, or
 * is too large for any tensor. */
static gboolean
give_ghost (const FalkStep *step, const FalkValue *in, const FalkFault *fault,
            FalkValue *out)
{
  FalkShape shape;
  gint64 count;

  if (!falk_fault_info (fault->code)->ghost)
    return FALSE;
  falk_rule (step->op)->give (step, in, out);
  shape = falk_value_shape (out);
  return falk_shape_count (&shape, &count);
}

/* Infers every step on inference->input. */
static void
infer_steps (const FalkModel *model, FalkInference *inference)
{
  const FalkValue *in = &inference->input;
  FalkFault later;

  inference->ok = TRUE;
  for (guint i = 0; i < inference->n_steps; i++)
    {
      FalkStepShapes *shapes = &inference->steps[i];
      const FalkStep *step = falk_model_step (model, i);
      FalkFault *fault = inference->ok ? &inference->fault : &later;

      if (!in)
        {
          shapes->state = FALK_STEP_UNKNOWN;
          shapes->has_out = FALSE;
          continue;
        }
      falk_value_copy (in, &shapes->in);
      shapes->state = inference->ok ? FALK_STEP_FITS : FALK_STEP_GHOST;
      shapes->has_out =
          falk_infer_step (step, model->torch, i, in, &shapes->out, fault);
      if (!shapes->has_out && inference->ok)
        {
          inference->ok = FALSE;
          shapes->state = FALK_STEP_FAULT;
          shapes->has_out = give_ghost (step, in, fault, &shapes->out);
        }
      in = shapes->has_out ? &shapes->out : NULL;
    }
}

/* Whether @step names the axes that it is given. */
static gboolean
names_axes (const FalkStep *step)
{
  return falk_rule (step->op)->recurrent || step->op == FALK_OP_PACK;
}

/* The roles that a recurrent step, or one that packs for it, gives the axes of
 * its input. */
static void
recurrent_roles (const FalkStep *step, const FalkValue *in,
                 FalkRole roles[FALK_RANK_MAX])
{
  gboolean packs = step->op == FALK_OP_PACK;
  gboolean layered = packs || falk_rule (step->op)->layered;
  gboolean batch_first = falk_step_get_bool (step, FALK_ARG_BATCH_FIRST);

  if (in->rank == 0)
    return;
  roles[in->rank - 1] = FALK_ROLE_FEATURES;
  if ((layered && in->rank == 3) || (packs && in->rank >= 2))
    {
      roles[batch_first ? 0 : 1] = FALK_ROLE_BATCH;
      roles[batch_first ? 1 : 0] = FALK_ROLE_TIME;
    }
  else if (in->rank == 2)
    roles[0] = layered ? FALK_ROLE_TIME : FALK_ROLE_BATCH;
}

/* Roles where no recurrent step names them: sequences in a batch. */
static void
plain_roles (const FalkValue *in, FalkRole roles[FALK_RANK_MAX])
{
  if (in->rank == 0)
    return;
  if (in->rank > 1)
    roles[0] = FALK_ROLE_BATCH;
  if (in->rank == 3)
    roles[1] = FALK_ROLE_TIME;
  roles[in->rank - 1] = FALK_ROLE_FEATURES;
}

/* Names the input's axes: what reaches the first recurrent step still knows
 * which axis of the input each of its own is, since axes carry their origin
 * through steps that only move them. */
static void
name_input (const FalkModel *model, FalkInference *inference)
{
  FalkRole roles[FALK_RANK_MAX] = { FALK_ROLE_NONE };
  FalkValue *input = &inference->input;

  for (guint i = 0; i < inference->n_steps; i++)
    {
      const FalkStep *step = falk_model_step (model, i);
      const FalkStepShapes *shapes = &inference->steps[i];

      if (!names_axes (step))
        continue;
      if (shapes->state == FALK_STEP_UNKNOWN)
        break;
      recurrent_roles (step, &shapes->in, roles);
      for (guint k = 0; k < shapes->in.rank; k++)
        {
          const FalkAxis *axis = &shapes->in.axes[k];
          int from = axis->factors[0].origin.axis;

          if (axis->n_factors == 1 && from >= 0 && (guint)from < input->rank
              && axis->factors[0].origin.kind == FALK_ORIGIN_TENSOR)
            input->axes[from].factors[0].role = roles[k];
        }
      if (falk_axis_role (&input->axes[input->rank ? input->rank - 1 : 0])
              == FALK_ROLE_NONE
          && input->rank)
        input->axes[input->rank - 1].factors[0].role = FALK_ROLE_FEATURES;
      return;
    }
  plain_roles (input, roles);
  for (guint k = 0; k < input->rank; k++)
    input->axes[k].factors[0].role = roles[k];
}

FalkInference *
falk_infer (const FalkModel *model, const FalkTensor *input)
{
  FalkInference *inference = g_new0 (FalkInference, 1);

  inference->n_steps = model->steps->len;
  inference->steps = g_new (FalkStepShapes, inference->n_steps);
  falk_value_from_shape (&inference->input, input->name, input->dtype,
                         &input->shape);
  infer_steps (model, inference);
  name_input (model, inference);
  infer_steps (model, inference);
  return inference;
}

gboolean
falk_infer_verdict (const FalkModel *model, const FalkTensor *input,
                    FalkValue *output, FalkFault *fault)
{
  FalkValue between[2];
  const FalkValue *in = &between[1];

  falk_value_from_shape (&between[1], input->name, input->dtype, &input->shape);
  for (guint i = 0; i < model->steps->len; i++)
    {
      FalkValue *out = &between[i % 2];

      if (!falk_infer_step (falk_model_step (model, i), model->torch, i, in,
                            out, fault))
        return FALSE;
      in = out;
    }
  falk_value_copy (in, output);
  return TRUE;
}

void
falk_inference_free (FalkInference *inference)
{
  if (!inference)
    return;
  g_free (inference->steps);
  g_free (inference);
}

const FalkValue *
falk_inference_output (const FalkInference *inference)
{
  if (inference->n_steps == 0)
    return &inference->input;
  if (!inference->steps[inference->n_steps - 1].has_out)
    return NULL;
  return &inference->steps[inference->n_steps - 1].out;
}
