/* SPDX-License-Identifier: MIT */
/* Pictures of a run: the values in the heat maps are the engine's. */
#include "scene-case.h"

#include <math.h>

static SceneCase *
run_case (const char *steps, const char *shape)
{
  SceneCase *c = scene_case_new (steps, shape);
  FalkRunOptions options = { .threads = 1, .record = TRUE };
  g_autoptr (GError) error = NULL;

  c->subject.run =
      falk_run_new (c->model, c->input, c->inference, &options, &error);
  g_assert_no_error (error);
  return c;
}

static double
heat_value (const FalkHeat *heat, gint64 row, gint64 col)
{
  return (double)heat->values[row * heat->row_stride + col * heat->col_stride];
}

/* The last heat map before the mark called @id, which outlines it. */
static const FalkHeat *
heat_of (const FalkScene *scene, const char *id)
{
  const FalkHeat *heat = NULL;

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const FalkMark *mark = falk_scene_mark (scene, i);

      if (mark->kind == FALK_MARK_HEAT)
        heat = &mark->heat;
      if (g_strcmp0 (mark->id, id) == 0)
        return heat;
    }
  return NULL;
}

static void
test_live (void)
{
  static const char *const ids[] = { "gate-r", "gate-z", "gate-n", "gate-h" };
  g_autoptr (SceneCase) c =
      run_case ("GRU input_size=3 hidden_size=4 bidirectional=1", "7,2,3");
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;
  const FalkRecord *record = falk_run_record (c->subject.run, 0);
  g_autoptr (FalkScene) scene = NULL;

  options.state = 1;
  options.sequence = 1;
  options.time = 3;
  scene = falk_scene_live (&c->subject, &options);
  for (guint gate = 0; gate < (FALK_GATE_H + 1); gate++)
    {
      const FalkHeat *heat = heat_of (scene, ids[gate]);

      g_assert_cmpint (heat->rows, ==, 4);
      g_assert_cmpint (heat->cols, ==, 7);
      for (gint64 h = 0; h < 4; h++)
        for (gint64 t = 0; t < 7; t++)
          g_assert_cmpfloat (
              heat_value (heat, h, t), ==,
              (double)falk_record_get (record, (FalkGate)gate, 1, t, 1, h));
    }
}

