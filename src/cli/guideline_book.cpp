// SPDX-License-Identifier: Apache-2.0
#include <lossa/web/book.hpp>

#include "commands.hpp"
#include "files.hpp"

namespace lossa::cli {

Exit guideline_book(const BookOptions& options, Console& console) {
  auto status = Exit::done;
  const auto library = open_library(options.guidelines, console, status, options.trust);
  if (!library) return status;
  const auto page = web::book(*library, language_of(options.language, console), program_version());
  if (!page) {
    complain(console, page.error());
    return exit_of(page.error());
  }
  if (options.out.empty()) {
    console.out << *page;
    return Exit::done;
  }
  if (const auto written = write_file(options.out, *page); !written) {
    complain(console, written.error());
    return exit_of(written.error());
  }
  return Exit::done;
}

}  // namespace lossa::cli
