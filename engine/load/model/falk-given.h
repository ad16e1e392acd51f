/* SPDX-License-Identifier: MIT */
/* Given arguments: what a text or a JSON object states for one step, before
 * the table of steps has been asked what it means. */
#pragma once

#include "falk-rule.h"

G_BEGIN_DECLS

typedef enum
{
  FALK_GIVEN_NONE, /* None, null */
  FALK_GIVEN_BOOL,
  FALK_GIVEN_INT,
  FALK_GIVEN_FLOAT,
  FALK_GIVEN_STRING,
  FALK_GIVEN_INTS, /* a list or tuple of integers */
  FALK_GIVEN_OTHER, /* a thing no argument can be: an object */
  FALK_GIVEN_EXPRESSION, /* Python that is not a value: a name, a sum */
} FalkGivenKind;

typedef struct
{
  FalkGivenKind kind;
  char *name; /* the keyword; NULL: given by position. Owned */
  char *text; /* STRING: itself; OTHER: what it is, "an object"; EXPRESSION:
               * the error, "n is a name; put its number there". Owned */
  gint64 i; /* BOOL, INT */
  double d; /* FLOAT */
  GArray *ints; /* INTS: gint64; owned */
} FalkGiven;

/* A list of FalkGiven, freed with g_ptr_array_unref(). */
GPtrArray *falk_givens_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Adds one, called @name (copied; may be NULL) and of @kind. Borrowed. */
FalkGiven *falk_givens_add (GPtrArray *givens, const char *name,
                            FalkGivenKind kind);

typedef enum
{
  FALK_TAKE_JSON, /* every argument of the row, by exact type */
  FALK_TAKE_PYTHON, /* those of the constructor or method; 0 and 1 are truth
                     * values, 3 is (3,), "axis" is "dim" */
  FALK_TAKE_PRINTED, /* the same of a module that was made and printed: its
                      * constructor found no fault */
} FalkTakeMode;

/* Sets @step's arguments from @givens by its row of the table of steps, in
 * PyTorch's order where they are given by position. FALSE and @error where
 * one is twice there, of another type, or one too many; then @culprit is the
 * index of the one concerned, or -1. The error states no place.
 *
 * A constructor's argument that is unknown becomes a stray of the step, and
 * one that is missing stays unset: those are faults, which the checker finds.
 * Of a function or method, or of what was printed, they are errors. Whether
 * the values make sense is the checker's to say, too, except for a shape
 * handed in (h0): that must be a shape. */
gboolean falk_step_take_givens (FalkStep *step, const GPtrArray *givens,
                                FalkTakeMode mode, int *culprit,
                                GError **error);

/* Sets the argument of @spec. None leaves one unset that need not be there.
 * FALSE and @error where it is of another type. */
gboolean falk_step_take_given (FalkStep *step, const FalkArgSpec *spec,
                               const FalkGiven *given, FalkTakeMode mode,
                               GError **error);

/* Sets the list argument @arg to @n integers. FALSE and @error (may be NULL)
 * where there are too many, or they are to be a shape and aren't. */
gboolean falk_step_take_ints (FalkStep *step, FalkArg arg, const gint64 *ints,
                              guint n, GError **error);

/* Makes @shape of @n integers. FALSE and @error where one is negative, there
 * are more than FALK_RANK_MAX, or their product is beyond 2^63 - 1. @what
 * begins the sentence: "the input's shape". */
gboolean falk_shape_from_ints (const gint64 *ints, guint n, const char *what,
                               FalkShape *shape, GError **error);

G_END_DECLS
