/* SPDX-License-Identifier: MIT */
/* Which version a pasted text is from, beside what its words say. */
#include <string.h>

#include "falk-report-private.h"

/* Lines of PyTorch's own files that a traceback names, and the version that
 * has its call there. Those of 1.13 are its file's; the others are what reports
 * of the time show, and none is taken from a version that isn't released. */
static const struct
{
  const char *file;
  guint line;
  const char *version;
} lines[] = {
  { "module.py", 224, "0.2" },   { "module.py", 325, "0.3" },
  { "module.py", 357, "0.3" },   { "module.py", 477, "0.4" },
  { "module.py", 491, "0.4" },   { "module.py", 489, "1.0" },
  { "module.py", 493, "1.1" },   { "module.py", 541, "1.3" },
  { "module.py", 547, "1.2" },   { "module.py", 532, "1.4" },
  { "module.py", 550, "1.5" },   { "module.py", 722, "1.6" },
  { "module.py", 727, "1.7" },   { "module.py", 889, "1.8" },
  { "module.py", 1051, "1.9" },  { "module.py", 1102, "1.10" },
  { "module.py", 1110, "1.11" }, { "module.py", 1130, "1.12" },
  { "module.py", 1190, "1.13" }, { "module.py", 1194, "1.13" },
  { "module.py", 1501, "2.0" },  { "module.py", 1518, "2.1" },
  { "module.py", 1527, "2.1" },  { "module.py", 1511, "2.2" },
  { "module.py", 1520, "2.2" },  { "module.py", 1532, "2.3" },
  { "module.py", 1541, "2.3" },  { "module.py", 1553, "2.4" },
  { "module.py", 1562, "2.4" },  { "module.py", 1736, "2.5" },
  { "module.py", 1747, "2.5" },  { "module.py", 1739, "2.6" },
  { "module.py", 1750, "2.6" },  { "module.py", 1751, "2.7" },
  { "module.py", 1762, "2.7" },  { "module.py", 1773, "2.8" },
  { "module.py", 1784, "2.8" },  { "rnn.py", 1075, "2.5" },
};

/* Bytes that an arrow is looked for behind the name of its file. */
#define ARROW_BYTES_MAX 600

/* TRUE, and @report narrowed, where @version may have printed its sentence. */
static gboolean
take_version (FalkReport *report, const char *version)
{
  FalkTorch torch;

  if (!falk_torch_parse (version, &torch) || torch < report->first
      || torch > report->last)
    return FALSE;
  report->first = report->last = torch;
  return TRUE;
}

/* The number of the line behind the name of a file: "module.py", line 889",
 * "module.py:889", or "module.py in __call__" and an arrow further down. 0
 * where there is none. */
static guint
line_behind (const char *p)
{
  static const char *const marks[] = { "\", line ", ":", "(" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (p, marks[i])
        && g_ascii_isdigit (p[strlen (marks[i])]))
      return (guint)g_ascii_strtoull (p + strlen (marks[i]), NULL, 10);
  if (g_str_has_prefix (p, " in "))
    {
      const char *arrow = g_strstr_len (p, ARROW_BYTES_MAX, "-> ");

      return arrow ? (guint)g_ascii_strtoull (arrow + 3, NULL, 10) : 0;
    }
  return 0;
}

/* Looks at each of PyTorch's modules that @text names. */
static gboolean
read_lines (FalkReport *report, const char *text)
{
  static const char folder[] = "nn/modules/";

  for (const char *p = strstr (text, folder); p; p = strstr (p, folder))
    {
      p += strlen (folder);
      for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
        {
          gsize n = strlen (lines[i].file);

          if (strncmp (p, lines[i].file, n) != 0
              || line_behind (p + n) != lines[i].line
              || !take_version (report, lines[i].version))
            continue;
          falk_report_note (
              report, "Line %u of %s is where PyTorch %s makes its calls.",
              lines[i].line, lines[i].file, lines[i].version);
          return TRUE;
        }
    }
  return FALSE;
}

/* The version written behind the word "torch" at @p, "==1.8.1", " version:
 * 1.7.1+cu110", ".__version__ '1.13'"; NULL where there is none. */
static char *
version_behind (const char *p)
{
  static const char *const words[] = { ".__version__", " version", " Version" };
  gsize n = 0, minor;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (p, words[i]))
      {
        p += strlen (words[i]);
        break;
      }
  p += strspn (p, " =:-'\"\n>");
  if (*p == 'v')
    p++;
  n = strspn (p, "0123456789");
  minor = n > 0 && p[n] == '.' ? strspn (p + n + 1, "0123456789") : 0;
  return minor > 0 && n < 3 ? g_strndup (p, n + 1 + minor) : NULL;
}

/* Looks for a version that is written out, as "torch==1.8.1" or "PyTorch
 * 1.8"; names that only begin or end so, as torchvision, are others. */
static gboolean
read_numbers (FalkReport *report, const char *text)
{
  for (const char *p = strstr (text, "orch"); p; p = strstr (p, "orch"))
    {
      gsize before = (gsize)(p - text);
      g_autofree char *version = NULL;

      p += strlen ("orch");
      if (before == 0 || g_ascii_tolower (text[before - 1]) != 't')
        continue;
      version = version_behind (p);
      if (!version || !take_version (report, version))
        continue;
      falk_report_note (report, "The text names PyTorch %s.", version);
      return TRUE;
    }
  return FALSE;
}

void
falk_report_narrow (FalkReport *report, const char *text)
{
  g_autoptr (FalkSqueeze) spaced = falk_squeeze_new_spaced (text);
  g_autofree char *plain = g_strdelimit (g_strdup (spaced->text), "\\", '/');

  if (!read_numbers (report, plain))
    read_lines (report, plain);
}
