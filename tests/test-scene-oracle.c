/* SPDX-License-Identifier: MIT */
/* Every model of the oracle has a picture in which nothing collides: each of
 * its steps, its chain, and the whole document. */
#include "falk-model-json.h"
#include "scene-check.h"

static void
check (const char *what, guint line, FalkScene *made)
{
  g_autoptr (FalkScene) scene = made;
  g_autofree char *wrong = scene_check (scene);

  if (!wrong)
    return;
  g_test_message ("line %u, %s: %s", line, what, wrong);
  g_test_fail ();
}

static void
check_all (guint line, const FalkSubject *subject)
{
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;

  check ("chain", line, falk_scene_chain (subject, &options));
  check ("document", line, falk_scene_document (subject, &options));
  for (guint i = 0; i < subject->inference->n_steps; i++)
    {
      options.step = (int)i;
      check ("step", line, falk_scene_new (subject, &options));
    }
}

/* Every which line is run, and every which is explained: both take longer
 * than drawing does. */
#define RUN_EVERY 10
#define EXPLAIN_EVERY 10

static void
draw_line (guint line, const FalkModel *model, const FalkTensor *input)
{
  FalkRunOptions how = { .threads = 1, .record = TRUE };
  g_autoptr (FalkInference) inference = falk_infer (model, input);
  g_autoptr (FalkExplanation) explanation = NULL;
  g_autoptr (FalkRun) run = NULL;
  FalkSubject subject = { .model = model,
                          .input = input,
                          .inference = inference };

  if (!inference->ok && line % EXPLAIN_EVERY == 0)
    explanation = falk_explain (model, input, inference, NULL, model->torch);
  if (inference->ok && line % RUN_EVERY == 0)
    run = falk_run_new (model, input, inference, &how, NULL);
  subject.explanation = explanation;
  subject.run = run;
  check_all (line, &subject);
}

/* Draws every case: as its own version, or with @turns as one after the
 * other. */
static void
draw_all (gboolean turns)
{
  const char *shared = g_getenv ("FALK_SHARED");
  g_autofree char *path = g_build_filename (shared ? shared : "../shared",
                                            "oracle", "cases-dev.jsonl", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint drawn = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return g_test_skip ("../shared/oracle (or FALK_SHARED) is absent");
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] && *lines[i]; i++)
    {
      g_autoptr (FalkTensor) input = NULL;
      g_autoptr (FalkModel) model =
          falk_model_from_json_text (lines[i], -1, &input, NULL);

      /* Operations that aren't known yet have no picture either. */
      if (!model || !input)
        continue;
      if (turns)
        model->torch = i % FALK_TORCH_COUNT;
      draw_line (i + 1, model, input);
      drawn++;
    }
  g_test_message ("%u models drawn", drawn);
  g_assert_cmpuint (drawn, >, 0);
}

static void
test_oracle (void)
{
  draw_all (FALSE);
}

/* A fault that only another version finds has a picture too. */
static void
test_versions (void)
{
  draw_all (TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/layout/oracle-cases-do-not-collide", test_oracle);
  g_test_add_func ("/scene/layout/other-versions-do-not-collide",
                   test_versions);
  return g_test_run ();
}
