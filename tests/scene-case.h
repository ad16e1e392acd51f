/* SPDX-License-Identifier: MIT */
/* Models and inputs written on one line, for tests of the picture. */
#pragma once

#include "falk-scene.h"

/* What a scene is of; holds what the subject borrows. */
typedef struct
{
  FalkModel *model;
  FalkTensor *input;
  FalkInference *inference;
  FalkExplanation *explanation; /* or NULL */
  FalkSubject subject;
} SceneCase;

/* @steps: "GRU input_size=50 hidden_size=20 name=gru; select dim=0 index=-1",
 * lists as "h0=4,16,20". @shape: "50,32,3", with ":float64" where it isn't
 * float32. Aborts on what it can't read. */
SceneCase *scene_case_new (const char *steps, const char *shape);

/* Explains the fault, if there is one, for the subject. */
void scene_case_explain (SceneCase *scene_case);

void scene_case_free (SceneCase *scene_case);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SceneCase, scene_case_free)
