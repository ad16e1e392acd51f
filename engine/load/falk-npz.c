/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "falk-npy.h"
#include "falk-zip-kinds.h"

#define MEMBERS_MAX 65536u
#define SUFFIX ".npy"

/* Adds one member. What is wrong with it alone makes it unreadable; the other
 * arrays still open. */
static bool
add_member (FalkBuild *build, FalkZipEntry *entry)
{
  size_t length = strlen (entry->name) - strlen (SUFFIX);
  char *name = falk_load_copy (&build->load, entry->name, length);
  const char *why;

  if (!name)
    return false;
  if (falk_npy_add (build, &entry->segment, name))
    return true;
  why = falk_build_forgive (build);
  return why && falk_build_unreadable (build, name, NULL, why);
}

bool
falk_npz_read (FalkBuild *build, FalkZip *zip)
{
  unsigned ignored = 0, shown = 0;

  build->file.format = "npz";
  if (zip->n > MEMBERS_MAX)
    return falk_fail (&build->load, FALK_LOAD_ZIP_DIR, -1,
                      "its count of members", FALK_TEXT ("%u", zip->n),
                      FALK_TEXT ("at most %u", MEMBERS_MAX));
  for (uint32_t i = 0; i < zip->n; i++)
    {
      FalkZipEntry *entry = &zip->entries[i];
      size_t length = strlen (entry->name);

      if (length >= strlen (SUFFIX)
          && strcmp (entry->name + length - strlen (SUFFIX), SUFFIX) == 0)
        {
          if (!add_member (build, entry))
            return false;
          shown++;
        }
      else if (ignored++ == 0
               && !falk_build_note (build,
                                    "Member %s is no array and was "
                                    "ignored.",
                                    FALK_QUOTE (entry->name, length)))
        return false;
    }
  if (ignored > 1
      && !falk_build_note (build, "%u more members were ignored.", ignored - 1))
    return false;
  return shown > 0
         || falk_fail (&build->load, FALK_LOAD_NPZ_NONE, -1, NULL, NULL, NULL);
}
