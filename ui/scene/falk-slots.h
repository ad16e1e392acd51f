/* SPDX-License-Identifier: MIT */
/* Slots: two rows of boxes, one a box an axis, above each other: what was
 * found and what was needed, or what went in and what came out. The picture
 * of every step and fault that is not about a product. Private to this
 * layer. */
#pragma once

#include "falk-pen.h"
#include "falk-value.h"

G_BEGIN_DECLS

typedef enum
{
  FALK_SLOT_PLAIN, /* nothing to agree with */
  FALK_SLOT_AGREES,
  FALK_SLOT_DIFFERS,
  FALK_SLOT_MISSING, /* not there, and needed */
  FALK_SLOT_EXTRA, /* there, and not needed */
  FALK_SLOT_WRONG, /* not allowed, whatever is above it */
} FalkSlotState;

/* Strings are the scene's or static; word, origin and mark may be NULL. */
typedef struct
{
  const char *text; /* the number, or whatever stands in its place */
  const char *word; /* what the axis is */
  const char *origin; /* where the number comes from */
  FalkInk ink;
  FalkSlotState state;
  const char *mark; /* between the rows, in place of the state's own */
} FalkSlot;

#define FALK_SLOTS_MAX FALK_RANK_MAX

typedef struct
{
  const char *caption; /* "found" */
  const char *name; /* "h0" */
  guint n;
  FalkSlot slots[FALK_SLOTS_MAX];
} FalkSlotRow;

#define FALK_SLOT_NOTES_MAX 4

/* With links, slot i of rows[1] comes from the slots of rows[0] whose bits
 * are set in links[i]; else the rows' ends are aligned and their slots are
 * compared. */
typedef struct
{
  const char *title;
  FalkSlotRow rows[2];
  gboolean linked;
  gboolean from_start; /* align the first slots, not the last ones */
  guint32 links[FALK_SLOTS_MAX];
  const char *verdict; /* between the rows, of them as a whole; or NULL */
  const char *ranks; /* before it, of how many slots they have; or NULL */
  const char *notes[FALK_SLOT_NOTES_MAX];
  guint n_notes;
} FalkSlots;

/* A scene of its own. */
FalkScene *falk_slots_scene (FalkScene *scene, const FalkSlots *slots,
                             double width);

/* Whether slots are the picture of a fault, and what follows the step's name
 * in the title of its picture; static. */
gboolean falk_slots_draw_fault (FalkFaultCode code);
const char *falk_slots_fault_title (FalkFaultCode code);

/* Fills in what the fault of @subject is about, which slots are the picture
 * of. */
void falk_slots_from_fault (FalkScene *scene, const FalkSubject *subject,
                            FalkSlots *slots);

/* Fills in what step @index does to the axes it is given. */
void falk_slots_from_move (FalkScene *scene, const FalkSubject *subject,
                           guint index, FalkSlots *slots);

/* A slot, or a row of them, that shows an axis with its size and origin. */
void falk_slot_from_axis (FalkScene *scene, const FalkAxis *axis, guint index,
                          FalkSlot *slot);
void falk_slots_set_value (FalkScene *scene, FalkSlotRow *row,
                           const FalkValue *value);

G_END_DECLS
