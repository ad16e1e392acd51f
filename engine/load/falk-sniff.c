/* SPDX-License-Identifier: MIT */
#include "falk-sniff.h"

#include <inttypes.h>
#include <string.h>

#include "falk-bytes.h"
#include "falk-npy.h"
#include "falk-safetensors.h"
#include "falk-torch.h"
#include "falk-zip-kinds.h"

/* White space and a byte-order mark don't tell what a text is. */
static const char *
first_visible (const FalkHead *head, size_t *left)
{
  size_t i = 0;

  if (head->length >= 3 && memcmp (head->bytes, "\xef\xbb\xbf", 3) == 0)
    i = 3;
  while (i < head->length && memchr (" \t\r\n", head->bytes[i], 4))
    i++;
  *left = head->length - i;
  return (const char *)head->bytes + i;
}

static bool
starts_with (const FalkHead *head, const char *word)
{
  size_t left, length = strlen (word);
  const char *text = first_visible (head, &left);

  for (size_t i = 0; i < length; i++)
    {
      char c = i < left ? text[i] : '\0';

      if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != word[i])
        return false;
    }
  return true;
}

static bool
is_html (const FalkHead *head)
{
  return starts_with (head, "<!doctype html") || starts_with (head, "<html")
         || starts_with (head, "<head");
}

static bool
is_lfs (const FalkHead *head)
{
  return head->size < 1024 && starts_with (head, "version https://git-lfs");
}

/* A length that fits, and JSON behind it. */
static bool
is_safetensors (const FalkHead *head)
{
  size_t i = 8, printable = 0;

  if (head->length >= 11 && memcmp (head->bytes + 8, "\xef\xbb\xbf", 3) == 0)
    i += 3;
  while (i < head->length && memchr (" \t\r\n", head->bytes[i], 4))
    i++;
  if (i >= head->length || !memchr ("{[", head->bytes[i], 2))
    return false;
  for (size_t j = 0; j < 8; j++)
    printable += head->bytes[j] >= 0x20 || memchr ("\t\r\n", head->bytes[j], 3);
  /* a wrong length is better called damaged than unknown; eight characters
   * are no length but the beginning of a text */
  return falk_u64 (head->bytes) <= head->size - 8
         || (printable < 8 && head->bytes[i] == '{') || head->bytes[7] == 0xff;
}

/* The tar layout of PyTorch 0.1: its members are called like this. */
static bool
is_torch_tar (const FalkHead *head)
{
  static const char *const members[] = { "sys_info", "storages", "tensors",
                                         "pickle" };
  const char *name = (const char *)head->bytes;

  if (head->length < 262 || memcmp (head->bytes + 257, "ustar", 5) != 0)
    return false;
  name += strncmp (name, "./", 2) == 0 ? 2 : 0;
  for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
    if (strncmp (name, members[i], strlen (members[i]) + 1) == 0)
      return true;
  return false;
}

/* PROTO 2 to 5, or one of the usual beginnings of protocols 0 and 1. */
static bool
is_pickle (const FalkHead *head)
{
  const uint8_t *b = head->bytes;
  bool whole = head->length == head->size;

  if (head->length >= 3 && b[0] == 0x80 && b[1] >= 2 && b[1] <= 5)
    return true;
  if (head->length >= 3 && b[0] == '(' && (b[1] == 'd' || b[1] == 'l')
      && (b[2] == 'p' || b[2] == 'q'))
    return true;
  if (whole && head->length >= 3 && b[0] == '(' && memchr ("IVSicXK", b[1], 7)
      && b[head->length - 1] == '.')
    return true;
  if (head->length >= 2 && (b[0] == ']' || b[0] == '}') && b[1] == 'q')
    return true;
  if (head->length >= 4 && b[0] == 'c')
    {
      /* GLOBAL: two lines, a module and a name */
      const uint8_t *one = memchr (b, '\n', head->length);
      size_t rest = one ? head->length - (size_t)(one + 1 - b) : 0;
      const uint8_t *two = rest ? memchr (one + 1, '\n', rest) : NULL;

      for (const uint8_t *at = b + 1; two && at < two; at++)
        if (*at != '\n' && *at != '.' && *at != '_' && *at < '0')
          return false;
      return two && two > one + 1 && one > b + 1;
    }
  return false;
}

