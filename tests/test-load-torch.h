/* SPDX-License-Identifier: MIT */
/* Pieces of the pickles that torch.save writes, to be put together. */
#pragma once

#include "test-load-zip.h"

#define PROTO "\x80\2"
/* BINUNICODE */
#define S(length, text) "X" length "\0\0\0" text
#define PID(type, key, numel)                                                  \
  "(" S ("\7", "storage") "ctorch\n" type "Storage\n" key S ("\3", "cpu")      \
      numel "tQ"
#define KEY S ("\1", "0")
#define FLOATS PID ("Float", KEY, "K\6")
#define REBUILD "ctorch._utils\n_rebuild_tensor_v2\n("
#define HOOKS                                                                  \
  "\x89"                                                                       \
  "ccollections\nOrderedDict\n)RtR"
#define VIEW(storage, offset, sizes, strides)                                  \
  REBUILD storage offset sizes strides HOOKS
#define STATE_DICT(tensor) PROTO "}" S ("\1", "w") tensor "s."
#define PAIR(a, b) a b "\x86"
#define BIG "\x8a\x08\0\0\0\0\0\0\0\x40" /* 2^62 */
