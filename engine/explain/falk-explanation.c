/* SPDX-License-Identifier: MIT */
#include "falk-explanation.h"

#include "falk-cause.h"
#include "falk-explain-private.h"
#include "falk-fix.h"
#include "falk-report-private.h"
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
  return report->model && report->op == step->op && report->code == fault->code
         && falk_report_is_of (report, fault);
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
    {
      c->report = report;
      c->context = report->context;
    }
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

/* Whether the text's own sentence is what there is to show: of another program,
 * or as no version in the table writes it. */
static gboolean
own_sentence (const FalkReport *report, FalkTorch torch)
{
  return report
         && (falk_wording_is_foreign (report->wording)
             || (!report->worded && torch == report->torch));
}

/* What PyTorch prints; or what stands in the text. */
static void
set_message (FalkExplanation *explanation, const FalkCase *c, FalkTorch torch)
{
  if (own_sentence (c->report, torch))
    {
      explanation->message = g_strdup (c->report->sentence);
      explanation->exception = g_strdup (c->report->exception);
      explanation->versions = g_strdup ("as the text has it");
      return;
    }
  explanation->message = falk_wording_write (c->fault, c->model, torch);
  explanation->exception = g_strdup (falk_wording_exception (c->fault, torch));
  explanation->versions = versions_of (c, torch);
}

FalkExplanation *
falk_explanation_new (void)
{
  FalkExplanation *explanation = g_new0 (FalkExplanation, 1);

  explanation->facts = g_ptr_array_new_with_free_func (g_free);
  explanation->causes = falk_causes_new ();
  explanation->numbers =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_number_free);
  explanation->agreements = g_array_new (FALSE, FALSE, sizeof (FalkAgreement));
  explanation->differs =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_state_row_free);
  return explanation;
}

char *
falk_explain_take_text (GString *text)
{
  if (text->len > 0)
    return g_string_free (text, FALSE);
  g_string_free (text, TRUE);
  return NULL;
}

FalkExplanation *
falk_explain (const FalkModel *model, const FalkTensor *input,
              const FalkInference *inference, const FalkReport *report,
              FalkTorch torch)
{
  g_autoptr (FalkTrial) trial = falk_trial_new ();
  FalkExplanation *explanation;
  FalkCase c;

  g_return_val_if_fail (!inference->ok, NULL);
  g_return_val_if_fail (torch < FALK_TORCH_COUNT, NULL);

  case_init (&c, model, input, inference, report);
  c.trial = trial;
  explanation = falk_explanation_new ();
  explanation->headline = falk_explain_headline (&c);
  explanation->what = falk_explain_what (&c);
  set_message (explanation, &c, torch);
  falk_explain_add_facts (&c, explanation->facts);
  falk_explain_add_numbers (&c, explanation->numbers);
  g_ptr_array_unref (explanation->causes);
  explanation->causes = falk_causes_find (&c, torch);
  g_array_unref (explanation->agreements);
  explanation->agreements = falk_agreements (c.step, c.fault);
  explanation->factorings = falk_explain_factorings (&c);
  explanation->question = falk_explain_question (&c, explanation->causes);
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
  g_clear_pointer (&explanation->agreements, g_array_unref);
  g_clear_pointer (&explanation->factorings, g_array_unref);
  g_free (explanation->question);
  g_ptr_array_unref (explanation->facts);
  g_ptr_array_unref (explanation->causes);
  g_ptr_array_unref (explanation->numbers);
  g_ptr_array_unref (explanation->differs);
  g_free (explanation);
}

guint
falk_explanation_first_alternative (const FalkExplanation *explanation,
                                    guint index)
{
  guint number = explanation->causes->len;

  for (guint i = 0; i < MIN (index, explanation->causes->len); i++)
    {
      const FalkCause *cause = g_ptr_array_index (explanation->causes, i);

      number += cause->alternatives->len;
    }
  return number;
}

const FalkFix *
falk_explanation_fix (const FalkExplanation *explanation, guint number)
{
  for (guint i = 0; i < explanation->causes->len; i++)
    {
      const FalkCause *cause = g_ptr_array_index (explanation->causes, i);
      guint first = falk_explanation_first_alternative (explanation, i);

      if (number == i)
        return cause->fix;
      if (number >= first && number - first < cause->alternatives->len)
        return g_ptr_array_index (cause->alternatives, number - first);
    }
  return NULL;
}

char *
falk_fix_to_text (const FalkFix *fix)
{
  g_autofree char *output = falk_shape_to_text (&fix->output, FALK_SHAPE_LIST);
  g_autofree char *tried =
      falk_shape_to_text (&fix->tried.input, FALK_SHAPE_LIST);
  GString *text = g_string_new (NULL);

  if (fix->seen)
    g_string_append (text, fix->seen);
  else
    g_string_append_printf (text, "output %s", output);
  if (fix->cut)
    g_string_append_printf (text, ", tried on its first %s", tried);
  if (fix->tried.layers > 0)
    g_string_append_printf (text, "%s %" G_GINT64_FORMAT " %s",
                            fix->cut ? " and" : ", tried on its first",
                            fix->tried.layers,
                            fix->tried.layers == 1 ? "layer" : "layers");
  return g_string_free (text, FALSE);
}