/* An ONNX model is a protobuf message: field 1, the version of the format, is
 * a small number, and one of the fields 2 to 8 follows. */
static bool
is_onnx (const FalkHead *head)
{
  const uint8_t *b = head->bytes;

  return head->length > 16 && b[0] == 0x08 && b[1] > 0 && b[1] < 32
         && memchr ("\x12\x1a\x22\x28\x32\x3a\x42", b[2], 7) && b[2] != 0;
}

/* An ONNX tensor: dims, then the type of its elements, then names or data. */
static bool
is_onnx_tensor (const FalkHead *head)
{
  const uint8_t *b = head->bytes;
  size_t i = 0;

  while (i + 2 < head->length && b[i] == 0x08 && b[i + 1] < 0x80)
    i += 2;
  return i + 4 < head->length && b[i] == 0x10 && b[i + 1] >= 1 && b[i + 1] <= 23
         && (b[i + 2] == 0x42 || b[i + 2] == 0x4a || b[i + 2] == 0x22);
}

/* What a terminal was sent is text too: colours begin with ESC, progress bars
 * go back, and some ring the bell. UTF-16 shows by its mark. */
static bool
is_text (const FalkHead *head)
{
  static const char controls[] = "\t\n\r\f\a\b\033";
  size_t i;

  if (head->length >= 8
      && (memcmp (head->bytes, "\xff\xfe", 2) == 0
          || memcmp (head->bytes, "\xfe\xff", 2) == 0))
    return true;
  for (i = 0; i < head->length; i++)
    if (head->bytes[i] < 0x20
        && !memchr (controls, head->bytes[i], sizeof controls - 1))
      return false;
  return head->length >= 8;
}

/* An archive behind other bytes, as viruses and installers are made. */
static bool
has_zip_end (const FalkHead *head)
{
  return head->zip_end;
}

/* A header so damaged that only the name says what it should have been. */
static bool
is_named_safetensors (const FalkHead *head)
{
  const char *dot = strrchr (head->name, '.');

  return dot && strcmp (dot, ".safetensors") == 0;
}

static bool
is_json (const FalkHead *head)
{
  size_t left;
  const char *text = first_visible (head, &left);

  return left >= 2 && (*text == '{' || *text == '[') && is_text (head);
}

static bool
is_csv (const FalkHead *head)
{
  const uint8_t *line = memchr (head->bytes, '\n', head->length);
  size_t left;
  const char *text = first_visible (head, &left);

  return line && is_text (head)
         && (memchr (head->bytes, ',', (size_t)(line - head->bytes))
             || (left && memchr ("-+.0123456789", *text, 13)));
}

#define READ(function) .read = function
#define REFUSE(c, w) .code = FALK_LOAD_##c, .words = w
#define MAGIC(bytes) .magic = bytes, .magic_length = sizeof (bytes) - 1

