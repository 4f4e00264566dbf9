// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include <lossa/intake/foreign.hpp>
#include <lossa/locale/words.hpp>
#include <lossa/service/finding.hpp>
#include <lossa/web/found.hpp>

#include "writer.hpp"

namespace lossa::cli {

/// What was found, and in whose words: all that the outputs of `lossa find` are made of.
struct Found {
  const service::FoundList& list;
  const intake::ForeignData& data;
  const assessment::Library& library;
  const web::FoundFrame& frame;
  const std::vector<web::FoundLine>& lines;
  const locale::Speech& speech;
};

void write_found_text(const Found& found, Writer& writer);
/// One object; its shape is in docs/formats/find.md.
std::string found_json(const Found& found);
/// A row a person; for a spreadsheet, so `;` in Swedish, where the comma is the decimal sign.
std::string found_csv(const Found& found);

}  // namespace lossa::cli
