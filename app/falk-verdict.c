/* SPDX-License-Identifier: MIT */
#include "falk-verdict.h"

#include "falk-product.h"
#include "falk-wording.h"

#include <math.h>
#include <stdio.h>

json_t *
falk_json_shape (const FalkShape *shape)
{
  json_t *list = json_array ();

  for (guint i = 0; i < shape->rank; i++)
    json_array_append_new (list, json_integer (shape->dims[i]));
  return list;
}

json_t *
falk_json_strings (const GPtrArray *strings)
{
  json_t *list = json_array ();

  for (guint i = 0; i < strings->len; i++)
    json_array_append_new (list, json_string (strings->pdata[i]));
  return list;
}

void
falk_json_print (json_t *value)
{
  json_dumpf (value, stdout,
              JSON_COMPACT | JSON_PRESERVE_ORDER | JSON_REAL_PRECISION (6));
  fputc ('\n', stdout);
  json_decref (value);
}

json_t *
falk_verdict_to_json (const FalkModel *model, const FalkInference *inference,
                      FalkTorch torch)
{
  const FalkFault *fault = &inference->fault;
  json_t *verdict = json_object ();
  g_autofree char *message = NULL;

  json_object_set_new (verdict, "ok", json_boolean (inference->ok));
  if (inference->ok)
    {
      FalkShape shape = falk_value_shape (falk_inference_output (inference));

      json_object_set_new (verdict, "output", falk_json_shape (&shape));
      return verdict;
    }
  message = falk_wording_write (fault, model, torch);
  json_object_set_new (
      verdict, "step",
      json_string (falk_model_step (model, fault->step)->name));
  json_object_set_new (verdict, "error",
                       json_string (falk_wording_exception (fault, torch)));
  json_object_set_new (verdict, "message", json_string (message));
  return verdict;
}

void
falk_verdict_append (GString *text, const FalkValue *output)
{
  char digits[32];

  g_string_append (text, "\"ok\":true,\"output\":[");
  for (guint i = 0; i < output->rank; i++)
    {
      g_snprintf (digits, sizeof digits, "%s%" G_GINT64_FORMAT, i ? "," : "",
                  output->axes[i].size);
      g_string_append (text, digits);
    }
  g_string_append_c (text, ']');
}

/* As jansson writes a text: UTF-8 as it is, control characters escaped. */
static void
append_string (GString *text, const char *string)
{
  static const char special[] = "\b\f\n\r\t", letters[] = "bfnrt";

  g_string_append_c (text, '"');
  for (; *string != '\0'; string++)
    {
      const char *at = strchr (special, *string);

      if (*string == '"' || *string == '\\')
        g_string_append_printf (text, "\\%c", *string);
      else if (at)
        g_string_append_printf (text, "\\%c", letters[at - special]);
      else if (*string > 0 && *string < 0x20)
        g_string_append_printf (text, "\\u%04X", (guint)*string);
      else
        g_string_append_c (text, *string);
    }
  g_string_append_c (text, '"');
}

void
falk_verdict_append_fault (GString *text, const FalkModel *model,
                           const FalkFault *fault, FalkTorch torch)
{
  g_autofree char *message = falk_wording_write (fault, model, torch);

  g_string_append (text, "\"ok\":false,\"step\":");
  append_string (text, falk_model_step (model, fault->step)->name);
  g_string_append (text, ",\"error\":");
  append_string (text, falk_wording_exception (fault, torch));
  g_string_append (text, ",\"message\":");
  append_string (text, message);
}

static void
set_text (json_t *object, const char *key, const char *text)
{
  json_object_set_new (object, key, text ? json_string (text) : json_null ());
}

static void
set_origin (json_t *object, const char *key, const FalkOrigin *origin)
{
  g_autofree char *text = falk_origin_to_text (origin);

  set_text (object, key, text);
}

static json_t *
operand_to_json (const FalkOperand *operand)
{
  FalkShape stored = falk_value_shape (&operand->stored);
  FalkShape used = FALK_SHAPE (operand->rows.size, operand->cols.size);
  g_autofree char *rows = falk_axis_to_text (&operand->rows);
  g_autofree char *cols = falk_axis_to_text (&operand->cols);
  json_t *object = json_object ();

  set_text (object, "name", operand->name);
  json_object_set_new (object, "stored", falk_json_shape (&stored));
  json_object_set_new (object, "shape", falk_json_shape (&used));
  set_text (object, "rows", rows);
  set_text (object, "cols", cols);
  return object;
}

static json_t *
operands_to_json (const FalkModel *model, const FalkInference *inference)
{
  const FalkFault *fault = &inference->fault;
  g_autofree FalkProduct *product = g_new (FalkProduct, 1);
  json_t *list = json_array ();

  if (fault->product >= 0
      && falk_step_product (falk_model_step (model, fault->step),
                            &inference->steps[fault->step].in,
                            (guint)fault->product, product))
    {
      json_array_append_new (list, operand_to_json (&product->m1));
      json_array_append_new (list, operand_to_json (&product->m2));
    }
  return list;
}

static const char *const part_names[] = {
  [FALK_PART_INPUT] = "input",   [FALK_PART_H0] = "h0",
  [FALK_PART_C0] = "c0",         [FALK_PART_OTHER] = "other",
  [FALK_PART_TARGET] = "target", [FALK_PART_ARGUMENT] = "argument",
};

