/* SPDX-License-Identifier: MIT */
/* Pictures of pasted error texts: no text lies on another in any width, with
 * a model or in words alone, and the ways in which rows factor are there. */
#include "scene-check.h"

#include <string.h>

static const char *const texts[] = {
  "RuntimeError: size mismatch, m1: [1600 x 3], m2: [50 x 20]",
  "RuntimeError: size mismatch, m1: [2 x 3], m2: [50 x 20]",
  "size mismatch, m1: [999999999999 x 3], m2: [33333333 x 20]",
  "mat1 and mat2 shapes cannot be multiplied (4096x256 and 1915x512)",
  "Expected hidden[0] size (2, 4, 256), got (2, 64, 256)",
  "input.size(-1) must be equal to input_size. Expected 100, got 50",
  "input must have 3 dimensions, got 2",
  "stack expects each tensor to be equal size, but got [7] at entry 0 and [6] "
  "at entry 1",
  "Error(s) in loading state_dict for Model:\n\tsize mismatch for "
  "a.very.long.name.of.a.module.that.holds.an.lstm.weight_ih_l0: copying a "
  "param with shape torch.Size([512, 5]) from checkpoint, the shape in "
  "current model is torch.Size([512, 16]).",
};

/* A text, read and explained, as the subject of a picture. */
typedef struct
{
  FalkReport *report;
  FalkInference *inference; /* or NULL */
  FalkExplanation *explanation;
  FalkSubject subject;
} Case;

static void
case_init (Case *c, const char *text)
{
  c->report = falk_report_read (text, NULL, NULL);
  g_assert_nonnull (c->report);
  c->inference =
      c->report->model ? falk_infer (c->report->model, c->report->input) : NULL;
  c->explanation =
      c->inference ? falk_explain (c->report->model, c->report->input,
                                   c->inference, c->report, c->report->torch)
                   : falk_explain_report (c->report);
  c->subject = (FalkSubject){ .model = c->report->model,
                              .input = c->report->input,
                              .inference = c->inference,
                              .explanation = c->explanation,
                              .notes = c->report->notes };
}

static void
case_clear (Case *c)
{
  falk_explanation_free (c->explanation);
  g_clear_pointer (&c->inference, falk_inference_free);
  falk_report_free (c->report);
}

static void
test_collide (void)
{
  static const double widths[] = { 0, 500, 640, 900, 1240, 2400 };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      Case c;

      case_init (&c, texts[i]);
      for (guint w = 0; w < 2 * G_N_ELEMENTS (widths); w++)
        {
          FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;
          g_autoptr (FalkScene) scene = NULL;
          g_autofree char *wrong = NULL;

          options.width = widths[w / 2];
          options.text_scale = w % 2 ? 1.5 : 1;
          scene = falk_scene_document (&c.subject, &options);
          wrong = scene_check (scene);
          g_test_message ("%s, width %g, scale %g: %s", texts[i], options.width,
                          options.text_scale, wrong ? wrong : "good");
          g_assert_null (wrong);
        }
      case_clear (&c);
    }
}

static gboolean
says (const FalkScene *scene, const char *words)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const FalkMark *mark = falk_scene_mark (scene, i);

      if (mark->kind == FALK_MARK_TEXT && g_str_equal (mark->text, words))
        return TRUE;
    }
  return FALSE;
}

/* Four ways, each with both factors; none where the input is stated. */
static void
test_brackets (void)
{
  static const FalkShape stated = FALK_SHAPE (32, 50, 3);
  static const char *const numbers[] = { "32",  "50", "25",  "64",
                                         "100", "16", "200", "8" };
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;
  Case c;

  case_init (&c, texts[0]);
  g_autoptr (FalkScene) open = falk_scene_new (&c.subject, &options);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_assert_true (says (open, numbers[i]));
  g_assert_true (says (open, "1600 rows"));

  g_autoptr (FalkReport) again = falk_report_with_input (c.report, &stated);
  g_autoptr (FalkInference) inference = falk_infer (again->model, again->input);
  g_autoptr (FalkExplanation) explanation =
      falk_explain (again->model, again->input, inference, again, again->torch);
  FalkSubject subject = { .model = again->model,
                          .input = again->input,
                          .inference = inference,
                          .explanation = explanation };
  g_autoptr (FalkScene) closed = falk_scene_new (&subject, &options);
  g_assert_false (says (closed, "25"));
  case_clear (&c);
}

/* Every number of the explanation stands in the picture, and says where it
 * comes from when it is pointed at. */
static void
test_hover (void)
{
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;

  for (guint i = 0; i < 6; i++)
    {
      Case c;
      g_autoptr (FalkScene) scene = NULL;

      case_init (&c, texts[i]);
      scene = falk_scene_new (&c.subject, &options);
      for (guint n = 0; n < c.explanation->numbers->len; n++)
        {
          const FalkNumber *number =
              g_ptr_array_index (c.explanation->numbers, n);
          g_autofree char *digits =
              g_strdup_printf ("%" G_GINT64_FORMAT, number->number);
          gboolean found = FALSE;

          for (guint k = 0; k < scene->marks->len; k++)
            {
              const FalkMark *mark = falk_scene_mark (scene, k);

              found |= mark->tooltip && strstr (mark->tooltip, digits)
                       && strlen (mark->tooltip) > strlen (digits) + 1;
            }
          g_test_message ("%s: %s", texts[i], digits);
          g_assert_true (found);
        }
      case_clear (&c);
    }
}

/* The table of a checkpoint, with its two sides, is in the picture. */
static void
test_differs (void)
{
  static const char *const marks[] = { "WHAT DIFFERS", "lstm", "input_size",
                                       "40", "16" };
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;
  g_autoptr (FalkScene) scene = NULL;
  Case c;

  case_init (&c, "Error(s) in loading state_dict for Model:\n\tsize mismatch "
                 "for lstm.weight_ih_l0: copying a param with shape "
                 "torch.Size([512, 40]) from checkpoint, the shape in current "
                 "model is torch.Size([512, 16]).");
  scene = falk_scene_document (&c.subject, &options);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    g_assert_true (says (scene, marks[i]));
  case_clear (&c);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/report/texts-do-not-collide", test_collide);
  g_test_add_func ("/scene/report/brackets-while-open", test_brackets);
  g_test_add_func ("/scene/report/tables-what-differs", test_differs);
  g_test_add_func ("/scene/report/numbers-say-where-from", test_hover);
  return g_test_run ();
}
