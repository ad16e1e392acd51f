/* SPDX-License-Identifier: MIT */
/* What went wrong while a file was read: facts first, a sentence from them.
 *
 * A FalkLoadError is a plain value without pointers to free; reading a file
 * never allocates in order to complain. */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

G_BEGIN_DECLS

/* Codes are stable: tests and goldens name them. falk_load_code_name() gives
 * "E_" and the rest of the constant's name. */
typedef enum
{
  FALK_LOAD_OK,
  /* the path and the operating system */
  FALK_LOAD_NOENT,
  FALK_LOAD_LOOP,
  FALK_LOAD_ISDIR,
  FALK_LOAD_NOTREG,
  FALK_LOAD_ACCES,
  FALK_LOAD_MFILE,
  FALK_LOAD_EMPTY,
  FALK_LOAD_IO,
  FALK_LOAD_CHANGED,
  FALK_LOAD_CANCELLED,
  FALK_LOAD_BUDGET,
  FALK_LOAD_NOMEM,
  FALK_LOAD_NOSPACE,
  FALK_LOAD_WRITE,
  /* what the file is */
  FALK_LOAD_UNKNOWN,
  FALK_LOAD_CONTAINER,
  FALK_LOAD_LFS,
  FALK_LOAD_HTML,
  FALK_LOAD_FORMAT_KNOWN,
  FALK_LOAD_BARE_PICKLE,
  FALK_LOAD_TEXT,
  FALK_LOAD_LEGACY_TAR,
  /* sizes and names, whatever the format */
  FALK_LOAD_TRUNC,
  FALK_LOAD_SIZE_OVERFLOW,
  FALK_LOAD_NDIM,
  FALK_LOAD_DIM_NEG,
  FALK_LOAD_DTYPE,
  FALK_LOAD_PICKLE_INSIDE,
  FALK_LOAD_UTF8,
  FALK_LOAD_NAME,
  FALK_LOAD_NO_TENSOR,
  FALK_LOAD_UNREADABLE,
  /* .npy and .npz */
  FALK_LOAD_NPY_TRUNC,
  FALK_LOAD_NPY_VERSION,
  FALK_LOAD_NPY_HEADER_BIG,
  FALK_LOAD_NPY_HEADER,
  FALK_LOAD_NPY_KEYS,
  FALK_LOAD_NPY_ORDER,
  FALK_LOAD_NPY_SHAPE,
  FALK_LOAD_NPZ_NONE,
  /* zip */
  FALK_LOAD_ZIP_TRUNC,
  FALK_LOAD_ZIP_EXTRA,
  FALK_LOAD_ZIP_AMBIGUOUS,
  FALK_LOAD_ZIP_DIR,
  FALK_LOAD_ZIP_NOENTRY,
  FALK_LOAD_ZIP_RANGE,
  FALK_LOAD_ZIP_MISMATCH,
  FALK_LOAD_ZIP_SIZE,
  FALK_LOAD_ZIP_OVERLAP,
  FALK_LOAD_ZIP_DUP,
  FALK_LOAD_ZIP_NAME,
  FALK_LOAD_ZIP_ENCRYPTED,
  FALK_LOAD_ZIP_FLAGS,
  FALK_LOAD_ZIP_METHOD,
  FALK_LOAD_ZIP_BOMB,
  FALK_LOAD_ZIP_DATA,
  FALK_LOAD_ZIP_CRC,
  FALK_LOAD_ZIP_ZIP64,
  FALK_LOAD_ZIP_SPLIT,
  FALK_LOAD_ZIP_PLAIN,
  /* .safetensors */
  FALK_LOAD_ST_TRUNC,
  FALK_LOAD_ST_HEADER,
  FALK_LOAD_ST_HEADER_BIG,
  FALK_LOAD_ST_DUP,
  FALK_LOAD_ST_FIELD,
  FALK_LOAD_ST_META,
  FALK_LOAD_ST_SHAPE,
  FALK_LOAD_ST_RANGE,
  FALK_LOAD_ST_OVERLAP,
  FALK_LOAD_ST_HOLE,
  FALK_LOAD_ST_SIZE,
  FALK_LOAD_JSON,
  FALK_LOAD_JSON_DEPTH,
  /* pickle */
  FALK_LOAD_PICKLE_DANGEROUS,
  FALK_LOAD_PICKLE_TRUNC,
  FALK_LOAD_PICKLE_STACK,
  FALK_LOAD_PICKLE_LIMIT,
  FALK_LOAD_PICKLE_MEMO,
  FALK_LOAD_PICKLE_OPCODE,
  FALK_LOAD_PICKLE_BIGINT,
  FALK_LOAD_PICKLE_PROTO,
  FALK_LOAD_PICKLE_EXPAND,
  FALK_LOAD_PICKLE_DEPTH,
  FALK_LOAD_PICKLE_CYCLE,
  FALK_LOAD_PICKLE_TYPE,
  FALK_LOAD_PICKLE_GLOBAL,
  /* PyTorch */
  FALK_LOAD_TORCH_PID,
  FALK_LOAD_TORCH_KEY,
  FALK_LOAD_TORCH_STORAGE,
  FALK_LOAD_TORCH_VIEW,
  FALK_LOAD_TORCH_TENSOR,
  FALK_LOAD_TORCH_BYTEORDER,
  FALK_LOAD_TORCH_VERSION,
  FALK_LOAD_TORCH_LAYOUT,
  FALK_LOAD_LEGACY_MAGIC,
  FALK_LOAD_LEGACY_ENDIAN,
  FALK_LOAD_LEGACY_KEYS,
  FALK_LOAD_LEGACY_STORAGE,
  FALK_LOAD_CODE_COUNT
} FalkLoadCode;

typedef struct
{
  FalkLoadCode code;
  char file[192]; /* base name, safe to show */
  int64_t offset; /* byte in the file or in the member field names; -1 none */
  char field[160]; /* the tensor, member, key or value concerned; may be "" */
  char found[192]; /* what is there; may be "" */
  char allowed[192]; /* what may be there; may be "" */
  const char *advice; /* static: what to do; never NULL once code is set */
} FalkLoadError;

/* "E_NPY_TRUNC"; static, never NULL. */
const char *falk_load_code_name (FalkLoadCode code);

/* Writes @error as one or two sentences for a person: what is wrong, where,
 * what to do. At most @size bytes with the closing 0; never a line break.
 * Returns @text. */
char *falk_load_error_write (const FalkLoadError *error, char *text,
                             size_t size);

/* Copies @length bytes of @from to @to, at most @size with the closing 0, in
 * a form that is safe to show: bytes that aren't UTF-8 become \xNN; control,
 * direction and zero-width characters become \uNNNN. */
void falk_text_escape (const char *from, size_t length, char *to, size_t size);

/* Errors as a GError: the domain is FALK_LOAD_ERROR, the code a FalkLoadCode,
 * the message what falk_load_error_write() gives. */
#define FALK_LOAD_ERROR (falk_load_error_quark ())
GQuark falk_load_error_quark (void);
void falk_load_error_to_gerror (const FalkLoadError *from, GError **error);

G_END_DECLS
