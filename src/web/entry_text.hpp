// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <lossa/model/case.hpp>
#include <lossa/terminology/organisms.hpp>

#include <lossa/locale/words.hpp>

namespace lossa::web {

/// What it takes to put an entry into words.
struct EntryWording {
  const model::Case& patient;
  const terminology::Organisms& organisms;
  const locale::Speech& speech;
};

struct EntryText {
  std::string title;                                         ///< "Culture: blood, growth, Staphylococcus epidermidis"
  std::vector<std::pair<std::string, std::string>> details;  ///< the other fields that are given, with their words
};

/// Everything the entry says, except its free text.
EntryText describe(const model::Entry& entry, const EntryWording& wording);

/// "presentation", "2021-08-20"; that it is not stated.
std::string entry_time(const model::Entry& entry, const locale::Speech& speech);

}  // namespace lossa::web
