/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"

#include "config.h"

#include <glib/gstdio.h>

/* Each case runs in a process of its own, because a locale is set once. */
typedef struct
{
  const char *lang, *lc_all, *lc_messages, *language;
  const char *expected; /* of _("today") */
} Case;

static const Case cases[] = {
  { "sv_SE.UTF-8", NULL, NULL, NULL, "i dag" },
  { "sv", NULL, NULL, NULL, "i dag" },
  { "sv_FI.UTF-8", NULL, NULL, NULL, "i dag" },
  { "C.UTF-8", "sv_SE.UTF-8", NULL, NULL, "i dag" },
  { "xx_YY.UTF-8", NULL, "sv_SE.UTF-8", NULL, "i dag" },
  { "sv_SE.UTF-8", "C.UTF-8", NULL, NULL, "today" },
  { "sv_SE.UTF-8", NULL, NULL, "en", "today" },
  { "sv_SE.UTF-8", NULL, NULL, "sv:en", "i dag" },
  { "C.UTF-8", NULL, NULL, "sv", "i dag" },
  { "C", NULL, NULL, "sv", "today" },
  { "C.UTF-8", NULL, NULL, NULL, "today" },
  { "xx_YY.UTF-8", NULL, NULL, NULL, "today" },
  { NULL, NULL, NULL, NULL, "today" },
};

static void
set_variable (const char *name, const char *value)
{
  if (value != NULL)
    g_setenv (name, value, TRUE);
  else
    g_unsetenv (name);
}

static void
test_language (gconstpointer data)
{
  const Case *c = data;
  if (g_test_subprocess ())
    {
      set_variable ("LANG", c->lang);
      set_variable ("LC_ALL", c->lc_all);
      set_variable ("LC_MESSAGES", c->lc_messages);
      set_variable ("LANGUAGE", c->language);
      sam_i18n_init (NULL);
      g_assert_cmpstr (_ ("today"), ==, c->expected);
      /* UTF-8 whatever happened, so that å can be printed. */
      g_assert_true (g_get_charset (NULL));
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
test_folder (void)
{
  static const struct
  {
    const char *program, *given, *expected;
  } folders[] = {
    { SAM_BUILD_DIR "/src/samverka", NULL, SAM_BUILD_DIR "/po" },
    { SAM_BUILD_DIR "/tests/base/test", NULL, SAM_BUILD_DIR "/po" },
    { SAM_BUILD_DIR "-other/samverka", NULL, SAM_LOCALE_DIR },
    { "/usr/bin/samverka", NULL, SAM_LOCALE_DIR },
    { "", NULL, SAM_LOCALE_DIR },
    { SAM_BUILD_DIR "/src/samverka", "/some/where", "/some/where" },
    { "/usr/bin/samverka", "", SAM_LOCALE_DIR },
  };
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      set_variable ("SAMVERKA_LOCALE_DIR", folders[i].given);
      g_autofree char *folder = sam_i18n_locale_dir (folders[i].program);
      g_assert_cmpstr (folder, ==, folders[i].expected);
    }
  g_unsetenv ("SAMVERKA_LOCALE_DIR");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/base/i18n/language/%u", i);
      g_test_add_data_func (path, &cases[i], test_language);
    }
  g_test_add_func ("/base/i18n/folder", test_folder);
  return g_test_run ();
}
