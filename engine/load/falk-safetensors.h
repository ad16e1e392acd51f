/* SPDX-License-Identifier: MIT */
/* The safetensors format: a length, a JSON header, the elements.
 * https://huggingface.co/docs/safetensors describes it; where this reader
 * differs it is stricter, but for unknown dtypes, which only make their own
 * tensor unreadable, and unknown fields, which are noted. */
#pragma once

#include "falk-build.h"

bool falk_safetensors_read (FalkBuild *build);
