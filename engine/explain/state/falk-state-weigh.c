/* SPDX-License-Identifier: MIT */
/* How likely it is that a checkpoint has other sizes than the model, or that
 * it is of another model. */
#include "falk-plain.h"
#include "falk-state-study.h"

/* What the two depend on. */
typedef struct
{
  gboolean names; /* some name is on one side only */
  gboolean sizes; /* some shape differs, when the names are changed */
  gboolean arguments; /* some layer that both have differs, likewise */
  gboolean shared; /* both have every layer, when the names are changed */
  gboolean renamed; /* names had to be changed for that */
  gboolean base; /* a first layer's own parameter is on one side only: no
                  * argument of a layer adds or takes such a one */
} Evidence;

/* Whether @entry is a parameter of a first layer, "weight_hh_l0", which one
 * side has alone. */
static gboolean
is_lone_base (const FalkStateEntry *entry)
{
  return (falk_state_entry_only (entry, FALK_STATE_CHECKPOINT)
          || falk_state_entry_only (entry, FALK_STATE_MODEL))
         && g_str_has_prefix (falk_state_leaf (entry->name), "weight_")
         && g_str_has_suffix (entry->name, "_l0");
}

static gboolean
any_lone_base (const FalkStateDiff *diff)
{
  for (guint i = 0; i < diff->entries->len; i++)
    if (is_lone_base (g_ptr_array_index (diff->entries, i)))
      return TRUE;
  return FALSE;
}

static Evidence
weigh (const FalkReport *report)
{
  const FalkStateStudy *study = report->study;
  const FalkStateDiff *diff = study->diff;

  return (Evidence){
    .names = falk_state_diff_n_only (diff, FALK_STATE_CHECKPOINT) > 0
             || falk_state_diff_n_only (diff, FALK_STATE_MODEL) > 0,
    .sizes = falk_state_diff_n_shapes (study->left) > 0,
    .arguments = falk_state_study_n_layers (study, TRUE) > 0,
    .shared = falk_state_study_is_shared (study),
    .renamed = study->renames->len > 0,
    .base = study->renames->len == 0 && any_lone_base (diff),
  };
}

double
falk_weigh_config (const FalkReport *report, double score)
{
  Evidence evidence;

  if (!report->study)
    return score / 2;
  evidence = weigh (report);
  if (!evidence.arguments)
    return 0;
  if (evidence.base && !evidence.sizes)
    return 0.3;
  if (!evidence.renamed && evidence.shared)
    return score;
  if (!evidence.sizes)
    return 0.2;
  return evidence.shared ? 0.7 : 0.45;
}

double
falk_weigh_names (const FalkReport *report, double score)
{
  Evidence evidence;

  if (!report->study)
    return score / 2;
  evidence = weigh (report);
  if (evidence.base && !evidence.sizes)
    return score;
  if (!evidence.names || (!evidence.renamed && evidence.shared))
    return 0;
  return evidence.sizes && evidence.shared ? 0.6 : score;
}
