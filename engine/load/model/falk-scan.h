/* SPDX-License-Identifier: MIT */
/* A strict scanner of plain JSON: printable ASCII, integers of 18 digits.
 * Each function gives FALSE where the text is anything else, which need not
 * be wrong. Nothing is copied but integers of lists. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FALK_SCAN_MEMBERS_MAX 32

typedef enum
{
  FALK_SCAN_STRING, /* plain: without its quotes */
  FALK_SCAN_INT,
  FALK_SCAN_REAL,
  FALK_SCAN_BOOL,
  FALK_SCAN_INTS,
  FALK_SCAN_OTHER, /* passed over: only its end is known */
} FalkScanKind;

typedef struct
{
  const char *text; /* into the line: a string, or the whole value */
  gsize length;
  gint64 i; /* INT, BOOL */
  double d; /* REAL */
  guint first, n; /* INTS: of the list of all */
  FalkScanKind kind;
} FalkScanValue;

typedef struct
{
  FalkScanValue key, value;
} FalkScanMember;

typedef struct
{
  const char *p, *end;
  GArray *ints; /* gint64: the elements of the lists so far; owned */
} FalkScan;

/* Passes over white space. */
void falk_scan_space (FalkScan *s);

/* Takes @c, after white space. */
gboolean falk_scan_take (FalkScan *s, char c);

/* The value at @s, which is no object; those in lists may be @depth lists
 * deep. With @escapes, a string that is only passed over may have some. */
gboolean falk_scan_value (FalkScan *s, guint depth, gboolean escapes,
                          FalkScanValue *value);

/* The key of @members[@n], which must differ from those before it, and its
 * colon. */
gboolean falk_scan_key (FalkScan *s, FalkScanMember *members, guint n);

/* An object of plain members, of which there are FALK_SCAN_MEMBERS_MAX at
 * most. */
gboolean falk_scan_members (FalkScan *s, FalkScanMember *members, guint *n);

/* The value of @name among @n members; NULL where it isn't there. */
const FalkScanValue *falk_scan_find (const FalkScanMember *members, guint n,
                                     const char *name);

/* Whether the string @text is @word. */
gboolean falk_scan_is (const FalkScanValue *text, const char *word);

G_END_DECLS
