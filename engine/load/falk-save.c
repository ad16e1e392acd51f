/* SPDX-License-Identifier: MIT */
#include "falk-save.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "falk-load-codes.h"

#define TRIES 100 /* names tried for the new file */
#define STEP (1u << 30) /* bytes written at once: Linux takes at most 2 GiB */

void
falk_save_init (FalkSave *save, int fd, const char *where, FalkLoadError *error)
{
  memset (save, 0, sizeof *save);
  memset (error, 0, sizeof *error);
  error->offset = -1;
  save->fd = fd;
  save->error = error;
  falk_text_escape (where, strlen (where), save->name, sizeof save->name);
}

bool
falk_save_fail (FalkSave *save, FalkLoadCode code, const char *found)
{
  FalkLoadError *error = save->error;

  error->code = code;
  error->advice = falk_load_codes[code].advice;
  memcpy (error->file, save->name, sizeof error->file);
  if (found)
    snprintf (error->found, sizeof error->found, "%s", found);
  return false;
}

static bool
fail_errno (FalkSave *save, int number)
{
  switch (number)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return falk_save_fail (save, FALK_LOAD_NOSPACE, NULL);
    case EISDIR:
      return falk_save_fail (save, FALK_LOAD_ISDIR, NULL);
    case EACCES:
    case EPERM:
      return falk_save_fail (save, FALK_LOAD_WRITE, "you may not write there");
    case EROFS:
      return falk_save_fail (save, FALK_LOAD_WRITE, "the disk is read-only");
    case ENOENT:
    case ENOTDIR:
      return falk_save_fail (save, FALK_LOAD_WRITE,
                             "the folder does not exist");
    default:
      return falk_save_fail (save, FALK_LOAD_WRITE, strerror (number));
    }
}

bool
falk_save_bytes (FalkSave *save, const void *bytes, size_t size)
{
  const char *from = bytes;

  while (size > 0)
    {
      ssize_t n = write (save->fd, from, size < STEP ? size : STEP);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return fail_errno (save, n < 0 ? errno : ENOSPC);
      from += n;
      size -= (size_t)n;
      save->written += (uint64_t)n;
    }
  return true;
}

/* Writes to what is there already and is no regular file. */
static bool
write_directly (const char *path, FalkSave *save,
                bool (*write) (FalkSave *save, const void *data),
                const void *data)
{
  bool ok;

  save->fd = open (path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
  if (save->fd < 0)
    return fail_errno (save, errno);
  ok = write (save, data);
  if (close (save->fd) != 0 && ok)
    ok = fail_errno (save, errno);
  return ok;
}

/* A new file beside @path that only this program knows. */
static int
open_beside (const char *path, char *beside, size_t size)
{
  for (unsigned i = 0; i < TRIES; i++)
    {
      int fd;

      if (snprintf (beside, size, "%s.%ld-%u.new", path, (long)getpid (), i)
          >= (int)size)
        {
          errno = ENAMETOOLONG;
          return -1;
        }
      fd = open (beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (fd >= 0 || errno != EEXIST)
        return fd;
    }
  return -1;
}

/* The data must be on the disk before the new name is, or a power cut could
 * leave an empty file. */
static bool
finish (FalkSave *save, const char *beside, const char *path, bool ok)
{
  if (ok && fsync (save->fd) != 0 && errno != EINVAL)
    ok = fail_errno (save, errno);
  if (close (save->fd) != 0 && ok)
    ok = fail_errno (save, errno);
  if (ok && rename (beside, path) != 0)
    ok = fail_errno (save, errno);
  if (!ok)
    unlink (beside);
  return ok;
}

bool
falk_save_file (const char *path,
                bool (*write) (FalkSave *save, const void *data),
                const void *data, FalkLoadError *error)
{
  char beside[PATH_MAX], real[PATH_MAX];
  struct stat there;
  FalkSave save;

  falk_save_init (&save, -1, path, error);
  if (stat (path, &there) == 0)
    {
      if (S_ISDIR (there.st_mode))
        return fail_errno (&save, EISDIR);
      if (!S_ISREG (there.st_mode))
        return write_directly (path, &save, write, data);
      if (realpath (path, real))
        path = real;
    }
  save.fd = open_beside (path, beside, sizeof beside);
  if (save.fd < 0)
    return fail_errno (&save, errno);
  if (path == real && fchmod (save.fd, there.st_mode & 07777) != 0)
    {
      /* another's file: the new one keeps the mode it was made with */
    }
  return finish (&save, beside, path, write (&save, data));
}
