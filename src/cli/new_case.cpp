// SPDX-License-Identifier: Apache-2.0
#include <lossa/locale/words.hpp>
#include <lossa/model/schema.hpp>

#include "commands.hpp"

namespace lossa::cli {

Exit new_case(const std::string& language, Console& console) {
  console.out << model::new_case_file(language_of(language, console));
  return Exit::done;
}

Exit schema(Console& console) {
  const auto& words = locale::Words::shipped();
  const auto text = model::json_schema([&](std::string_view key) {
    const auto* found = words.find(key);
    return found == nullptr ? std::string{} : found->in(Language::en);
  });
  console.out << text;
  if (!text.ends_with('\n')) console.out << '\n';
  return Exit::done;
}

}  // namespace lossa::cli
