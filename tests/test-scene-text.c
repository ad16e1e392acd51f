/* SPDX-License-Identifier: MIT */
/* The text form against goldens in tests/goldens, and what a person may
 * point at. FALK_UPDATE_GOLDENS=1 writes the goldens anew. */
#include "scene-case.h"

#include <locale.h>
#include <string.h>

typedef FalkScene *(*Make) (const FalkSubject *, const FalkSceneOptions *);

#define SEED                                                                   \
  "GRU input_size=50 hidden_size=20; select dim=0 index=-1 name=last; "        \
  "Linear in_features=20 out_features=10 name=fc"

static const struct
{
  const char *name, *steps, *shape;
  Make make;
  double width;
  int step; /* 0: the scene's own choice */
} goldens[] = {
  { "scheme-seed", SEED, "50,32,3", falk_scene_new, 803 },
  { "scheme-linear", "Linear in_features=50 out_features=20", "32,50,3",
    falk_scene_new, 803 },
  { "scheme-wide", "GRU input_size=3 hidden_size=20 batch_first=1", "32,7,50",
    falk_scene_new, 803 },
  { "scheme-off-by-one", "Linear in_features=50 out_features=20", "32,49",
    falk_scene_new, 803 },
  { "scheme-fits", "GRU input_size=3 hidden_size=20", "50,32,3", falk_scene_new,
    803 },
  { "scheme-huge", "Linear in_features=100000 out_features=20", "32,3",
    falk_scene_new, 803 },
  { "slots-hidden-size",
    "GRU input_size=8 hidden_size=7 bidirectional=1 num_layers=2 h0=2,32,7",
    "5,32,8", falk_scene_new, 803 },
  { "slots-input-rank", "GRU input_size=8 hidden_size=7", "5", falk_scene_new,
    803 },
  { "slots-view", "view shape=6,-1", "5,32,8", falk_scene_new, 803 },
  { "slots-permute", "permute dims=2,0,1", "5,32,8", falk_scene_new, 803 },
  { "scheme-lstm", "LSTM input_size=8 hidden_size=20", "5,32,6", falk_scene_new,
    803 },
  { "slots-cell-state", "LSTM input_size=8 hidden_size=7 h0=1,32,7 c0=1,32,9",
    "5,32,8", falk_scene_new, 803 },
  { "stair-unsorted", "pack_padded_sequence lengths=3,5,2", "5,3,8",
    falk_scene_new, 803 },
  { "stair-packed",
    "pack_padded_sequence lengths=2,5,3 enforce_sorted=0 batch_first=1",
    "3,6,8", falk_scene_new, 803 },
  { "stair-cut", "pack_padded_sequence lengths=7,3,2", "5,3,8", falk_scene_new,
    803 },
  { "stair-count", "pack_padded_sequence lengths=5,3,2", "5,4,8",
    falk_scene_new, 803 },
  { "stair-many",
    "pack_padded_sequence lengths=300,200,150,90,90,80,70,60,75,40,30,20,10,5",
    "300,14,30", falk_scene_new, 803 },
  { "stair-recurrent",
    "pack_padded_sequence lengths=5,3,2 name=pack; GRU input_size=8 "
    "hidden_size=4",
    "5,3,8", falk_scene_new, 803, 1 },
  { "stair-unpacked",
    "pack_padded_sequence lengths=5,3,2 name=pack; pad_packed_sequence",
    "6,3,8", falk_scene_new, 803, 1 },
  { "reading-fits", "GRU input_size=3 hidden_size=20", "1600,3", falk_scene_new,
    803 },
  { "reading-state",
    "LSTM input_size=8 hidden_size=7 proj_size=3 batch_first=1 h0=1,5,3 "
    "c0=1,5,7",
    "5,8", falk_scene_new, 803 },
  { "slots-bmm", "bmm other=5,8,7", "5,32,9", falk_scene_new, 803 },
  { "chain-cell-state", "LSTM input_size=8 hidden_size=7 h0=1,32,7 c0=1,32,9",
    "5,32,8", falk_scene_chain, 803 },
  { "chain-seed", SEED, "50,32,3", falk_scene_chain, 803 },
  { "document-seed", SEED, "50,32,3", falk_scene_document, 1240 },
};

static void
check_golden (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (SceneCase) c = scene_case_new (goldens[i].steps, goldens[i].shape);
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;
  g_autoptr (FalkScene) scene = NULL;
  g_autofree char *name = g_strdup_printf ("%s.txt", goldens[i].name);
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "goldens", name, NULL);
  g_autofree char *text = NULL, *golden = NULL;
  g_autoptr (GError) error = NULL;

  options.width = goldens[i].width;
  options.step = goldens[i].step ? goldens[i].step : -1;
  scene = goldens[i].make (&c->subject, &options);
  text = falk_scene_to_text (scene);
  if (g_getenv ("FALK_UPDATE_GOLDENS"))
    g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &golden, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, golden);
}

