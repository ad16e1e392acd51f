/* SPDX-License-Identifier: MIT */
/* falk-window [FILE…]: the window of Falk. */
#include "falk-application.h"
#include "falk-blas.h"

#include <locale.h>

static const GOptionEntry options[] = {
  { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, "Print the version", NULL },
  { NULL },
};

static int
local_options_cb (GApplication *application, GVariantDict *given,
                  gpointer user_data)
{
  if (!g_variant_dict_contains (given, "version"))
    return -1;
  g_print ("falk-window %s\n", FALK_VERSION);
  return 0;
}

/* "gru.pt:encoder.gru" names a layer of a file, but GIO would take what
 * stands before the colon for the scheme of a URI: whatever is not plainly a
 * URI or an option is made an absolute path. Free with g_strfreev(). */
static char **
with_absolute_paths (int argc, char **argv)
{
  char **absolute = g_new0 (char *, argc + 1);
  for (int i = 0; i < argc; i++)
    {
      gboolean as_it_is =
          i == 0 || argv[i][0] == '-' || strstr (argv[i], "://") != NULL;
      absolute[i] = as_it_is ? g_strdup (argv[i])
                             : g_canonicalize_filename (argv[i], NULL);
    }
  return absolute;
}

int
main (int argc, char **argv)
{
  falk_blas_prepare ();
  setlocale (LC_ALL, "");
  /* Numbers are written and read with a point everywhere. */
  setlocale (LC_NUMERIC, "C");
  g_set_application_name ("Falk");
  g_set_prgname ("falk-window");
  g_auto (GStrv) arguments = with_absolute_paths (argc, argv);
  g_autoptr (FalkApplication) application = falk_application_new ();
  g_application_add_main_option_entries (G_APPLICATION (application), options);
  g_application_set_option_context_parameter_string (
      G_APPLICATION (application), "[FILE…]");
  g_application_set_option_context_summary (
      G_APPLICATION (application),
      "Shows why a tensor does not fit a recurrent model, and what makes it "
      "fit.\nFILE is a tensor, a checkpoint, a model or an error text; "
      "file.pt:encoder.gru\nnames one layer of a checkpoint.");
  g_signal_connect (application, "handle-local-options",
                    G_CALLBACK (local_options_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, arguments);
}
