// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace lossa::terminology {

/// No code that we know of is as long; longer ones are cut and so found by nobody.
inline constexpr std::size_t longest_code = 62;

/// A code within its system as it is looked up, made without memory of its own: a byte for the system, then the code
/// with capitals small, no white space, and no dots where they do not matter.
class CodeKey {
 public:
  CodeKey(std::size_t system, std::string_view code, bool dots_matter);

  [[nodiscard]] std::string_view whole() const { return {bytes_.data(), size_ + 1}; }
  /// That of the code's beginning.
  [[nodiscard]] std::string_view first(std::size_t length) const { return whole().substr(0, length + 1); }
  [[nodiscard]] std::size_t size() const { return size_; }  ///< of the code

 private:
  std::array<char, longest_code + 2> bytes_ = {};
  std::size_t size_ = 0;
};

/// A name of a system as it is looked up: small letters, no "urn:oid:" before and no "|version" behind.
std::string folded_name(std::string_view name);

}  // namespace lossa::terminology
