/* SPDX-License-Identifier: MIT */
#include "falk-safetensors.h"

#include <inttypes.h>

#include "falk-bytes.h"
#include "falk-json.h"
#include "falk-safetensors-check.h"
#include "falk-source.h"

#define HEADER_MAX 100000000u /* the reference's own limit */

typedef struct
{
  FalkBuild *build;
  FalkJson json;
  FalkStTensor *tensors;
  uint32_t n, room;
  unsigned unknown_fields;
  bool metadata; /* was there */
} Reader;

/* Fails about the tensor being read. */
static bool
fail_tensor (Reader *reader, FalkLoadCode code, const FalkStTensor *tensor,
             const char *found, const char *allowed)
{
  return falk_fail (&reader->build->load, code, falk_json_place (&reader->json),
                    FALK_QUOTE (tensor->name, strlen (tensor->name)), found,
                    allowed);
}

static bool
parse_dtype (Reader *reader, FalkStTensor *tensor)
{
  char *text;
  size_t length;

  if (!falk_json_peek (&reader->json, '"'))
    return fail_tensor (reader, FALK_LOAD_ST_FIELD, tensor, "another dtype",
                        "a text");
  if (!falk_json_string (&reader->json, &text, &length))
    return false;
  tensor->dtype_name = text;
  for (int i = 0; i < FALK_DTYPE_COUNT; i++)
    {
      const char *name = falk_dtype_info ((FalkDtype)i)->safetensors;

      if (name && strlen (name) == length && memcmp (name, text, length) == 0)
        {
          tensor->dtype = (FalkDtype)i;
          tensor->known = true;
        }
    }
  return true;
}

static const int64_t *
keep_dims (FalkLoad *load, const int64_t *dims, unsigned rank)
{
  int64_t *own = falk_load_alloc (load, rank, sizeof *own);

  if (own && rank > 0)
    memcpy (own, dims, rank * sizeof *own);
  return own;
}

static bool
parse_shape (Reader *reader, FalkStTensor *tensor)
{
  FalkJson *json = &reader->json;
  int64_t dims[FALK_RANK_MAX];
  bool more;

  if (!falk_json_take (json, '['))
    return fail_tensor (reader, FALK_LOAD_ST_SHAPE, tensor, "no list", NULL);
  for (more = !falk_json_take (json, ']'); more;)
    {
      int64_t size;
      FalkText text;
      bool fits;

      if (!falk_json_size (json, &size, &fits, &text))
        return false;
      if (!fits)
        return fail_tensor (reader,
                            text.text[strspn (text.text, "0123456789")]
                                ? FALK_LOAD_ST_SHAPE
                                : FALK_LOAD_SIZE_OVERFLOW,
                            tensor, text.text, NULL);
      if (tensor->rank == FALK_RANK_MAX)
        return fail_tensor (reader, FALK_LOAD_NDIM, tensor, "more",
                            FALK_TEXT ("%d", FALK_RANK_MAX));
      dims[tensor->rank++] = size;
      more = falk_json_take (json, ',');
      if (!more && !falk_json_take (json, ']'))
        return falk_json_fail (json, "',' or ']'");
    }
  tensor->dims = keep_dims (&reader->build->load, dims, tensor->rank);
  return tensor->dims != NULL;
}

static bool
parse_offsets (Reader *reader, FalkStTensor *tensor)
{
  FalkJson *json = &reader->json;
  int64_t *const values[] = { &tensor->begin, &tensor->end };
  static const char *const closers[] = { ",", "]" };

  if (!falk_json_take (json, '['))
    return fail_tensor (reader, FALK_LOAD_ST_RANGE, tensor, "no list",
                        "two numbers");
  for (int i = 0; i < 2; i++)
    {
      FalkText text;
      bool fits;

      if (!falk_json_size (json, values[i], &fits, &text))
        return false;
      if (!fits)
        return fail_tensor (reader, FALK_LOAD_ST_RANGE, tensor, text.text,
                            "two whole numbers");
      if (!falk_json_take (json, closers[i][0]))
        return fail_tensor (reader, FALK_LOAD_ST_RANGE, tensor,
                            "another count of numbers", "two numbers");
    }
  return true;
}

static const struct
{
  const char *name;
  bool (*parse) (Reader *reader, FalkStTensor *tensor);
} fields[] = {
  { "dtype", parse_dtype },
  { "shape", parse_shape },
  { "data_offsets", parse_offsets },
};
#define N_FIELDS (sizeof fields / sizeof fields[0])

static bool
parse_field (Reader *reader, FalkStTensor *tensor, unsigned *seen)
{
  FalkJson *json = &reader->json;
  char *key;
  size_t length, i;

  if (!falk_json_string (json, &key, &length))
    return false;
  if (!falk_json_take (json, ':'))
    return falk_json_fail (json, "':'");
  for (i = 0; i < N_FIELDS; i++)
    if (strcmp (fields[i].name, key) == 0 && strlen (key) == length)
      break;
  if (i == N_FIELDS)
    {
      reader->unknown_fields++;
      return falk_json_skip (json);
    }
  if (*seen & 1u << i)
    return fail_tensor (reader, FALK_LOAD_ST_DUP, tensor,
                        FALK_TEXT (" (%s)", key), NULL);
  *seen |= 1u << i;
  return fields[i].parse (reader, tensor);
}

