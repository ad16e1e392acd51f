/* SPDX-License-Identifier: MIT */
/* Recurrent layers, from names and shapes alone. */
#include <math.h>

#include "falk-build.h"
#include "test-load.h"

typedef struct
{
  const char *name;
  FalkShape shape;
} Row;

static bool
count_note (FalkLoad *load, const char *text)
{
  g_test_message ("%s", text);
  ++*(guint *)load->options.progress_user;
  return TRUE;
}

/* The layers of @rows, each as "prefix kind I H L flags": b bias, 2 both
 * directions, p and the size of a projection. */
static char *
describe (const Row *rows, guint n, guint *notes)
{
  FalkNamedShape *tensors = g_new0 (FalkNamedShape, n);
  FalkLoadError error;
  FalkLoad load = { .error = &error };
  FalkLayer *layers;
  size_t n_layers;
  GString *text = g_string_new (NULL);

  *notes = 0;
  load.options.progress_user = notes;
  falk_arena_init (&load.arena, NULL, 1u << 24);
  for (guint i = 0; i < n; i++)
    tensors[i] = (FalkNamedShape){ rows[i].name, &rows[i].shape };
  g_assert_true (
      falk_layers_find (&load, tensors, n, &layers, &n_layers, count_note));
  for (size_t i = 0; i < n_layers; i++)
    {
      const FalkLayer *layer = &layers[i];

      g_assert_cmpint (layer->batch_first, ==, FALK_UNKNOWN);
      g_assert_true (isnan (layer->dropout));
      g_string_append_printf (text, "%s%s %s %d %d %d %s%s", i ? "; " : "",
                              layer->prefix, falk_layer_kind_name (layer->kind),
                              (int)layer->input_size, (int)layer->hidden_size,
                              (int)layer->num_layers, layer->bias ? "b" : "",
                              layer->bidirectional ? "2" : "");
      if (layer->proj_size)
        g_string_append_printf (text, "p%d", (int)layer->proj_size);
    }
  falk_arena_clear (&load.arena);
  g_free (tensors);
  return g_string_free (text, FALSE);
}

#define M(name, rows, columns)                                                 \
  {                                                                            \
    name,                                                                      \
    {                                                                          \
      2,                                                                       \
      {                                                                        \
        rows, columns                                                          \
      }                                                                        \
    }                                                                          \
  }
#define V(name, rows)                                                          \
  {                                                                            \
    name,                                                                      \
    {                                                                          \
      1,                                                                       \
      {                                                                        \
        rows                                                                   \
      }                                                                        \
    }                                                                          \
  }
#define ROWS_MAX 10

