/* SPDX-License-Identifier: MIT */
/* Exit statuses of every command. */
#pragma once

typedef enum
{
  FALK_EXIT_FITS = 0, /* it fits, or the work is done */
  FALK_EXIT_FAULT = 1, /* a fault was found */
  FALK_EXIT_READ = 2, /* something could not be read, run or written */
  FALK_EXIT_USAGE = 64, /* the command line is wrong */
} FalkExit;