static void
test_locale (void)
{
  g_autoptr (SceneCase) c = scene_case_new (SEED, "50,32,3");
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;
  g_autoptr (FalkScene) first = falk_scene_new (&c->subject, &options);
  g_autofree char *plain = falk_scene_to_text (first);
  g_autoptr (FalkScene) second = NULL;
  g_autofree char *other = NULL;

  if (!setlocale (LC_ALL, "de_DE.UTF-8"))
    {
      g_test_skip ("the locale de_DE.UTF-8 is not installed");
      return;
    }
  second = falk_scene_new (&c->subject, &options);
  other = falk_scene_to_text (second);
  setlocale (LC_ALL, "C");
  g_assert_cmpstr (plain, ==, other);
}

/* Every number can be pointed at and says where it comes from. */
static void
test_origins (void)
{
  static const struct
  {
    const char *id, *part;
  } marks[] = {
    { "m1-rows", "x axis 0" },          { "m1-cols", "x axis 2" },
    { "m2-rows", "input_size of gru" }, { "m2-cols", "hidden_size of gru" },
    { "input-axis-0", "x axis 0" },     { "input-axis-1", "x axis 1" },
  };
  g_autoptr (SceneCase) c = scene_case_new (SEED, "50,32,3");
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;
  g_autoptr (FalkScene) scene = falk_scene_new (&c->subject, &options);

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const FalkMark *mark = falk_scene_find (scene, marks[i].id);

      g_assert_nonnull (mark);
      g_assert_nonnull (strstr (mark->tooltip, marks[i].part));
      g_assert_true (mark
                     == falk_scene_hit (scene, mark->x + mark->w / 2,
                                        mark->y + mark->h / 2));
    }
  g_assert_null (falk_scene_hit (scene, -50, -50));
}

static void
test_needed (void)
{
  static const struct
  {
    const char *steps, *shape;
    gboolean points;
  } cases[] = {
    { "GRU input_size=50 hidden_size=20", "50,32,3", TRUE },
    { "GRU input_size=50 hidden_size=20", "32,50,3", TRUE },
    { "GRU input_size=50 hidden_size=20", "49,32,3", FALSE },
    { "GRU input_size=3 hidden_size=20", "3,32,3", FALSE },
  };
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SceneCase) c = scene_case_new (cases[i].steps, cases[i].shape);
      g_autoptr (FalkScene) scene = falk_scene_new (&c->subject, &options);

      g_assert_cmpint (falk_scene_find (scene, "needed") != NULL, ==,
                       cases[i].points);
    }
}

/* Of a wrong number of axes that number is marked, and a single axis only
 * where the sizes tell or the first fix changes it. */
static void
test_ranks (void)
{
  static const struct
  {
    const char *steps, *shape;
    const char *marked; /* ids */
  } cases[] = {
    { "GRU input_size=5 hidden_size=4", "5,3,5,2", "found-2 found-3" },
    { "GRU input_size=10 hidden_size=4", "7,3,5,2", "found-2 found-3" },
    { "GRU input_size=8 hidden_size=4", "5,1,32,8", "found-1" },
    { "GRU input_size=8 hidden_size=4", "8", "needed-0" },
    { "GRU input_size=8 hidden_size=4 h0=32,4", "5,32,8", "needed-0" },
    { "GRU input_size=8 hidden_size=4 h0=1,32,3,4", "5,32,8", "found-2" },
    { "GRU input_size=8 hidden_size=4 h0=1,1,4", "5,8", "" },
    { "GRU input_size=8 hidden_size=4 h0=9", "5,32,8", "" },
    { "permute dims=0,2", "5,32,8", "found-1" },
    { "permute dims=-1,0", "5,32,8", "found-1" },
    { "permute dims=0,1,2,3", "5,32,8", "needed-3" },
  };
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SceneCase) c = scene_case_new (cases[i].steps, cases[i].shape);
      g_autoptr (FalkScene) scene = NULL;
      g_autoptr (GString) marked = g_string_new (NULL);

      scene_case_explain (c);
      scene = falk_scene_new (&c->subject, &options);
      for (guint k = 0; k < scene->marks->len; k++)
        {
          const FalkMark *mark = falk_scene_mark (scene, k);

          if (mark->id && mark->stroke == FALK_INK_MISMATCH)
            g_string_append_printf (marked, "%s%s", marked->len ? " " : "",
                                    mark->id);
        }
      g_assert_cmpstr (marked->str, ==, cases[i].marked);
    }
}

