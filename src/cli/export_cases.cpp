// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include <lossa/intake/case_file.hpp>
#include <lossa/intake/redcap.hpp>
#include <lossa/locale/words.hpp>
#include <lossa/service/case_service.hpp>

#include "commands.hpp"
#include "files.hpp"

namespace lossa::cli {
namespace {

Result<void> stored_cases(const ExportCasesOptions& options, const assessment::Library& library,
                          std::vector<model::CaseFile>& cases) {
  const auto journal = LOSSA_TRY(open_stored(options.data));
  const service::CaseService service(library, *journal);
  const auto* casebook = LOSSA_TRY(service.casebook());
  auto ids = options.cases;
  if (ids.empty())
    for (const auto id : casebook->ids()) ids.emplace_back(id);
  for (const auto& id : ids) {
    if (casebook->find(id) == nullptr)
      return Error{.kind = ErrorKind::not_found, .message = "there is no case '" + id + "'"};
    cases.push_back({id, casebook->entries_of(id)});
  }
  return {};
}

Exit read_cases(const ExportCasesOptions& options, Console& console, std::vector<model::CaseFile>& cases) {
  for (const auto& path : options.cases) {
    const auto bytes = read_file(path);
    if (!bytes) {
      complain(console, bytes.error());
      return exit_of(bytes.error());
    }
    auto file = intake::read_case_file(*bytes, path);
    if (report(console, file.issues) || !file.value) return Exit::found_faults;
    cases.push_back(std::move(*file.value));
  }
  return Exit::done;
}

Result<void> write_project(const ExportCasesOptions& options, Language language,
                           const std::vector<model::CaseFile>& cases) {
  const auto words = [&](std::string_view key) {
    const auto* found = locale::Words::shipped().find(key);
    return found == nullptr ? std::string() : found->in(language);
  };
  LOSSA_TRY(require_folder(options.out));
  LOSSA_TRY(write_file(options.out + "/dictionary.csv", intake::redcap_dictionary(words)));
  LOSSA_TRY(write_file(options.out + "/data.csv", intake::redcap_data(cases)));
  return write_file(options.out + "/mapping.toml", intake::redcap_mapping());
}

}  // namespace

Exit export_cases(const ExportCasesOptions& options, Console& console) {
  if (options.cases.empty() && options.data.empty()) {
    complain(console, "needs case files, or --data DIR");
    return Exit::wrong_use;
  }
  auto status = Exit::done;
  std::vector<model::CaseFile> cases;
  if (options.data.empty()) {
    if (status = read_cases(options, console, cases); status != Exit::done) return status;
  } else {
    const auto library = open_library("", console, status);
    if (!library) return status;
    if (const auto stored = stored_cases(options, *library, cases); !stored) {
      complain(console, stored.error());
      return exit_of(stored.error());
    }
  }
  if (const auto written = write_project(options, language_of(options.language, console), cases); !written) {
    complain(console, written.error());
    return exit_of(written.error());
  }
  return status;
}

}  // namespace lossa::cli
