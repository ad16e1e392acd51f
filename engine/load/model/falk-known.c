/* SPDX-License-Identifier: MIT */
#include "falk-known.h"

#include <string.h>

#include "falk-model-error.h"
#include "falk-rule.h"

static const char *const pass_modules[] = {
  "AlphaDropout", "CELU",       "Dropout",     "Dropout1d",
  "Dropout2d",    "Dropout3d",  "ELU",         "FeatureAlphaDropout",
  "GELU",         "Hardshrink", "Hardsigmoid", "Hardswish",
  "Hardtanh",     "Identity",   "LeakyReLU",   "LogSigmoid",
  "LogSoftmax",   "Mish",       "PReLU",       "RReLU",
  "ReLU",         "ReLU6",      "SELU",        "SiLU",
  "Sigmoid",      "Softmax",    "Softmax2d",   "Softmin",
  "Softplus",     "Softshrink", "Softsign",    "Tanh",
  "Tanhshrink",   "Threshold",
};
static const char *const norm_modules[] = {
  "BatchNorm1d",    "BatchNorm2d",    "BatchNorm3d",    "GroupNorm",
  "InstanceNorm1d", "InstanceNorm2d", "InstanceNorm3d", "LayerNorm",
  "RMSNorm",        "SyncBatchNorm",
};
static const char *const loss_modules[] = {
  "BCELoss",         "BCEWithLogitsLoss", "CTCLoss",        "CrossEntropyLoss",
  "GaussianNLLLoss", "HuberLoss",         "KLDivLoss",      "L1Loss",
  "MSELoss",         "NLLLoss",           "PoissonNLLLoss", "SmoothL1Loss",
  "SoftMarginLoss",
};
static const char *const sequence_modules[] = { "ModuleDict", "ModuleList",
                                                "Sequential" };

static const char *const pass_methods[] = {
  "abs",         "clamp",  "clone",   "contiguous", "cpu",
  "cuda",        "detach", "double",  "elu",        "exp",
  "float",       "gelu",   "half",    "leaky_relu", "log",
  "log_softmax", "neg",    "relu",    "relu_",      "requires_grad_",
  "sigmoid",     "silu",   "softmax", "sqrt",       "tanh",
  "to",          "type",   "type_as",
};
static const char *const pass_functions[] = { "Variable", "dropout", "softplus",
                                              "hardtanh", "selu" };

static const char *const aside_methods[] = {
  "all",          "any",  "backward",   "data_ptr", "dim",
  "element_size", "item", "ndimension", "numel",    "numpy",
  "shape",        "size", "stride",     "tolist",
};
/* Functions of other things need no row: they are handed no step's output. */
static const char *const other_methods[] = {
  "addmm",
  "amax",
  "amin",
  "argmax",
  "argmin",
  "argsort",
  "baddbmm",
  "bmm",
  "broadcast_to",
  "cat",
  "chunk",
  "concat",
  "concatenate",
  "cumsum",
  "diagonal",
  "diff",
  "dot",
  "einsum",
  "expand",
  "expand_as",
  "flip",
  "fold",
  "gather",
  "hstack",
  "index_select",
  "interpolate",
  "kthvalue",
  "logsumexp",
  "masked_select",
  "matmul",
  "max",
  "max_pool1d",
  "median",
  "min",
  "mm",
  "mode",
  "movedim",
  "moveaxis",
  "mv",
  "narrow",
  "norm",
  "outer",
  "pad",
  "permute_",
  "prod",
  "repeat",
  "repeat_interleave",
  "reshape_as",
  "resize_",
  "roll",
  "scatter",
  "sort",
  "split",
  "squeeze_",
  "stack",
  "std",
  "sum",
  "swapaxes_",
  "t",
  "take",
  "tensordot",
  "tile",
  "topk",
  "trace",
  "transpose_",
  "tril",
  "triu",
  "unbind",
  "unflatten",
  "unfold",
  "unique",
  "unsqueeze_",
  "var",
  "view_as",
  "vstack",
  "where",
};
static const char *const aside_functions[] = {
  "binary_cross_entropy",
  "binary_cross_entropy_with_logits",
  "cross_entropy",
  "huber_loss",
  "kl_div",
  "l1_loss",
  "mse_loss",
  "nll_loss",
  "smooth_l1_loss",
  "enumerate",
  "float",
  "int",
  "isinstance",
  "len",
  "list",
  "ones_like",
  "print",
  "rand_like",
  "randn_like",
  "range",
  "save",
  "str",
  "summary",
  "tuple",
  "type",
  "zeros_like",
  "zip",
};

typedef struct
{
  FalkKnownKind kind;
  const char *const *names;
  gsize n;
} FalkNameList;

#define LIST(kind, names)                                                      \
  {                                                                            \
    FALK_KNOWN_##kind, names, G_N_ELEMENTS (names)                             \
  }

