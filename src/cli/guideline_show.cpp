// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <lossa/locale/words.hpp>

#include "commands.hpp"
#include "files.hpp"
#include "guideline_page.hpp"
#include "readings.hpp"

namespace lossa::cli {

Exit guideline_list(const std::string& language, Console& console) {
  auto status = Exit::done;
  const auto library = open_library("", console, status);
  if (!library) return status;
  const auto asked = language_of(language, console);
  for (const auto& guideline : library->knowledge.guidelines)
    console.out << guideline.id << " " << guideline.version << ": " << guideline.title.in(asked) << '\n';
  return Exit::done;
}

Exit guideline_show(const std::string& id, const std::string& language, Console& console) {
  auto status = Exit::done;
  const auto library = open_library("", console, status);
  if (!library) return status;
  const auto& knowledge = library->knowledge;
  const int found = named_guideline(knowledge, id, console);
  if (found < 0) return Exit::wrong_use;
  Writer writer(console.out, console.screen);
  const locale::Speech speech(locale::Words::shipped(), language_of(language, console));
  write_guideline(writer, knowledge, found, speech);
  return Exit::done;
}

}  // namespace lossa::cli
