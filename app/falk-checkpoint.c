/* SPDX-License-Identifier: MIT */
#include "falk-checkpoint.h"

#include "falk-model-layers.h"

FalkModel *
falk_checkpoint_model (const FalkFile *file, const GPtrArray *tensors,
                       const char *layer, GError **error)
{
  g_autofree FalkModelLayer *layers = g_new0 (FalkModelLayer, file->n_layers);
  FalkModelParts parts = {
    .name = file->base_name,
    .layers = layers,
    .n_layers = (guint)file->n_layers,
    .tensors = (FalkTensor *const *)tensors->pdata,
    .n_tensors = tensors->len,
  };

  for (gsize i = 0; i < file->n_layers; i++)
    {
      const FalkLayer *from = &file->layers[i];

      layers[i] = (FalkModelLayer){
        .prefix = from->prefix,
        .kind = falk_layer_kind_name (from->kind),
        .input_size = from->input_size,
        .hidden_size = from->hidden_size,
        .num_layers = from->num_layers,
        .proj_size = from->proj_size,
        .bidirectional = from->bidirectional,
        .bias = from->bias,
        .batch_first = (int)from->batch_first,
        .relu = (int)from->relu,
        .dropout = from->dropout > 0 && from->dropout <= 1 ? from->dropout : 0,
      };
    }
  return falk_model_from_layers (&parts, layer, error);
}
