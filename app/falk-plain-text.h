/* SPDX-License-Identifier: MIT */
/* The text in what a person hands over: bytes of a file or a pipe in any of
 * the encodings that logs come in, or the strings of a JSON value, such as a
 * notebook. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @bytes, of @length, as UTF-8 that ends in a 0. UTF-16 is known by its
 * byte-order mark; a byte that is no UTF-8 elsewhere becomes U+FFFD, since
 * a log of another encoding still holds its error in ASCII. NULL when there
 * are bytes of value 0 in it: then it is no text. */
char *falk_plain_text_from_bytes (const char *bytes,
                                  gsize length) G_GNUC_WARN_UNUSED_RESULT;

/* The strings of the JSON value that @json is, in its order, one or more
 * lines each; NULL when it is no JSON. */
char *falk_plain_text_from_json (const char *json) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
