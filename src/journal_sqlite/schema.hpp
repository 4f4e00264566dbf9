// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <chrono>
#include <cstddef>

#include <lossa/base/result.hpp>

#include "sqlite.hpp"

namespace lossa::journal_sqlite {

inline constexpr std::int64_t application_id = 0x4C6F7361;  // "Losa", as in schema_1.sql
inline constexpr std::size_t newest_schema = 1;

/// Step n lifts a file from version n to n + 1; an empty file is of version 0.
extern const std::array<const char*, newest_schema> schema_steps;

/// Makes sure that the connection's file is a journal that this program can write, making or lifting it if need be.
/// A file that is not ours, or newer than this program, is refused before anything is written.
Result<void> prepare_file(sqlite3& connection, std::chrono::milliseconds patience);

}  // namespace lossa::journal_sqlite
