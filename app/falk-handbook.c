/* SPDX-License-Identifier: MIT */
/* falk-handbook FOLDER: writes the handbook, a page and a picture for each
 * cause, from the tables that the explanations are made of. Every example is
 * explained anew, so no page can say what Falk doesn't. */
#include "falk-blas.h"
#include "falk-cause-info.h"
#include "falk-export.h"
#include "falk-open.h"
#include "falk-scene.h"

#include <stdio.h>

#define PICTURE_WIDTH 1080.0

/* An example, opened and explained. */
typedef struct
{
  const FalkCauseInfo *info;
  FalkOpened *opened;
  FalkTensor *input;
  FalkInference *inference; /* NULL where there is no model */
  FalkExplanation *explanation;
} Example;

static void
example_clear (Example *example)
{
  g_clear_pointer (&example->explanation, falk_explanation_free);
  g_clear_pointer (&example->inference, falk_inference_free);
  g_clear_pointer (&example->input, falk_tensor_unref);
  g_clear_pointer (&example->opened, falk_opened_free);
}

static gboolean
example_open (Example *example, FalkCauseCode code, GError **error)
{
  const FalkCauseInfo *info = falk_cause_info (code);
  FalkOpened *opened =
      falk_open_text (info->text ? info->text : info->model, error);

  *example = (Example){ .info = info, .opened = opened };
  if (!opened)
    return FALSE;
  if (opened->report && !opened->model)
    {
      example->explanation = falk_explain_report (opened->report);
      return TRUE;
    }
  example->input = info->input ? falk_open_tensor (info->input, "x", error)
                               : falk_tensor_ref (opened->input);
  if (!example->input)
    return FALSE;
  example->inference = falk_infer (opened->model, example->input);
  g_return_val_if_fail (!example->inference->ok, FALSE);
  example->explanation =
      falk_explain (opened->model, example->input, example->inference,
                    opened->report, falk_opened_torch (opened));
  return TRUE;
}

/* The cause of the page among those of the example; NULL where it isn't. */
static const FalkCause *
example_cause (const Example *example, FalkCauseCode code)
{
  const GPtrArray *causes = example->explanation->causes;

  for (guint i = 0; i < causes->len; i++)
    {
      const FalkCause *cause = g_ptr_array_index (causes, i);

      if (cause->code == code)
        return cause;
    }
  return NULL;
}

static gboolean
write_picture (const Example *example, const char *path, GError **error)
{
  FalkSubject subject = {
    .model = example->opened->model,
    .input = example->input,
    .inference = example->inference,
    .explanation = example->explanation,
    .notes = example->opened->notes,
    .assumed = falk_report_assumed (example->opened->report, example->input),
  };
  FalkExportOptions how = { .format = FALK_FORMAT_SVG };
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;
  g_autoptr (FalkScene) scene = NULL;

  if (subject.model)
    options.width = PICTURE_WIDTH;
  scene = falk_scene_document (&subject, &options);
  return falk_export_file (scene, &how, path, error);
}

static void
append_code (GString *page, const char *language, const char *code)
{
  g_string_append_printf (page, "```%s\n%s\n```\n\n", language, code);
}

static void
append_example (GString *page, const Example *example, FalkCauseCode code)
{
  const FalkCauseInfo *info = example->info;
  const FalkExplanation *explanation = example->explanation;
  const FalkCause *cause = example_cause (example, code);
  const FalkFix *fix = cause->fix;

  g_string_append (page, "## An example\n\n");
  append_code (page, "text", info->text ? info->text : info->model);
  if (info->input)
    g_string_append_printf (page, "with an input of shape %s.\n\n",
                            info->input);
  g_string_append_printf (page, "![%s](%s.svg)\n\n", explanation->headline,
                          info->name);
  g_string_append_printf (page, "**%s.** %s\n\n", explanation->headline,
                          explanation->what);
  g_string_append_printf (page, "*%s.* %s\n\n", cause->title, cause->why);
  if (cause->change)
    g_string_append_printf (page, "%s\n\n", cause->change);
  if (cause->code_for_change)
    append_code (page, "python", cause->code_for_change);
  if (!fix)
    return;
  g_autofree char *seen = falk_fix_to_text (fix);
  if (fix->code_before)
    append_code (page, "python", fix->code_before);
  if (fix->code_before)
    g_string_append (page, "becomes\n\n");
  append_code (page, "python", fix->code);
  g_string_append_printf (page, "It was run: %s.\n\n", seen);
  if (fix->caution)
    g_string_append_printf (page, "> %s\n\n", fix->caution);
}

static void
append_wordings (GString *page, FalkCauseCode code)
{
  g_autoptr (GPtrArray) wordings = falk_cause_wordings (code);

  g_string_append (page, "## Where it may be the cause\n\n");
  for (guint i = 0; i < wordings->len; i++)
    g_string_append_printf (page, "- `%s`\n",
                            (const char *)g_ptr_array_index (wordings, i));
}

static gboolean
write_page (const char *folder, FalkCauseCode code, GString *index,
            GError **error)
{
  const FalkCauseInfo *info = falk_cause_info (code);
  g_autofree char *base = g_build_filename (folder, info->name, NULL);
  g_autofree char *picture = g_strconcat (base, ".svg", NULL);
  g_autofree char *path = g_strconcat (base, ".md", NULL);
  g_autoptr (GString) page = g_string_new (NULL);
  Example example;
  gboolean good = example_open (&example, code, error);

  if (good && !example_cause (&example, code))
    {
      g_set_error (error, FALK_OPEN_ERROR, FALK_OPEN_ERROR_MEANING,
                   "the example of %s has other causes", info->name);
      good = FALSE;
    }
  if (good)
    {
      g_string_printf (page, "# %s\n\n`%s`\n\n%s\n\n", info->title, info->name,
                       info->meaning);
      append_example (page, &example, code);
      append_wordings (page, code);
      g_string_append_printf (index, "- [%s](%s.md): `%s`\n", info->title,
                              info->name, info->name);
      good = write_picture (&example, picture, error)
             && g_file_set_contents (path, page->str, (gssize)page->len, error);
    }
  example_clear (&example);
  return good;
}

int
main (int argc, char **argv)
{
  g_autoptr (GString) index = g_string_new (
      "# Causes\n\nWhy shapes around recurrent layers disagree, a page for "
      "each cause that Falk knows.\n\n");
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  if (argc != 2)
    {
      fputs ("Usage: falk-handbook FOLDER\n", stderr);
      return 64;
    }
  falk_blas_prepare ();
  path = g_build_filename (argv[1], "index.md", NULL);
  g_mkdir_with_parents (argv[1], 0777);
  for (guint code = 0; code < FALK_CAUSE_COUNT; code++)
    if (!write_page (argv[1], (FalkCauseCode)code, index, &error))
      {
        fprintf (stderr, "falk-handbook: %s: %s\n",
                 falk_cause_info ((FalkCauseCode)code)->name, error->message);
        return 2;
      }
  if (!g_file_set_contents (path, index->str, (gssize)index->len, &error))
    {
      fprintf (stderr, "falk-handbook: %s\n", error->message);
      return 2;
    }
  return 0;
}
