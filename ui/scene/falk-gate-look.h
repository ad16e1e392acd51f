/* SPDX-License-Identifier: MIT */
/* What gates are called, and which blocks a weight's rows fall into. Private
 * to this layer. */
#pragma once

#include "falk-record.h"

G_BEGIN_DECLS

typedef struct
{
  const char *letter; /* "r" */
  const char *word; /* "reset" */
  const char *id; /* "gate-r": of its heat map in a scene */
} FalkGateLook;

/* Static. */
const FalkGateLook *falk_gate_look (FalkGate gate);

/* The gate of block @index of a weight of @gates blocks: r z n of 3, i f g o
 * of 4. NULL where a block is no gate: a weight of one has no parts. */
const FalkGateLook *falk_gate_block (guint gates, guint index);

G_END_DECLS
