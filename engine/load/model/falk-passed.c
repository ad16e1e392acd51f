/* SPDX-License-Identifier: MIT */
#include "falk-passed.h"

#include "falk-model-error.h"

#define NAMED_MAX 12 /* things named in one note */

typedef enum
{
  GROUP_PASS,
  GROUP_NORM,
  GROUP_LOSS,
  GROUP_LINE,
  GROUP_COUNT
} Group;

/* The list follows. */
static const char *const sentences[GROUP_COUNT] = {
  [GROUP_PASS] = "passed over, as they keep the shape: ",
  [GROUP_NORM] = "passed over, their own sizes not being checked: ",
  [GROUP_LOSS] = "left out, as they only compare the output: ",
  [GROUP_LINE] = "skipped, as they are no part of the chain: ",
};

struct _FalkPassed
{
  GPtrArray *names[GROUP_COUNT]; /* char *, owned */
  GHashTable *seen; /* borrowed from these */
};

FalkPassed *
falk_passed_new (void)
{
  FalkPassed *passed = g_new0 (FalkPassed, 1);

  for (guint i = 0; i < GROUP_COUNT; i++)
    passed->names[i] = g_ptr_array_new_with_free_func (g_free);
  passed->seen = g_hash_table_new (g_str_hash, g_str_equal);
  return passed;
}

void
falk_passed_free (FalkPassed *passed)
{
  g_hash_table_unref (passed->seen);
  for (guint i = 0; i < GROUP_COUNT; i++)
    g_ptr_array_unref (passed->names[i]);
  g_free (passed);
}

static void
add (FalkPassed *passed, Group group, char *name)
{
  if (g_hash_table_contains (passed->seen, name))
    {
      g_free (name);
      return;
    }
  g_hash_table_add (passed->seen, name);
  g_ptr_array_add (passed->names[group], name);
}

void
falk_passed_add (FalkPassed *passed, FalkKnownKind kind, const char *path,
                 const char *name)
{
  Group group = kind == FALK_KNOWN_NORM   ? GROUP_NORM
                : kind == FALK_KNOWN_LOSS ? GROUP_LOSS
                                          : GROUP_PASS;
  g_autofree char *shown = falk_model_escape (path, -1);

  add (passed, group,
       *path ? g_strdup_printf ("%s (%s)", shown, name) : g_strdup (name));
}

void
falk_passed_line (FalkPassed *passed, guint line)
{
  add (passed, GROUP_LINE, g_strdup_printf ("line %u", line));
}

void
falk_passed_note (const FalkPassed *passed, FalkModel *model)
{
  for (guint i = 0; i < GROUP_COUNT; i++)
    {
      const GPtrArray *names = passed->names[i];
      g_autoptr (GString) text = g_string_new (sentences[i]);

      for (guint j = 0; j < names->len && j < NAMED_MAX; j++)
        g_string_append_printf (text, "%s%s", j ? ", " : "",
                                (char *)g_ptr_array_index (names, j));
      if (names->len > NAMED_MAX)
        g_string_append_printf (text, " and %u more", names->len - NAMED_MAX);
      if (names->len > 0)
        falk_model_note (model, "%s", text->str);
    }
}
