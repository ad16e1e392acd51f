/* SPDX-License-Identifier: MIT */
/* What a zip archive is: PyTorch's, NumPy's, or one to be refused by name. */
#pragma once

#include "falk-build.h"
#include "falk-zip.h"

/* The reader of every zip archive. */
bool falk_zip_read (FalkBuild *build);

/* Adds the arrays of an .npz archive: each member NAME.npy as NAME. */
bool falk_npz_read (FalkBuild *build, FalkZip *zip);
