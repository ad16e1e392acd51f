/* SPDX-License-Identifier: MIT */
#include "falk-gate-look.h"

static const FalkGateLook looks[] = {
  [FALK_GATE_R] = { "r", "reset", "gate-r" },
  [FALK_GATE_Z] = { "z", "update", "gate-z" },
  [FALK_GATE_N] = { "n", "new", "gate-n" },
  [FALK_GATE_H] = { "h", "state", "gate-h" },
  [FALK_GATE_I] = { "i", "input", "gate-i" },
  [FALK_GATE_F] = { "f", "forget", "gate-f" },
  [FALK_GATE_G] = { "g", "new", "gate-g" },
  [FALK_GATE_O] = { "o", "output", "gate-o" },
  [FALK_GATE_C] = { "c", "cell", "gate-c" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (looks) == FALK_GATE_COUNT);

const FalkGateLook *
falk_gate_look (FalkGate gate)
{
  g_return_val_if_fail (gate < FALK_GATE_COUNT, NULL);
  return &looks[gate];
}

const FalkGateLook *
falk_gate_block (guint gates, guint index)
{
  static const FalkGate gru[] = { FALK_GATE_R, FALK_GATE_Z, FALK_GATE_N };
  static const FalkGate lstm[] = { FALK_GATE_I, FALK_GATE_F, FALK_GATE_G,
                                   FALK_GATE_O };

  if (gates == G_N_ELEMENTS (gru) && index < gates)
    return &looks[gru[index]];
  if (gates == G_N_ELEMENTS (lstm) && index < gates)
    return &looks[lstm[index]];
  return NULL;
}
