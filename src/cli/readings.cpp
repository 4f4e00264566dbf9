// SPDX-License-Identifier: Apache-2.0
#include "readings.hpp"

#include <algorithm>
#include <utility>

#include <lossa/base/text.hpp>

#include "wording.hpp"

namespace lossa::cli {
namespace {

Error wrong(const std::string& asked, std::string message) {
  return {.kind = ErrorKind::invalid_input, .message = std::move(message), .where = "--reading " + asked};
}

std::string full_name(const guideline::Knowledge& knowledge, const guideline::Reading& reading) {
  return item(knowledge.guidelines, reading.guideline).id + "." + reading.id;
}

/// The readings that `name` may mean.
std::vector<const guideline::Reading*> meant(const guideline::Knowledge& knowledge, const std::string& name) {
  std::vector<const guideline::Reading*> found;
  for (const auto& reading : knowledge.readings)
    if (name == reading.id || name == full_name(knowledge, reading)) found.push_back(&reading);
  return found;
}

Error ambiguous(const guideline::Knowledge& knowledge, const std::string& asked,
                const std::vector<const guideline::Reading*>& found) {
  std::vector<std::string> names;
  names.reserve(found.size());
  for (const auto* reading : found) names.push_back(full_name(knowledge, *reading));
  return wrong(asked, "more than one reading is called so: " + join_words(names, "and"));
}

Error no_such_reading(const guideline::Knowledge& knowledge, const std::string& asked, const std::string& name) {
  std::vector<std::string> names;
  for (const auto& reading : knowledge.readings) {
    names.push_back(reading.id);
    names.push_back(full_name(knowledge, reading));
  }
  const auto near = nearest(name, names);
  return wrong(asked, "there is no reading '" + name + "'" +
                          (near.empty() ? "; `lossa guideline show` lists them" : "; did you mean '" + near + "'?"));
}

}  // namespace

Result<std::map<std::string, std::string>> chosen_readings(const guideline::Knowledge& knowledge,
                                                           const std::vector<std::string>& asked) {
  std::map<std::string, std::string> chosen;
  for (const auto& words : asked) {
    const auto equals = words.find('=');
    if (equals == std::string::npos || equals == 0) return wrong(words, "a reading is given as NAME=OPTION");
    const auto name = words.substr(0, equals);
    const auto found = meant(knowledge, name);
    if (found.empty()) return no_such_reading(knowledge, words, name);
    if (found.size() > 1) return ambiguous(knowledge, words, found);
    const auto option = words.substr(equals + 1);
    const auto& options = found.front()->options;
    if (std::ranges::find(options, option) == options.end())
      return wrong(words, "'" + option + "' is none of its options: " + join_words(options, "or"));
    if (!chosen.emplace(full_name(knowledge, *found.front()), option).second)
      return wrong(words, "this reading is given twice");
  }
  return chosen;
}

int named_guideline(const guideline::Knowledge& knowledge, const std::string& id, Console& console) {
  const int found = knowledge.find_guideline(id);
  if (found >= 0) return found;
  std::vector<std::string> ids;
  ids.reserve(knowledge.guidelines.size());
  for (const auto& guideline : knowledge.guidelines) ids.push_back(guideline.id);
  const auto near = nearest(id, ids);
  complain(console, "there is no guideline '" + id + "'" +
                        (near.empty() ? ": it is one of " + join_words(ids, "or") : "; did you mean '" + near + "'?"));
  return found;
}

}  // namespace lossa::cli
