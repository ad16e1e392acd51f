/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "falk-record.h"
#include "run-check.h"

/* One state, 3 times, 1 sequence, 2 units; unit 1 never moves. */
static const float r[] = { 0.01f, 0.5f, 0.99f, 0.5f, 0.5f, 0.5f };
static const float z[] = { 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.04f };
static const float n[] = { NAN, 0, INFINITY, 0, 0, 0 };
static const float h[] = { 3, 4, -1, 4, 0, 4 };

static const FalkRecord record = { 0, 1, 3, 1, 2, { r, z, n, h } };

static void
test_get (void)
{
  g_assert_cmpfloat (falk_record_get (&record, FALK_GATE_H, 0, 1, 0, 0), ==,
                     -1);
  g_assert_true (falk_record_at (&record, FALK_GATE_R, 0, 2) == r + 4);
  for (guint gate = 0; gate < FALK_GATE_COUNT; gate++)
    g_assert_nonnull (falk_gate_name (gate));
  g_assert_cmpstr (falk_gate_name (FALK_GATE_N), ==, "n");
}

static void
test_range (void)
{
  static const float nothing[] = { NAN, NAN };
  const FalkRecord empty = { 0, 1, 1,
                             1, 2, { nothing, nothing, nothing, nothing } };
  float least, greatest;

  g_assert_true (
      falk_record_range (&record, FALK_GATE_H, 0, &least, &greatest));
  g_assert_cmpfloat (least, ==, -1);
  g_assert_cmpfloat (greatest, ==, 4);
  g_assert_true (
      falk_record_range (&record, FALK_GATE_N, 0, &least, &greatest));
  g_assert_cmpfloat (least, ==, 0);
  g_assert_false (
      falk_record_range (&empty, FALK_GATE_N, 0, &least, &greatest));
}

static void
test_statistics (void)
{
  FalkRecordStatistics s, back;

  falk_record_statistics (&record, 0, FALSE, &s);
  g_assert_cmpfloat (fabs (s.r_saturated - 2.0 / 6), <, 1e-12);
  g_assert_cmpfloat (fabs (s.z_saturated - 1.0 / 6), <, 1e-12);
  g_assert_cmpint (s.dead, ==, 1);
  g_assert_cmpint (s.not_finite, ==, 2);
  g_assert_cmpfloat (s.first_norm, ==, 5);
  g_assert_cmpfloat (s.last_norm, ==, 4);
  falk_record_statistics (&record, 0, TRUE, &back);
  g_assert_cmpfloat (back.first_norm, ==, 4);
  g_assert_cmpfloat (back.last_norm, ==, 5);
}

/* The gates of any layer, in its own order. */
static void
test_gates (void)
{
  static const struct
  {
    FalkRecord record;
    const char *order;
  } rows[] = {
    { { .gates = { r, z, n, h } }, "rznh" },
    { { .gates = { [FALK_GATE_H] = h } }, "h" },
    { { .gates = { [FALK_GATE_I] = r,
                   [FALK_GATE_F] = r,
                   [FALK_GATE_G] = n,
                   [FALK_GATE_O] = r,
                   [FALK_GATE_C] = h,
                   [FALK_GATE_H] = h } },
      "ifgoch" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) found = g_string_new (NULL);

      for (guint k = 0; k < falk_record_n_gates (&rows[i].record); k++)
        g_string_append (
            found, falk_gate_name (falk_record_gate (&rows[i].record, k)));
      g_assert_cmpstr (found->str, ==, rows[i].order);
    }
  g_assert_true (falk_gate_is_share (FALK_GATE_O));
  g_assert_false (falk_gate_is_share (FALK_GATE_C));
  g_assert_null (falk_record_at (&rows[1].record, FALK_GATE_R, 0, 0));
}

/* Two sequences of 3 times, the second one step long; h has one unit of two.
 * What lies beyond is 9, and counted nowhere. */
static void
test_packed (void)
{
  static const float state[] = { 3, 9, 4, 9, -1, 9, 9, 9, 0.5f, 9, 9, 9 };
  static const float forget[] = { 0, 0.5f, 1,    0.5f, 0.5f, 0.5f,
                                  9, 9,    0.5f, 0.5f, 9,    9 };
  static const gint64 lengths[] = { 3, 1 };
  const FalkRecord packed = {
    .states = 1,
    .T = 3,
    .B = 2,
    .H = 2,
    .gates = { [FALK_GATE_H] = state, [FALK_GATE_F] = forget },
    .projected = 1,
    .lengths = lengths,
  };
  FalkRecordStatistics s;
  float least, greatest;

  falk_record_statistics (&packed, 0, FALSE, &s);
  g_assert_cmpfloat (s.first_norm, ==, 5);
  g_assert_cmpfloat (fabs (s.last_norm - sqrt (16.25)), <, 1e-12);
  g_assert_cmpfloat (s.saturated[FALK_GATE_F], ==, 2.0 / 8);
  g_assert_cmpint (s.dead, ==, 0);
  g_assert_true (
      falk_record_range (&packed, FALK_GATE_H, 0, &least, &greatest));
  g_assert_cmpfloat (least, ==, -1);
  g_assert_cmpfloat (greatest, ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/record/gives-the-element-asked-for", test_get);
  g_test_add_func ("/run/record/range-leaves-nan-out", test_range);
  g_test_add_func ("/run/record/counts-what-a-person-asks", test_statistics);
  g_test_add_func ("/run/record/gates-stand-in-order", test_gates);
  g_test_add_func ("/run/record/counts-only-what-was-computed", test_packed);
  return g_test_run ();
}
