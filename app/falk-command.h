/* SPDX-License-Identifier: MIT */
/* The commands of falk: one row and one file each. */
#pragma once

#include "falk-exit.h"

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name; /* "check" */
  const char *arguments; /* "MODEL" for the usage line */
  const char *summary; /* one line for --help */
  /* argv[0] is the command's name. Results to stdout, trouble to stderr. */
  FalkExit (*run) (int argc, char **argv);
} FalkCommand;

/* The table of commands; @n is their number. Static. */
const FalkCommand *falk_commands (guint *n);

FalkExit falk_command_check (int argc, char **argv);
FalkExit falk_command_explain (int argc, char **argv);
FalkExit falk_command_run (int argc, char **argv);
FalkExit falk_command_render (int argc, char **argv);
FalkExit falk_command_show (int argc, char **argv);

/* Parses @argv by @entries, with --help from @command's row. The positional
 * arguments come back in @rest (owned, NULL-terminated): at least @min, at
 * most @max of them. FALSE when the command is to end with @status: after
 * --help, or a mistake that was reported. */
gboolean falk_command_parse (const char *command, GOptionEntry *entries,
                             int argc, char **argv, guint min, guint max,
                             char ***rest, FalkExit *status);

/* Reports @error on stderr as "falk: sentence", with control characters
 * escaped, and gives @status back. */
FalkExit falk_command_fail (FalkExit status, const GError *error);

/* What --torch of a command takes: @purpose, and the versions that are told
 * apart. The caller frees it. */
char *falk_command_torch_help (const char *purpose) G_GNUC_WARN_UNUSED_RESULT;

/* The mistake of a --torch that is no version. */
FalkExit falk_command_no_torch (const char *text);

/* The same for a mistake on the command line; @format as printf. */
FalkExit falk_command_usage (const char *format, ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS
