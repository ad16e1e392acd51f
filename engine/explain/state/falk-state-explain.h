/* SPDX-License-Identifier: MIT */
/* An explanation of a checkpoint that doesn't load: its table, and its causes
 * in the numbers and names of the case. Not for users of
 * falk-explanation.h. */
#pragma once

#include "falk-explanation.h"
#include "falk-state-study.h"

G_BEGIN_DECLS

/* Fills @explanation, whose causes are those of falk_plain_causes(), with what
 * @study says. */
void falk_state_explain (const FalkStateStudy *study,
                         FalkExplanation *explanation);

/* falk-state-words.c: sentences. The caller frees each; NULL where there is
 * nothing to be said. */

/* "a" or "an", as the @name of an operation is spoken: a GRU, an LSTM, a
 * Linear. Static. */
const char *falk_state_words_article (const char *name);

/* "rnn: hidden_size is 1024 in the checkpoint and 512 in the model." */
char *falk_state_words_sizes (const GPtrArray *rows) G_GNUC_WARN_UNUSED_RESULT;

/* "rnn: 192 rows of weight_ih are a GRU of 64 or an LSTM of 48." */
char *falk_state_words_readings (const FalkStateStudy *study)
    G_GNUC_WARN_UNUSED_RESULT;

/* "The checkpoint's names begin with "module."; the model's don't." */
char *
falk_state_words_renames (const GPtrArray *renames) G_GNUC_WARN_UNUSED_RESULT;

/* "The checkpoint alone has ..., the model alone has ..." */
char *
falk_state_words_layers (const FalkStateStudy *study) G_GNUC_WARN_UNUSED_RESULT;

/* "Build rnn with num_layers=1." and "conv differs as well." of the layers
 * whose constructor call isn't told. */
char *falk_state_words_change (const FalkStateStudy *study,
                               const GPtrArray *rows) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
