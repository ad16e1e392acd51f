/* SPDX-License-Identifier: MIT */
/* What must hold of every picture, whatever it is of: no text lies on
 * another, under something opaque, or outside the scene. Tried on many models
 * and inputs drawn from a fixed seed. */
#include "scene-case.h"
#include "scene-check.h"

#include <string.h>

typedef FalkScene *(*Make) (const FalkSubject *, const FalkSceneOptions *);

static const Make makers[] = { falk_scene_new, falk_scene_chain,
                               falk_scene_document };

static void
check (const char *steps, const char *shape, gboolean explained,
       const FalkSceneOptions *options)
{
  g_autoptr (SceneCase) c = scene_case_new (steps, shape);

  g_autoptr (GPtrArray) notes = g_ptr_array_new ();

  g_ptr_array_add (notes,
                   "The input's shape isn't in the text, only its batch; "
                   "time and features are assumed.");
  if (explained)
    {
      scene_case_explain (c);
      c->subject.notes = notes;
      c->subject.assumed = 0xffff;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (makers); i++)
    {
      g_autoptr (FalkScene) scene = makers[i](&c->subject, options);
      g_autofree char *wrong = scene_check (scene);

      if (!wrong)
        continue;
      g_test_message ("scene %d of %s on %s, width %g, step %d: %s", (int)i,
                      steps, shape, options->width, options->step, wrong);
      g_test_fail ();
    }
}

static const struct
{
  const char *steps, *shape;
} fixed[] = {
  { "GRU input_size=50 hidden_size=20; select dim=0 index=-1 name=last; "
    "Linear in_features=20 out_features=10 name=fc",
    "50,32,3" },
  { "Linear in_features=50 out_features=20", "32,50,3" },
  { "Linear in_features=50 out_features=20", "32,49" },
  { "Linear in_features=49 out_features=20", "32,50" },
  { "Linear in_features=100000 out_features=1", "3" },
  { "Linear in_features=3 out_features=100000", "100000,100000" },
  { "Linear in_features=1 out_features=1", "1,1" },
  { "Linear in_features=1 out_features=1", "1000" },
  { "Linear in_features=0 out_features=0", "0,0" },
  { "Linear in_features=5 out_features=4", "64,0" },
  { "GRU input_size=8 hidden_size=7 num_layers=60000", "5,32,7" },
  { "GRU input_size=1000000000 hidden_size=7", "5,32,7" },
  { "GRU input_size=8 hidden_size=7 h0=1,16,20", "5,32,8" },
  { "GRU input_size=8 hidden_size=7 h0=32,7", "5,32,8" },
  { "GRU input_size=8 hidden_size=7 h0=1,1,7", "5,8" },
  { "GRU input_size=8 hidden_size=7 h0=1,1,1,1,1,1,1,1,1,1,1,7", "5,2,8" },
  { "GRU input_size=8 hidden_size=7", "5,32,8,4" },
  { "GRU input_size=8 hidden_size=7", "1,2,3,4,5,6,7,8,9,10,11,12" },
  { "GRU input_size=8 hidden_size=7", "" },
  { "GRU input_size=8 hidden_size=7", "5,32,8:float64" },
  { "GRU input_size=8 hidden_size=0", "5,32,8" },
  { "GRU input_size=8 hidden_size=-2", "5,32,8" },
  { "GRU input_size=8 hidden_size=2 num_layers=0", "5,32,8" },
  { "GRU input_size=8 hidden_size=4", "0,32,8" },
  { "GRU input_size=8 hidden_size=4 dropout=3.5", "1,32,8" },
  { "GRUCell input_size=8 hidden_size=7", "32,6" },
  { "GRUCell input_size=8 hidden_size=7 h0=31,7", "32,8" },
  { "GRUCell input_size=8 hidden_size=7 h0=32,8", "32,8" },
  { "view shape=6,-1", "5,32,8" },
  { "view shape=3,-1; GRU input_size=5 hidden_size=4", "5,3,6" },
  { "view shape=-1,-1", "5,32,8" },
  { "view shape=-3,-1", "5,32,8" },
  { "view shape=0,-1", "0,32,8" },
  { "reshape shape=100000000000,1000000000", "5,32,8" },
  { "transpose dim0=0 dim1=1; view shape=160,8", "5,32,8" },
  { "permute dims=0,0,1", "5,32,8" },
  { "permute dims=0,1", "5,32,8" },
  { "permute dims=2,0,1", "5,32,8" },
  { "permute dims=2,0,5", "5,32,8" },
  { "flatten start_dim=2 end_dim=1", "5,32,8" },
  { "flatten start_dim=0 end_dim=1", "5,32,8" },
  { "select dim=0 index=5", "5,32,8" },
  { "select dim=3 index=5", "5,32,8" },
  { "select dim=0 index=0", "" },
  { "mean dim=0,0", "5,32,8" },
  { "mean", "5,32,8:int64" },
  { "squeeze; unsqueeze dim=0", "5,1,8" },
  { "Linear in_features=8 out_features=2", "" },
  { "", "5,32,8" },
  { "GRU input_size=3 hidden_size=20", "1600,3" },
  { "GRU input_size=3 hidden_size=20", "1,3" },
  { "GRU input_size=3 hidden_size=20 num_layers=1000000000", "0,3" },
  { "GRU input_size=50 hidden_size=20 name=the_longest_name_of_a_layer_that_"
    "anybody_ever_gave_to_one",
    "1600,3" },
  { "select dim=0 index=0; LSTM input_size=8 hidden_size=7 bidirectional=1 "
    "h0=2,1,7",
    "5,32,8" },
  { "pack_padded_sequence lengths=5,3,2", "5,3,8" },
  { "pack_padded_sequence lengths=1", "1,1" },
  { "pack_padded_sequence lengths=1,1,1 name=p", "100,3" },
  { "pack_padded_sequence lengths=2,5,3 enforce_sorted=0 batch_first=1",
    "3,6,8,2,2,2,2" },
  { "pack_padded_sequence lengths=2,5 enforce_sorted=0", "5,3,8" },
  { "pack_padded_sequence lengths=2,5 enforce_sorted=0", "5,1000000000,8" },
  { "pack_padded_sequence lengths=5,2", "5,1000000000,8" },
  { "pack_padded_sequence lengths=8,7,6,5,4,3,2,1,1,1,1,1,1,1,1,1,1", "8,9,8" },
  { "pack_padded_sequence lengths=30,20,10,9,8,7,6,5,4,3,31,2,1,1,1", "30,15" },
  { "pack_padded_sequence lengths=25,24,23,22,21,20,19,18,17,16,15,14,13",
    "25,13,8" },
  { "pack_padded_sequence lengths=5000000000,3,2; GRU input_size=8 "
    "hidden_size=4",
    "5,3,8" },
  { "pack_padded_sequence lengths=1000000000000,3000000,2", "5,3,8" },
  { "pack_padded_sequence lengths=1000000000,30000000,200000,1 name=the_long_"
    "name_of_a_step_that_packs; pad_packed_sequence; GRU input_size=8 "
    "hidden_size=4",
    "1000000000,4,8" },
  { "pack_padded_sequence lengths=24,9,3; LSTM input_size=8 hidden_size=4; "
    "pad_packed_sequence",
    "24,3,8" },
  { "pack_padded_sequence lengths=1 enforce_sorted=0", "0,1,8" },
};

