// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include <lossa/service/library.hpp>

#include "commands.hpp"
#include "files.hpp"

namespace lossa::cli {

Exit guideline_check(const std::vector<std::string>& files, Console& console) {
  std::vector<guideline::SourceFile> own;
  auto status = Exit::done;
  for (const auto& path : files) {
    auto bytes = read_file(path);
    if (bytes) {
      own.push_back({path, std::move(bytes).value()});
    } else {
      complain(console, bytes.error());
      status = worse(status, exit_of(bytes.error()));
    }
  }
  if (status != Exit::done) return status;
  const auto all = over_shipped(std::move(own));
  const auto library = service::load_library(all);
  if (report(console, library.issues) || !library.value) return Exit::found_faults;
  const auto& knowledge = library.value->knowledge;
  console.out << "no fault: " << all.size() << " files read (" << files.size() << " given), "
              << knowledge.guidelines.size() << " guidelines, " << knowledge.facts.size() << " facts, "
              << knowledge.questions.size() << " questions, " << knowledge.criteria.size() << " criteria, "
              << knowledge.readings.size() << " readings, " << knowledge.recommendations.size() << " recommendations, "
              << knowledge.studies.size() << " studies\n";
  return Exit::done;
}

}  // namespace lossa::cli
