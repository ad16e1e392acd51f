/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "falk-draw.h"
#include "falk-linear.h"
#include "falk-move.h"
#include "run-check.h"

/* 0, 1, 2, ... in @shape. */
static float *
counting (GPtrArray *pool, const FalkShape *shape)
{
  gint64 count;
  float *values;

  g_assert_true (falk_shape_count (shape, &count));
  values = check_unset (pool, (gsize)count);
  for (gint64 i = 0; i < count; i++)
    values[i] = (float)i;
  return values;
}

static void
test_permute (void)
{
  static const struct
  {
    FalkShape shape;
    guint dims[4];
  } rows[] = {
    { { 0, { 0 } }, { 0 } },
    { { 1, { 5 } }, { 0 } },
    { { 2, { 3, 4 } }, { 1, 0 } },
    { { 3, { 2, 3, 4 } }, { 0, 2, 1 } },
    { { 3, { 2, 3, 4 } }, { 2, 0, 1 } },
    { { 3, { 2, 3, 4 } }, { 0, 1, 2 } },
    { { 4, { 2, 1, 3, 5 } }, { 3, 1, 0, 2 } },
    { { 3, { 2, 0, 4 } }, { 1, 0, 2 } },
    { { 3, { 2, 4, 0 } }, { 1, 0, 2 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) pool = g_ptr_array_new_with_free_func (g_free);
      const FalkShape *shape = &rows[i].shape;
      FalkShape out = { shape->rank, { 0 } };
      float *x = counting (pool, shape), *y = counting (pool, shape);
      gint64 count;

      for (guint axis = 0; axis < shape->rank; axis++)
        out.dims[axis] = shape->dims[rows[i].dims[axis]];
      falk_move_permute (x, shape, rows[i].dims, y);
      falk_shape_count (shape, &count);
      for (gint64 at = 0; at < count; at++)
        {
          gint64 rest = at, index[4] = { 0 }, wanted = 0;

          for (guint axis = shape->rank; axis-- > 0; rest /= out.dims[axis])
            index[rows[i].dims[axis]] = rest % out.dims[axis];
          for (guint axis = 0; axis < shape->rank; axis++)
            wanted = wanted * shape->dims[axis] + index[axis];
          g_assert_cmpfloat (y[at], ==, wanted);
        }
    }
}

static void
test_select (void)
{
  const FalkShape shape = FALK_SHAPE (2, 3, 4);
  g_autoptr (GPtrArray) pool = g_ptr_array_new_with_free_func (g_free);
  float *x = counting (pool, &shape);
  const float first[] = { 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23 };
  const float middle[] = { 8, 9, 10, 11, 20, 21, 22, 23 };
  const float last[] = { 2, 6, 10, 14, 18, 22 };
  float y[12];

  falk_move_select (x, &shape, 0, 1, y);
  check_close ("axis 0", y, first, 12, 0);
  falk_move_select (x, &shape, 1, 2, y);
  check_close ("axis 1", y, middle, 8, 0);
  falk_move_select (x, &shape, 2, 2, y);
  check_close ("axis 2", y, last, 6, 0);
}

static void
test_mean (void)
{
  const FalkShape shape = FALK_SHAPE (2, 3, 4), empty = FALK_SHAPE (2, 0);
  g_autoptr (GPtrArray) pool = g_ptr_array_new_with_free_func (g_free);
  float *x = counting (pool, &shape), y[12];
  const float middle[] = { 4, 5, 6, 7, 16, 17, 18, 19 };
  const float outside[] = { 7.5, 11.5, 15.5 };
  const float all[] = { 11.5 };

  falk_move_mean (x, &shape, (gboolean[FALK_RANK_MAX]){ 0, 1, 0 }, y);
  check_close ("axis 1", y, middle, 8, 0);
  falk_move_mean (x, &shape, (gboolean[FALK_RANK_MAX]){ 1, 0, 1 }, y);
  check_close ("axes 0 and 2", y, outside, 3, 0);
  falk_move_mean (x, &shape, (gboolean[FALK_RANK_MAX]){ 1, 1, 1 }, y);
  check_close ("all axes", y, all, 1, 0);
  falk_move_mean (x, &empty, (gboolean[FALK_RANK_MAX]){ 0, 1 }, y);
  g_assert_true (isnan (y[0]) && isnan (y[1]));
}

static void
test_linear (void)
{
  static const gsize rows[][3] = {
    { 1, 1, 1 },  { 1600, 3, 20 }, { 7, 13, 5 }, { 1, 64, 10 },
    { 33, 0, 4 }, { 0, 4, 4 },     { 5, 7, 0 },
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint bias = 0; bias < 2; bias++)
      {
        g_autoptr (GPtrArray) pool = g_ptr_array_new_with_free_func (g_free);
        gsize n = rows[i][0], in = rows[i][1], out = rows[i][2];
        float *x = check_values (rand, pool, n * in, 1);
        float *weight = check_values (rand, pool, out * in, 1);
        float *b = bias ? check_values (rand, pool, out, 1) : NULL;
        float *found = check_unset (pool, n * out);
        float *wanted = check_unset (pool, n * out);

        falk_linear (falk_blas_get (), n, in, out, x, weight, b, found);
        falk_linear_naive (n, in, out, x, weight, b, wanted);
        check_close ("linear", found, wanted, n * out, 1e-5);
      }
}

static void
test_draw (void)
{
  enum
  {
    COUNT = 10001
  };
  g_autofree float *a = g_new (float, COUNT), *b = g_new (float, COUNT);
  double sum = 0, squares = 0;

  falk_draw_uniform (0, "gru", "weight_ih_l0", 0.25, a, COUNT);
  falk_draw_uniform (0, "gru", "weight_ih_l0", 0.25, b, COUNT);
  g_assert_cmpmem (a, COUNT * sizeof (float), b, COUNT * sizeof (float));
  for (guint i = 0; i < COUNT; i++)
    {
      g_assert_cmpfloat (fabsf (a[i]), <=, 0.25);
      sum += a[i];
    }
  g_assert_cmpfloat (fabs (sum / COUNT), <, 0.01);
  falk_draw_uniform (0, "gr", "uweight_ih_l0", 0.25, b, COUNT);
  g_assert_cmpfloat (a[0], !=, b[0]);
  falk_draw_uniform (1, "gru", "weight_ih_l0", 0.25, b, COUNT);
  g_assert_cmpfloat (a[0], !=, b[0]);

  falk_draw_normal (0, NULL, "x", a, COUNT);
  sum = 0;
  for (guint i = 0; i < COUNT; i++)
    {
      sum += a[i];
      squares += (double)a[i] * a[i];
    }
  g_assert_cmpfloat (fabs (sum / COUNT), <, 0.03);
  g_assert_cmpfloat (fabs (squares / COUNT - 1), <, 0.05);
}

int
main (int argc, char **argv)
{
  falk_blas_prepare ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/move/permutes", test_permute);
  g_test_add_func ("/run/move/selects", test_select);
  g_test_add_func ("/run/move/folds-to-the-mean", test_mean);
  g_test_add_func ("/run/linear/equals-the-naive-twin", test_linear);
  g_test_add_func ("/run/draw/same-seed-same-values", test_draw);
  return g_test_run ();
}
