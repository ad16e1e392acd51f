/* SPDX-License-Identifier: MIT */
#include "falk-load-codes.h"

#define DAMAGED "The file is damaged; fetch or save it again."
#define RESAVE "Save it again with torch.save or as safetensors."
#define HOSTILE                                                                \
  "Don't trust it: no file that PyTorch or NumPy writes looks like this."
#define CODE(x) [FALK_LOAD_##x] = { "E_" #x,

/* A row is its code, its text and its advice. */
/* clang-format off */
const FalkLoadCodeInfo falk_load_codes[FALK_LOAD_CODE_COUNT] = {
  CODE (OK) "{file} was read", "" },
  CODE (NOENT) "{file} {found}", "It may have been moved or renamed." },
  CODE (LOOP) "{file} is a link that leads back to itself",
    "Choose the file itself." },
  CODE (ISDIR) "{file} is a folder", "Choose a file inside it." },
  CODE (NOTREG) "{file} is {found}, not a file", "Choose a file." },
  CODE (ACCES) "You may not read {file}",
    "Ask its owner, or change its permissions." },
  CODE (MFILE) "{file} can't be opened: too many files are open",
    "Close some and try again." },
  CODE (EMPTY) "{file} is empty (0 bytes)", "Fetch or save it again." },
  CODE (IO) "{file} can't be read: {found}",
    "Check the disk or the connection and try again." },
  CODE (CHANGED) "{file} changed while it was being read", "Open it again." },
  CODE (CANCELLED) "Reading {file} was cancelled", "" },
  CODE (BUDGET) "{file} needs {found} bytes of memory{field}, the limit is "
    "{allowed}", "Raise the limit to open it anyway." },
  CODE (NOMEM) "There is no memory left to read {file}",
    "Close something and try again." },
  CODE (NOSPACE) "{file} was not written: the disk is full",
    "Free some space or choose another place." },
  CODE (WRITE) "{file} was not written: {found}", "Choose another place." },

  CODE (UNKNOWN) "{file} is no kind of file that is known here (first "
    "bytes: {found})", "NumPy, safetensors and PyTorch files can be read." },
  CODE (CONTAINER) "{file} is {found}", "Unpack it first." },
  CODE (LFS) "{file} is only a Git LFS pointer ({found} bytes), not the "
    "file itself", "Fetch the real file with git lfs pull." },
  CODE (HTML) "{file} is a web page: the download failed",
    "Download the file itself." },
  CODE (FORMAT_KNOWN) "{file} is {found}, which is not read here",
    "Convert it to safetensors or .npy." },
  CODE (BARE_PICKLE) "{file} is a bare Python pickle: opening one means "
    "running it",
    "Save its arrays with torch.save, safetensors or numpy.save." },
  CODE (TEXT) "{file} is {found}, not a file of tensors",
    "Choose a NumPy, safetensors or PyTorch file." },
  CODE (LEGACY_TAR) "{file} is in PyTorch's very old tar layout",
    "Re-save it with a newer PyTorch." },

  CODE (TRUNC) "{file} ends too early: {field} needs {found} bytes, "
    "{allowed} are left", DAMAGED },
  CODE (SIZE_OVERFLOW) "In {file}, {field} is {found}: more than any file "
    "can hold", HOSTILE },
  CODE (NDIM) "In {file}, {field} has {found} dimensions; at most {allowed}",
    "Reshape it before saving." },
  CODE (DIM_NEG) "In {file}, dimension {field} is {found}; sizes are 0 or "
    "more", HOSTILE },
  CODE (DTYPE) "In {file}, {field} has element type {found}, which is not "
    "supported", "Convert it to float32 before saving." },
  CODE (PICKLE_INSIDE) "{file} holds Python objects{field}; reading them would "
    "mean running a pickle", "Save the array as numbers." },
  CODE (UTF8) "In {file}, {field} is not valid UTF-8 text", DAMAGED },
  CODE (NAME) "{file} has an unusable name for a tensor: {found}",
    "Names are at most 4096 bytes of text without NUL." },
  CODE (NO_TENSOR) "{file} has no tensor {found}",
    "Ask falk show for the names it has." },
  CODE (UNREADABLE) "In {file}, tensor {field} can't be read. {found}",
    "The other tensors can." },

  CODE (NPY_TRUNC) "{file} ends inside its NumPy header: {found} bytes needed, "
    "{allowed} there", DAMAGED },
  CODE (NPY_VERSION) "{file} has NumPy format version {found}; known are "
    "{allowed}", "Save it again with numpy.save." },
  CODE (NPY_HEADER_BIG) "{file} has a NumPy header of {found} bytes; at "
    "most {allowed}", HOSTILE },
  CODE (NPY_HEADER) "{file} has a header that is no NumPy description: "
    "expected {allowed}, found {found}", DAMAGED },
  CODE (NPY_KEYS) "{file} has a NumPy header in which {field} {found}",
    "It needs descr, fortran_order and shape, once each." },
  CODE (NPY_ORDER) "{file}: fortran_order must be True or False, found "
    "{found}", DAMAGED },
  CODE (NPY_SHAPE) "{file}: shape must be a tuple of whole numbers, found "
    "{found}", DAMAGED },
  CODE (NPZ_NONE) "{file} is a zip archive without NumPy arrays in it",
    "Unpack it and choose a file inside." },

  CODE (ZIP_TRUNC) "{file} lacks the end of its archive; it was probably "
    "cut short ({found} bytes)", "Fetch or save it again." },
  CODE (ZIP_EXTRA) "{file} has {found} bytes {field} the archive", HOSTILE },
  CODE (ZIP_AMBIGUOUS) "{file} could be read as two different archives",
    HOSTILE },
  CODE (ZIP_DIR) "{file} has a broken list of contents: {field} is {found}, "
    "expected {allowed}", DAMAGED },
  CODE (ZIP_NOENTRY) "{file} is an empty archive", "Save it again." },
  CODE (ZIP_RANGE) "{file}: {field} starts or ends at byte {found}, the "
    "contents end at {allowed}", DAMAGED },
  CODE (ZIP_MISMATCH) "{file}: {field} is described twice, and differently: "
    "{found}", HOSTILE },
  CODE (ZIP_SIZE) "{file}: {field} should be {allowed} bytes, it has {found}",
    DAMAGED },
  CODE (ZIP_OVERLAP) "{file}: {field} and {found} use the same bytes",
    HOSTILE },
  CODE (ZIP_DUP) "{file}: {field} is there twice", HOSTILE },
  CODE (ZIP_NAME) "{file} has an unsafe name in the archive: {field}",
    HOSTILE },
  CODE (ZIP_ENCRYPTED) "{file} is protected with a password",
    "Unpack it, then choose the file inside." },
  CODE (ZIP_FLAGS) "{file}: {field} uses zip features ({found}) that are "
    "not supported", "Pack it again without them." },
  CODE (ZIP_METHOD) "{file}: {field} is packed with method {found}; known are "
    "0 (stored) and 8 (deflate)", "Pack it again." },
  CODE (ZIP_BOMB) "{file}: {field} claims {found} bytes from {allowed}; "
    "deflate can't do that", HOSTILE },
  CODE (ZIP_DATA) "{file}: {field} can't be unpacked", DAMAGED },
  CODE (ZIP_CRC) "{file}: the checksum of {field} is wrong: {found}, recorded "
    "{allowed}", DAMAGED },
  CODE (ZIP_ZIP64) "{file}: {field} has broken 64-bit sizes", DAMAGED },
  CODE (ZIP_SPLIT) "{file} is one part of a split archive",
    "Join the parts first." },
  CODE (ZIP_PLAIN) "{file} is a zip archive ({found} members, the first is "
    "{field})", "Unpack it and choose a file inside." },

  CODE (ST_TRUNC) "{file} ends inside its safetensors header: {found} bytes "
    "needed, {allowed} there", DAMAGED },
  CODE (ST_HEADER) "{file}: the safetensors header claims {found} bytes; "
    "expected {allowed}", DAMAGED },
  CODE (ST_HEADER_BIG) "{file}: the safetensors header claims {found} "
    "bytes; at most {allowed}", HOSTILE },
  CODE (ST_DUP) "{file}: {field} is described twice{found}", HOSTILE },
  CODE (ST_FIELD) "{file}: tensor {field} has {found}; expected {allowed}",
    DAMAGED },
  CODE (ST_META) "{file}: __metadata__ must hold texts only", DAMAGED },
  CODE (ST_SHAPE) "{file}: tensor {field} has a shape that isn't a list of "
    "whole numbers: {found}", DAMAGED },
  CODE (ST_RANGE) "{file}: tensor {field} has data_offsets {found}; "
    "expected {allowed}", DAMAGED },
  CODE (ST_OVERLAP) "{file}: tensors {field} and {found} use the same bytes",
    HOSTILE },
  CODE (ST_HOLE) "{file}: bytes {found} of the data belong to no tensor",
    DAMAGED },
  CODE (ST_SIZE) "{file}: tensor {field} is {allowed}, but {found} bytes "
    "are given", DAMAGED },
  CODE (JSON) "{file}: the header is not JSON: expected {allowed}, found "
    "{found}", DAMAGED },
  CODE (JSON_DEPTH) "{file}: the header is nested more than {allowed} deep",
    HOSTILE },

  CODE (PICKLE_DANGEROUS) "{file} asks Python to use {found} when it is opened",
    "Nothing of it was run, and it won't be opened: don't load it anywhere." },
  CODE (PICKLE_TRUNC) "{file}: {field} ends in the middle of a value",
    DAMAGED },
  CODE (PICKLE_STACK) "{file}: {field} needs {allowed}, {found} there",
    DAMAGED },
  CODE (PICKLE_LIMIT) "{file}: more {field} than any real file has "
    "({found}; at most {allowed})", HOSTILE },
  CODE (PICKLE_MEMO) "{file}: {field} recalls value {found}, which was "
    "never kept", DAMAGED },
  CODE (PICKLE_OPCODE) "{file}: opcode {found} is not one that torch.save "
    "writes", RESAVE },
  CODE (PICKLE_BIGINT) "{file}: a whole number of {found} bytes; at most "
    "{allowed}", HOSTILE },
  CODE (PICKLE_PROTO) "{file}: pickle protocol {found}; torch.save writes "
    "{allowed}", RESAVE },
  CODE (PICKLE_EXPAND) "{file}: its description would expand to more than "
    "{allowed} values", HOSTILE },
  CODE (PICKLE_DEPTH) "{file}: its description is nested more than "
    "{allowed} deep", HOSTILE },
  CODE (PICKLE_CYCLE) "{file}: its description contains itself",
    "Save the state_dict() instead of the object." },
  CODE (PICKLE_TYPE) "{file}: {field} on {found}; expected {allowed}",
    DAMAGED },
  CODE (PICKLE_GLOBAL) "{file}: a name in the description is broken: {found}",
    DAMAGED },

  CODE (TORCH_PID) "{file}: a storage is described wrongly: {found}; expected "
    "{allowed}", DAMAGED },
  CODE (TORCH_KEY) "{file}: storage {field} is used, but {found}", DAMAGED },
  CODE (TORCH_STORAGE) "{file}: storage {field} should be {allowed}, the file "
    "has {found}", DAMAGED },
  CODE (TORCH_VIEW) "{file}: tensor {field} reads outside its storage: "
    "{found}; expected {allowed}", DAMAGED },
  CODE (TORCH_TENSOR) "{file}: tensor {field} is described wrongly: "
    "{found}; expected {allowed}", DAMAGED },
  CODE (TORCH_BYTEORDER) "{file}: byte order {found}; known are little and "
    "big", DAMAGED },
  CODE (TORCH_VERSION) "{file}: PyTorch file version {found}; known are "
    "{allowed}", "Re-save it with a PyTorch that is known." },
  CODE (TORCH_LAYOUT) "{file} is not laid out as PyTorch does it: {found}",
    RESAVE },
  CODE (LEGACY_MAGIC) "{file} starts like an old PyTorch file but has another "
    "{field}", RESAVE },
  CODE (LEGACY_ENDIAN) "{file} was not written on a little-endian machine",
    RESAVE },
  CODE (LEGACY_KEYS) "{file}: its list of storages is wrong: {found}",
    DAMAGED },
  CODE (LEGACY_STORAGE) "{file}: storage {field} claims {found} values, "
    "{allowed}", DAMAGED },
};
/* clang-format on */
