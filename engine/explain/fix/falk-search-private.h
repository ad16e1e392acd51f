/* SPDX-License-Identifier: MIT */
/* What the table of moves shares with the functions its rows name. */
#pragma once

#include "falk-cause-private.h"

G_BEGIN_DECLS

typedef struct FalkSearchRow FalkSearchRow;

/* Edits to be tried. */
typedef struct
{
  const FalkSearchRow *row;
  GPtrArray *edits; /* FalkEdit, owned */
  double cost; /* the row's and what these edits add */
  char *caution; /* runs, but means something else; or NULL */
} FalkCandidate;

struct FalkSearchRow
{
  FalkCauseCode code; /* the cause that it belongs to */
  double cost; /* how much it changes, 0 … 1 */
  const char *title, *why; /* of a cause that there is none for yet; {step},
                            * {before} and {what} are the case's */
  gboolean carry; /* what the step gives changes: later layers follow */
  gboolean (*applies) (const FalkCase *c, const FalkSearchRow *row);
  /* Adds what may be tried, with falk_candidate_add(). Called only where it
   * applies. */
  void (*propose) (const FalkCase *c, const FalkSearchRow *row,
                   GPtrArray *candidates);
};

/* The table; static, @n rows. */
const FalkSearchRow *falk_search_rows (guint *n);

/* A candidate of @row in @candidates, which owns it, with one edit, taken
 * over; more may be added to it. */
FalkCandidate *falk_candidate_add (GPtrArray *candidates,
                                   const FalkSearchRow *row, FalkEdit *edit);

/* Sets its caution; @format as printf. */
void falk_candidate_caution (FalkCandidate *candidate, const char *format, ...)
    G_GNUC_PRINTF (2, 3);
void falk_candidate_free (FalkCandidate *candidate);

#define FALK_DECLARE_SEARCH(name)                                              \
  gboolean falk_search_applies_##name (const FalkCase *c,                      \
                                       const FalkSearchRow *row);              \
  void falk_search_propose_##name (                                            \
      const FalkCase *c, const FalkSearchRow *row, GPtrArray *candidates)

/* falk-search-axes.c: axes moved, added, dropped and joined */
FALK_DECLARE_SEARCH (order);
FALK_DECLARE_SEARCH (exchange);
FALK_DECLARE_SEARCH (squeeze);
FALK_DECLARE_SEARCH (unsqueeze);
FALK_DECLARE_SEARCH (flatten);
FALK_DECLARE_SEARCH (last_step);

/* falk-search-layer.c: arguments, the state, the type, steps left out */
FALK_DECLARE_SEARCH (batch_first);
FALK_DECLARE_SEARCH (width);
FALK_DECLARE_SEARCH (width_before);
FALK_DECLARE_SEARCH (state_fit);
FALK_DECLARE_SEARCH (state_drop);
FALK_DECLARE_SEARCH (layers);
FALK_DECLARE_SEARCH (directions);
FALK_DECLARE_SEARCH (hidden);
FALK_DECLARE_SEARCH (cast);
FALK_DECLARE_SEARCH (remove);

G_END_DECLS
