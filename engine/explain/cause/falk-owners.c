/* SPDX-License-Identifier: MIT */
#include "falk-owners.h"

#include "falk-rule.h"

/* What can own a weight, the commonest first. */
static const FalkOp kinds[] = { FALK_OP_GRU, FALK_OP_LSTM, FALK_OP_RNN };

static void
add (GPtrArray *sentences, char *sentence)
{
  g_ptr_array_add (sentences, sentence);
}

/* "GRU(50, 64) or LSTM(50, 48)": every recurrent layer whose weight has @cols
 * columns; of the state's, where @rows are its hidden_size. */
static char *
recurrent (gint64 rows, gint64 cols, gboolean of_state)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const FalkRule *rule = falk_rule (kinds[i]);
      gint64 hidden = cols / rule->gates;

      if (cols % rule->gates != 0 || hidden == 0
          || (of_state && hidden != rows))
        continue;
      if (text->len > 0)
        g_string_append (text, " or ");
      if (of_state)
        g_string_append_printf (text, "%s of hidden_size=" FALK_SIZE,
                                rule->name, hidden);
      else
        g_string_append_printf (text, "%s(" FALK_SIZE ", " FALK_SIZE ")",
                                rule->name, rows, hidden);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Which kinds it can't be, by their gates, and what it can be in every
 * version. */
static char *
plain (gint64 rows, gint64 cols)
{
  const char *not = cols % 3 == 0   ? NULL
                    : cols % 4 == 0 ? "is not a multiple of 3, so this product "
                                      "is not inside a GRU, whose weights have "
                                      "3 × hidden_size columns"
                                    : "is a multiple neither of 3 nor of 4, so "
                                      "this product is inside neither a GRU "
                                      "nor an LSTM";

  if (!not )
    return g_strdup_printf ("m2 fits a Linear(" FALK_SIZE ", " FALK_SIZE ").",
                            rows, cols);
  return g_strdup_printf (FALK_SIZE " %s. It fits a Linear(" FALK_SIZE
                                    ", " FALK_SIZE ").",
                          cols, not, rows, cols);
}

void
falk_owners_add (gint64 rows, gint64 cols, const FalkContext *context,
                 gboolean speaks, GPtrArray *sentences)
{
  g_autofree char *inputs = recurrent (rows, cols, FALSE);
  g_autofree char *states = recurrent (rows, cols, TRUE);
  gint64 hidden;

  add (sentences, plain (rows, cols));
  if (!speaks && cols % 3 == 0)
    add (sentences,
         g_strdup ("It is no product of a GRU, LSTM or RNN: since PyTorch 0.4 "
                   "those check their input before they multiply, and say so "
                   "in other words."));
  else if (speaks && *inputs)
    add (sentences,
         g_strdup_printf ("In PyTorch 0.3 or older it also fits %s, which did "
                          "not check their input yet.",
                          inputs));
  if (speaks && *states)
    add (sentences, g_strdup_printf ("With as many rows as hidden_size it "
                                     "also fits the state's weight of a %s.",
                                     states));
  if (!falk_context_number (context, "hidden_size", &hidden) || hidden < 1)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (cols == hidden * falk_rule (kinds[i])->gates)
      add (sentences,
           g_strdup_printf (FALK_SIZE " is %u × the hidden_size of " FALK_SIZE
                                      " that is known: a %s's.",
                            cols, falk_rule (kinds[i])->gates, hidden,
                            falk_rule (kinds[i])->name));
}
