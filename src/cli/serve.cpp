// SPDX-License-Identifier: Apache-2.0
#include <lossa/service/case_service.hpp>
#include <lossa/web/server.hpp>

#include "commands.hpp"
#include "files.hpp"

namespace lossa::cli {

Exit serve(const ServeCommandOptions& options, Console& console) {
  auto status = Exit::done;
  const auto library = open_library(options.guidelines, console, status, options.trust);
  if (!library) return status;
  const auto journal = open_stored(options.data);
  if (!journal) {
    complain(console, journal.error());
    return exit_of(journal.error());
  }
  const service::CaseService service(*library, **journal);
  web::ServeOptions settings;
  settings.address = options.address;
  settings.port = options.port;
  settings.version = program_version();
  settings.now = console.now;
  settings.on_ready = [&](const std::string& url) { console.out << url << std::endl; };
  const auto served = web::serve(settings, service);
  if (served) return Exit::done;
  complain(console, served.error());
  return exit_of(served.error());
}

}  // namespace lossa::cli
