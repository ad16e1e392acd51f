/* SPDX-License-Identifier: MIT */
/* The headline of each fault, and the sentence that says what happened. */
#include "falk-explain-private.h"

#include <string.h>

#include "falk-rule.h"

/* Placeholders: {x} what reaches the step, {step} its name, {layer} its
 * operation, {found} {needed} the numbers, {found-shape} {needed-shape} the
 * shapes, {axis} the axis, {rank} how many axes {x} has, {axes} the same with the word, {takes} the argument
 * that says how many features the step takes, {argument} the argument at
 * fault, {dtype} the type found. */
static const struct
{
  const char *headline, *what;
} words[] = {
  [FALK_FAULT_NEGATIVE_SIZE] = { "{argument} is negative",
                                 "{step} can't be made: {argument} gives its "
                                 "weights the size {found-shape}." },
  [FALK_FAULT_HIDDEN_ZERO] = { "hidden_size is {found}",
                               "{step} can't be made: its state would have "
                               "no features." },
  [FALK_FAULT_NO_LAYERS] = { "num_layers is {found}",
                             "{step} can't be made without a layer." },
  [FALK_FAULT_DROPOUT] = { "dropout is outside 0 to 1",
                           "{step} can't be made: dropout is the "
                           "probability that a value is left out." },
  [FALK_FAULT_INPUT_RANK] = { "{axes} where {layer} takes 2 or 3",
                              "{x} has the shape {x-shape}. {step} takes "
                              "(time, features), or (time, "
                              "batch, features)." },
  [FALK_FAULT_UNBATCHED_STATE] = { "The state has {found} axes, the input "
                                   "{rank}",
                                   "{x} has the shape {x-shape}, which {step} "
                                   "reads as a single sequence "
                                   "without a batch; the state {found-shape} "
                                   "has a batch axis." },
  [FALK_FAULT_BATCHED_STATE] = { "The state has {found} axes, not 3",
                                 "{x} has a batch axis, so the state of {step} "
                                 "needs three axes; "
                                 "{found-shape} has {found}." },
  [FALK_FAULT_INPUT_SIZE] = { "Inner dimensions differ: {found} ≠ {needed}",
                              "The last axis of {x} has {found} features; "
                              "{step} was built with "
                              "{takes} = {needed}." },
  [FALK_FAULT_HIDDEN_SIZE] = { "The state does not fit: {found} ≠ {needed}",
                               "The state handed to {step} has the shape "
                               "{found-shape}; it needs "
                               "{needed-shape}: layers × directions, batch, "
                               "hidden_size." },
  [FALK_FAULT_NO_TIME] = { "No time steps",
                           "{x} has the shape {x-shape}: there is nothing "
                           "for "
                           "{step} to read along axis {axis}." },
  [FALK_FAULT_CELL_RANK] = { "{axes} where a cell takes 1 or 2",
                             "{x} has the shape {x-shape}. {step} takes "
                             "(features), or (batch, "
                             "features): one time step." },
  [FALK_FAULT_CELL_STATE_RANK] = { "The state has {found} axes, not {needed}",
                                   "The state handed to {step} has the shape "
                                   "{found-shape}; with {x} of "
                                   "{x-shape} it needs {needed} axes." },
  [FALK_FAULT_CELL_INPUT_SIZE] = { "Inner dimensions differ: {found} ≠ "
                                   "{needed}",
                                   "The last axis of {x} has {found} "
                                   "features; "
                                   "{step} was built with "
                                   "{takes} = {needed}." },
  [FALK_FAULT_CELL_BATCH] = { "The state does not fit: {found} ≠ {needed} "
                              "sequences",
                              "{x} has {needed} rows, one for each sequence; "
                              "the state of {step} has "
                              "the shape {found-shape}." },
  [FALK_FAULT_CELL_HIDDEN_SIZE] = { "The state does not fit: {found} ≠ "
                                    "{needed}",
                                    "The last axis of the state has {found} "
                                    "features; {step} was built with "
                                    "hidden_size = {needed}." },
  [FALK_FAULT_MATMUL] = { "Inner dimensions differ: {found} ≠ {needed}",
                          "The last axis of {x} has {found} features; {step} "
                          "was built with "
                          "{takes} = {needed}." },
  [FALK_FAULT_MATMUL_SCALAR] = { "A single number can't be multiplied by a "
                                 "matrix",
                                 "{x} has no axes; {step} multiplies along "
                                 "the "
                                 "last one." },
  [FALK_FAULT_DTYPE] = { "The types differ: {dtype} and float32",
                         "{x} is {dtype}, and the weights of {step} are "
                         "float32. The shapes are "
                         "in order." },
  [FALK_FAULT_DTYPE_SCALAR] = { "The types differ: {dtype} and float32",
                                "{x} is {dtype}, and the weights of {step} "
                                "are "
                                "float32. The shapes are "
                                "in order." },
  [FALK_FAULT_DIM_RANGE] = { "There is no axis {found}",
                             "{step} names axis {found} of {x}, whose shape "
                             "is "
                             "{x-shape}." },
  [FALK_FAULT_SELECT_SCALAR] = { "Nothing to select from",
                                 "{x} is a single number; {step} takes one "
                                 "entry of an axis." },
  [FALK_FAULT_SELECT_INDEX] = { "Index {found} is out of range",
                                "{step} takes entry {found} of axis {axis} "
                                "of "
                                "{x}, which has {needed}." },
  [FALK_FAULT_PERMUTE_COUNT] = { "permute names {found} axes of {needed}",
                                 "{step} names {found} axes; {x} has the "
                                 "shape "
                                 "{x-shape}." },
  [FALK_FAULT_PERMUTE_DUPLICATE] = { "permute names an axis twice",
                                     "{step} must name each of the {rank} "
                                     "axes "
                                     "of {x} once." },
  [FALK_FAULT_FLATTEN_ORDER] = { "start_dim comes after end_dim",
                                 "{step} is to flatten axes {found} to "
                                 "{needed} of {x}." },
  [FALK_FAULT_SHAPE_NEGATIVE] = { "{found} is no size",
                                  "{step} asks for a size below -1." },
  [FALK_FAULT_SHAPE_TWO_UNKNOWN] = { "Two sizes are left open",
                                     "{step} has -1 twice; only one size can "
                                     "be "
                                     "worked out." },
  [FALK_FAULT_SHAPE_TOTAL] = { "{needed} elements don't fit {needed-shape}",
                               "{step} asks for {needed-shape}; {x} has the "
                               "shape {x-shape}, {needed} "
                               "elements." },
  [FALK_FAULT_SHAPE_AMBIGUOUS] = { "An empty tensor leaves -1 open",
                                   "{x} has no elements; {step} asks for "
                                   "{needed-shape}." },
  [FALK_FAULT_VIEW_STRIDE] = { "view can't, reshape can",
                               "{step} asks for a view of {x}, whose axes "
                               "were "
                               "moved in memory." },
  [FALK_FAULT_MEAN_DTYPE] = { "No mean of {dtype}", "{x} is {dtype}; {step} "
                                                    "gives a fraction, so it "
                                                    "takes floating point "
                                                    "numbers." },
  [FALK_FAULT_TOO_LARGE] = { "Too large for any memory",
                             "{step} asks for more than any tensor can have." },
};
G_STATIC_ASSERT (G_N_ELEMENTS (words) == FALK_FAULT_COUNT);