static void
test_fixed (void)
{
  static const double widths[] = { 0, 500, 803, 1240, 2000 };

  for (gsize i = 0; i < G_N_ELEMENTS (fixed); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (widths); k++)
      for (int step = -1; step < 2; step++)
        {
          FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;

          options.width = widths[k];
          options.step = step;
          check (fixed[i].steps, fixed[i].shape, k == 3, &options);
        }
}

static guint
count_digits (const char *text)
{
  guint n = 0;

  for (; *text; text++)
    n += g_ascii_isdigit (*text) ? 1 : 0;
  return n;
}

/* What is shortened keeps its numbers; the tooltip has the whole of it. */
static void
check_numbers (const FalkScene *scene, const char *steps)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const FalkMark *mark = falk_scene_mark (scene, i);

      if (mark->kind != FALK_MARK_TEXT || !mark->tooltip
          || !strstr (mark->text, "…")
          || count_digits (mark->text) == count_digits (mark->tooltip))
        continue;
      g_test_message ("%s: \"%s\" was \"%s\"", steps, mark->text,
                      mark->tooltip);
      g_test_fail ();
    }
}

/* Every picture of @c, at several widths. */
static void
check_numbers_of (const SceneCase *c, const char *steps)
{
  static const double widths[] = { 0, 640, 1000, 1400 };

  for (gsize k = 0; k < G_N_ELEMENTS (widths); k++)
    for (gsize maker = 0; maker < G_N_ELEMENTS (makers); maker++)
      for (int step = -1; step < 1; step++)
        {
          FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;
          g_autoptr (FalkScene) scene = NULL;
          g_autofree char *wrong = NULL;

          options.width = widths[k];
          options.step = step;
          scene = makers[maker](&c->subject, &options);
          wrong = scene_check (scene);
          g_assert_cmpstr (wrong, ==, NULL);
          check_numbers (scene, steps);
        }
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *steps, *shape;
  } cases[] = {
    { "GRU input_size=1234567 hidden_size=9876543 num_layers=3 "
      "bidirectional=1 h0=123456,1234567,12345678 name=the_longest_name_of_a_"
      "layer_that_anybody_ever_gave",
      "123456,654321,7654321" },
    { "Linear in_features=1234567890123 out_features=12345678", "3,54321,2" },
    { "Linear in_features=12 out_features=1000000000000",
      "3000000,2000000,12" },
    { "GRU input_size=12 hidden_size=7 h0=1000000,20000000,3000000000",
      "3000000,2000000,12" },
    { "GRU input_size=12 hidden_size=7", "1000,2,3,400,1,6,700,1234567" },
    { "view shape=1234567,7654321,1234,4321,1000,1,2,1000", "5,32,8" },
    { "view shape=-1,7654321,100000000", "5000000,3200000,8000" },
    { "flatten start_dim=0 end_dim=3; GRU input_size=12 hidden_size=7",
      "10000,200,30000,4000,11" },
    { "permute dims=7,6,5,4,3,2,1,0; select dim=1000000000 index=5000000000",
      "1,2,3,4,5,6,12345678,8" },
    { "LSTM input_size=1234567890 hidden_size=777777777 proj_size=12345678 "
      "num_layers=1234567 bidirectional=1 h0=1,1234567890123,12345678 "
      "c0=1,1234567890123,777777777",
      "1234567890,1234567890" },
    { "pack_padded_sequence lengths=1234567890,1234567,12345,678 "
      "name=the_longest_name_of_a_layer_that_anybody_ever_gave; GRU "
      "input_size=12345 hidden_size=7",
      "1234567890,4,12345" },
    { "pack_padded_sequence lengths=12345,678 name=the_longest_name_of_a_layer_"
      "that_anybody_ever_gave",
      "12345,123456789,12345" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SceneCase) c = scene_case_new (cases[i].steps, cases[i].shape);

      scene_case_explain (c);
      check_numbers_of (c, cases[i].steps);
    }
}

