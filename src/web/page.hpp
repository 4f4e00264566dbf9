// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <lossa/locale/words.hpp>
#include <lossa/service/service.hpp>
#include <lossa/web/site.hpp>

#include "query.hpp"
#include "templates.hpp"

namespace lossa::web {

struct Site::Parts {
  SiteSettings settings;
  const service::Service* service;
  Templates templates;
  std::string css_address;  ///< with the hash of its content, so that browsers may keep it
};

/// One visitor's request, understood as far as every page needs it.
struct Visit {
  const Site::Parts& site;
  const Request& request;
  Target target;
  locale::Speech speech;
};

/// The page with its security headers. A fault of the templates becomes a plain answer with status 500.
Response page(const Visit& visit, std::string_view name, const View& view, int status = 200);

/// A page that says in words what went wrong. `words` is a name of the locale; `detail` may be empty.
Response fault_page(const Visit& visit, int status, std::string_view words, const std::string& detail = {});

Response worklist_page(const Visit& visit);
Response case_page(const Visit& visit, const std::string& case_id);
/// What the referring ward does until the patient has moved, on one sheet.
Response card_page(const Visit& visit, const std::string& case_id);
Response assess_page(const Visit& visit);
Response about_page(const Visit& visit);

/// What the visitor chose: `at` or `at_other`, "reading.GUIDELINE.ID", and one change of either by a button, `set`.
service::View view_from(const Parameters& parameters);
/// The page for a case or a view that the service refused.
Response view_fault(const Visit& visit, const Error& error);

/// The headers that every answer carries, pages or not.
void add_security_headers(Response& response);

}  // namespace lossa::web
