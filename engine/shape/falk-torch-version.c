/* SPDX-License-Identifier: MIT */
#include "falk-torch-version.h"

#include <string.h>

typedef struct
{
  const char *name;
  guint major, minor;
} VersionRow;

/* clang-format off */
static const VersionRow versions[] = {
  [FALK_TORCH_0_3]  = { "0.3",  0, 3 },
  [FALK_TORCH_0_4]  = { "0.4",  0, 4 },
  [FALK_TORCH_1_0]  = { "1.0",  1, 0 },
  [FALK_TORCH_1_1]  = { "1.1",  1, 1 },
  [FALK_TORCH_1_4]  = { "1.4",  1, 4 },
  [FALK_TORCH_1_5]  = { "1.5",  1, 5 },
  [FALK_TORCH_1_7]  = { "1.7",  1, 7 },
  [FALK_TORCH_1_8]  = { "1.8",  1, 8 },
  [FALK_TORCH_1_9]  = { "1.9",  1, 9 },
  [FALK_TORCH_1_10] = { "1.10", 1, 10 },
  [FALK_TORCH_1_11] = { "1.11", 1, 11 },
  [FALK_TORCH_1_13] = { "1.13", 1, 13 },
  [FALK_TORCH_2_0]  = { "2.0",  2, 0 },
  [FALK_TORCH_2_1]  = { "2.1",  2, 1 },
  [FALK_TORCH_2_2]  = { "2.2",  2, 2 },
};
/* clang-format on */
G_STATIC_ASSERT (G_N_ELEMENTS (versions) == FALK_TORCH_COUNT);

const char *
falk_torch_name (FalkTorch torch)
{
  g_return_val_if_fail (torch < FALK_TORCH_COUNT, NULL);
  return versions[torch].name;
}

/* Reads a number of at most four digits. */
static gboolean
read_part (const char **text, guint *part)
{
  const char *p = *text;
  guint value = 0;

  while (g_ascii_isdigit (*p) && p - *text < 4)
    value = value * 10 + (guint)(*p++ - '0');
  if (p == *text || g_ascii_isdigit (*p))
    return FALSE;
  *text = p;
  *part = value;
  return TRUE;
}

gboolean
falk_torch_parse (const char *text, FalkTorch *torch)
{
  guint major, minor = 0;

  g_return_val_if_fail (text != NULL && torch != NULL, FALSE);

  while (g_ascii_isspace (*text))
    text++;
  if (*text == 'v')
    text++;
  if (!read_part (&text, &major))
    return FALSE;
  if (*text == '.')
    {
      text++;
      if (!read_part (&text, &minor))
        return FALSE;
    }
  if (*text != '\0' && strchr (".+abr- \t\n", *text) == NULL)
    return FALSE;

  *torch = FALK_TORCH_0_3;
  for (guint i = 0; i < FALK_TORCH_COUNT; i++)
    {
      if (versions[i].major < major
          || (versions[i].major == major && versions[i].minor <= minor))
        *torch = i;
    }
  return TRUE;
}

char *
falk_torch_names (void)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < FALK_TORCH_COUNT; i++)
    g_string_append_printf (names, "%s%s", i ? ", " : "", versions[i].name);
  return g_string_free (names, FALSE);
}

char *
falk_torch_span (FalkTorch first, FalkTorch last)
{
  if (last + 1 >= FALK_TORCH_COUNT)
    return g_strdup_printf ("as PyTorch %s and later", falk_torch_name (first));
  if (first == 0)
    return g_strdup_printf ("as PyTorch before %s", falk_torch_name (last + 1));
  return g_strdup_printf ("as PyTorch %s until %s", falk_torch_name (first),
                          falk_torch_name (last + 1));
}
