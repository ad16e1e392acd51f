/* SPDX-License-Identifier: MIT */
#include "falk-gru.h"

#include "falk-gru-slice.h"

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
  FalkGruSlice slice;
  FalkEnd end;
} Member;

void
falk_gru_set_contiguous (FalkGru *gru, gboolean batch_first)
{
  gsize out = gru->D * gru->H;

  gru->x_t = batch_first ? gru->I : gru->B * gru->I;
  gru->x_b = batch_first ? gru->T * gru->I : gru->I;
  gru->out_t = batch_first ? out : gru->B * out;
  gru->out_b = batch_first ? gru->T * out : out;
}

/* Multiplications of all input projections, and of the whole pass; they may
 * be rounded. */
static double
projection_work (const FalkGru *gru)
{
  double out = (double)gru->D * (double)gru->H;
  double widths = (double)gru->I + (double)(gru->L - 1) * out;

  return 3 * out * (double)gru->T * (double)gru->B * widths;
}

static double
whole_work (const FalkGru *gru)
{
  double H = (double)gru->H, states = (double)gru->L * (double)gru->D * H;

  return projection_work (gru)
         + 3 * H * (double)gru->T * (double)gru->B * states;
}

/* How many threads pay for @work, of at most @threads. */
static guint
threads_that_pay (double work, guint threads)
{
  double paying = work / THREAD_WORK;

  return MAX (paying < threads ? (guint)paying : threads, 1);
}

static guint
count_slices (const FalkGru *gru, guint threads)
{
  gsize fitting = CLAMP (gru->B / SLICE_LEAST, 1, SLICES_MAX);

  return (guint)MIN (fitting, threads_that_pay (whole_work (gru), threads));
}

/* Slice @index of @n, as even as can be. */
static FalkGruSlice
get_slice (const FalkGru *gru, guint index, guint n)
{
  gsize each = gru->B / n, more = gru->B % n;

  return (FalkGruSlice){ gru, index * each + MIN (index, more),
                         each + (index < more) };
}

gboolean
falk_gru_scratch (const FalkGru *gru, guint threads, gsize *count)
{
  guint n = count_slices (gru, threads);

  *count = 0;
  for (guint i = 0; i < n; i++)
    {
      FalkGruSlice slice = get_slice (gru, i, n);
      gsize floats;

      if (!falk_gru_slice_floats (&slice, &floats)
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
      falk_gru_slice_run (&member->slice, team->blas, team->kernels, &watch);
  if (member->end != FALK_END_DONE)
    g_atomic_int_set (&team->stop, 1);
  return NULL;
}

FalkEnd
falk_gru_forward_with (const FalkGru *gru, const FalkBlas *blas,
                       const FalkKernels *kernels, guint threads,
                       const FalkWatch *watch)
{
  Team team = { blas, kernels, watch, 0 };
  guint n = count_slices (gru, threads);
  Member members[SLICES_MAX];
  GThread *running[SLICES_MAX] = { NULL };
  FalkEnd end = FALK_END_DONE;

  /* Either the slices share the processor's cores, or OpenBLAS does. */
  falk_blas_set_threads (
      blas, n > 1 ? 1 : threads_that_pay (projection_work (gru), threads));
  for (guint i = n; i-- > 0;)
    {
      members[i] = (Member){ &team, get_slice (gru, i, n) };
      if (i > 0)
        running[i] = g_thread_try_new ("gru", run_member, &members[i], NULL);
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
falk_gru_forward (const FalkGru *gru, const FalkBlas *blas, guint threads,
                  const FalkWatch *watch)
{
  return falk_gru_forward_with (gru, blas, falk_kernels_nth (0), threads,
                                watch);
}

FalkEnd
falk_gru_cell (gsize B, gsize I, gsize H, const FalkGruWeights *weights,
               const float *x, const float *h0, float *h1, const FalkBlas *blas)
{
  FalkGru gru = { .T = 1, .B = B, .I = I, .H = H, .L = 1, .D = 1 };

  gru.weights = weights;
  gru.x = x;
  gru.h0 = h0;
  gru.h_n = h1;
  falk_gru_set_contiguous (&gru, FALSE);
  return falk_gru_forward (&gru, blas, 1, NULL);
}
