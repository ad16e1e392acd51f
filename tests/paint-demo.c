/* SPDX-License-Identifier: MIT */
/* Draws a table of cases to PNG, to be looked at: paint-demo FOLDER. */
#include "falk-paint.h"

__attribute__ ((weak)) FalkRun *
falk_run_ref (FalkRun *run)
{
  return run;
}
__attribute__ ((weak)) void
falk_run_unref (FalkRun *run)
{
}

typedef struct
{
  const char *name;
  FalkOp op;
  FalkArg a1, a2;
  gint64 in, out;
  gboolean batch_first, bidirectional;
  gint64 layers;
  const char *shape;
  FalkTheme theme;
} Case;

#define GRU FALK_OP_GRU, FALK_ARG_INPUT_SIZE, FALK_ARG_HIDDEN_SIZE
#define LINEAR FALK_OP_LINEAR, FALK_ARG_IN_FEATURES, FALK_ARG_OUT_FEATURES

static const Case cases[] = {
  { "seed", GRU, 50, 20, 0, 0, 1, "50,32,3", 0 },
  { "seed-dark", GRU, 50, 20, 0, 0, 1, "50,32,3", 1 },
  { "linear", LINEAR, 50, 20, 0, 0, 1, "32,50,3", 0 },
  { "fits", GRU, 3, 20, 0, 0, 1, "50,32,3", 0 },
  { "fits-50", GRU, 50, 20, 1, 0, 1, "32,7,50", 0 },
  { "wide", GRU, 3, 20, 1, 0, 1, "32,7,50", 0 },
  { "off", LINEAR, 50, 20, 0, 0, 1, "32,49", 0 },
  { "off2", LINEAR, 49, 20, 0, 0, 1, "32,50", 0 },
  { "huge", LINEAR, 100000, 20, 0, 0, 1, "32,3", 0 },
  { "one", LINEAR, 1, 1, 0, 0, 1, "1,1", 0 },
  { "one-1000", LINEAR, 1000, 1000, 0, 0, 1, "64,1", 0 },
  { "rank5", LINEAR, 6, 7, 0, 0, 1, "2,3,4,5,6", 0 },
  { "rank1", LINEAR, 8, 7, 0, 0, 1, "6", 0 },
};

static void
draw (const Case *c, const char *folder)
{
  g_autoptr (FalkModel) model = falk_model_new ("demo");
  FalkStep *step = falk_step_new (c->op, c->op == FALK_OP_GRU ? "gru" : "fc");
  FalkShape shape;
  g_autoptr (FalkTensor) input = NULL;
  g_autoptr (FalkInference) inference = NULL;
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;
  g_autoptr (FalkScene) scene = NULL;
  g_autoptr (FalkPainter) painter = falk_painter_new ();
  g_autofree char *path = g_strdup_printf ("%s/%s.png", folder, c->name);
  cairo_surface_t *surface;
  cairo_t *cr;

  falk_step_set_int (step, c->a1, c->in);
  falk_step_set_int (step, c->a2, c->out);
  if (c->batch_first)
    falk_step_set_int (step, FALK_ARG_BATCH_FIRST, 1);
  falk_model_insert (model, 0, step);
  g_assert_true (falk_shape_parse (c->shape, &shape));
  input = falk_tensor_new ("x", NULL, FALK_DTYPE_FLOAT32, &shape, NULL);
  inference = falk_infer (model, input);
  scene = falk_scene_new (&(FalkSubject){ model, input, inference, NULL, NULL },
                          &options);
  surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int)(scene->width * 1.5),
                                  (int)(scene->height * 1.5));
  cr = cairo_create (surface);
  cairo_scale (cr, 1.5, 1.5);
  falk_paint_paper (cr, c->theme);
  falk_paint_scene (painter, scene, cr, c->theme);
  cairo_destroy (cr);
  cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
}

int
main (int argc, char *argv[])
{
  if (argc != 2)
    return 64;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    draw (&cases[i], argv[1]);
  return 0;
}
