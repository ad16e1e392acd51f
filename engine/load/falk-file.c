/* SPDX-License-Identifier: MIT */
#include "falk-file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "falk-build.h"
#include "falk-sniff.h"
#include "falk-source.h"

#define HEAD_SIZE 512
#define ZIP_END_SIZE 22 /* of an archive without a comment */

/* A quarter of the memory that is available, at most 8 GiB. */
static uint64_t
default_budget (void)
{
  char line[128];
  unsigned long long kib = 4u << 20;
  FILE *meminfo = fopen ("/proc/meminfo", "re");

  while (meminfo && fgets (line, sizeof line, meminfo))
    if (sscanf (line, "MemAvailable: %llu kB", &kib) == 1)
      break;
  if (meminfo)
    fclose (meminfo);
  kib /= 4;
  return (kib < 8u << 20 ? kib : 8u << 20) << 10;
}

static void
build_init (FalkBuild *build, const char *path, const FalkLoadOptions *options,
            FalkLoadError *error)
{
  const char *slash = strrchr (path, '/');
  const char *base = slash && slash[1] ? slash + 1 : path;
  FalkLoad *load = &build->load;

  memset (build, 0, sizeof *build);
  memset (error, 0, sizeof *error);
  error->offset = -1;
  if (options)
    load->options = *options;
  if (!load->options.pread)
    load->options.pread = pread;
  if (!load->options.budget)
    load->options.budget = default_budget ();
  load->error = error;
  falk_text_escape (base, strlen (base), load->name, sizeof load->name);
  falk_arena_init (&load->arena, load->options.allocator, load->options.budget);
}

static void
build_clear (FalkBuild *build)
{
  falk_source_close (&build->load);
  falk_arena_clear (&build->load.arena);
}

static bool
read_head (FalkLoad *load, FalkHead *head, uint8_t bytes[HEAD_SIZE])
{
  uint64_t size = load->source->size;
  uint8_t end[ZIP_END_SIZE];

  *head = (FalkHead){ .bytes = bytes,
                      .length = size < HEAD_SIZE ? size : HEAD_SIZE,
                      .size = size,
                      .name = load->name };
  if (size >= sizeof end)
    {
      if (!falk_source_read (load, size - sizeof end, end, sizeof end))
        return false;
      head->zip_end = memcmp (end, "PK\5\6", 4) == 0;
    }
  return falk_source_read (load, 0, bytes, head->length);
}

static bool
note_batch_first (FalkBuild *build)
{
  for (size_t i = 0; i < build->file.n_layers; i++)
    if (build->file.layers[i].kind <= FALK_LAYER_LSTM
        && build->file.layers[i].batch_first == FALK_UNKNOWN)
      return falk_build_note (build, FALK_FILE_NOTE_BATCH_FIRST);
  return true;
}

static bool
read_file (FalkBuild *build, const char *path)
{
  FalkLoad *load = &build->load;
  uint8_t bytes[HEAD_SIZE];
  const FalkFormat *format;
  FalkHead head;

  build->file.path = falk_load_copy (load, path, strlen (path));
  build->file.base_name =
      falk_load_copy (load, load->name, strlen (load->name));
  if (!build->file.path || !build->file.base_name
      || !falk_source_open (load, path) || !read_head (load, &head, bytes))
    return false;
  format = falk_format_find (&head);
  if (!format || !format->read)
    return falk_format_refuse (load, format, &head);
  return format->read (build) && falk_build_layers (build)
         && note_batch_first (build) && falk_source_unchanged (load);
}

FalkFile *
falk_file_open (const char *path, const FalkLoadOptions *options,
                FalkLoadError *error)
{
  FalkBuild build, *kept;

  build_init (&build, path, options, error);
  if (!read_file (&build, path))
    {
      build_clear (&build);
      return NULL;
    }
  kept = falk_load_alloc (&build.load, 1, sizeof *kept);
  if (!kept)
    {
      build_clear (&build);
      return NULL;
    }
  *kept = build;
  kept->load.error = NULL;
  return &kept->file;
}

void
falk_file_close (FalkFile *file)
{
  FalkBuild build;

  if (!file)
    return;
  build = *(FalkBuild *)file; /* it lies in the arena that goes */
  build_clear (&build);
}

bool
falk_file_read (FalkFile *file, size_t index, void *out, FalkLoadError *error)
{
  FalkBuild *build = (FalkBuild *)file;
  FalkLoad *load = &build->load;
  const FalkFileTensor *tensor;
  const FalkView *view;

  load->failed = false;
  load->error = error;
  memset (error, 0, sizeof *error);
  error->offset = -1;
  if (index >= file->n_tensors)
    return falk_fail (load, FALK_LOAD_NO_TENSOR, -1, NULL,
                      FALK_TEXT ("number %zu", index), NULL);
  tensor = &file->tensors[index];
  view = tensor->data;
  if (!tensor->readable)
    return falk_fail (load, FALK_LOAD_UNREADABLE, -1,
                      FALK_QUOTE (tensor->name, strlen (tensor->name)),
                      FALK_TEXT ("%.*s", (int)strlen (tensor->why_not) - 1,
                                 tensor->why_not), /* one full stop */
                      NULL);
  return falk_source_unchanged (load)
         && falk_view_read (load, view, &tensor->shape, out)
         && falk_source_unchanged (load);
}

gssize
falk_file_find (const FalkFile *file, const char *name)
{
  name += *name == '.';
  for (size_t i = 0; i < file->n_tensors; i++)
    {
      const char *own = file->tensors[i].name;

      if (strcmp (own + (*own == '.'), name) == 0)
        return (gssize)i;
    }
  return -1;
}

const char *
falk_file_sniff (const char *path, FalkLoadError *error)
{
  uint8_t bytes[HEAD_SIZE];
  const FalkFormat *format = NULL;
  FalkBuild build;
  FalkHead head;

  build_init (&build, path, NULL, error);
  if (falk_source_open (&build.load, path)
      && read_head (&build.load, &head, bytes))
    {
      format = falk_format_find (&head);
      if (!format)
        falk_format_refuse (&build.load, NULL, &head);
    }
  build_clear (&build);
  return format ? format->name : NULL;
}
