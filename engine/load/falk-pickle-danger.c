/* SPDX-License-Identifier: MIT */
/* Names that have no business in a file of tensors. This list is no boundary:
 * no name can do anything here. It only words a warning, since a file that
 * holds such a name is an attack on whoever opens it with something else. */
#include <string.h>

#include "falk-pickle.h"

typedef struct
{
  const char *module;
  const char *names; /* between spaces; NULL: all names of the module, and of
                        the modules inside it */
} Danger;

#define BUILTINS                                                               \
  " eval exec compile execfile getattr setattr delattr open file __import__ "  \
  "apply input raw_input globals locals vars breakpoint map filter "           \
  "__build_class__ memoryview "

static const Danger dangers[] = {
  { "os", NULL },
  { "posix", NULL },
  { "posixpath", NULL },
  { "nt", NULL },
  { "sys", NULL },
  { "subprocess", NULL },
  { "_posixsubprocess", NULL },
  { "commands", " getoutput getstatusoutput " },
  { "popen2", NULL },
  { "builtins", BUILTINS },
  { "__builtin__", BUILTINS },
  { "__builtins__", BUILTINS },
  { "importlib", NULL },
  { "imp", " load_source load_module load_dynamic load_compiled find_module " },
  { "runpy", NULL },
  { "pkgutil", NULL },
  { "zipimport", NULL },
  { "socket", NULL },
  { "http", NULL },
  { "httplib", NULL },
  { "urllib", NULL },
  { "urllib2", NULL },
  { "requests", NULL },
  { "aiohttp", NULL },
  { "ftplib", NULL },
  { "smtplib", NULL },
  { "telnetlib", NULL },
  { "shutil", NULL },
  { "tempfile", NULL },
  { "pty", NULL },
  { "ctypes", NULL },
  { "_ctypes", NULL },
  { "cffi", NULL },
  { "marshal", NULL },
  { "pickle", NULL },
  { "_pickle", NULL },
  { "cPickle", NULL },
  { "dill", NULL },
  { "cloudpickle", NULL },
  { "shelve", NULL },
  { "types", " CodeType FunctionType MethodType ModuleType " },
  { "code", " InteractiveInterpreter InteractiveConsole interact " },
  { "codeop", NULL },
  { "bdb", NULL },
  { "pdb", " set_trace run runcall runeval Pdb " },
  { "trace", " Trace " },
  { "profile", " run runctx Profile " },
  { "cProfile", " run runctx Profile " },
  { "timeit", NULL },
  { "doctest", NULL },
  { "unittest", NULL },
  { "webbrowser", NULL },
  { "antigravity", NULL },
  { "pip", NULL },
  { "_pip", NULL },
  { "setuptools", NULL },
  { "distutils", NULL },
  { "venv", NULL },
  { "ensurepip", NULL },
  { "idlelib", NULL },
  { "lib2to3", NULL },
  { "pydoc", NULL },
  { "asyncio", NULL },
  { "multiprocessing", NULL },
  { "threading", NULL },
  { "_thread", NULL },
  { "signal", NULL },
  { "atexit", NULL },
  { "operator", " attrgetter itemgetter methodcaller call " },
  { "_operator", " attrgetter itemgetter methodcaller call " },
  { "torch.hub", NULL },
  { "torch.package", NULL },
  { "torch.utils.collect_env", NULL },
  { "torch.utils.cpp_extension", NULL },
  { "torch.utils._config_module", NULL },
  { "torch.utils.bottleneck", NULL },
  { "torch.utils.data.datapipes", NULL },
  { "torch._inductor", NULL },
  { "torch._dynamo", NULL },
  { "torch.fx", NULL },
  { "torch.jit.unsupported_tensor_ops", NULL },
  { "torch.serialization", " load " },
  { "torch.storage", " _load_from_bytes " },
  { "torch", " load hub " },
  { "torch.multiprocessing", NULL },
  { "numpy.testing", NULL },
  { "numpy.f2py", NULL },
  { "numpy", " load loads fromfile memmap " },
  { "joblib", NULL },
  { "sympy", NULL },
  { "IPython", NULL },
};

/* True if @word stands in @list between two spaces. A name with dots of its
 * own ("getattr.__call__") counts as its first part. */
static bool
has_word (const char *list, const char *word)
{
  size_t length = strcspn (word, ".");

  for (const char *at = list; (at = strchr (at, ' ')) && at[1]; at++)
    if (strncmp (at + 1, word, length) == 0 && at[1 + length] == ' ')
      return true;
  return false;
}

bool
falk_pickle_dangerous (const char *module, const char *name)
{
  for (size_t i = 0; i < sizeof dangers / sizeof dangers[0]; i++)
    {
      size_t length = strlen (dangers[i].module);
      bool inside;

      if (strncmp (module, dangers[i].module, length) != 0)
        continue;
      inside = module[length] == '.';
      if (!inside && module[length] != '\0')
        continue;
      if (dangers[i].names ? !inside && has_word (dangers[i].names, name)
                           : true)
        return true;
    }
  return false;
}
