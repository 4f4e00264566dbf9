// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/journal/journal.hpp>

#include "sqlite.hpp"

namespace lossa::journal_sqlite {

/// Reads what is committed, beside the writer. From any thread, one at a time.
class Reader {
 public:
  static Result<std::unique_ptr<Reader>> start(Connection connection);

  Result<std::vector<journal::Record>> read(std::uint64_t after_position, std::size_t limit);
  Result<std::uint64_t> version_of(std::string_view case_id);

 private:
  struct Statements {
    Statement read;
    Statement version_of;
  };

  Reader(Connection connection, Statements statements);

  std::mutex mutex_;
  Connection connection_;
  Statements statements_;
};

}  // namespace lossa::journal_sqlite
