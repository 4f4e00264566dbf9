// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include <lossa/base/date.hpp>
#include <lossa/base/result.hpp>
#include <lossa/intake/hl7_message.hpp>

#include "pieces.hpp"

namespace lossa::intake::hl7 {

/// A folder for what was not understood.
class Quarantine {
 public:
  Quarantine(std::optional<std::filesystem::path> folder, const Date& now) : folder_(std::move(folder)), now_(&now) {}

  /// Copies a piece of a file, and writes the reason. Without a folder, or when it is there already, does nothing.
  /// Fails with unavailable.
  [[nodiscard]] Result<void> keep(const std::filesystem::path& file, const Piece& piece, const Hl7Fault& reason) const;

 private:
  std::optional<std::filesystem::path> folder_;
  const Date* now_;
};

}  // namespace lossa::intake::hl7
