/* SPDX-License-Identifier: MIT */
#include "falk-explanation.h"

#include "falk-cause.h"
#include "falk-explain-private.h"
#include "falk-rule.h"
#include "falk-wording.h"

void
falk_number_free (FalkNumber *number)
{
  g_free (number->text);
  g_free (number);
}

/* The last recurrent step before @index whose width still stands on the last
 * axis: only steps that move or drop other axes lie between. */
static const FalkStep *
find_maker (const FalkModel *model, guint index, guint *maker_index)
{
  while (index > 0)
    {
      const FalkStep *step = falk_model_step (model, --index);

      if (falk_rule (step->op)->gates > 1)
        {
          *maker_index = index;
          return step;
        }
      if (step->op == FALK_OP_LINEAR || step->op == FALK_OP_VIEW
          || step->op == FALK_OP_RESHAPE || step->op == FALK_OP_FLATTEN)
        return NULL;
    }
  return NULL;
}

/* A name that can stand in code: the input's, where it is one. */
static const char *
code_name (const char *name)
{
  if (!g_ascii_isalpha (name[0]) && name[0] != '_')
    return "x";
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '_')
      return "x";
  return name;
}

/* Whether @report still is about the fault: a model that was edited since, or
 * given another input, may have another one. */
static gboolean
is_about (const FalkReport *report, const FalkFault *fault,
          const FalkStep *step)
{
  if (report->op != step->op)
    return FALSE;
  if (report->wording == FALK_WORDING_HIDDEN_SIZE)
    return fault->part == FALK_PART_H0;
  return fault->needed == report->numbers[0]
         && fault->found == report->numbers[1];
}

static void
case_init (FalkCase *c, const FalkModel *model, const FalkTensor *input,
           const FalkInference *inference, const FalkReport *report)
{
  guint index = inference->fault.step;

  *c = (FalkCase){ .model = model,
                   .input = input,
                   .inference = inference,
                   .fault = &inference->fault,
                   .index = index,
                   .step = falk_model_step (model, index),
                   .in = &inference->steps[index].in };
  if (index > 0)
    c->before = falk_model_step (model, index - 1);
  c->maker = find_maker (model, index, &c->maker_index);
  c->tensor = index == 0 ? code_name (input->name) : c->maker ? "out" : "x";
  c->what = index == 0 ? g_strdup (input->name)
                       : g_strdup_printf ("what %s gives", c->before->name);
  if (report && is_about (report, c->fault, c->step))
    c->report = report;
  if (c->report && index == 0
      && falk_shape_equal (&report->input->shape, &input->shape))
    c->assumed = report->assumed;
}

/* Where the message is a text's own, those that the text may be from; else
 * those that say it. */
static char *
versions_of (const FalkCase *c, FalkTorch torch)
{
  return c->report && torch == c->report->torch
             ? falk_torch_span (c->report->first, c->report->last)
             : falk_wording_versions (c->fault->code, torch);
}

FalkExplanation *
falk_explain (const FalkModel *model, const FalkTensor *input,
              const FalkInference *inference, const FalkReport *report,
              FalkTorch torch)
{
  FalkExplanation *explanation;
  FalkCase c;

  g_return_val_if_fail (!inference->ok, NULL);
  g_return_val_if_fail (torch < FALK_TORCH_COUNT, NULL);

  case_init (&c, model, input, inference, report);
  explanation = g_new0 (FalkExplanation, 1);
  explanation->headline = falk_explain_headline (&c);
  explanation->what = falk_explain_what (&c);
  explanation->message = falk_wording_write (c.fault, model, torch);
  explanation->exception = g_strdup (falk_wording_exception (c.fault, torch));
  explanation->versions = versions_of (&c, torch);
  explanation->facts = g_ptr_array_new_with_free_func (g_free);
  falk_explain_add_facts (&c, explanation->facts);
  explanation->numbers =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_number_free);
  falk_explain_add_numbers (&c, explanation->numbers);
  explanation->causes = falk_causes_find (&c, torch);
  g_free (c.what);
  return explanation;
}

void
falk_explanation_free (FalkExplanation *explanation)
{
  if (!explanation)
    return;
  g_free (explanation->headline);
  g_free (explanation->what);
  g_free (explanation->message);
  g_free (explanation->exception);
  g_free (explanation->versions);
  g_ptr_array_unref (explanation->facts);
  g_ptr_array_unref (explanation->causes);
  g_ptr_array_unref (explanation->numbers);
  g_free (explanation);
}

char *
falk_fix_to_text (const FalkFix *fix)
{
  g_autofree char *output = falk_shape_to_text (&fix->output, FALK_SHAPE_LIST);
  g_autofree char *tried = falk_shape_to_text (&fix->tried, FALK_SHAPE_LIST);

  return fix->cut ? g_strdup_printf ("output %s, tried on its first %s", output,
                                     tried)
                  : g_strdup_printf ("output %s", output);
}