/* Each kind of layer shows its own gates, in its own order, and no others. */
static void
test_gates (void)
{
  static const struct
  {
    const char *steps, *shape;
    const char *gates;
    gint64 widths[2]; /* rows of the first map and of the last */
  } cases[] = {
    { "GRU input_size=3 hidden_size=4", "7,2,3", "r z n h", { 4, 4 } },
    { "LSTM input_size=3 hidden_size=4", "7,2,3", "i f g o c h", { 4, 4 } },
    { "LSTM input_size=3 hidden_size=4 proj_size=2 num_layers=2",
      "7,2,3",
      "i f g o c h",
      { 4, 2 } },
    { "RNN input_size=3 hidden_size=4 nonlinearity=1", "7,2,3", "h", { 4, 4 } },
    { "LSTMCell input_size=3 hidden_size=4", "2,3", "i f g o c h", { 4, 4 } },
    { "pack_padded_sequence lengths=7,2; LSTM input_size=3 hidden_size=4",
      "7,2,3",
      "i f g o c h",
      { 4, 4 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SceneCase) c = run_case (cases[i].steps, cases[i].shape);
      FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;
      g_autoptr (FalkScene) live = falk_scene_live (&c->subject, &options);
      g_autoptr (FalkScene) scheme = NULL;
      g_autoptr (GString) found = g_string_new (NULL);
      const char *letters[] = { "r", "z", "n", "i", "f",
                                "g", "o", "c", "h", NULL };
      gint64 rows[2] = { -1, -1 };

      options.step = (int)c->model->steps->len - 1;
      scheme = falk_scene_new (&c->subject, &options);
      for (const char **letter = letters; *letter; letter++)
        {
          g_autofree char *id = g_strdup_printf ("gate-%s", *letter);
          const FalkHeat *heat = heat_of (live, id);

          g_assert_cmpint (heat != NULL, ==, heat_of (scheme, id) != NULL);
          if (!heat)
            continue;
          rows[1] = heat->rows;
          if (rows[0] < 0)
            rows[0] = heat->rows;
          g_string_append_printf (found, "%s%s", found->len ? " " : "",
                                  *letter);
        }
      g_assert_cmpstr (found->str, ==, cases[i].gates);
      g_assert_cmpint (rows[0], ==, cases[i].widths[0]);
      g_assert_cmpint (rows[1], ==, cases[i].widths[1]);
    }
}

/* r at the first step is the sigmoid of the input's part alone; at a later
 * step the product shown is h of the step before times the weight. */
static void
check_recurrent (gint64 state, gint64 t, gint64 before)
{
  g_autoptr (SceneCase) c =
      run_case ("GRU input_size=3 hidden_size=4 bidirectional=1", "7,2,3");
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;
  const FalkRecord *record = falk_run_record (c->subject.run, 0);
  g_autoptr (FalkScene) scene = NULL;
  const FalkHeat *m1, *m2, *result;

  options.state = state;
  options.time = t;
  scene = falk_scene_new (&c->subject, &options);
  m1 = heat_of (scene, "m1");
  m2 = heat_of (scene, "m2");
  result = heat_of (scene, "product");
  for (gint64 b = 0; b < 2; b++)
    for (gint64 h = 0; h < 4; h++)
      g_assert_cmpfloat (heat_value (m1, b, h), ==,
                         before < 0
                             ? 0
                             : (double)falk_record_get (record, FALK_GATE_H,
                                                        state, before, b, h));
  for (gint64 b = 0; b < 2; b++)
    for (gint64 j = 0; j < 12; j++)
      {
        double sum = 0;

        for (gint64 h = 0; h < 4; h++)
          sum += heat_value (m1, b, h) * heat_value (m2, h, j);
        g_assert_cmpfloat_with_epsilon (heat_value (result, b, j), sum, 1e-6);
      }
}

static void
test_recurrent (void)
{
  check_recurrent (0, 0, -1);
  check_recurrent (0, 3, 2);
  check_recurrent (1, 3, 4);
  check_recurrent (1, 6, -1);
}

/* The weights that were drawn are the ones the run used: the product plus
 * the bias is what came out. */
static void
test_drawn (void)
{
  g_autoptr (SceneCase) c =
      run_case ("Linear in_features=5 out_features=3 bias=0", "4,5");
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;
  g_autoptr (FalkScene) scene = falk_scene_new (&c->subject, &options);
  const FalkHeat *result = heat_of (scene, "product");
  float out[12];

  g_assert_true (
      falk_tensor_to_float (falk_run_output (c->subject.run, 0), out));
  for (gint64 i = 0; i < 4; i++)
    for (gint64 j = 0; j < 3; j++)
      g_assert_cmpfloat_with_epsilon (heat_value (result, i, j),
                                      (double)out[i * 3 + j], 1e-5);
}

/* A scene may be kept when everything it was made from is gone. */
static void
test_keeps (void)
{
  SceneCase *c = run_case ("GRU input_size=3 hidden_size=4", "7,2,3");
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;
  g_autoptr (FalkScene) scene = falk_scene_document (&c->subject, &options);
  g_autofree char *text = NULL;

  scene_case_free (c);
  text = falk_scene_to_text (scene);
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const FalkMark *mark = falk_scene_mark (scene, i);

      if (mark->kind == FALK_MARK_HEAT && mark->heat.rows > 0)
        g_assert_false (isnan (heat_value (&mark->heat, mark->heat.rows - 1,
                                           mark->heat.cols - 1)));
    }
}

/* What is below a step's picture about its input can be left out of it, and
 * never is of an exported one. */
static void
test_alone (void)
{
  static const struct
  {
    const char *steps, *shape;
    const char *id; /* of a mark below */
  } cases[] = {
    { "pack_padded_sequence lengths=5,3,2; GRU input_size=8 hidden_size=4",
      "5,3,8", "sequence-0" },
    { "GRU input_size=3 hidden_size=4", "7,3", "reading-0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int alone = 0; alone < 2; alone++)
      {
        g_autoptr (SceneCase) c = run_case (cases[i].steps, cases[i].shape);
        FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;
        g_autoptr (FalkScene) step = NULL;
        g_autoptr (FalkScene) document = NULL;

        options.alone = alone;
        step = falk_scene_new (&c->subject, &options);
        document = falk_scene_document (&c->subject, &options);
        g_assert_cmpint (falk_scene_find (step, cases[i].id) == NULL, ==,
                         alone);
        g_assert_nonnull (falk_scene_find (document, cases[i].id));
      }
}

static void
test_nothing (void)
{
  g_autoptr (SceneCase) c =
      scene_case_new ("GRU input_size=3 hidden_size=4", "7,2,3");
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;

  g_assert_null (falk_scene_live (&c->subject, &options));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/run/each-layer-shows-its-own-gates", test_gates);
  g_test_add_func ("/scene/live/shows-what-was-recorded", test_live);
  g_test_add_func ("/scene/live/is-nothing-without-a-run", test_nothing);
  g_test_add_func ("/scene/scheme/recurrent-product-of-one-step",
                   test_recurrent);
  g_test_add_func ("/scene/scheme/weights-are-the-runs", test_drawn);
  g_test_add_func ("/scene/run/leaves-the-input-to-the-export", test_alone);
  g_test_add_func ("/scene/lifetime/outlives-its-subject", test_keeps);
  return g_test_run ();
}
