/* SPDX-License-Identifier: MIT */
/* A piece of a run: a model and its input, cut short until running it takes a
 * millisecond or two. Time, sequences and layers may be cut, with the states
 * and operands that go with them; widths never. */
#pragma once

#include "falk-infer.h"

G_BEGIN_DECLS

/* Owns all three. */
typedef struct
{
  FalkModel *model;
  FalkTensor *input; /* a bare shape where it was cut */
  FalkInference *inference; /* of the two; ok */
  gint64 layers; /* what the layers of recurrent steps were cut to; 0: none
                  * was */
} FalkPiece;

/* Whether a parameter of @count values is too large to draw, so that zeros
 * stand in for it. */
gboolean falk_piece_is_blank (gint64 count);

/* @model on @input, which fit, cut as far as they then still do. */
void falk_piece_init (FalkPiece *piece, const FalkModel *model,
                      const FalkTensor *input);
void falk_piece_clear (FalkPiece *piece);

/* Roughly the multiplications that running it takes. */
double falk_piece_work (const FalkPiece *piece);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FalkPiece, falk_piece_clear)

G_END_DECLS
