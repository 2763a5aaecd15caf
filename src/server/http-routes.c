/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/http.h"

#define SMALL (16 * 1024)

const SamHttpRoute sam_http_routes[] = {
  { "POST", "/api/v1/session", TRUE, SMALL, sam_http_handle_login },
  { "GET", "/api/v1/session", FALSE, 0, sam_http_handle_session },
  { "DELETE", "/api/v1/session", FALSE, 0, sam_http_handle_logout },
  { "GET", "/api/v1/forums/*/snapshot", FALSE, 0, sam_http_handle_snapshot },
  { "GET", "/api/v1/forums/*/changes", FALSE, 0, sam_http_handle_changes },
  { "POST", "/api/v1/forums/*/edits", FALSE, SAM_EDIT_MAX_BYTES, sam_http_handle_edits },
  { "GET", "/api/v1/forums/*/live", FALSE, 0, sam_http_handle_live },
  { "POST", "/api/v1/forums/*/presence", FALSE, SMALL, sam_http_handle_presence },
  { "GET", "/api/v1/forums/*/history", FALSE, 0, sam_http_handle_history },
  { "GET", "/api/v1/openapi.json", TRUE, 0, sam_http_handle_openapi },
  { "GET", "/healthz", TRUE, 0, sam_http_handle_health },
  { "GET", "/metrics", TRUE, 0, sam_http_handle_metrics },
  { NULL, NULL, FALSE, 0, NULL },
};