static const struct
{
  const char *says;
  Row rows[ROWS_MAX];
  const char *layers;
  guint notes;
} cases[] = {
  { "a GRU",
    { M ("gru.weight_ih_l0", 12, 3), M ("gru.weight_hh_l0", 12, 4),
      V ("gru.bias_ih_l0", 12), V ("gru.bias_hh_l0", 12),
      M ("fc.weight", 2, 4) },
    "gru GRU 3 4 1 b" },
  { "without prefix or bias",
    { M ("weight_ih_l0", 12, 3), M ("weight_hh_l0", 12, 4) },
    " GRU 3 4 1 " },
  { "an LSTM and an RNN in between",
    { M ("b.weight_hh_l0", 4, 4), M ("a.weight_ih_l0", 16, 3),
      M ("b.weight_ih_l0", 4, 5), M ("a.weight_hh_l0", 16, 4) },
    "b RNN 5 4 1 ; a LSTM 3 4 1 " },
  { "two layers, both directions",
    { M ("r.weight_ih_l0", 6, 3), M ("r.weight_hh_l0", 6, 2),
      M ("r.weight_ih_l0_reverse", 6, 3), M ("r.weight_hh_l0_reverse", 6, 2),
      M ("r.weight_ih_l1", 6, 4), M ("r.weight_hh_l1", 6, 2),
      M ("r.weight_ih_l1_reverse", 6, 4), M ("r.weight_hh_l1_reverse", 6, 2) },
    "r GRU 3 2 2 2" },
  { "a projection",
    { M ("r.weight_ih_l0", 20, 3), M ("r.weight_hh_l0", 20, 2),
      M ("r.weight_hr_l0", 2, 5) },
    "r LSTM 3 5 1 p2" },
  { "a cell",
    { M ("x.y.weight_ih", 12, 3), M ("x.y.weight_hh", 12, 4),
      V ("x.y.bias_ih", 12), V ("x.y.bias_hh", 12) },
    "x.y GRUCell 3 4 1 b" },
  { "in a list",
    { M (".g.weight_ih_l0", 12, 3), M (".g.weight_hh_l0", 12, 4) },
    "g GRU 3 4 1 " },
  { "Keras, by hand",
    { M ("Wz", 5, 30), M ("Uz", 10, 30), M ("bz", 2, 30) },
    " GRU (Keras) 5 10 1 b" },
  { "Keras, by name",
    { M ("m/gru/kernel:0", 5, 40), M ("m/gru/recurrent_kernel:0", 10, 40),
      V ("m/gru/bias:0", 40), M ("m/dense/kernel:0", 10, 2) },
    "m/gru LSTM (Keras) 5 10 1 b" },
  { "one matrix a gate is no layer",
    { M ("Wz", 5, 10), M ("Uz", 10, 10) },
    "" },
  { "no recurrent matrix", { M ("r.weight_ih_l0", 12, 3) }, "", 1 },
  { "rows that are no multiple",
    { M ("r.weight_ih_l0", 13, 3), M ("r.weight_hh_l0", 13, 4) },
    "",
    1 },
  { "two gates",
    { M ("r.weight_ih_l0", 8, 3), M ("r.weight_hh_l0", 8, 4) },
    "",
    1 },
  { "a missing layer",
    { M ("r.weight_ih_l0", 12, 3), M ("r.weight_hh_l0", 12, 4),
      M ("r.weight_ih_l2", 12, 4), M ("r.weight_hh_l2", 12, 4) },
    "",
    1 },
  { "a huge layer number",
    { M ("r.weight_ih_l0", 12, 3), M ("r.weight_hh_l0", 12, 4),
      M ("r.weight_ih_l4000", 12, 4) },
    "",
    1 },
  { "one bias only",
    { M ("r.weight_ih_l0", 12, 3), M ("r.weight_hh_l0", 12, 4),
      V ("r.bias_ih_l0", 12) },
    "",
    1 },
  { "a second layer of another width",
    { M ("r.weight_ih_l0", 12, 3), M ("r.weight_hh_l0", 12, 4),
      M ("r.weight_ih_l1", 12, 5), M ("r.weight_hh_l1", 12, 4) },
    "",
    1 },
  { "half a direction",
    { M ("r.weight_ih_l0", 12, 3), M ("r.weight_hh_l0", 12, 4),
      M ("r.weight_ih_l0_reverse", 12, 3) },
    "",
    1 },
  { "empty matrices",
    { M ("r.weight_ih_l0", 0, 0), M ("r.weight_hh_l0", 0, 0) },
    "",
    1 },
  { "names that only begin alike",
    { M ("r.weight_ih_lx", 12, 3), M ("r.weight_ihx", 12, 4),
      M ("r.weight_ih_l0_back", 12, 3), M ("r.weight_ih_l", 12, 3) },
    "" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;
      guint n = 0, notes;

      while (n < ROWS_MAX && cases[i].rows[n].name)
        n++;
      g_test_message ("%s", cases[i].says);
      text = describe (cases[i].rows, n, &notes);
      g_assert_cmpstr (text, ==, cases[i].layers);
      g_assert_cmpuint (notes, ==, cases[i].notes);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load/layers/finds-what-fits-together", test_cases);
  return g_test_run ();
}
