/* SPDX-License-Identifier: MIT */
#include "falk-dtype.h"
#include "falk-shape.h"
#include "falk-packing.h"
#include "falk-tensor.h"

static void
test_dtype_names (void)
{
  for (guint i = 0; i < FALK_DTYPE_COUNT; i++)
    {
      const FalkDtypeInfo *info = falk_dtype_info (i);
      FalkDtype found;

      g_assert_nonnull (info->name);
      g_assert_nonnull (info->scalar);
      g_assert_cmpuint (info->bits, >, 0);
      g_assert_true (falk_dtype_from_name (info->name, &found));
      g_assert_cmpint (found, ==, i);
    }
}

static void
test_shape_parse (void)
{
  static const struct
  {
    const char *text, *shape;
  } rows[] = {
    { "50,32,3", "[50, 32, 3]" },
    { " 50 x 32 x 3 ", "[50, 32, 3]" },
    { "50 × 32", "[50, 32]" },
    { "[50, 32, 3]", "[50, 32, 3]" },
    { "(3,)", "[3]" },
    { "torch.Size([2, 0])", "[2, 0]" },
    { "[]", "[]" },
    { "", NULL },
    { "50,-1", NULL },
    { "50,,3", NULL },
    { "[50, 32", NULL },
    { "50, 32]", NULL },
    { "4294967296,4294967296", NULL },
    { "99999999999999999999", NULL },
    { "fifty", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      FalkShape shape;
      gboolean ok = falk_shape_parse (rows[i].text, &shape);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (ok, ==, rows[i].shape != NULL);
      if (ok)
        {
          g_autofree char *text = falk_shape_to_text (&shape, FALK_SHAPE_LIST);
          g_assert_cmpstr (text, ==, rows[i].shape);
        }
    }
}

static void
test_shape_styles (void)
{
  static const char *const expected[] = { "[1600, 3]", "(1600, 3)", "1600 × 3",
                                          "1600,3" };
  FalkShape shape = FALK_SHAPE (1600, 3);
  FalkShape single = FALK_SHAPE (3);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *text = falk_shape_to_text (&shape, i);
      g_assert_cmpstr (text, ==, expected[i]);
    }
  g_autofree char *tuple = falk_shape_to_text (&single, FALK_SHAPE_TUPLE);
  g_assert_cmpstr (tuple, ==, "(3,)");
}

static void
test_tensor_to_float (void)
{
  const double stored[] = { 1.5, -2.0 };
  FalkShape shape = FALK_SHAPE (2);
  g_autoptr (GBytes) bytes = g_bytes_new_static (stored, sizeof stored);
  g_autoptr (FalkTensor) tensor =
      falk_tensor_new ("x", NULL, FALK_DTYPE_FLOAT64, &shape, bytes);
  float values[2];

  g_assert_true (falk_tensor_to_float (tensor, values));
  g_assert_cmpfloat (values[0], ==, 1.5f);
  g_assert_cmpfloat (values[1], ==, -2.0f);
}

/* The orders are what torch 1.13's pack_padded_sequence gave: of more than 16
 * sequences, equal lengths don't keep their order. */
static void
test_packing (void)
{
  static const struct
  {
    gint64 lengths[22];
    guint n;
    gboolean sorted;
    guint order[22];
  } cases[] = {
    { { 2, 5, 3 }, 3, FALSE, { 1, 2, 0 } },
    { { 5, 3, 2 }, 3, TRUE, { 0, 1, 2 } },
    { { 3, 3, 5, 3, 5 }, 5, FALSE, { 2, 4, 0, 1, 3 } },
    { { 5, 3, 9, 3, 5, 3, 9, 9, 2, 3, 5, 3, 7, 7, 3, 9, 5, 5, 3, 2, 3, 9 },
      22,
      FALSE,
      { 21, 2,  6,  7,  15, 12, 13, 4, 17, 16, 10,
        0,  11, 20, 18, 14, 9,  5,  3, 1,  8,  19 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FalkPacking packing = { cases[i].lengths, cases[i].n, cases[i].sorted,
                              9 };
      g_autofree guint *order = falk_packing_order (&packing);

      g_assert_cmpmem (order, cases[i].n * sizeof *order, cases[i].order,
                       cases[i].n * sizeof *order);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shape/dtype/every-row-has-its-names", test_dtype_names);
  g_test_add_func ("/shape/shape/reads-what-people-write", test_shape_parse);
  g_test_add_func ("/shape/shape/writes-every-style", test_shape_styles);
  g_test_add_func ("/shape/tensor/converts-to-float", test_tensor_to_float);
  g_test_add_func ("/shape/packing/is-in-pytorch-order", test_packing);
  return g_test_run ();
}
