/* SPDX-License-Identifier: MIT */
#include "falk-heat.h"

#include <math.h>

#include "falk-draw.h"

#define DRAWN_MAX 300000 /* elements worth drawing again for a picture */
#define JOINED_MAX 2000000 /* elements worth copying */
#define MULTIPLY_MAX 8000000 /* multiplications worth doing */

FalkHeat
falk_heat_gate_scale (const FalkRecord *record, FalkGate gate, gint64 state)
{
  gboolean share = falk_gate_is_share (gate);
  gboolean free = gate == FALK_GATE_C
                  || (gate == FALK_GATE_H && falk_record_n_gates (record) == 1);
  float least = 0, greatest = 0, most = 1;

  if (free && record->T > 0
      && falk_record_range (record, gate, state, &least, &greatest))
    most = MAX (1, MAX (-least, greatest));
  return (FalkHeat){
    .lo = share ? 0 : -(double)most,
    .hi = (double)most,
    .scale = share ? FALK_HEAT_SEQUENTIAL : FALK_HEAT_DIVERGING,
  };
}

FalkHeat
falk_heat_gate_at (const FalkRecord *record, FalkGate gate, gint64 state,
                   gint64 t)
{
  FalkHeat heat = falk_heat_gate_scale (record, gate, state);

  heat.values = falk_record_at (record, gate, state, t);
  heat.rows = record->B;
  heat.cols = falk_record_width (record, gate);
  heat.row_stride = record->H;
  heat.col_stride = 1;
  return heat;
}

FalkHeat
falk_heat_gate_over_time (const FalkRecord *record, FalkGate gate, gint64 state,
                          gint64 b, const FalkHeat *scale)
{
  FalkHeat heat = *scale;

  if (record->T > 0)
    heat.values = falk_record_at (record, gate, state, 0) + b * record->H;
  heat.rows = falk_record_width (record, gate);
  heat.cols = record->T;
  heat.row_stride = 1;
  heat.col_stride = record->B * record->H;
  return heat;
}

void
falk_heat_set_range (FalkHeat *heat)
{
  double most = 0;

  for (gint64 row = 0; row < heat->rows; row++)
    for (gint64 col = 0; col < heat->cols; col++)
      {
        double v = fabs (
            (double)
                heat->values[row * heat->row_stride + col * heat->col_stride]);

        if (isfinite (v))
          most = MAX (most, v);
      }
  heat->hi = most > 0 ? most : 1;
  heat->lo = -heat->hi;
  heat->scale = FALK_HEAT_DIVERGING;
}

/* @apart: from one row to the next as stored. */
static FalkHeat
matrix (const float *values, gint64 rows, gint64 cols, gint64 apart,
        gboolean transposed)
{
  FalkHeat heat = { .values = values, .rows = rows, .cols = cols };

  heat.row_stride = transposed ? 1 : apart;
  heat.col_stride = transposed ? apart : 1;
  if (values)
    falk_heat_set_range (&heat);
  return heat;
}

/* The elements of @tensor as float32, or NULL where it has none or they are
 * not @count. */
static const float *
floats_of (FalkScene *scene, const FalkTensor *tensor, gint64 count)
{
  const void *data;
  gint64 n;
  float *copy;

  if (!tensor || !tensor->data || !falk_shape_count (&tensor->shape, &n)
      || n != count)
    return NULL;
  data = g_bytes_get_data (tensor->data, NULL);
  if (tensor->dtype == FALK_DTYPE_FLOAT32
      && GPOINTER_TO_SIZE (data) % sizeof (float) == 0)
    {
      g_ptr_array_add (scene->bytes, g_bytes_ref (tensor->data));
      return data;
    }
  if (count > JOINED_MAX)
    return NULL;
  copy = g_new (float, (gsize)count);
  falk_scene_take (scene, copy);
  return falk_tensor_to_float (tensor, copy) ? copy : NULL;
}

/* The stored weight: the model's, or drawn again as the run drew it. */
static const float *
weight_values (FalkScene *scene, const FalkSubject *subject,
               const FalkStep *step, const FalkProduct *product)
{
  gint64 rows = product->m2.rows.size, cols = product->m2.cols.size;
  const FalkTensor *tensor = falk_step_get_tensor (step, product->m2.name);
  gint64 fan = product->kind == FALK_PRODUCT_LINEAR
                   ? rows
                   : falk_step_get_int (step, FALK_ARG_HIDDEN_SIZE);
  float *drawn;

  if (tensor && tensor->data)
    return floats_of (scene, tensor, rows * cols);
  if (rows * cols > DRAWN_MAX || fan <= 0)
    return NULL;
  drawn = g_new (float, (gsize)(rows * cols));
  falk_scene_take (scene, drawn);
  falk_draw_uniform (subject->seed, step->name, product->m2.name,
                     1 / sqrt ((double)fan), drawn, (gsize)(rows * cols));
  return drawn;
}

/* The output of the layer below, its directions side by side, in the order
 * of the rows of m1. */
