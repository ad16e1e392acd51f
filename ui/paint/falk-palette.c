/* SPDX-License-Identifier: MIT */
#include "falk-palette.h"

#include <math.h>
#include <string.h>

#define RGB(x)                                                                 \
  {                                                                            \
    ((x) >> 16 & 255) / 255.0, ((x) >> 8 & 255) / 255.0, ((x)&255) / 255.0     \
  }

static const char *const theme_names[] = {
  [FALK_THEME_LIGHT] = "light",
  [FALK_THEME_DARK] = "dark",
  [FALK_THEME_PRINT] = "print",
};
G_STATIC_ASSERT (G_N_ELEMENTS (theme_names) == FALK_THEME_COUNT);

/* clang-format off */
static const FalkColor colors[][FALK_THEME_COUNT] = {
  /* ink                         light          dark           print */
  [FALK_INK_NONE]            = { RGB (0xff00ff), RGB (0xff00ff), RGB (0xff00ff) },
  [FALK_INK_PAPER]           = { RGB (0xfcfcfd), RGB (0x1d1d21), RGB (0xffffff) },
  [FALK_INK_PANEL]           = { RGB (0xf4f4f7), RGB (0x26262b), RGB (0xffffff) },
  [FALK_INK_TEXT]            = { RGB (0x1d1d20), RGB (0xececf0), RGB (0x000000) },
  [FALK_INK_MUTED]           = { RGB (0x5d5d66), RGB (0xa9a9b4), RGB (0x444444) },
  [FALK_INK_LINE]            = { RGB (0x55555c), RGB (0xa0a0aa), RGB (0x222222) },
  [FALK_INK_GHOST]           = { RGB (0x8f8f99), RGB (0x7c7c88), RGB (0x777777) },
  [FALK_INK_RULE]            = { RGB (0xd6d6dc), RGB (0x43434b), RGB (0xaaaaaa) },
  [FALK_INK_CARD]            = { RGB (0xffffff), RGB (0x2b2b31), RGB (0xffffff) },
  [FALK_INK_TIME]            = { RGB (0x0069a6), RGB (0x5fb7ee), RGB (0x00558a) },
  [FALK_INK_BATCH]           = { RGB (0x007a59), RGB (0x3ccfa0), RGB (0x006046) },
  [FALK_INK_FEATURES]        = { RGB (0x955600), RGB (0xf0b24a), RGB (0x7a4600) },
  [FALK_INK_HIDDEN]          = { RGB (0x7b4aa6), RGB (0xc69ceb), RGB (0x643591) },
  [FALK_INK_MEETS]           = { RGB (0x1b7739), RGB (0x5cc97c), RGB (0x14622d) },
  [FALK_INK_MEETS_FILL]      = { RGB (0xe6f4ea), RGB (0x213a2a), RGB (0xf1f8f3) },
  [FALK_INK_MISMATCH]        = { RGB (0xc02f26), RGB (0xff8a80), RGB (0xa51a12) },
  [FALK_INK_MISMATCH_FILL]   = { RGB (0xfdf0ee), RGB (0x3b2523), RGB (0xffffff) },
  [FALK_INK_NOTICE]          = { RGB (0x8a5a00), RGB (0xffcf66), RGB (0x6f4800) },
  [FALK_INK_NOTICE_FILL]     = { RGB (0xfff7e6), RGB (0x3a3120), RGB (0xffffff) },
  [FALK_INK_ACCENT]          = { RGB (0x2f5fd0), RGB (0x8fb0ff), RGB (0x1f47a8) },
  [FALK_INK_INPUT_FILL]      = { RGB (0xdcebf5), RGB (0x24394a), RGB (0xedf4f9) },
  [FALK_INK_INPUT_FILL_TOP]  = { RGB (0xebf4fa), RGB (0x2d4658), RGB (0xf6fafc) },
  [FALK_INK_INPUT_FILL_SIDE] = { RGB (0xc6deee), RGB (0x1d303f), RGB (0xdde9f2) },
  [FALK_INK_WEIGHT_FILL_1]   = { RGB (0xf1e8f8), RGB (0x352b42), RGB (0xf8f4fb) },
  [FALK_INK_WEIGHT_FILL_2]   = { RGB (0xe6d7f2), RGB (0x43345a), RGB (0xf0e7f6) },
  [FALK_INK_WEIGHT_FILL_3]   = { RGB (0xd9c5eb), RGB (0x534070), RGB (0xe6d8f0) },
  [FALK_INK_WEIGHT_TEXT]     = { RGB (0x4b2c70), RGB (0xeee2fb), RGB (0x3a1f5a) },
};
/* clang-format on */
G_STATIC_ASSERT (G_N_ELEMENTS (colors) == FALK_INK_COUNT);

/* Three stops of each scale: lowest, middle, highest. */
static const FalkColor heats[][2][3] = {
  [FALK_THEME_LIGHT] = {
    [FALK_HEAT_SEQUENTIAL] = { RGB (0xfaf6fc), RGB (0xa888c6), RGB (0x41206b) },
    [FALK_HEAT_DIVERGING] = { RGB (0x2166ac), RGB (0xf8f6f4), RGB (0xb2402f) },
  },
  [FALK_THEME_DARK] = {
    [FALK_HEAT_SEQUENTIAL] = { RGB (0x26202e), RGB (0x80629f), RGB (0xf0e0ff) },
    [FALK_HEAT_DIVERGING] = { RGB (0x62b0f2), RGB (0x28282d), RGB (0xf5846c) },
  },
  [FALK_THEME_PRINT] = {
    [FALK_HEAT_SEQUENTIAL] = { RGB (0xffffff), RGB (0xa888c6), RGB (0x2f1454) },
    [FALK_HEAT_DIVERGING] = { RGB (0x1b5a9c), RGB (0xffffff), RGB (0xa03424) },
  },
};
G_STATIC_ASSERT (G_N_ELEMENTS (heats) == FALK_THEME_COUNT);

const char *
falk_theme_name (FalkTheme theme)
{
  g_return_val_if_fail (theme < FALK_THEME_COUNT, "");
  return theme_names[theme];
}

gboolean
falk_theme_from_name (const char *name, FalkTheme *theme)
{
  for (guint i = 0; i < FALK_THEME_COUNT; i++)
    if (strcmp (theme_names[i], name) == 0)
      {
        *theme = (FalkTheme)i;
        return TRUE;
      }
  return FALSE;
}

FalkColor
falk_palette_color (FalkTheme theme, FalkInk ink)
{
  return colors[ink][theme];
}

static double
mix (double a, double b, double t)
{
  return a + (b - a) * t;
}

FalkColor
falk_palette_heat (FalkTheme theme, FalkHeatScale scale, double t)
{
  const FalkColor *stops = heats[theme][scale];
  int i = t < 0.5 ? 0 : 1;

  t = CLAMP (t, 0, 1) * 2 - i;
  return (FalkColor){ mix (stops[i].r, stops[i + 1].r, t),
                      mix (stops[i].g, stops[i + 1].g, t),
                      mix (stops[i].b, stops[i + 1].b, t) };
}

/* A yellow that no scale has. */
FalkColor
falk_palette_nan (FalkTheme theme)
{
  return (FalkColor)RGB (0xffd400);
}

static double
linear (double c)
{
  return c <= 0.03928 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
}

static double
luminance (FalkColor c)
{
  return 0.2126 * linear (c.r) + 0.7152 * linear (c.g) + 0.0722 * linear (c.b);
}

double
falk_color_contrast (FalkColor a, FalkColor b)
{
  double la = luminance (a), lb = luminance (b);

  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}
