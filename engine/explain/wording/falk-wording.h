/* SPDX-License-Identifier: MIT */
/* Wordings: the text that a PyTorch version prints for a fault. One table, a
 * row a fault code, a column a version; it is kept in two files. A template's
 * placeholders are filled from the fault's facts:
 *
 *   {found} {needed}              the two numbers
 *   {found-list} {found-tuple}    the part's shape, [50, 32] or (50, 32)
 *   {needed-list} {needed-tuple}  the shape that was wanted
 *   {needed-bare}                 the same without brackets, "3, 4"
 *   {other-list} {other-rank}     the shape it is compared with
 *   {found-0} {found-2}           sizes of the part's axes 0 and 2
 *   {other-0} {other-1}           the same of what it is compared with
 *   {extra}                       the third number
 *   {rank} {rank+1}               how many axes the part has; one more
 *   {handed-rank}                how many axes the state was handed with
 *   {low} {high}                  the least and greatest axis index allowed
 *   {axis} {other-axis}           the axis that is checked; what it meets of a
 *                                 second matrix
 *   {m1} {m2}                     operands of the product, "1600x3"
 *   {m1-old} {m2-old}             the same, "[1600 x 3]"
 *   {m1-step}                     m1 of a single time step, "[32 x 3]"
 *   {second} {input-size}         axis 1 of the input; the cell's argument
 *   {found-dtype} {needed-dtype}  "Float"
 *   {found-type}                  "torch.FloatTensor"
 *   {kernel}                      "addmm_impl_cpu_"
 *   {or-mkldnn}                   what is added for bfloat16
 *   {which} {hidden}              of two states: 1, "hx[1]"; else "hidden"
 *   {of-two}                      of two states: "[1]"; else nothing
 *   {no-axis}                     the axis {axis} isn't there, or none is
 *   {argument} {callable}         "proj_size"; "__init__" that was given it
 *   {tensor-if-rnn}               "tensor " of an RNN
 *   {bias-type}                   "Parameter", or "NoneType" without a bias
 *   {unpacked}                    the row's word on a PackedSequence
 *   {p}                           the argument p as Python writes it
 *   {layer}                       "GRU", "GRUCell", ...
 *   {constructor}                 the class that takes its arguments: since
 *                                 Python 3.10, named in what Python says
 *   {argument}                    the first that it doesn't take
 *   {missing}                     "arguments: 'input_size' and 'hidden_size'"
 */
#pragma once

#include "falk-infer.h"
#include "falk-torch-version.h"

G_BEGIN_DECLS

/* The message of @fault as @torch prints it, without the exception's class.
 * @model is the one the fault was found in. The caller frees it. */
char *falk_wording_write (const FalkFault *fault, const FalkModel *model,
                          FalkTorch torch) G_GNUC_WARN_UNUSED_RESULT;

/* The exception's class in that version; static. */
const char *falk_wording_exception (const FalkFault *fault, FalkTorch torch);

/* The template of @code that @torch uses: its own column, or the nearest
 * older one that has words, or else the nearest newer. Static, never NULL. */
const char *falk_wording_template (FalkFaultCode code, FalkTorch torch);

/* The oldest version of which the words of @code are known; those before it
 * say something else, or never find the fault. */
FalkTorch falk_wording_since (FalkFaultCode code);

/* The range of versions around @torch whose template is the same, as
 * falk_torch_span() writes it. The caller frees it. */
char *falk_wording_versions (FalkFaultCode code,
                             FalkTorch torch) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
