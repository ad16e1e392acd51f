/* SPDX-License-Identifier: MIT */
/* The one question that would tell the likeliest causes apart, where the text
 * alone doesn't: what shape the input has. It is asked only where the answer
 * decides. */
#include "falk-explain-private.h"

/* How far behind the first a cause may be and still be in question. */
#define OPEN_MARGIN 0.3

/* How likely it has to be at least. */
#define OPEN_LEAST 0.3

/* What the input's shape would look like: causes of one look can't be told
 * apart by it. */
typedef enum
{
  LOOK_ANY, /* the shape says nothing about it */
  LOOK_OTHER_AXIS, /* the size stands on another axis */
  LOOK_FLATTENED, /* two axes make up a size */
  LOOK_FEW, /* an axis is missing */
  LOOK_MANY, /* an axis is too many */
  LOOK_EMPTY, /* a size of 0 */
} Look;

/* Whether the axes that are missing or too many are the state's, unless a
 * version counts on those of the input. */
static gboolean
is_of_state (const FalkFault *fault)
{
  return (fault->part == FALK_PART_H0 || fault->part == FALK_PART_C0)
         && fault->code != FALK_FAULT_UNBATCHED_STATE
         && fault->code != FALK_FAULT_UNBATCHED_STATES;
}

static Look
look_of (const FalkCase *c, FalkCauseCode code)
{
  static const Look looks[FALK_CAUSE_COUNT] = {
    [FALK_CAUSE_FEATURE_NOT_LAST] = LOOK_OTHER_AXIS,
    [FALK_CAUSE_BATCH_FIRST] = LOOK_OTHER_AXIS,
    [FALK_CAUSE_RESHAPE] = LOOK_FLATTENED,
    [FALK_CAUSE_VIEW_TOTAL] = LOOK_FLATTENED,
    [FALK_CAUSE_LAST_STEP] = LOOK_FLATTENED,
    [FALK_CAUSE_MISSING_AXIS] = LOOK_FEW,
    [FALK_CAUSE_AXIS_LOST] = LOOK_FEW,
    [FALK_CAUSE_UNBATCHED] = LOOK_FEW,
    [FALK_CAUSE_EXTRA_AXIS] = LOOK_MANY,
    [FALK_CAUSE_EMPTY_INPUT] = LOOK_EMPTY,
  };

  if ((looks[code] == LOOK_FEW || looks[code] == LOOK_MANY)
      && is_of_state (c->fault))
    return LOOK_ANY;
  return looks[code];
}

/* The likeliest cause behind the first that the shape tells from it. */
static const FalkCause *
open_cause (const FalkCase *c, const GPtrArray *causes)
{
  const FalkCause *first = g_ptr_array_index (causes, 0);

  for (guint i = 1; i < causes->len; i++)
    {
      const FalkCause *cause = g_ptr_array_index (causes, i);

      if (look_of (c, cause->code) != look_of (c, first->code)
          && cause->score >= OPEN_LEAST
          && first->score - cause->score <= OPEN_MARGIN)
        return cause;
    }
  return NULL;
}

/* Whether a state of another batch is all that the text says: then the input's
 * other axis, which it doesn't state, may be that batch. */
static gboolean
may_be_exchanged (const FalkCase *c)
{
  return falk_case_agrees (c, 0) == TRUE && falk_case_agrees (c, 1) == FALSE
         && falk_case_agrees (c, 2) == TRUE && c->in->rank == 3
         && c->fault->found_shape.dims[1] > 1;
}

char *
falk_explain_question (const FalkCase *c, const GPtrArray *causes)
{
  const FalkCause *first, *other;

  if (!c->report || falk_report_states_input (c->report) || causes->len == 0)
    return NULL;
  first = g_ptr_array_index (causes, 0);
  if (may_be_exchanged (c))
    return g_strdup_printf (
        "What is the shape of %s right before %s? The text doesn't state it. "
        "If the axis that %s takes for time is " FALK_SIZE
        ", batch and time are exchanged.",
        c->what, c->step->name, c->step->name, c->fault->found_shape.dims[1]);
  other = open_cause (c, causes);
  if (!other)
    return NULL;
  return g_strdup_printf (
      "What is the shape of %s right before %s? The text doesn't state it, and "
      "it would tell “%s” from “%s”.",
      c->what, c->step->name, first->title, other->title);
}