static const FalkNameList module_lists[] = {
  LIST (PASS, pass_modules),
  LIST (NORM, norm_modules),
  LIST (LOSS, loss_modules),
  LIST (SEQUENCE, sequence_modules),
};
static const FalkNameList method_lists[] = {
  LIST (PASS, pass_methods),
  LIST (OTHER, other_methods),
  LIST (ASIDE, aside_methods),
};
static const FalkNameList function_lists[] = { LIST (PASS, pass_functions),
                                               LIST (ASIDE, aside_functions) };

/* Operations under another name, or with another default. */
static const struct
{
  const char *name;
  gboolean module;
  FalkOp op;
  const char *preset;
  gint64 preset_value;
} aliases[] = {
  { "Flatten", TRUE, FALK_OP_FLATTEN, "start_dim", 1 },
  { "swapaxes", FALSE, FALK_OP_TRANSPOSE, NULL, 0 },
  { "swapdims", FALSE, FALK_OP_TRANSPOSE, NULL, 0 },
};

/* A text has names where the shape of another operand, a target or lengths
 * would have to be: such a step is only stated as JSON. */
static gboolean
is_of_texts (FalkOp op)
{
  return !falk_rule_arg (op, FALK_ARG_OTHER)
         && !falk_rule_arg (op, FALK_ARG_TARGET);
}

static FalkKnown
find_op (const char *name, gboolean module)
{
  for (guint i = 0; i < FALK_OP_COUNT; i++)
    if (falk_rule (i)->module == module && is_of_texts (i)
        && strcmp (falk_rule (i)->name, name) == 0)
      return (FalkKnown){ .kind = FALK_KNOWN_OP, .op = i };
  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (aliases[i].module == module && strcmp (aliases[i].name, name) == 0)
      return (FalkKnown){ FALK_KNOWN_OP, aliases[i].op, aliases[i].preset,
                          aliases[i].preset_value };
  return (FalkKnown){ .kind = FALK_KNOWN_NOT };
}

static FalkKnown
find_listed (const char *name, const FalkNameList *lists, gsize n)
{
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < lists[i].n; j++)
      if (strcmp (lists[i].names[j], name) == 0)
        return (FalkKnown){ .kind = lists[i].kind };
  return (FalkKnown){ .kind = FALK_KNOWN_NOT };
}

FalkKnown
falk_known_module (const char *name)
{
  FalkKnown known = find_op (name, TRUE);

  if (known.kind == FALK_KNOWN_NOT)
    known = find_listed (name, module_lists, G_N_ELEMENTS (module_lists));
  return known;
}

FalkKnown
falk_known_method (const char *name)
{
  FalkKnown known = find_op (name, FALSE);

  if (known.kind == FALK_KNOWN_NOT)
    known = find_listed (name, method_lists, G_N_ELEMENTS (method_lists));
  return known;
}

FalkKnown
falk_known_function (const char *name)
{
  FalkKnown known =
      find_listed (name, function_lists, G_N_ELEMENTS (function_lists));

  return known.kind == FALK_KNOWN_NOT ? falk_known_method (name) : known;
}

char *
falk_known_step_name (const FalkStep *step)
{
  static const struct
  {
    FalkOp op;
    const char *name;
  } names[] = { { FALK_OP_LINEAR, "fc" }, { FALK_OP_GRU_CELL, "cell" } };

  if (step->op == FALK_OP_SELECT
      && falk_step_get_int (step, FALK_ARG_INDEX) == -1)
    switch (falk_step_get_int (step, FALK_ARG_DIM))
      {
      case 0:
        return g_strdup ("last");
      case 1:
        return g_strdup ("last_step");
      default:
        break;
      }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].op == step->op)
      return g_strdup (names[i].name);
  return g_ascii_strdown (falk_rule (step->op)->name, -1);
}

void
falk_known_set_unknown (GError **error, const char *name)
{
  g_autofree char *suggestion = NULL;
  g_autofree char *quoted = falk_model_quote (name, -1);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < FALK_OP_COUNT; i++)
    {
      const FalkRule *rule = falk_rule (i);

      if (!is_of_texts (i))
        continue;
      g_ptr_array_add (names, (gpointer)rule->name);
      g_string_append_printf (known, "%s%s%s", i == 0 ? "" : ", ",
                              rule->module ? "nn." : ".", rule->name);
    }
  for (guint i = 0; i < G_N_ELEMENTS (module_lists); i++)
    for (gsize j = 0; j < module_lists[i].n; j++)
      g_ptr_array_add (names, (gpointer)module_lists[i].names[j]);
  suggestion =
      falk_model_suggest (name, (const char *const *)names->pdata, names->len);
  g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_OP,
               "unknown operation %s (known: %s, and what keeps shapes, such "
               "as nn.Dropout)%s",
               quoted, known->str, suggestion);
}
