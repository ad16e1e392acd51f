/* SPDX-License-Identifier: MIT */
/* The command line of Falk. No GTK here: without a command it starts the
 * window, which is a program of its own. */
#include "falk-blas.h"
#include "falk-command.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void
print_help (void)
{
  guint n;
  const FalkCommand *commands = falk_commands (&n);

  puts ("falk — a visual debugger for tensor shapes in recurrent models\n\n"
        "  falk [FILE…]                open the window");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *usage = g_strdup_printf ("falk %s %s", commands[i].name,
                                                commands[i].arguments);

      printf ("  %-27s %s\n", usage, commands[i].summary);
    }
  puts ("\nMODEL is a checkpoint, a model as JSON or text, or constructor text"
        "\nsuch as 'nn.GRU(50, 20)'. 'falk COMMAND --help' lists options.\n\n"
        "Exit status: 0 it fits, 1 a fault was found, 2 something could not "
        "be\nread, 64 the command line is wrong.");
}

/* falk-window lies beside this program, or else on PATH. */
static FalkExit
open_window (int argc, char **argv)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname (self ? self : ".");
  g_autofree char *beside = g_build_filename (folder, "falk-window", NULL);

  argv[0] = g_access (beside, X_OK) == 0 ? beside : "falk-window";
  execvp (argv[0], argv);
  fprintf (stderr,
           "falk: the window can't be started: %s. 'falk --help' lists the "
           "commands that need no window.\n",
           g_strerror (errno));
  return FALK_EXIT_READ;
}

/* What was printed may still be in a buffer, and the disk full. */
static FalkExit
flushed (FalkExit status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  fprintf (stderr, "falk: standard output could not be written to: %s.\n",
           g_strerror (errno));
  return FALK_EXIT_READ;
}

int
main (int argc, char **argv)
{
  guint n;
  const FalkCommand *commands = falk_commands (&n);

  falk_blas_prepare ();
  setlocale (LC_CTYPE, "C.UTF-8");
  if (argc > 1
      && (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")))
    {
      print_help ();
      return FALK_EXIT_FITS;
    }
  if (argc > 1 && g_str_equal (argv[1], "--version"))
    {
      puts ("falk " FALK_VERSION);
      return FALK_EXIT_FITS;
    }
  for (guint i = 0; argc > 1 && i < n; i++)
    if (g_str_equal (argv[1], commands[i].name))
      return flushed (commands[i].run (argc - 1, argv + 1));
  if (argc > 1 && argv[1][0] == '-')
    return falk_command_usage ("unknown option %s; 'falk --help' lists the "
                               "commands",
                               argv[1]);
  if (argc > 1 && !strpbrk (argv[1], "./:")
      && !g_file_test (argv[1], G_FILE_TEST_EXISTS))
    return falk_command_usage (
        "'%s' is neither a command nor a file; 'falk --help' lists the "
        "commands",
        argv[1]);
  return open_window (argc, argv);
}
