/* SPDX-License-Identifier: MIT */
/* Where a run gets its numbers from: the model's tensors and the input where
 * they hold values of the right shape, else values drawn from the seed. What
 * was drawn or converted is noted, so that nobody takes it for the truth. */
#pragma once

#include "falk-model.h"
#include "falk-rule.h"

G_BEGIN_DECLS

/* Whole numbers up to here are exact in float32. */
#define FALK_SUPPLY_WHOLE_MAX (1 << 24)

typedef struct
{
  guint64 seed;
  GPtrArray *notes; /* char *, borrowed: added to */
  gint64 whole; /* whole numbers drawn for an input are below this, 1 to
                 * 2^24: indices of an Embedding */
} FalkSupply;

/* The distribution of a new module's parameters. */
typedef enum
{
  FALK_INIT_UNIFORM, /* within 1/sqrt(fan); 0 where fan is 0 */
  FALK_INIT_NORMAL, /* standard normal */
  FALK_INIT_NORM, /* not drawn: weight and running_var 1, the others 0 */
} FalkInitKind;

typedef struct
{
  FalkInitKind kind;
  gint64 fan;
} FalkInit;

/* Whether values of @dtype can be computed with as float32. */
gboolean falk_supply_can_read (FalkDtype dtype);

/* The values of @tensor as float32: its own bytes where they are just that,
 * a copy where they have another type, or drawn where it is a bare shape:
 * from the standard normal distribution, whole numbers where it is of an
 * integer type. NULL when there is no memory. */
GBytes *falk_supply_values (const FalkSupply *supply,
                            const FalkTensor *tensor) G_GNUC_WARN_UNUSED_RESULT;

/* The values of all parameters of @step as GBytes of float32, in the order of
 * falk_step_parameter(). Those the step has no fitting tensor for are what
 * PyTorch initialises them to, by @init. NULL when there is no memory. */
GPtrArray *
falk_supply_parameters (const FalkSupply *supply, const FalkStep *step,
                        const FalkInit *init) G_GNUC_WARN_UNUSED_RESULT;

/* The tensor that @arg of @step states the shape of ("h0", "other"), @count
 * elements of float32: the step's tensor of that name, or drawn from the
 * standard normal distribution where only its shape was given. NULL when
 * there is no memory. */
GBytes *falk_supply_operand (const FalkSupply *supply, const FalkStep *step,
                             FalkArg arg,
                             gint64 count) G_GNUC_WARN_UNUSED_RESULT;

/* The same for class indices: whole numbers below @classes, which float32
 * holds exactly up to 2^24. */
GBytes *falk_supply_classes (const FalkSupply *supply, const FalkStep *step,
                             FalkArg arg, gint64 count,
                             gint64 classes) G_GNUC_WARN_UNUSED_RESULT;

/* The state @arg handed to a recurrent step, as falk_supply_operand(). @state
 * gets NULL for the zeros of a step that is handed none; a step that is
 * handed h0 is handed c0. FALSE when there is no memory. */
gboolean falk_supply_state (const FalkSupply *supply, const FalkStep *step,
                            FalkArg arg, gint64 count, GBytes **state);

/* Bytes of the parameters of @step that would be allocated, at most. FALSE on
 * overflow. */
gboolean falk_supply_cost (const FalkStep *step, gint64 *bytes);

G_END_DECLS
