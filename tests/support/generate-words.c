/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/generate.h"

#define PICK(random_, words_) words_[sam_random_below (random_, G_N_ELEMENTS (words_))]

static const char *const forms[]
    = { "Samtal",       "Utställning",  "Föreläsning", "Verkstad",      "Läsecirkel",
        "Öppet hus",    "Filmvisning",  "Konsert",     "Debatt",        "Stadsvandring",
        "Temavecka",    "Fortbildning", "Teater",      "Berättarkväll", "Medborgardialog",
        "Matlagning",   "Nattfotboll",  "Minnesstund", "Språkcafé",     "Ungdomsforum",
        "Rådslag",      "Studiebesök",  "Podd",        "Gatufest",      "Skrivarkurs",
        "Dansworkshop", "Panelsamtal",  "Poesikväll",  "Loppmarknad",   "Frågestund" };
static const char *const links[] = { "om", "för", "kring", "om", "med fokus på" };
static const char *const subjects[] = { "demokrati",
                                        "antirasism",
                                        "mänskliga rättigheter",
                                        "barnets rättigheter",
                                        "minnet av Förintelsen",
                                        "nationella minoriteter",
                                        "ungas inflytande",
                                        "tillit och trygghet",
                                        "funktionsrätt",
                                        "yttrandefrihet",
                                        "källkritik",
                                        "att bo granne",
                                        "språk och tillhörighet",
                                        "afrofobi",
                                        "islamofobi",
                                        "antiziganism",
                                        "antisemitism",
                                        "rätten till staden",
                                        "arbete utan diskriminering",
                                        "äldres berättelser" };
static const char *const places[]
    = { "på biblioteket",   "i Folkets park", "på torget",       "i stadsdelarna",
        "på mötesplatsen",  "i skolan",       "på förskolan",    "i Rosengård",
        "på Möllevången",   "i Hyllie",       "i Västra Hamnen", "i Lindängen",
        "på fritidsgården", "i hamnen",       "på museet",       "i konserthuset" };
static const char *const tails[]
    = { "– en del av det ordinarie arbetet",
        "tillsammans med föreningslivet och de förtroendevalda",
        "med tolkning till arabiska, somaliska, persiska och svenskt teckenspråk",
        "för alla åldrar",
        "i samverkan mellan flera förvaltningar, civilsamhället och forskningen",
        "där de som berörs formar programmet från början till slut" };
static const char *const sentences[]
    = { "Programmet tas fram tillsammans med dem som det gäller.",
        "Lokalen är trappfri och har hörslinga.",
        "Ingen anmälan krävs, men platserna är begränsade.",
        "Samordnas med höstlovet så att skolklasser inte bokas då.",
        "Kostnaden delas mellan förvaltningarna enligt fördelningen.",
        "Uppföljning sker med samma frågor som förra året.",
        "Tolkning beställs senast två veckor före.",
        "Materialet finns på lättläst svenska.",
        "Erfarenheterna från 2024 visar att kvällstid lockar fler.",
        "Återkoppling lämnas till nämnden i december." };

char *
sam_generate_title (SamRandom *random)
{
  const char *form = PICK (random, forms), *link = PICK (random, links);
  const char *subject = PICK (random, subjects), *place = PICK (random, places);
  const char *tail = PICK (random, tails), *more = PICK (random, tails);

  switch (sam_random_below (random, 10))
    {
    case 0:
      return g_strdup (form);
    case 1:
    case 2:
      return g_strdup_printf ("%s %s", form, place);
    case 3:
    case 4:
    case 5:
      return g_strdup_printf ("%s %s %s", form, link, subject);
    case 6:
    case 7:
      return g_strdup_printf ("%s %s %s %s", form, link, subject, place);
    case 8:
      return g_strdup_printf ("%s %s %s %s %s", form, link, subject, place, tail);
    default:
      return g_strdup_printf ("%s %s %s %s %s, %s", form, link, subject, place, tail, more);
    }
}

char *
sam_generate_text (SamRandom *random)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 1 + sam_random_below (random, 5);

  for (guint i = 0; i < n; i++)
    {
      const char *sentence = PICK (random, sentences);

      if (i > 0)
        g_string_append (text, sam_random_below (random, 4) == 0 ? "\n\n" : " ");
      g_string_append (text, sentence);
    }
  return g_strdup (text->str);
}
