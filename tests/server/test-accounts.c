/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "office.h"
#include "server/password.h"

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    gboolean ok;
  } rows[] = {
    { "anna", TRUE },      { "anna.ek@malmo.se", TRUE },
    { "åsa", TRUE },       { "a", TRUE },
    { "", FALSE },         { "a b", FALSE },
    { "a\nb", FALSE },     { "../x", FALSE },
    { "-option", FALSE },  { "a\"b", FALSE },
    { "\xff\xfe", FALSE },
  };
  g_autofree char *longest = g_strnfill (101, 'a');

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (sam_user_name_check (rows[i].name, NULL), ==, rows[i].ok);
  g_assert_false (sam_user_name_check (longest, NULL));
}

static void
test_password (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = sam_password_hash ("hemligt", &error);
  g_autofree char *longest = g_strnfill (SAM_PASSWORD_LONGEST + 1, 'a');

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (hash, "$argon2id$"));
  g_assert_true (sam_password_matches (hash, "hemligt"));
  g_assert_false (sam_password_matches (hash, "Hemligt"));
  g_assert_false (sam_password_matches (hash, ""));
  g_assert_false (sam_password_matches (NULL, "nobody"));
  g_assert_null (sam_password_hash ("", NULL));
  g_assert_null (sam_password_hash (longest, NULL));
}

static SamDevice *
device_of (Office *office, const char *token)
{
  g_autoptr (GError) error = NULL;
  SamDevice *device = sam_accounts_device (office->ledger, office->seams.clock, token, &error);

  g_assert_no_error (error);
  return device;
}

static void
assert_ended (Office *office, const char *token)
{
  g_autoptr (SamDevice) device = device_of (office, token);

  g_assert_null (device);
}

static void
test_tokens (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL, *other = NULL;
  gint64 day = G_GINT64_CONSTANT (24 * 3600) * G_USEC_PER_SEC;

  office_open (&office);
  office_user (&office, "Anna", SAM_ROLE_MEMBER, "KULT");
  token = sam_accounts_new_token (office.ledger, &office.seams, "anna", "desk", &error);
  other = sam_accounts_new_token (office.ledger, &office.seams, "anna", "laptop", &error);
  g_assert_cmpstr (token, !=, other);
  g_assert_cmpuint (strlen (token), ==, SAM_TOKEN_LENGTH);
  {
    g_autoptr (SamDevice) device = device_of (&office, token);

    g_assert_cmpstr (device->user->name, ==, "Anna");
    g_assert_cmpstr (device->device, ==, "desk");
    g_assert_false (sam_device_is_stale (device, office.seams.clock));
    sam_fake_clock_advance (office.clock, 80 * day);
    g_assert_true (sam_device_is_stale (device, office.seams.clock));
    g_assert_true (sam_accounts_touch (office.ledger, office.seams.clock, device->key, &error));
  }
  /* Used, it goes on; unused, it ends. */
  sam_fake_clock_advance (office.clock, 20 * day);
  {
    g_autoptr (SamDevice) device = device_of (&office, token);

    g_assert_nonnull (device);
  }
  assert_ended (&office, other);
  assert_ended (&office, "");
  assert_ended (&office, "0123456789012345678901234567890123456789012345678901234567890123");
  assert_ended (&office, "' OR 1 --");
  g_assert_null (sam_accounts_new_token (office.ledger, &office.seams, "nobody", "x", &error));
  g_assert_no_error (error);
  office_close (&office);
}

/* Every way in which somebody is signed out. */
static void
test_ends (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  gint64 before, after, n;

  office_open (&office);
  office_user (&office, "anna", SAM_ROLE_MEMBER, "KULT");
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *token
          = sam_accounts_new_token (office.ledger, &office.seams, "anna", "desk", &error);
      gboolean ok = FALSE;

      g_assert_true (sam_accounts_version (office.ledger, &before, &error));
      if (i == 0)
        ok = sam_accounts_set_password (office.ledger, "anna", "other", &error);
      else if (i == 1)
        ok = sam_accounts_set_enabled (office.ledger, "anna", FALSE, &error);
      else if (i == 2)
        ok = sam_accounts_revoke (office.ledger, "anna", "desk", &n, &error) && n == 1;
      else if (i == 3)
        ok = sam_accounts_revoke (office.ledger, "anna", NULL, &n, &error) && n == 1;
      else
        ok = sam_accounts_remove (office.ledger, "anna", &error);
      g_assert_no_error (error);
      g_assert_true (ok);
      assert_ended (&office, token);
      g_assert_true (sam_accounts_version (office.ledger, &after, &error));
      g_assert_cmpint (after, >, before);
      if (i == 1)
        g_assert_true (sam_accounts_set_enabled (office.ledger, "anna", TRUE, &error));
    }
  g_assert_false (sam_accounts_remove (office.ledger, "anna", &error));
  g_assert_error (error, SAM_ERROR, SAM_ERROR_NOT_FOUND);
  office_close (&office);
}

static void
test_grants (void)
{
  Office office;
  char *codes[] = { (char *)"KULT", (char *)"FRI", NULL };
  SamGrant grant = { .forum = (char *)"one", .role = SAM_ROLE_COORDINATOR, .codes = codes };
  g_autoptr (SamUser) user = NULL;
  g_autoptr (GError) error = NULL;

  office_open (&office);
  office_user (&office, "anna", SAM_ROLE_READER, NULL);
  g_assert_true (sam_accounts_grant (office.ledger, "anna", &grant, &error));
  user = sam_accounts_find (office.ledger, "ANNA", &error);
  g_assert_cmpuint (user->grants->len, ==, 2);
  g_assert_cmpint (sam_user_grant (user, "one")->role, ==, SAM_ROLE_COORDINATOR);
  g_assert_cmpstr (sam_user_grant (user, "one")->codes[1], ==, "FRI");
  g_assert_cmpint (sam_user_grant (user, "two")->role, ==, SAM_ROLE_READER);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/accounts/names", test_names);
  g_test_add_func ("/server/accounts/password", test_password);
  g_test_add_func ("/server/accounts/tokens", test_tokens);
  g_test_add_func ("/server/accounts/ends", test_ends);
  g_test_add_func ("/server/accounts/grants", test_grants);
  return g_test_run ();
}
