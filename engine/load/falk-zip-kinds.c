/* SPDX-License-Identifier: MIT */
#include "falk-zip-kinds.h"

#include <string.h>

#include "falk-torch.h"

static bool
ends_with (const char *name, const char *end)
{
  size_t length = strlen (name), tail = strlen (end);

  return length >= tail && strcmp (name + length - tail, end) == 0;
}

/* Archives that are known by one of their members. */
static const struct
{
  const char *member;
  const char *words;
} kinds[] = {
  { "[Content_Types].xml", "an Office document" },
  { "META-INF/MANIFEST.MF", "a Java archive" },
  { "model.weights.h5", "a Keras model" },
  { "saved_model.pb", "a TensorFlow model" },
  { "AndroidManifest.xml", "an Android package" },
  { "mimetype", "an OpenDocument or EPUB file" },
};

static bool
refuse (FalkLoad *load, const FalkZip *zip)
{
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
    if (falk_zip_find (zip, kinds[i].member))
      return falk_fail (load, FALK_LOAD_FORMAT_KNOWN, -1, NULL, kinds[i].words,
                        NULL);
  for (uint32_t i = 0; i < zip->n; i++)
    if (strcasecmp (zip->entries[i].name, "data.pkl") == 0
        || ends_with (zip->entries[i].name, "/model.json"))
      return falk_fail (load, FALK_LOAD_TORCH_LAYOUT, -1, NULL,
                        "there is no folder with a data.pkl in it", NULL);
  return falk_fail (load, FALK_LOAD_ZIP_PLAIN, -1, zip->entries[0].name,
                    FALK_TEXT ("%u", zip->n), NULL);
}

bool
falk_zip_read (FalkBuild *build)
{
  FalkLoad *load = &build->load;
  FalkZip *zip = falk_load_alloc (load, 1, sizeof *zip);

  build->file.format = "zip";
  if (!zip || !falk_zip_open (load, zip))
    return false;
  for (uint32_t i = 0; i < zip->n; i++)
    {
      const char *name = zip->entries[i].name;
      const char *slash = strchr (name, '/');
      char *top;

      if (!slash || strcmp (slash, "/data.pkl") != 0)
        continue;
      top = falk_load_copy (load, name, (size_t)(slash - name));
      return top && falk_torch_zip_read (build, zip, top);
    }
  for (uint32_t i = 0; i < zip->n; i++)
    if (ends_with (zip->entries[i].name, ".npy"))
      return falk_npz_read (build, zip);
  return refuse (load, zip);
}