static gboolean
has_text (const FalkScene *scene, const char *text)
{
  for (guint i = 0; i < scene->marks->len; i++)
    if (g_strcmp0 (falk_scene_mark (scene, i)->text, text) == 0)
      return TRUE;
  return FALSE;
}

/* The legend is of what is in the picture. */
static void
test_legend (void)
{
  static const struct
  {
    const char *steps, *shape;
    gboolean meets, alone;
  } cases[] = {
    { SEED, "50,32,3", TRUE, TRUE },
    { "GRU input_size=3 hidden_size=20", "50,32,3", TRUE, FALSE },
    { "GRU input_size=3 hidden_size=20 h0=2,32,20", "50,32,3", FALSE, FALSE },
    { "GRU input_size=3 hidden_size=20", "50,32,3,1", FALSE, FALSE },
  };
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SceneCase) c = scene_case_new (cases[i].steps, cases[i].shape);
      g_autoptr (FalkScene) scene = falk_scene_document (&c->subject, &options);

      g_assert_cmpint (has_text (scene, "meets"), ==, cases[i].meets);
      g_assert_cmpint (has_text (scene, "no partner"), ==, cases[i].alone);
    }
}

/* What was assumed is said, and the sizes concerned are marked. */
static void
test_assumed (void)
{
  g_autoptr (SceneCase) c = scene_case_new (SEED, "10,32,3");
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();
  g_autoptr (FalkScene) plain = falk_scene_document (&c->subject, &options);
  g_autoptr (FalkScene) scene = NULL;

  g_ptr_array_add (notes, "Time and batch are assumed.");
  c->subject.notes = notes;
  c->subject.assumed = 1u << 0 | 1u << 1;
  scene = falk_scene_document (&c->subject, &options);
  g_assert_false (has_text (plain, "ASSUMED"));
  g_assert_true (has_text (scene, "ASSUMED"));
  g_assert_true (has_text (scene, "Time and batch are assumed."));
  g_assert_true (has_text (scene, "10, 32 assumed"));
  g_assert_true (has_text (scene, "time, assumed"));
  g_assert_true (has_text (scene, "batch, assumed"));
  g_assert_false (has_text (scene, "features, assumed"));
}

/* A picture takes the width that was asked for, and what is in it all of
 * that. */
static void
test_widths (void)
{
  static const double widths[] = { 320, 640, 1000, 1240, 1400, 2400, 20000 };

  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (SceneCase) c = scene_case_new (SEED, "50,32,3");
      FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;
      g_autoptr (FalkScene) scene = NULL;
      const FalkMark *rows;

      options.width = widths[i];
      scene = falk_scene_document (&c->subject, &options);
      rows = falk_scene_find (scene, "m2-rows");
      g_assert_cmpfloat_with_epsilon (scene->width, widths[i], 0.01);
      g_assert_cmpfloat (rows->x + rows->w, >, 0.5 * scene->width);
    }
}

/* Everything grows alike with the text scale. */
static void
test_scale (void)
{
  g_autoptr (SceneCase) c = scene_case_new (SEED, "50,32,3");
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;
  g_autoptr (FalkScene) one = falk_scene_new (&c->subject, &options);
  g_autoptr (FalkScene) two = NULL;

  options.text_scale = 2;
  two = falk_scene_new (&c->subject, &options);
  g_assert_cmpuint (one->marks->len, ==, two->marks->len);
  g_assert_cmpfloat_with_epsilon (two->width, 2 * one->width, 0.01);
  for (guint i = 0; i < one->marks->len; i++)
    g_assert_cmpfloat_with_epsilon (falk_scene_mark (two, i)->font.size,
                                    2 * falk_scene_mark (one, i)->font.size,
                                    0.01);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (goldens); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/scene/golden/%s", goldens[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), check_golden);
    }
  g_test_add_func ("/scene/text/same-in-every-locale", test_locale);
  g_test_add_func ("/scene/scheme/numbers-say-where-they-come-from",
                   test_origins);
  g_test_add_func ("/scene/scheme/points-at-the-needed-size", test_needed);
  g_test_add_func ("/scene/slots/a-rank-blames-no-axis", test_ranks);
  g_test_add_func ("/scene/legend/is-of-what-is-there", test_legend);
  g_test_add_func ("/scene/document/says-what-is-assumed", test_assumed);
  g_test_add_func ("/scene/document/fills-the-width", test_widths);
  g_test_add_func ("/scene/scale/grows-with-the-text", test_scale);
  return g_test_run ();
}