static char *
number (gint64 value)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, value);
}

static char *
in_shape (const FalkCase *c)
{
  FalkShape shape = falk_value_shape (c->in);

  return falk_shape_to_text (&shape, FALK_SHAPE_TUPLE);
}

/* The value of the placeholder at @p, and how long the placeholder is. */
static char *
value_of (const FalkCase *c, const char *p, gsize *length)
{
  const FalkFault *fault = c->fault;
  const char *name = fault->found_by.name;
  const struct
  {
    const char *name;
    char *value;
  } values[] = {
    { "{x}", g_strdup (c->what) },
    { "{x-shape}", in_shape (c) },
    { "{step}", g_strdup (c->step->name) },
    { "{layer}", g_strdup (falk_rule (c->step->op)->name) },
    { "{found}", number (fault->found) },
    { "{needed}", number (fault->needed) },
    { "{found-shape}",
      falk_shape_to_text (&fault->found_shape, FALK_SHAPE_TUPLE) },
    { "{needed-shape}",
      falk_shape_to_text (&fault->needed_shape, FALK_SHAPE_TUPLE) },
    { "{axis}", number (fault->axis) },
    { "{rank}", number (c->in->rank) },
    { "{axes}", g_strdup_printf ("%u %s", c->in->rank,
                                 c->in->rank == 1 ? "axis" : "axes") },
    { "{takes}",
      g_strdup (falk_arg_info (falk_case_width_argument (c))->name) },
    { "{argument}", g_strdup (name ? name : "an argument") },
    { "{dtype}", g_strdup (falk_dtype_info (fault->found_dtype)->name) },
  };
  char *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (!found && g_str_has_prefix (p, values[i].name))
      {
        found = values[i].value;
        *length = strlen (values[i].name);
      }
    else
      g_free (values[i].value);
  return found;
}

static char *
fill (const FalkCase *c, const char *template)
{
  GString *text = g_string_new (NULL);

  for (const char *p = template; *p != '\0';)
    {
      gsize length = 1;
      g_autofree char *value = *p == '{' ? value_of (c, p, &length) : NULL;

      if (value)
        g_string_append (text, value);
      else
        g_string_append_c (text, *p);
      p += length;
    }
  return g_string_free (text, FALSE);
}

char *
falk_explain_headline (const FalkCase *c)
{
  return fill (c, words[c->fault->code].headline);
}

/* A sentence that starts with "what gru gives" starts with a capital. */
char *
falk_explain_what (const FalkCase *c)
{
  char *text = fill (c, words[c->fault->code].what);

  if (g_str_has_prefix (words[c->fault->code].what, "{x}")
      && !g_str_equal (c->what, c->tensor))
    text[0] = g_ascii_toupper (text[0]);
  return text;
}
