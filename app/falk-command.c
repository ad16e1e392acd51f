/* SPDX-License-Identifier: MIT */
#include "falk-command.h"

#include "falk-torch-version.h"

#include <stdio.h>

static const FalkCommand commands[] = {
  { "check", "MODEL", "say whether data fits a model", falk_command_check },
  { "explain", "FILE|-|TEXT", "explain an error text", falk_command_explain },
  { "run", "MODEL", "run a model and write what it gives", falk_command_run },
  { "render", "WHAT", "draw a model, a fault or an error text",
    falk_command_render },
  { "show", "FILE", "list the tensors and recurrent layers of a file",
    falk_command_show },
};

const FalkCommand *
falk_commands (guint *n)
{
  *n = G_N_ELEMENTS (commands);
  return commands;
}

static const FalkCommand *
find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];
  g_assert_not_reached ();
}

/* A shape may be given as --input -1,3 by mistake, and a text may begin with
 * a dash: only what GOption knows is an option, and "--" ends them. */
gboolean
falk_command_parse (const char *command, GOptionEntry *entries, int argc,
                    char **argv, guint min, guint max, char ***rest,
                    FalkExit *status)
{
  const FalkCommand *row = find (command);
  g_autofree char *usage = g_strdup_printf ("%s %s", command, row->arguments);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  gboolean help = FALSE;
  GOptionEntry common[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, "Show this help", NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &arguments, NULL,
      row->arguments },
    { NULL },
  };

  g_set_prgname ("falk");
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, row->summary);
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_add_main_entries (context, common, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      *status = falk_command_fail (FALK_EXIT_USAGE, error);
      return FALSE;
    }
  if (help)
    {
      g_autofree char *text = NULL;
      g_autofree char *name = g_strdup_printf ("falk %s", command);

      g_set_prgname (name);
      text = g_option_context_get_help (context, TRUE, NULL);
      fputs (text, stdout);
      *status = FALK_EXIT_FITS;
      return FALSE;
    }
  if (!arguments)
    arguments = g_new0 (char *, 1);
  if (g_strv_length (arguments) < min || g_strv_length (arguments) > max)
    {
      *status = falk_command_usage (
          "usage: falk %s [OPTION…]; 'falk %s --help' lists the options", usage,
          command);
      return FALSE;
    }
  *rest = g_steal_pointer (&arguments);
  return TRUE;
}

/* Names of files may hold anything; a terminal must not obey them. */
static char *
escape_controls (const char *text)
{
  GString *safe = g_string_new (NULL);

  for (; *text; text++)
    if ((guchar)*text < 0x20 && *text != '\n' && *text != '\t')
      g_string_append_printf (safe, "\\x%02x", (guchar)*text);
    else
      g_string_append_c (safe, *text);
  return g_string_free (safe, FALSE);
}

FalkExit
falk_command_fail (FalkExit status, const GError *error)
{
  g_autofree char *safe = escape_controls (error->message);

  fprintf (stderr, "falk: %s\n", safe);
  return status;
}

FalkExit
falk_command_usage (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *safe = NULL;
  va_list list;

  va_start (list, format);
  text = g_strdup_vprintf (format, list);
  va_end (list);
  safe = escape_controls (text);
  fprintf (stderr, "falk: %s\n", safe);
  return FALK_EXIT_USAGE;
}

char *
falk_command_torch_help (const char *purpose)
{
  g_autofree char *names = falk_torch_names ();

  return g_strdup_printf ("%s; any version may be written, these differ: %s",
                          purpose, names);
}

FalkExit
falk_command_no_torch (const char *text)
{
  return falk_command_usage ("'%s' is no PyTorch version; write it as 1.13",
                             text);
}
