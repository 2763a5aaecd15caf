/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

#define SWEDISH "sv_SE.UTF-8"

/* What the environment asks messages to be in, by the order of precedence that setlocale(3) has. */
static const char *
wanted_locale (void)
{
  static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i]);
      if (value != NULL && *value != '\0')
        return value;
    }
  return "";
}

static gboolean
wants_swedish (void)
{
  const char *locale = wanted_locale ();
  const char *languages = g_getenv ("LANGUAGE");
  gboolean is_c = *locale == '\0' || strcmp (locale, "C") == 0 || strcmp (locale, "POSIX") == 0;
  if (languages != NULL && *languages != '\0' && !is_c)
    return g_str_has_prefix (languages, "sv");
  return g_str_has_prefix (locale, "sv");
}

static gboolean
messages_are_c (void)
{
  const char *name = setlocale (LC_MESSAGES, NULL);
  return name == NULL || strcmp (name, "C") == 0 || g_str_has_prefix (name, "C.")
         || strcmp (name, "POSIX") == 0;
}

#ifdef __GLIBC__
/* Since 2.39 glibc translates nothing in the locale C.UTF-8, and a small system has no other. It
 * can be had under another name: a folder of that name, looked for in LOCPATH, that is a link to
 * it. The data is mapped when the locale is set, so the link can go at once. */
static gboolean
set_borrowed_locale (void)
{
  static const char *const sources[] = { "/usr/lib/locale/C.utf8", "/usr/lib/locale/C.UTF-8" };
  const char *source = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (sources) && source == NULL; i++)
    source = g_file_test (sources[i], G_FILE_TEST_IS_DIR) ? sources[i] : NULL;
  g_autofree char *folder = source != NULL ? g_dir_make_tmp ("samverka-locale-XXXXXX", NULL) : NULL;
  if (folder == NULL)
    return FALSE;

  gboolean set = FALSE;
  g_autofree char *link = g_build_filename (folder, SWEDISH, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (link);
  g_autofree char *before = g_strdup (g_getenv ("LOCPATH"));
  if (g_file_make_symbolic_link (file, source, NULL, NULL))
    {
      g_setenv ("LOCPATH", folder, TRUE);
      set = setlocale (LC_ALL, SWEDISH) != NULL;
      if (before != NULL)
        g_setenv ("LOCPATH", before, TRUE);
      else
        g_unsetenv ("LOCPATH");
      g_unlink (link);
    }
  g_rmdir (folder);
  return set;
}
#else
static gboolean
set_borrowed_locale (void)
{
  return FALSE;
}
#endif

static void
set_locale (void)
{
  static const char *const fallbacks[] = { "C.UTF-8", "C.utf8", "en_US.UTF-8" };
  gboolean set = setlocale (LC_ALL, "") != NULL;
  if (wants_swedish () && (!set || messages_are_c ()))
    {
      if (setlocale (LC_ALL, SWEDISH) != NULL || set_borrowed_locale ())
        return;
      g_setenv ("LANGUAGE", "sv", TRUE);
    }
  /* Where nobody has chosen a locale (cron, a small container), å is still written as å. */
  for (guint i = 0; !set && i < G_N_ELEMENTS (fallbacks); i++)
    set = setlocale (LC_ALL, fallbacks[i]) != NULL;
  const char *characters = setlocale (LC_CTYPE, NULL);
  gboolean plain = characters != NULL && strcmp (characters, "C") == 0;
  for (guint i = 0; plain && i < G_N_ELEMENTS (fallbacks); i++)
    plain = setlocale (LC_CTYPE, fallbacks[i]) == NULL;
}

/* The running program's own path where the system tells it, because argv[0] may be anything. */
static char *
program_path (const char *argv0)
{
  g_autofree char *link = g_file_read_link ("/proc/self/exe", NULL);
  if (link != NULL)
    return g_steal_pointer (&link);
  return argv0 != NULL ? g_canonicalize_filename (argv0, NULL) : g_strdup ("");
}

char *
sam_i18n_locale_dir (const char *program)
{
  const char *given = g_getenv ("SAMVERKA_LOCALE_DIR");
  if (given != NULL && *given != '\0')
    return g_strdup (given);
  if (g_str_has_prefix (program, SAM_BUILD_DIR G_DIR_SEPARATOR_S))
    {
      g_autofree char *build = g_build_filename (SAM_BUILD_DIR, "po", NULL);
      if (g_file_test (build, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&build);
    }
  return g_strdup (SAM_LOCALE_DIR);
}

void
sam_i18n_init (const char *argv0)
{
  g_autofree char *program = program_path (argv0);
  g_autofree char *folder = sam_i18n_locale_dir (program);
  set_locale ();
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
