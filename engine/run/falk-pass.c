/* SPDX-License-Identifier: MIT */
#include "falk-pass.h"

#include "falk-pass-slice.h"

/* Multiplications for which starting one more thread pays. */
#define THREAD_WORK 8e6
/* Sequences in a slice: fewer leave the registers of the kernels empty. */
#define SLICE_LEAST 4
#define SLICES_MAX 64

/* What the slices of one pass share. */
typedef struct
{
  const FalkBlas *blas;
  const FalkKernels *kernels;
  const FalkWatch *watch; /* the caller's; asked by the first slice only */
  gint stop; /* atomic: 1 when every slice should stop */
} Team;

typedef struct
{
  Team *team;
  FalkPassSlice slice;
  FalkEnd end;
} Member;

const FalkCellInfo *
falk_cell_info (FalkCell cell)
{
  static const FalkCellInfo rows[] = {
    [FALK_CELL_GRU] = { 3,
                        4,
                        { FALK_GATE_R, FALK_GATE_Z, FALK_GATE_N,
                          FALK_GATE_H } },
    [FALK_CELL_LSTM] = { 4,
                         6,
                         { FALK_GATE_I, FALK_GATE_F, FALK_GATE_G, FALK_GATE_O,
                           FALK_GATE_C, FALK_GATE_H } },
    [FALK_CELL_TANH] = { 1, 1, { FALK_GATE_H } },
    [FALK_CELL_RELU] = { 1, 1, { FALK_GATE_H } },
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (rows) == FALK_CELL_COUNT);
  g_return_val_if_fail (cell < FALK_CELL_COUNT, NULL);
  return &rows[cell];
}

gsize
falk_pass_state_width (const FalkPass *pass)
{
  return pass->projection ? pass->projection : pass->H;
}

void
falk_pass_set_contiguous (FalkPass *pass, gboolean batch_first)
{
  gsize out = pass->D * falk_pass_state_width (pass);

  pass->x_t = batch_first ? pass->I : pass->B * pass->I;
  pass->x_b = batch_first ? pass->T * pass->I : pass->I;
  pass->out_t = batch_first ? out : pass->B * out;
  pass->out_b = batch_first ? pass->T * out : out;
}

/* Multiplications of all input projections, and of the whole pass; they may
 * be rounded. */
static double
projection_work (const FalkPass *pass)
{
  double rows = (double)falk_cell_info (pass->cell)->gates * (double)pass->H;
  double out = (double)pass->D * (double)falk_pass_state_width (pass);
  double widths = (double)pass->I + (double)(pass->L - 1) * out;

  return rows * (double)pass->D * (double)pass->T * (double)pass->B * widths;
}

static double
whole_work (const FalkPass *pass)
{
  double gates = (double)falk_cell_info (pass->cell)->gates;
  double each = (gates + (pass->projection ? 1 : 0)) * (double)pass->H
                * (double)falk_pass_state_width (pass);

  return projection_work (pass)
         + each * (double)pass->T * (double)pass->B
               * (double)(pass->L * pass->D);
}

/* How many threads pay for @work, of at most @threads. */
static guint
threads_that_pay (double work, guint threads)
{
  double paying = work / THREAD_WORK;

  return MAX (paying < threads ? (guint)paying : threads, 1);
}

static guint
count_slices (const FalkPass *pass, guint threads)
{
  gsize fitting = CLAMP (pass->B / SLICE_LEAST, 1, SLICES_MAX);

  return (guint)MIN (fitting, threads_that_pay (whole_work (pass), threads));
}

/* Slice @index of @n, as even as can be. */
static FalkPassSlice
get_slice (const FalkPass *pass, guint index, guint n)
{
  gsize each = pass->B / n, more = pass->B % n;

  return (FalkPassSlice){ pass, index * each + MIN (index, more),
                          each + (index < more) };
}

gboolean
falk_pass_scratch (const FalkPass *pass, guint threads, gsize *count)
{
  guint n = count_slices (pass, threads);

  *count = 0;
  for (guint i = 0; i < n; i++)
    {
      FalkPassSlice slice = get_slice (pass, i, n);
      gsize floats;

      if (!falk_pass_slice_floats (&slice, &floats)
          || !g_size_checked_add (count, *count, floats))
        return FALSE;
    }
  return TRUE;
}

/* The first slice asks the caller, the others ask the first. */
static gboolean
ask_caller (double done, gpointer data)
{
  Team *team = data;

  if (!falk_watch_go_on (team->watch, done))
    g_atomic_int_set (&team->stop, 1);
  return !g_atomic_int_get (&team->stop);
}

static gboolean
ask_team (double done, gpointer data)
{
  Team *team = data;

  return !g_atomic_int_get (&team->stop);
}

static gpointer
run_member (gpointer data)
{
  Member *member = data;
  Team *team = member->team;
  FalkWatch watch = { member->slice.first ? ask_team : ask_caller, team };

  member->end =
      falk_pass_slice_run (&member->slice, team->blas, team->kernels, &watch);
  if (member->end != FALK_END_DONE)
    g_atomic_int_set (&team->stop, 1);
  return NULL;
}

FalkEnd
falk_pass_run_with (const FalkPass *pass, const FalkBlas *blas,
                    const FalkKernels *kernels, guint threads,
                    const FalkWatch *watch)
{
  Team team = { blas, kernels, watch, 0 };
  guint n = count_slices (pass, threads);
  Member members[SLICES_MAX];
  GThread *running[SLICES_MAX] = { NULL };
  FalkEnd end = FALK_END_DONE;

  /* Either the slices share the processor's cores, or OpenBLAS does. */
  falk_blas_set_threads (
      blas, n > 1 ? 1 : threads_that_pay (projection_work (pass), threads));
  for (guint i = n; i-- > 0;)
    {
      members[i] = (Member){ &team, get_slice (pass, i, n) };
      if (i > 0)
        running[i] = g_thread_try_new ("pass", run_member, &members[i], NULL);
      if (!running[i])
        run_member (&members[i]);
    }
  for (guint i = 0; i < n; i++)
    {
      if (running[i])
        g_thread_join (running[i]);
      end = MAX (end, members[i].end);
    }
  return end;
}

FalkEnd
falk_pass_run (const FalkPass *pass, const FalkBlas *blas, guint threads,
               const FalkWatch *watch)
{
  return falk_pass_run_with (pass, blas, falk_kernels_nth (0), threads, watch);
}
