/* SPDX-License-Identifier: MIT */
/* The panel of an exported picture: what happened, why, what mends it, where
 * the numbers come from, what the colours mean. Private to this layer. */
#pragma once

#include "falk-pen.h"
#include "falk-product.h"

G_BEGIN_DECLS

/* Draws into @scene from @y down, @width wide; gives the lower edge, which is
 * @y where there is nothing to say. */
double falk_panel_headline (FalkScene *scene, const FalkSubject *subject,
                            double x, double y, double width);
double falk_panel_causes (FalkScene *scene, const FalkSubject *subject,
                          double x, double y, double width);
double falk_panel_differs (FalkScene *scene, const FalkSubject *subject,
                           double x, double y, double width);
double falk_panel_agreements (FalkScene *scene, const FalkSubject *subject,
                              double x, double y, double width);
double falk_panel_facts (FalkScene *scene, const FalkSubject *subject, double x,
                         double y, double width);
double falk_panel_notes (FalkScene *scene, const FalkSubject *subject, double x,
                         double y, double width);
double falk_panel_run (FalkScene *scene, const FalkSubject *subject, double x,
                       double y, double width);

/* The numbers of the explanation, or of @product, which may be NULL, of the
 * step called @step. */
double falk_panel_numbers (FalkScene *scene, const FalkSubject *subject,
                           const FalkProduct *product, const char *step,
                           double x, double y, double width);

/* Of what @scene has so far. */
double falk_panel_legend (FalkScene *scene, double x, double y, double width);

G_END_DECLS
