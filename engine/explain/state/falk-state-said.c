/* SPDX-License-Identifier: MIT */
#include "falk-state-said.h"

/* What is gathered on the way. */
typedef struct
{
  const FalkStateModule *module;
  FalkStateSide side;
  gint64 bound; /* the lowest layer that only the other has, or -1 */
  gint64 other_bound; /* the lowest that only this one has, or -1 */
} Tally;

static void
lower (gint64 *bound, gint64 layer)
{
  if (*bound < 0 || layer < *bound)
    *bound = layer;
}

static void
read_shape (FalkStateSaid *said, const FalkStatePlace *place,
            const FalkShape *shape)
{
  gboolean matrix = shape->rank == 2;

  if (shape->rank == 0 || shape->rank > 2)
    return;
  switch (place->part)
    {
    case FALK_STATE_WEIGHT_IH:
      said->rows = shape->dims[0];
      if (matrix && place->layer == 0)
        said->input = shape->dims[1];
      break;
    case FALK_STATE_WEIGHT_HH:
      said->rows = shape->dims[0];
      if (matrix)
        said->state = shape->dims[1];
      break;
    case FALK_STATE_BIAS_IH:
    case FALK_STATE_BIAS_HH:
      said->rows = shape->dims[0];
      break;
    case FALK_STATE_WEIGHT_HR:
      if (matrix)
        said->hidden = shape->dims[1];
      break;
    case FALK_STATE_PARTS:
      break;
    }
}

/* What is there says that there is such. */
static void
read_own (FalkStateSaid *said, Tally *tally, const FalkStateEntry *entry,
          const FalkStatePlace *place)
{
  said->has = TRUE;
  said->cell |= place->cell;
  said->least = MAX (said->least, (gint64)place->layer + 1);
  if (place->reverse)
    said->reverse = 1;
  if (place->part == FALK_STATE_BIAS_IH || place->part == FALK_STATE_BIAS_HH)
    said->bias = 1;
  if (place->part == FALK_STATE_WEIGHT_HR)
    said->proj = 1;
  if (entry->known)
    read_shape (said, place, &entry->shapes[tally->side]);
}

static void
tally_names (FalkStateSaid *said, Tally *tally)
{
  tally->bound = tally->other_bound = -1;
  for (guint i = 0; i < tally->module->entries->len; i++)
    {
      const FalkStateEntry *entry =
          g_ptr_array_index (tally->module->entries, i);
      FalkStatePlace place;

      if (!falk_state_place_read (falk_state_leaf (entry->name), &place))
        continue;
      if (entry->has[tally->side])
        read_own (said, tally, entry, &place);
      if (place.part != FALK_STATE_WEIGHT_IH || place.reverse)
        continue;
      if (falk_state_entry_only (entry, !tally->side))
        lower (&tally->bound, place.layer);
      if (falk_state_entry_only (entry, tally->side))
        lower (&tally->other_bound, place.layer);
    }
}

/* A text that names a recurrent weight and a bias whose shapes differ has
 * listed every parameter of the layer: all have gates·H rows. */
static gboolean
lists_all (const FalkStateModule *module)
{
  gboolean weight = FALSE, bias = FALSE;

  for (guint i = 0; i < module->entries->len; i++)
    {
      const FalkStateEntry *entry = g_ptr_array_index (module->entries, i);
      FalkStatePlace place;

      if (!falk_state_entry_differs (entry)
          || !falk_state_place_read (falk_state_leaf (entry->name), &place))
        continue;
      weight |= place.part == FALK_STATE_WEIGHT_HH;
      bias |= place.part == FALK_STATE_BIAS_HH;
    }
  return weight && bias;
}

/* What only the other side has says that this one has no such: of a layer and
 * a direction that it has. Where names were left out, that is sure of a
 * direction alone: nobody leaves out all of one. */
static void
read_absent (FalkStateSaid *said, const Tally *tally, gboolean cut)
{
  for (guint i = 0; i < tally->module->entries->len; i++)
    {
      const FalkStateEntry *entry =
          g_ptr_array_index (tally->module->entries, i);
      FalkStatePlace place;

      if (!falk_state_entry_only (entry, !tally->side)
          || !falk_state_place_read (falk_state_leaf (entry->name), &place)
          || (said->layers > 0 && place.layer >= said->layers))
        continue;
      if (place.reverse && said->reverse != 1)
        said->reverse = 0;
      else if (cut)
        continue;
      else if (place.part == FALK_STATE_WEIGHT_HR && said->proj != 1)
        said->proj = 0;
      else if ((place.part == FALK_STATE_BIAS_IH
                || place.part == FALK_STATE_BIAS_HH)
               && said->bias != 1)
        said->bias = 0;
    }
}

static void
settle_silence (FalkStateSaid *said)
{
  gint64 *const flags[] = { &said->reverse, &said->bias, &said->proj };

  if (said->layers < 0)
    said->layers = said->least;
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    *flags[i] = MAX (*flags[i], 0);
}

FalkStateSaid
falk_state_said (const FalkStateModule *module, FalkStateSide side,
                 gboolean whole, gboolean cut)
{
  FalkStateSaid said = { .rows = -1,
                         .input = -1,
                         .state = -1,
                         .hidden = -1,
                         .layers = -1,
                         .least = 1,
                         .reverse = -1,
                         .bias = -1,
                         .proj = -1 };
  Tally tally = { .module = module, .side = side };

  tally_names (&said, &tally);
  /* Names that agree aren't listed: layer 0 is there unless its weight is
   * listed as missing. */
  said.has |= !whole && tally.bound != 0;
  if (cut && said.has)
    read_absent (&said, &tally, TRUE);
  if (!said.has || cut)
    return said;
  if (tally.bound >= said.least)
    said.layers = tally.bound;
  else if (tally.other_bound >= 0)
    said.layers = said.least;
  if (said.layers != 0)
    read_absent (&said, &tally, FALSE);
  if (whole || lists_all (module) || tally.other_bound == 0)
    settle_silence (&said);
  return said;
}
