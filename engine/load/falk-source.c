/* SPDX-License-Identifier: MIT */
#include "falk-source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define STEP (1u << 20) /* bytes between two looks at the cancel button */

static bool
fail_errno (FalkLoad *load, const char *path, int error)
{
  struct stat link;

  switch (error)
    {
    case ENOENT:
    case ENOTDIR:
      return falk_fail (load, FALK_LOAD_NOENT, -1, NULL,
                        lstat (path, &link) == 0 && S_ISLNK (link.st_mode)
                            ? "is a link to a file that does not exist"
                            : "is not there",
                        NULL);
    case ELOOP:
      return falk_fail (load, FALK_LOAD_LOOP, -1, NULL, NULL, NULL);
    case EACCES:
    case EPERM:
      return falk_fail (load, FALK_LOAD_ACCES, -1, NULL, NULL, NULL);
    case EMFILE:
    case ENFILE:
      return falk_fail (load, FALK_LOAD_MFILE, -1, NULL, NULL, NULL);
    case ENXIO: /* a socket */
      return falk_fail (load, FALK_LOAD_NOTREG, -1, NULL, "a socket", NULL);
    case ENODEV:
      return falk_fail (load, FALK_LOAD_NOTREG, -1, NULL, "a device", NULL);
    default:
      return falk_fail (load, FALK_LOAD_IO, -1, NULL, strerror (error), NULL);
    }
}

static bool
check_kind (FalkLoad *load, mode_t mode)
{
  static const struct
  {
    mode_t kind;
    FalkLoadCode code;
    const char *word;
  } kinds[] = {
    { S_IFDIR, FALK_LOAD_ISDIR, NULL },
    { S_IFIFO, FALK_LOAD_NOTREG, "a pipe" },
    { S_IFSOCK, FALK_LOAD_NOTREG, "a socket" },
    { S_IFCHR, FALK_LOAD_NOTREG, "a device" },
    { S_IFBLK, FALK_LOAD_NOTREG, "a device" },
  };

  if (S_ISREG (mode))
    return true;
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
    if ((mode & S_IFMT) == kinds[i].kind)
      return falk_fail (load, kinds[i].code, -1, NULL, kinds[i].word, NULL);
  return falk_fail (load, FALK_LOAD_NOTREG, -1, NULL, "something odd", NULL);
}

bool
falk_source_open (FalkLoad *load, const char *path)
{
  FalkSource *source = falk_load_alloc (load, 1, sizeof *source);

  if (!source)
    return false;
  /* O_NONBLOCK: a pipe without a writer must not stop the program. */
  do
    source->fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  while (source->fd < 0 && errno == EINTR);
  if (source->fd < 0)
    return fail_errno (load, path, errno);
  load->source = source;
  if (fstat (source->fd, &source->seen) != 0)
    fail_errno (load, path, errno);
  else if (check_kind (load, source->seen.st_mode))
    {
      source->size = (uint64_t)source->seen.st_size;
      if (source->seen.st_size > 0)
        return true;
      falk_fail (load, FALK_LOAD_EMPTY, -1, NULL, NULL, NULL);
    }
  falk_source_close (load);
  return false;
}

void
falk_source_close (FalkLoad *load)
{
  if (load->source)
    close (load->source->fd);
  load->source = NULL;
}

static bool
fail_changed (FalkLoad *load)
{
  return falk_fail (load, FALK_LOAD_CHANGED, -1, NULL, NULL, NULL);
}

bool
falk_source_read (FalkLoad *load, uint64_t offset, void *buffer, size_t size)
{
  FalkSource *source = load->source;
  char *to = buffer;

  if (offset > source->size || size > source->size - offset)
    return fail_changed (load);
  while (size > 0)
    {
      size_t step = size < STEP ? size : STEP;
      ssize_t n = load->options.pread (source->fd, to, step, (off_t)offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return falk_fail (load, FALK_LOAD_IO, (int64_t)offset, NULL,
                          errno == ESTALE ? "the network drive went away"
                                          : "the disk reported a read error",
                          NULL);
      if (n == 0 || (size_t)n > step)
        return fail_changed (load);
      to += n;
      offset += (uint64_t)n;
      size -= (size_t)n;
      if (size > 0
          && !falk_load_progress (load, (double)offset / (double)source->size))
        return false;
    }
  return true;
}

bool
falk_source_unchanged (FalkLoad *load)
{
  const struct stat *seen = &load->source->seen;
  struct stat now;

  if (fstat (load->source->fd, &now) != 0 || now.st_size != seen->st_size
      || now.st_mtim.tv_sec != seen->st_mtim.tv_sec
      || now.st_mtim.tv_nsec != seen->st_mtim.tv_nsec)
    return fail_changed (load);
  return true;
}
