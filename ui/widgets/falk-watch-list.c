/* SPDX-License-Identifier: MIT */
#include "falk-watch-list.h"

#include "falk-record.h"
#include "falk-rule.h"

/* Shares of saturated gates, and how much a state may grow or shrink over a
 * sequence, beyond which a row asks to be looked at. */
#define SATURATED_MANY 0.5
#define NORM_RATIO_FAR 100.0

/* Everything recorded, gathered. */
typedef struct
{
  guint n; /* states seen */
  gint64 units;
  gboolean has[FALK_GATE_COUNT]; /* gates that are shares */
  double saturated[FALK_GATE_COUNT]; /* the worst */
  gint64 dead, not_finite; /* sums */
  double first_norm, last_norm; /* of the last state */
} Totals;

void
falk_watch_row_free (FalkWatchRow *row)
{
  if (row == NULL)
    return;
  g_free (row->name);
  g_free (row->value);
  g_free (row);
}

static void
add_row (GPtrArray *rows, gboolean good, const char *name, char *value)
{
  FalkWatchRow *row = g_new (FalkWatchRow, 1);
  *row = (FalkWatchRow){ good, g_strdup (name), value };
  g_ptr_array_add (rows, row);
}

static void
gather (const FalkModel *model, const FalkRun *run, Totals *totals)
{
  for (guint i = 0; i < model->steps->len; i++)
    {
      const FalkRecord *record = falk_run_record (run, i);
      if (record == NULL)
        continue;
      gint64 directions = falk_step_directions (falk_model_step (model, i));
      for (gint64 state = 0; state < record->states; state++)
        {
          FalkRecordStatistics s;
          falk_record_statistics (record, state, state % directions == 1, &s);
          totals->n++;
          totals->units += record->H;
          for (guint k = 0; k < falk_record_n_gates (record); k++)
            {
              FalkGate gate = falk_record_gate (record, k);
              totals->has[gate] |= falk_gate_is_share (gate);
              totals->saturated[gate] =
                  MAX (totals->saturated[gate], s.saturated[gate]);
            }
          totals->dead += s.dead;
          totals->not_finite += s.not_finite;
          totals->first_norm = s.first_norm;
          totals->last_norm = s.last_norm;
        }
    }
}

/* "r 2 %, z 6 %": each gate that is a share; no row where none is. */
static void
add_saturated (GPtrArray *rows, const Totals *totals)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean good = TRUE;
  for (guint gate = 0; gate < FALK_GATE_COUNT; gate++)
    {
      if (!totals->has[gate])
        continue;
      good = good && totals->saturated[gate] < SATURATED_MANY;
      g_string_append_printf (text, "%s%s %.0f %%", text->len > 0 ? ", " : "",
                              falk_gate_name (gate),
                              totals->saturated[gate] * 100);
    }
  if (text->len > 0)
    add_row (rows, good, "saturated gates", g_strdup (text->str));
}

GPtrArray *
falk_watch_list_new (const FalkModel *model, const FalkRun *run)
{
  GPtrArray *rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_watch_row_free);
  Totals t = { 0 };
  gather (model, run, &t);
  if (t.n == 0)
    return rows;
  add_row (rows, t.not_finite == 0, "NaN or infinity",
           t.not_finite == 0
               ? g_strdup ("none")
               : g_strdup_printf ("%" G_GINT64_FORMAT " values", t.not_finite));
  add_saturated (rows, &t);
  add_row (rows, t.dead == 0, "dead units",
           t.dead == 0
               ? g_strdup ("none")
               : g_strdup_printf ("%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT,
                                  t.dead, t.units));
  gboolean steady = t.first_norm <= 0
                    || (t.last_norm < t.first_norm * NORM_RATIO_FAR
                        && t.last_norm > t.first_norm / NORM_RATIO_FAR);
  add_row (rows, steady, "state norm",
           g_strdup_printf ("%.3g → %.3g", t.first_norm, t.last_norm));
  return rows;
}