static const float *
layer_input (FalkScene *scene, const FalkStep *step, const FalkRecord *record,
             const FalkProduct *product)
{
  gint64 D = falk_step_get_bool (step, FALK_ARG_BIDIRECTIONAL) ? 2 : 1;
  gint64 T = record->T, B = record->B;
  gint64 H = falk_record_width (record, FALK_GATE_H);
  gboolean batch_first = falk_step_get_bool (step, FALK_ARG_BATCH_FIRST);
  float *joined;

  if (record->lengths || T * B * D * H > JOINED_MAX
      || T * B * D * H != product->m1.rows.size * product->m1.cols.size)
    return NULL;
  joined = g_new (float, (gsize)(T * B * D * H));
  falk_scene_take (scene, joined);
  for (gint64 t = 0; t < T; t++)
    for (gint64 b = 0; b < B; b++)
      for (gint64 d = 0; d < D; d++)
        for (gint64 h = 0; h < H; h++)
          joined[((batch_first ? b * T + t : t * B + b) * D + d) * H + h] =
              falk_record_get (record, FALK_GATE_H,
                               (product->layer - 1) * D + d, t, b, h);
  return joined;
}

/* The state that goes into the step at scheme->time, and how far apart its
 * rows are. */
static const float *
state_before (FalkScene *scene, const FalkStep *step, const FalkRecord *record,
              const FalkScheme *scheme, gint64 *row_stride)
{
  gint64 t = scheme->time + (scheme->product->reverse ? 1 : -1);
  gint64 count = record->B * falk_record_width (record, FALK_GATE_H);
  float *zeros;

  if (t >= 0 && t < record->T)
    {
      *row_stride = record->H;
      return falk_record_at (record, FALK_GATE_H, scheme->state, t);
    }
  if (falk_step_has (step, FALK_ARG_H0))
    {
      const float *h0 = floats_of (scene, falk_step_get_tensor (step, "h0"),
                                   record->states * count);

      return h0 ? h0 + scheme->state * count : NULL;
    }
  zeros = g_new0 (float, (gsize)MAX (count, 1));
  falk_scene_take (scene, zeros);
  return zeros;
}

static const float *
m1_values (FalkScene *scene, const FalkSubject *subject, guint index,
           const FalkScheme *scheme, gint64 *row_stride)
{
  const FalkProduct *product = scheme->product;
  const FalkStep *step = falk_model_step (subject->model, index);
  gint64 count = product->m1.rows.size * product->m1.cols.size;

  if (product->kind == FALK_PRODUCT_RECURRENT)
    return scheme->record
               ? state_before (scene, step, scheme->record, scheme, row_stride)
               : NULL;
  if (product->layer > 0)
    return scheme->record ? layer_input (scene, step, scheme->record, product)
                          : NULL;
  return floats_of (scene,
                    index == 0 ? falk_run_input (subject->run)
                               : falk_run_output (subject->run, index - 1),
                    count);
}

static const float *
multiply (FalkScene *scene, const FalkHeat *m1, const FalkHeat *m2)
{
  float *out;

  if (m1->rows * m2->cols > MULTIPLY_MAX / MAX (m1->cols, 1))
    return NULL;
  out = g_new (float, (gsize)MAX (m1->rows * m2->cols, 1));
  falk_scene_take (scene, out);
  for (gint64 i = 0; i < m1->rows; i++)
    for (gint64 j = 0; j < m2->cols; j++)
      {
        const float *a = m1->values + i * m1->row_stride;
        const float *b = m2->values + j * m2->col_stride;
        float sum = 0;

        for (gint64 k = 0; k < m1->cols; k++)
          sum += a[k * m1->col_stride] * b[k * m2->row_stride];
        out[i * m2->cols + j] = sum;
      }
  return out;
}

void
falk_scheme_set_values (FalkScene *scene, const FalkSubject *subject,
                        guint index, FalkScheme *scheme)
{
  const FalkProduct *product = scheme->product;
  const FalkStep *step = falk_model_step (subject->model, index);
  const float *m1, *m2;
  gint64 row_stride = product->m1.cols.size;

  if (!subject->run || !falk_scheme_fits (scheme) || scheme->ghost)
    return;
  scene->run = falk_run_ref (subject->run);
  m1 = m1_values (scene, subject, index, scheme, &row_stride);
  m2 = weight_values (scene, subject, step, product);
  scheme->m1 = matrix (m1, product->m1.rows.size, product->m1.cols.size,
                       row_stride, FALSE);
  scheme->m2 = matrix (m2, product->m2.rows.size, product->m2.cols.size,
                       product->m2.rows.size, TRUE);
  if (m1 && product->kind == FALK_PRODUCT_RECURRENT)
    {
      scheme->m1.lo = MIN (scheme->m1.lo, -1);
      scheme->m1.hi = MAX (scheme->m1.hi, 1);
    }
  if (m1 && m2)
    scheme->result = matrix (multiply (scene, &scheme->m1, &scheme->m2),
                             product->m1.rows.size, product->m2.cols.size,
                             product->m2.cols.size, FALSE);
}