static bool
parse_tensor (Reader *reader, char *name)
{
  FalkJson *json = &reader->json;
  FalkStTensor *tensor;
  unsigned seen = 0;

  reader->tensors =
      falk_load_grow (&reader->build->load, reader->tensors,
                      (uint64_t)reader->n + 1, &reader->room, sizeof *tensor);
  if (!reader->tensors)
    return false;
  tensor = &reader->tensors[reader->n++];
  tensor->name = name;
  if (!falk_json_take (json, '{'))
    return fail_tensor (reader, FALK_LOAD_ST_FIELD, tensor, "no description",
                        "an object");
  for (bool more = !falk_json_take (json, '}'); more;)
    {
      if (!parse_field (reader, tensor, &seen))
        return false;
      more = falk_json_take (json, ',');
      if (!more && !falk_json_take (json, '}'))
        return falk_json_fail (json, "',' or '}'");
    }
  for (size_t i = 0; i < N_FIELDS; i++)
    if (!(seen & 1u << i))
      return fail_tensor (reader, FALK_LOAD_ST_FIELD, tensor,
                          FALK_TEXT ("no %s", fields[i].name),
                          "dtype, shape and data_offsets");
  return true;
}

/* {string: string} or null. Nothing of it is kept. */
static bool
parse_metadata (Reader *reader)
{
  FalkJson *json = &reader->json;
  FalkLoad *load = &reader->build->load;
  char *text;
  size_t length;

  if (reader->metadata)
    return falk_fail (load, FALK_LOAD_ST_DUP, falk_json_place (json),
                      "__metadata__", NULL, NULL);
  reader->metadata = true;
  if (falk_json_peek (json, 'n'))
    return falk_json_skip (json);
  if (!falk_json_take (json, '{'))
    return falk_fail (load, FALK_LOAD_ST_META, falk_json_place (json), NULL,
                      NULL, NULL);
  for (bool more = !falk_json_take (json, '}'); more;)
    {
      if (!falk_json_string (json, &text, &length))
        return false;
      if (!falk_json_take (json, ':'))
        return falk_json_fail (json, "':'");
      if (!falk_json_peek (json, '"'))
        return falk_fail (load, FALK_LOAD_ST_META, falk_json_place (json), NULL,
                          NULL, NULL);
      if (!falk_json_string (json, &text, &length))
        return false;
      more = falk_json_take (json, ',');
      if (!more && !falk_json_take (json, '}'))
        return falk_json_fail (json, "',' or '}'");
    }
  return true;
}

static bool
parse_header (Reader *reader)
{
  FalkJson *json = &reader->json;

  if (!falk_json_peek (json, '{'))
    {
      /* too deep, or no JSON at all, is the better complaint */
      if (falk_json_skip (json))
        falk_json_fail (json, "an object");
      return false;
    }
  falk_json_take (json, '{');
  for (bool more = !falk_json_take (json, '}'); more;)
    {
      char *name;
      size_t length;

      if (!falk_json_string (json, &name, &length))
        return false;
      if (!falk_json_take (json, ':'))
        return falk_json_fail (json, "':'");
      if (length > 4096 || strlen (name) != length)
        return falk_fail (&reader->build->load, FALK_LOAD_NAME,
                          falk_json_place (json), NULL,
                          FALK_QUOTE (name, length), NULL);
      if (strcmp (name, "__metadata__") == 0 ? !parse_metadata (reader)
                                             : !parse_tensor (reader, name))
        return false;
      more = falk_json_take (json, ',');
      if (!more && !falk_json_take (json, '}'))
        return falk_json_fail (json, "',' or '}'");
    }
  return json->at == json->end || falk_json_fail (json, "nothing more");
}

/* Reads the header into memory, once its length is known to be possible. */
static bool
read_header (FalkLoad *load, FalkJson *json)
{
  uint64_t size = load->source->size, length;
  uint8_t prefix[8];
  char *text;

  if (size < sizeof prefix)
    return falk_fail (load, FALK_LOAD_ST_TRUNC, -1, NULL, "8",
                      FALK_TEXT ("%" PRIu64, size));
  if (!falk_source_read (load, 0, prefix, sizeof prefix))
    return false;
  length = falk_u64 (prefix);
  if (length > size - sizeof prefix || length == 0)
    return falk_fail (load, FALK_LOAD_ST_HEADER, 0, NULL,
                      FALK_TEXT ("%" PRIu64, length),
                      FALK_TEXT ("1 to %" PRIu64, size - sizeof prefix));
  if (length > HEADER_MAX)
    return falk_fail (load, FALK_LOAD_ST_HEADER_BIG, 0, NULL,
                      FALK_TEXT ("%" PRIu64, length),
                      FALK_TEXT ("%u", HEADER_MAX));
  text = falk_load_alloc (load, length, 1);
  if (!text || !falk_source_read (load, sizeof prefix, text, (size_t)length))
    return false;
  if (!falk_utf8_valid (text, (size_t)length))
    return falk_fail (load, FALK_LOAD_UTF8, sizeof prefix, "the header", NULL,
                      NULL);
  *json = (FalkJson){ load, text, text, text + length, sizeof prefix };
  return true;
}

bool
falk_safetensors_read (FalkBuild *build)
{
  Reader reader = { .build = build };
  FalkLoad *load = &build->load;

  build->file.format = "safetensors";
  if (!read_header (load, &reader.json) || !parse_header (&reader)
      || !falk_st_check (build, reader.tensors, reader.n,
                         (uint64_t)(reader.json.end - reader.json.start) + 8))
    return false;
  if (reader.unknown_fields
      && !falk_build_note (build,
                           "%u fields that safetensors doesn't know were "
                           "ignored.",
                           reader.unknown_fields))
    return false;
  if (reader.n == 0)
    return falk_build_note (build, "The file holds no tensors.");
  return true;
}