static gint64
draw_size (GRand *rand)
{
  static const gint64 sizes[] = { 0,   1,   2,   3,    5,    7,     10,  20,
                                  32,  49,  50,  51,   64,   100,   128, 256,
                                  300, 512, 784, 1000, 4096, 100000 };

  return sizes[g_rand_int_range (rand, 0, G_N_ELEMENTS (sizes))];
}

static const char *
draw_name (GRand *rand, guint i)
{
  static const char *const names[] = {
    "gru",
    "a",
    "encoder.layers.0.recurrent",
    "fc",
    "rnn_2",
    "the_longest_name_of_a_layer_that_anybody_ever_gave_to_one",
    "名前",
    "W"
  };

  return names[(g_rand_int_range (rand, 0, 3) + 3 * i) % G_N_ELEMENTS (names)];
}

/* One or two steps; the second fits the first, or nearly. */
static char *
draw_steps (GRand *rand)
{
  gint64 in = draw_size (rand), hidden = draw_size (rand);
  GString *text = g_string_new (NULL);

  hidden = MAX (hidden, 1);
  if (g_rand_boolean (rand))
    g_string_printf (text,
                     "GRU input_size=%" G_GINT64_FORMAT
                     " hidden_size=%" G_GINT64_FORMAT
                     " name=%s batch_first=%d bidirectional=%d num_layers=%d",
                     in, hidden, draw_name (rand, 0), g_rand_boolean (rand),
                     g_rand_boolean (rand), g_rand_int_range (rand, 1, 4));
  else
    g_string_printf (text,
                     "Linear in_features=%" G_GINT64_FORMAT
                     " out_features=%" G_GINT64_FORMAT " name=%s",
                     in, hidden, draw_name (rand, 0));
  if (g_rand_boolean (rand))
    g_string_append_printf (text,
                            "; Linear in_features=%" G_GINT64_FORMAT
                            " out_features=%" G_GINT64_FORMAT " name=%s",
                            hidden + g_rand_int_range (rand, -1, 2),
                            draw_size (rand), draw_name (rand, 1));
  return g_string_free (text, FALSE);
}

static char *
draw_shape (GRand *rand, const char *steps)
{
  int rank = g_rand_int_range (rand, 1, 7);
  GString *text = g_string_new (NULL);
  gint64 wanted = g_ascii_strtoll (strchr (steps, '=') + 1, NULL, 10);

  for (int i = 0; i < rank; i++)
    {
      gint64 size = rank > 3 ? g_rand_int_range (rand, 0, 9) : draw_size (rand);

      if (i == rank - 1 && g_rand_boolean (rand))
        {
          size = wanted + g_rand_int_range (rand, -1, 2);
          size = MAX (size, 0);
        }
      g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i ? "," : "", size);
    }
  return g_string_free (text, FALSE);
}

static void
test_random (void)
{
  GRand *rand = g_rand_new_with_seed (1);
  int rounds = g_test_slow () ? 20000 : 1500;

  for (int i = 0; i < rounds; i++)
    {
      g_autofree char *steps = draw_steps (rand);
      g_autofree char *shape = draw_shape (rand, steps);
      FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;

      options.width = g_rand_int_range (rand, 0, 4) * 420;
      options.text_scale = g_rand_int_range (rand, 1, 4) * 0.75;
      if (g_rand_boolean (rand))
        options.step = g_rand_int_range (rand, 0, 2);
      if (g_rand_boolean (rand))
        options.product = g_rand_int_range (rand, 0, 9);
      check (steps, shape, i % 300 == 0, &options);
    }
  g_rand_free (rand);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/layout/known-cases-do-not-collide", test_fixed);
  g_test_add_func ("/scene/layout/random-cases-do-not-collide", test_random);
  g_test_add_func ("/scene/layout/numbers-are-whole", test_numbers);
  return g_test_run ();
}