static json_t *
fault_to_json (const FalkModel *model, const FalkInference *inference)
{
  const FalkFault *fault = &inference->fault;
  json_t *object = json_object ();

  set_text (object, "code", falk_fault_info (fault->code)->name);
  set_text (object, "part", part_names[fault->part]);
  json_object_set_new (object, "axis",
                       fault->axis < 0 ? json_null ()
                                       : json_integer (fault->axis));
  json_object_set_new (object, "found", json_integer (fault->found));
  json_object_set_new (object, "needed", json_integer (fault->needed));
  set_origin (object, "found_by", &fault->found_by);
  set_origin (object, "needed_by", &fault->needed_by);
  json_object_set_new (object, "shape", falk_json_shape (&fault->found_shape));
  json_object_set_new (object, "operands", operands_to_json (model, inference));
  return object;
}

json_t *
falk_notices_to_json (const FalkModel *model, const GPtrArray *notices)
{
  json_t *list = json_array ();

  for (guint i = 0; i < notices->len; i++)
    {
      const FalkNotice *notice = notices->pdata[i];
      json_t *object = json_object ();

      set_text (object, "notice", falk_notice_name (notice->code));
      set_text (object, "step", falk_model_step (model, notice->step)->name);
      json_object_set_new (object, "axis",
                           notice->axis < 0 ? json_null ()
                                            : json_integer (notice->axis));
      set_text (object, "title", notice->title);
      set_text (object, "why", notice->why);
      set_text (object, "code", notice->fix);
      json_array_append_new (list, object);
    }
  return list;
}

/* What @fix is, into @object; all are null where it is NULL. */
static void
set_fix (json_t *object, const FalkFix *fix)
{
  set_text (object, "fix", fix ? fix->label : NULL);
  set_text (object, "code", fix ? fix->code : NULL);
  json_object_set_new (object, "verified", json_boolean (fix && fix->verified));
  if (!fix)
    return;
  if (fix->caution)
    set_text (object, "caution", fix->caution);
  json_object_set_new (object, "output", falk_json_shape (&fix->output));
  if (fix->next)
    set_text (object, "next", fix->next);
}

static json_t *
alternatives_to_json (const FalkCause *cause)
{
  json_t *list = json_array ();

  for (guint i = 0; i < cause->alternatives->len; i++)
    {
      const FalkFix *fix = cause->alternatives->pdata[i];
      json_t *object = json_object ();

      set_text (object, "change", fix->change);
      set_fix (object, fix);
      json_array_append_new (list, object);
    }
  return list;
}

json_t *
falk_differs_to_json (const FalkExplanation *explanation)
{
  json_t *list = json_array ();

  for (guint i = 0; i < explanation->differs->len; i++)
    {
      const FalkStateRow *row = explanation->differs->pdata[i];
      json_t *object = json_object ();

      set_text (object, "layer", row->layer);
      set_text (object, "what", row->what);
      set_text (object, "checkpoint", row->sides[FALK_STATE_CHECKPOINT]);
      set_text (object, "model", row->sides[FALK_STATE_MODEL]);
      json_object_set_new (object, "agrees", json_boolean (row->agrees));
      json_array_append_new (list, object);
    }
  return list;
}

json_t *
falk_causes_to_json (const FalkExplanation *explanation)
{
  json_t *list = json_array ();

  for (guint i = 0; i < explanation->causes->len; i++)
    {
      const FalkCause *cause = explanation->causes->pdata[i];
      json_t *object = json_object ();

      set_text (object, "cause", falk_cause_name (cause->code));
      json_object_set_new (object, "score",
                           json_real (round (cause->score * 1000) / 1000));
      set_text (object, "title", cause->title);
      set_text (object, "why", cause->why);
      if (cause->change)
        set_text (object, "change", cause->change);
      set_fix (object, cause->fix);
      if (!cause->fix && cause->code_for_change)
        set_text (object, "code", cause->code_for_change);
      if (cause->alternatives->len > 0)
        json_object_set_new (object, "alternatives",
                             alternatives_to_json (cause));
      json_array_append_new (list, object);
    }
  return list;
}

json_t *
falk_agreements_to_json (const FalkExplanation *explanation)
{
  json_t *list = json_array ();

  for (guint i = 0; i < explanation->agreements->len; i++)
    {
      const FalkAgreement *row =
          &g_array_index (explanation->agreements, FalkAgreement, i);
      json_t *object = json_object ();

      set_text (object, "what", row->what);
      json_object_set_new (object, "needed", json_integer (row->needed));
      json_object_set_new (object, "found",
                           row->found < 0 ? json_null ()
                                          : json_integer (row->found));
      json_object_set_new (object, "agrees", json_boolean (row->agrees));
      json_array_append_new (list, object);
    }
  return list;
}

void
falk_verdict_add_explanation (json_t *verdict, const FalkModel *model,
                              const FalkInference *inference,
                              const FalkExplanation *explanation)
{
  json_object_set_new (verdict, "fault", fault_to_json (model, inference));
  if (explanation->agreements->len > 0)
    json_object_set_new (verdict, "state",
                         falk_agreements_to_json (explanation));
  json_object_set_new (verdict, "causes", falk_causes_to_json (explanation));
}
