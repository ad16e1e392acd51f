/* SPDX-License-Identifier: MIT */
/* The parts of an explanation's text form. */
#pragma once

#include "falk-explain-text.h"
#include "falk-wrap.h"

G_BEGIN_DECLS

typedef struct
{
  GString *out;
  gboolean colour;
} FalkText;

/* One line a step: what it is, and the shape it gives. */
void falk_text_chain (FalkText *text, const FalkModel *model,
                      const FalkInference *inference);

/* The operands of the fault's product, or the shapes it compared, with the
 * sizes marked that differ; nothing where there are no such. */
void falk_text_picture (FalkText *text, const FalkModel *model,
                        const FalkInference *inference,
                        const FalkExplanation *explanation);

/* The table of what differs (FalkStateRow), in columns; nothing where it is
 * empty. */
void falk_text_table (FalkText *text, const GPtrArray *rows);

G_END_DECLS