/* In this order: what is certain comes first. */
static const FalkFormat formats[] = {
  { "npy", MAGIC ("\x93NUMPY"), READ (falk_npy_read) },
  { "zip", MAGIC ("PK\x03\x04"), READ (falk_zip_read) },
  { "zip", MAGIC ("PK\x05\x06"), READ (falk_zip_read) },
  { "torch legacy",
    MAGIC ("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19"),
    READ (falk_torch_legacy_read) },
  { "torch legacy", MAGIC ("\x80\x02\x8a\x0a"), READ (falk_torch_legacy_read) },
  { "hdf5", MAGIC ("\x89HDF\r\n\x1a\n"),
    REFUSE (FORMAT_KNOWN, "an HDF5 file") },
  { "gguf", MAGIC ("GGUF"), REFUSE (FORMAT_KNOWN, "a GGUF file") },
  { "torch tar", is_torch_tar, REFUSE (LEGACY_TAR, NULL) },
  { "tar", MAGIC ("ustar"), .at = 257, REFUSE (CONTAINER, "a tar archive") },
  { "7z", MAGIC ("7z\xbc\xaf\x27\x1c"), REFUSE (CONTAINER, "a 7-Zip archive") },
  { "rar", MAGIC ("Rar!\x1a\x07"), REFUSE (CONTAINER, "a RAR archive") },
  { "gzip", MAGIC ("\x1f\x8b"), REFUSE (CONTAINER, "packed with gzip") },
  { "xz",
    MAGIC ("\xfd"
           "7zXZ\0"),
    REFUSE (CONTAINER, "packed with xz") },
  { "zstd", MAGIC ("\x28\xb5\x2f\xfd"),
    REFUSE (CONTAINER, "packed with zstd") },
  { "bzip2", MAGIC ("BZh"), REFUSE (CONTAINER, "packed with bzip2") },
  { "lz4", MAGIC ("\x04\x22\x4d\x18"), REFUSE (CONTAINER, "packed with lz4") },
  { "png", MAGIC ("\x89PNG\r\n\x1a\n"),
    REFUSE (FORMAT_KNOWN, "a PNG picture") },
  { "jpeg", MAGIC ("\xff\xd8\xff"), REFUSE (FORMAT_KNOWN, "a JPEG picture") },
  { "gif", MAGIC ("GIF8"), REFUSE (FORMAT_KNOWN, "a GIF picture") },
  { "pdf", MAGIC ("%PDF-"), REFUSE (FORMAT_KNOWN, "a PDF document") },
  { "elf",
    MAGIC ("\x7f"
           "ELF"),
    REFUSE (FORMAT_KNOWN, "a program") },
  { "matlab", MAGIC ("MATLAB "), REFUSE (FORMAT_KNOWN, "a MATLAB file") },
  { "parquet", MAGIC ("PAR1"), REFUSE (FORMAT_KNOWN, "a Parquet file") },
  { "arrow", MAGIC ("ARROW1"), REFUSE (FORMAT_KNOWN, "an Arrow file") },
  { "ggml", MAGIC ("lmgg"), REFUSE (FORMAT_KNOWN, "an old GGML file") },
  { "ggml", MAGIC ("tjgg"), REFUSE (FORMAT_KNOWN, "an old GGML file") },
  { "tflite", MAGIC ("TFL3"), .at = 4, REFUSE (FORMAT_KNOWN, "a TFLite file") },
  { "onnx runtime", MAGIC ("ORTM"), .at = 4,
    REFUSE (FORMAT_KNOWN, "an ONNX Runtime file") },
  { "sqlite", MAGIC ("SQLite format 3"),
    REFUSE (FORMAT_KNOWN, "an SQLite database") },
  { "lfs", is_lfs, REFUSE (LFS, NULL) },
  { "html", is_html, REFUSE (HTML, NULL) },
  { "safetensors", is_safetensors, READ (falk_safetensors_read) },
  { "onnx", is_onnx, REFUSE (FORMAT_KNOWN, "an ONNX model") },
  { "onnx tensor", is_onnx_tensor, REFUSE (FORMAT_KNOWN, "an ONNX tensor") },
  { "zip", has_zip_end, READ (falk_zip_read) },
  { "pickle", is_pickle, REFUSE (BARE_PICKLE, NULL) },
  { "json", is_json, REFUSE (TEXT, "a JSON text") },
  { "csv", is_csv, REFUSE (TEXT, "a table in text form (CSV)") },
  { "text", is_text, REFUSE (TEXT, "a text") },
  { "safetensors", is_named_safetensors, READ (falk_safetensors_read) },
};

const FalkFormat *
falk_format_table (size_t *n)
{
  *n = sizeof formats / sizeof formats[0];
  return formats;
}

const FalkFormat *
falk_format_find (const FalkHead *head)
{
  for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
    {
      const FalkFormat *format = &formats[i];

      if (format->matches
              ? format->matches (head)
              : head->length >= (size_t)format->at + format->magic_length
                    && memcmp (head->bytes + format->at, format->magic,
                               format->magic_length)
                           == 0)
        return format;
    }
  return NULL;
}

bool
falk_format_refuse (FalkLoad *load, const FalkFormat *format,
                    const FalkHead *head)
{
  char hex[3 * 8 + 1] = "";

  if (format)
    return falk_fail (load, format->code, -1, NULL,
                      format->words ? format->words
                                    : FALK_TEXT ("%" PRIu64, head->size),
                      NULL);
  for (size_t i = 0; i < head->length && i < 8; i++)
    memcpy (hex + 3 * i, FALK_TEXT ("%02X ", head->bytes[i]), 4);
  if (hex[0])
    hex[strlen (hex) - 1] = '\0';
  return falk_fail (load, FALK_LOAD_UNKNOWN, -1, NULL, hex, NULL);
}
